//! The network's kernels as a small program of their own, whose work is to be timed (`www/cost/`): plain functions of numbers, without
//! glue. It is built twice, with SIMD and without (`xtask/src/build.rs`).
//!
//! One page of it is one network. Addresses hold until the next [`prepare`].

// The names that JavaScript calls: nothing else here is unsafe, and that only because two programs could say the same name.
#![allow(unsafe_code)]

pub mod bench;

use bench::{Bench, EXAMPLES};
use std::cell::RefCell;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// All there is in the program.
struct State {
    /// Widths of the network to come.
    widths: Vec<usize>,
    bench: Bench,
    /// Parameters in the usual order, as they were when they were last asked for.
    parameters: Vec<f32>,
}

thread_local! {
    static STATE: RefCell<State> =
        RefCell::new(State { widths: Vec::new(), bench: Bench::new(&[1, 1], 0), parameters: Vec::new() });
}

fn with<T>(act: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(act)
}

/// Adds a layer to the network to come: inputs first, classes last.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn layer(width: u32) {
    with(|state| state.widths.push(width as usize));
}

/// Makes the network, seeded.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn prepare(seed: u32) {
    with(|state| {
        state.bench = Bench::new(&state.widths, u64::from(seed));
        state.widths.clear();
    });
}

/// [`Bench::draw`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn draw(count: u32) -> usize {
    with(|state| state.bench.draw(count as usize))
}

/// Examples in memory; later ones are the first ones again.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn examples() -> usize {
    EXAMPLES
}

/// [`Bench::update`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn update(from: u32, size: u32, count: u32) {
    with(|state| state.bench.update(from as usize, size as usize, count as usize));
}

/// [`Bench::clear`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn clear() {
    with(|state| state.bench.clear());
}

/// [`Bench::add`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn add(from: u32, count: u32) {
    with(|state| state.bench.add(from as usize, count as usize));
}

/// [`Bench::add_received`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn add_received() {
    with(|state| state.bench.add_received());
}

/// [`Bench::apply`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn apply(size: u32) {
    with(|state| state.bench.apply(size as usize));
}

/// Length of parameters as they are stored, and of each sum.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn numbers() -> usize {
    with(|state| state.bench.stored()[0].len())
}

/// Parameters as they are stored.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn theta() -> *mut f32 {
    with(|state| state.bench.stored()[0].as_mut_ptr())
}

/// The sum of gradients.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn sum() -> *mut f32 {
    with(|state| state.bench.stored()[1].as_mut_ptr())
}

/// The place for a sum from elsewhere.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn received() -> *mut f32 {
    with(|state| state.bench.stored()[2].as_mut_ptr())
}

/// Parameters in the usual order, as they are now: for each layer the weights input by input, then the biases.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn parameters() -> *const f32 {
    with(|state| {
        state.parameters = state.bench.parameters();
        state.parameters.as_ptr()
    })
}

/// The pictures' pixels, example after example.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn inputs() -> *const f32 {
    with(|state| bytemuck::cast_slice::<_, f32>(state.bench.pictures().inputs()).as_ptr())
}

/// Numbers from one example's pixels to the next one's.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn stride() -> usize {
    with(|state| 4 * state.bench.pictures().inputs().len() / EXAMPLES)
}

/// The pictures' labels.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn labels() -> *const u8 {
    with(|state| state.bench.pictures().labels().as_ptr())
}
