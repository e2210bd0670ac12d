//! Twenty examples dealt into batches: one press, one batch, one update.

mod cards;
mod findings;
mod moment;
mod pictures;
mod spread;

use self::cards::Layout;
use self::spread::Spread;
use super::lane::{Axis as TimeAxis, Lane, sgd};
use super::settings::{SPEED, START, Settings, point_text};
use super::stage::{Stage, data_names};
use super::*;
use crate::batch::{Batches, ORDERS, Order};
use crate::data::Pairs;
use crate::experiment::SEED;
use crate::objective::{DATA, LinearRegression, data_set};
use std::cell::RefCell;
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param::integer("batch-size", 1.0, 20.0, "4"),
    Param::integer("examples", 2.0, 20.0, "20"),
    Param::choice("order", ORDERS),
    Param::log("learning-rate", 0.001, 2.0, "0.05"),
    Param::integer("epochs", 1.0, 20.0, "3"),
    Param::choice("data", DATA),
    SEED,
    START,
    SPEED,
];

const PANELS: &[Panel] = &[
    Panel { id: "cards", aspect: 4.2, x: "", y: "", label: "panel.batches.cards" },
    Panel { id: "map", aspect: 1.15, x: "axis.w0", y: "axis.w1", label: "panel.batches.map" },
    Panel { id: "data", aspect: 1.15, x: "axis.feature", y: "axis.target", label: "panel.batches.data" },
    Panel {
        id: "cloud",
        aspect: 1.15,
        x: "axis.gradient0",
        y: "axis.gradient1",
        label: "panel.batches.cloud",
    },
];
const CARDS: usize = 0;
const MAP: usize = 1;
const DATA_PANEL: usize = 2;
const CLOUD: usize = 3;

/// The scene `batches`.
pub struct BatchesScene {
    settings: Settings,
    stage: Stage,
    data: Pairs,
    /// The batches of all epochs, in order.
    deals: Vec<Vec<usize>>,
    layout: Layout,
    aspect: f64,
    /// Where play rests: the end of the batch that was asked for.
    stop: Option<f64>,
    /// The possible batch gradients at one θ: costly, and wanted for as long as θ stands.
    spread: RefCell<Option<Rc<Spread>>>,
    cloud_axes: (Axis, Axis),
    chosen: Option<usize>,
    idle: f64,
}

impl BatchesScene {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let data = data_set(DATA[0]);
        let stage = Stage::new(Rc::new(LinearRegression::new(data.clone())));
        let mut scene = Self {
            settings: Settings::new(PARAMS),
            stage,
            data,
            deals: Vec::new(),
            layout: Layout::new(&[1], 1.0),
            aspect: PANELS[CARDS].aspect,
            stop: None,
            spread: RefCell::new(None),
            cloud_axes: (Axis::linear(-1.0, 1.0), Axis::linear(-1.0, 1.0)),
            chosen: None,
            idle: 0.0,
        };
        scene.rebuild();
        scene
    }

    /// Number of examples N.
    fn n(&self) -> usize {
        self.data.x.len()
    }
    /// Batch size B: as set, at most N.
    fn size(&self) -> usize {
        (self.settings.number("batch-size") as usize).min(self.n())
    }
    fn per_epoch(&self) -> usize {
        self.n().div_ceil(self.size())
    }
    fn order(&self) -> Order {
        Order::named(self.settings.text("order"))
    }
    fn lane(&self) -> &Lane {
        &self.stage.race.lanes[0]
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
        let (size, n) = (self.settings.number("batch-size"), self.settings.number("examples"));
        if size <= n {
            return None;
        }
        self.settings.set("batch-size", &n.to_string());
        let args = vec![
            ("name", "batch-size".to_owned()),
            ("value", size.to_string()),
            ("used", n.to_string()),
            ("allowed", format!("1…{n}")),
        ];
        Some(Notice { key: "notice.range", args })
    }
    fn lay_out(&mut self) {
        let groups: Vec<usize> = match self.order() {
            Order::Replacement => vec![self.n()],
            _ => self.epoch(0).iter().map(Vec::len).collect(),
        };
        self.layout = Layout::new(&groups, self.aspect);
    }
}

impl Default for BatchesScene {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for BatchesScene {
    holds!(settings, stage.race);
    fn rebuild(&mut self) {
        let whole = data_set(self.settings.text("data"));
        let n = self.settings.number("examples") as usize;
        let data = Pairs { x: whole.x[..n].to_vec(), y: whole.y[..n].to_vec() };
        if data != self.data {
            self.stage.set_objective(Rc::new(LinearRegression::new(data.clone())));
            self.data = data;
        }
        let updates = self.settings.number("epochs") as usize * self.per_epoch();
        let seed = self.settings.number("seed");
        let mut batches = Batches::new(n, self.size(), self.order(), seed as u64);
        self.deals = (0..updates).map(|_| batches.next_batch().to_vec()).collect();
        let (x, y) = self.stage.start(&self.settings);
        let rate = self.settings.number("learning-rate");
        let order = self.settings.text("order");
        let description = sgd(rate, self.size(), order, vec![x, y], updates as f64, seed);
        let label = ("run.batch-size", vec![("size", (self.size() as f64).into())]);
        let lane = Lane::of(self.stage.objective(), &description, TimeAxis::Updates, label);
        let seconds = (updates as f64 * 1.5).min(24.0_f64.max(0.35 * updates as f64));
        self.stage.run(vec![lane], updates as f64, seconds);
        self.stop = None;
        *self.spread.borrow_mut() = None;
        self.cloud_axes = self.measure_axes();
        self.lay_out();
    }
    fn adopt(&mut self, _: &[(String, String)]) -> Vec<Notice> {
        self.fit().into_iter().collect()
    }
    fn change(&mut self, name: &str, value: &str, _: Option<usize>) -> Option<Notice> {
        let notice = self.settings.set(name, value);
        if name == "data" || name == "examples" {
            self.settings.set("start", "");
        }
        let misfit = self.fit();
        self.rebuild();
        notice.or(misfit)
    }
    fn command(&mut self, name: &str, _: Option<usize>) -> bool {
        match name {
            "next-batch" => {
                if self.stage.race.clock.ended() {
                    self.stage.race.go(0.0);
                }
                self.stop = Some((self.stage.race.clock.time() + 1e-9).floor() + 1.0);
                return true;
            }
            "new-seed" => {
                self.settings.next_seed();
                self.rebuild();
            }
            _ => {}
        }
        false
    }
    fn controls(&self) -> Vec<Value> {
        let row = |name, group| control(self.settings.param(name), self.settings.text(name), None, group);
        vec![
            command("next-batch", None, "main", true),
            row("batch-size", "main"),
            row("order", "main"),
            row("examples", "more"),
            row("learning-rate", "more"),
            row("epochs", "more"),
            row("data", "more"),
            row("seed", "more"),
            command("new-seed", None, "more", true),
            row("speed", "time"),
        ]
    }
    fn panels(&self) -> Vec<Panel> {
        let mut panels = PANELS.to_vec();
        (panels[DATA_PANEL].x, panels[DATA_PANEL].y) = data_names(&self.settings);
        panels
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        match panel {
            CARDS if aspect.is_finite() => {
                self.aspect = aspect.clamp(0.5, 8.0);
                self.lay_out();
                self.stage.race.moved();
            }
            MAP => self.stage.set_aspect(aspect),
            _ => {}
        }
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        match panel {
            CARDS => (Axis::bare(0.0, self.aspect), Axis::bare(0.0, 1.0)),
            MAP => self.stage.map_axes(),
            DATA_PANEL => self.data_axes(),
            _ => self.cloud_axes.clone(),
        }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        match panel {
            CARDS => self.cards_picture(layer),
            MAP => self.map_picture(layer),
            DATA_PANEL => self.data_picture(layer),
            _ => self.cloud_picture(layer),
        }
    }
    fn revision(&self, panel: usize) -> Revision {
        self.stage.revision(panel != MAP)
    }
    fn timeline(&self) -> Timeline {
        let clock = &self.stage.race.clock;
        Timeline { rests: self.stop == Some(clock.time()), ..self.stage.race.timeline() }
    }
    fn advance(&mut self, seconds: f64) {
        let clock = &self.stage.race.clock;
        let (before, after) = (clock.time(), clock.time() + seconds.max(0.0) * clock.rate());
        match self.stop {
            Some(stop) if before < stop && after >= stop => self.stage.race.go(stop),
            Some(stop) if before < stop => self.stage.race.advance(seconds),
            _ => {
                self.stop = None;
                self.stage.race.advance(seconds);
            }
        }
    }
    fn complete(&mut self) {
        match self.stop.filter(|stop| *stop > self.stage.race.clock.time()) {
            Some(stop) => self.stage.race.go(stop),
            None => self.seek(1.0),
        }
    }
    fn seek(&mut self, share: f64) {
        self.stop = None;
        let time = share * self.stage.race.clock.duration();
        self.stage.race.go(time);
    }
    fn step(&mut self, direction: i32) {
        self.stop = None;
        self.stage.race.step(direction);
    }
    fn idle(&mut self, seconds: f64) {
        let before = self.now();
        self.idle += seconds;
        if self.now() != before {
            self.stage.race.moved();
        }
    }
    fn prediction(&self) -> Option<Prediction> {
        self.question()
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        self.stop = None;
        self.stage.race.go(0.0);
    }
    fn handles(&self) -> Vec<Handle> {
        vec![self.stage.start_handle(&self.settings, MAP)]
    }
    fn drag(&mut self, _: usize, to: Xy, _: bool) {
        self.settings.set("start", &point_text(self.stage.inside(to)));
        self.rebuild();
        self.stage.race.go(0.0);
    }
    fn key_step(&self, _: usize) -> Xy {
        self.stage.key_step()
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        match panel {
            CARDS => self.step(1),
            MAP => self.drag(0, at, true),
            _ => {}
        }
    }
    fn labels(&self) -> Vec<Label> {
        self.words()
    }
    fn caption(&self) -> Option<(&'static str, Args)> {
        Some(self.formula())
    }
    fn readouts(&self) -> Vec<Readout> {
        self.rows()
    }
    fn claims(&self) -> Vec<Claim> {
        self.findings()
    }
    fn describe(&self) -> (&'static str, Args) {
        let now = self.now();
        let update = self.lane().at(self.stage.race.clock.time(), 1.0).now;
        if update.update == 0 {
            return ("describe.ready", Vec::new());
        }
        let args = vec![
            ("update", (update.update as f64).into()),
            ("epoch", (now.epoch as f64 + 1.0).into()),
            ("batch", ((update.update as usize - 1) as f64 % self.per_epoch() as f64 + 1.0).into()),
            ("of", (self.per_epoch() as f64).into()),
            ("examples", (update.examples as f64).into()),
        ];
        ("describe.batches", args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cards show the batches that the run uses.
    #[test]
    fn the_cards_are_the_runs_batches() {
        for order in ORDERS {
            let mut scene = BatchesScene::new();
            scene.set("order", order, None);
            scene.set("batch-size", "6", None);
            let points = scene.lane().trace().points();
            assert_eq!(points.len(), scene.deals.len() + 1);
            assert!(points[1..].iter().zip(&scene.deals).all(|(point, deal)| point.batch == *deal));
        }
    }

    #[test]
    fn one_press_is_one_batch() {
        let mut scene = BatchesScene::new();
        for press in 1..=7 {
            assert!(scene.command("next-batch", None));
            let mut frames = 0;
            while !scene.timeline().rests {
                scene.advance(1.0 / 60.0);
                frames += 1;
            }
            assert!(frames > 10, "it is seen to move");
            assert_eq!(scene.timeline().time, f64::from(press));
            assert_eq!(scene.now().batch, Some(press as usize - 1));
        }
        scene.advance(0.5);
        assert!(!scene.timeline().rests && scene.timeline().time > 7.0);
        scene.command("next-batch", None);
        scene.complete();
        assert_eq!(scene.timeline().time, 8.0);
        scene.complete();
        assert!(scene.timeline().ended, "played on, it goes to the end");
    }

    #[test]
    fn more_than_all_examples_is_no_batch() {
        let mut scene = BatchesScene::new();
        scene.set("batch-size", "12", None);
        let notice = scene.set("examples", "7", None).unwrap();
        assert!(notice.args.contains(&("used", "7".to_owned())));
        assert_eq!(scene.settings.text("batch-size"), "7");
    }
}
