//! Ten thousand runs leave a saddle: how soon, for each batch size and momentum.

mod crowd;
mod findings;
mod pictures;

use self::crowd::Crowd;
use super::runs::{MOST, RunList};
use super::settings::{SPEED, START, Settings, point_text};
use super::stage::Stage;
use super::*;
use crate::batch::{ORDERS, Order};
use crate::ensemble::Ensemble;
use crate::experiment::SEED;
use crate::objective::Noise;
use crate::param::{Kind, Param, Scale};
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param { name: "runs", kind: Kind::Runs, default: USUAL, unit: "" },
    Param::log("learning-rate", 0.005, 0.3, "0.05"),
    Param::choice("order", ORDERS),
    Param {
        name: "particles",
        kind: Kind::Integer { min: 100.0, max: 100_000.0, scale: Scale::Log },
        default: "10000",
        unit: "",
    },
    Param::integer("updates", 10.0, 100.0, "100"),
    START,
    SEED,
    SPEED,
];

const USUAL: &str = "20~4~1";
/// The crowds, as a link writes them.
const CROWDS: RunList = RunList {
    table: &[Param::integer("batch-size", 1.0, 20.0, "1"), Param::number("momentum", 0.0, 0.95, 0.05, "0")],
    usual: USUAL,
};

const PANELS: &[Panel] = &[
    Panel { id: "map", aspect: 1.3, x: "axis.theta1", y: "axis.theta2", label: "panel.escape.map" },
    Panel { id: "times", aspect: 1.7, x: "axis.left-at", y: "axis.share", label: "panel.escape.times" },
    Panel { id: "gone", aspect: 1.7, x: "axis.update", y: "axis.gone", label: "panel.escape.gone" },
];
const MAP: usize = 0;
const TIMES: usize = 1;
const GONE: usize = 2;

/// Seconds that all updates take at speed 1.
const SECONDS: f64 = 10.0;

/// The scene `escape`.
pub struct Escape {
    settings: Settings,
    runs: Vec<Settings>,
    stage: Stage,
    noise: Rc<Noise>,
    crowds: Vec<Crowd>,
    chosen: Option<usize>,
    idle: f64,
    /// Changes of what is shown, beside the update.
    changes: u64,
}

impl Escape {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let noise = Rc::new(Noise::new());
        let mut scene = Self {
            settings: Settings::new(PARAMS),
            runs: CROWDS.parse(USUAL).0,
            stage: Stage::new(noise.clone()),
            noise,
            crowds: Vec::new(),
            chosen: None,
            idle: 0.0,
            changes: 0,
        };
        scene.rebuild();
        scene
    }

    fn updates(&self) -> usize {
        self.settings.number("updates") as usize
    }
    /// Updates that all crowds have made.
    fn computed(&self) -> usize {
        self.crowds.iter().map(Crowd::update).min().unwrap_or(0)
    }
    fn pending(&self) -> bool {
        self.computed() < self.updates()
    }
    /// The update that is shown.
    fn shown(&self) -> usize {
        (self.stage.race.clock.time() as usize).min(self.computed())
    }
    fn ended(&self) -> bool {
        self.stage.race.clock.ended() && !self.pending()
    }
}

impl Default for Escape {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for Escape {
    holds!(settings, stage.race);
    fn rebuild(&mut self) {
        let count = self.settings.number("particles") as usize;
        let starts = vec![self.stage.start(&self.settings); count];
        let (rate, seed) = (self.settings.number("learning-rate"), self.settings.number("seed") as u64);
        let (map_x, map_y) = self.stage.map_axes();
        let view = ((map_x.low, map_x.high), (map_y.low, map_y.high));
        let crowd = |(index, run): (usize, &Settings)| {
            let (size, momentum) = (run.number("batch-size") as usize, run.number("momentum"));
            let order = Order::named(self.settings.text("order"));
            // Crowds differ in their settings, not in their luck alone: each has its own stream.
            let seed = seed.wrapping_mul(MOST as u64 + 1).wrapping_add(index as u64);
            let ensemble =
                Ensemble::on_batches(self.noise.clone(), &starts, rate, momentum, (size, order), seed);
            Crowd::new(ensemble, index, size, momentum, view)
        };
        self.crowds = self.runs.iter().enumerate().map(crowd).collect();
        self.changes += 1;
        self.stage.run(Vec::new(), self.updates() as f64, SECONDS);
    }
    fn adopt(&mut self, _: &[(String, String)]) -> Vec<Notice> {
        let (runs, notices) = CROWDS.parse(self.settings.text("runs"));
        self.runs = runs;
        notices
    }
    fn query(&self) -> Vec<(String, String)> {
        let mut query = self.settings.query();
        query.retain(|(name, _)| name != "runs");
        let runs = CROWDS.write(&self.runs);
        if runs != USUAL {
            query.push(("runs".to_owned(), runs));
        }
        query
    }
    fn change(&mut self, name: &str, value: &str, run: Option<usize>) -> Option<Notice> {
        let notice = match run {
            Some(index) => self.runs.get_mut(index)?.set(name, value),
            None => self.settings.set(name, value),
        };
        self.rebuild();
        notice
    }
    fn command(&mut self, name: &str, run: Option<usize>) -> bool {
        match (name, run) {
            ("add-run", _) if self.runs.len() < MOST => {
                self.runs.extend(self.runs.last().cloned());
            }
            ("remove-run", Some(index)) if self.runs.len() > 1 && index < self.runs.len() => {
                self.runs.remove(index);
            }
            ("new-seed", _) => self.settings.next_seed(),
            _ => return false,
        }
        self.rebuild();
        false
    }
    fn controls(&self) -> Vec<Value> {
        let row = |name, group| control(self.settings.param(name), self.settings.text(name), None, group);
        let mut controls = vec![
            row("learning-rate", "main"),
            row("particles", "main"),
            row("updates", "more"),
            row("order", "more"),
            row("seed", "more"),
            command("new-seed", None, "more", true),
            row("speed", "time"),
        ];
        for (index, run) in self.runs.iter().enumerate() {
            for name in ["batch-size", "momentum"] {
                controls.push(control(run.param(name), run.text(name), Some(index), "run"));
            }
            controls.push(command("remove-run", Some(index), "run", self.runs.len() > 1));
        }
        controls.push(command("add-run", None, "run", self.runs.len() < MOST));
        controls
    }
    fn panels(&self) -> Vec<Panel> {
        PANELS.to_vec()
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        if panel == MAP {
            let before = self.stage.map_axes();
            self.stage.set_aspect(aspect);
            // The clouds are counted on the map's grid.
            if self.stage.map_axes() != before {
                self.rebuild();
            }
        }
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        let updates = self.updates() as f64;
        match panel {
            MAP => self.stage.map_axes(),
            TIMES => (Axis::linear(0.0, updates), Axis::linear(0.0, self.highest_bar())),
            _ => (Axis::linear(0.0, updates), Axis::linear(0.0, 1.04)),
        }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        match panel {
            MAP => self.map_picture(layer),
            TIMES => self.times_picture(layer),
            _ => self.gone_picture(layer),
        }
    }
    fn revision(&self, panel: usize) -> Revision {
        // Between two updates nothing moves, and a frame has nothing to draw.
        let over = self.changes * 1024 + self.shown() as u64;
        let under = match panel {
            MAP => self.stage.revision(false).under,
            TIMES => (self.highest_bar() * 1000.0) as u64 * 1024 + self.updates() as u64,
            _ => self.updates() as u64,
        };
        Revision { under, over }
    }
    fn timeline(&self) -> Timeline {
        Timeline { pending: self.pending(), ended: self.ended(), ..self.stage.race.timeline() }
    }
    fn advance(&mut self, seconds: f64) {
        let computed = self.computed() as f64;
        self.stage.race.advance(seconds);
        // Nothing is shown before it is known.
        if self.stage.race.clock.time() > computed + 1.0 {
            self.stage.race.go(computed + 1.0);
        }
    }
    fn step(&mut self, direction: i32) {
        let time = self.stage.race.clock.time();
        let next = if direction > 0 { time.floor() + 1.0 } else { time.ceil() - 1.0 };
        self.stage.race.go(next);
    }
    fn idle(&mut self, seconds: f64) {
        let before = self.proposed();
        self.idle += seconds;
        if self.proposed() != before {
            self.changes += 1;
        }
    }
    fn work(&mut self, updates: u64) -> bool {
        let last = self.updates();
        let behind = self.crowds.iter_mut().filter(|crowd| crowd.update() < last);
        if let Some(crowd) = behind.min_by_key(|crowd| crowd.update()) {
            crowd.work(updates);
        }
        !self.pending()
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
        self.settings.set("start", &point_text(self.stage.inside(to)));
        self.rebuild();
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
    fn labels(&self) -> Vec<Label> {
        self.words()
    }
    fn readouts(&self) -> Vec<Readout> {
        self.rows()
    }
    fn claims(&self) -> Vec<Claim> {
        self.findings()
    }
    fn describe(&self) -> (&'static str, Args) {
        let update = self.shown();
        if update == 0 {
            return ("describe.ready", Vec::new());
        }
        let first = self.crowds.iter().max_by_key(|crowd| crowd.gone(update));
        let (size, share) = first.map_or((0, 0.0), |crowd| (crowd.size, crowd.share(update)));
        let args = vec![
            ("update", (update as f64).into()),
            ("size", (size as f64).into()),
            ("share", (100.0 * share).round().into()),
        ];
        ("describe.escape", args)
    }
}
