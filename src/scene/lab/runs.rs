//! The runs of the lab: their parameters.

use super::super::Settings;
use super::super::runs::RunList;
use crate::param::{Kind, Param, Scale};
use crate::value::{Value, map};
use crate::{objective, optimizer};

/// The runs of a fresh lab.
pub(super) const DEFAULT_RUNS: &str =
    "sgd,learning-rate:0.001~momentum,learning-rate:0.001~adam,learning-rate:0.05";

/// The parameters of one run, as they stand in `runs`.
const RUN_PARAMS: &[Param] = &[
    Param::choice("optimizer", optimizer::NAMES),
    Param::log("learning-rate", 1e-6, 10.0, "0.01"),
    Param::number("momentum", 0.0, 0.999, 0.01, "0.9"),
    Param::choice("form", optimizer::FORMS),
    Param::number("alpha", 0.0, 0.9999, 0.01, "0.99"),
    Param::number("beta1", 0.0, 0.9999, 0.01, "0.9"),
    Param::number("beta2", 0.0, 0.99999, 0.001, "0.999"),
    Param::log("epsilon", 1e-16, 1.0, "1e-8"),
    Param::number("weight-decay", 0.0, 1.0, 0.01, "0"),
    Param::log("trust-coefficient", 1e-5, 1.0, "0.02"),
    Param::choice("schedule", crate::schedule::NAMES),
    Param {
        name: "schedule-steps",
        kind: Kind::Integer { min: 1.0, max: 1_000_000.0, scale: Scale::Log },
        default: "50",
        unit: "",
    },
    Param::number("factor", 0.0, 1.0, 0.05, "0.1"),
    Param::integer("batch-size", 1.0, 20.0, "20"),
    Param::choice("order", crate::batch::ORDERS),
];
/// How a link writes them.
pub(super) const RUNS: RunList = RunList { table: RUN_PARAMS, usual: DEFAULT_RUNS };

/// The parameters of `run` that matter for it now.
pub(super) fn relevant(run: &Settings, finite_sum: bool) -> Vec<&'static str> {
    let entry = optimizer::find(run.text("optimizer")).expect("a name of the catalog");
    let mut names = vec!["optimizer", "learning-rate"];
    names.extend(entry.params.iter().map(|param| param.name));
    if finite_sum {
        names.extend(["batch-size", "order"]);
    }
    names.push("schedule");
    match run.text("schedule") {
        "constant" => {}
        "step" => names.extend(["schedule-steps", "factor"]),
        _ => names.push("schedule-steps"),
    }
    names
}

/// A new objective has another scale: rules whose step is proportional to the gradient take its usual rate.
pub(super) fn rescale(runs: &mut [Settings], objective: &str) {
    let rate = objective::find(objective).map_or("0.01", |entry| entry.rate);
    for run in runs {
        if ["sgd", "momentum", "nesterov"].contains(&run.text("optimizer")) {
            run.set("learning-rate", rate);
        }
    }
}

/// The optimiser of a run's description.
pub(super) fn optimizer_value(run: &Settings) -> Value {
    let entry = optimizer::find(run.text("optimizer")).expect("a name of the catalog");
    let mut fields = vec![
        ("name".to_owned(), entry.name.into()),
        ("learningRate".to_owned(), run.number("learning-rate").into()),
    ];
    for param in entry.params {
        let value = match param.kind {
            Kind::Choice(_) => run.text(param.name).into(),
            _ => run.number(param.name).into(),
        };
        fields.push((param.camel(), value));
    }
    Value::Map(fields)
}

/// The schedule of a run's description.
pub(super) fn schedule_value(run: &Settings) -> Value {
    map([
        ("name", run.text("schedule").into()),
        ("steps", run.number("schedule-steps").into()),
        ("factor", run.number("factor").into()),
    ])
}
