//! A crowd counted on a grid over the plane: what is kept of it at every update, and what is drawn.

use std::rc::Rc;

/// Cells of the grid, across and up: fine enough for a phone, coarse enough to keep one grid for every update.
pub const CELLS: (usize, usize) = (128, 96);

/// A range of x and one of y, the lower end first.
pub type View = ((f64, f64), (f64, f64));

/// How many of a crowd stand in each of [`CELLS`] over a view, row by row from the low end of y; a cell is full at
/// 65,535. Who stands outside is left out.
pub fn count((x, y): View, crowd: impl IntoIterator<Item = (f32, f32)>) -> Rc<[u16]> {
    let mut counts = vec![0_u16; CELLS.0 * CELLS.1];
    let scale = |(low, high): (f64, f64), cells: usize| (low as f32, (cells as f64 / (high - low)) as f32);
    let ((left, across), (bottom, up)) = (scale(x, CELLS.0), scale(y, CELLS.1));
    for (px, py) in crowd {
        let (c, r) = ((px - left) * across, (py - bottom) * up);
        // Written so that what is not a number is outside.
        if c >= 0.0 && c < CELLS.0 as f32 && r >= 0.0 && r < CELLS.1 as f32 {
            let cell = &mut counts[r as usize * CELLS.0 + c as usize];
            *cell = cell.saturating_add(1);
        }
    }
    counts.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: View = ((0.0, 1.0), (0.0, 1.0));

    #[test]
    fn everybody_inside_is_counted_once() {
        let crowd = [(0.0, 0.0), (0.999, 0.999), (0.5, 0.5), (1.0, 0.5), (-0.1, 0.5), (f32::NAN, 0.5)];
        let counts = count(UNIT, crowd);
        assert_eq!(counts.iter().map(|&n| u32::from(n)).sum::<u32>(), 3);
        assert_eq!((counts[0], counts[CELLS.0 * CELLS.1 - 1]), (1, 1));
    }

    #[test]
    fn a_huge_crowd_in_one_place_is_full_not_wrapped() {
        let counts = count(UNIT, (0..70_000).map(|_| (0.5, 0.5)));
        assert_eq!(counts.iter().max(), Some(&u16::MAX));
    }
}
