//! Where the page's program is cut in two. The first part holds what the first figure calls, the second everything that
//! can only be reached through [`rest`]: `cargo xtask` follows the calls and writes two files (`xtask/src/build.rs`). All
//! that speaks to JavaScript stays in the first.

use super::convert::list;
use crate::job::{Job, Report, Request};
use crate::scene::{Entry, FIRST, SCENES, Scene};
use crate::value::{Value, map};
use crate::{objective, optimizer};
use wasm_bindgen::prelude::*;

/// What the second part offers to the first.
pub(super) struct Rest {
    /// All scenes.
    scenes: &'static [Entry],
    /// Names of objectives and optimisers.
    pub(super) titles: fn() -> Value,
    /// Work that a scene wants done.
    pub(super) jobs: fn(&dyn Scene) -> Value,
    /// Takes a report to a scene.
    pub(super) receive: fn(&mut dyn Scene, &str, &Value),
    /// The work that a description asks for.
    pub(super) begin: fn(&Value) -> Result<Box<dyn Job>, String>,
    /// What was found.
    pub(super) report: fn(&mut dyn Job) -> Value,
}

static REST: Rest = Rest { scenes: SCENES, titles, jobs, receive, begin, report };

/// The scenes there are by now.
pub(super) fn scenes() -> &'static [Entry] {
    rest().map_or(FIRST, |rest| rest.scenes)
}

#[cfg(not(feature = "library"))]
pub(super) use cut::rest;
#[cfg(feature = "library")]
pub(super) use whole::rest;

/// The npm package is one program.
#[cfg(feature = "library")]
mod whole {
    use super::{REST, Rest};

    pub(in crate::web) fn rest() -> Option<&'static Rest> {
        Some(&REST)
    }
}

/// The page's program.
#[cfg(not(feature = "library"))]
// Two parts of one program meet in a function that each knows by its name: the import stands for the export.
#[allow(unsafe_code, improper_ctypes, improper_ctypes_definitions)]
mod cut {
    use super::{REST, Rest};
    use std::cell::Cell;
    use wasm_bindgen::prelude::*;

    thread_local! {
        static ARRIVED: Cell<bool> = const { Cell::new(false) };
    }

    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        safe fn __wasm_split_00full00_import_00000000000000000000000000000000() -> &'static Rest;
    }

    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00full00_export_00000000000000000000000000000000() -> &'static Rest {
        &REST
    }

    /// Tells that the second part is there: it can be called from now on.
    #[wasm_bindgen]
    pub fn arrived() {
        ARRIVED.set(true);
    }

    /// The second part, once it is there.
    pub(in crate::web) fn rest() -> Option<&'static Rest> {
        ARRIVED.get().then(|| __wasm_split_00full00_import_00000000000000000000000000000000())
    }
}

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

fn titles() -> Value {
    let objectives = objective::CATALOG.iter().map(|entry| ("objective", entry.name, entry.title));
    let optimizers = optimizer::CATALOG.iter().map(|entry| ("optimizer", entry.name, entry.title));
    list(objectives.chain(optimizers), |(of, name, text)| title(format!("choice.{of}.{name}"), text))
}

fn jobs(scene: &dyn Scene) -> Value {
    list(scene.jobs(), wish)
}
fn receive(scene: &mut dyn Scene, key: &str, report: &Value) {
    // What is no report comes from a worker of another version, and says nothing to this one.
    if let Some(report) = Report::from_value(report) {
        scene.receive(key, report);
    }
}
fn begin(description: &Value) -> Result<Box<dyn Job>, String> {
    Ok(Request::from_value(description).map_err(|error| error.to_string())?.begin())
}
fn report(job: &mut dyn Job) -> Value {
    job.report().to_value()
}
