//! What the full module offers beside the scenes: the npm package, and heavy work.

use super::convert::{from_js, list, to_js};
use super::figure::SceneHandle;
use crate::ensemble::Ensemble;
use crate::experiment::Experiment;
use crate::job::{Job, Report, Request};
use crate::simulate::each;
use crate::value::{Value, map};
use crate::{objective, optimizer};
use js_sys::{Error, Float32Array, Float64Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Experiment {
  objective: string | ({ name: string } & Record<string, unknown>);
  optimizer: string | ({ name: string; learningRate?: number } & Record<string, unknown>);
  schedule?: string | { name: string; steps?: number; factor?: number } | ArrayLike<number>;
  batch?: { size?: number; order?: string | number[][] };
  start?: ArrayLike<number>;
  steps?: number;
  seed?: number;
}
export interface Report {
  /** Kind of the job. */
  name: string;
  /** Part of the work that is done, 0…1. */
  progress: number;
  /** Whether it says all that the reports before it said. */
  replaces: boolean;
}
export interface Simulation {
  /** θ after 0, 1 … steps updates: (steps + 1) · dim numbers; NaN after a divergence. */
  theta: Float64Array;
  /** The full objective at each of them. */
  loss: Float64Array;
  status: "finished" | "diverged";
  /** The update at which it diverged, from 1. */
  divergedAt?: number;
}
export interface EnsembleDescription {
  objective: string | ({ name: string } & Record<string, unknown>);
  particles?: number; learningRate?: number; momentum?: number; seed?: number;
  batch?: { size?: number; order?: string };
}
"#;

plain! {
    wish(wish: (String, Request)) as "Wish" {
        "key": "string" = wish.0,
        "job": "object" = wish.1.to_value(),
    }
}

plain! {
    title(key: String, text: &str) as "Title" {
        "key": "string" = key,
        "text": "string" = text,
    }
}

/// What menus show for objectives and optimisers where a language has no words of its own.
#[wasm_bindgen(unchecked_return_type = "Title[]")]
pub fn titles() -> JsValue {
    let objectives = objective::CATALOG.iter().map(|entry| ("objective", entry.name, entry.title));
    let optimizers = optimizer::CATALOG.iter().map(|entry| ("optimizer", entry.name, entry.title));
    to_js(&list(objectives.chain(optimizers), |(of, name, text)| title(format!("choice.{of}.{name}"), text)))
}

/// Runs an experiment to its end: takes the plain object of `docs/architecture.md`, gives
/// `{ theta, loss, status, divergedAt? }` with every step.
///
/// # Errors
/// A JavaScript `Error` whose message names the field, its value and what is allowed.
#[wasm_bindgen(unchecked_return_type = "Simulation")]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "Experiment")] experiment: &JsValue,
) -> Result<JsValue, JsValue> {
    let experiment = Experiment::from_value(&from_js(experiment));
    let experiment = experiment.map_err(|error| Error::new(&error.to_string()))?;
    // Written to JavaScript's memory leg by leg: the whole result is never in this module's memory.
    let (moments, dim) = (experiment.moments() as u32, experiment.dim() as u32);
    let (theta, loss) =
        (Float64Array::new_with_length(moments * dim), Float64Array::new_with_length(moments));
    let mut made = 0;
    let diverged_at = each(experiment, |thetas, losses| {
        let end = made + losses.len() as u32;
        theta.subarray(made * dim, end * dim).copy_from(thetas);
        loss.subarray(made, end).copy_from(losses);
        made = end;
    });
    theta.fill(f64::NAN, made * dim, moments * dim);
    loss.fill(f64::NAN, made, moments);
    let out = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&out, &name.into(), value);
    set("theta", &theta)?;
    set("loss", &loss)?;
    let status = if diverged_at.is_some() { "diverged" } else { "finished" };
    set("status", &status.into())?;
    if let Some(at) = diverged_at {
        set("divergedAt", &(at as f64).into())?;
    }
    Ok(out.into())
}

#[wasm_bindgen(js_class = Scene)]
impl SceneHandle {
    /// Heavy work that the scene wants done in workers: independent jobs, each with a key that stays its own. A job that
    /// has disappeared from the list is cancelled.
    #[wasm_bindgen(unchecked_return_type = "Wish[]")]
    pub fn jobs(&self) -> JsValue {
        to_js(&list(self.scene.jobs(), wish))
    }
    /// Takes what the job `key` has found.
    pub fn receive(&mut self, key: &str, #[wasm_bindgen(unchecked_param_type = "Report")] report: &JsValue) {
        // What is no report comes from a worker of another version, and says nothing to this one.
        if let Some(report) = Report::from_value(&from_js(report)) {
            self.scene.receive(key, report);
        }
    }
}

/// Heavy work under way: what a worker does for a figure.
#[wasm_bindgen(js_name = Job)]
pub struct JobHandle(Box<dyn Job>);

#[wasm_bindgen(js_class = Job)]
impl JobHandle {
    /// The job of a description, as a scene's `jobs()` gives it.
    ///
    /// # Errors
    /// The description is not one.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "object")] description: &JsValue,
    ) -> Result<Self, JsValue> {
        let request = Request::from_value(&from_js(description));
        Ok(Self(request.map_err(|error| Error::new(&error.to_string()))?.begin()))
    }
    /// Does a portion of some milliseconds; true when nothing is left.
    pub fn work(&mut self) -> bool {
        self.0.work()
    }
    /// What was found since the last report: `{ name, progress, replaces, … }` for the scene's `receive`. Where
    /// `replaces` is false it goes on where the reports before ended.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&mut self) -> JsValue {
        to_js(&self.0.report().to_value())
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
