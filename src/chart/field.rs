use super::{Theme, Viewport, Xy};

/// Number of bands of loss in a contour map.
pub const BANDS: usize = 14;

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
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let quantile = |k: usize| {
            let share = libm::pow(k as f64 / BANDS as f64, 1.6);
            sorted.get((share * sorted.len() as f64) as usize).copied()
        };
        let levels = (1..BANDS).map_while(quantile).collect();
        Self { x, y, columns, rows, values, levels }
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
        let (width, height) = (viewport.width as usize, viewport.height as usize);
        let mut image = vec![255; width * height * 4];
        if width == 0 {
            return image;
        }
        let pen = Shading::new(self, viewport, theme);
        let cells = (self.columns - 1) as f64;
        let columns: Vec<(usize, f64)> =
            (0..width).map(|px| split((px as f64 + 0.5) / width as f64 * cells, self.columns)).collect();
        for (py, line) in image.chunks_exact_mut(4 * width).enumerate() {
            let v = (1.0 - (py as f64 + 0.5) / height as f64) * (self.rows - 1) as f64;
            let (row, fy) = split(v, self.rows);
            let low = &self.values[row * self.columns..(row + 1) * self.columns];
            let high = &self.values[(row + 1) * self.columns..(row + 2) * self.columns];
            pen.line(line, &columns, low, high, fy);
        }
        image
    }
}

/// What all pixels of one image have in common.
struct Shading<'a> {
    levels: &'a [f64],
    fills: [[u8; 4]; BANDS],
    line: [u8; 3],
    strength: f64,
    /// Pixels from the middle of a line to where nothing of it is left.
    reach: f64,
    /// Cells a pixel, across and up.
    scale: Xy,
}

impl<'a> Shading<'a> {
    fn new(field: &'a Field, viewport: &Viewport, theme: &Theme) -> Self {
        let (line, strength) = theme.contour;
        Self {
            levels: &field.levels,
            fills: theme.bands.map(|[r, g, b]| [r, g, b, 255]),
            line,
            strength,
            reach: 0.5 * viewport.ratio.max(1.0) + 0.5,
            scale: (
                (field.columns - 1) as f64 / viewport.width.floor(),
                (field.rows - 1) as f64 / viewport.height.floor(),
            ),
        }
    }
    /// One line of pixels at height `fy` of the row of cells between the samples `low` and `high`.
    fn line(&self, pixels: &mut [u8], columns: &[(usize, f64)], low: &[f64], high: &[f64], fy: f64) {
        let mut band = 0;
        for (pixel, &(c, fx)) in pixels.chunks_exact_mut(4).zip(columns) {
            let (a, b, d, e) = (low[c], low[c + 1], high[c], high[c + 1]);
            let (bottom, top) = (a + (b - a) * fx, d + (e - d) * fx);
            let value = bottom + (top - bottom) * fy;
            // Neighbouring pixels mostly share a band.
            while self.levels.get(band).is_some_and(|level| value >= *level) {
                band += 1;
            }
            while band > 0 && value < self.levels[band - 1] {
                band -= 1;
            }
            // What is not a number belongs to no band that its neighbours are in.
            let own = if value.is_nan() { BANDS - 1 } else { band.min(BANDS - 1) };
            pixel.copy_from_slice(&self.fills[own]);
            let below = if band > 0 { value - self.levels[band - 1] } else { f64::INFINITY };
            let gap = self.levels.get(band).map_or(below, |level| below.min(level - value));
            let slope_x = ((b - a) * (1.0 - fy) + (e - d) * fy) * self.scale.0;
            let slope_y = (top - bottom) * self.scale.1;
            let slope = slope_x * slope_x + slope_y * slope_y;
            // Most pixels are far from any line: neither root nor quotient is wanted there.
            if gap * gap < self.reach * self.reach * slope {
                let cover = (self.reach - gap / slope.sqrt()).clamp(0.0, 1.0) * self.strength;
                for (part, line) in pixel.iter_mut().zip(self.line) {
                    *part = (f64::from(*part) + (f64::from(line) - f64::from(*part)) * cover) as u8;
                }
            }
        }
    }
}

/// Grid cell and place inside it.
fn split(position: f64, count: usize) -> (usize, f64) {
    let cell = (position as usize).min(count - 2);
    (cell, position - cell as f64)
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
