//! Twenty examples dealt into batches: one press, one batch, one update.

mod cards;
mod cloud;
mod findings;
mod layout;
mod losses;
mod moment;
mod pictures;
#[cfg(test)]
mod tests;

use self::cloud::GradientCloud;
use self::layout::Layout;
use self::losses::BatchLoss;
use super::examples::{Examples, POINTS, UNITS};
use super::guide::Step;
use super::lane::{Lane, TimeAxis};
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::own::Hands;
use super::settings::{SEED, START};
use super::stage::{Stage, staged};
use super::*;
use crate::batch::{self, ORDER, Order};
use crate::experiment::Experiment;
use crate::objective::{DATA_SET, LinearRegression};
use crate::param::Given;
use crate::value::Value;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

static BATCH_SIZE: Param = Param::integer("batch-size", 1.0, 20.0, "4");
static EXAMPLES: Param = Param::integer("examples", 2.0, 20.0, "20");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.001, 2.0, "0.25");
static EPOCHS: Param = Param::integer("epochs", 1.0, 20.0, "3");

const CARDS: usize = 0;
const MAP: usize = 1;
const LOSSES: usize = 3;
const CLOUD: usize = 4;
/// Width over height of the cards' panel that suits it.
const CARDS_ASPECT: f64 = 4.8;

/// The scene `batches`.
pub(super) struct BatchesScene {
    stage: Stage,
    examples: Examples,
    /// The batches of all epochs, in order.
    deals: Vec<Vec<usize>>,
    layout: Layout,
    aspect: f64,
    /// The possible batch gradients at one θ: costly, and wanted for as long as θ stands.
    cloud: RefCell<Option<Rc<GradientCloud>>>,
    cloud_axes: OnceCell<(Axis, Axis)>,
    /// What each update did to the loss of its batch.
    losses: Vec<BatchLoss>,
    /// The example that a pointer is above, and the one that was tapped.
    pointed: Option<usize>,
    tapped: Option<usize>,
}

type This = Figure<BatchesScene>;

staged!(BatchesScene);

impl Model for BatchesScene {
    const ID: &'static str = "batches";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::hidden(&POINTS),
        Row::hidden(&UNITS),
        Row::press("next-batch", Group::Main, This::next_batch),
        Row::main(&BATCH_SIZE),
        Row::more(&ORDER.param),
        Row::more(&EXAMPLES),
        Row::more(&LEARNING_RATE),
        Row::more(&EPOCHS),
        Row::more(&DATA_SET.param),
        Row::more(&SEED),
        Row::new_seed(),
        Row::hidden(&START),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new("cards", CARDS_ASPECT, |_| ["", "", "panel.batches.cards"], This::cards_axes)
            .moving(This::cards_moving)
            .tap(|scene, at| scene.tap_card(at))
            .hover(|scene, at| scene.point(at.and_then(|at| scene.card_at(at))))
            .revision(This::revision_of_cards)
            .resized(|scene, aspect| {
                scene.aspect = aspect.clamp(0.5, 8.0);
                scene.lay_out();
                scene.race.moved();
            }),
        Panel::map(1.15, |_| ["axis.w0", "axis.w1", "panel.batches.map"]).moving(This::map_moving),
        Panel::new("data", 1.15, This::data_words, This::data_axes)
            .moving(This::data_moving)
            .revision(This::revision_at_theta)
            .hover(|scene, at| scene.point(at.and_then(|at| scene.person_at(at)))),
        Panel::new(
            "losses",
            1.15,
            |_| ["axis.update", "axis.loss", "panel.batches.losses"],
            This::losses_axes,
        )
        .moving(This::losses_moving)
        .revision(This::revision_at_theta),
        Panel::new(
            "cloud",
            1.15,
            |_| ["axis.gradient0", "axis.gradient1", "panel.batches.cloud"],
            This::cloud_axes,
        )
        .moving(This::cloud_moving)
        .deeper(),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["cards", "data"]),
        Step::new().play(0.0, 1.0).pace(0.4).on(&["cards", "map", "next-batch"]),
        Step::new().play(1.0, 5.0).pace(0.7).on(&["cards", "losses"]),
        Step::new().play(5.0, 6.0).pace(0.15).on(&["cards"]),
    ];
    const HANDLES: &'static [Handle<Self>] = &[Handle::start(MAP)];

    fn new(settings: &Settings) -> Self {
        let mut examples = Examples::of(settings);
        examples.take(settings.whole(&EXAMPLES));
        Self {
            stage: Stage::new(Rc::new(LinearRegression::new(examples.data.clone()))),
            examples,
            deals: Vec::new(),
            layout: Layout::new(&[1], 1.0),
            aspect: CARDS_ASPECT,
            cloud: RefCell::new(None),
            cloud_axes: OnceCell::new(),
            losses: Vec::new(),
            pointed: None,
            tapped: None,
        }
    }
    fn loaded(scene: &mut This) -> Option<Notice> {
        scene.fit()
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        examples::chosen(&mut scene.settings, param);
        if [DATA_SET.param.name, EXAMPLES.name].contains(&param.name) {
            scene.settings.put(&START, "");
        }
        scene.fit()
    }
    fn rebuild(scene: &mut This) {
        let mut examples = Examples::of(&scene.settings);
        examples.take(scene.settings.whole(&EXAMPLES));
        if examples.data != scene.examples.data {
            scene.stage.set_objective(Rc::new(LinearRegression::new(examples.data.clone())));
        }
        scene.examples = examples;
        let n = scene.n();
        let (size, order) = (scene.size(), scene.settings.choice(&ORDER));
        let updates = scene.settings.whole(&EPOCHS) * scene.per_epoch();
        let seed = scene.settings.number(&SEED) as u64;
        let mut batches = batch::Batches::new(n, size, order, seed);
        let mut deal = || {
            batches.next_batch();
            batches.present().to_vec()
        };
        scene.deals = (0..updates).map(|_| deal()).collect();
        let (x, y) = scene.start();
        let rate = scene.settings.number(&LEARNING_RATE);
        let experiment = Experiment::sgd(scene.stage.objective().clone(), rate)
            .batch(size, order)
            .start(&[x, y])
            .steps(updates as u64)
            .seed(seed);
        let label = ("run.batch-size", vec![("size", (size as f64).into())]);
        let lane = Lane::new(experiment, TimeAxis::Updates, label);
        let seconds = (updates as f64 * 1.5).min(24.0_f64.max(0.35 * updates as f64));
        scene.launch(vec![lane], updates as f64, seconds);
        *scene.cloud.borrow_mut() = None;
        scene.cloud_axes = OnceCell::new();
        scene.losses = scene.measure_losses();
        (scene.pointed, scene.tapped) = (None, None);
        scene.lay_out();
    }
    fn measured(scene: &mut This) {
        scene.model.stage.measure(&scene.race);
    }
    fn waiting(scene: &This) -> u64 {
        let now = scene.now();
        now.deal.map_or(now.batch.map_or(0, |batch| batch as u64), f64::to_bits)
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
        scene.rows()
    }
    fn describe(scene: &This) -> Sentence {
        let now = scene.now();
        let update = scene.lane().at(scene.race.clock.time(), 1.0).now;
        if update.update == 0 {
            return ("describe.ready", Vec::new());
        }
        let args = vec![
            ("update", (update.update as f64).into()),
            ("epoch", (now.epoch as f64 + 1.0).into()),
            ("batch", ((update.update as usize - 1) as f64 % scene.per_epoch() as f64 + 1.0).into()),
            ("of", (scene.per_epoch() as f64).into()),
            ("examples", (update.examples as f64).into()),
        ];
        ("describe.batches", args)
    }
}

impl This {
    /// Its run, described.
    pub(super) fn described(&self) -> Vec<Value> {
        let (number, (x, y)) = (|param| self.settings.number(param), self.start());
        let more =
            [away::batches(self.size(), self.settings.choice(&ORDER)), away::seeded(number(&SEED) as u64)];
        let rule = away::sgd(number(&LEARNING_RATE));
        vec![away::experiment(
            &away::regression(&self.examples.data),
            rule,
            (&[x, y], self.deals.len() as u64),
            more,
        )]
    }
    /// What the reader may change of its examples.
    pub(super) fn hands(&mut self) -> Hands<'_> {
        let model = &mut self.model;
        Hands { settings: &self.settings, examples: &mut model.examples, stage: &mut model.stage }
    }
    /// Number of examples N.
    fn n(&self) -> usize {
        self.examples.len()
    }
    /// Batch size B: as set, at most N.
    fn size(&self) -> usize {
        self.settings.whole(&BATCH_SIZE).min(self.n())
    }
    fn per_epoch(&self) -> usize {
        self.n().div_ceil(self.size())
    }
    fn lane(&self) -> &Lane {
        &self.race.lanes[0]
    }
    /// Updates that the run made: fewer than planned where it diverged.
    fn made(&self) -> usize {
        self.lane().run().update() as usize
    }
    /// The batches of one epoch.
    fn epoch(&self, epoch: usize) -> &[Vec<usize>] {
        let m = self.per_epoch();
        &self.deals[(epoch * m).min(self.deals.len())..((epoch + 1) * m).min(self.deals.len())]
    }
    /// A batch size above N is not usable.
    fn fit(&mut self) -> Option<Notice> {
        let (size, n) = (self.settings.number(&BATCH_SIZE), self.settings.number(&EXAMPLES));
        if size <= n {
            return None;
        }
        self.settings.put_number(&BATCH_SIZE, n);
        let args = vec![
            ("name", BATCH_SIZE.name.to_owned()),
            ("value", size.to_string()),
            ("used", n.to_string()),
            ("allowed", format!("1…{n}")),
        ];
        Some(Notice { key: "notice.range", args })
    }
    fn lay_out(&mut self) {
        let groups: Vec<usize> = match self.settings.choice(&ORDER) {
            Order::Replacement => vec![self.n()],
            Order::Reshuffle | Order::Once | Order::Sequential => {
                self.epoch(0).iter().map(Vec::len).collect()
            }
        };
        self.layout = Layout::new(&groups, self.aspect);
    }
    /// Plays on to the end of the next batch, and rests there.
    fn next_batch(&mut self) -> bool {
        if self.race.clock.ended() {
            self.race.go(0.0);
        }
        self.race.stop = Some((self.race.clock.time() + 1e-9).floor() + 1.0);
        true
    }
}
