//! Training until the examples are learnt, and what is kept of it.

use super::ready;
use super::solution::{
    EPOCHS, LEARNT_ACCURACY, LEARNT_LOSS, Outcome, Solution, SolutionReport, SolutionRequest,
};
use crate::data::{Data, Part, Set, drawn};
use crate::network::{Network, Room};
use crate::training::{Recipe, Status, Stop, Training};
use downhill_engine::job::{Job, Report};
use downhill_engine::rng::Rng;
use downhill_engine::value::Value;
use std::cell::RefCell;
use std::rc::Rc;

/// Multiplications of one portion: a few milliseconds.
pub(super) const PORTION: f64 = 1.2e7;
/// Most moments of the way that are kept, besides the start and the end.
const WAY: usize = 48;
/// Solutions that are kept.
const KEPT: usize = 4;

/// A run that has ended.
pub(super) struct Found {
    pub(super) request: SolutionRequest,
    /// What it has learnt from, with the labels that it was told; nothing validates.
    pub(super) data: Rc<Data>,
    /// All other digits.
    pub(super) test: Part,
    pub(super) network: Network,
    /// Parameters as they are stored, from the first weights to the last: see [`Way`].
    pub(super) way: Vec<Vec<f32>>,
    pub(super) end: Solution,
}

thread_local! {
    /// The last ones, so that what is looked at around a pair trains once.
    static FOUND: RefCell<Vec<Rc<Found>>> = const { RefCell::new(Vec::new()) };
}

/// A solution that is still here.
fn kept(request: &SolutionRequest) -> Option<Rc<Found>> {
    FOUND.with_borrow(|all| all.iter().find(|found| found.request == *request).cloned())
}

/// Moments of a run whose length is not known before: after `each`·k² updates, k = 0, 1, …, because early a run moves fastest.
/// Where they become too many, every second one goes and `each` is four times as large.
struct Way {
    each: u64,
    moments: Vec<Vec<f32>>,
}

impl Way {
    /// The update after which the next moment is kept.
    fn next(&self) -> u64 {
        let k = self.moments.len() as u64;
        self.each * k * k
    }
    fn keep(&mut self, network: &Network) {
        self.moments.push(network.stored().to_vec());
        if self.moments.len() > WAY {
            let mut even = false;
            self.moments.retain(|_| {
                even = !even;
                even
            });
            self.each *= 4;
        }
    }
}

/// A run on its way to a solution.
pub(super) struct Learner {
    request: SolutionRequest,
    training: Training,
    test: Part,
    way: Way,
    portion: u64,
    progress: f64,
    found: Option<Rc<Found>>,
}

impl Learner {
    /// Before the first update, or at the end where the solution is still here.
    ///
    /// # Errors
    /// The digits are damaged.
    pub(super) fn new(request: SolutionRequest) -> Result<Self, String> {
        let images = &ready(Set::Digits).map_err(|missing| missing.to_string())?.images;
        // Training has the streams 0 to 2 of every four.
        let mut chance = Rng::new(request.seed.wrapping_mul(4) + 3);
        let (train, test) = drawn(&images.labels, request.examples, &mut chance);
        let (features, train) = (images.side * images.side, images.part(&train));
        let data = Data { features, classes: crate::data::CLASSES, train, validation: Part::new(features) };
        let size = request.size.min(data.train.len());
        let updates = EPOCHS * data.train.len().div_ceil(size) as u64;
        let recipe = Recipe {
            layers: vec![request.hidden],
            label_noise: request.wrong,
            stop: Stop { updates, loss: LEARNT_LOSS, accuracy: LEARNT_ACCURACY },
            ..Recipe::sgd(request.rate, size, updates, request.seed)
        };
        // Three for the update, one for the measurement at the end of an epoch.
        let each = 4.0 * (size * recipe.shape(&data).parameters()) as f64;
        let training = Training::new(Rc::new(data), recipe);
        Ok(Self {
            request,
            test: images.part(&test),
            way: Way { each: 1, moments: Vec::new() },
            portion: (PORTION / each).max(1.0) as u64,
            progress: 0.0,
            found: kept(&request),
            training,
        })
    }

    /// Makes a portion of updates; the solution, once there is one.
    pub(super) fn work(&mut self) -> Option<Rc<Found>> {
        let mut left = self.portion;
        while self.found.is_none() && self.training.status() == Status::Running && left > 0 {
            if self.way.next() == self.training.update() {
                self.way.keep(self.training.network());
            }
            left -= self.training.step(left.min(self.way.next() - self.training.update()));
        }
        if self.found.is_none() && self.training.status() != Status::Running {
            self.end();
        }
        self.progress = self.progress.max(self.come());
        self.found.clone()
    }

    fn end(&mut self) {
        let Self { request, training, test, way, found, .. } = self;
        let network = training.network().clone();
        let train = training.history().last().map(|moment| moment.train).unwrap_or_default();
        let learnt = train.loss <= LEARNT_LOSS && train.accuracy >= LEARNT_ACCURACY;
        let outcome = match training.status() {
            Status::Diverged => Outcome::Diverged,
            _ if learnt => Outcome::Learnt,
            _ => Outcome::GivenUp,
        };
        let updates = training.update();
        let epochs = updates.div_ceil(training.per_epoch());
        let test = std::mem::replace(test, Part::new(0));
        let end = Solution {
            outcome,
            epochs,
            updates,
            train,
            test: network.measure(&test, &mut Room::new(network.shape())),
        };
        let mut way = std::mem::take(&mut way.moments);
        way.push(network.stored().to_vec());
        let data = training.data().clone();
        let new = Rc::new(Found { request: *request, data, test, network, way, end });
        FOUND.with_borrow_mut(|all| {
            all.truncate(KEPT - 1);
            all.insert(0, new.clone());
        });
        *found = Some(new);
    }

    /// How far the logarithm of the loss has come from its start to that of a learner, or the epochs to the last.
    fn come(&self) -> f64 {
        let history = self.training.history();
        let (Some(first), Some(last)) = (history.first(), history.last()) else { return 0.0 };
        let way = libm::log(first.train.loss / LEARNT_LOSS);
        let loss = libm::log(first.train.loss / last.train.loss) / way;
        let epochs = self.training.update() as f64 / (EPOCHS * self.training.per_epoch()) as f64;
        // What is not a number loses against any number.
        loss.max(epochs).clamp(0.0, 0.99)
    }
    /// Part of the work that is done, 0…1.
    pub(super) fn progress(&self) -> f64 {
        if self.found.is_some() { 1.0 } else { self.progress }
    }
}

/// Finds one solution and tells how it does.
struct Run(Learner);

pub(super) fn begin(description: &Value) -> Result<impl Job + 'static, String> {
    let request = SolutionRequest::from_value(description).map_err(|error| error.to_string())?;
    Learner::new(request).map(Run)
}

impl Job for Run {
    fn work(&mut self) -> bool {
        self.0.work().is_some()
    }
    fn report(&mut self) -> Report {
        let end = self.0.found.as_ref().map(|found| found.end);
        Report::Plain(SolutionReport { progress: self.0.progress(), end }.to_value())
    }
    fn progress(&self) -> f64 {
        self.0.progress()
    }
}

#[cfg(test)]
pub(super) mod tests;
