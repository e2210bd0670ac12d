/// Points at which a box is searched.
const POINTS: i32 = 200;

/// ε-sharpness of a function of one coordinate at `x`, in percent: (max f − f(x))/(1 + f(x))·100 with the maximum over
/// |y − x| ≤ ε(|x| + 1). It needs f(x) > −1. N. S. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy and P. T. P. Tang, *On
/// Large-Batch Training for Deep Learning: Generalization Gap and Sharp Minima* (2016), metric 2.1 with A the unit matrix.
pub fn epsilon_sharpness(f: impl Fn(f64) -> f64, x: f64, epsilon: f64) -> f64 {
    let (reach, here) = (epsilon * (x.abs() + 1.0), f(x));
    let at = |k: i32| f(x + reach * f64::from(k) / f64::from(POINTS));
    let highest = (-POINTS..=POINTS).map(at).fold(here, f64::max);
    100.0 * (highest - here) / (1.0 + here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_parabola() {
        // (h/2)·(ε(|x|+1))² over 1 + f.
        let got = epsilon_sharpness(|y| 4.0 * (y - 2.0) * (y - 2.0) - 0.5, 2.0, 0.01);
        assert!((got - 100.0 * 4.0 * 0.03 * 0.03 / 0.5).abs() < 1e-12);
        assert_eq!(epsilon_sharpness(|_| 0.3, 1.0, 0.1), 0.0);
    }
}
