//! For each comparison which batches the lecture says are better, and which ones were.

use super::findings::said;
use super::rows::{LINES, Line, Word};
use super::{Source, This};
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Shape, faint, ink};
use crate::scene::record::{self, Outcome};
use crate::scene::{Label, Side, Standing};

/// Left of the middle the names have their room.
const LEFT: f64 = -2.35;
const RIGHT: f64 = 1.25;
/// Nearer to the middle than this is about the same: twice as long, five points of training accuracy, one point of test accuracy.
const SAME: f64 = 0.1;

impl This {
    /// The lines that are drawn, each with its height.
    fn lines(&self) -> Vec<(f64, &'static Line)> {
        let lines: Vec<&Line> = LINES.iter().filter(|line| line.shown()).collect();
        let count = lines.len();
        lines.into_iter().enumerate().map(|(k, line)| ((count - k) as f64 - 0.5, line)).collect()
    }
    pub(super) fn axes(&self) -> (Axis, Axis) {
        (Axis::bare(LEFT, RIGHT), Axis::bare(0.0, self.lines().len() as f64))
    }
    /// What the lecture says: the side that is better, or the middle.
    pub(super) fn lecture(&self) -> Picture {
        let lines = self.lines();
        let bar = |(height, line): &(f64, &Line)| {
            let (left, right) = match line.lecture {
                Word::Small => (-1.0, -SAME),
                Word::Same => (-SAME, SAME),
                Word::Large => (SAME, 1.0),
            };
            [left, right, height - 0.32, height + 0.32]
        };
        let middle = vec![(0.0, 0.0), (0.0, lines.len() as f64)];
        // Rows that are not asked about stand back.
        let (asked, others): (Vec<_>, Vec<_>) = lines.iter().partition(|(_, line)| self.chosen(line));
        Picture::new(self.axes()).with([
            Mark::Bars { bars: asked.into_iter().map(bar).collect(), ink: faint(Of::Memory, 0.24) },
            Mark::Bars { bars: others.into_iter().map(bar).collect(), ink: faint(Of::Memory, 0.07) },
            Mark::path(middle, ink(Of::Muted), 1.0, SOLID),
        ])
    }
    /// What was measured.
    pub(super) fn measured(&self) -> Picture {
        let mut picture = Picture::new(self.axes());
        for (height, line) in self.lines() {
            let Some(outcome) = record::of(line.cell) else { continue };
            let (of, shape) = look(&outcome);
            let ink = if self.chosen(line) { ink(of) } else { faint(of, 0.3) };
            let [low, high] = [outcome.difference.low, outcome.difference.high].map(|x| place(line, x));
            let whisker = vec![(low, height), (high, height)];
            picture.marks.push(Mark::path(whisker, ink, 3.0, SOLID));
            let points = vec![(place(line, outcome.difference.value), height)];
            picture.marks.push(Mark::Dots { points, shape, radius: 5.5, ink, rim: true });
        }
        picture
    }
    /// Names of the lines, and what they came to.
    pub(super) fn words(&self) -> Vec<Label> {
        let mut words = Vec::new();
        for (height, line) in self.lines() {
            let mut label = |at, side, of, key, args| {
                words.push(Label { panel: 0, at, side, of, key, args });
            };
            let of = if self.chosen(line) { Of::Text } else { Of::Muted };
            label((LEFT, height), Side::Right, of, line.name, Vec::new());
            let busy = line.source.and_then(|source| self.sources.get(source)).is_some_and(Source::busy);
            match record::of(line.cell) {
                Some(outcome) if self.chosen(line) => {
                    let ends = [outcome.difference.low, outcome.difference.high].map(|x| place(line, x));
                    let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                    let key = if line.of_time { "label.times" } else { "label.points" };
                    let args = vec![("difference", said(line, outcome.difference.value).into())];
                    // Beside its interval, where there is room.
                    let (at, side) = if high > 0.5 { (low, Side::Left) } else { (high, Side::Right) };
                    label((at, height), side, look(&outcome).0, key, args);
                }
                None if busy && self.chosen(line) => {
                    label((0.0, height), Side::Upon, Of::Muted, "label.under-way", Vec::new())
                }
                _ => {}
            }
        }
        words
    }
}

fn place(line: &Line, difference: f64) -> f64 {
    line.place(difference).clamp(-1.15, 1.15)
}

/// Blue where the lecture's word holds, orange where it does not.
fn look(outcome: &Outcome) -> (Of, Shape) {
    match outcome.standing {
        Standing::Holds => (Of::Run(0), Shape::Circle),
        Standing::Fails => (Of::Gradient, Shape::Square),
        Standing::Conditional | Standing::Unclear => (Of::Muted, Shape::Diamond),
    }
}
