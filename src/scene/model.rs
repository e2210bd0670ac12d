//! What the author of a scene writes: tables of controls, panels and handles, and a few functions. [`Figure`] makes the
//! scene of them.

use super::Figure;
use super::guide::Step;
use super::lane::Lane;
use super::parts::{Args, Claim, Label, LedgerRow, Readout, Revision, Sentence, Stamp};
use super::runs::RunList;
use super::settings::Settings;
use crate::chart::{Axis, Picture};
use crate::job::{Report, Request};
use crate::param::{Notice, Param};

pub(super) use super::tables::{Handle, Panel, PanelWords, Row, What};

/// Jobs that a scene lists at a time: more than a machine has cores, not so many that telling them makes a frame long.
pub(super) const AHEAD: usize = 40;

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
    /// Settings that only choose of what the figure speaks, or how it is seen: with others a step is still that step.
    const ASIDE: &'static [&'static Param] = &[];
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
    /// Whether it has a table in sight: see [`Model::ledger`].
    const LEDGER: bool = false;
    /// Whether its runs are of networks on real digits.
    const DIGITS: bool = false;

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
    /// Makes the control of a run what it is beside the rest of the figure.
    fn run_control(_figure: &Figure<Self>, _control: &mut super::Control) {}
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
    /// The reader has answered; true if what follows is to be played from its start.
    fn answered(_figure: &mut Figure<Self>) -> bool {
        true
    }
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
    /// Heavy work that is wanted next, [`AHEAD`] jobs at most, each with a key of its own; a job that is no longer in the list is
    /// cancelled.
    fn jobs(_figure: &Figure<Self>) -> Vec<(String, Request)> {
        Vec::new()
    }
    /// Takes what the job `key` has found.
    fn receive(_figure: &mut Figure<Self>, _key: &str, _report: Report) {}
    /// Part of long work that is done, 0…1: the reader is shown a bar, the time left, and a way to cancel it, which is the
    /// command `cancel`.
    fn progress(_figure: &Figure<Self>) -> Option<f64> {
        None
    }
    /// A table that stands in sight below the pictures: the lecture's words beside what was measured.
    fn ledger(_figure: &Figure<Self>) -> Vec<LedgerRow> {
        Vec::new()
    }
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

impl<M: Model> Figure<M> {
    /// Nothing; the panel puts its axes.
    pub(super) fn empty(&self) -> Picture {
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
