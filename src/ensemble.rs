//! Thousands of runs at once: coordinates as arrays, four runs to an instruction, in single precision.
//!
//! Single precision doubles what one instruction does and is plenty for a statistic; one run that must be exact is a
//! [`crate::run::Run`]. The update is the lecture's heavy ball, m ← λm − ηg, θ ← θ + m.

mod deal;
mod parse;

use self::deal::Deal;
use crate::batch::Order;
use crate::objective::{Examples, Runs, Surface};
use std::rc::Rc;
use wide::f32x4;

/// Coordinates and movements below this are nothing: what comes to rest would otherwise end in numbers so small that
/// processors take a hundred times as long for them.
const LEAST: f32 = 1e-30;
/// Updates from one look at what has come to rest to the next.
const RESTS: u64 = 16;

/// Many runs of one rule, from many starts.
///
/// ```
/// use downhill_engine::{ensemble::Ensemble, value::map};
/// let described = map([("objective", "himmelblau".into()), ("particles", 1000.0.into())]);
/// let mut ensemble = Ensemble::from_value(&described)?;
/// ensemble.step();
/// assert_eq!((ensemble.update(), ensemble.positions().count()), (1, 1000));
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
pub struct Ensemble {
    count: usize,
    x: Vec<f32x4>,
    y: Vec<f32x4>,
    mx: Vec<f32x4>,
    my: Vec<f32x4>,
    rate: f32,
    momentum: f32,
    slopes: Slopes,
    /// First vector that has not made the present update yet.
    cursor: usize,
    update: u64,
}

/// Where gradients come from.
enum Slopes {
    Surface(Rc<dyn Surface>),
    Batches { examples: Rc<dyn Examples>, deal: Deal },
}

impl Ensemble {
    /// Runs on a surface with its exact gradient, one from each of `starts`.
    pub fn on_surface(surface: Rc<dyn Surface>, starts: &[(f64, f64)], rate: f64, momentum: f64) -> Self {
        Self::new(Slopes::Surface(surface), starts, rate, momentum)
    }
    /// Runs on a finite sum of at most 256 examples with mini-batches of `size` (kept within 1…N), each run with
    /// batches of its own.
    pub fn on_batches(
        examples: Rc<dyn Examples>,
        starts: &[(f64, f64)],
        rate: f64,
        momentum: f64,
        (size, order): (usize, Order),
        seed: u64,
    ) -> Self {
        let deal = Deal::new(starts.len().div_ceil(4) * 4, examples.examples(), size, order, seed);
        Self::new(Slopes::Batches { examples, deal }, starts, rate, momentum)
    }

    fn new(slopes: Slopes, starts: &[(f64, f64)], rate: f64, momentum: f64) -> Self {
        let lanes = |coordinate: fn(&(f64, f64)) -> f64| -> Vec<f32x4> {
            let four = |chunk: &[(f64, f64)]| {
                // A last vector that is not full repeats its last run.
                f32x4::new(std::array::from_fn(|k| coordinate(&chunk[k.min(chunk.len() - 1)]) as f32))
            };
            starts.chunks(4).map(four).collect()
        };
        let (x, y) = (lanes(|start| start.0), lanes(|start| start.1));
        let still = vec![f32x4::ZERO; x.len()];
        let (rate, momentum) = (rate as f32, momentum as f32);
        Self {
            count: starts.len(),
            x,
            y,
            mx: still.clone(),
            my: still,
            rate,
            momentum,
            slopes,
            cursor: 0,
            update: 0,
        }
    }

    /// Number of runs.
    pub fn len(&self) -> usize {
        self.count
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
    /// Updates that all runs have made.
    pub fn update(&self) -> u64 {
        self.update
    }
    /// Where the runs are. In the middle of an update some have made it and some have not.
    pub fn positions(&self) -> impl Iterator<Item = (f32, f32)> + '_ {
        let four = |(x, y): (&f32x4, &f32x4)| x.to_array().into_iter().zip(y.to_array());
        self.x.iter().zip(&self.y).flat_map(four).take(self.count)
    }

    /// Makes up to so many updates, counted over all runs, and stops where all have made the same number; tells how
    /// many it made.
    pub fn work(&mut self, updates: u64) -> u64 {
        let wanted = (updates as usize).div_ceil(4).max(1);
        let (from, to) = (self.cursor, (self.cursor + wanted).min(self.x.len()));
        self.portion(from, to);
        self.cursor = to;
        if to == self.x.len() {
            self.cursor = 0;
            self.update += 1;
            if let Slopes::Batches { deal, .. } = &mut self.slopes {
                deal.pass();
            }
        }
        4 * (to - from) as u64
    }
    /// Finishes the present update of all runs.
    pub fn step(&mut self) {
        let update = self.update;
        while self.update == update {
            self.work(u64::MAX >> 8);
        }
    }

    fn portion(&mut self, from: usize, to: usize) {
        let (rate, momentum) = (f32x4::splat(self.rate), f32x4::splat(self.momentum));
        let (x, y) = (&mut self.x[from..to], &mut self.y[from..to]);
        let (mx, my) = (&mut self.mx[from..to], &mut self.my[from..to]);
        match &mut self.slopes {
            Slopes::Surface(surface) => surface.descend(Runs { x, y, mx, my, rate, momentum }),
            Slopes::Batches { examples, deal } => {
                let size = deal.present();
                // The mean of the batch: η is shared among its examples.
                let rate = rate * f32x4::splat(1.0 / size as f32);
                for k in 0..to - from {
                    let (mut gx, mut gy) = (f32x4::ZERO, f32x4::ZERO);
                    for draw in 0..size {
                        let which = std::array::from_fn(|lane| deal.draw(4 * (from + k) + lane, draw));
                        let [ex, ey] = examples.example_gradients(which, x[k], y[k]);
                        gx += ex;
                        gy += ey;
                    }
                    mx[k] = momentum * mx[k] - rate * gx;
                    my[k] = momentum * my[k] - rate * gy;
                    x[k] += mx[k];
                    y[k] += my[k];
                }
            }
        }
        if (self.update + 1).is_multiple_of(RESTS) {
            let least = f32x4::splat(LEAST);
            for numbers in [&mut self.x, &mut self.y, &mut self.mx, &mut self.my] {
                // What is not a number is not small: it stays.
                numbers[from..to].iter_mut().for_each(|four| *four &= !four.abs().simd_lt(least));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objective::{BoundedSaddle, Himmelblau, Noise, Objective, Saddle};
    use crate::optimizer::{Form, Momentum, Optimizer};
    use crate::rng::Rng;

    fn starts(count: usize) -> Vec<(f64, f64)> {
        let mut rng = Rng::new(3);
        (0..count).map(|_| (4.0 * rng.uniform() - 2.0, 4.0 * rng.uniform() - 2.0)).collect()
    }

    /// The one-run loop in double precision is the oracle.
    #[test]
    fn each_run_is_the_run_it_would_be_alone() {
        let surfaces: [Rc<dyn Surface>; 2] = [Rc::new(Himmelblau), Rc::new(BoundedSaddle)];
        for surface in surfaces {
            for count in [1, 4, 7, 1001] {
                let starts = starts(count);
                let mut ensemble = Ensemble::on_surface(surface.clone(), &starts, 0.003, 0.8);
                for _ in 0..12 {
                    ensemble.step();
                }
                assert_eq!((ensemble.update(), ensemble.positions().count()), (12, count));
                for ((x, y), start) in ensemble.positions().zip(&starts) {
                    let mut rule = Momentum::new(0.8, Form::Lecture);
                    let mut theta = [start.0, start.1];
                    for _ in 0..12 {
                        let gradient = surface.gradient(theta[0], theta[1]);
                        rule.update(&mut theta, &gradient, 0.003);
                    }
                    let off = (f64::from(x) - theta[0]).abs().max((f64::from(y) - theta[1]).abs());
                    assert!(off < 2e-5 * (1.0 + theta[0].abs() + theta[1].abs()), "off by {off}");
                }
            }
        }
    }

    /// The axes of these surfaces lead into a saddle at 0, where coordinates shrink without end.
    #[test]
    fn runs_at_rest_keep_no_tiny_numbers() {
        let surfaces: [Rc<dyn Surface>; 3] = [Rc::new(Himmelblau), Rc::new(BoundedSaddle), Rc::new(Saddle)];
        for surface in surfaces {
            let mut starts = starts(30);
            starts.extend([(1.0, 0.0), (-1.0, 0.0), (1e-20, 1e-25)]);
            for momentum in [0.0, 0.5, 0.9] {
                let mut ensemble = Ensemble::on_surface(surface.clone(), &starts, 0.01, momentum);
                let mut tiny = 0;
                for _ in 0..8000 {
                    ensemble.step();
                    let all = [&ensemble.x, &ensemble.y, &ensemble.mx, &ensemble.my];
                    let numbers = all.into_iter().flatten().flat_map(|four| four.to_array());
                    tiny += numbers.filter(|x| x.is_subnormal()).count();
                }
                assert_eq!(tiny, 0, "momentum {momentum}");
            }
        }
    }

    #[test]
    fn runs_out_of_bounds_do_not_come_back() {
        let mut ensemble = Ensemble::on_surface(Rc::new(BoundedSaddle), &[(50.0, -50.0); 3], 0.5, 0.9);
        for _ in 0..100 {
            ensemble.step();
        }
        assert!(ensemble.positions().all(|(x, y)| !x.is_finite() && !y.is_finite()));
    }

    #[test]
    fn portions_change_nothing() {
        let starts = starts(777);
        let make = || {
            let order = (3, Order::Reshuffle);
            Ensemble::on_batches(Rc::new(Noise::new()), &starts, 0.05, 0.5, order, 9)
        };
        let (mut whole, mut parts) = (make(), make());
        for _ in 0..15 {
            whole.step();
        }
        while parts.update() < 15 {
            parts.work(50);
        }
        assert!(whole.positions().eq(parts.positions()));
    }

    #[test]
    fn a_full_batch_is_the_full_gradient_and_an_epoch_uses_every_example_once() {
        let noise = Noise::new();
        let starts = starts(9);
        for order in [Order::Reshuffle, Order::Once, Order::Sequential] {
            let mut ensemble = Ensemble::on_batches(Rc::new(noise), &starts, 0.05, 0.0, (20, order), 1);
            ensemble.step();
            for ((x, y), start) in ensemble.positions().zip(&starts) {
                let mut g = [0.0; 2];
                noise.gradient(&[start.0, start.1], &mut g);
                assert!((f64::from(x) - (start.0 - 0.05 * g[0])).abs() < 1e-5);
                assert!((f64::from(y) - (start.1 - 0.05 * g[1])).abs() < 1e-5);
            }
            // Three batches of 7, 7 and 6 at η → 0 add up to the epoch's sum of gradients.
            let rate = 1e-3;
            let mut ensemble = Ensemble::on_batches(Rc::new(noise), &starts, rate, 0.0, (7, order), 1);
            for _ in 0..3 {
                ensemble.step();
            }
            for ((x, _), start) in ensemble.positions().zip(&starts) {
                let mut g = [0.0; 2];
                noise.gradient(&[start.0, start.1], &mut g);
                let moved = (f64::from(x) - start.0) / -rate;
                assert!((moved / 3.0 - g[0]).abs() < 0.15 * (1.0 + g[0].abs()), "{moved} against {}", g[0]);
            }
        }
    }
}
