//! Pins: runs that stay in the pictures as ghosts when something else is set.

use super::Figure;
use super::model::Model;
use crate::chart::{Mark, Of, Xy, faint};
use crate::param::Given;

/// Most pins at once.
const MOST_PINS: usize = 4;
/// Dashes of their lines: none like a run's.
const GHOST_DASHES: [(f64, f64); MOST_PINS] = [(1.0, 4.0), (5.0, 3.0), (10.0, 3.0), (2.0, 2.0)];
/// What the pictures stand on: with another one of these a ghost would lie.
const GROUND: [&str; 11] = [
    "objective",
    "data",
    "points",
    "units",
    "function",
    "curve",
    "examples",
    "condition",
    "rotation",
    "match",
    "loss-scale",
];

/// A run that stays.
pub(super) struct Pin {
    /// How it was set, as a link writes it.
    query: Vec<(String, String)>,
    ground: String,
    /// Its lines, panel by panel.
    lines: Vec<Vec<Vec<Xy>>>,
}

impl<M: Model> Figure<M> {
    fn ground(&self) -> String {
        let texts = self.settings.params().filter(|param| GROUND.contains(&param.name));
        texts.map(|param| self.settings.text(param)).collect::<Vec<_>>().join(" ")
    }
    /// Keeps the present runs, from their start to their end.
    pub(super) fn keep_pin(&mut self) {
        if self.pins.len() >= MOST_PINS {
            self.pins.remove(0);
        }
        let now = self.race.clock.time();
        self.race.clock.set(f64::MAX);
        let mut lines = Vec::new();
        for panel in M::PANELS {
            let mut paths = Vec::new();
            if panel.pinned {
                for mark in (panel.moving)(self).marks {
                    if let Mark::Path { points, .. } = mark {
                        paths.push(points);
                    }
                }
            }
            paths.retain(|points| points.len() > 2);
            lines.push(paths);
        }
        self.race.clock.set(now);
        self.pins.push(Pin { query: self.link(), ground: self.ground(), lines });
        self.race.moved();
    }
    /// Takes a pin away, or all of them.
    pub(super) fn drop_pin(&mut self, pin: Option<usize>) {
        match pin {
            Some(pin) if pin < self.pins.len() => drop(self.pins.remove(pin)),
            Some(_) => {}
            None => self.pins.clear(),
        }
        self.race.moved();
    }
    /// How each pin was set.
    pub(super) fn pinned(&self) -> Vec<Vec<(String, String)>> {
        self.pins.iter().map(|pin| pin.query.clone()).collect()
    }
    /// What pins add to the moving layer of a panel, under its own marks.
    pub(super) fn ghosts(&self, panel: usize) -> Vec<Mark> {
        let ground = self.ground();
        let mut marks = Vec::new();
        for (pin, dash) in self.pins.iter().zip(GHOST_DASHES) {
            if pin.ground == ground {
                let lines = pin.lines[panel].iter();
                marks.extend(
                    lines.map(|points| Mark::path(points.clone(), faint(Of::Muted, 0.75), 1.4, dash)),
                );
            }
        }
        marks
    }
}
