//! Which examples each update sees.

use crate::fields::{FieldError, Fields, error, numbers};
use crate::param::Param;
use crate::rng::Rng;
use crate::value::Value;

/// How batches are drawn from N examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Shuffled anew at the start of every epoch, then dealt: the lecture's rule.
    Reshuffle,
    /// Shuffled once, then dealt in that order in every epoch.
    Once,
    /// Dealt in the order of the data.
    Sequential,
    /// Each example drawn independently of all others.
    Replacement,
    /// These batches, over and over; one round is one epoch.
    Listed(Vec<Vec<usize>>),
}

/// Names of the rules that need no list; the first is the default.
pub const ORDERS: &[&str] = &["reshuffle", "once", "sequential", "replacement"];

impl Order {
    /// The rule of a name in [`ORDERS`].
    pub fn named(name: &str) -> Self {
        match name {
            "once" => Order::Once,
            "sequential" => Order::Sequential,
            "replacement" => Order::Replacement,
            _ => Order::Reshuffle,
        }
    }
}

/// The stream of mini-batches of one run. An epoch is ⌈N/B⌉ updates; where B does not divide N, its last batch is
/// a partial one (with replacement every batch is full).
#[derive(Clone, Debug)]
pub struct Batches {
    order: Order,
    size: usize,
    deck: Vec<usize>,
    next: usize,
    rng: Rng,
    drawn: Vec<usize>,
}

impl Batches {
    /// Batches of `size` (1…N) out of `examples` by `order`, seeded.
    pub fn new(examples: usize, size: usize, order: Order, seed: u64) -> Self {
        assert!((1..=examples).contains(&size), "batch size 1…N");
        let mut rng = Rng::new(seed);
        let mut deck: Vec<usize> = (0..examples).collect();
        if order == Order::Once {
            rng.shuffle(&mut deck);
        }
        Self { order, size, deck, next: 0, rng, drawn: Vec::with_capacity(size) }
    }

    /// Updates in one epoch.
    pub fn per_epoch(&self) -> usize {
        match &self.order {
            Order::Listed(batches) => batches.len(),
            _ => self.deck.len().div_ceil(self.size),
        }
    }

    /// The examples of the next update.
    pub fn next_batch(&mut self) -> &[usize] {
        let n = self.deck.len();
        match &self.order {
            Order::Listed(batches) => {
                self.drawn.clone_from(&batches[self.next]);
                self.next = (self.next + 1) % batches.len();
            }
            Order::Replacement => {
                self.drawn.clear();
                for _ in 0..self.size {
                    self.drawn.push(self.rng.below(n));
                }
            }
            Order::Reshuffle | Order::Once | Order::Sequential => {
                if self.next == 0 && self.order == Order::Reshuffle {
                    self.rng.shuffle(&mut self.deck);
                }
                let end = (self.next + self.size).min(n);
                self.drawn.clear();
                self.drawn.extend_from_slice(&self.deck[self.next..end]);
                self.next = if end == n { 0 } else { end };
            }
        }
        &self.drawn
    }

    /// The stream of a description `{ size: 4, order: "reshuffle" | [[0,3],[1,2],…] }` over `examples` examples;
    /// nothing means the full batch.
    ///
    /// # Errors
    /// The size is not 1…N, the order is not known, or a listed index is not an example.
    pub fn from_value(value: Option<&Value>, examples: usize, seed: u64) -> Result<Self, FieldError> {
        let Some(value) = value else { return Ok(Self::new(examples, examples, Order::Sequential, seed)) };
        let fields = Fields::new("batch", value, &["size", "order"])?;
        if let Some(list @ Value::List(_)) = fields.get("order") {
            return Ok(Self::new(examples, 1, Order::Listed(listed(list, examples)?), seed));
        }
        let (size, order) = named(&fields, examples)?;
        Ok(Self::new(examples, size, order, seed))
    }
}

/// Size and rule of a description `{ size, order }` without a list; nothing means the full batch.
///
/// # Errors
/// The size is not 1…N, or the order is not known.
pub fn size_and_order(value: Option<&Value>, examples: usize) -> Result<(usize, Order), FieldError> {
    match value {
        Some(value) => named(&Fields::new("batch", value, &["size", "order"])?, examples),
        None => Ok((examples, Order::Sequential)),
    }
}

fn named(fields: &Fields, examples: usize) -> Result<(usize, Order), FieldError> {
    let order = fields.choice(&Param::choice("order", ORDERS))?;
    let size = match fields.get("size") {
        Some(_) => fields.number(&Param::integer("size", 1.0, examples as f64, "1"))? as usize,
        None => examples,
    };
    Ok((size, Order::named(order)))
}

fn listed(value: &Value, examples: usize) -> Result<Vec<Vec<usize>>, FieldError> {
    let path = "batch.order";
    let lists = value.as_list().unwrap_or_default();
    let allowed = format!("example indices 0…{}, at least one a batch", examples - 1);
    let mut batches = Vec::with_capacity(lists.len());
    for (b, list) in lists.iter().enumerate() {
        let path = format!("{path}[{b}]");
        let indices = numbers(&path, list)?;
        let fits = |i: &f64| *i >= 0.0 && i.fract() == 0.0 && *i < examples as f64;
        if indices.is_empty() || !indices.iter().all(fits) {
            return Err(error(&path, list, &allowed));
        }
        batches.push(indices.into_iter().map(|i| i as usize).collect());
    }
    if batches.is_empty() {
        return Err(error(path, value, "at least one batch"));
    }
    Ok(batches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn epoch(batches: &mut Batches) -> Vec<Vec<usize>> {
        (0..batches.per_epoch()).map(|_| batches.next_batch().to_vec()).collect()
    }

    proptest! {
        #[test]
        fn every_epoch_deals_every_example_once(n in 1_usize..40, b in 1_usize..40, rule in 0_usize..3, seed: u64) {
            let b = b.min(n);
            let mut batches = Batches::new(n, b, Order::named(ORDERS[rule]), seed);
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
    fn replacement_repeats_examples_and_keeps_batches_full() {
        let mut batches = Batches::new(20, 7, Order::Replacement, 1);
        let dealt: Vec<_> = (0..30).map(|_| batches.next_batch().to_vec()).collect();
        assert!(dealt.iter().all(|batch| batch.len() == 7));
        let repeats = |batch: &Vec<usize>| (1..7).any(|i| batch[..i].contains(&batch[i]));
        assert!(dealt.iter().any(repeats));
    }

    #[test]
    fn listed_batches_come_round() {
        let mut batches = Batches::new(4, 1, Order::Listed(vec![vec![0, 3], vec![1]]), 0);
        let dealt: Vec<_> = (0..3).map(|_| batches.next_batch().to_vec()).collect();
        assert_eq!(dealt, [vec![0, 3], vec![1], vec![0, 3]]);
    }
}
