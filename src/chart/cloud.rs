use super::{Of, Theme, Xy, ink};
pub use crate::grid::CELLS;
use crate::grid::{View, count};
use std::rc::Rc;

/// How many of a crowd stand in each cell of a grid over the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    /// The part of the picture whose colour it takes.
    pub of: Of,
    /// Counts, row by row from the low end of y; full at 65,535.
    pub counts: Rc<[u16]>,
    /// Size of the whole crowd, those outside the plane included.
    pub total: usize,
}

impl Cloud {
    /// Counts a crowd over the ranges of `view`; whoever stands outside is left out.
    pub fn count(of: Of, view: View, crowd: impl ExactSizeIterator<Item = (f32, f32)>) -> Self {
        let total = crowd.len();
        Self { of, counts: count(view, crowd), total }
    }
}

/// Clouds over each other as one RGBA image of [`CELLS`], top row first: a cell's colour is the mix of who stands
/// there, its opacity grows with their number and never closes.
pub fn shade_clouds(clouds: &[Cloud], theme: &Theme) -> Vec<u8> {
    let mut image = vec![0; CELLS.0 * CELLS.1 * 4];
    let colors: Vec<[f32; 3]> = clouds.iter().map(|cloud| theme.rgb(ink(cloud.of)).map(f32::from)).collect();
    for row in 0..CELLS.1 {
        let line = &mut image[(CELLS.1 - 1 - row) * CELLS.0 * 4..][..CELLS.0 * 4];
        for (column, pixel) in line.chunks_exact_mut(4).enumerate() {
            let (mut weight, mut color) = (0.0, [0.0; 3]);
            for (cloud, tint) in clouds.iter().zip(&colors) {
                let count = cloud.counts[row * CELLS.0 + column];
                if count > 0 {
                    let share = opacity(count, cloud.total);
                    weight += share;
                    for k in 0..3 {
                        color[k] += share * tint[k];
                    }
                }
            }
            if weight > 0.0 {
                for k in 0..3 {
                    pixel[k] = (color[k] / weight) as u8;
                }
                pixel[3] = (weight.min(0.94) * 255.0) as u8;
            }
        }
    }
    image
}

/// Half of the most at a fifteen-hundredth of the crowd.
fn opacity(count: u16, total: usize) -> f32 {
    let half = total as f32 / 1500.0;
    0.94 * f32::from(count) / (f32::from(count) + half)
}

/// A cell of a cloud that somebody stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Two opposite corners in data coordinates, the lower values first.
    pub corners: [Xy; 2],
    /// How many stand there.
    pub count: u16,
    /// How opaque it is drawn, 0…1.
    pub opacity: f32,
}

impl Cloud {
    /// The cells that somebody stands in, where the cloud lies over the ranges `x` and `y`; for vector pictures.
    pub fn cells(&self, x: (f64, f64), y: (f64, f64)) -> Vec<Cell> {
        let at = |(low, high): Xy, k: usize, cells: usize| low + (high - low) * k as f64 / cells as f64;
        let corner = |c: usize, r: usize| (at(x, c, CELLS.0), at(y, r, CELLS.1));
        let cell = |(k, &count): (usize, &u16)| {
            let (c, r) = (k % CELLS.0, k / CELLS.0);
            let corners = [corner(c, r), corner(c + 1, r + 1)];
            (count > 0).then(|| Cell { corners, count, opacity: opacity(count, self.total) })
        };
        self.counts.iter().enumerate().filter_map(cell).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_opaque_where_somebody_stands() {
        let crowd = [(0.0, 0.0), (0.999, 0.999), (2.0, 0.5)];
        let cloud = Cloud::count(Of::Run(0), ((0.0, 1.0), (0.0, 1.0)), crowd.into_iter());
        assert_eq!(cloud.total, 3);
        let image = shade_clouds(&[cloud], &Theme::light());
        let opaque = |row: usize, column: usize| image[(row * CELLS.0 + column) * 4 + 3] > 0;
        assert!(opaque(CELLS.1 - 1, 0) && opaque(0, CELLS.0 - 1) && !opaque(0, 0));
    }
}
