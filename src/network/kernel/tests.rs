use crate::data::Part;
use crate::network::{Network, Room};
use crate::oracle::{Naive, Number};
use crate::shape::{Activation, Shape};
use downhill_engine::rng::Rng;
use wide::f32x4;

/// Widths that fill vectors, tiles, rows and panels, and widths that do not.
const WIDTHS: &[&[usize]] = &[
    &[64, 32, 10],
    &[5, 3],
    &[64, 10],
    &[1, 1, 2],
    &[7, 33, 5],
    &[150, 40, 17, 12],
    &[9, 8, 8, 8, 3],
    &[784, 128, 10],
];

fn part(features: usize, classes: usize, count: usize, sealed: bool, rng: &mut Rng) -> Part {
    let mut part = Part::new(features);
    for k in 0..count {
        // As in pictures many inputs are 0.
        let inputs: Vec<f32> = (0..features).map(|_| (rng.normal() as f32).max(0.0)).collect();
        part.push(inputs.into_iter(), (k % classes) as u8);
    }
    // Sealed it is listed by what is not 0, otherwise the dense kernels are at work.
    if sealed { part.sealed() } else { part }
}

fn listed<T: Number>(part: &Part, features: usize, which: &[usize]) -> Vec<(Vec<T>, u8)> {
    let one = |&i: &usize| {
        let numbers: Vec<f32> = part.input(i).iter().flat_map(|four| four.to_array()).collect();
        (numbers[..features].iter().map(|x| T::of(f64::from(*x))).collect(), part.labels()[i])
    };
    which.iter().map(one).collect()
}

fn naive<T: Number>(network: &Network) -> Naive<T> {
    let theta = network.parameters().into_iter().map(|x| T::of(f64::from(x))).collect();
    Naive { widths: network.shape().widths().to_vec(), activation: network.shape().activation(), theta }
}

/// The gradient of the mean loss by the kernels, in the usual order.
fn fast(network: &Network, part: &Part, which: &[usize], room: &mut Room) -> Vec<f32> {
    let mut network = network.clone();
    let mut gradient = vec![f32x4::ZERO; network.theta().len()];
    for block in which.chunks(super::BLOCK) {
        network.learn(part, block, 1.0 / which.len() as f32, Some(&mut gradient), room);
    }
    let numbers: &[f32] = bytemuck::cast_slice(&gradient);
    let places: Vec<usize> = network.shape().places().collect();
    let filled = numbers.iter().enumerate().filter(|(place, _)| !places.contains(place));
    if numbers.len() < 30_000 {
        assert!(filled.into_iter().all(|(_, x)| *x == 0.0), "what fills up rows has no slope");
    }
    places.into_iter().map(|place| numbers[place]).collect()
}

/// Activations, each with the two ways through the first layer.
const CASES: [(Activation, bool); 4] = [
    (Activation::Relu, true),
    (Activation::Relu, false),
    (Activation::Tanh, true),
    (Activation::Tanh, false),
];

#[test]
fn gradients_are_those_of_the_oracle() {
    let mut rng = Rng::new(11);
    for widths in WIDTHS {
        for (activation, sealed) in CASES {
            let mut network = Network::new(Shape::new(widths, activation), &mut rng);
            // Biases too.
            let moved: Vec<f32> =
                network.parameters().iter().map(|x| x + 0.1 * rng.normal() as f32).collect();
            network.set_parameters(&moved);
            assert_eq!(network.parameters(), moved);
            let (features, classes) = (widths[0], widths[widths.len() - 1]);
            let (part, mut room) =
                (part(features, classes, 80, sealed, &mut rng), Room::new(network.shape()));
            let batches: &[usize] = if features > 100 { &[1, 5, 33] } else { &[1, 2, 3, 4, 7, 32, 80] };
            for &batch in batches {
                let which: Vec<usize> = (0..batch).map(|k| (k * 37) % 80).collect();
                let found = fast(&network, &part, &which, &mut room);
                let double = naive::<f64>(&network).gradient(&listed(&part, features, &which));
                let single = naive::<f32>(&network).gradient(&listed(&part, features, &which));
                let size = double.iter().map(|x| x * x).sum::<f64>().sqrt();
                let off = |other: &[f32]| {
                    let off = double.iter().zip(other).map(|(x, y)| (x - f64::from(*y)).powi(2));
                    off.sum::<f64>().sqrt() / (size + 0.1)
                };
                let (ours, theirs) = (off(&found), off(&single));
                assert!(
                    ours < 2e-6 && ours < 4.0 * theirs + 1e-6,
                    "{widths:?} {activation:?} B = {batch}: {ours} {theirs}"
                );
            }
        }
    }
}

#[test]
fn straight_into_the_parameters_is_one_step_of_descent() {
    let mut rng = Rng::new(12);
    for (k, widths) in WIDTHS.iter().chain(WIDTHS).enumerate() {
        let sealed = k < WIDTHS.len();
        let network = Network::new(Shape::new(widths, Activation::Relu), &mut rng);
        let part = part(widths[0], widths[widths.len() - 1], 40, sealed, &mut rng);
        let mut room = Room::new(network.shape());
        for batch in [1, 3, 32] {
            let which: Vec<usize> = (0..batch).map(|k| (k * 7) % 40).collect();
            let gradient = fast(&network, &part, &which, &mut room);
            let mut moved = network.clone();
            moved.learn(&part, &which, -0.1 / batch as f32, None, &mut room);
            let steps = network.parameters().into_iter().zip(gradient).map(|(x, g)| x - 0.1 * g);
            for (x, y) in moved.parameters().into_iter().zip(steps) {
                assert!((x - y).abs() < 2e-6, "{widths:?} B = {batch}: {x} {y}");
            }
        }
    }
}

#[test]
fn losses_are_those_of_the_oracle_and_the_likeliest_class_is_told() {
    let mut rng = Rng::new(13);
    for widths in WIDTHS {
        let network = Network::new(Shape::new(widths, Activation::Tanh), &mut rng);
        let (features, classes) = (widths[0], widths[widths.len() - 1]);
        let (part, mut room) = (part(features, classes, 67, false, &mut rng), Room::new(network.shape()));
        let all: Vec<usize> = (0..67).collect();
        let measure = network.measure(&part, &mut room);
        let want = naive::<f64>(&network).loss(&listed(&part, features, &all));
        assert!((measure.loss - want).abs() < 1e-5 * want, "{widths:?}: {} {want}", measure.loss);
        let classes = network.classify(&part, &mut room);
        let right = classes.iter().zip(part.labels()).filter(|(a, b)| a == b).count();
        assert_eq!(measure.accuracy, right as f64 / 67.0);
    }
}

/// What is not a number is not hidden by a comparison.
#[test]
fn what_diverges_is_seen() {
    let mut network = Network::new(Shape::new(&[6, 5, 3], Activation::Relu), &mut Rng::new(1));
    let part = part(6, 3, 9, true, &mut Rng::new(2));
    let mut room = Room::new(network.shape());
    let mut parameters = network.parameters();
    parameters[2] = f32::NAN;
    network.set_parameters(&parameters);
    assert!(network.measure(&part, &mut room).loss.is_nan());
}

fn apart(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(x, y)| (x - y).abs()).fold(0.0, f32::max)
}

#[test]
fn gradients_of_parts_add_up_to_that_of_the_whole() {
    let mut rng = Rng::new(14);
    for widths in WIDTHS {
        let mut network = Network::new(Shape::new(widths, Activation::Relu), &mut rng);
        let part = part(widths[0], widths[widths.len() - 1], 90, true, &mut rng);
        let mut room = Room::new(network.shape());
        let all: Vec<usize> = (0..90).rev().collect();
        let mut whole = network.no_gradient();
        network.add_gradient(&part, &all, 1.0, &mut whole, &mut room);
        let size = whole.numbers().iter().fold(0.0_f32, |most, x| most.max(x.abs()));
        for shares in [&[45, 45][..], &[1, 40, 49], &[90, 0]] {
            let (mut sum, mut from) = (network.no_gradient(), 0);
            for share in shares {
                let mut own = network.no_gradient();
                network.add_gradient(&part, &all[from..from + share], 1.0, &mut own, &mut room);
                // On its way from one worker to another it is numbers.
                let mut come = network.no_gradient();
                come.numbers_mut().copy_from_slice(own.numbers());
                sum.add(&come);
                from += share;
            }
            let off = apart(sum.numbers(), whole.numbers());
            assert!(size > 0.1 && off < 1e-5 * size, "{widths:?} {shares:?}: {off} of {size}");
        }
    }
}

#[test]
fn an_update_is_a_step_against_the_mean_gradient() {
    let mut rng = Rng::new(15);
    for widths in WIDTHS {
        let mut network = Network::new(Shape::new(widths, Activation::Relu), &mut rng);
        let part = part(widths[0], widths[widths.len() - 1], 80, true, &mut rng);
        let mut room = Room::new(network.shape());
        for batch in [1, 32, 80] {
            let which: Vec<usize> = (0..batch).collect();
            let mut sum = network.no_gradient();
            network.add_gradient(&part, &which, 1.0, &mut sum, &mut room);
            let (before, mut stepped) = (network.clone(), network.clone());
            stepped.descend(&sum, 0.1 / batch as f32);
            network.update(&part, &which, 0.1, &mut sum, &mut room);
            let off = apart(network.stored(), stepped.stored());
            let moved = apart(network.stored(), before.stored());
            assert!(off < 2e-6 && moved > 1e-3, "{widths:?} B = {batch}: {off} of {moved}");
        }
    }
}

#[test]
fn one_example_alone_moves_the_parameters_as_in_a_batch_to_the_bit() {
    let mut rng = Rng::new(16);
    for widths in [&[64, 32, 10][..], &[7, 33, 5], &[1, 1, 2], &[11, 70, 17], &[784, 128, 10], &[9, 8, 8, 3]]
    {
        for (activation, sealed) in CASES {
            let mut alone = Network::new(Shape::new(widths, activation), &mut rng);
            let before = alone.clone();
            let part = part(widths[0], widths[widths.len() - 1], 30, sealed, &mut rng);
            let (mut batch, mut room) = (alone.clone(), Room::new(alone.shape()));
            for i in (0..90).map(|k| k * 7 % 30) {
                alone.descend_by(&part, &[i], -0.05, &mut room);
                batch.learn(&part, &[i], -0.05, None, &mut room);
            }
            let bits = |network: &Network| network.stored().iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert!(bits(&alone) == bits(&batch), "{widths:?} {activation:?}");
            assert!(apart(alone.stored(), before.stored()) > 0.01);
        }
    }
}
