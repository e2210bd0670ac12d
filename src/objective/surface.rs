//! Functions of two variables: a formula, its derivatives, and the part worth showing.

use super::{CriticalKind, CriticalPoint, Objective};
#[cfg(feature = "library")]
use crate::walk::Walk;
use std::rc::Rc;
use wide::f32x4;

/// A smooth function of the plane; in a [`Plane`] it is an [`Objective`] with one example.
pub trait Surface {
    /// f(x, y).
    fn value(&self, x: f64, y: f64) -> f64;
    /// (∂f/∂x, ∂f/∂y).
    fn gradient(&self, x: f64, y: f64) -> [f64; 2];
    /// (∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²).
    fn hessian(&self, x: f64, y: f64) -> [f64; 3];
    /// Ranges of x and y worth showing.
    fn domain(&self) -> [(f64, f64); 2];
    /// A start from which the usual lesson can be seen.
    fn start(&self) -> [f64; 2];
    /// Critical points known in closed form, or as published.
    fn critical_points(&self) -> Vec<CriticalPoint>;
    /// The lowest value, where it is known, finite and not that of a listed minimum.
    fn infimum(&self) -> Option<f64> {
        None
    }
    /// The gradient at four points at once, in single precision; surfaces that large ensembles run on have their own.
    fn gradient4(&self, x: f32x4, y: f32x4) -> [f32x4; 2] {
        let (x, y) = (x.to_array(), y.to_array());
        let at = x.into_iter().zip(y).map(|(x, y)| self.gradient(f64::from(x), f64::from(y)));
        let (mut gx, mut gy) = ([0.0; 4], [0.0; 4]);
        for (lane, [dx, dy]) in at.enumerate() {
            (gx[lane], gy[lane]) = (dx as f32, dy as f32);
        }
        [f32x4::new(gx), f32x4::new(gy)]
    }
    /// Updates of one run: see [`Objective::walk`]. Every batch is of the one example.
    #[cfg(feature = "library")]
    fn walk(&self, walk: &mut Walk, thetas: &mut [f64], losses: &mut [f64]) -> usize {
        walk.on_plane(self, thetas, losses)
    }
    /// One momentum update of many runs. Here, and not where ensembles are, so that it is compiled for each surface
    /// and the gradient never leaves the registers.
    fn descend(&self, runs: Runs) {
        let Runs { x, y, mx, my, rate, momentum } = runs;
        for ((x, y), (mx, my)) in x.iter_mut().zip(y).zip(mx.iter_mut().zip(my)) {
            let [gx, gy] = self.gradient4(*x, *y);
            *mx = momentum * *mx - rate * gx;
            *my = momentum * *my - rate * gy;
            *x += *mx;
            *y += *my;
        }
    }
}

/// Coordinates and movements of runs, four to a vector, all slices of one length: m ← λm − ηg, θ ← θ + m.
pub struct Runs<'a> {
    /// First coordinates.
    pub x: &'a mut [f32x4],
    /// Second coordinates.
    pub y: &'a mut [f32x4],
    /// Last movements along the first.
    pub mx: &'a mut [f32x4],
    /// Last movements along the second.
    pub my: &'a mut [f32x4],
    /// Learning rate η.
    pub rate: f32x4,
    /// Momentum λ.
    pub momentum: f32x4,
}

/// A finite sum whose examples' gradients can be taken four at a time. With one coordinate, y stands still.
pub trait Examples: Objective {
    /// ∇ℓᵢ(x, y) of four examples at four points, in single precision.
    fn example_gradients(&self, which: [usize; 4], x: f32x4, y: f32x4) -> [f32x4; 2];
}

/// A surface as an objective. It holds the surface behind a pointer so that the objective's methods exist once, not
/// once for every surface: the program travels to its readers.
#[derive(Clone)]
pub struct Plane(Rc<dyn Surface>);

impl Plane {
    /// The objective of `surface`.
    pub fn new(surface: impl Surface + 'static) -> Self {
        Self(Rc::new(surface))
    }
}

impl Objective for Plane {
    fn dim(&self) -> usize {
        2
    }
    fn surface(&self) -> Option<Rc<dyn Surface>> {
        Some(self.0.clone())
    }
    fn example_loss(&self, _: usize, theta: &[f64]) -> f64 {
        self.0.value(theta[0], theta[1])
    }
    fn add_example_gradient(&self, _: usize, theta: &[f64], gradient: &mut [f64]) {
        let [gx, gy] = self.0.gradient(theta[0], theta[1]);
        gradient[0] += gx;
        gradient[1] += gy;
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        let [xx, xy, yy] = self.0.hessian(theta[0], theta[1]);
        out.copy_from_slice(&[xx, xy, xy, yy]);
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        self.0.domain().to_vec()
    }
    fn start(&self) -> Vec<f64> {
        self.0.start().to_vec()
    }
    #[cfg(feature = "library")]
    fn walk(&self, walk: &mut Walk, thetas: &mut [f64], losses: &mut [f64]) -> usize {
        self.0.walk(walk, thetas, losses)
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        self.0.critical_points()
    }
    fn infimum(&self) -> Option<f64> {
        let minima = self.0.critical_points().into_iter().filter(|point| point.kind == CriticalKind::Minimum);
        let lowest = minima.map(|point| self.loss(&point.theta)).min_by(f64::total_cmp);
        lowest.or_else(|| self.0.infimum())
    }
}
