//! The loss of a network as a function of its parameters, with exact first and second derivatives in double precision.

mod boxed;
#[cfg(test)]
mod tests;
mod top;

pub use boxed::{BOX, Boxed, STEPS};
pub use top::{LIMIT, TOLERANCE, Top};

use crate::data::Part;
use crate::shape::{Activation, Shape};
use crate::vector::add;
use std::ops::Range;
use std::rc::Rc;

/// The mean cross-entropy of a multilayer perceptron on some examples as a function of its parameters, in the order of
/// `Network::parameters`.
pub struct Objective {
    shape: Shape,
    /// Example after example.
    inputs: Vec<f64>,
    labels: Vec<u8>,
}

/// The objective at one point: its value, and what derivatives are made of.
pub struct Here {
    of: Rc<Objective>,
    theta: Vec<f64>,
    loss: f64,
    /// What each layer makes of the examples, one after another; the last one's are the probabilities of the classes.
    made: Vec<Vec<f64>>,
    /// Derivatives of the mean loss by what each layer makes; by the logits for the last one.
    came: Vec<Vec<f64>>,
}

/// sum ← sum + xW, W input by input.
fn forward(x: &[f64], weights: &[f64], sum: &mut [f64]) {
    for (x, row) in x.iter().zip(weights.chunks_exact(sum.len())).filter(|(x, _)| **x != 0.0) {
        sum.iter_mut().zip(row).for_each(|(sum, w)| *sum += x * w);
    }
}
/// on ← on + W·back.
fn backward(weights: &[f64], back: &[f64], on: &mut [f64]) {
    for (on, row) in on.iter_mut().zip(weights.chunks_exact(back.len())) {
        *on += row.iter().zip(back).map(|(w, back)| w * back).sum::<f64>();
    }
}
/// W ← W + x ⊗ back.
fn outer(x: &[f64], back: &[f64], weights: &mut [f64]) {
    for (x, row) in x.iter().zip(weights.chunks_exact_mut(back.len())).filter(|(x, _)| **x != 0.0) {
        row.iter_mut().zip(back).for_each(|(w, back)| *w += x * back);
    }
}
impl Objective {
    /// Of networks of this shape on these examples.
    pub fn new(shape: &Shape, part: &Part) -> Self {
        let features = shape.widths()[0];
        let input = |i| bytemuck::cast_slice::<_, f32>(part.input(i))[..features].iter();
        let inputs = (0..part.len()).flat_map(input).map(|x| f64::from(*x)).collect();
        Self { shape: shape.clone(), inputs, labels: part.labels().to_vec() }
    }
    /// Weights and biases of a layer.
    fn layer(&self, l: usize) -> (Range<usize>, Range<usize>) {
        let widths = self.shape.widths();
        let size = |l: usize| (widths[l] + 1) * widths[l + 1];
        let from = (0..l).map(size).sum::<usize>();
        let bias = from + widths[l] * widths[l + 1];
        (from..bias, bias..bias + widths[l + 1])
    }
    fn layers(&self) -> usize {
        self.shape.widths().len() - 1
    }
    /// What goes into a layer for one example.
    fn entering<'a>(&'a self, made: &'a [Vec<f64>], l: usize, example: usize) -> &'a [f64] {
        let width = self.shape.widths()[l];
        let all = if l == 0 { &self.inputs } else { &made[l - 1] };
        &all[example * width..][..width]
    }
    /// φ'(z) of a hidden unit that makes a = φ(z), and its derivative by a.
    fn slope(&self, a: f64) -> (f64, f64) {
        match self.shape.activation() {
            Activation::Relu => (f64::from(u8::from(a > 0.0)), 0.0),
            Activation::Tanh => (1.0 - a * a, -2.0 * a),
        }
    }
    /// The derivatives by a layer's sums, from those by what it makes.
    fn back(&self, here: &Here, l: usize, example: usize) -> Vec<f64> {
        let width = self.shape.widths()[l + 1];
        let at = example * width..(example + 1) * width;
        let came = &here.came[l][at.clone()];
        if l + 1 == self.layers() {
            return came.to_vec();
        }
        here.made[l][at].iter().zip(came).map(|(a, came)| self.slope(*a).0 * came).collect()
    }

    /// The objective at a point.
    pub fn at(self: &Rc<Self>, theta: Vec<f64>) -> Here {
        let (layers, count) = (self.layers(), self.labels.len());
        let nothing = |l: usize| vec![0.0; count * self.shape.widths()[l + 1]];
        let both = || (0..layers).map(nothing).collect();
        let mut here = Here { of: self.clone(), theta, loss: 0.0, made: both(), came: both() };
        for example in 0..count {
            self.make(&mut here, example);
        }
        here
    }
    fn make(&self, here: &mut Here, example: usize) {
        let (layers, share) = (self.layers(), 1.0 / self.labels.len() as f64);
        for l in 0..layers {
            let (weights, bias) = self.layer(l);
            let mut sum = here.theta[bias].to_vec();
            forward(self.entering(&here.made, l, example), &here.theta[weights], &mut sum);
            if l + 1 < layers {
                for z in &mut sum {
                    *z = match self.shape.activation() {
                        Activation::Relu => z.max(0.0),
                        Activation::Tanh => libm::tanh(*z),
                    };
                }
            } else {
                let label = usize::from(self.labels[example]);
                let (top, own) = (sum.iter().fold(f64::MIN, |top, z| top.max(*z)), sum[label]);
                sum.iter_mut().for_each(|z| *z = libm::exp(*z - top));
                let all: f64 = sum.iter().sum();
                here.loss += share * (libm::log(all) + top - own);
                sum.iter_mut().for_each(|p| *p /= all);
                let came = &mut here.came[l][example * sum.len()..][..sum.len()];
                came.iter_mut().zip(&sum).for_each(|(came, p)| *came = share * p);
                came[label] -= share;
            }
            here.made[l][example * sum.len()..][..sum.len()].copy_from_slice(&sum);
        }
        for l in (1..layers).rev() {
            let back = self.back(here, l, example);
            let (weights, width) = (self.layer(l).0, self.shape.widths()[l]);
            backward(&here.theta[weights], &back, &mut here.came[l - 1][example * width..][..width]);
        }
    }
}

impl Here {
    /// The mean cross-entropy.
    pub fn loss(&self) -> f64 {
        self.loss
    }
    /// The point.
    pub fn theta(&self) -> &[f64] {
        &self.theta
    }
    /// Of the mean cross-entropy.
    pub fn gradient(&self) -> Vec<f64> {
        let (of, mut gradient) = (&self.of, vec![0.0; self.theta.len()]);
        for l in 0..of.layers() {
            let (weights, bias) = of.layer(l);
            for example in 0..of.labels.len() {
                let back = of.back(self, l, example);
                outer(of.entering(&self.made, l, example), &back, &mut gradient[weights.clone()]);
                add(&mut gradient[bias.clone()], 1.0, &back);
            }
        }
        gradient
    }
    /// The Hessian times a vector, exactly: the derivative of the gradient along `v`, layer by layer forward and back
    /// (B. Pearlmutter, *Fast exact multiplication by the Hessian*, 1994). Rectifiers have no curvature of their own.
    pub fn hessian(&self, v: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; self.theta.len()];
        for example in 0..self.of.labels.len() {
            self.add_product(v, example, &mut product);
        }
        product
    }
    /// Adds one example's share of the product.
    fn add_product(&self, v: &[f64], example: usize, product: &mut [f64]) {
        let (of, layers) = (&self.of, self.of.layers());
        let widths = of.shape.widths();
        let made = |l: usize| &self.made[l][example * widths[l + 1]..][..widths[l + 1]];
        // How what each layer makes changes along v; inputs stay.
        let mut changes: Vec<Vec<f64>> = Vec::with_capacity(layers);
        for l in 0..layers {
            let (weights, bias) = of.layer(l);
            let mut change = v[bias].to_vec();
            forward(of.entering(&self.made, l, example), &v[weights.clone()], &mut change);
            if let Some(before) = changes.last() {
                forward(before, &self.theta[weights], &mut change);
            }
            if l + 1 < layers {
                change.iter_mut().zip(made(l)).for_each(|(change, a)| *change *= of.slope(*a).0);
            }
            changes.push(change);
        }
        // How the derivatives by the sums change; those of the logits are those of a softmax.
        let (mut change, chances) = (changes.pop().unwrap_or_default(), made(layers - 1));
        let mean: f64 = chances.iter().zip(&change).map(|(p, change)| p * change).sum();
        let share = 1.0 / of.labels.len() as f64;
        change.iter_mut().zip(chances).for_each(|(change, p)| *change = share * p * (*change - mean));
        for l in (0..layers).rev() {
            let (weights, bias) = of.layer(l);
            let back = of.back(self, l, example);
            outer(of.entering(&self.made, l, example), &change, &mut product[weights.clone()]);
            add(&mut product[bias], 1.0, &change);
            let Some(before) = changes.pop() else { continue };
            outer(&before, &back, &mut product[weights.clone()]);
            let mut on = vec![0.0; widths[l]];
            backward(&self.theta[weights.clone()], &change, &mut on);
            backward(&v[weights], &back, &mut on);
            let came = &self.came[l - 1][example * widths[l]..][..widths[l]];
            for (((on, a), came), before) in on.iter_mut().zip(made(l - 1)).zip(came).zip(&before) {
                let (slope, bend) = of.slope(*a);
                *on = slope * *on + bend * before * came;
            }
            change = on;
        }
    }
}
