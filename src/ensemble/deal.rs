use crate::batch::Order;
use crate::rng::Rng;

/// A deck of examples for each run, all dealt in step.
///
/// A batch of all examples is the full batch in any order, and so that it is the same sum to the last bit it is dealt in
/// one: from both ends inwards, so that where the first example and the last pull equally in opposite directions, and the
/// second and the last but one, and so on, they cancel exactly, as they do on paper.
pub(super) struct Deal {
    order: Order,
    size: usize,
    n: usize,
    /// `n` example numbers for each run; none where batches are not dealt from decks.
    decks: Vec<u8>,
    next: usize,
    rng: Rng,
}

impl Deal {
    /// Whether such batches can be dealt: a card is a byte, so decks are of at most 256 examples.
    pub(super) fn holds(examples: usize, size: usize, order: Order) -> bool {
        examples <= 256 || size >= examples || order == Order::Replacement
    }
    /// Decks for so many runs: batches of `size` (kept within 1…N) that the deal [`holds`](Self::holds).
    pub(super) fn new(runs: usize, examples: usize, size: usize, order: Order, seed: u64) -> Self {
        assert!(Self::holds(examples, size, order), "at most 256 examples");
        let size = size.min(examples).max(1);
        let undealt = size == examples || order == Order::Replacement;
        let cards = if undealt { 0 } else { runs * examples };
        let decks = (0..cards).map(|k| (k % examples) as u8).collect();
        Self { order, size, n: examples, decks, next: 0, rng: Rng::new(seed) }
    }
    /// Examples in the present batch: the last of an epoch may be a partial one.
    pub(super) fn present(&self) -> usize {
        if self.order == Order::Replacement { self.size } else { self.size.min(self.n - self.next) }
    }
    /// The example that `run` uses as the `draw`-th of its present batch.
    pub(super) fn draw(&mut self, run: usize, draw: usize) -> usize {
        if self.size == self.n && self.order != Order::Replacement {
            return if draw.is_multiple_of(2) { draw / 2 } else { self.n - 1 - draw / 2 };
        }
        if self.order == Order::Replacement {
            return self.rng.below(self.n);
        }
        let deck = &mut self.decks[run * self.n..(run + 1) * self.n];
        match self.order {
            // A shuffle, made as far as it is needed: Fisher–Yates.
            Order::Reshuffle | Order::Once => {
                let place = self.next + draw;
                let other = place + self.rng.below(self.n - place);
                deck.swap(place, other);
            }
            Order::Sequential | Order::Replacement => {}
        }
        usize::from(deck[self.next + draw])
    }
    /// All runs have used their batch.
    pub(super) fn pass(&mut self) {
        self.next += self.present();
        if self.next >= self.n || self.order == Order::Replacement {
            self.next = 0;
            if self.order == Order::Once {
                // Shuffled by now; from here on each deck is dealt as it lies.
                self.order = Order::Sequential;
            }
        }
    }
}
