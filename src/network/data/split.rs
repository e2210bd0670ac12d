//! Which examples train.

use downhill_engine::named::named;
use downhill_engine::rng::Rng;

named! {
    /// How pictures are divided into those that train and those that validate.
    pub enum Split {
        /// The digits: 1,024 train, every class with its share, chosen by a fixed rule.
        Stratified = "stratified",
        /// The digits: the first 1,024 train, the last ones, of later writers, validate: a mild shift.
        Block = "block",
        /// MNIST, which comes shuffled: the first four fifths train.
        Fifths = "fifths",
    }
}

/// Digits that train.
const TRAIN: usize = 1024;

impl Split {
    /// Indices of those that train and of those that validate, each ascending.
    pub fn of(self, labels: &[u8]) -> (Vec<usize>, Vec<usize>) {
        let first = |count: usize| (0..labels.len()).partition(|i| *i < count);
        match self {
            Split::Stratified => {
                stratified(labels, TRAIN.min(labels.len()), |i| splitmix(2021 * 1_000_003 + i as u64))
            }
            Split::Block => first(TRAIN),
            Split::Fifths => first(labels.len() * 4 / 5),
        }
    }
}

/// Draws `count` that train, every class with its share; tells them and all others, each ascending.
pub(crate) fn drawn(labels: &[u8], count: usize, rng: &mut Rng) -> (Vec<usize>, Vec<usize>) {
    let mut ranks: Vec<u64> = (0..labels.len() as u64).collect();
    rng.shuffle(&mut ranks);
    stratified(labels, count.min(labels.len()), |i| ranks[i])
}

/// One step of SplitMix64 (Steele, Lea and Flood 2014).
fn splitmix(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

/// In each class the examples are put in the order of their `rank`, and the first ones taken; how many is the class's share of
/// `train`, rounded so that the sum is right, where most is lost by rounding down first.
fn stratified(labels: &[u8], train: usize, rank: impl Fn(usize) -> u64) -> (Vec<usize>, Vec<usize>) {
    let mut classes = vec![Vec::new(); 256];
    for (i, label) in labels.iter().enumerate() {
        classes[usize::from(*label)].push(i);
    }
    let share = |class: &Vec<usize>| class.len() * train / labels.len().max(1);
    let lost = |class: &Vec<usize>| class.len() * train % labels.len().max(1);
    let mut order: Vec<usize> = (0..classes.len()).collect();
    order.sort_by_key(|&c| std::cmp::Reverse(lost(&classes[c])));
    let missing = train - classes.iter().map(share).sum::<usize>();
    let mut chosen = vec![false; labels.len()];
    for (place, c) in order.into_iter().enumerate() {
        let count = share(&classes[c]) + usize::from(place < missing);
        classes[c].sort_by_key(|&i| rank(i));
        classes[c].iter().take(count).for_each(|&i| chosen[i] = true);
    }
    (0..labels.len()).partition(|&i| chosen[i])
}
