use super::wilson;

/// 97.5 % of a bell curve is below.
const Z: f64 = 1.959_964;
/// Fewer values than these say nothing about their spread.
const FEWEST: usize = 5;

/// A quantity as it was measured, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The best guess.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Estimate {
    /// What involves no chance.
    pub fn exact(value: f64) -> Self {
        Self { value, low: value, high: value }
    }
    /// What has this standard error and a bell curve: the mean of many.
    pub fn around(value: f64, error: f64) -> Self {
        Self { value, low: value - Z * error, high: value + Z * error }
    }
    /// A share of which `hits` were seen in `trials`, with the interval of [`wilson`].
    pub fn share(hits: usize, trials: usize) -> Self {
        let (low, high) = wilson(hits, trials);
        Self { value: hits as f64 / trials.max(1) as f64, low, high }
    }
    /// The mean of what independent `values` were drawn from, with Student's interval (*The probable error of a mean*,
    /// 1908); nothing where there are fewer than five. For a paired comparison the values are differences.
    pub fn mean(values: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let count = values.clone().count();
        if count < FEWEST {
            return None;
        }
        let n = count as f64;
        let mean = values.clone().sum::<f64>() / n;
        let variance = values.map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        Some(Self::around(mean, student(n - 1.0) / Z * (variance / n).sqrt()))
    }
    /// How much larger this is than `other`, an independent quantity. The distances to the ends are added as squares, on
    /// either side: for two shares that is R. G. Newcombe, *Interval estimation for the difference between independent
    /// proportions* (1998), method 10; for any two G. Y. Zou and A. Donner, *Construction of confidence limits about
    /// effect measures* (2008).
    pub fn minus(self, other: Self) -> Self {
        let value = self.value - other.value;
        let reach = |a: f64, b: f64| (a * a + b * b).sqrt();
        let low = value - reach(self.value - self.low, other.high - other.value);
        Self { value, low, high: value + reach(self.high - self.value, other.value - other.low) }
    }
}

/// 97.5 % of Student's t with so many degrees of freedom is below: Abramowitz and Stegun (1964), 26.7.5, within 1 % from
/// four on.
fn student(freedom: f64) -> f64 {
    let (z, v) = (Z, 1.0 / freedom);
    let zz = z * z;
    let first = (zz + 1.0) / 4.0;
    let second = ((5.0 * zz + 16.0) * zz + 3.0) / 96.0;
    let third = (((3.0 * zz + 19.0) * zz + 17.0) * zz - 15.0) / 384.0;
    z * (1.0 + v * (first + v * (second + v * third)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn close(estimate: Estimate, [value, low, high]: [f64; 3], by: f64) -> bool {
        [estimate.value - value, estimate.low - low, estimate.high - high].iter().all(|off| off.abs() < by)
    }

    /// Student's table.
    #[test]
    fn quantiles_of_t() {
        for (freedom, want) in [(4.0, 2.776), (9.0, 2.262), (30.0, 2.042), (99.0, 1.984)] {
            assert!((student(freedom) / want - 1.0).abs() < 0.01, "{freedom}: {}", student(freedom));
        }
    }

    /// Newcombe's paper, table II, method 10, (a) 56/70 − 48/80 and (g) 10/10 − 0/20.
    #[test]
    fn differences_of_shares() {
        let difference = |(a, n): (usize, usize), (b, m)| Estimate::share(a, n).minus(Estimate::share(b, m));
        assert!(close(difference((56, 70), (48, 80)), [0.2, 0.0524, 0.3339], 5e-5));
        assert!(close(difference((10, 10), (0, 20)), [1.0, 0.6791, 1.0], 5e-5));
        let known = Estimate::share(5, 10).minus(Estimate::exact(0.0));
        assert!(close(known, [0.5, 0.2366, 0.7634], 5e-5), "what is certain adds nothing");
    }

    /// Of a hundred such intervals ninety-five hold what they should.
    #[test]
    fn intervals_of_means_hold_the_mean() {
        let mut rng = Rng::new(1);
        let mut held = 0;
        for _ in 0..4000 {
            let values: Vec<f64> = (0..6).map(|_| 3.0 + 2.0 * rng.normal()).collect();
            let Estimate { low, high, .. } = Estimate::mean(values.iter().copied()).unwrap();
            held += usize::from(low < 3.0 && 3.0 < high);
        }
        assert!((held as f64 / 4000.0 - 0.95).abs() < 0.012, "{held}");
        assert_eq!(Estimate::mean([1.0; 4].into_iter()), None);
    }
}
