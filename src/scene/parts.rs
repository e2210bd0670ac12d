//! What a scene is made of for those who show it: panels, handles, words, numbers, claims.

use crate::chart::{Of, Shape, Xy};
use crate::value::Value;

/// Named parts of a sentence.
pub type Args = Vec<(&'static str, Value)>;

/// One picture of a scene and the keys of its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panel {
    /// Its id, unique in the scene.
    pub id: &'static str,
    /// Width over height that suits it.
    pub aspect: f64,
    /// Key of what runs along.
    pub x: &'static str,
    /// Key of what runs up.
    pub y: &'static str,
    /// Key of what it shows, in a sentence.
    pub label: &'static str,
}

/// Something a reader can take hold of.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
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

/// Whether a claim of the lecture holds in what was just measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Holds,
    /// It does under these settings; others show otherwise.
    Conditional,
    /// It does not.
    Fails,
}

impl Standing {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Holds => "holds",
            Standing::Conditional => "conditional",
            Standing::Fails => "fails",
        }
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

/// Which part of a picture is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Axes, shading and still marks.
    Under,
    /// Moving marks.
    Over,
}

/// Counts changes, so that whoever draws knows what is out of date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Of the still part.
    pub under: u64,
    /// Of the moving part.
    pub over: u64,
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
    /// Whose colour they take.
    pub of: Of,
    /// Key of the words.
    pub key: &'static str,
    /// Their parts.
    pub args: Args,
}

/// Where words stand around a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Right of it.
    Right,
    /// Left of it.
    Left,
    /// Above it.
    Above,
    /// Below it.
    Below,
    /// Upon it.
    Upon,
}

impl Side {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Side::Right => "right",
            Side::Left => "left",
            Side::Above => "above",
            Side::Below => "below",
            Side::Upon => "upon",
        }
    }
}
