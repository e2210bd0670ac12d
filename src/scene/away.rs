//! What of a figure can be taken away: its runs as descriptions that `simulate` takes, from which the same run comes to the bit.
//!
//! A scene says how its runs are described where it makes them; nothing here is part of what a first visit fetches.

use super::lane::Lane;
use super::{Figure, Model, Scene, Sentence};
use crate::data::Pairs;
use crate::decimal;
use crate::objective::{self, DATA_SET, LogisticRegression, Own};
use crate::optimizer;
use crate::param::{Given, Param};
use crate::value::{Value, map};
use std::any::Any;

/// One run that can be taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Its name.
    pub name: Sentence,
    /// Its description, as [`crate::experiment::Experiment::from_value`] takes it, data included.
    pub experiment: Value,
}

/// The runs of a scene, in the order of their colours; none where it has no single runs on formulas, or none that can be described.
pub fn taken(scene: &dyn Scene) -> Vec<Taken> {
    let one = |(lane, experiment): (&Lane, Value)| Taken { name: lane.name(), experiment };
    described(scene).into_iter().map(one).collect()
}

/// Each run with its description.
fn described(scene: &dyn Scene) -> Vec<(&Lane, Value)> {
    let scene: &dyn Any = scene;
    of(scene, Figure::<super::full_vs_one::FullVsOneScene>::described)
        .or_else(|| of(scene, Figure::<super::batches::BatchesScene>::described))
        .or_else(|| of(scene, Figure::<super::noise::NoiseScene>::described))
        .or_else(|| of(scene, Figure::<super::minima::MinimaScene>::described))
        .or_else(|| of(scene, Figure::<super::momentum::MomentumScene>::described))
        .or_else(|| of(scene, Figure::<super::hill::HillScene>::described))
        .or_else(|| of(scene, Figure::<super::critical::CriticalScene>::described))
        .or_else(|| of(scene, Figure::<super::lab::LabScene>::described))
        .unwrap_or_default()
}

fn of<M: Model>(
    scene: &dyn Any,
    described: impl Fn(&Figure<M>) -> Vec<Value>,
) -> Option<Vec<(&Lane, Value)>> {
    let figure = scene.downcast_ref::<Figure<M>>()?;
    Some(figure.race.lanes.iter().zip(described(figure)).collect())
}

/// A description of these parts.
pub(super) fn experiment<const N: usize>(
    objective: &Value,
    optimizer: Value,
    (start, steps): (&[f64], u64),
    more: [(&str, Value); N],
) -> Value {
    let common = [
        ("objective", objective.clone()),
        ("optimizer", optimizer),
        ("start", start.to_vec().into()),
        ("steps", (steps as f64).into()),
    ];
    Value::Map(common.into_iter().chain(more).map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The batches of a description.
pub(super) fn batches(size: usize, order: crate::batch::Order) -> (&'static str, Value) {
    use crate::named::Named;
    ("batch", map([("size", (size as f64).into()), ("order", order.name().into())]))
}

/// The field `seed`.
pub(super) fn seeded(seed: u64) -> (&'static str, Value) {
    ("seed", (seed as f64).into())
}

/// A rule without parameters of its own.
pub(super) fn sgd(rate: f64) -> Value {
    map([("name", "sgd".into()), ("learningRate", rate.into())])
}

/// Momentum, in the lecture's form where it is the heavy ball.
pub(super) fn momentum(name: &str, momentum: f64, rate: f64) -> Value {
    map([("name", name.into()), ("learningRate", rate.into()), ("momentum", momentum.into())])
}

/// An optimiser of the catalogue with the parameters that are given.
pub(super) fn rule(entry: &optimizer::Entry, given: &dyn Given, rate: f64) -> Value {
    named(entry.name, entry.params, given, [("learningRate", rate.into())])
}

/// An objective of the catalogue with the parameters that are given, its examples written out.
pub(super) fn objective(entry: &objective::Entry, given: &dyn Given) -> Value {
    match entry.own {
        Own::Targets => regression(&DATA_SET.of(given).pairs()),
        Own::Classes => {
            let people = LogisticRegression::linnerud();
            let x: Vec<Vec<f64>> = people.features().iter().map(|pair| pair.to_vec()).collect();
            map([("name", entry.name.into()), ("x", x.into()), ("y", people.classes().to_vec().into())])
        }
        Own::Formula => objective::description(given, false),
        Own::Nothing => named(entry.name, entry.params, given, []),
    }
}

/// Linear regression on these examples.
pub(super) fn regression(data: &Pairs) -> Value {
    map([("name", "linear-regression".into()), ("x", data.x.clone().into()), ("y", data.y.clone().into())])
}

fn named<const N: usize>(
    name: &str,
    params: &[&Param],
    given: &dyn Given,
    more: [(&str, Value); N],
) -> Value {
    let own = params.iter().map(|param| {
        let text = given.text(param);
        (param.camel(), decimal::parse(text).map_or_else(|| text.into(), Value::Number))
    });
    let more = more.into_iter().map(|(name, value)| (name.to_owned(), value));
    Value::Map([("name".to_owned(), name.into())].into_iter().chain(more).chain(own).collect())
}

#[cfg(test)]
mod tests {
    use super::super::SCENES;
    use super::*;
    use crate::experiment::Experiment;
    use crate::run::{Run, Status};

    /// θ and loss of every update, as bits.
    fn bits(run: &mut Run) -> Vec<u64> {
        let mut all = Vec::new();
        loop {
            all.extend(run.theta().iter().chain([&run.loss()]).map(|x| x.to_bits()));
            if run.status() != Status::Running {
                return all;
            }
            run.step();
        }
    }

    /// At every guided step of every scene, and with a setting of each kind changed.
    #[test]
    fn the_description_of_a_run_is_the_run() {
        let more: &[(&str, &[(&str, &str)])] = &[
            (
                "full-vs-one",
                &[("luck", "own"), ("data", "linreg20"), ("order", "replacement"), ("match", "updates")],
            ),
            ("batches", &[("examples", "7"), ("batch-size", "3"), ("order", "once")]),
            ("noise", &[("function", "saddle"), ("batch-size", "3")]),
            ("minima", &[("stretch", "4"), ("scale", "0.5"), ("rate-rule", "linear")]),
            ("momentum", &[("method", "nesterov"), ("condition", "30")]),
            ("hill", &[("curve", "quartic")]),
            ("critical", &[("objective", "himmelblau"), ("momentum", "0.5")]),
            (
                "lab",
                &[
                    ("objective", "logistic-regression"),
                    ("runs", "adagrad~lamb,batch-size:3~lars~rmsprop,schedule:cosine"),
                ],
            ),
            (
                "lab",
                &[
                    ("objective", "expression"),
                    ("text", "a*x^2 + min(y^2, 4) + sin(x*y)"),
                    ("parameters", "a:3,none:2"),
                    ("domain", "-1,1,-2,2"),
                ],
            ),
            (
                "lab",
                &[
                    ("objective", "expression"),
                    ("text", "(x + y*a_i - b_i)^2"),
                    ("data", "linreg20"),
                    ("runs", "sgd,learning-rate:0.05,batch-size:3~adam"),
                ],
            ),
            (
                "lab",
                &[
                    ("objective", "expression"),
                    ("text", "(x - a_i)^2 + (y - b_i)^2"),
                    ("points", "0,1,1,3,2,5"),
                    ("runs", "sgd,batch-size:2~momentum"),
                ],
            ),
            ("lab", &[("objective", "expression"), ("text", "sqrt(x) + y^2"), ("start", "0.1,1")]),
            ("critical", &[("objective", "expression"), ("text", "x^3 - 3x*y^2"), ("start", "1,0")]),
            ("hill", &[("curve", "expression"), ("text", "x^4/4 - x^2 - a*x/4"), ("parameters", "a:2")]),
            (
                "lab",
                &[
                    ("objective", "rosenbrock"),
                    ("a", "2"),
                    ("runs", "adam,schedule:warmup~nesterov,schedule:step"),
                ],
            ),
        ];
        let mut seen = 0;
        let mut check = |scene: &dyn Scene, what: &str| {
            for (lane, value) in described(scene) {
                let mut again =
                    Experiment::from_value(&value).unwrap_or_else(|e| panic!("{what}: {e}")).run();
                let all = bits(&mut again);
                let run = lane.run();
                let end: Vec<u64> = run.theta().iter().chain([&run.loss()]).map(|x| x.to_bits()).collect();
                assert!(all.ends_with(&end), "{what}");
                assert_eq!((run.update(), run.status()), (again.update(), again.status()), "{what}");
                seen += 1;
            }
        };
        for entry in SCENES.iter().filter(|entry| !entry.digits) {
            let mut scene = entry.make();
            for step in 0..scene.guide().steps {
                scene.follow(step);
                while scene.glide(10.0) {}
                while !scene.work(1 << 20) && scene.timeline().is_some_and(|line| line.pending) {}
                check(&*scene, &format!("{} {step}", entry.id));
            }
            for (_, settings) in more.iter().filter(|(id, _)| *id == entry.id) {
                let query: Vec<_> =
                    settings.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
                assert_eq!(scene.load(&query), [], "{}", entry.id);
                while !scene.work(1 << 20) && scene.timeline().is_some_and(|line| line.pending) {}
                check(&*scene, &format!("{} {settings:?}", entry.id));
            }
        }
        assert!(seen > 80, "{seen}");
    }
}
