use super::*;
use crate::scene::Standing;
use crate::scene::sweep::On;
use downhill_network::job::TrainingRequest;

/// What a run of these settings is said to come to: worse for large batches at equal epochs, better at equal updates.
fn found(request: &TrainingRequest) -> TrainingReport {
    let epochs = request.updates as f64 * request.size as f64 / 1024.0;
    let size = request.size as f64;
    let luck = 2e-3 * (request.seed % 5) as f64;
    let train = if (epochs - 20.0).abs() < 1e-9 {
        // The best rate is higher for larger batches, and leaves less of the fall.
        let rate = libm::log10(request.rate / (0.04 * size.sqrt())).abs();
        1.0 - 5e-4 * size - if request.rate == 0.1 { 0.0 } else { 0.1 * rate - 4e-4 * size }
    } else {
        0.9 + 0.03 * libm::log10(size)
    };
    let end = Some([train - luck, 0.97 * train - luck]);
    TrainingReport { progress: 1.0, end, diverged: false, glimpses: Vec::new() }
}

fn requests(scene: &This) -> Vec<(String, TrainingRequest)> {
    let plain = |(key, request): (String, Request)| {
        Some((key, TrainingRequest::from_value(&request.into_value()).ok()?))
    };
    let mut all: Vec<_> = scene.jobs().into_iter().filter_map(plain).collect();
    assert!(all.len() <= AHEAD + 1);
    // Those that wait are told when others have ended.
    let listed = all.iter().filter(|(key, _)| key != LOOK).count();
    let waiting = scene.plan.missing.iter().skip(listed).filter(|_| listed > 0);
    all.extend(waiting.map(|request| (plan::key(request), *request)).collect::<Vec<_>>());
    all
}

/// Does what is wanted now; tells how many jobs that were.
fn round(scene: &mut This) -> usize {
    let wanted = requests(scene);
    for (key, request) in &wanted {
        scene.receive(key, Report::Plain(found(request).to_value()));
    }
    wanted.len()
}

/// Does all that is wanted: trials, then runs.
fn finish(scene: &mut This) {
    for _ in 0..3 {
        round(scene);
    }
    assert!(requests(scene).is_empty(), "what was found is asked for again");
}

fn measured(settings: &[(&str, &str)]) -> This {
    let mut scene = This::new();
    for (name, value) in settings {
        assert_eq!(scene.set(name, value, None), None);
    }
    scene.command("measure", None);
    finish(&mut scene);
    scene
}

fn verdict(scene: &This) -> (Option<usize>, &'static str) {
    let asked = scene.prediction().unwrap();
    (asked.right, asked.verdict.map_or("", |verdict| verdict.0))
}

#[test]
fn nothing_is_trained_before_it_is_asked_for() {
    let mut scene = This::new();
    scene.idle(3.0);
    assert!(scene.jobs().is_empty() && scene.progress().is_none());
    // Each of six sizes with five seeds, and one run that is watched.
    scene.command("measure", None);
    assert_eq!((requests(&scene).len(), scene.progress()), (31, Some(0.0)));
    let watched: Vec<bool> = requests(&scene).iter().map(|(_, request)| request.inside).collect();
    assert!(watched[0] && watched[1..].iter().all(|inside| !inside));
    scene.set("budget", "updates", None);
    assert!(scene.jobs().is_empty(), "something else is asked for: it waits");
}

#[test]
fn what_is_known_is_never_trained_again() {
    let mut scene = measured(&[]);
    let first = scene.readouts();
    scene.set("budget", "updates", None);
    scene.command("measure", None);
    // The size whose updates all others make has them already.
    assert_eq!(round(&mut scene), 5 * 5);
    scene.set("budget", "epochs", None);
    assert_eq!(scene.readouts(), first);
    scene.command("measure", None);
    assert!(scene.jobs().is_empty(), "all of it is known");
    scene.set("seeds", "7", None);
    scene.command("measure", None);
    assert_eq!(round(&mut scene), 6 * 2);
}

#[test]
fn cancelling_keeps_what_is_known() {
    let mut scene = This::new();
    scene.command("measure", None);
    let wanted = requests(&scene);
    for (key, request) in &wanted[..8] {
        scene.receive(key, Report::Plain(found(request).to_value()));
    }
    let progress = scene.progress().unwrap();
    assert!(progress > 0.0 && progress < 1.0);
    scene.command("cancel", None);
    assert!(scene.jobs().is_empty() && scene.progress().is_none());
    assert_eq!(verdict(&scene), (None, ""), "part of it is no verdict");
    scene.command("measure", None);
    assert_eq!(requests(&scene).len(), 31 - 8);
}

#[test]
fn the_fall_is_tested_seed_by_seed() {
    let scene = measured(&[]);
    assert_eq!(verdict(&scene), (Some(0), "verdict.accuracy.falls"));
    let standings: Vec<_> = scene.claims().iter().map(|claim| claim.standing).collect();
    assert_eq!(standings, [Some(Standing::Holds), Some(Standing::Holds)]);
    let scene = measured(&[("budget", "updates")]);
    assert_eq!(verdict(&scene), (Some(2), "verdict.accuracy.rises"));
    assert_eq!(scene.claims()[0].standing, Some(Standing::Fails), "at equal updates it is reversed");
}

#[test]
fn rates_are_tried_before_runs_count() {
    let mut scene = This::new();
    scene.set("tuning", "tuned", None);
    scene.command("measure", None);
    let trials = requests(&scene);
    // Eight rates, two seeds that are not among those that count.
    assert_eq!(trials.len(), 6 * 8 * 2);
    assert!(trials.iter().all(|(_, request)| request.seed > 1_000_000));
    assert!(scene.readouts().iter().all(|row| row.values[0].1 == "–"));
    assert_eq!(round(&mut scene), 96);
    let runs = requests(&scene);
    assert_eq!(runs.len(), 31, "each size with its own rate now, and one is watched");
    let rate =
        |size: usize| runs.iter().find(|(_, request)| request.size == size).map(|(_, request)| request.rate);
    assert!(rate(4) < rate(64));
    finish(&mut scene);
    assert_eq!((scene.plan.known, scene.claims()[0].key), (true, "claim.accuracy.tuned"));
}

#[test]
fn the_reader_points_at_what_decides() {
    let mut scene = measured(&[]);
    for (step, words, wrong) in [
        ("2", "verdict.accuracy.over-fitting", On::Validation),
        ("3", "verdict.accuracy.model-bias", On::Training),
    ] {
        scene.load(&[("step".to_owned(), step.to_owned())]);
        assert_eq!(verdict(&scene), (None, ""), "{step}: nothing is told before an answer");
        assert!(scene.jobs().is_empty());
        let dot = |place: usize, on: On| scene.spot(place, scene.mean(place, on).unwrap().value);
        let (right, other) = (dot(0, On::Training), dot(if step == "3" { 5 } else { 0 }, wrong));
        scene.tap(SWEEP, other);
        assert_eq!((scene.chosen, scene.step()), (Some(1), step.parse::<usize>().ok().map(|step| step - 1)));
        assert_eq!(verdict(&scene), (Some(0), words));
        scene.tap(SWEEP, right);
        assert_eq!(scene.chosen, Some(0));
        assert!(!scene.predict(1), "{step}: there is nothing to play");
    }
    scene.load(&[]);
    let (x, y) = scene.spot(2, scene.mean(2, On::Validation).unwrap().value);
    scene.set("seed", "1", None);
    scene.tap(SWEEP, (x, y));
    assert_eq!(scene.watched_size(), 16, "elsewhere a dot is looked into");
}

fn file(progress: f64, failed: bool) -> Report {
    Report::Plain(map([("name", FILE.into()), ("progress", progress.into()), ("failed", failed.into())]))
}

#[test]
fn the_larger_data_come_when_they_are_asked_for() {
    let mut scene = This::new();
    scene.load(&[("data".to_owned(), "mnist".to_owned())]);
    assert!(scene.jobs().is_empty(), "a link alone loads nothing");
    scene.command("measure", None);
    let asked: Vec<String> = scene.jobs().into_iter().map(|(key, _)| key).collect();
    assert_eq!(asked, [FILE]);
    scene.receive(FILE, file(0.5, false));
    assert_eq!(scene.progress(), Some(0.5));
    scene.receive(FILE, file(0.0, true));
    assert!(scene.jobs().is_empty() && scene.progress().is_none());
    assert!(scene.labels().iter().any(|label| label.key == "label.file-failed"));
    scene.command("measure", None);
    scene.receive(FILE, file(1.0, false));
    assert_eq!(requests(&scene).len(), 7 * 5 + 1);
    // By hand it is asked for at once; given up, it waits again.
    let mut scene = This::new();
    scene.set("data", "mnist", None);
    assert_eq!(scene.jobs().len(), 1);
    scene.command("cancel", None);
    assert!(scene.jobs().is_empty());
}
