//! What a scene is made of for those who show it: panels, handles, words, numbers, claims.

use super::examples::lent;
use super::settings::Settings;
use crate::analysis::Estimate;
use crate::chart::{Axis, Of, Shape, Xy};
use crate::named::named;
use crate::param::{Given, Param};
use crate::value::Value;

/// Named parts of a sentence.
pub type Args = Vec<(&'static str, Value)>;
/// A sentence: its key and its parts.
pub type Sentence = (&'static str, Args);

named! {
    /// Where a control stands.
    pub enum Group {
        /// Always in sight.
        Main = "main",
        /// Folded away.
        More = "more",
        /// On the card of a run.
        Run = "run",
        /// On the card of a run, folded away.
        RunMore = "run-more",
    }
}

/// Something that the reader can set or press.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Its name.
    pub name: &'static str,
    /// The parameter that it sets; nothing for a button.
    pub param: Option<Param>,
    /// What is set.
    pub value: String,
    /// The run that it belongs to; nothing for the scene as a whole.
    pub run: Option<usize>,
    /// Where it stands.
    pub group: Group,
    /// Whether it can be used now.
    pub enabled: bool,
}

impl Control {
    /// A control for `param`, with its value in `settings`.
    pub(super) fn of(param: &'static Param, settings: &Settings, run: Option<usize>, group: Group) -> Self {
        let value = settings.text(param).to_owned();
        let mut control = Self { name: param.name, param: Some(*param), value, run, group, enabled: true };
        if let Some(lent) = lent() {
            (lent.control)(settings, &mut control);
        }
        control
    }
    /// A button.
    pub(super) fn button(name: &'static str, run: Option<usize>, group: Group, enabled: bool) -> Self {
        Self { name, param: None, value: String::new(), run, group, enabled }
    }
}

/// One picture of a scene and the keys of its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PanelInfo {
    /// Its id, unique in the scene.
    pub id: &'static str,
    /// Width over height that suits it.
    pub aspect: f64,
    /// Whether it is for those who look deeper, and folded away for all others.
    pub deeper: bool,
    /// Key of what runs along.
    pub x: &'static str,
    /// Key of what runs up.
    pub y: &'static str,
    /// Key of what it shows, in a sentence.
    pub label: &'static str,
}

/// Something a reader can take hold of.
#[derive(Clone, Debug, PartialEq)]
pub struct HandleInfo {
    /// Its name.
    pub id: &'static str,
    /// Index of its panel.
    pub panel: usize,
    /// Where, in the panel's data coordinates.
    pub at: Xy,
    /// Key of what it is.
    pub label: &'static str,
    /// Parts of that sentence.
    pub args: Args,
}

/// Where a scene stands in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timeline {
    /// Present moment, in the units of the matched axis.
    pub time: f64,
    /// Last moment.
    pub duration: f64,
    /// Whether they are the same.
    pub ended: bool,
    /// Whether runs are still being computed.
    pub pending: bool,
    /// Whether play rests here until it is asked for again.
    pub rests: bool,
    /// Whether there is a moment ahead at which it will.
    pub stops: bool,
}

/// A question asked before a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// Key of the question.
    pub question: &'static str,
    /// Keys of the answers.
    pub choices: Vec<&'static str>,
    /// The answer given.
    pub chosen: Option<usize>,
    /// Parts of these sentences.
    pub args: Args,
    /// The answer that turned out right, where that can be told.
    pub right: Option<usize>,
    /// What the run showed, in one sentence; nothing before its end.
    pub verdict: Option<Sentence>,
}

/// What tells a scene from others for as long as it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    /// Whether it may ask for heavy work: then a worker is made ready.
    pub heavy: bool,
    /// Whether its formula or sentence is in sight of all, not only of those who look deeper.
    pub formula: bool,
    /// Whether the cards of its runs are.
    pub runs: bool,
    /// Whether it has a table of the lecture's words in sight.
    pub ledger: bool,
    /// Whether its runs can be kept as ghosts.
    pub pins: bool,
}

/// The guided steps of a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// How many there are; behind the last one it is the reader's turn.
    pub steps: usize,
    /// The step at which the scene stands; nothing when the reader has set something else.
    pub at: Option<usize>,
    /// Whether the scene is on its way there.
    pub moving: bool,
    /// Whether they are recipes, to be chosen by their titles.
    pub recipes: bool,
    /// Panels, handles and controls that it emphasises, by their names.
    pub on: &'static [&'static str],
}

/// What a row of numbers belongs to in the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swatch {
    /// A run, by its index.
    Run(usize),
    /// A symbol in some colour.
    Symbol(Shape, Of),
}

/// One row of live numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Readout {
    /// What it is about.
    pub swatch: Swatch,
    /// Key of its name.
    pub label: &'static str,
    /// Parts of the name.
    pub args: Args,
    /// Column key and number, as text.
    pub values: Vec<(&'static str, String)>,
    /// The update at which it diverged, once that has been reached.
    pub diverged_at: Option<u64>,
}

named! {
    /// Whether a claim of the lecture holds in what was just measured: how a stated test came out.
    pub enum Standing {
        /// It does.
        Holds = "holds",
        /// It does under these settings; others show otherwise.
        Conditional = "conditional",
        /// It does not.
        Fails = "fails",
        /// The difference is not told from chance, or too small to speak of.
        Unclear = "unclear",
    }
}

impl Standing {
    /// What `difference`, positive where the claim holds, says about it. One that speaks of something is not nothing by
    /// its interval and at least `least` by its value; where even the interval has no room for that much, the claimed
    /// difference is not there.
    pub(super) fn of(Estimate { value, low, high }: Estimate, least: f64) -> Self {
        if low > 0.0 && value >= least {
            Standing::Holds
        } else if high < 0.0 && value <= -least || low <= 0.0 && high >= 0.0 && high.max(-low) < least {
            Standing::Fails
        } else {
            Standing::Unclear
        }
    }
    /// The same of a claim that something gains so much: where the whole interval is below that, there is no such gain,
    /// whether it is a loss or not.
    pub(super) fn of_gain(gain: Estimate, least: f64) -> Self {
        if gain.high < least { Standing::Fails } else { Self::of(gain, least) }
    }
    /// The same of a claim that two are apart by so much: where the whole interval is nearer to nothing they are about equal, even if
    /// it is on one side.
    pub(super) fn of_distance(difference: Estimate, least: f64) -> Self {
        let near = difference.high.max(-difference.low) < least;
        if near { Standing::Fails } else { Self::of(difference, least) }
    }
}

/// A claim with the numbers it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Key of the sentence.
    pub key: &'static str,
    /// How it came out; nothing where it only reports.
    pub standing: Option<Standing>,
    /// Its numbers.
    pub args: Args,
}

impl Claim {
    /// A claim that was put to a test: an interval of a difference, never two single numbers.
    pub(super) fn tested(key: &'static str, standing: Standing, args: Args) -> Self {
        Self { key, standing: Some(standing), args }
    }
    /// A sentence that only reports: of one run, or of what follows without any chance.
    pub(super) fn report(key: &'static str, args: Args) -> Self {
        Self { key, standing: None, args }
    }
}

/// Which layer of a panel is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Axes, shading and marks that stand still.
    Still,
    /// Marks that move.
    Moving,
}

/// What a layer depends on, as numbers that differ when it does.
pub type Stamp = [u64; 3];

/// Tells whoever draws which layers are out of date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Of the layer that stands still.
    pub still: Stamp,
    /// Of the moving one.
    pub moving: Stamp,
}

impl Revision {
    /// The same, but that the layer that stands still depends on its axes only.
    pub(super) fn with_axes(self, (x, y): (Axis, Axis)) -> Self {
        Self { still: [x.stamp(), y.stamp(), 0], ..self }
    }
}

/// Words at a place of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Index of its panel.
    pub panel: usize,
    /// Where, in the panel's data coordinates.
    pub at: Xy,
    /// On which side of that place the words stand.
    pub side: Side,
    /// The part of the picture whose colour they take.
    pub of: Of,
    /// Key of the words.
    pub key: &'static str,
    /// Their parts.
    pub args: Args,
}

named! {
    /// Where words stand around a place.
    pub enum Side {
        /// Right of it.
        Right = "right",
        /// Left of it.
        Left = "left",
        /// Above it.
        Above = "above",
        /// Below it.
        Below = "below",
        /// Upon it.
        Upon = "upon",
    }
}

/// One row of a table of the lecture's words beside what was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerRow {
    /// Key of its name.
    pub name: &'static str,
    /// Keys of what the lecture says of small batches and of large ones.
    pub lecture: [&'static str; 2],
    /// How both compare, once all of it is measured.
    pub standing: Option<Standing>,
    /// What was measured.
    pub cells: Vec<LedgerCell>,
}

/// One thing that is, or can be, measured.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerCell {
    /// What is held equal, and what it came to, in a sentence.
    pub said: Sentence,
    /// How that stands to the lecture; nothing before it is measured.
    pub standing: Option<Standing>,
    /// The scene that measures it, and its link.
    pub scene: &'static str,
    /// The link's parameters.
    pub query: Vec<(String, String)>,
    /// The command that measures it.
    pub command: &'static str,
    /// Whether that is under way.
    pub busy: bool,
}
