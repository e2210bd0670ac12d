//! What only the npm package offers: experiments and ensembles of one's own.

use super::convert::{list, to_js};
use super::{outside, values};
use crate::batch::Order;
use crate::ensemble::Ensemble;
use crate::experiment::Experiment;
use crate::named::Named;
use crate::objective::{self, Own};
use crate::schedule;
use crate::value::{Value, map};
use crate::{optimizer, param::Param};
use downhill_engine::Legs;
use js_sys::{Error, Float32Array, Float64Array, Object, Reflect};
use wasm_bindgen::prelude::*;

// `xtask/types.js` writes the types that follow from the catalogues: `Objective`, `Optimizer`, `Schedule` and the like.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Experiment {
  objective: ObjectiveName | Objective | Formula;
  optimizer: OptimizerName | Optimizer;
  schedule?: ScheduleName | Schedule | ArrayLike<number>;
  batch?: Batch | ListedBatches;
  start?: ArrayLike<number>;
  steps?: number;
  seed?: number;
}
/** A function of one's own: a formula of x and y, or of x alone. */
export interface Formula {
  name: 'expression';
  text: string;
  /** A number for each other name in it. */
  parameters?: Record<string, number>;
  /** Pairs of numbers a_i and b_i, whose mean it is. */
  data?: ArrayLike<ArrayLike<number>>;
  /** Lowest and highest x, and y. */
  domain?: [[number, number], [number, number]];
  /** 1 for a function of x alone, which has no data. */
  dim?: 1 | 2;
}
/** So many examples an update, drawn in an order. */
export interface Batch { size?: number; order?: Order }
/** The examples of each update by their indices, taken in turn. */
export interface ListedBatches { order: ArrayLike<ArrayLike<number>> }
export interface Trajectory {
  /** θ after 0, 1 … steps updates: (steps + 1) · dim numbers; NaN after a divergence. */
  theta: Float64Array;
  /** The full objective at each of them. */
  loss: Float64Array;
}
export interface FinishedSimulation extends Trajectory { status: "finished" }
export interface DivergedSimulation extends Trajectory {
  status: "diverged";
  /** The update at which it diverged, from 1. */
  divergedAt: number;
}
export interface UndefinedSimulation extends Trajectory {
  /** The objective, or its gradient, has no value where the run came to. */
  status: "undefined";
  /** The update that led there, from 1. */
  undefinedAt: number;
}
export type Simulation = FinishedSimulation | DivergedSimulation | UndefinedSimulation;
export interface EnsembleDescription {
  objective: EnsembleObjective['name'] | EnsembleObjective | Formula;
  particles?: number; learningRate?: number; momentum?: number; seed?: number;
  batch?: Batch;
}
export interface ObjectiveInfo {
  name: string;
  title: string;
  params: Param[];
  /** Coordinates of θ. */
  dim: number;
  /** Whether it is a sum over many examples. */
  finiteSum: boolean;
  /** What the examples are that a description may bring along. */
  own?: 'targets' | 'classes';
  /** Whether an ensemble takes it. */
  ensemble: boolean;
}
export interface OptimizerInfo {
  name: string;
  title: string;
  params: Param[];
  /** Whether it takes `layers`. */
  layered: boolean;
}
export interface ScheduleInfo { name: string; params: Param[] }
export interface Catalog {
  objectives: ObjectiveInfo[];
  optimizers: OptimizerInfo[];
  schedules: ScheduleInfo[];
  /** Ways to draw batches. */
  orders: string[];
}
"#;

/// What a description can name: objectives, optimisers and schedules with their parameters, and orders of batches. Names of
/// parameters are as in links; a description has them in camel case.
#[wasm_bindgen(unchecked_return_type = "Catalog")]
pub fn catalog() -> JsValue {
    let params = |of: &[&'static Param]| list(of.iter().copied(), values::param);
    to_js(&map([
        (
            "objectives",
            // A formula has a type that is written by hand.
            list(objective::CATALOG.iter().filter(|entry| entry.own != Own::Formula), |entry| {
                let own = match entry.own {
                    Own::Nothing | Own::Formula => None,
                    Own::Targets => Some("targets"),
                    Own::Classes => Some("classes"),
                };
                let built = entry.build(&crate::param::Defaults);
                map([
                    ("name", entry.name.into()),
                    ("title", entry.title.into()),
                    ("params", params(&objective::described(entry))),
                    ("dim", f64::from(entry.dim as u32).into()),
                    ("finiteSum", entry.finite_sum.into()),
                    ("own", own.into()),
                    ("ensemble", (built.surface().is_some() || built.batched().is_some()).into()),
                ])
            }),
        ),
        (
            "optimizers",
            list(optimizer::CATALOG, |entry| {
                map([
                    ("name", entry.name.into()),
                    ("title", entry.title.into()),
                    ("params", params(entry.params)),
                    ("layered", entry.layered.into()),
                ])
            }),
        ),
        (
            "schedules",
            list(schedule::Kind::ROWS, |(name, kind)| {
                map([("name", (*name).into()), ("params", params(kind.params()))])
            }),
        ),
        ("orders", list(Order::NAMES.iter().copied(), Value::from)),
    ]))
}

/// Runs an experiment to its end: takes the plain object of `docs/architecture.md`, gives
/// `{ theta, loss, status, divergedAt?, undefinedAt? }` with every step.
///
/// # Errors
/// A JavaScript `Error` whose message names the field, its value and what is allowed.
#[wasm_bindgen(unchecked_return_type = "Simulation")]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "Experiment")] experiment: &JsValue,
) -> Result<JsValue, JsValue> {
    let experiment = Experiment::from_value(&outside::read(experiment)?);
    let experiment = experiment.map_err(|error| Error::new(&error.to_string()))?;
    // Written to JavaScript's memory leg by leg: the whole result is never in this module's memory.
    let (moments, dim) = (experiment.moments() as u32, experiment.dim() as u32);
    let (theta, loss) =
        (Float64Array::new_with_length(moments * dim), Float64Array::new_with_length(moments));
    let mut made = 0;
    let mut legs = Legs::new(experiment);
    while let Some((thetas, losses)) = legs.next_leg() {
        let end = made + losses.len() as u32;
        theta.subarray(made * dim, end * dim).copy_from(thetas);
        loss.subarray(made, end).copy_from(losses);
        made = end;
    }
    let (diverged_at, undefined) = (legs.diverged_at(), legs.undefined());
    theta.fill(f64::NAN, made * dim, moments * dim);
    loss.fill(f64::NAN, made, moments);
    let out = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&out, &name.into(), value);
    set("theta", &theta)?;
    set("loss", &loss)?;
    let (status, update) = match (diverged_at, undefined) {
        (None, _) => ("finished", ""),
        (Some(_), false) => ("diverged", "divergedAt"),
        (Some(_), true) => ("undefined", "undefinedAt"),
    };
    set("status", &status.into())?;
    if let Some(at) = diverged_at {
        set(update, &(at as f64).into())?;
    }
    Ok(out.into())
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
        let ensemble = Ensemble::from_value(&outside::read(description)?);
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
