//! Times and numbers of them in words, and what was measured of one way in the parts of a sentence.

use super::fit::{Fit, margin, ratio, typical};
use super::pictures::epoch;
use super::plan::LARGE;
use super::results::Gpu;
use super::{This, Way};
use crate::analysis::Estimate;
use crate::decimal::fixed;
use crate::scene::record::{self, Cell, Outcome};
use crate::scene::{Args, Standing};

/// An update costs about the same where it takes at most so many times as long.
pub(super) const SAME: f64 = 2.0;

/// What two epochs must differ by to be spoken of: one takes so many times as long.
const SPOKEN: f64 = 1.1;

/// Seconds in the unit that suits them.
pub(in crate::scene) fn time(seconds: f64) -> String {
    let (factor, unit) = match seconds {
        s if s < 1e-6 => (1e9, "ns"),
        s if s < 1e-3 => (1e6, "µs"),
        s if s < 1.0 => (1e3, "ms"),
        _ => (1.0, "s"),
    };
    format!("{}\u{a0}{unit}", fixed(factor * seconds, 2))
}

/// How many times.
pub(in crate::scene) fn times(ratio: f64) -> String {
    fixed(ratio, 2)
}

/// A whole number to two digits, in groups of three.
fn grouped(x: f64) -> String {
    let unit = libm::pow(10.0, (libm::floor(libm::log10(x)) - 1.0).max(0.0));
    let digits = (libm::round(x / unit) * unit).to_string();
    let comma = |k: usize| k > 0 && (digits.len() - k).is_multiple_of(3);
    digits
        .chars()
        .enumerate()
        .flat_map(|(k, digit)| comma(k).then_some(',').into_iter().chain([digit]))
        .collect()
}

impl This {
    /// B* with its relation: beyond what was measured, or below one example, no number would be one.
    pub(super) fn saturation(&self, way: Way) -> String {
        let largest = self.medians(way).last().map_or(1.0, |last| last.0 as f64);
        match self.fit(way).and_then(|fit| fit.saturation()) {
            Some(at) if at < 1.0 => "< 1".to_owned(),
            Some(at) if at <= largest => format!("≈ {}", grouped(at)),
            _ => format!("> {}", grouped(largest)),
        }
    }
    pub(super) fn fit(&self, way: Way) -> Option<Fit> {
        self.results.fit(self.asked.series(way))
    }
    /// Median seconds per update.
    pub(super) fn median(&self, way: Way, size: usize) -> Option<f64> {
        self.results.spread(self.asked.series(way), size).map(|spread| spread.median)
    }
    /// How many times as long the large batch takes as the small one, by the medians.
    pub(super) fn longer(&self, way: Way) -> Option<f64> {
        Some(self.median(way, LARGE)? / self.median(way, self.asked.base(way))?)
    }
    /// The same with an interval.
    pub(super) fn ratio(&self, way: Way) -> Option<Estimate> {
        let samples =
            |size| self.results.timing(self.asked.series(way), size).map(|timing| &timing.samples[..]);
        ratio(samples(LARGE)?, samples(self.asked.base(way))?)
    }
    /// Whether it is as the lecture says: alone, a core takes longer for the large batch; many together take about as long.
    pub(super) fn standing(way: Way, ratio: Estimate) -> Standing {
        let same = margin(ratio, SAME);
        let longer = Estimate { value: -same.value, low: -same.high, high: -same.low };
        Standing::of(if matches!(way, Way::Simd | Way::Scalar) { longer } else { same }, 0.0)
    }
    /// Enters into the reader's record what a way came to, per update and per epoch.
    pub(super) fn note(&self, way: Way) {
        let software = matches!(self.results.gpu, Gpu::Here { software: true, .. });
        let (update, epoch_) = match way {
            Way::Simd => (Cell::UpdateAlone, Cell::EpochAlone),
            Way::Workers => (Cell::UpdateTogether, Cell::EpochTogether),
            Way::Gpu if !software => (Cell::UpdateGpu, Cell::EpochGpu),
            Way::Scalar | Way::Gpu => return,
        };
        let base = self.asked.base(way);
        let sizes = [base, LARGE];
        let samples = self.results.timing(self.asked.series(way), base).map(|timing| &timing.samples[..]);
        let (Some(ratio), Some(small)) = (self.ratio(way), samples.and_then(typical)) else { return };
        let large = small * ratio.value;
        let saved = base as f64 / LARGE as f64;
        let of = |cell, values, difference, standing| {
            let repeats = self.results.timing(self.asked.series(way), LARGE);
            let repeats = repeats.map_or(0, |timing| timing.samples.len());
            record::keep(Outcome {
                cell,
                query: crate::scene::Scene::query(self),
                sizes: sizes.map(|size| size as f64),
                values,
                difference,
                standing,
                repeats,
            });
        };
        of(update, [small, large], ratio, Self::standing(way, ratio));
        let epochs =
            Estimate { value: saved * ratio.value, low: saved * ratio.low, high: saved * ratio.high };
        let faster = Standing::of(margin(epochs, 1.0), libm::log(SPOKEN));
        of(epoch_, [epoch(base, small), epoch(LARGE, large)], epochs, faster);
    }
    /// How many times as long the large batch takes without SIMD.
    pub(super) fn slower(&self) -> Option<f64> {
        Some(self.median(Way::Scalar, LARGE)? / self.median(Way::Simd, LARGE)?)
    }
    /// What the graphics processor is called.
    pub(super) fn adapter(&self) -> String {
        match &self.results.gpu {
            Gpu::Here { adapter, .. } => adapter.clone(),
            _ => "–".to_owned(),
        }
    }
    /// What is known of a way.
    pub(super) fn arguments(&self, way: Way) -> Args {
        let base = self.asked.base(way);
        let series = self.asked.series(way);
        let said = |seconds: Option<f64>| seconds.map_or("–".to_owned(), time).into();
        let epochs = |size: usize| self.median(way, size).map(|seconds| epoch(size, seconds));
        let fit = self.fit(way);
        let count = |x: Option<f64>| x.map_or("–".to_owned(), times).into();
        let repeats =
            self.results.timing(series, LARGE).map_or(series.repeats, |timing| timing.samples.len());
        let mut args: Args = vec![
            ("base", (base as f64).into()),
            ("large", (LARGE as f64).into()),
            ("t-base", said(self.median(way, base))),
            ("t-large", said(self.median(way, LARGE))),
            ("longer", count(self.longer(way))),
            ("e-base", said(epochs(base))),
            ("e-large", said(epochs(LARGE))),
            ("saved", count(epochs(base).zip(epochs(LARGE)).map(|(small, large)| small / large))),
            ("slower", count(self.slower())),
            ("t-simd", said(self.median(Way::Simd, LARGE))),
            ("floor", said(fit.map(|fit| fit.floor))),
            ("each", said(fit.map(|fit| fit.each))),
            ("saturation", self.saturation(way).into()),
            ("workers", (self.results.crew(series) as f64).into()),
            ("adapter", self.adapter().into()),
            ("repeats", (repeats as f64).into()),
        ];
        if let Some(Estimate { value, low, high }) = self.ratio(way) {
            args.extend(
                [("ratio", value), ("low", low), ("high", high)].map(|(name, x)| (name, times(x).into())),
            );
        }
        args
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units_and_numbers_have_groups() {
        assert_eq!(
            [3.2e-7, 2.04e-6, 0.0123, 75.0].map(time),
            ["320\u{a0}ns", "2.0\u{a0}µs", "12\u{a0}ms", "75\u{a0}s"]
        );
        assert_eq!([3.2, 47.0, 318.0, 1249.0, 60_000.0].map(grouped), ["3", "47", "320", "1,200", "60,000"]);
    }
}
