//! What this reader has measured of the lecture's summary, wherever on the page: of each kind the latest.

use super::Standing;
use super::noise::latest;
use crate::analysis::Estimate;
use crate::named::{Named, named};
use crate::value::{Value, map};
use std::cell::RefCell;

named! {
    /// One comparison of a small batch with a large one.
    pub(super) enum Cell {
        /// Seconds per update on one core.
        UpdateAlone = "update-alone",
        /// Seconds per update of several workers.
        UpdateTogether = "update-together",
        /// Seconds per update of a graphics processor.
        UpdateGpu = "update-gpu",
        /// Seconds per epoch on one core.
        EpochAlone = "epoch-alone",
        /// Seconds per epoch of several workers.
        EpochTogether = "epoch-together",
        /// Seconds per epoch of a graphics processor.
        EpochGpu = "epoch-gpu",
        /// Share of runs that leave a point where the full loss is flat.
        Gradient = "gradient",
        /// Training accuracy after equal epochs.
        Epochs = "epochs",
        /// Training accuracy after equal updates.
        Updates = "updates",
        /// Training accuracy after equal epochs, each batch size with its own learning rate.
        Tuned = "tuned",
        /// Test accuracy where both have learnt their examples.
        Clean = "clean",
        /// The same where some of the labels are wrong.
        Wrong = "wrong",
    }
}

impl Cell {
    /// The scene that measures it.
    pub(super) fn scene(self) -> &'static str {
        match self {
            Cell::Gradient => "noise",
            Cell::Epochs | Cell::Updates | Cell::Tuned => "accuracy",
            Cell::Clean | Cell::Wrong => "generalization",
            _ => "cost",
        }
    }
}

/// What a comparison came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcome {
    /// What was compared.
    pub(super) cell: Cell,
    /// The link of the run, as its scene reads it.
    pub(super) query: Vec<(String, String)>,
    /// The small batch size and the large one.
    pub(super) sizes: [f64; 2],
    /// What each came to: seconds, or shares 0…1.
    pub(super) values: [f64; 2],
    /// By how much they differ, with its interval: how many times as long the large one takes, or by how much the small one is
    /// ahead.
    pub(super) difference: Estimate,
    /// Whether the lecture's word holds.
    pub(super) standing: Standing,
    /// Seeds or repeats that it rests on.
    pub(super) repeats: usize,
}

/// One place for each comparison.
#[derive(Default)]
struct Record {
    kept: [Option<Outcome>; Cell::ROWS.len()],
    changes: u64,
}

thread_local! {
    static RECORD: RefCell<Record> = RefCell::default();
}

impl Record {
    fn keep(&mut self, outcome: Outcome) {
        let place = &mut self.kept[outcome.cell as usize];
        if place.as_ref() != Some(&outcome) {
            *place = Some(outcome);
            self.changes += 1;
        }
    }
}

/// Does something with the record, up to date.
fn with<T>(act: impl FnOnce(&mut Record) -> T) -> T {
    RECORD.with_borrow_mut(|record| {
        latest().into_iter().for_each(|outcome| record.keep(outcome));
        act(record)
    })
}

/// Keeps an outcome in the place of the one of its kind.
pub(super) fn keep(outcome: Outcome) {
    with(|record| record.keep(outcome));
}
/// The latest of a kind.
pub(super) fn of(cell: Cell) -> Option<Outcome> {
    with(|record| record.kept[cell as usize].clone())
}
/// How often anything was kept: tells records apart.
pub(super) fn changes() -> u64 {
    with(|record| record.changes)
}

/// Takes in outcomes that were kept in an earlier visit, but for what has been measured since; what cannot be read is left out. Gives
/// all that is kept now, and the names of all comparisons that can be measured everywhere.
pub fn recorded(outcomes: &Value) -> Value {
    for outcome in outcomes.as_list().unwrap_or_default().iter().filter_map(Outcome::from_value) {
        if of(outcome.cell).is_none() {
            keep(outcome);
        }
    }
    let outcomes = with(|record| record.kept.iter().flatten().map(Outcome::to_value).collect());
    let comparisons: Vec<&str> = super::trade_offs::comparisons().collect();
    map([("outcomes", Value::List(outcomes)), ("comparisons", comparisons.into())])
}

impl Outcome {
    fn to_value(&self) -> Value {
        let Estimate { value, low, high } = self.difference;
        let [small, large] = self.sizes;
        let numbers = [small, large, self.values[0], self.values[1], value, low, high, self.repeats as f64];
        let pair = |(name, text): &(String, String)| Value::from(vec![name.as_str(), text]);
        map([
            ("cell", self.cell.name().into()),
            ("query", Value::List(self.query.iter().map(pair).collect())),
            ("numbers", numbers.to_vec().into()),
            ("standing", self.standing.name().into()),
        ])
    }
    fn from_value(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name)?.as_text();
        let list = |name: &str| value.get(name)?.as_list();
        let numbers: Vec<f64> = list("numbers")?.iter().filter_map(Value::as_number).collect();
        let [small, large, a, b, value_, low, high, repeats] = numbers[..] else { return None };
        if !numbers.iter().all(|x| x.is_finite()) {
            return None;
        }
        let pair = |pair: &Value| match pair.as_list()? {
            [name, text] => Some((name.as_text()?.to_owned(), text.as_text()?.to_owned())),
            _ => None,
        };
        Some(Self {
            cell: Cell::named(text("cell")?)?,
            query: list("query")?.iter().map(pair).collect::<Option<_>>()?,
            sizes: [small, large],
            values: [a, b],
            difference: Estimate { value: value_, low, high },
            standing: Standing::named(text("standing")?)?,
            repeats: repeats as usize,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(cell: Cell, value: f64) -> Outcome {
        Outcome {
            cell,
            query: vec![("budget".to_owned(), "updates".to_owned())],
            sizes: [16.0, 1024.0],
            values: [0.99, 0.49],
            difference: Estimate { value, low: value - 0.1, high: value + 0.1 },
            standing: Standing::Holds,
            repeats: 5,
        }
    }

    #[test]
    fn the_latest_of_a_kind_is_kept() {
        let before = changes();
        keep(outcome(Cell::Epochs, 0.5));
        keep(outcome(Cell::Epochs, 0.5));
        assert_eq!(changes(), before + 1, "the same once more is nothing new");
        keep(outcome(Cell::Epochs, 0.4));
        keep(outcome(Cell::Updates, 0.1));
        assert_eq!(of(Cell::Epochs), Some(outcome(Cell::Epochs, 0.4)));
        assert_eq!((of(Cell::Tuned), changes()), (None, before + 3));
    }

    #[test]
    fn a_record_survives_its_journey_and_what_is_newer_wins() {
        keep(outcome(Cell::Gradient, 0.9));
        let kept = recorded(&Value::Null);
        let outcomes = kept.get("outcomes").unwrap();
        assert_eq!(
            Outcome::from_value(&outcome(Cell::Wrong, 0.3).to_value()),
            Some(outcome(Cell::Wrong, 0.3))
        );
        keep(outcome(Cell::Gradient, 0.8));
        recorded(outcomes);
        assert_eq!(of(Cell::Gradient).map(|outcome| outcome.difference.value), Some(0.8));
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let Value::Map(whole) = outcome(Cell::Clean, 0.1).to_value() else { unreachable!() };
        for missing in 0..whole.len() {
            let mut part = whole.clone();
            part[missing].1 = "?".into();
            recorded(&Value::List(vec![Value::Map(part)]));
        }
        recorded(&"nothing".into());
        assert_eq!(of(Cell::Clean), None);
    }
}
