//! Every scene, driven as a reader would drive it, with any settings.

#[path = "support/settle.rs"]
mod settle;

use downhill::param::{Kind, Param, Scale};
use downhill::rng::Rng;
use downhill::scene::{self, Claim, Layer, SCENES, Scene};
use settle::settle;

/// What is said to hold, or not to, states a test: with an interval among its numbers, and in its words.
fn rests_on_an_interval(claim: &Claim) {
    for name in ["low", "high"].into_iter().filter(|_| claim.standing.is_some()) {
        assert!(claim.args.iter().any(|arg| arg.0 == name), "{}: {name}", claim.key);
        for words in [
            concat!(
                include_str!("../www/locales/en/first.json"),
                include_str!("../www/locales/en/digits.json"),
                include_str!("../www/locales/en/deeper.json")
            ),
            concat!(
                include_str!("../www/locales/zh/digits.json"),
                include_str!("../www/locales/zh/deeper.json")
            ),
        ] {
            let line = words.lines().find(|line| line.contains(&format!("\"{}\": ", claim.key)));
            assert!(line.is_some_and(|line| line.contains(&format!("{{{name}}}"))), "{}: {name}", claim.key);
        }
    }
}

fn drive(scene: &mut dyn Scene) {
    scene.idle(0.7);
    for share in [0.0, 0.3, 1.0] {
        scene.seek(share);
        for panel in 0..scene.panels().len() {
            for layer in [Layer::Still, Layer::Moving] {
                scene.picture(panel, layer);
            }
        }
        scene.labels();
        scene.caption();
        scene.readouts();
        scene.claims().iter().for_each(rests_on_an_interval);
        scene.describe();
    }
}

/// The points of the lecture, in its order, but that the page begins with the one that shows its subject at once.
#[test]
fn every_point_of_the_lecture_has_its_scene_in_the_lectures_order() {
    let lecture = [
        "batches",
        "full-vs-one",
        "cost",
        "accuracy",
        "noise",
        "generalization",
        "minima",
        "trade-offs",
        "large-batch",
        "momentum",
        "hill",
        "critical",
    ];
    let first = "full-vs-one";
    let wanted: Vec<&str> =
        std::iter::once(first).chain(lecture.into_iter().filter(|id| *id != first)).collect();
    let there = SCENES.iter().map(|entry| entry.id).filter(|id| lecture.contains(id));
    assert_eq!(there.collect::<Vec<_>>(), wanted);
}

#[test]
fn all_scenes_run_with_their_defaults() {
    for entry in SCENES {
        let mut scene = scene::new(entry.id).unwrap();
        drive(scene.as_mut());
        scene.complete();
        settle(scene.as_mut());
        drive(scene.as_mut());
        assert!(scene.jobs().is_empty());
    }
}

/// Names, defaults and what a link may call a parameter are of one kind each.
#[test]
fn tables_are_sound() {
    for entry in SCENES {
        let params = (entry.params)();
        for (k, param) in params.iter().enumerate() {
            let twin = params[..k].iter().find(|other| other.is_called(param.name));
            assert!(twin.is_none_or(|twin| twin == param), "{}: {} stands twice", entry.id, param.name);
            if !matches!(param.kind, Kind::Text(_)) && !param.default.is_empty() {
                assert_eq!(param.parse(param.default).1, None, "{}: default of {}", entry.id, param.name);
            }
        }
        let scene = scene::new(entry.id).unwrap();
        assert_eq!(scene.query(), [], "{}: the defaults are an empty link", entry.id);
        for control in scene.controls() {
            let known = control.param.is_none_or(|param| param.parse(&control.value).1.is_none());
            assert!(known, "{}: {} is {}", entry.id, control.name, control.value);
        }
    }
}

/// Some text for a parameter: most of it usable, some out of range, some nonsense.
fn text(param: &Param, rng: &mut Rng) -> String {
    let (odd, share) = (rng.below(8) == 0, rng.uniform());
    if odd {
        let texts = ["NaN", "", "1e999", "-7,x", "~~,:", "0", "\u{1F600}", "1e-300"];
        return texts[rng.below(texts.len())].to_owned();
    }
    match param.kind {
        Kind::Number { min, max, scale: Scale::Log, .. } | Kind::Integer { min, max, scale: Scale::Log } => {
            let low = min.max(1e-9);
            let value = low * (max / low).powf(share);
            // Crowds and long runs are for the browser tests.
            value.min(if param.name == "particles" { 300.0 } else { 1e4 }).to_string()
        }
        Kind::Number { min, max, .. } | Kind::Integer { min, max, .. } => {
            (min + (max - min) * share).to_string()
        }
        Kind::Choice(choices) => choices[rng.below(choices.len())].to_owned(),
        Kind::Point => format!("{},{}", 8.0 * share - 4.0, 3.0 - 7.0 * share),
        Kind::List { max, .. } => format!("{},{}", (share * max) as u32, max),
        Kind::Text(_) => {
            let texts: &[&str] = match param.name {
                "text" => &[
                    "sqrt(x) + y^2",
                    "(x - a_i)^4 + (y - b_i)^2",
                    "1/x",
                    "log(x*y)",
                    "x +",
                    "min(x, b*y)",
                    "x^4",
                ],
                "parameters" => &["a:2", "a:1,b:-3", "a", ":,a:"],
                "points" => &["1,2,3,4,5,7", "1,1,1,2,1,3,1,4", "-1e5,3,0,0,7,1e6", "1,2,3"],
                "domain" => &["-1,1,0,2", "0,0,0,0", "1,2", "-1e300,1e300,0,1"],
                _ => &["1~20", "4,momentum:0.9", "sgd~adam,learning-rate:0.1", "lamb~adagrad,epsilon:0.001"],
            };
            texts[rng.below(texts.len())].to_owned()
        }
    }
}

/// A link to a step stands there, the way to it ends there, and whatever the reader sets leaves it.
#[test]
fn guided_steps_are_reached_and_left() {
    for entry in SCENES {
        let mut scene = scene::new(entry.id).unwrap();
        let steps = scene.guide().steps;
        assert!((3..=6).contains(&steps), "{}: {steps} steps", entry.id);
        for step in (0..steps).chain((0..steps).rev()) {
            let link = if step == 0 { vec![] } else { vec![("step".to_owned(), (step + 1).to_string())] };
            let mut there = scene::new(entry.id).unwrap();
            assert_eq!(there.load(&link), vec![], "{} {step}", entry.id);
            scene.follow(step);
            let mut frames = 0;
            while scene.glide(1.0 / 60.0) {
                frames += 1;
                assert!(frames < 120, "{} {step}: it arrives", entry.id);
            }
            assert!(frames > 10, "{} {step}: it is seen to move", entry.id);
            assert_eq!(scene.guide(), there.guide(), "{} {step}", entry.id);
            assert_eq!((scene.query(), there.query()), (link.clone(), link), "{} {step}", entry.id);
            assert_eq!(scene.controls(), there.controls(), "{} {step}", entry.id);
            assert_eq!(scene.timeline(), there.timeline(), "{} {step}", entry.id);
            let known = |name: &str| {
                let named = |control: &scene::Control| control.name == name;
                scene.panels().iter().any(|panel| panel.id == name)
                    || scene.handles().iter().any(|handle| handle.id == name)
                    || scene.controls().iter().any(named)
            };
            for name in scene.guide().on {
                assert!(known(name), "{} {step}: nothing is called {name}", entry.id);
            }
        }
        scene.follow(1);
        while scene.glide(1.0) {}
        let kind = |control: &scene::Control| control.param.map(|param| param.kind);
        let number = |control: &scene::Control| {
            matches!(kind(control), Some(Kind::Number { .. } | Kind::Integer { .. }))
        };
        let choice = |control: &scene::Control| matches!(kind(control), Some(Kind::Choice(_)));
        let controls = scene.controls();
        let control = controls.iter().find(|control| number(control));
        let control = control.or_else(|| controls.iter().find(|control| choice(control))).unwrap();
        let other = match kind(control) {
            Some(Kind::Choice(names)) => names.iter().find(|name| **name != control.value).unwrap(),
            _ if control.value == "7" => "6",
            _ => "7",
        };
        scene.set(control.name, other, control.run);
        assert_eq!(scene.guide().at, None, "{}: {} = {other} is the reader's own", entry.id, control.name);
        assert!(!scene.query().iter().any(|(name, _)| name == "step"));
        scene.follow(1);
        while scene.glide(0.1) {}
        assert_eq!(scene.guide().at, Some(1));
    }
}

/// How many settings of each scene are tried; `SETTINGS=10000 cargo test --release --test scenes` tries many, with
/// `SCENE=lab` those of one scene.
fn settings() -> u64 {
    std::env::var("SETTINGS").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

/// Whatever is set, of the scene or of one run, nothing panics, every axis can be drawn, and the link gives the same
/// scene back.
#[test]
fn any_settings() {
    let wanted = std::env::var("SCENE").ok();
    for entry in SCENES.iter().filter(|entry| wanted.as_deref().is_none_or(|id| id == entry.id)) {
        for case in 0..settings() {
            let mut rng = Rng::new(case);
            let mut scene = scene::new(entry.id).unwrap();
            let params = (entry.params)();
            for _ in 0..1 + rng.below(4) {
                let param = params[rng.below(params.len())];
                scene.set(param.name, &text(param, &mut rng), None);
                let controls = scene.controls();
                let control = &controls[rng.below(controls.len())];
                match control.param {
                    Some(param) => scene.set(param.name, &text(&param, &mut rng), control.run),
                    None => None,
                };
            }
            for handle in 0..scene.handles().len() {
                let (x, y) = scene.axes(scene.handles()[handle].panel);
                if rng.below(3) == 0 {
                    scene.drag(handle, (x.value(rng.uniform()), y.value(rng.uniform())), true);
                }
            }
            scene.work(2000);
            if case < 60 {
                drive(scene.as_mut());
            }
            for panel in 0..scene.panels().len() {
                let (x, y) = scene.axes(panel);
                for axis in [x, y] {
                    let sound = axis.low.is_finite() && axis.high.is_finite() && axis.low < axis.high;
                    assert!(sound, "{} {case}: {axis:?}", entry.id);
                }
            }
            // What is under way is no setting.
            scene.command("cancel", None);
            let query = scene.query();
            let mut again = scene::new(entry.id).unwrap();
            assert_eq!(again.load(&query), vec![], "{} {case}: {query:?}", entry.id);
            assert_eq!(again.query(), query, "{} {case}", entry.id);
            assert_eq!(again.controls(), scene.controls(), "{} {case}: {query:?}", entry.id);
        }
    }
}

/// However long a run is, who plays it at speed 1 has seen all of it within fifteen seconds.
#[test]
fn play_is_over_in_fifteen_seconds() {
    const FRAME: f64 = 0.02;
    for entry in SCENES {
        let params = (entry.params)();
        let longest = |param: &&&Param| ["epochs", "updates"].contains(&param.name);
        let most = |param: &Param| match param.kind {
            Kind::Integer { max, .. } | Kind::Number { max, .. } => max.min(1e4).to_string(),
            _ => param.default.to_owned(),
        };
        for case in 0..settings().min(30) {
            let mut rng = Rng::new(case);
            let mut scene = scene::new(entry.id).unwrap();
            for _ in 0..rng.below(3) {
                let param = params[rng.below(params.len())];
                scene.set(param.name, &text(param, &mut rng), None);
            }
            if case % 2 == 0 {
                params.iter().filter(longest).for_each(|param| {
                    scene.set(param.name, &most(param), None);
                });
            }
            // Neither speed nor the size of a crowd is what is asked about.
            for (name, value) in [("speed", "1"), ("particles", "100"), ("seeds", "2")] {
                if params.iter().any(|param| param.name == name) {
                    scene.set(name, value, None);
                }
            }
            scene.seek(0.0);
            scene.advance(0.0);
            settle(scene.as_mut());
            let mut seconds = 0.0;
            while scene.timeline().is_some_and(|timeline| !timeline.ended) {
                scene.advance(FRAME);
                // Where it rests, a frame is cut short.
                seconds += if scene.timeline().unwrap().rests { 0.0 } else { FRAME };
                assert!(seconds < 15.0 + 2.0 * FRAME, "{} {case}: {:?}", entry.id, scene.query());
            }
        }
    }
}

/// What a figure says does not depend on the screen that it stands on.
#[test]
fn the_answer_is_the_same_on_any_screen() {
    for entry in SCENES {
        let choices = (entry.params)().into_iter().find(|param| param.name == "objective");
        let objectives = match choices.map(|param| param.kind) {
            Some(Kind::Choice(objectives)) => objectives,
            _ => &[""],
        };
        for objective in objectives {
            let said = |aspect: f64| {
                let mut scene = scene::new(entry.id).unwrap();
                if !objective.is_empty() {
                    scene.set("objective", objective, None);
                }
                scene.set("particles", "100", None);
                (0..scene.panels().len()).for_each(|panel| scene.set_aspect(panel, aspect));
                scene.complete();
                settle(scene.as_mut());
                scene.complete();
                (scene.readouts(), scene.claims(), scene.prediction(), scene.describe(), scene.caption())
            };
            let wide = said(2.4);
            for aspect in [0.55, 0.8, 1.3] {
                assert_eq!(said(aspect), wide, "{} {objective} at {aspect}", entry.id);
            }
        }
    }
}

/// The page knows which scenes need the networks before their program is there: it has a list of them.
#[test]
fn the_page_knows_the_scenes_on_digits() {
    let script = include_str!("../www/core.js");
    let list = script.split("DIGITS = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let listed: Vec<&str> = list.split(',').map(|id| id.trim().trim_matches('\'')).collect();
    let digits: Vec<&str> = SCENES.iter().filter(|entry| entry.digits).map(|entry| entry.id).collect();
    assert_eq!(listed, digits);
}
