//! Networks on real data, as a crate of its own: multilayer perceptrons in single precision, four numbers to an instruction.

pub mod data;
