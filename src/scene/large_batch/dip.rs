//! Warm-up's own case: on its way to an η near divergence, accuracy falls once more.

use super::findings::short;
use super::plan::At;
use super::{Idea, Scope, This};
use crate::chart::Xy;
use crate::decimal::tenths;
use crate::scene::Claim;

/// What accuracy must fall by to be spoken of.
const LEAST: f64 = 0.05;

/// The deepest fall in the course of mean training accuracy: epoch and accuracy before it, and at its end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Dip {
    from: Xy,
    to: Xy,
}

/// The deepest fall in a course that goes by epochs; nothing where none is worth speaking of.
fn deepest(course: &[f64]) -> Option<Dip> {
    let mut top: Xy = (0.0, f64::NEG_INFINITY);
    let mut deepest: Option<Dip> = None;
    for (epoch, &value) in course.iter().enumerate() {
        let here = (epoch as f64, value);
        if value > top.1 {
            top = here;
        }
        let fall = top.1 - value;
        if fall > deepest.map_or(LEAST, |dip| dip.from.1 - dip.to.1) {
            deepest = Some(Dip { from: top, to: here });
        }
    }
    deepest
}

impl This {
    /// What is said of accuracy that falls with warm-up while η rises, once all runs are known.
    pub(super) fn dip_claim(&self) -> Option<Claim> {
        let asked = &self.plan.asked;
        let place = self.plan.place(Idea::Warmup).filter(|_| asked.scope == Scope::Warmup)?;
        let course = self.results.course(&self.plan, place, At::Shared);
        let Dip { from, to } = deepest(&course)?;
        let risen = (to.0 / asked.warmup.max(1) as f64).min(1.0);
        let percent = |value: f64| tenths(100.0 * value).into();
        let args = vec![
            ("before", percent(from.1)),
            ("from", from.0.into()),
            ("low", percent(to.1)),
            ("to", to.0.into()),
            ("rate", short(risen * self.plan.entries[place].rate).into()),
            ("end", percent(course.last().copied().unwrap_or_default())),
        ];
        Some(Claim::report("claim.large-batch.dip", args))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_fall_is_found_and_a_small_one_is_none() {
        let course = [0.1, 0.6, 0.57, 0.9, 0.95, 0.7, 0.6, 0.97, 0.9];
        assert_eq!(deepest(&course), Some(Dip { from: (4.0, 0.95), to: (6.0, 0.6) }));
        assert_eq!(deepest(&[0.1, 0.5, 0.47, 0.9]), None);
        assert_eq!(deepest(&[]), None);
    }
}
