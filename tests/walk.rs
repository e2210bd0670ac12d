//! `simulate` takes legs of many updates, compiled for each objective and rule: it ends on the bits of the common loop.

use downhill::batch::Order;
use downhill::named::Named;
use downhill::objective::{CATALOG, EXPRESSION, Entry, TEXT};
use downhill::param::Defaults;
use downhill::run::Status;
use downhill::value::{Value, map};
use downhill::{Experiment, Simulation, optimizer, schedule, simulate};
use proptest::prelude::*;

/// All moments, one update at a time.
fn one_by_one(description: &Value) -> Simulation {
    let mut run = Experiment::from_value(description).unwrap().run();
    let (mut theta, mut loss) = (run.theta().to_vec(), vec![run.loss()]);
    while run.status() == Status::Running {
        run.step();
        theta.extend_from_slice(run.theta());
        loss.push(run.loss());
    }
    let moments = run.steps() as usize + 1;
    theta.resize(moments * run.theta().len(), f64::NAN);
    loss.resize(moments, f64::NAN);
    Simulation { theta, loss, diverged_at: run.diverged_at(), undefined: run.undefined() }
}

/// Bits, with one NaN for all: which one it is, processors may choose.
fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|x| if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() }).collect()
}

fn same(description: &Value) {
    let (got, want) = (simulate(description).unwrap(), one_by_one(description));
    assert_eq!((got.diverged_at, got.undefined), (want.diverged_at, want.undefined), "{description:?}");
    assert!(bits(&got.theta) == bits(&want.theta), "{description:?}");
    assert!(bits(&got.loss) == bits(&want.loss), "{description:?}");
}

fn rule(name: &str, rate: f64, form: usize) -> Value {
    let rate = ("learningRate", rate.into());
    match name {
        "momentum" => map([("name", name.into()), rate, ("form", ["lecture", "pytorch"][form % 2].into())]),
        _ => map([("name", name.into()), rate]),
    }
}

fn list(numbers: impl IntoIterator<Item = f64>) -> Value {
    Value::List(numbers.into_iter().map(Value::from).collect())
}

/// An objective with what it cannot do without.
fn described(entry: &Entry) -> Value {
    match entry.name {
        EXPRESSION => {
            let parameters = ("parameters", map([("a", 1.0.into())]));
            map([("name", EXPRESSION.into()), ("text", TEXT.default.into()), parameters])
        }
        name => name.into(),
    }
}

/// A schedule of each kind, and one that is listed.
fn planned(kind: usize, rate: f64) -> Value {
    match schedule::Kind::NAMES.get(kind) {
        Some(name) => map([("name", (*name).into()), ("steps", 40.0.into())]),
        None => list([rate, 2.0 * rate, 0.5 * rate]),
    }
}

/// Batches of each order, and some that are listed.
fn dealt(entry: &Entry, order: usize, size: usize) -> Value {
    let last = entry.build(&Defaults).examples() - 1;
    match Order::NAMES.get(order) {
        Some(name) => map([("size", (size.min(last + 1) as f64).into()), ("order", (*name).into())]),
        None => {
            let batches = [vec![0, last], vec![last / 2], vec![last, 0, 0]];
            let batches = batches.map(|batch| list(batch.into_iter().map(|i| i as f64)));
            map([("order", Value::List(batches.into()))])
        }
    }
}

/// Every objective by every rule, form, order and schedule, at its usual rate and at one that leads it astray.
#[test]
fn everything_there_is_ends_on_the_same_bits() {
    let mut diverged = 0;
    for entry in CATALOG {
        for (name, form) in optimizer::NAMES.iter().flat_map(|name| [(*name, 0), (*name, 1)]) {
            let usual: f64 = entry.rate.parse().unwrap();
            for (rate, steps) in [(usual, 90.0), (200.0, 30.0)] {
                for order in 0..=Order::NAMES.len() {
                    for kind in 0..=schedule::Kind::NAMES.len() {
                        let description = map([
                            ("objective", described(entry)),
                            ("optimizer", rule(name, rate, form)),
                            ("schedule", planned(kind, rate)),
                            ("batch", dealt(entry, order, 3)),
                            ("steps", steps.into()),
                        ]);
                        same(&description);
                        diverged += usize::from(simulate(&description).unwrap().diverged_at.is_some());
                    }
                }
            }
        }
    }
    assert!(diverged > 1000, "{diverged} diverge");
}

/// Where a gradient is zero its sign is too: from critical points, from both zeros, and standing still.
#[test]
fn zeros_keep_their_sign() {
    for entry in CATALOG {
        let objective = entry.build(&Defaults);
        let mut starts: Vec<Vec<f64>> =
            objective.critical_points().into_iter().map(|point| point.theta).collect();
        starts.extend([vec![0.0; entry.dim], vec![-0.0; entry.dim]]);
        for start in starts {
            for (name, rate) in optimizer::NAMES.iter().flat_map(|name| [(*name, 0.0), (*name, 0.01)]) {
                same(&map([
                    ("objective", described(entry)),
                    ("optimizer", rule(name, rate, 0)),
                    ("start", list(start.iter().copied())),
                    ("steps", 8.0.into()),
                ]));
            }
        }
    }
}

proptest! {
    /// Runs that end within a leg, at its end, or several legs on; from near and from far away.
    #[test]
    fn any_run_ends_on_the_same_bits(
        which in 0..CATALOG.len(),
        by in 0..optimizer::NAMES.len(),
        (form, order, kind, size) in (0..2_usize, 0..5_usize, 0..5_usize, 1..20_usize),
        rate in (-6.0..3.0_f64).prop_map(|x| 10_f64.powf(x)),
        steps in prop_oneof![0..70_u32, 1020..1030_u32, 2040..3100_u32],
        (reach, seed) in (prop_oneof![Just(1.0), Just(1e6), Just(1e300)], 0..99_u32),
        start in [-2.0..2.0_f64, -2.0..2.0_f64],
    ) {
        let entry = &CATALOG[which];
        same(&map([
            ("objective", described(entry)),
            ("optimizer", rule(optimizer::NAMES[by], rate, form)),
            ("schedule", planned(kind, rate)),
            ("batch", dealt(entry, order, size)),
            ("start", list(start.iter().take(entry.dim).map(|x| x * reach))),
            ("steps", f64::from(steps).into()),
            ("seed", f64::from(seed).into()),
        ]));
    }
}

/// Formulas by every rule, at rates that keep them, lead them astray, or where they are undefined.
#[test]
fn formulas_end_on_the_same_bits() {
    let texts =
        ["(1-x)^2 + 100*(y-x^2)^2", "sqrt(x - 1) + y^2", "log(x) + abs(y)", "x^4 - y^2 + sin(3x)*exp(-y^2)"];
    let mut ends = [0; 3];
    for text in texts {
        for (name, form) in optimizer::NAMES.iter().flat_map(|name| [(*name, 0), (*name, 1)]) {
            for (rate, steps) in [(0.001, 1100.0), (0.3, 60.0), (50.0, 20.0)] {
                let description = map([
                    ("objective", map([("name", "expression".into()), ("text", text.into())])),
                    ("optimizer", rule(name, rate, form)),
                    ("start", list([1.2, 0.5])),
                    ("steps", steps.into()),
                ]);
                same(&description);
                let end = simulate(&description).unwrap();
                ends[usize::from(end.diverged_at.is_some()) + usize::from(end.undefined)] += 1;
            }
        }
    }
    assert!(ends.iter().all(|count| *count > 10), "finished, diverged, undefined: {ends:?}");
}

/// A loss out of all bounds where θ is not: from the first update on.
#[test]
fn an_infinite_loss_is_a_divergence() {
    let objective =
        map([("name", "linear-regression".into()), ("x", list([1.0, 2.0])), ("y", list([1e160, 1.0]))]);
    let description =
        map([("objective", objective), ("optimizer", rule("sgd", 0.0, 0)), ("start", list([0.0, 0.0]))]);
    same(&description);
    assert_eq!(simulate(&description).unwrap().diverged_at, Some(1));
}

/// The losses of several points, odd numbers of them too, are those of each.
#[test]
fn losses_together_are_those_of_each() {
    for entry in CATALOG {
        let objective = entry.build(&Defaults);
        for count in 0..6 {
            let thetas: Vec<f64> = (0..count * entry.dim).map(|k| 0.3 * k as f64 - 1.1).collect();
            let mut losses = vec![0.0; count];
            objective.losses(&thetas, &mut losses);
            let each: Vec<f64> = thetas.chunks(entry.dim).map(|theta| objective.loss(theta)).collect();
            assert_eq!(bits(&losses), bits(&each), "{}", entry.name);
        }
    }
}
