//! Small batch against full batch, both trained until they have learnt: the gap in test accuracy beside the published one, and what the
//! loss looks like around the two solutions.

mod around;
mod claims;
mod findings;
mod measure;
mod pictures;
mod plan;
mod published;
mod results;
mod words;

use self::plan::Asked;
use self::results::Results;
use super::guide::Step;
use super::model::{Findings, Model, Panel, Question, Row};
use super::settings::SEED;
use super::sweep::{Sweep, on_request};
use super::*;
use crate::named::named;
use crate::param::Choice;
use downhill_network::job::Directions;

static ASK: Choice<Ask> = Choice::new("ask");
static WRONG: Param = Param::integer("wrong-labels", 0.0, 40.0, "0").unit("%");
static FACTOR: Param = Param::number("large-rate", 0.5, 16.0, 0.5, "1");
static LEARNING_RATE: Param = Param::log("learning-rate", 0.01, 1.0, "0.2");
static PAIRS: Param = Param::integer("pairs", 5.0, 30.0, "10");
static EXAMPLES: Param = Param::integer("examples", 50.0, 500.0, "150");
static HIDDEN: Param = Param::integer("hidden", 32.0, 256.0, "128");
static SMALL: Param = Param::log_integer("small-batch", 1.0, 32.0, "4");
static DIRECTIONS: Choice<Directions> = Choice::new("directions");

named! {
    /// What is measured, and shown.
    enum Ask {
        /// By how much the small batch tests better.
        Gap = "gap",
        /// The loss on the line between the first two solutions, and on planes through them.
        Around = "around",
        /// How sharp all solutions are.
        Sharpness = "sharpness",
    }
}

/// The wide picture, and the two beside it.
const WIDE: usize = 0;
const SIDES: [usize; 2] = [1, 2];
const ALONG: usize = 3;

/// The scene `generalization`.
pub(super) struct GeneralizationScene {
    /// What is asked for now; how often it was something else.
    asked: Asked,
    turn: u64,
    /// What is known, whatever it was asked for.
    results: Results,
    /// Settings that were measured, in the order in which they were.
    listed: Vec<Asked>,
}

type This = Figure<GeneralizationScene>;

impl Model for GeneralizationScene {
    const ID: &'static str = "generalization";
    const TIMED: bool = false;
    const CONTROLS: &'static [Row<Self>] = &[
        Row::measure(),
        Row::cancel(),
        Row::main(&WRONG),
        Row::more(&ASK.param),
        Row::more(&FACTOR),
        Row::more(&LEARNING_RATE),
        Row::more(&HIDDEN),
        Row::more(&EXAMPLES),
        Row::more(&SMALL),
        Row::more(&PAIRS),
        Row::more(&SEED),
        Row::new_seed(),
        Row::more(&DIRECTIONS.param),
    ];
    const PANELS: &'static [Panel<Self>] = &[
        Panel::new("wide", 1.35, This::wide_words, This::wide_axes)
            .moving(This::wide_moving)
            .revision(This::revision),
        Panel::new("small", 1.55, |scene: &This| scene.side_words(0), |scene| scene.side_axes(0))
            .still(|scene| scene.side_still(0))
            .moving(|scene| scene.side_moving(0))
            .revision(This::revision),
        Panel::new("large", 1.55, |scene: &This| scene.side_words(1), |scene| scene.side_axes(1))
            .still(|scene| scene.side_still(1))
            .moving(|scene| scene.side_moving(1))
            .revision(This::revision),
        Panel::new(
            "along",
            1.55,
            |_: &This| ["axis.between", "axis.accuracy", "panel.generalization.along"],
            |scene| scene.line_axes(true),
        )
        .moving(|scene| scene.line_moving(true))
        .revision(This::revision)
        .deeper(),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["measure"]),
        Step::new().set(const { &[(&WRONG, "20")] }).on(&["measure", "wrong-labels"]),
        Step::new().set(const { &[(&WRONG, "20"), (&FACTOR, "4")] }).on(&["measure"]),
        Step::new().set(const { &[(&WRONG, "20"), (&ASK.param, "around")] }),
        Step::new().set(const { &[(&WRONG, "20"), (&ASK.param, "sharpness")] }),
    ];
    const FORMULA_IN_SIGHT: bool = true;
    const HEAVY: bool = true;
    const DIGITS: bool = true;

    fn new(settings: &Settings) -> Self {
        Self { asked: Asked::of(settings), turn: 0, results: Results::default(), listed: Vec::new() }
    }
    fn rebuild(scene: &mut This) {
        scene.ask();
        scene.race.run(Vec::new(), 1.0, 1.0);
    }
    on_request!();
    fn caption(scene: &This) -> Option<Sentence> {
        Some(scene.below())
    }
    fn legend(scene: &This) -> Vec<Sentence> {
        let size = |size: usize| ("run.batch-size", vec![("size", (size as f64).into())]);
        vec![size(scene.asked.small), size(scene.asked.examples)]
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        scene.lacking()
    }
    fn receive(scene: &mut This, key: &str, report: Report) {
        if let Report::Plain(report) = report {
            scene.found_out(key, &report);
        }
    }
    fn progress(scene: &This) -> Option<f64> {
        scene.share_done()
    }
}

impl Sweep for GeneralizationScene {
    fn complete(scene: &This) -> bool {
        scene.asked.work().iter().all(|work| scene.results.knows(work))
    }
}

#[cfg(test)]
mod tests;
