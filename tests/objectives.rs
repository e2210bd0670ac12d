//! Derivatives of every objective against finite differences, with every parameter varied; known critical points
//! against gradient and eigenvalues; the finite-sum identity.

use downhill::data::Pairs;
use downhill::objective::{
    CATALOG, CriticalKind, DataSet, Line, LinearRegression, LogisticRegression, Objective, Plane, Plateau,
    Quadratic, Quartic, Rosenbrock, Slide, TwoLayer, find,
};
use downhill::param::Defaults;
use proptest::prelude::*;
use std::rc::Rc;

/// Checks ∇L against central differences of L, and the Hessian against central differences of ∇L.
fn check_derivatives(objective: &dyn Objective, theta: &[f64]) -> Result<(), TestCaseError> {
    let n = objective.dim();
    let (mut gradient, mut hessian) = (vec![0.0; n], vec![0.0; n * n]);
    objective.gradient(theta, &mut gradient);
    objective.hessian(theta, &mut hessian);
    let h = 1e-5;
    let scale =
        objective.loss(theta).abs() + gradient.iter().chain(&hessian).fold(1.0_f64, |m, g| m.max(g.abs()));
    for i in 0..n {
        let moved = |by: f64| {
            let mut theta = theta.to_vec();
            theta[i] += by;
            let mut gradient = vec![0.0; n];
            objective.gradient(&theta, &mut gradient);
            (objective.loss(&theta), gradient)
        };
        let ((above, g_above), (below, g_below)) = (moved(h), moved(-h));
        let slope = (above - below) / (2.0 * h);
        prop_assert!(
            (slope - gradient[i]).abs() < 1e-5 * scale,
            "gradient {i}: {slope} against {}",
            gradient[i]
        );
        for j in 0..n {
            let bend = (g_above[j] - g_below[j]) / (2.0 * h);
            let found = hessian[i * n + j];
            prop_assert!((bend - found).abs() < 1e-5 * scale, "Hessian {i},{j}: {bend} against {found}");
        }
    }
    Ok(())
}

fn inside(objective: &dyn Objective, at: &[f64]) -> Vec<f64> {
    objective.domain().iter().zip(at).map(|((low, high), t)| low + (high - low) * t).collect()
}

fn defaults(name: &str) -> Rc<dyn Objective> {
    find(name).unwrap().build(&Defaults)
}

proptest! {
    #[test]
    fn two_layer_derivatives(x in 0.0..1.0, y in 0.0..1.0) {
        let network = TwoLayer::new(DataSet::Linreg20.pairs());
        check_derivatives(&network, &inside(&network, &[x, y]))?;
        prop_assert!(network.loss(&inside(&network, &[x, y])) >= network.infimum().unwrap() - 1e-12);
    }

    #[test]
    fn curve_derivatives(x in 0.0..1.0, which in 0_usize..4) {
        let slides = [Slide::HILL, Slide::LECTURE].map(Line::new);
        let others = [Line::new(Quartic), Line::new(Plateau)];
        let curve = slides.into_iter().chain(others).nth(which).unwrap();
        check_derivatives(&curve, &inside(&curve, &[x]))?;
    }

    #[test]
    fn catalog_derivatives(which in 0..CATALOG.len(), x in 0.0..1.0, y in 0.0..1.0) {
        let objective = defaults(CATALOG[which].name);
        check_derivatives(objective.as_ref(), &inside(objective.as_ref(), &[x, y]))?;
    }

    #[test]
    fn rosenbrock_derivatives(a in -10.0..10.0, b in 0.01..1000.0, x in -2.0..2.0, y in -1.0..3.0) {
        check_derivatives(&Plane::new(Rosenbrock { a, b }), &[x, y])?;
    }

    #[test]
    fn quadratic_derivatives(condition in 1.0..1000.0, rotation in -180.0..180.0, x in -2.0..2.0, y in -2.0..2.0) {
        check_derivatives(&Plane::new(Quadratic::new(condition, rotation)), &[x, y])?;
    }

    #[test]
    fn regression_derivatives(rows in prop::collection::vec((-3.0..3.0, -3.0..3.0, any::<bool>()), 1..12),
                              x in -2.0..2.0, y in -2.0..2.0) {
        let data = Pairs { x: rows.iter().map(|r| r.0).collect(), y: rows.iter().map(|r| r.1).collect() };
        check_derivatives(&LinearRegression::new(data), &[x, y])?;
        let pairs = rows.iter().map(|r| [r.0, r.1]).collect();
        let classes = rows.iter().map(|r| f64::from(r.2)).collect();
        check_derivatives(&LogisticRegression::new(pairs, classes), &[x, y])?;
    }

    #[test]
    fn equal_batches_average_to_the_full_gradient(seed: u64, size in prop::sample::select(vec![1_usize, 2, 4, 5, 10, 20]),
                                                  logistic: bool, x in -2.0..2.0, y in -2.0..2.0) {
        let name = if logistic { "logistic-regression" } else { "linear-regression" };
        let objective = defaults(name);
        let mut deck: Vec<usize> = (0..20).collect();
        downhill::rng::Rng::new(seed).shuffle(&mut deck);
        let (theta, mut mean, mut full, mut one) = ([x, y], [0.0; 2], [0.0; 2], [0.0; 2]);
        for batch in deck.chunks(size) {
            objective.batch_gradient(batch, &theta, &mut one);
            mean[0] += one[0] * size as f64 / 20.0;
            mean[1] += one[1] * size as f64 / 20.0;
        }
        objective.gradient(&theta, &mut full);
        prop_assert!((mean[0] - full[0]).abs() < 1e-12 && (mean[1] - full[1]).abs() < 1e-12);
    }
}

#[test]
fn known_critical_points_are_what_they_are_called() {
    let mut seen = 0;
    for entry in CATALOG {
        let objective = defaults(entry.name);
        for point in objective.critical_points() {
            let dim = objective.dim();
            let (mut g, mut h) = (vec![0.0; dim], vec![0.0; dim * dim]);
            objective.gradient(&point.theta, &mut g);
            objective.hessian(&point.theta, &mut h);
            let scale = 1.0 + h.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
            assert!(
                g.iter().all(|x| x.abs() < 1e-12 * scale),
                "{}: gradient {g:?} at {:?}",
                entry.name,
                point.theta
            );
            let (low, high) = match h[..] {
                [bend] => (bend, bend),
                [xx, xy, _, yy] => {
                    let (half, gap) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
                    (half - gap, half + gap)
                }
                _ => unreachable!("one or two coordinates"),
            };
            let kind = match () {
                () if low > 1e-9 => CriticalKind::Minimum,
                () if high < -1e-9 => CriticalKind::Maximum,
                () if low < -1e-9 && high > 1e-9 => CriticalKind::Saddle,
                () => CriticalKind::Degenerate,
            };
            assert_eq!(kind, point.kind, "{} at {:?}: eigenvalues {low}, {high}", entry.name, point.theta);
            seen += 1;
        }
    }
    assert!(seen >= 40, "{seen} points");
}

#[test]
fn published_values() {
    let value = |name: &str, theta: [f64; 2]| defaults(name).loss(&theta);
    assert_eq!(value("booth", [0.0, 0.0]), 74.0);
    assert_eq!(value("three-hump-camel", [0.0, 0.0]), 0.0);
    assert!((value("three-hump-camel", [1.747552, -0.873776]) - 0.298638).abs() < 1e-6);
    assert!((value("himmelblau", [-0.270845, -0.923039]) - 181.616522).abs() < 1e-6);
    assert_eq!(value("beale", [3.0, 0.5]), 0.0);
    assert_eq!(value("bounded-saddle", [0.0, std::f64::consts::SQRT_2]).round(), -1.0);
    assert_eq!(value("bounded-monkey-saddle", [-3.0, 0.0]), -6.75);
    assert!((value("logistic-regression", [0.0, 0.0]) - 2.0_f64.ln()).abs() < 1e-15);
}

#[test]
fn the_lectures_example_has_eigenvalues_two_and_minus_two_at_the_origin() {
    let mut h = [0.0; 4];
    defaults("product").hessian(&[0.0, 0.0], &mut h);
    assert_eq!(h, [0.0, -2.0, -2.0, 0.0]);
}
