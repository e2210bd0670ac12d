//! Momentum, one update at a time: gradient, last movement and their sum, and how fast that converges.

mod findings;
mod pictures;

use super::lane::{Axis as TimeAxis, Lane};
use super::settings::{SPEED, START, Settings, point_text};
use super::stage::Stage;
use super::*;
use crate::analysis::{Rule, measured_rate};
use crate::chart::Field;
use crate::objective::{Plane, Quadratic};
use crate::param::Param;
use std::cell::OnceCell;
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param::number("momentum", 0.0, 0.99, 0.01, "0.8"),
    Param::log("learning-rate", 0.0005, 4.0, "0.03"),
    Param::choice("method", &["heavy-ball", "nesterov"]),
    Param::log("condition", 1.0, 1000.0, "20"),
    Param::number("rotation", -180.0, 180.0, 5.0, "30").unit("°"),
    Param::integer("steps", 10.0, 400.0, "60"),
    START,
    SPEED,
];

const PANELS: &[Panel] = &[
    Panel { id: "map", aspect: 1.3, x: "axis.theta1", y: "axis.theta2", label: "panel.momentum.map" },
    Panel { id: "weights", aspect: 2.3, x: "axis.ago", y: "axis.weight", label: "panel.momentum.weights" },
    Panel { id: "plane", aspect: 1.25, x: "axis.momentum", y: "axis.rate", label: "panel.momentum.plane" },
];
const MAP: usize = 0;
const WEIGHTS: usize = 1;
const PLANE: usize = 2;

const START_HANDLE: usize = 0;
const WEIGHT_HANDLE: usize = 1;

/// Seconds that one update takes at speed 1, and that a whole run takes at most.
const UPDATE_SECONDS: f64 = 0.4;
const SECONDS: f64 = 21.0;
/// Updates that the waiting figure shows over and over.
const TEASER: f64 = 6.0;
/// Gradients whose weights are shown.
const WEIGHTS_SHOWN: usize = 25;

/// The scene `momentum`.
pub struct MomentumScene {
    settings: Settings,
    stage: Stage,
    /// Shape of the objective that stands, as the settings write it.
    built: String,
    /// Rates over the λ×η plane, sampled when they are first drawn, for the condition number and method that stand.
    plane: OnceCell<Rc<Field>>,
    planned: String,
    /// Changes of the still parts of the plane and of the weights.
    changes: [u64; 2],
    /// Measured factor per update, with momentum and without.
    rates: [f64; 2],
    /// The earlier gradient that is looked at: so many updates ago.
    picked: usize,
    hovered: Option<usize>,
    chosen: Option<usize>,
    idle: f64,
}

/// One update, as its arrows show it.
struct Parts {
    /// Number of the update, from 0.
    update: usize,
    /// Where it starts.
    at: Xy,
    /// What momentum brings: λ times the last movement.
    memory: Xy,
    /// −ηg.
    push: Xy,
}

impl Parts {
    fn movement(&self) -> Xy {
        (self.memory.0 + self.push.0, self.memory.1 + self.push.1)
    }
}

impl MomentumScene {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let settings = Settings::new(PARAMS);
        let stage = Stage::new(Rc::new(Plane::new(Quadratic::new(20.0, 30.0))));
        let mut scene = Self {
            settings,
            stage,
            built: String::new(),
            plane: OnceCell::new(),
            planned: String::new(),
            changes: [0; 2],
            rates: [0.0; 2],
            picked: 0,
            hovered: None,
            chosen: None,
            idle: 0.0,
        };
        scene.rebuild();
        scene
    }

    fn condition(&self) -> f64 {
        self.settings.number("condition")
    }
    fn momentum(&self) -> f64 {
        self.settings.number("momentum")
    }
    fn learning_rate(&self) -> f64 {
        self.settings.number("learning-rate")
    }
    fn rule(&self) -> Rule {
        if self.settings.text("method") == "nesterov" { Rule::Nesterov } else { Rule::HeavyBall }
    }
    fn steps(&self) -> f64 {
        self.settings.number("steps")
    }
    /// Present moment: before the first run the figure shows the first updates, over and over.
    fn time(&self) -> f64 {
        let time = self.stage.race.clock.time();
        if time > 0.0 { time } else { (self.idle / UPDATE_SECONDS / 2.0) % TEASER.min(self.steps()) }
    }
    /// Units that pass in a second now.
    fn pace(&self) -> f64 {
        let clock = &self.stage.race.clock;
        if clock.time() > 0.0 { clock.rate() } else { 0.5 / UPDATE_SECONDS }
    }
    /// Factor on the gradient of `ago` updates ago in the present movement.
    fn weight(&self, ago: usize) -> f64 {
        let (rate, momentum) = (self.learning_rate(), self.momentum());
        let power = |k: usize| libm::pow(momentum, k as f64);
        match (self.rule(), ago) {
            (Rule::HeavyBall, _) => rate * power(ago),
            (Rule::Nesterov, 0) => rate * (1.0 + momentum),
            (Rule::Nesterov, _) => rate * power(ago + 1),
        }
    }
    fn gradient(&self, at: Xy) -> Xy {
        let mut g = [0.0; 2];
        self.stage.objective().gradient(&[at.0, at.1], &mut g);
        (g[0], g[1])
    }
    /// The update under way at the present moment.
    fn parts(&self) -> Parts {
        let lane = &self.stage.race.lanes[0];
        let update = lane.at(self.time(), self.pace()).now.update as usize;
        let points = lane.trace().points();
        let (rate, momentum) = (self.learning_rate(), self.momentum());
        let place = |k: usize| (points[k].theta[0], points[k].theta[1]);
        // The velocity v ← λv − ηg, from the start: what the heavy ball moves by, and what Nesterov looks ahead with.
        let mut velocity = (0.0, 0.0);
        let mut push = (0.0, 0.0);
        let last = update.min(points.len() - 1);
        for k in 0..=last {
            let g = self.gradient(place(k));
            push = (-rate * g.0, -rate * g.1);
            if k < last || self.rule() == Rule::Nesterov {
                velocity = (momentum * velocity.0 + push.0, momentum * velocity.1 + push.1);
            }
        }
        let memory = (momentum * velocity.0, momentum * velocity.1);
        Parts { update: last, at: place(last), memory, push }
    }
    /// The earlier gradient under the pointer, or else the one picked; at most the first of the run.
    fn looked_at(&self, update: usize) -> usize {
        self.hovered.unwrap_or(self.picked).min(update)
    }
    /// Highest η of the plane.
    fn top(&self) -> f64 {
        4.2 / self.condition()
    }
    fn pick(&mut self, ago: f64) {
        self.picked = ago.round().clamp(0.0, WEIGHTS_SHOWN as f64 - 1.0) as usize;
        self.stage.race.moved();
    }
    /// Sets λ and η, to so many parts of the plane's sides.
    fn set_both(&mut self, (momentum, rate): Xy, parts: f64) {
        let unit = |top: f64| libm::pow(10.0, libm::ceil(libm::log10(parts / top)));
        let round = |x: f64, unit: f64| libm::round(x * unit) / unit;
        let rate = round(rate, unit(self.top())).max(0.0005);
        self.settings.set("momentum", &round(momentum.clamp(0.0, 0.99), unit(1.0)).to_string());
        self.settings.set("learning-rate", &rate.to_string());
        self.rebuild();
    }
}

impl Default for MomentumScene {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for MomentumScene {
    holds!(settings, stage.race);
    fn rebuild(&mut self) {
        let shape = ["condition", "rotation"].map(|name| self.settings.text(name)).join(",");
        if shape != self.built {
            let quadratic = Quadratic::new(self.condition(), self.settings.number("rotation"));
            self.stage.set_objective(Rc::new(Plane::new(quadratic)));
            self.built = shape;
        }
        let plan = ["condition", "method"].map(|name| self.settings.text(name)).join(",");
        if plan != self.planned {
            self.plane = OnceCell::new();
            self.planned = plan;
            self.changes[0] += 1;
        }
        self.changes[1] += 1;
        let (rate, momentum) = (self.learning_rate(), self.momentum());
        let (x, y) = self.stage.start(&self.settings);
        let lane = |optimizer: Value, key: &'static str| {
            let description =
                map([("optimizer", optimizer), ("start", vec![x, y].into()), ("steps", self.steps().into())]);
            let args = vec![("momentum", self.settings.text("momentum").into())];
            Lane::of(self.stage.objective(), &description, TimeAxis::Updates, (key, args))
        };
        let with = |name: &str| {
            map([("name", name.into()), ("learningRate", rate.into()), ("momentum", momentum.into())])
        };
        let first = match self.rule() {
            Rule::HeavyBall => lane(with("momentum"), "run.momentum"),
            Rule::Nesterov => lane(with("nesterov"), "run.nesterov"),
        };
        let plain = map([("name", "sgd".into()), ("learningRate", rate.into())]);
        let lanes = vec![first, lane(plain, "run.plain")];
        let condition = self.condition();
        self.rates = [
            measured_rate(self.rule(), rate, momentum, condition),
            measured_rate(Rule::HeavyBall, rate, 0.0, condition),
        ];
        self.stage.run(lanes, self.steps(), (UPDATE_SECONDS * self.steps()).min(SECONDS));
    }
    fn controls(&self) -> Vec<Value> {
        let row = |name, group| control(self.settings.param(name), self.settings.text(name), None, group);
        vec![
            row("momentum", "main"),
            row("learning-rate", "main"),
            row("method", "main"),
            command("optimum", None, "main", true),
            row("condition", "more"),
            row("rotation", "more"),
            row("steps", "more"),
            row("speed", "time"),
        ]
    }
    fn command(&mut self, name: &str, _: Option<usize>) -> bool {
        if name == "optimum" {
            let (rate, momentum, _) = self.rule().optimum(1.0, self.condition());
            // The rate falls like a root towards the optimum: nearly there is not there.
            self.set_both((momentum, rate), 1e6);
            self.stage.race.go(0.0);
        }
        name == "optimum"
    }
    fn panels(&self) -> Vec<Panel> {
        PANELS.to_vec()
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        if panel == MAP {
            self.stage.set_aspect(aspect);
        }
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        match panel {
            MAP => self.stage.map_axes(),
            WEIGHTS => {
                let highest = self.learning_rate() * if self.rule() == Rule::Nesterov { 2.0 } else { 1.0 };
                (Axis::linear(-0.6, WEIGHTS_SHOWN as f64 - 0.4), Axis::linear(0.0, 1.15 * highest))
            }
            _ => (Axis::linear(0.0, 1.0), Axis::linear(0.0, self.top())),
        }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        match panel {
            MAP => self.map_picture(layer),
            WEIGHTS => self.weights_picture(layer),
            _ => self.plane_picture(layer),
        }
    }
    fn revision(&self, panel: usize) -> Revision {
        let stage = self.stage.revision(false);
        match panel {
            MAP => stage,
            PLANE => Revision { under: self.changes[0], over: stage.over },
            _ => Revision { under: self.changes[1], over: stage.over },
        }
    }
    fn idle(&mut self, seconds: f64) {
        self.idle += seconds;
        self.stage.race.moved();
    }
    fn prediction(&self) -> Option<Prediction> {
        Some(self.question())
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        self.stage.race.go(0.0);
    }
    fn handles(&self) -> Vec<Handle> {
        let update = self.parts().update;
        let ago = self.looked_at(update);
        let args = vec![("ago", (ago as f64).into()), ("weight", number(self.weight(ago)).into())];
        let at = (ago as f64, self.weight(ago));
        let weight = Handle { id: "weight", panel: WEIGHTS, at, label: "handle.weight", args };
        let at = (self.momentum(), self.learning_rate().min(self.top()));
        let args = vec![
            ("momentum", self.settings.text("momentum").into()),
            ("rate", self.settings.text("learning-rate").into()),
        ];
        let plane = Handle { id: "plane", panel: PLANE, at, label: "handle.plane", args };
        vec![self.stage.start_handle(&self.settings, MAP), weight, plane]
    }
    fn drag(&mut self, handle: usize, to: Xy, done: bool) {
        match handle {
            START_HANDLE => {
                self.settings.set("start", &point_text(self.stage.inside(to)));
                self.rebuild();
                if done {
                    self.stage.race.go(0.0);
                }
            }
            WEIGHT_HANDLE => self.pick(to.0),
            _ => self.set_both(to, 1e3),
        }
    }
    fn key_step(&self, handle: usize) -> Xy {
        match handle {
            START_HANDLE => self.stage.key_step(),
            WEIGHT_HANDLE => (1.0, 0.0),
            _ => (0.01, self.top() / 100.0),
        }
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        match panel {
            MAP => self.drag(START_HANDLE, at, true),
            WEIGHTS => self.pick(at.0),
            _ => self.set_both(at, 1e3),
        }
    }
    fn hover(&mut self, panel: usize, at: Option<Xy>) {
        let hovered = at
            .filter(|_| panel == WEIGHTS)
            .map(|(x, _)| x.round().clamp(0.0, WEIGHTS_SHOWN as f64 - 1.0) as usize);
        if hovered != self.hovered {
            self.hovered = hovered;
            self.stage.race.moved();
        }
    }
    fn labels(&self) -> Vec<Label> {
        self.words()
    }
    fn caption(&self) -> Option<(&'static str, Args)> {
        Some(self.formula())
    }
    fn work(&mut self, updates: u64) -> bool {
        self.stage.work(updates)
    }
    fn readouts(&self) -> Vec<Readout> {
        let mut rows = self.stage.readouts();
        let condition = self.condition();
        let theory = [
            self.rule().rate(self.learning_rate(), self.momentum(), 1.0, condition),
            Rule::HeavyBall.rate(self.learning_rate(), 0.0, 1.0, condition),
        ];
        for ((row, measured), theory) in rows.iter_mut().zip(self.rates).zip(theory) {
            row.values.retain(|(key, _)| *key != "readout.excess");
            row.values.push(("readout.factor", number(measured)));
            row.values.push(("readout.theory", number(theory)));
        }
        rows
    }
    fn claims(&self) -> Vec<Claim> {
        self.findings()
    }
    fn describe(&self) -> (&'static str, Args) {
        let clock = &self.stage.race.clock;
        if clock.time() == 0.0 {
            return ("describe.ready", Vec::new());
        }
        let leader = self.stage.race.leader();
        let now = self.stage.race.lanes[0].at(clock.time(), 1.0).now;
        let key = if leader == 0 { "describe.momentum.ahead" } else { "describe.momentum.behind" };
        (key, vec![("update", (now.update as f64).into()), ("loss", number(now.loss).into())])
    }
}
