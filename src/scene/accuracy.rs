//! Accuracy against batch size on real digits, training and validation, and what the two together tell.

mod findings;
mod inside;
mod measure;
mod pictures;
mod plan;
mod results;
mod watch;
mod words;

use self::measure::File;
use self::plan::{Asked, Plan};
use self::results::Results;
use self::watch::Watch;
use super::guide::Step;
use super::model::{AHEAD, Findings, Model, Panel, Question, Row};
use super::settings::SEED;
use super::*;
use crate::named::named;
use crate::param::Choice;
use crate::value::map;
use downhill_network::data::Set;
use downhill_network::job::{GLIMPSES, Rule, TrainingReport};

static DATA: Choice<Set> = Choice::new("data");
static BUDGET: Choice<Budget> = Choice::new("budget");
static TUNING: Choice<Tuning> = Choice::new("tuning");
static OPTIMIZER: Choice<Rule> = Choice::new("optimizer");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.0001, 2.0, "0.1");
static EPOCHS: Param = Param::integer("epochs", 1.0, 100.0, "20");
static SEEDS: Param = Param::integer("seeds", 5.0, 20.0, "5");
static WATCHED: Param = Param::log_integer("watched", 1.0, 8000.0, "16");

named! {
    /// What runs of all batch sizes have the same number of.
    enum Budget {
        /// Epochs: large batches make few updates.
        Epochs = "epochs",
        /// Updates: large batches see many examples.
        Updates = "updates",
    }
}
named! {
    /// Which learning rate each batch size has.
    enum Tuning {
        /// The same.
        Same = "same",
        /// The best of those that are tried for it.
        Tuned = "tuned",
    }
}

const SWEEP: usize = 0;
const INSIDE: usize = 1;
const RATES: usize = 2;
const WATCH: usize = 3;

/// Moments of the watched run, and the seconds that they take at speed 1.
const LAST: f64 = GLIMPSES as f64 - 1.0;
const SECONDS: f64 = 8.0;
/// Pages of digits a second, while the figure waits.
const PAGES: f64 = 0.6;

/// The steps at which the reader answers by pointing at what was measured.
const OVERFITTING: usize = 1;
const MODEL_BIAS: usize = 2;

/// Name of the one job that fetches a file, and the key of the watched run's.
const FILE: &str = "file";
const LOOK: &str = "look";

/// The scene `accuracy`.
pub(super) struct AccuracyScene {
    /// What is asked for now.
    plan: Plan,
    /// What runs have shown so far, whatever they were asked for.
    results: Results,
    /// Whether play is not to ask for what is lacking.
    given_up: bool,
    file: File,
    watch: Watch,
    /// Width over height of the panel with the network's inside.
    aspect: f64,
}

type This = Figure<AccuracyScene>;

impl Model for AccuracyScene {
    const ID: &'static str = "accuracy";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::press("measure", Group::Main, This::measure).enabled(|scene| !scene.busy() && !scene.plan.known),
        Row::press("cancel", Group::Main, This::cancel).enabled(This::busy),
        Row::main(&BUDGET.param),
        Row::more(&DATA.param),
        Row::more(&TUNING.param),
        Row::more(&OPTIMIZER.param),
        Row::more(&LEARNING_RATE),
        Row::more(&EPOCHS),
        Row::more(&SEEDS),
        Row::more(&SEED),
        Row::new_seed(),
        Row::more(&WATCHED),
        Row::speed(),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new(
            "sweep",
            1.7,
            |_| ["axis.batch-size", "axis.accuracy", "panel.accuracy.sweep"],
            This::sweep_axes,
        )
        .moving(This::sweep_moving)
        .revision(|scene| Revision { still: scene.stamp(0), moving: [scene.changes, scene.revision(), 0] })
        .tap(This::point),
        Panel::new("inside", 1.1, |_| ["", "", "panel.accuracy.inside"], This::inside_axes)
            .moving(This::inside_moving)
            .revision(This::revision_of_watch)
            .resized(|scene, aspect| {
                scene.aspect = aspect.clamp(0.5, 4.0);
                scene.watch.changes += 1;
            }),
        Panel::new(
            "rates",
            1.55,
            |_| ["axis.rate", "axis.training-accuracy", "panel.accuracy.rates"],
            This::rate_axes,
        )
        .moving(This::rate_moving)
        .revision(|scene| Revision {
            still: scene.stamp(0),
            moving: [scene.changes, scene.results.changes, 0],
        })
        .deeper(),
        Panel::new("watch", 1.55, |_| ["axis.update", "axis.loss", "panel.accuracy.watch"], This::watch_axes)
            .moving(This::watch_moving)
            .revision(This::revision_of_watch)
            .tap(This::go_to)
            .deeper(),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["sweep", "inside", "measure"]),
        Step::new().play(LAST, LAST).on(&["sweep"]),
        Step::new().play(LAST, LAST).on(&["sweep"]),
        Step::new().set(const { &[(&BUDGET.param, "updates")] }).on(&["sweep", "budget"]),
        Step::new().set(const { &[(&TUNING.param, "tuned")] }).on(&["sweep", "measure"]),
    ];
    const FORMULA_IN_SIGHT: bool = true;
    const HEAVY: bool = true;
    const DIGITS: bool = true;

    fn new(settings: &Settings) -> Self {
        Self {
            plan: Plan::new(Asked::of(settings), &Results::default()),
            results: Results::default(),
            given_up: false,
            file: File::Absent,
            watch: Watch::default(),
            aspect: 1.1,
        }
    }
    /// Rules differ in their steps; ten epochs of MNIST are what twenty of the digits are.
    fn usual(settings: &Settings) -> Vec<(&'static Param, &'static str)> {
        let rate = match settings.choice(&OPTIMIZER) {
            Rule::Sgd => "0.1",
            Rule::Momentum => "0.02",
            Rule::Adam => "0.001",
        };
        let epochs = if settings.choice(&DATA) == Set::Mnist { "10" } else { "20" };
        vec![(&LEARNING_RATE, rate), (&EPOCHS, epochs)]
    }
    fn changed(scene: &mut This, param: &'static Param) -> Option<Notice> {
        if [OPTIMIZER.param.name, DATA.param.name].contains(&param.name) {
            for (param, usual) in Self::usual(&scene.settings) {
                scene.settings.put(param, usual);
            }
        }
        // Who has measured may look into any of it: one run takes no time to speak of.
        if param.name == WATCHED.name && scene.plan.known {
            scene.watch.want();
        }
        // Who chooses the data by hand has asked for them.
        if param.name == DATA.param.name && scene.settings.choice(&DATA) == Set::Mnist {
            scene.fetch();
        }
        None
    }
    /// Another step asks something else.
    fn loaded(scene: &mut This) -> Option<Notice> {
        (scene.chosen, scene.given_up) = (None, false);
        None
    }
    fn rebuild(scene: &mut This) {
        let asked = Asked::of(&scene.settings);
        // Nothing heavy begins without the reader's asking: what is asked anew waits for it.
        if asked != scene.plan.asked {
            (scene.wanted, scene.given_up, scene.chosen) = (false, !scene.idling(), None);
            scene.watch.cancel();
        }
        scene.model.plan = Plan::new(asked, &scene.results);
        scene.race.run(Vec::new(), LAST, SECONDS);
        scene.choose_watched();
    }
    fn pending(scene: &This) -> bool {
        scene.busy()
    }
    /// One that was given up before anything was known has nothing to play.
    fn ended(scene: &This) -> bool {
        let void = scene.given_up && scene.watch.glimpses.is_empty();
        (scene.race.clock.ended() || void) && !scene.busy()
    }
    /// Nothing moves before the watched run has come so far.
    fn known(scene: &This) -> f64 {
        let known = scene.watch.glimpses.len().saturating_sub(1) as f64;
        if scene.watch.is_known() { f64::INFINITY } else { known.max(scene.race.clock.time()) }
    }
    fn stride(_: &This) -> Option<f64> {
        Some(1.0)
    }
    /// Who plays wants to see what there is to see.
    fn begin(scene: &mut This) {
        let known = scene.plan.known && scene.watch.is_known();
        if !(known || scene.given_up || scene.wanted) {
            scene.measure();
        }
    }
    fn sought(scene: &mut This) {
        scene.given_up &= !scene.watch.glimpses.is_empty();
    }
    fn waiting(scene: &This) -> u64 {
        if scene.watch.glimpses.is_empty() { scene.page() as u64 } else { 0 }
    }
    fn question(scene: &This) -> Option<Question> {
        scene.asked()
    }
    fn answered(scene: &mut This) -> bool {
        !scene.pointing() && scene.measure()
    }
    fn findings(scene: &This) -> Findings {
        scene.found()
    }
    fn labels(scene: &This) -> Vec<Label> {
        scene.words()
    }
    fn caption(scene: &This) -> Option<Sentence> {
        Some((
            if scene.plan.asked.data == Set::Digits { "caption.digits" } else { "caption.mnist" },
            Vec::new(),
        ))
    }
    fn legend(_: &This) -> Vec<Sentence> {
        vec![("run.training", Vec::new()), ("run.validation", Vec::new())]
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        scene.rows()
    }
    fn describe(scene: &This) -> Sentence {
        scene.sentence()
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        if scene.lacks_file() {
            let file = map([("name", FILE.into()), ("file", "mnist".into())]);
            let coming = matches!(scene.file, File::Coming(_));
            return coming.then(|| (FILE.to_owned(), Request::Plain(file))).into_iter().collect();
        }
        let measured = scene.plan.missing.iter().take(AHEAD).filter(|_| scene.wanted);
        let look = scene.watch.wanted().map(|request| (LOOK.to_owned(), request));
        let measured = measured.map(|request| (plan::key(request), *request));
        let jobs = look.into_iter().chain(measured);
        jobs.map(|(key, request)| (key, Request::Plain(request.to_value()))).collect()
    }
    fn receive(scene: &mut This, key: &str, report: Report) {
        let Report::Plain(report) = report else { return };
        if key == FILE {
            return scene.receive_file(&report);
        }
        let Some(report) = TrainingReport::from_value(&report) else { return };
        if key == LOOK {
            scene.watch.receive(report);
        } else if let Some(request) = scene.plan.called(key) {
            scene.model.results.receive(request, &report);
            if report.end.is_none() {
                return scene.model.plan.come(&scene.model.results);
            }
            scene.model.plan = Plan::new(scene.plan.asked, &scene.results);
            scene.wanted &= !scene.plan.known;
            // Now that all is known, another question is asked.
            if scene.plan.known && scene.pointing() {
                scene.chosen = None;
            }
            scene.choose_watched();
            scene.note();
        }
    }
    fn progress(scene: &This) -> Option<f64> {
        match scene.file {
            File::Coming(share) if scene.lacks_file() => Some(share),
            _ if scene.wanted => Some(scene.plan.progress),
            _ => scene.watch.progress(),
        }
    }
}

#[cfg(test)]
mod tests;
