//! Two or more batch sizes race from one start: few powerful updates or many noisy ones.

mod band;
mod findings;
mod pictures;

use self::band::Band;
use super::lane::{Axis as TimeAxis, Lane, sgd};
use super::settings::{SPEED, START, Settings, point_text};
use super::stage::{Stage, data_names, time_axis};
use super::*;
use crate::data::Pairs;
use crate::experiment::{Experiment, SEED};
use crate::objective::{DATA, LinearRegression, Objective, data_set};
use crate::param::{Kind, Param};
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param { name: "batch-sizes", kind: Kind::List { min: 1.0, max: 20.0 }, default: "20,1", unit: "" },
    Param::log("learning-rate", 0.001, 2.0, "0.05"),
    Param::choice("match", &["epochs", "updates", "examples"]),
    Param::integer("epochs", 1.0, 50.0, "4"),
    Param::choice("order", crate::batch::ORDERS),
    Param::choice("data", DATA),
    Param::choice("loss-scale", &["log", "linear"]),
    SEED,
    Param::integer("seeds", 1.0, 500.0, "100"),
    Param::choice("luck", &["common", "own"]),
    START,
    SPEED,
];

const PANELS: &[Panel] = &[
    Panel { id: "map", aspect: 1.3, x: "axis.w0", y: "axis.w1", label: "panel.full-vs-one.map" },
    Panel { id: "data", aspect: 1.7, x: "axis.feature", y: "axis.target", label: "panel.full-vs-one.data" },
    Panel { id: "loss", aspect: 1.7, x: "axis.epoch", y: "axis.excess", label: "panel.full-vs-one.loss" },
];
const MAP: usize = 0;
const DATA_PANEL: usize = 1;
const LOSS: usize = 2;
/// Seconds that one epoch takes at speed 1.
const EPOCH_SECONDS: f64 = 4.0;

/// The scene `full-vs-one`.
pub struct FullVsOne {
    settings: Settings,
    stage: Stage,
    data: Pairs,
    sizes: Vec<usize>,
    /// What other seeds do, one band a run.
    bands: Vec<Band>,
    chosen: Option<usize>,
    idle: f64,
}

impl FullVsOne {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let data = data_set(DATA[0]);
        let objective: Rc<dyn Objective> = Rc::new(LinearRegression::new(data.clone()));
        let settings = Settings::new(PARAMS);
        let mut scene = Self {
            settings,
            stage: Stage::new(objective),
            data,
            sizes: Vec::new(),
            bands: Vec::new(),
            chosen: None,
            idle: 0.0,
        };
        scene.rebuild();
        scene
    }

    fn start(&self) -> Xy {
        self.stage.start(&self.settings)
    }
    fn epochs(&self) -> f64 {
        self.settings.number("epochs")
    }
    fn axis(&self) -> TimeAxis {
        time_axis(self.settings.text("match"))
    }

    fn set_data(&mut self) {
        let data = data_set(self.settings.text("data"));
        if data != self.data {
            self.stage.set_objective(Rc::new(LinearRegression::new(data.clone())));
            self.data = data;
        }
    }

    /// Updates of the smallest batch in one epoch.
    fn most(&self) -> usize {
        self.sizes.iter().map(|&size| self.data.x.len().div_ceil(size)).max().unwrap_or(1)
    }
    /// The run of one batch size with the `repeat`-th seed; the 0th is the one that is shown.
    fn description(&self, index: usize, repeat: usize) -> Value {
        let size = self.sizes[index];
        let per_epoch = self.data.x.len().div_ceil(size);
        let per_epoch = if self.axis() == TimeAxis::Updates { self.most() } else { per_epoch };
        let (x, y) = self.start();
        // Common random numbers: one seed shuffles alike for all batch sizes, and what differs is B alone.
        let own = if self.settings.text("luck") == "own" { 1_000_003 * index as u64 } else { 0 };
        let seed = (self.settings.number("seed") as u64 + repeat as u64 + own) % (1 << 32);
        let rate = self.settings.number("learning-rate");
        let steps = self.epochs() * per_epoch as f64;
        sgd(rate, size, self.settings.text("order"), vec![x, y], steps, seed as f64)
    }
    fn seeds(&self) -> usize {
        self.settings.number("seeds") as usize
    }
    /// Whether all seeds of all bands are in.
    fn repeated(&self) -> bool {
        self.bands.len() == self.sizes.len() && self.bands.iter().all(|band| band.len() >= self.seeds())
    }
    /// Runs further seeds, about so many updates of them.
    fn repeat(&mut self, updates: u64) {
        if self.bands.is_empty() {
            self.bands = self.stage.race.lanes.iter().map(Band::new).collect();
        }
        let floor = self.stage.floor();
        let mut made = 0;
        while made < updates && !self.repeated() {
            let fewest = (0..self.bands.len()).min_by_key(|&k| self.bands[k].len()).unwrap_or(0);
            let description = self.description(fewest, self.bands[fewest].len());
            let experiment = Experiment::with_objective(self.stage.objective().clone(), &description);
            let Ok(experiment) = experiment else { return };
            made += 1 + self.bands[fewest].take(experiment.run(), floor);
        }
        self.stage.race.moved();
    }

    /// Whether the scene still waits for its first run: then it shows what each batch proposes.
    fn idling(&self) -> bool {
        self.stage.race.clock.time() == 0.0
    }
}

impl Default for FullVsOne {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for FullVsOne {
    holds!(settings, stage.race);
    fn rebuild(&mut self) {
        self.set_data();
        let n = self.data.x.len();
        self.sizes = self.settings.list("batch-sizes");
        let most = self.most() as f64;
        let axis = self.axis();
        let lanes = self.sizes.iter().enumerate().map(|(index, &size)| {
            let label = if size == n { "run.full-batch" } else { "run.batch-size" };
            let args = vec![("size", (size as f64).into())];
            Lane::of(self.stage.objective(), &self.description(index, 0), axis, (label, args))
        });
        let lanes = lanes.collect();
        let duration = match axis {
            TimeAxis::Epochs => self.epochs(),
            TimeAxis::Updates => self.epochs() * most,
            TimeAxis::Examples => self.epochs() * n as f64,
        };
        self.stage.set_log(self.settings.text("loss-scale") == "log");
        self.stage.run(lanes, duration, EPOCH_SECONDS * self.epochs());
        self.bands.clear();
    }
    fn controls(&self) -> Vec<Value> {
        let groups = [
            ("batch-sizes", "main"),
            ("learning-rate", "main"),
            ("match", "main"),
            ("epochs", "more"),
            ("order", "more"),
            ("data", "more"),
            ("loss-scale", "more"),
            ("seeds", "more"),
            ("luck", "more"),
            ("seed", "more"),
            ("speed", "time"),
        ];
        let row = |(name, group): &(&str, &str)| {
            control(self.settings.param(name), self.settings.text(name), None, group)
        };
        let mut controls: Vec<Value> = groups.iter().map(row).collect();
        controls.push(command("new-seed", None, "more", true));
        controls
    }
    fn panels(&self) -> Vec<Panel> {
        let mut panels = PANELS.to_vec();
        (panels[DATA_PANEL].x, panels[DATA_PANEL].y) = data_names(&self.settings);
        panels[LOSS].y = self.stage.loss_label();
        panels[LOSS].x = match self.axis() {
            TimeAxis::Epochs => "axis.epoch",
            TimeAxis::Updates => "axis.update",
            TimeAxis::Examples => "axis.example",
        };
        panels
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        if panel == MAP {
            self.stage.set_aspect(aspect);
        }
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        match panel {
            MAP => self.stage.map_axes(),
            DATA_PANEL => self.data_axes(),
            _ => self.stage.loss_axes(),
        }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        match panel {
            MAP => {
                let mut picture = self.stage.map(layer);
                if layer == Layer::Over && self.idling() {
                    let arrows = self.stage.race.lanes.iter().enumerate().rev();
                    let arrows = arrows.filter_map(|(index, lane)| self.proposed_arrow(index, lane));
                    picture.over.splice(0..0, arrows);
                }
                picture
            }
            DATA_PANEL => self.data_picture(layer),
            _ => self.loss_picture(layer),
        }
    }
    fn revision(&self, panel: usize) -> Revision {
        self.stage.revision(panel == LOSS)
    }
    fn idle(&mut self, seconds: f64) {
        self.idle += seconds;
        self.stage.race.moved();
    }
    fn work(&mut self, updates: u64) -> bool {
        if self.stage.work(updates) && !self.repeated() {
            self.repeat(updates);
        }
        !self.stage.race.pending() && self.repeated()
    }
    fn timeline(&self) -> Timeline {
        let timeline = self.stage.race.timeline();
        Timeline { pending: timeline.pending || !self.repeated(), ..timeline }
    }
    fn prediction(&self) -> Option<Prediction> {
        self.question()
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        self.stage.race.go(0.0);
    }
    fn handles(&self) -> Vec<Handle> {
        vec![self.stage.start_handle(&self.settings, MAP)]
    }
    fn drag(&mut self, _: usize, to: Xy, _: bool) {
        self.set("start", &point_text(self.stage.inside(to)), None);
        self.stage.race.go(0.0);
    }
    fn key_step(&self, _: usize) -> Xy {
        self.stage.key_step()
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        if panel == MAP {
            self.drag(0, at, true);
        }
    }
    fn readouts(&self) -> Vec<Readout> {
        let time = self.stage.race.clock.time();
        let mut rows = self.stage.readouts();
        for (index, row) in rows.iter_mut().enumerate() {
            let spread = self.bands.get(index).and_then(|band| band.until(time).last());
            // What is above the minimum says it all, and a phone has no room for more.
            row.values.retain(|(key, _)| *key != "readout.loss");
            row.values
                .insert(4, ("readout.mean", spread.map_or("–".to_owned(), |spread| number(spread.mean))));
        }
        rows
    }
    fn claims(&self) -> Vec<Claim> {
        self.findings()
    }
    fn describe(&self) -> (&'static str, Args) {
        let time = self.stage.race.clock.time();
        let args = vec![
            ("time", number(time).into()),
            ("size", (self.sizes[self.stage.race.leader()] as f64).into()),
            ("unit", format!("choice.match.{}", self.settings.text("match")).into()),
        ];
        (if time == 0.0 { "describe.ready" } else { "describe.full-vs-one" }, args)
    }
}
