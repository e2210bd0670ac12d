//! Prints what the native build computes, to the bit: the other side of the comparison with WebAssembly.
//!
//! Output: `[{ experiment, theta: ["hex of the double's bits", …], loss: […] }, …]`.

use downhill::objective::CATALOG;
use downhill::optimizer;
use downhill::simulate;
use downhill::value::{Value, map};

fn main() {
    let mut results = Vec::new();
    for entry in CATALOG {
        for rule in optimizer::NAMES {
            for schedule in downhill::schedule::NAMES {
                for order in downhill::batch::ORDERS.iter().take(if entry.finite_sum { 4 } else { 1 }) {
                    results.push(result(experiment(entry, rule, schedule, order)));
                }
            }
        }
    }
    println!("{}", serde_json::to_string(&Value::List(results)).expect("plain data"));
}

fn experiment(entry: &downhill::objective::Entry, rule: &str, schedule: &str, order: &str) -> Value {
    let size = if entry.finite_sum { 3.0 } else { 1.0 };
    let rate: f64 = if rule == "lars" { 0.5 } else { entry.rate.parse().expect("a number") };
    map([
        ("objective", entry.name.into()),
        ("optimizer", map([("name", rule.into()), ("learningRate", rate.into())])),
        ("schedule", map([("name", schedule.into()), ("steps", 17.0.into())])),
        ("batch", map([("size", size.into()), ("order", order.into())])),
        ("steps", 60.0.into()),
        ("seed", 7.0.into()),
    ])
}

fn result(experiment: Value) -> Value {
    let run = simulate(&experiment).expect("a valid experiment");
    let bits = |values: &[f64]| -> Value {
        values.iter().map(|x| Value::from(format!("{:016x}", x.to_bits()))).collect::<Vec<_>>().into()
    };
    map([("theta", bits(&run.theta)), ("loss", bits(&run.loss)), ("experiment", experiment)])
}
