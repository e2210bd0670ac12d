//! Everything free: any objective, any optimiser, any batch size, several runs at once.

mod runs;

use self::runs::{LEARNING_RATE, OPTIMIZER, RUNS, USUAL, experiment, relevant};
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
        Row::main(&UPDATES),
        Row::more(&LOSS_SCALE.param),
        Row::more(&SEED),
        Row::new_seed().enabled(|scene| scene.entry().finite_sum),
        Row::hidden(&START),
        Row::hidden(&RUN_LIST),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::map(1.3, |_| ["axis.theta1", "axis.theta2", "panel.lab.map"]),
        Panel::loss(1.1, |scene| ["axis.update", scene.stage.loss_label(), "panel.lab.loss"]),
    ];
    const HANDLES: &'static [Handle<Self>] = &[Handle::start(MAP)];
    const RUNS: Option<RunList> = Some(RUNS);

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
