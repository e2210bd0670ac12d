//! Live numbers, the table of the two minima, the question, and the hypothesis against what was measured.

use super::{EPSILON, MinimaScene, PARTICLES, RELEASE, Release, SHIFT, This};
use crate::analysis::{Basin, epsilon_sharpness, wilson};
use crate::decimal::fixed;
use crate::objective::{Minima, Objective};
use crate::param::Given;
use crate::scene::model::{Findings, Model, Question};
use crate::scene::{Args, Claim, Readout, Sentence, Swatch};
use crate::value::Value;

/// Test sets drawn to tell how often the flat minimum is better.
const SETS: u32 = 400;

fn share(basin: &Basin) -> f64 {
    f64::from(basin.flat()) / f64::from(basin.runs.max(1))
}
fn interval(basin: &Basin) -> (f64, f64) {
    wilson(basin.flat() as usize, basin.runs as usize)
}
fn percent(share: f64) -> Value {
    (libm::round(1000.0 * share) / 10.0).into()
}

impl This {
    /// One row a batch size.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let row = |(crowd, &size): (usize, &usize)| {
            let basin = self.crowds.basins.get(crowd).filter(|basin| basin.runs > 0);
            let text = |say: &dyn Fn(&Basin) -> String| basin.map_or("–".to_owned(), say);
            let values = vec![
                ("readout.rate", fixed(self.rate(size), 3)),
                ("readout.runs", basin.map_or(0, |basin| basin.runs).to_string()),
                ("readout.flat", text(&|basin| format!("{} %", fixed(100.0 * share(basin), 3)))),
                (
                    "readout.interval",
                    text(&|basin| {
                        let (low, high) = interval(basin);
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
    /// Both measures at the sharp minimum and at the flat one: they change with the coordinate alone.
    pub(super) fn measure(&self) -> [[f64; 2]; 2] {
        [Minima::SHARP, Minima::FLAT].map(|w| [self.curvature(w), self.keskar(w)])
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
        let (sharp, flat) = (row(Minima::SHARP, self.sharpness[0]), row(Minima::FLAT, self.sharpness[1]));
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

    /// The question.
    pub(super) fn asked(&self) -> Option<Question> {
        let (large, small) = self.extremes();
        let ask = match self.settings.choice(&RELEASE) {
            Release::Sharp => "predict.minima",
            Release::Everywhere => "predict.minima.everywhere",
        };
        (self.sizes[large] != self.sizes[small]).then(|| Question {
            ask,
            choices: vec!["predict.minima.large", "predict.minima.small", "predict.minima.equal"],
            args: vec![
                ("runs", self.settings.text(&PARTICLES).into()),
                ("large", (self.sizes[large] as f64).into()),
                ("small", (self.sizes[small] as f64).into()),
            ],
        })
    }

    /// 0 where the larger batch ends in the flat valley more often, 1 where the smaller does, 2 where their intervals meet.
    fn outcome(&self) -> usize {
        let (large, small) = self.extremes();
        let (a, b) = (interval(&self.crowds.basins[large]), interval(&self.crowds.basins[small]));
        if a.0 > b.1 {
            0
        } else if b.0 > a.1 {
            1
        } else {
            2
        }
    }

    /// The claims, once the run has ended.
    pub(super) fn found(&self) -> Findings {
        let (large, small) = self.extremes();
        let told = self.crowds.ended() && MinimaScene::ended(self);
        if !told || self.sizes[large] == self.sizes[small] {
            return Findings::default();
        }
        let outcome = self.outcome();
        let args: Args = vec![
            ("large", (self.sizes[large] as f64).into()),
            ("small", (self.sizes[small] as f64).into()),
            ("large-share", percent(share(&self.crowds.basins[large]))),
            ("small-share", percent(share(&self.crowds.basins[small]))),
            ("runs", f64::from(self.crowds.basins[small].runs).into()),
            ("large-rate", fixed(self.rate(self.sizes[large]), 3).into()),
            ("small-rate", fixed(self.rate(self.sizes[small]), 3).into()),
        ];
        let key = ["claim.minima.reversed", "claim.minima.small", "claim.minima.equal"][outcome];
        let mut claims = vec![Claim::tested(key, outcome == 1, args)];
        claims.extend(self.claims_of_gaps());
        claims.push(Claim::report("claim.minima.hypothesis", Vec::new()));
        Findings { right: Some(outcome), claims }
    }

    /// What the shift costs at each minimum, and whether sharpness foretells it.
    fn claims_of_gaps(&self) -> Vec<Claim> {
        let (sharp, flat) = (self.gap(Minima::SHARP), self.gap(Minima::FLAT));
        let [[sharp_h, sharp_k], [flat_h, flat_k]] = self.sharpness;
        let args: Args = vec![
            ("sharp", fixed(sharp, 3).into()),
            ("flat", fixed(flat, 3).into()),
            ("shift", self.settings.text(&SHIFT).into()),
            ("percent", percent(self.test.flat_is_better(SETS))),
            ("sets", f64::from(SETS).into()),
            ("sharp-h", fixed(sharp_h, 3).into()),
            ("flat-h", fixed(flat_h, 3).into()),
            ("sharp-k", fixed(sharp_k, 3).into()),
            ("flat-k", fixed(flat_k, 3).into()),
        ];
        let mut claims = vec![if sharp > flat {
            Claim::conditional("claim.minima.gap", args.clone())
        } else {
            Claim::tested("claim.minima.no-gap", false, args.clone())
        }];
        if self.test.is_fresh() {
            claims.push(Claim::report("claim.minima.fresh", args.clone()));
        }
        if flat_h > sharp_h {
            claims.push(Claim::tested("claim.minima.dinh", false, args));
        }
        claims
    }

    /// The present state in a sentence.
    pub(super) fn sentence(&self) -> Sentence {
        let (large, small) = self.extremes();
        let args = vec![
            ("shift", self.settings.text(&SHIFT).into()),
            ("sharp", fixed(self.gap(Minima::SHARP), 3).into()),
            ("flat", fixed(self.gap(Minima::FLAT), 3).into()),
            ("large", (self.sizes[large] as f64).into()),
            ("small", (self.sizes[small] as f64).into()),
            ("large-share", self.crowds.basins.get(large).map_or("–".into(), |basin| percent(share(basin)))),
            ("small-share", self.crowds.basins.get(small).map_or("–".into(), |basin| percent(share(basin)))),
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
}
