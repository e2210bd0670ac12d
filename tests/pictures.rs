//! Golden pictures: what the native build draws, held against `tests/golden/*.svg`.
//! `UPDATE_GOLDEN=1 cargo test --test pictures` rewrites them; look at them before they are kept.

#[path = "support/settle.rs"]
mod settle;

use downhill::analysis::Share;
use downhill::chart::{Theme, svg};
use downhill::job::{Report, ShareReport};
use downhill::scene::{self, Layer, Scene};
use settle::settle;
use std::{env, fs};

fn picture(scene: &dyn Scene, panel: usize, theme: &Theme) -> String {
    let [still, moving] = [Layer::Still, Layer::Moving].map(|layer| scene.picture(panel, layer));
    svg(&still, &moving, theme, 520, 400).unwrap()
}

fn check(name: &str, got: &str) {
    let path = format!("tests/golden/{name}.svg");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, got).unwrap();
    }
    let want = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        got == want,
        "{path} is not what is drawn now: run with UPDATE_GOLDEN=1 and look at the difference"
    );
}

#[test]
fn full_vs_one() {
    let mut scene = scene::new("full-vs-one").unwrap();
    scene.set_aspect(0, 470.0 / 368.0);
    scene.deepen(true);
    while !scene.work(10_000) {}
    for (panel, name) in ["map", "data", "loss"].into_iter().enumerate() {
        scene.seek(0.3);
        check(&format!("full-vs-one-{name}"), &picture(scene.as_ref(), panel, &Theme::light()));
    }
}

#[test]
fn accuracy() {
    let mut scene = scene::new("accuracy").unwrap();
    scene.deepen(true);
    check("accuracy-waiting", &picture(scene.as_ref(), 1, &Theme::light()));
    scene.command("measure", None);
    settle(scene.as_mut());
    scene.seek(0.5);
    for (panel, name) in ["sweep", "inside", "rates", "watch"].into_iter().enumerate() {
        if name != "rates" {
            check(&format!("accuracy-{name}"), &picture(scene.as_ref(), panel, &Theme::light()));
        }
    }
    // What an answer of yes would look like.
    assert!(scene.load(&[("step".to_owned(), "2".to_owned())]).is_empty());
    check("accuracy-over-fitting", &picture(scene.as_ref(), 0, &Theme::dark()));
    assert!(scene.load(&[("step".to_owned(), "5".to_owned())]).is_empty());
    scene.command("measure", None);
    settle(scene.as_mut());
    check("accuracy-rates", &picture(scene.as_ref(), 2, &Theme::light()));
}

#[test]
fn cost() {
    let mut scene = scene::new("cost").unwrap();
    check("cost-waiting", &picture(scene.as_ref(), 0, &Theme::light()));
    scene.deepen(true);
    scene.command("measure", None);
    settle(scene.as_mut());
    check("cost-one-core", &picture(scene.as_ref(), 0, &Theme::light()));
    check("cost-seconds", &picture(scene.as_ref(), 2, &Theme::light()));
    for way in ["scalar", "workers", "gpu"] {
        scene.set("way", way, None);
        scene.command("measure", None);
        settle(scene.as_mut());
    }
    check("cost-update", &picture(scene.as_ref(), 0, &Theme::light()));
    check("cost-epoch", &picture(scene.as_ref(), 1, &Theme::dark()));
}

#[test]
fn generalization() {
    let mut scene = scene::new("generalization").unwrap();
    check("generalization-waiting", &picture(scene.as_ref(), 0, &Theme::light()));
    scene.deepen(true);
    for (wrong, rate) in [("0", "1"), ("20", "1"), ("20", "4")] {
        scene.set("wrong-labels", wrong, None);
        scene.set("large-rate", rate, None);
        scene.command("measure", None);
        settle(scene.as_mut());
    }
    check("generalization-gap", &picture(scene.as_ref(), 0, &Theme::light()));
    check("generalization-test", &picture(scene.as_ref(), 2, &Theme::light()));
    for (ask, panels) in [("around", 4), ("sharpness", 3)] {
        scene.set("ask", ask, None);
        scene.command("measure", None);
        settle(scene.as_mut());
        for (panel, name) in ["wide", "small", "large", "along"].into_iter().enumerate().take(panels) {
            let theme = if panel == 2 { Theme::dark() } else { Theme::light() };
            check(&format!("generalization-{ask}-{name}"), &picture(scene.as_ref(), panel, &theme));
        }
    }
}

#[test]
fn large_batch() {
    let mut scene = scene::new("large-batch").unwrap();
    let mut at = |settings: &[(&str, &str)]| {
        settings.iter().for_each(|(name, text)| assert!(scene.set(name, text, None).is_none()));
        scene.deepen(true);
        scene.command("measure", None);
        settle(scene.as_mut());
        let seen: Vec<String> = (0..3).map(|panel| picture(scene.as_ref(), panel, &Theme::light())).collect();
        (seen, picture(scene.as_ref(), 0, &Theme::dark()))
    };
    check("large-batch-same", &at(&[]).0[0]);
    check("large-batch-level", &at(&[("entries", "all"), ("shown", "swap")]).1);
    let (tuned, _) = at(&[("rates", "tuned")]);
    for (name, seen) in ["entries", "course", "tried"].into_iter().zip(tuned) {
        check(&format!("large-batch-{name}"), &seen);
    }
}

#[test]
fn trade_offs() {
    // A record is a thread's own, and other tests of this file measure as well.
    let drawn = std::thread::spawn(|| {
        let mut scene = scene::new("trade-offs").unwrap();
        let waiting = picture(scene.as_ref(), 0, &Theme::light());
        scene.command("measure", None);
        settle(scene.as_mut());
        [waiting, picture(scene.as_ref(), 0, &Theme::dark())]
    });
    let [waiting, measured] = drawn.join().unwrap();
    check("trade-offs-waiting", &waiting);
    check("trade-offs-measured", &measured);
}

#[test]
fn batches() {
    let mut scene = scene::new("batches").unwrap();
    scene.set("batch-size", "6", None);
    // The partial batch of the first epoch in play; then the cards on their way.
    for (share, moment) in [(0.32, "partial"), (0.345, "dealt")] {
        scene.seek(share);
        for (panel, name) in ["cards", "map", "data", "losses", "cloud"].into_iter().enumerate() {
            if moment == "partial" || panel == 0 {
                check(&format!("batches-{name}-{moment}"), &picture(scene.as_ref(), panel, &Theme::light()));
            }
        }
    }
}

#[test]
fn noise() {
    let mut scene = scene::new("noise").unwrap();
    scene.seek(0.105);
    for (panel, name) in ["curves", "path", "norms"].into_iter().enumerate() {
        check(&format!("noise-{name}"), &picture(scene.as_ref(), panel, &Theme::light()));
    }
    scene.set("function", "saddle", None);
    scene.set("batch-size", "4", None);
    scene.seek(0.3);
    for (panel, name) in ["map", "batch"].into_iter().enumerate() {
        check(&format!("noise-{name}"), &picture(scene.as_ref(), panel, &Theme::dark()));
    }
}

#[test]
fn minima() {
    let mut scene = scene::new("minima").unwrap();
    scene.set("particles", "200", None);
    scene.command("release", None);
    settle(scene.as_mut());
    scene.seek(0.4);
    for (panel, name) in ["valleys", "shares", "gaps"].into_iter().enumerate() {
        check(&format!("minima-{name}"), &picture(scene.as_ref(), panel, &Theme::light()));
    }
}

#[test]
fn momentum() {
    let mut scene = scene::new("momentum").unwrap();
    scene.set_aspect(0, 470.0 / 368.0);
    scene.seek(0.1);
    scene.hover(1, Some((3.0, 0.0)));
    for (panel, name) in ["map", "weights", "plane"].into_iter().enumerate() {
        check(&format!("momentum-{name}"), &picture(scene.as_ref(), panel, &Theme::light()));
    }
    scene.set("method", "nesterov", None);
    check("momentum-plane-nesterov", &picture(scene.as_ref(), 2, &Theme::dark()));
}

#[test]
fn hill() {
    let mut scene = scene::new("hill").unwrap();
    // The strip tells nothing before the run has ended.
    for (panel, share, name) in [(0, 0.1, "curve"), (1, 1.0, "strip")] {
        scene.seek(share);
        check(&format!("hill-{name}"), &picture(scene.as_ref(), panel, &Theme::light()));
    }
}

#[test]
fn critical() {
    let mut scene = scene::new("critical").unwrap();
    scene.set_aspect(0, 470.0 / 368.0);
    scene.seek(0.3);
    check("critical-product", &picture(scene.as_ref(), 0, &Theme::light()));
    scene.set("objective", "himmelblau", None);
    scene.drag(0, (1.5, 0.5), true);
    check("critical-himmelblau", &picture(scene.as_ref(), 0, &Theme::dark()));
    for (dimension, field, goe) in [(1, 0.5, 0.5), (2, 0.25, 0.14), (3, 0.12, 0.0)] {
        let share = Share { dimension, samples: 1000, field, field_error: 0.01, goe };
        scene.receive("", Report::Share(ShareReport { progress: 1.0, share }));
    }
    check("critical-shares", &picture(scene.as_ref(), 1, &Theme::light()));
}

#[test]
fn escape() {
    let mut scene = scene::new("escape").unwrap();
    scene.set("particles", "1000", None);
    scene.set_aspect(0, 470.0 / 368.0);
    settle(scene.as_mut());
    scene.seek(0.4);
    for (panel, name) in ["map", "times", "gone"].into_iter().enumerate() {
        check(&format!("escape-{name}"), &picture(scene.as_ref(), panel, &Theme::light()));
    }
}

#[test]
fn lab_on_three_surfaces() {
    for name in ["rosenbrock", "himmelblau", "product"] {
        let mut scene = scene::new("lab").unwrap();
        scene.set("objective", name, None);
        scene.set_aspect(0, 470.0 / 368.0);
        scene.seek(0.5);
        check(&format!("lab-{name}"), &picture(scene.as_ref(), 0, &Theme::dark()));
    }
}

#[test]
fn a_diverging_run_stays_inside_the_frame() {
    let mut scene = scene::new("lab").unwrap();
    scene.set("runs", "sgd,learning-rate:1~momentum,learning-rate:0.3", None);
    scene.seek(1.0);
    for panel in 0..2 {
        let drawn = picture(scene.as_ref(), panel, &Theme::light());
        // Every second piece between quotation marks is an attribute; tick labels are not places.
        let attributes = drawn.split('"').skip(1).step_by(2);
        let numbers = attributes.flat_map(|text| text.split(|c: char| c.is_whitespace() || c == ','));
        let largest =
            numbers.filter_map(|text| text.parse::<f64>().ok()).fold(0.0, |m: f64, x| m.max(x.abs()));
        assert!(largest <= 520.0, "something is drawn at {largest}");
    }
    assert!(scene.readouts().iter().all(|row| row.diverged_at.is_some()));
}
