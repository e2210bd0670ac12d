//! The questions, and the verdicts in their place.

use super::{Ask, This};
use crate::analysis::Estimate;
use crate::decimal::{fixed, tenths};
use crate::scene::model::{Findings, Question};
use crate::scene::record::{self, Cell};
use crate::scene::sweep::mean;
use crate::scene::{Args, Sentence, Standing};
use crate::value::Value;
use downhill_network::job::{Directions, EPOCHS, Sharpness};

/// Points of test accuracy that two batch sizes must differ by to be spoken of.
pub(super) const LEAST: f64 = 1.0;
/// How many times as sharp one must be to be spoken of.
const LEAST_TIMES: f64 = 1.25;
/// Training losses between which it is asked how high the line climbs.
const HEIGHTS: [f64; 2] = [0.2, 1.0];
/// The part of a gap of which it is asked whether another η closes it.
const PART: f64 = 0.5;

/// An estimate as three parts of a sentence.
pub(super) fn parts(names: [&'static str; 3], estimate: Estimate, say: fn(f64) -> String) -> Args {
    let values = [estimate.value, estimate.low, estimate.high];
    names.into_iter().zip(values).map(|(name, x)| (name, say(x).into())).collect()
}

impl This {
    /// By how many points of test accuracy the small batch is ahead of the full one: the mean over pairs of runs with its 95 % interval,
    /// once all that were asked for are known.
    pub(in crate::scene) fn gap(&self) -> Option<Estimate> {
        let all = self.asked.pairs().flatten().all(|request| self.results.end(&request).is_some());
        self.results.gap(&self.asked).filter(|_| all)
    }
    /// Enters into the reader's record what was measured with one η for both, once all of it is known.
    pub(super) fn note(&self) {
        let asked = &self.asked;
        let Some(gap) = self.gap().filter(|_| asked.factor == 1.0) else { return };
        let pairs = self.results.pairs(asked);
        let mean = |which: usize| {
            let all: Vec<f64> = pairs.iter().map(|pair| pair[which].test.accuracy).collect();
            mean(&all).unwrap_or_default()
        };
        let share = |points: f64| points / 100.0;
        record::keep(record::Outcome {
            cell: if asked.wrong == 0 { Cell::Clean } else { Cell::Wrong },
            query: crate::scene::Scene::query(self),
            sizes: [asked.small, asked.examples].map(|size| size as f64),
            values: [mean(0), mean(1)],
            difference: Estimate { value: share(gap.value), low: share(gap.low), high: share(gap.high) },
            standing: Standing::of_distance(gap, LEAST),
            repeats: pairs.len(),
        });
    }
    /// What more η for the full batch takes off the gap, in points; and the same less half of the gap, where there is one to close.
    pub(super) fn closed(&self) -> Option<(Estimate, Option<Estimate>)> {
        let pairs = self.results.closed(&self.asked);
        let taken = Estimate::mean(pairs.iter().map(|(_, taken)| *taken))?;
        let open = self.results.gap(&self.asked.same_rate()).map(|gap| Standing::of(gap, LEAST));
        let beyond = Estimate::mean(pairs.iter().map(|(gap, taken)| taken - PART * gap));
        Some((taken, beyond.filter(|_| open == Some(Standing::Holds))))
    }
    /// Sharpness of both solutions of each pair by one of two measures: the top eigenvalue, Keskar's box.
    pub(super) fn sharpness(&self, measure: usize) -> Vec<[f64; 2]> {
        let value = |of: Sharpness| if measure == 0 { of.eigenvalue } else { of.boxed };
        let pairs = self.results.sharpness(&self.asked).into_iter().map(|both| both.map(value));
        pairs.filter(|both| both.iter().all(|x| *x > 0.0 && x.is_finite())).collect()
    }
    /// Logarithm of how many times as sharp the full batch's solution is, pair by pair.
    pub(super) fn log_ratios(&self, measure: usize) -> Vec<f64> {
        self.sharpness(measure).into_iter().map(|[small, large]| libm::log(large / small)).collect()
    }
    /// Whether the full batch's solutions are sharper by a measure: the estimate of the logarithm, and what it says. It fails where they
    /// are clearly not by as much as is spoken of; badge and verdict both say this.
    pub(super) fn sharper(&self, measure: usize) -> Option<(Estimate, Standing)> {
        let ratio = Estimate::mean(self.log_ratios(measure).into_iter())?;
        Some((ratio, Standing::of_gain(ratio, libm::log(LEAST_TIMES))))
    }
    /// Whether it is asked how much of the gap another η closes.
    fn of_closing(&self) -> bool {
        self.asked.wrong > 0 && self.asked.factor > 1.0
    }

    /// The question of what is asked for.
    pub(super) fn asked(&self) -> Question {
        let which = || {
            vec![
                "predict.generalization.small",
                "predict.generalization.equal",
                "predict.generalization.large",
            ]
        };
        let (ask, choices) = match self.asked.ask {
            Ask::Gap if self.of_closing() => (
                "predict.generalization.rate",
                vec!["predict.generalization.most", "predict.generalization.least"],
            ),
            Ask::Gap if self.asked.wrong > 0 => ("predict.generalization.wrong", which()),
            Ask::Gap => ("predict.generalization.clean", which()),
            Ask::Around => (
                "predict.generalization.line",
                vec![
                    "predict.generalization.low",
                    "predict.generalization.middle",
                    "predict.generalization.high",
                ],
            ),
            Ask::Sharpness => (
                "predict.generalization.sharper",
                vec![
                    "predict.generalization.both",
                    "predict.generalization.eigenvalue",
                    "predict.generalization.box",
                    "predict.generalization.neither",
                ],
            ),
        };
        Question { ask, choices, args: self.arguments() }
    }

    /// The numbers of every sentence.
    pub(super) fn arguments(&self) -> Args {
        let asked = &self.asked;
        let mut args: Args = vec![
            ("small", (asked.small as f64).into()),
            ("large", (asked.examples as f64).into()),
            ("wrong", (asked.wrong as f64).into()),
            ("factor", asked.factor.into()),
            ("rate-small", asked.rate.into()),
            ("rate-large", asked.large_rate().into()),
            ("asked", (asked.pairs as f64).into()),
            ("pairs", (self.results.pairs(asked).len() as f64).into()),
            ("out", (self.results.left_out(asked) as f64).into()),
            ("limit", (EPOCHS as f64).into()),
        ];
        let pairs = self.results.pairs(asked);
        for (which, [test, train, epochs]) in
            [["test-small", "train-small", "epochs-small"], ["test-large", "train-large", "epochs-large"]]
                .into_iter()
                .enumerate()
        {
            let of_all = |of: fn(&downhill_network::job::Solution) -> f64| {
                let values: Vec<f64> = pairs.iter().map(|both| of(&both[which])).collect();
                mean(&values)
            };
            let said = |value: Option<f64>| -> Value { value.map_or("–".to_owned(), tenths).into() };
            args.push((test, said(of_all(|end| 100.0 * end.test.accuracy))));
            args.push((train, said(of_all(|end| 100.0 * end.train.accuracy))));
            args.push((
                epochs,
                of_all(|end| end.epochs as f64).map_or("–".into(), |epochs| libm::round(epochs).into()),
            ));
        }
        if let Some(gap) = self.results.gap(asked) {
            args.extend(parts(["gap", "low", "high"], gap, tenths));
        }
        if let Some(gap) = self.results.gap(&asked.same_rate()) {
            args.extend(parts(["before", "before-low", "before-high"], gap, tenths));
        }
        args
    }

    /// What was measured, once all of it is known.
    pub(super) fn found(&self) -> Findings {
        let claims = self.claims();
        if !self.known() {
            return Findings { claims, ..Findings::default() };
        }
        let mut args = self.arguments();
        let (right, key) = match self.asked.ask {
            Ask::Gap => self.told_of_gap(&mut args),
            Ask::Around => self.told_of_line(&mut args),
            Ask::Sharpness => self.told_of_sharpness(&mut args),
        };
        Findings { right, verdict: Some((key, args)), claims }
    }
    fn told_of_gap(&self, args: &mut Args) -> (Option<usize>, &'static str) {
        let Some(gap) = self.gap() else { return (None, "verdict.generalization.few") };
        if self.of_closing() {
            return match self.closed() {
                Some((taken, Some(beyond))) => {
                    args.extend(parts(["closed", "closed-low", "closed-high"], taken, tenths));
                    if beyond.low > 0.0 {
                        (Some(0), "verdict.generalization.most")
                    } else if beyond.high < 0.0 {
                        (Some(1), "verdict.generalization.least")
                    } else {
                        (None, "verdict.generalization.half")
                    }
                }
                Some((_, None)) => (None, "verdict.generalization.nothing"),
                None => (None, "verdict.generalization.few"),
            };
        }
        match Standing::of_distance(gap, LEAST) {
            Standing::Holds => (Some(0), "verdict.generalization.small"),
            Standing::Fails if gap.high < 0.0 => (Some(2), "verdict.generalization.large"),
            Standing::Fails => (Some(1), "verdict.generalization.equal"),
            _ => (None, "verdict.generalization.unclear"),
        }
    }
    fn told_of_line(&self, args: &mut Args) -> (Option<usize>, &'static str) {
        let Some(hill) = self.hill().filter(|_| !self.unlearnt()) else {
            return (None, "verdict.generalization.unlearnt");
        };
        args.push(("hill", fixed(hill.loss, 2).into()));
        args.push(("ends", fixed(hill.ends, 2).into()));
        let right = HEIGHTS.iter().filter(|height| hill.loss > **height).count();
        (Some(right), "verdict.generalization.line")
    }
    fn told_of_sharpness(&self, args: &mut Args) -> (Option<usize>, &'static str) {
        let (Some((eigenvalue, by_eigenvalue)), Some((boxed, by_box))) = (self.sharper(0), self.sharper(1))
        else {
            return (None, "verdict.generalization.few");
        };
        args.extend(times(["eigenvalue", "eigenvalue-low", "eigenvalue-high"], eigenvalue));
        args.extend(times(["box", "box-low", "box-high"], boxed));
        use Standing::{Fails, Holds};
        match (by_eigenvalue, by_box) {
            (Holds, Holds) => (Some(0), "verdict.generalization.both"),
            (Holds, Fails) => (Some(1), "verdict.generalization.eigenvalue"),
            (Fails, Holds) => (Some(2), "verdict.generalization.box"),
            (Fails, Fails) => (Some(3), "verdict.generalization.neither"),
            _ => (None, "verdict.generalization.unclear-sharp"),
        }
    }

    /// The present state in a sentence.
    pub(super) fn sentence(&self) -> Sentence {
        let key = match self.results.gap(&self.asked) {
            Some(_) => "describe.generalization",
            None => "describe.accuracy.waiting",
        };
        (key, self.arguments())
    }
    /// What stands under the pictures: where the numbers come from, and what the planes show.
    pub(super) fn below(&self) -> Sentence {
        let key = match (self.asked.ask, self.asked.directions) {
            (Ask::Gap, _) => return ("caption.generalization.gap", Vec::new()),
            (Ask::Sharpness, _) => return ("caption.generalization.sharpness", Vec::new()),
            (Ask::Around, _) if [0, 1].iter().all(|at| self.plane(*at).is_none()) => {
                return ("caption.generalization.ahead", Vec::new());
            }
            (Ask::Around, Directions::Random) => "caption.generalization.random",
            (Ask::Around, Directions::Path) => "caption.generalization.path",
        };
        let share = |at: usize| -> Value {
            let share = self.plane(at).map(|plane| plane.shares[0] + plane.shares[1]);
            share.map_or("–".to_owned(), |share| fixed(100.0 * share, 2)).into()
        };
        (key, vec![("share-small", share(0)), ("share-large", share(1))])
    }
}

/// An estimate of a logarithm as how many times.
pub(super) fn times(names: [&'static str; 3], log: Estimate) -> Args {
    parts(names, log, |x| fixed(libm::exp(x), 2))
}
