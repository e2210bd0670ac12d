//! Prints what the native build computes, to the bit: the other side of the comparison with WebAssembly.
//!
//! Output: `[{ experiment, theta: ["hex of the double's bits", …], loss: […] }, …]`.

#[path = "../tests/json/mod.rs"]
mod json;

use downhill::batch::Order;
use downhill::named::Named;
use downhill::objective::{CATALOG, EXPRESSION, Entry};
use downhill::value::Value;
use downhill::{optimizer, schedule, simulate};
use serde_json::{Value as Json, json};

/// Between them they have every function and operation.
const FORMULAS: [&str; 4] = [
    "(1 - x)^2 + 100(y - x^2)^2 - x^3/3 + 2/(x + 9)",
    "sin(3x) cos(y) + tan(x/9) + tanh(x*y) + exp(-x^2)",
    "log(x + 9) + sqrt(y^2 + 1) + abs(x - y) + min(x, 2y) - max(x*y, 1)",
    "(x + 9)^(y/3) + 2^x + (y + 5)^1.5",
];

fn main() {
    let mut results = Vec::new();
    // Formulas have texts of their own below.
    for entry in CATALOG.iter().filter(|entry| entry.name != EXPRESSION) {
        // One example is drawn alike by all rules.
        let orders = if entry.finite_sum { Order::NAMES } else { &Order::NAMES[..1] };
        for rule in optimizer::NAMES {
            for schedule in schedule::Kind::NAMES {
                results.extend(orders.iter().map(|order| result(experiment(entry, rule, schedule, order))));
            }
        }
    }
    for text in FORMULAS {
        for rule in optimizer::NAMES {
            results.push(result(json!({
                "objective": { "name": "expression", "text": text },
                "optimizer": { "name": rule, "learningRate": 0.001 },
                "start": [1.2, 0.7],
                "steps": 60,
            })));
        }
    }
    println!("{}", Json::from(results));
}

fn experiment(entry: &Entry, rule: &str, schedule: &str, order: &str) -> Json {
    let rate: f64 = if rule == "lars" { 0.5 } else { entry.rate.parse().expect("a number") };
    json!({
        "objective": entry.name,
        "optimizer": { "name": rule, "learningRate": rate },
        "schedule": { "name": schedule, "steps": 17 },
        "batch": { "size": if entry.finite_sum { 3 } else { 1 }, "order": order },
        "steps": 60,
        "seed": 7,
    })
}

fn result(experiment: Json) -> Json {
    let run = simulate(&json::value(&experiment)).expect("a valid experiment");
    let bits = |values: &[f64]| values.iter().map(|x| format!("{:016x}", x.to_bits())).collect::<Vec<_>>();
    json!({ "theta": bits(&run.theta), "loss": bits(&run.loss), "experiment": experiment })
}
