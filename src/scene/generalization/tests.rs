use super::*;
use downhill_network::Measure;
use downhill_network::job::{
    Around, AroundReport, AroundRequest, LINE, Look, Outcome, Plane, SIDE, Sharpness, Solution,
    SolutionReport, SolutionRequest,
};

/// What a run is said to come to: the full batch tests worse with wrong labels, unless its η is high.
fn found(request: &SolutionRequest) -> SolutionReport {
    let luck = 2e-3 * (request.seed % 5) as f64;
    let full = request.size == request.examples;
    let behind = if full { 0.15 * request.wrong * if request.rate > 0.5 { 0.2 } else { 1.0 } } else { 0.0 };
    let accuracy = 0.9 - 0.7 * request.wrong - behind - luck * if full { 1.0 } else { 0.5 };
    let train = Measure { loss: 0.049, accuracy: 1.0 };
    let test = Measure { loss: 1.0, accuracy };
    let epochs = if full { 900 } else { 30 };
    let end = Solution { outcome: Outcome::Learnt, epochs, updates: epochs, train, test };
    SolutionReport { progress: 1.0, end: Some(end) }
}

/// A hill between the two, two bowls, and a full batch that is sharper by one measure and not by the other.
fn looked(request: &AroundRequest) -> AroundReport {
    let luck = 1.0 + 0.1 * (request.pair[0].seed % 5) as f64;
    let around = match request.look {
        Look::Line => {
            let point = |k: usize| {
                let x = -0.5 + 2.0 * k as f64 / (LINE - 1) as f64;
                let hill = 0.05 + 6.0 * x * x * (1.0 - x) * (1.0 - x);
                [x, hill, 1.0 - 0.3 * hill, 1.0 + hill, 0.75 - 0.3 * hill]
            };
            Around::Line((0..LINE).map(point).collect())
        }
        Look::Plane => {
            let steep = if request.at == 0 { 1.0 } else { 4.0 };
            let share = |k: usize| 2.0 * k as f64 / (SIDE - 1) as f64 - 1.0;
            let loss = |k: usize| {
                0.05 + steep * (libm::pow(share(k % SIDE), 2.0) + 0.5 * libm::pow(share(k / SIDE), 2.0))
            };
            let path = (0..30).map(|k| (0.8 - 0.8 * f64::from(k) / 29.0, -0.4 + 0.4 * f64::from(k) / 29.0));
            let losses = (0..SIDE * SIDE).map(loss).collect();
            Around::Plane(Plane { half: (1.0, 1.0), losses, path: path.collect(), shares: [0.008, 0.004] })
        }
        Look::Sharpness => {
            let of = |eigenvalue: f64, boxed| Sharpness { eigenvalue, residual: 1e-4, boxed };
            Around::Sharpness([of(1.5, 0.33 * luck), of(12.0 * luck, 0.19)])
        }
    };
    AroundReport { progress: 1.0, around }
}

/// What a job reports.
fn report(request: Request) -> Report {
    let value = request.into_value();
    Report::Plain(match AroundRequest::from_value(&value) {
        Ok(request) if value.get("look").is_some() => looked(&request).to_value(),
        _ => found(&SolutionRequest::from_value(&value).unwrap()).to_value(),
    })
}

/// Does what is wanted now; tells how many jobs that were.
fn round(scene: &mut This) -> usize {
    let wanted = scene.jobs();
    let count = wanted.len();
    for (key, request) in wanted {
        scene.receive(&key, report(request));
    }
    count
}

fn set(scene: &mut This, settings: &[(&str, &str)]) {
    for (name, value) in settings {
        assert_eq!(scene.set(name, value, None), None, "{name}");
    }
}

fn measured(settings: &[(&str, &str)]) -> This {
    let mut scene = This::new();
    set(&mut scene, settings);
    scene.command("measure", None);
    round(&mut scene);
    scene
}

fn verdict(scene: &This) -> (Option<usize>, &'static str) {
    let asked = scene.prediction().unwrap();
    (asked.right, asked.verdict.map_or("", |verdict| verdict.0))
}

/// Measures with reports of the full batch's runs changed by `other`.
fn told(settings: &[(&str, &str)], other: fn(&SolutionRequest, &mut Solution)) -> This {
    let mut scene = This::new();
    set(&mut scene, settings);
    scene.command("measure", None);
    for (key, request) in scene.jobs() {
        let request = SolutionRequest::from_value(&request.into_value()).unwrap();
        let mut report = found(&request);
        if let Some(end) = report.end.as_mut().filter(|_| request.size == request.examples) {
            other(&request, end);
        }
        scene.receive(&key, Report::Plain(report.to_value()));
    }
    scene
}

#[test]
fn three_presses_tell_the_story() {
    let mut scene = This::new();
    scene.idle(3.0);
    assert!(
        scene.jobs().is_empty() && scene.progress().is_none(),
        "nothing is trained before it is asked for"
    );
    for (step, jobs, words) in [
        (0, 20, "verdict.generalization.equal"),
        (1, 20, "verdict.generalization.small"),
        (2, 10, "verdict.generalization.most"),
    ] {
        scene.follow(step);
        while scene.glide(0.1) {}
        assert_eq!(verdict(&scene), (None, ""));
        assert!(scene.jobs().is_empty());
        scene.predict(0);
        assert!(scene.progress().is_some_and(|share| share < 1.0), "what is known counts");
        assert_eq!(round(&mut scene), jobs, "step {step}");
        assert_eq!(verdict(&scene).1, words);
        assert_eq!(scene.listed.len(), step + 1, "the rows build up");
        assert!(scene.jobs().is_empty() && scene.progress().is_none());
    }
    let gap = scene.gap().unwrap();
    assert!(gap.low > -1.0 && gap.high < 2.0, "{gap:?}");
}

#[test]
fn a_toggle_and_back_asks_nothing() {
    let mut scene = measured(&[("wrong-labels", "20")]);
    let first = scene.readouts();
    for (name, there, back) in [
        ("wrong-labels", "0", "20"),
        ("ask", "around", "gap"),
        ("large-rate", "4", "1"),
        ("hidden", "64", "128"),
    ] {
        scene.set(name, there, None);
        assert_eq!(verdict(&scene), (None, ""));
        scene.set(name, back, None);
        assert_eq!(scene.readouts(), first);
        scene.command("measure", None);
        assert!(scene.jobs().is_empty(), "{name}");
    }
    // More pairs ask for those that are lacking.
    set(&mut scene, &[("pairs", "12")]);
    scene.command("measure", None);
    assert_eq!(scene.jobs().len(), 4);
}

#[test]
fn cancelling_keeps_what_is_known_and_part_of_it_is_no_verdict() {
    let mut scene = This::new();
    scene.command("measure", None);
    for (key, request) in scene.jobs().into_iter().take(12) {
        scene.receive(&key, report(request));
    }
    let progress = scene.progress().unwrap();
    assert!(progress > 0.5 && progress < 0.7, "{progress}");
    assert!(scene.results.gap(&scene.asked).is_some(), "the interval is seen to move");
    assert_eq!((verdict(&scene), scene.gap()), ((None, ""), None));
    scene.command("cancel", None);
    assert!(scene.jobs().is_empty() && scene.progress().is_none());
    scene.command("measure", None);
    assert_eq!(scene.jobs().len(), 8);
    // A late report of what was asked before is of no use to anybody.
    let (key, request) = scene.jobs().remove(0);
    set(&mut scene, &[("wrong-labels", "30")]);
    scene.receive(&key, report(request));
    assert!(scene.results.pairs(&scene.asked).is_empty());
}

#[test]
fn every_outcome_has_its_words() {
    let gap = |points: f64| -> This {
        match points as i32 {
            3 => told(&[], |_, end| end.test.accuracy = 0.87),
            -3 => told(&[], |_, end| end.test.accuracy = 0.93),
            _ => told(&[], |request, end| end.test.accuracy = 0.8 + 0.03 * (request.seed % 7) as f64),
        }
    };
    assert_eq!(verdict(&gap(3.0)), (Some(0), "verdict.generalization.small"));
    assert_eq!(verdict(&gap(-3.0)), (Some(2), "verdict.generalization.large"));
    assert_eq!(gap(-3.0).claims()[0].standing, Some(Standing::Fails));
    assert_eq!(verdict(&gap(0.0)), (None, "verdict.generalization.unclear"));
    let step = [("wrong-labels", "20"), ("large-rate", "4")];
    assert_eq!(verdict(&measured(&step)), (Some(0), "verdict.generalization.most"));
    let still =
        told(&step, |request, end| end.test.accuracy = 0.72 + if request.rate > 0.5 { 4e-3 } else { 0.0 });
    assert_eq!(verdict(&still), (Some(1), "verdict.generalization.least"));
    let equal = told(&step, |request, end| {
        end.test.accuracy = found(&SolutionRequest { size: 4, ..*request }).end.unwrap().test.accuracy
    });
    assert_eq!(verdict(&equal), (None, "verdict.generalization.nothing"));
}

#[test]
fn what_has_not_learnt_does_not_count() {
    let scene = told(&[], |request, end| {
        if request.seed % 2 == 0 {
            end.outcome = if request.seed == 2 { Outcome::Diverged } else { Outcome::GivenUp };
            end.test.accuracy = 0.1;
        }
    });
    assert_eq!((scene.results.pairs(&scene.asked).len(), scene.results.left_out(&scene.asked)), (5, 5));
    assert_eq!(verdict(&scene).1, "verdict.generalization.equal");
    assert!(scene.claims().iter().any(|claim| claim.key == "claim.generalization.left-out"));
    let scene = told(&[], |request, end| {
        if request.seed > 4 {
            end.outcome = Outcome::GivenUp;
        }
    });
    assert_eq!(verdict(&scene), (None, "verdict.generalization.few"));
    assert_eq!(scene.gap(), None);
}

#[test]
fn the_line_the_planes_and_two_measures() {
    let mut scene = measured(&[("wrong-labels", "20"), ("ask", "around")]);
    assert_eq!(verdict(&scene), (Some(1), "verdict.generalization.line"));
    let field = |scene: &This, side: usize| scene.picture(SIDES[side], Layer::Still).field.unwrap();
    assert_eq!(field(&scene, 0).levels(), field(&scene, 1).levels(), "equal colours are equal losses");
    let (key, args) = scene.caption().unwrap();
    assert_eq!((key, args[0].1.as_text()), ("caption.generalization.random", Some("1.2")));
    // Other directions ask for the two planes anew, not for the line.
    set(&mut scene, &[("directions", "path")]);
    assert!(scene.plane(0).is_none());
    scene.command("measure", None);
    assert_eq!(round(&mut scene), 2);
    set(&mut scene, &[("ask", "sharpness")]);
    scene.command("measure", None);
    assert_eq!(round(&mut scene), 10);
    assert_eq!(verdict(&scene), (Some(1), "verdict.generalization.eigenvalue"));
    let standings: Vec<_> = scene.claims().iter().filter_map(|claim| claim.standing).collect();
    assert_eq!(standings, [Standing::Holds, Standing::Fails]);
}
