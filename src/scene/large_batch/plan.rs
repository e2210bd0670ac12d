//! Which runs answer what is asked: for each entry its seeds, and, where learning rates are tuned, its trials.

use super::results::{Key, Results, key};
use super::{BATCH_SIZE, EPOCHS, Idea, RATES, Rates, SCOPE, SEEDS, SMALL_RATE, Scope, WARMUP, own};
use crate::param::Given;
use crate::scene::Settings;
use crate::scene::settings::SEED;
use crate::scene::sweep::{On, share_done};
use crate::scene::tuning::{best, seeds, trial_seeds};
use downhill_network::job::{EntryRequest, EntryRule, FACTORS, SWAP_SIZE, WORKERS};
use std::collections::BTreeSet;

/// Examples that train.
pub(super) const EXAMPLES: usize = 1024;
/// The small batch that all large ones are held against.
pub(super) const SMALL: usize = SWAP_SIZE;
/// Momentum of all rules that have one.
const MOMENTUM: f64 = 0.9;
/// η of LAMB for the small batch; it is scaled as all others are.
const LAMB_RATE: f64 = 0.002;

/// One row of the comparison: how networks are trained, but for the seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) idea: Idea,
    /// Its number among the reader's own.
    pub(super) number: usize,
    pub(super) size: usize,
    pub(super) rule: EntryRule,
    /// η at the shared setting.
    pub(super) rate: f64,
    /// η around which others are tried.
    pub(super) centre: f64,
    pub(super) momentum: f64,
    /// Updates of the warm-up.
    pub(super) warmup: u64,
    /// Epochs of SWAP's second phase.
    pub(super) swap: u64,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) size: usize,
    pub(super) scope: Scope,
    pub(super) tuned: bool,
    /// η of the small batch.
    pub(super) rate: f64,
    pub(super) epochs: u64,
    /// Epochs of the warm-up.
    pub(super) warmup: u64,
    pub(super) seeds: u64,
    pub(super) seed: u64,
    /// The reader's own entries.
    own: Vec<Entry>,
}

impl Asked {
    pub(super) fn of(settings: &Settings, runs: &[Settings]) -> Self {
        let mut asked = Self {
            size: settings.text(&BATCH_SIZE).parse().unwrap_or(EXAMPLES),
            scope: settings.choice(&SCOPE),
            // Warm-up has its own case at one η: tuned, that is another one.
            tuned: settings.choice(&RATES) == Rates::Tuned && settings.choice(&SCOPE) != Scope::Warmup,
            rate: settings.number(&SMALL_RATE),
            epochs: settings.whole(&EPOCHS) as u64,
            warmup: settings.whole(&WARMUP) as u64,
            seeds: settings.whole(&SEEDS) as u64,
            seed: settings.number(&SEED) as u64,
            own: Vec::new(),
        };
        asked.own = runs.iter().enumerate().map(|(number, run)| own::entry(&asked, number, run)).collect();
        asked
    }
    /// The accuracy that is compared. Warm-up's own case is about runs that do not even learn their examples.
    pub(super) fn on(&self) -> On {
        if self.scope == Scope::Warmup { On::Training } else { On::Validation }
    }
    /// Updates of an epoch.
    pub(super) fn per_epoch(size: usize) -> u64 {
        EXAMPLES.div_ceil(size) as u64
    }
    /// An entry as an idea has it, at η of linear scaling.
    pub(super) fn entry(&self, idea: Idea) -> Entry {
        let linear = self.rate * self.size as f64 / SMALL as f64;
        let plain = Entry {
            idea,
            number: 0,
            size: self.size,
            rule: EntryRule::Momentum,
            rate: linear,
            centre: linear,
            momentum: MOMENTUM,
            warmup: 0,
            swap: 0,
        };
        let warmup = self.warmup * Self::per_epoch(self.size);
        let at = |rule: EntryRule, rate: f64| Entry { rule, rate, centre: rate, ..plain };
        match idea {
            Idea::Reference => Entry { size: SMALL, rate: self.rate, centre: self.rate, ..plain },
            Idea::Same => Entry { rate: self.rate, ..plain },
            Idea::Sqrt => Entry { rate: self.rate * (linear / self.rate).sqrt(), ..plain },
            Idea::Linear | Idea::Own => plain,
            Idea::Warmup => Entry { warmup, ..plain },
            Idea::Rmsprop => Entry { rule: EntryRule::RmspropWarmup, warmup, ..plain },
            Idea::Lars => at(EntryRule::Lars, linear),
            Idea::Lamb => at(EntryRule::Lamb, LAMB_RATE * linear / self.rate),
            Idea::Swap => Entry { swap: (self.epochs / 5).max(1), ..plain },
        }
    }
    /// The rows of the comparison, in an order that does not depend on what comes out.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let ideas: &[Idea] = match self.scope {
            Scope::Same => &[Idea::Reference, Idea::Same],
            Scope::Scaled => &[Idea::Reference, Idea::Same, Idea::Sqrt, Idea::Linear],
            Scope::All => &[
                Idea::Reference,
                Idea::Same,
                Idea::Sqrt,
                Idea::Linear,
                Idea::Warmup,
                Idea::Rmsprop,
                Idea::Lars,
                Idea::Lamb,
                Idea::Swap,
            ],
            Scope::Warmup => &[Idea::Linear, Idea::Warmup],
        };
        ideas.iter().map(|idea| self.entry(*idea)).chain(self.own.iter().copied()).collect()
    }
    /// Rates that are tried for an entry.
    pub(super) fn rates(entry: &Entry) -> impl Iterator<Item = f64> + use<> {
        let centre = entry.centre;
        FACTORS.into_iter().map(move |factor| factor * centre)
    }
    fn request(&self, entry: &Entry, rate: f64, seed: u64) -> EntryRequest {
        EntryRequest {
            optimizer: entry.rule,
            rate,
            momentum: entry.momentum,
            warmup: entry.warmup,
            swap: entry.swap.min(self.epochs),
            size: entry.size,
            epochs: self.epochs,
            seed,
        }
    }
    /// The trials of one rate.
    pub(super) fn trials(&self, entry: &Entry, rate: f64) -> impl Iterator<Item = EntryRequest> + '_ {
        let entry = *entry;
        trial_seeds(self.seed).map(move |seed| self.request(&entry, rate, seed))
    }
    /// The runs that count, with one rate.
    fn runs(&self, entry: &Entry, rate: f64) -> impl Iterator<Item = EntryRequest> + '_ {
        let entry = *entry;
        seeds(self.seed, self.seeds).map(move |seed| self.request(&entry, rate, seed))
    }
}

/// Which of the two results of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// At the shared setting.
    Shared,
    /// With the best of the rates that were tried.
    Tuned,
}

/// What is asked, and which learning rate each entry has by now.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) asked: Asked,
    pub(super) entries: Vec<Entry>,
    /// The best rate of each; nothing while its trials are under way, or where none are asked for.
    pub(super) best: Vec<Option<f64>>,
    /// What has not been run, in the order in which it is.
    pub(super) missing: Vec<EntryRequest>,
    /// Whether all of it is known.
    pub(super) known: bool,
    /// Part of the work that is done, 0…1.
    pub(super) progress: f64,
}

impl Plan {
    pub(super) fn new(asked: Asked, results: &Results) -> Self {
        let entries = asked.entries();
        let best = |entry: &Entry| {
            let best = || best(Asked::rates(entry), |rate| results.tried(&asked, entry, rate));
            asked.tuned.then(best).flatten()
        };
        let best = entries.iter().map(best).collect();
        let mut plan = Self { asked, entries, best, missing: Vec::new(), known: false, progress: 0.0 };
        plan.missing = plan.missing(results);
        // While a rate is not known its trials are not.
        plan.known = plan.missing.is_empty();
        plan.come(results);
        plan
    }
    /// The place of an idea in the list.
    pub(super) fn place(&self, idea: Idea) -> Option<usize> {
        self.entries.iter().position(|entry| entry.idea == idea)
    }
    /// η of an entry; nothing before it is known.
    pub(super) fn rate(&self, place: usize, at: At) -> Option<f64> {
        match at {
            At::Shared => Some(self.entries[place].rate),
            At::Tuned => self.best[place],
        }
    }
    /// The runs of an entry; none before its rate is known.
    pub(super) fn runs(&self, place: usize, at: At) -> impl Iterator<Item = EntryRequest> + '_ {
        let rate = self.rate(place, at).into_iter();
        rate.flat_map(move |rate| self.asked.runs(&self.entries[place], rate))
    }
    fn trials(&self, place: usize) -> impl Iterator<Item = EntryRequest> + '_ {
        let entry = &self.entries[place];
        let rates = Asked::rates(entry).filter(|_| self.asked.tuned);
        rates.flat_map(move |rate| self.asked.trials(entry, rate))
    }
    /// One seed of every entry after the other, so that the whole picture is seen soon; then the trials.
    fn all(&self) -> impl Iterator<Item = EntryRequest> + '_ {
        let places = 0..self.entries.len();
        let seeds = |at: At| {
            let places = places.clone();
            (0..self.asked.seeds as usize)
                .flat_map(move |seed| places.clone().filter_map(move |place| self.runs(place, at).nth(seed)))
        };
        let trials = places.clone().flat_map(|place| self.trials(place));
        seeds(At::Shared).chain(trials).chain(seeds(At::Tuned))
    }
    /// What has not been run, each once: tuned, three of the entries are one.
    fn missing(&self, results: &Results) -> Vec<EntryRequest> {
        let mut listed: BTreeSet<Key> = BTreeSet::new();
        let missing = self.all().filter(|request| results.ended(request).is_none());
        missing.filter(|request| listed.insert(key(request))).collect()
    }
    /// The request that a job of this key has been given, if it has not ended.
    pub(super) fn called(&self, name: &str) -> Option<EntryRequest> {
        self.missing.iter().find(|request| job(request) == name).copied()
    }
    /// The runs under way have got further.
    pub(super) fn come(&mut self, results: &Results) {
        let cost = |request: &EntryRequest| (request.epochs + request.swap * (WORKERS as u64 - 1)) as f64;
        let pieces = self.all().map(|request| (cost(&request), results.progress(&request)));
        // Runs whose rate is not known yet cost what they cost with any.
        let all = self.entries.iter().zip(&self.best);
        let unknown = all.filter(|(_, best)| self.asked.tuned && best.is_none());
        let later = unknown.flat_map(|(entry, _)| self.asked.runs(entry, entry.rate));
        self.progress = share_done(pieces.chain(later.map(|request| (cost(&request), 0.0))));
    }
}

/// The key of a request's job.
pub(super) fn job(request: &EntryRequest) -> String {
    key(request).map(|part| format!("{part:x}")).join("-")
}
