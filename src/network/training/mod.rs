//! Training, update by update: draw a batch, add up its gradient, let the rule update, and measure at the end of epochs.

mod average;
mod parse;
#[cfg(test)]
mod tests;

pub(crate) use self::average::Average;
use crate::data::Data;
use crate::kernel::BLOCK;
use crate::network::{Gradient, Measure, Network, Room};
use crate::shape::{Activation, Shape};
use downhill_engine::batch::{Batches, Order, Plan};
use downhill_engine::optimizer::{Layers, Optimizer, Plain, Sgd};
use downhill_engine::rng::Rng;
use downhill_engine::run::DIVERGED;
use downhill_engine::schedule::Schedule;
use std::rc::Rc;

/// When training ends: at the first of these.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// After so many updates.
    pub updates: u64,
    /// At a moment at which the training loss is at most this …
    pub loss: f64,
    /// … and the training accuracy at least this.
    pub accuracy: f64,
}

/// How a network is trained. The same recipe on the same data gives the same bits.
pub struct Recipe {
    /// Widths of the hidden layers.
    pub layers: Vec<usize>,
    /// What hidden units do.
    pub activation: Activation,
    /// The rule of the updates; one that works layer by layer is given [`Recipe::parts`].
    pub optimizer: Box<dyn Optimizer<f32>>,
    /// The base learning rate η.
    pub rate: f64,
    /// How η changes.
    pub schedule: Schedule,
    /// Which examples each update sees.
    pub batch: Plan,
    /// Share of the training labels that are made wrong.
    pub label_noise: f64,
    /// Epoch from whose end on the parameters at the ends of epochs are averaged.
    pub average_from: Option<u64>,
    /// Epochs from one measurement to the next, at least 1.
    pub every: u64,
    /// When it ends.
    pub stop: Stop,
    /// Chance of the first weights, the batches and the wrong labels.
    pub seed: u64,
}

impl Recipe {
    /// Stochastic gradient descent, one hidden layer of 32 rectified units, reshuffled batches of `size`, so many updates.
    pub fn sgd(rate: f64, size: usize, updates: u64, seed: u64) -> Self {
        Self {
            layers: vec![32],
            activation: Activation::Relu,
            optimizer: Box::new(Sgd),
            rate,
            schedule: Schedule::Constant,
            batch: Plan::Drawn(size, Order::Reshuffle),
            label_noise: 0.0,
            average_from: None,
            every: 1,
            stop: Stop { updates, loss: f64::NEG_INFINITY, accuracy: 0.0 },
            seed,
        }
    }
    /// The network's shape on `data`.
    pub fn shape(&self, data: &Data) -> Shape {
        shape(data, &self.layers, self.activation)
    }
    /// The layers of a network on `data` as rules take them: every weight matrix and every bias is one.
    pub fn parts(data: &Data, layers: &[usize]) -> Layers {
        Layers::Listed(shape(data, layers, Activation::Relu).parts().map(Iterator::collect).collect())
    }
}

fn shape(data: &Data, layers: &[usize], activation: Activation) -> Shape {
    Shape::new(&[&[data.features], layers, &[data.classes]].concat(), activation)
}

/// What was measured between two updates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Updates made until then.
    pub update: u64,
    /// On the examples that the network learns from.
    pub train: Measure,
    /// On those it has never seen.
    pub validation: Measure,
}

/// How training stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There are updates left.
    Running,
    /// It has ended as asked.
    Finished,
    /// The training loss is not finite, or a parameter exceeds [`DIVERGED`]. A result, not an error.
    Diverged,
}

/// A network on its way.
///
/// ```
/// use downhill_network::data::{DIGITS, Data};
/// use downhill_network::{Recipe, Training};
/// let digits = Data::from_value(&"digits".into(), |_| Some(DIGITS.to_vec())).unwrap();
/// let mut training = Training::new(digits.into(), Recipe::sgd(0.1, 32, 200, 1));
/// training.step(u64::MAX);
/// assert!(training.history().last().unwrap().validation.accuracy > 0.8);
/// ```
pub struct Training {
    data: Rc<Data>,
    recipe: Recipe,
    batches: Batches,
    /// Whether the rule is plain descent, which goes straight into the parameters.
    descent: bool,
    network: Network,
    /// Of the batch; not needed where it goes straight into the parameters.
    gradient: Gradient,
    room: Room,
    average: Average,
    history: Vec<Moment>,
    update: u64,
    /// Whole epochs made, and updates left in the present one.
    epoch: u64,
    left: u64,
    status: Status,
}

impl Training {
    /// Before the first update.
    pub fn new(mut data: Rc<Data>, recipe: Recipe) -> Self {
        // A stream of chance for each use: seeds are smaller than 2³².
        let chance = |of: u64| recipe.seed.wrapping_mul(4) + of;
        if recipe.label_noise > 0.0 {
            let data = Rc::make_mut(&mut data);
            data.train.mislabel(recipe.label_noise, data.classes, &mut Rng::new(chance(2)));
        }
        let network = Network::new(recipe.shape(&data), &mut Rng::new(chance(0)));
        let mut training = Self {
            descent: recipe.optimizer.plain() == Some(Plain::Sgd),
            batches: recipe.batch.clone().batches(data.train.len(), chance(1)),
            gradient: network.no_gradient(),
            room: Room::new(network.shape()),
            average: Average::default(),
            history: Vec::new(),
            update: 0,
            epoch: 0,
            left: 0,
            status: if recipe.stop.updates == 0 { Status::Finished } else { Status::Running },
            data,
            recipe,
            network,
        };
        training.left = training.per_epoch();
        training.measure();
        training
    }

    /// Makes up to so many updates, fewer where training ends; tells how many.
    pub fn step(&mut self, updates: u64) -> u64 {
        let from = self.update;
        while self.status == Status::Running && self.update - from < updates {
            self.learn();
            self.update += 1;
            self.left -= 1;
            let ended = self.update == self.recipe.stop.updates;
            if ended {
                self.status = Status::Finished;
            }
            let whole = self.left == 0;
            if whole {
                self.left = self.per_epoch();
                self.epoch += 1;
                if self.recipe.average_from.is_some_and(|first| self.epoch >= first) {
                    self.average.take(self.network.theta());
                }
            }
            if ended || whole && self.epoch.is_multiple_of(self.recipe.every.max(1)) {
                self.measure();
            }
        }
        self.update - from
    }

    fn learn(&mut self) {
        let Self { recipe, batches, network, gradient, room, data, update, descent, .. } = self;
        let batch = batches.next_batch();
        let rate = recipe.schedule.rate(recipe.rate, *update);
        let share = 1.0 / batch.len() as f64;
        if *descent && batch.len() <= BLOCK {
            network.descend_by(&data.train, batch, (-rate * share) as f32, room);
            return;
        }
        gradient.clear();
        network.add_gradient(&data.train, batch, share as f32, gradient, room);
        recipe.optimizer.update(network.stored_mut(), gradient.numbers(), rate);
    }

    /// Measures the present moment.
    fn measure(&mut self) {
        let Self { network, data, room, history, recipe, status, update, .. } = self;
        let train = network.measure(&data.train, room);
        let validation = network.measure(&data.validation, room);
        history.push(Moment { update: *update, train, validation });
        let numbers: &[f32] = bytemuck::cast_slice(network.theta());
        if !train.loss.is_finite() || !numbers.iter().all(|x| f64::from(x.abs()) <= DIVERGED) {
            *status = Status::Diverged;
        } else if train.loss <= recipe.stop.loss && train.accuracy >= recipe.stop.accuracy {
            *status = Status::Finished;
        }
    }

    /// Updates in one epoch.
    pub fn per_epoch(&self) -> u64 {
        self.batches.per_epoch().max(1) as u64
    }
    /// Updates made.
    pub fn update(&self) -> u64 {
        self.update
    }
    /// How it stands.
    pub fn status(&self) -> Status {
        self.status
    }
    /// What was measured so far, from the start on.
    pub fn history(&self) -> &[Moment] {
        &self.history
    }
    /// The network as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }
    /// Goes on from other parameters, in the order of [`Network::parameters`]; those that are missing stay.
    pub fn set_parameters(&mut self, parameters: &[f32]) {
        self.network.set_parameters(parameters);
    }
    /// Examples of the last update; none before the first.
    pub fn batch(&self) -> &[usize] {
        self.batches.present()
    }
    /// What it is trained on, with the labels that it is told.
    pub fn data(&self) -> &Rc<Data> {
        &self.data
    }
    /// The state of the rule by name, in the order of the flat vector.
    pub fn state(&self) -> Vec<(&'static str, &[f32])> {
        self.recipe.optimizer.state()
    }
    /// The network whose parameters are the mean of those at the ends of the last epochs, and how it does; none before
    /// there is one.
    pub fn averaged(&mut self) -> Option<(Network, Moment)> {
        let mut network = self.network.clone();
        network.theta_mut().copy_from_slice(self.average.mean()?);
        let train = network.measure(&self.data.train, &mut self.room);
        let validation = network.measure(&self.data.validation, &mut self.room);
        Some((network, Moment { update: self.update, train, validation }))
    }
    /// The likeliest class of each example that validates.
    pub fn classify(&mut self) -> Vec<u8> {
        self.network.classify(&self.data.validation, &mut self.room)
    }
}
