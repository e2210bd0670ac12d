//! From repeats to a time, from times to what a call costs and what an example costs, and from both to the batch size up to which an
//! update costs about the same.

use crate::analysis::Estimate;

/// Seconds per update of one batch size: what repeats came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    pub(super) low: f64,
    pub(super) median: f64,
    pub(super) high: f64,
}

/// The median of repeats, the fastest and the slowest; nothing where there are none.
pub(super) fn spread(samples: &[f64]) -> Option<Spread> {
    // A handful: a sort of the library would be the larger part of this program.
    let mut sorted: Vec<f64> = Vec::new();
    for sample in samples {
        let place = sorted.iter().filter(|other| *other < sample).count();
        sorted.insert(place, *sample);
    }
    let (low, high) = (*sorted.first()?, *sorted.last()?);
    let half = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 { sorted[half] } else { 0.5 * (sorted[half - 1] + sorted[half]) };
    Some(Spread { low, median, high })
}

/// t(B) = floor + each·B.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    /// Seconds that an update takes whatever its batch: calls, messages.
    pub(super) floor: f64,
    /// Seconds that each example adds.
    pub(super) each: f64,
}

/// The line with the least sum of squared relative errors through (B, seconds), neither part below nothing. With relative errors a
/// time of microseconds counts as much as one of seconds.
pub(super) fn fit(points: &[(f64, f64)]) -> Option<Fit> {
    if points.len() < 3 {
        return None;
    }
    let sum =
        |f: fn(f64, f64) -> f64| points.iter().map(|(size, time)| f(1.0 / time, size / time)).sum::<f64>();
    let (u, v) = (sum(|u, _| u), sum(|_, v| v));
    let (uu, uv, vv) = (sum(|u, _| u * u), sum(|u, v| u * v), sum(|_, v| v * v));
    let det = uu * vv - uv * uv;
    let (floor, each) = ((u * vv - v * uv) / det, (v * uu - u * uv) / det);
    Some(if floor < 0.0 {
        Fit { floor: 0.0, each: v / vv }
    } else if each < 0.0 {
        Fit { floor: u / uu, each: 0.0 }
    } else {
        Fit { floor, each }
    })
}

impl Fit {
    /// The saturation point: the batch size at which its examples take as long as all else. Below it an update costs about the
    /// same whatever B; at it, twice the floor. Nothing where examples cost nothing that can be told.
    pub(super) fn saturation(&self) -> Option<f64> {
        (self.each > 0.0).then_some(self.floor / self.each)
    }
}

/// The mean of the logarithms of repeats; nothing where there are fewer than five.
fn log(samples: &[f64]) -> Option<Estimate> {
    Estimate::mean(samples.iter().map(|time| libm::log(*time)).collect::<Vec<_>>().into_iter())
}

/// The geometric mean of repeats.
pub(super) fn typical(samples: &[f64]) -> Option<f64> {
    log(samples).map(|mean| libm::exp(mean.value))
}

/// How many times as long one thing takes as another, with its 95 % interval: the ratio of geometric means of independent repeats.
/// Nothing where either has fewer than five.
pub(super) fn ratio(above: &[f64], below: &[f64]) -> Option<Estimate> {
    let Estimate { value, low, high } = log(above)?.minus(log(below)?);
    Some(Estimate { value: libm::exp(value), low: libm::exp(low), high: libm::exp(high) })
}

/// By how much a ratio stays below `most`, on a scale of logarithms: positive where it does.
pub(super) fn margin(ratio: Estimate, most: f64) -> Estimate {
    let below = |x: f64| libm::log(most / x);
    Estimate { value: below(ratio.value), low: below(ratio.high), high: below(ratio.low) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn medians_of_few_and_of_none() {
        assert_eq!(spread(&[3.0, 1.0, 9.0]), Some(Spread { low: 1.0, median: 3.0, high: 9.0 }));
        assert_eq!(spread(&[4.0, 1.0, 2.0, 9.0]).map(|spread| spread.median), Some(3.0));
        assert_eq!((spread(&[0.5]).map(|spread| spread.median), spread(&[])), (Some(0.5), None));
    }

    #[test]
    fn a_line_is_found_over_five_decades() {
        let line =
            |floor: f64, each: f64| [1.0, 10.0, 100.0, 1e3, 1e4, 6e4].map(|size| (size, floor + each * size));
        let found = fit(&line(2e-4, 1e-6)).unwrap();
        assert!((found.floor / 2e-4 - 1.0).abs() < 1e-9 && (found.each / 1e-6 - 1.0).abs() < 1e-9);
        assert!((found.saturation().unwrap() / 200.0 - 1.0).abs() < 1e-9);
        // Errors of ten percent at every size leave both parts within twice that.
        let off = [1.1, 0.9, 1.1, 0.9, 1.1, 0.9];
        let mut points = line(2e-4, 1e-6);
        points.iter_mut().zip(off).for_each(|(point, factor)| point.1 *= factor);
        let found = fit(&points).unwrap();
        assert!((found.floor / 2e-4 - 1.0).abs() < 0.2 && (found.each / 1e-6 - 1.0).abs() < 0.2, "{found:?}");
    }

    #[test]
    fn no_part_is_below_nothing() {
        let falling = [(1.0, 3.0), (10.0, 2.0), (100.0, 1.0)];
        let found = fit(&falling).unwrap();
        assert_eq!((found.each, found.saturation()), (0.0, None));
        let steep = [(1.0, 1e-6), (10.0, 3e-5), (100.0, 3e-4)];
        let found = fit(&steep).unwrap();
        assert_eq!((found.floor, found.saturation()), (0.0, Some(0.0)));
        assert_eq!(fit(&steep[..2]), None, "two points say nothing about a line");
    }

    /// Of a hundred such intervals about ninety-five hold the ratio.
    #[test]
    fn intervals_of_ratios_hold_the_ratio() {
        let mut rng = Rng::new(3);
        let mut held = 0;
        for _ in 0..2000 {
            let mut repeats = |time: f64, by: f64| -> Vec<f64> {
                (0..7).map(|_| time * libm::exp(by * rng.normal())).collect()
            };
            let (above, below) = (repeats(6.0, 0.05), repeats(2.0, 0.2));
            let Estimate { low, high, .. } = ratio(&above, &below).unwrap();
            held += usize::from(low < 3.0 && 3.0 < high);
        }
        assert!((held as f64 / 2000.0 - 0.95).abs() < 0.02, "{held}");
        assert_eq!(ratio(&[1.0; 4], &[1.0; 7]), None);
    }

    #[test]
    fn a_margin_turns_a_ratio_over() {
        let Estimate { value, low, high } = margin(Estimate { value: 4.0, low: 2.0, high: 8.0 }, 2.0);
        let want = [-libm::log(2.0), -libm::log(4.0), 0.0];
        assert!([value, low, high].iter().zip(want).all(|(x, y)| (x - y).abs() < 1e-12));
    }
}
