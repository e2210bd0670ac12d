//! The lecture's summary of small and large batches, each row filled from what this reader has measured, wherever on the page, and
//! measured here where nothing is.

mod findings;
mod pictures;
mod rows;
mod sources;

pub(super) use self::rows::comparisons;
use self::rows::{LINES, Line, ROWS};
use self::sources::{ALL, Source};
use super::guide::Step;
use super::model::{Findings, Model, Panel, Question, Row};
use super::sweep::on_request;
use super::*;
use crate::named::named;
use crate::param::Choice;

static PART: Choice<Part> = Choice::new("rows");

named! {
    /// Which rows are measured.
    enum Part {
        /// All.
        All = "all",
        /// Those of time.
        Time = "time",
        /// Those of learning.
        Learning = "learning",
    }
}

/// The scene `trade-offs`.
pub(super) struct TradeOffsScene {
    sources: Vec<Source>,
}

type This = Figure<TradeOffsScene>;

impl Model for TradeOffsScene {
    const ID: &'static str = "trade-offs";
    const TIMED: bool = false;
    const CONTROLS: &'static [Row<Self>] = &[
        Row::press("measure", Group::Main, This::measure).enabled(|scene| !scene.busy() && scene.lacks()),
        Row::press("cancel", Group::Main, This::cancel).enabled(This::busy),
        Row::main(&PART.param),
        Row::press("copy-markdown", Group::Main, |_| false).enabled(This::has_some),
        Row::press("copy-csv", Group::Main, |_| false).enabled(This::has_some),
        Row::unseen(ALL[0].command, |scene| scene.want(0)),
        Row::unseen(ALL[1].command, |scene| scene.want(1)),
        Row::unseen(ALL[2].command, |scene| scene.want(2)),
        Row::unseen(ALL[3].command, |scene| scene.want(3)),
        Row::unseen(ALL[4].command, |scene| scene.want(4)),
        Row::unseen(ALL[5].command, |scene| scene.want(5)),
        Row::unseen(ALL[6].command, |scene| scene.want(6)),
    ];
    const PANELS: &'static [Panel<Self>] =
        &[Panel::new("balance", 1.5, |_| ["axis.trade-offs", "", "panel.trade-offs.balance"], This::axes)
            .still(This::lecture)
            .moving(This::measured)
            .revision(|scene| {
                let busy = scene.sources.iter().position(Source::busy).map_or(0, |place| place as u64 + 1);
                let stamp = [scene.changes, record::changes(), busy];
                Revision { still: stamp, moving: stamp }
            })];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["balance", "measure"]),
        Step::new().set(const { &[(&PART.param, "time")] }).on(&["balance", "measure"]),
        Step::new().set(const { &[(&PART.param, "learning")] }).on(&["balance", "measure"]),
    ];
    const FORMULA_IN_SIGHT: bool = true;
    const HEAVY: bool = true;
    const LEDGER: bool = true;
    const DIGITS: bool = true;

    fn new(_: &Settings) -> Self {
        Self { sources: Vec::new() }
    }
    fn rebuild(scene: &mut This) {
        scene.cancel();
        scene.race.run(Vec::new(), 1.0, 1.0);
    }
    on_request!();
    fn caption(_: &This) -> Option<Sentence> {
        Some(("caption.trade-offs", Vec::new()))
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        // One after the other: what is timed is timed alone.
        let next = scene.sources.iter().enumerate().find(|(_, source)| source.busy());
        let jobs = next.into_iter().flat_map(|(place, source)| source.jobs(place));
        jobs.collect()
    }
    fn receive(scene: &mut This, key: &str, report: Report) {
        let Some((place, key)) = key.split_once(' ') else { return };
        let source = place.parse().ok().and_then(|place: usize| scene.model.sources.get_mut(place));
        if let Some(source) = source {
            source.receive(key, report);
        }
    }
    fn progress(scene: &This) -> Option<f64> {
        scene.done()
    }
    fn ledger(scene: &This) -> Vec<LedgerRow> {
        ROWS.iter().map(|row| scene.row(row)).collect()
    }
}

impl This {
    /// Whether a row is among those that are measured now.
    fn chosen(&self, line: &Line) -> bool {
        match self.settings.choice(&PART) {
            Part::All => true,
            Part::Time => line.of_time,
            Part::Learning => !line.of_time,
        }
    }
    /// Places of the sources of which something is lacking.
    fn lacking(&self) -> Vec<usize> {
        let lacking = |place: &usize| {
            let mut own = LINES.iter().filter(|line| line.source == Some(*place) && self.chosen(line));
            own.any(|line| record::of(line.cell).is_none())
        };
        (0..ALL.len()).filter(lacking).collect()
    }
    fn lacks(&self) -> bool {
        !self.lacking().is_empty()
    }
    fn has_some(&self) -> bool {
        LINES.iter().any(|line| record::of(line.cell).is_some())
    }
    fn busy(&self) -> bool {
        self.sources.iter().any(Source::busy)
    }
    /// Measures what is lacking. Nothing is to be played.
    fn measure(&mut self) -> bool {
        for place in self.lacking() {
            self.want(place);
        }
        false
    }
    /// Measures one thing, whether or not it was measured before.
    fn want(&mut self, place: usize) -> bool {
        if self.sources.is_empty() {
            self.sources = ALL.iter().map(Source::new).collect();
        }
        self.sources[place].want();
        false
    }
    /// Stops what is under way; what is known is kept.
    fn cancel(&mut self) -> bool {
        self.sources.iter_mut().for_each(Source::cancel);
        false
    }
    /// Part of the work that is done, 0…1; nothing while there is none.
    fn done(&self) -> Option<f64> {
        let (mut done, mut all) = (0.0, 0.0);
        for source in self.sources.iter().filter(|source| source.asked()) {
            done += source.seconds() * source.progress();
            all += source.seconds();
        }
        self.busy().then(|| done / all)
    }
}

#[cfg(test)]
mod tests;
