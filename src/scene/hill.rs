//! A ball on a curve with a plateau, a local minimum and a hill: what momentum carries it over.

mod findings;
mod pictures;
mod strip;

use self::strip::Strip;
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::settings::{start_at, updates};
use super::surfaces;
use super::*;
use crate::experiment::Experiment;
use crate::named::Named;
use crate::objective::{self, CriticalKind, CriticalPoint, EXPRESSION, HillCurve, Objective, hill};
use crate::optimizer::{Form, Momentum, Sgd};
use crate::param::Given;
use crate::value::Value;
use std::cell::OnceCell;
use std::rc::Rc;

static MOMENTUM: Param = Param::number("momentum", 0.0, 0.99, 0.01, "0.9");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.001, 1.0, "0.2");
const SLOWEST: &str = "0.001";
static CURVE: Param = Param::choice("curve", CURVES);
/// A valley, a hill, and a lower valley behind it.
static TEXT: Param = objective::TEXT.default("x^4/4 - x^2 - a*x/4");
static START: Param = start_at(-5.0, 7.0, "-3.5");
static UPDATES: Param = updates(20.0, 3000.0, "200");

/// Those of the catalogue, and the reader's own.
const CURVES: &[&str] = &{
    let mut names = [EXPRESSION; HillCurve::NAMES.len() + 1];
    let mut k = 0;
    while k < HillCurve::NAMES.len() {
        names[k] = HillCurve::NAMES[k];
        k += 1;
    }
    names
};

const CURVE_PANEL: usize = 0;
const STRIP_PANEL: usize = 1;

/// Seconds that a whole run takes at speed 1: the first updates are what there is to see.
const SECONDS: f64 = 15.0;
/// Updates a second that the waiting figure shows, and how many of them: they end before the hill, and tell nothing.
const TEASER: (f64, f64) = (1.6, 4.0);

/// The scene `hill`.
pub(super) struct HillScene {
    objective: Rc<dyn Objective>,
    /// Axes of its curve: a frame asks for them many times.
    axes: (Axis, Axis),
    /// Measured when it is first looked at.
    strip: OnceCell<Strip>,
    /// What the strip is for.
    measured: Option<([String; 4], f64, f64, usize)>,
    /// The learning rate that suits a function of the reader's own.
    rate: &'static str,
}

type This = Figure<HillScene>;

impl Model for HillScene {
    const ID: &'static str = "hill";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::main(&MOMENTUM),
        Row::more(&CURVE),
        Row::more(&LEARNING_RATE),
        Row::more(&START),
        Row::more(&UPDATES),
        Row::hidden(&TEXT),
        Row::hidden(&objective::PARAMETERS),
        Row::hidden(&objective::DOMAIN),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new("curve", 1.55, |_| ["axis.theta", "axis.loss", "panel.hill.curve"], This::curve_axes)
            .still(This::curve_still)
            .moving(This::curve_moving)
            .tap(|scene, at| scene.place(at.0, true)),
        Panel::new("strip", 1.0, |_| ["axis.momentum", "axis.end", "panel.hill.strip"], This::strip_axes)
            .still(This::strip_still)
            .moving(This::strip_moving)
            .revision(|scene| Revision {
                still: scene.stamp(scene.race.clock.ended().into()),
                ..scene.revision_of_runs()
            })
            .tap(|scene, at| scene.set_momentum(at.0)),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["curve", "ball"]),
        Step::new().play(0.0, 5.0).pace(0.2).on(&["curve"]),
        Step::new().play(5.0, 8.0).pace(0.1).on(&["curve"]),
        Step::new().play(8.0, 200.0).pace(5.0).on(&["curve", "strip"]),
    ];
    const FORMULA_IN_SIGHT: bool = true;
    const HANDLES: &'static [Handle<Self>] = &[
        Handle {
            id: "ball",
            panel: CURVE_PANEL,
            place: |scene| (scene.from(), scene.loss(scene.from())),
            say: |scene| ("handle.ball", vec![("x", number(scene.from()).into())]),
            key_step: |_| (0.1, 0.0),
            drag: |scene, to, done| scene.place(to.0, done),
        },
        Handle {
            id: "momentum",
            panel: STRIP_PANEL,
            // At the foot of its line: it tells nothing of where the ball ends.
            place: |scene| (scene.momentum(), scene.strip_axes().1.low),
            say: |scene| {
                let momentum = ("momentum", scene.settings.text(&MOMENTUM).into());
                match scene.race.clock.ended() {
                    true => {
                        let end = ("end", number(scene.end_on_strip()).into());
                        ("handle.momentum", vec![momentum, end])
                    }
                    false => ("handle.momentum-alone", vec![momentum]),
                }
            },
            key_step: |_| (0.005, 0.0),
            drag: |scene, to, _| scene.set_momentum(to.0),
        },
    ];

    fn new(settings: &Settings) -> Self {
        let objective = hill(curve(settings).unwrap_or_else(HillCurve::usual));
        let axes = pictures::axes(&*objective);
        Self { objective, axes, strip: OnceCell::new(), measured: None, rate: "" }
    }
    /// Start, learning rate and updates that suit a curve.
    fn usual(settings: &Settings) -> Vec<(&'static Param, &'static str)> {
        let [from, rate, updates] = match curve(settings) {
            Some(HillCurve::Hill | HillCurve::Slide) => ["-3.5", "0.2", "200"],
            Some(HillCurve::Quartic) => ["-2", "0.02", "300"],
            Some(HillCurve::Plateau) => ["-2.5", "0.1", "150"],
            // As far left as is shown, and no slower than can be watched.
            None => ["-5", own_rate(settings), "200"],
        };
        vec![(&START, from), (&LEARNING_RATE, rate), (&UPDATES, updates)]
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        if param.name == TEXT.name && curve(&scene.settings).is_none() {
            // The learning rate goes with the formula while it is the usual one.
            let usual = Self::usual(&scene.settings)[1].1;
            if surfaces::stands(&LEARNING_RATE, &scene.settings, scene.rate) {
                scene.settings.put(&LEARNING_RATE, usual);
            }
        }
        if param.name == CURVE.name {
            let usual = Self::usual(&scene.settings);
            scene.settings.assume(&usual, &[]);
            scene.restart();
        }
        None
    }
    fn rebuild(scene: &mut This) {
        let own = match curve(&scene.settings) {
            Some(curve) => Some((hill(curve), "")),
            // One that cannot be read leaves the other standing.
            None => objective::written(&scene.settings, true),
        };
        if let Some((objective, _)) = own {
            scene.objective = objective;
        }
        scene.rate = own_rate(&scene.settings);
        scene.axes = pictures::axes(&*scene.objective);
        let (rate, from, updates) = (scene.learning_rate(), scene.from(), scene.updates());
        let lane = |experiment: Experiment, key: &'static str| {
            let args = vec![("momentum", scene.settings.text(&MOMENTUM).into())];
            Lane::new(experiment.start(&[from]).steps(updates as u64), TimeAxis::Updates, (key, args))
        };
        let with = Box::new(Momentum::new(scene.momentum(), Form::Lecture));
        let lanes = vec![
            lane(Experiment::new(scene.objective.clone(), with, rate), "run.momentum"),
            lane(Experiment::new(scene.objective.clone(), Box::new(Sgd), rate), "run.plain"),
        ];
        scene.race.run(lanes, updates as f64, SECONDS);
        scene.race.finish();
        let measured = Some((scene.key(), from, rate, updates));
        if measured != scene.measured {
            scene.strip = OnceCell::new();
            scene.measured = measured;
        }
    }
    fn teaser(scene: &This) -> Option<(f64, f64)> {
        Some((TEASER.0, TEASER.1.min(scene.updates() as f64)))
    }
    fn question(scene: &This) -> Option<Question> {
        scene.has_hill().then(|| scene.asked())
    }
    fn findings(scene: &This) -> Findings {
        scene.found()
    }
    fn labels(scene: &This) -> Vec<Label> {
        scene.words()
    }
    fn caption(scene: &This) -> Option<Sentence> {
        Some(scene.formula())
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        let time = scene.race.clock.time();
        let mut rows = surfaces::told(&scene.race, scene.race.readouts(None));
        for (row, lane) in rows.iter_mut().zip(&scene.race.lanes) {
            row.values.insert(1, ("readout.x", number(lane.at(time, 1.0).now.theta[0])));
        }
        rows
    }
    fn describe(scene: &This) -> Sentence {
        if scene.idling() {
            return ("describe.ready", Vec::new());
        }
        if let Some((_, at, _)) = surfaces::undefined(&scene.race) {
            return ("describe.undefined", surfaces::undefined_args(at));
        }
        let now = |run: usize| scene.race.lanes[run].at(scene.race.clock.time(), 1.0).now;
        let x = |run: usize| Value::from(number(now(run).theta[0]));
        ("describe.hill", vec![("update", (now(0).update as f64).into()), ("with", x(0)), ("plain", x(1))])
    }
}

/// The learning rate of a function of the reader's own that can be read.
fn own_rate(settings: &Settings) -> &'static str {
    let own = curve(settings).map_or_else(|| objective::written(settings, true), |_| None);
    own.map(|own| own.1).filter(|rate| LEARNING_RATE.parse(rate).1.is_none()).unwrap_or(SLOWEST)
}

/// The curve of the catalogue that is chosen; nothing where it is the reader's own.
fn curve(settings: &Settings) -> Option<HillCurve> {
    HillCurve::named(settings.text(&CURVE))
}

impl This {
    /// Its runs, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let objective = match curve(&self.settings) {
            Some(_) => away::objective(objective::chosen("hill"), &self.settings),
            None => objective::description(&self.settings, true),
        };
        let with = away::momentum("momentum", self.momentum(), self.learning_rate());
        let length = (&[self.from()][..], self.updates() as u64);
        let rules = [with, away::sgd(self.learning_rate())];
        rules.map(|rule| away::experiment(&objective, rule, length, [])).into()
    }
    /// What makes its curve.
    fn key(&self) -> [String; 4] {
        [&CURVE, &TEXT, &objective::PARAMETERS, &objective::DOMAIN]
            .map(|param| self.settings.text(param).to_owned())
    }
    fn momentum(&self) -> f64 {
        self.settings.number(&MOMENTUM)
    }
    fn learning_rate(&self) -> f64 {
        self.settings.number(&LEARNING_RATE)
    }
    fn updates(&self) -> usize {
        self.settings.whole(&UPDATES)
    }
    fn from(&self) -> f64 {
        let (low, high) = self.objective.domain()[0];
        // At the very edge of a curve whose walls nobody has drawn there is no room for arrows and words.
        let room = if curve(&self.settings).is_none() { 0.05 * (high - low) } else { 0.0 };
        self.settings.number(&START).clamp(low + room, high - room)
    }
    fn loss(&self, x: f64) -> f64 {
        self.objective.loss(&[x])
    }
    fn slope(&self, x: f64) -> f64 {
        let mut g = [0.0];
        self.objective.gradient(&[x], &mut g);
        g[0]
    }
    /// Puts the ball there.
    fn place(&mut self, x: f64, done: bool) {
        self.adjust(&START, &(libm::round(x * 1e3) / 1e3).to_string());
        if done {
            self.restart();
        }
    }
    fn set_momentum(&mut self, momentum: f64) {
        self.adjust(&MOMENTUM, &(libm::round(momentum.clamp(0.0, 0.99) * 1e4) / 1e4).to_string());
    }
    /// What has to be passed: the top of the hill; on the plateau, its far edge.
    fn top(&self) -> f64 {
        let points = self.objective.critical_points();
        let hill = points.iter().find(|point| point.kind == CriticalKind::Maximum && self.is_ahead(point));
        match (hill, curve(&self.settings)) {
            (Some(hill), _) => hill.theta[0],
            (None, Some(_)) => 2.5,
            (None, None) => self.objective.domain()[0].1,
        }
    }
    /// Whether a point of a function of the reader's own is ahead of the ball; what is there otherwise is.
    fn is_ahead(&self, point: &CriticalPoint) -> bool {
        curve(&self.settings).is_some() || point.theta[0] > self.from()
    }
    /// Whether there is something to be passed: all but some functions of the reader's own have it.
    fn has_hill(&self) -> bool {
        curve(&self.settings).is_some() || self.trap().is_some()
    }
    /// The local minimum before the hill, if there is one.
    fn trap(&self) -> Option<f64> {
        let points = self.objective.critical_points();
        let before = |x: &f64| *x < self.top();
        let minima = points.iter().filter(|p| p.kind == CriticalKind::Minimum && self.is_ahead(p));
        let hill = points.iter().any(|p| p.kind == CriticalKind::Maximum && self.is_ahead(p));
        minima.map(|p| p.theta[0]).find(before).filter(|_| hill)
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
    /// Where the ball ends for every λ; nothing before the run has ended, for that would give its end away.
    fn strip(&self) -> Option<&Strip> {
        let measure = || {
            Strip::measure(
                self.objective.as_ref(),
                self.from(),
                self.learning_rate(),
                self.updates(),
                self.top(),
            )
        };
        self.race.clock.ended().then(|| self.strip.get_or_init(measure))
    }
    /// Where each run ends: with momentum, and without.
    fn ends(&self) -> [f64; 2] {
        [0, 1].map(|run| self.race.lanes[run].trace().last().theta[0])
    }
    /// Where the run with momentum ends, kept inside the strip.
    fn end_on_strip(&self) -> f64 {
        let (low, high) = self.objective.domain()[0];
        self.ends()[0].clamp(low, high)
    }
}
