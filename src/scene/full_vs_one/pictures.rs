//! What this scene draws of its own: the data with the fitted lines, and the directions that batches propose.

use super::FullVsOne;
use super::band::Spread;
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::Layer;
use crate::scene::lane::{Lane, dash, eased};

/// Seconds for which the teaser shows one proposed direction.
const PROPOSAL_SECONDS: f64 = 0.7;

impl FullVsOne {
    /// The batches of a lane's first epoch, and where the teaser stands among them.
    fn proposal<'a>(&self, lane: &'a Lane) -> (Vec<&'a [usize]>, f64) {
        let points = lane.trace().points();
        let first = points.iter().skip(1).take(lane.run().per_epoch() as usize);
        (first.map(|point| point.batch.as_slice()).collect(), self.idle / PROPOSAL_SECONDS)
    }

    /// −∇Lᵇ at the start, turning from one batch's direction to the next.
    pub(super) fn proposed_arrow(&self, index: usize, lane: &Lane) -> Option<Mark> {
        let (batches, at) = self.proposal(lane);
        if batches.is_empty() {
            return None;
        }
        let from = self.start();
        let theta = [from.0, from.1];
        let direction = |k: usize| {
            let mut g = [0.0; 2];
            self.stage.objective().batch_gradient(batches[k % batches.len()], &theta, &mut g);
            (g[0], g[1])
        };
        let (a, b) = (direction(at as usize), direction(at as usize + 1));
        let turn = (at.fract() / 0.45).min(1.0);
        let (gx, gy) = eased(a, b, turn);
        // Long enough to see whatever η is, and still short against the map.
        let scale = 0.16;
        let to = (from.0 - scale * gx, from.1 - scale * gy);
        Some(Mark::Arrow { from, to, ink: faint(Of::Run(index), 0.9), width: 2.5, dash: SOLID })
    }

    /// Axes of the data panel: all examples, with room around them.
    pub(super) fn data_axes(&self) -> (Axis, Axis) {
        (Axis::around(&self.data.x, 0.12), Axis::around(&self.data.y, 0.12))
    }

    /// Loss against time: over the bands of all seeds the single runs.
    pub(super) fn loss_picture(&self, layer: Layer) -> Picture {
        let mut picture = self.stage.loss(layer);
        if layer == Layer::Under {
            return picture;
        }
        let (low, high) = (picture.y.low, picture.y.high);
        let time = self.stage.race.clock.time();
        // The linear axis shows the loss itself, the logarithmic one what is above the minimum.
        let floor = if self.stage.is_log() { 0.0 } else { self.stage.floor() };
        let mut bands = Vec::new();
        for (index, band) in self.bands.iter().enumerate().rev() {
            let line = |part: fn(&Spread) -> f64| -> Vec<Xy> {
                band.until(time).map(|s| (s.time, (floor + part(&s)).clamp(low, high))).collect()
            };
            let mut area = line(|spread| spread.low);
            area.extend(line(|spread| spread.high).into_iter().rev());
            bands.push(Mark::Area { points: area, ink: faint(Of::Run(index), 0.14) });
            let mean = line(|spread| spread.mean);
            bands.push(Mark::Path {
                points: mean,
                ink: faint(Of::Run(index), 0.55),
                width: 3.5,
                dash: SOLID,
            });
        }
        picture.over.splice(0..0, bands);
        picture
    }

    /// The data with the fitted lines, and the batches at work.
    pub(super) fn data_picture(&self, layer: Layer) -> Picture {
        let (x, y) = self.data_axes();
        let ends = [x.low, x.high];
        let mut picture = Picture::new((x, y));
        let line = |(w0, w1): Xy| ends.map(|x| (x, w0 + w1 * x)).to_vec();
        let example = |&i: &usize| (self.data.x[i], self.data.y[i]);
        if layer == Layer::Under {
            let points = (0..self.data.x.len()).map(|i| example(&i)).collect();
            picture.under.push(Mark::Dots {
                points,
                shape: Shape::Circle,
                radius: 3.5,
                ink: faint(Of::Text, 0.75),
                rim: false,
            });
            return picture;
        }
        let (time, rate) = (self.stage.race.clock.time(), self.stage.race.clock.rate());
        for (index, lane) in self.stage.race.lanes.iter().enumerate().rev() {
            let moment = lane.at(time, rate);
            let batch: &[usize] = if self.idling() {
                let (batches, at) = self.proposal(lane);
                if batches.is_empty() { &[] } else { batches[at as usize % batches.len()] }
            } else {
                moment.next.map_or(&[], |point| &point.batch)
            };
            let points = batch.iter().map(example).collect();
            let radius = 6.5 + 2.0 * index as f64;
            picture.over.push(Mark::Dots {
                points,
                shape: Shape::Ring,
                radius,
                ink: ink(Of::Run(index)),
                rim: false,
            });
            picture.over.push(Mark::Path {
                points: line(moment.xy),
                ink: ink(Of::Run(index)),
                width: 2.0,
                dash: dash(index),
            });
        }
        picture
    }
}
