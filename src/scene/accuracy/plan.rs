//! Which runs answer what is asked: for each batch size its seeds, and, where learning rates are tuned, its trials.

use super::results::Results;
use super::{BUDGET, Budget, DATA, EPOCHS, LEARNING_RATE, OPTIMIZER, SEEDS, TUNING, Tuning};
use crate::param::Given;
use crate::scene::Settings;
use crate::scene::settings::SEED;
use crate::scene::sweep::share_done;
use crate::scene::tuning::{best, seeds, trial_seeds};
use downhill_network::data::Set;
use downhill_network::job::{FACTORS, Rule, TrainingRequest};

/// Hidden units.
pub(super) const HIDDEN: usize = 32;
/// The batch size that the learning rate that is set suits.
const SUITED: f64 = 16.0;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) data: Set,
    pub(super) budget: Budget,
    pub(super) tuning: Tuning,
    pub(super) optimizer: Rule,
    pub(super) rate: f64,
    pub(super) epochs: usize,
    pub(super) seeds: usize,
    pub(super) seed: u64,
}

impl Asked {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            data: settings.choice(&DATA),
            budget: settings.choice(&BUDGET),
            tuning: settings.choice(&TUNING),
            optimizer: settings.choice(&OPTIMIZER),
            rate: settings.number(&LEARNING_RATE),
            epochs: settings.whole(&EPOCHS),
            seeds: settings.whole(&SEEDS),
            seed: settings.number(&SEED) as u64,
        }
    }
    /// Batch sizes, from one example to all of them.
    pub(super) fn sizes(&self) -> &'static [usize] {
        match self.data {
            Set::Digits => &[1, 4, 16, 64, 256, 1024],
            Set::Mnist => &[1, 4, 16, 64, 256, 1000, 8000],
        }
    }
    /// Examples that train.
    pub(super) fn examples(&self) -> usize {
        self.sizes()[self.sizes().len() - 1]
    }
    /// The batch size whose updates all others make, where these are what is equal.
    pub(super) fn reference(&self) -> usize {
        if self.data == Set::Digits { 16 } else { 64 }
    }
    /// The small batch that the largest is held against. One example at a time has too little for a η that suits many, which
    /// is not what the lecture speaks of; at equal updates it is just what it has to do with.
    pub(super) fn small(&self) -> usize {
        if self.budget == Budget::Updates { 1 } else { 16 }
    }
    /// Updates that a batch size makes.
    pub(super) fn updates(&self, size: usize) -> u64 {
        let of = if self.budget == Budget::Epochs { size } else { self.reference() };
        (self.epochs * self.examples().div_ceil(of)) as u64
    }
    /// Learning rates that are tried for a batch size: around the one that is set, scaled with √B. What suits best lies between that
    /// one and one in proportion to B.
    pub(super) fn rates(&self, size: usize) -> [f64; FACTORS.len()] {
        let centre = self.rate * (size as f64 / SUITED).sqrt();
        FACTORS.map(|factor| libm::round(centre * factor * 1e9) / 1e9)
    }
    fn request(&self, size: usize, rate: f64, seed: u64) -> TrainingRequest {
        TrainingRequest {
            data: self.data,
            hidden: HIDDEN,
            optimizer: self.optimizer,
            rate,
            size,
            updates: self.updates(size),
            seed,
            inside: false,
        }
    }
    /// The trials of one rate.
    pub(super) fn trials(&self, size: usize, rate: f64) -> impl Iterator<Item = TrainingRequest> + use<> {
        let asked = *self;
        trial_seeds(asked.seed).map(move |seed| asked.request(size, rate, seed))
    }
    /// The runs of one batch size.
    pub(super) fn runs(&self, size: usize, rate: f64) -> impl Iterator<Item = TrainingRequest> + use<> {
        let asked = *self;
        seeds(asked.seed, asked.seeds as u64).map(move |seed| asked.request(size, rate, seed))
    }
}

/// What is asked, and which learning rate each batch size has by now.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) asked: Asked,
    /// One a batch size; nothing while its trials are under way.
    pub(super) rates: Vec<Option<f64>>,
    /// What has not been run, in the order in which it is.
    pub(super) missing: Vec<TrainingRequest>,
    /// Whether all of it is known.
    pub(super) known: bool,
    /// Part of the work that is done, 0…1.
    pub(super) progress: f64,
}

impl Plan {
    pub(super) fn new(asked: Asked, results: &Results) -> Self {
        let rate = |size: &usize| match asked.tuning {
            Tuning::Same => Some(asked.rate),
            Tuning::Tuned => best(asked.rates(*size), |rate| results.tried(&asked, *size, rate)),
        };
        let rates = asked.sizes().iter().map(rate).collect();
        let mut plan = Self { asked, rates, missing: Vec::new(), known: false, progress: 0.0 };
        plan.missing = plan.missing(results);
        // While a rate is not known its trials are not.
        plan.known = plan.missing.is_empty();
        plan.come(results);
        plan
    }
    /// The runs of the batch size at a place of the list; none before its rate is known: what was run with another one does not
    /// count.
    pub(super) fn runs(&self, place: usize) -> impl Iterator<Item = TrainingRequest> + '_ {
        let rate = self.rates[place].into_iter();
        rate.flat_map(move |rate| self.asked.runs(self.asked.sizes()[place], rate))
    }
    fn trials(&self, place: usize) -> impl Iterator<Item = TrainingRequest> + '_ {
        let (tuned, size) = (self.asked.tuning == Tuning::Tuned, self.asked.sizes()[place]);
        let rates = self.asked.rates(size).into_iter().filter(move |_| tuned);
        rates.flat_map(move |rate| self.asked.trials(size, rate))
    }
    fn places(&self) -> std::ops::Range<usize> {
        0..self.rates.len()
    }
    fn all(&self) -> impl Iterator<Item = TrainingRequest> + '_ {
        self.places().flat_map(|place| self.trials(place).chain(self.runs(place)))
    }
    /// What has not been run: trials first, then one seed of every batch size after the other, so that the whole curve is seen
    /// soon.
    fn missing(&self, results: &Results) -> Vec<TrainingRequest> {
        let trials = self.places().flat_map(|place| self.trials(place));
        let runs = |seed: usize| self.places().filter_map(move |place| self.runs(place).nth(seed));
        let runs = (0..self.asked.seeds).flat_map(runs);
        trials.chain(runs).filter(|request| results.end(request).is_none()).collect()
    }
    /// The request that a job of this key has been given, if it has not ended.
    pub(super) fn called(&self, key: &str) -> Option<TrainingRequest> {
        self.missing.iter().find(|request| self::key(request) == key).copied()
    }
    /// The runs under way have got further.
    pub(super) fn come(&mut self, results: &Results) {
        // One example at a time costs about three times what it costs among others.
        let cost = |request: &TrainingRequest| request.updates as f64 * (request.size as f64 + 2.0);
        let pieces = self.all().map(|request| (cost(&request), results.progress(&request)));
        // Runs whose rate is not known yet cost what they cost with any.
        let unknown = self.places().filter(|place| self.rates[*place].is_none());
        let asked = self.asked;
        let later = unknown.flat_map(|place| asked.runs(asked.sizes()[place], asked.rate));
        self.progress = share_done(pieces.chain(later.map(|request| (cost(&request), 0.0))));
    }
}

/// What a run's job is called.
pub(super) fn key(request: &TrainingRequest) -> String {
    format!("{}-{}-{}", request.size, request.rate, request.seed)
}
