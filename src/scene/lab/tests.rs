use super::*;

fn loaded(runs: &str) -> This {
    let mut scene = This::new();
    assert_eq!(scene.load(&[("runs".to_owned(), runs.to_owned())]), []);
    scene
}

/// Each optimiser has the defaults of the catalogue, in a link as in the menu.
#[test]
fn a_linked_run_has_the_defaults_of_its_optimiser() {
    for entry in optimizer::CATALOG {
        let linked = loaded(entry.name);
        let mut chosen = loaded("sgd");
        chosen.set("optimizer", entry.name, Some(0));
        for param in entry.params {
            let values = [&linked, &chosen].map(|scene| scene.runs[0].text(param).to_owned());
            assert_eq!(values, [param.default, param.default], "{} {}", entry.name, param.name);
        }
    }
    assert_eq!(loaded("adagrad").runs[0].number(&optimizer::ADAGRAD_EPSILON), 1e-10);
}

#[test]
fn every_recipe_is_set_as_it_is_written() {
    for (index, step) in LabScene::GUIDE.iter().enumerate() {
        let mut scene = This::new();
        let link = [("step".to_owned(), (index + 1).to_string())];
        assert_eq!(scene.load(&link), [], "recipe {}", index + 1);
        for (param, text) in step.settings {
            let set = if param.name == "runs" {
                RUNS.write(&scene.runs)
            } else {
                scene.settings.text(param).to_owned()
            };
            assert_eq!(set, *text, "recipe {}", index + 1);
        }
        assert_eq!(scene.query(), if index == 0 { vec![] } else { link.to_vec() });
    }
}

/// The numbers that the recipes' words say.
#[test]
fn recipes_show_what_they_say() {
    let ended = |step: usize| {
        let mut scene = This::new();
        scene.load(&[("step".to_owned(), step.to_string())]);
        scene.race.finish();
        scene
    };
    let excess = |scene: &This, run: usize, update: usize| {
        scene.stage.excess(scene.race.lanes[run].trace().points()[update].loss)
    };
    let scene = ended(1);
    let [sgd, momentum, adam] = [0, 1, 2].map(|run| excess(&scene, run, 200));
    assert!(momentum < 0.1 * adam && adam < sgd, "{sgd} {momentum} {adam}");
    let scene = ended(2);
    let [start, slow, edge, over] =
        [(0, 0), (0, 60), (1, 60), (2, 60)].map(|(run, at)| excess(&scene, run, at));
    assert!(slow < 1e-6 * start && edge < 0.01 * start && over > 10.0 * start, "{slow} {edge} {over}");
    let scene = ended(3);
    let needed = |run: usize| (0..=400).find(|&k| excess(&scene, run, k) < 1e-6 * excess(&scene, run, 0));
    let [plain, heavy] = [0, 1].map(|run| needed(run).unwrap());
    assert!(plain > 5 * heavy, "{plain} {heavy}");
    let scene = ended(4);
    let floor = |run: usize| (300..=400).map(|k| excess(&scene, run, k)).sum::<f64>() / 101.0;
    assert!(floor(1) < 0.1 * floor(0), "{} {}", floor(1), floor(0));
    let scene = ended(5);
    let late = [0, 1].map(|run| excess(&scene, run, 50));
    assert!(late[1] < 0.1 * late[0], "{late:?}");
    let scene = ended(6);
    let left = [0, 1, 2].map(|run| {
        (0..=100).find(|&k| scene.race.lanes[run].trace().points()[k].theta[1].abs() > 1.0).unwrap()
    });
    assert!(left[2] < left[1] && left[1] < left[0], "{left:?}");
}

/// Each added run brings an optimiser that is not there yet.
#[test]
fn an_added_run_is_of_another_kind() {
    let mut scene = This::new();
    for _ in 0..3 {
        scene.command("add-run", None);
    }
    let names: Vec<_> = scene.runs.iter().map(|run| run.text(&OPTIMIZER).to_owned()).collect();
    assert_eq!(names, ["sgd", "momentum", "adam", "nesterov", "adagrad", "rmsprop"]);
    assert_eq!(scene.runs[3].text(&LEARNING_RATE), "0.001");
}

#[test]
fn runs_that_look_like_the_usual_ones_elsewhere_are_kept() {
    let mut scene = This::new();
    scene.set("objective", "himmelblau", None);
    for run in 0..2 {
        scene.set("learning-rate", "0.001", Some(run));
    }
    let query = scene.query();
    let mut again = This::new();
    assert_eq!(again.load(&query), []);
    assert_eq!((again.runs[0].number(&LEARNING_RATE), again.query()), (0.001, query));
}

/// The package and the page take the same range.
#[test]
fn rosenbrocks_a_has_one_range() {
    let mut scene = This::new();
    assert_eq!(scene.set("a", "-9.5", None), None);
    assert_eq!(scene.set("rosenbrock-a", "-10", None), None, "the name of earlier links");
    assert_eq!(scene.query(), [("a".to_owned(), "-10".to_owned())]);
}

#[test]
fn another_optimiser_keeps_what_all_have() {
    let mut scene = loaded("momentum,learning-rate:0.3,momentum:0.5,batch-size:3");
    scene.set("optimizer", "adam", Some(0));
    assert_eq!(scene.query(), [("runs".to_owned(), "adam,learning-rate:0.3,batch-size:3".to_owned())]);
    scene.set("optimizer", "momentum", Some(0));
    assert_eq!(scene.query(), [("runs".to_owned(), "momentum,learning-rate:0.3,batch-size:3".to_owned())]);
}

/// How a surface is seen belongs to no step, and changes no run.
#[test]
fn the_view_stays_on_the_way_to_a_step() {
    let mut scene = This::new();
    let changes = scene.changes;
    assert_eq!(scene.set("view", "surface", None), None);
    assert_eq!((scene.guide().at, scene.changes), (Some(0), changes));
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    assert_eq!(scene.query(), [pair("view", "surface")]);
    assert_eq!(scene.set("camera", "30,40", None), None);
    assert_eq!((scene.guide().at, scene.changes), (Some(0), changes));
    let seen = [pair("view", "surface"), pair("camera", "30,40")];
    assert_eq!(scene.query(), seen);
    scene.follow(2);
    let step = [&[pair("step", "3")][..], &seen].concat();
    assert_eq!(scene.query(), step);
    while scene.guide().moving {
        scene.glide(0.5);
    }
    assert_eq!(scene.query(), step);
    scene.load(&[pair("step", "2"), pair("view", "surface")]);
    assert_eq!(scene.guide().at, Some(1));
}
