/// A point with zero gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct CriticalPoint {
    /// Where.
    pub theta: Vec<f64>,
    /// What the Hessian says there.
    pub kind: CriticalKind,
}

/// What a critical point is, by the signs of the Hessian's eigenvalues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriticalKind {
    /// All eigenvalues positive.
    Minimum,
    /// All eigenvalues negative.
    Maximum,
    /// Both signs occur.
    Saddle,
    /// Some eigenvalue is zero and the others do not show both signs: the Hessian does not decide.
    Degenerate,
}

/// Shorthand for tables of known critical points in the plane.
pub(super) fn critical(kind: CriticalKind, points: &[[f64; 2]]) -> impl Iterator<Item = CriticalPoint> + '_ {
    points.iter().map(move |point| CriticalPoint { theta: point.to_vec(), kind })
}
