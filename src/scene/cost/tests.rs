use super::plan::{LARGE, SIZES};
use super::results::Gpu;
use super::*;
use crate::scene::Standing;

/// Seconds per update that are said to have been measured: floor + each·B, with some chance.
fn timing(request: &Value, floor: f64, each: f64) -> Value {
    let number = |name: &str| request.get(name).and_then(Value::as_number).unwrap();
    let luck = |k: usize| 1.0 + 0.03 * ((k * 7 % 5) as f64 - 2.0);
    let time = floor + each * number("size");
    let samples: Vec<f64> = (0..number("repeats") as usize).map(|k| time * luck(k)).collect();
    map([
        ("name", "timing".into()),
        ("progress", 1.0.into()),
        ("samples", samples.into()),
        ("updates", 10.0.into()),
        ("workers", number("workers").min(number("size")).min(4.0).into()),
        ("adapter", "Card".into()),
        ("machine", map([("cores", 4.0.into()), ("platform", "P".into()), ("browser", "B 1".into())])),
    ])
}

use crate::value::map;

fn part(progress: f64) -> Report {
    Report::Plain(map([("name", "timing".into()), ("progress", progress.into())]))
}
fn missing(trouble: Option<&str>) -> Value {
    let trouble = trouble.map_or(Value::Null, Value::from);
    map([
        ("name", "timing".into()),
        ("progress", 1.0.into()),
        ("missing", "gpu".into()),
        ("trouble", trouble),
    ])
}

/// The job that is wanted now.
fn wanted(scene: &This) -> Option<(String, Value)> {
    let mut jobs = scene.jobs();
    assert!(jobs.len() <= 1, "one after the other");
    jobs.pop().map(|(key, request)| (key, request.into_value()))
}

/// Does what is wanted; the sizes that were timed.
fn settle(scene: &mut This, found: impl Fn(&Value) -> Value) -> Vec<(String, usize)> {
    let mut timed = Vec::new();
    while let Some((key, request)) = wanted(scene) {
        let text = |name: &str| request.get(name).and_then(Value::as_text).unwrap().to_owned();
        timed.push((text("way"), request.get("size").and_then(Value::as_number).unwrap() as usize));
        assert_eq!(request.get("alone"), Some(&Value::Bool(true)), "nothing else is at work meanwhile");
        scene.receive(&key, Report::Plain(found(&request)));
    }
    timed
}

/// A machine whose ways cost as they usually do.
fn usual(request: &Value) -> Value {
    let (floor, each) = match request.get("way").and_then(Value::as_text) {
        Some("scalar") => (1e-6, 4e-6),
        Some("workers") => (1e-4, 3e-7),
        Some("gpu") => (5e-4, 1e-8),
        _ => (1e-6, 1e-6),
    };
    timing(request, floor, each)
}

fn measured(settings: &[(&str, &str)]) -> This {
    let mut scene = This::new();
    for (name, value) in settings {
        assert_eq!(scene.set(name, value, None), None);
    }
    scene.command("measure", None);
    settle(&mut scene, usual);
    scene
}

fn verdict(scene: &This) -> (Option<usize>, &'static str) {
    let asked = scene.prediction().unwrap();
    (asked.right, asked.verdict.map_or("", |verdict| verdict.0))
}
fn standing(scene: &This, key: &str) -> Option<Standing> {
    scene.claims().into_iter().find(|claim| claim.key == key).and_then(|claim| claim.standing)
}

#[test]
fn nothing_is_timed_before_it_is_asked_for() {
    let mut scene = This::new();
    scene.idle(3.0);
    assert!(wanted(&scene).is_none() && scene.progress().is_none());
    assert!(!scene.predict(2), "there is nothing to play");
    let (key, job) = wanted(&scene).unwrap();
    assert_eq!((key.as_str(), scene.progress()), ("simd-1", Some(0.0)));
    assert_eq!(job.get("widths"), Some(&vec![64.0, 32.0, 10.0].into()));
    scene.set("network", "784-128-10", None);
    assert!(wanted(&scene).is_none(), "something else is asked for: it waits");
}

#[test]
fn one_core_is_nearly_linear_and_that_is_said() {
    let mut scene = This::new();
    scene.predict(0);
    let timed = settle(&mut scene, usual);
    assert_eq!(timed, SIZES.map(|size| ("simd".to_owned(), size)));
    assert_eq!(verdict(&scene), (Some(2), "verdict.cost.simd"));
    assert_eq!(standing(&scene, "claim.cost.simd"), Some(Standing::Holds), "alone, it takes longer");
    assert!(scene.progress().is_none() && scene.known());
    let said: Vec<_> = scene.rows().iter().map(|row| row.values[2].1.clone()).collect();
    assert_eq!(said[..4], ["2.0\u{a0}µs", "11\u{a0}µs", "100\u{a0}µs", "1.0\u{a0}ms"]);
    scene.load(&[("step".to_owned(), "2".to_owned())]);
    assert_eq!((verdict(&scene).1, scene.prediction().unwrap().choices.len()), ("verdict.cost.epoch", 0));
}

/// Flat where the hardware is parallel, flat from calls alone, and neither.
#[test]
fn each_way_is_judged_by_its_own_interval() {
    let scene = measured(&[("way", "gpu")]);
    assert_eq!(verdict(&scene), (Some(0), "verdict.cost.gpu"));
    assert_eq!(standing(&scene, "claim.cost.gpu"), Some(Standing::Holds));
    let (at, _) = scene.saturated(Way::Gpu).unwrap();
    assert!((at / 5e4 - 1.0).abs() < 0.05, "{at}");
    let reasons = |scene: &This, key| scene.claims().iter().any(|claim| claim.key == key);
    assert!(reasons(&scene, "claim.cost.reasons.gpu"));
    let scene = measured(&[("way", "workers")]);
    assert_eq!(verdict(&scene), (Some(1), "verdict.cost.workers"));
    assert_eq!(standing(&scene, "claim.cost.workers"), Some(Standing::Fails), "400 µs against 103");
    assert!(reasons(&scene, "claim.cost.reasons.workers"));
    let scene = measured(&[("way", "scalar")]);
    assert_eq!(verdict(&scene), (Some(1), "verdict.cost.scalar"));
}

#[test]
fn times_that_scatter_decide_nothing() {
    let mut scene = This::new();
    scene.command("measure", None);
    settle(&mut scene, |request| {
        let mut found = timing(request, 1e-3, 1.02e-6);
        if let Value::Map(entries) = &mut found {
            let wild = vec![1e-3, 3e-3, 2.2e-3, 0.9e-3, 4e-3, 1.5e-3, 1.9e-3];
            let large = request.get("size").and_then(Value::as_number) == Some(LARGE as f64);
            entries
                .iter_mut()
                .filter(|(name, _)| large && name == "samples")
                .for_each(|(_, value)| *value = wild.clone().into());
        }
        found
    });
    assert_eq!(standing(&scene, "claim.cost.simd"), Some(Standing::Unclear));
}

/// One example cannot be shared: what is compared begins where all workers have some.
#[test]
fn workers_are_fitted_where_they_share() {
    let mut scene = This::new();
    scene.set("way", "workers", None);
    scene.set("workers", "4", None);
    scene.command("measure", None);
    let job = |scene: &This| wanted(scene).unwrap().1;
    settle(&mut scene, |request| match request.get("way").and_then(Value::as_text) {
        Some("workers") if request.get("size") == Some(&1.0.into()) => timing(request, 1e-6, 1e-6),
        _ => usual(request),
    });
    let fit = scene.fit(Way::Workers).unwrap();
    assert!((fit.floor / 1e-4 - 1.0).abs() < 0.1 && (fit.each / 3e-7 - 1.0).abs() < 0.1, "{fit:?}");
    assert_eq!(scene.asked.base(Way::Workers), 10);
    scene.command("measure-again", None);
    assert_eq!(job(&scene).get("crew"), Some(&4.0.into()));
}

#[test]
fn cancelling_keeps_what_is_known_and_forgets_the_half_done() {
    let mut scene = This::new();
    scene.command("measure", None);
    for _ in 0..2 {
        let (key, request) = wanted(&scene).unwrap();
        scene.receive(&key, Report::Plain(usual(&request)));
    }
    let before = scene.progress().unwrap();
    scene.receive("simd-100", part(0.5));
    assert!(scene.progress().unwrap() > before);
    scene.command("cancel", None);
    assert!(wanted(&scene).is_none() && scene.progress().is_none());
    assert_eq!((verdict(&scene), scene.rows().len()), ((None, ""), 2));
    scene.receive("simd-100", Report::Plain(missing(None)));
    assert_eq!(scene.rows().len(), 2, "what comes too late is not heard");
    scene.command("measure", None);
    assert_eq!(settle(&mut scene, usual).len(), SIZES.len() - 2);
}

#[test]
fn what_is_known_is_timed_again_only_on_demand() {
    let mut scene = measured(&[("way", "scalar")]);
    scene.command("measure", None);
    assert!(wanted(&scene).is_none());
    scene.command("measure-again", None);
    let (_, job) = wanted(&scene).unwrap();
    assert_eq!(job.get("run"), Some(&1.0.into()), "the pool is not to answer from memory");
    assert_eq!(settle(&mut scene, usual), SIZES.map(|size| ("scalar".to_owned(), size)));
}

#[test]
fn what_would_take_too_long_is_left_out_and_said() {
    let mut scene = This::new();
    scene.set("network", "784-512-512-10", None);
    scene.command("measure", None);
    let timed = settle(&mut scene, |request| timing(request, 1e-5, 1e-4));
    assert_eq!(timed.len(), 5, "six seconds for one update");
    assert!(scene.known() && scene.labels().iter().any(|label| label.key == "label.cost.left-out"));
    assert!(scene.claims().iter().any(|claim| claim.key == "claim.cost.left-out"));
    // The large ones that are timed have fewer repeats.
    let repeats =
        |size| scene.results.timing(scene.model.asked.series(Way::Simd), size).unwrap().samples.len();
    assert_eq!((repeats(1000), repeats(10_000)), (7, 3));
}

#[test]
fn without_a_gpu_the_rest_works() {
    for (trouble, key) in [(None, "verdict.cost.gpu-missing"), (Some("lost"), "verdict.cost.gpu-failed")] {
        let mut scene = This::new();
        scene.load(&[("step".to_owned(), "5".to_owned())]);
        scene.predict(0);
        let timed = settle(&mut scene, |request| match request.get("way").and_then(Value::as_text) {
            Some("gpu") => missing(trouble),
            _ => usual(request),
        });
        assert_eq!(timed.len(), SIZES.len() + 1, "one try is enough");
        assert_eq!(verdict(&scene), (None, key));
        assert!(scene.labels().iter().any(|label| label.key == "label.cost.gpu-missing"));
        assert!(standing(&scene, "claim.cost.simd").is_some());
        // Asked again, it is tried again.
        scene.command("measure-again", None);
        assert_eq!(scene.results.gpu, Gpu::Unknown);
        assert_eq!(settle(&mut scene, usual).len(), SIZES.len());
        assert_eq!(verdict(&scene), (Some(0), "verdict.cost.gpu"));
    }
}

#[test]
fn losses_come_with_the_fold_and_only_once_times_are_known() {
    let mut scene = This::new();
    scene.deepen(true);
    assert!(scene.jobs().is_empty());
    let mut scene = measured(&[]);
    assert!(scene.jobs().is_empty(), "what is folded away costs nothing");
    scene.deepen(true);
    let names: Vec<_> = scene.jobs().into_iter().map(|(key, _)| key).collect();
    assert_eq!(names, ["1", "10", "100", "1000"]);
    scene.set("network", "784-128-10", None);
    assert!(scene.jobs().is_empty(), "the digits are small");
}
