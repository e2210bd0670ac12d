//! What a link may say that no scene wrote: far places, names twice, runs that are none.

use downhill::param::{Kind, Notice};
use downhill::scene::{self, Entry, Layer, SCENES, Scene};
use std::fmt::Debug;

fn query(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
}

fn load(id: &str, pairs: &[(&str, &str)]) -> (Box<dyn Scene>, Vec<Notice>) {
    let mut scene = scene::new(id).unwrap();
    let notices = scene.load(&query(pairs));
    (scene, notices)
}

/// Draws everything at several moments; gives all words and numbers that a reader sees.
fn seen(scene: &mut dyn Scene) -> Vec<String> {
    let mut seen = Vec::new();
    let mut see = |part: &dyn Debug| seen.push(format!("{part:?}"));
    for share in [0.0, 0.3, 1.0] {
        scene.seek(share);
        for panel in 0..scene.panels().len() {
            for layer in [Layer::Still, Layer::Moving] {
                scene.picture(panel, layer);
            }
        }
        for readout in scene.readouts() {
            see(&readout.values);
        }
        scene.labels().iter().for_each(|label| see(&label.args));
        scene.handles().iter().for_each(|handle| see(&handle.args));
        see(&scene.caption());
        scene.claims().iter().for_each(|claim| see(&claim.args));
        see(&scene.describe());
    }
    seen
}

/// The values of a choice, or one that stands for all where the scene has none.
fn choices(entry: &Entry, name: &str) -> Vec<&'static str> {
    let param = (entry.params)().into_iter().find(|param| param.name == name);
    match param.map(|param| param.kind) {
        Some(Kind::Choice(choices)) => choices.to_vec(),
        _ => vec![""],
    }
}

#[test]
fn from_any_start_every_scene_goes_on_and_shows_numbers() {
    for entry in SCENES {
        let choice = ["objective", "function", "surface", "curve"];
        let choice = choice.into_iter().find(|name| choices(entry, name) != [""]).unwrap_or("objective");
        for value in choices(entry, choice) {
            for start in ["1e200,1e200", "1e308,-1e308", "-1e77,3", "1e6,1e6", "1e308"] {
                let (mut scene, notices) = load(entry.id, &[(choice, value), ("start", start)]);
                let place = format!("{} {choice}={value} start={start}", entry.id);
                for (name, text) in notices.iter().flat_map(|notice| &notice.args) {
                    assert!(text.len() < 60 || *name == "allowed", "{place}: {text}");
                }
                assert!(
                    scene.query().iter().all(|(_, text)| text.len() < 60),
                    "{place}: {:?}",
                    scene.query()
                );
                scene.work(2000);
                for text in seen(scene.as_mut()) {
                    assert!(!text.contains("NaN") && !text.contains("inf"), "{place}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_place_out_of_range_is_told_and_numbers_are_short() {
    let (scene, notices) = load("critical", &[("start", "1e300,-2e9")]);
    assert_eq!(scene.query(), query(&[("start", "1000000,-1000000")]));
    assert_eq!(notices[0].key, "notice.range");
    let (scene, notices) = load("critical", &[("start", "5e-20,0.25")]);
    assert_eq!((scene.query(), notices), (query(&[("start", "5e-20,0.25")]), vec![]));
}

fn keys(notices: &[Notice]) -> Vec<&'static str> {
    notices.iter().map(|notice| notice.key).collect()
}

#[test]
fn runs_that_are_none_or_too_many_are_told() {
    for text in ["", "~", " ~ ~"] {
        let (scene, notices) = load("lab", &[("runs", text)]);
        assert_eq!((scene.query(), keys(&notices)), (vec![], vec!["notice.default"]), "{text:?}");
    }
    let (scene, notices) = load("lab", &[("runs", "sgd~sgd~sgd~sgd~sgd~sgd~sgd~adam")]);
    assert_eq!(keys(&notices), ["notice.runs"]);
    assert_eq!(notices[0].args, [("count", "8".to_owned()), ("most", "6".to_owned())]);
    assert_eq!(scene.query(), query(&[("runs", "sgd~sgd~sgd~sgd~sgd~sgd")]));
    assert!(load("lab", &[("runs", "sgd~sgd~sgd~sgd~sgd~sgd")]).1.is_empty());
}

#[test]
fn of_a_name_given_twice_the_last_counts_and_it_is_told() {
    let twice = [("updates", "50"), ("runs", "sgd"), ("steps", "60"), ("runs", "adam~sgd")];
    let (scene, notices) = load("lab", &twice);
    assert_eq!(scene.query(), query(&[("updates", "60"), ("runs", "adam~sgd")]));
    assert_eq!(keys(&notices), ["notice.twice"; 2]);
    assert_eq!(notices[0].args, [("name", "updates".to_owned())]);
    let (_, notices) = load("lab", &[("__proto__", "1"), ("constructor", "2")]);
    assert_eq!(keys(&notices), ["notice.unknown"; 2]);
}
