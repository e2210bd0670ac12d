//! Accuracy against batch size; what the rates that were tried gave; the losses of the watched run.

use super::{Budget, MODEL_BIAS, OVERFITTING, This, Tuning};
use crate::chart::{Axis, DASHED, DASHES, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::param::MOST;
use crate::scene::sweep::On;
use downhill_network::job::Glimpse;

/// The arrow of the lecture's slide: share of the width, height.
const SLIDE: [Xy; 2] = [(0.16, 0.93), (0.86, 0.66)];

/// Colour, dash and mark of a curve.
fn look(on: On) -> (Of, (f64, f64), Shape) {
    match on {
        On::Training => (Of::Run(0), SOLID, Shape::Circle),
        On::Validation => (Of::Run(1), DASHES[1], Shape::Square),
    }
}

impl This {
    /// Batch size along, accuracy up.
    pub(super) fn sweep_axes(&self) -> (Axis, Axis) {
        let most = self.plan.asked.examples() as f64;
        (Axis::log(0.7, 2.6 * most), Axis::ticked(0.0, 1.19, 0.0, 1.0).percent())
    }
    /// Place of an accuracy in the picture.
    pub(super) fn spot(&self, place: usize, value: f64) -> Xy {
        (self.plan.asked.sizes()[place] as f64, value)
    }
    /// What is known of both accuracies, each seed, and what an answer of yes would look like.
    pub(super) fn sweep_moving(&self) -> Picture {
        let mut picture = Picture::new(self.sweep_axes());
        if self.bare() {
            self.sketch(&mut picture);
        }
        let places = 0..self.plan.rates.len();
        for on in [On::Validation, On::Training] {
            let (of, dash, shape) = look(on);
            let known: Vec<_> =
                places.clone().filter_map(|place| Some((place, self.mean(place, on)?))).collect();
            let band: Vec<_> =
                known.iter().filter_map(|(place, mean)| Some((*place, mean.interval?))).collect();
            for pair in band.windows(2) {
                let [(a, (a_low, a_high)), (b, (b_low, b_high))] = [pair[0], pair[1]];
                let corners = [(a, a_low), (b, b_low), (b, b_high), (a, a_high)];
                let points = corners.map(|(place, value)| self.spot(place, value)).to_vec();
                picture.marks.push(Mark::Area { points, ink: faint(of, 0.16) });
            }
            for place in places.clone() {
                let seeds = self.results.ends(&self.plan, place);
                let points: Vec<Xy> = seeds.iter().map(|end| self.spot(place, end.on(on))).collect();
                picture.marks.push(Mark::dots(points, Shape::Circle, 1.7, faint(of, 0.55)));
            }
            let points: Vec<Xy> = known.iter().map(|(place, mean)| self.spot(*place, mean.value)).collect();
            picture.marks.push(Mark::path(points.clone(), ink(of), 2.4, dash));
            picture.marks.push(Mark::Dots { points, shape, radius: 5.0, ink: ink(of), rim: true });
        }
        if let Some(level) = self.yes() {
            let line = vec![(picture.x.low, level), (picture.x.high, level)];
            picture.marks.push(Mark::path(line, ink(Of::Gradient), 1.8, DASHED));
        }
        picture
    }
    /// Whether nothing is known yet of what is asked for.
    pub(super) fn bare(&self) -> bool {
        (0..self.plan.rates.len()).all(|place| self.mean(place, On::Training).is_none())
    }
    /// Whether what is asked for is what the lecture's slide shows.
    pub(super) fn of_slide(&self) -> bool {
        (self.plan.asked.budget, self.plan.asked.tuning) == (Budget::Epochs, Tuning::Same)
    }
    /// Where dots will stand, and which way the lecture's slide goes: no number is drawn that was not measured.
    fn sketch(&self, picture: &mut Picture) {
        for size in self.plan.asked.sizes() {
            let post = vec![(*size as f64, 0.0), (*size as f64, 1.0)];
            picture.marks.push(Mark::path(post, faint(Of::Muted, 0.35), 1.2, DASHED));
        }
        if self.of_slide() {
            let [from, to] = SLIDE.map(|(across, up)| (picture.x.value(across), up));
            let ink = faint(Of::Muted, 0.8);
            picture.marks.push(Mark::Arrow { from, to, ink, width: 2.0, dash: DASHED });
        }
    }
    /// Where training accuracy would be for every batch size, if the answer to the step's question were yes.
    pub(super) fn yes(&self) -> Option<f64> {
        if !self.pointing() {
            return None;
        }
        let (small, large) = self.ends();
        let place = match self.step()? {
            OVERFITTING => small,
            MODEL_BIAS => large,
            _ => return None,
        };
        self.mean(place, On::Training).map(|mean| mean.value)
    }

    /// Learning rate along, training accuracy of its trials up.
    pub(super) fn rate_axes(&self) -> (Axis, Axis) {
        let asked = &self.plan.asked;
        let (least, most) = (asked.rates(asked.sizes()[0]), asked.rates(asked.examples()));
        (Axis::log(0.7 * least[0], 1.5 * most[most.len() - 1]), Axis::ticked(0.0, 1.09, 0.0, 1.0).percent())
    }
    /// One line a batch size, the chosen rate marked.
    pub(super) fn rate_moving(&self) -> Picture {
        let mut picture = Picture::new(self.rate_axes());
        let asked = &self.plan.asked;
        for (place, &size) in asked.sizes().iter().enumerate() {
            let (of, dash) = (Of::Run(place % MOST), DASHES[place % MOST]);
            let tried = |rate: f64| Some((rate, self.results.tried(asked, size, rate)?));
            let points: Vec<Xy> = asked.rates(size).into_iter().filter_map(tried).collect();
            picture.marks.push(Mark::path(points, ink(of), 1.8, dash));
            if let Some(best) = self.plan.rates[place].and_then(tried) {
                let shape = Shape::RUNS[place % MOST];
                picture.marks.push(Mark::Dots {
                    points: vec![best],
                    shape,
                    radius: 5.0,
                    ink: ink(of),
                    rim: true,
                });
            }
        }
        picture
    }

    /// Updates along, loss up.
    pub(super) fn watch_axes(&self) -> (Axis, Axis) {
        let updates = self.plan.asked.updates(self.watched_size()) as f64;
        let losses =
            self.watch.glimpses.iter().flat_map(|glimpse| [glimpse.train.loss, glimpse.validation.loss]);
        let most = losses.filter(|loss| loss.is_finite()).fold(2.5, f64::max);
        (Axis::linear(0.0, 1.04 * updates), Axis::linear(0.0, 1.08 * most.min(25.0)))
    }
    /// Training and validation loss of the watched run, and the moment that is shown.
    pub(super) fn watch_moving(&self) -> Picture {
        let mut picture = Picture::new(self.watch_axes());
        for on in [On::Validation, On::Training] {
            let loss = |glimpse: &Glimpse| match on {
                On::Training => glimpse.train.loss,
                On::Validation => glimpse.validation.loss,
            };
            let (of, dash, shape) = look(on);
            let spot = |glimpse: &Glimpse| (glimpse.update as f64, loss(glimpse));
            let points = self.watch.glimpses.iter().map(spot).collect();
            picture.marks.push(Mark::path(points, ink(of), 2.2, dash));
            if let Some(now) = self.glimpse() {
                let points = vec![spot(now)];
                picture.marks.push(Mark::Dots { points, shape, radius: 5.5, ink: ink(of), rim: true });
            }
        }
        picture
    }
}
