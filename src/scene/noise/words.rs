//! Words in the pictures.

use super::{BATCH, FULL, NORMS, This};
use crate::chart::Of;
use crate::decimal::raised;
use crate::scene::{Label, Side};

impl This {
    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let now = self.now();
        let place = now.batch % self.per_epoch() + 1;
        let args = || vec![("batch", raised(place).into())];
        let label = |panel, at, side, of, key| Label { panel, at, side, of, key, args: Vec::new() };
        let mut words = Vec::new();
        if self.is_curve() {
            let (x, _) = self.curve_axes();
            // At the left edge all curves lie together, far from the valleys.
            let edge = x.value(0.07);
            words.push(label(
                FULL,
                (edge, self.objective.loss(&[edge]) - 0.03),
                Side::Below,
                Of::Text,
                "label.full-loss",
            ));
            let edge = x.value(0.12);
            let above = (edge, self.objective.batch_loss(&self.deals[self.now().batch], &[edge]) + 0.03);
            words.push(Label {
                args: args(),
                ..label(FULL, above, Side::Above, Of::Run(0), "label.batch-loss")
            });
        } else {
            let (x, y) = self.map_axes();
            let corner = (x.value(0.015), y.value(0.95));
            words.push(label(FULL, corner, Side::Right, Of::Text, "label.full-loss"));
            words.push(Label {
                args: args(),
                ..label(BATCH, corner, Side::Right, Of::Run(0), "label.batch-loss")
            });
        }
        let (_, norms) = self.norm_axes();
        let theta = self.theta(now);
        let top = |height: f64| height.min(norms.high * 0.86);
        words.push(label(
            NORMS,
            (-1.3, top(self.norm(None, &theta))),
            Side::Above,
            Of::Text,
            "label.full-loss",
        ));
        let played = ((place - 1) as f64, top(self.norm(Some(&self.deals[now.batch]), &theta)));
        words.push(Label {
            args: args(),
            ..label(NORMS, played, Side::Above, Of::Run(0), "label.batch-loss")
        });
        words
    }
}
