//! Which examples each update sees.

mod parse;

pub use parse::{from_value, size_and_order};

use crate::named::named;
use crate::param::Choice;
use crate::rng::Rng;

named! {
    /// How batches are drawn from N examples.
    pub enum Order {
        /// Shuffled anew at the start of every epoch, then dealt: the lecture's rule.
        Reshuffle = "reshuffle",
        /// Shuffled once, then dealt in that order in every epoch.
        Once = "once",
        /// Dealt in the order of the data.
        Sequential = "sequential",
        /// Each example drawn independently of all others.
        Replacement = "replacement",
    }
}

/// The parameter that chooses an [`Order`].
pub static ORDER: Choice<Order> = Choice::new("order");

/// What a run's batches are to be, before it is known which seed draws them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Batches of this size (1…N), drawn by this rule.
    Drawn(usize, Order),
    /// These batches, over and over; one round is one epoch.
    Listed(Vec<Vec<usize>>),
}

impl Plan {
    /// The stream of batches out of `examples`, seeded.
    pub fn batches(self, examples: usize, seed: u64) -> Batches {
        match self {
            Plan::Drawn(size, order) => Batches::new(examples, size, order, seed),
            Plan::Listed(batches) => Batches::listed(batches),
        }
    }
}

/// The stream of mini-batches of one run. An epoch is ⌈N/B⌉ updates; where B does not divide N, its last batch is
/// a partial one (with replacement every batch is full).
///
/// ```
/// use downhill_engine::batch::{Batches, Order};
/// let mut batches = Batches::new(5, 2, Order::Sequential, 1);
/// assert_eq!(batches.per_epoch(), 3);
/// assert_eq!(batches.next_batch(), [0, 1]);
/// assert_eq!(batches.next_batch(), [2, 3]);
/// assert_eq!(batches.next_batch(), [4]);
/// ```
#[derive(Clone, Debug)]
pub struct Batches {
    source: Source,
    /// All examples in their own order, where every batch is of all.
    whole: Vec<usize>,
    /// Places of the present batch in what it is dealt from.
    from: usize,
    to: usize,
}

#[derive(Clone, Debug)]
enum Source {
    Deck {
        order: Order,
        size: usize,
        deck: Vec<usize>,
        rng: Rng,
    },
    /// Drawn one by one out of so many examples.
    Drawn {
        examples: usize,
        drawn: Vec<usize>,
        rng: Rng,
    },
    Listed(Vec<Vec<usize>>),
}

impl Batches {
    /// Batches of `size` (kept within 1…N) out of `examples` by `order`, seeded.
    pub fn new(examples: usize, size: usize, order: Order, seed: u64) -> Self {
        let size = size.min(examples).max(1);
        let mut rng = Rng::new(seed);
        let mut deck: Vec<usize> = (0..examples).collect();
        let whole = if size == examples && order != Order::Replacement { deck.clone() } else { Vec::new() };
        let source = match order {
            Order::Replacement => Source::Drawn { examples, drawn: vec![0; size], rng },
            Order::Once => {
                rng.shuffle(&mut deck);
                Source::Deck { order, size, deck, rng }
            }
            Order::Reshuffle | Order::Sequential => Source::Deck { order, size, deck, rng },
        };
        Self { source, whole, from: 0, to: 0 }
    }
    /// These batches of example numbers, over and over; one round is one epoch.
    pub fn listed(batches: Vec<Vec<usize>>) -> Self {
        Self { source: Source::Listed(batches), whole: Vec::new(), from: 0, to: 0 }
    }

    /// Updates in one epoch.
    pub fn per_epoch(&self) -> usize {
        match &self.source {
            Source::Deck { size, deck, .. } => deck.len().div_ceil(*size),
            Source::Drawn { examples, drawn, .. } => examples.div_ceil(drawn.len()),
            Source::Listed(batches) => batches.len(),
        }
    }

    /// The examples of the next update, in the order in which they are added up. A full batch is the same sum to the last
    /// bit however it was dealt.
    pub fn next_batch(&mut self) -> &[usize] {
        self.pass();
        if self.whole.is_empty() { self.present() } else { &self.whole }
    }
    /// The examples of the last update as they were dealt; none at the start.
    pub fn present(&self) -> &[usize] {
        match &self.source {
            Source::Deck { deck, .. } => &deck[self.from..self.to],
            Source::Drawn { drawn, .. } => &drawn[self.from..self.to],
            Source::Listed(batches) => batches[self.from..self.to].first().map_or(&[], Vec::as_slice),
        }
    }
    fn pass(&mut self) {
        let (size, len) = match &mut self.source {
            Source::Deck { size, deck, .. } => (*size, deck.len()),
            Source::Drawn { examples, drawn, rng } => {
                drawn.fill_with(|| rng.below(*examples));
                self.to = drawn.len();
                return;
            }
            Source::Listed(batches) => (1, batches.len()),
        };
        self.from = if self.to < len { self.to } else { 0 };
        self.to = (self.from + size).min(len);
        if let Source::Deck { order: Order::Reshuffle, deck, rng, .. } = &mut self.source
            && self.from == 0
        {
            rng.shuffle(deck);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::named::Named;
    use proptest::prelude::*;

    fn epoch(batches: &mut Batches) -> Vec<Vec<usize>> {
        (0..batches.per_epoch()).map(|_| batches.next_batch().to_vec()).collect()
    }

    proptest! {
        #[test]
        fn every_epoch_deals_every_example_once(n in 1_usize..40, b in 1_usize..40, rule in 0_usize..3, seed: u64) {
            let b = b.min(n);
            let mut batches = Batches::new(n, b, Order::ROWS[rule].1, seed);
            for _ in 0..3 {
                let dealt = epoch(&mut batches);
                prop_assert!(dealt[..dealt.len() - 1].iter().all(|batch| batch.len() == b));
                prop_assert_eq!(dealt[dealt.len() - 1].len(), if n % b == 0 { b } else { n % b });
                let mut all = dealt.concat();
                all.sort_unstable();
                prop_assert!(all.into_iter().eq(0..n));
            }
        }

        #[test]
        fn same_seed_same_batches(seed: u64) {
            let mut a = Batches::new(20, 3, Order::Reshuffle, seed);
            let mut b = a.clone();
            prop_assert_eq!((epoch(&mut a), epoch(&mut a)), (epoch(&mut b), epoch(&mut b)));
        }
    }

    #[test]
    fn only_reshuffling_changes_between_epochs() {
        let mut reshuffle = Batches::new(20, 4, Order::Reshuffle, 1);
        assert_ne!(epoch(&mut reshuffle), epoch(&mut reshuffle));
        let mut once = Batches::new(20, 4, Order::Once, 1);
        let first = epoch(&mut once);
        assert_eq!(first, epoch(&mut once));
        assert_ne!(first.concat(), (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn a_full_batch_is_the_same_in_any_order() {
        for (order, seed) in [(Order::Reshuffle, 1), (Order::Once, 2), (Order::Sequential, 3)] {
            let mut batches = Batches::new(9, 9, order, seed);
            for _ in 0..3 {
                assert!(batches.next_batch().iter().copied().eq(0..9), "{order:?}");
            }
        }
    }

    #[test]
    fn replacement_repeats_examples_and_keeps_batches_full() {
        let mut batches = Batches::new(20, 7, Order::Replacement, 1);
        let dealt: Vec<_> = (0..30).map(|_| batches.next_batch().to_vec()).collect();
        assert!(dealt.iter().all(|batch| batch.len() == 7));
        let repeats = |batch: &Vec<usize>| (1..7).any(|i| batch[..i].contains(&batch[i]));
        assert!(dealt.iter().any(repeats));
    }

    #[test]
    fn sizes_are_kept_within_what_there_is() {
        let mut batches = Batches::new(4, 9, Order::Sequential, 1);
        assert_eq!((batches.per_epoch(), batches.next_batch()), (1, &[0, 1, 2, 3][..]));
        assert_eq!(Batches::new(4, 0, Order::Sequential, 1).next_batch(), [0]);
    }

    #[test]
    fn listed_batches_come_round() {
        let mut batches = Batches::listed(vec![vec![0, 3], vec![1]]);
        let dealt: Vec<_> = (0..3).map(|_| batches.next_batch().to_vec()).collect();
        assert_eq!(dealt, [vec![0, 3], vec![1], vec![0, 3]]);
    }
}
