//! The reader's own entries, which can be added and removed.

use super::plan::{Asked, Entry};
use super::{Idea, SMALL_RATE};
use crate::param::{Choice, Given, Param};
use crate::scene::Settings;
use crate::scene::runs::RunList;
use downhill_network::job::EntryRule;

static OPTIMIZER: Choice<EntryRule> = Choice::new("optimizer");
static RATE: Param = Param::log("learning-rate", 0.0001, 20.0, "0.64");
/// Rules whose steps do not grow with the gradient begin with another η.
static RATE_ADAM: Param = Param { default: "0.01", ..RATE };
static RATE_LAMB: Param = Param { default: "0.064", ..RATE };
static MOMENTUM: Param = Param::number("momentum", 0.0, 0.99, 0.01, "0.9");
static WARMUP: Param = Param::integer("warmup", 0.0, 100.0, "0");
static SWAP: Param = Param::integer("swap", 0.0, 100.0, "0");

/// How a link writes them; none where none are given.
pub(super) const RUNS: RunList = RunList { table, kept: &[&MOMENTUM, &WARMUP, &SWAP], usual: "" };

fn table(rule: &str) -> Vec<&'static Param> {
    let rate = match rule {
        "adam" => &RATE_ADAM,
        "lamb" => &RATE_LAMB,
        _ => &RATE,
    };
    vec![&OPTIMIZER.param, rate, &MOMENTUM, &WARMUP, &SWAP]
}

/// The parameters of an entry that matter for it.
pub(super) fn relevant(run: &Settings) -> Vec<&'static Param> {
    let rule = run.choice(&OPTIMIZER);
    let moved = !matches!(rule, EntryRule::Sgd | EntryRule::Adam | EntryRule::Lamb);
    run.params().filter(|param| moved || param.name != MOMENTUM.name).collect()
}

/// The first one: momentum at η of linear scaling, to be changed.
pub(super) fn first(settings: &Settings, size: usize) -> Settings {
    let mut run = Settings::new(table(""));
    run.put(&OPTIMIZER.param, "momentum");
    let linear = settings.number(&SMALL_RATE) * size as f64 / super::plan::SMALL as f64;
    run.put(&RATE, &linear.to_string());
    run
}

pub(super) fn entry(asked: &Asked, number: usize, run: &Settings) -> Entry {
    let rate = run.number(&RATE);
    Entry {
        number,
        rule: run.choice(&OPTIMIZER),
        rate,
        centre: rate,
        momentum: run.number(&MOMENTUM),
        warmup: run.whole(&WARMUP) as u64 * Asked::per_epoch(asked.size),
        swap: run.whole(&SWAP) as u64,
        ..asked.entry(Idea::Own)
    }
}
