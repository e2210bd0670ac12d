use crate::decimal;
use crate::objective::Objective;

/// Learning rates that may suit an objective, as settings write them.
pub(super) const RATES: &[&str] = &[
    "0.5", "0.2", "0.1", "0.05", "0.02", "0.01", "0.005", "0.002", "0.001", "0.0005", "0.0002", "0.0001",
    "0.00005", "0.00002", "0.00001", "0.000005", "0.000002", "0.000001",
];

/// About one over the greatest curvature around the start.
pub(super) fn rate(objective: &dyn Objective) -> &'static str {
    let (start, domain) = (objective.start(), objective.domain());
    let dim = start.len();
    let mut greatest = 0.0_f64;
    for k in 0..25 {
        let beside = |along: usize| {
            let cell = [k % 5, k / 5][along];
            start[along] + 0.05 * (domain[along].1 - domain[along].0) * (f64::from(cell) - 2.0)
        };
        let theta: Vec<f64> = (0..dim).map(beside).collect();
        let mut h = vec![0.0; dim * dim];
        objective.hessian(&theta, &mut h);
        // No eigenvalue is greater than the root of the sum of squares, nor less than a half of it.
        let size = h.iter().map(|entry| entry * entry).sum::<f64>().sqrt();
        if size.is_finite() {
            greatest = greatest.max(size);
        }
    }
    let fits = |rate: &&&str| decimal::parse(rate).is_some_and(|rate| rate * greatest <= 1.0);
    RATES.iter().find(fits).unwrap_or(&RATES[RATES.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objective::from_value;

    /// A link compares them as texts.
    #[test]
    fn rates_are_written_as_settings_write_them() {
        let written = |rate: &&str| decimal::text(decimal::parse(rate).unwrap()) == *rate;
        assert!(RATES.iter().all(written));
    }

    #[test]
    fn rates_suit_the_steepness() {
        let of = |name: &str| rate(from_value(&name.into()).unwrap().as_ref());
        assert_eq!([of("product"), of("saddle"), of("rosenbrock")], ["0.05", "0.2", "0.0002"]);
    }
}
