//! A ball on a curve with a plateau, a local minimum and a hill: what momentum carries it over.

mod pictures;
mod strip;

use self::strip::Strip;
use super::lane::{Axis as TimeAxis, Lane};
use super::settings::{SPEED, Settings};
use super::*;
use crate::objective::{CURVES, CriticalKind, Objective, from_value};
use crate::param::{Kind, Param};
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param::number("momentum", 0.0, 0.99, 0.01, "0.9"),
    Param::log("learning-rate", 0.005, 1.0, "0.2"),
    Param::choice("curve", CURVES),
    Param {
        name: "from",
        kind: Kind::Number { min: -5.0, max: 7.0, step: 0.1, scale: crate::param::Scale::Linear },
        default: "-3.5",
        unit: "",
    },
    Param::integer("steps", 20.0, 3000.0, "150"),
    SPEED,
];

const PANELS: &[Panel] = &[
    Panel { id: "curve", aspect: 1.55, x: "axis.theta", y: "axis.loss", label: "panel.hill.curve" },
    Panel { id: "strip", aspect: 1.0, x: "axis.momentum", y: "axis.end", label: "panel.hill.strip" },
];
const CURVE: usize = 0;
const STRIP: usize = 1;
const BALL: usize = 0;

/// Seconds that a whole run takes at speed 1: the first updates are what there is to see.
const SECONDS: f64 = 15.0;
/// Updates a second that the waiting figure shows, and how many of them.
const TEASER: (f64, f64) = (2.0, 8.0);

/// The scene `hill`.
pub struct Hill {
    settings: Settings,
    objective: Rc<dyn Objective>,
    race: Race,
    strip: Strip,
    /// What the strip was measured with, as the settings write it.
    measured: String,
    changes: u64,
    chosen: Option<usize>,
    idle: f64,
}

impl Hill {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let settings = Settings::new(PARAMS);
        let objective = curve(CURVES[0]);
        let (race, strip) = (Race::new(), Strip::default());
        let measured = String::new();
        let mut scene =
            Self { settings, objective, race, strip, measured, changes: 0, chosen: None, idle: 0.0 };
        scene.rebuild();
        scene
    }

    fn momentum(&self) -> f64 {
        self.settings.number("momentum")
    }
    fn learning_rate(&self) -> f64 {
        self.settings.number("learning-rate")
    }
    fn steps(&self) -> f64 {
        self.settings.number("steps")
    }
    fn from(&self) -> f64 {
        let (low, high) = self.objective.domain()[0];
        self.settings.number("from").clamp(low, high)
    }
    fn loss(&self, x: f64) -> f64 {
        self.objective.loss(&[x])
    }
    fn slope(&self, x: f64) -> f64 {
        let mut g = [0.0];
        self.objective.gradient(&[x], &mut g);
        g[0]
    }
    fn time(&self) -> f64 {
        let time = self.race.clock.time();
        if time > 0.0 { time } else { (self.idle * TEASER.0) % TEASER.1.min(self.steps()) }
    }
    fn pace(&self) -> f64 {
        if self.race.clock.time() > 0.0 { self.race.clock.rate() } else { TEASER.0 }
    }
    /// What has to be passed: the top of the hill; on the plateau, its far edge.
    fn top(&self) -> f64 {
        let points = self.objective.critical_points();
        let hill = points.iter().find(|point| point.kind == CriticalKind::Maximum);
        hill.map_or(2.5, |point| point.theta[0])
    }
    /// The local minimum before the hill, if there is one.
    fn trap(&self) -> Option<f64> {
        let points = self.objective.critical_points();
        let before = |x: &f64| *x < self.top();
        points.iter().filter(|p| p.kind == CriticalKind::Minimum).map(|p| p.theta[0]).find(before)
    }
    /// x before the update under way, λ × the last movement, −ηg, of the run with momentum.
    fn parts(&self) -> (f64, f64, f64) {
        let lane = &self.race.lanes[0];
        let update = lane.at(self.time(), self.pace()).now.update as usize;
        let points = lane.trace().points();
        let k = update.min(points.len() - 1);
        let x = points[k].theta[0];
        let last = if k > 0 { x - points[k - 1].theta[0] } else { 0.0 };
        (x, self.momentum() * last, -self.learning_rate() * self.slope(x))
    }
    /// Where each run ends: with momentum, and without.
    fn ends(&self) -> [f64; 2] {
        [0, 1].map(|run| self.race.lanes[run].trace().last().theta[0])
    }
}

fn curve(name: &str) -> Rc<dyn Objective> {
    let objective = from_value(&map([("name", "hill".into()), ("curve", name.into())]));
    objective.unwrap_or_else(|_| unreachable!("a curve of the table")).into()
}

/// Start, learning rate and updates that suit a curve.
fn usual(curve: &str) -> [(&'static str, &'static str); 3] {
    let [from, rate, steps] = match curve {
        "quartic" => ["-2", "0.02", "300"],
        "plateau" => ["-2.5", "0.1", "150"],
        _ => ["-3.5", "0.2", "150"],
    };
    [("from", from), ("learning-rate", rate), ("steps", steps)]
}

impl Default for Hill {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for Hill {
    holds!(settings, race);
    fn rebuild(&mut self) {
        self.objective = curve(self.settings.text("curve"));
        self.changes += 1;
        let (rate, momentum) = (self.learning_rate(), self.momentum());
        let lane = |optimizer: Value, key: &'static str| {
            let description = map([
                ("optimizer", optimizer),
                ("start", vec![self.from()].into()),
                ("steps", self.steps().into()),
            ]);
            let args = vec![("momentum", self.settings.text("momentum").into())];
            Lane::of(&self.objective, &description, TimeAxis::Updates, (key, args))
        };
        let with =
            map([("name", "momentum".into()), ("learningRate", rate.into()), ("momentum", momentum.into())]);
        let plain = map([("name", "sgd".into()), ("learningRate", rate.into())]);
        let lanes = vec![lane(with, "run.momentum"), lane(plain, "run.plain")];
        self.race.run(lanes, self.steps(), SECONDS);
        self.race.work(u64::MAX >> 8);
        let shape =
            ["curve", "from", "learning-rate", "steps"].map(|name| self.settings.text(name)).join(",");
        if shape != self.measured {
            let top = self.top();
            self.strip.measure(self.objective.as_ref(), self.from(), rate, self.steps() as usize, top);
            self.measured = shape;
        }
    }
    fn adopt(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        let usual = usual(self.settings.text("curve"));
        self.settings.assume(&usual, query);
        Vec::new()
    }
    fn query(&self) -> Vec<(String, String)> {
        self.settings.query_beside(&usual(self.settings.text("curve")))
    }
    fn change(&mut self, name: &str, value: &str, _: Option<usize>) -> Option<Notice> {
        let notice = self.settings.set(name, value);
        if name == "curve" {
            let usual = usual(self.settings.text("curve"));
            self.settings.assume(&usual, &[]);
            self.race.go(0.0);
        }
        self.rebuild();
        notice
    }
    fn controls(&self) -> Vec<Value> {
        let row = |name, group| control(self.settings.param(name), self.settings.text(name), None, group);
        vec![
            row("momentum", "main"),
            row("learning-rate", "main"),
            row("curve", "main"),
            row("from", "more"),
            row("steps", "more"),
            row("speed", "time"),
        ]
    }
    fn panels(&self) -> Vec<Panel> {
        PANELS.to_vec()
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        if panel == CURVE { self.curve_axes() } else { self.strip_axes() }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        if panel == CURVE { self.curve_picture(layer) } else { self.strip_picture(layer) }
    }
    fn revision(&self, _: usize) -> Revision {
        Revision { under: self.changes, over: self.race.moves() }
    }
    fn idle(&mut self, seconds: f64) {
        self.idle += seconds;
        self.race.moved();
    }
    fn prediction(&self) -> Option<Prediction> {
        Some(Prediction {
            question: if self.trap().is_some() { "predict.hill" } else { "predict.hill.plateau" },
            choices: vec!["predict.hill.both", "predict.hill.momentum", "predict.hill.neither"],
            chosen: self.chosen,
            args: vec![
                ("momentum", self.settings.text("momentum").into()),
                ("rate", self.settings.text("learning-rate").into()),
                ("steps", self.steps().into()),
            ],
        })
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        self.race.go(0.0);
    }
    fn handles(&self) -> Vec<Handle> {
        let x = self.from();
        let args = vec![("x", number(x).into())];
        let ball = Handle { id: "ball", panel: CURVE, at: (x, self.loss(x)), label: "handle.ball", args };
        let momentum = self.momentum();
        let (low, high) = self.objective.domain()[0];
        let end = self.ends()[0].clamp(low, high);
        let args = vec![("momentum", self.settings.text("momentum").into()), ("end", number(end).into())];
        let at = (momentum, end);
        vec![ball, Handle { id: "momentum", panel: STRIP, at, label: "handle.momentum", args }]
    }
    fn drag(&mut self, handle: usize, (x, _): Xy, done: bool) {
        if handle == BALL {
            self.settings.set("from", &(libm::round(x * 1e3) / 1e3).to_string());
        } else {
            self.settings.set("momentum", &(libm::round(x.clamp(0.0, 0.99) * 1e4) / 1e4).to_string());
        }
        self.rebuild();
        if done && handle == BALL {
            self.race.go(0.0);
        }
    }
    fn key_step(&self, handle: usize) -> Xy {
        if handle == BALL { (0.1, 0.0) } else { (0.005, 0.0) }
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        self.drag(panel, at, true);
    }
    fn labels(&self) -> Vec<Label> {
        self.words()
    }
    fn caption(&self) -> Option<(&'static str, Args)> {
        let (_, memory, push) = self.parts();
        let update = self.race.lanes[0].at(self.time(), self.pace()).now.update;
        let short = |x: f64| Value::from(crate::decimal::fixed(x, 3));
        let args = vec![
            ("t", (update as f64).into()),
            ("next", (update as f64 + 1.0).into()),
            ("m", short(memory + push)),
            ("l", short(memory)),
            ("g", short(push)),
        ];
        Some(("formula.hill", args))
    }
    fn readouts(&self) -> Vec<Readout> {
        let time = self.race.clock.time();
        let mut rows = self.race.readouts(None);
        for (row, lane) in rows.iter_mut().zip(&self.race.lanes) {
            let x = lane.at(time, 1.0).now.theta[0];
            row.values.insert(1, ("readout.x", number(x)));
        }
        rows
    }
    fn claims(&self) -> Vec<Claim> {
        if !self.race.clock.ended() {
            return Vec::new();
        }
        let [with, plain] = self.ends();
        let over = [with > self.top(), plain > self.top()];
        let mut claims = Vec::new();
        if let Some(choice) = self.chosen {
            let right = over == [[true, true], [true, false], [false, false]][choice.min(2)];
            let key = if right { "claim.prediction.right" } else { "claim.prediction.wrong" };
            claims.push(Claim { key, standing: None, args: Vec::new() });
        }
        let args: Args = vec![
            ("with", number(with).into()),
            ("plain", number(plain).into()),
            ("steps", self.steps().into()),
            ("momentum", self.settings.text("momentum").into()),
        ];
        let (key, standing) = match over {
            [true, false] => ("claim.hill.over", Standing::Holds),
            [false, false] => ("claim.hill.neither", Standing::Fails),
            [true, true] => ("claim.hill.both", Standing::Conditional),
            [false, true] => ("claim.hill.plain", Standing::Fails),
        };
        claims.push(Claim { key, standing: Some(standing), args });
        let (key, args) = match self.strip.threshold() {
            Some(least) => (
                "claim.hill.threshold",
                vec![
                    ("least", crate::decimal::fixed(least, 4).into()),
                    ("rate", self.settings.text("learning-rate").into()),
                ],
            ),
            None => ("claim.hill.none", vec![("rate", self.settings.text("learning-rate").into())]),
        };
        claims.push(Claim { key, standing: Some(Standing::Conditional), args });
        claims
    }
    fn describe(&self) -> (&'static str, Args) {
        let time = self.race.clock.time();
        if time == 0.0 {
            return ("describe.ready", Vec::new());
        }
        let x = |run: usize| number(self.race.lanes[run].at(time, 1.0).now.theta[0]);
        let update = self.race.lanes[0].at(time, 1.0).now.update;
        let args = vec![("update", (update as f64).into()), ("with", x(0).into()), ("plain", x(1).into())];
        ("describe.hill", args)
    }
}
