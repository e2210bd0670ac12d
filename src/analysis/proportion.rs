/// 95 % interval of a share of which `hits` were seen in `trials`: E. B. Wilson, *Probable inference, the law of
/// succession, and statistical inference* (1927). It stays inside 0…1 and is right also near the ends.
pub fn wilson(hits: usize, trials: usize) -> (f64, f64) {
    if trials == 0 {
        return (0.0, 1.0);
    }
    let (n, z) = (trials as f64, 1.959_964);
    let (p, zz) = (hits as f64 / n, z * z);
    let middle = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let half = z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of the paper's formula, computed by hand to four digits.
    #[test]
    fn intervals() {
        let close = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 5e-5 && (b - d).abs() < 5e-5;
        assert!(close(wilson(0, 10), (0.0, 0.2775)) && close(wilson(10, 10), (0.7225, 1.0)));
        assert!(close(wilson(5, 10), (0.2366, 0.7634)) && wilson(0, 0) == (0.0, 1.0));
    }
}
