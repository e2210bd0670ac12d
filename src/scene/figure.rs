//! The one shell around every scene: settings, runs that come and go, clock, prediction, what waits and what is asked for.

use super::model::{Findings, Model, Row, What};
use super::parts::*;
use super::runs::RUNS;
use super::settings::{SEED, SPEED, Settings, is_runs};
use super::{Race, Scene};
use crate::chart::{Axis, Picture, Xy};
use crate::job::{Report, Request};
use crate::param::{Given, Notice, Param};
use std::ops::{Deref, DerefMut};

/// A scene: what all of them have, and the model that tells it from others.
pub(super) struct Figure<M> {
    /// What is set.
    pub(super) settings: Settings,
    /// What is set for each run, where the reader can add and remove them.
    pub(super) runs: Vec<Settings>,
    /// The runs and the clock over them.
    pub(super) race: Race,
    /// The answer that the reader has given.
    pub(super) chosen: Option<usize>,
    /// Seconds for which it has been looked at without being played.
    pub(super) waited: f64,
    /// How often all was computed anew.
    pub(super) changes: u64,
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
        let params = Self::params();
        let settings = Settings::new(params.into_iter().filter(|param| !is_runs(param)));
        let model = M::new(&settings);
        let (race, runs) = (Race::new(), Vec::new());
        let mut figure = Self { settings, runs, race, chosen: None, waited: 0.0, changes: 0, model };
        figure.load(&[]);
        figure
    }
    /// Its parameters.
    pub(super) fn params() -> Vec<&'static Param> {
        let own = M::CONTROLS
            .iter()
            .filter_map(|row| if let What::Set(param) = row.what { Some(param) } else { None });
        let mut params: Vec<&'static Param> = own.collect();
        params.extend(M::shapes());
        params
    }

    /// Computes everything anew from the settings.
    pub(super) fn rebuild(&mut self) {
        self.changes += 1;
        self.race.stop = None;
        M::rebuild(self);
    }
    /// Sets a parameter as the reader would, and computes what follows from it.
    pub(super) fn adjust(&mut self, param: &'static Param, text: &str) -> Option<Notice> {
        let notice = self.settings.put(param, text);
        if param.name == SPEED.name {
            self.race.clock.speed = self.settings.number(&SPEED);
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

    fn row_control(&self, row: &Row<M>) -> Option<Control> {
        let group = row.group?;
        Some(match &row.what {
            What::Set(param) => Control::of(param, &self.settings, None, group),
            What::Press { name, enabled, .. } => Control::button(name, None, group, enabled(self)),
        })
    }
}

impl<M: Model> Scene for Figure<M> {
    fn load(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        self.settings.reset();
        let mut notices = self.settings.twice(query);
        let own = query.iter().filter(|(name, _)| M::RUNS.is_none() || name != RUNS);
        notices.extend(own.filter_map(|(name, text)| self.settings.set(name, text)));
        let usual = M::usual(&self.settings);
        self.settings.assume(&usual, query);
        notices.extend(self.load_runs(query));
        notices.extend(M::loaded(self));
        self.race.clock.speed = self.settings.number(&SPEED);
        self.restart();
        self.rebuild();
        notices
    }
    fn query(&self) -> Vec<(String, String)> {
        let mut query = self.settings.query_beside(&M::usual(&self.settings));
        if let Some(list) = M::RUNS {
            let runs = list.write(&self.runs);
            if runs != list.tidy(&M::usual_runs(&self.settings)) {
                query.push((RUNS.to_owned(), runs));
            }
        }
        query
    }
    fn controls(&self) -> Vec<Control> {
        let mut controls: Vec<Control> = M::CONTROLS.iter().filter_map(|row| self.row_control(row)).collect();
        let shape = M::shape(self).iter().map(|param| Control::of(param, &self.settings, None, Group::Main));
        controls.splice(1.min(controls.len())..1.min(controls.len()), shape);
        controls.extend(self.run_controls());
        controls
    }
    fn set(&mut self, name: &str, text: &str, run: Option<usize>) -> Option<Notice> {
        match (run, self.settings.called(name)) {
            (Some(index), _) => self.set_run(index, name, text),
            (None, Some(param)) => self.adjust(param, text),
            (None, None) if name == RUNS && M::RUNS.is_some() => {
                let notices = self.load_runs(&[(name.to_owned(), text.to_owned())]);
                self.rebuild();
                notices.into_iter().next()
            }
            (None, None) => self.settings.set(name, text),
        }
    }
    fn command(&mut self, name: &str, run: Option<usize>) -> bool {
        let press = M::CONTROLS.iter().find_map(|row| match row.what {
            What::Press { name: own, enabled, press } if own == name && enabled(self) => Some(press),
            _ => None,
        });
        if let Some(press) = press {
            return press(self);
        }
        self.command_of_runs(name, run);
        false
    }
    fn panels(&self) -> Vec<PanelInfo> {
        let info = |panel: &super::model::Panel<M>| {
            let [x, y, label] = (panel.words)(self);
            PanelInfo { id: panel.id, aspect: panel.aspect, x, y, label }
        };
        M::PANELS.iter().map(info).collect()
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        (M::PANELS[panel].axes)(self)
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        let of = &M::PANELS[panel];
        let mut picture = if layer == Layer::Still { (of.still)(self) } else { (of.moving)(self) };
        (picture.x, picture.y) = (of.axes)(self);
        picture
    }
    fn revision(&self, panel: usize) -> Revision {
        (M::PANELS[panel].revision)(self)
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
        })
    }
    fn seek(&mut self, share: f64) {
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
        M::question(self).map(|asked| Prediction {
            question: asked.ask,
            choices: asked.choices,
            chosen,
            args: asked.args,
        })
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        M::answered(self);
        self.restart();
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
            (handle.drag)(self, to, done);
        }
    }
    fn key_step(&self, handle: usize) -> Xy {
        M::HANDLES.get(handle).map_or((0.0, 0.0), |handle| (handle.key_step)(self))
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        (M::PANELS[panel].tap)(self, at);
    }
    fn hover(&mut self, panel: usize, at: Option<Xy>) {
        (M::PANELS[panel].hover)(self, at);
    }
    fn labels(&self) -> Vec<Label> {
        M::labels(self)
    }
    fn caption(&self) -> Option<Sentence> {
        M::caption(self)
    }
    fn readouts(&self) -> Vec<Readout> {
        M::readouts(self)
    }
    fn claims(&self) -> Vec<Claim> {
        let Findings { right, claims } = M::findings(self);
        let answer = self.chosen.zip(right).map(|(chosen, right)| {
            let key = if chosen == right { "claim.prediction.right" } else { "claim.prediction.wrong" };
            Claim::report(key, Vec::new())
        });
        answer.into_iter().chain(claims).collect()
    }
    fn describe(&self) -> Sentence {
        M::describe(self)
    }
    fn heavy(&self) -> bool {
        M::HEAVY
    }
    fn jobs(&self) -> Vec<(String, Request)> {
        M::jobs(self)
    }
    fn receive(&mut self, key: &str, report: Report) {
        M::receive(self, key, report);
    }
}
