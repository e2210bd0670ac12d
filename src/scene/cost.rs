//! What an update costs against batch size, timed on the reader's machine, and which of two reasons makes it cost the same: calls, or
//! hardware that works in parallel.

mod findings;
mod fit;
mod losses;
mod measure;
mod pictures;
mod plan;
mod results;
mod said;
mod words;

pub(super) use self::said::{time, times};

use self::losses::Losses;
use self::plan::Asked;
use self::results::Results;
use super::guide::Step;
use super::model::{Findings, Model, Panel, Question, Row};
use super::sweep::{Sweep, on_request};
use super::*;
use crate::named::named;
use crate::param::Choice;
use crate::value::Value;
use downhill_network::job::TrainingReport;

static NETWORK: Choice<Net> = Choice::new("network");
static WAY: Choice<Way> = Choice::new("way");
static WORKERS: Param = Param::integer("workers", 2.0, 64.0, "8");
static REPEATS: Param = Param::integer("repeats", 5.0, 25.0, "7");

named! {
    /// The network that is timed.
    enum Net {
        /// That of the digits.
        Small = "64-32-10",
        /// A small one for MNIST.
        Middle = "784-128-10",
        /// A large one for MNIST.
        Large = "784-512-512-10",
    }
}
named! {
    /// Who makes the updates.
    enum Way {
        /// One core, four multiplications at a time.
        Simd = "simd",
        /// One core, one multiplication at a time.
        Scalar = "scalar",
        /// Several cores that share each batch.
        Workers = "workers",
        /// The graphics processor.
        Gpu = "gpu",
    }
}

impl Net {
    /// Inputs, hidden layers, classes.
    fn widths(self) -> &'static [f64] {
        match self {
            Net::Small => &[64.0, 32.0, 10.0],
            Net::Middle => &[784.0, 128.0, 10.0],
            Net::Large => &[784.0, 512.0, 512.0, 10.0],
        }
    }
}

impl Way {
    const ALL: [Way; 4] = [Way::Simd, Way::Scalar, Way::Workers, Way::Gpu];
    /// Its place among colours, dashes and marks.
    fn place(self) -> usize {
        self as usize
    }
}

const UPDATE: usize = 0;
const EPOCH: usize = 1;
const SECONDS: usize = 2;

/// The step that speaks of epochs.
const OF_EPOCHS: usize = 1;

/// The scene `cost`.
pub(super) struct CostScene {
    /// What is asked for now.
    asked: Asked,
    /// What was timed so far, whatever it was asked for.
    results: Results,
    losses: Losses,
    /// Part that is done of the batch size that is timed now.
    part: f64,
    /// How often the reader wanted known times anew: the pool remembers what it was asked.
    run: u64,
}

type This = Figure<CostScene>;

impl Model for CostScene {
    const ID: &'static str = "cost";
    const TIMED: bool = false;
    const CONTROLS: &'static [Row<Self>] = &[
        Row::measure(),
        Row::cancel(),
        Row::more(&WAY.param),
        Row::more(&NETWORK.param),
        Row::more(&WORKERS),
        Row::more(&REPEATS),
        Row::press("measure-again", Group::More, This::again).enabled(|scene| !scene.wanted && scene.known()),
        Row::press("copy", Group::More, |_| false).enabled(This::has_some),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new(
            "update",
            1.4,
            |_| ["axis.batch-size", "axis.cost.update", "panel.cost.update"],
            This::update_axes,
        )
        .moving(This::update_moving)
        .revision(This::revision_of_times),
        Panel::new(
            "epoch",
            0.95,
            |_| ["axis.batch-size", "axis.cost.epoch", "panel.cost.epoch"],
            This::epoch_axes,
        )
        .moving(This::epoch_moving)
        .revision(This::revision_of_times),
        Panel::new(
            "seconds",
            1.55,
            |_| ["axis.seconds", "axis.training-loss", "panel.cost.seconds"],
            This::seconds_axes,
        )
        .moving(This::seconds_moving)
        .revision(This::revision_of_times)
        .deeper(),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["update", "measure"]),
        Step::new().on(&["epoch"]),
        Step::new().set(const { &[(&WAY.param, "scalar")] }).on(&["update", "way"]),
        Step::new().set(const { &[(&WAY.param, "workers")] }).on(&["update", "way"]),
        Step::new().set(const { &[(&WAY.param, "gpu")] }).on(&["update", "way"]),
    ];
    const HEAVY: bool = true;
    const DIGITS: bool = true;

    fn new(settings: &Settings) -> Self {
        Self {
            asked: Asked::of(settings),
            results: Results::default(),
            losses: Losses::default(),
            part: 0.0,
            run: 0,
        }
    }
    fn rebuild(scene: &mut This) {
        let asked = Asked::of(&scene.settings);
        // Nothing heavy begins without the reader's asking: what is asked anew waits for it.
        if asked != scene.asked {
            (scene.wanted, scene.chosen) = (false, None);
            scene.asked = asked;
        }
        scene.race.run(Vec::new(), 1.0, 1.0);
    }
    on_request!();
    fn caption(_: &This) -> Option<Sentence> {
        Some(("caption.digits", Vec::new()))
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        // One after the other: how long the last one took tells whether the next one is worth its time.
        let next = scene.asked.next(&scene.results).filter(|_| scene.wanted);
        if let Some(next) = next {
            return vec![(next.key(), Request::Plain(next.job(scene.run)))];
        }
        scene.losses_wanted()
    }
    fn receive(scene: &mut This, key: &str, report: Report) {
        let Report::Plain(report) = report else { return };
        if let Some(report) = TrainingReport::from_value(&report) {
            return scene.model.losses.receive(key, report);
        }
        let Some(next) = scene.asked.next(&scene.results).filter(|next| next.key() == key) else { return };
        let ended = scene.model.results.receive(next.series, next.size, &report);
        let progress = report.get("progress").and_then(Value::as_number).unwrap_or_default();
        scene.part = if ended { 0.0 } else { progress };
        scene.wanted &= !scene.known();
        if scene.known() {
            scene.note(next.series.way);
        }
    }
    fn progress(scene: &This) -> Option<f64> {
        scene.wanted.then(|| scene.asked.progress(&scene.results, scene.part))
    }
}

impl Sweep for CostScene {
    fn complete(scene: &This) -> bool {
        scene.asked.next(&scene.results).is_none()
    }
    fn sought_out(scene: &mut This) {
        scene.part = 0.0;
    }
}

#[cfg(test)]
mod tests;
