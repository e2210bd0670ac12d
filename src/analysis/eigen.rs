/// Eigenvalues of a symmetric 2 × 2 matrix in ascending order, with unit eigenvectors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Eigen {
    /// Eigenvalues, the smaller first.
    pub values: [f64; 2],
    /// A unit eigenvector of each; the two are perpendicular.
    pub vectors: [(f64, f64); 2],
}

/// The eigen-decomposition of [[xx, xy], [xy, yy]]. Multiples of the unit matrix give the axes.
pub fn eigen([xx, xy, yy]: [f64; 3]) -> Eigen {
    let (half, half_difference) = ((xx + yy) / 2.0, (xx - yy) / 2.0);
    let gap = libm::hypot(half_difference, xy);
    // Of the two columns of H − λ the longer one is used: the other may cancel to nothing.
    let (x, y) =
        if half_difference >= 0.0 { (-xy, half_difference + gap) } else { (half_difference - gap, xy) };
    let length = libm::hypot(x, y);
    let low = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
    Eigen { values: [half - gap, half + gap], vectors: [low, (-low.1, low.0)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn vectors_are_stretched_by_their_values(xx in -9.0..9.0, xy in -9.0..9.0, yy in -9.0..9.0) {
            let Eigen { values, vectors } = eigen([xx, xy, yy]);
            prop_assert!(values[0] <= values[1]);
            for (value, (x, y)) in values.into_iter().zip(vectors) {
                prop_assert!((x * x + y * y - 1.0).abs() < 1e-12);
                let (u, v) = (xx * x + xy * y, xy * x + yy * y);
                prop_assert!((u - value * x).abs() < 1e-11 && (v - value * y).abs() < 1e-11);
            }
        }
    }

    #[test]
    fn the_lectures_hessian() {
        let found = eigen([0.0, -2.0, 0.0]);
        let root = std::f64::consts::FRAC_1_SQRT_2;
        assert_eq!(found.values, [-2.0, 2.0]);
        assert!((found.vectors[0].0 - root).abs() < 1e-15 && (found.vectors[0].1 - root).abs() < 1e-15);
        assert_eq!(eigen([3.0, 0.0, 3.0]).values, [3.0, 3.0]);
    }
}
