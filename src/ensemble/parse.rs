//! Ensembles from a description.

use super::Ensemble;
use super::deal::Deal;
use crate::batch;
use crate::experiment::SEED;
use crate::fields::{FieldError, Fields, error};
use crate::objective;
use crate::param::Param;
use crate::rng::Rng;
use crate::value::Value;

static PARTICLES: Param = Param::integer("particles", 1.0, 10_000_000.0, "10000");
static RATE: Param = Param::log("learning-rate", 0.0, 1e6, "0.01");
static MOMENTUM: Param = Param::number("momentum", 0.0, 1.0, 0.01, "0");

impl Ensemble {
    /// Reads a description `{ objective, particles, learningRate, momentum, batch, seed }`: runs that start evenly
    /// spread over the objective's domain. All but `objective` may be left out (10,000 runs, η = 0.01, λ = 0, full
    /// batch, seed 1).
    ///
    /// # Errors
    /// A field is unknown or out of range, or the objective has more than two coordinates, or too many
    /// examples to shuffle for each run.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let known = ["objective", "particles", "learningRate", "momentum", "batch", "seed"];
        let fields = Fields::new("", value, &known)?;
        let named = fields.get("objective").unwrap_or(&Value::Null);
        let objective = objective::from_value(named)?;
        let (rate, momentum) = (fields.number(&RATE)?, fields.number(&MOMENTUM)?);
        let seed = fields.number(&SEED)? as u64;
        let mut rng = Rng::new(seed);
        let domain = objective.domain();
        let mut place = |(low, high): (f64, f64)| low + (high - low) * rng.uniform();
        let count = fields.number(&PARTICLES)? as usize;
        let mut start = || (place(domain[0]), domain.get(1).map_or(0.0, |range| place(*range)));
        let starts: Vec<_> = (0..count).map(|_| start()).collect();
        if let Some(surface) = objective.surface() {
            return Ok(Self::on_surface(surface, &starts, rate, momentum));
        }
        let examples = objective
            .batched()
            .ok_or_else(|| error("objective", named, "a surface, or a sum of one or two coordinates"))?;
        let batch = batch::size_and_order(fields.get("batch"), objective.examples())?;
        if !Deal::holds(objective.examples(), batch.0, batch.1) {
            let given = fields.get("batch").unwrap_or(&Value::Null);
            return Err(error("batch", given, "beyond 256 examples all of them, or order \"replacement\""));
        }
        Ok(Self::on_batches(examples, &starts, rate, momentum, batch, seed))
    }
}
