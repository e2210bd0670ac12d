//! Where both runs start: on a critical point of the full loss, unless something else is set.

use super::{START, This};
use crate::chart::Xy;

/// The sharp minimum of the full loss as earlier links write it: what follows from it follows to the last bit.
const VALLEY: f64 = -1.489958720645876;
/// How far from a critical point a start is drawn to it, in widths of the picture.
const SNAP: f64 = 0.012;

impl This {
    /// Where both runs start: the setting, or a critical point of the full loss.
    pub(super) fn start_point(&self) -> Vec<f64> {
        let (low, high) = self.objective.domain()[0];
        match self.settings.point(&START) {
            None => self.critical_start(),
            Some((x, _)) if self.is_curve() => vec![x.clamp(low, high)],
            Some((x, y)) => vec![x, y],
        }
    }
    /// The critical point where runs start unless something else is set.
    fn critical_start(&self) -> Vec<f64> {
        if self.is_curve() { vec![VALLEY] } else { vec![0.0, 0.0] }
    }
    /// Puts the start there, or on the critical point beside it, and goes back to it.
    pub(super) fn place(&mut self, to: Xy) {
        let to = if self.is_curve() { vec![to.0] } else { <[f64; 2]>::from(self.stage.inside(to)).to_vec() };
        let to = self.snapped(&to);
        let text: Vec<String> = to.iter().map(f64::to_string).collect();
        let home = distance(&to, &self.critical_start()) < 1e-12;
        let text = if home { String::new() } else { text.join(",") };
        self.adjust(&START, &text);
        self.restart();
    }
    /// A start drawn to a critical point beside it.
    fn snapped(&self, at: &[f64]) -> Vec<f64> {
        let (low, high) = self.objective.domain()[0];
        let points = self.objective.critical_points();
        let near = points.iter().find(|point| distance(&point.theta, at) < SNAP * (high - low));
        near.map_or_else(|| at.iter().map(|x| libm::round(x * 1e4) / 1e4).collect(), |p| p.theta.clone())
    }
}

pub(super) fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Scene;

    #[test]
    fn a_start_beside_a_critical_point_is_drawn_to_it() {
        let mut scene = This::new();
        scene.drag(0, (-1.45, 0.0), true);
        assert_eq!(scene.start_point(), [VALLEY]);
        scene.drag(0, (0.7, 0.0), true);
        assert_eq!(scene.query(), [("start".to_owned(), "0.7".to_owned())]);
        assert_eq!(scene.load(&[("from".to_owned(), "1.5".to_owned())]), [], "the name of earlier links");
        assert_eq!(scene.start_point(), [1.5]);
    }
}
