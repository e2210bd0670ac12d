//! The one shell around every scene: settings, runs that come and go, clock, prediction, what waits and what is asked for.

use super::guide::{Place, STEP};
use super::model::{Findings, Model, Question, What};
use super::parts::*;
use super::pins::Pin;
use super::runs::RUNS;
use super::settings::{SEED, SPEED, Settings};
use super::{Race, Scene};
use crate::chart::{Axis, Picture, Xy};
use crate::job::{Report, Request};
use crate::param::{Notice, Param};
use std::ops::{Deref, DerefMut};

/// A scene: what all of them have, and the model that tells it from others.
pub(super) struct Figure<M> {
    /// What is set.
    pub(super) settings: Settings,
    /// What is set for each run, where the reader can add and remove them.
    pub(super) runs: Vec<Settings>,
    /// The runs and the clock over them.
    pub(super) race: Race,
    /// Whether the reader wants heavy work that is lacking: see `sweep`.
    pub(super) wanted: bool,
    /// The answer that the reader has given.
    pub(super) chosen: Option<usize>,
    /// Seconds for which it has been looked at without being played.
    pub(super) waited: f64,
    /// How often all was computed anew.
    pub(super) changes: u64,
    /// Where it stands among its guided steps.
    pub(super) place: Place,
    /// Whether the reader looks deeper: what is folded away costs no computing.
    pub(super) deep: bool,
    /// Runs that are kept as ghosts.
    pub(super) pins: Vec<Pin>,
    /// What this scene has of its own.
    pub(super) model: M,
}

impl<M> Deref for Figure<M> {
    type Target = M;
    fn deref(&self) -> &M {
        &self.model
    }
}

impl<M> DerefMut for Figure<M> {
    fn deref_mut(&mut self) -> &mut M {
        &mut self.model
    }
}

impl<M: Model> Figure<M> {
    /// The scene with all defaults.
    pub(super) fn new() -> Self {
        let settings = Self::blank();
        let model = M::new(&settings);
        let (race, place) = (Race::new(), Place::default());
        let (chosen, waited, changes) = (None, 0.0, 0);
        let (wanted, deep, runs, pins) = (false, false, Vec::new(), Vec::new());
        let mut figure =
            Self { settings, runs, race, wanted, chosen, waited, changes, place, deep, pins, model };
        figure.load(&[]);
        figure
    }
    /// Computes everything anew from the settings.
    pub(super) fn rebuild(&mut self) {
        self.changes += 1;
        self.race.stop = None;
        M::rebuild(self);
    }
    /// Sets a parameter as the reader would, and computes what follows from it.
    pub(super) fn adjust(&mut self, param: &'static Param, text: &str) -> Option<Notice> {
        if param.name == STEP {
            return self.set_step(text);
        }
        let notice = self.settings.put(param, text);
        if param.name == SPEED.name {
            self.usual_speed();
            return notice;
        }
        let more = M::changed(self, param);
        if M::depends(param) {
            self.rebuild();
        }
        notice.or(more)
    }
    /// Goes back to the start.
    pub(super) fn restart(&mut self) {
        self.race.stop = None;
        self.race.go(0.0);
    }
    /// Takes the next seed.
    pub(super) fn new_seed(&mut self) -> bool {
        self.next(&SEED)
    }
    /// Takes the next value of a seed; nothing is to be played.
    pub(super) fn next(&mut self, seed: &'static Param) -> bool {
        let next = self.settings.after(seed);
        self.adjust(seed, &next);
        false
    }
    /// Present moment: before the first run the figure may show something, over and over.
    pub(super) fn time(&self) -> f64 {
        let time = self.race.clock.time();
        match M::teaser(self) {
            Some((pace, span)) if time == 0.0 => (self.waited * pace) % span,
            _ => time,
        }
    }
    /// Units of time that pass in a second now.
    pub(super) fn pace(&self) -> f64 {
        match M::teaser(self) {
            Some((pace, _)) if self.race.clock.time() == 0.0 => pace,
            _ => self.race.clock.rate(),
        }
    }
    /// Whether it still waits for its first run.
    pub(super) fn idling(&self) -> bool {
        self.race.clock.time() == 0.0
    }
}

impl<M: Model> Scene for Figure<M> {
    fn load(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        self.take(query)
    }
    fn query(&self) -> Vec<(String, String)> {
        self.step_query().unwrap_or_else(|| self.link())
    }
    fn controls(&self) -> Vec<Control> {
        let mut controls: Vec<Control> = M::CONTROLS.iter().filter_map(|row| row.control(self)).collect();
        let shape = M::shape(self).iter().map(|param| Control::of(param, &self.settings, None, Group::More));
        controls.splice(1.min(controls.len())..1.min(controls.len()), shape);
        controls.extend(self.run_controls());
        controls
    }
    fn set(&mut self, name: &str, text: &str, run: Option<usize>) -> Option<Notice> {
        self.by_reader(|figure| match (run, figure.settings.called(name)) {
            (Some(index), _) => figure.set_run(index, name, text),
            (None, Some(param)) => figure.adjust(param, text),
            (None, None) if name == RUNS && M::RUNS.is_some() => {
                let notices = figure.load_runs(&[(name.to_owned(), text.to_owned())]);
                figure.rebuild();
                notices.into_iter().next()
            }
            (None, None) => figure.settings.set(name, text),
        })
    }
    fn command(&mut self, name: &str, run: Option<usize>) -> bool {
        self.by_reader(|figure| {
            let press = M::CONTROLS.iter().find_map(|row| match row.what {
                What::Press { name: own, enabled, press } if own == name && enabled(figure) => Some(press),
                _ => None,
            });
            if let Some(press) = press {
                return press(figure);
            }
            figure.command_of_runs(name, run);
            false
        })
    }
    fn guide(&self) -> Guide {
        self.steps()
    }
    fn follow(&mut self, step: usize) {
        self.set_out(step);
    }
    fn glide(&mut self, seconds: f64) -> bool {
        self.move_on(seconds)
    }
    fn pin(&mut self) {
        self.keep_pin();
    }
    fn unpin(&mut self, pin: Option<usize>) {
        self.drop_pin(pin);
    }
    fn pins(&self) -> Vec<Vec<(String, String)>> {
        self.pinned()
    }
    fn deepen(&mut self, open: bool) {
        self.deep = open;
        self.race.moved();
    }
    fn panels(&self) -> Vec<PanelInfo> {
        let info = |panel: &super::model::Panel<M>| {
            let [x, y, label] = (panel.words)(self);
            PanelInfo { id: panel.id, aspect: panel.aspect, deeper: panel.deeper, x, y, label }
        };
        M::PANELS.iter().map(info).collect()
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        (M::PANELS[panel].axes)(self)
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        let of = &M::PANELS[panel];
        let mut picture = of.drawing(layer)(self);
        (picture.x, picture.y) = (of.axes)(self);
        if layer == Layer::Moving && !self.pins.is_empty() {
            let own = std::mem::replace(&mut picture.marks, self.ghosts(panel));
            picture.marks.extend(own);
        }
        picture
    }
    fn revision(&self, panel: usize) -> Revision {
        M::PANELS[panel].revised(self)
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        if let Some(panel) = M::PANELS.get(panel).filter(|_| aspect.is_finite()) {
            (panel.resized)(self, aspect);
        }
    }
    fn timeline(&self) -> Option<Timeline> {
        let clock = &self.race.clock;
        M::TIMED.then(|| Timeline {
            time: clock.time(),
            duration: clock.duration(),
            ended: M::ended(self),
            pending: self.race.pending() || M::pending(self),
            rests: self.race.stop == Some(clock.time()),
            stops: self.race.stop.is_some_and(|stop| stop > clock.time()),
        })
    }
    fn seek(&mut self, share: f64) {
        self.land();
        M::sought(self);
        self.race.stop = None;
        let time = share * self.race.clock.duration();
        self.race.go(time);
    }
    fn complete(&mut self) {
        M::begin(self);
        match self.race.stop.filter(|stop| *stop > self.race.clock.time()) {
            Some(stop) => self.race.go(stop),
            None => self.seek(1.0),
        }
    }
    fn advance(&mut self, seconds: f64) {
        M::begin(self);
        if self.race.stop.is_none() {
            self.usual_speed();
        }
        let known = M::known(self);
        self.race.advance(seconds, known);
    }
    fn idle(&mut self, seconds: f64) {
        let before = M::waiting(self);
        self.waited += seconds;
        if M::waiting(self) != before {
            self.race.moved();
        }
    }
    fn step(&mut self, direction: i32) {
        self.land();
        M::begin(self);
        self.race.stop = None;
        match M::stride(self) {
            Some(stride) => self.race.stride(direction, stride),
            None => self.race.step(direction),
        }
    }
    fn work(&mut self, updates: u64) -> bool {
        if self.race.pending() {
            self.race.work(updates);
            if !self.race.pending() {
                self.look();
            }
        }
        !self.race.pending() && M::work(self, updates)
    }
    fn look(&mut self) {
        self.race.look();
        M::measured(self);
    }
    fn prediction(&self) -> Option<Prediction> {
        let chosen = self.chosen;
        M::question(self).map(|asked| {
            let Findings { right, verdict, .. } = M::findings(self);
            let Question { ask: question, choices, args } = asked;
            Prediction { question, choices, chosen, args, right, verdict }
        })
    }
    fn predict(&mut self, choice: usize) -> bool {
        self.land();
        self.chosen = Some(choice);
        let play = M::answered(self);
        if play {
            self.restart();
        }
        play
    }
    fn handles(&self) -> Vec<HandleInfo> {
        let info = |handle: &super::model::Handle<M>| {
            let (label, args) = (handle.say)(self);
            HandleInfo { id: handle.id, panel: handle.panel, at: (handle.place)(self), label, args }
        };
        M::HANDLES.iter().map(info).collect()
    }
    fn drag(&mut self, handle: usize, to: Xy, done: bool) {
        if let Some(handle) = M::HANDLES.get(handle) {
            self.by_reader(|figure| (handle.drag)(figure, to, done));
        }
    }
    fn key_step(&self, handle: usize) -> Xy {
        M::HANDLES.get(handle).map_or((0.0, 0.0), |handle| (handle.key_step)(self))
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        self.by_reader(|figure| (M::PANELS[panel].tap)(figure, at));
    }
    fn hover(&mut self, panel: usize, at: Option<Xy>) {
        (M::PANELS[panel].hover)(self, at);
    }
    fn legend(&self) -> Vec<(usize, Sentence)> {
        let runs = Some(M::legend(self)).filter(|runs| runs.len() > 1).unwrap_or_default();
        runs.into_iter().enumerate().map(|(index, name)| (index + M::FIRST_RUN, name)).collect()
    }
    fn labels(&self) -> Vec<Label> {
        M::labels(self)
    }
    fn caption(&self) -> Option<Sentence> {
        M::caption(self)
    }
    fn traits(&self) -> Traits {
        let pins = M::PANELS.iter().any(|panel| panel.pinned);
        let (formula, runs, ledger) = (M::FORMULA_IN_SIGHT, M::RUNS_IN_SIGHT, M::LEDGER);
        Traits { heavy: M::HEAVY, formula, runs, ledger, pins }
    }
    fn readouts(&self) -> Vec<Readout> {
        M::readouts(self)
    }
    fn claims(&self) -> Vec<Claim> {
        M::findings(self).claims
    }
    fn describe(&self) -> Sentence {
        M::describe(self)
    }
    fn jobs(&self) -> Vec<(String, Request)> {
        M::jobs(self)
    }
    fn receive(&mut self, key: &str, report: Report) {
        M::receive(self, key, report);
    }
    fn progress(&self) -> Option<f64> {
        M::progress(self)
    }
    fn ledger(&self) -> Vec<LedgerRow> {
        M::ledger(self)
    }
}
