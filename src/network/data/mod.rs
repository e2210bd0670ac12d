//! Real handwritten digits: what there is, how it is read, and which examples train and which validate.

mod coder;
mod digits;
mod mnist;
mod parse;
mod part;
mod split;

pub use digits::{DIGITS, digits, pack};
pub use mnist::mnist;
pub use parse::{Missing, Set};
pub use part::Part;
pub(crate) use part::{Entry, Nonzero};
pub use split::Split;
pub(crate) use split::drawn;

use std::fmt;

/// Classes of a digit.
pub const CLASSES: usize = 10;

/// A file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// It is not what it was when it was made.
    Damaged {
        /// Its name.
        file: &'static str,
        /// How long it is now.
        bytes: usize,
    },
    /// It was not given.
    Missing {
        /// Its name.
        file: &'static str,
    },
    /// It has to be unpacked first.
    Packed {
        /// Its name.
        file: &'static str,
    },
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DataError::Damaged { file, bytes } => {
                write!(
                    f,
                    "{file} is damaged (these {bytes} bytes are not its own): fetch it again, unchanged"
                )
            }
            DataError::Missing { file } => {
                write!(f, "{file} is missing: fetch it and hand over its contents")
            }
            DataError::Packed { file } => write!(f, "{file} is still packed: unpack it with gzip first"),
        }
    }
}

impl std::error::Error for DataError {}

/// FNV-1a over all bytes.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Labelled square pictures, as they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Images {
    /// Pixels of a row, and rows.
    pub side: usize,
    /// The brightest pixel: inputs are pixels divided by it.
    pub top: u8,
    /// Picture after picture, row by row.
    pub pixels: Vec<u8>,
    /// What each shows.
    pub labels: Vec<u8>,
}

impl Images {
    /// Of records: the pixels of a picture, then its label.
    fn of(records: &[u8], side: usize, top: u8) -> Self {
        let size = side * side;
        let records = records.chunks_exact(size + 1);
        let pixels = records.clone().flat_map(|record| &record[..size]).copied().collect();
        Self { side, top, pixels, labels: records.map(|record| record[size]).collect() }
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }
    /// The examples of one part, in the order of `chosen`.
    pub fn part(&self, chosen: &[usize]) -> Part {
        let (size, top) = (self.side * self.side, f32::from(self.top));
        let mut part = Part::new(size);
        for &i in chosen {
            let pixels = &self.pixels[i * size..][..size];
            part.push(pixels.iter().map(|pixel| f32::from(*pixel) / top), self.labels[i]);
        }
        part.sealed()
    }
    /// What trains and what validates.
    pub fn data(&self, split: Split) -> Data {
        let (train, validation) = split.of(&self.labels);
        Data {
            features: self.side * self.side,
            classes: CLASSES,
            train: self.part(&train),
            validation: self.part(&validation),
        }
    }
}

/// Examples to train on and examples to validate with.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// Numbers of an example.
    pub features: usize,
    /// Labels are 0…classes − 1.
    pub classes: usize,
    /// What the network learns from.
    pub train: Part,
    /// What it has never seen.
    pub validation: Part,
}

#[cfg(test)]
mod tests;
