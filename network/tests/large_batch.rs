//! Ideas for large batches, each measured on the digits as the page measures it: 64-32-10, 20 epochs. The large measurements want a
//! build for speed: `cargo xtask claims` makes them.

use downhill_engine::job::{Report, finished};
use downhill_engine::named::Named;
use downhill_engine::optimizer;
use downhill_engine::schedule::Schedule;
use downhill_engine::value::map;
use downhill_network::curvature::{Objective, Top};
use downhill_network::data::{DIGITS, Split, digits};
use downhill_network::job::{EntryReport, EntryRequest, EntryRule, FACTORS, begin};
use downhill_network::{Recipe, Training};
use std::rc::Rc;

/// Batch size and rate of the reference.
const REFERENCE: (usize, f64) = (32, 0.02);
const EPOCHS: u64 = 20;
/// Examples that train.
const TRAIN: usize = 1024;
/// Epochs of warm-up, and of SWAP's second phase.
const WARMUP: u64 = 5;
const SWAP: u64 = 4;

fn request(optimizer: EntryRule, rate: f64, size: usize) -> EntryRequest {
    EntryRequest { optimizer, rate, momentum: 0.9, warmup: 0, swap: 0, size, epochs: EPOCHS, seed: 0 }
}
fn warmed(request: EntryRequest) -> EntryRequest {
    EntryRequest { warmup: WARMUP * (TRAIN / request.size) as u64, ..request }
}
/// The rate of the reference, scaled with batch size to this power.
fn scaled(size: usize, power: f64) -> f64 {
    REFERENCE.1 * (size as f64 / REFERENCE.0 as f64).powf(power)
}

/// Validation accuracy at the end; what has diverged guesses.
fn end(request: EntryRequest) -> f64 {
    let job = begin(&request.to_value()).expect("a kind of job").expect("a description");
    let [Report::Plain(report)] = &finished(job)[..] else { panic!("one report stands for the whole") };
    let report = EntryReport::from_value(report).expect("a report");
    if report.diverged { 0.1 } else { report.epochs.last().expect("a start")[1] }
}
fn ends(request: EntryRequest, seeds: std::ops::RangeInclusive<u64>) -> Vec<f64> {
    seeds.map(|seed| end(EntryRequest { seed, ..request })).collect()
}
fn mean(ends: &[f64]) -> f64 {
    ends.iter().sum::<f64>() / ends.len() as f64
}
/// Mean over seeds 1…20, printed with half the width of its 95 % interval (normal), and that.
fn measured(what: &str, request: EntryRequest) -> [f64; 2] {
    let ends = ends(request, 1..=20);
    let (mean, count) = (mean(&ends), ends.len() as f64);
    let squares = ends.iter().map(|x| (x - mean).powi(2)).sum::<f64>();
    let half = 1.96 * (squares / (count - 1.0) / count).sqrt();
    let EntryRequest { rate, size, .. } = request;
    println!("B = {size}, {what} (η = {rate:.4}): {mean:.3} ± {half:.3}");
    [mean, half]
}
/// The same with the best of the rates that are tried, by the mean over seeds 101…104, which the measurement has not.
#[track_caller]
fn tuned(what: &str, request: EntryRequest) -> f64 {
    let tries = FACTORS.map(|factor| EntryRequest { rate: factor * request.optimizer.base(), ..request });
    let means = tries.map(|request| mean(&ends(request, 101..=104)));
    let best = (0..tries.len()).max_by(|&a, &b| means[a].total_cmp(&means[b])).expect("a rate");
    let within = means[1..tries.len() - 1].iter().fold(0.0, |most: f64, x| most.max(*x));
    assert!(means[best] - within < 0.004, "{what} at {}: the best is at the edge, {means:.3?}", request.size);
    measured(what, tries[best])[0]
}

/// What another program has measured of the same, NumPy and C with other chance: batch size, same rate, rate × √k, rate × k.
const ELSEWHERE: [(usize, [f64; 3]); 2] = [(512, [0.787, 0.920, 0.946]), (1024, [0.502, 0.870, 0.920])];

/// The small one.
#[test]
fn linear_scaling_makes_up_for_most_of_what_a_large_batch_loses() {
    let at =
        |rate| mean(&ends(EntryRequest { epochs: 10, ..request(EntryRule::Momentum, rate, 512) }, 1..=2));
    let (same, linear) = (at(REFERENCE.1), at(scaled(512, 1.0)));
    assert!(linear - same > 0.2, "{same} {linear}");
}

#[test]
#[ignore = "slow without optimisation: cargo xtask claims"]
fn entries_at_equal_epochs() {
    use EntryRule::{Adam, Lamb, Lars, Momentum, RmspropWarmup, Sgd};
    let [reference, _] = measured("the reference", request(Momentum, REFERENCE.1, REFERENCE.0));
    assert!(reference > 0.945);
    for size in [256, 512, 1024] {
        let at = |power| request(Momentum, scaled(size, power), size);
        let same = measured("same rate", at(0.0));
        let root = measured("rate × √k", at(0.5));
        let linear = measured("rate × k", at(1.0));
        measured("rate × k, warm-up", warmed(at(1.0)));
        measured("rate × k, SWAP", EntryRequest { swap: SWAP, ..at(1.0) });
        if let Some((_, others)) = ELSEWHERE.iter().find(|(other, _)| *other == size) {
            for ([mean, half], other) in [same, root, linear].into_iter().zip(others) {
                // That one was rounded, and has an interval too.
                assert!((mean - other).abs() <= half + 0.003, "{size}: {mean} ± {half} against {other}");
            }
            assert!(linear[0] - same[0] > 0.1 && root[0] - same[0] > 0.1, "{same:?} {root:?} {linear:?}");
        }
        let of = |rule| request(rule, 0.0, size);
        let momentum = tuned("tuned momentum", of(Momentum));
        let all = [
            tuned("tuned Adam", of(Adam)),
            tuned("LARS", of(Lars)),
            tuned("LAMB", of(Lamb)),
            tuned("RMSprop warm-up", warmed(of(RmspropWarmup))),
            tuned("momentum, warm-up", warmed(of(Momentum))),
            tuned("SWAP", EntryRequest { swap: SWAP, ..of(Momentum) }),
        ];
        let plain = tuned("tuned SGD", of(Sgd));
        assert!(all.iter().all(|x| (x - momentum).abs() < 0.04), "close together: {momentum} {all:?}");
        assert!(momentum > plain - 0.01 && reference > plain);
    }
}

/// Where linear scaling is near divergence a warm-up saves most of the runs that fail without.
#[test]
#[ignore = "slow without optimisation: cargo xtask claims"]
fn warm_up_pays_near_divergence() {
    let failed = |warmup| {
        let request = EntryRequest { warmup, epochs: 100, ..request(EntryRule::Momentum, 1.6, TRAIN) };
        ends(request, 1..=60).iter().filter(|accuracy| **accuracy < 0.7).count()
    };
    let (without, with) = (failed(0), failed(30));
    println!(
        "of 60 runs of 100 epochs at η = 1.6 end below .7: {without}, with 30 updates of warm-up {with}"
    );
    assert!(without >= 20 && with <= 10, "{without} {with}");
}

/// Why accuracy dips on the way there: η times the largest curvature h of the training loss passes 2(1 + λ), from where on steps along
/// that direction overshoot, and comes back below it, because training has come to where it is flatter.
#[test]
#[ignore = "slow without optimisation: cargo xtask claims"]
fn a_rising_rate_passes_what_the_curvature_bears_and_curvature_gives_way() {
    let data = Rc::new(digits(DIGITS).expect("the digits").data(Split::Stratified));
    for seed in 1..=5 {
        let described = map([("name", "momentum".into()), ("momentum", 0.9.into())]);
        let (optimizer, _) = optimizer::single(&described, Recipe::parts(&data, &[32])).expect("a rule");
        let schedule = Schedule::Warmup { steps: 30 };
        let recipe = Recipe { optimizer, schedule, ..Recipe::sgd(1.6, TRAIN, 100, seed) };
        let objective = Rc::new(Objective::new(&recipe.shape(&data), &data.train));
        let mut training = Training::new(data.clone(), recipe);
        let mut at = |update: u64| {
            training.step(update - training.update());
            let here = objective.at(training.network().parameters().iter().map(|x| f64::from(*x)).collect());
            let hessian = |v: &[f64]| here.hessian(v);
            let mut top = Top::new(here.theta().len(), 7, hessian);
            while top.steps() < 60 && !top.step(hessian) {}
            let accuracy = training.history().last().expect("a moment").train.accuracy;
            let share = 1.6 * (update as f64 / 30.0).min(1.0) * top.value() / (2.0 * 1.9);
            println!(
                "seed {seed}, update {update}: {accuracy:.3}, curvature {:.2}, {share:.2} of what it bears",
                top.value()
            );
            (accuracy, share)
        };
        let rising: Vec<(f64, f64)> = (4..=30).step_by(2).map(&mut at).collect();
        assert!(rising[..3].iter().all(|(_, share)| *share < 0.5), "{rising:?}");
        let past = rising.iter().position(|(_, share)| *share > 1.0).expect("it gets there");
        let falls = rising[past..].windows(2).any(|pair| pair[1].0 < pair[0].0 - 0.01);
        assert!(falls, "accuracy falls from there on: {rising:?}");
        let (accuracy, share) = at(100);
        assert!(share < 1.0 && accuracy > 0.75, "{accuracy} {share}");
    }
}

#[test]
fn every_rule_has_rates_to_try() {
    assert!(EntryRule::ROWS.iter().all(|(_, rule)| rule.base() > 0.0));
    assert!(FACTORS.is_sorted() && FACTORS.contains(&1.0));
}
