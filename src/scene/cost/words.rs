//! Words in the pictures.

use super::findings::name;
use super::losses::TRAINED;
use super::pictures::{epoch, look};
use super::plan::LARGE;
use super::results::Gpu;
use super::said::time as said;
use super::{EPOCH, SECONDS, This, UPDATE, Way};
use crate::chart::{Axis, Of, Xy};
use crate::scene::{Args, Label, Side};
use std::cmp::Ordering::Equal;

/// Distance of two names, in heights of the picture: a line on a small screen.
const APART: f64 = 0.08;

fn label(panel: usize, at: Xy, side: Side, of: Of, key: &'static str, args: Args) -> Label {
    Label { panel, at, side, of, key, args }
}

impl This {
    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let mut words = self.waiting();
        words.extend(self.names());
        words.extend(self.numbers());
        words.extend(self.gaps());
        if self.deep {
            words.extend(self.seconds_words());
        }
        words
    }
    /// While nothing is known.
    fn waiting(&self) -> Vec<Label> {
        if self.has_some() {
            return Vec::new();
        }
        let middle = |(x, y): (Axis, Axis)| (x.value(0.5), y.value(0.5));
        let key = match (self.wanted, self.asked.way == Way::Gpu && self.results.gpu.lacking()) {
            (true, _) => "label.cost.measuring",
            (false, true) => "label.cost.gpu-missing",
            (false, false) => "label.not-measured",
        };
        let slide = |panel, (x, y): (Axis, Axis), up| {
            let at = (x.value(0.02), y.value(up));
            label(panel, at, Side::Right, Of::Muted, "label.cost.slide", Vec::new())
        };
        vec![
            label(UPDATE, middle(self.update_axes()), Side::Upon, Of::Text, key, Vec::new()),
            slide(UPDATE, self.update_axes(), 0.26),
            slide(EPOCH, self.epoch_axes(), 0.94),
        ]
    }
    /// Each line's name, where it ends. Where ends are near, the names of lower ones stand lower still.
    fn names(&self) -> Vec<Label> {
        let (_, y) = self.update_axes();
        let share = |way: Way| self.medians(way).last().map(|(_, spread)| y.share(spread.median));
        let mut words: Vec<Label> = Vec::new();
        let (mut left, mut above) = (Way::ALL.to_vec(), f64::INFINITY);
        while let Some(k) =
            (0..left.len()).max_by(|a, b| share(left[*a]).partial_cmp(&share(left[*b])).unwrap_or(Equal))
        {
            let way = left.remove(k);
            if let (Some((size, _)), Some(share)) = (self.medians(way).last(), share(way)) {
                above = share.min(above - APART);
                let at = (*size as f64, y.value(above));
                words.push(label(UPDATE, at, Side::Right, look(way).0, name(way), Vec::new()));
            }
        }
        words
    }
    /// The times of the two batches that are compared, what the lecture says of them, and where each way is saturated.
    fn numbers(&self) -> Vec<Label> {
        let way = self.asked.way;
        let (of, base) = (look(way).0, self.asked.base(way));
        let mut words = Vec::new();
        for size in [base, LARGE] {
            let Some(seconds) = self.median(way, size) else { continue };
            // Above: lines rise, or are flat; those of epochs fall.
            let epoch = epoch(size, seconds);
            for (panel, (x, y), time, side, dx) in [
                (UPDATE, self.update_axes(), seconds, Side::Left, -0.005),
                (EPOCH, self.epoch_axes(), epoch, Side::Right, 0.005),
            ] {
                let at = (x.value(x.share(size as f64) + dx), y.value(y.share(time) + 0.045));
                words.push(label(panel, at, side, of, "label.cost.time", vec![("time", said(time).into())]));
            }
        }
        if let Some(seconds) = self.median(way, base).filter(|_| self.median(way, LARGE).is_some()) {
            let args = vec![("base", (base as f64).into())];
            words.push(label(UPDATE, (2e4, seconds), Side::Above, Of::Gradient, "label.cost.same", args));
        }
        for way in Way::ALL {
            if let Some((at, seconds)) = self.saturated(way) {
                let (_, y) = self.update_axes();
                // On the dashed line, where the curves are far.
                let low = y.value(0.5 * y.share(seconds));
                let args = vec![("saturation", self.saturation(way).into())];
                words.push(label(UPDATE, (at, low), Side::Right, look(way).0, "label.cost.saturation", args));
            }
        }
        words
    }
    /// What is not there, and why.
    fn gaps(&self) -> Vec<Label> {
        let (x, y) = self.update_axes();
        let way = self.asked.way;
        // Where no line comes: above the small batches.
        let at = |row: f64| (x.value(0.03), y.value(0.95 - 0.07 * row));
        let mut words = Vec::new();
        if let Some((size, seconds)) = self.results.left_out(self.asked.series(way)) {
            let args = vec![("size", (size as f64).into()), ("time", said(seconds).into())];
            words.push(label(UPDATE, at(0.0), Side::Right, Of::Muted, "label.cost.left-out", args));
        }
        let key = match (way, &self.results.gpu) {
            (Way::Gpu, Gpu::Missing | Gpu::Failed(_)) if self.has_some() => Some("label.cost.gpu-missing"),
            (Way::Gpu, Gpu::Here { software: true, .. }) => Some("label.cost.software"),
            _ => None,
        };
        words.extend(key.map(|key| label(UPDATE, at(1.0), Side::Right, Of::Muted, key, Vec::new())));
        words
    }
    fn seconds_words(&self) -> Vec<Label> {
        let mut words = Vec::new();
        for (place, size) in TRAINED.into_iter().enumerate() {
            let losses = self.losses(size);
            if let Some(at) = losses.first() {
                let args = vec![("size", (size as f64).into())];
                words.push(label(SECONDS, *at, Side::Above, Of::Run(place), "run.batch-size", args));
            }
        }
        if words.is_empty() {
            let (x, y) = self.seconds_axes();
            let at = (x.value(0.5), y.value(0.5));
            words.push(label(SECONDS, at, Side::Upon, Of::Muted, "label.cost.no-losses", Vec::new()));
        }
        words
    }
}
