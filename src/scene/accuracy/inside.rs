//! A network looked into: what its first hidden units look for, the batch in play, and digits with its present answer.

use super::This;
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Xy, faint, ink};
use downhill_network::job::{Shown, page};

/// Pictures side by side, and rows of them: units, batch, and two of digits that were never seen.
const ACROSS: usize = 8;
const ROWS: usize = 4;
/// Half a picture's side, in widths of its column; in heights of its row, where the row's name and the answers need room.
const HALF: (f64, f64) = (0.43, 0.27);
/// Room for the answers below a picture, in heights of its row.
const BELOW: f64 = 0.24;
/// Degrees of shade: one mark each.
const DEGREES: usize = 8;

impl This {
    pub(super) fn inside_axes(&self) -> (Axis, Axis) {
        (Axis::bare(0.0, ACROSS as f64), Axis::bare(0.0, self.row() * ROWS as f64))
    }
    /// Height of a row, in widths of a column.
    fn row(&self) -> f64 {
        ACROSS as f64 / self.aspect / ROWS as f64
    }
    fn half(&self) -> f64 {
        HALF.0.min(HALF.1 * self.row())
    }
    /// Middle of a picture.
    fn middle(&self, row: usize, column: usize) -> Xy {
        (column as f64 + 0.5, self.row() * ((ROWS - 1 - row) as f64 + BELOW) + self.half())
    }
    /// Where a row's name stands.
    pub(super) fn name_of(&self, row: usize) -> Xy {
        (0.5 - self.half(), self.middle(row, 0).1 + self.half() + 0.12 * self.row())
    }
    /// The digits that are shown, each with its place: row, column, and where its answer stands.
    pub(super) fn strips(&self) -> Vec<(usize, Xy, Xy, Shown)> {
        let place = |row: usize, column: usize, digit: Shown| {
            let (x, y) = self.middle(row + column / ACROSS, column % ACROSS);
            (row, (x, y), (x, y - self.half() - 0.11 * self.row()), digit)
        };
        let Some(now) = self.glimpse() else {
            let waiting = page(self.plan.asked.data, self.page(), ACROSS * ROWS);
            return waiting.into_iter().enumerate().map(|(column, digit)| place(0, column, digit)).collect();
        };
        let batch = now.batch.iter().cloned().enumerate().map(|(column, digit)| place(1, column, digit));
        let seen = now.seen.iter().cloned().enumerate().map(|(column, digit)| place(2, column, digit));
        batch.chain(seen).collect()
    }
    pub(super) fn inside_moving(&self) -> Picture {
        let mut picture = Picture::new(self.inside_axes());
        for (column, unit) in self.glimpse().iter().flat_map(|now| &now.units).enumerate() {
            let at = self.middle(0, column);
            self.shade(&mut picture, at, unit, Of::Run(0), |w| w);
            self.shade(&mut picture, at, unit, Of::Gradient, |w| -w);
            self.rim(&mut picture, at, Of::Muted, 1.0);
        }
        for (row, at, _, digit) in self.strips() {
            self.shade(&mut picture, at, &digit.pixels, Of::Text, |x| x);
            // The batch in play is lit up; what is taken for another digit is marked.
            let (of, width) = match row {
                _ if digit.answer != digit.label => (Of::Gradient, 2.6),
                1 => (Of::Run(0), 1.8),
                _ => (Of::Muted, 1.0),
            };
            self.rim(&mut picture, at, of, width);
        }
        picture
    }
    fn rim(&self, picture: &mut Picture, (x, y): Xy, of: Of, width: f64) {
        let h = self.half();
        let corners = vec![(x - h, y - h), (x + h, y - h), (x + h, y + h), (x - h, y + h), (x - h, y - h)];
        picture.marks.push(Mark::path(corners, ink(of), width, SOLID));
    }
    /// A square of shades 0…1; pixels of one degree are one mark.
    fn shade(&self, picture: &mut Picture, (x, y): Xy, pixels: &[f64], of: Of, shade: fn(f64) -> f64) {
        let side = libm::sqrt(pixels.len() as f64).max(1.0);
        let (h, step) = (self.half(), 2.0 * self.half() / side);
        let mut degrees = [const { Vec::new() }; DEGREES + 1];
        for (k, pixel) in pixels.iter().enumerate() {
            let degree = libm::round(shade(*pixel).clamp(0.0, 1.0) * DEGREES as f64) as usize;
            let (column, row) = (k as f64 % side, libm::floor(k as f64 / side));
            let (left, top) = (x - h + step * column, y + h - step * row);
            degrees[degree].push([left, left + step, top - step, top]);
        }
        for (degree, bars) in degrees.into_iter().enumerate().skip(1).filter(|(_, bars)| !bars.is_empty()) {
            picture.marks.push(Mark::Bars { bars, ink: faint(of, degree as f64 / DEGREES as f64) });
        }
    }
}
