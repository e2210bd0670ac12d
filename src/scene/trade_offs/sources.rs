//! The scenes that measure the rows, each with the settings of the row.

use crate::job::{Report, Request};
use crate::scene::accuracy::AccuracyScene;
use crate::scene::cost::CostScene;
use crate::scene::generalization::GeneralizationScene;
use crate::scene::noise::NoiseScene;
use crate::scene::{Figure, Scene};

/// A scene and what it is set to.
pub(super) struct About {
    /// The command that has it measured.
    pub(super) command: &'static str,
    scene: fn() -> Box<dyn Scene>,
    query: &'static [(&'static str, &'static str)],
    /// Seconds that it took on two cores: how the parts of the work compare.
    seconds: f64,
}

/// In the order in which they are measured.
pub(super) const ALL: [About; 7] = [
    About {
        command: "measure-noise",
        scene: || Box::new(Figure::<NoiseScene>::new()),
        query: &[],
        seconds: 0.1,
    },
    About {
        command: "measure-cost",
        scene: || Box::new(Figure::<CostScene>::new()),
        query: &[],
        seconds: 3.0,
    },
    About {
        command: "measure-cost-workers",
        scene: || Box::new(Figure::<CostScene>::new()),
        query: &[("way", "workers")],
        seconds: 4.0,
    },
    About {
        command: "measure-accuracy",
        scene: || Box::new(Figure::<AccuracyScene>::new()),
        query: &[],
        seconds: 2.0,
    },
    About {
        command: "measure-accuracy-updates",
        scene: || Box::new(Figure::<AccuracyScene>::new()),
        query: &[("budget", "updates")],
        seconds: 8.0,
    },
    About {
        command: "measure-generalization",
        scene: || Box::new(Figure::<GeneralizationScene>::new()),
        query: &[],
        seconds: 15.0,
    },
    About {
        command: "measure-generalization-wrong",
        scene: || Box::new(Figure::<GeneralizationScene>::new()),
        query: &[("wrong-labels", "20")],
        seconds: 25.0,
    },
];

/// A scene at work for the table.
pub(super) struct Source {
    about: &'static About,
    scene: Box<dyn Scene>,
    /// Whether it is among those that were asked for together.
    asked: bool,
}

impl Source {
    pub(super) fn new(about: &'static About) -> Self {
        let mut scene = (about.scene)();
        let text = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        scene.load(&about.query.iter().map(text).collect::<Vec<_>>());
        Self { about, scene, asked: false }
    }
    /// Has it measured, once more if it has been.
    pub(super) fn want(&mut self) {
        let again = "measure-again";
        let timed = self.scene.controls().iter().any(|control| control.name == again && control.enabled);
        if timed {
            self.scene.command(again, None);
        } else {
            // What is trained comes out the same: the pool remembers it.
            *self = Self::new(self.about);
            self.scene.command("measure", None);
        }
        self.asked = true;
        // What needs no workers is done here and now.
        self.scene.deepen(true);
        while !self.scene.work(u64::MAX) {}
    }
    pub(super) fn cancel(&mut self) {
        self.asked = false;
        self.scene.command("cancel", None);
    }
    pub(super) fn asked(&self) -> bool {
        self.asked
    }
    pub(super) fn busy(&self) -> bool {
        self.scene.progress().is_some()
    }
    pub(super) fn seconds(&self) -> f64 {
        self.about.seconds
    }
    pub(super) fn progress(&self) -> f64 {
        self.scene.progress().unwrap_or(1.0)
    }
    /// Its jobs, under keys that tell them from others'.
    pub(super) fn jobs(&self, place: usize) -> Vec<(String, Request)> {
        let own = |(key, request)| (format!("{place} {key}"), request);
        self.scene.jobs().into_iter().map(own).collect()
    }
    pub(super) fn receive(&mut self, key: &str, report: Report) {
        self.scene.receive(key, report);
    }
}
