//! Vectors in double precision.

/// Sums that are added up side by side: one alone would wait for itself.
const SIDE: usize = 8;

/// The scalar product.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<SIDE>(), b.as_chunks::<SIDE>());
    let mut sums = [0.0; SIDE];
    for (a, b) in a.iter().zip(b) {
        for k in 0..SIDE {
            sums[k] += a[k] * b[k];
        }
    }
    let rest = a_rest.iter().zip(b_rest).map(|(a, b)| a * b);
    sums.into_iter().chain(rest).sum()
}

/// ‖a‖.
pub(crate) fn length(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

/// a ← a + x·b.
pub(crate) fn add(a: &mut [f64], x: f64, b: &[f64]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += x * b);
}

/// a ← x·a.
pub(crate) fn scale(a: &mut [f64], x: f64) {
    a.iter_mut().for_each(|a| *a *= x);
}
