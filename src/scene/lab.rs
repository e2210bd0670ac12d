//! Everything free: any objective, any optimiser, any batch size, several runs at once.

mod runs;

use self::runs::{LEARNING_RATE, OPTIMIZER, RUNS, USUAL, after, experiment, folded, relevant};
use super::examples::{self, POINTS};
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Handle, Model, Panel, Row};
use super::runs::RunList;
use super::settings::{LOSS_SCALE, SEED, SEEN, START, is_seen};
use super::stage::{Stage, staged};
use super::surfaces::{self, Built};
use super::*;
use crate::decimal;
use crate::objective::{self, DATA_SET};
use crate::optimizer;
use crate::param::{Given, Kind};
use crate::schedule;
use crate::value::Value;

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
        Row::new_seed().enabled(|scene| scene.is_sum()),
        Row::hidden(&START),
        Row::view(),
        Row::camera(),
        Row::hidden(&RUN_LIST),
        Row::hidden(&objective::TEXT),
        Row::hidden(&objective::PARAMETERS),
        Row::hidden(&objective::DOMAIN),
        Row::hidden(&objective::POINTS),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::map(1.3, |_| ["axis.theta1", "axis.theta2", "panel.lab.map"])
            .still(|scene| scene.built.covered(&scene.stage, scene.built.marked(&scene.stage))),
        Panel::loss(1.7, |scene| ["axis.update", scene.stage.loss_label(), "panel.lab.loss"]),
    ];
    const ASIDE: &'static [&'static Param] = SEEN;
    const HANDLES: &'static [Handle<Self>] = &[Handle::start(MAP)];
    const GUIDE: &'static [Step] = &[
        Step::new(),
        // Stable below 2/κ = 0.2.
        Step::new()
            .set(
                const {
                    &[
                        (&OBJECTIVE, "quadratic"),
                        (&objective::CONDITION, "10"),
                        (&UPDATES, "60"),
                        (&RUN_LIST, "sgd,learning-rate:0.15~sgd,learning-rate:0.19~sgd,learning-rate:0.205"),
                    ]
                },
            )
            .play(0.0, 60.0),
        // Each at its best: 2/(1 + κ); 4/(√κ + 1)² with ((√κ − 1)/(√κ + 1))².
        Step::new()
            .set(
                const {
                    &[
                        (&OBJECTIVE, "quadratic"),
                        (&objective::CONDITION, "100"),
                        (&UPDATES, "400"),
                        (&RUN_LIST, "sgd,learning-rate:0.0198~momentum,momentum:0.67,learning-rate:0.033"),
                    ]
                },
            )
            .play(0.0, 400.0),
        Step::new()
            .set(
                const {
                    &[
                        (&OBJECTIVE, "linear-regression"),
                        (&UPDATES, "400"),
                        (
                            &RUN_LIST,
                            "sgd,learning-rate:0.1,batch-size:1\
                             ~sgd,learning-rate:0.1,schedule:step,schedule-steps:150,batch-size:1",
                        ),
                    ]
                },
            )
            .play(0.0, 400.0),
        Step::new()
            .set(
                const {
                    &[
                        (&OBJECTIVE, "quadratic"),
                        (&objective::CONDITION, "50"),
                        (&UPDATES, "100"),
                        (&RUN_LIST, "momentum,learning-rate:0.02~nesterov,learning-rate:0.02"),
                    ]
                },
            )
            .play(0.0, 100.0),
        Step::new()
            .set(
                const {
                    &[
                        (&OBJECTIVE, "bounded-saddle"),
                        (&START, "1,0.001"),
                        (&UPDATES, "100"),
                        (
                            &RUN_LIST,
                            "sgd,learning-rate:0.05~momentum,learning-rate:0.05~adam,learning-rate:0.05",
                        ),
                    ]
                },
            )
            .play(0.0, 100.0),
    ];
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
        let own = surfaces::is_own(&OBJECTIVE, &scene.settings) && scene.is_sum();
        if own { surfaces::DATA } else { scene.entry().params }
    }
    fn usual_runs(settings: &Settings) -> String {
        let rate = surfaces::rate(&OBJECTIVE, settings);
        format!("sgd,learning-rate:{rate}~momentum,learning-rate:{rate}~adam,learning-rate:0.05")
    }
    fn run_controls(scene: &This, run: &Settings) -> Vec<&'static Param> {
        relevant(run, scene.is_sum())
    }
    fn run_control(scene: &This, control: &mut Control) {
        let most = scene.stage.objective().examples() as f64;
        if let Some(Param { name: "batch-size", kind: Kind::Integer { max, .. }, .. }) = &mut control.param {
            *max = most;
            if decimal::parse(&control.value).is_some_and(|size| size > most) {
                control.value = decimal::text(most);
            }
        }
    }
    fn run_folded(param: &'static Param) -> bool {
        folded(param)
    }
    fn next_run(scene: &This) -> Option<Settings> {
        after(&scene.runs, scene.built.rate)
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        examples::chosen(&mut scene.settings, param);
        let chosen = param.name == OBJECTIVE.name;
        let written = [objective::TEXT.name, POINTS.name, DATA_SET.param.name].contains(&param.name);
        if chosen || (written && surfaces::is_own(&OBJECTIVE, &scene.settings)) {
            if chosen {
                scene.settings.put(&START, "");
            }
            // A new objective has another scale: rules whose step is proportional to the gradient take its usual rate. While
            // a formula is written, those do that have the usual one so far.
            let (before, rate) = (scene.built.rate, surfaces::rate(&OBJECTIVE, &scene.settings));
            let follows = |run: &&mut Settings| {
                optimizer::chosen(run.text(&OPTIMIZER)).proportional
                    && (chosen || surfaces::stands(&LEARNING_RATE, run, before))
            };
            scene.runs.iter_mut().filter(follows).for_each(|run| {
                run.put(&LEARNING_RATE, rate);
            });
        }
        None
    }
    fn depends(param: &'static Param) -> bool {
        !is_seen(param)
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
                ("size", (runs::size(run, scene.stage.objective().examples()) as f64).into()),
                ("schedule", format!("choice.schedule.{}", run.text(&runs::SCHEDULE.param)).into()),
            ];
            let key = match run.choice(&runs::SCHEDULE) {
                schedule::Kind::Constant if scene.is_sum() => "run.lab.batch",
                schedule::Kind::Constant => "run.lab",
                _ => "run.lab.schedule",
            };
            Lane::new(experiment, TimeAxis::Updates, (key, args))
        };
        let lanes = scene.runs.iter().map(lane).collect();
        let scale = scene.settings.choice(&LOSS_SCALE);
        scene.stage.set_scale(scale);
        scene.launch(lanes, updates, SECONDS);
        scene.stage.tame();
    }
    fn measured(scene: &mut This) {
        scene.model.stage.measure(&scene.race);
        scene.stage.tame();
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        surfaces::told(&scene.race, scene.race_readouts())
    }
    fn describe(scene: &This) -> Sentence {
        let leader = scene.race.leader();
        let now = scene.race.lanes[leader].at(scene.race.clock.time(), 1.0).now;
        let args = vec![
            ("update", (now.update as f64).into()),
            ("optimizer", optimizer_label(&scene.runs[leader]).into()),
            ("loss", number(now.loss).into()),
        ];
        match surfaces::undefined(&scene.race) {
            Some((_, at, _)) => ("describe.undefined", surfaces::undefined_args(at)),
            None => (if scene.idling() { "describe.ready" } else { "describe.lab" }, args),
        }
    }
    fn labels(scene: &This) -> Vec<Label> {
        scene.built.hollow(&scene.stage, &scene.race, Self::FIRST_RUN)
    }
}

fn optimizer_label(run: &Settings) -> String {
    format!("choice.optimizer.{}", run.text(&OPTIMIZER))
}

impl This {
    /// Its runs, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let (x, y) = self.start();
        let objective = away::objective(self.entry(), &self.settings);
        let length = (&[x, y][..], self.settings.number(&UPDATES) as u64);
        let seed = self.settings.number(&SEED) as u64;
        let examples = self.stage.objective().examples();
        self.runs.iter().map(|run| runs::described(run, examples, &objective, length, seed)).collect()
    }
    /// Whether the objective is a sum over many examples.
    fn is_sum(&self) -> bool {
        self.stage.objective().examples() > 1
    }
    fn entry(&self) -> &'static objective::Entry {
        objective::chosen(self.settings.text(&OBJECTIVE))
    }
}

#[cfg(test)]
mod tests;
