//! Which runs answer what is asked: pairs of a small batch and the full one, and what lies around them.

use super::{ASK, Ask, DIRECTIONS, EXAMPLES, FACTOR, HIDDEN, LEARNING_RATE, PAIRS, SMALL, WRONG};
use crate::param::Given;
use crate::scene::Settings;
use crate::scene::settings::SEED;
use crate::scene::tuning::seeds;
use crate::value::Value;
use downhill_network::job::{AroundRequest, Directions, Look, SolutionRequest};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) ask: Ask,
    pub(super) directions: Directions,
    pub(super) examples: usize,
    pub(super) hidden: usize,
    /// Wrong labels in percent.
    pub(super) wrong: usize,
    /// Learning rate of the small batch, and how many times as much the full batch has.
    pub(super) rate: f64,
    pub(super) factor: f64,
    pub(super) small: usize,
    pub(super) pairs: usize,
    pub(super) seed: u64,
}

/// The two runs of a pair: with the small batch, and with the full one.
pub(super) type Pair = [SolutionRequest; 2];

/// One job's work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Work {
    Run(SolutionRequest),
    Around(AroundRequest),
}

impl Work {
    pub(super) fn to_value(self) -> Value {
        match self {
            Work::Run(request) => request.to_value(),
            Work::Around(request) => request.to_value(),
        }
    }
    /// What it costs, beside others: the full batch needs many more epochs.
    pub(super) fn cost(&self, asked: &Asked) -> f64 {
        match self {
            Work::Run(request) if request.size == asked.small => 0.1,
            Work::Run(request) => asked.rate / request.rate,
            Work::Around(_) => 1.0,
        }
    }
}

impl Asked {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            ask: settings.choice(&ASK),
            directions: settings.choice(&DIRECTIONS),
            examples: settings.whole(&EXAMPLES),
            hidden: settings.whole(&HIDDEN),
            wrong: settings.whole(&WRONG),
            rate: settings.number(&LEARNING_RATE),
            factor: settings.number(&FACTOR),
            small: settings.whole(&SMALL),
            pairs: settings.whole(&PAIRS),
            seed: settings.number(&SEED) as u64,
        }
    }
    /// The same with one η for both.
    pub(super) fn same_rate(&self) -> Self {
        Self { factor: 1.0, ..*self }
    }
    /// Whether another one asks for the same setting, whatever it asks about it, with however many pairs of whichever seed.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        let Self { ask, directions, pairs, seed, .. } = *self;
        *self == Self { ask, directions, pairs, seed, ..*other }
    }
    /// Learning rate of the full batch.
    pub(super) fn large_rate(&self) -> f64 {
        libm::round(self.rate * self.factor * 1e9) / 1e9
    }
    /// The pairs: of both runs the examples, the wrong labels and the first weights are the same.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> + use<> {
        let asked = *self;
        seeds(asked.seed, asked.pairs as u64).map(move |seed| {
            let request = |rate: f64, size: usize| SolutionRequest {
                examples: asked.examples,
                hidden: asked.hidden,
                wrong: asked.wrong as f64 / 100.0,
                rate,
                size,
                seed,
            };
            [request(asked.rate, asked.small), request(asked.large_rate(), asked.examples)]
        })
    }
    /// Looks at a pair.
    pub(super) fn around(&self, pair: Pair, look: Look, at: usize) -> AroundRequest {
        let directions = if look == Look::Plane { self.directions } else { Directions::Random };
        AroundRequest { pair, look, at, directions }
    }
    /// The first pair, which is looked at.
    pub(super) fn first(&self, look: Look, at: usize) -> Option<AroundRequest> {
        self.pairs().next().map(|pair| self.around(pair, look, at))
    }
    /// All that answers it, one pair after the other, so that an interval is seen soon. What another η does to a gap is told beside
    /// the gap with the same η.
    pub(super) fn work(&self) -> Vec<Work> {
        match self.ask {
            Ask::Gap => {
                let both = self.pairs().zip(self.same_rate().pairs());
                let runs = both.flat_map(|([small, large], [_, same])| {
                    let same = (same != large).then_some(same);
                    [Some(small), same, Some(large)]
                });
                runs.flatten().map(Work::Run).collect()
            }
            Ask::Around => {
                let looks = [(Look::Line, 0), (Look::Plane, 0), (Look::Plane, 1)];
                looks.into_iter().filter_map(|(look, at)| self.first(look, at)).map(Work::Around).collect()
            }
            Ask::Sharpness => {
                self.pairs().map(|pair| Work::Around(self.around(pair, Look::Sharpness, 0))).collect()
            }
        }
    }
}
