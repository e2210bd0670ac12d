//! Critical points of a function of two variables: what one is, and where all of them are.

use super::{Eigen, eigen};
use crate::objective::Objective;

type Xy = (f64, f64);

/// What the derivatives say about a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The gradient is not zero.
    NotCritical,
    /// Both eigenvalues of the Hessian are positive.
    Minimum,
    /// Both are negative.
    Maximum,
    /// One of each.
    Saddle,
    /// One is zero: the Hessian is singular and does not decide.
    Degenerate,
}

impl Verdict {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::NotCritical => "not-critical",
            Verdict::Minimum => "minimum",
            Verdict::Maximum => "maximum",
            Verdict::Saddle => "saddle",
            Verdict::Degenerate => "flat",
        }
    }
}

/// Value, gradient and Hessian at a point, and the verdict that rests on them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Where.
    pub at: Xy,
    /// L.
    pub loss: f64,
    /// ∇L.
    pub gradient: Xy,
    /// (∂²L/∂x², ∂²L/∂x∂y, ∂²L/∂y²).
    pub hessian: [f64; 3],
    /// Its eigenvalues and eigenvectors.
    pub eigen: Eigen,
    /// What the point is.
    pub verdict: Verdict,
}

impl Reading {
    /// ‖∇L‖.
    pub fn gradient_norm(&self) -> f64 {
        libm::hypot(self.gradient.0, self.gradient.1)
    }
    /// What counts as zero here, for the gradient and for an eigenvalue: 10⁻⁶ of the scale of the Hessian.
    pub fn zero(&self) -> f64 {
        zero(&self.eigen)
    }
}

/// Part of the Hessian's scale below which a gradient or an eigenvalue is called zero.
const ZERO: f64 = 1e-6;

fn zero(eigen: &Eigen) -> f64 {
    ZERO * (1.0 + eigen.values[0].abs().max(eigen.values[1].abs()))
}

/// Reads an objective of two coordinates at a point.
pub fn read(objective: &dyn Objective, at: Xy) -> Reading {
    let theta = [at.0, at.1];
    let (mut g, mut h) = ([0.0; 2], [0.0; 4]);
    objective.gradient(&theta, &mut g);
    objective.hessian(&theta, &mut h);
    let hessian = [h[0], h[1], h[3]];
    let eigen = eigen(hessian);
    let zero = zero(&eigen);
    let [low, high] = eigen.values;
    let slope = libm::hypot(g[0], g[1]);
    let verdict = if slope.is_nan() || slope > zero {
        Verdict::NotCritical
    } else if low.abs() <= zero || high.abs() <= zero {
        Verdict::Degenerate
    } else if low > 0.0 {
        Verdict::Minimum
    } else if high < 0.0 {
        Verdict::Maximum
    } else {
        Verdict::Saddle
    };
    Reading { at, loss: objective.loss(&theta), gradient: (g[0], g[1]), hessian, eigen, verdict }
}

/// A critical point that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// What the derivatives say there.
    pub reading: Reading,
    /// Whether it stands for a whole line of critical points.
    pub line: bool,
}

/// Starts of the search along each side.
const STARTS: usize = 25;
/// And of each search for what it missed.
const AGAIN: usize = 9;

/// The critical points of an objective of two coordinates inside `domain`, lowest loss first.
///
/// Levenberg–Marquardt steps on ∇L = 0 from a grid of starts; what was found is then deflated away (P. E. Farrell, Á.
/// Birkisson and S. W. Funke, *Deflation techniques for finding distinct solutions of nonlinear partial differential
/// equations*, 2015) and the search repeated until it finds nothing new. Every point returned has ‖∇L‖ below 10⁻⁹ of
/// the scale of its Hessian. Points that fill a line are returned as one, the nearest to the middle (of two as
/// near the one on the right).
pub fn critical_points(objective: &dyn Objective, domain: [(f64, f64); 2]) -> Vec<Found> {
    let mut roots: Vec<Xy> = Vec::new();
    let mut degenerate: Vec<Reading> = Vec::new();
    let mut search = |starts: usize, roots: &mut Vec<Xy>, deflate: bool| -> bool {
        let before = roots.len();
        for k in 0..starts * starts {
            let place = |cell: usize, (low, high): (f64, f64)| {
                low + (high - low) * (cell as f64 + 0.5) / starts as f64
            };
            let start = (place(k % starts, domain[0]), place(k / starts, domain[1]));
            let known: &[Xy] = if deflate { roots } else { &[] };
            let Some(at) = solve(objective, start, known) else { continue };
            // The deflated system has the same roots but is stiffer: the last digits come from the plain one.
            let Some(at) = solve(objective, at, &[]) else { continue };
            let size = (domain[0].1 - domain[0].0).max(domain[1].1 - domain[1].0);
            let inside = |x: f64, (low, high): (f64, f64)| x >= low && x <= high;
            if !(inside(at.0, domain[0]) && inside(at.1, domain[1])) {
                continue;
            }
            let reading = read(objective, at);
            let singular = reading.verdict == Verdict::Degenerate;
            // Where the Hessian is singular, roots are known to half as many digits.
            let near = size * if singular { 2e-3 } else { 1e-6 };
            let new = !roots.iter().any(|&(x, y)| libm::hypot(x - at.0, y - at.1) < near);
            if new {
                roots.push(at);
                if singular {
                    degenerate.push(reading);
                }
            }
        }
        roots.len() > before
    };
    search(STARTS, &mut roots, false);
    // Deflating points of a line finds other points of the line, without end.
    for _ in 0..3 {
        if roots.len() > 24 || !search(AGAIN, &mut roots, true) {
            break;
        }
    }
    gathered(objective, &roots, &degenerate, domain)
}

/// Isolated points as they are, and one of each line.
fn gathered(
    objective: &dyn Objective,
    roots: &[Xy],
    degenerate: &[Reading],
    domain: [(f64, f64); 2],
) -> Vec<Found> {
    let middle = ((domain[0].0 + domain[0].1) / 2.0, (domain[1].0 + domain[1].1) / 2.0);
    let far = |reading: &Reading| libm::hypot(reading.at.0 - middle.0, reading.at.1 - middle.1);
    let readings = roots.iter().map(|&at| read(objective, at)).filter(|r| r.verdict != Verdict::Degenerate);
    let mut found: Vec<Found> = readings.map(|reading| Found { reading, line: false }).collect();
    let mut left: Vec<Reading> = degenerate.to_vec();
    while let Some(first) = left.first().copied() {
        let same = |r: &Reading| (r.loss - first.loss).abs() <= 1e-9 * (1.0 + first.loss.abs());
        let group: Vec<Reading> = left.iter().copied().filter(same).collect();
        left.retain(|reading| !same(reading));
        // Two degenerate points may share a value by symmetry; a line shows many.
        if group.len() > 4 {
            // As near as the search is dense is as near: a line that comes by on two sides is shown on the right.
            let near = |r: &Reading| (100.0 * far(r) / (domain[0].1 - domain[0].0)).round();
            let order =
                |a: &Reading, b: &Reading| near(a).total_cmp(&near(b)).then(b.at.0.total_cmp(&a.at.0));
            let reading = group.into_iter().min_by(order).unwrap_or(first);
            found.push(Found { reading, line: true });
        } else {
            found.extend(group.into_iter().map(|reading| Found { reading, line: false }));
        }
    }
    found.sort_by(|a, b| a.reading.loss.total_cmp(&b.reading.loss));
    found
}

/// Residual ∇L, times Π(1/‖θ−r‖² + 1) over the roots `known`, and its Jacobian row by row.
fn residual(objective: &dyn Objective, (x, y): Xy, known: &[Xy]) -> ([f64; 2], [f64; 4], f64) {
    let (mut g, mut h) = ([0.0; 2], [0.0; 4]);
    objective.gradient(&[x, y], &mut g);
    objective.hessian(&[x, y], &mut h);
    let scale = 1.0 + h.iter().fold(0.0_f64, |most, entry| most.max(entry.abs()));
    let (mut factor, mut slope) = (1.0, [0.0; 2]);
    for &(u, v) in known {
        let (dx, dy) = (x - u, y - v);
        let square = (dx * dx + dy * dy).max(1e-30);
        let this = 1.0 / square + 1.0;
        factor *= this;
        let d = -2.0 / (square * square * this);
        slope[0] += d * dx;
        slope[1] += d * dy;
    }
    let r = [g[0] * factor, g[1] * factor];
    let jacobian = std::array::from_fn(|k| factor * h[k] + g[k / 2] * factor * slope[k % 2]);
    (r, jacobian, scale)
}

fn solve(objective: &dyn Objective, start: Xy, known: &[Xy]) -> Option<Xy> {
    let (mut at, mut damping) = (start, 1e-2);
    let (mut r, mut j, mut scale) = residual(objective, at, known);
    for _ in 0..80 {
        let size = r[0] * r[0] + r[1] * r[1];
        let tight = 1e-13 * scale;
        if size <= tight * tight {
            break;
        }
        // (JᵀJ + damping·trace·I) δ = −Jᵀr.
        let (a, b, d) = (j[0] * j[0] + j[2] * j[2], j[0] * j[1] + j[2] * j[3], j[1] * j[1] + j[3] * j[3]);
        let (u, v) = (j[0] * r[0] + j[2] * r[1], j[1] * r[0] + j[3] * r[1]);
        let shift = damping * (a + d);
        let (a, d) = (a + shift, d + shift);
        let det = a * d - b * b;
        let next = (at.0 - (d * u - b * v) / det, at.1 - (a * v - b * u) / det);
        if !(next.0.is_finite() && next.1.is_finite()) {
            break;
        }
        let (r2, j2, scale2) = residual(objective, next, known);
        if r2[0] * r2[0] + r2[1] * r2[1] < size {
            (at, r, j, scale) = (next, r2, j2, scale2);
            damping *= 0.1;
        } else {
            damping *= 10.0;
            if damping > 1e12 {
                break;
            }
        }
    }
    let mut g = [0.0; 2];
    objective.gradient(&[at.0, at.1], &mut g);
    (libm::hypot(g[0], g[1]) <= 1e-9 * scale).then_some(at)
}
