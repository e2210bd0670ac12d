//! The map under the lens, and the shares of minima in random landscapes.

use super::{Critical, SHARES};
use crate::analysis::{FIELD, GOE, Verdict, goe_asymptote};
use crate::chart::{DASHED, Field, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::{Layer, Scene};

/// Radius of the lens in widths of the map.
pub(super) const LENS: f64 = 0.16;
/// Grid on which the quadratic model is contoured.
const CELLS: usize = 41;

/// The symbol of a critical point, and its colour.
pub(super) fn symbol(verdict: Verdict) -> (Shape, Of) {
    match verdict {
        Verdict::Minimum => (Shape::Plus, Of::Text),
        Verdict::Saddle => (Shape::Cross, Of::Text),
        Verdict::Maximum => (Shape::Triangle, Of::Text),
        Verdict::Flat => (Shape::Diamond, Of::Text),
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

impl Critical {
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

    /// Critical points below; lens, arrows and escapes above.
    pub(super) fn map_picture(&self, layer: Layer) -> Picture {
        if layer == Layer::Under {
            let mut picture = self.stage.map(layer);
            picture.under.clear();
            for found in &self.found {
                let (shape, of) = symbol(found.reading.verdict);
                let points = vec![found.reading.at];
                picture.under.push(Mark::Dots { points, shape, radius: 4.5, ink: ink(of), rim: true });
            }
            return picture;
        }
        let mut picture = Picture::new(self.stage.map_axes());
        let (cx, cy) = self.lens.at;
        let radius = LENS * self.width();
        let circle = (0..=72).map(|k| {
            let angle = std::f64::consts::TAU * f64::from(k) / 72.0;
            (cx + radius * libm::cos(angle), cy + radius * libm::sin(angle))
        });
        picture.over.extend_from_slice(self.model.get_or_init(|| self.model_lines()));
        let rim = Mark::Path { points: circle.collect(), ink: faint(Of::Text, 0.8), width: 1.6, dash: SOLID };
        picture.over.push(rim);
        for (index, lane) in self.stage.race.lanes.iter().enumerate() {
            picture.over.extend(lane.at(self.time(), self.stage.race.clock.rate()).on_map(index + 2));
        }
        for k in [1, 0] {
            let (vx, vy) = self.lens.eigen.vectors[k];
            let of = sign(self.lens.eigen.values[k], self.lens.zero());
            for side in [1.0, -1.0] {
                let reach = side * self.reach(k);
                let to = (cx + reach * vx, cy + reach * vy);
                picture.over.push(Mark::Arrow { from: (cx, cy), to, ink: ink(of), width: 2.6, dash: SOLID });
            }
        }
        let (dx, dy) = self.downhill();
        let to = (cx + dx, cy + dy);
        picture.over.push(Mark::Arrow {
            from: (cx, cy),
            to,
            ink: ink(Of::Gradient),
            width: 3.2,
            dash: SOLID,
        });
        picture
    }

    /// Contour lines of L + gᵀδ + ½δᵀHδ inside the lens, at the levels of the map around it.
    fn model_lines(&self) -> Vec<Mark> {
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
        let around = self.stage.map(Layer::Under).field;
        let mut levels = around.map(|around| around.levels().to_vec()).unwrap_or_default();
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

    /// Theory below, what was measured above.
    pub(super) fn shares_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.axes(SHARES));
        if layer == Layer::Under {
            let curve = |f: &dyn Fn(f64) -> f64| -> Vec<Xy> {
                (10..=80).map(|k| (f64::from(k) / 10.0, f(f64::from(k) / 10.0))).collect()
            };
            let coin = curve(&|d| libm::pow(0.5, d));
            picture.under.push(Mark::Path {
                points: coin,
                ink: faint(Of::Muted, 0.8),
                width: 1.2,
                dash: (2.0, 4.0),
            });
            let goe = curve(&goe_asymptote).split_off(20);
            picture.under.push(Mark::Path {
                points: goe,
                ink: faint(Of::Run(1), 0.8),
                width: 1.4,
                dash: DASHED,
            });
            for (values, of) in [(FIELD, Of::Run(0)), (GOE, Of::Run(1))] {
                let points =
                    values.into_iter().enumerate().map(|(d, share)| (d as f64 + 1.0, share)).collect();
                picture.under.push(Mark::Dots {
                    points,
                    shape: Shape::Ring,
                    radius: 7.0,
                    ink: ink(of),
                    rim: false,
                });
            }
            return picture;
        }
        for (k, &[samples, field, error, goe]) in self.shares.iter().enumerate() {
            let d = k as f64 + 1.0;
            let goe_error = (goe * (1.0 - goe) / samples).sqrt();
            let series =
                [(field, error, Of::Run(0), Shape::Circle), (goe, goe_error, Of::Run(1), Shape::Square)];
            for (share, error, of, shape) in series {
                // Nothing was counted: that is no share of zero.
                if share.is_nan() || share <= 0.0 {
                    continue;
                }
                let low = (share - 1.96 * error).max(1e-5);
                let bar = vec![(d, low), (d, share + 1.96 * error)];
                picture.over.push(Mark::Path { points: bar, ink: ink(of), width: 1.6, dash: SOLID });
                picture.over.push(Mark::Dots {
                    points: vec![(d, share)],
                    shape,
                    radius: 3.6,
                    ink: ink(of),
                    rim: true,
                });
            }
        }
        picture
    }
}
