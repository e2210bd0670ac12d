//! Downhill: see why batch size and momentum matter.
//!
//! Floors, each using only those below it: `web` (wasm only) · `scene` · `chart` · `job` · `analysis` · `experiment`,
//! `run`, `trace`, `ensemble` · `optimizer`, `schedule`, `batch` · `objective` · `data`, `rng`, `param`, `named`, `fields`,
//! `value`.
//! `docs/architecture.md` has the picture.
//!
//! A description is run to its end by [`simulate()`]; a scene is what the page shows of one point, without the page:
//!
//! ```
//! let mut scene = downhill::scene::new("momentum").unwrap();
//! scene.set("learning-rate", "0.1", None);
//! scene.complete();
//! assert!(!scene.readouts().is_empty());
//! ```

pub mod chart;
pub mod scene;
#[cfg(target_arch = "wasm32")]
mod web;

pub use downhill_engine::{
    Experiment, analysis, batch, data, decimal, ensemble, experiment, fields, grid, job, named, objective,
    optimizer, param, rng, run, schedule, shading, trace, value,
};
#[cfg(feature = "library")]
pub use downhill_engine::{Simulation, simulate, walk};
