//! The question, the verdict, the numbers of each comparison, and the sentence for those who do not see.

use super::rows::{LINES, Line, ROWS, Scale};
use super::{PART, Part, This};
use crate::chart::{Of, Shape};
use crate::decimal::tenths;
use crate::scene::cost::{time, times};
use crate::scene::model::{Findings, Question};
use crate::scene::record::{self, Outcome};
use crate::scene::{Args, Readout, Sentence, Standing, Swatch};
use crate::value::Value;
use std::ops::Range;

/// A difference as it is said: how many times, or points.
pub(super) fn said(line: &Line, difference: f64) -> String {
    if line.scale == Scale::Times { times(difference) } else { tenths(100.0 * difference) }
}

/// A value as it is said.
fn value(line: &Line, value: f64) -> String {
    if line.scale == Scale::Times { time(value) } else { format!("{}\u{a0}%", tenths(100.0 * value)) }
}

/// The numbers of a sentence about a comparison.
pub(super) fn arguments(line: &Line, outcome: &Outcome) -> Args {
    let [small, large] = outcome.sizes;
    let [of_small, of_large] = outcome.values;
    let difference = outcome.difference;
    vec![
        ("small", small.into()),
        ("large", large.into()),
        ("of-small", value(line, of_small).into()),
        ("of-large", value(line, of_large).into()),
        ("difference", said(line, difference.value).into()),
        ("low", said(line, difference.low).into()),
        ("high", said(line, difference.high).into()),
        ("repeats", (outcome.repeats as f64).into()),
    ]
}

impl This {
    /// What is asked, and the rows that it is about.
    fn ask(&self) -> (&'static str, Range<usize>) {
        match self.settings.choice(&PART) {
            Part::All => ("predict.trade-offs", 0..6),
            Part::Time => ("predict.trade-offs.time", 0..3),
            Part::Learning => ("predict.trade-offs.learning", 3..6),
        }
    }
    /// How those rows stand that are asked about; nothing before all of them do.
    fn known(&self) -> Option<Vec<Standing>> {
        self.standings().get(self.ask().1)?.iter().copied().collect()
    }
    pub(super) fn asked(&self) -> Question {
        let (ask, rows) = self.ask();
        let choices = vec!["predict.trade-offs.all", "predict.trade-offs.most", "predict.trade-offs.few"];
        // What is in sight already is not asked.
        let told = self.known().is_some() && self.chosen.is_none();
        Question {
            ask,
            choices: if told { Vec::new() } else { choices },
            args: vec![("of", (rows.len() as f64).into())],
        }
    }
    /// What was measured, once all that is asked about is known.
    pub(super) fn found(&self) -> Findings {
        let Some(standings) = self.known() else { return Findings::default() };
        let count = |of: Standing| standings.iter().filter(|standing| **standing == of).count();
        let (agree, of) = (count(Standing::Holds), standings.len());
        let right = if agree == of { 0 } else { 1 + usize::from(2 * agree <= of) };
        let mut args: Args = vec![("of", (of as f64).into()), ("agree", (agree as f64).into())];
        let others =
            [("depend", Standing::Conditional), ("fail", Standing::Fails), ("unclear", Standing::Unclear)];
        args.extend(others.map(|(name, of)| (name, Value::from(count(of) as f64))));
        Findings { right: Some(right), verdict: Some(("verdict.trade-offs", args)), claims: Vec::new() }
    }
    /// One row a comparison.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let row = |line: &Line| {
            let known = record::of(line.cell);
            let said = |of: &dyn Fn(&Outcome) -> String| known.as_ref().map_or("–".to_owned(), of);
            let values = vec![
                ("readout.trade-offs.sizes", said(&|o| format!("{} | {}", o.sizes[0], o.sizes[1]))),
                ("readout.trade-offs.small", said(&|o| value(line, o.values[0]))),
                ("readout.trade-offs.large", said(&|o| value(line, o.values[1]))),
                ("readout.trade-offs.difference", said(&|o| self::said(line, o.difference.value))),
                (
                    "readout.trade-offs.interval",
                    said(&|o| {
                        let [low, high] = [o.difference.low, o.difference.high].map(|x| self::said(line, x));
                        format!("{low} … {high}")
                    }),
                ),
                ("readout.trade-offs.repeats", said(&|o| o.repeats.to_string())),
            ];
            let swatch = Swatch::Symbol(Shape::Circle, Of::Run(0));
            Readout { swatch, label: line.name, args: Vec::new(), values, diverged_at: None }
        };
        LINES.iter().filter(|line| line.shown()).map(row).collect()
    }
    /// The present state in a sentence.
    pub(super) fn sentence(&self) -> Sentence {
        let known = self.standings().iter().flatten().count();
        ("describe.trade-offs", vec![("known", (known as f64).into()), ("of", (ROWS.len() as f64).into())])
    }
}
