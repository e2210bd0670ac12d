//! What the author of a scene writes: tables of controls, panels and handles, and a few functions. [`Figure`] makes the
//! scene of them.

use super::Figure;
use super::guide::Step;
use super::lane::Lane;
use super::parts::{Args, Claim, Group, Label, Readout, Revision, Sentence, Stamp};
use super::runs::RunList;
use super::settings::{SPEED, Settings};
use crate::chart::{Axis, Picture, Xy};
use crate::job::{Report, Request};
use crate::param::{Notice, Param};

/// One kind of scene. The functions take the whole [`Figure`]: its settings, runs and clock, and, by dereference, the model
/// itself.
pub(super) trait Model: Sized + 'static {
    /// The scene's id: in links, on the page, in the locale files.
    const ID: &'static str;
    /// Its parameters with their controls, and its commands, in the order in which they stand.
    const CONTROLS: &'static [Row<Self>];
    /// Its panels.
    const PANELS: &'static [Panel<Self>];
    /// What can be taken hold of.
    const HANDLES: &'static [Handle<Self>] = &[];
    /// Its guided steps; the first one has all defaults.
    const GUIDE: &'static [Step] = &[];
    /// Whether its steps are recipes to start from, each to be chosen by its title, and not one idea after another.
    const RECIPES: bool = false;
    /// Whether its caption stands under the pictures, and is not folded away.
    const FORMULA_IN_SIGHT: bool = false;
    /// Whether the cards of its runs stand beside the pictures, and are not folded away.
    const RUNS_IN_SIGHT: bool = false;
    /// Runs that the reader can add and remove, each with parameters of its own.
    const RUNS: Option<RunList> = None;
    /// Whether it has a clock; without one, its pictures fill as results come, and nothing is played.
    const TIMED: bool = true;
    /// Colour and mark of its first run, among those of all runs.
    const FIRST_RUN: usize = 0;
    /// Whether it may ask for heavy work: then a worker is made ready.
    const HEAVY: bool = false;

    /// The model before anything is computed.
    fn new(settings: &Settings) -> Self;
    /// Computes everything anew from the settings.
    fn rebuild(figure: &mut Figure<Self>);
    /// The live numbers.
    fn readouts(figure: &Figure<Self>) -> Vec<Readout>;
    /// The present state in one sentence.
    fn describe(figure: &Figure<Self>) -> Sentence;

    /// Parameters beside those of [`Model::CONTROLS`] whose controls come and go: see [`Model::shape`].
    fn shapes() -> Vec<&'static Param> {
        Vec::new()
    }
    /// Those of [`Model::shapes`] that have a control now, after the first one.
    fn shape(_figure: &Figure<Self>) -> &'static [&'static Param] {
        &[]
    }
    /// Values that are usual beside what is set: a link holds what differs from them.
    fn usual(_settings: &Settings) -> Vec<(&'static Param, &'static str)> {
        Vec::new()
    }
    /// The runs that are usual beside what is set, as a link writes them.
    fn usual_runs(_settings: &Settings) -> String {
        Self::RUNS.map_or_else(String::new, |list| list.usual.to_owned())
    }
    /// Those parameters of a run that matter now.
    fn run_controls(_figure: &Figure<Self>, run: &Settings) -> Vec<&'static Param> {
        run.params().collect()
    }
    /// Whether a parameter is folded away in the card of its run.
    fn run_folded(_param: &'static Param) -> bool {
        false
    }
    /// The run that is added next; nothing for another one like the last.
    fn next_run(_figure: &Figure<Self>) -> Option<Settings> {
        None
    }
    /// What follows from a link that has been taken, before all is computed.
    fn loaded(_figure: &mut Figure<Self>) -> Option<Notice> {
        None
    }
    /// What follows from a parameter that was set, before all is computed.
    fn changed(_figure: &mut Figure<Self>, _param: &'static Param) -> Option<Notice> {
        None
    }
    /// Whether all is to be computed anew when `param` is set.
    fn depends(_param: &'static Param) -> bool {
        true
    }
    /// What the race has computed is to be shown.
    fn measured(_figure: &mut Figure<Self>) {}
    /// Computes further what the race does not, about so many updates; true when nothing is left.
    fn work(_figure: &mut Figure<Self>, _updates: u64) -> bool {
        true
    }
    /// Whether something is still being computed, beside the race.
    fn pending(_figure: &Figure<Self>) -> bool {
        false
    }
    /// Whether the end is reached.
    fn ended(figure: &Figure<Self>) -> bool {
        figure.race.clock.ended()
    }
    /// The last moment that can be shown.
    fn known(_figure: &Figure<Self>) -> f64 {
        f64::INFINITY
    }
    /// The distance of two moments between which nothing changes; nothing where the runs tell.
    fn stride(_figure: &Figure<Self>) -> Option<f64> {
        None
    }
    /// The reader wants to see time pass.
    fn begin(_figure: &mut Figure<Self>) {}
    /// The reader has gone to a moment.
    fn sought(_figure: &mut Figure<Self>) {}
    /// What the waiting figure plays over and over: how much time a second, and of how much time.
    fn teaser(_figure: &Figure<Self>) -> Option<(f64, f64)> {
        None
    }
    /// Tells apart what the waiting figure shows from moment to moment.
    fn waiting(figure: &Figure<Self>) -> u64 {
        if Self::teaser(figure).is_some() { figure.waited.to_bits() } else { 0 }
    }
    /// The question asked before the run.
    fn question(_figure: &Figure<Self>) -> Option<Question> {
        None
    }
    /// The reader has answered.
    fn answered(_figure: &mut Figure<Self>) {}
    /// What the run showed, once it has ended.
    fn findings(_figure: &Figure<Self>) -> Findings {
        Findings::default()
    }
    /// Names of the runs in the pictures, in the order of their colours.
    fn legend(figure: &Figure<Self>) -> Vec<Sentence> {
        figure.race.lanes.iter().map(Lane::name).collect()
    }
    /// Words in the pictures.
    fn labels(_figure: &Figure<Self>) -> Vec<Label> {
        Vec::new()
    }
    /// Formula or sentence under the pictures.
    fn caption(_figure: &Figure<Self>) -> Option<Sentence> {
        None
    }
    /// Heavy work that is wanted, each job with a key of its own; a job that is no longer in the list is cancelled.
    fn jobs(_figure: &Figure<Self>) -> Vec<(String, Request)> {
        Vec::new()
    }
    /// Takes what the job `key` has found.
    fn receive(_figure: &mut Figure<Self>, _key: &str, _report: Report) {}
}

/// A question asked before a run.
pub(super) struct Question {
    /// Its key.
    pub(super) ask: &'static str,
    /// Keys of the answers.
    pub(super) choices: Vec<&'static str>,
    /// Parts of these sentences.
    pub(super) args: Args,
}

/// What a run showed.
#[derive(Default)]
pub(super) struct Findings {
    /// The answer that turned out right, where that can be told.
    pub(super) right: Option<usize>,
    /// What the run showed, in one sentence that takes the place of the question.
    pub(super) verdict: Option<Sentence>,
    /// What the lecture says, held against what was measured.
    pub(super) claims: Vec<Claim>,
}

/// One row of the table of controls.
pub(super) struct Row<M> {
    pub(super) what: What<M>,
    pub(super) group: Option<Group>,
}

/// What a control does.
pub(super) enum What<M> {
    /// It sets a parameter.
    Set(&'static Param),
    /// It is a button: it does something, and tells whether that is to be played.
    Press { name: &'static str, enabled: fn(&Figure<M>) -> bool, press: fn(&mut Figure<M>) -> bool },
}

fn always<M>(_: &Figure<M>) -> bool {
    true
}

impl<M: Model> Row<M> {
    const fn set(param: &'static Param, group: Option<Group>) -> Self {
        Self { what: What::Set(param), group }
    }
    /// A parameter whose control is always in sight.
    pub(super) const fn main(param: &'static Param) -> Self {
        Self::set(param, Some(Group::Main))
    }
    /// A parameter whose control is folded away.
    pub(super) const fn more(param: &'static Param) -> Self {
        Self::set(param, Some(Group::More))
    }
    /// A parameter that has no control: a handle sets it, or a link.
    pub(super) const fn hidden(param: &'static Param) -> Self {
        Self::set(param, None)
    }
    /// How fast it plays.
    pub(super) const fn speed() -> Self {
        Self::set(&SPEED, Some(Group::More))
    }
    /// A button.
    pub(super) const fn press(name: &'static str, group: Group, press: fn(&mut Figure<M>) -> bool) -> Self {
        Self { what: What::Press { name, enabled: always, press }, group: Some(group) }
    }
    /// A button for the next seed.
    pub(super) const fn new_seed() -> Self {
        Self::press("new-seed", Group::More, Figure::new_seed)
    }
    /// The same button, to be pressed only now and then.
    pub(super) const fn enabled(self, enabled: fn(&Figure<M>) -> bool) -> Self {
        match self.what {
            What::Press { name, press, .. } => {
                Self { what: What::Press { name, enabled, press }, group: self.group }
            }
            What::Set(_) => self,
        }
    }
}

/// One picture of a scene, with all that belongs to it.
pub(super) struct Panel<M> {
    pub(super) id: &'static str,
    pub(super) aspect: f64,
    pub(super) deeper: bool,
    pub(super) pinned: bool,
    pub(super) words: fn(&Figure<M>) -> PanelWords,
    pub(super) axes: fn(&Figure<M>) -> (Axis, Axis),
    pub(super) still: fn(&Figure<M>) -> Picture,
    pub(super) moving: fn(&Figure<M>) -> Picture,
    pub(super) revision: fn(&Figure<M>) -> Revision,
    pub(super) tap: fn(&mut Figure<M>, Xy),
    pub(super) hover: fn(&mut Figure<M>, Option<Xy>),
    pub(super) resized: fn(&mut Figure<M>, f64),
}

/// Keys of a panel's words: what runs along, what runs up, and what it shows in a sentence.
pub(super) type PanelWords = [&'static str; 3];

impl<M: Model> Panel<M> {
    /// A panel of a shape (width over height) that suits it; its pictures have nothing between the axes yet. What stands
    /// still is drawn anew when all is computed anew, what moves when time passes too.
    pub(super) const fn new(
        id: &'static str,
        aspect: f64,
        words: fn(&Figure<M>) -> PanelWords,
        axes: fn(&Figure<M>) -> (Axis, Axis),
    ) -> Self {
        Self {
            id,
            aspect,
            deeper: false,
            pinned: false,
            words,
            axes,
            still: Figure::empty,
            moving: Figure::empty,
            revision: Figure::revision_of_runs,
            tap: |_, _| {},
            hover: |_, _| {},
            resized: |_, _| {},
        }
    }
    /// For those who look deeper: folded away, and not drawn.
    pub(super) const fn deeper(mut self) -> Self {
        self.deeper = true;
        self
    }
    /// With lines that can be kept as ghosts.
    pub(super) const fn pinned(mut self) -> Self {
        self.pinned = true;
        self
    }
    /// With the layer that stands still.
    pub(super) const fn still(mut self, still: fn(&Figure<M>) -> Picture) -> Self {
        self.still = still;
        self
    }
    /// With the layer that moves.
    pub(super) const fn moving(mut self, moving: fn(&Figure<M>) -> Picture) -> Self {
        self.moving = moving;
        self
    }
    /// With another account of what its layers depend on.
    pub(super) const fn revision(mut self, revision: fn(&Figure<M>) -> Revision) -> Self {
        self.revision = revision;
        self
    }
    /// With something that a tap does.
    pub(super) const fn tap(mut self, tap: fn(&mut Figure<M>, Xy)) -> Self {
        self.tap = tap;
        self
    }
    /// With something that a pointer above it does.
    pub(super) const fn hover(mut self, hover: fn(&mut Figure<M>, Option<Xy>)) -> Self {
        self.hover = hover;
        self
    }
    /// With something that follows from the width over height of its plotting area.
    pub(super) const fn resized(mut self, resized: fn(&mut Figure<M>, f64)) -> Self {
        self.resized = resized;
        self
    }
}

/// Something a reader can take hold of.
pub(super) struct Handle<M> {
    /// Its name.
    pub(super) id: &'static str,
    /// Index of its panel.
    pub(super) panel: usize,
    /// Where it is, in the panel's data coordinates.
    pub(super) place: fn(&Figure<M>) -> Xy,
    /// What it is, for those who do not see it.
    pub(super) say: fn(&Figure<M>) -> Sentence,
    /// How far one arrow-key press moves it.
    pub(super) key_step: fn(&Figure<M>) -> Xy,
    /// Moves it to a place; true when it is let go there.
    pub(super) drag: fn(&mut Figure<M>, Xy, bool),
}

impl<M: Model> Figure<M> {
    /// Nothing; the panel puts its axes.
    fn empty(&self) -> Picture {
        Picture::new((Axis::bare(0.0, 1.0), Axis::bare(0.0, 1.0)))
    }
    /// What most panels depend on: still layers on the settings, moving ones on the moment too.
    pub(super) fn revision_of_runs(&self) -> Revision {
        Revision { still: self.stamp(0), moving: self.stamp(self.race.moves()) }
    }
    /// Tells apart what is computed from the settings, and one thing more.
    pub(super) fn stamp(&self, more: u64) -> Stamp {
        [self.changes, more, 0]
    }
}
