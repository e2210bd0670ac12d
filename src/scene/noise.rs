//! Every batch has a loss of its own: where the full loss is flat, theirs are not.

mod findings;
mod moment;
mod norms;
mod pictures;
mod seeds;
mod start;
#[cfg(test)]
mod tests;
mod words;

pub(super) use self::seeds::latest;

use self::seeds::Seeds;
use self::start::distance;
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, PanelWords, Question, Row};
use super::settings::{SEED, updates};
use super::stage::{Stage, staged};
use super::*;
use crate::batch::{Batches, ORDER};
use crate::data::DataSet;
use crate::experiment::Experiment;
use crate::named::named;
use crate::objective::{self, Minima, Objective, TwoLayer};
use crate::param::{Choice, Defaults, Given};
use crate::value::Value;
use std::rc::Rc;

static BATCH_SIZE: Param = Param::integer("batch-size", 1.0, 20.0, "2");
static FUNCTION: Choice<Function> = Choice::new("function");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.005, 1.0, "0.25");
static UPDATES: Param = updates(10.0, 100.0, "60");
/// A point, of which a curve takes the first coordinate.
static START: Param = Param::point("start").was(&["from"]);

named! {
    /// What is minimised.
    enum Function {
        /// A curve with a sharp and a flat minimum.
        Valley = "valley",
        /// A surface with a saddle at the origin.
        Saddle = "saddle",
        /// The lecture's network of two weights.
        Network = "network",
    }
}

impl Function {
    fn objective(self) -> Rc<dyn Objective> {
        match self {
            Function::Valley => Rc::new(Minima::new()),
            Function::Saddle => Rc::new(objective::Noise::new()),
            Function::Network => Rc::new(TwoLayer::new(DataSet::Linreg20.pairs())),
        }
    }
}

const FULL: usize = 0;
const BATCH: usize = 1;
const NORMS: usize = 2;

/// Seconds that one update takes at speed 1, and that all may take.
const UPDATE_SECONDS: f64 = 0.45;
const MOST_SECONDS: f64 = 15.0;
/// A run that ends farther than this from its start has left.
const GONE: f64 = 0.5;

/// The scene `noise`.
pub(super) struct NoiseScene {
    /// Map and axes of the two-dimensional functions.
    stage: Stage,
    objective: Rc<dyn Objective>,
    built: Function,
    /// The batches of all epochs, in order, the last epoch whole.
    deals: Vec<Vec<usize>>,
    /// Of the seeds that have been tried, how many runs with small batches left, and how many with the full one.
    seeds: Seeds,
    /// The largest norm of a batch's gradient on the way: the bars' axis stands still while the run is played.
    steepest: f64,
}

type This = Figure<NoiseScene>;

staged!(NoiseScene);

impl Model for NoiseScene {
    const ID: &'static str = "noise";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::main(&BATCH_SIZE),
        Row::more(&FUNCTION.param),
        Row::more(&LEARNING_RATE),
        Row::more(&UPDATES),
        Row::more(&ORDER.param),
        Row::hidden(&START),
        Row::more(&SEED),
        Row::new_seed(),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new("full", 1.3, This::full_words, This::full_axes)
            .still(|scene| if scene.is_curve() { scene.curves_still() } else { scene.stage.map() })
            .moving(|scene| if scene.is_curve() { scene.curves_moving() } else { scene.map_moving() })
            // Thin curves change with the epoch.
            .revision(|scene| {
                scene.revision_of(if scene.is_curve() { scene.now().batch / scene.per_epoch() } else { 0 })
            })
            .tap(This::place)
            .resized(This::map_resized),
        Panel::new("batch", 1.7, This::batch_words, This::batch_axes)
            .still(This::batch_still)
            .moving(|scene| if scene.is_curve() { scene.path_moving() } else { scene.batch_moving() })
            // The surface of a batch changes with the batch.
            .revision(|scene| scene.revision_of(if scene.is_curve() { 0 } else { scene.now().batch })),
        Panel::new("norms", 1.7, |_| ["", "axis.norm", "panel.noise.norms"], This::norm_axes)
            .moving(This::norm_moving)
            .revision(|scene| scene.revision_of(0)),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["full", "norms", "start"]),
        Step::new().play(0.0, 3.0).pace(0.25).on(&["full", "norms"]),
        Step::new().play(3.0, 60.0).pace(2.0).on(&["full", "batch"]),
        Step::new().set(const { &[(&BATCH_SIZE, "10")] }).play(0.0, 60.0).pace(2.0).on(&["full", "norms"]),
    ];
    const HANDLES: &'static [Handle<Self>] = &[Handle {
        id: "start",
        panel: FULL,
        place: |scene| {
            let start = scene.start_point();
            match start[..] {
                [x, y] => scene.stage.inside((x, y)),
                _ => (start[0], scene.objective.loss(&start)),
            }
        },
        say: |scene| {
            let start = scene.start_point();
            let mut args = vec![("x", number(start[0]).into())];
            args.extend(start.get(1).map(|y| ("y", number(*y).into())));
            (if scene.is_curve() { "handle.ball" } else { "handle.start" }, args)
        },
        key_step: |scene| {
            let (x, y) = scene.stage.key_step();
            if scene.is_curve() { (0.1, 0.0) } else { (2.0 * x, 2.0 * y) }
        },
        drag: |scene, to, _| scene.place(to),
    }];

    fn new(settings: &Settings) -> Self {
        Self {
            stage: Stage::new(Function::Saddle.objective()),
            objective: settings.choice(&FUNCTION).objective(),
            built: settings.choice(&FUNCTION),
            deals: Vec::new(),
            seeds: Seeds::default(),
            steepest: 1.0,
        }
    }
    /// Learning rate and updates that suit a function.
    fn usual(settings: &Settings) -> Vec<(&'static Param, &'static str)> {
        let [rate, updates] = match settings.choice(&FUNCTION) {
            Function::Valley => ["0.25", "60"],
            Function::Saddle | Function::Network => ["0.05", "100"],
        };
        vec![(&LEARNING_RATE, rate), (&UPDATES, updates)]
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        if param.name == FUNCTION.param.name {
            let usual = Self::usual(&scene.settings);
            scene.settings.assume(&usual, &[]);
            scene.settings.put(&START, "");
            scene.restart();
        }
        None
    }
    fn rebuild(scene: &mut This) {
        let function = scene.settings.choice(&FUNCTION);
        if function != scene.built {
            let objective = function.objective();
            if objective.dim() == 2 {
                scene.stage.set_objective(objective.clone());
            }
            (scene.built, scene.objective) = (function, objective);
        }
        let (n, updates) = (scene.objective.examples(), scene.settings.whole(&UPDATES));
        let (order, seed) = (scene.settings.choice(&ORDER), scene.settings.number(&SEED) as u64);
        scene.seeds = Seeds::default();
        let lane = |size: usize| {
            let experiment = scene.experiment(size, seed);
            let label = if size == n { "run.full-batch" } else { "run.batch-size" };
            Lane::new(experiment, TimeAxis::Updates, (label, vec![("size", (size as f64).into())]))
        };
        let lanes = vec![lane(scene.size()), lane(n)];
        let mut batches = Batches::new(n, scene.size(), order, seed);
        let whole = (updates + 1).next_multiple_of(scene.per_epoch());
        scene.deals = (0..whole).map(|_| batches.next_batch().to_vec()).collect();
        scene.race.run(lanes, updates as f64, (UPDATE_SECONDS * updates as f64).min(MOST_SECONDS));
        scene.race.finish();
        scene.steepest = scene.measure_steepest();
    }
    fn work(scene: &mut This, updates: u64) -> bool {
        scene.try_seeds(updates);
        !scene.trying()
    }
    fn pending(scene: &This) -> bool {
        scene.trying()
    }
    fn waiting(scene: &This) -> u64 {
        scene.waited.to_bits()
    }
    fn question(scene: &This) -> Option<Question> {
        Some(scene.asked())
    }
    fn findings(scene: &This) -> Findings {
        scene.found()
    }
    fn labels(scene: &This) -> Vec<Label> {
        scene.words()
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        scene.rows()
    }
    fn describe(scene: &This) -> Sentence {
        if scene.idling() {
            return ("describe.ready", Vec::new());
        }
        let now = |run: usize| scene.lane(run).at(scene.race.clock.time(), 1.0).now;
        let away = |run: usize| number(distance(&scene.start_point(), &now(run).theta));
        let args = vec![
            ("update", (now(0).update as f64).into()),
            ("size", (scene.size() as f64).into()),
            ("small", away(0).into()),
            ("full", away(1).into()),
        ];
        ("describe.noise", args)
    }
}

impl This {
    /// Its runs, described; none where there is no name for what they minimise.
    pub(super) fn described(&self) -> Vec<Value> {
        let function = match self.settings.choice(&FUNCTION) {
            Function::Valley => "minima",
            Function::Saddle => "noise",
            Function::Network => return Vec::new(),
        };
        let (number, start) = (|param| self.settings.number(param), self.start_point());
        let objective = away::objective(objective::chosen(function), &Defaults);
        let one = |size: usize| {
            let more =
                [away::batches(size, self.settings.choice(&ORDER)), away::seeded(number(&SEED) as u64)];
            let rule = away::sgd(number(&LEARNING_RATE));
            away::experiment(&objective, rule, (&start, number(&UPDATES) as u64), more)
        };
        vec![one(self.size()), one(self.objective.examples())]
    }
    /// Whether the function has one coordinate.
    fn is_curve(&self) -> bool {
        self.objective.dim() == 1
    }
    fn size(&self) -> usize {
        self.settings.whole(&BATCH_SIZE)
    }
    fn per_epoch(&self) -> usize {
        self.objective.examples().div_ceil(self.size())
    }
    /// The run with small batches, and the one with the full batch.
    fn lane(&self, run: usize) -> &Lane {
        &self.race.lanes[run]
    }
    fn experiment(&self, size: usize, seed: u64) -> Experiment {
        Experiment::sgd(self.objective.clone(), self.settings.number(&LEARNING_RATE))
            .batch(size, self.settings.choice(&ORDER))
            .start(&self.start_point())
            .steps(self.settings.whole(&UPDATES) as u64)
            .seed(seed)
    }
    /// How far a run ends from its start.
    fn way(&self, run: usize) -> f64 {
        distance(&self.start_point(), &self.lane(run).trace().last().theta)
    }
    fn full_words(&self) -> PanelWords {
        if self.is_curve() {
            ["axis.theta", "axis.loss", "panel.noise.curves"]
        } else {
            ["axis.theta1", "axis.theta2", "panel.noise.map"]
        }
    }
    fn batch_words(&self) -> PanelWords {
        if self.is_curve() {
            ["axis.update", "axis.theta-up", "panel.noise.path"]
        } else {
            ["axis.theta1", "axis.theta2", "panel.noise.batch"]
        }
    }
    /// A still layer that depends on `part`, and a moving one.
    fn revision_of(&self, part: usize) -> Revision {
        let looks = self.stage.looks();
        Revision {
            still: [self.changes, looks, part as u64],
            moving: [self.changes, looks, self.race.moves()],
        }
    }
}
