//! Scenes: what a reader can do. A scene turns settings into runs, and time into pictures; it knows no browser and
//! no prose, only keys of the locale files.
//!
//! The page sees a [`Scene`]. Whoever writes one gives a `Model`: tables of controls, panels and handles, and a few
//! functions; the one shell around all models is `Figure`.

mod accuracy;
mod away;
mod batches;
mod clock;
mod cost;
mod critical;
mod escape;
mod examples;
mod figure;
mod full_vs_one;
mod generalization;
mod guide;
mod hill;
mod lab;
mod lane;
mod large_batch;
mod link;
mod minima;
mod model;
mod momentum;
mod noise;
pub mod own;
mod parts;
mod pins;
mod race;
mod record;
mod runs;
mod settings;
mod stage;
mod surfaces;
mod sweep;
mod tables;
mod trade_offs;
mod tuning;

pub use away::{Taken, taken};
pub use examples::{Lent, lend};
pub use own::Edit;
pub use parts::{
    Args, Claim, Control, Group, Guide, HandleInfo, Label, Layer, LedgerCell, LedgerRow, PanelInfo,
    Prediction, Readout, Revision, Sentence, Side, Stamp, Standing, Swatch, Timeline, Traits,
};
pub use record::recorded;
pub use settings::Settings;

use self::clock::Clock;
use self::figure::Figure;
use self::lane::{number, percent};
use self::model::Model;
use self::race::Race;
use crate::chart::{Axis, Picture, Xy};
use crate::job::{Report, Request};
use crate::param::{Notice, Param};

/// One scene that there is.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Its id.
    pub id: &'static str,
    /// Its parameter table.
    pub params: fn() -> Vec<&'static Param>,
    /// Whether its runs are of networks on real digits, which are a part of the page's program of their own.
    pub digits: bool,
    make: fn() -> Box<dyn Scene>,
}

impl Entry {
    /// The scene, at its defaults.
    pub fn make(&self) -> Box<dyn Scene> {
        (self.make)()
    }
}

const fn entry<M: Model>() -> Entry {
    Entry { id: M::ID, params: Figure::<M>::params, digits: M::DIGITS, make: || Box::new(Figure::<M>::new()) }
}

/// In the order of the page.
const ALL: &[Entry] = &[
    entry::<full_vs_one::FullVsOneScene>(),
    entry::<batches::BatchesScene>(),
    entry::<cost::CostScene>(),
    entry::<accuracy::AccuracyScene>(),
    entry::<noise::NoiseScene>(),
    entry::<generalization::GeneralizationScene>(),
    entry::<minima::MinimaScene>(),
    entry::<trade_offs::TradeOffsScene>(),
    entry::<large_batch::LargeBatchScene>(),
    entry::<momentum::MomentumScene>(),
    entry::<hill::HillScene>(),
    entry::<critical::CriticalScene>(),
    entry::<escape::EscapeScene>(),
    entry::<lab::LabScene>(),
];

/// Those with digits, or those without: each kind is in one part of the page's program alone.
const fn of_kind<const COUNT: usize>(digits: bool) -> [Entry; COUNT] {
    let (mut chosen, mut found, mut k) = ([ALL[0]; COUNT], 0, 0);
    while k < ALL.len() {
        if ALL[k].digits == digits {
            chosen[found] = ALL[k];
            found += 1;
        }
        k += 1;
    }
    chosen
}
const fn count(digits: bool) -> usize {
    let (mut found, mut k) = (0, 0);
    while k < ALL.len() {
        found += (ALL[k].digits == digits) as usize;
        k += 1;
    }
    found
}

/// The scene that travels alone, so that a first visit is light.
pub static FIRST: &[Entry] = &[ALL[0]];

/// The scenes on formulas and small data sets.
pub static FORMULAS: [Entry; count(false)] = of_kind(false);

/// The scenes on real digits.
pub static DIGITS: [Entry; count(true)] = of_kind(true);

/// All scenes, in the order of the page.
pub static SCENES: &[Entry] = ALL;

/// A scene by its id, or nothing where there is none.
pub fn new(id: &str) -> Option<Box<dyn Scene>> {
    SCENES.iter().find(|entry| entry.id == id).map(Entry::make)
}

/// What the page sees of a scene. `run` is the index of a run, nothing for the scene as a whole.
pub trait Scene: std::any::Any {
    /// Takes the parameters of a link, all others at their defaults; tells what could not be used.
    fn load(&mut self, query: &[(String, String)]) -> Vec<Notice>;
    /// The parameters that are not at their defaults: the link.
    fn query(&self) -> Vec<(String, String)>;
    /// The controls to show now.
    fn controls(&self) -> Vec<Control>;
    /// Sets one parameter from text; tells what could not be used.
    fn set(&mut self, name: &str, text: &str, run: Option<usize>) -> Option<Notice>;
    /// Presses one of the buttons among the controls; true if what it began is to be played.
    fn command(&mut self, name: &str, run: Option<usize>) -> bool;
    /// The guided steps, and where the scene stands among them.
    fn guide(&self) -> Guide;
    /// Begins to move to a step, by its index; the number of steps gives the reader the turn.
    fn follow(&mut self, step: usize);
    /// Moves on towards it; false when there is no way left.
    fn glide(&mut self, seconds: f64) -> bool;
    /// Keeps the present runs in the pictures, whatever is set from now on.
    fn pin(&mut self);
    /// Takes one of the kept runs away, or all of them.
    fn unpin(&mut self, pin: Option<usize>);
    /// The kept runs, each with the link it was set by.
    fn pins(&self) -> Vec<Vec<(String, String)>>;
    /// Tells whether the reader looks deeper: what only they see is computed only then.
    fn deepen(&mut self, open: bool);
    /// The panels; their number and order never change, their axes may.
    fn panels(&self) -> Vec<PanelInfo>;
    /// A panel's axes, without the cost of its picture.
    fn axes(&self, panel: usize) -> (Axis, Axis);
    /// One layer of a panel.
    fn picture(&self, panel: usize, layer: Layer) -> Picture;
    /// What the layers of a panel depend on.
    fn revision(&self, panel: usize) -> Revision;
    /// Tells the width over height of a panel's plotting area.
    fn set_aspect(&mut self, panel: usize, aspect: f64);
    /// Where it stands in time; nothing for a scene without a clock.
    fn timeline(&self) -> Option<Timeline>;
    /// Goes to a share 0…1 of the duration.
    fn seek(&mut self, share: f64);
    /// Goes to where play would stop: what readers see who want no motion.
    fn complete(&mut self);
    /// Plays on for some seconds.
    fn advance(&mut self, seconds: f64);
    /// Lets seconds pass before the first run: what the scene shows while it waits.
    fn idle(&mut self, seconds: f64);
    /// Goes to the next (+1) or previous (−1) moment at which something changes.
    fn step(&mut self, direction: i32);
    /// Computes up to so many updates of long runs; true when nothing is left, and all is shown.
    fn work(&mut self, updates: u64) -> bool;
    /// Shows how far the work has come, before it ends: now and then, since it costs as much as a frame.
    fn look(&mut self);
    /// The question, if the scene asks one.
    fn prediction(&self) -> Option<Prediction>;
    /// Takes the reader's answer; true if what follows is to be played.
    fn predict(&mut self, choice: usize) -> bool;
    /// What can be taken hold of; their number never changes.
    fn handles(&self) -> Vec<HandleInfo>;
    /// Moves a handle to a point of its panel; `done` when it is let go.
    fn drag(&mut self, handle: usize, to: Xy, done: bool);
    /// How far one arrow-key press moves a handle.
    fn key_step(&self, handle: usize) -> Xy;
    /// Takes a tap on a panel.
    fn tap(&mut self, panel: usize, at: Xy);
    /// Takes the place of a pointer above a panel; nothing when it has left.
    fn hover(&mut self, panel: usize, at: Option<Xy>);
    /// Names of the runs in the pictures, each with the run whose colour it has; nothing where there are not two to tell apart.
    fn legend(&self) -> Vec<(usize, Sentence)>;
    /// Words in the pictures.
    fn labels(&self) -> Vec<Label>;
    /// Formula or sentence under the pictures: key of markup, and its parts.
    fn caption(&self) -> Option<Sentence>;
    /// What tells it from others.
    fn traits(&self) -> Traits;
    /// The live numbers.
    fn readouts(&self) -> Vec<Readout>;
    /// What the lecture says, held against what was measured; empty until there is something to say.
    fn claims(&self) -> Vec<Claim>;
    /// The present state in one sentence.
    fn describe(&self) -> Sentence;
    /// Heavy work that the scene wants done elsewhere: independent jobs, each with a key that stays its own. A job that
    /// has disappeared from the list is cancelled.
    fn jobs(&self) -> Vec<(String, Request)>;
    /// Takes what the job `key` has found.
    fn receive(&mut self, key: &str, report: Report);
    /// Part of the long work that is done, 0…1; nothing while there is none.
    fn progress(&self) -> Option<f64>;
    /// A table that stands in sight, below the pictures: the lecture's words beside what was measured. Few scenes have one.
    fn ledger(&self) -> Vec<LedgerRow>;
}
