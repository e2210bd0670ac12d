use super::{Field, Xy};
use contour::ContourBuilder;

impl Field {
    /// Contour lines at `levels`.
    pub fn lines(&self, levels: &[f64]) -> Vec<Vec<Xy>> {
        let (columns, rows) = self.size();
        let lines = ContourBuilder::new(columns, rows, true).lines(&self.finite(), levels);
        let lines = lines.unwrap_or_default();
        let strings = lines.iter().flat_map(|line| line.geometry().iter());
        strings.map(|string| string.coords().map(|c| self.place(c.x, c.y)).collect()).collect()
    }
    /// The library puts the sample (c, r) at (c + ½, r + ½).
    pub(super) fn place(&self, x: f64, y: f64) -> Xy {
        self.position(x - 0.5, y - 0.5)
    }
    /// The samples, with what is not finite far above all others.
    pub(super) fn finite(&self) -> Vec<f64> {
        self.values().iter().map(|v| if v.is_finite() { *v } else { f64::MAX / 4.0 }).collect()
    }
}
