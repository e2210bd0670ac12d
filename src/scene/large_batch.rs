//! What is said to help large batches, each idea against a small batch and against the others, under equal conditions.

mod case;
mod dip;
mod findings;
mod own;
mod pictures;
mod plan;
mod results;
mod table;
mod words;

use self::plan::{Asked, Plan};
use self::results::Results;
use super::guide::Step;
use super::model::{AHEAD, Findings, Model, Panel, Question, Row};
use super::runs::RunList;
use super::settings::SEED;
use super::sweep::{Sweep, on_request};
use super::*;
use crate::named::named;
use crate::param::Choice;
use downhill_network::job::EntryReport;

static BATCH_SIZE: Param = Param::choice("batch-size", &["256", "512", "1024"]).default("1024");
static SCOPE: Choice<Scope> = Choice::new("entries");
static RATES: Choice<Rates> = Choice::new("rates");
static ALONG: Choice<Along> = Choice::new("along");
static SHOWN: Choice<Idea> = Choice::new("shown");
static SMALL_RATE: Param = Param::log("small-rate", 0.0001, 2.0, "0.02").was(&["learning-rate"]);
static EPOCHS: Param = Param::integer("epochs", 2.0, 100.0, "20");
static WARMUP: Param = Param::integer("warmup", 0.0, 100.0, "5");
static SEEDS: Param = Param::integer("seeds", 5.0, 20.0, "10");

named! {
    /// Which entries are compared.
    enum Scope {
        /// The learning rate that the small batch has.
        Same = "same",
        /// Those that only scale it.
        Scaled = "scaled",
        /// All ideas.
        All = "all",
        /// Linear scaling without and with warm-up.
        Warmup = "warm-up",
    }
}
named! {
    /// What is measured of each entry.
    enum Rates {
        /// Its result at the shared setting.
        Shared = "shared",
        /// That, and its result with the best of some learning rates.
        Tuned = "tuned",
    }
}
named! {
    /// What the course of accuracy is drawn against.
    enum Along {
        /// Epochs.
        Epochs = "epochs",
        /// Seconds on this machine.
        Seconds = "seconds",
    }
}
named! {
    /// An idea for large batches.
    enum Idea {
        /// Nothing is changed.
        Same = "same",
        /// η grows with the root of the batch size.
        Sqrt = "sqrt",
        /// η grows with the batch size.
        Linear = "linear",
        /// The same, after a warm-up (Goyal et al. 2017).
        Warmup = "warm-up",
        /// RMSprop that turns into momentum (Akiba et al. 2017).
        Rmsprop = "rmsprop",
        /// Layer-wise trust ratios (You et al. 2017).
        Lars = "lars",
        /// The same for Adam (You et al. 2020).
        Lamb = "lamb",
        /// Weights averaged over workers (Gupta et al. 2020).
        Swap = "swap",
        /// The reader's own.
        Own = "own",
        /// The small batch that all are held against.
        Reference = "reference",
    }
}

const ENTRIES: usize = 0;
const COURSE: usize = 1;
const TRIED: usize = 2;

/// The scene `large-batch`.
pub(super) struct LargeBatchScene {
    /// What is asked for now.
    plan: Plan,
    /// What runs have shown so far, whatever they were asked for.
    results: Results,
    /// Whether it is warm-up's own case, and what was set last on the other side of it.
    of_warmup: bool,
    aside: Vec<(&'static Param, String)>,
    /// The row under the pointer.
    pointed: Option<usize>,
}

type This = Figure<LargeBatchScene>;

impl Model for LargeBatchScene {
    const ID: &'static str = "large-batch";
    const TIMED: bool = false;
    const CONTROLS: &'static [Row<Self>] = &[
        Row::measure(),
        Row::cancel(),
        Row::main(&BATCH_SIZE),
        Row::main(&ALONG.param),
        Row::more(&SCOPE.param),
        Row::more(&RATES.param),
        Row::more(&SHOWN.param),
        Row::more(&SMALL_RATE),
        Row::more(&EPOCHS),
        Row::more(&WARMUP),
        Row::more(&SEEDS),
        Row::more(&SEED),
        Row::new_seed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new("entries", 1.25, This::entry_words, This::entry_axes)
            .moving(This::entries_moving)
            .revision(This::revision)
            .tap(This::choose)
            .hover(This::look_at),
        Panel::new("course", 0.85, This::course_words, This::course_axes)
            .moving(This::course_moving)
            .revision(This::revision),
        Panel::new("tried", 1.55, This::tried_words, This::tried_axes)
            .moving(This::tried_moving)
            .revision(This::revision)
            .deeper(),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["entries", "measure"]),
        Step::new().set(const { &[(&SCOPE.param, "scaled"), (&SHOWN.param, "linear")] }).on(&["entries"]),
        Step::new().set(const { &[(&SCOPE.param, "all"), (&SHOWN.param, "lars")] }).on(&["entries"]),
        Step::new()
            .set(const { &[(&SCOPE.param, "all"), (&SHOWN.param, "swap"), (&RATES.param, "tuned")] })
            .on(&["entries"]),
        Step::new().set(const { &[(&SCOPE.param, "warm-up"), (&SHOWN.param, "warm-up")] }).on(&["entries"]),
    ];
    const FORMULA_IN_SIGHT: bool = true;
    const ASIDE: &'static [&'static Param] = &[&SHOWN.param];
    const RUNS: Option<RunList> = Some(own::RUNS);
    const HEAVY: bool = true;
    const DIGITS: bool = true;

    fn new(settings: &Settings) -> Self {
        let results = Results::default();
        let plan = Plan::new(Asked::of(settings, &[]), &results);
        Self { plan, results, of_warmup: false, aside: Vec::new(), pointed: None }
    }
    fn usual(settings: &Settings) -> Vec<(&'static Param, &'static str)> {
        case::usual(settings.choice(&SCOPE) == Scope::Warmup)
    }
    /// Another step asks something else.
    fn loaded(scene: &mut This) -> Option<Notice> {
        scene.chosen = None;
        scene.of_warmup = scene.settings.choice(&SCOPE) == Scope::Warmup;
        scene.aside.clear();
        None
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        scene.enter_case(param);
        None
    }
    on_request!(but loaded);
    fn rebuild(scene: &mut This) {
        let asked = Asked::of(&scene.settings, &scene.runs);
        // Nothing heavy begins without the reader's asking: what is asked anew waits for it.
        if asked != scene.plan.asked {
            (scene.wanted, scene.chosen, scene.pointed) = (false, None, None);
            scene.model.plan = Plan::new(asked, &scene.results);
        }
        scene.race.run(Vec::new(), 1.0, 1.0);
    }
    fn run_controls(_: &This, run: &Settings) -> Vec<&'static Param> {
        own::relevant(run)
    }
    fn next_run(scene: &This) -> Option<Settings> {
        let first = || own::first(&scene.settings, scene.plan.asked.size);
        Some(scene.runs.last().cloned().unwrap_or_else(first))
    }
    fn caption(scene: &This) -> Option<Sentence> {
        Some(scene.idea())
    }
    fn legend(scene: &This) -> Vec<Sentence> {
        let tuned = scene.plan.asked.tuned;
        let names = ["run.shared", "run.tuned"].into_iter().filter(|_| tuned);
        names.map(|name| (name, Vec::new())).collect()
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        let next = scene.plan.missing.iter().take(AHEAD).filter(|_| scene.wanted);
        next.map(|request| (plan::job(request), Request::Plain(request.to_value()))).collect()
    }
    fn receive(scene: &mut This, key: &str, report: Report) {
        let Report::Plain(report) = report else { return };
        let called = scene.plan.called(key);
        let Some((request, report)) = called.zip(EntryReport::from_value(&report)) else { return };
        let (ended, model) = (report.ended, &mut scene.model);
        model.results.receive(&request, report);
        if ended {
            model.plan = Plan::new(model.plan.asked.clone(), &model.results);
            scene.wanted &= !scene.plan.known;
        } else {
            model.plan.come(&model.results);
        }
    }
    fn progress(scene: &This) -> Option<f64> {
        scene.wanted.then_some(scene.plan.progress)
    }
}

impl This {
    /// Axes grow with what is measured: both layers depend on it.
    fn revision(&self) -> Revision {
        let pointed = self.pointed.map_or(0, |row| row as u64 + 1);
        let stamp = self.stamp(self.results.changes << 8 | pointed << 1 | u64::from(self.wanted));
        Revision { still: stamp, moving: stamp }
    }
}

impl Sweep for LargeBatchScene {
    fn complete(scene: &This) -> bool {
        scene.plan.known
    }
}

#[cfg(test)]
mod tests;
