//! The lecture's claims, measured: what the page may say with which numbers.
//! `cargo test --test claims -- --nocapture` prints them.

use downhill::objective::{LinearRegression, Objective, data_set};
use downhill::simulate;
use downhill::value::{Value, map};

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

fn measure(data: &str, start: [f64; 2], size: usize) -> Measured {
    let objective = LinearRegression::new(data_set(data));
    let lowest = objective.loss(&objective.optimum().unwrap());
    let per_epoch = 20_usize.div_ceil(size);
    let mut sum = Measured { first: 0.0, tenth: 0.0, raised: 0.0 };
    for seed in 0..SEEDS {
        let run = simulate(&map([
            ("objective", map([("name", "linear-regression".into()), ("data", data.into())])),
            ("optimizer", map([("name", "sgd".into()), ("learningRate", 0.05.into())])),
            ("batch", map([("size", Value::Number(size as f64))])),
            ("start", start.to_vec().into()),
            ("steps", Value::Number(10.0 * per_epoch as f64)),
            ("seed", Value::Number(f64::from(seed))),
        ]))
        .unwrap();
        sum.first += run.loss[per_epoch] - lowest;
        sum.tenth += run.loss[10 * per_epoch] - lowest;
        let raised = run.loss[..=per_epoch].windows(2).filter(|pair| pair[1] > pair[0]).count();
        sum.raised += raised as f64 / per_epoch as f64;
    }
    let n = f64::from(SEEDS);
    let mean = Measured { first: sum.first / n, tenth: sum.tenth / n, raised: sum.raised / n };
    println!(
        "{data}, B = {size}: excess after one epoch {:.3}, after ten {:.4}, updates that raised L {:.0} %",
        mean.first,
        mean.tenth,
        100.0 * mean.raised
    );
    mean
}

#[test]
fn full_vs_one_on_made_points() {
    let full = measure("linreg20", [0.0, 0.0], 20);
    let one = measure("linreg20", [0.0, 0.0], 1);
    let five = measure("linreg20", [0.0, 0.0], 5);
    assert!(full.first > 2.0 && one.first < 0.1, "one epoch: full {}, one {}", full.first, one.first);
    assert!((full.first - 2.241).abs() < 0.001 && full.raised == 0.0);
    assert!((one.raised - 0.21).abs() < 0.03);
    assert!(five.tenth < one.tenth && five.tenth < full.tenth, "after ten epochs B = 5 is best");
}

#[test]
fn full_vs_one_on_real_people() {
    let start = LinearRegression::new(data_set("linnerud")).start();
    let start = [start[0], start[1]];
    let full = measure("linnerud", start, 20);
    let one = measure("linnerud", start, 1);
    assert!(full.first > 4.0 && one.first < 0.3, "one epoch: full {}, one {}", full.first, one.first);
    assert!(full.raised == 0.0 && one.raised > 0.2);
    assert!(
        one.tenth > 0.02 && full.tenth > one.tenth,
        "a noise floor, which ten epochs do not reach from above"
    );
}
