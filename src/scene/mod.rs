//! Scenes: what a reader can do. A scene turns settings into runs, and time into pictures; it knows no browser and
//! no prose, only keys of the locale files.

/// The accessors of a scene that has its settings and its race in these fields.
macro_rules! holds {
    ($settings:ident, $($race:ident).+) => {
        fn settings(&self) -> &Settings {
            &self.$settings
        }
        fn settings_mut(&mut self) -> &mut Settings {
            &mut self.$settings
        }
        fn race(&self) -> &Race {
            &self.$($race).+
        }
        fn race_mut(&mut self) -> &mut Race {
            &mut self.$($race).+
        }
    };
}

mod batches;
mod clock;
mod critical;
mod escape;
mod full_vs_one;
mod hill;
mod lab;
mod lane;
mod minima;
mod momentum;
mod noise;
mod parts;
mod race;
mod runs;
mod settings;
mod stage;

pub use batches::BatchesScene;
pub use clock::Clock;
pub use critical::Critical;
pub use escape::Escape;
pub use full_vs_one::FullVsOne;
pub use hill::Hill;
pub use lab::Lab;
pub use lane::{Lane, number};
pub use minima::MinimaScene;
pub use momentum::MomentumScene;
pub use noise::NoiseScene;
pub use parts::{
    Args, Claim, Handle, Label, Layer, Panel, Prediction, Readout, Revision, Side, Standing, Swatch, Timeline,
};
pub use race::Race;
pub use settings::Settings;

use self::settings::SPEED;
use crate::chart::{Axis, Picture, Xy};
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
    Entry { id: "batches", params: batches::PARAMS, make: || Box::new(BatchesScene::new()) },
    #[cfg(feature = "rest")]
    Entry { id: "noise", params: noise::PARAMS, make: || Box::new(NoiseScene::new()) },
    #[cfg(feature = "rest")]
    Entry { id: "minima", params: minima::PARAMS, make: || Box::new(MinimaScene::new()) },
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
        let mut notices = self.settings_mut().load(query);
        notices.extend(self.adopt(query));
        self.race_mut().clock.speed = self.settings().number(SPEED.name);
        self.race_mut().go(0.0);
        self.rebuild();
        notices
    }
    /// What else follows from a link that the settings have taken; tells what could not be used.
    fn adopt(&mut self, _query: &[(String, String)]) -> Vec<Notice> {
        Vec::new()
    }
    /// The parameters that are not at their defaults: the link.
    fn query(&self) -> Vec<(String, String)> {
        self.settings().query()
    }
    /// Sets one parameter from text.
    fn set(&mut self, name: &str, value: &str, run: Option<usize>) -> Option<Notice> {
        if name != SPEED.name || run.is_some() {
            return self.change(name, value, run);
        }
        let notice = self.settings_mut().set(name, value);
        self.race_mut().clock.speed = self.settings().number(name);
        notice
    }
    /// Sets any parameter but the speed, and what follows from it.
    fn change(&mut self, name: &str, value: &str, _run: Option<usize>) -> Option<Notice> {
        let notice = self.settings_mut().set(name, value);
        self.rebuild();
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
    /// Goes to where play would stop: what readers see who want no motion.
    fn complete(&mut self) {
        self.seek(1.0);
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
    /// Whether it may ask for heavy work: then a worker is made ready.
    fn heavy(&self) -> bool {
        false
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
