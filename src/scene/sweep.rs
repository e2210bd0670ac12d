//! What the figures that measure on request have in common: nothing heavy begins without the reader's asking, and what is known is
//! never asked for again.

use super::Figure;
use super::model::{Model, Row};
use super::parts::Group;
use crate::analysis::Estimate;

/// A scene that measures what its settings ask for, once the reader wants it.
pub(super) trait Sweep: Model {
    /// Whether nothing that is asked for is lacking.
    fn complete(figure: &Figure<Self>) -> bool;
    /// The reader has asked for what is lacking.
    fn sought_out(_figure: &mut Figure<Self>) {}
}

impl<M: Sweep> Figure<M> {
    /// Whether nothing that is asked for is lacking.
    pub(super) fn known(&self) -> bool {
        M::complete(self)
    }
    /// Measures what is lacking. Nothing is to be played.
    pub(super) fn measure(&mut self) -> bool {
        self.wanted = !self.known();
        M::sought_out(self);
        false
    }
    /// Stops what is under way; what is known is kept.
    pub(super) fn cancel(&mut self) -> bool {
        self.wanted = false;
        false
    }
}

impl<M: Sweep> Row<M> {
    /// The button that has it measured.
    pub(super) const fn measure() -> Self {
        Self::press("measure", Group::Main, Figure::measure)
            .enabled(|figure| !figure.wanted && !figure.known())
    }
    /// The button that gives it up.
    pub(super) const fn cancel() -> Self {
        Self::press("cancel", Group::Main, Figure::cancel).enabled(|figure| figure.wanted)
    }
}

/// The functions of a [`Model`] that are the same wherever something is measured on request: questions, verdict, words and numbers come
/// from the figure's own `asked`, `found`, `words`, `rows` and `sentence`.
macro_rules! on_request {
    () => {
        /// Another step asks something else.
        fn loaded(figure: &mut Figure<Self>) -> Option<Notice> {
            figure.chosen = None;
            None
        }
        on_request!(but loaded);
    };
    (but loaded) => {
        /// Who wants to see the end wants it measured.
        fn begin(figure: &mut Figure<Self>) {
            figure.measure();
        }
        fn question(figure: &Figure<Self>) -> Option<Question> {
            Some(figure.asked())
        }
        fn answered(figure: &mut Figure<Self>) -> bool {
            figure.measure()
        }
        fn findings(figure: &Figure<Self>) -> Findings {
            figure.found()
        }
        fn labels(figure: &Figure<Self>) -> Vec<Label> {
            figure.words()
        }
        fn readouts(figure: &Figure<Self>) -> Vec<Readout> {
            figure.rows()
        }
        fn describe(figure: &Figure<Self>) -> Sentence {
            figure.sentence()
        }
    };
}
pub(super) use on_request;

/// A quantity over several seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mean {
    /// The mean.
    pub(super) value: f64,
    /// Its 95 % interval; nothing for few seeds.
    pub(super) interval: Option<(f64, f64)>,
}

impl Mean {
    /// The mean of shares, 0…1; nothing where there are none.
    pub(super) fn of_shares(values: &[f64]) -> Option<Self> {
        let inside = |mean: Estimate| (mean.low.max(0.0), mean.high.min(1.0));
        let interval = Estimate::mean(values.iter().copied()).map(inside);
        mean(values).map(|value| Self { value, interval })
    }
}

/// The mean of values, whether there are enough for an interval or not; nothing where there are none.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Part of the work that is done, 0…1, of what each piece costs and how much of it is done.
pub(super) fn share_done(pieces: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (done, all) = pieces.fold((0.0, 0.0), |(done, all), (cost, part)| (done + cost * part, all + cost));
    done / all
}

/// Which of the two accuracies of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// Of the examples that it has learnt from.
    Training,
    /// Of those that it has not seen.
    Validation,
}

impl On {
    /// Of both the one that is meant.
    pub(super) fn of(self, [training, validation]: [f64; 2]) -> f64 {
        if self == On::Training { training } else { validation }
    }
}
