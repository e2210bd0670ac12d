use super::CriticalKind::Minimum;
use super::logistic_regression::{log_loss, sigmoid};
use super::{CriticalPoint, Examples, Objective};
use std::rc::Rc;
use wide::f32x4;

/// What a linear score w·x is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A number y, by the squared error (w·x − y)², without the ½.
    Linear,
    /// A class y, 0 or 1, by log(1 + exp(−s w·x)) with s = 2y − 1.
    Logistic,
}

/// Examples of a [`Regression`]. Rows are equally long, and there are as many of them as of targets and of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// Features of each example.
    pub x: Vec<Vec<f64>>,
    /// Its target.
    pub y: Vec<f64>,
    /// How much it counts, at least 0; none: all the same.
    pub weights: Option<Vec<f64>>,
}

/// A regression on any number of features: L(w) = Σ cᵢ ℓᵢ(w) / Σ cᵢ + ½ λ ‖w‖², with weights cᵢ of the examples.
///
/// With an intercept, w₀ belongs to a feature that is always 1, and is not penalised. As a finite sum each example has
/// the loss N cᵢ/Σc ℓᵢ + ½ λ ‖w‖², so that every batch is an unbiased sample of the whole.
///
/// Sources: A. E. Hoerl and R. W. Kennard, *Ridge regression*, Technometrics 12 (1970); D. R. Cox, *The regression analysis
/// of binary sequences*, J. Royal Statistical Society B 20 (1958).
#[derive(Clone, Debug, PartialEq)]
pub struct Regression {
    link: Link,
    dim: usize,
    /// Row by row, each with its leading 1 where there is an intercept.
    x: Vec<f64>,
    y: Vec<f64>,
    /// N cᵢ/Σc.
    weights: Vec<f64>,
    intercept: bool,
    l2: f64,
}

/// Newton's steps after which a minimum counts as not found.
const STEPS: usize = 100;

impl Regression {
    /// The regression on `rows`, at least one, with weights of positive sum and a penalty `l2` of at least 0. Classes of
    /// a logistic one are 0 or 1.
    pub fn new(link: Link, rows: Rows, intercept: bool, l2: f64) -> Self {
        let Rows { x, y, weights } = rows;
        let n = y.len();
        let weights = weights.unwrap_or_else(|| vec![1.0; n]);
        let (features, total) = (x.first().map_or(0, Vec::len), weights.iter().sum::<f64>());
        assert!(n > 0 && x.len() == n && weights.len() == n, "a target and a weight for each row");
        assert!(x.iter().all(|row| row.len() == features), "rows of one length");
        assert!(total > 0.0 && l2 >= 0.0, "weights that add up, and a penalty");
        let lead = || intercept.then_some(1.0).into_iter();
        let x = x.iter().flat_map(|row| lead().chain(row.iter().copied())).collect();
        let weights = weights.iter().map(|weight| n as f64 * weight / total).collect();
        Self { link, dim: features + usize::from(intercept), x, y, weights, intercept, l2 }
    }
    fn row(&self, i: usize) -> &[f64] {
        &self.x[i * self.dim..(i + 1) * self.dim]
    }
    fn score(&self, i: usize, theta: &[f64]) -> f64 {
        self.row(i).iter().zip(theta).map(|(x, w)| x * w).sum()
    }
    /// Slope of the loss at this score.
    fn slope(&self, i: usize, score: f64) -> f64 {
        self.weights[i]
            * match self.link {
                Link::Linear => 2.0 * (score - self.y[i]),
                Link::Logistic => sigmoid(score) - self.y[i],
            }
    }
    /// Second derivative of the loss at this score.
    fn bend(&self, i: usize, score: f64) -> f64 {
        let p = sigmoid(score);
        self.weights[i] * if self.link == Link::Linear { 2.0 } else { p * (1.0 - p) }
    }
    /// Penalty on each coordinate.
    fn penalties(&self) -> impl Iterator<Item = f64> {
        let free = usize::from(self.intercept);
        (0..self.dim).map(move |j| if j < free { 0.0 } else { self.l2 })
    }
    /// The one minimiser, by Newton's method with halved steps from 0; nothing where there is none, or a line of them.
    pub fn optimum(&self) -> Option<Vec<f64>> {
        let n = self.dim;
        let (mut theta, mut gradient, mut hessian) = (vec![0.0; n], vec![0.0; n], vec![0.0; n * n]);
        let mut last = f64::INFINITY;
        for _ in 0..STEPS {
            self.gradient(&theta, &mut gradient);
            self.hessian(&theta, &mut hessian);
            let step = solved(&mut hessian, &gradient)?;
            let size = |vector: &[f64]| vector.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
            last = size(&step) / (1.0 + size(&theta));
            if last <= 1e-14 {
                break;
            }
            let loss = self.loss(&theta);
            let moved = |by: f64| -> Vec<f64> { theta.iter().zip(&step).map(|(x, s)| x - by * s).collect() };
            let halves = (0..30).map(|k| moved(libm::exp2(-f64::from(k))));
            theta = halves.into_iter().find(|to| self.loss(to) <= loss).unwrap_or_else(|| moved(1.0));
        }
        // Rounding may keep the last step above the limit; towards a minimum at infinity steps stay long.
        (last < 1e-9).then_some(theta)
    }
}

/// s with A s = b by Cholesky's method, A row by row, symmetric; nothing where it is not safely positive definite.
fn solved(a: &mut [f64], b: &[f64]) -> Option<Vec<f64>> {
    let n = b.len();
    let mut s = b.to_vec();
    for j in 0..n {
        let whole = a[j * n + j];
        let rest = (0..j).fold(whole, |left, k| left - a[j * n + k] * a[j * n + k]);
        if rest.is_nan() || rest <= 1e-12 * whole || rest <= 0.0 {
            return None;
        }
        let root = rest.sqrt();
        a[j * n + j] = root;
        for i in j + 1..n {
            let rest = (0..j).fold(a[i * n + j], |left, k| left - a[i * n + k] * a[j * n + k]);
            a[i * n + j] = rest / root;
        }
        s[j] = (0..j).fold(s[j], |left, k| left - a[j * n + k] * s[k]) / root;
    }
    for j in (0..n).rev() {
        s[j] = (j + 1..n).fold(s[j], |left, k| left - a[k * n + j] * s[k]) / a[j * n + j];
    }
    Some(s)
}

impl Objective for Regression {
    fn dim(&self) -> usize {
        self.dim
    }
    fn examples(&self) -> usize {
        self.y.len()
    }
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64 {
        let score = self.score(i, theta);
        let loss = match self.link {
            Link::Linear => (score - self.y[i]) * (score - self.y[i]),
            Link::Logistic => log_loss((2.0 * self.y[i] - 1.0) * score),
        };
        let penalty: f64 = self.penalties().zip(theta).map(|(l2, w)| l2 * w * w).sum();
        self.weights[i] * loss + 0.5 * penalty
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        let slope = self.slope(i, self.score(i, theta));
        for (((g, x), l2), w) in gradient.iter_mut().zip(self.row(i)).zip(self.penalties()).zip(theta) {
            *g += slope * x + l2 * w;
        }
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        let n = self.dim;
        for i in 0..self.y.len() {
            let bend = self.bend(i, self.score(i, theta)) / self.y.len() as f64;
            for (j, a) in self.row(i).iter().enumerate() {
                for (k, b) in self.row(i).iter().enumerate() {
                    out[j * n + k] += bend * (a * b);
                }
            }
        }
        self.penalties().enumerate().for_each(|(j, l2)| out[j * n + j] += l2);
    }
    /// Two to each side of the minimum, or of 0.
    fn domain(&self) -> Vec<(f64, f64)> {
        let middle = self.optimum().unwrap_or_else(|| vec![0.0; self.dim]);
        middle.into_iter().map(|w| (w - 2.0, w + 2.0)).collect()
    }
    fn start(&self) -> Vec<f64> {
        vec![0.0; self.dim]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        self.optimum().map(|theta| CriticalPoint { theta, kind: Minimum }).into_iter().collect()
    }
    fn batched(&self) -> Option<Rc<dyn Examples>> {
        if self.dim > 2 {
            return None;
        }
        Some(Rc::new(self.clone()))
    }
}

impl Examples for Regression {
    fn example_gradients(&self, which: [usize; 4], x: f32x4, y: f32x4) -> [f32x4; 2] {
        let (x, y) = (x.to_array(), y.to_array());
        let (mut gx, mut gy) = ([0.0; 4], [0.0; 4]);
        for (lane, i) in which.into_iter().enumerate() {
            let (theta, mut gradient) = ([f64::from(x[lane]), f64::from(y[lane])], [0.0; 2]);
            self.add_example_gradient(i, &theta[..self.dim], &mut gradient);
            (gx[lane], gy[lane]) = (gradient[0] as f32, gradient[1] as f32);
        }
        [f32x4::new(gx), f32x4::new(gy)]
    }
}
