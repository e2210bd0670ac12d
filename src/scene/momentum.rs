//! Momentum, one update at a time: gradient, last movement and their sum, and how fast that converges.

mod findings;
mod pictures;
mod update;

use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::settings::{SEEN, is_seen, updates};
use super::stage::{Stage, staged};
use super::*;
use crate::analysis::{Estimate, Rule, measured_rate};
use crate::chart::Field;
use crate::experiment::Experiment;
use crate::named::named;
use crate::objective::{self, Plane, Quadratic};
use crate::optimizer::{Form, Nesterov, Optimizer, Sgd};
use crate::param::{Choice, Given};
use crate::value::Value;
use std::cell::OnceCell;
use std::rc::Rc;

static MOMENTUM: Param = Param::number("momentum", 0.0, 0.99, 0.01, "0.7");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.0005, 4.0, "0.1");
static METHOD: Choice<Method> = Choice::new("method");
static CONDITION: Param = Param::log("condition", 1.0, 1000.0, "10");
static ROTATION: Param = Param::number("rotation", -180.0, 180.0, 5.0, "30").unit("°");
static UPDATES: Param = updates(10.0, 400.0, "40");
/// Off both axes of the quadratic, so that the arrows of an update form a triangle.
static START: Param = Param::point("start").default("-2.1,-0.6");

named! {
    /// Which momentum.
    enum Method {
        /// The lecture's, and Polyak's.
        HeavyBall = "heavy-ball",
        /// The gradient is taken where momentum leads.
        Nesterov = "nesterov",
    }
}

const MAP: usize = 0;
const WEIGHTS: usize = 1;
const PLANE: usize = 2;

/// Seconds that one update takes at speed 1, and that a whole run takes at most.
const UPDATE_SECONDS: f64 = 0.4;
const SECONDS: f64 = 21.0;
/// Updates that the waiting figure shows over and over, at half the speed.
const TEASER: f64 = 6.0;
/// Gradients whose weights are shown.
const WEIGHTS_SHOWN: usize = 25;

/// The scene `momentum`.
pub(super) struct MomentumScene {
    stage: Stage,
    /// Condition number and rotation of the objective that stands.
    built: (f64, f64),
    /// Rates over the λ×η plane, sampled when they are first drawn, and the condition number and method they are for.
    plane: OnceCell<Rc<Field>>,
    planned: Option<(f64, Method)>,
    plans: u64,
    /// By what power of ten momentum ends lower from other starts, once somebody has asked.
    elsewhere: OnceCell<Option<Estimate>>,
    /// Measured factor per update, with momentum and without, once it is asked for.
    rates: OnceCell<[f64; 2]>,
    /// The earlier gradient that is looked at: so many updates ago.
    picked: usize,
    hovered: Option<usize>,
}

type This = Figure<MomentumScene>;

staged!(MomentumScene);

impl Model for MomentumScene {
    const ID: &'static str = "momentum";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::main(&MOMENTUM),
        Row::main(&LEARNING_RATE),
        Row::more(&METHOD.param),
        Row::press("optimum", Group::More, This::take_optimum),
        Row::more(&CONDITION),
        Row::more(&ROTATION),
        Row::more(&UPDATES),
        Row::hidden(&START),
        Row::view(),
        Row::camera(),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::map(1.3, |_| ["axis.theta1", "axis.theta2", "panel.momentum.map"]).moving(This::arrows),
        Panel::new(
            "weights",
            2.3,
            |_| ["axis.ago", "axis.weight", "panel.momentum.weights"],
            This::weights_axes,
        )
        .moving(This::weights_moving)
        .tap(|scene, at| scene.pick(at.0))
        .hover(This::look_at),
        Panel::new(
            "plane",
            1.25,
            |_| ["axis.momentum", "axis.rate", "panel.momentum.plane"],
            This::plane_axes,
        )
        .still(This::plane_still)
        .moving(This::plane_moving)
        .revision(|scene| Revision { still: [scene.plans, 0, 0], moving: scene.stamp(scene.race.moves()) })
        .tap(|scene, at| scene.set_both(at, 1e3))
        .deeper(),
    ];
    // The second and third rest just before their update is over: ball at the head of its arrow, arrows in place.
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["map", "start"]),
        Step::new().play(0.0, 0.99).pace(0.4).on(&["map"]),
        Step::new().play(1.0, 1.99).pace(0.4).on(&["map"]),
        Step::new().play(2.0, 40.0).pace(2.0).on(&["map", "weights"]),
    ];
    const FORMULA_IN_SIGHT: bool = true;
    const ASIDE: &'static [&'static Param] = SEEN;
    const HANDLES: &'static [Handle<Self>] = &[
        Handle::start(MAP),
        Handle {
            id: "weight",
            panel: WEIGHTS,
            place: |scene| (scene.looked_at() as f64, scene.weight(scene.looked_at())),
            say: |scene| {
                let ago = scene.looked_at();
                let weight = number(scene.weight(ago)).into();
                ("handle.weight", vec![("ago", (ago as f64).into()), ("weight", weight)])
            },
            key_step: |_| (1.0, 0.0),
            drag: |scene, to, _| scene.pick(to.0),
        },
        Handle {
            id: "plane",
            panel: PLANE,
            place: |scene| (scene.momentum(), scene.learning_rate().min(scene.top())),
            say: |scene| ("handle.plane", scene.both()),
            key_step: |scene| (0.01, scene.top() / 100.0),
            drag: |scene, to, _| scene.set_both(to, 1e3),
        },
    ];

    fn new(settings: &Settings) -> Self {
        let (condition, rotation) = (settings.number(&CONDITION), settings.number(&ROTATION));
        Self {
            stage: Stage::new(Rc::new(Plane::new(Quadratic::new(condition, rotation)))),
            built: (condition, rotation),
            plane: OnceCell::new(),
            planned: None,
            plans: 0,
            elsewhere: OnceCell::new(),
            rates: OnceCell::new(),
            picked: 0,
            hovered: None,
        }
    }
    fn depends(param: &'static Param) -> bool {
        !is_seen(param)
    }
    fn rebuild(scene: &mut This) {
        let (condition, rotation) = (scene.condition(), scene.settings.number(&ROTATION));
        if scene.built != (condition, rotation) {
            scene.stage.set_objective(Rc::new(Plane::new(Quadratic::new(condition, rotation))));
            scene.built = (condition, rotation);
        }
        let plan = Some((condition, scene.settings.choice(&METHOD)));
        if scene.planned != plan {
            scene.plane = OnceCell::new();
            scene.planned = plan;
            scene.plans += 1;
        }
        let updates = scene.settings.number(&UPDATES);
        let (x, y) = scene.start();
        let lane = |with: bool, key: &'static str| {
            let args = vec![("momentum", scene.settings.text(&MOMENTUM).into())];
            Lane::new(scene.experiment(with, &[x, y]), TimeAxis::Updates, (key, args))
        };
        let first = match scene.settings.choice(&METHOD) {
            Method::HeavyBall => "run.momentum",
            Method::Nesterov => "run.nesterov",
        };
        let lanes = vec![lane(true, first), lane(false, "run.plain")];
        scene.elsewhere = OnceCell::new();
        scene.rates = OnceCell::new();
        scene.launch(lanes, updates, (UPDATE_SECONDS * updates).min(SECONDS));
    }
    fn measured(scene: &mut This) {
        scene.model.stage.measure(&scene.race);
    }
    fn teaser(scene: &This) -> Option<(f64, f64)> {
        Some((0.5 / UPDATE_SECONDS, TEASER.min(scene.settings.number(&UPDATES))))
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
        let mut rows = scene.race_readouts();
        let (rate, condition) = (scene.learning_rate(), scene.condition());
        let theory = [
            scene.rule().rate(rate, scene.momentum(), 1.0, condition),
            Rule::HeavyBall.rate(rate, 0.0, 1.0, condition),
        ];
        for ((row, measured), theory) in rows.iter_mut().zip(scene.rates()).zip(theory) {
            row.values.retain(|(key, _)| *key != "readout.excess");
            row.values.push(("readout.factor", number(measured)));
            row.values.push(("readout.theory", number(theory)));
        }
        rows
    }
    fn describe(scene: &This) -> Sentence {
        if scene.idling() {
            return ("describe.ready", Vec::new());
        }
        let now = scene.race.lanes[0].at(scene.race.clock.time(), 1.0).now;
        let ahead = scene.race.leader() == 0;
        let key = if ahead { "describe.momentum.ahead" } else { "describe.momentum.behind" };
        (key, vec![("update", (now.update as f64).into()), ("loss", number(now.loss).into())])
    }
}

impl This {
    /// Its runs, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let objective = away::objective(objective::chosen("quadratic"), &self.settings);
        let ((x, y), updates) = (self.start(), self.settings.number(&UPDATES) as u64);
        let name = match self.settings.choice(&METHOD) {
            Method::HeavyBall => "momentum",
            Method::Nesterov => "nesterov",
        };
        let with = away::momentum(name, self.momentum(), self.learning_rate());
        let rules = [with, away::sgd(self.learning_rate())];
        rules.map(|rule| away::experiment(&objective, rule, (&[x, y], updates), [])).into()
    }
    /// The run with momentum, or plain gradient descent: all else is alike.
    fn experiment(&self, with: bool, start: &[f64]) -> Experiment {
        let rule: Box<dyn Optimizer> = match self.settings.choice(&METHOD) {
            _ if !with => Box::new(Sgd),
            Method::HeavyBall => Box::new(crate::optimizer::Momentum::new(self.momentum(), Form::Lecture)),
            Method::Nesterov => Box::new(Nesterov::new(self.momentum())),
        };
        let experiment = Experiment::new(self.stage.objective().clone(), rule, self.learning_rate());
        experiment.start(start).steps(self.settings.number(&UPDATES) as u64)
    }
    fn condition(&self) -> f64 {
        self.settings.number(&CONDITION)
    }
    fn momentum(&self) -> f64 {
        self.settings.number(&MOMENTUM)
    }
    fn learning_rate(&self) -> f64 {
        self.settings.number(&LEARNING_RATE)
    }
    fn rule(&self) -> Rule {
        match self.settings.choice(&METHOD) {
            Method::HeavyBall => Rule::HeavyBall,
            Method::Nesterov => Rule::Nesterov,
        }
    }
    /// Measured factor per update, with momentum and without.
    fn rates(&self) -> [f64; 2] {
        let (rate, condition) = (self.learning_rate(), self.condition());
        let measure = || {
            [
                measured_rate(self.rule(), rate, self.momentum(), condition),
                measured_rate(Rule::HeavyBall, rate, 0.0, condition),
            ]
        };
        *self.rates.get_or_init(measure)
    }
    /// λ and η, for a sentence.
    fn both(&self) -> Args {
        let text = |param| self.settings.text(param).into();
        vec![("momentum", text(&MOMENTUM)), ("rate", text(&LEARNING_RATE))]
    }
    /// Highest η of the plane.
    fn top(&self) -> f64 {
        4.2 / self.condition()
    }
    fn pick(&mut self, ago: f64) {
        self.picked = ago.round().clamp(0.0, WEIGHTS_SHOWN as f64 - 1.0) as usize;
        self.race.moved();
    }
    fn look_at(&mut self, at: Option<Xy>) {
        let hovered = at.map(|(x, _)| x.round().clamp(0.0, WEIGHTS_SHOWN as f64 - 1.0) as usize);
        if hovered != self.hovered {
            self.hovered = hovered;
            self.race.moved();
        }
    }
    /// Sets λ and η, to so many parts of the plane's sides.
    fn set_both(&mut self, (momentum, rate): Xy, parts: f64) {
        let unit = |top: f64| libm::pow(10.0, libm::ceil(libm::log10(parts / top)));
        let round = |x: f64, unit: f64| libm::round(x * unit) / unit;
        let rate = round(rate, unit(self.top())).max(0.0005);
        self.settings.put_number(&MOMENTUM, round(momentum.clamp(0.0, 0.99), unit(1.0)));
        self.adjust(&LEARNING_RATE, &rate.to_string());
    }
    fn take_optimum(&mut self) -> bool {
        let (rate, momentum, _) = self.rule().optimum(1.0, self.condition());
        // The rate falls like a root towards the optimum: nearly there is not there.
        self.set_both((momentum, rate), 1e6);
        self.restart();
        true
    }
}
