//! For each row of the lecture's table which batches it says are better, and which ones were.

use super::findings::said;
use super::rows::{About, LINES, Line, ROWS, Word, standing};
use super::{Source, This};
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Shape, faint, ink};
use crate::scene::record;
use crate::scene::{Args, Label, Side, Standing};

/// Left of the middle the names have their room.
const LEFT: f64 = -2.35;
const RIGHT: f64 = 1.25;
/// Nearer to the middle than this is about the same: twice as long, five points of training accuracy, one point of test accuracy.
const SAME: f64 = 0.1;
/// What is between two rows, in heights of a comparison.
const BETWEEN: f64 = 0.7;

/// A row of the picture: one of the lecture's table, with its comparisons below each other.
struct Drawn {
    row: &'static About,
    /// Its lower and its upper end.
    ends: (f64, f64),
    lines: Vec<(f64, &'static Line)>,
}

impl Drawn {
    fn middle(&self) -> f64 {
        0.5 * (self.ends.0 + self.ends.1)
    }
}

impl This {
    /// The rows, from above, and the height of all.
    fn drawn(&self) -> (Vec<Drawn>, f64) {
        let mut top = -0.5 * BETWEEN;
        let mut all = Vec::new();
        for row in ROWS {
            let lines = LINES.iter().filter(|line| row.cells.contains(&line.cell) && line.shown());
            let lines: Vec<_> = lines.enumerate().map(|(k, line)| (top - k as f64 - 0.5, line)).collect();
            let low = top - lines.len() as f64;
            all.push(Drawn { row, ends: (low, top), lines });
            top = low - BETWEEN;
        }
        (all, 0.5 * BETWEEN - top)
    }
    pub(super) fn axes(&self) -> (Axis, Axis) {
        let height = self.drawn().1;
        (Axis::bare(LEFT, RIGHT), Axis::bare(-height, 0.0))
    }
    /// Whether a row is among those that are asked about.
    fn in_question(&self, drawn: &Drawn) -> bool {
        drawn.lines.iter().any(|(_, line)| self.chosen(line))
    }
    /// What the lecture says: the side that is better, or the middle.
    pub(super) fn lecture(&self) -> Picture {
        let (rows, height) = self.drawn();
        let bar = |drawn: &Drawn| {
            let (left, right) = match drawn.lines.first().map(|(_, line)| line.lecture) {
                Some(Word::Small) => (-1.0, -SAME),
                Some(Word::Large) => (SAME, 1.0),
                Some(Word::Same) | None => (-SAME, SAME),
            };
            [left, right, drawn.ends.0 - 0.15, drawn.ends.1 + 0.15]
        };
        let middle = vec![(0.0, -height), (0.0, 0.0)];
        // Rows that are not asked about stand back.
        let (asked, others): (Vec<_>, Vec<_>) = rows.iter().partition(|drawn| self.in_question(drawn));
        Picture::new(self.axes()).with([
            Mark::Bars { bars: asked.into_iter().map(bar).collect(), ink: faint(Of::Memory, 0.24) },
            Mark::Bars { bars: others.into_iter().map(bar).collect(), ink: faint(Of::Memory, 0.07) },
            Mark::path(middle, ink(Of::Muted), 1.0, SOLID),
        ])
    }
    /// What was measured, each row in the colour of how it stands as a whole.
    pub(super) fn measured(&self) -> Picture {
        let mut picture = Picture::new(self.axes());
        for drawn in self.drawn().0 {
            let (of, shape) = look(drawn.row);
            let ink = if self.in_question(&drawn) { ink(of) } else { faint(of, 0.3) };
            for (height, line) in drawn.lines {
                let Some(outcome) = record::of(line.cell) else { continue };
                let [low, high] = [outcome.difference.low, outcome.difference.high].map(|x| place(line, x));
                let whisker = vec![(low, height), (high, height)];
                picture.marks.push(Mark::path(whisker, ink, 3.0, SOLID));
                let points = vec![(place(line, outcome.difference.value), height)];
                picture.marks.push(Mark::Dots { points, shape, radius: 5.0, ink, rim: true });
            }
        }
        picture
    }
    /// Names of the rows, and what their comparisons came to.
    pub(super) fn words(&self) -> Vec<Label> {
        let mut words = Vec::new();
        for drawn in self.drawn().0 {
            let asked = self.in_question(&drawn);
            let mut label = |at, side, of, key, args| {
                words.push(Label { panel: 0, at, side, of, key, args });
            };
            let of = if asked { Of::Text } else { Of::Muted };
            label((LEFT, drawn.middle()), Side::Right, of, drawn.row.name, Vec::new());
            let several = drawn.lines.len() > 1;
            for (height, line) in drawn.lines.iter().filter(|_| asked) {
                let busy = line.source.and_then(|source| self.sources.get(source)).is_some_and(Source::busy);
                match record::of(line.cell) {
                    Some(outcome) => {
                        let ends = [outcome.difference.low, outcome.difference.high].map(|x| place(line, x));
                        let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                        let key = match (line.of_time, several) {
                            (true, false) => "label.times",
                            (true, true) => "label.times-of",
                            (false, false) => "label.points",
                            (false, true) => "label.points-of",
                        };
                        let args: Args = vec![
                            ("part", line.part.into()),
                            ("difference", said(line, outcome.difference.value).into()),
                        ];
                        // Beside its interval, where there is room.
                        let (at, side) = if high > 0.0 { (low, Side::Left) } else { (high, Side::Right) };
                        label((at, *height), side, look(drawn.row).0, key, args);
                    }
                    None if busy => {
                        label((0.0, *height), Side::Upon, Of::Muted, "label.under-way", Vec::new());
                    }
                    None => {}
                }
            }
        }
        words
    }
}

fn place(line: &Line, difference: f64) -> f64 {
    line.place(difference).clamp(-1.15, 1.15)
}

/// How a row looks: as it is counted in the verdict, blue where the lecture's word holds, red where it does not, green where that
/// depends; grey where it is not clear, or part of the row is still to be measured.
fn look(row: &About) -> (Of, Shape) {
    match standing(row.cells) {
        Some(Standing::Holds) => (Of::Run(0), Shape::Circle),
        Some(Standing::Fails) => (Of::Gradient, Shape::Square),
        Some(Standing::Conditional) => (Of::Run(2), Shape::Triangle),
        Some(Standing::Unclear) | None => (Of::Muted, Shape::Diamond),
    }
}
