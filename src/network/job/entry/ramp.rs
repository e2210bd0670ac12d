//! RMSprop that turns into momentum.

use downhill_engine::optimizer::Optimizer;

/// Share of the old average of squares that is kept, μ₂, and what keeps divisions finite, ε: as the source has them.
const KEPT: f32 = 0.99;
const EPSILON: f32 = 1e-8;
/// Learning rate η_r of the RMSprop that it begins with. The source has .0003, for some thousand updates of warm-up.
pub const RMSPROP_RATE: f64 = 0.001;

/// Momentum that begins as RMSprop and turns into momentum evenly, in `warmup` updates.
///
/// s = min(1, t/n) at update t (from 0) of a warm-up of n; v ← μ₂v + (1 − μ₂)g²; Δ ← λΔ − (ηs + η_r(1 − s)/(√v + ε))g; θ ← θ + Δ. As in the
/// source v has no bias correction: the first update moves every coordinate by 10η_r.
///
/// Source: T. Akiba, S. Suzuki, K. Fukuda, *Extremely large minibatch SGD: training ResNet-50 on ImageNet in 15 minutes* (2017), whose
/// s rises exponentially to one half, then evenly, over ten epochs and more.
pub(super) struct Ramp {
    momentum: f64,
    warmup: u64,
    update: u64,
    v: Vec<f32>,
    m: Vec<f32>,
}

impl Ramp {
    /// Momentum λ, updates n until it is momentum alone.
    pub(super) fn new(momentum: f64, warmup: u64) -> Self {
        Self { momentum, warmup, update: 0, v: Vec::new(), m: Vec::new() }
    }
}

impl Optimizer<f32> for Ramp {
    fn update(&mut self, theta: &mut [f32], gradient: &[f32], learning_rate: f64) {
        self.v.resize(theta.len(), 0.0);
        self.m.resize(theta.len(), 0.0);
        let turned = if self.update < self.warmup { self.update as f64 / self.warmup as f64 } else { 1.0 };
        self.update += 1;
        let (momentum, rate) = (self.momentum as f32, (learning_rate * turned) as f32);
        let rmsprop = (RMSPROP_RATE * (1.0 - turned)) as f32;
        // What has faded away is nothing: numbers below 10⁻³⁸ cost a hundred times as much.
        let kept = |x: f32| if x.abs() < 1e-30 { 0.0 } else { x };
        for (((x, g), v), m) in theta.iter_mut().zip(gradient).zip(&mut self.v).zip(&mut self.m) {
            *v = kept(KEPT * *v + (1.0 - KEPT) * *g * *g);
            *m = kept(momentum * *m - (rate + rmsprop / (v.sqrt() + EPSILON)) * *g);
            *x += *m;
        }
    }
    fn state(&self) -> Vec<(&'static str, &[f32])> {
        vec![("m", &self.m), ("v", &self.v)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_engine::optimizer::{Form, Momentum};

    /// Two updates of warm-up at η = .5, λ = .9, by hand.
    #[test]
    fn it_turns_as_worked_out_by_hand() {
        let (mut rule, mut x) = (Ramp::new(0.9, 2), [1.0_f32, 0.0]);
        // All RMSprop: v = .01·4, √v = .2, Δ = −.001/.2·2.
        rule.update(&mut x, &[2.0, 0.0], 0.5);
        assert!((x[0] - 0.99).abs() < 1e-7 && x[1] == 0.0, "{x:?}");
        // Half: v = .0396 + .01, Δ = −.009 − .25 − .0005/√.0496.
        rule.update(&mut x, &[1.0, 0.0], 0.5);
        let second = -0.009 - 0.25 - 0.0005 / 0.0496_f32.sqrt();
        assert!((x[0] - (0.99 + second)).abs() < 1e-6, "{x:?}");
        // Momentum alone: Δ = .9Δ − .5·2.
        rule.update(&mut x, &[2.0, 0.0], 0.5);
        let third = 0.9 * second - 1.0;
        assert!((x[0] - (0.99 + second + third)).abs() < 1e-6, "{x:?}");
    }

    #[test]
    fn without_warm_up_it_is_momentum() {
        let (mut ramp, mut momentum) = (Ramp::new(0.8, 0), Momentum::<f32>::new(0.8, Form::Lecture));
        let (mut a, mut b) = ([1.0_f32], [1.0_f32]);
        for g in [3.0, -0.5, 1.25] {
            ramp.update(&mut a, &[g], 0.01);
            momentum.update(&mut b, &[g], 0.01);
        }
        assert_eq!(a, b);
    }
}
