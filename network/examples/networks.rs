//! Prints what the native build trains, to the bit: the other side of the comparison with WebAssembly.
//!
//! Output: `[{ description, parameters: [the floats' bits, …], losses: ["hex of the double's bits", …] }, …]`.

#[path = "../../tests/json/mod.rs"]
mod json;

use downhill_engine::optimizer::NAMES;
use downhill_engine::value::Value;
use downhill_network::Training;
use downhill_network::data::{DIGITS, Data};
use serde_json::{Value as Json, json};
use std::rc::Rc;

fn main() {
    let rules = NAMES.iter().map(|name| {
        let rate = if *name == "lars" { 0.5 } else { 0.02 };
        json!({ "optimizer": { "name": name, "learningRate": rate }, "batch": { "size": 10 }, "epochs": 1 })
    });
    let sizes = [1, 3, 32, 33, 100, 1000, 1024]
        .map(|size| json!({ "batch": { "size": size }, "epochs": 1, "seed": size }));
    let others = [
        json!({ "activation": "tanh", "layers": [20, 12, 9], "schedule": "cosine", "epochs": 2 }),
        json!({ "layers": [], "batch": { "size": 20, "order": "replacement" }, "updates": 60 }),
        json!({ "data": { "name": "digits", "split": "block", "examples": 150 }, "labelNoise": 0.2, "averageFrom": 1 }),
        json!({ "data": own(), "layers": [5], "batch": { "size": 7, "order": "sequential" } }),
        json!({ "data": own(), "layers": [33, 6], "batch": { "size": 1, "order": "once" } }),
    ];
    println!("{}", Json::from(rules.chain(sizes).chain(others).map(result).collect::<Vec<_>>()));
}

/// Dense examples, of no meaning.
fn own() -> Json {
    let inputs: Vec<f64> = (0..40 * 11).map(|k| f64::from(k * 37 % 101 - 50) / 64.0).collect();
    let labels: Vec<i32> = (0..40).map(|k| k * 7 % 3).collect();
    json!({ "inputs": inputs, "labels": labels, "train": 30 })
}

fn result(description: Json) -> Json {
    let Value::Map(mut fields) = json::value(&description) else { panic!("an object") };
    let at = fields.iter().position(|(name, _)| name == "data");
    let data = at.map_or_else(|| Value::from("digits"), |at| fields.remove(at).1);
    let data = match (data.get("inputs"), data.get("labels"), data.get("train")) {
        (Some(inputs), Some(labels), Some(train)) => {
            let numbers = |list: &Value| -> Vec<f32> {
                let numbers = list.as_list().unwrap_or_default().iter().filter_map(Value::as_number);
                numbers.map(|x| x as f32).collect()
            };
            let labels: Vec<u8> = numbers(labels).into_iter().map(|label| label as u8).collect();
            Data::new(&numbers(inputs), &labels, train).expect("examples")
        }
        _ => Data::from_value(&data, |_| Some(DIGITS.to_vec())).expect("digits"),
    };
    let mut training = Training::from_value(Rc::new(data), &Value::Map(fields)).expect("a valid description");
    training.step(u64::MAX);
    let bits: Vec<u32> = training.network().parameters().into_iter().map(f32::to_bits).collect();
    let averaged = training.averaged().map(|(_, moment)| moment.train.loss);
    let losses = training.history().iter().flat_map(|moment| [moment.train.loss, moment.validation.loss]);
    let losses: Vec<String> = losses.chain(averaged).map(|x| format!("{:016x}", x.to_bits())).collect();
    json!({ "description": description, "parameters": bits, "losses": losses })
}
