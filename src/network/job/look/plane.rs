//! The training loss on a plane through a solution (H. Li et al., *Visualizing the loss landscape of neural nets*, 2018).
//! Parameters are taken as they are stored; what rows are filled up with is 0 in all of them.

use super::super::around::{Around, Directions, Plane, SIDE};
use super::super::learner::PORTION;
use super::{Found, Looking};
use crate::network::{Network, Room};
use crate::symmetric::eigen;
use crate::vector::{add, dot, scale};
use downhill_engine::rng::Rng;
use std::rc::Rc;

/// How far beyond the way the plane reaches, and how much narrower than its other side a side may be.
const MARGIN: f64 = 1.15;
const NARROWEST: f64 = 0.4;
/// Streams of chance beside those of training, which end below 2³⁴.
const CHANCE: u64 = 1 << 34;

pub(super) struct Run {
    found: Rc<Found>,
    directions: [Vec<f64>; 2],
    network: Network,
    room: Room,
    /// Points of one portion.
    portion: usize,
    plane: Plane,
}

/// A direction of chance: normal numbers, then the weights into each unit scaled to the length of the solution's own (§4). Biases
/// stay where they are, as in the pictures of the paper.
fn random(network: &Network, rng: &mut Rng) -> Vec<f64> {
    let (mut numbers, own) = (network.parameters(), network.parameters());
    let mut from = 0;
    for pair in network.shape().widths().windows(2) {
        let (inputs, outputs) = (pair[0], pair[1]);
        let weights = from..from + inputs * outputs;
        numbers[weights.clone()].iter_mut().for_each(|x| *x = rng.normal() as f32);
        let length = |of: &[f32], unit: usize| {
            let weights = of[weights.clone()].iter().skip(unit).step_by(outputs);
            weights.map(|x| f64::from(*x) * f64::from(*x)).sum::<f64>().sqrt()
        };
        let scales: Vec<f64> = (0..outputs).map(|o| length(&own, o) / length(&numbers, o)).collect();
        for row in numbers[weights.clone()].chunks_mut(outputs) {
            row.iter_mut().zip(&scales).for_each(|(x, scale)| *x = (f64::from(*x) * scale) as f32);
        }
        from = weights.end + outputs;
        numbers[weights.end..from].fill(0.0);
    }
    let mut direction = network.clone();
    direction.set_parameters(&numbers);
    direction.stored().iter().map(|x| f64::from(*x)).collect()
}

/// Moments of a way as they differ from their mean.
fn centred(way: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut mean = vec![0.0; way[0].len()];
    way.iter().for_each(|moment| add(&mut mean, 1.0 / way.len() as f64, moment));
    let away = |moment: &Vec<f64>| moment.iter().zip(&mean).map(|(x, mean)| x - mean).collect();
    way.iter().map(away).collect()
}

/// The first two principal components, as unit vectors, through the products of all moments with one another: those are
/// few. Each points from the first moment on. Nothing where the way is straight.
fn principal(way: &[Vec<f64>], away: &[Vec<f64>]) -> [Vec<f64>; 2] {
    let half: Vec<Vec<f64>> =
        (0..away.len()).map(|i| away[..=i].iter().map(|other| dot(&away[i], other)).collect()).collect();
    let row = |i: usize| (0..away.len()).map(|j| half[i.max(j)][i.min(j)]).collect();
    let found = eigen((0..away.len()).map(row).collect());
    std::array::from_fn(|k| {
        let mut direction = vec![0.0; way[0].len()];
        if let Some((value, vector)) = found.get(k).filter(|(value, _)| *value > 1e-12 * found[0].0) {
            for (share, moment) in vector.iter().zip(away) {
                add(&mut direction, share / value.sqrt(), moment);
            }
        }
        // Moments are differences from the last one.
        let ahead = if dot(&direction, &way[0]) > 0.0 { -1.0 } else { 1.0 };
        scale(&mut direction, ahead);
        direction
    })
}

impl Run {
    pub(super) fn new(found: &Rc<Found>, spanned: Directions) -> Self {
        let network = found.network.clone();
        let end = network.stored();
        let difference = |moment: &Vec<f32>| {
            moment.iter().zip(end).map(|(x, end)| f64::from(*x) - f64::from(*end)).collect()
        };
        let way: Vec<Vec<f64>> = found.way.iter().map(difference).collect();
        let away = centred(&way);
        let [across, mut up] = match spanned {
            Directions::Path => principal(&way, &away),
            Directions::Random => {
                let mut rng = Rng::new(CHANCE + found.request.seed);
                [(); 2].map(|()| random(&network, &mut rng))
            }
        };
        // Perpendicular, and as long as before: by chance they nearly are.
        let square = dot(&up, &up);
        let slant = dot(&across, &up) / dot(&across, &across).max(f64::MIN_POSITIVE);
        add(&mut up, -slant, &across);
        let longer = (square / dot(&up, &up).max(f64::MIN_POSITIVE)).sqrt();
        scale(&mut up, longer);
        let directions = [across, up];
        let squares = directions.each_ref().map(|direction| dot(direction, direction).max(f64::MIN_POSITIVE));
        let place = |moment: &Vec<f64>, k: usize| dot(moment, &directions[k]) / squares[k];
        let path: Vec<(f64, f64)> = way.iter().map(|moment| (place(moment, 0), place(moment, 1))).collect();
        let all: f64 = away.iter().map(|moment| dot(moment, moment)).sum();
        let along = |k| away.iter().map(|moment| place(moment, k).powi(2)).sum::<f64>() * squares[k];
        let far =
            |of: fn(&(f64, f64)) -> f64| path.iter().map(|at| MARGIN * of(at).abs()).fold(0.0, f64::max);
        let (x, y) = (far(|at| at.0), far(|at| at.1));
        let half = match spanned {
            Directions::Random => (1.0, 1.0),
            Directions::Path => (x.max(NARROWEST * y), y.max(NARROWEST * x)),
        };
        let shares = [0, 1].map(|k| along(k) / all.max(f64::MIN_POSITIVE));
        let each = (found.data.train.len() * network.shape().parameters()) as f64;
        Self {
            found: found.clone(),
            room: Room::new(network.shape()),
            network,
            portion: (PORTION / each).max(1.0) as usize,
            plane: Plane { half, losses: Vec::with_capacity(SIDE * SIDE), path, shares },
            directions,
        }
    }
}

impl Looking for Run {
    fn work(&mut self) -> bool {
        let Self { found, directions: [across, up], network, room, plane, .. } = self;
        for at in plane.losses.len()..(plane.losses.len() + self.portion).min(SIDE * SIDE) {
            let place = |k: usize| 2.0 * k as f64 / (SIDE - 1) as f64 - 1.0;
            let (x, y) = (plane.half.0 * place(at % SIDE), plane.half.1 * place(at / SIDE));
            let from = found.network.stored().iter().zip(across.iter().zip(&*up));
            for (theta, (centre, (across, up))) in network.stored_mut().iter_mut().zip(from) {
                *theta = (f64::from(*centre) + x * across + y * up) as f32;
            }
            plane.losses.push(network.measure(&found.data.train, room).loss);
        }
        plane.losses.len() == SIDE * SIDE
    }
    fn around(&self) -> Around {
        Around::Plane(self.plane.clone())
    }
    fn progress(&self) -> f64 {
        self.plane.losses.len() as f64 / (SIDE * SIDE) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Activation, Shape};
    use crate::vector::length;

    #[test]
    fn chance_moves_each_unit_as_far_as_its_own_weights_reach() {
        let network = Network::new(Shape::new(&[9, 5, 4], Activation::Relu), &mut Rng::new(2));
        let direction = random(&network, &mut Rng::new(3));
        let mut moved = network.clone();
        moved.stored_mut().iter_mut().zip(&direction).for_each(|(x, by)| *x = *by as f32);
        let (own, numbers) = (network.parameters(), moved.parameters());
        for (from, inputs, outputs) in [(0, 9, 5), (50, 5, 4)] {
            for unit in 0..outputs {
                let into = |of: &[f32]| {
                    (0..inputs).map(|i| f64::from(of[from + i * outputs + unit])).collect::<Vec<_>>()
                };
                assert!((length(&into(&numbers)) / length(&into(&own)) - 1.0).abs() < 1e-6);
            }
            let biases = &numbers[from + inputs * outputs..][..outputs];
            assert!(biases.iter().all(|x| *x == 0.0));
        }
    }
}
