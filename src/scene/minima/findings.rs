//! Live numbers, the table of the two minima, the question, and the hypothesis against what was measured.

use super::{EPSILON, MinimaScene, PARTICLES, RELEASE, Release, SHIFT, This};
use crate::analysis::{Basin, Estimate, epsilon_sharpness, wilson};
use crate::decimal::fixed;
use crate::objective::{Minima, Objective};
use crate::param::Given;
use crate::scene::model::{Findings, Model, Question};
use crate::scene::{Args, Claim, Readout, Sentence, Standing, Swatch, percent};

/// Test sets drawn to tell how often the flat minimum is better.
const SETS: u32 = 400;
/// What two shares, or two losses, must differ by to be spoken of.
const LEAST: f64 = 0.05;

fn share(basin: &Basin) -> f64 {
    f64::from(basin.flat()) / f64::from(basin.runs.max(1))
}
/// Share of a crowd that stands in the flat valley at a moment that is kept.
pub(super) fn share_at(basin: &Basin, frame: usize) -> f64 {
    f64::from(basin.beyond[frame]) / f64::from(basin.runs.max(1))
}
/// A 95 % interval for that share.
pub(super) fn interval_at(basin: &Basin, frame: usize) -> (f64, f64) {
    wilson(basin.beyond[frame] as usize, basin.runs as usize)
}

impl This {
    /// One row a batch size, at the moment shown.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let frame = self.frame();
        let row = |(crowd, &size): (usize, &usize)| {
            let basin = self.crowds.basins.get(crowd).filter(|basin| basin.runs > 0);
            let text = |say: &dyn Fn(&Basin) -> String| basin.map_or("–".to_owned(), say);
            let values = vec![
                ("readout.rate", fixed(self.rate(size), 3)),
                ("readout.runs", basin.map_or(0, |basin| basin.runs).to_string()),
                ("readout.flat", text(&|basin| format!("{} %", fixed(100.0 * share_at(basin, frame), 3)))),
                (
                    "readout.interval",
                    text(&|basin| {
                        let (low, high) = interval_at(basin, frame);
                        format!("{}–{}", fixed(100.0 * low, 3), fixed(100.0 * high, 3))
                    }),
                ),
            ];
            let args = vec![("size", (size as f64).into())];
            Readout { swatch: Swatch::Run(crowd), label: "run.batch-size", args, values, diverged_at: None }
        };
        self.sizes.iter().enumerate().map(row).collect()
    }

    /// Second derivative of the training loss at a minimum, in θ.
    fn curvature(&self, w: f64) -> f64 {
        let mut h = [0.0];
        self.objective.hessian(&[self.u(w)], &mut h);
        h[0]
    }
    /// ε-sharpness at a minimum, in θ.
    fn keskar(&self, w: f64) -> f64 {
        epsilon_sharpness(|u| self.objective.loss(&[u]), self.u(w), EPSILON)
    }
    /// Both measures at the sharp minimum and at the flat one: they change with the coordinate alone, and only those
    /// ask who look deeper.
    fn sharpness(&self) -> [[f64; 2]; 2] {
        let both = |w| [self.curvature(w), self.keskar(w)];
        *self.sharpness.get_or_init(|| [Minima::SHARP, Minima::FLAT].map(both))
    }
    fn gap(&self, w: f64) -> f64 {
        self.test.gap(w, self.test.shift)
    }
    /// The two minima side by side.
    pub(super) fn table(&self) -> Sentence {
        let number = |x: f64| fixed(x, 3).into();
        let row = |w: f64, [curvature, keskar]: [f64; 2]| {
            let train = self.objective.loss(&[self.u(w)]);
            [curvature, keskar, train, self.test.loss(w), self.gap(w)]
        };
        let [sharp, flat] = self.sharpness();
        let (sharp, flat) = (row(Minima::SHARP, sharp), row(Minima::FLAT, flat));
        let names = [
            ("sharp-h", "flat-h"),
            ("sharp-k", "flat-k"),
            ("sharp-train", "flat-train"),
            ("sharp-test", "flat-test"),
            ("sharp-gap", "flat-gap"),
        ];
        let cells = names.into_iter().zip(sharp.into_iter().zip(flat));
        let args = cells.flat_map(|((a, b), (x, y))| [(a, number(x)), (b, number(y))]).collect();
        ("caption.minima", args)
    }

    /// Whether the valleys are drawn in another coordinate, in which the flat one may be the sharper.
    pub(super) fn stretched(&self) -> bool {
        self.objective.coordinate() != Minima::new().coordinate()
    }
    /// The question.
    pub(super) fn asked(&self) -> Option<Question> {
        let (large, small) = self.extremes();
        let ask = match self.settings.choice(&RELEASE) {
            Release::Sharp if self.stretched() => "predict.minima.left",
            Release::Sharp => "predict.minima",
            Release::Everywhere => "predict.minima.everywhere",
        };
        (self.sizes[large] != self.sizes[small]).then(|| Question {
            ask,
            choices: vec!["predict.minima.large", "predict.minima.small", "predict.minima.equal"],
            args: vec![
                ("runs", self.settings.number(&PARTICLES).into()),
                ("large", (self.sizes[large] as f64).into()),
                ("small", (self.sizes[small] as f64).into()),
            ],
        })
    }

    /// How much more often the smaller batch ends in the flat valley.
    fn difference(&self) -> Estimate {
        let (large, small) = self.extremes();
        let share = |crowd: usize| {
            let basin = &self.crowds.basins[crowd];
            Estimate::share(basin.flat() as usize, basin.runs as usize)
        };
        share(small).minus(share(large))
    }

    /// The claims, once the run has ended.
    pub(super) fn found(&self) -> Findings {
        let (large, small) = self.extremes();
        let told = self.crowds.ended() && MinimaScene::ended(self);
        if !told || self.sizes[large] == self.sizes[small] {
            return Findings::default();
        }
        let difference = self.difference();
        let standing = Standing::of(difference, LEAST);
        let (outcome, key) = match standing {
            Standing::Holds => (1, "claim.minima.small"),
            Standing::Fails if difference.high < 0.0 => (0, "claim.minima.reversed"),
            Standing::Fails => (2, "claim.minima.equal"),
            _ => (2, "claim.minima.unclear"),
        };
        let args: Args = vec![
            ("large", (self.sizes[large] as f64).into()),
            ("small", (self.sizes[small] as f64).into()),
            ("large-share", percent(share(&self.crowds.basins[large]))),
            ("small-share", percent(share(&self.crowds.basins[small]))),
            ("runs", f64::from(self.crowds.basins[small].runs).into()),
            ("large-rate", fixed(self.rate(self.sizes[large]), 3).into()),
            ("small-rate", fixed(self.rate(self.sizes[small]), 3).into()),
            ("difference", percent(difference.value)),
            ("low", percent(difference.low)),
            ("high", percent(difference.high)),
        ];
        let verdict = ["verdict.minima.large", "verdict.minima.small", "verdict.minima.equal"][outcome];
        let verdict = Some((verdict, args.clone()));
        // Crowds that differ in their learning rates as well tell nothing about the batch size.
        let alone = self.rate(self.sizes[large]) == self.rate(self.sizes[small]);
        let mut claims =
            vec![if alone { Claim::tested(key, standing, args) } else { Claim::report(key, args) }];
        claims.extend(self.claims_of_gaps());
        claims.push(Claim::report("claim.minima.hypothesis", Vec::new()));
        Findings { right: Some(outcome), verdict, claims }
    }

    /// What the shift costs at each minimum, and whether sharpness foretells it.
    fn claims_of_gaps(&self) -> Vec<Claim> {
        let (sharp, flat) = (self.gap(Minima::SHARP), self.gap(Minima::FLAT));
        let [[sharp_h, sharp_k], [flat_h, flat_k]] = self.sharpness();
        let extra = self.test.extra_at_sharp(SETS);
        let better = extra.iter().filter(|extra| **extra > 0.0).count() as f64 / extra.len() as f64;
        let mean = Estimate::mean(extra.iter().copied()).unwrap_or(Estimate::exact(sharp - flat));
        let args: Args = vec![
            ("sharp", fixed(sharp, 3).into()),
            ("flat", fixed(flat, 3).into()),
            ("shift", self.settings.text(&SHIFT).into()),
            ("percent", percent(better)),
            ("sets", f64::from(SETS).into()),
            ("sharp-h", fixed(sharp_h, 3).into()),
            ("flat-h", fixed(flat_h, 3).into()),
            ("sharp-k", fixed(sharp_k, 3).into()),
            ("flat-k", fixed(flat_k, 3).into()),
            ("extra", fixed(mean.value, 3).into()),
            ("low", fixed(mean.low, 3).into()),
            ("high", fixed(mean.high, 3).into()),
        ];
        let key = if sharp > flat { "claim.minima.gap" } else { "claim.minima.no-gap" };
        let mut claims = vec![Claim::report(key, args.clone())];
        if self.test.is_fresh() {
            let standing = Standing::of(mean, LEAST);
            claims.push(Claim::tested("claim.minima.fresh", standing, args.clone()));
        }
        if flat_h > sharp_h {
            claims.push(Claim::report("claim.minima.dinh", args));
        }
        claims
    }

    /// The present state in a sentence.
    pub(super) fn sentence(&self) -> Sentence {
        let (large, small) = self.extremes();
        let now = |crowd: usize| {
            let basin = self.crowds.basins.get(crowd);
            basin.map_or("–".into(), |basin| percent(share_at(basin, self.frame())))
        };
        let args = vec![
            ("shift", self.settings.text(&SHIFT).into()),
            ("sharp", fixed(self.gap(Minima::SHARP), 3).into()),
            ("flat", fixed(self.gap(Minima::FLAT), 3).into()),
            ("large", (self.sizes[large] as f64).into()),
            ("small", (self.sizes[small] as f64).into()),
            ("large-share", now(large)),
            ("small-share", now(small)),
            ("update", libm::round(self.race.clock.time()).into()),
        ];
        let key = if self.crowds.basins.is_empty() { "describe.minima.gap" } else { "describe.minima" };
        (key, args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Scene;

    /// The stretches from which on the flat minimum is the sharper one, by either measure: what the page says.
    #[test]
    fn sharpness_is_a_matter_of_the_coordinate() {
        let sharper = |stretch: f64, measure: fn(&This, f64) -> f64| {
            let mut scene = This::new();
            scene.set("stretch", &stretch.to_string(), None);
            let gaps = [scene.gap(Minima::SHARP), scene.gap(Minima::FLAT)];
            assert!(gaps[0] > gaps[1], "gaps do not depend on the coordinate");
            measure(&scene, Minima::FLAT) > measure(&scene, Minima::SHARP)
        };
        let turns = |low: f64, high: f64, measure| !sharper(low, measure) && sharper(high, measure);
        assert!(turns(2.8, 2.9, This::curvature) && turns(6.2, 6.3, This::keskar));
    }

    fn first(settings: &[(&str, &str)]) -> (&'static str, Option<Standing>) {
        let mut scene = This::new();
        for (name, value) in settings {
            assert_eq!(scene.set(name, value, None), None);
        }
        scene.complete();
        for (key, request) in scene.jobs() {
            crate::job::finish(&request).into_iter().for_each(|report| scene.receive(&key, report));
        }
        scene.complete();
        let claims = scene.claims();
        (claims[0].key, claims[0].standing)
    }

    /// A few in a hundred are no "larger batches end in narrow minima", however sure it is that there are a few.
    #[test]
    fn what_is_sure_and_small_does_not_hold() {
        let tiny = first(&[("scale", "0.5"), ("particles", "2000")]);
        assert_eq!(tiny, ("claim.minima.unclear", Some(Standing::Unclear)));
        let usual = first(&[("batch-sizes", "20,4")]);
        assert_eq!(usual, ("claim.minima.small", Some(Standing::Holds)));
        let none = first(&[("batch-sizes", "20,10"), ("particles", "1000")]);
        assert_eq!(none, ("claim.minima.equal", Some(Standing::Fails)));
        // Two things differ: nothing is told of either.
        let both = first(&[("batch-sizes", "20,4"), ("rate-rule", "linear")]);
        assert_eq!(both, ("claim.minima.reversed", None));
    }

    #[test]
    fn the_gap_is_tested_on_fresh_examples() {
        let standing = |shift: &str, test: &str| {
            let mut scene = This::new();
            scene.set("shift", shift, None);
            scene.set("test", test, None);
            scene
                .claims_of_gaps()
                .iter()
                .find(|claim| claim.key == "claim.minima.fresh")
                .map(|claim| claim.standing)
        };
        assert_eq!(standing("0.3", "fresh"), Some(Some(Standing::Holds)));
        assert_ne!(standing("0", "fresh"), Some(Some(Standing::Holds)));
        assert_eq!(standing("0.3", "training"), None, "no chance, no test");
    }
}
