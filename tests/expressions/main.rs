//! Formulas that a reader writes: against the built-in surfaces, against differences, against hostile texts.

mod counted;
mod gallery;
mod hostile;
#[path = "../json/mod.rs"]
mod json;

use self::gallery::GALLERY;
use self::json::value;
use downhill::ensemble::Ensemble;
use downhill::objective::{Expression, Objective, Surface, Tree, find, from_value};
use downhill::param::Defaults;
use downhill::rng::Rng;
use downhill::simulate;
use downhill::value::Value;
use serde_json::{Value as Json, json};
use std::rc::Rc;

fn surface(text: &str) -> Expression {
    let built = Tree::read(text).and_then(|tree| Expression::new(&tree, |_| None));
    built.unwrap_or_else(|mistake| panic!("{text}: {}", mistake.sentence(text)))
}

fn described(json: &Json) -> Rc<dyn Objective> {
    from_value(&value(json)).unwrap()
}

fn message(json: &Json) -> String {
    from_value(&value(json)).err().unwrap().to_string()
}

/// Random points of a domain.
fn points([x, y]: [(f64, f64); 2], count: usize) -> Vec<[f64; 2]> {
    let mut rng = Rng::new(5);
    let mut place = |(low, high): (f64, f64)| low + (high - low) * rng.uniform();
    (0..count).map(|_| [place(x), place(y)]).collect()
}

#[test]
fn the_built_in_surfaces_are_their_formulas() {
    let pairs = [
        ("rosenbrock", "(1 - x)^2 + 100(y - x^2)^2"),
        ("himmelblau", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"),
        ("beale", "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2"),
        ("three-hump-camel", "2x^2 - 1.05x^4 + x^6/6 + x*y + y^2"),
    ];
    for (name, text) in pairs {
        let (built, own) = (find(name).unwrap().build(&Defaults).surface().unwrap(), surface(text));
        for [x, y] in points(built.domain(), 1000) {
            let close = |got: &[f64], want: &[f64]| {
                // A sum of large parts that cancel is as exact as they are.
                let scale = want.iter().fold(1.0_f64, |most, part| most.max(part.abs()));
                got.iter().zip(want).all(|(got, want)| (got - want).abs() <= 1e-12 * scale)
            };
            assert!(close(&[own.value(x, y)], &[built.value(x, y)]), "{name} at {x}, {y}");
            assert!(close(&own.gradient(x, y), &built.gradient(x, y)), "{name}: slope at {x}, {y}");
            assert!(close(&own.hessian(x, y), &built.hessian(x, y)), "{name}: Hessian at {x}, {y}");
        }
    }
}

/// Value, slope and Hessian of the same text are taken by different programs.
fn check_differences(own: &Expression, [x, y]: [f64; 2], what: &str) {
    let h = 1e-5;
    let ([gx, gy], [xx, xy, yy]) = (own.gradient(x, y), own.hessian(x, y));
    let scale = [own.value(x, y), gx, gy, xx, xy, yy].iter().fold(1.0_f64, |most, part| most.max(part.abs()));
    let close = |difference: f64, exact: f64, part: &str| {
        assert!((difference / (2.0 * h) - exact).abs() < 1e-5 * scale, "{what} at {x}, {y}: {part} {exact}");
    };
    close(own.value(x + h, y) - own.value(x - h, y), gx, "∂x");
    close(own.value(x, y + h) - own.value(x, y - h), gy, "∂y");
    let across =
        |k: usize, dx: f64, dy: f64| own.gradient(x + dx, y + dy)[k] - own.gradient(x - dx, y - dy)[k];
    close(across(0, h, 0.0), xx, "∂xx");
    close(across(0, 0.0, h), xy, "∂xy");
    close(across(1, h, 0.0), xy, "∂yx");
    close(across(1, 0.0, h), yy, "∂yy");
}

#[test]
fn the_gallery_has_its_values_and_derivatives() {
    for (name, text, [x, y], want) in GALLERY {
        let own = surface(text);
        assert!((own.value(x, y) - want).abs() < 1e-12 * want.abs().max(1.0), "{name}: {}", own.value(x, y));
        for at in points(own.domain(), 200) {
            check_differences(&own, at, name);
        }
    }
}

#[test]
fn every_function_and_operation_has_its_derivatives() {
    let texts = [
        "sin(x*y)",
        "cos(x) + y",
        "tan(x/4 + y/5)",
        "exp(x*y/3)",
        "log(x + 3y^2 + 9)",
        "tanh(x - y)",
        "sqrt(x^2 + y + 9)",
        "abs(x*y)",
        "x/(y + 7)",
        "7/(y + x + 9)",
        "(x + 9)^(y/3)",
        "2^(x - y)",
        "(x + 9)^2.5",
        "min(x, 2y)",
        "max(x*y, 1, y)",
        "x^-3",
        "-x^2",
        "(x + 5)^0.5",
        "3 - x",
        "y³ + x²",
        "pow(x + 9, y)",
    ];
    for text in texts {
        let own = surface(text);
        for at in [[1.3, -0.4], [-0.7, 1.9], [2.1, 2.3]] {
            check_differences(&own, at, text);
        }
    }
}

/// Four points at once are each what it is alone.
#[test]
fn four_points_are_one_and_one_and_one_and_one() {
    for (name, text, ..) in GALLERY {
        let own = surface(text);
        for four in points(own.domain(), 100).chunks_exact(4) {
            let lanes = |k: usize| wide::f32x4::new(std::array::from_fn(|lane| four[lane][k] as f32));
            let got = own.gradient4(lanes(0), lanes(1)).map(|lanes| lanes.to_array());
            for (lane, [x, y]) in four.iter().enumerate() {
                let (x, y) = (f64::from(*x as f32), f64::from(*y as f32));
                let ([gx, gy], bend) = (own.gradient(x, y), own.hessian(x, y));
                let scale = bend.iter().fold(1.0 + gx.abs() + gy.abs(), |most, part| most.max(part.abs()));
                let off = (f64::from(got[0][lane]) - gx).abs().max((f64::from(got[1][lane]) - gy).abs());
                assert!(off < 2e-4 * scale, "{name} at {x}, {y}: off by {off}");
            }
        }
    }
}

#[test]
fn signs_bind_as_in_mathematics() {
    let cases = [
        ("-2^2", -4.0),
        ("2^3^2", 512.0),
        ("2^-1", 0.5),
        ("-3*-2", 6.0),
        ("1 - 2 - 3", -4.0),
        ("8/4/2", 1.0),
        ("2(3 + 4)", 14.0),
        ("2 pi", std::f64::consts::TAU),
        ("6/2(3)", 9.0),
        ("+3", 3.0),
        ("2e", 2.0 * std::f64::consts::E),
        ("2e1", 20.0),
        ("1.5e-1", 0.15),
        (".5", 0.5),
        ("5.", 5.0),
        ("2**3", 8.0),
        ("3²", 9.0),
        ("2³²", 64.0),
        ("4 − 1 · 2 ÷ 2", 3.0),
        ("min(3, 1, 2)", 1.0),
        ("max(3, 1, 2)", 3.0),
        ("pow(2, 5)", 32.0),
        ("0^0", 1.0),
        ("ln(e)", 1.0),
        ("abs(-3)", 3.0),
        ("(-8)^3", -512.0),
        ("2 sin(pi/2)", 2.0),
        ("(1 + 1)(2 + 1)", 6.0),
        ("2^3x", 8.0),
        ("x^2y", 3.0),
        ("-x^2", -1.0),
        ("2x^2", 2.0),
        ("x y", 3.0),
        ("3x/2y", 4.5),
    ];
    for (text, want) in cases {
        let got = surface(text).value(1.0, 3.0);
        assert!((got - want).abs() < 1e-14 * f64::abs(want), "{text} is {got}, not {want}");
    }
}

#[test]
fn kinks_and_undefined_places() {
    assert_eq!(surface("abs(x) + abs(y)").gradient(0.0, 2.0), [0.0, 1.0]);
    assert_eq!(surface("max(x, y)").gradient(1.0, 1.0), [0.5, 0.5], "as PyTorch shares it");
    assert_eq!(surface("min(x, y)").gradient(2.0, 1.0), [0.0, 1.0]);
    assert!(surface("log(x)").gradient(-1.0, 0.0)[0].is_nan());
    assert!(surface("sqrt(x)").value(-1.0, 0.0).is_nan());
    assert!(surface("min(log(x), y)").value(-1.0, 0.0).is_nan());
    let run = |text: &str, start: [f64; 2], rate: f64| {
        let description = json!({ "objective": { "name": "expression", "text": text }, "start": start,
            "optimizer": { "name": "sgd", "learningRate": rate }, "steps": 100 });
        let end = simulate(&value(&description)).unwrap();
        (end.diverged_at, end.undefined)
    };
    // x − log x … from 0.1 a step of 9 η leads beyond 0 only where η is large.
    assert_eq!(run("y^2 + log(x)", [0.5, 1.0], 1.0), (Some(1), true));
    assert_eq!(run("x - log(x) + y^2", [0.1, 1.0], 0.05), (None, false));
    assert_eq!(run("sqrt(x^2 + y^2)", [0.0, 0.0], 0.1), (Some(1), true), "no slope at the tip");
    let (at, undefined) = run("x^2 + y^2", [1.0, 1.0], 3.0);
    assert!(at.is_some() && !undefined, "that one runs away");
}

#[test]
fn domains_show_what_there_is() {
    let wide = |half: f64| [(-half, half); 2];
    for (text, want) in [
        ("x^2 + 20y^2", wide(2.0)),
        ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", wide(5.0)),
        ("x^2 - y^2", wide(2.0)),
        ("(x - 50)^2 + y^2", wide(100.0)),
        ("x - log(x) + y^2", [(0.0, 2.0), (-2.0, 2.0)]),
        ("(1 - x)^2 + 100(y - x^2)^2", wide(2.0)),
        ("log(-1 - x^2)", wide(2.0)),
    ] {
        assert_eq!(surface(text).domain(), want, "{text}");
    }
    let own = described(&json!({ "name": "expression", "text": "x*y", "domain": [[-1, 2], [0, 5]] }));
    assert_eq!(own.domain(), [(-1.0, 2.0), (0.0, 5.0)]);
}

/// Copies shifted by the data: the mean of the examples is the whole, and mini-batches move where the whole stands still.
#[test]
fn finite_sums() {
    let data = [[0.5, -1.0], [-0.5, 1.0], [1.5, 0.25], [-1.5, -0.25]];
    let shifted = json!({ "name": "expression", "text": "c(x - a_i)^2 + (y - b_i)^4", "parameters": { "c": 3 }, "data": data });
    let sum = described(&shifted);
    assert_eq!((sum.dim(), sum.examples()), (2, 4));
    let (at, mut mean) = ([0.3, -0.7], [0.0; 2]);
    let by_hand: f64 =
        data.iter().map(|[a, b]: &[f64; 2]| 3.0 * (0.3 - a).powi(2) + (-0.7 - b).powi(4)).sum::<f64>() / 4.0;
    assert!((sum.loss(&at) - by_hand).abs() < 1e-12);
    sum.gradient(&at, &mut mean);
    let (mut moved, mut hessian) = ([0.0; 2], [0.0; 4]);
    sum.gradient(&[0.3 + 1e-5, -0.7], &mut moved);
    sum.hessian(&at, &mut hessian);
    assert!(((moved[0] - mean[0]) / 1e-5 - hessian[0]).abs() < 1e-6);
    let run = |batch: usize| {
        let description = json!({ "objective": shifted, "optimizer": { "name": "sgd", "learningRate": 0.01 },
            "batch": { "size": batch }, "start": [0, 0], "steps": 50, "seed": 2 });
        simulate(&value(&description)).unwrap()
    };
    assert!(run(4).theta[100].abs() < 1e-12, "by symmetry");
    assert!(run(1).theta[100].abs() > 1e-3);

    let least = json!({ "name": "expression", "text": "(x + y*a_i - b_i)^2", "data": data });
    let built = json!({ "name": "linear-regression", "x": data.map(|[a, _]| a), "y": data.map(|[_, b]| b) });
    assert!((described(&least).loss(&at) - described(&built).loss(&at)).abs() < 1e-14);
    let ends = |objective: &Json| {
        let ensemble =
            json!({ "objective": objective, "particles": 8, "learningRate": 0.1, "batch": { "size": 2 } });
        let mut runs = Ensemble::from_value(&value(&ensemble)).unwrap();
        (0..200).for_each(|_| runs.step());
        runs.positions().map(|(x, y)| (x - y).abs()).fold(0.0, f32::max)
    };
    assert!((ends(&least) - ends(&built)).abs() < 1.0, "around the same place");
}

#[test]
fn ensembles_follow_the_formula() {
    let ensemble = |objective: Json| {
        let description =
            json!({ "objective": objective, "particles": 101, "learningRate": 0.001, "momentum": 0.5 });
        let mut runs = Ensemble::from_value(&value(&description)).unwrap();
        (0..40).for_each(|_| runs.step());
        runs.positions().collect::<Vec<_>>()
    };
    let domain = find("himmelblau").unwrap().build(&Defaults).domain();
    let domain: Vec<[f64; 2]> = domain.into_iter().map(|(low, high)| [low, high]).collect();
    let own = json!({ "name": "expression", "text": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "domain": domain });
    for (got, want) in ensemble(own).iter().zip(ensemble(json!("himmelblau"))) {
        assert!((got.0 - want.0).abs() + (got.1 - want.1).abs() < 2e-3, "{got:?} {want:?}");
    }
}

#[test]
fn mistakes_say_where_and_what() {
    let text = |text: &str| message(&json!({ "name": "expression", "text": text }));
    let says = |given: &str, what: &str| {
        let got = text(given);
        assert!(got.starts_with("objective.text is") && got.ends_with(what), "{given}: {got}");
    };
    says("x + * y", "character 5: a number, a name or “(” is missing here");
    says("x^2 +", "character 6: a number, a name or “(” is missing here");
    says("(x + 1", "character 1: this “(” is not closed");
    says("x + 1)", "character 6: this has no “(” before it");
    says("α² # 2", "character 4: this sign has no meaning here");
    says("foo(x)", "characters 1 to 3: there is no such function");
    says("sin x", "characters 1 to 3: a function needs its argument in parentheses");
    says("pow(x)", "characters 1 to 3: this function takes another number of arguments");
    says("sin(x, y)", "characters 1 to 3: this function takes another number of arguments");
    says("(x, y)", "character 3: this sign has no meaning here");
    says("x 2", "character 3: an operator such as * is missing here");
    says("2xy", "characters 2 to 3: x and y side by side are one name: write x*y");
    says("1e999", "characters 1 to 5: this is not a number");
    says("a*x", "character 1: nothing is called this: give it a value in parameters");
    says("x + a_i", "characters 5 to 7: a_i and b_i are columns of data, and there are no data");
    says("  ", "there is no formula yet");
    assert!(
        message(&json!({ "name": "expression" })).starts_with("objective.text is null; allowed: a formula")
    );
    let with = |name: &str, given: Json| {
        let mut json = json!({ "name": "expression", "text": "c*x" });
        json[name] = given;
        message(&json)
    };
    assert!(with("parameters", json!({ "c": 1, "d": 2 })).ends_with("no such name in the formula; known: c"));
    assert!(with("parameters", json!({ "x": 1 })).contains("this one has a meaning in formulas"));
    assert!(with("parameters", json!({ "c": "a" })).ends_with("allowed: a finite number"));
    assert!(with("parameters", json!([1])).ends_with("allowed: an object of numbers"));
    let with = |name: &str, given: Json| {
        let mut json = json!({ "name": "expression", "text": "x" });
        json[name] = given;
        message(&json)
    };
    assert!(with("domain", json!([[1, 0], [0, 1]])).ends_with("[[low, high], [low, high]] of x and of y"));
    assert!(with("data", json!([])).ends_with("a list of pairs [a, b] of numbers, at least one"));
    assert!(with("data", json!([[1, 2], [3]])).starts_with("objective.data[1] is [3]"));
    assert!(with("slope", json!(1)).ends_with("known: name, text, parameters, data, domain, dim"));
    assert!(message(&json!("expresion")).ends_with("minima | expression"));
}
