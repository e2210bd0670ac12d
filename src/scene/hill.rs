//! A ball on a curve with a plateau, a local minimum and a hill: what momentum carries it over.

mod findings;
mod pictures;
mod strip;

use self::strip::Strip;
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::settings::{start_at, updates};
use super::*;
use crate::experiment::Experiment;
use crate::objective::{self, CriticalKind, HillCurve, Objective, hill};
use crate::optimizer::{Form, Momentum, Sgd};
use crate::param::{Choice, Given};
use crate::value::Value;
use std::cell::OnceCell;
use std::rc::Rc;

static MOMENTUM: Param = Param::number("momentum", 0.0, 0.99, 0.01, "0.9");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.005, 1.0, "0.2");
static CURVE: Choice<HillCurve> = Choice::new("curve");
static START: Param = start_at(-5.0, 7.0, "-3.5");
static UPDATES: Param = updates(20.0, 3000.0, "200");

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
    measured: Option<(HillCurve, f64, f64, usize)>,
}

type This = Figure<HillScene>;

impl Model for HillScene {
    const ID: &'static str = "hill";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::main(&MOMENTUM),
        Row::more(&CURVE.param),
        Row::more(&LEARNING_RATE),
        Row::more(&START),
        Row::more(&UPDATES),
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
        let objective = hill(settings.choice(&CURVE));
        let axes = pictures::axes(&*objective);
        Self { objective, axes, strip: OnceCell::new(), measured: None }
    }
    /// Start, learning rate and updates that suit a curve.
    fn usual(settings: &Settings) -> Vec<(&'static Param, &'static str)> {
        let [from, rate, updates] = match settings.choice(&CURVE) {
            HillCurve::Hill | HillCurve::Slide => ["-3.5", "0.2", "200"],
            HillCurve::Quartic => ["-2", "0.02", "300"],
            HillCurve::Plateau => ["-2.5", "0.1", "150"],
        };
        vec![(&START, from), (&LEARNING_RATE, rate), (&UPDATES, updates)]
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        if param.name == CURVE.param.name {
            let usual = Self::usual(&scene.settings);
            scene.settings.assume(&usual, &[]);
            scene.restart();
        }
        None
    }
    fn rebuild(scene: &mut This) {
        let curve = scene.settings.choice(&CURVE);
        scene.objective = hill(curve);
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
        let measured = Some((curve, from, rate, updates));
        if measured != scene.measured {
            scene.strip = OnceCell::new();
            scene.measured = measured;
        }
    }
    fn teaser(scene: &This) -> Option<(f64, f64)> {
        Some((TEASER.0, TEASER.1.min(scene.updates() as f64)))
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
    fn caption(scene: &This) -> Option<Sentence> {
        Some(scene.formula())
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        let time = scene.race.clock.time();
        let mut rows = scene.race.readouts(None);
        for (row, lane) in rows.iter_mut().zip(&scene.race.lanes) {
            row.values.insert(1, ("readout.x", number(lane.at(time, 1.0).now.theta[0])));
        }
        rows
    }
    fn describe(scene: &This) -> Sentence {
        if scene.idling() {
            return ("describe.ready", Vec::new());
        }
        let now = |run: usize| scene.race.lanes[run].at(scene.race.clock.time(), 1.0).now;
        let x = |run: usize| Value::from(number(now(run).theta[0]));
        ("describe.hill", vec![("update", (now(0).update as f64).into()), ("with", x(0)), ("plain", x(1))])
    }
}

impl This {
    /// Its runs, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let objective = away::objective(objective::chosen("hill"), &self.settings);
        let with = away::momentum("momentum", self.momentum(), self.learning_rate());
        let length = (&[self.from()][..], self.updates() as u64);
        let rules = [with, away::sgd(self.learning_rate())];
        rules.map(|rule| away::experiment(&objective, rule, length, [])).into()
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
        self.settings.number(&START).clamp(low, high)
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
