//! The lecture's rows, and what is measured for each.

use super::This;
use super::sources::{ALL, Source};
use crate::named::Named;
use crate::scene::record::{self, Cell};
use crate::scene::{LedgerCell, LedgerRow, Standing};

/// A row of the lecture's table: names of its words.
pub(super) struct About {
    pub(super) name: &'static str,
    lecture: [&'static str; 2],
    pub(super) cells: &'static [Cell],
}

pub(super) static ROWS: &[About] = &[
    About {
        name: "row.update-alone",
        lecture: ["lecture.faster", "lecture.slower"],
        cells: &[Cell::UpdateAlone],
    },
    About {
        name: "row.update-together",
        lecture: ["lecture.same", "lecture.same-large"],
        cells: &[Cell::UpdateTogether, Cell::UpdateGpu],
    },
    About {
        name: "row.epoch",
        lecture: ["lecture.slower", "lecture.faster"],
        cells: &[Cell::EpochAlone, Cell::EpochTogether, Cell::EpochGpu],
    },
    About { name: "row.gradient", lecture: ["lecture.noisy", "lecture.stable"], cells: &[Cell::Gradient] },
    About {
        name: "row.optimisation",
        lecture: ["lecture.better", "lecture.worse"],
        cells: &[Cell::Epochs, Cell::Updates, Cell::Tuned],
    },
    About {
        name: "row.generalisation",
        lecture: ["lecture.better", "lecture.worse"],
        cells: &[Cell::Clean, Cell::Wrong],
    },
];

/// One comparison: a dot in a row of the picture, a cell of the table.
pub(super) struct Line {
    pub(super) cell: Cell,
    /// Its name.
    pub(super) name: &'static str,
    /// What tells it from others of its row.
    pub(super) part: &'static str,
    /// What was found, in a sentence.
    pub(super) said: &'static str,
    /// The source that measures it; nothing where readers do so elsewhere, if they can.
    pub(super) source: Option<usize>,
    pub(super) of_time: bool,
    /// What is a large difference, and what is spoken of: see [`Line::place`].
    pub(super) scale: Scale,
    /// Where the lecture puts it.
    pub(super) lecture: Word,
}

/// How a difference becomes a place between −1, small batches are far better, and 1, large ones are.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scale {
    /// How many times as long the large one takes, three decades.
    Times,
    /// By how much the small one is ahead, up to so much.
    Ahead(f64),
    /// The small one is noisier: that is in the large one's favour.
    Noisier,
}

/// What the lecture says.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Word {
    Small,
    Same,
    Large,
}

const fn line(cell: Cell, names: [&'static str; 3], scale: Scale, lecture: Word) -> Line {
    let of_time = matches!(scale, Scale::Times);
    let [name, part, said] = names;
    Line { cell, name, part, said, source: None, of_time, scale, lecture }
}

impl Line {
    const fn by(mut self, source: usize) -> Self {
        self.source = Some(source);
        self
    }
    /// The place of a difference.
    pub(super) fn place(&self, difference: f64) -> f64 {
        match self.scale {
            Scale::Times => -libm::log10(difference) / 3.0,
            Scale::Ahead(most) => -difference / most,
            Scale::Noisier => difference,
        }
    }
    /// Whether the line is drawn: what only some readers measure, only then.
    pub(super) fn shown(&self) -> bool {
        self.source.is_some() || record::of(self.cell).is_some()
    }
}

/// In the order of the rows.
pub(super) static LINES: &[Line] = &[
    line(
        Cell::UpdateAlone,
        ["label.update-alone", "part.alone", "said.update-alone"],
        Scale::Times,
        Word::Small,
    )
    .by(1),
    line(
        Cell::UpdateTogether,
        ["label.update-together", "part.together", "said.update-together"],
        Scale::Times,
        Word::Same,
    )
    .by(2),
    line(Cell::UpdateGpu, ["label.update-gpu", "part.gpu", "said.update-gpu"], Scale::Times, Word::Same),
    line(
        Cell::EpochAlone,
        ["label.epoch-alone", "part.alone", "said.epoch-alone"],
        Scale::Times,
        Word::Large,
    )
    .by(1),
    line(
        Cell::EpochTogether,
        ["label.epoch-together", "part.together", "said.epoch-together"],
        Scale::Times,
        Word::Large,
    )
    .by(2),
    line(Cell::EpochGpu, ["label.epoch-gpu", "part.gpu", "said.epoch-gpu"], Scale::Times, Word::Large),
    line(Cell::Gradient, ["label.gradient", "row.gradient", "said.gradient"], Scale::Noisier, Word::Large)
        .by(0),
    line(Cell::Epochs, ["label.epochs", "part.epochs", "said.epochs"], Scale::Ahead(0.5), Word::Small).by(3),
    line(Cell::Updates, ["label.updates", "part.updates", "said.updates"], Scale::Ahead(0.5), Word::Small)
        .by(4),
    line(Cell::Tuned, ["label.tuned", "part.tuned", "said.tuned"], Scale::Ahead(0.5), Word::Small),
    line(Cell::Clean, ["label.clean", "part.clean", "said.clean"], Scale::Ahead(0.1), Word::Small).by(5),
    line(Cell::Wrong, ["label.wrong", "part.wrong", "said.wrong"], Scale::Ahead(0.1), Word::Small).by(6),
];

/// Names of the comparisons that can be measured everywhere.
pub(in crate::scene) fn comparisons() -> impl Iterator<Item = &'static str> {
    LINES.iter().filter(|line| line.source.is_some()).map(|line| line.cell.name())
}

/// How a row stands as a whole: it depends on what is held equal where one line agrees and another does not; it is not clear where one
/// line is not and no two contradict each other. Nothing before all that can be measured everywhere is.
pub(super) fn standing(cells: &[Cell]) -> Option<Standing> {
    let lines = LINES.iter().filter(|line| cells.contains(&line.cell) && line.shown());
    let all: Vec<Standing> =
        lines.map(|line| record::of(line.cell).map(|outcome| outcome.standing)).collect::<Option<_>>()?;
    let some = |standing: Standing| all.contains(&standing);
    Some(match (some(Standing::Holds), some(Standing::Fails)) {
        (true, true) => Standing::Conditional,
        _ if some(Standing::Unclear) => Standing::Unclear,
        (true, false) => Standing::Holds,
        (false, _) => Standing::Fails,
    })
}

impl This {
    /// How every row stands.
    pub(super) fn standings(&self) -> Vec<Option<Standing>> {
        ROWS.iter().map(|row| standing(row.cells)).collect()
    }
    /// A row of the table.
    pub(super) fn row(&self, row: &About) -> LedgerRow {
        let lines = LINES.iter().filter(|line| row.cells.contains(&line.cell) && line.shown());
        let cell = |line: &Line| {
            let known = record::of(line.cell);
            let args =
                known.as_ref().map_or_else(Vec::new, |outcome| super::findings::arguments(line, outcome));
            LedgerCell {
                said: (if known.is_some() { line.said } else { line.name }, args),
                standing: known.as_ref().map(|outcome| outcome.standing),
                scene: line.cell.scene(),
                query: known.map(|outcome| outcome.query).unwrap_or_default(),
                command: line.source.map_or("", |source| ALL[source].command),
                busy: line.source.and_then(|source| self.sources.get(source)).is_some_and(Source::busy),
            }
        };
        LedgerRow {
            name: row.name,
            lecture: row.lecture,
            standing: standing(row.cells),
            cells: lines.map(cell).collect(),
        }
    }
}
