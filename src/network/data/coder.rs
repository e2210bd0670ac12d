//! A binary range coder with adaptive probabilities (G. N. N. Martin, *Range encoding* (1979), in the form of LZMA): a
//! third less than general packers make of the digits, and no dependency of the page.

/// What is known of one kind of yes or no: how likely a yes is, and of how many answers.
#[derive(Clone, Copy)]
struct Chance {
    yes: u16,
    seen: u16,
}

/// Answers after which an estimate keeps following the latest ones.
const MEMORY: u16 = 60;

/// One estimate for each context.
pub(super) struct Chances(Vec<Chance>);

impl Chances {
    pub(super) fn new(contexts: usize) -> Self {
        Self(vec![Chance { yes: 1 << 15, seen: 0 }; contexts])
    }
    /// The part of `range` that a yes has; never nothing, never all.
    fn share(&self, context: usize, range: u32) -> u32 {
        (range >> 16) * u32::from(self.0[context].yes)
    }
    fn learn(&mut self, context: usize, yes: bool) {
        let chance = &mut self.0[context];
        let (target, seen) = (if yes { 65_500 } else { 36 }, i32::from(chance.seen));
        let step = (target - i32::from(chance.yes)) * 2 / (2 * seen + 5);
        chance.yes = (i32::from(chance.yes) + step) as u16;
        chance.seen = (chance.seen + 1).min(MEMORY);
    }
}

/// Below this a range is widened by a byte.
const NARROW: u32 = 1 << 24;

/// Reads what [`Encoder`] wrote. After the end it reads zeros: what comes of that is for a checksum to find.
pub(super) struct Decoder<'a> {
    bytes: std::slice::Iter<'a, u8>,
    range: u32,
    code: u32,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self { bytes: bytes.iter(), range: u32::MAX, code: 0 };
        (0..4).for_each(|_| decoder.shift());
        decoder
    }
    fn shift(&mut self) {
        self.code = self.code << 8 | u32::from(self.bytes.next().copied().unwrap_or(0));
    }
    pub(super) fn next(&mut self, chances: &mut Chances, context: usize) -> bool {
        let share = chances.share(context, self.range);
        let yes = self.code < share;
        if yes {
            self.range = share;
        } else {
            self.code -= share;
            self.range -= share;
        }
        chances.learn(context, yes);
        while self.range < NARROW {
            self.range <<= 8;
            self.shift();
        }
        yes
    }
}

/// The other direction.
pub(super) struct Encoder {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
}

impl Encoder {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), low: 0, range: u32::MAX }
    }
    pub(super) fn put(&mut self, chances: &mut Chances, context: usize, yes: bool) {
        let share = chances.share(context, self.range);
        if yes {
            self.range = share;
        } else {
            self.low += u64::from(share);
            self.range -= share;
        }
        chances.learn(context, yes);
        self.carry();
        while self.range < NARROW {
            self.range <<= 8;
            self.shift();
        }
    }
    /// What has run over goes to the bytes that are written.
    fn carry(&mut self) {
        if self.low >> 32 == 0 {
            return;
        }
        self.low &= u64::from(u32::MAX);
        for byte in self.bytes.iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
    }
    fn shift(&mut self) {
        self.bytes.push((self.low >> 24) as u8);
        self.low = self.low << 8 & u64::from(u32::MAX);
    }
    pub(super) fn end(mut self) -> Vec<u8> {
        (0..4).for_each(|_| self.shift());
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(answers in prop::collection::vec((0_usize..3, prop::bool::weighted(0.03)), 0..4000)) {
            let (mut encoder, mut chances) = (Encoder::new(), Chances::new(3));
            for (context, yes) in &answers {
                encoder.put(&mut chances, *context, *yes);
            }
            let bytes = encoder.end();
            prop_assert!(bytes.len() < 40 + answers.len() / 12);
            let (mut decoder, mut chances) = (Decoder::new(&bytes), Chances::new(3));
            for (context, yes) in answers {
                prop_assert_eq!(decoder.next(&mut chances, context), yes);
            }
        }
    }
}
