//! The Hessian lens: what a point of a surface is, where its critical points are, and how to leave a saddle.

mod findings;
mod pictures;
mod shares;
mod words;

pub(super) use pictures::symbol;

use self::shares::Shares;
use self::words::{short, tidy};
use super::examples;
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::settings::{SEED, SEEN, START, is_seen, point_text, updates};
use super::stage::{Stage, staged};
use super::surfaces::{self, Built};
use super::*;
use crate::analysis::{Found, Reading, Verdict, critical_points, read};
use crate::chart::Mark;
use crate::experiment::Experiment;
use crate::objective;
use crate::optimizer::{Form, Momentum};
use crate::param::Given;
use crate::value::Value;
use std::cell::OnceCell;

static OBJECTIVE: Param = Param::choice("objective", objective::PLANES).default("product");
static LEARNING_RATE: Param = Param::log("learning-rate", 1e-6, 1.0, "0.05");
static MOMENTUM: Param = Param::number("momentum", 0.0, 0.99, 0.01, "0");
static UPDATES: Param = updates(10.0, 1000.0, "100");
static SAMPLES: Param = Param::log_integer("samples", 1000.0, 10_000_000.0, "1000000");

const MAP: usize = 0;
const SHARES: usize = 1;

/// Seconds that an escape takes at speed 1.
const SECONDS: f64 = 8.0;
/// How far from a critical point the lens is drawn to it, in widths of the map.
const SNAP: f64 = 0.008;
/// How far from the lens an escape begins, in sides of the part of the plane that is searched: what comes of it does not
/// depend on the screen.
const PUSH: f64 = 0.013;

/// The scene `critical`.
pub(super) struct CriticalScene {
    stage: Stage,
    built: Built,
    found: Vec<Found>,
    lens: Reading,
    /// Contour lines of the quadratic model, drawn anew only where the lens moves.
    model_lines: OnceCell<Vec<Mark>>,
    shares: Shares,
}

type This = Figure<CriticalScene>;

staged!(CriticalScene);

impl Model for CriticalScene {
    const ID: &'static str = "critical";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::main(&OBJECTIVE),
        Row::press("next-point", Group::More, This::next_point).enabled(|scene| !scene.found.is_empty()),
        Row::press("escape", Group::More, This::escape).enabled(|scene| scene.lens.eigen.values[0] < 0.0),
        Row::press("measure-shares", Group::More, This::measure_shares)
            .enabled(|scene| !scene.shares.measuring()),
        Row::press("cancel-shares", Group::More, This::cancel_shares)
            .enabled(|scene| scene.shares.measuring()),
        Row::more(&LEARNING_RATE),
        Row::more(&MOMENTUM),
        Row::more(&UPDATES),
        Row::more(&SAMPLES),
        Row::more(&SEED),
        Row::hidden(&START),
        Row::view(),
        Row::camera(),
        Row::hidden(&objective::TEXT),
        Row::hidden(&objective::PARAMETERS),
        Row::hidden(&objective::DOMAIN),
        Row::hidden(&objective::POINTS),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::map(1.3, |_| ["axis.theta1", "axis.theta2", "panel.critical.map"])
            .still(This::map_still)
            .moving(This::map_moving)
            .tap(This::look)
            .resized(|scene, aspect| {
                // The lens is as wide as ever in widths of the map, and what is contoured in it has changed.
                if scene.stage.set_aspect(aspect) {
                    scene.changes += 1;
                    scene.model_lines = OnceCell::new();
                }
            }),
        Panel::new(
            "shares",
            1.05,
            |_| ["axis.dimension", "axis.minima", "panel.critical.shares"],
            |_| pictures::shares_axes(),
        )
        .still(This::shares_still)
        .moving(This::shares_moving)
        .revision(|scene| Revision { still: [0; 3], moving: [scene.shares.changes, 0, 0] }),
    ];
    const FIRST_RUN: usize = 2;
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["map", "lens"]),
        Step::new().set(const { &[(&OBJECTIVE, "himmelblau"), (&START, "3,2")] }).on(&["map", "lens"]),
        Step::new().play(0.0, 100.0).on(&["map"]),
        Step::new().play(100.0, 100.0).on(&["shares"]),
    ];
    const ASIDE: &'static [&'static Param] = SEEN;
    const HANDLES: &'static [Handle<Self>] = &[Handle {
        id: "lens",
        panel: MAP,
        place: |scene| scene.stage.inside(scene.lens.at),
        say: |scene| ("handle.lens", scene.lens_args()),
        key_step: |scene| scene.stage.key_step(),
        drag: |scene, to, _| scene.look(to),
    }];
    const HEAVY: bool = true;

    fn new(settings: &Settings) -> Self {
        let objective = objective::chosen(settings.text(&OBJECTIVE)).build(settings);
        let lens = read(objective.as_ref(), (0.0, 0.0));
        let (model_lines, shares) = (OnceCell::new(), Shares::default());
        Self {
            stage: Stage::new(objective),
            built: Built::default(),
            found: Vec::new(),
            lens,
            model_lines,
            shares,
        }
    }
    fn shapes() -> Vec<&'static Param> {
        objective::shapes()
    }
    fn shape(scene: &This) -> &'static [&'static Param] {
        let own = surfaces::is_own(&OBJECTIVE, &scene.settings) && scene.stage.objective().examples() > 1;
        if own { surfaces::DATA } else { scene.entry().params }
    }
    fn usual(settings: &Settings) -> Vec<(&'static Param, &'static str)> {
        vec![(&LEARNING_RATE, surfaces::rate(&OBJECTIVE, settings))]
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        examples::chosen(&mut scene.settings, param);
        let own = surfaces::is_own(&OBJECTIVE, &scene.settings);
        let written = own && param.name == objective::TEXT.name;
        if param.name == OBJECTIVE.name
            || (written && surfaces::stands(&LEARNING_RATE, &scene.settings, scene.built.rate))
        {
            let rate = surfaces::rate(&OBJECTIVE, &scene.settings);
            scene.settings.put(&LEARNING_RATE, rate);
        }
        let shape = if own {
            surfaces::makes_own(param)
        } else {
            scene.entry().params.iter().any(|shape| shape.name == param.name)
        };
        if param.name == OBJECTIVE.name || shape {
            scene.settings.put(&START, "");
            scene.restart();
        }
        if param.name == SAMPLES.name || param.name == SEED.name {
            scene.shares.forget();
        }
        None
    }
    fn depends(param: &'static Param) -> bool {
        !is_seen(param)
    }
    fn rebuild(scene: &mut This) {
        if let Some(objective) = scene.model.built.renew(&OBJECTIVE, &scene.settings) {
            scene.stage.set_objective(objective);
            scene.search();
        }
        let at = scene.place();
        scene.lens = read(scene.stage.objective().as_ref(), at);
        scene.model_lines = OnceCell::new();
        let number = |param| scene.settings.number(param);
        let lane = |side: f64, key: &'static str| {
            let rule = Box::new(Momentum::new(number(&MOMENTUM), Form::Lecture));
            let experiment = Experiment::new(scene.stage.objective().clone(), rule, number(&LEARNING_RATE))
                .start(&scene.beside(side))
                .steps(number(&UPDATES) as u64);
            Lane::new(experiment, TimeAxis::Updates, (key, Vec::new()))
        };
        let lanes = vec![lane(1.0, "run.along"), lane(-1.0, "run.against")];
        let updates = number(&UPDATES);
        scene.launch(lanes, updates, SECONDS);
        scene.stage.tame();
    }
    fn measured(scene: &mut This) {
        scene.model.stage.measure(&scene.race);
        scene.stage.tame();
    }
    /// There is one wherever the lens is: nothing jumps when it moves.
    fn question(scene: &This) -> Option<Question> {
        let (x, y) = scene.lens.at;
        let critical = scene.lens.verdict != Verdict::NotCritical;
        Some(Question {
            ask: if critical { "predict.critical" } else { "predict.critical.slope" },
            choices: vec!["predict.critical.back", "predict.critical.away"],
            args: vec![("x", short(x, 1e-6).into()), ("y", short(y, 1e-6).into())],
        })
    }
    fn findings(scene: &This) -> Findings {
        scene.what_was_found()
    }
    fn labels(scene: &This) -> Vec<Label> {
        scene.words()
    }
    fn caption(scene: &This) -> Option<Sentence> {
        Some(scene.verdict())
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        scene.rows()
    }
    fn describe(scene: &This) -> Sentence {
        ("describe.critical", scene.lens_args())
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        scene.shares.jobs(scene.settings.number(&SAMPLES) as u32, scene.settings.number(&SEED) as u64)
    }
    fn receive(scene: &mut This, _: &str, report: Report) {
        if let Report::Share(report) = report {
            let samples = scene.settings.number(&SAMPLES) as u32;
            scene.shares.receive(report.share, samples);
        }
    }
}

impl This {
    /// Its runs, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let number = |param| self.settings.number(param);
        let entry = objective::chosen(self.settings.text(&OBJECTIVE));
        let objective = away::objective(entry, &self.settings);
        let one = |side: f64| {
            let rule = away::momentum("momentum", number(&MOMENTUM), number(&LEARNING_RATE));
            away::experiment(&objective, rule, (&self.beside(side), number(&UPDATES) as u64), [])
        };
        vec![one(1.0), one(-1.0)]
    }
    /// Where an escape begins: on one side of the lens, along the direction of least curvature.
    fn beside(&self, side: f64) -> [f64; 2] {
        let ((x, y), (vx, vy)) = (self.lens.at, self.lens.eigen.vectors[0]);
        let push = side * self.push();
        [x + push * vx, y + push * vy]
    }
    fn entry(&self) -> &'static objective::Entry {
        objective::chosen(self.settings.text(&OBJECTIVE))
    }
    fn width(&self) -> f64 {
        let (x, _) = self.map_axes();
        x.high - x.low
    }
    /// Critical points are those of the objective's domain, which every map shows whole, and not those of a map, which on
    /// a wide screen shows more than on a narrow one.
    fn search(&mut self) {
        let objective = self.stage.objective().as_ref();
        let domain = objective.domain();
        self.found = critical_points(objective, [domain[0], domain[1]]);
    }
    fn push(&self) -> f64 {
        let domain = self.stage.objective().domain();
        PUSH * (domain[0].1 - domain[0].0).max(domain[1].1 - domain[1].0)
    }
    fn lens_args(&self) -> Args {
        let (x, y) = self.lens.at;
        let verdict = format!("verdict.{}", self.lens.verdict.name());
        vec![("x", tidy(x, 1e-6).into()), ("y", tidy(y, 1e-6).into()), ("verdict", verdict.into())]
    }
    /// Where the lens is: where it was put, or else on the saddle nearest to the middle of the map.
    fn place(&self) -> Xy {
        if let Some(at) = self.settings.point(&START) {
            return at;
        }
        let far = |found: &&Found| libm::hypot(found.reading.at.0, found.reading.at.1);
        let nearest = |verdict: Option<Verdict>| {
            let fits = |found: &&Found| verdict.is_none_or(|verdict| found.reading.verdict == verdict);
            self.found.iter().filter(fits).min_by(|a, b| far(a).total_cmp(&far(b))).map(|f| f.reading.at)
        };
        let own = self.stage.objective().start();
        nearest(Some(Verdict::Saddle)).or_else(|| nearest(None)).unwrap_or((own[0], own[1]))
    }
    /// Puts the lens at a point, or on the critical point beside it.
    fn look(&mut self, to: Xy) {
        let near = |found: &&Found| {
            libm::hypot(found.reading.at.0 - to.0, found.reading.at.1 - to.1) < SNAP * self.width()
        };
        let text = match self.found.iter().find(near) {
            Some(found) => format!("{},{}", found.reading.at.0, found.reading.at.1),
            None => point_text(self.stage.inside(to)),
        };
        self.adjust(&START, &text);
        self.restart();
    }
    /// Puts the lens on the critical point after the one under it.
    fn next_point(&mut self) -> bool {
        let off = |found: &Found| {
            libm::hypot(found.reading.at.0 - self.lens.at.0, found.reading.at.1 - self.lens.at.1)
        };
        let here = self.found.iter().position(|found| off(found) < 0.5 * SNAP * self.width());
        let next = here.map_or(0, |k| (k + 1) % self.found.len().max(1));
        if let Some(at) = self.found.get(next).map(|found| found.reading.at) {
            self.look(at);
        }
        false
    }
    fn escape(&mut self) -> bool {
        self.restart();
        true
    }
    fn measure_shares(&mut self) -> bool {
        self.shares.want(true);
        false
    }
    fn cancel_shares(&mut self) -> bool {
        self.shares.want(false);
        false
    }
    /// Whether each run came back to the point it began beside.
    fn came_back(&self) -> bool {
        self.race.lanes.iter().all(|lane| {
            let end = &lane.trace().last().theta;
            libm::hypot(end[0] - self.lens.at.0, end[1] - self.lens.at.1) < 2.0 * self.push()
        })
    }
}
