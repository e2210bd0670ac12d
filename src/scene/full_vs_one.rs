//! Two or more batch sizes race from one start: few powerful updates or many noisy ones.

mod band;
mod findings;
mod pictures;

use self::band::Band;
use super::examples::{Examples, POINTS, UNITS};
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::own::Hands;
use super::settings::{LOSS_SCALE, SEED, START};
use super::stage::{Stage, staged};
use super::*;
use crate::batch::ORDER;
use crate::experiment::Experiment;
use crate::named::named;
use crate::objective::{DATA_SET, LinearRegression};
use crate::param::{Choice, Given};
use crate::value::Value;
use std::rc::Rc;

static BATCH_SIZES: Param = Param::list("batch-sizes", 1.0, 20.0, "20,1");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.001, 2.0, "0.1");
static MATCH: Choice<TimeAxis> = Choice::new("match");
static EPOCHS: Param = Param::integer("epochs", 1.0, 50.0, "12");
static SEEDS: Param = Param::integer("seeds", 1.0, 500.0, "100");
static LUCK: Choice<Luck> = Choice::new("luck");

named! {
    /// How the runs of one seed are shuffled.
    enum Luck {
        /// Alike for all batch sizes (common random numbers): what differs is B alone.
        Common = "common",
        /// Each in its own way.
        Own = "own",
    }
}

const MAP: usize = 0;
/// Seconds that one epoch takes at speed 1.
const EPOCH_SECONDS: f64 = 1.0;

/// The scene `full-vs-one`.
pub(super) struct FullVsOneScene {
    stage: Stage,
    examples: Examples,
    sizes: Vec<usize>,
    /// What other seeds do, one band a run.
    bands: Vec<Band>,
}

type This = Figure<FullVsOneScene>;

staged!(FullVsOneScene);

impl Model for FullVsOneScene {
    const ID: &'static str = "full-vs-one";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::hidden(&POINTS),
        Row::hidden(&UNITS),
        Row::main(&LEARNING_RATE),
        Row::more(&BATCH_SIZES),
        Row::more(&MATCH.param),
        Row::more(&EPOCHS),
        Row::more(&ORDER.param),
        Row::more(&DATA_SET.param),
        Row::more(&LOSS_SCALE.param),
        Row::more(&SEEDS),
        Row::more(&LUCK.param),
        Row::more(&SEED),
        Row::hidden(&START),
        Row::speed(),
        Row::new_seed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::map(1.3, |_| ["axis.w0", "axis.w1", "panel.full-vs-one.map"])
            .moving(This::paths_and_proposals),
        Panel::new("data", 1.7, This::data_words, This::data_axes).moving(This::data_moving),
        Panel::loss(1.7, This::loss_words).moving(This::loss_moving),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["map", "start"]),
        Step::new().play(0.0, 1.0).pace(0.2).on(&["map"]),
        Step::new().play(1.0, 12.0).on(&["loss"]),
        Step::new()
            .set(const { &[(&MATCH.param, "updates"), (&EPOCHS, "1")] })
            .play(0.0, 20.0)
            .pace(0.2)
            .on(&["map", "loss"]),
    ];
    const HANDLES: &'static [Handle<Self>] = &[Handle::start(MAP)];

    fn new(settings: &Settings) -> Self {
        let examples = Examples::of(settings);
        let stage = Stage::new(Rc::new(LinearRegression::new(examples.data.clone())));
        Self { stage, examples, sizes: Vec::new(), bands: Vec::new() }
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        examples::chosen(&mut scene.settings, param);
        None
    }
    fn rebuild(scene: &mut This) {
        scene.set_data();
        let (n, axis) = (scene.examples.len(), scene.settings.choice(&MATCH));
        scene.sizes = scene.settings.list(&BATCH_SIZES);
        for size in &mut scene.sizes {
            *size = (*size).min(n);
        }
        scene.bands.clear();
        let lane = |(index, &size): (usize, &usize)| {
            let label = if size == n { "run.full-batch" } else { "run.batch-size" };
            Lane::new(scene.experiment(index, 0), axis, (label, vec![("size", (size as f64).into())]))
        };
        let lanes = scene.sizes.iter().enumerate().map(lane).collect();
        let epochs = scene.settings.number(&EPOCHS);
        let per_epoch = match axis {
            TimeAxis::Epochs => 1,
            TimeAxis::Updates => scene.most(),
            TimeAxis::Examples => n,
        };
        let scale = scene.settings.choice(&LOSS_SCALE);
        scene.stage.set_scale(scale);
        scene.launch(lanes, epochs * per_epoch as f64, EPOCH_SECONDS * epochs);
    }
    fn measured(scene: &mut This) {
        scene.model.stage.measure(&scene.race);
    }
    /// Other seeds are for those who look deeper.
    fn work(scene: &mut This, updates: u64) -> bool {
        if !scene.repeated() {
            scene.repeat(updates);
        }
        scene.repeated()
    }
    fn pending(scene: &This) -> bool {
        !scene.repeated()
    }
    fn waiting(scene: &This) -> u64 {
        scene.waited.to_bits()
    }
    fn question(scene: &This) -> Option<Question> {
        scene.asked()
    }
    fn findings(scene: &This) -> Findings {
        scene.found()
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        let time = scene.race.clock.time();
        let mut rows = scene.race_readouts();
        for (index, row) in rows.iter_mut().enumerate() {
            let mean =
                |band: &Band| Some(format!("{} ({})", number(band.until(time).last()?.mean), band.len()));
            let seeds = scene.bands.get(index).and_then(mean);
            // What is above the minimum says it all, and a phone has no room for more.
            row.values.retain(|(key, _)| *key != "readout.loss");
            row.values.insert(4, ("readout.mean", seeds.unwrap_or("–".to_owned())));
        }
        rows
    }
    fn describe(scene: &This) -> Sentence {
        let args = vec![
            ("time", number(scene.race.clock.time()).into()),
            ("size", (scene.sizes[scene.race.leader()] as f64).into()),
            ("unit", format!("choice.match.{}", scene.settings.text(&MATCH.param)).into()),
        ];
        (if scene.idling() { "describe.ready" } else { "describe.full-vs-one" }, args)
    }
}

impl This {
    fn set_data(&mut self) {
        let examples = Examples::of(&self.settings);
        if examples.data != self.examples.data {
            self.stage.set_objective(Rc::new(LinearRegression::new(examples.data.clone())));
        }
        self.examples = examples;
    }
    /// What the reader may change of its examples.
    pub(super) fn hands(&mut self) -> Hands<'_> {
        let model = &mut self.model;
        Hands { settings: &self.settings, examples: &mut model.examples, stage: &mut model.stage }
    }
    /// Updates of the smallest batch in one epoch.
    fn most(&self) -> usize {
        self.sizes.iter().map(|&size| self.examples.len().div_ceil(size)).max().unwrap_or(1)
    }
    /// Updates of one batch size, and its `repeat`-th seed; the 0th is the one that is shown.
    fn length(&self, index: usize, repeat: usize) -> (u64, u64) {
        let size = self.sizes[index];
        let updates = self.settings.choice(&MATCH) == TimeAxis::Updates;
        let per_epoch = if updates { self.most() } else { self.examples.len().div_ceil(size) };
        let own = if self.settings.choice(&LUCK) == Luck::Own { 1_000_003 * index as u64 } else { 0 };
        let seed = (self.settings.number(&SEED) as u64 + repeat as u64 + own) % (1 << 32);
        (self.settings.number(&EPOCHS) as u64 * per_epoch as u64, seed)
    }
    /// What [`Figure::experiment`] makes, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let (objective, (x, y)) = (away::regression(&self.examples.data), self.start());
        let (rate, order) = (self.settings.number(&LEARNING_RATE), self.settings.choice(&ORDER));
        let one = |(index, size): (usize, &usize)| {
            let (steps, seed) = self.length(index, 0);
            let more = [away::batches(*size, order), away::seeded(seed)];
            away::experiment(&objective, away::sgd(rate), (&[x, y], steps), more)
        };
        self.sizes.iter().enumerate().map(one).collect()
    }
    /// The run of one batch size with the `repeat`-th seed.
    fn experiment(&self, index: usize, repeat: usize) -> Experiment {
        let (size, (steps, seed)) = (self.sizes[index], self.length(index, repeat));
        let (x, y) = self.start();
        Experiment::sgd(self.stage.objective().clone(), self.settings.number(&LEARNING_RATE))
            .batch(size, self.settings.choice(&ORDER))
            .start(&[x, y])
            .steps(steps)
            .seed(seed)
    }
    /// Whether all seeds of all bands are in, or nobody looks.
    fn repeated(&self) -> bool {
        if !self.deep {
            return true;
        }
        let seeds = self.settings.whole(&SEEDS);
        self.bands.len() == self.sizes.len() && self.bands.iter().all(|band| band.len() >= seeds)
    }
    /// Runs further seeds, about so many updates of them.
    fn repeat(&mut self, updates: u64) {
        if self.bands.is_empty() {
            self.bands = self.race.lanes.iter().map(Band::new).collect();
        }
        let floor = self.stage.floor();
        let mut made = 0;
        while made < updates && !self.repeated() {
            let fewest = (0..self.bands.len()).min_by_key(|&k| self.bands[k].len()).unwrap_or(0);
            let run = self.experiment(fewest, self.bands[fewest].len()).run();
            made += 1 + self.bands[fewest].take(run, floor);
        }
        self.race.moved();
    }
}
