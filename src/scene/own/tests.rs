use super::*;
use crate::scene::{self, Layer, taken};

fn made(id: &str, query: &[(&str, &str)]) -> Box<dyn Scene> {
    let mut scene = scene::new(id).unwrap();
    let query: Vec<_> = query.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(scene.load(&query), []);
    scene
}
fn set_to(scene: &dyn Scene, name: &str) -> Option<String> {
    scene.query().into_iter().find(|(other, _)| other == name).map(|(_, value)| value)
}
fn keys(said: &[Sentence]) -> Vec<&'static str> {
    said.iter().map(|sentence| sentence.0).collect()
}
fn state(scene: &mut dyn Scene) -> Standing {
    standing(scene).unwrap()
}

const BOTH: [&str; 2] = ["full-vs-one", "batches"];

/// A scene that shows no examples takes a table for a formula that speaks of some.
#[test]
fn formulas_take_a_table() {
    let mut scene = crate::scene::new("lab").unwrap();
    let set = [("objective", "expression"), ("text", "(x + y*a_i - b_i)^2")];
    scene.load(&set.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let stands = standing(&mut *scene).unwrap();
    assert_eq!((stands.shown.x.len(), stands.own), (20, false));
    assert_eq!(keys(&edit(&mut *scene, Edit::Table("a\tb\n1\t2\n3\t4\n".to_owned())).0), ["data.read"]);
    assert_eq!(standing(&mut *scene).unwrap().shown, Pairs { x: vec![1.0, 3.0], y: vec![2.0, 4.0] });
    let (said, _) = edit(&mut *scene, Edit::Table("1\t2\n3\n".to_owned()));
    assert_eq!((said[0].0, standing(&mut *scene).unwrap().shown.x.len()), ("data.ragged", 2));
    scene.set("text", "x^2 + y^2", None);
    assert_eq!(standing(&mut *scene), None);
}

/// While a point is held, the axes below stand; let go, they make room.
#[test]
fn axes_are_drawn_anew_when_they_are_others() {
    for id in BOTH {
        let mut scene = made(id, &[]);
        let panel = scene.panels().iter().position(|panel| panel.id == "data").unwrap();
        let mut to = |at: Xy, done: bool| {
            edit(&mut *scene, Edit::Move(3, at, done));
            (scene.revision(panel), scene.axes(panel))
        };
        let (held, _) = to((0.5, 0.5), false);
        let (moved, narrow) = to((0.6, 0.4), false);
        assert_eq!(held.still, moved.still, "{id}");
        assert_ne!(held.moving, moved.moving, "{id}");
        let (left, wide) = to((4.0, 5.0), true);
        assert_ne!(wide, narrow, "{id}");
        assert_ne!(left.still, moved.still, "{id}");
    }
}

#[test]
fn the_people_become_ones_own_when_one_is_moved() {
    for id in BOTH {
        let mut scene = made(id, &[]);
        let before = state(&mut *scene);
        assert!(!before.own && before.shown.x.len() == 20);
        assert!((before.condition[0].unwrap() - 1.0).abs() < 1e-3);
        assert_eq!(edit(&mut *scene, Edit::Move(3, (1.25, -1.0), true)), (vec![], Some(3)));
        let after = state(&mut *scene);
        assert!(after.own && (after.shown.x[3], after.shown.y[3]) == (1.25, -1.0));
        for k in (0..20).filter(|k| *k != 3) {
            assert!((after.shown.x[k] - before.shown.x[k]).abs() < 1e-3, "{id}: {k} stays where it was");
        }
        let runs = taken(&*scene);
        let x = runs[0].experiment.get("objective").unwrap().get("x").unwrap();
        assert_eq!(x.as_list().unwrap()[3].as_number(), Some(1.25), "{id}: taken away");
        edit(&mut *scene, Edit::People);
        assert_eq!((scene.query(), state(&mut *scene)), (vec![], before), "{id}");
    }
}

#[test]
fn a_link_holds_all_of_it() {
    for id in BOTH {
        let mut scene = made(id, &[]);
        edit(&mut *scene, Edit::Add((2.0, 2.0)));
        edit(&mut *scene, Edit::Remove(0));
        edit(&mut *scene, Edit::Remove(0));
        edit(&mut *scene, Edit::Standardise(true));
        let mut again = scene::new(id).unwrap();
        assert_eq!(again.load(&scene.query()), [], "{id}");
        assert_eq!(again.query(), scene.query(), "{id}");
        assert_eq!(state(&mut *again), state(&mut *scene));
        for panel in 0..3 {
            for layer in [Layer::Still, Layer::Moving] {
                assert!(
                    again.picture(panel, layer).marks == scene.picture(panel, layer).marks,
                    "{id} {panel}"
                );
            }
        }
    }
}

#[test]
fn sizes_go_up_to_the_number_of_examples() {
    let mut scene = made("full-vs-one", &[]);
    let most = |scene: &dyn Scene| -> String {
        let control = scene.controls().into_iter().find(|control| control.name.starts_with("batch-size"));
        control.unwrap().param.unwrap().allowed()
    };
    assert!(most(&*scene).ends_with("1…20"));
    edit(&mut *scene, Edit::Add((2.0, 2.0)));
    assert_eq!(set_to(&*scene, "batch-sizes").as_deref(), Some("21,1"), "the full batch stays full");
    assert!(most(&*scene).ends_with("1…21"));
    assert_eq!(scene.set("batch-sizes", "22", None).unwrap().args[2].1, "21");
    scene.set("batch-sizes", "21,19,4,1", None);
    edit(&mut *scene, Edit::Table("1 2\n3 4\n5 7\n6 1\n".to_owned()));
    assert_eq!(set_to(&*scene, "batch-sizes").as_deref(), Some("4,1"));
    // By hand, without sizes.
    let scene = made("full-vs-one", &[("points", "1,2,3,4,5,7")]);
    assert_eq!(taken(&*scene).len(), 2);
    let mut scene = made("batches", &[("batch-size", "20")]);
    edit(&mut *scene, Edit::Take(Preset::Many));
    assert_eq!(set_to(&*scene, "examples").as_deref(), Some("200"));
    edit(&mut *scene, Edit::Table("1 2\n3 4\n5 7".to_owned()));
    assert_eq!(set_to(&*scene, "batch-size").as_deref(), Some("3"));
    assert!(scene.set("batch-size", "4", None).is_some());
}

#[test]
fn a_built_in_set_takes_the_place_of_ones_own() {
    for id in BOTH {
        let mut scene = made(id, &[]);
        edit(&mut *scene, Edit::Move(0, (0.0, 0.0), true));
        scene.set("data", "linreg20", None);
        assert!(!state(&mut *scene).own, "{id}");
        assert_eq!(set_to(&*scene, "points"), None);
    }
}

/// While an example is held the axes stand still; what follows it is drawn in haste.
#[test]
fn axes_stand_still_while_an_example_is_held() {
    for (id, panel) in [("full-vs-one", 1), ("batches", 2)] {
        let mut scene = made(id, &[]);
        let map = usize::from(id == "batches");
        let columns = |scene: &dyn Scene| scene.picture(map, Layer::Still).field.unwrap().size().0;
        let (axes, fine) = (scene.axes(panel), columns(&*scene));
        edit(&mut *scene, Edit::Move(0, (9.0, 9.0), false));
        assert!(scene.axes(panel) == axes && columns(&*scene) < fine, "{id}");
        edit(&mut *scene, Edit::Move(0, (9.0, 9.0), true));
        assert!(scene.axes(panel).0.high > 9.0 && columns(&*scene) == fine, "{id}");
        edit(&mut *scene, Edit::Move(0, (2.0, 2.0), false));
        edit(&mut *scene, Edit::Remove(0));
        assert!(columns(&*scene) == fine && state(&mut *scene).shown.x.len() == 19, "{id}");
    }
}

/// The line that runs come to on standardised examples is, as it is shown, that of the examples as they are.
#[test]
fn standardised_runs_are_shown_among_the_examples_as_they_are() {
    let mut scene =
        made("full-vs-one", &[("points", "10,300,20,500,30,800,45,900"), ("units", "standardised")]);
    let pairs = state(&mut *scene).shown;
    let own = hands(&mut *scene).unwrap();
    let best = own.stage.objective().critical_points()[0].theta.clone();
    let line = |x: f64| own.examples.line((best[0], best[1]), x);
    let plain = crate::objective::LinearRegression::new(pairs).optimum().unwrap();
    for x in [10.0, 33.0] {
        assert!((line(x) - (plain[0] + plain[1] * x)).abs() < 1e-9);
    }
    let [raw, standard] = state(&mut *scene).condition;
    assert!(raw.unwrap() > 1000.0 && (standard.unwrap() - 1.0).abs() < 1e-9);
}

/// As the eigenvalues of the Hessian have it.
#[test]
fn the_condition_number_is_that_of_the_hessian() {
    for preset in Preset::NAMES.iter().filter_map(|name| Preset::named(name)) {
        let mut scene = made("full-vs-one", &[]);
        edit(&mut *scene, Edit::Take(preset));
        let mut hessian = [0.0; 4];
        hands(&mut *scene).unwrap().stage.objective().hessian(&[0.0; 2], &mut hessian);
        let [low, high] = crate::analysis::eigen([hessian[0], hessian[1], hessian[3]]).values;
        let own = state(&mut *scene).condition[0].unwrap();
        assert!((own / (high / low) - 1.0).abs() < 1e-6, "{preset:?}: {own}");
    }
}

#[test]
fn presets_make_their_lessons() {
    let of = |preset| {
        let mut scene = made("full-vs-one", &[]);
        edit(&mut *scene, Edit::Take(preset));
        let state = state(&mut *scene);
        let best = crate::objective::LinearRegression::new(state.shown.clone()).optimum().unwrap();
        (state, best[1])
    };
    let (outlier, slope) = of(Preset::Outlier);
    let without = Pairs { x: outlier.shown.x[..19].to_vec(), y: outlier.shown.y[..19].to_vec() };
    let before = crate::objective::LinearRegression::new(without).optimum().unwrap()[1];
    assert!(before - slope > 0.25, "{before} {slope}");
    assert!(of(Preset::Unrelated).1.abs() < 0.25);
    let (unscaled, _) = of(Preset::Unscaled);
    assert!(unscaled.condition[0].unwrap() > 300.0 && !unscaled.standardised);
    assert_eq!(of(Preset::Many).0.shown.x.len(), MOST);
    assert!(of(Preset::Clusters).0.shown.x.iter().all(|x| x.abs() > 0.4));
}

#[test]
fn tables_are_read_or_answered_in_one_sentence() {
    let mut scene = made("full-vs-one", &[]);
    let mut paste = |text: &str| {
        let (said, _) = edit(&mut *scene, Edit::Table(text.to_owned()));
        (keys(&said), state(&mut *scene))
    };
    let good = |text: &str, paste: &mut dyn FnMut(&str) -> (Vec<&'static str>, Standing)| {
        let (said, state) = paste(text);
        assert_eq!(said[0], "data.read", "{text}");
        (state.shown.x, state.shown.y)
    };
    let wanted = (vec![1.5, -2.0], vec![3.0, 4e3]);
    for text in [
        "1.5\t3\n-2\t4000",
        "x\ty\r\n1.5\t3\r\n\r\n−2\t4e3\r\n",
        "\u{feff}waist;chins\n1,5;3\n-2;4000",
        "\"1.5\",\"3\"\n-2,4000",
        "1.5   3\n -2 4000\n",
    ] {
        assert_eq!(good(text, &mut paste), wanted, "{text}");
    }
    assert!(paste("1 2\n3 4").1.standardised, "what is pasted is standardised");
    let (said, wide) = paste("name,a,b,c\nAnn,1,2,3\nBob,4,5,7\n");
    assert_eq!(
        (said, wide.shown.x, wide.shown.y),
        (vec!["data.read", "data.columns"], vec![1.0, 4.0], vec![2.0, 5.0])
    );
    let before = paste("1 2\n3 4").1;
    for (text, key) in [
        ("", "data.empty"),
        ("  \n\n", "data.empty"),
        ("1\n2\n3", "data.column"),
        ("1 2", "data.few"),
        ("1,2\n3\n4,5", "data.ragged"),
        ("1,2\n3,4,5", "data.ragged"),
        ("1,2\n3,abc", "data.number"),
        ("1,2\n3,", "data.number"),
        ("1,2\nNaN,4", "data.number"),
        ("a,b\nc,d", "data.number"),
        ("1,2\n3e6,4", "data.far"),
    ] {
        assert_eq!(paste(text), (vec![key], before.clone()), "{text}");
    }
    let rows: String = (0..10_000).map(|k| format!("{k}\t{}\n", 2 * k)).collect();
    let (said, many) = paste(&rows);
    assert_eq!((said, many.shown.x.len()), (vec!["data.sampled"], MOST));
    assert_eq!((many.shown.x[0], many.shown.x[MOST - 1]), (0.0, 9950.0));
    let (said, flat) = paste("3 1\n3 2\n3 5");
    assert_eq!((said, flat.condition), (vec!["data.read", "data.equal"], [None, None]));
}

#[test]
fn there_are_at_least_two_examples_and_not_too_many() {
    let mut scene = made("batches", &[("points", "1,2,3,4")]);
    assert_eq!(keys(&edit(&mut *scene, Edit::Remove(0)).0), ["data.few"]);
    edit(&mut *scene, Edit::Take(Preset::Many));
    assert_eq!(keys(&edit(&mut *scene, Edit::Add((0.0, 0.0))).0), ["data.most"]);
    assert_eq!(state(&mut *scene).shown.x.len(), MOST);
    assert_eq!(edit(&mut *scene, Edit::Move(MOST, (0.0, 0.0), true)), (vec![], None));
}

#[test]
fn a_saved_file_reads_back() {
    let mut scene = made("full-vs-one", &[]);
    edit(&mut *scene, Edit::Take(Preset::Many));
    let before = state(&mut *scene).shown;
    edit(&mut *scene, Edit::People);
    edit(&mut *scene, Edit::Table(csv(&before)));
    assert_eq!(state(&mut *scene).shown, before);
}

#[test]
fn other_scenes_have_none() {
    let mut scene = made("momentum", &[]);
    assert_eq!((standing(&mut *scene), edit(&mut *scene, Edit::People)), (None, (vec![], None)));
}
