//! Downhill: see why batch size and momentum matter.
//!
//! Floors, each using only those below it: `web` (wasm only) · `scene` · `chart` · `experiment`, `run`, `trace` ·
//! `optimizer`, `schedule`, `batch` · `objective` · `data`, `rng`, `param`, `value`. `docs/architecture.md` has the
//! picture.

pub mod batch;
pub mod chart;
pub mod data;
pub mod decimal;
pub mod experiment;
pub mod fields;
pub mod objective;
pub mod optimizer;
pub mod param;
pub mod rng;
pub mod run;
pub mod scene;
pub mod schedule;
pub mod trace;
pub mod value;
#[cfg(target_arch = "wasm32")]
mod web;

pub use experiment::{Experiment, Simulation, simulate};
