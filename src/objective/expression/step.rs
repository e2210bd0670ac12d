//! What a program is made of, and which steps are one.

use super::function::Function;
use super::program::{LAST, Part, Program, REGISTERS, VARIABLES};

/// What a step does with registers a and b, or with register a and number k.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Code {
    /// k.
    Number,
    /// a + b.
    Add,
    /// a − b.
    Subtract,
    /// a · b.
    Multiply,
    /// a / b.
    Divide,
    /// a + k.
    Shift,
    /// k − a.
    From,
    /// a · k.
    Scale,
    /// k / a.
    Over,
    /// a².
    Square,
    /// aᵏ.
    PowerOf,
    /// aᵇ.
    Power,
    /// The lesser of a and b.
    Least,
    /// The function of a.
    Call(Function),
    /// a / k, whose reciprocal is the number after k.
    Per,
}

impl Code {
    /// Whether a is a register that it reads, and whether b is one.
    fn reads(self) -> [bool; 2] {
        match self {
            Code::Number => [false, false],
            Code::Add | Code::Subtract | Code::Multiply | Code::Divide | Code::Power | Code::Least => {
                [true, true]
            }
            _ => [true, false],
        }
    }
}

/// What is done with what a step comes to, v, before it is written, in this order; each once at most. What a step costs is mostly that
/// it is one: it waits for its code, and for the registers of the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Then {
    /// Which of them.
    pub(super) does: u8,
    /// The register of [`PLUS`], [`FROM`] and [`LESS`].
    pub(super) c: u8,
    /// The number of [`SHIFT`].
    pub(super) shift: u8,
    /// The number of [`SCALE`].
    pub(super) scale: u8,
    /// The register of [`PLUS`], [`FROM`] and [`LESS`], each times [`LATER`].
    pub(super) d: u8,
}

/// v + c.
pub(super) const PLUS: u8 = 1;
/// c − v.
pub(super) const FROM: u8 = 2;
/// v − c; that of d is no bit of its own, but both others.
pub(super) const LESS: u8 = PLUS | FROM;
/// v + k.
pub(super) const SHIFT: u8 = 4;
/// v².
pub(super) const SQUARE: u8 = 8;
/// v · k.
pub(super) const SCALE: u8 = 16;
/// What makes of v + c v + d, and so on.
pub(super) const LATER: u8 = 32;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) code: Code,
    pub(super) a: u8,
    /// The other register, or the place of the number.
    pub(super) b: u8,
    pub(super) then: Then,
}

impl Step {
    /// The registers that it reads.
    fn registers(&mut self) -> impl Iterator<Item = &mut u8> {
        let [a, b] = self.code.reads();
        let does = self.then.does;
        let reads = [a, b, does & LESS != 0, does & (LESS * LATER) != 0];
        let all = [&mut self.a, &mut self.b, &mut self.then.c, &mut self.then.d];
        all.into_iter().zip(reads).filter(|(_, reads)| *reads).map(|(register, _)| register)
    }
    /// This step and then `next`, which has it as its a or else as its b: as one, where that can be.
    #[inline(never)]
    fn and(self, next: Step, is_a: bool) -> Option<Step> {
        let mut both = self;
        let then = &mut both.then;
        // Nothing that comes later may have been done yet.
        let free = |from: u8| self.then.does < from;
        match next.code {
            Code::Add | Code::Subtract => {
                let (register, other) = if is_a { (LESS, next.b) } else { (FROM, next.a) };
                let does = if next.code == Code::Add { PLUS } else { register };
                if free(PLUS) {
                    (then.does, then.c) = (does, other);
                } else if free(LATER) {
                    (then.does, then.d) = (then.does | (does * LATER), other);
                } else {
                    return None;
                }
            }
            Code::Shift if free(SHIFT) => (then.does, then.shift) = (then.does | SHIFT, next.b),
            Code::Square if free(SQUARE) => then.does |= SQUARE,
            Code::Scale if free(SCALE) => (then.does, then.scale) = (then.does | SCALE, next.b),
            _ => return None,
        }
        Some(both)
    }
}

impl Program {
    /// Makes one step of several where the first is used by the next alone. What is added up and in which order stays the same.
    #[inline(never)]
    pub(super) fn fuse(&mut self) {
        let place = |register: u8| usize::from(register).checked_sub(VARIABLES);
        let mut uses = [0_usize; REGISTERS];
        for step in &mut self.steps {
            step.registers().for_each(|register| uses[usize::from(*register)] += 1);
        }
        if let Part::Register(result) = self.result {
            uses[usize::from(result)] += 1;
        }
        let mut whole = std::mem::take(&mut self.steps);
        let mut gone = vec![false; whole.len()];
        for k in 0..whole.len() {
            let step = whole[k];
            let [a, b] = step.code.reads();
            // The later part first: the other one has longer been there.
            for (register, is_a) in [(step.b, false), (step.a, true)] {
                let alone = (if is_a { a } else { b }) && uses[usize::from(register)] == 1;
                let Some(first) = place(register).filter(|_| alone) else { continue };
                if let Some(both) = whole[first].and(step, is_a) {
                    (whole[k], gone[first]) = (both, true);
                    break;
                }
            }
        }
        let mut moved: Vec<u8> = (0..VARIABLES as u8).collect();
        for (mut step, gone) in whole.into_iter().zip(gone) {
            let newest = (VARIABLES + self.steps.len()) as u8 - 1;
            if gone {
                moved.push(0);
                continue;
            }
            // Before the first step there is no last one.
            let first = self.steps.is_empty();
            step.registers().for_each(|register| {
                let to = moved.get(usize::from(*register)).copied().unwrap_or_default();
                *register = if to == newest && !first { LAST } else { to };
            });
            self.steps.push(step);
            moved.push(newest + 1);
        }
        if let Part::Register(result) = self.result {
            self.result = Part::Register(moved[usize::from(result)]);
        }
    }
}
