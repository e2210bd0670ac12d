//! The map under the lens, and the shares of minima in random landscapes.

use super::{CriticalScene, This};
use crate::analysis::{FIELD, Found, GOE, Share, Verdict, goe_asymptote};
use crate::chart::{Axis, DASHED, Field, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::model::Model;

/// Radius of the lens in widths of the map.
pub(super) const LENS: f64 = 0.16;
/// Grid on which the quadratic model is contoured.
const CELLS: usize = 41;

/// The symbol of a critical point, and its colour.
pub(in crate::scene) fn symbol(verdict: Verdict) -> (Shape, Of) {
    match verdict {
        Verdict::Minimum => (Shape::Plus, Of::Text),
        Verdict::Saddle => (Shape::Cross, Of::Text),
        Verdict::Maximum => (Shape::Triangle, Of::Text),
        Verdict::Degenerate => (Shape::Diamond, Of::Text),
        Verdict::NotCritical => (Shape::Ring, Of::Text),
    }
}

/// Colour of a curvature by its sign: upwards, downwards, none.
pub(super) fn sign(value: f64, zero: f64) -> Of {
    if value > zero {
        Of::Run(0)
    } else if value < -zero {
        Of::Run(1)
    } else {
        Of::Muted
    }
}

/// Dimension along, share up.
pub(super) fn shares_axes() -> (Axis, Axis) {
    (Axis::linear(0.4, 8.6), Axis::log(1e-4, 1.0))
}

impl This {
    /// Half the length of the arrow along eigenvector `k`: longer where the surface bends more.
    pub(super) fn reach(&self, k: usize) -> f64 {
        let values = self.lens.eigen.values;
        let most = values[0].abs().max(values[1].abs()).max(f64::MIN_POSITIVE);
        LENS * self.width() * (0.35 + 0.55 * (values[k].abs() / most).sqrt())
    }
    /// The downhill arrow: its direction is exact, its length grows with the slope and stays inside the lens.
    pub(super) fn downhill(&self) -> Xy {
        let norm = self.lens.gradient_norm();
        if !(norm > self.lens.zero() && norm.is_finite()) {
            return (0.0, 0.0);
        }
        let bend = self.lens.eigen.values[0].abs().max(self.lens.eigen.values[1].abs());
        let steep = norm / (norm + 0.25 * bend * LENS * self.width());
        let length = 1.25 * LENS * self.width() * steep / norm;
        (-length * self.lens.gradient.0, -length * self.lens.gradient.1)
    }

    /// The map with all critical points.
    pub(super) fn map_still(&self) -> Picture {
        let mark = |found: &Found| {
            let (shape, of) = symbol(found.reading.verdict);
            Mark::Dots { points: vec![found.reading.at], shape, radius: 4.5, ink: ink(of), rim: true }
        };
        self.built.covered(&self.stage, self.stage.plain_map()).with(self.found.iter().map(mark))
    }
    /// Lens, arrows and escapes.
    pub(super) fn map_moving(&self) -> Picture {
        let mut picture = Picture::new(self.map_axes());
        let (cx, cy) = self.lens.at;
        let radius = LENS * self.width();
        let circle = (0..=72).map(|k| {
            let angle = std::f64::consts::TAU * f64::from(k) / 72.0;
            (cx + radius * libm::cos(angle), cy + radius * libm::sin(angle))
        });
        picture.marks.extend_from_slice(self.model_lines.get_or_init(|| self.lines_of_model()));
        picture.marks.push(Mark::path(circle.collect(), faint(Of::Text, 0.8), 1.6, SOLID));
        for (index, lane) in self.race.lanes.iter().enumerate() {
            picture.marks.extend(
                lane.at(self.time(), self.race.clock.rate()).on_map(index + CriticalScene::FIRST_RUN),
            );
        }
        let arrow = |(dx, dy): Xy, of: Of, width: f64| {
            let to = (cx + dx, cy + dy);
            Mark::Arrow { from: (cx, cy), to, ink: ink(of), width, dash: SOLID }
        };
        for k in [1, 0].into_iter().filter(|_| !self.undefined()) {
            let (vx, vy) = self.lens.eigen.vectors[k];
            let of = sign(self.lens.eigen.values[k], self.lens.zero());
            for side in [1.0, -1.0] {
                let reach = side * self.reach(k);
                picture.marks.push(arrow((reach * vx, reach * vy), of, 2.6));
            }
        }
        picture.with([arrow(self.downhill(), Of::Gradient, 3.2)])
    }

    /// Contour lines of L + gᵀδ + ½δᵀHδ inside the lens, at the levels of the map around it.
    fn lines_of_model(&self) -> Vec<Mark> {
        let (cx, cy) = self.lens.at;
        let radius = LENS * self.width();
        let (gx, gy) = self.lens.gradient;
        let [xx, xy, yy] = self.lens.hessian;
        let model = |(x, y): Xy| {
            let (u, v) = (x - cx, y - cy);
            self.lens.loss + gx * u + gy * v + 0.5 * (xx * u * u + 2.0 * xy * u * v + yy * v * v)
        };
        let range = |c: f64| (c - radius, c + radius);
        let field = Field::sample(range(cx), range(cy), CELLS, CELLS, model);
        let mut levels = self.stage.field().levels().to_vec();
        levels.retain(|level| level.is_finite());
        levels.dedup();
        let inside = |(x, y): Xy| {
            if libm::hypot(x - cx, y - cy) < radius { (x, y) } else { (f64::NAN, f64::NAN) }
        };
        let line = |line: Vec<Xy>| Mark::Path {
            points: line.into_iter().map(inside).collect(),
            ink: faint(Of::Text, 0.75),
            width: 1.3,
            dash: (5.0, 3.0),
        };
        field.lines(&levels).into_iter().map(line).collect()
    }

    /// What theory says.
    pub(super) fn shares_still(&self) -> Picture {
        let curve = |f: &dyn Fn(f64) -> f64| -> Vec<Xy> {
            (10..=80).map(|k| (f64::from(k) / 10.0, f(f64::from(k) / 10.0))).collect()
        };
        let coin = curve(&|d| libm::pow(0.5, d));
        let goe = curve(&goe_asymptote).split_off(20);
        let rings = [(FIELD, Of::Run(0)), (GOE, Of::Run(1))].map(|(values, of)| {
            let points = values.into_iter().enumerate().map(|(d, share)| (d as f64 + 1.0, share)).collect();
            Mark::dots(points, Shape::Ring, 7.0, ink(of))
        });
        let lines = [
            Mark::path(coin, faint(Of::Muted, 0.8), 1.2, (2.0, 4.0)),
            Mark::path(goe, faint(Of::Run(1), 0.8), 1.4, DASHED),
        ];
        Picture::new(shares_axes()).with(lines).with(rings)
    }
    /// What was measured.
    pub(super) fn shares_moving(&self) -> Picture {
        let mut picture = Picture::new(shares_axes());
        for &Share { dimension, samples, field, field_error, goe } in &self.shares.known {
            let d = dimension as f64;
            let goe_error = (goe * (1.0 - goe) / f64::from(samples)).sqrt();
            let series = [
                (field, field_error, Of::Run(0), Shape::Circle),
                (goe, goe_error, Of::Run(1), Shape::Square),
            ];
            for (share, error, of, shape) in series {
                // Nothing was counted: that is no share of zero.
                if share.is_nan() || share <= 0.0 {
                    continue;
                }
                let bar = vec![(d, (share - 1.96 * error).max(1e-5)), (d, share + 1.96 * error)];
                picture.marks.push(Mark::path(bar, ink(of), 1.6, SOLID));
                let points = vec![(d, share)];
                picture.marks.push(Mark::Dots { points, shape, radius: 3.6, ink: ink(of), rim: true });
            }
        }
        picture
    }
}
