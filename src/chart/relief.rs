use super::{Field, Xy};

/// Places between which ranks are interpolated.
const KNOTS: usize = 256;
/// Share of the rank in a height; the rest is the value itself.
const RANKED: f64 = 0.65;

/// A field as a landscape: heights 0…1 over the unit square.
///
/// A height blends the rank of a value among all samples, as the levels of the shading do, with the value itself: valley and
/// plateau both show, whatever the range, and a bowl is still a bowl. Where there is no value there is no height (NaN), nor between
/// such a sample and its neighbours.
#[derive(Clone, Debug)]
pub struct Relief {
    columns: usize,
    rows: usize,
    /// Quantiles, ascending; what is not finite is left out.
    knots: Vec<f64>,
    heights: Vec<f32>,
    levels: Vec<f64>,
}

impl Relief {
    /// The landscape of a field, on its own grid.
    pub fn of(field: &Field) -> Self {
        let (columns, rows) = field.size();
        let mut sorted: Vec<f64> = field.values().iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let knot = |k: usize| sorted[k * (sorted.len() - 1) / KNOTS];
        let knots = if sorted.is_empty() { Vec::new() } else { (0..=KNOTS).map(knot).collect() };
        let mut relief = Self { columns, rows, knots, heights: Vec::new(), levels: Vec::new() };
        relief.heights = field.values().iter().map(|value| relief.height_of(*value) as f32).collect();
        relief.levels = field.levels().iter().map(|level| relief.height_of(*level)).collect();
        relief
    }
    /// Number of grid columns and rows.
    pub fn size(&self) -> (usize, usize) {
        (self.columns, self.rows)
    }
    /// Heights of the samples, row by row from the low end of y.
    pub fn heights(&self) -> &[f32] {
        &self.heights
    }
    /// Heights at which a new band begins, ascending: the field's levels.
    pub fn levels(&self) -> &[f64] {
        &self.levels
    }
    fn range(&self) -> Xy {
        (self.knots.first().copied().unwrap_or(0.0), self.knots.last().copied().unwrap_or(0.0))
    }
    /// The height of a value; what is no number has none.
    pub fn height_of(&self, value: f64) -> f64 {
        let (low, high) = self.range();
        if value.is_nan() {
            return value;
        }
        if value >= high {
            return if high > low { 1.0 } else { 0.0 };
        }
        RANKED * place(&self.knots, value) / KNOTS as f64
            + (1.0 - RANKED) * ((value - low) / (high - low)).max(0.0)
    }
    /// The value that stands at a height.
    pub fn value_at(&self, height: f64) -> f64 {
        let (mut low, mut high) = self.range();
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if self.height_of(middle) < height { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }
    /// The height of the surface over a place of the unit square; beyond its edges, that at the edge.
    pub fn height(&self, (u, v): Xy) -> f64 {
        let cell = |share: f64, count: usize| {
            let at = share.clamp(0.0, 1.0) * (count - 1) as f64;
            let first = (at as usize).min(count - 2);
            (first, at - first as f64)
        };
        let ((c, x), (r, y)) = (cell(u, self.columns), cell(v, self.rows));
        let at = |c: usize, r: usize| f64::from(self.heights[r * self.columns + c]);
        let along = |r: usize| at(c, r) + (at(c + 1, r) - at(c, r)) * x;
        along(r) + (along(r + 1) - along(r)) * y
    }
    /// How steep the surface is there: height gained for a unit along, and up.
    pub fn slope(&self, (u, v): Xy) -> Xy {
        let by = |at: f64, count: usize| {
            let half = 0.75 / (count - 1) as f64;
            ((at - half).clamp(0.0, 1.0), (at + half).clamp(0.0, 1.0))
        };
        let ((left, right), (low, high)) = (by(u, self.columns), by(v, self.rows));
        (
            (self.height((right, v)) - self.height((left, v))) / (right - left),
            (self.height((u, high)) - self.height((u, low))) / (high - low),
        )
    }
    /// A line over the unit square laid on the surface: it bends where the surface does.
    pub fn draped(&self, line: &[Xy]) -> Vec<[f64; 3]> {
        let lay = |(u, v): Xy| [u, v, self.height((u, v))];
        let mut laid: Vec<[f64; 3]> = line.first().copied().map(lay).into_iter().collect();
        for pair in line.windows(2) {
            let (du, dv) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let cells = (du.abs() * self.columns as f64).max(dv.abs() * self.rows as f64);
            let pieces = libm::ceil(0.5 * cells).max(1.0);
            laid.extend((1..=pieces as usize).map(|k| {
                let share = k as f64 / pieces;
                lay((pair[0].0 + share * du, pair[0].1 + share * dv))
            }));
        }
        laid
    }
}

/// Where a value stands in an ascending list: k at its k-th member, fractions between.
fn place(list: &[f64], value: f64) -> f64 {
    let above = list.partition_point(|other| *other <= value);
    if above >= list.len() {
        return list.len().saturating_sub(1) as f64;
    }
    if above == 0 {
        return 0.0;
    }
    let (low, high) = (list[above - 1], list[above]);
    (above - 1) as f64 + (value - low) / (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relief(f: impl Fn(Xy) -> f64) -> (Field, Relief) {
        let field = Field::sample((-1.0, 1.0), (-1.0, 1.0), 41, 31, f);
        let relief = Relief::of(&field);
        (field, relief)
    }

    #[test]
    fn heights_rise_with_the_value_and_fill_the_range() {
        let (field, relief) = relief(|(x, y)| libm::exp(9.0 * (x * x + 0.1 * y)));
        let mut pairs: Vec<(f64, f32)> =
            field.values().iter().copied().zip(relief.heights().iter().copied()).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(pairs.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        assert_eq!((pairs[0].1, pairs[pairs.len() - 1].1), (0.0, 1.0));
        // Half of the area lies in the lower half, though values span four orders of magnitude.
        let low = pairs[pairs.len() / 2].1;
        assert!((0.3..0.5).contains(&low), "{low}");
        let height = relief.height_of(relief.value_at(0.6));
        assert!((height - 0.6).abs() < 1e-6, "{height}");
    }

    #[test]
    fn bands_are_those_of_the_map() {
        let (field, relief) = relief(|(x, y)| x * x + 3.0 * y * y);
        assert_eq!(relief.levels().len(), field.levels().len());
        for value in field.values() {
            let height = relief.height_of(*value);
            let own = relief.levels().partition_point(|level| *level <= height);
            assert_eq!(own, field.band(*value), "{value}");
        }
    }

    #[test]
    fn a_line_lies_on_the_surface() {
        let (_, relief) = relief(|(x, y)| x * x - y * y);
        let line = relief.draped(&[(0.0, 0.2), (1.0, 0.9)]);
        let end = line[line.len() - 1];
        assert!(line.len() > 15 && line[0][..2] == [0.0, 0.2]);
        assert!((end[0] - 1.0).abs() < 1e-12 && (end[1] - 0.9).abs() < 1e-12);
        assert!(line.iter().all(|[u, v, h]| (relief.height((*u, *v)) - h).abs() < 1e-12));
        assert!(relief.slope((0.9, 0.5)).0 > 0.2 && relief.slope((0.1, 0.5)).0 < -0.2);
    }

    #[test]
    fn there_is_no_height_where_there_is_no_value() {
        let (field, relief) = relief(|(x, y)| libm::sqrt(0.5 - x * x - y * y));
        let pairs = || field.values().iter().zip(relief.heights());
        assert!(pairs().any(|(value, _)| value.is_nan()));
        assert!(pairs().all(|(value, height)| value.is_nan() == height.is_nan()));
        assert!(pairs().all(|(_, height)| height.is_nan() || (0.0..=1.0).contains(height)));
        let line = relief.draped(&[(0.0, 0.5), (0.5, 0.5)]);
        assert!(line[0][2].is_nan() && line[line.len() - 1][2] > 0.9);
    }

    #[test]
    fn flat_and_broken_functions_are_flat() {
        for value in [1.0, f64::INFINITY] {
            let (_, relief) = relief(|_| value);
            assert!(relief.heights().iter().all(|height| *height == relief.heights()[0]));
            assert!(relief.height((0.3, 0.3)).is_finite() && relief.value_at(0.5).is_finite());
        }
    }
}
