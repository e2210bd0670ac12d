//! The loss along the line between the two solutions, and on the planes through each.

use super::This;
use crate::chart::{Axis, DASHED, DASHES, Field, Mark, Of, Picture, SOLID, Shape, faint, ink};
use downhill_network::job::{Around, ENDS, LINE, Look, Plane, SIDE};
use std::rc::Rc;

/// Training, and what was never seen: place among the numbers of a point on the line, colour, dash.
pub(super) const CURVES: [(usize, Of, (f64, f64)); 2] = [(1, Of::Text, SOLID), (3, Of::Gradient, DASHES[1])];

/// A hill between the two solutions.
pub(super) struct Hill {
    /// Where, from 0 to 1, and how high the training loss is there.
    pub(super) at: f64,
    pub(super) loss: f64,
    /// The higher training loss of both ends.
    pub(super) ends: f64,
}

impl This {
    fn seen(&self, look: Look, at: usize) -> Option<&Around> {
        self.results.look(&self.asked.first(look, at)?)
    }
    /// Place, training loss and accuracy, test loss and accuracy of the points of the line.
    pub(super) fn line(&self) -> &[[f64; 5]] {
        match self.seen(Look::Line, 0) {
            Some(Around::Line(points)) => points,
            _ => &[],
        }
    }
    pub(super) fn plane(&self, at: usize) -> Option<&Plane> {
        match self.seen(Look::Plane, at) {
            Some(Around::Plane(plane)) if !plane.losses.is_empty() => Some(plane),
            _ => None,
        }
    }
    /// Whether there is nothing to look at, because one of the two has not learnt.
    pub(super) fn unlearnt(&self) -> bool {
        self.seen(Look::Line, 0) == Some(&Around::Unlearnt)
    }
    /// The highest point between the two solutions.
    pub(super) fn hill(&self) -> Option<Hill> {
        let all = Some(self.line()).filter(|points| points.len() == LINE)?;
        let between = || all.iter().filter(|point| (0.0..=1.0).contains(&point[0]));
        let [at, loss, ..] = *between().max_by(|a, b| a[1].total_cmp(&b[1]))?;
        let ends = between().next()?[1].max(between().next_back()?[1]);
        Some(Hill { at, loss, ends })
    }

    pub(super) fn line_axes(&self, accuracy: bool) -> (Axis, Axis) {
        let x = Axis::linear(ENDS.0, ENDS.1);
        if accuracy {
            return (x, Axis::ticked(0.0, 1.1, 0.0, 1.0).percent());
        }
        let losses = self.line().iter().flat_map(|point| [point[1], point[3]]);
        let most = losses.filter(|loss| loss.is_finite()).fold(1.0, f64::max);
        (x, Axis::linear(0.0, 1.15 * most.min(20.0)))
    }
    /// Both solutions, and training and test loss or accuracy on the line through them.
    pub(super) fn line_moving(&self, accuracy: bool) -> Picture {
        let mut picture = Picture::new(self.line_axes(accuracy));
        let (low, high) = (picture.y.low, picture.y.high);
        for at in [0.0, 1.0] {
            let post = vec![(at, low), (at, high)];
            picture.marks.push(Mark::path(post, faint(Of::Muted, 0.7), 1.2, DASHED));
        }
        for (column, of, dash) in CURVES.into_iter().rev() {
            let column = column + usize::from(accuracy);
            let points = self.line().iter().map(|point| (point[0], point[column])).collect();
            picture.marks.push(Mark::path(points, ink(of), 2.3, dash));
            for (which, shape) in [Shape::Circle, Shape::Square].into_iter().enumerate() {
                let ends = self.line().iter().filter(|point| (point[0] - which as f64).abs() < 1e-9);
                let points = ends.map(|point| (point[0], point[column])).collect();
                picture.marks.push(Mark::Dots {
                    points,
                    shape,
                    radius: 5.0,
                    ink: ink(Of::Run(which)),
                    rim: true,
                });
            }
        }
        picture
    }

    pub(super) fn plane_axes(&self, at: usize) -> (Axis, Axis) {
        let (x, y) = self.plane(at).map_or((1.0, 1.0), |plane| plane.half);
        (Axis::linear(-x, x), Axis::linear(-y, y))
    }
    /// Training loss on a plane. Both planes have the same bands: equal colours are equal losses.
    pub(super) fn plane_still(&self, at: usize) -> Picture {
        let mut picture = Picture::new(self.plane_axes(at));
        if let Some(plane) = self.plane(at) {
            let both: Vec<f64> = [0, 1]
                .iter()
                .filter_map(|at| self.plane(*at))
                .flat_map(|plane| plane.losses.clone())
                .collect();
            let (x, y) = plane.half;
            // What is still coming is as light as the highest loss.
            let mut losses = plane.losses.clone();
            losses.resize(SIDE * SIDE, f64::NAN);
            picture.field = Some(Rc::new(Field::of((-x, x), (-y, y), (SIDE, SIDE), &losses, &both)));
        }
        picture
    }
    /// The solution, and the way to it as it falls on the plane.
    pub(super) fn plane_moving(&self, at: usize) -> Picture {
        let mut picture = Picture::new(self.plane_axes(at));
        if let Some(plane) = self.plane(at) {
            let shape = [Shape::Circle, Shape::Square][at];
            picture.marks.push(Mark::path(plane.path.clone(), ink(Of::Run(at)), 2.2, SOLID));
            let first = plane.path.first().copied().into_iter().collect();
            picture.marks.push(Mark::dots(first, Shape::Ring, 4.5, ink(Of::Run(at))));
            let points = vec![(0.0, 0.0)];
            picture.marks.push(Mark::Dots { points, shape, radius: 5.5, ink: ink(Of::Run(at)), rim: true });
        }
        picture
    }
}

const _: () = assert!(LINE % 4 == 1, "both solutions are points of the line");
