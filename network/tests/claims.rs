//! What the lecture says of batch size and accuracy, measured on real digits. The large measurements want a
//! build for speed: `cargo xtask claims` makes them.

#[path = "claims/generalization.rs"]
mod generalization;

use downhill_network::data::{DIGITS, Data, Split, digits, mnist};
use downhill_network::{Recipe, Training};
use std::io::Read;
use std::rc::Rc;

fn small() -> Rc<Data> {
    Rc::new(digits(DIGITS).expect("the digits").data(Split::Stratified))
}

fn large() -> Rc<Data> {
    let mut unpacked = Vec::new();
    let packed = &include_bytes!("../../data/mnist10k.bin.gz")[..];
    flate2::read::GzDecoder::new(packed).read_to_end(&mut unpacked).expect("a packed file");
    Rc::new(mnist(&unpacked).expect("MNIST").data(Split::Fifths))
}

/// How long a run goes.
#[derive(Clone, Copy, Debug)]
enum Length {
    Epochs(u64),
    Updates(u64),
}

/// Mean final accuracy over seeds, with the half width of its 95 % interval.
#[derive(Clone, Copy)]
struct Accuracy {
    train: f64,
    validation: f64,
    half: f64,
}

/// SGD at η = .1, one hidden layer of 32 rectified units.
fn accuracy(data: &Rc<Data>, size: usize, length: Length, seeds: u64) -> Accuracy {
    let per_epoch = data.train.len().div_ceil(size) as u64;
    let updates = match length {
        Length::Epochs(epochs) => epochs * per_epoch,
        Length::Updates(updates) => updates,
    };
    let runs: Vec<_> = (1..=seeds)
        .map(|seed| {
            let recipe = Recipe { every: u64::MAX, ..Recipe::sgd(0.1, size, updates, seed) };
            let mut training = Training::new(data.clone(), recipe);
            training.step(u64::MAX);
            *training.history().last().expect("a last moment")
        })
        .collect();
    let count = seeds as f64;
    let mean = |of: fn(&downhill_network::Moment) -> f64| runs.iter().map(of).sum::<f64>() / count;
    let train = mean(|moment| moment.train.accuracy);
    let squares = runs.iter().map(|moment| (moment.train.accuracy - train).powi(2)).sum::<f64>();
    let half = 1.96 * (squares / (count - 1.0) / count).sqrt();
    let validation = mean(|moment| moment.validation.accuracy);
    println!("{length:?}, B = {size}: training {train:.3} ± {half:.3}, validation {validation:.3}");
    Accuracy { train, validation, half }
}

/// `a` is better than `b` in training by more than `least` and by more than luck would make it, and on examples never seen by half
/// of that: there the differences are smaller, in the same order.
#[track_caller]
fn better(a: Accuracy, b: Accuracy, least: f64) {
    let (gap, luck) = (a.train - b.train, a.half.hypot(b.half));
    assert!(
        gap > least && gap - luck > 0.0,
        "training accuracy: {gap:.3} ± {luck:.3}, wanted more than {least}"
    );
    let gap = a.validation - b.validation;
    assert!(gap > least / 2.0, "validation accuracy: {gap:.3}, wanted more than {}", least / 2.0);
}

/// The small one: a batch of 16 and the largest one, two seeds.
#[test]
fn large_batches_are_behind_after_equal_epochs_and_not_after_equal_updates() {
    let data = small();
    let (some, most) =
        (accuracy(&data, 16, Length::Epochs(20), 2), accuracy(&data, 1024, Length::Epochs(20), 2));
    assert!(some.train - most.train > 0.3, "{} {}", some.train, most.train);
    let (few, most) =
        (accuracy(&data, 4, Length::Updates(320), 2), accuracy(&data, 1024, Length::Updates(320), 2));
    assert!(most.train >= few.train, "{} {}", few.train, most.train);
}

#[test]
#[ignore = "slow without optimisation: cargo xtask claims"]
fn digits_after_equal_epochs_and_equal_updates() {
    let data = small();
    let epochs = [1, 4, 16, 64, 256, 1024].map(|size| accuracy(&data, size, Length::Epochs(20), 20));
    better(epochs[2], epochs[4], 0.05);
    better(epochs[4], epochs[5], 0.2);
    let updates = [1, 4, 16, 64, 256, 1024].map(|size| accuracy(&data, size, Length::Updates(1280), 20));
    assert!(updates[5].train >= updates[1].train);
    assert!(updates[1].train - updates[0].train > 0.0, "one example at a time is behind");
}

#[test]
#[ignore = "slow without optimisation: cargo xtask claims"]
fn mnist_after_equal_epochs_and_equal_updates() {
    let data = large();
    let epochs = [1, 16, 64, 256, 1000, 8000].map(|size| accuracy(&data, size, Length::Epochs(10), 5));
    better(epochs[1], epochs[3], 0.05);
    better(epochs[3], epochs[5], 0.3);
    assert!(epochs[0].train < epochs[1].train, "at this rate one example at a time is behind");
    let updates = [64, 8000].map(|size| accuracy(&data, size, Length::Updates(1250), 5));
    assert!((updates[1].train - updates[0].train).abs() < 0.01);
}
