use super::*;
use crate::data::{DIGITS, Split, digits};
use crate::oracle::Naive;
use downhill_engine::named::Named;
use downhill_engine::optimizer::{self, NAMES};
use downhill_engine::value::{Value, map};

fn data() -> Rc<Data> {
    Rc::new(digits(DIGITS).unwrap().data(Split::Stratified))
}

fn described(name: &str) -> Value {
    let rate = if name == "lars" { 0.5 } else { 0.02 };
    map([("name", name.into()), ("learningRate", rate.into())])
}

/// Every rule in single precision by the kernels against the same rule in double precision by the oracle, with the same batches.
#[test]
fn training_is_that_of_the_oracle_by_every_rule() {
    let mut data = data();
    Rc::make_mut(&mut data).train.truncate(60);
    for name in NAMES {
        let layers = [9, 6];
        let (optimizer, rate) = optimizer::single(&described(name), Recipe::parts(&data, &layers)).unwrap();
        let recipe = Recipe {
            layers: layers.to_vec(),
            optimizer,
            schedule: Schedule::Warmup { steps: 4 },
            ..Recipe::sgd(rate, 7, 25, 3)
        };
        let mut training = Training::new(data.clone(), recipe);
        let network = training.network().clone();
        let theta = network.parameters().into_iter().map(f64::from).collect();
        let shape = network.shape();
        let mut naive = Naive { widths: shape.widths().to_vec(), activation: shape.activation(), theta };
        // The same layers in the order in which parameters are written down.
        let (mut from, mut parts) = (0, Vec::new());
        for pair in shape.widths().windows(2) {
            for size in [pair[0] * pair[1], pair[1]] {
                parts.push(Value::from((from..from + size).map(|i| i as f64).collect::<Vec<_>>()));
                from += size;
            }
        }
        let Value::Map(mut description) = described(name) else { unreachable!() };
        if ["lars", "lamb"].contains(name) {
            description.push(("layers".to_owned(), Value::List(parts)));
        }
        let (mut rule, rate) = optimizer::from_value(&Value::Map(description), from).unwrap();
        let mut batches = Batches::new(60, 7, Order::Reshuffle, 3 * 4 + 1);
        for t in 0..25 {
            let batch: Vec<(Vec<f64>, u8)> = batches
                .next_batch()
                .iter()
                .map(|&i| {
                    let numbers = data.train.input(i).iter().flat_map(|four| four.to_array());
                    (numbers.map(f64::from).collect(), data.train.labels()[i])
                })
                .collect();
            let gradient = naive.gradient(&batch);
            rule.update(&mut naive.theta, &gradient, Schedule::Warmup { steps: 4 }.rate(rate, t));
        }
        assert_eq!(training.step(u64::MAX), 25);
        let size = naive.theta.iter().map(|x| x * x).sum::<f64>().sqrt();
        let off = training.network().parameters().into_iter().zip(&naive.theta);
        let off = off.map(|(x, y)| (f64::from(x) - y).powi(2)).sum::<f64>().sqrt() / size;
        assert!(off < 3e-5, "{name} is off by {off}");
        let moved = network.parameters().into_iter().zip(&naive.theta);
        let moved = moved.map(|(x, y)| (f64::from(x) - y).powi(2)).sum::<f64>().sqrt() / size;
        assert!(moved > 100.0 * off, "{name} moves by {moved}");
    }
}

fn bits(training: &Training) -> Vec<u32> {
    training.network().parameters().into_iter().map(f32::to_bits).collect()
}

#[test]
fn the_same_recipe_gives_the_same_bits_however_it_is_stepped() {
    let data = data();
    for (_, order) in Order::ROWS {
        let make = |seed| {
            let recipe = Recipe::sgd(0.1, 30, 100, seed);
            Training::new(data.clone(), Recipe { batch: Plan::Drawn(30, *order), ..recipe })
        };
        let (mut whole, mut parts, mut other) = (make(5), make(5), make(6));
        assert_eq!((whole.step(u64::MAX), other.step(100)), (100, 100));
        while parts.status() == Status::Running {
            parts.step(7);
        }
        assert_eq!(bits(&whole), bits(&parts), "{order:?}");
        assert_eq!(whole.history(), parts.history());
        assert_ne!(bits(&whole), bits(&other));
    }
    let listed = Plan::Listed(vec![vec![3, 1, 4], vec![1, 5]]);
    let mut training = Training::new(data, Recipe { batch: listed, ..Recipe::sgd(0.1, 1, 9, 1) });
    training.step(3);
    assert_eq!((training.batch(), training.per_epoch()), (&[3, 1, 4][..], 2));
}

#[test]
fn moments_are_ends_of_epochs() {
    let mut training = Training::new(data(), Recipe { every: 2, ..Recipe::sgd(0.1, 100, 11 * 5 + 3, 1) });
    assert_eq!(training.per_epoch(), 11);
    training.step(u64::MAX);
    let updates: Vec<u64> = training.history().iter().map(|moment| moment.update).collect();
    assert_eq!((updates, training.status()), (vec![0, 22, 44, 58], Status::Finished));
    let [start, .., end] = training.history() else { panic!("moments") };
    assert!(
        start.train.loss > 2.0 && end.train.loss < 0.8 * start.train.loss && end.validation.accuracy > 0.3
    );
    assert_eq!(training.step(10), 0);
    assert_eq!(Training::new(data(), Recipe::sgd(0.1, 100, 0, 1)).step(10), 0);
}

#[test]
fn it_stops_where_the_training_loss_is_low_enough() {
    let stop = Stop { updates: 10_000, loss: 0.2, accuracy: 0.95 };
    let mut training = Training::new(data(), Recipe { stop, ..Recipe::sgd(0.1, 32, 0, 1) });
    let made = training.step(u64::MAX);
    let [.., before, last] = training.history() else { panic!("moments") };
    let low = |moment: &Moment| moment.train.loss <= 0.2 && moment.train.accuracy >= 0.95;
    assert!(low(last) && !low(before) && made == last.update && made < 3000, "{made}");
}

#[test]
fn divergence_is_a_result() {
    let mut training = Training::new(data(), Recipe::sgd(1e20, 32, 3200, 1));
    training.step(u64::MAX);
    assert_eq!(training.status(), Status::Diverged);
    assert_eq!(training.update(), 32, "seen at the end of the first epoch");
}

#[test]
fn wrong_labels_are_told_to_this_run_only() {
    let data = data();
    let noisy = Training::new(data.clone(), Recipe { label_noise: 0.25, ..Recipe::sgd(0.1, 32, 10, 1) });
    let wrong = noisy.data().train.labels().iter().zip(data.train.labels()).filter(|(a, b)| a != b);
    assert_eq!(wrong.count(), 256);
    assert_eq!(noisy.data().validation, data.validation);
    assert!(Rc::ptr_eq(&data, Training::new(data.clone(), Recipe::sgd(0.1, 32, 10, 1)).data()));
}

#[test]
fn the_average_is_that_of_the_last_epochs_ends() {
    let recipe = Recipe { average_from: Some(2), ..Recipe::sgd(0.3, 64, 5 * 16, 1) };
    let mut training = Training::new(data(), recipe);
    let mut sum = vec![0.0; training.network().parameters().len()];
    assert!(training.averaged().is_none());
    for epoch in 1..=5 {
        training.step(16);
        if epoch >= 2 {
            sum.iter_mut()
                .zip(training.network().parameters())
                .for_each(|(sum, x)| *sum += f64::from(x) / 4.0);
        }
    }
    let (network, moment) = training.averaged().unwrap();
    assert!(network.parameters().iter().zip(&sum).all(|(x, y)| (f64::from(*x) - y).abs() < 1e-6));
    assert!(moment.train.loss > 0.0 && moment.train != training.history()[5].train);
}

/// What rows are filled up with is moved by no rule.
#[test]
fn what_fills_up_rows_stays_nothing() {
    for name in NAMES {
        let (data, layers) = (data(), [9]);
        let (optimizer, rate) = optimizer::single(&described(name), Recipe::parts(&data, &layers)).unwrap();
        let recipe = Recipe { layers: layers.to_vec(), optimizer, ..Recipe::sgd(rate, 16, 40, 1) };
        let mut training = Training::new(data, recipe);
        training.step(40);
        let mut numbers = bytemuck::cast_slice::<_, f32>(training.network().theta()).to_vec();
        training.network().shape().places().for_each(|place| numbers[place] = 0.0);
        assert!(numbers.iter().all(|x| *x == 0.0), "{name}");
    }
}
