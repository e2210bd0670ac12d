use crate::decimal::raised;

/// One axis of a picture: the range it shows, and whether equal distances are equal ratios.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Value at the left or lower end.
    pub low: f64,
    /// Value at the right or upper end.
    pub high: f64,
    /// Logarithmic; both ends must be positive.
    pub log: bool,
    /// The part that has ticks.
    pub ticked: (f64, f64),
    /// Whether it says shares, 0…1, in percent.
    pub percent: bool,
}

impl Axis {
    /// A linear axis.
    pub fn linear(low: f64, high: f64) -> Self {
        Self { low, high, log: false, ticked: (f64::NEG_INFINITY, f64::INFINITY), percent: false }
    }
    /// A linear axis that holds all of `values`, widened by `share` on both sides.
    pub fn around(values: &[f64], share: f64) -> Self {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (low, high) = padded(low, high, share);
        Self::linear(low, high)
    }
    /// A linear axis with ticks only from `from` to `to`.
    pub fn ticked(low: f64, high: f64, from: f64, to: f64) -> Self {
        Self { ticked: (from, to), ..Self::linear(low, high) }
    }
    /// A linear axis without ticks: positions that are no quantity.
    pub fn bare(low: f64, high: f64) -> Self {
        Self::ticked(low, high, f64::INFINITY, f64::NEG_INFINITY)
    }
    /// A number that differs when it is another one.
    pub fn stamp(&self) -> u64 {
        let ends = [self.low, self.high, self.ticked.0, self.ticked.1];
        let kind = u64::from(self.log) + 2 * u64::from(self.percent);
        ends.iter().fold(kind, |stamp, end| stamp.rotate_left(17) ^ end.to_bits())
    }
    /// Whether it has no ticks.
    pub fn is_bare(&self) -> bool {
        self.ticked.0 > self.ticked.1
    }
    /// A logarithmic axis.
    pub fn log(low: f64, high: f64) -> Self {
        Self { log: true, ..Self::linear(low, high) }
    }
    /// A linear axis of shares, 0…1, whose ticks say percent.
    #[must_use]
    pub fn percent(self) -> Self {
        Self { percent: true, ..self }
    }
    /// Where `value` lies, 0 at the low end and 1 at the high end; not finite where the axis cannot show it.
    pub fn share(&self, value: f64) -> f64 {
        if self.log {
            libm::log(value / self.low) / libm::log(self.high / self.low)
        } else {
            (value - self.low) / (self.high - self.low)
        }
    }
    /// The value at `share` of the way.
    pub fn value(&self, share: f64) -> f64 {
        if self.log {
            self.low * libm::pow(self.high / self.low, share)
        } else {
            self.low + (self.high - self.low) * share
        }
    }

    /// Round values to label, at most about `most` of them, each with its label: multiples of 1, 2 or 5 times a power
    /// of ten; whole decades on a logarithmic axis.
    pub fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        let most = most.max(2) as f64;
        if self.log {
            let (first, last) = (libm::ceil(libm::log10(self.low)), libm::floor(libm::log10(self.high)));
            let stride = libm::ceil((last - first + 1.0) / most).max(1.0);
            let decades = (0..).map(|k| first + stride * f64::from(k)).take_while(|decade| *decade <= last);
            let ticks = decades.map(|decade| (libm::pow(10.0, decade), decade_label(decade as i32)));
            return ticks.filter(|(value, _)| *value >= self.ticked.0 && *value <= self.ticked.1).collect();
        }
        let rough = (self.high - self.low) / most;
        if !(rough > 0.0 && rough.is_finite()) {
            return Vec::new();
        }
        let decade = libm::floor(libm::log10(rough));
        let ten = libm::pow(10.0, decade);
        let step =
            [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * ten).find(|step| *step >= rough).unwrap_or(ten);
        let first = libm::ceil(self.low / step - 1e-9);
        let values =
            (0..64).map(|k| first + f64::from(k)).take_while(|n| *n * step <= self.high + 1e-9 * step);
        // Rounding to the step's own digits takes away what binary fractions add.
        let unit = libm::pow(10.0, (9.0 - decade).min(300.0));
        let inside = |n: &f64| n * step >= self.ticked.0 && n * step <= self.ticked.1;
        let said = |n: f64| n * step * if self.percent { 100.0 } else { 1.0 };
        values.filter(inside).map(|n| (n * step, label(libm::round(said(n) * unit) / unit))).collect()
    }
}

fn label(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { value.to_string().replace('-', "−") }
}

fn decade_label(decade: i32) -> String {
    if (-2..=3).contains(&decade) {
        return libm::pow(10.0, f64::from(decade)).to_string();
    }
    let sign = if decade < 0 { "⁻" } else { "" };
    format!("10{sign}{}", raised(decade.unsigned_abs() as usize))
}

/// A range widened by `share` of itself on both sides, never empty.
pub fn padded(low: f64, high: f64, share: f64) -> (f64, f64) {
    let pad = if high > low { (high - low) * share } else { 1.0 };
    (low - pad, high + pad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(axis: &Axis, most: usize) -> Vec<String> {
        axis.ticks(most).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn other_axes_have_other_stamps() {
        let one = Axis::linear(0.5, 2.0);
        let others = [
            Axis::linear(0.5, 3.0),
            Axis::linear(0.0, 2.0),
            Axis::linear(2.0, 0.5),
            Axis::log(0.5, 2.0),
            Axis::bare(0.5, 2.0),
            Axis::ticked(0.5, 2.0, 1.0, 2.0),
            one.clone().percent(),
        ];
        assert_eq!(one.stamp(), one.clone().stamp());
        for other in others {
            assert_ne!(one.stamp(), other.stamp(), "{other:?}");
        }
    }
    #[test]
    fn ticks_of_a_log_axis_are_decades() {
        assert_eq!(labels(&Axis::log(2e-5, 3.0), 10), ["10⁻⁴", "10⁻³", "0.01", "0.1", "1"]);
        assert_eq!(labels(&Axis::log(1e-12, 3.0), 4), ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]);
        let part = Axis { ticked: (1.0, 100.0), ..Axis::log(0.05, 5000.0) };
        assert_eq!(labels(&part, 10), ["1", "10", "100"]);
    }

    #[test]
    fn ticks_of_a_linear_axis_are_round() {
        assert_eq!(labels(&Axis::linear(-1.0, 1.02), 6), ["−1", "−0.5", "0", "0.5", "1"]);
        assert_eq!(labels(&Axis::linear(0.0, 1000.0), 4), ["0", "500", "1000"]);
        assert_eq!(labels(&Axis::linear(0.0, 0.6), 6), ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]);
        assert!(Axis::linear(1.0, 1.0).ticks(5).is_empty());
    }

    #[test]
    fn share_and_value_are_inverse() {
        for axis in [Axis::linear(-2.0, 3.0), Axis::log(0.01, 10.0)] {
            assert!((axis.value(axis.share(0.7)) - 0.7).abs() < 1e-12);
        }
    }

    proptest! {
        #[test]
        fn ticks_stay_on_the_axis(low in -1e6..1e6, size in 1e-6..1e6, most in 2_usize..12) {
            let axis = Axis::linear(low, low + size);
            let ticks = axis.ticks(most);
            prop_assert!(ticks.len() <= most + 1);
            let slack = 1e-6 * size;
            prop_assert!(ticks.iter().all(|(value, _)| *value >= low - slack && *value <= low + size + slack));
        }
    }
}
