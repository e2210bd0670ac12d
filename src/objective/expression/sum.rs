use super::jet::{Bend, Jet};
use super::{Expression, Mistake, Tree, domain, start};
#[cfg(feature = "library")]
use crate::objective::Examples;
use crate::objective::{CriticalPoint, Objective, Surface};
#[cfg(feature = "library")]
use std::rc::Rc;
#[cfg(feature = "library")]
use wide::f32x4;

/// A finite sum of a formula's values: example i is the formula with the i-th row of the data for a_i and b_i.
///
/// L(x, y) = (1/N) Σ f(x, y; aᵢ, bᵢ): copies of one surface shifted by the data are f(x − a_i, y − b_i), least squares is
/// (x + y a_i − b_i)².
#[derive(Clone)]
pub struct ExpressionSum {
    expression: Expression,
    rows: Vec<[f64; 2]>,
}

impl ExpressionSum {
    /// The sum over `rows`, at least one, of a formula whose parameters have these values.
    ///
    /// # Errors
    /// A parameter has no value, or the formula is too long.
    #[inline(never)]
    pub fn new(
        tree: &Tree,
        value: impl Fn(&str) -> Option<f64>,
        rows: Vec<[f64; 2]>,
    ) -> Result<Self, Mistake> {
        assert!(!rows.is_empty(), "at least one row");
        let mut built = Self { expression: Expression::with_data(tree, value)?, rows };
        let found = domain::look(&|x, y| built.loss(&[x, y]), &|at| built.bend(at));
        built.expression.takes(found);
        Ok(built)
    }
    /// The mean with its derivatives.
    fn bend(&self, at: [f64; 2]) -> Bend {
        let add = |sum: Bend, row: &[f64; 2]| sum.plus(self.expression.bend_with(at, *row));
        self.rows.iter().fold(Bend::constant(0.0), add).over(Bend::constant(self.rows.len() as f64))
    }
    /// The same with another part worth showing; both ranges are finite and ascend.
    pub fn showing(mut self, domain: [(f64, f64); 2]) -> Self {
        self.expression.domain = domain;
        self
    }
}

impl Objective for ExpressionSum {
    fn dim(&self) -> usize {
        2
    }
    fn examples(&self) -> usize {
        self.rows.len()
    }
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64 {
        self.expression.value_with([theta[0], theta[1]], self.rows[i])
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        let (_, [x, y]) = self.expression.slope_with([theta[0], theta[1]], self.rows[i]);
        gradient[0] += x;
        gradient[1] += y;
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        let Bend { xx, xy, yy, .. } = self.bend([theta[0], theta[1]]);
        out.copy_from_slice(&[xx, xy, xy, yy]);
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        self.expression.domain.to_vec()
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        self.expression.critical_points()
    }
    fn start(&self) -> Vec<f64> {
        let suits = |x: f64, y: f64| {
            let mut gradient = [0.0; 2];
            self.gradient(&[x, y], &mut gradient);
            gradient.iter().all(|g| g.is_finite()) && gradient != [0.0; 2]
        };
        start(self.expression.domain, &suits).to_vec()
    }
    #[cfg(feature = "library")]
    fn batched(&self) -> Option<Rc<dyn Examples>> {
        Some(Rc::new(self.clone()))
    }
}

#[cfg(feature = "library")]
impl Examples for ExpressionSum {
    fn example_gradients(&self, which: [usize; 4], x: f32x4, y: f32x4) -> [f32x4; 2] {
        let column = |k: usize| f32x4::new(which.map(|i| self.rows[i][k] as f32));
        self.expression.slopes_with([x, y], [column(0), column(1)])
    }
}
