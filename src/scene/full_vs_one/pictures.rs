//! What this scene draws of its own: the data with the fitted lines, and the directions that batches propose.

use super::This;
use super::band::Seeds;
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::lane::{Lane, TimeAxis, dash, eased};
use crate::scene::model::PanelWords;

/// Seconds for which the teaser shows one proposed direction.
const PROPOSAL_SECONDS: f64 = 0.7;

impl This {
    /// The batches of a lane's first epoch, and where the teaser stands among them.
    fn proposal<'a>(&self, lane: &'a Lane) -> (Vec<&'a [usize]>, f64) {
        let points = lane.trace().points();
        let first = points.iter().skip(1).take(lane.run().per_epoch() as usize);
        (first.map(|point| point.batch.as_slice()).collect(), self.waited / PROPOSAL_SECONDS)
    }

    /// −∇Lᵇ at the start, turning from one batch's direction to the next.
    fn proposed_arrow(&self, index: usize, lane: &Lane) -> Option<Mark> {
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

    /// The paths; before the first run also what each batch proposes.
    pub(super) fn paths_and_proposals(&self) -> Picture {
        let paths = self.paths();
        if !self.idling() {
            return paths;
        }
        let arrows = self.race.lanes.iter().enumerate().rev();
        let arrows = arrows.filter_map(|(index, lane)| self.proposed_arrow(index, lane));
        Picture::new(self.map_axes()).with(arrows).with(paths.marks)
    }

    /// Words of the data panel.
    pub(super) fn data_words(&self) -> PanelWords {
        let [x, y] = self.examples.names(&self.settings);
        [x, y, "panel.full-vs-one.data"]
    }
    /// Words of the loss panel.
    pub(super) fn loss_words(&self) -> PanelWords {
        let x = match self.settings.choice(&super::MATCH) {
            TimeAxis::Epochs => "axis.epoch",
            TimeAxis::Updates => "axis.update",
            TimeAxis::Examples => "axis.example",
        };
        [x, self.stage.loss_label(), "panel.full-vs-one.loss"]
    }
    /// Axes of the data panel.
    pub(super) fn data_axes(&self) -> (Axis, Axis) {
        self.examples.axes()
    }

    /// Loss against time: over the bands of all seeds the single runs.
    pub(super) fn loss_moving(&self) -> Picture {
        let (x, y) = self.loss_axes();
        let (low, high) = (y.low, y.high);
        let time = self.race.clock.time();
        // The linear axis shows the loss itself, the logarithmic one what is above the minimum.
        let floor = if self.stage.is_log() { 0.0 } else { self.stage.floor() };
        let bands = self.bands.iter().enumerate().rev().filter(|_| self.deep).flat_map(|(index, band)| {
            let line = |part: fn(&Seeds) -> f64| -> Vec<Xy> {
                band.until(time).map(|s| (s.time, (floor + part(&s)).clamp(low, high))).collect()
            };
            let mut area = line(|seeds| seeds.low);
            area.extend(line(|seeds| seeds.high).into_iter().rev());
            let mean = Mark::path(line(|seeds| seeds.mean), faint(Of::Run(index), 0.55), 3.5, SOLID);
            [Mark::Area { points: area, ink: faint(Of::Run(index), 0.14) }, mean]
        });
        Picture::new((x, y)).with(bands).with(self.loss_curves().marks)
    }

    /// The data, the fitted lines, and the batches at work.
    pub(super) fn data_moving(&self) -> Picture {
        let (time, rate) = (self.race.clock.time(), self.race.clock.rate());
        let mut picture = Picture::new(self.data_axes());
        let points = (0..self.examples.len()).map(|i| self.examples.at(i)).collect();
        picture.marks.push(Mark::dots(points, Shape::Circle, 3.5, faint(Of::Text, 0.75)));
        for (index, lane) in self.race.lanes.iter().enumerate().rev() {
            let moment = lane.at(time, rate);
            let batch: &[usize] = if self.idling() {
                let (batches, at) = self.proposal(lane);
                if batches.is_empty() { &[] } else { batches[at as usize % batches.len()] }
            } else {
                moment.next.map_or(&[], |point| &point.batch)
            };
            let points = batch.iter().map(|&i| self.examples.at(i)).collect();
            let (radius, own) = (6.5 + 2.0 * index as f64, ink(Of::Run(index)));
            picture.marks.push(Mark::dots(points, Shape::Ring, radius, own));
            picture.marks.push(Mark::path(self.examples.across(moment.xy), own, 2.0, dash(index)));
        }
        picture
    }
}
