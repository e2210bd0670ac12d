//! What a text says as a formula: `{ name: "formula", text, parameters, data, points, dim }`. The report has its `nodes`, each after its parts,
//! its `parameters`, whether it is a `sum` over data and the `domain` that is chosen for it; or the `mistake`, with places as JavaScript
//! counts them.

use super::{Job, Report};
use crate::fields::{FieldError, Fields};
use crate::named::Named;
use crate::objective::{DATA_SET, Formula, Node, PARAMETERS, POINTS, TEXT, Tree, Variable};
use crate::param::Param;
use crate::value::{Value, map};

/// Its name in a description.
pub const NAME: &str = "formula";

static VARIABLES: Param = Param::integer("dim", 1.0, 2.0, "2");

/// A text that has been read.
struct Told(Value);

/// The reading of a description, done at once: a text has at most a thousand bytes.
///
/// # Errors
/// A field is unknown, or of another kind.
pub fn begin(description: &Value) -> Result<Box<dyn Job>, FieldError> {
    let known = ["name", TEXT.name, PARAMETERS.name, DATA_SET.param.name, POINTS.name, VARIABLES.name];
    let fields = Fields::new("job", description, &known)?;
    let text = |param: &Param| {
        let given = fields.get(param.name).and_then(Value::as_text);
        given.unwrap_or(param.default)
    };
    let (data, line) = (fields.choice(&DATA_SET)?, fields.number(&VARIABLES)? == 1.0);
    let points = text(&POINTS);
    let formula =
        Formula { text: text(&TEXT), parameters: text(&PARAMETERS), domain: "", data, points, line };
    Ok(Box::new(Told(told(&formula))))
}

fn told(formula: &Formula) -> Value {
    let units = |bytes: usize| {
        let part = formula.text.get(..bytes).unwrap_or(formula.text);
        Value::Number(part.encode_utf16().count() as f64)
    };
    let read = Tree::read(formula.text).and_then(|tree| Ok((tree, formula.built()?)));
    let (tree, objective) = match read {
        Ok(read) => read,
        Err(wrong) => {
            let parts = [
                ("from", units(wrong.from)),
                ("to", units(wrong.to)),
                ("problem", wrong.problem.key().into()),
            ];
            return map([("name", NAME.into()), ("progress", 1.0.into()), ("mistake", map(parts))]);
        }
    };
    let nodes: Vec<Value> = tree.nodes.iter().map(|(node, _)| Value::List(part(node, &tree))).collect();
    let domain: Vec<Vec<f64>> = objective.domain().into_iter().map(|(low, high)| vec![low, high]).collect();
    map([
        ("name", NAME.into()),
        ("progress", 1.0.into()),
        ("nodes", Value::List(nodes)),
        ("parameters", tree.parameters.clone().into()),
        ("sum", tree.has_data().into()),
        ("domain", domain.into()),
        ("start", objective.start().into()),
    ])
}

/// A node as its kind and what it is of: a value, a name, or the places of other nodes.
fn part(node: &Node, tree: &Tree) -> Vec<Value> {
    let place = |id: usize| Value::Number(id as f64);
    match *node {
        Node::Number(value) => vec!["number".into(), value.into()],
        Node::Constant(name) => vec!["constant".into(), name.into()],
        Node::Variable(which) => {
            let name = match which {
                Variable::X => "x",
                Variable::Y => "y",
                Variable::A => "a_i",
                Variable::B => "b_i",
            };
            vec!["variable".into(), name.into()]
        }
        Node::Parameter(which) => vec!["parameter".into(), tree.parameters[which].as_str().into()],
        Node::Negative(of) => vec!["negative".into(), place(of)],
        Node::Binary(operation, a, b) => vec![operation.name().into(), place(a), place(b)],
        Node::Call(function, of) => vec![function.name().into(), place(of)],
    }
}

impl Job for Told {
    fn work(&mut self) -> bool {
        true
    }
    fn report(&mut self) -> Report {
        Report::Plain(self.0.clone())
    }
    fn progress(&self) -> f64 {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, dim: f64) -> Value {
        let description = map([("name", NAME.into()), ("text", text.into()), ("dim", dim.into())]);
        let Report::Plain(report) = begin(&description).unwrap().report() else { panic!() };
        report
    }
    fn mistake(text: &str, dim: f64) -> (f64, f64, String) {
        let report = told(text, dim);
        let wrong = report.get("mistake").unwrap();
        let number = |name: &str| wrong.get(name).and_then(Value::as_number).unwrap();
        (number("from"), number("to"), wrong.get("problem").and_then(Value::as_text).unwrap().to_owned())
    }

    #[test]
    fn nodes_come_after_their_parts() {
        let report = told("-k*sin(x)^2", 2.0);
        let nodes = report.get("nodes").and_then(Value::as_list).unwrap();
        let kinds: Vec<_> = nodes.iter().map(|node| node.as_list().unwrap()[0].as_text().unwrap()).collect();
        assert_eq!(kinds, ["parameter", "negative", "variable", "sin", "number", "pow", "*"]);
        assert_eq!(report.get("parameters"), Some(&vec!["k"].into()));
        assert_eq!((report.get("sum"), report.get("mistake")), (Some(&false.into()), None));
        assert_eq!(told("x - a_i", 2.0).get("sum"), Some(&true.into()));
    }

    #[test]
    fn places_are_counted_as_javascript_does() {
        assert_eq!(mistake("x + y)", 2.0), (5.0, 6.0, "close".to_owned()));
        assert_eq!(mistake("𝑥x", 2.0).1, 2.0);
        assert_eq!(mistake("x² + foo(y)", 2.0), (5.0, 8.0, "function".to_owned()));
        assert_eq!(mistake("x^2 + y", 1.0), (6.0, 7.0, "second".to_owned()));
        assert_eq!(mistake("", 2.0).2, "empty");
    }
}
