//! The numerics as a program of plain functions, without glue, for hosts that run WebAssembly: the Python package
//! (`python/downhill_lab/core.py`).
//!
//! One instance of it is one run. A host writes what it gives part by part ([`room`]), begins ([`simulate`] or [`train`]), goes on
//! portion by portion ([`go_on`]), so that it can stop in between, and copies what was found. Addresses hold until the next call.

// The names that hosts call: nothing else here is unsafe, and that only because two programs could say the same name.
#![allow(unsafe_code)]

#[path = "../../../tests/json/mod.rs"]
mod json;
pub mod work;

use downhill_engine::value::Value;
use std::cell::RefCell;
use work::Work;

/// All there is in the program.
#[derive(Default)]
struct State {
    /// What the host gave.
    given: Vec<Vec<u8>>,
    work: Option<Work>,
    /// Why there is no work.
    error: String,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(act)
}

/// What is found of the work; nothing where none was begun.
fn found<T: Default>(of: impl FnOnce(&mut Work) -> T) -> T {
    with(|state| state.work.as_mut().map(of).unwrap_or_default())
}

fn begin(make: impl FnOnce(&[Vec<u8>]) -> Result<Work, String>) -> u32 {
    with(|state| match make(&std::mem::take(&mut state.given)) {
        Ok(work) => {
            state.work = Some(work);
            1
        }
        Err(error) => {
            state.error = error;
            0
        }
    })
}

/// Room for the next part, of so many bytes.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn room(bytes: u32) -> *mut u8 {
    with(|state| {
        state.given.push(vec![0; bytes as usize]);
        state.given.last_mut().map_or(std::ptr::null_mut(), |part| part.as_mut_ptr())
    })
}

/// Begins an experiment; the only part is its description, in JSON. 1, or 0 where it is wrong: then [`error`] says why.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn simulate() -> u32 {
    begin(Work::simulation)
}

/// Begins the training of a network. Parts: the description in JSON, without its data; that of the data; the data's numbers, if it
/// has some: the contents of its file, or inputs in single precision and labels in bytes. 1 or 0, as [`simulate`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn train() -> u32 {
    begin(Work::training)
}

/// The address of a sentence on what was wrong.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn error() -> *const u8 {
    with(|state| state.error.as_ptr())
}

/// Its bytes, in UTF-8.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn error_length() -> usize {
    with(|state| state.error.len())
}

/// Makes about so many updates more. Tells how many moments (of an experiment) or updates (of a training) were made: 0 at the end.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn go_on(updates: u32) -> usize {
    found(|work| work.go_on(updates as usize))
}

/// Moments of the whole experiment, its start and its end among them.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn moments() -> usize {
    found(|work| work.moments())
}

/// Coordinates of θ.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn dim() -> usize {
    found(|work| work.dim())
}

/// Whether it diverged.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn diverged() -> u32 {
    found(|work| u32::from(work.diverged()))
}

/// Updates made.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn updates() -> f64 {
    found(|work| work.updates() as f64)
}

/// Has the rows of numbers of one kind ready, and tells how many there are: see [`Work::rows`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn rows(kind: u32) -> usize {
    found(|work| work.rows(kind))
}

/// Where those in double precision begin.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn doubles() -> usize {
    found(|work| work.doubles().as_ptr() as usize)
}

/// Where those in single precision begin.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn singles() -> usize {
    found(|work| work.singles().as_ptr() as usize)
}

/// A part that is a description.
fn description(part: Option<&Vec<u8>>) -> Result<Value, String> {
    let json = serde_json::from_slice(part.map_or(&[][..], Vec::as_slice));
    json.map(|json| json::value(&json)).map_err(|error| format!("a description is not JSON: {error}"))
}
