//! The map with every example's gradient, the data with the batch in play, and the cloud of all batch gradients.

use super::cloud::{ellipse, mean};
use super::{CLOUD, LEARNING_RATE, MAP, This};
use crate::analysis::{Sampling, batch_factor, eigen, moments};
use crate::chart::{Axis, DASHED, Ink, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink, padded};
use crate::decimal::fixed;
use crate::param::Given;
use crate::scene::model::PanelWords;
use crate::scene::{Label, Sentence, Side};

/// Least and most length of an arrow on the map over that of its gradient: between them it is η, so that the arrow of the batch
/// ends where θ goes.
const ARROW: (f64, f64) = (0.08, 0.4);

impl This {
    /// At θ the gradient of each example, of the batch, and of all; the path.
    pub(super) fn map_moving(&self) -> Picture {
        let mut picture = Picture::new(self.map_axes());
        let now = self.now();
        let [x, y] = self.theta(now);
        let gradients = self.gradients([x, y]);
        let batch = now.batch.map_or(&[][..], |batch| &self.deals[batch]);
        let arrow = |from: Xy, gradient: Xy, ink: Ink, width: f64, dash: Xy| {
            let to = self.pointed_to(from, gradient);
            Mark::Arrow { from, to, ink, width, dash }
        };
        for (i, gradient) in gradients.iter().enumerate() {
            let (of, width) =
                if batch.contains(&i) { (ink(Of::Run(0)), 1.3) } else { (faint(Of::Muted, 0.35), 1.0) };
            picture.marks.push(arrow((x, y), *gradient, of, width, SOLID));
        }
        picture.marks.push(arrow((x, y), moments(&gradients).0, ink(Of::Gradient), 3.0, DASHED));
        if !batch.is_empty() {
            picture.marks.push(arrow((x, y), mean(&gradients, batch), ink(Of::Run(0)), 3.4, SOLID));
        }
        let lit = self.lit().map(|example| arrow((x, y), gradients[example], ink(Of::Text), 2.8, SOLID));
        picture.marks.extend(lit);
        picture.with(self.paths().marks)
    }

    /// Where the arrow of a gradient ends.
    fn pointed_to(&self, from: Xy, gradient: Xy) -> Xy {
        let length = self.settings.number(&LEARNING_RATE).clamp(ARROW.0, ARROW.1);
        (from.0 - length * gradient.0, from.1 - length * gradient.1)
    }

    pub(super) fn data_words(&self) -> PanelWords {
        let [x, y] = self.examples.names(&self.settings);
        [x, y, "panel.batches.data"]
    }
    pub(super) fn data_axes(&self) -> (Axis, Axis) {
        self.examples.axes()
    }
    /// The examples: waiting, in play, used; the line of the present θ.
    pub(super) fn data_moving(&self) -> Picture {
        let mut picture = Picture::new(self.data_axes());
        let (now, m) = (self.now(), self.per_epoch());
        let places = |list: &[usize]| -> Vec<Xy> { list.iter().map(|&i| self.examples.at(i)).collect() };
        let batch = now.batch.map_or(&[][..], |batch| &self.deals[batch]);
        let used: Vec<usize> = match now.batch {
            Some(batch) => self.deals[now.epoch * m..batch].concat(),
            None => Vec::new(),
        };
        let waiting: Vec<usize> = (0..self.n()).filter(|i| !used.contains(i) && !batch.contains(i)).collect();
        let circles = |list: &[usize], ink| Mark::dots(places(list), Shape::Circle, 3.5, ink);
        picture.marks.push(circles(&waiting, faint(Of::Text, 0.75)));
        picture.marks.push(circles(&used, faint(Of::Muted, 0.35)));
        let theta = self.lane().at(self.race.clock.time(), self.race.clock.rate()).xy;
        picture.marks.push(Mark::path(self.examples.across(theta), ink(Of::Run(0)), 2.0, SOLID));
        // What each example of the batch asks for: the residual that its loss squares.
        let (lit, [t0, t1]) = (places(batch), self.theta(now));
        let residual = |&(x, y): &Xy| {
            Mark::path(
                vec![(x, y), (x, self.examples.line((t0, t1), x))],
                faint(Of::Run(0), 0.5),
                1.2,
                (3.0, 3.0),
            )
        };
        picture.marks.extend(lit.iter().map(residual));
        let pointed: Vec<Xy> = self.lit().map(|i| self.examples.at(i)).into_iter().collect();
        picture.with([
            Mark::dots(lit.clone(), Shape::Circle, 5.0, ink(Of::Run(0))),
            Mark::dots(lit, Shape::Ring, 8.5, ink(Of::Run(0))),
            Mark::dots(pointed.clone(), Shape::Circle, 5.0, ink(Of::Text)),
            Mark::dots(pointed, Shape::Ring, 11.0, ink(Of::Text)),
        ])
    }
    /// The example nearest to a place among the data, if it is near.
    pub(super) fn person_at(&self, at: Xy) -> Option<usize> {
        let (x, y) = self.data_axes();
        let off = |i: &usize| {
            let own = self.examples.at(*i);
            libm::hypot(x.share(own.0) - x.share(at.0), y.share(own.1) - y.share(at.1))
        };
        (0..self.n()).min_by(|a, b| off(a).total_cmp(&off(b))).filter(|i| off(i) < 0.06)
    }

    /// Axes of the gradient plane that hold the cloud at every θ of the run, and the origin.
    pub(super) fn cloud_axes(&self) -> (Axis, Axis) {
        self.cloud_axes.get_or_init(|| self.measure_axes()).clone()
    }
    fn measure_axes(&self) -> (Axis, Axis) {
        let points = self.lane().trace().points();
        let n = self.n();
        let factor = batch_factor(n, self.size(), Sampling::WithReplacement);
        let (mut x, mut y) = ((0.0_f64, 0.0_f64), (0.0_f64, 0.0_f64));
        for point in points.iter().take(400) {
            let (mean, [xx, _, yy]) = moments(&self.gradients([point.theta[0], point.theta[1]]));
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
    pub(super) fn cloud_moving(&self) -> Picture {
        let mut picture = Picture::new(self.cloud_axes());
        let (cloud, now) = (self.cloud(), self.now());
        picture.clouds = cloud.density.iter().cloned().collect();
        picture.marks.push(Mark::dots(cloud.dots.clone(), Shape::Circle, 1.7, faint(Of::Muted, 0.5)));
        let around = |axes, ink, width, dash| Mark::path(ellipse(cloud.full, axes), ink, width, dash);
        picture
            .marks
            .extend(cloud.partial.as_ref().map(|axes| around(axes, faint(Of::Muted, 0.9), 1.4, (2.0, 4.0))));
        let batches = self.epoch(now.epoch).iter().map(|batch| cloud.mean(batch)).collect();
        let mark =
            |at, shape, of| Mark::Dots { points: vec![at], shape, radius: 6.0, ink: ink(of), rim: true };
        let played = now.batch.map(|batch| mark(cloud.mean(&self.deals[batch]), Shape::Circle, Of::Run(0)));
        picture
            .with([
                around(&cloud.measured, faint(Of::Run(1), 0.9), 4.5, SOLID),
                around(&cloud.theory, ink(Of::Text), 1.6, DASHED),
                Mark::dots(batches, Shape::Ring, 4.5, ink(Of::Run(0))),
                Mark::dots(vec![(0.0, 0.0)], Shape::Plus, 5.0, ink(Of::Text)),
                mark(cloud.full, Shape::Diamond, Of::Gradient),
            ])
            .with(played)
    }
    /// Words in the cloud.
    fn cloud_words(&self) -> Vec<Label> {
        let cloud = self.cloud();
        let label = |at, side, of, key| Label { panel: CLOUD, at, side, of, key, args: Vec::new() };
        let (x, _) = self.cloud_axes();
        let side = |at: Xy| if x.share(at.0) > 0.5 { Side::Left } else { Side::Right };
        let mut words = vec![label((0.0, 0.0), Side::Below, Of::Text, "label.zero")];
        // On the point itself the words would lie on each other.
        let width = x.high - x.low;
        if libm::hypot(cloud.full.0, cloud.full.1) > 0.12 * width {
            words.push(label(cloud.full, side(cloud.full), Of::Gradient, "label.full-gradient"));
        }
        words
    }
    /// Words on the map, and in the cloud while anybody looks at it.
    pub(super) fn gradient_words(&self) -> Vec<Label> {
        let mut words = if self.deep { self.cloud_words() } else { Vec::new() };
        let [tx, ty] = self.theta(self.now());
        let (full, _) = moments(&self.gradients([tx, ty]));
        let (x, _) = self.map_axes();
        let at = self.pointed_to((tx, ty), full);
        if libm::hypot(at.0 - tx, at.1 - ty) > 0.1 * (x.high - x.low) {
            let side = if x.share(at.0) > 0.55 { Side::Left } else { Side::Right };
            let (key, args) = ("label.full-gradient", Vec::new());
            words.push(Label { panel: MAP, at, side, of: Of::Gradient, key, args });
        }
        words
    }
    /// The covariance under the pictures: formula, and measured.
    pub(super) fn formula(&self) -> Sentence {
        let cloud = self.cloud();
        let (n, size) = (self.n(), self.size());
        let sampling = if cloud.replace { Sampling::WithReplacement } else { Sampling::WithoutReplacement };
        let sd = |k: usize, values: [f64; 2]| fixed(values[k].max(0.0).sqrt(), 3);
        let examples = eigen(moments(&cloud.gradients).1).values;
        let args = vec![
            ("n", (n as f64).into()),
            ("b", (size as f64).into()),
            ("less", ((n - size) as f64).into()),
            ("one", (n as f64 - 1.0).into()),
            ("factor", fixed(batch_factor(n, size, sampling), 3).into()),
            ("count", (cloud.count as f64).into()),
            ("single", format!("{} × {}", sd(1, examples), sd(0, examples)).into()),
            ("theory", format!("{} × {}", sd(1, cloud.theory.values), sd(0, cloud.theory.values)).into()),
            (
                "measured",
                format!("{} × {}", sd(1, cloud.measured.values), sd(0, cloud.measured.values)).into(),
            ),
        ];
        let key = match (cloud.replace, cloud.sampled) {
            (true, _) => "caption.batches.replacement",
            (false, true) => "caption.batches.some",
            (false, false) => "caption.batches",
        };
        (key, args)
    }
}
