//! The map with every example's gradient, the data with the batch in play, and the cloud of all batch gradients.

use super::spread::ellipse;
use super::{BatchesScene, CLOUD, MAP};
use crate::analysis::{Sampling, batch_factor, eigen, scatter};
use crate::chart::{Axis, DASHED, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink, padded};
use crate::decimal::fixed;
use crate::scene::{Args, Label, Layer, Side};

/// Length of an arrow on the map over that of its gradient: long enough to see whatever η is.
const ARROW: f64 = 0.16;

fn dots(points: Vec<Xy>, shape: Shape, radius: f64, ink: crate::chart::Ink) -> Mark {
    Mark::Dots { points, shape, radius, ink, rim: false }
}

fn arrow(from: Xy, gradient: Xy, ink: crate::chart::Ink, width: f64, dash: Xy) -> Mark {
    let to = (from.0 - ARROW * gradient.0, from.1 - ARROW * gradient.1);
    Mark::Arrow { from, to, ink, width, dash }
}

impl BatchesScene {
    /// The path, and at θ the gradient of each example, of the batch, and of all.
    pub(super) fn map_picture(&self, layer: Layer) -> Picture {
        let mut picture = self.stage.map(layer);
        if layer == Layer::Under {
            return picture;
        }
        let now = self.now();
        let spread = self.spread();
        let [x, y] = self.theta(now);
        let batch = now.batch.map_or(&[][..], |batch| &self.deals[batch]);
        let mut arrows = Vec::new();
        for (i, gradient) in spread.gradients.iter().enumerate() {
            let (of, width) =
                if batch.contains(&i) { (ink(Of::Run(0)), 1.3) } else { (faint(Of::Muted, 0.35), 1.0) };
            arrows.push(arrow((x, y), *gradient, of, width, SOLID));
        }
        arrows.push(arrow((x, y), spread.full, ink(Of::Gradient), 3.0, DASHED));
        if !batch.is_empty() {
            arrows.push(arrow((x, y), spread.mean(batch), ink(Of::Run(0)), 3.4, SOLID));
        }
        picture.over.splice(0..0, arrows);
        picture
    }

    /// Axes of the data panel.
    pub(super) fn data_axes(&self) -> (Axis, Axis) {
        (Axis::around(&self.data.x, 0.12), Axis::around(&self.data.y, 0.12))
    }
    /// The examples: waiting, in play, used; the line of the present θ.
    pub(super) fn data_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.data_axes());
        if layer == Layer::Under {
            return picture;
        }
        let now = self.now();
        let m = self.per_epoch();
        let example = |&i: &usize| (self.data.x[i], self.data.y[i]);
        let batch = now.batch.map_or(&[][..], |batch| &self.deals[batch]);
        let used: Vec<usize> = match now.batch {
            Some(batch) => self.deals[now.epoch * m..batch].concat(),
            None => Vec::new(),
        };
        let waiting: Vec<usize> = (0..self.n()).filter(|i| !used.contains(i) && !batch.contains(i)).collect();
        picture.over.push(dots(
            waiting.iter().map(example).collect(),
            Shape::Circle,
            3.5,
            faint(Of::Text, 0.75),
        ));
        picture.over.push(dots(
            used.iter().map(example).collect(),
            Shape::Circle,
            3.5,
            faint(Of::Muted, 0.35),
        ));
        let moment = self.lane().at(self.stage.race.clock.time(), self.stage.race.clock.rate());
        let (w0, w1) = moment.xy;
        let points = [picture.x.low, picture.x.high].map(|x| (x, w0 + w1 * x)).to_vec();
        picture.over.push(Mark::Path { points, ink: ink(Of::Run(0)), width: 2.0, dash: SOLID });
        let lit: Vec<Xy> = batch.iter().map(example).collect();
        // What each example of the batch asks for: the residual that its loss squares.
        let [t0, t1] = self.theta(now);
        for &(x, y) in &lit {
            let points = vec![(x, y), (x, t0 + t1 * x)];
            picture.over.push(Mark::Path {
                points,
                ink: faint(Of::Run(0), 0.5),
                width: 1.2,
                dash: (3.0, 3.0),
            });
        }
        picture.over.push(dots(lit.clone(), Shape::Circle, 5.0, ink(Of::Run(0))));
        picture.over.push(dots(lit, Shape::Ring, 8.5, ink(Of::Run(0))));
        picture
    }

    /// Axes of the gradient plane that hold the cloud at every θ of the run, and the origin.
    pub(super) fn measure_axes(&self) -> (Axis, Axis) {
        let points = self.lane().trace().points();
        let n = self.n();
        let factor = batch_factor(n, self.size(), Sampling::WithReplacement);
        let (mut x, mut y) = ((0.0_f64, 0.0_f64), (0.0_f64, 0.0_f64));
        for point in points.iter().take(400) {
            let (mean, [xx, _, yy]) = scatter(&self.gradients([point.theta[0], point.theta[1]]));
            let reach = |v: f64| 2.4 * (v * factor).sqrt();
            let widen = |range: &mut (f64, f64), middle: f64, reach: f64| {
                if (middle.abs() + reach) < 1e4 {
                    *range = (range.0.min(middle - reach), range.1.max(middle + reach));
                }
            };
            widen(&mut x, mean.0, reach(xx));
            widen(&mut y, mean.1, reach(yy));
        }
        let axis = |(low, high): (f64, f64)| {
            let (low, high) = padded(low, high, 0.06);
            Axis::linear(low, high)
        };
        (axis(x), axis(y))
    }
    /// Every batch gradient that there could be, the ellipses of formula and measurement, and this epoch's batches.
    pub(super) fn cloud_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.cloud_axes.clone());
        if layer == Layer::Under {
            return picture;
        }
        let spread = self.spread();
        let now = self.now();
        picture.clouds = spread.cloud.iter().cloned().collect();
        picture.over.push(dots(spread.dots.clone(), Shape::Circle, 1.7, faint(Of::Muted, 0.5)));
        if let Some(partial) = &spread.partial {
            picture.over.push(Mark::path(
                ellipse(spread.full, partial),
                faint(Of::Muted, 0.9),
                1.4,
                (2.0, 4.0),
            ));
        }
        picture.over.push(Mark::path(
            ellipse(spread.full, &spread.measured),
            faint(Of::Run(1), 0.9),
            4.5,
            SOLID,
        ));
        picture.over.push(Mark::path(ellipse(spread.full, &spread.theory), ink(Of::Text), 1.6, DASHED));
        let batches = self.epoch(now.epoch).iter().map(|batch| spread.mean(batch)).collect();
        picture.over.push(dots(batches, Shape::Ring, 4.5, ink(Of::Run(0))));
        let zero = vec![(0.0, 0.0)];
        picture.over.push(dots(zero, Shape::Plus, 5.0, ink(Of::Text)));
        let mark = |points, shape, of| Mark::Dots { points, shape, radius: 6.0, ink: ink(of), rim: true };
        picture.over.push(mark(vec![spread.full], Shape::Diamond, Of::Gradient));
        if let Some(batch) = now.batch {
            picture.over.push(mark(vec![spread.mean(&self.deals[batch])], Shape::Circle, Of::Run(0)));
        }
        picture
    }
    /// Words in the cloud and on the map.
    pub(super) fn cloud_words(&self) -> Vec<Label> {
        let spread = self.spread();
        let now = self.now();
        let label = |panel, at, side, of, key| Label { panel, at, side, of, key, args: Vec::new() };
        let (x, _) = &self.cloud_axes;
        let side = |at: Xy| if x.share(at.0) > 0.5 { Side::Left } else { Side::Right };
        let mut words = vec![label(CLOUD, (0.0, 0.0), Side::Below, Of::Text, "label.zero")];
        // On the point itself the words would lie on each other.
        let width = x.high - x.low;
        if libm::hypot(spread.full.0, spread.full.1) > 0.12 * width {
            words.push(label(CLOUD, spread.full, side(spread.full), Of::Gradient, "label.full-gradient"));
        }
        let [tx, ty] = self.theta(now);
        let head = |g: Xy| (tx - ARROW * g.0, ty - ARROW * g.1);
        let (map_x, _) = self.stage.map_axes();
        let side = |at: Xy| if map_x.share(at.0) > 0.55 { Side::Left } else { Side::Right };
        if libm::hypot(spread.full.0, spread.full.1) * ARROW > 0.1 * (map_x.high - map_x.low) {
            let at = head(spread.full);
            words.push(label(MAP, at, side(at), Of::Gradient, "label.full-gradient"));
        }
        words
    }
    /// The covariance under the pictures: formula, and measured.
    pub(super) fn formula(&self) -> (&'static str, Args) {
        let spread = self.spread();
        let (n, size) = (self.n(), self.size());
        let sampling = if spread.sampled { Sampling::WithReplacement } else { Sampling::WithoutReplacement };
        let sd = |k: usize, values: [f64; 2]| fixed(values[k].max(0.0).sqrt(), 3);
        let examples = eigen(scatter(&spread.gradients).1).values;
        let args = vec![
            ("n", (n as f64).into()),
            ("b", (size as f64).into()),
            ("less", ((n - size) as f64).into()),
            ("one", (n as f64 - 1.0).into()),
            ("factor", fixed(batch_factor(n, size, sampling), 3).into()),
            ("count", (spread.count as f64).into()),
            ("single", format!("{} × {}", sd(1, examples), sd(0, examples)).into()),
            ("theory", format!("{} × {}", sd(1, spread.theory.values), sd(0, spread.theory.values)).into()),
            (
                "measured",
                format!("{} × {}", sd(1, spread.measured.values), sd(0, spread.measured.values)).into(),
            ),
        ];
        (if spread.sampled { "caption.batches.replacement" } else { "caption.batches" }, args)
    }
}
