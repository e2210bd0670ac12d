//! What the npm package offers beside the scenes.

use super::convert::{from_js, to_js};
use crate::ensemble::Ensemble;
use crate::job;
use js_sys::{Error, Float32Array, Float64Array, Object, Reflect};
use wasm_bindgen::prelude::*;

/// Runs an experiment to its end: takes the plain object of `docs/architecture.md`, gives
/// `{ theta, loss, status, divergedAt? }` with every step.
///
/// # Errors
/// A JavaScript `Error` whose message names the field, its value and what is allowed.
#[wasm_bindgen(unchecked_return_type = "Simulation")]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "Experiment")] experiment: &JsValue,
) -> Result<JsValue, JsValue> {
    let result = crate::simulate(&from_js(experiment)).map_err(|error| Error::new(&error.to_string()))?;
    let out = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&out, &name.into(), value);
    set("theta", &Float64Array::from(result.theta.as_slice()))?;
    set("loss", &Float64Array::from(result.loss.as_slice()))?;
    let status = if result.diverged_at.is_some() { "diverged" } else { "finished" };
    set("status", &status.into())?;
    if let Some(at) = result.diverged_at {
        set("divergedAt", &(at as f64).into())?;
    }
    Ok(out.into())
}

/// Heavy work under way: what a worker does for a figure.
#[wasm_bindgen(js_name = Job)]
pub struct JobHandle(Box<dyn job::Job>);

#[wasm_bindgen(js_class = Job)]
impl JobHandle {
    /// The job of a description, as a scene's `job()` gives it.
    ///
    /// # Errors
    /// The description is not one.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "object")] description: &JsValue,
    ) -> Result<Self, JsValue> {
        let job = job::from_value(&from_js(description)).map_err(|error| Error::new(&error.to_string()))?;
        Ok(Self(job))
    }
    /// Does a portion; true when nothing is left.
    pub fn work(&mut self) -> bool {
        self.0.work()
    }
    /// What was found so far, for the scene's `receive`.
    #[wasm_bindgen(unchecked_return_type = "object")]
    pub fn found(&self) -> JsValue {
        to_js(&self.0.found())
    }
}

/// Thousands of runs at once, in single precision: `{ objective, particles, learningRate, momentum, batch, seed }`.
#[wasm_bindgen(js_name = Ensemble)]
pub struct EnsembleHandle(Ensemble);

#[wasm_bindgen(js_class = Ensemble)]
impl EnsembleHandle {
    /// Runs that start evenly spread over the objective's domain.
    ///
    /// # Errors
    /// A field is wrong; the message names it, its value and what is allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "EnsembleDescription")] description: &JsValue,
    ) -> Result<Self, JsValue> {
        let ensemble = Ensemble::from_value(&from_js(description));
        Ok(Self(ensemble.map_err(|error| Error::new(&error.to_string()))?))
    }
    /// Makes `updates` updates of every run.
    pub fn step(&mut self, updates: u32) {
        for _ in 0..updates {
            self.0.step();
        }
    }
    /// Where the runs are: x and y of each, one after the other.
    pub fn positions(&self) -> Float32Array {
        let flat: Vec<f32> = self.0.positions().flat_map(|(x, y)| [x, y]).collect();
        Float32Array::from(flat.as_slice())
    }
}
