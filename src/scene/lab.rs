//! Everything free: any objective, any optimiser, any batch size, several runs at once.

mod recipes;
mod runs;

use self::recipes::GUIDE;
use self::runs::{LEARNING_RATE, OPTIMIZER, RUNS, USUAL, after, experiment, folded, relevant};
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Handle, Model, Panel, Row};
use super::runs::RunList;
use super::settings::{LOSS_SCALE, SEED, START};
use super::stage::{Stage, staged};
use super::surfaces::Built;
use super::*;
use crate::objective;
use crate::optimizer;
use crate::param::Given;

static OBJECTIVE: Param = Param::choice("objective", objective::PLANES);
static UPDATES: Param = Param::log_integer("updates", 1.0, 1_000_000.0, "200").was(&["steps"]);
static RUN_LIST: Param = Param::runs(USUAL);

/// Seconds that a whole run takes at speed 1.
const SECONDS: f64 = 9.0;

const MAP: usize = 0;

/// The scene `lab`.
pub(super) struct LabScene {
    stage: Stage,
    built: Built,
}

type This = Figure<LabScene>;

staged!(LabScene);

impl Model for LabScene {
    const ID: &'static str = "lab";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::main(&OBJECTIVE),
        Row::more(&UPDATES),
        Row::more(&LOSS_SCALE.param),
        Row::more(&SEED),
        Row::new_seed().enabled(|scene| scene.entry().finite_sum),
        Row::hidden(&START),
        Row::hidden(&RUN_LIST),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::map(1.3, |_| ["axis.theta1", "axis.theta2", "panel.lab.map"]),
        Panel::loss(1.7, |scene| ["axis.update", scene.stage.loss_label(), "panel.lab.loss"]),
    ];
    const HANDLES: &'static [Handle<Self>] = &[Handle::start(MAP)];
    const GUIDE: &'static [Step] = GUIDE;
    const RECIPES: bool = true;
    const RUNS: Option<RunList> = Some(RUNS);
    const RUNS_IN_SIGHT: bool = true;

    fn new(settings: &Settings) -> Self {
        let stage = Stage::new(objective::chosen(settings.text(&OBJECTIVE)).build(settings));
        Self { stage, built: Built::default() }
    }
    fn shapes() -> Vec<&'static Param> {
        objective::shapes()
    }
    fn shape(scene: &This) -> &'static [&'static Param] {
        scene.entry().params
    }
    fn usual_runs(settings: &Settings) -> String {
        let rate = objective::chosen(settings.text(&OBJECTIVE)).rate;
        format!("sgd,learning-rate:{rate}~momentum,learning-rate:{rate}~adam,learning-rate:0.05")
    }
    fn run_controls(scene: &This, run: &Settings) -> Vec<&'static Param> {
        relevant(run, scene.entry().finite_sum)
    }
    fn run_folded(param: &'static Param) -> bool {
        folded(param)
    }
    fn next_run(scene: &This) -> Option<Settings> {
        after(&scene.runs, scene.entry().rate)
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        if param.name == OBJECTIVE.name {
            scene.settings.put(&START, "");
            // A new objective has another scale: rules whose step is proportional to the gradient take its usual rate.
            let rate = scene.entry().rate;
            let follows = |run: &&mut Settings| optimizer::chosen(run.text(&OPTIMIZER)).proportional;
            scene.runs.iter_mut().filter(follows).for_each(|run| {
                run.put(&LEARNING_RATE, rate);
            });
        }
        None
    }
    fn rebuild(scene: &mut This) {
        if let Some(objective) = scene.model.built.renew(&OBJECTIVE, &scene.settings) {
            scene.stage.set_objective(objective);
        }
        let (updates, (x, y)) = (scene.settings.number(&UPDATES), scene.start());
        let lane = |run: &Settings| {
            let experiment = experiment(scene.stage.objective(), run)
                .start(&[x, y])
                .steps(updates as u64)
                .seed(scene.settings.number(&SEED) as u64);
            let args: Args = vec![
                ("optimizer", optimizer_label(run).into()),
                ("rate", run.text(&LEARNING_RATE).into()),
                ("size", run.number(&runs::BATCH_SIZE).into()),
            ];
            let key = if scene.entry().finite_sum { "run.lab.batch" } else { "run.lab" };
            Lane::new(experiment, TimeAxis::Updates, (key, args))
        };
        let lanes = scene.runs.iter().map(lane).collect();
        let scale = scene.settings.choice(&LOSS_SCALE);
        scene.stage.set_scale(scale);
        scene.launch(lanes, updates, SECONDS);
    }
    fn measured(scene: &mut This) {
        scene.model.stage.measure(&scene.race);
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        scene.race_readouts()
    }
    fn describe(scene: &This) -> Sentence {
        let leader = scene.race.leader();
        let now = scene.race.lanes[leader].at(scene.race.clock.time(), 1.0).now;
        let args = vec![
            ("update", (now.update as f64).into()),
            ("optimizer", optimizer_label(&scene.runs[leader]).into()),
            ("loss", number(now.loss).into()),
        ];
        (if scene.idling() { "describe.ready" } else { "describe.lab" }, args)
    }
}

fn optimizer_label(run: &Settings) -> String {
    format!("choice.optimizer.{}", run.text(&OPTIMIZER))
}

impl This {
    fn entry(&self) -> &'static objective::Entry {
        objective::chosen(self.settings.text(&OBJECTIVE))
    }
}

#[cfg(test)]
mod tests {
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
        for (index, step) in GUIDE.iter().enumerate() {
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
        assert_eq!(
            scene.query(),
            [("runs".to_owned(), "momentum,learning-rate:0.3,batch-size:3".to_owned())]
        );
    }
}
