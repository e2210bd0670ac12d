//! How sharp two solutions are.

use super::super::around::{Around, Sharpness};
use super::{Found, Looking};
use crate::curvature::{Boxed, Here, Objective, STEPS, TOLERANCE, Top};
use std::rc::Rc;

/// Chance of the vector that eigenvalues are looked for from, the same for all solutions.
const CHANCE: u64 = 1;

/// What is looked for at one solution; each portion is one product or one gradient.
enum Stage {
    Eigenvalue(Here, Top),
    Box(Top, Boxed),
}

pub(super) struct Run {
    objectives: [(Rc<Objective>, Vec<f64>); 2],
    done: Vec<Sharpness>,
    stage: Option<Stage>,
    progress: f64,
}

impl Run {
    pub(super) fn new(pair: &[Rc<Found>; 2]) -> Self {
        let objectives = pair.each_ref().map(|found| {
            let theta = found.network.parameters().into_iter().map(f64::from).collect();
            (Rc::new(Objective::new(found.network.shape(), &found.data.train)), theta)
        });
        Self { objectives, done: Vec::new(), stage: None, progress: 0.0 }
    }
}

impl Looking for Run {
    fn work(&mut self) -> bool {
        let Some((objective, theta)) = self.objectives.get(self.done.len()) else { return true };
        // Part of the work on this solution: half for each measure; residuals shrink by factors.
        let (stage, part) = match self.stage.take() {
            None => {
                let here = objective.at(theta.clone());
                let top = Top::new(theta.len(), CHANCE, |v| here.hessian(v));
                (Some(Stage::Eigenvalue(here, top)), 0.0)
            }
            Some(Stage::Eigenvalue(here, mut top)) => {
                if top.step(|v| here.hessian(v)) {
                    (Some(Stage::Box(top, Boxed::new(objective.clone(), here))), 0.5)
                } else {
                    let part = libm::log(top.residual()) / libm::log(TOLERANCE) / 2.0;
                    (Some(Stage::Eigenvalue(here, top)), part.clamp(0.0, 0.5))
                }
            }
            Some(Stage::Box(top, mut boxed)) => {
                if boxed.step() {
                    let (eigenvalue, residual) = (top.value(), top.residual());
                    self.done.push(Sharpness { eigenvalue, residual, boxed: boxed.value() });
                    (None, 0.0)
                } else {
                    let part = 0.5 + 0.5 * boxed.steps() as f64 / STEPS as f64;
                    (Some(Stage::Box(top, boxed)), part)
                }
            }
        };
        self.stage = stage;
        self.progress = self.progress.max((self.done.len() as f64 + part) / 2.0);
        self.done.len() == 2
    }
    fn around(&self) -> Around {
        match self.done[..] {
            [small, large] => Around::Sharpness([small, large]),
            _ => Around::Coming,
        }
    }
    fn progress(&self) -> f64 {
        // The box's last step is not the end yet.
        if self.done.len() == 2 { 1.0 } else { self.progress.min(0.99) }
    }
}
