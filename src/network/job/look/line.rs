//! The losses along the straight line through two solutions: θ(α) = (1 − α)θ₀ + αθ₁ (I. Goodfellow et al., *Qualitatively
//! characterizing neural network optimization problems*, 2015; Keskar et al. 2017, §2.2.1).

use super::super::around::{Around, ENDS, LINE};
use super::{Found, Looking};
use crate::network::{Measure, Network, Room};
use std::rc::Rc;

pub(super) struct Run {
    pair: [Rc<Found>; 2],
    network: Network,
    room: Room,
    points: Vec<[f64; 5]>,
}

impl Run {
    pub(super) fn new(pair: [Rc<Found>; 2]) -> Self {
        let network = pair[0].network.clone();
        Self { room: Room::new(network.shape()), network, pair, points: Vec::new() }
    }
}

impl Looking for Run {
    fn work(&mut self) -> bool {
        let Self { pair: [from, to], network, room, points } = self;
        let alpha = ENDS.0 + (ENDS.1 - ENDS.0) * points.len() as f64 / (LINE - 1) as f64;
        let ends = from.network.stored().iter().zip(to.network.stored());
        for (x, (a, b)) in network.stored_mut().iter_mut().zip(ends) {
            *x = ((1.0 - alpha) * f64::from(*a) + alpha * f64::from(*b)) as f32;
        }
        let [train, test] = [&from.data.train, &from.test].map(|part| network.measure(part, room));
        let numbers = |measure: Measure| [measure.loss, measure.accuracy];
        let ([loss, accuracy], [test_loss, test_accuracy]) = (numbers(train), numbers(test));
        points.push([alpha, loss, accuracy, test_loss, test_accuracy]);
        points.len() == LINE
    }
    fn around(&self) -> Around {
        Around::Line(self.points.clone())
    }
    fn progress(&self) -> f64 {
        self.points.len() as f64 / LINE as f64
    }
}
