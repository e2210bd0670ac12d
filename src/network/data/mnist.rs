//! Ten thousand digits of MNIST, 28 × 28 pixels, as the file `mnist10k.bin.gz` unpacks to.

use super::{DataError, Images, checksum};

const SIDE: usize = 28;
const COUNT: usize = 10_000;
const CHECKSUM: u64 = 0xc2d2_670e_09e2_1f63;

/// Reads the unpacked file: records of 784 pixels 0…255 and a label.
///
/// # Errors
/// It is still packed, or not what it was.
pub fn mnist(unpacked: &[u8]) -> Result<Images, DataError> {
    let file = "mnist10k.bin.gz";
    if unpacked.starts_with(&[0x1f, 0x8b]) {
        return Err(DataError::Packed { file });
    }
    if unpacked.len() != COUNT * (SIDE * SIDE + 1) || checksum(unpacked) != CHECKSUM {
        return Err(DataError::Damaged { file, bytes: unpacked.len() });
    }
    Ok(Images::of(unpacked, SIDE, u8::MAX))
}
