//! Networks on real data, as a crate of its own: multilayer perceptrons in single precision, four numbers to an instruction.

pub mod curvature;
pub mod data;
pub mod job;
mod kernel;
mod network;
#[cfg(test)]
mod oracle;
mod shape;
mod symmetric;
mod training;
mod vector;

pub use network::{Gradient, Measure, Network, Room};
pub use shape::{Activation, Shape};
pub use training::{Moment, Recipe, Status, Stop, Training};
