//! Rates, stability and critical points against closed forms and known values.

mod support;

use downhill::analysis::{Rule, Verdict, critical_points, measured_rate, read};
use downhill::objective::{CriticalKind, DataSet, LinearRegression, Objective, PLANES, find};
use downhill::param::Defaults;
use std::rc::Rc;
use support::{closed_forms, number};

fn close(got: f64, want: f64, by: f64) {
    assert!((got - want).abs() <= by * want.abs().max(1e-300), "{got} is not {want}");
}

/// (η, rate) of plain gradient descent at its best on a quadratic with eigenvalues from `low` to `high`.
fn gradient_descent_optimum(low: f64, high: f64) -> (f64, f64) {
    (2.0 / (low + high), (high - low) / (high + low))
}

#[test]
fn best_rates_are_the_closed_forms() {
    let rows = closed_forms("heavy_ball_quadratic");
    assert_eq!(rows.len(), 4);
    for row in rows {
        let (low, high) = (number(&row, "mu"), number(&row, "L"));
        let (rate, momentum, factor) = Rule::HeavyBall.optimum(low, high);
        close(rate, number(&row, "hb_eta"), 1e-12);
        close(momentum, number(&row, "hb_beta"), 1e-12);
        close(factor, number(&row, "hb_rate"), 1e-12);
        let (rate, factor) = gradient_descent_optimum(low, high);
        close(rate, number(&row, "gd_eta"), 1e-12);
        close(factor, number(&row, "gd_rate"), 1e-12);
        // And measured, on the quadratic with the lower eigenvalue scaled to 1.
        let measured = measured_rate(Rule::HeavyBall, number(&row, "hb_eta") * low, momentum, high / low);
        close(measured, number(&row, "hb_rate"), 0.01);
        let measured = measured_rate(Rule::HeavyBall, rate * low, 0.0, high / low);
        close(measured, number(&row, "gd_rate"), 0.01);
    }
}

#[test]
fn stability_is_the_closed_form() {
    for row in closed_forms("stability") {
        let momentum = number(&row, "beta");
        close(Rule::HeavyBall.limit(momentum), number(&row, "hb_max_eta_lambda"), 1e-12);
        close(Rule::Nesterov.limit(momentum), number(&row, "nesterov_max_eta_lambda"), 1e-12);
        let (from, to) = Rule::HeavyBall.damping(momentum);
        close(from, number(&row, "complex_from"), 1e-12);
        close(to, number(&row, "complex_to"), 1e-12);
        for rule in [Rule::HeavyBall, Rule::Nesterov] {
            let limit = rule.limit(momentum);
            let factor = |step: f64| rule.rate(step, momentum, 1.0, 1.0);
            assert!(factor(limit * 0.999) < 1.0 && factor(limit * 1.001) > 1.0);
            assert!(measured_rate(rule, limit * 0.99, momentum, 1.0) < 1.0);
            assert!(measured_rate(rule, limit * 1.01, momentum, 1.0) > 1.0);
        }
    }
}

/// The whole map of the momentum figure, for both rules and several condition numbers.
#[test]
fn measured_rate_agrees_with_theory_within_one_percent_where_stable() {
    let (mut points, mut worst) = (0, 0.0_f64);
    for rule in [Rule::HeavyBall, Rule::Nesterov] {
        for condition in [2.0, 10.0, 50.0, 400.0] {
            for l in 0..34 {
                let momentum = f64::from(l) * 0.03;
                for e in 1..40 {
                    let rate = f64::from(e) / 40.0 * rule.limit(momentum) / condition;
                    let theory = rule.rate(rate, momentum, 1.0, condition);
                    let measured = measured_rate(rule, rate, momentum, condition);
                    let off = (measured / theory - 1.0).abs();
                    assert!(
                        off < 0.01,
                        "{rule:?}, κ {condition}, λ {momentum}, η {rate}: {measured}, not {theory}"
                    );
                    worst = worst.max(off);
                    points += 1;
                }
            }
        }
    }
    println!("{points} points, the worst off by {:.2} %", 100.0 * worst);
}

#[test]
fn the_optimum_is_the_lowest_point_of_the_map() {
    for rule in [Rule::HeavyBall, Rule::Nesterov] {
        for condition in [4.0, 50.0, 1000.0] {
            let (rate, momentum, best) = rule.optimum(1.0, condition);
            close(rule.rate(rate, momentum, 1.0, condition), best, 1e-6);
            for k in 1..400 {
                for l in 0..200 {
                    let there = rule.rate(
                        4.0 / condition * f64::from(k) / 400.0,
                        f64::from(l) / 200.0,
                        1.0,
                        condition,
                    );
                    assert!(there > best - 1e-6, "{rule:?} κ {condition}: {there} < {best}");
                }
            }
        }
    }
}

/// docs/experiments.md, `momentum`: condition 100, from 1 to 10⁻⁶.
#[test]
fn updates_to_a_millionth() {
    let count = |rate: f64, momentum: f64| {
        let (mut x, mut y, mut mx, mut my, mut k) = (1.0_f64, 1.0_f64, 0.0, 0.0, 0);
        while x.hypot(y) > 1e-6 * 2.0_f64.sqrt() {
            mx = momentum * mx - rate * x;
            my = momentum * my - rate * 100.0 * y;
            (x, y, k) = (x + mx, y + my, k + 1);
        }
        k
    };
    let (gd, _) = gradient_descent_optimum(1.0, 100.0);
    let (rate, momentum, _) = Rule::HeavyBall.optimum(1.0, 100.0);
    let (plain, heavy) = (count(gd, 0.0), count(rate, momentum));
    println!("plain gradient descent {plain} updates, heavy ball {heavy}");
    assert!((680..=720).contains(&plain) && (85..=105).contains(&heavy));
}

fn defaults(name: &str) -> Rc<dyn Objective> {
    find(name).unwrap().build(&Defaults)
}

/// Every known critical point of every surface is found, with the right verdict, and nothing else is.
#[test]
fn all_critical_points_are_found() {
    let mut seen = 0;
    for entry in PLANES.iter().filter_map(|name| find(name)) {
        let objective = defaults(entry.name);
        let domain = objective.domain();
        let domain = [domain[0], domain[1]];
        let found = critical_points(objective.as_ref(), domain);
        let inside = |t: &[f64]| (0..2).all(|k| t[k] >= domain[k].0 && t[k] <= domain[k].1);
        let known: Vec<_> =
            objective.critical_points().into_iter().filter(|point| inside(&point.theta)).collect();
        println!("{}: {} found, {} known", entry.name, found.len(), known.len());
        for point in &known {
            let near = found
                .iter()
                .find(|f| (f.reading.at.0 - point.theta[0]).hypot(f.reading.at.1 - point.theta[1]) < 1e-4);
            let near = near.unwrap_or_else(|| panic!("{}: {:?} was not found", entry.name, point.theta));
            let verdict = match point.kind {
                CriticalKind::Minimum => Verdict::Minimum,
                CriticalKind::Maximum => Verdict::Maximum,
                CriticalKind::Saddle => Verdict::Saddle,
                CriticalKind::Degenerate => Verdict::Degenerate,
            };
            assert_eq!(near.reading.verdict, verdict, "{} at {:?}", entry.name, point.theta);
            seen += 1;
        }
        for point in &found {
            let reading = point.reading;
            assert!(reading.gradient_norm() <= 1e-8 * (1.0 + reading.eigen.values[1].abs()));
            println!("   {:?} {} {:?}", reading.at, reading.verdict.name(), reading.eigen.values);
        }
        let lines = found.iter().filter(|f| f.line).count();
        assert_eq!(lines, usize::from(entry.name == "product"), "{}", entry.name);
        if !["logistic-regression", "expression"].contains(&entry.name) {
            assert_eq!(found.len() - lines, known.len(), "{}", entry.name);
        }
    }
    assert!(seen >= 28, "{seen}");
}

#[test]
fn the_lectures_example_at_the_origin_and_on_its_line_of_minima() {
    let product = defaults("product");
    let origin = read(product.as_ref(), (0.0, 0.0));
    assert_eq!((origin.verdict, origin.eigen.values), (Verdict::Saddle, [-2.0, 2.0]));
    let line = read(product.as_ref(), (2.0, 0.5));
    assert_eq!(line.verdict, Verdict::Degenerate);
    assert!(line.eigen.values[0].abs() < 1e-12 && (line.eigen.values[1] - 8.5).abs() < 1e-12);
    assert_eq!(read(product.as_ref(), (1.0, 0.0)).verdict, Verdict::NotCritical);
}

#[test]
fn a_regression_has_its_least_squares_solution() {
    let objective = LinearRegression::new(DataSet::Linnerud.pairs());
    let best = objective.optimum().unwrap();
    let found = critical_points(&objective, [(-3.0, 3.0), (-3.0, 3.0)]);
    assert_eq!((found.len(), found[0].reading.verdict), (1, Verdict::Minimum));
    assert!((found[0].reading.at.0 - best[0]).abs() < 1e-9 && (found[0].reading.at.1 - best[1]).abs() < 1e-9);
}

/// Eigenvalues of the Hessian at a critical point of every surface, from its formula by hand.
#[test]
fn eigenvalues_are_the_known_ones() {
    let root = f64::sqrt;
    let v = downhill::objective::Noise::new().mean_square();
    let table: &[(&str, (f64, f64), [f64; 2])] = &[
        // [[802, −400], [−400, 200]]
        (
            "rosenbrock",
            (1.0, 1.0),
            [501.0 - root(501.0 * 501.0 - 400.0), 501.0 + root(501.0 * 501.0 - 400.0)],
        ),
        // [[74, 20], [20, 34]]
        ("himmelblau", (3.0, 2.0), [54.0 - root(800.0), 54.0 + root(800.0)]),
        // [[0, 27.75], [27.75, 0]]
        ("beale", (0.0, 1.0), [-27.75, 27.75]),
        // [[10, 8], [8, 10]]
        ("booth", (1.0, 3.0), [2.0, 18.0]),
        // [[4, 1], [1, 2]]
        ("three-hump-camel", (0.0, 0.0), [3.0 - root(2.0), 3.0 + root(2.0)]),
        ("quadratic", (0.0, 0.0), [1.0, 50.0]),
        ("saddle", (0.0, 0.0), [-2.0, 2.0]),
        ("bounded-saddle", (0.0, 0.0), [-2.0, 2.0]),
        ("bounded-saddle", (0.0, root(2.0)), [2.0, 4.0]),
        ("bounded-monkey-saddle", (0.0, 0.0), [0.0, 0.0]),
        ("bounded-monkey-saddle", (-3.0, 0.0), [9.0, 27.0]),
        ("product", (0.0, 0.0), [-2.0, 2.0]),
        ("product", (1.0, 1.0), [0.0, 4.0]),
        // Both columns of the data are standardised: twice the unit matrix.
        ("linear-regression", (0.0, 0.0), [2.0, 2.0]),
        ("noise", (0.0, 0.0), [-2.0 + 3.0 * v, 2.0 + 3.0 * v]),
        ("noise", (0.0, root(2.0 - 3.0 * v)), [2.0 + 3.0 * v, 4.0 - 6.0 * v]),
    ];
    for (name, at, values) in table {
        let found = read(defaults(name).as_ref(), *at).eigen.values;
        for k in 0..2 {
            let off = (found[k] - values[k]).abs();
            assert!(off < 1e-9 * (1.0 + values[k].abs()), "{name} at {at:?}: {found:?}, not {values:?}");
        }
    }
    let named: Vec<_> = table.iter().map(|row| row.0).collect();
    // The logistic regression's has no closed form; finite differences check it in `objectives.rs`, those of formulas in `expressions/`.
    let elsewhere = ["logistic-regression", "expression"];
    assert!(PLANES.iter().all(|name| named.contains(name) || elsewhere.contains(name)));
}
