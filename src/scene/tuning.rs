//! The choice of a learning rate, the same wherever rates are tried.

use super::sweep::mean;

/// Seeds that each rate is tried with: others than those of the runs that count, or the best would be partly luck.
const TRIALS: u64 = 2;
/// How far apart seeds of trials are from those of runs.
const APART: u64 = 1_000_003;

/// So many seeds, from the one that is set on.
pub(super) fn seeds(first: u64, count: u64) -> impl Iterator<Item = u64> {
    (0..count).map(move |k| (first + k) % 4_294_967_296)
}
/// The seeds that rates are tried with.
pub(super) fn trial_seeds(first: u64) -> impl Iterator<Item = u64> {
    seeds(first + APART, TRIALS)
}
/// What a rate came to, of what its trials did; nothing before all are known.
pub(super) fn tried(trials: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    mean(&trials.collect::<Option<Vec<f64>>>()?)
}

/// The rate that does best, the lowest of those that are equal; nothing before all of them have been `tried`. They ascend.
pub(super) fn best(rates: impl IntoIterator<Item = f64>, tried: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    let mut best: Option<(f64, f64)> = None;
    for rate in rates {
        let accuracy = tried(rate)?;
        if best.is_none_or(|(most, _)| accuracy > most) {
            best = Some((accuracy, rate));
        }
    }
    best.map(|(_, rate)| rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_of_the_best_once_all_are_known() {
        let rates = [0.1, 0.2, 0.4];
        assert_eq!(best(rates, |rate| Some(if rate < 0.2 { 0.5 } else { 0.9 })), Some(0.2));
        assert_eq!(best(rates, |rate| (rate < 0.4).then_some(rate)), None);
        assert_eq!(tried([Some(0.5), Some(0.75)].into_iter()), Some(0.625));
        assert_eq!(tried([Some(0.5), None].into_iter()), None, "a part is no whole");
    }

    #[test]
    fn trials_have_seeds_of_their_own() {
        assert!(trial_seeds(7).all(|seed| seeds(7, 1000).all(|other| other != seed)));
        assert_eq!(seeds(4_294_967_295, 2).last(), Some(0), "they are 32 bits");
    }
}
