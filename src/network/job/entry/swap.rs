//! SWAP's second phase: several networks go on from one, each by itself, and are averaged.

use super::{SWAP_SIZE, WORKERS};
use crate::network::{Network, Room};
use crate::training::{Average, Recipe, Training};
use downhill_engine::optimizer::{Form, Momentum};

/// Learning rate η of the workers: that of the reference, which trains with such batches from the start.
pub const SWAP_RATE: f64 = 0.02;
/// Momentum λ of the workers, that of the reference.
pub const SWAP_MOMENTUM: f64 = 0.9;

/// [`WORKERS`] networks on their way, which make an epoch each in turn, and their mean.
///
/// Source: V. Gupta, S. A. Serrano, D. DeCoste, *Stochastic weight averaging in parallel: large-batch training that generalizes
/// well*, ICLR 2020, Algorithm 1, phases 2 and 3. The rate is constant, and networks without batch normalisation need no statistics anew.
pub(super) struct Swap {
    workers: Vec<Training>,
    /// Whose turn it is.
    turn: usize,
    /// The mean of all at the end of the last epoch.
    network: Network,
    room: Room,
    /// Training and validation accuracy of the mean at the end of every epoch.
    pub(super) epochs: Vec<[f64; 2]>,
    /// Whether the mean's loss has left all bounds: it does when one of them does.
    pub(super) diverged: bool,
}

impl Swap {
    /// All go on from this network, each with chance of its own and at rest.
    pub(super) fn new(from: &Training, seed: u64) -> Self {
        let network = from.network().clone();
        let parameters = network.parameters();
        let worker = |k: usize| {
            let recipe = Recipe {
                optimizer: Box::new(Momentum::new(SWAP_MOMENTUM, Form::Lecture)),
                every: u64::MAX,
                // Seeds of runs are smaller than 2³².
                ..Recipe::sgd(SWAP_RATE, SWAP_SIZE, u64::MAX, seed + ((k as u64 + 1) << 32))
            };
            let mut training = Training::new(from.data().clone(), recipe);
            training.set_parameters(&parameters);
            training
        };
        Self {
            workers: (0..WORKERS).map(worker).collect(),
            turn: 0,
            room: Room::new(network.shape()),
            network,
            epochs: Vec::new(),
            diverged: false,
        }
    }
    /// One epoch of one worker; the last one's ends with the mean of all.
    pub(super) fn step(&mut self) {
        let worker = &mut self.workers[self.turn];
        worker.step(worker.per_epoch());
        self.turn = (self.turn + 1) % WORKERS;
        if self.turn == 0 {
            self.average();
        }
    }
    fn average(&mut self) {
        let Self { workers, network, room, .. } = self;
        let mut average = Average::default();
        workers.iter().for_each(|worker| average.take(worker.network().theta()));
        if let Some(mean) = average.mean() {
            network.theta_mut().copy_from_slice(mean);
        }
        let data = workers[0].data();
        let train = network.measure(&data.train, room);
        self.diverged = !train.loss.is_finite();
        self.epochs.push([train.accuracy, network.measure(&data.validation, room).accuracy]);
    }
    /// Epochs made by single workers.
    pub(super) fn made(&self) -> u64 {
        (self.epochs.len() * WORKERS + self.turn) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Set;
    use crate::job::ready;

    fn after(epochs: usize) -> (Training, Swap) {
        let ready = ready(Set::Digits).unwrap();
        let mut training = Training::new(ready.data.clone(), Recipe::sgd(0.1, 256, 8, 3));
        training.step(u64::MAX);
        let mut swap = Swap::new(&training, 3);
        (0..epochs * WORKERS).for_each(|_| swap.step());
        (training, swap)
    }

    #[test]
    fn the_mean_is_that_of_the_workers_and_what_is_told_is_its_accuracy() {
        let (training, mut swap) = after(2);
        let data = training.data();
        let all: Vec<Vec<f32>> = swap.workers.iter().map(|worker| worker.network().parameters()).collect();
        assert!(all.iter().enumerate().all(|(k, one)| !all[..k].contains(one)), "each has its own chance");
        let mean = swap.network.parameters();
        for (i, x) in mean.iter().enumerate() {
            let exact = all.iter().map(|one| f64::from(one[i])).sum::<f64>() / WORKERS as f64;
            assert!((f64::from(*x) - exact).abs() < 1e-6 * exact.abs().max(0.1), "{i}: {x} {exact}");
        }
        let mut network = training.network().clone();
        network.set_parameters(&mean);
        let told = [&data.train, &data.validation].map(|part| network.measure(part, &mut swap.room).accuracy);
        assert_eq!((swap.epochs[1], swap.epochs.len(), swap.made()), (told, 2, 16));
        assert!(told[1] > training.history()[2].validation.accuracy, "{told:?}");
    }

    /// A worker is a run of the reference's rule from these weights on.
    #[test]
    fn workers_train_as_the_reference_does() {
        let (training, swap) = after(1);
        let recipe = Recipe {
            optimizer: Box::new(Momentum::new(0.9, Form::Lecture)),
            ..Recipe::sgd(0.02, 32, 32, 3 + (2 << 32))
        };
        let mut alone = Training::new(training.data().clone(), recipe);
        alone.set_parameters(&training.network().parameters());
        alone.step(u64::MAX);
        assert_eq!(alone.network().parameters(), swap.workers[1].network().parameters());
    }
}
