//! The only part that knows JavaScript: plain objects in and out, canvases, nothing else.

// Exported by the attribute, not by a path.
#![allow(unreachable_pub)]

#[macro_use]
mod values;

mod away;
mod canvas;
mod convert;
mod figure;
mod heavy;
#[cfg(feature = "library")]
mod library;
#[cfg(feature = "library")]
mod outside;
mod own;
mod relief;
mod rest;
#[cfg(feature = "library")]
mod training;

use convert::{list, to_js};
use rlsf::SmallGlobalTlsf;
use wasm_bindgen::prelude::*;

#[global_allocator]
static MEMORY: SmallGlobalTlsf = SmallGlobalTlsf::new();

/// The scenes there are, each with its parameter table.
#[wasm_bindgen(unchecked_return_type = "SceneInfo[]")]
pub fn scenes() -> JsValue {
    to_js(&list(rest::scenes(), values::entry))
}
