//! The 1,797 handwritten digits of 8 × 8 pixels, packed to a quarter.
//!
//! Each label, then each pixel is told by a few answers of yes or no; how likely a yes is depends on the pixel's column, on its
//! neighbours above and to the left, and on what was said so far.

use super::coder::{Chances, Decoder, Encoder};
use super::{DataError, Images, checksum};

const SIDE: usize = 8;
const PIXELS: usize = SIDE * SIDE;
const COUNT: usize = 1797;
/// Brightest pixel.
const TOP: u8 = 16;
/// Of the records as they come from the source: 64 pixels and the label, one digit after another.
const CHECKSUM: u64 = 0x7768_69cc_e379_5967;

/// The packed digits, for those who have them in their program.
pub const DIGITS: &[u8] = include_bytes!("../../../data/digits.pack");

/// Kinds of neighbour: nothing, faint, grey, bright, brightest.
const SHADES: usize = 5;
/// Answers for one value of four bits, plus `nothing?` and `brightest?`.
const ANSWERS: usize = 18;
const CONTEXTS: usize = SIDE * SHADES * SHADES * ANSWERS + 16;

/// Either direction: a decoder tells the answer, an encoder is told it.
trait Answers {
    fn answer(&mut self, context: usize, wanted: bool) -> bool;
}
impl Answers for (Decoder<'_>, Chances) {
    fn answer(&mut self, context: usize, _: bool) -> bool {
        self.0.next(&mut self.1, context)
    }
}
impl Answers for (Encoder, Chances) {
    fn answer(&mut self, context: usize, wanted: bool) -> bool {
        self.0.put(&mut self.1, context, wanted);
        wanted
    }
}

/// Four bits, highest first.
fn nibble(coder: &mut impl Answers, base: usize, wanted: u8) -> u8 {
    let node = (0..4).rev().fold(1, |node, bit| {
        let one = coder.answer(base + node, wanted >> bit & 1 == 1);
        2 * node + usize::from(one)
    });
    node as u8 & 15
}

fn pixel(coder: &mut impl Answers, base: usize, wanted: u8) -> u8 {
    if coder.answer(base, wanted == 0) {
        0
    } else if coder.answer(base + 16, wanted == TOP) {
        TOP
    } else {
        nibble(coder, base, wanted)
    }
}

fn shade(pixel: u8) -> usize {
    match pixel {
        0 => 0,
        1..6 => 1,
        6..12 => 2,
        12..TOP => 3,
        _ => 4,
    }
}

/// Goes over all records, which are those of the source afterwards.
fn records(coder: &mut impl Answers, records: &mut [u8]) {
    for record in records.chunks_exact_mut(PIXELS + 1) {
        for at in 0..PIXELS {
            let left = if at % SIDE > 0 { shade(record[at - 1]) } else { 0 };
            let above = if at >= SIDE { shade(record[at - SIDE]) } else { 0 };
            let context = (at % SIDE * SHADES + left) * SHADES + above;
            record[at] = pixel(coder, context * ANSWERS, record[at]);
        }
        record[PIXELS] = nibble(coder, CONTEXTS - 16, record[PIXELS]);
    }
}

/// Packs the source's records; [`digits`] reads what comes of it.
pub fn pack(source: &[u8]) -> Vec<u8> {
    let mut coder = (Encoder::new(), Chances::new(CONTEXTS));
    records(&mut coder, &mut source.to_vec());
    coder.0.end()
}

/// Reads the packed digits.
///
/// # Errors
/// They are not what was packed.
pub fn digits(packed: &[u8]) -> Result<Images, DataError> {
    let mut all = vec![0; COUNT * (PIXELS + 1)];
    records(&mut (Decoder::new(packed), Chances::new(CONTEXTS)), &mut all);
    let found = checksum(&all);
    if found != CHECKSUM {
        return Err(DataError::Damaged { file: "digits.pack", bytes: packed.len() });
    }
    Ok(Images::of(&all, SIDE, TOP))
}
