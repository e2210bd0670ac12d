//! The choice of a learning rate, the same wherever rates are tried.

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
    use super::best;

    #[test]
    fn the_lowest_of_the_best_once_all_are_known() {
        let rates = [0.1, 0.2, 0.4];
        assert_eq!(best(rates, |rate| Some(if rate < 0.2 { 0.5 } else { 0.9 })), Some(0.2));
        assert_eq!(best(rates, |rate| (rate < 0.4).then_some(rate)), None);
    }
}
