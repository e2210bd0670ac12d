//! The only part that knows JavaScript: plain objects in and out, canvases, nothing else.

// Exported by the attribute, not by a path.
#![allow(unreachable_pub)]

mod convert;
mod figure;
#[cfg(feature = "rest")]
mod library;

use crate::scene::SCENES;
use crate::value::{Value, map};
use convert::{list, to_js};
use wasm_bindgen::prelude::*;

/// The scenes there are, each with its parameter table: `{ id, params }[]`.
#[wasm_bindgen(unchecked_return_type = "SceneInfo[]")]
pub fn scenes() -> JsValue {
    to_js(&list(SCENES, |entry| {
        map([("id", Value::from(entry.id)), ("params", list(entry.params.iter(), |param| param.describe()))])
    }))
}

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
export interface Choice { value: string; label: string }
export interface Param {
  name: string; label: string; unit: string; default: string;
  kind: "number" | "integer" | "choice" | "point" | "list" | "runs";
  min?: number; max?: number; step?: number; scale?: "linear" | "log"; choices?: Choice[];
}
export interface SceneInfo { id: string; params: Param[] }
export interface Control extends Omit<Param, "kind" | "unit" | "default"> {
  kind: "number" | "integer" | "choice" | "list" | "command";
  unit?: string; default?: string; run: number; value: string; enabled: boolean; group: "main" | "more" | "time" | "run";
}
export type Args = Record<string, string | number>;
export interface Notice { key: string; args: Args }
export interface PanelInfo { id: string; aspect: number; x: string; y: string; label: string }
export interface TimelineInfo { time: number; duration: number; ended: boolean; pending: boolean; rests: boolean }
export interface HandleInfo { id: string; panel: number; x: number; y: number; label: string; args: Args }
export interface PredictionInfo { question: string; choices: string[]; chosen: number; args: Args }
export interface ReadoutInfo {
  label: string; args: Args; color: string; dash: string; marker: string;
  values: { key: string; text: string }[]; status: "" | "diverged"; statusArgs: Args;
}
export interface LabelInfo {
  panel: number; x: number; y: number; side: "left" | "right" | "above" | "below"; color: string; key: string; args: Args;
}
export interface ClaimInfo { key: string; standing: "holds" | "conditional" | "fails" | "report"; args: Args }
export interface Sentence { key: string; args: Args }
export interface Colour { name: string; value: string }
"#;
