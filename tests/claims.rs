//! The lecture's claims, measured: what the page may say with which numbers.
//! `cargo test --test claims -- --nocapture` prints them.

use downhill::batch::Order;
use downhill::objective::{self, CriticalKind, DataSet, HillCurve, LinearRegression, Objective};
use downhill::value::{Value, map};
use downhill::{Experiment, Simulation, simulate};
use std::rc::Rc;

const SEEDS: u32 = 1000;

/// What a batch size does to a regression, over many seeds.
struct Measured {
    /// Mean excess loss after one epoch.
    first: f64,
    /// Mean excess loss after ten epochs.
    tenth: f64,
    /// Share of the first epoch's updates that raise the full loss.
    raised: f64,
}

fn measure(data: DataSet, start: [f64; 2], size: usize) -> Measured {
    let objective = Rc::new(LinearRegression::new(data.pairs()));
    let lowest = objective.loss(&objective.optimum().unwrap());
    let per_epoch = 20_usize.div_ceil(size);
    let mut sum = Measured { first: 0.0, tenth: 0.0, raised: 0.0 };
    for seed in 0..SEEDS {
        let experiment = Experiment::sgd(objective.clone(), 0.05).batch(size, Order::Reshuffle).start(&start);
        let run = Simulation::of(experiment.steps(10 * per_epoch as u64).seed(u64::from(seed)));
        sum.first += run.loss[per_epoch] - lowest;
        sum.tenth += run.loss[10 * per_epoch] - lowest;
        let raised = run.loss[..=per_epoch].windows(2).filter(|pair| pair[1] > pair[0]).count();
        sum.raised += raised as f64 / per_epoch as f64;
    }
    let n = f64::from(SEEDS);
    let mean = Measured { first: sum.first / n, tenth: sum.tenth / n, raised: sum.raised / n };
    println!(
        "{data:?}, B = {size}: excess after one epoch {:.3}, after ten {:.4}, updates that raised L {:.0} %",
        mean.first,
        mean.tenth,
        100.0 * mean.raised
    );
    mean
}

#[test]
fn full_vs_one_on_made_points() {
    let full = measure(DataSet::Linreg20, [0.0, 0.0], 20);
    let one = measure(DataSet::Linreg20, [0.0, 0.0], 1);
    let five = measure(DataSet::Linreg20, [0.0, 0.0], 5);
    assert!(full.first > 2.0 && one.first < 0.1, "one epoch: full {}, one {}", full.first, one.first);
    assert!((full.first - 2.241).abs() < 0.001 && full.raised == 0.0);
    assert!((one.raised - 0.21).abs() < 0.03);
    assert!(five.tenth < one.tenth && five.tenth < full.tenth, "after ten epochs B = 5 is best");
}

#[test]
fn full_vs_one_on_real_people() {
    let start = LinearRegression::new(DataSet::Linnerud.pairs()).start();
    let start = [start[0], start[1]];
    let full = measure(DataSet::Linnerud, start, 20);
    let one = measure(DataSet::Linnerud, start, 1);
    assert!(full.first > 4.0 && one.first < 0.3, "one epoch: full {}, one {}", full.first, one.first);
    assert!(full.raised == 0.0 && one.raised > 0.2);
    assert!(
        one.tenth > 0.02 && full.tenth > one.tenth,
        "a noise floor, which ten epochs do not reach from above"
    );
}

/// Where the lecture's momentum stands after `steps` updates on a curve of `hill`.
fn rolled(curve: &str, rate: f64, momentum: f64, steps: usize) -> Vec<f64> {
    let run = simulate(&map([
        ("objective", map([("name", "hill".into()), ("curve", curve.into())])),
        (
            "optimizer",
            map([("name", "momentum".into()), ("learningRate", rate.into()), ("momentum", momentum.into())]),
        ),
        ("steps", Value::Number(steps as f64)),
    ]));
    run.unwrap().theta
}

/// The least λ that ends beyond `top`.
fn least(curve: &str, rate: f64, top: f64) -> f64 {
    let (mut low, mut high) = (0.0, 0.99);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if rolled(curve, rate, middle, 2000)[2000] > top { high = middle } else { low = middle }
    }
    high
}

#[test]
fn momentum_carries_over_the_hill() {
    assert!((rolled("slide", 0.2, 0.0, 3000)[3000] - 1.528).abs() < 1e-3, "plain gradient descent is caught");
    let passed = rolled("slide", 0.2, 0.9, 60).iter().position(|x| *x > 4.5);
    assert_eq!(passed, Some(17));
    for (rate, want) in [(0.2, 0.8377), (0.15, 0.8588), (0.1, 0.8841)] {
        let found = least("slide", rate, 2.184);
        println!("slide, η = {rate}: least λ {found:.4}");
        assert!((found - want).abs() < 1e-4, "η = {rate}: {found}");
    }
    assert!(rolled("slide", 0.05, 0.9, 5000)[5000] < 2.0, "at η = 0.05 even λ = 0.9 fails");
    assert!((rolled("quartic", 0.02, 0.0, 3000)[3000] + 1.0).abs() < 1e-6);
    assert!((rolled("quartic", 0.02, 0.9, 3000)[3000] - 2.0).abs() < 1e-6);
    let found = least("quartic", 0.02, 0.0);
    assert!((found - 0.8541).abs() < 1e-4, "quartic: {found}");
    for (momentum, want) in [(0.0, 2960), (0.5, 1479), (0.9, 26)] {
        let steps = rolled("plateau", 0.1, momentum, 3000).iter().position(|x| *x > 2.5);
        assert_eq!(steps, Some(want), "plateau, λ = {momentum}");
    }
}

/// The curve that the figure opens with: a local minimum, a hill worth the name, and how much momentum it takes.
#[test]
fn the_hill_looks_like_one() {
    let curve = objective::hill(HillCurve::Hill);
    let [trap, goal, hill] = curve.critical_points().try_into().unwrap();
    assert!((trap.theta[0] - 1.52).abs() < 0.005 && (hill.theta[0] - 2.59).abs() < 0.005);
    let height = |point: &objective::CriticalPoint| curve.loss(&point.theta);
    assert!((height(&trap) - 0.92).abs() < 0.005 && (height(&hill) - 1.33).abs() < 0.005);
    assert!(height(&goal) < height(&trap) - 1.0, "the goal lies deeper");
    for point in [&trap, &goal, &hill] {
        let (mut slope, mut bend) = ([0.0], [0.0]);
        curve.gradient(&point.theta, &mut slope);
        curve.hessian(&point.theta, &mut bend);
        let kind = if bend[0] > 0.0 { CriticalKind::Minimum } else { CriticalKind::Maximum };
        assert!(slope[0].abs() < 1e-12 && kind == point.kind, "{point:?}");
    }
    assert!((rolled("hill", 0.2, 0.0, 1000)[1000] - 1.52).abs() < 0.005, "plain gradient descent is caught");
    for (rate, want) in [(0.2, 0.838), (0.15, 0.860), (0.1, 0.886), (0.05, 0.918)] {
        let found = least("hill", rate, hill.theta[0]);
        println!("hill, η = {rate}: least λ {found:.4}");
        // The reference was found on a grid of 0.002.
        assert!((found - want).abs() < 0.002, "η = {rate}: {found}");
        let above: Vec<f64> = (1..).map(|k| found + 0.002 * f64::from(k)).take_while(|l| *l < 0.99).collect();
        let beyond = above.iter().filter(|l| rolled("hill", rate, **l, 1000)[1000] > hill.theta[0]).count();
        assert!(beyond as f64 > 0.9 * above.len() as f64, "η = {rate}: {beyond} of {}", above.len());
    }
}

#[test]
fn momentum_leaves_a_saddle_sooner() {
    for (momentum, want) in [(0.0, 80), (0.5, 47), (0.9, 29)] {
        let run = simulate(&map([
            ("objective", "bounded-saddle".into()),
            (
                "optimizer",
                map([
                    ("name", "momentum".into()),
                    ("learningRate", 0.05.into()),
                    ("momentum", momentum.into()),
                ]),
            ),
            ("steps", 200.0.into()),
        ]));
        assert_eq!(run.unwrap().loss.iter().position(|loss| *loss < -0.9), Some(want), "λ = {momentum}");
    }
}

/// The strip of the figure and the runs of the figure are the same runs.
#[test]
fn the_strips_threshold_is_the_measured_one() {
    let mut scene = downhill::scene::new("hill").unwrap();
    for (curve, want) in [("hill", "0.8375"), ("slide", "0.8377"), ("quartic", "0.8541")] {
        scene.set("curve", curve, None);
        scene.seek(1.0);
        let claims = scene.claims();
        let threshold = claims.iter().find(|claim| claim.key == "claim.hill.threshold").unwrap();
        assert!(threshold.args.contains(&("least", want.into())), "{curve}: {:?}", threshold.args);
    }
}
