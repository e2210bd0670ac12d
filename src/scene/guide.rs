//! Guided steps: a scene's point, one idea after another. A step is a row of a table in the scene's file.

use super::Figure;
use super::lane::gentle;
use super::model::Model;
use super::parts::Guide;
use super::settings::{SPEED, Settings};
use crate::param::{Given, Notice, Param};

/// One step. Its words stand in the locale files, under `guide.<scene>.<number>`.
pub(super) struct Step {
    /// What is set, where it differs from the defaults, as a link writes it.
    pub(super) settings: &'static [(&'static Param, &'static str)],
    /// From which moment to which it plays, on the scene's axis of time; the same where time stands still.
    pub(super) span: (f64, f64),
    /// Factor on the speed of play.
    pub(super) pace: f64,
    /// Panels, handles and controls that are emphasised, by their names.
    pub(super) on: &'static [&'static str],
}

impl Step {
    /// The defaults, before the run.
    pub(super) const fn new() -> Self {
        Self { settings: &[], span: (0.0, 0.0), pace: 1.0, on: &[] }
    }
    /// With settings.
    pub(super) const fn set(mut self, settings: &'static [(&'static Param, &'static str)]) -> Self {
        self.settings = settings;
        self
    }
    /// Playing from one moment to another.
    pub(super) const fn play(mut self, from: f64, to: f64) -> Self {
        self.span = (from, to);
        self
    }
    /// Slower or faster than usual.
    pub(super) const fn pace(mut self, pace: f64) -> Self {
        self.pace = pace;
        self
    }
    /// With an emphasis.
    pub(super) const fn on(mut self, names: &'static [&'static str]) -> Self {
        self.on = names;
        self
    }
}

/// What a link calls the step.
pub(super) const STEP: &str = "step";
/// Seconds in which a figure moves from one step's settings to those of another.
const GLIDE_SECONDS: f64 = 0.8;

/// The link to a step.
fn link_to(step: usize) -> Vec<(String, String)> {
    vec![(STEP.to_owned(), (step + 1).to_string())]
}

/// Whether a step sets a parameter.
fn in_steps(guide: &[Step], param: &Param) -> bool {
    guide.iter().any(|step| step.settings.iter().any(|(own, _)| own.name == param.name))
}

/// Adds to the link of a step what the reader has set of `aside`, where that is not what the step itself does; what some step sets only
/// if `all` is wanted: the rest stays on the way to another step.
fn staying(
    link: &mut Vec<(String, String)>,
    (guide, step): (&[Step], usize),
    aside: &[&Param],
    all: bool,
    settings: &Settings,
) {
    for param in aside.iter().filter(|param| all || !in_steps(guide, param)) {
        let own = guide[step].settings.iter().find(|(other, _)| other.name == param.name);
        let text = settings.text(param);
        if text != own.map_or(param.default, |(_, value)| *value) {
            link.push((param.name.to_owned(), text.to_owned()));
        }
    }
}

/// Where a figure stands among its steps.
#[derive(Default)]
pub(super) struct Place {
    /// The step; nothing when the reader has set something else.
    at: Option<usize>,
    /// The way to it, while the figure moves there.
    way: Option<Way>,
}

struct Way {
    from: Settings,
    to: Settings,
    time: f64,
    share: f64,
}

impl<M: Model> Figure<M> {
    /// The parameter of a link that names a step; nothing where there are none.
    pub(super) fn step_param() -> Option<&'static Param> {
        let param: &'static Param = const { &Param::integer(STEP, 1.0, M::GUIDE.len() as f64, "1") };
        (!M::GUIDE.is_empty()).then_some(param)
    }
    /// A link with what its step sets, where it says nothing else; and the step, if it says nothing else.
    pub(super) fn read_step(query: &[(String, String)]) -> (Vec<(String, String)>, Option<usize>) {
        let named = |(name, _): &&(String, String)| name == STEP;
        let text = query.iter().rfind(named).map_or("1", |(_, text)| text);
        let number = Self::step_param().and_then(|param| param.parse(text).0.parse::<usize>().ok());
        let Some(step) = number.and_then(|number| number.checked_sub(1)) else {
            return (query.to_vec(), None);
        };
        let mut all = query.to_vec();
        for (param, value) in M::GUIDE[step].settings {
            if query.iter().all(|(name, _)| !param.is_called(name)) {
                all.push((param.name.to_owned(), (*value).to_owned()));
            }
        }
        let aside = |(name, _): &(String, String)| M::ASIDE.iter().any(|param| param.is_called(name));
        let alone = query.iter().all(|pair| named(&pair) || aside(pair));
        (all, alone.then_some(step))
    }
    /// The link of the present step; nothing where the reader has set something else.
    pub(super) fn step_query(&self) -> Option<Vec<(String, String)>> {
        let step = self.place.at?;
        let mut link = if step == 0 { Vec::new() } else { link_to(step) };
        // On the way to a step that sets it, it is what the step sets.
        if !M::ASIDE.is_empty() {
            staying(&mut link, (M::GUIDE, step), M::ASIDE, self.place.way.is_none(), &self.settings);
        }
        Some(link)
    }
    /// The step at which it stands; nothing where the reader has set something else.
    pub(super) fn step(&self) -> Option<usize> {
        self.place.at
    }
    /// Stands at a step whose settings have been taken.
    pub(super) fn stand(&mut self, step: Option<usize>) {
        self.place = Place { at: step, way: None };
        if let Some(Step { span: (from, to), pace, .. }) = step.map(|step| &M::GUIDE[step]) {
            self.race.clock.speed *= pace;
            self.race.go(*from);
            self.race.stop = (to > from).then_some(*to);
        }
    }
    /// Goes to a step at once, as a link writes it.
    pub(super) fn set_step(&mut self, text: &str) -> Option<Notice> {
        let (used, notice) = Self::step_param()?.parse(text);
        self.take(&[(STEP.to_owned(), used)]);
        notice
    }
    /// Begins to move to a step; behind the last one the reader goes on.
    pub(super) fn set_out(&mut self, step: usize) {
        self.land();
        if step >= M::GUIDE.len() {
            return self.leave();
        }
        let from = self.settings.clone();
        let mut link = link_to(step);
        if !M::ASIDE.is_empty() {
            staying(&mut link, (M::GUIDE, step), M::ASIDE, false, &self.settings);
        }
        // Runs that are others have no way between them: of these time alone goes back.
        let to = if M::RUNS_IN_SIGHT { from.clone() } else { Self::read(&Self::read_step(&link).0).0 };
        let way = Way { from, to, time: self.race.clock.time(), share: 0.0 };
        self.place = Place { at: Some(step), way: Some(way) };
    }
    /// Moves on; whether it did.
    pub(super) fn move_on(&mut self, seconds: f64) -> bool {
        let Some((step, way)) = self.place.at.zip(self.place.way.as_mut()) else { return false };
        way.share += seconds / GLIDE_SECONDS;
        if way.share >= 1.0 {
            self.land();
            return true;
        }
        let share = gentle(way.share);
        let between = way.from.between(&way.to, share);
        let (here, there) = (way.time, M::GUIDE[step].span.0);
        if between != self.settings {
            self.settings = between;
            self.rebuild();
        }
        self.race.go(here + (there - here) * share);
        true
    }
    /// The reader goes on alone.
    fn leave(&mut self) {
        self.place.at = None;
        self.usual_speed();
    }
    /// Behind its step, play is as fast as the reader has set it.
    pub(super) fn usual_speed(&mut self) {
        self.race.clock.speed = self.settings.number(&SPEED);
    }
    /// Ends a way to a step.
    pub(super) fn land(&mut self) {
        if let Some((step, _)) = self.place.at.zip(self.place.way.take()) {
            let mut link = link_to(step);
            if !M::ASIDE.is_empty() {
                staying(&mut link, (M::GUIDE, step), M::ASIDE, false, &self.settings);
            }
            self.take(&link);
        }
    }
    /// Does what the reader does: when that sets something else, no step holds.
    pub(super) fn by_reader<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.before();
        let result = act(self);
        self.after(&before);
        result
    }
    fn before(&mut self) -> Vec<(String, String)> {
        self.land();
        self.of_step()
    }
    fn after(&mut self, before: &[(String, String)]) {
        if self.of_step() != before {
            self.leave();
        }
    }
    /// What belongs to a step, as a link writes it.
    fn of_step(&self) -> Vec<(String, String)> {
        let mut link = self.link();
        link.retain(|(name, _)| M::ASIDE.iter().all(|aside| aside.name != name));
        link
    }
    /// The steps, and where the figure stands among them.
    pub(super) fn steps(&self) -> Guide {
        // What plays on beyond a step is no longer about one part of it.
        let over =
            |step: usize| !M::GUIDE[step].on.is_empty() && self.race.clock.time() > M::GUIDE[step].span.1;
        let on = self.place.at.filter(|step| !over(*step)).map_or(&[][..], |step| M::GUIDE[step].on);
        Guide {
            steps: M::GUIDE.len(),
            at: self.place.at,
            moving: self.place.way.is_some(),
            recipes: M::RECIPES,
            on,
        }
    }
}
