//! A flat and a sharp minimum: which of them runs end in, and what a shifted test loss costs at each.

mod crowds;
mod findings;
mod pictures;
mod release;
mod test_loss;
mod words;

use self::crowds::Crowds;
use self::test_loss::TestLoss;
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::settings::{SEED, updates};
use super::*;
use crate::analysis::FRAMES;
use crate::batch::ORDER;
use crate::chart::Cloud;
use crate::experiment::Experiment;
use crate::named::named;
use crate::objective::{self, Minima, SCALE, STRETCH};
use crate::param::{Choice, Given};
use crate::value::Value;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

static BATCH_SIZES: Param = Param::list("batch-sizes", 1.0, 20.0, "20,10,5,4,2,1");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.01, 1.0, "0.25");
static RATE_RULE: Choice<RateRule> = Choice::new("rate-rule");
static SHIFT: Param = Param::number("shift", -0.6, 0.6, 0.02, "0.3");
static RELEASE: Choice<Release> = Choice::new("release");
static TEST: Choice<TestSet> = Choice::new("test");
static TEST_SEED: Param = Param { name: "test-seed", ..crate::experiment::SEED };
static PARTICLES: Param = Param::log_integer("particles", 100.0, 20_000.0, "2000");
static UPDATES: Param = updates(10.0, 1000.0, "300");

named! {
    /// How the learning rate depends on the batch size.
    enum RateRule {
        /// Not at all.
        Same = "same",
        /// In proportion to B.
        Linear = "linear",
    }
}
named! {
    /// Where runs start.
    enum Release {
        /// In the sharp valley.
        Sharp = "sharp",
        /// Everywhere.
        Everywhere = "everywhere",
    }
}
named! {
    /// The examples of the test loss.
    enum TestSet {
        /// Fresh ones.
        Fresh = "fresh",
        /// Those of the training loss.
        Training = "training",
    }
}

const VALLEYS: usize = 0;
const SHARES: usize = 1;
const GAPS: usize = 2;

/// Seconds that all updates take at speed 1.
const SECONDS: f64 = 6.0;
/// Batch size that keeps its learning rate where η grows with B.
const REFERENCE: f64 = 4.0;
/// ε of Keskar's sharpness, as in the paper.
const EPSILON: f64 = 1e-3;

/// Where the runs that are shown start.
const RELEASED: f64 = -1.75;

/// Where the test loss is taken hold of: on the slope beyond the flat minimum, which stays in sight.
const HANDLE: f64 = Minima::FLAT + 1.2;

/// The scene `minima`.
pub(super) struct MinimaScene {
    objective: Rc<Minima>,
    test: TestLoss,
    sizes: Vec<usize>,
    crowds: Crowds,
    /// Hessian eigenvalue and ε-sharpness at the sharp minimum and at the flat one.
    sharpness: OnceCell<[[f64; 2]; 2]>,
    /// Densities as they were drawn last: of this report, at this moment.
    clouds: RefCell<((u64, usize), Vec<Cloud>)>,
    /// Changes of the test loss, and of what is known of the runs.
    tests: u64,
    reports: u64,
}

type This = Figure<MinimaScene>;

impl Model for MinimaScene {
    const ID: &'static str = "minima";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::press("release", Group::Main, This::release).enabled(|scene| !scene.crowds.running()),
        Row::press("cancel-runs", Group::Main, This::cancel).enabled(|scene| scene.crowds.running()),
        Row::main(&LEARNING_RATE),
        Row::press("break-rate", Group::More, |scene| scene.break_it(&[(&RATE_RULE.param, "linear")])),
        Row::press("break-stretch", Group::More, |scene| scene.break_it(&[(&STRETCH, "4")])),
        Row::press("break-scale", Group::More, |scene| scene.break_it(&[(&SCALE, "0.5")])),
        Row::more(&RATE_RULE.param),
        Row::more(&STRETCH),
        Row::more(&SCALE),
        Row::more(&SHIFT),
        Row::more(&BATCH_SIZES),
        Row::more(&RELEASE.param),
        Row::more(&PARTICLES),
        Row::more(&UPDATES),
        Row::more(&ORDER.param),
        Row::more(&TEST.param),
        Row::hidden(&TEST_SEED),
        Row::press("new-test", Group::More, This::new_test)
            .enabled(|scene| scene.settings.choice(&TEST) == TestSet::Fresh),
        Row::more(&SEED),
        Row::new_seed(),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new(
            "valleys",
            1.3,
            |_| ["axis.theta", "axis.loss", "panel.minima.valleys"],
            This::valley_axes,
        )
        .still(This::valley_still)
        .moving(This::valley_moving)
        .revision(|scene| Revision {
            still: scene.stamp(scene.tests),
            moving: [scene.changes, scene.reports, scene.race.moves()],
        })
        .tap(|scene, at| scene.shift_handle_to(at)),
        Panel::new("shares", 1.55, |_| ["", "axis.ends-flat", "panel.minima.shares"], This::share_axes)
            .moving(This::share_moving)
            .revision(|scene| Revision {
                still: scene.stamp(0),
                moving: [scene.changes, scene.reports, scene.frame() as u64],
            }),
        Panel::new("gaps", 1.55, |_| ["axis.shift", "axis.gap", "panel.minima.gaps"], This::gap_axes)
            .still(This::gap_still)
            .revision(|scene| Revision { still: scene.stamp(scene.tests), moving: [0; 3] })
            .tap(|scene, at| scene.shift_to(at.0))
            .deeper(),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["valleys", "shift"]),
        Step::new().play(0.0, 300.0).on(&["valleys", "shares", "release"]),
        Step::new()
            .set(const { &[(&RATE_RULE.param, "linear")] })
            .play(0.0, 300.0)
            .on(&["valleys", "shares"]),
        Step::new().set(const { &[(&STRETCH, "4")] }).on(&["valleys"]),
    ];
    const HANDLES: &'static [Handle<Self>] = &[Handle {
        id: "shift",
        panel: VALLEYS,
        place: |scene| {
            let w = HANDLE + scene.test.shift;
            (scene.u(w), scene.test.loss(w))
        },
        say: |scene| ("handle.shift", vec![("shift", number(scene.test.shift).into())]),
        key_step: |scene| {
            let w = HANDLE + scene.test.shift;
            (0.02 / scene.objective.coordinate().slope(w), 0.0)
        },
        drag: |scene, to, _| scene.shift_handle_to(to),
    }];
    const HEAVY: bool = true;

    fn new(settings: &Settings) -> Self {
        Self {
            objective: Rc::new(Minima::new()),
            test: TestLoss::new(settings),
            sizes: Vec::new(),
            crowds: Crowds::default(),
            sharpness: OnceCell::new(),
            clouds: RefCell::default(),
            tests: 0,
            reports: 0,
        }
    }
    fn loaded(scene: &mut This) -> Option<Notice> {
        // A link asks for a figure at its start, whatever this one has been doing.
        scene.crowds = Crowds::default();
        scene.test = TestLoss::new(&scene.settings);
        None
    }
    /// The runs do not depend on the test loss.
    fn depends(param: &'static Param) -> bool {
        ![SHIFT.name, TEST.param.name, TEST_SEED.name].contains(&param.name)
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        if Self::depends(param) {
            scene.crowds.settings_changed();
        } else {
            scene.test = TestLoss::new(&scene.settings);
            scene.tests += 1;
            scene.reports += 1;
        }
        None
    }
    fn rebuild(scene: &mut This) {
        let number = |param| scene.settings.number(param);
        scene.model.objective = Rc::new(Minima::with_coordinate(number(&SCALE), number(&STRETCH)));
        scene.sizes = scene.settings.list(&BATCH_SIZES);
        let (large, small) = scene.extremes();
        let lane = |crowd: usize| {
            let size = scene.sizes[crowd];
            let experiment = Experiment::sgd(scene.objective.clone(), scene.rate(size))
                .batch(size, scene.settings.choice(&ORDER))
                .start(&[scene.u(RELEASED)])
                .steps(scene.updates() as u64)
                .seed(scene.settings.number(&SEED) as u64);
            let label = ("run.batch-size", vec![("size", (size as f64).into())]);
            Lane::new(experiment, TimeAxis::Updates, label)
        };
        let (lanes, updates) = (vec![lane(large), lane(small)], scene.updates());
        scene.race.run(lanes, updates, SECONDS);
        scene.race.finish();
        scene.sharpness = OnceCell::new();
        scene.reports += 1;
    }
    fn pending(scene: &This) -> bool {
        scene.crowds.running()
    }
    fn ended(scene: &This) -> bool {
        (scene.race.clock.ended() || scene.crowds.is_void()) && !scene.crowds.running()
    }
    /// Nothing moves before some runs are known.
    fn known(scene: &This) -> f64 {
        if scene.crowds.basins.is_empty() { scene.race.clock.time() } else { f64::INFINITY }
    }
    fn stride(scene: &This) -> Option<f64> {
        Some(scene.updates() / (FRAMES as f64 - 1.0))
    }
    fn begin(scene: &mut This) {
        scene.crowds.begin();
    }
    fn sought(scene: &mut This) {
        scene.crowds.pardon();
    }
    fn question(scene: &This) -> Option<Question> {
        scene.asked()
    }
    fn answered(scene: &mut This) -> bool {
        scene.crowds.want();
        scene.reports += 1;
        true
    }
    fn findings(scene: &This) -> Findings {
        scene.found()
    }
    fn labels(scene: &This) -> Vec<Label> {
        scene.words()
    }
    fn caption(scene: &This) -> Option<Sentence> {
        Some(scene.table())
    }
    /// The strips have their names in the picture.
    fn legend(_: &This) -> Vec<Sentence> {
        Vec::new()
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        scene.rows()
    }
    fn describe(scene: &This) -> Sentence {
        scene.sentence()
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        let wanted = if scene.crowds.running() { &scene.sizes[..] } else { &[] };
        let mut crowds: Vec<(usize, usize)> = wanted.iter().copied().enumerate().collect();
        // The cheapest first: something is known soon.
        crowds.sort_by_key(|&(_, size)| size);
        let job = |(crowd, size)| (format!("crowd-{crowd}"), Request::Basin(scene.request(crowd, size)));
        crowds.into_iter().map(job).collect()
    }
    fn receive(scene: &mut This, key: &str, report: Report) {
        let crowd = key.strip_prefix("crowd-").and_then(|index| index.parse::<usize>().ok());
        if let (Some(crowd), Report::Basin(report)) = (crowd, report) {
            let (crowds, runs) = (scene.sizes.len(), scene.settings.number(&PARTICLES));
            scene.crowds.receive(crowd, report.basin, crowds, runs);
            scene.reports += 1;
        }
    }
}

impl This {
    /// Its runs, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let objective = away::objective(objective::chosen("minima"), &self.settings);
        let ((large, small), seed) = (self.extremes(), self.settings.number(&SEED) as u64);
        let one = |crowd: usize| {
            let size = self.sizes[crowd];
            let more = [away::batches(size, self.settings.choice(&ORDER)), away::seeded(seed)];
            let length = (&[self.u(RELEASED)][..], self.updates() as u64);
            away::experiment(&objective, away::sgd(self.rate(size)), length, more)
        };
        vec![one(large), one(small)]
    }
    /// θ of a place in the functions' own coordinate.
    fn u(&self, w: f64) -> f64 {
        self.objective.coordinate().u(w)
    }
    fn rate(&self, size: usize) -> f64 {
        let rate = self.settings.number(&LEARNING_RATE);
        match self.settings.choice(&RATE_RULE) {
            RateRule::Same => rate,
            RateRule::Linear => rate * size as f64 / REFERENCE,
        }
    }
    fn updates(&self) -> f64 {
        self.settings.number(&UPDATES)
    }
    /// Indices of the largest and of the smallest batch.
    fn extremes(&self) -> (usize, usize) {
        let by = |k: &usize| self.sizes[*k];
        let all = 0..self.sizes.len();
        (all.clone().max_by_key(by).unwrap_or(0), all.min_by_key(by).unwrap_or(0))
    }
    /// The moment that is shown, of those that are kept of every crowd.
    fn frame(&self) -> usize {
        let clock = &self.race.clock;
        (clock.time() / clock.duration() * (FRAMES as f64 - 1.0) + 1e-9) as usize
    }
    fn new_test(&mut self) -> bool {
        self.next(&TEST_SEED)
    }
    fn shift_to(&mut self, shift: f64) {
        // The table keeps it in its range.
        self.adjust(&SHIFT, &(libm::round(shift * 1e3) / 1e3).to_string());
    }
    fn shift_handle_to(&mut self, (u, _): Xy) {
        let w = self.objective.coordinate().w(u);
        self.shift_to(w - HANDLE);
    }
}
