//! Live numbers, the questions, and what the lecture says against what was measured.

use super::{Budget, MODEL_BIAS, OVERFITTING, This, Tuning};
use crate::analysis::Estimate;
use crate::decimal::{fixed, tenths};
use crate::scene::model::{Findings, Question};
use crate::scene::record::{self, Cell, Outcome};
use crate::scene::sweep::{Mean, On};
use crate::scene::{Args, Claim, Readout, Sentence, Standing, Swatch, percent};

/// What two accuracies must differ by to be spoken of.
const LEAST: f64 = 0.05;

impl This {
    /// Whether the reader is asked to point at what was measured.
    pub(super) fn pointing(&self) -> bool {
        matches!(self.step(), Some(OVERFITTING | MODEL_BIAS)) && self.plan.known
    }
    /// Places of the small batch and of the largest.
    pub(super) fn ends(&self) -> (usize, usize) {
        let sizes = self.plan.asked.sizes();
        let small = sizes.iter().position(|size| *size == self.plan.asked.small());
        (small.unwrap_or_default(), sizes.len() - 1)
    }
    pub(super) fn mean(&self, place: usize, on: On) -> Option<Mean> {
        self.results.mean(&self.plan, place, on)
    }
    /// By how much the small batch does better than the largest.
    fn gap(&self, on: On) -> Option<Estimate> {
        self.results.gap(&self.plan, self.ends(), on)
    }

    /// Enters into the reader's record what was measured, once all of it is known.
    pub(super) fn note(&self) {
        let (asked, (small, large)) = (&self.plan.asked, self.ends());
        let ends = |place| self.mean(place, On::Training).map(|mean| mean.value);
        let (Some(difference), Some(a), Some(b)) = (self.gap(On::Training), ends(small), ends(large)) else {
            return;
        };
        if self.plan.known {
            record::keep(Outcome {
                cell: match (asked.tuning, asked.budget) {
                    (Tuning::Tuned, _) => Cell::Tuned,
                    (_, Budget::Epochs) => Cell::Epochs,
                    (_, Budget::Updates) => Cell::Updates,
                },
                query: crate::scene::Scene::query(self),
                sizes: [small, large].map(|place| asked.sizes()[place] as f64),
                values: [a, b],
                difference,
                standing: Standing::of(difference, LEAST),
                repeats: asked.seeds,
            });
        }
    }

    /// One row a batch size.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let row = |(place, size): (usize, &usize)| {
            let ends = self.results.ends(&self.plan, place);
            let text = |on: On| {
                let Some(Mean { value, interval }) = self.mean(place, on) else { return "–".to_owned() };
                match interval {
                    Some((low, high)) => {
                        format!(
                            "{} ({}–{})",
                            tenths(100.0 * value),
                            tenths(100.0 * low),
                            tenths(100.0 * high)
                        )
                    }
                    None => tenths(100.0 * value),
                }
            };
            let rate = self.plan.rates[place].map_or("–".to_owned(), |rate| fixed(rate, 3));
            let values = vec![
                ("readout.rate", rate),
                ("readout.updates-made", self.plan.asked.updates(*size).to_string()),
                ("readout.runs", ends.len().to_string()),
                ("readout.training", text(On::Training)),
                ("readout.validation", text(On::Validation)),
            ];
            let args = vec![("size", (*size as f64).into())];
            let swatch = Swatch::Run(place % crate::param::MOST);
            Readout { swatch, label: "run.batch-size", args, values, diverged_at: None }
        };
        self.plan.asked.sizes().iter().enumerate().map(row).collect()
    }

    /// The question of the step, or of what is set.
    pub(super) fn asked(&self) -> Option<Question> {
        let asked = &self.plan.asked;
        let (ask, choices) = match self.step().filter(|_| self.pointing()) {
            Some(OVERFITTING) => (
                "predict.accuracy.over-fitting",
                vec!["predict.accuracy.training", "predict.accuracy.validation"],
            ),
            Some(_) => {
                ("predict.accuracy.model-bias", vec!["predict.accuracy.small", "predict.accuracy.large"])
            }
            None => {
                let ask = match (asked.tuning, asked.budget) {
                    (Tuning::Tuned, _) => "predict.accuracy.tuned",
                    (_, Budget::Epochs) => "predict.accuracy",
                    (_, Budget::Updates) => "predict.accuracy.updates",
                };
                (ask, vec!["predict.accuracy.falls", "predict.accuracy.stays", "predict.accuracy.rises"])
            }
        };
        Some(Question { ask, choices, args: self.arguments(On::Training) })
    }

    /// The numbers of every sentence; the difference is that of one of the two accuracies.
    fn arguments(&self, on: On) -> Args {
        let asked = &self.plan.asked;
        let (small, large) = self.ends();
        let sizes = asked.sizes();
        let mean = |place: usize, on: On| match self.mean(place, on) {
            Some(mean) => tenths(100.0 * mean.value).into(),
            None => "–".into(),
        };
        let rate = |place: usize| self.plan.rates[place].map_or("–".to_owned(), |rate| fixed(rate, 3)).into();
        let mut args: Args = vec![
            ("small", (sizes[small] as f64).into()),
            ("large", (sizes[large] as f64).into()),
            ("train-small", mean(small, On::Training)),
            ("train-large", mean(large, On::Training)),
            ("validation-small", mean(small, On::Validation)),
            ("validation-large", mean(large, On::Validation)),
            ("rate-small", rate(small)),
            ("rate-large", rate(large)),
            ("updates-small", (asked.updates(sizes[small]) as f64).into()),
            ("updates-large", (asked.updates(sizes[large]) as f64).into()),
            ("epochs", (asked.epochs as f64).into()),
            ("seeds", (asked.seeds as f64).into()),
        ];
        if let Some(Estimate { value, low, high }) = self.gap(on) {
            let named = [("difference", value), ("low", low), ("high", high)];
            args.extend(named.map(|(name, x)| (name, tenths(100.0 * x).into())));
        }
        args
    }

    /// What was measured, once all of it is known.
    pub(super) fn found(&self) -> Findings {
        let (Some(training), Some(validation)) = (self.gap(On::Training), self.gap(On::Validation)) else {
            return Findings::default();
        };
        if !self.plan.known {
            return Findings::default();
        }
        let (standing, args) = (Standing::of(training, LEAST), self.arguments(On::Training));
        let claims = self.claims(standing, Standing::of(validation, LEAST), &args);
        if self.pointing() {
            let verdict = match self.step() {
                _ if standing != Standing::Holds => "verdict.accuracy.no-fall",
                Some(OVERFITTING) => "verdict.accuracy.over-fitting",
                _ => "verdict.accuracy.model-bias",
            };
            let right = (standing == Standing::Holds).then_some(0);
            // Only who has pointed at something is told.
            let verdict = self.chosen.map(|_| (verdict, args));
            return Findings { right: right.filter(|_| verdict.is_some()), verdict, claims };
        }
        let (right, key) = match standing {
            Standing::Holds => (Some(0), "verdict.accuracy.falls"),
            Standing::Fails if training.high < 0.0 && training.value <= -LEAST => {
                (Some(2), "verdict.accuracy.rises")
            }
            Standing::Fails => (Some(1), "verdict.accuracy.stays"),
            Standing::Conditional | Standing::Unclear => (None, "verdict.accuracy.unclear"),
        };
        Findings { right, verdict: Some((key, args)), claims }
    }

    fn claims(&self, training: Standing, validation: Standing, args: &Args) -> Vec<Claim> {
        let asked = &self.plan.asked;
        let mut claims = match (asked.tuning, asked.budget) {
            (Tuning::Tuned, _) => vec![Claim::tested("claim.accuracy.tuned", training, args.clone())],
            (_, Budget::Updates) => vec![Claim::tested("claim.accuracy.updates", training, args.clone())],
            (_, Budget::Epochs) => {
                let of_validation = self.arguments(On::Validation);
                vec![
                    Claim::tested("claim.accuracy.validation", validation, of_validation),
                    Claim::tested("claim.accuracy.training", training, args.clone()),
                ]
            }
        };
        let (small, _) = self.ends();
        let (one, few) = (self.mean(0, On::Training), self.mean(small, On::Training));
        if let Some((one, few)) = one.zip(few).filter(|(one, few)| few.value - one.value > LEAST) {
            let mut args = args.clone();
            args.extend([("one", percent(one.value)), ("few", percent(few.value))]);
            claims.push(Claim::report("claim.accuracy.one", args));
        }
        let places = 0..asked.sizes().len();
        let ends = places.flat_map(|place| self.results.ends(&self.plan, place));
        let diverged = ends.filter(|end| end.diverged).count();
        if diverged > 0 {
            claims.push(Claim::report("claim.accuracy.diverged", vec![("runs", (diverged as f64).into())]));
        }
        claims
    }

    /// The present state in a sentence.
    pub(super) fn sentence(&self) -> Sentence {
        let (_, large) = self.ends();
        let known = self.mean(large, On::Training).is_some();
        (if known { "describe.accuracy" } else { "describe.accuracy.waiting" }, self.arguments(On::Training))
    }

    /// Points at what is nearest: a curve, or a dot; the watched batch size is that of the dot.
    pub(super) fn point(&mut self, at: (f64, f64)) {
        let (x, y) = self.sweep_axes();
        let far = |place: usize, on: On| {
            let value = self.mean(place, on)?.value;
            let size = self.plan.asked.sizes()[place] as f64;
            // The picture is nearly twice as wide as it is high.
            Some(libm::hypot(1.7 * (x.share(size) - x.share(at.0)), y.share(value) - y.share(at.1)))
        };
        let dots =
            (0..self.plan.rates.len()).flat_map(|place| [On::Training, On::Validation].map(|on| (place, on)));
        let far = |dot: &(usize, On)| far(dot.0, dot.1).unwrap_or(f64::INFINITY);
        let nearest = dots.min_by(|a, b| far(a).total_cmp(&far(b))).filter(|dot| far(dot) < 0.2);
        let Some((place, on)) = nearest else { return };
        if self.pointing() {
            let (small, _) = self.ends();
            self.chosen = Some(match self.step() {
                Some(OVERFITTING) => usize::from(on == On::Validation),
                // A batch size that is learnt as well as the small one shows as much.
                _ => usize::from(self.differs(place, small)),
            });
        } else {
            let size = self.plan.asked.sizes()[place];
            self.adjust(&super::WATCHED, &size.to_string());
        }
        self.results.changes += 1;
    }
    /// Whether a batch size is learnt clearly worse than another one.
    fn differs(&self, place: usize, from: usize) -> bool {
        let value = |place| self.mean(place, On::Training).map_or(0.0, |mean| mean.value);
        value(from) - value(place) > LEAST
    }
}
