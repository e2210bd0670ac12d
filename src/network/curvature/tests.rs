use super::*;
use crate::network::{Network, Room};
use crate::symmetric::eigen;
use crate::vector::length;
use downhill_engine::rng::Rng;

const SHAPES: [(&[usize], Activation); 4] = [
    (&[6, 9, 3], Activation::Relu),
    (&[5, 7, 6, 4], Activation::Relu),
    (&[6, 9, 3], Activation::Tanh),
    (&[5, 7, 6, 4], Activation::Tanh),
];

/// A network at a random point and twenty random examples.
fn some(widths: &[usize], activation: Activation) -> (Network, Part, Rc<Objective>, Vec<f64>) {
    let mut rng = Rng::new(7);
    let mut part = Part::new(widths[0]);
    for k in 0..20_u8 {
        let label = k % widths[widths.len() - 1] as u8;
        part.push(
            (0..widths[0]).map(|i| if i == usize::from(k) % 6 { 0.0 } else { rng.normal() as f32 }),
            label,
        );
    }
    let mut network = Network::new(Shape::new(widths, activation), &mut rng);
    let numbers: Vec<f32> = network.parameters().iter().map(|x| x + 0.1 * rng.normal() as f32).collect();
    network.set_parameters(&numbers);
    let objective = Rc::new(Objective::new(network.shape(), &part));
    (network, part, objective, numbers.into_iter().map(f64::from).collect())
}
fn along(theta: &[f64], by: f64, v: &[f64]) -> Vec<f64> {
    theta.iter().zip(v).map(|(x, v)| x + by * v).collect()
}
fn direction(count: usize, seed: u64) -> Vec<f64> {
    let mut rng = Rng::new(seed);
    (0..count).map(|_| rng.normal()).collect()
}

#[test]
fn losses_and_gradients_are_those_of_the_network() {
    for (widths, activation) in SHAPES {
        let (mut network, part, objective, theta) = some(widths, activation);
        let here = objective.at(theta);
        let measured = network.measure(&part, &mut Room::new(network.shape())).loss;
        assert!((here.loss() / measured - 1.0).abs() < 1e-6, "{} {measured}", here.loss());
        let (mut sum, mut room) = (network.no_gradient(), Room::new(network.shape()));
        let all: Vec<usize> = (0..part.len()).collect();
        network.add_gradient(&part, &all, 1.0 / part.len() as f32, &mut sum, &mut room);
        let off = network.shape().places().zip(here.gradient());
        let off: Vec<f64> = off.map(|(place, slope)| f64::from(sum.numbers()[place]) - slope).collect();
        assert!(length(&off) < 1e-6 * length(&here.gradient()), "{}", length(&off));
    }
}

#[test]
fn gradients_are_slopes_and_products_are_slopes_of_gradients() {
    for (widths, activation) in SHAPES {
        let (.., objective, theta) = some(widths, activation);
        let here = objective.at(theta.clone());
        for seed in 0..5 {
            let v = direction(theta.len(), seed);
            // No rectifier is within this of its kink.
            let by = 1e-6;
            let [ahead, behind] = [by, -by].map(|by| objective.at(along(&theta, by, &v)));
            let slope = (ahead.loss() - behind.loss()) / (2.0 * by);
            let want: f64 = here.gradient().iter().zip(&v).map(|(g, v)| g * v).sum();
            assert!((slope - want).abs() < 1e-7 * length(&here.gradient()) * length(&v), "{slope} {want}");
            let product = here.hessian(&v);
            let off: Vec<f64> = ahead
                .gradient()
                .iter()
                .zip(behind.gradient())
                .zip(&product)
                .map(|((ahead, behind), product)| (ahead - behind) / (2.0 * by) - product)
                .collect();
            let off = length(&off) / length(&product);
            assert!(off < 1e-6, "{activation:?} {widths:?}: {off:e}");
        }
    }
}

/// The whole Hessian, row by row.
fn dense(here: &Here) -> Vec<Vec<f64>> {
    let n = here.theta().len();
    let unit = |i| (0..n).map(|j| f64::from(u8::from(i == j))).collect::<Vec<_>>();
    (0..n).map(|i| here.hessian(&unit(i))).collect()
}

#[test]
fn hessians_are_symmetric_and_their_largest_eigenvalue_is_found() {
    for (widths, activation) in SHAPES {
        let (.., objective, theta) = some(widths, activation);
        let here = objective.at(theta.clone());
        let rows = dense(&here);
        for (i, row) in rows.iter().enumerate() {
            assert!((0..i).all(|j| (row[j] - rows[j][i]).abs() < 1e-14));
        }
        let all = eigen(rows);
        // The loss as it is, and upside down: there the largest eigenvalue is not the one of largest magnitude.
        for (sign, want) in [(1.0, &all[0]), (-1.0, &all[all.len() - 1])] {
            let hessian = |v: &[f64]| here.hessian(v).iter().map(|x| sign * x).collect();
            let mut top = Top::new(theta.len(), 3, hessian);
            while !top.step(hessian) {}
            let off = (top.value() / (sign * want.0) - 1.0).abs();
            assert!(off < 1e-4 && top.residual() <= TOLERANCE && top.steps() < LIMIT, "{off}");
            let [v, image] = [top.vector().to_vec(), hessian(top.vector())];
            let residual = length(&along(&image, -top.value(), &v)) / top.value().abs();
            assert!((residual - top.residual()).abs() < 1e-9 && (length(&v) - 1.0).abs() < 1e-12);
        }
        assert!(all[0].0 > -all[all.len() - 1].0 && all[all.len() - 1].0 < 0.0);
    }
}

#[test]
fn the_box_holds_no_higher_loss_than_is_found() {
    for (widths, activation) in SHAPES {
        let (.., objective, theta) = some(widths, activation);
        let base = objective.at(theta.clone());
        let mut boxed = Boxed::new(objective.clone(), objective.at(theta.clone()));
        while !boxed.step() {}
        let reach: Vec<f64> = theta.iter().map(|x| BOX * (x.abs() + 1.0)).collect();
        let rise = |loss: f64| 100.0 * (loss - base.loss()) / (1.0 + base.loss());
        let mut rng = Rng::new(1);
        for _ in 0..200 {
            let corner = reach.iter().map(|reach| if rng.uniform() < 0.5 { *reach } else { -reach });
            let other = objective.at(along(&theta, 1.0, &corner.collect::<Vec<_>>()));
            assert!(rise(other.loss()) < boxed.value());
        }
        // Up the slope all the way, and what the curvature can add.
        let slope: f64 = base.gradient().iter().zip(&reach).map(|(g, reach)| g.abs() * reach).sum();
        let bend = eigen(dense(&base))[0].0 * length(&reach).powi(2) / 2.0;
        let (least, most) = (rise(base.loss() + 0.98 * slope), rise(base.loss() + 1.05 * (slope + bend)));
        assert!((least..most).contains(&boxed.value()), "{least} {} {most}", boxed.value());
    }
}
