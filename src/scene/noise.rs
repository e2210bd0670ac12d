//! Every batch has a loss of its own: where the full loss is flat, theirs are not.

mod findings;
mod moment;
mod pictures;

use super::lane::{Axis as TimeAxis, Lane, sgd};
use super::settings::{SPEED, START, Settings};
use super::stage::Stage;
use super::*;
use crate::batch::{Batches, ORDERS, Order};
use crate::experiment::SEED;
use crate::objective::{Minima, Noise, Objective, TwoLayer, data_set};
use crate::param::{Kind, Scale};
use crate::trace::Point;
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param::integer("batch-size", 1.0, 20.0, "1"),
    Param::choice("function", &["valley", "saddle", "network"]),
    Param::log("learning-rate", 0.005, 1.0, "0.25"),
    Param::integer("updates", 10.0, 100.0, "60"),
    Param::choice("order", ORDERS),
    Param {
        name: "from",
        kind: Kind::Number { min: -4.0, max: 4.0, step: 0.1, scale: Scale::Linear },
        default: VALLEY,
        unit: "",
    },
    START,
    SEED,
    SPEED,
];

/// The sharp minimum of the full loss, to the last digit.
const VALLEY: &str = "-1.489958720645876";

const PANELS: &[Panel] = &[
    Panel { id: "full", aspect: 1.3, x: "axis.theta", y: "axis.loss", label: "panel.noise.curves" },
    Panel { id: "batch", aspect: 1.7, x: "axis.update", y: "axis.theta-up", label: "panel.noise.path" },
    Panel { id: "norms", aspect: 1.7, x: "", y: "axis.norm", label: "panel.noise.norms" },
];
const FULL: usize = 0;
const BATCH: usize = 1;
const NORMS: usize = 2;

/// Seconds that one update takes at speed 1.
const UPDATE_SECONDS: f64 = 0.45;
/// How far from a critical point a start is drawn to it, in widths of the picture.
const SNAP: f64 = 0.012;
/// A run that ends farther than this from its start has left.
const GONE: f64 = 0.5;

/// The scene `noise`.
pub struct NoiseScene {
    settings: Settings,
    /// Runs of both kinds of function; map and axes of the two-dimensional ones.
    stage: Stage,
    objective: Rc<dyn Objective>,
    built: String,
    /// The batches of all epochs, in order, the last epoch whole.
    deals: Vec<Vec<usize>>,
    /// The largest norm of a batch's gradient in each epoch.
    steepest: Vec<f64>,
    changes: u64,
    chosen: Option<usize>,
    idle: f64,
}

impl NoiseScene {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let objective: Rc<dyn Objective> = Rc::new(Minima::new());
        let mut scene = Self {
            settings: Settings::new(PARAMS),
            stage: Stage::new(Rc::new(Noise::new())),
            objective,
            built: "valley".to_owned(),
            deals: Vec::new(),
            steepest: Vec::new(),
            changes: 0,
            chosen: None,
            idle: 0.0,
        };
        scene.rebuild();
        scene
    }

    /// Whether the function has one coordinate.
    fn is_curve(&self) -> bool {
        self.objective.dim() == 1
    }
    fn size(&self) -> usize {
        self.settings.number("batch-size") as usize
    }
    fn per_epoch(&self) -> usize {
        self.objective.examples().div_ceil(self.size())
    }
    /// The run with small batches, and the one with the full batch.
    fn lane(&self, run: usize) -> &Lane {
        &self.stage.race.lanes[run]
    }
    /// Where both runs start.
    fn start(&self) -> Vec<f64> {
        if self.is_curve() {
            return vec![self.settings.number("from")];
        }
        let (x, y) = self.settings.point("start").unwrap_or((0.0, 0.0));
        vec![x, y]
    }
    fn idling(&self) -> bool {
        self.stage.race.clock.time() == 0.0
    }
    /// A start drawn to a critical point beside it.
    fn snapped(&self, at: &[f64]) -> Vec<f64> {
        let width = {
            let (low, high) = self.objective.domain()[0];
            high - low
        };
        let points = self.objective.critical_points();
        let near = points.iter().find(|point| distance(&point.theta, at) < SNAP * width);
        near.map_or_else(|| at.iter().map(|x| libm::round(x * 1e4) / 1e4).collect(), |p| p.theta.clone())
    }
    /// How far a run ends from its start.
    fn way(&self, run: usize) -> f64 {
        distance(&self.start(), &self.lane(run).trace().last().theta)
    }
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// Learning rate and updates that suit a function.
fn usual(function: &str) -> [(&'static str, &'static str); 2] {
    match function {
        "valley" => [("learning-rate", "0.25"), ("updates", "60")],
        _ => [("learning-rate", "0.05"), ("updates", "100")],
    }
}

impl Default for NoiseScene {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for NoiseScene {
    holds!(settings, stage.race);
    fn rebuild(&mut self) {
        let function = self.settings.text("function");
        if function != self.built {
            self.built = function.to_owned();
            self.objective = match function {
                "saddle" => Rc::new(Noise::new()),
                "network" => Rc::new(TwoLayer::new(data_set("linreg20"))),
                _ => Rc::new(Minima::new()),
            };
            if !self.is_curve() {
                self.stage.set_objective(self.objective.clone());
            }
        }
        let n = self.objective.examples();
        let updates = self.settings.number("updates");
        let lane = |size: usize| {
            let (rate, seed) = (self.settings.number("learning-rate"), self.settings.number("seed"));
            let description = sgd(rate, size, self.settings.text("order"), self.start(), updates, seed);
            let label = if size == n { "run.full-batch" } else { "run.batch-size" };
            Lane::of(
                &self.objective,
                &description,
                TimeAxis::Updates,
                (label, vec![("size", (size as f64).into())]),
            )
        };
        let lanes = vec![lane(self.size()), lane(n)];
        let mut batches = Batches::new(
            n,
            self.size(),
            Order::named(self.settings.text("order")),
            self.settings.number("seed") as u64,
        );
        let whole = (updates as usize + 1).next_multiple_of(self.per_epoch());
        self.deals = (0..whole).map(|_| batches.next_batch().to_vec()).collect();
        self.stage.race.run(lanes, updates, UPDATE_SECONDS * updates);
        self.stage.race.work(u64::MAX >> 8);
        let points = self.lane(0).trace().points();
        let m = self.per_epoch();
        let steepest = |(epoch, points): (usize, &[&Point])| {
            let batches = self.epoch(epoch * m).0;
            let norms = points
                .iter()
                .flat_map(|point| batches.iter().map(|batch| self.norm(Some(batch), &point.theta)));
            norms.filter(|norm| norm.is_finite()).fold(0.05, f64::max).min(1e6)
        };
        self.steepest = points.chunks(m).enumerate().map(steepest).collect();
        self.changes += 1;
    }
    fn adopt(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        let usual = usual(self.settings.text("function"));
        self.settings.assume(&usual, query);
        Vec::new()
    }
    fn query(&self) -> Vec<(String, String)> {
        self.settings.query_beside(&usual(self.settings.text("function")))
    }
    fn change(&mut self, name: &str, value: &str, _: Option<usize>) -> Option<Notice> {
        let notice = self.settings.set(name, value);
        if name == "function" {
            let usual = usual(self.settings.text("function"));
            self.settings.assume(&usual, &[]);
            self.stage.race.go(0.0);
        }
        self.rebuild();
        notice
    }
    fn controls(&self) -> Vec<Value> {
        let row = |name, group| control(self.settings.param(name), self.settings.text(name), None, group);
        let mut controls = vec![
            row("function", "main"),
            row("batch-size", "main"),
            row("learning-rate", "main"),
            row("updates", "more"),
            row("order", "more"),
        ];
        if self.is_curve() {
            controls.push(row("from", "more"));
        }
        controls.extend([row("seed", "more"), command("new-seed", None, "more", true), row("speed", "time")]);
        controls
    }
    fn panels(&self) -> Vec<Panel> {
        let mut panels = PANELS.to_vec();
        if !self.is_curve() {
            let axes = |panel: &mut Panel| (panel.x, panel.y) = ("axis.theta1", "axis.theta2");
            panels[..NORMS].iter_mut().for_each(axes);
            panels[FULL].label = "panel.noise.map";
            panels[BATCH].label = "panel.noise.batch";
        }
        panels
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        if panel == FULL {
            self.stage.set_aspect(aspect);
            self.changes += 1;
        }
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        match panel {
            FULL if self.is_curve() => self.curve_axes(),
            BATCH if self.is_curve() => self.path_axes(),
            NORMS => self.norm_axes(),
            _ => self.stage.map_axes(),
        }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        match panel {
            FULL if self.is_curve() => self.curve_picture(layer),
            FULL => self.map_picture(layer),
            BATCH if self.is_curve() => self.path_picture(layer),
            BATCH => self.batch_picture(layer),
            _ => self.norm_picture(layer),
        }
    }
    fn revision(&self, panel: usize) -> Revision {
        let batch = self.now().batch;
        // Thin curves change with the epoch, the surface of a batch with the batch.
        let part = match (panel, self.is_curve()) {
            (FULL, true) | (NORMS, _) => batch / self.per_epoch(),
            (BATCH, false) => batch,
            _ => 0,
        };
        Revision { under: self.changes * 4096 + part as u64, over: self.changes + self.stage.race.moves() }
    }
    fn idle(&mut self, seconds: f64) {
        self.idle += seconds;
        self.stage.race.moved();
    }
    fn prediction(&self) -> Option<Prediction> {
        self.question()
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        self.stage.race.go(0.0);
    }
    fn handles(&self) -> Vec<Handle> {
        let start = self.start();
        if self.is_curve() {
            let args = vec![("x", number(start[0]).into())];
            let at = (start[0], self.objective.loss(&start));
            return vec![Handle { id: "ball", panel: FULL, at, label: "handle.ball", args }];
        }
        let args = vec![("x", number(start[0]).into()), ("y", number(start[1]).into())];
        let at = self.stage.inside((start[0], start[1]));
        vec![Handle { id: "start", panel: FULL, at, label: "handle.start", args }]
    }
    fn drag(&mut self, _: usize, to: Xy, _: bool) {
        if self.is_curve() {
            let to = self.snapped(&[to.0]);
            self.settings.set("from", &to[0].to_string());
        } else {
            let to = self.stage.inside(to);
            let to = self.snapped(&[to.0, to.1]);
            self.settings.set("start", &format!("{},{}", to[0], to[1]));
        }
        self.rebuild();
        self.stage.race.go(0.0);
    }
    fn key_step(&self, _: usize) -> Xy {
        if self.is_curve() {
            (0.1, 0.0)
        } else {
            let (x, y) = self.stage.key_step();
            (2.0 * x, 2.0 * y)
        }
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        if panel == FULL {
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
        let time = self.stage.race.clock.time();
        if time == 0.0 {
            return ("describe.ready", Vec::new());
        }
        let away = |run: usize| number(distance(&self.start(), &self.lane(run).at(time, 1.0).now.theta));
        let args = vec![
            ("update", (self.lane(0).at(time, 1.0).now.update as f64).into()),
            ("size", (self.size() as f64).into()),
            ("small", away(0).into()),
            ("full", away(1).into()),
        ];
        ("describe.noise", args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lecture's claim, with the settings and the start of every function as they come.
    #[test]
    fn small_batches_leave_where_the_full_batch_is_stuck() {
        let ways = |function: &str, size: &str| {
            let mut left = [0, 0];
            for seed in 1..=40 {
                let mut scene = NoiseScene::new();
                for (name, value) in
                    [("function", function), ("batch-size", size), ("seed", &seed.to_string())]
                {
                    scene.set(name, value, None);
                }
                for (run, left) in left.iter_mut().enumerate() {
                    *left += usize::from(scene.way(run) > GONE);
                }
            }
            println!("{function}, B = {size}: left {left:?} of 40");
            left
        };
        assert_eq!((ways("valley", "1"), ways("valley", "20")), ([40, 0], [0, 0]));
        let [small, full] = ways("saddle", "1");
        assert!(small >= 36 && full == 0);
        assert_eq!(ways("network", "1"), [0, 0], "every example's gradient is zero at the origin");
    }

    /// `experiments.md`: mean ‖∇Lᵇ‖ at the origin, B = 1, 4, 10, 20.
    #[test]
    fn gradient_norms_at_the_critical_point() {
        let mut scene = NoiseScene::new();
        scene.set("function", "saddle", None);
        for (size, want) in [(1, 0.74), (4, 0.34), (10, 0.17), (20, 0.0)] {
            let mut batches = Batches::new(20, size, Order::Reshuffle, 3);
            let norms = (0..4000).map(|_| scene.norm(Some(batches.next_batch()), &[0.0, 0.0]));
            let mean = norms.sum::<f64>() / 4000.0;
            assert!((mean - want).abs() < 0.01, "B = {size}: {mean}");
        }
    }

    #[test]
    fn a_start_beside_a_critical_point_is_drawn_to_it() {
        let mut scene = NoiseScene::new();
        scene.drag(0, (-1.45, 0.0), true);
        assert_eq!(scene.settings.text("from"), VALLEY);
        scene.drag(0, (0.7, 0.0), true);
        assert_eq!(scene.settings.text("from"), "0.7");
    }
}
