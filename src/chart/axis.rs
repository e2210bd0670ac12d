use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use std::ops::Range;

/// One axis of a picture: the range it shows, and whether equal distances are equal ratios.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Value at the left or lower end.
    pub low: f64,
    /// Value at the right or upper end.
    pub high: f64,
    /// Logarithmic; both ends must be positive.
    pub log: bool,
}

impl Axis {
    /// A linear axis.
    pub fn linear(low: f64, high: f64) -> Self {
        Self { low, high, log: false }
    }
    /// A logarithmic axis.
    pub fn log(low: f64, high: f64) -> Self {
        Self { low, high, log: true }
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
}

/// A range widened by `share` of itself on both sides, never empty.
pub fn padded(low: f64, high: f64, share: f64) -> (f64, f64) {
    let pad = if high > low { (high - low) * share } else { 1.0 };
    (low - pad, high + pad)
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let span = f64::from(limit.1 - limit.0);
        limit.0 + (self.share(*value).clamp(-1.0, 2.0) * span).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if !self.log {
            return RangedCoordf64::from(self.low..self.high).key_points(hint);
        }
        // Whole decades, thinned so that labels do not collide.
        let (first, last) = (libm::log10(self.low).ceil() as i32, libm::log10(self.high).floor() as i32);
        let stride = ((last - first + 1).max(1) as usize).div_ceil(hint.bold_points().max(1));
        (first..=last).step_by(stride.max(1)).map(|decade| libm::pow(10.0, f64::from(decade))).collect()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, value: &f64) -> String {
        if self.log {
            let decade = libm::log10(*value).round() as i32;
            return if (-2..=3).contains(&decade) { value.to_string() } else { format!("10{}", superscript(decade)) };
        }
        // Steps are 1, 2 or 5 times a power of ten: shorten what binary fractions add.
        let rounded = (value * 1e9).round() / 1e9;
        if rounded == 0.0 { "0".to_owned() } else { rounded.to_string().replace('-', "−") }
    }
}

fn superscript(n: i32) -> String {
    n.to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => char::from_u32(0x2070 + digit as u32 - '0' as u32).unwrap_or(digit),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::coord::ranged1d::BoldPoints;

    #[test]
    fn ticks_of_a_log_axis_are_decades() {
        let axis = Axis::log(2e-5, 3.0);
        assert_eq!(axis.key_points(BoldPoints(10)).len(), 5);
        let labels: Vec<_> = axis.key_points(BoldPoints(10)).iter().map(|v| axis.format_ext(v)).collect();
        assert_eq!(labels, ["10⁻⁴", "10⁻³", "0.01", "0.1", "1"]);
        assert!(axis.key_points(BoldPoints(2)).len() <= 3);
    }

    #[test]
    fn share_and_value_are_inverse() {
        for axis in [Axis::linear(-2.0, 3.0), Axis::log(0.01, 10.0)] {
            assert!((axis.value(axis.share(0.7)) - 0.7).abs() < 1e-12);
        }
        assert_eq!(Axis::linear(-1.0, 1.0).format_ext(&(-0.30000000000000004)), "−0.3");
    }
}
