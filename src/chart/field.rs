use super::{Theme, Viewport, Xy};
use crate::shading::{Shading, quantiles};

/// Number of bands of loss in a contour map.
pub const BANDS: usize = 14;

/// Columns of a field that is drawn in haste, because something on which it depends is on the move: it gets fewer pixels, too.
pub const HASTY: usize = 61;

/// A function sampled on a grid over the plane, ready to be drawn as bands and contour lines.
///
/// Levels are quantiles of the samples, closer together towards low values, so that valley and plateau both show
/// lines whatever the function's range: between two neighbouring lines lies a fixed share of the area, not a fixed
/// difference of loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    x: (f64, f64),
    y: (f64, f64),
    columns: usize,
    rows: usize,
    values: Vec<f64>,
    levels: Vec<f64>,
}

impl Field {
    /// Samples `f` at `columns` × `rows` points (at least 2 each) over the ranges `x` and `y`, edges included.
    pub fn sample(x: (f64, f64), y: (f64, f64), columns: usize, rows: usize, f: impl Fn(Xy) -> f64) -> Self {
        let (columns, rows) = (columns.max(2), rows.max(2));
        let mut values = Vec::with_capacity(columns * rows);
        for r in 0..rows {
            let v = y.0 + (y.1 - y.0) * r as f64 / (rows - 1) as f64;
            for c in 0..columns {
                let u = x.0 + (x.1 - x.0) * c as f64 / (columns - 1) as f64;
                values.push(f((u, v)));
            }
        }
        let levels = quantiles(&values, BANDS);
        Self { x, y, columns, rows, values, levels }
    }
    /// Takes `columns` × `rows` (at least 2 each) samples over the ranges `x` and `y`, edges included, row by row from the low end of
    /// y; levels are quantiles of `all`, so that several fields can have the same ones.
    pub fn of(x: Xy, y: Xy, (columns, rows): (usize, usize), values: &[f64], all: &[f64]) -> Self {
        Self { x, y, columns, rows, values: values.to_vec(), levels: quantiles(all, BANDS) }
    }

    /// Values at which a new band begins, ascending.
    pub fn levels(&self) -> &[f64] {
        &self.levels
    }
    /// Number of grid columns and rows.
    pub fn size(&self) -> (usize, usize) {
        (self.columns, self.rows)
    }
    /// The samples, row by row from the low end of y.
    pub fn values(&self) -> &[f64] {
        &self.values
    }
    /// Data coordinates of a (fractional) grid position.
    pub fn position(&self, column: f64, row: f64) -> Xy {
        let at = |(low, high): (f64, f64), share: f64| low + (high - low) * share;
        (at(self.x, column / (self.columns - 1) as f64), at(self.y, row / (self.rows - 1) as f64))
    }
    /// The band of a value: the number of levels at or below it; NaN counts as the highest.
    pub fn band(&self, value: f64) -> usize {
        if value.is_nan() { self.levels.len() } else { self.levels.partition_point(|level| *level <= value) }
    }

    /// The field as one opaque RGBA image of the viewport's plotting area: bands, and lines of constant thickness
    /// whose edges are smoothed by the distance to the nearest level.
    pub fn shade(&self, viewport: &Viewport, theme: &Theme) -> Vec<u8> {
        let (line, strength) = theme.contour;
        let shading = Shading {
            values: &self.values,
            columns: self.columns,
            levels: &self.levels,
            fills: &theme.bands,
            line,
            strength,
            reach: 0.5 * viewport.ratio.max(1.0) + 0.5,
        };
        shading.image(viewport.width, viewport.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Axis;

    fn bowl() -> Field {
        Field::sample((-1.0, 1.0), (-1.0, 1.0), 41, 41, |(x, y)| x * x + y * y)
    }

    #[test]
    fn levels_ascend_and_bands_count_them() {
        let field = bowl();
        assert_eq!(field.levels().len(), BANDS - 1);
        assert!(field.levels().windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!((field.band(-1.0), field.band(9.0), field.band(f64::NAN)), (0, BANDS - 1, BANDS - 1));
    }

    #[test]
    fn a_bowl_is_darkest_in_the_middle() {
        let viewport = Viewport::new(Axis::linear(-1.0, 1.0), Axis::linear(-1.0, 1.0), 150.0, 132.0, 1.0);
        let theme = Theme::light();
        let image = bowl().shade(&viewport, &theme);
        assert_eq!(image.len(), 100 * 100 * 4);
        let pixel = |x: usize, y: usize| &image[(y * 100 + x) * 4..][..3];
        assert_eq!(pixel(50, 50), theme.bands[0]);
        assert!(pixel(1, 1)[0] > pixel(50, 50)[0]);
    }

    #[test]
    fn constant_and_broken_functions_are_drawn_too() {
        let viewport = Viewport::new(Axis::linear(0.0, 1.0), Axis::linear(0.0, 1.0), 100.0, 100.0, 1.0);
        for value in [1.0, f64::NAN, f64::INFINITY] {
            let field = Field::sample((0.0, 1.0), (0.0, 1.0), 5, 5, |_| value);
            assert_eq!(field.shade(&viewport, &Theme::dark()).len(), 50 * 68 * 4);
        }
    }
}
