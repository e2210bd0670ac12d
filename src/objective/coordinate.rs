use std::rc::Rc;
use wide::f32x4;

/// How quickly the stretch sets in around w = 0.
const STEEP: f64 = 4.0;
/// Range of w that the table covers; beyond it the map is straight.
const REACH: f64 = 6.0;
/// Entries of the table: between two of them the map is straight to six digits.
const ENTRIES: usize = 4096;

/// Another coordinate u for the same functions of w: w = φ(u), one to one, with φ′ = c·(1 + (k−1)σ(4w)).
///
/// Left of the origin a unit of u is `scale` c units of w, right of it c·k with k the `stretch`. Values of a function stay what
/// they are; at a minimum its curvature becomes φ′² times as large. L. Dinh, R. Pascanu, S. Bengio and Y. Bengio,
/// *Sharp minima can generalize for deep nets* (2017), section 5.
#[derive(Clone, Debug, PartialEq)]
pub struct Coordinate {
    scale: f64,
    stretch: f64,
    /// w at equal steps of u from `first`; nothing where u = w.
    table: Option<Table>,
}

/// First u, entries in a unit of u, and w at each entry.
type Table = (f32, f32, Rc<[f32]>);

/// w between two entries.
fn looked_up((first, per_unit, entries): &Table, u: f32) -> f32 {
    let at = (u - first) * per_unit;
    // Also what is not a number finds an entry, and stays what it is.
    let k = (at.clamp(0.0, (ENTRIES - 2) as f32)) as usize;
    entries[k] + (entries[k + 1] - entries[k]) * (at - k as f32)
}

impl Coordinate {
    /// The coordinate with φ′ = `scale` far left and `scale`·`stretch` far right; both positive.
    pub fn new(scale: f64, stretch: f64) -> Self {
        let mut coordinate = Self { scale, stretch, table: None };
        if scale == 1.0 && stretch == 1.0 {
            return coordinate;
        }
        let (low, high) = (coordinate.u(-REACH), coordinate.u(REACH));
        let step = (high - low) / (ENTRIES - 1) as f64;
        let entries = (0..ENTRIES).map(|k| coordinate.w(low + step * k as f64) as f32);
        coordinate.table = Some((low as f32, (1.0 / step) as f32, entries.collect()));
        coordinate
    }
    /// u of w.
    pub fn u(&self, w: f64) -> f64 {
        let k = self.stretch;
        // ln(1 + k·eᵗ) without overflow.
        let t = STEEP * w + libm::log(k);
        let log = t.max(0.0) + libm::log1p(libm::exp(-t.abs()));
        (w - (k - 1.0) / (k * STEEP) * log) / self.scale
    }
    /// w of u: Newton's method on a monotone function, inside a bracket.
    pub fn w(&self, u: f64) -> f64 {
        if self.scale == 1.0 && self.stretch == 1.0 {
            return u;
        }
        let widest = self.scale * self.stretch.max(1.0) * (u.abs() + 4.0);
        let (mut low, mut high) = (-widest, widest);
        // The table is a good first guess.
        let mut w = self.table.as_ref().map_or(0.0, |table| f64::from(looked_up(table, u as f32)));
        w = if w > low && w < high { w } else { 0.0 };
        for _ in 0..100 {
            let off = self.u(w) - u;
            if off > 0.0 {
                high = w
            } else {
                low = w
            }
            let next = w - off * self.slope(w);
            let next = if next > low && next < high { next } else { (low + high) / 2.0 };
            if (next - w).abs() <= 1e-15 * (1.0 + w.abs()) {
                break;
            }
            w = next;
        }
        w
    }
    /// φ′ where the old coordinate is `w`.
    pub fn slope(&self, w: f64) -> f64 {
        self.scale * (1.0 + (self.stretch - 1.0) / (1.0 + libm::exp(-STEEP * w)))
    }
    /// φ″ where the old coordinate is `w`.
    pub fn bend(&self, w: f64) -> f64 {
        let s = 1.0 / (1.0 + libm::exp(-STEEP * w));
        self.slope(w) * self.scale * (self.stretch - 1.0) * STEEP * s * (1.0 - s)
    }
    /// w and φ′ of four u, in single precision.
    pub(super) fn four(&self, u: f32x4) -> (f32x4, f32x4) {
        let Some(table) = &self.table else { return (u, f32x4::ONE) };
        let w = f32x4::new(u.to_array().map(|u| looked_up(table, u)));
        let grow = f32x4::splat(self.stretch as f32 - 1.0);
        let slope = f32x4::ONE + grow / (f32x4::ONE + (f32x4::splat(-STEEP as f32) * w).exp());
        (w, f32x4::splat(self.scale as f32) * slope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(w in -5.0..5.0_f64, scale in 0.25..4.0_f64, stretch in 0.25..9.0_f64) {
            let coordinate = Coordinate::new(scale, stretch);
            let u = coordinate.u(w);
            prop_assert!((coordinate.w(u) - w).abs() < 1e-9);
            let h = 1e-5;
            let slope = (coordinate.w(u + h) - coordinate.w(u - h)) / (2.0 * h);
            prop_assert!((slope - coordinate.slope(w)).abs() < 1e-4 * slope);
            let bend = (coordinate.slope(coordinate.w(u + h)) - coordinate.slope(coordinate.w(u - h))) / (2.0 * h);
            prop_assert!((bend - coordinate.bend(w)).abs() < 1e-3 * (1.0 + bend.abs()));
            let (four, slopes) = coordinate.four(f32x4::splat(u as f32));
            prop_assert!((f64::from(four.to_array()[0]) - w).abs() < 3e-5 * (1.0 + scale * stretch));
            prop_assert!((f64::from(slopes.to_array()[0]) / coordinate.slope(w) - 1.0).abs() < 1e-3);
        }
    }
}
