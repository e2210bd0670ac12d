//! Regressions with any number of features, intercept, weights and penalty: against PyTorch (`golden.py` made
//! `golden.json`), against what defines a minimum, and against the regressions that a figure shows.

#[path = "../json/mod.rs"]
mod json;

use self::json::{read, value};
use downhill::ensemble::Ensemble;
use downhill::objective::{Link, Objective, Regression, Rows, from_value};
use downhill::simulate;
use downhill::value::Value;
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::fs;

fn numbers(json: &Json) -> Vec<f64> {
    json.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn close(got: &[f64], want: &[f64], limit: f64) -> bool {
    got.len() == want.len() && got.iter().zip(want).all(|(g, w)| (g - w).abs() <= limit * w.abs().max(1.0))
}

#[test]
fn every_case_of_pytorch() {
    let golden: Json =
        serde_json::from_str(&fs::read_to_string("tests/regressions/golden.json").unwrap()).unwrap();
    let cases = golden["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 64);
    for case in cases {
        let description = value(&case["experiment"]);
        let got = simulate(&description).unwrap();
        let points: Vec<f64> = case["points"].as_array().unwrap().iter().flat_map(numbers).collect();
        assert!(close(&got.theta, &points, 1e-11), "{}: θ", case["experiment"]);
        assert!(close(&got.loss, &numbers(&case["losses"]), 1e-11), "{}: loss", case["experiment"]);
        let objective = from_value(description.get("objective").unwrap()).unwrap();
        let mut hessian = vec![0.0; objective.dim() * objective.dim()];
        objective.hessian(&objective_start(case), &mut hessian);
        let want: Vec<f64> = case["hessian"].as_array().unwrap().iter().flat_map(numbers).collect();
        assert!(close(&hessian, &want, 1e-11), "{}: Hessian", case["experiment"]);
    }
}

fn objective_start(case: &Json) -> Vec<f64> {
    numbers(&case["experiment"]["start"])
}

fn described(json: Json) -> std::rc::Rc<dyn Objective> {
    from_value(&value(&json)).unwrap()
}

/// y = 1 + 2a − 3b without noise is found, whatever the weights; weights are as good as repeats; a penalty on one
/// standardised feature shrinks its slope by 1/(1 + λ/2), because the loss has no ½.
#[test]
fn closed_forms() {
    let x = [[0.0, 1.0], [1.0, 0.0], [2.0, 1.0], [3.0, -2.0], [-1.0, 0.5]];
    let y = x.map(|[a, b]| 1.0 + 2.0 * a - 3.0 * b);
    let exact = described(json!({ "name": "linear-regression", "x": x, "y": y, "weights": [1, 2, 3, 4, 5] }));
    assert!(close(&exact.critical_points()[0].theta, &[1.0, 2.0, -3.0], 1e-12));

    let (x, y) = ([1.0, 2.0, 4.0], [1.0, 3.0, 2.0]);
    let weighted = described(json!({ "name": "linear-regression", "x": x, "y": y, "weights": [1, 2, 3] }));
    let repeated =
        described(json!({ "name": "linear-regression", "x": [1, 2, 2, 4, 4, 4], "y": [1, 3, 3, 2, 2, 2] }));
    assert!(
        close(&weighted.critical_points()[0].theta, &repeated.critical_points()[0].theta, 1e-12),
        "weights are repeats"
    );
    assert!((weighted.loss(&[0.3, -0.7]) - repeated.loss(&[0.3, -0.7])).abs() < 1e-13);

    let ridge = |l2: f64| {
        let ridge = described(
            json!({ "name": "linear-regression", "x": [-1, 1, -1, 1], "y": [0, 3, 1, 4], "l2": l2 }),
        );
        ridge.critical_points()[0].theta.clone()
    };
    assert!(close(&ridge(0.0), &[2.0, 1.5], 1e-12));
    assert!(close(&ridge(4.0), &[2.0, 0.5], 1e-12), "{:?}: the intercept is not penalised", ridge(4.0));

    // A logistic intercept alone: the log-odds of the share of ones.
    let odds = described(json!({ "name": "logistic-regression", "x": [0, 0, 0, 0], "y": [1, 1, 1, 0],
        "intercept": true, "l2": 1 }));
    assert!(close(&odds.critical_points()[0].theta, &[3.0_f64.ln(), 0.0], 1e-12));
    let apart = described(json!({ "name": "logistic-regression", "x": [-1, 1], "y": [0, 1] }));
    assert!(apart.critical_points().is_empty(), "classes that can be separated have no minimum");
    let line =
        described(json!({ "name": "linear-regression", "x": [[1, 2], [2, 4], [3, 6]], "y": [1, 2, 3] }));
    assert!(line.critical_points().is_empty(), "two features that say the same have a line of minima");
}

/// What was there before stays what it was: descriptions without the new fields, and with their defaults.
#[test]
fn defaults_change_nothing() {
    let run = |objective: &str| {
        let text = format!(
            r#"{{"objective":{objective},"optimizer":{{"name":"momentum","learningRate":0.05}},
                "batch":{{"size":3}},"steps":200,"seed":4}}"#
        );
        simulate(&read(&text)).unwrap()
    };
    let same = |one: &str, other: &str| assert!(run(one) == run(other), "{one} and {other}");
    let own = r#""x":[1,2,4],"y":[1,3,2]"#;
    same(
        r#""linear-regression""#,
        r#"{"name":"linear-regression","data":"linnerud","intercept":true,"l2":0}"#,
    );
    same(
        &format!(r#"{{"name":"linear-regression",{own}}}"#),
        r#"{"name":"linear-regression","x":[[1],[2],[4]],"y":[1,3,2],"intercept":true}"#,
    );
    same(r#""logistic-regression""#, r#"{"name":"logistic-regression","intercept":false,"l2":0}"#);
}

#[test]
fn wrong_descriptions_name_the_field() {
    let message = |json: Json| from_value(&value(&json)).err().unwrap().to_string();
    let linear = |x: Json, more: (&str, Json)| {
        let mut json = json!({ "name": "linear-regression", "x": x, "y": [1, 2] });
        json[more.0] = more.1;
        message(json)
    };
    let none = || ("l2", json!(0));
    assert_eq!(
        linear(json!([[1, 2], [3]]), none()),
        "objective.x[1] is [3]; allowed: a row of 2, as the first"
    );
    assert_eq!(linear(json!([[], []]), none()), "objective.x[0] is []; allowed: a row of 1, as the first");
    assert_eq!(
        linear(json!(["a", 1]), none()),
        "objective.x[0] is \"a\"; allowed: a finite number, or a row of them"
    );
    assert!(linear(json!(7), none()).starts_with("objective.x is 7; allowed: a list of numbers, or of rows"));
    let ok = || json!([1, 2]);
    assert_eq!(linear(ok(), ("l2", json!(-1))), "objective.l2 is -1; allowed: 0…1000000");
    assert_eq!(linear(ok(), ("intercept", json!(1))), "objective.intercept is 1; allowed: true | false");
    assert!(linear(ok(), ("weights", json!([1]))).contains("1 values of weights for 2 of x"));
    assert!(linear(ok(), ("weights", json!([1, -1]))).starts_with("objective.weights[1] is -1"));
    assert!(
        linear(ok(), ("weights", json!([0, 0]))).starts_with("objective.weights is [0, 0]; allowed: weigh")
    );
    assert!(
        linear(ok(), ("slope", json!(1))).ends_with("known: name, data, x, y, intercept, weights, l2"),
        "{}",
        linear(ok(), ("slope", json!(1)))
    );
    assert!(
        message(json!({ "name": "logistic-regression", "x": [1], "y": [2] }))
            .starts_with("objective.y[0] is 2")
    );
}

/// An ensemble's mean follows the full gradient, and a run of a full batch is the run that it would be alone.
#[test]
fn ensembles_of_one_and_two_coordinates() {
    let ensemble = |objective: Json, batch: Json| {
        let description = json!({ "objective": objective, "particles": 9, "learningRate": 0.05,
            "momentum": 0.5, "batch": batch });
        Ensemble::from_value(&value(&description))
    };
    let ridge = json!({ "name": "linear-regression", "x": [-1, 1, -1, 2], "y": [0, 3, 1, 4], "l2": 0.5 });
    let through = json!({ "name": "logistic-regression", "x": [-1, 1, 0.5], "y": [0, 1, 0] });
    for objective in [json!("linear-regression"), json!("logistic-regression"), ridge.clone(), through] {
        let built = described(objective.clone());
        let mut runs = ensemble(objective.clone(), Json::Null).unwrap();
        let starts: Vec<(f32, f32)> = runs.positions().collect();
        (0..30).for_each(|_| runs.step());
        for ((x, y), start) in runs.positions().zip(starts) {
            let start = [f64::from(start.0), f64::from(start.1)];
            let alone = simulate(&value(&json!({ "objective": objective, "steps": 30,
                "optimizer": { "name": "momentum", "learningRate": 0.05, "momentum": 0.5 },
                "start": start[..built.dim()] })))
            .unwrap();
            let end = &alone.theta[alone.theta.len() - built.dim()..];
            assert!(close(&[x.into(), y.into()][..built.dim()], end, 1e-5), "{objective}: {x} {y} {end:?}");
        }
    }
    let mut runs = ensemble(ridge, json!({ "size": 1 })).unwrap();
    (0..100).for_each(|_| runs.step());
    assert!(runs.positions().all(|(x, y)| x.is_finite() && y.is_finite()));
    let wide = json!({ "name": "linear-regression", "x": [[1, 2], [2, 1]], "y": [1, 2] });
    let error = ensemble(wide, Json::Null).err().unwrap().to_string();
    assert!(error.ends_with("allowed: a surface, or a sum of one or two coordinates"), "{error}");
    let many: Vec<f64> = (0..300).map(f64::from).collect();
    let many = json!({ "name": "linear-regression", "x": many, "y": many });
    let error = ensemble(many.clone(), json!({ "size": 4 })).err().unwrap().to_string();
    assert!(error.starts_with("batch is {size: 4}; allowed: beyond 256 examples all of them"), "{error}");
    for batch in [Json::Null, json!({ "size": 4, "order": "replacement" })] {
        ensemble(many.clone(), batch).unwrap().step();
    }
}

proptest! {
    /// Slope and curvature against differences, the batches' mean against the whole, the optimum against its slope.
    #[test]
    fn derivatives(
        logistic: bool,
        intercept: bool,
        l2 in prop_oneof![Just(0.0), 0.01..2.0_f64],
        rows in prop::collection::vec((prop::collection::vec(-3.0..3.0_f64, 3), -3.0..3.0_f64, 0.0..2.0_f64), 2..9),
        at in prop::collection::vec(-2.0..2.0_f64, 4),
    ) {
        prop_assume!(rows.iter().any(|row| row.2 > 0.1));
        let link = if logistic { Link::Logistic } else { Link::Linear };
        let class = |y: f64| if logistic { f64::from(y > 0.0) } else { y };
        let rows = Rows {
            x: rows.iter().map(|row| row.0.clone()).collect(),
            y: rows.iter().map(|row| class(row.1)).collect(),
            weights: Some(rows.iter().map(|row| row.2).collect()),
        };
        let objective = Regression::new(link, rows, intercept, l2);
        let n = objective.dim();
        let theta = &at[..n];
        let gradient = |theta: &[f64]| { let mut g = vec![0.0; n]; objective.gradient(theta, &mut g); g };
        let mut hessian = vec![0.0; n * n];
        objective.hessian(theta, &mut hessian);
        for i in 0..n {
            let moved = |by: f64| { let mut to = theta.to_vec(); to[i] += by; to };
            let (above, below) = (moved(1e-5), moved(-1e-5));
            let slope = (objective.loss(&above) - objective.loss(&below)) / 2e-5;
            prop_assert!((slope - gradient(theta)[i]).abs() < 1e-6 * (1.0 + slope.abs()));
            for (j, (a, b)) in gradient(&above).iter().zip(gradient(&below)).enumerate() {
                prop_assert!(((a - b) / 2e-5 - hessian[i * n + j]).abs() < 1e-6 * (1.0 + hessian[i * n + j].abs()));
            }
        }
        let mut mean = vec![0.0; n];
        for i in 0..objective.examples() {
            let mut one = vec![0.0; n];
            objective.batch_gradient(&[i], theta, &mut one);
            mean.iter_mut().zip(one).for_each(|(m, g)| *m += g / objective.examples() as f64);
        }
        prop_assert!(close(&mean, &gradient(theta), 1e-12));
        if let Some(best) = objective.optimum() {
            prop_assert!(gradient(&best).iter().all(|g| g.abs() < 1e-9), "{:?}", gradient(&best));
        }
        if l2 > 0.0 && !intercept {
            prop_assert!(objective.optimum().is_some());
        }
    }
}
