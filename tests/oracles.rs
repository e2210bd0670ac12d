//! Golden trajectories: every case of `tests/oracles/*.json` through the native API.

mod json;

use self::json::value;
use downhill::value::{Value, map};
use downhill::{Experiment, simulate};
use serde_json::Value as Json;
use std::fs;

fn numbers(json: &Json) -> Vec<f64> {
    json.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

/// The description of one case in this crate's words.
fn experiment(problem: &Json, case: &Json) -> Value {
    let objective = match case["problem"].as_str().unwrap() {
        "quadratic_k100" => {
            map([("name", "quadratic".into()), ("condition", 100.0.into()), ("rotation", 0.0.into())])
        }
        "linreg20" => map([
            ("name", "linear-regression".into()),
            ("x", value(&problem["x"])),
            ("y", value(&problem["y"])),
        ]),
        "w1w2" => "product".into(),
        "saddle_bounded" => "bounded-saddle".into(),
        name => name.into(),
    };
    let (name, form) = match case["optimizer"].as_str().unwrap() {
        "momentum_lee" => ("momentum", Some("lecture")),
        "momentum_torch" => ("momentum", Some("pytorch")),
        "nesterov_torch" => ("nesterov", None),
        name => (name, None),
    };
    let mut optimizer =
        vec![("name".to_owned(), name.into()), ("learningRate".to_owned(), value(&case["lr"]))];
    optimizer.extend(form.map(|form| ("form".to_owned(), form.into())));
    for (key, hyper) in case["hyper"].as_object().unwrap() {
        let key = match key.as_str() {
            "lambda" => "momentum",
            "eps" => "epsilon",
            "weight_decay" => "weightDecay",
            "trust_coefficient" => "trustCoefficient",
            key => key,
        };
        optimizer.push((key.to_owned(), value(hyper)));
    }
    let mut entries = vec![
        ("objective".to_owned(), objective),
        ("optimizer".to_owned(), Value::Map(optimizer)),
        ("start".to_owned(), value(&case["start"])),
        ("steps".to_owned(), value(&case["steps"])),
    ];
    if !case["lr_per_step"].is_null() {
        entries.push(("schedule".to_owned(), value(&case["lr_per_step"])));
    }
    if case.get("batches").is_some() {
        entries.push(("batch".to_owned(), map([("order", value(&case["batches"]))])));
    }
    Value::Map(entries)
}

fn close(got: f64, want: f64, rtol: f64) -> bool {
    (got - want).abs() <= rtol * want.abs().max(1.0)
}

#[test]
fn every_case() {
    let mut cases = 0;
    for file in fs::read_dir("tests/oracles").unwrap() {
        let oracle: Json = serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
        if oracle["schema"] != "optimizer-oracle/1" {
            continue;
        }
        for case in oracle["cases"].as_array().unwrap() {
            let id = case["id"].as_str().unwrap();
            let rtol = case["rtol"].as_f64().unwrap();
            let description = experiment(&oracle["problem"], case);
            let result = simulate(&description).unwrap_or_else(|error| panic!("{id}: {error}"));
            let want: Vec<f64> = case["points"].as_array().unwrap().iter().flat_map(numbers).collect();
            assert_eq!((result.theta.len(), result.diverged_at), (want.len(), None), "{id}");
            for (k, (got, want)) in result.theta.iter().zip(want).enumerate() {
                assert!(close(*got, want, rtol), "{id}: coordinate {k}: {got} against {want}");
            }
            for (k, (got, want)) in result.loss.iter().zip(numbers(&case["losses"])).enumerate() {
                assert!(close(*got, want, rtol), "{id}: loss {k}: {got} against {want}");
            }
            check_run(id, &description, case, rtol);
            cases += 1;
        }
    }
    assert_eq!(cases, 14 + 20 + 71 + 34 + 18 + 18 + 18 + 32);
}

/// The parts that only a [`downhill::run::Run`] shows: batch gradients, batch losses, the optimiser's state.
fn check_run(id: &str, description: &Value, case: &Json, rtol: f64) {
    let mut run = Experiment::from_value(description).unwrap().run();
    for (t, want) in case["grads"].as_array().unwrap().iter().enumerate() {
        let before = run.theta().to_vec();
        run.step();
        for (got, want) in run.gradient().iter().zip(numbers(want)) {
            assert!(close(*got, want, rtol), "{id}: gradient {t}: {got} against {want}");
        }
        if let Some(losses) = case.get("batch_losses") {
            let got = run.objective().batch_loss(run.batch(), &before);
            assert!(close(got, losses[t].as_f64().unwrap(), rtol), "{id}: batch loss {t}");
        }
    }
    for (name, state) in run.optimizer().state() {
        for (got, want) in state.iter().zip(numbers(&case["final_state"][name])) {
            assert!(close(*got, want, rtol), "{id}: state {name}: {got} against {want}");
        }
    }
}
