//! The same network in the plainest words, in single and in double precision: what the kernels are held against.

use crate::shape::Activation;

/// A number of either precision.
pub(crate) trait Number: Copy {
    fn of(x: f64) -> Self;
    fn to(self) -> f64;
}
impl Number for f32 {
    fn of(x: f64) -> Self {
        x as f32
    }
    fn to(self) -> f64 {
        f64::from(self)
    }
}
impl Number for f64 {
    fn of(x: f64) -> Self {
        x
    }
    fn to(self) -> f64 {
        self
    }
}

/// Each operation is rounded to the precision of `T`.
pub(crate) struct Naive<T> {
    pub(crate) widths: Vec<usize>,
    pub(crate) activation: Activation,
    /// In the order of `Network::parameters`.
    pub(crate) theta: Vec<T>,
}

impl<T: Number> Naive<T> {
    /// Weights and biases of a layer begin here.
    fn layer(&self, l: usize) -> (usize, usize) {
        let size = |l: usize| (self.widths[l] + 1) * self.widths[l + 1];
        let from = (0..l).map(size).sum::<usize>();
        (from, from + self.widths[l] * self.widths[l + 1])
    }
    /// What every layer makes of one example; the logits are the last.
    fn forward(&self, x: &[T]) -> Vec<Vec<T>> {
        let mut made = vec![x.to_vec()];
        for l in 0..self.widths.len() - 1 {
            let (weights, bias) = self.layer(l);
            let outputs = self.widths[l + 1];
            let unit = |o: usize| {
                let mut sum = self.theta[bias + o];
                for (i, x) in made[l].iter().enumerate() {
                    let product = T::of(x.to() * self.theta[weights + i * outputs + o].to());
                    sum = T::of(sum.to() + product.to());
                }
                match self.activation {
                    _ if l + 2 == self.widths.len() => sum,
                    Activation::Relu => T::of(sum.to().max(0.0)),
                    Activation::Tanh => T::of(sum.to().tanh()),
                }
            };
            let next = (0..outputs).map(unit).collect();
            made.push(next);
        }
        made
    }
    fn probabilities(logits: &[T]) -> Vec<f64> {
        let top = logits.iter().map(|z| z.to()).fold(f64::MIN, f64::max);
        let exp: Vec<f64> = logits.iter().map(|z| (z.to() - top).exp()).collect();
        let sum: f64 = exp.iter().sum();
        exp.into_iter().map(|e| e / sum).collect()
    }
    pub(crate) fn loss(&self, examples: &[(Vec<T>, u8)]) -> f64 {
        let one = |(x, label): &(Vec<T>, u8)| {
            let made = self.forward(x);
            -Self::probabilities(&made[made.len() - 1])[usize::from(*label)].ln()
        };
        examples.iter().map(one).sum::<f64>() / examples.len() as f64
    }
    /// Of the mean loss.
    pub(crate) fn gradient(&self, examples: &[(Vec<T>, u8)]) -> Vec<T> {
        let mut gradient = vec![T::of(0.0); self.theta.len()];
        for (x, label) in examples {
            let made = self.forward(x);
            let mut back: Vec<T> = Self::probabilities(&made[made.len() - 1])
                .into_iter()
                .enumerate()
                .map(|(c, p)| {
                    T::of((p - f64::from(u8::from(c == usize::from(*label)))) / examples.len() as f64)
                })
                .collect();
            for l in (0..self.widths.len() - 1).rev() {
                let (weights, bias) = self.layer(l);
                let outputs = self.widths[l + 1];
                let mut on = vec![T::of(0.0); self.widths[l]];
                for i in 0..self.widths[l] {
                    for (o, back) in back.iter().enumerate() {
                        let at = weights + i * outputs + o;
                        gradient[at] = T::of(gradient[at].to() + T::of(made[l][i].to() * back.to()).to());
                        on[i] = T::of(on[i].to() + T::of(self.theta[at].to() * back.to()).to());
                    }
                }
                for o in 0..outputs {
                    gradient[bias + o] = T::of(gradient[bias + o].to() + back[o].to());
                }
                for (on, made) in on.iter_mut().zip(&made[l]) {
                    let slope = match self.activation {
                        Activation::Relu => f64::from(u8::from(made.to() > 0.0)),
                        Activation::Tanh => 1.0 - made.to() * made.to(),
                    };
                    *on = T::of(on.to() * slope);
                }
                back = on;
            }
        }
        gradient
    }
}

/// The oracle itself is held against differences of its own loss.
#[test]
fn gradients_are_slopes_of_the_loss() {
    use downhill_engine::rng::Rng;
    for (activation, widths) in [(Activation::Tanh, vec![5, 4, 6, 3]), (Activation::Relu, vec![4, 7, 3])] {
        let mut rng = Rng::new(5);
        let parameters = widths.windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum();
        let theta: Vec<f64> = (0..parameters).map(|_| rng.normal()).collect();
        let mut network = Naive { widths, activation, theta };
        let examples: Vec<(Vec<f64>, u8)> =
            (0..6).map(|k| ((0..network.widths[0]).map(|_| rng.normal()).collect(), k % 3)).collect();
        let gradient = network.gradient(&examples);
        for (k, slope) in gradient.into_iter().enumerate() {
            let mut at = |x: f64| {
                let before = std::mem::replace(&mut network.theta[k], x);
                let loss = network.loss(&examples);
                network.theta[k] = before;
                (loss, before)
            };
            let here = at(0.0).1;
            let difference = (at(here + 1e-5).0 - at(here - 1e-5).0) / 2e-5;
            assert!((difference - slope).abs() < 1e-8, "{activation:?} {k}: {difference} {slope}");
        }
    }
}
