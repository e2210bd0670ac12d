use super::plan::At;
use super::*;
use crate::scene::Standing;
use downhill_network::job::{EntryRequest, EntryRule};

/// What a run is said to come to: accuracy at its end, and whether it diverged.
type Nature = fn(&EntryRequest) -> (f64, bool);

/// Small batches do best; η in proportion to B nearly as well; SWAP better, LAMB worse, all else as linear scaling.
fn usual(request: &EntryRequest) -> (f64, bool) {
    let linear = 0.02 * request.size as f64 / 32.0;
    let off =
        if request.optimizer == EntryRule::Lamb { 0.2 } else { libm::log10(request.rate / linear).abs() };
    let better = if request.swap > 0 { 0.02 } else { 0.0 };
    let luck = 2e-3 * (request.seed % 5) as f64;
    // Of either sign, and larger than what is spoken of.
    let own = if request.warmup > 0 || request.optimizer == EntryRule::Lars { 0.012 } else { 0.0 };
    let own = if request.seed.is_multiple_of(2) { own } else { -own };
    (0.96 - 4e-5 * request.size as f64 - 0.2 * off + better + luck + own, false)
}
fn level(request: &EntryRequest) -> (f64, bool) {
    (0.93 + 0.02 * ((request.seed * 7 + request.optimizer as u64 * 3 + request.swap) % 5) as f64 / 4.0, false)
}
fn wild(request: &EntryRequest) -> (f64, bool) {
    if request.warmup == 0 && request.seed.is_multiple_of(2) { (0.1, true) } else { (0.95, false) }
}

fn requests(scene: &This) -> Vec<(String, EntryRequest)> {
    let plain = |(key, request): (String, Request)| {
        Some((key, EntryRequest::from_value(&request.into_value()).ok()?))
    };
    let mut all: Vec<_> = scene.jobs().into_iter().filter_map(plain).collect();
    assert!(all.len() <= AHEAD);
    // Those that wait are told when others have ended.
    let waiting = scene.plan.missing.iter().skip(all.len()).filter(|_| !all.is_empty());
    all.extend(waiting.map(|request| (plan::job(request), *request)).collect::<Vec<_>>());
    all
}
fn report(request: &EntryRequest, nature: Nature) -> Report {
    let (end, diverged) = nature(request);
    let epochs = vec![[0.1; 2], [end, end]];
    let seconds = Some(1e-3 * request.epochs as f64);
    Report::Plain(EntryReport { progress: 1.0, epochs, ended: true, diverged, seconds }.to_value())
}
/// Does what is wanted now; tells how many jobs that were.
fn round(scene: &mut This, nature: Nature) -> usize {
    let wanted = requests(scene);
    wanted.iter().for_each(|(key, request)| scene.receive(key, report(request, nature)));
    wanted.len()
}
fn measured(settings: &[(&str, &str)], nature: Nature) -> This {
    let mut scene = This::new();
    for (name, value) in settings {
        assert_eq!(scene.set(name, value, None), None);
    }
    scene.command("measure", None);
    while round(&mut scene, nature) > 0 {}
    scene
}
fn verdict(scene: &This) -> (Option<usize>, &'static str) {
    let asked = scene.prediction().unwrap();
    (asked.right, asked.verdict.map_or("", |verdict| verdict.0))
}
fn standings(scene: &This) -> Vec<Standing> {
    scene.claims().iter().filter_map(|claim| claim.standing).collect()
}
fn count(scene: &This, name: &str) -> f64 {
    let (_, args) = scene.prediction().unwrap().verdict.unwrap();
    args.iter().find(|(other, _)| *other == name).unwrap().1.as_number().unwrap()
}

#[test]
fn each_press_trains_what_its_step_needs() {
    let mut scene = This::new();
    scene.idle(3.0);
    assert!(scene.jobs().is_empty() && scene.progress().is_none());
    let mut asked = Vec::new();
    for step in 1..=5 {
        scene.load(&[("step".to_owned(), step.to_string())]);
        assert!(scene.jobs().is_empty(), "{step}: it waits");
        scene.command("measure", None);
        asked.push((round(&mut scene, usual), requests(&scene).len()));
        while round(&mut scene, usual) > 0 {}
    }
    // Ten seeds; at last twenty. Tuned: three entries are one, eight rates, two seeds each; some of the best are the shared ones.
    assert_eq!(asked[..3], [(20, 0), (20, 0), (50, 0)]);
    assert_eq!(asked[3].0, 7 * 8 * 2);
    assert!(asked[3].1 > 0 && asked[3].1 < 70, "{}", asked[3].1);
    assert_eq!(asked[4], (40, 0));
}

#[test]
fn linear_scaling_regains_the_gap_or_does_not() {
    assert_eq!(verdict(&measured(&[], usual)), (Some(2), "verdict.large-batch.same"));
    let scene = measured(&[("entries", "scaled")], usual);
    assert_eq!(verdict(&scene), (Some(2), "verdict.large-batch.scaled"));
    assert_eq!(standings(&scene), [Standing::Holds]);
    let against = |request: &EntryRequest| (0.95 - 4e-4 * request.size as f64 - 0.05 * request.rate, false);
    let scene = measured(&[("entries", "scaled")], against);
    assert_eq!(verdict(&scene), (Some(0), "verdict.large-batch.scaled"));
    assert_eq!(standings(&scene), [Standing::Fails]);
    let scene = measured(&[("entries", "scaled")], |_| (0.95, false));
    assert_eq!(verdict(&scene), (None, "verdict.large-batch.no-gap"));
}

#[test]
fn what_is_close_is_not_ranked() {
    let scene = measured(&[("entries", "all")], usual);
    assert_eq!(verdict(&scene), (Some(1), "verdict.large-batch.all"));
    use Standing::{Fails, Holds, Unclear};
    let [scaling, warmup, rmsprop, lars, lamb, swap] = standings(&scene)[..] else { unreachable!() };
    assert_eq!((scaling, swap), (Holds, Holds));
    // Theirs are of either sign from seed to seed: that decides nothing.
    assert!([warmup, rmsprop, lars].iter().all(|standing| *standing == Unclear || *standing == Fails));
    assert!(rmsprop == Unclear && lamb == Fails);
    // The sentence counts as the badges do, and names the one that is ahead.
    for (name, standing) in [("better", Holds), ("worse", Fails), ("unclear", Unclear)] {
        let of = standings(&scene)[1..].iter().filter(|other| **other == standing).count();
        assert_eq!(count(&scene, name), of as f64, "{name}");
    }
    let (_, args) = scene.prediction().unwrap().verdict.unwrap();
    assert!(args.contains(&("name", "label.large-batch.swap".into())), "{args:?}");
    assert!(scene.level().is_empty() && count(&scene, "others") == 0.0, "one is ahead of all others");
    let scene = measured(&[("entries", "all")], level);
    assert_eq!(verdict(&scene), (Some(0), "verdict.large-batch.all-none"));
    assert!(scene.level().len() > 5, "{:?}", scene.level());
    assert_eq!(
        count(&scene, "others") as usize + 1,
        scene.level().len(),
        "the sentence counts what is shaded"
    );
    // What is shaded with the best is said of it: linear scaling with it, no idea is clearly better than that.
    let linear = scene.plan.place(Idea::Linear).unwrap();
    assert!(
        scene.level().contains(&linear) && standings(&scene)[1..].iter().all(|standing| *standing != Holds)
    );
    assert!(scene.labels().iter().any(|label| label.key == "label.large-batch.level"));
}

#[test]
fn every_entry_tries_as_many_rates() {
    let scene = measured(&[("entries", "all"), ("rates", "tuned")], usual);
    assert!(scene.plan.known && verdict(&scene).1 == "verdict.large-batch.tuned");
    assert!((0..9).all(|place| scene.tried(place).len() == 8 && scene.mean(place, At::Tuned).is_some()));
    let place = |idea: Idea| scene.plan.place(idea).unwrap();
    let tuned = |idea: Idea| scene.mean(place(idea), At::Tuned);
    assert_eq!(tuned(Idea::Same), tuned(Idea::Linear), "tuned, a rule for η is none");
    assert_eq!(scene.readouts()[1].values.len(), 10);
    // Both are said: that three rules are one now, and why the small batch has another result.
    let said: Vec<&str> = scene.claims().iter().map(|claim| claim.key).collect();
    assert!(said.ends_with(&["claim.large-batch.one-rule", "claim.large-batch.small-tuned"]), "{said:?}");
}

#[test]
fn failed_runs_are_counted() {
    let scene = measured(&[("entries", "warm-up")], wild);
    assert_eq!(verdict(&scene), (Some(0), "verdict.large-batch.fewer"));
    assert_eq!((count(&scene, "without"), count(&scene, "with")), (10.0, 0.0));
    assert_eq!(standings(&scene), [Standing::Holds]);
    let scene = measured(&[("entries", "warm-up"), ("batch-size", "256")], |_| (0.95, false));
    assert_eq!(verdict(&scene), (None, "verdict.large-batch.no-failure"));
    assert!(scene.claims().is_empty(), "nothing was put to a test");
    let scene = measured(&[("entries", "warm-up")], |request| (0.95, request.warmup > 0));
    assert_eq!(
        (verdict(&scene), standings(&scene)),
        ((Some(2), "verdict.large-batch.many"), vec![Standing::Fails])
    );
}

#[test]
fn warm_up_has_settings_of_its_own() {
    let mut scene = This::new();
    let set = |scene: &This| (scene.plan.asked.rate, scene.plan.asked.epochs, scene.plan.asked.seeds);
    let (usual, own) = ((0.02, 20, 10), (0.05, 100, 20));
    scene.set("seeds", "7", None);
    scene.set("entries", "warm-up", None);
    assert_eq!(set(&scene), own);
    assert_eq!(scene.query(), [("entries".to_owned(), "warm-up".to_owned())], "they are usual there");
    scene.set("epochs", "60", None);
    scene.set("entries", "all", None);
    assert_eq!(set(&scene), (0.02, 20, 7), "the others are as they were");
    scene.set("entries", "warm-up", None);
    assert_eq!(set(&scene), (0.05, 60, 20), "and so are these");
    // Step by step, and what comes after the last one.
    scene.load(&[("step".to_owned(), "5".to_owned())]);
    assert_eq!(set(&scene), own);
    scene.set("rates", "tuned", None);
    assert_eq!((set(&scene), scene.plan.asked.scope, scene.plan.asked.tuned), (usual, Scope::All, true));
    scene.set("entries", "warm-up", None);
    assert_eq!((set(&scene), scene.plan.asked.tuned), (own, false));
    scene.load(&[("step".to_owned(), "4".to_owned())]);
    assert_eq!(set(&scene), usual);
}

#[test]
fn warm_up_is_about_the_examples_that_are_learnt() {
    let scene = measured(&[("entries", "warm-up")], wild);
    let [words, course] = [0, 1].map(|panel| scene.panels()[panel].x.to_owned() + scene.panels()[panel].y);
    assert!(words.contains("training") && course.contains("training"), "{words} {course}");
    assert!(scene.labels().iter().any(|label| label.key == "label.large-batch.failure"));
    assert!(scene.labels().iter().any(|label| label.key == "label.large-batch.risen"));
    let scene = measured(&[("entries", "all")], usual);
    assert!(scene.panels()[0].x.contains("validation"));
    assert!(scene.panels()[2].label.is_empty(), "nothing was tried, so there is no picture of it");
    assert!(!scene.labels().iter().any(|label| label.key == "label.large-batch.failure"));
}

#[test]
fn what_is_known_is_never_trained_again_and_cancelling_keeps_it() {
    let mut scene = This::new();
    scene.set("entries", "all", None);
    scene.command("measure", None);
    let wanted = requests(&scene);
    wanted[..30].iter().for_each(|(key, request)| scene.receive(key, report(request, usual)));
    assert!(scene.progress().is_some_and(|progress| progress > 0.2 && progress < 0.5));
    scene.command("cancel", None);
    assert!(scene.jobs().is_empty() && scene.progress().is_none() && verdict(&scene).1.is_empty());
    scene.command("measure", None);
    assert_eq!(round(&mut scene, usual), 60);
    let first = scene.readouts();
    for (name, other, back) in [
        ("entries", "scaled", "all"),
        ("batch-size", "512", "1024"),
        ("along", "seconds", "epochs"),
        ("shown", "swap", "lars"),
    ] {
        scene.set(name, other, None);
        scene.set(name, back, None);
        scene.command("measure", None);
        assert!(scene.jobs().is_empty() && scene.readouts() == first, "{name}");
    }
}

#[test]
fn the_reader_adds_an_entry_and_removes_it() {
    let mut scene = measured(&[("entries", "all")], usual);
    let before = (scene.query(), scene.readouts());
    scene.command("add-run", None);
    assert_eq!(
        scene.plan.entries.last().map(|entry| (entry.rate, entry.rule)),
        Some((0.64, EntryRule::Momentum))
    );
    assert!(scene.plan.known, "it is linear scaling so far");
    scene.set("optimizer", "lars", Some(0));
    scene.set("warmup", "3", Some(0));
    scene.command("measure", None);
    assert_eq!(round(&mut scene, usual), 10);
    let own = scene.claims().last().cloned().unwrap();
    assert_eq!((own.key, own.standing), ("claim.large-batch.own", None), "it claims nothing");
    let link = scene.query();
    assert!(link.iter().any(|(name, text)| name == "runs" && text == "lars,warmup:3"), "{link:?}");
    let mut other = This::new();
    assert!(other.load(&link).is_empty() && other.plan.entries == scene.plan.entries);
    scene.set("optimizer", "adam", Some(0));
    assert_eq!(scene.plan.entries.last().map(|entry| entry.rate), Some(0.01), "where that rule begins");
    scene.command("remove-run", Some(0));
    assert_eq!((scene.query(), scene.readouts()), before);
}

#[test]
fn a_row_is_chosen_by_a_tap_and_its_course_runs_over_seconds_too() {
    let mut scene = measured(&[("entries", "all")], usual);
    let swap = scene.plan.place(Idea::Swap).unwrap();
    scene.load(&[("step".to_owned(), "3".to_owned())]);
    scene.tap(ENTRIES, (0.9, -(swap as f64) - 0.3));
    assert_eq!(scene.guide().at, Some(2), "it is still that step");
    assert_eq!(scene.settings.choice(&SHOWN), Idea::Swap);
    let idea = |scene: &This| scene.caption().unwrap().1[0].1.clone();
    assert_eq!(idea(&scene), "label.large-batch.swap".into());
    let link = scene.query();
    assert_eq!(
        link,
        [("step", "3"), ("shown", "swap")].map(|(name, text)| (name.to_owned(), text.to_owned()))
    );
    scene.load(&link);
    assert_eq!(
        (scene.guide().at, scene.settings.choice(&SHOWN)),
        (Some(2), Idea::Swap),
        "the link says so too"
    );
    scene.command("measure", None);
    while round(&mut scene, usual) > 0 {}
    scene.tap(ENTRIES, (0.9, 7.0));
    assert!(scene.stands_out(swap));
    scene.hover(ENTRIES, Some((0.9, -1.0)));
    assert!(scene.stands_out(1) && !scene.stands_out(swap));
    scene.hover(ENTRIES, None);
    assert_eq!(scene.course(swap, At::Shared).last().map(|end| end.0), Some(20.0));
    scene.set("along", "seconds", None);
    let end = scene.course(swap, At::Shared).last().map_or(0.0, |end| end.0);
    assert!((end - 0.02).abs() < 1e-12);
}
