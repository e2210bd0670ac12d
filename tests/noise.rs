//! Mini-batch noise: closed forms against the oracle's fields, and sampling against the closed forms, within four of its
//! own standard errors.

mod support;

use downhill::analysis::{Sampling, all_batches, batch_covariance, batch_factor, drawn_batches, moments};
use downhill::batch::{Batches, Order};
use downhill::rng::Rng;
use serde_json::Value;
use support::{closed_forms, number};

fn list(row: &Value, name: &str) -> Vec<f64> {
    row[name].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * (1.0 + want.abs()), "{got} is not {want}");
}

/// Mean and its standard error.
fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let square = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    (mean, (square / n).sqrt())
}

fn within(values: &[f64], want: f64, what: &str) {
    let (got, error) = mean(values);
    assert!((got - want).abs() <= 4.0 * error + 1e-12, "{what}: {got} ± {error}, not {want}");
}

/// Variance of θ in the long run (S. Mandt, M. D. Hoffman and D. M. Blei, *Stochastic gradient descent as approximate Bayesian
/// inference*, 2017) on (h/2)θ² with gradient noise of variance `noise`, independent from update to update:
/// ησ²(1+λ)/((1−λ)h(2(1+λ)−ηh)), for the lecture's momentum.
fn stationary_variance(second_derivative: f64, noise: f64, rate: f64, momentum: f64) -> f64 {
    let up = rate * noise * (1.0 + momentum);
    up / ((1.0 - momentum) * second_derivative * (2.0 * (1.0 + momentum) - rate * second_derivative))
}

/// Variance of θ at the ends of epochs, in the long run, on the mean of (h/2)(θ−aᵢ)², reshuffled each epoch: `variance` is that
/// of the aᵢ, `size` divides N and is less than it. Up to dozens of times smaller than with fresh batches, because
/// the noise of an epoch nearly cancels.
fn reshuffled_variance(
    second_derivative: f64,
    variance: f64,
    rate: f64,
    examples: usize,
    size: usize,
) -> f64 {
    let m = examples / size;
    let (step, p) = (rate * second_derivative, 1.0 - rate * second_derivative);
    let v = variance * batch_factor(examples, size, Sampling::WithoutReplacement);
    let (mut sum, mut squares, mut power) = (0.0, 0.0, 1.0);
    for _ in 0..m {
        sum += power;
        squares += power * power;
        power *= p;
    }
    v * step * step * (m as f64 * squares - sum * sum) / ((m as f64 - 1.0) * (1.0 - power * power))
}

/// The learning rate below which the mean of θ² shrinks on the mean of (hᵢ/2)θ² with fresh batches without replacement:
/// 2h̄/(h̄² + Var h_B).
fn mean_square_limit(second_derivatives: &[f64], size: usize) -> f64 {
    let n = second_derivatives.len() as f64;
    let mean = second_derivatives.iter().sum::<f64>() / n;
    let variance = second_derivatives.iter().map(|h| (h - mean) * (h - mean)).sum::<f64>() / n;
    let batch = variance * batch_factor(second_derivatives.len(), size, Sampling::WithoutReplacement);
    2.0 * mean / (mean * mean + batch)
}

#[test]
fn batch_gradients_scatter_as_they_must() {
    let rows = closed_forms("minibatch_noise");
    assert_eq!(rows.len(), 14);
    for (seed, row) in rows.iter().enumerate() {
        let (n, size) = (number(row, "N") as usize, number(row, "B") as usize);
        let pair = |v: &Value| (v[0].as_f64().unwrap(), v[1].as_f64().unwrap());
        let gradients: Vec<_> = row["grads"].as_array().unwrap().iter().map(pair).collect();
        let middle = gradients.iter().fold((0.0, 0.0), |m, g| (m.0 + g.0 / n as f64, m.1 + g.1 / n as f64));
        for (sampling, field) in
            [(Sampling::WithoutReplacement, "cov"), (Sampling::WithReplacement, "cov_with_replacement")]
        {
            let cov = batch_covariance(&gradients, size, sampling);
            let want = &row[field];
            for (got, (i, j)) in cov.into_iter().zip([(0, 0), (0, 1), (1, 1)]) {
                close(got, want[i][j].as_f64().unwrap());
            }
            let order =
                if sampling == Sampling::WithReplacement { Order::Replacement } else { Order::Reshuffle };
            let mut batches = Batches::new(n, size, order, seed as u64);
            let mut products = [Vec::new(), Vec::new(), Vec::new()];
            for _ in 0..20_000 {
                // The first batch of an epoch is a fresh draw; the rest of the epoch is thrown away.
                let batch = batches.next_batch().to_vec();
                for _ in 1..batches.per_epoch() {
                    batches.next_batch();
                }
                let scale = 1.0 / batch.len() as f64;
                let g = batch.iter().fold((0.0, 0.0), |s, &i| (s.0 + gradients[i].0, s.1 + gradients[i].1));
                let (u, v) = (g.0 * scale - middle.0, g.1 * scale - middle.1);
                for (list, product) in products.iter_mut().zip([u * u, u * v, v * v]) {
                    list.push(product);
                }
            }
            for (values, want) in products.iter().zip(cov) {
                within(values, want, &format!("N = {n}, B = {size}, {sampling:?}"));
            }
        }
    }
}

/// What the figure draws: every batch there can be scatters exactly by the formula, drawn ones within their error.
#[test]
fn the_cloud_of_all_batches_scatters_exactly_by_the_formula() {
    for (seed, row) in closed_forms("minibatch_noise").iter().enumerate() {
        let size = number(row, "B") as usize;
        let pair = |v: &Value| (v[0].as_f64().unwrap(), v[1].as_f64().unwrap());
        let gradients: Vec<_> = row["grads"].as_array().unwrap().iter().map(pair).collect();
        let n = gradients.len();
        let all = all_batches(&gradients, size);
        let choose = (0..size).fold(1.0, |c, k| c * (n - k) as f64 / (k + 1) as f64);
        assert_eq!(all.len() as f64, choose.round(), "N = {n}, B = {size}");
        let (full, _) = moments(&gradients);
        let (mean, covariance) = moments(&all);
        close(mean.0, full.0);
        close(mean.1, full.1);
        for (got, (i, j)) in covariance.into_iter().zip([(0, 0), (0, 1), (1, 1)]) {
            close(got, row["cov"][i][j].as_f64().unwrap());
        }
        let drawn = drawn_batches(&gradients, size, 20_000, seed as u64);
        let squares: Vec<f64> = drawn.iter().map(|g| (g.0 - full.0) * (g.0 - full.0)).collect();
        let want = row["cov_with_replacement"][0][0].as_f64().unwrap();
        within(&squares, want, &format!("drawn with replacement, N = {n}, B = {size}"));
    }
}

#[test]
fn independent_noise_leaves_the_variance_it_must() {
    for (seed, row) in closed_forms("stationary_variance_iid").iter().enumerate() {
        let (h, sd) = (number(row, "h"), number(row, "noise_sd"));
        let (rate, momentum) = (number(row, "eta"), number(row, "beta"));
        let want = stationary_variance(h, sd * sd, rate, momentum);
        close(want, number(row, "variance"));
        let mut rng = Rng::new(seed as u64);
        let end = |_: u32| {
            let (mut x, mut m) = (0.0, 0.0);
            for _ in 0..500 {
                m = momentum * m - rate * (h * x + sd * rng.normal());
                x += m;
            }
            x * x
        };
        let squares: Vec<f64> = (0..8000).map(end).collect();
        within(&squares, want, &format!("h = {h}, η = {rate}, λ = {momentum}"));
    }
}

#[test]
fn reshuffling_and_fresh_batches_differ_as_they_must() {
    for (seed, row) in closed_forms("stationary_variance_finite_sum").iter().enumerate() {
        let a = list(row, "a");
        let (n, size) = (a.len(), number(row, "B") as usize);
        let (h, rate) = (number(row, "h"), number(row, "eta"));
        let middle = a.iter().sum::<f64>() / n as f64;
        let variance = a.iter().map(|x| (x - middle) * (x - middle)).sum::<f64>() / n as f64;
        let v = variance * batch_factor(n, size, Sampling::WithoutReplacement);
        // The noise of a gradient is h times that of the batch's mean a.
        let fresh = stationary_variance(h, h * h * v, rate, 0.0);
        close(fresh, number(row, "var_fresh_batches"));
        let shuffled = reshuffled_variance(h, variance, rate, n, size);
        close(shuffled, number(row, "var_reshuffle_epoch_end"));
        let chains = |skip: bool| -> Vec<f64> {
            (0..4000)
                .map(|chain: u64| {
                    let mut batches = Batches::new(n, size, Order::Reshuffle, chain * 64 + seed as u64);
                    let mut w = middle;
                    let updates = if skip { 60 } else { 12 * (n / size) };
                    for _ in 0..updates {
                        let batch = batches.next_batch();
                        let mean = batch.iter().map(|&i| a[i]).sum::<f64>() / size as f64;
                        w -= rate * h * (w - mean);
                        if skip {
                            (1..n / size).for_each(|_| void(batches.next_batch()));
                        }
                    }
                    (w - middle) * (w - middle)
                })
                .collect()
        };
        within(&chains(true), fresh, &format!("fresh, B = {size}, ηh = {}", rate * h));
        within(&chains(false), shuffled, &format!("reshuffled, B = {size}, ηh = {}", rate * h));
    }
}

fn void(_: &[usize]) {}

#[test]
fn the_mean_square_shrinks_exactly_below_its_limit() {
    for row in closed_forms("mean_square_stability") {
        let h = list(&row, "h");
        let size = number(&row, "B") as usize;
        let limit = mean_square_limit(&h, size);
        close(limit, number(&row, "eta_max_mean_square"));
        close(mean_square_limit(&h, h.len()), number(&row, "eta_max_gd"));
        let mut batches = Batches::new(h.len(), size, Order::Reshuffle, 7);
        let mut factors = Vec::new();
        for _ in 0..20_000 {
            let mean = batches.next_batch().iter().map(|&i| h[i]).sum::<f64>() / size as f64;
            (1..batches.per_epoch()).for_each(|_| void(batches.next_batch()));
            factors.push((1.0 - limit * mean) * (1.0 - limit * mean));
        }
        within(&factors, 1.0, &format!("E[(1 − ηh)²] at the limit, B = {size}"));
    }
}
