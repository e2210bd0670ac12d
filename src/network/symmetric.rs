//! Eigenvalues of small symmetric matrices.

/// Rounds over all pairs after which a matrix counts as diagonal; they converge quadratically, after five to ten.
const ROUNDS: usize = 30;

/// Eigenvalues of a symmetric matrix, the largest first, each with its unit eigenvector: Jacobi's method (G. Golub and
/// C. Van Loan, *Matrix computations*, 2013, §8.5). `rows` are as many as they are long.
pub(crate) fn eigen(mut rows: Vec<Vec<f64>>) -> Vec<(f64, Vec<f64>)> {
    let n = rows.len();
    let unit = |i| (0..n).map(|j| f64::from(u8::from(i == j))).collect();
    // Row k is turned along with the matrix until it is the k-th eigenvector.
    let mut vectors: Vec<Vec<f64>> = (0..n).map(unit).collect();
    let all: f64 = rows.iter().flatten().map(|x| x * x).sum();
    for _ in 0..ROUNDS {
        let aside: f64 = (0..n).flat_map(|i| rows[i][..i].iter()).map(|x| x * x).sum();
        if aside <= 1e-30 * all {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                if rows[p][q] == 0.0 {
                    continue;
                }
                let slant = (rows[q][q] - rows[p][p]) / (2.0 * rows[p][q]);
                let t = slant.signum() / (slant.abs() + (slant * slant + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let turn = |a: f64, b: f64| (c * (a - t * b), c * (t * a + b));
                for row in &mut rows {
                    (row[p], row[q]) = turn(row[p], row[q]);
                }
                for matrix in [&mut rows, &mut vectors] {
                    let Ok([one, other]) = matrix.get_disjoint_mut([p, q]) else { continue };
                    for (a, b) in one.iter_mut().zip(other) {
                        (*a, *b) = turn(*a, *b);
                    }
                }
            }
        }
    }
    let mut found: Vec<_> = vectors.into_iter().enumerate().map(|(k, vector)| (rows[k][k], vector)).collect();
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_engine::rng::Rng;

    #[test]
    fn vectors_are_stretched_by_their_values() {
        for n in [1, 2, 5, 30] {
            let mut rng = Rng::new(n as u64);
            let numbers: Vec<f64> = (0..n * n).map(|_| rng.normal()).collect();
            let row = |i: usize| (0..n).map(|j| numbers[i * n + j] + numbers[j * n + i]).collect();
            let rows: Vec<Vec<f64>> = (0..n).map(row).collect();
            let found = eigen(rows.clone());
            assert!(found.windows(2).all(|pair| pair[0].0 >= pair[1].0));
            let trace: f64 = (0..n).map(|i| rows[i][i]).sum();
            assert!((found.iter().map(|(value, _)| value).sum::<f64>() - trace).abs() < 1e-12);
            for (k, (value, vector)) in found.iter().enumerate() {
                for (row, x) in rows.iter().zip(vector) {
                    let image: f64 = row.iter().zip(vector).map(|(a, b)| a * b).sum();
                    assert!((image - value * x).abs() < 1e-12);
                }
                for (l, (_, other)) in found.iter().enumerate() {
                    let product: f64 = vector.iter().zip(other).map(|(a, b)| a * b).sum();
                    assert!((product - f64::from(u8::from(k == l))).abs() < 1e-12);
                }
            }
        }
        assert!(eigen(Vec::new()).is_empty());
    }
}
