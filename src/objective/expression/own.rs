//! Formulas from settings: what a figure shows of them.

use super::holes::holes;
use super::rate::rate;
use super::{Expression, ExpressionLine, ExpressionSum, Mistake, Tree, from_value};
use crate::data::{DataSet, Pairs};
use crate::decimal;
use crate::objective::formula::{DOMAIN, EXPRESSION, PARAMETERS, POINTS, Reader, TEXT, Written};
use crate::objective::{DATA_SET, Line, Objective, Plane};
use crate::param::Given;
use crate::value::Value;
use std::cell::RefCell;
use std::rc::Rc;

/// What reads formulas.
pub static READER: Reader = Reader { build, describe, from_value, holes };

/// What is set of a formula.
#[derive(Clone, Copy, Debug)]
pub struct Formula<'a> {
    /// [`TEXT`].
    pub text: &'a str,
    /// [`PARAMETERS`].
    pub parameters: &'a str,
    /// [`DOMAIN`].
    pub domain: &'a str,
    /// The points of whose coordinates a_i and b_i speak.
    pub data: DataSet,
    /// [`POINTS`], which take their place.
    pub points: &'a str,
    /// Whether it is one of x alone.
    pub line: bool,
}

impl<'a> Formula<'a> {
    /// What is set, of x and y, or of x alone.
    fn of(given: &'a dyn Given, line: bool) -> Self {
        let params = [&TEXT, &PARAMETERS, &DOMAIN, &POINTS];
        let [text, parameters, domain, points] = params.map(|param| given.text(param));
        Self { text, parameters, domain, data: DATA_SET.of(given), points, line }
    }
    /// The objective.
    ///
    /// # Errors
    /// The text is no formula.
    pub fn built(&self) -> Result<Rc<dyn Objective>, Mistake> {
        let tree = Tree::read(self.text)?;
        let values = self.values();
        let value = |name: &str| {
            let given = values.iter().rev().find(|(own, _)| *own == name);
            Some(given.map_or(1.0, |(_, value)| *value))
        };
        let shown = self.ranges();
        if self.line {
            let line = ExpressionLine::new(&tree, value)?;
            return Ok(Rc::new(Line::new(
                shown.first().copied().into_iter().fold(line, ExpressionLine::showing),
            )));
        }
        let shown = <[(f64, f64); 2]>::try_from(shown);
        Ok(if tree.has_data() {
            let sum = ExpressionSum::new(&tree, value, self.rows())?;
            Rc::new(shown.into_iter().fold(sum, ExpressionSum::showing))
        } else {
            let surface = Expression::new(&tree, value)?;
            Rc::new(Plane::new(shown.into_iter().fold(surface, Expression::showing)))
        })
    }
    /// The values that are given, by name.
    fn values(&self) -> Vec<(&'a str, f64)> {
        let one = |part: &'a str| {
            let (name, value) = part.split_once(':')?;
            Some((name.trim(), decimal::parse(value.trim()).filter(|value| value.is_finite())?))
        };
        self.parameters.split(',').filter_map(one).collect()
    }
    /// Ranges of x and of y that are to be shown; none where they are not such.
    fn ranges(&self) -> Vec<(f64, f64)> {
        let numbers: Vec<f64> = self.domain.split(',').map_while(decimal::parse).collect();
        let ranges = numbers.chunks_exact(2).map(|pair| (pair[0], pair[1]));
        let sound = |&(low, high): &(f64, f64)| {
            high - low > 1e-9 * (low.abs() + high.abs()) && high - low < 1e9 && low.abs() < 1e9
        };
        ranges.map_while(|range| Some(range).filter(sound)).collect()
    }
    fn rows(&self) -> Vec<[f64; 2]> {
        let pairs = Pairs::read(self.points).unwrap_or_else(|| self.data.pairs());
        pairs.x.iter().zip(&pairs.y).map(|(a, b)| [*a, *b]).collect()
    }
}

/// The last one is kept: a link asks for its rate, a figure for both.
fn build(given: &dyn Given, line: bool) -> Option<Written> {
    thread_local! {
        static LAST: RefCell<Option<(String, Written)>> = const { RefCell::new(None) };
    }
    let formula = Formula::of(given, line);
    let Formula { text, parameters, domain, points, .. } = formula;
    let dim = if line { "1" } else { "2" };
    let key = [text, parameters, domain, points, given.text(&DATA_SET.param), dim].join("\n");
    LAST.with_borrow_mut(|last| {
        if last.as_ref().is_none_or(|(known, _)| *known != key) {
            let objective = formula.built().ok()?;
            let rate = rate(objective.as_ref());
            *last = Some((key, (objective, rate)));
        }
        last.as_ref().map(|(_, written)| written.clone())
    })
}

fn describe(given: &dyn Given, line: bool) -> Value {
    let formula = Formula::of(given, line);
    let tree = Tree::read(formula.text).unwrap_or_default();
    let values = formula.values();
    let of = |name: &String| {
        let given = values.iter().rev().find(|(own, _)| own == name);
        (name.clone(), Value::Number(given.map_or(1.0, |(_, value)| *value)))
    };
    let parameters = tree.parameters.iter().map(of).collect();
    let mut fields = vec![
        ("name", EXPRESSION.into()),
        ("text", formula.text.into()),
        ("parameters", Value::Map(parameters)),
    ];
    if formula.line {
        fields.push(("dim", 1.0.into()));
    } else if tree.has_data() {
        fields.push(("data", formula.rows().into_iter().map(|row| row.to_vec()).collect::<Vec<_>>().into()));
    }
    Value::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
