//! Scenes: what a reader can do. A scene turns settings into runs, and time into pictures; it knows no browser and
//! no prose, only keys of the locale files.

mod clock;
mod critical;
mod escape;
mod full_vs_one;
mod hill;
mod lab;
mod lane;
mod momentum;
mod race;
mod runs;
mod settings;
mod stage;

pub use clock::Clock;
pub use critical::Critical;
pub use escape::Escape;
pub use full_vs_one::FullVsOne;
pub use hill::Hill;
pub use lab::Lab;
pub use lane::{Lane, number};
pub use momentum::MomentumScene;
pub use race::Race;
pub use settings::Settings;

use crate::chart::{Axis, Of, Picture, Shape, Xy};
use crate::param::{Notice, Param};
use crate::value::{Value, map};

/// One scene that there is.
pub struct Entry {
    /// Its id.
    pub id: &'static str,
    /// Its parameter table.
    pub params: &'static [Param],
    make: fn() -> Box<dyn Scene>,
}

/// The scenes there are, in the order of the page.
///
/// Without the feature `rest` there is only the first: it travels alone, so that a first visit is light.
pub static SCENES: &[Entry] = &[
    Entry { id: "full-vs-one", params: full_vs_one::PARAMS, make: || Box::new(FullVsOne::new()) },
    #[cfg(feature = "rest")]
    Entry { id: "momentum", params: momentum::PARAMS, make: || Box::new(MomentumScene::new()) },
    #[cfg(feature = "rest")]
    Entry { id: "hill", params: hill::PARAMS, make: || Box::new(Hill::new()) },
    #[cfg(feature = "rest")]
    Entry { id: "critical", params: critical::PARAMS, make: || Box::new(Critical::new()) },
    #[cfg(feature = "rest")]
    Entry { id: "escape", params: escape::PARAMS, make: || Box::new(Escape::new()) },
    #[cfg(feature = "rest")]
    Entry { id: "lab", params: lab::PARAMS, make: || Box::new(Lab::new()) },
];

/// A scene by its id, or nothing where there is none.
pub fn new(id: &str) -> Option<Box<dyn Scene>> {
    SCENES.iter().find(|entry| entry.id == id).map(|entry| (entry.make)())
}

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
}

impl Side {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Side::Right => "right",
            Side::Left => "left",
            Side::Above => "above",
            Side::Below => "below",
        }
    }
}

/// What every scene can do. `run` is the index of a run, nothing for the scene as a whole.
pub trait Scene {
    /// What is set.
    fn settings(&self) -> &Settings;
    /// The same, to be changed; [`Scene::rebuild`] follows.
    fn settings_mut(&mut self) -> &mut Settings;
    /// The runs and the clock over them.
    fn race(&self) -> &Race;
    /// The same, to be moved.
    fn race_mut(&mut self) -> &mut Race;
    /// Computes everything anew from the settings.
    fn rebuild(&mut self);
    /// The controls to show now.
    fn controls(&self) -> Vec<Value>;
    /// The panels; their number and order never change, their axes may.
    fn panels(&self) -> Vec<Panel>;
    /// A panel's axes, without the cost of its picture.
    fn axes(&self, panel: usize) -> (Axis, Axis);
    /// A panel's picture, with the marks of one layer.
    fn picture(&self, panel: usize, layer: Layer) -> Picture;
    /// How often each part of a panel changed.
    fn revision(&self, panel: usize) -> Revision;
    /// The live numbers.
    fn readouts(&self) -> Vec<Readout>;
    /// The present state in one sentence: key and parts.
    fn describe(&self) -> (&'static str, Args);

    /// Takes the parameters of a link; tells what could not be used.
    fn load(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        let notices = self.settings_mut().load(query);
        self.race_mut().clock.speed = self.settings().number("speed");
        self.race_mut().go(0.0);
        self.rebuild();
        notices
    }
    /// The parameters that are not at their defaults: the link.
    fn query(&self) -> Vec<(String, String)> {
        self.settings().query()
    }
    /// Sets one parameter from text.
    fn set(&mut self, name: &str, value: &str, _run: Option<usize>) -> Option<Notice> {
        let notice = self.settings_mut().set(name, value);
        if name == "speed" {
            self.race_mut().clock.speed = self.settings().number("speed");
        } else {
            self.rebuild();
        }
        notice
    }
    /// Does one of the commands among the controls; true if what it began is to be played.
    fn command(&mut self, name: &str, _run: Option<usize>) -> bool {
        if name == "new-seed" {
            self.settings_mut().next_seed();
            self.rebuild();
        }
        false
    }
    /// Tells the width over height of a panel's plotting area.
    fn set_aspect(&mut self, _panel: usize, _aspect: f64) {}
    /// Where it stands in time.
    fn timeline(&self) -> Timeline {
        self.race().timeline()
    }
    /// Goes to a share 0…1 of the duration.
    fn seek(&mut self, share: f64) {
        let time = share * self.race().clock.duration();
        self.race_mut().go(time);
    }
    /// Plays on for some seconds.
    fn advance(&mut self, seconds: f64) {
        self.race_mut().advance(seconds);
    }
    /// Lets seconds pass before the first run: what the scene shows while it waits.
    fn idle(&mut self, _seconds: f64) {}
    /// Goes to the next (+1) or previous (−1) moment at which some run updates.
    fn step(&mut self, direction: i32) {
        self.race_mut().step(direction);
    }
    /// Computes up to so many updates of long runs; true when nothing is left.
    fn work(&mut self, updates: u64) -> bool {
        self.race_mut().work(updates);
        !self.race().pending()
    }
    /// The question, if the scene asks one.
    fn prediction(&self) -> Option<Prediction> {
        None
    }
    /// Takes the reader's answer.
    fn predict(&mut self, _choice: usize) {}
    /// What can be taken hold of; their number never changes.
    fn handles(&self) -> Vec<Handle> {
        Vec::new()
    }
    /// Moves a handle to a point of its panel; `done` when it is let go.
    fn drag(&mut self, _handle: usize, _to: Xy, _done: bool) {}
    /// How far one arrow-key press moves a handle.
    fn key_step(&self, _handle: usize) -> Xy {
        (0.0, 0.0)
    }
    /// Takes a tap on a panel.
    fn tap(&mut self, _panel: usize, _at: Xy) {}
    /// Takes the place of a pointer above a panel; nothing when it has left.
    fn hover(&mut self, _panel: usize, _at: Option<Xy>) {}
    /// Words in the pictures.
    fn labels(&self) -> Vec<Label> {
        Vec::new()
    }
    /// Formula or sentence under the pictures: key of markup, and its parts.
    fn caption(&self) -> Option<(&'static str, Args)> {
        None
    }
    /// What the lecture says, held against what was measured; empty until there is something to say.
    fn claims(&self) -> Vec<Claim> {
        Vec::new()
    }
    /// A description of heavy work that the scene wants done elsewhere; nothing once it has it, or wants none.
    fn job(&self) -> Option<Value> {
        None
    }
    /// Takes what the job has found so far.
    fn receive(&mut self, _found: &Value) {}
}

/// A control for `param`: the row of its table, its value, and where it belongs.
fn control(param: &Param, value: &str, run: Option<usize>, group: &str) -> Value {
    let Value::Map(mut entries) = param.describe() else { unreachable!("a table row is a map") };
    entries.push(("value".to_owned(), value.into()));
    entries.push(("run".to_owned(), run_number(run)));
    entries.push(("group".to_owned(), group.into()));
    entries.push(("enabled".to_owned(), true.into()));
    Value::Map(entries)
}

/// A control that is a button.
fn command(name: &str, run: Option<usize>, group: &str, enabled: bool) -> Value {
    map([
        ("name", name.into()),
        ("kind", "command".into()),
        ("label", format!("command.{name}").into()),
        ("value", "".into()),
        ("run", run_number(run)),
        ("group", group.into()),
        ("enabled", enabled.into()),
    ])
}

fn run_number(run: Option<usize>) -> Value {
    Value::Number(run.map_or(-1.0, |index| index as f64))
}
