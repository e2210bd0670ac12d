use super::{Expression, Mistake, Node, Problem, Tree, Variable, domain};
use crate::objective::{CriticalKind, CriticalPoint, Curve};

/// Pieces of the range that are searched for a place without slope, and halvings of one that has it.
const PIECES: u32 = 600;
const HALVINGS: usize = 60;

/// A curve that is given as a formula of x.
#[derive(Clone)]
pub struct ExpressionLine {
    expression: Expression,
    level: Vec<CriticalPoint>,
}

impl ExpressionLine {
    /// The curve of a formula whose parameters have these values, by their names.
    ///
    /// # Errors
    /// The formula has y, or as [`Expression::new`].
    #[inline(never)]
    pub fn new(tree: &Tree, value: impl Fn(&str) -> Option<f64>) -> Result<Self, Mistake> {
        if let Some((_, span)) = tree.nodes.iter().find(|(node, _)| *node == Node::Variable(Variable::Y)) {
            return Err(Mistake::new(Problem::Second, *span));
        }
        let mut expression = Expression::new(tree, value)?;
        expression.domain = domain::domain(&|x, _| expression.value_with([x, 0.0], [0.0; 2])).0;
        let mut line = Self { expression, level: Vec::new() };
        line.level = line.search();
        Ok(line)
    }
    /// Minima and maxima of the range: where the slope changes its sign, to the last bit.
    fn search(&self) -> Vec<CriticalPoint> {
        let (low, high) = self.domain();
        let at = |k: u32| low + (high - low) * f64::from(k) / f64::from(PIECES);
        let mut found: Vec<CriticalPoint> = Vec::new();
        for k in 0..PIECES {
            let (mut from, mut to) = (at(k), at(k + 1));
            let (before, after) = (self.slope(from), self.slope(to));
            // One exactly at a border belongs to the piece that begins there.
            if !(before * after < 0.0 || (before == 0.0 && k > 0 && self.slope(at(k - 1)) * after < 0.0)) {
                continue;
            }
            let rises = after > 0.0;
            for _ in 0..HALVINGS {
                let half = (from + to) / 2.0;
                let there = self.slope(half);
                if (there > 0.0) == rises && there != 0.0 { to = half } else { from = half }
            }
            // Where the slope jumps from one side to the other without a value between, the function may have none.
            if self.value(from).is_finite() && self.value(from).abs() < 1e12 {
                let kind = if rises { CriticalKind::Minimum } else { CriticalKind::Maximum };
                found.push(CriticalPoint { theta: vec![from], kind });
            }
        }
        found
    }
    /// The same with another part worth showing; the range is finite and ascends.
    pub fn showing(mut self, range: (f64, f64)) -> Self {
        self.expression.domain[0] = range;
        self.level = self.search();
        self
    }
}

impl Curve for ExpressionLine {
    fn value(&self, x: f64) -> f64 {
        self.expression.value_with([x, 0.0], [0.0; 2])
    }
    fn slope(&self, x: f64) -> f64 {
        self.expression.slope_with([x, 0.0], [0.0; 2]).1[0]
    }
    fn bend(&self, x: f64) -> f64 {
        self.expression.bend_with([x, 0.0], [0.0; 2]).xx
    }
    fn domain(&self) -> (f64, f64) {
        self.expression.domain[0]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        self.level.clone()
    }
    /// A round place on the left of the domain where f has a value and a slope.
    fn start(&self) -> f64 {
        super::start(self.expression.domain, &|x, _| {
            let slope = self.slope(x);
            self.value(x).is_finite() && slope.is_finite() && slope != 0.0
        })[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<ExpressionLine, Mistake> {
        ExpressionLine::new(&Tree::read(text)?, |_| Some(1.0))
    }
    fn level(text: &str) -> Vec<(CriticalKind, f64)> {
        line(text).unwrap().critical_points().into_iter().map(|point| (point.kind, point.theta[0])).collect()
    }

    #[test]
    fn minima_and_maxima_are_found_to_the_last_digits() {
        use CriticalKind::{Maximum, Minimum};
        let quartic = level("x^4/4 - x^2/2");
        let kinds: Vec<_> = quartic.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Minimum, Maximum, Minimum]);
        for ((_, x), known) in quartic.iter().zip([-1.0, 0.0, 1.0]) {
            assert!((x - known).abs() < 1e-15, "{x}");
        }
        // A kink has no slope to speak of, and is a minimum; a pole and a saddle are neither.
        assert_eq!(level("abs(x - 1)"), [(Minimum, 1.0)]);
        assert_eq!((level("1/x^2"), level("x^3")), (vec![], vec![]));
    }

    #[test]
    fn there_is_no_y() {
        assert_eq!(line("x + y").err().map(|wrong| wrong.problem), Some(Problem::Second));
        assert_eq!(line("x - a_i").err().map(|wrong| wrong.problem), Some(Problem::Data));
    }
}
