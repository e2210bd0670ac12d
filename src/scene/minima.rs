//! A flat and a sharp minimum: which of them runs end in, and what a shifted test loss costs at each.

mod crowds;
mod findings;
mod pictures;
mod test_loss;

use self::crowds::Crowds;
use self::test_loss::TestLoss;
use super::lane::{Axis as TimeAxis, Lane, sgd};
use super::settings::{SPEED, Settings};
use super::*;
use crate::analysis::FRAMES;
use crate::batch::ORDERS;
use crate::chart::Cloud;
use crate::experiment::SEED;
use crate::objective::{Minima, Objective, SCALE, STRETCH};
use crate::param::{Kind, Scale};
use std::cell::RefCell;
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param {
        name: "batch-sizes",
        kind: Kind::List { min: 1.0, max: 20.0 },
        default: "20,10,5,4,2,1",
        unit: "",
    },
    Param::log("learning-rate", 0.01, 1.0, "0.25"),
    Param::choice("rate-rule", &["same", "linear"]),
    Param::number("shift", -0.6, 0.6, 0.02, "0.3"),
    STRETCH,
    SCALE,
    Param::choice("release", &["sharp", "everywhere"]),
    Param::choice("test", &["fresh", "training"]),
    Param { name: "test-seed", ..SEED },
    Param {
        name: "particles",
        kind: Kind::Integer { min: 100.0, max: 20_000.0, scale: Scale::Log },
        default: "2000",
        unit: "",
    },
    Param::integer("updates", 10.0, 1000.0, "300"),
    Param::choice("order", ORDERS),
    SEED,
    SPEED,
];
/// The parameters that the runs do not depend on.
const BESIDE: &[&str] = &["shift", "test", "test-seed"];

const PANELS: &[Panel] = &[
    Panel { id: "valleys", aspect: 1.2, x: "axis.theta", y: "axis.loss", label: "panel.minima.valleys" },
    Panel { id: "shares", aspect: 1.55, x: "", y: "axis.ends-flat", label: "panel.minima.shares" },
    Panel { id: "gaps", aspect: 1.55, x: "axis.shift", y: "axis.gap", label: "panel.minima.gaps" },
];
const VALLEYS: usize = 0;
const SHARES: usize = 1;
const GAPS: usize = 2;

/// Seconds that all updates take at speed 1.
const SECONDS: f64 = 6.0;
/// Updates that the waiting figure shows, over and over, and how many a second.
const TEASER: (f64, f64) = (100.0, 14.0);
/// Batch size that keeps its learning rate where η grows with B.
const REFERENCE: f64 = 4.0;
/// ε of Keskar's sharpness, as in the paper.
const EPSILON: f64 = 1e-3;

/// The scene `minima`.
pub struct MinimaScene {
    settings: Settings,
    objective: Rc<Minima>,
    /// One run of the largest and of the smallest batch.
    race: Race,
    test: TestLoss,
    sizes: Vec<usize>,
    crowds: Crowds,
    /// Hessian eigenvalue and ε-sharpness at the sharp minimum and at the flat one.
    sharpness: [[f64; 2]; 2],
    /// Densities as they were drawn last: of this report, at this moment.
    clouds: RefCell<((u64, usize), Vec<Cloud>)>,
    /// Changes of what stands still, and of what is known of the runs.
    changes: u64,
    reports: u64,
    chosen: Option<usize>,
    idle: f64,
}

impl MinimaScene {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let settings = Settings::new(PARAMS);
        let test = TestLoss::new(&settings);
        let mut scene = Self {
            settings,
            objective: Rc::new(Minima::new()),
            race: Race::new(),
            test,
            sizes: Vec::new(),
            crowds: Crowds::default(),
            sharpness: [[0.0; 2]; 2],
            clouds: RefCell::default(),
            changes: 0,
            reports: 0,
            chosen: None,
            idle: 0.0,
        };
        scene.rebuild();
        scene
    }

    /// θ of a place in the functions' own coordinate.
    fn u(&self, w: f64) -> f64 {
        self.objective.coordinate().u(w)
    }
    fn rate(&self, size: usize) -> f64 {
        let rate = self.settings.number("learning-rate");
        if self.settings.text("rate-rule") == "linear" { rate * size as f64 / REFERENCE } else { rate }
    }
    fn updates(&self) -> f64 {
        self.settings.number("updates")
    }
    /// Indices of the largest and of the smallest batch.
    fn extremes(&self) -> (usize, usize) {
        let by = |k: &usize| self.sizes[*k];
        let all = 0..self.sizes.len();
        (all.clone().max_by_key(by).unwrap_or(0), all.min_by_key(by).unwrap_or(0))
    }
    fn ended(&self) -> bool {
        (self.race.clock.ended() || self.crowds.is_void()) && !self.crowds.running()
    }
    /// The moment that is shown, of those that are kept of every crowd.
    fn frame(&self) -> usize {
        let clock = &self.race.clock;
        (clock.time() / clock.duration() * (FRAMES as f64 - 1.0) + 1e-9) as usize
    }
    /// Update that the two single runs show.
    fn time(&self) -> f64 {
        let time = self.race.clock.time();
        if time > 0.0 { time } else { (self.idle * TEASER.1) % TEASER.0.min(self.updates()) }
    }
}

impl Default for MinimaScene {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for MinimaScene {
    holds!(settings, race);
    fn rebuild(&mut self) {
        let number = |name| self.settings.number(name);
        self.objective = Rc::new(Minima::with_coordinate(number("scale"), number("stretch")));
        self.sizes = self.settings.list("batch-sizes");
        self.test = TestLoss::new(&self.settings);
        let (large, small) = self.extremes();
        let objective: Rc<dyn Objective> = self.objective.clone();
        let lane = |crowd: usize| {
            let size = self.sizes[crowd];
            let order = self.settings.text("order");
            let (start, seed) = (vec![self.u(-1.75)], self.settings.number("seed"));
            let description = sgd(self.rate(size), size, order, start, self.updates(), seed);
            let label = ("run.batch-size", vec![("size", (size as f64).into())]);
            Lane::of(&objective, &description, TimeAxis::Updates, label)
        };
        let lanes = vec![lane(large), lane(small)];
        self.race.run(lanes, self.updates(), SECONDS);
        self.race.work(u64::MAX >> 8);
        self.sharpness = self.measure();
        self.changes += 1;
        self.reports += 1;
    }
    fn adopt(&mut self, _: &[(String, String)]) -> Vec<Notice> {
        // A link asks for a figure at its start, whatever this one has been doing.
        self.crowds = Crowds::default();
        Vec::new()
    }
    fn change(&mut self, name: &str, value: &str, _: Option<usize>) -> Option<Notice> {
        let before = self.settings.clone();
        let notice = self.settings.set(name, value);
        if BESIDE.contains(&name) {
            self.test = TestLoss::new(&self.settings);
            self.changes += 1;
        } else if self.settings != before {
            self.crowds.settings_changed();
            self.rebuild();
        }
        notice
    }
    fn command(&mut self, name: &str, _: Option<usize>) -> bool {
        self.reports += 1;
        match name {
            "release" => {
                if self.crowds.ended() {
                    self.settings.next_seed();
                    self.rebuild();
                }
                self.crowds.release();
                self.race.go(0.0);
                return true;
            }
            "cancel-runs" => self.crowds.cancel(),
            "new-test" => {
                let next = (self.settings.number("test-seed") + 1.0) % 4_294_967_296.0;
                self.set("test-seed", &next.to_string(), None);
            }
            "new-seed" => {
                self.settings.next_seed();
                self.crowds.settings_changed();
                self.rebuild();
            }
            _ => {}
        }
        false
    }
    fn controls(&self) -> Vec<Value> {
        let row = |name, group| control(self.settings.param(name), self.settings.text(name), None, group);
        vec![
            command("release", None, "main", !self.crowds.running()),
            command("cancel-runs", None, "main", self.crowds.running()),
            row("shift", "main"),
            row("learning-rate", "main"),
            row("rate-rule", "main"),
            row("stretch", "main"),
            row("batch-sizes", "more"),
            row("release", "more"),
            row("particles", "more"),
            row("updates", "more"),
            row("scale", "more"),
            row("order", "more"),
            row("test", "more"),
            command("new-test", None, "more", self.settings.text("test") == "fresh"),
            row("seed", "more"),
            command("new-seed", None, "more", true),
            row("speed", "time"),
        ]
    }
    fn panels(&self) -> Vec<Panel> {
        PANELS.to_vec()
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        match panel {
            VALLEYS => self.valley_axes(),
            SHARES => self.share_axes(),
            _ => self.gap_axes(),
        }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        match panel {
            VALLEYS => self.valley_picture(layer),
            SHARES => self.share_picture(layer),
            _ => self.gap_picture(layer),
        }
    }
    fn revision(&self, panel: usize) -> Revision {
        let over = match panel {
            VALLEYS => self.reports + self.race.moves(),
            SHARES => self.reports * 64 + self.frame() as u64,
            _ => 0,
        };
        Revision { under: self.changes, over }
    }
    fn timeline(&self) -> Timeline {
        Timeline { ended: self.ended(), pending: self.crowds.running(), ..self.race.timeline() }
    }
    fn advance(&mut self, seconds: f64) {
        self.crowds.begin();
        // Nothing moves before some runs are known.
        if !self.crowds.basins.is_empty() {
            self.race.advance(seconds);
        }
    }
    fn seek(&mut self, share: f64) {
        self.crowds.pardon();
        let time = share * self.race.clock.duration();
        self.race.go(time);
    }
    fn complete(&mut self) {
        self.crowds.begin();
        self.seek(1.0);
    }
    fn step(&mut self, direction: i32) {
        self.crowds.begin();
        let step = self.updates() / (FRAMES as f64 - 1.0);
        let place = self.race.clock.time() / step;
        let next = if direction > 0 { (place + 1e-6).floor() + 1.0 } else { (place - 1e-6).ceil() - 1.0 };
        self.race.go(next * step);
    }
    fn idle(&mut self, seconds: f64) {
        self.idle += seconds;
        self.race.moved();
    }
    fn work(&mut self, _: u64) -> bool {
        // All of it is the job's.
        true
    }
    fn prediction(&self) -> Option<Prediction> {
        self.question()
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        if !self.crowds.ended() {
            self.crowds.release();
        }
        self.race.go(0.0);
        self.reports += 1;
    }
    fn handles(&self) -> Vec<Handle> {
        let shift = self.test.shift;
        let at = (self.u(Minima::FLAT + shift), self.test.loss(Minima::FLAT + shift));
        let args = vec![("shift", number(shift).into())];
        vec![Handle { id: "shift", panel: VALLEYS, at, label: "handle.shift", args }]
    }
    fn drag(&mut self, _: usize, (u, _): Xy, _: bool) {
        let w = self.objective.coordinate().w(u);
        self.shift_to(w - Minima::FLAT);
    }
    fn key_step(&self, _: usize) -> Xy {
        let w = Minima::FLAT + self.test.shift;
        (0.02 / self.objective.coordinate().slope(w), 0.0)
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        match panel {
            GAPS => self.shift_to(at.0),
            VALLEYS => self.drag(0, at, true),
            _ => {}
        }
    }
    fn labels(&self) -> Vec<Label> {
        self.words()
    }
    fn caption(&self) -> Option<(&'static str, Args)> {
        Some(self.table())
    }
    fn readouts(&self) -> Vec<Readout> {
        self.rows()
    }
    fn claims(&self) -> Vec<Claim> {
        self.findings()
    }
    fn describe(&self) -> (&'static str, Args) {
        self.sentence()
    }
    fn heavy(&self) -> bool {
        true
    }
    fn job(&self) -> Option<Value> {
        if !self.crowds.running() {
            return None;
        }
        let list = |numbers: Vec<f64>| Value::from(numbers);
        let from = if self.settings.text("release") == "sharp" { (-2.0, -1.0) } else { (-4.0, 4.0) };
        Some(map([
            ("name", "minima".into()),
            ("sizes", list(self.sizes.iter().map(|size| *size as f64).collect())),
            ("rates", list(self.sizes.iter().map(|size| self.rate(*size)).collect())),
            ("runs", self.settings.number("particles").into()),
            ("updates", self.updates().into()),
            ("from", list(vec![from.0, from.1])),
            ("order", self.settings.text("order").into()),
            ("scale", self.settings.number("scale").into()),
            ("stretch", self.settings.number("stretch").into()),
            ("seed", self.settings.number("seed").into()),
        ]))
    }
    fn receive(&mut self, found: &Value) {
        self.crowds.receive(found, self.sizes.len());
        self.reports += 1;
    }
}

impl MinimaScene {
    fn shift_to(&mut self, shift: f64) {
        // The table keeps it in its range.
        let shift = libm::round(shift * 1e3) / 1e3;
        self.set("shift", &shift.to_string(), None);
    }
}
