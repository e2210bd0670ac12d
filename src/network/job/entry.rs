//! One run with one idea for large batches: `{ name: "entry", optimizer, rate, momentum, warmup, swap, size, epochs, seed }`.

mod ramp;
mod run;
mod swap;

pub use ramp::RMSPROP_RATE;
pub(super) use run::begin;
pub use swap::{SWAP_MOMENTUM, SWAP_RATE};

use downhill_engine::fields::{FieldError, Fields};
use downhill_engine::named;
use downhill_engine::named::Named;
use downhill_engine::param::{Choice, Param};
use downhill_engine::value::{Value, map};

pub(super) const NAME: &str = "entry";

/// Workers of SWAP's second phase, one after another here.
pub const WORKERS: usize = 8;
/// Batch size of SWAP's second phase.
pub const SWAP_SIZE: usize = 32;

named! {
    /// The rules that an entry may have.
    pub enum EntryRule {
        /// Plain descent.
        Sgd = "sgd",
        /// Heavy-ball momentum.
        Momentum = "momentum",
        /// Adam with its usual settings.
        Adam = "adam",
        /// Momentum that begins as RMSprop and turns, while it warms up, into momentum (Akiba et al. 2017).
        RmspropWarmup = "rmsprop-warmup",
        /// Momentum with layer-wise trust ratios (You et al. 2017).
        Lars = "lars",
        /// Adam with layer-wise trust ratios (You et al. 2020).
        Lamb = "lamb",
    }
}

/// Rates that are tried where η is tuned, over the one that it is usual to begin with: so many for every entry, and the same ones.
pub const FACTORS: [f64; 8] = [0.125, 0.25, 0.5, 0.7, 1.0, 1.4, 2.0, 4.0];

impl EntryRule {
    /// The middle of the rates that are tried, the same at every batch size: with batches of 256 to 1024 and 20 epochs the best of them
    /// is not at the edge, or no better than those within (`network/tests/large_batch.rs`).
    pub fn base(self) -> f64 {
        match self {
            EntryRule::Sgd => 0.5,
            EntryRule::Momentum | EntryRule::RmspropWarmup => 0.45,
            EntryRule::Adam => 0.03,
            EntryRule::Lars => 0.6,
            EntryRule::Lamb => 0.035,
        }
    }
}

static OPTIMIZER: Choice<EntryRule> = Choice::new("optimizer");
const RATE: Param = Param::number("rate", 0.0, 1e6, 0.01, "0.02");
const MOMENTUM: Param = Param::number("momentum", 0.0, 0.999, 0.01, "0.9");
const WARMUP: Param = Param::integer("warmup", 0.0, 100_000.0, "0");
const SWAP: Param = Param::integer("swap", 0.0, 1000.0, "0");
const SIZE: Param = Param::integer("size", 1.0, 1024.0, "512");
const EPOCHS: Param = Param::integer("epochs", 1.0, 1000.0, "20");
const SEED: Param = Param::integer("seed", 0.0, 4_294_967_295.0, "1");
const FIELDS: &[&str] =
    &["name", "optimizer", "rate", "momentum", "warmup", "swap", "size", "epochs", "seed"];

/// What is asked for: 64-32-10 on the digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntryRequest {
    /// The rule of the updates.
    pub optimizer: EntryRule,
    /// Learning rate η.
    pub rate: f64,
    /// Momentum λ; rules without momentum leave it.
    pub momentum: f64,
    /// Updates in which η rises from near 0; for `rmsprop-warmup` those in which it turns into momentum.
    pub warmup: u64,
    /// The last so many epochs are SWAP's second phase: [`WORKERS`] networks go on from here with small batches
    /// ([`SWAP_SIZE`]) and the rate of the reference, each with chance of its own, and are averaged. None where it is 0.
    pub swap: u64,
    /// Batch size; batches are reshuffled every epoch.
    pub size: usize,
    /// Epochs.
    pub epochs: u64,
    /// Chance of the first weights and of the batches.
    pub seed: u64,
}

impl EntryRequest {
    /// The request as plain data.
    pub fn to_value(&self) -> Value {
        map([
            ("name", NAME.into()),
            ("optimizer", self.optimizer.name().into()),
            ("rate", self.rate.into()),
            ("momentum", self.momentum.into()),
            ("warmup", (self.warmup as f64).into()),
            ("swap", (self.swap as f64).into()),
            ("size", (self.size as f64).into()),
            ("epochs", (self.epochs as f64).into()),
            ("seed", (self.seed as f64).into()),
        ])
    }
    /// The request of plain data; what is left out has its default.
    ///
    /// # Errors
    /// A field is unknown or out of range.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("job", value, FIELDS)?;
        Ok(Self {
            optimizer: fields.choice(&OPTIMIZER)?,
            rate: fields.number(&RATE)?,
            momentum: fields.number(&MOMENTUM)?,
            warmup: fields.number(&WARMUP)? as u64,
            swap: fields.number(&SWAP)? as u64,
            size: fields.number(&SIZE)? as usize,
            epochs: fields.number(&EPOCHS)? as u64,
            seed: fields.number(&SEED)? as u64,
        })
    }
}

/// All that is known of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryReport {
    /// Part of the epochs that are made, 0…1; each worker's is one.
    pub progress: f64,
    /// Training and validation accuracy at the start and at the end of every epoch so far. With SWAP, of the averaged network once
    /// there are workers.
    pub epochs: Vec<[f64; 2]>,
    /// Whether it is over.
    pub ended: bool,
    /// Whether the loss or a parameter has left all bounds.
    pub diverged: bool,
    /// Seconds of work on this machine so far; nothing where they were not taken. Not to be had again to the bit. SWAP's workers
    /// are counted as at work side by side: the time of one.
    pub seconds: Option<f64>,
}

impl EntryReport {
    /// The report as plain data.
    pub fn to_value(&self) -> Value {
        let flat: Vec<f64> = self.epochs.iter().flatten().copied().collect();
        map([
            ("name", NAME.into()),
            ("progress", self.progress.into()),
            ("epochs", flat.into()),
            ("ended", self.ended.into()),
            ("diverged", self.diverged.into()),
            ("seconds", self.seconds.into()),
        ])
    }
    /// The report of plain data; nothing if it is none.
    pub fn from_value(value: &Value) -> Option<Self> {
        let flat = super::numbers(value.get("epochs"))?;
        let is = |name: &str| Some(*value.get(name)? == Value::Bool(true));
        Some(Self {
            progress: value.get("progress")?.as_number()?,
            epochs: flat.as_chunks().0.to_vec(),
            ended: is("ended")?,
            diverged: is("diverged")?,
            seconds: value.get("seconds").and_then(Value::as_number),
        })
    }
}
