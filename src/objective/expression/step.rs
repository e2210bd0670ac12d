//! What a program is made of, and which two steps are one.

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
    // Two steps in one: what a step costs is mostly that it is one.
    /// a · b + c.
    MultiplyAdd,
    /// c − a · b.
    MultiplyFrom,
    /// a² + c.
    SquareAdd,
    /// c − a².
    SquareFrom,
    /// a · k + c.
    ScaleAdd,
    /// (a + k)².
    ShiftSquare,
    /// (k − a)².
    FromSquare,
    /// (a + b)².
    AddSquare,
    /// (a − b)².
    SubtractSquare,
}

impl Code {
    /// Which of a, b and c are registers that it reads.
    pub(super) fn reads(self) -> impl Iterator<Item = usize> {
        let [a, b, c] = match self {
            Code::Number => [false, false, false],
            Code::Add | Code::Subtract | Code::Multiply | Code::Divide | Code::Power | Code::Least => {
                [true, true, false]
            }
            Code::AddSquare | Code::SubtractSquare => [true, true, false],
            Code::MultiplyAdd | Code::MultiplyFrom => [true, true, true],
            Code::SquareAdd | Code::SquareFrom | Code::ScaleAdd => [true, false, true],
            Code::Shift | Code::From | Code::Scale | Code::Over | Code::Per | Code::Square => {
                [true, false, false]
            }
            Code::PowerOf | Code::Call(_) | Code::ShiftSquare | Code::FromSquare => [true, false, false],
        };
        [a, b, c].into_iter().enumerate().filter(|(_, reads)| *reads).map(|(which, _)| which)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) code: Code,
    pub(super) a: u8,
    /// The other register, or the place of the number.
    pub(super) b: u8,
    /// The register that is added to, in steps that are two.
    pub(super) c: u8,
}

impl Program {
    /// Makes one step of two where the first is used by the second alone. What is added up and in which order stays the same.
    pub(super) fn fuse(&mut self) {
        let place = |register: u8| usize::from(register).checked_sub(VARIABLES);
        let mut uses = [0_usize; REGISTERS];
        for step in &self.steps {
            let registers = [step.a, step.b, step.c];
            step.code.reads().for_each(|reads| uses[usize::from(registers[reads])] += 1);
        }
        if let Part::Register(result) = self.result {
            uses[usize::from(result)] += 1;
        }
        let old = std::mem::take(&mut self.steps);
        let (mut gone, mut whole) = (vec![false; old.len()], old.clone());
        for (k, step) in old.iter().enumerate() {
            // The later part first: the other one has longer been there. A square has but one.
            for (register, other) in [(step.b, step.a), (step.a, step.b)] {
                let alone = uses[usize::from(register)] == 1;
                let first =
                    place(register).filter(|first| alone && *first < k && whole[*first] == old[*first]);
                let Some(first) = first else { continue };
                if let Some(both) = self.both(old[first], *step, register == step.a, other) {
                    (whole[k], gone[first]) = (both, true);
                    break;
                }
            }
        }
        let mut moved: Vec<u8> = (0..VARIABLES as u8).collect();
        for (k, step) in whole.iter().enumerate() {
            let to = |register: u8| moved.get(usize::from(register)).copied().unwrap_or_default();
            if gone[k] {
                moved.push(0);
                continue;
            }
            let mut registers = [step.a, step.b, step.c];
            let newest = (VARIABLES + self.steps.len()) as u8 - 1;
            step.code.reads().for_each(|reads| {
                let register = to(registers[reads]);
                // Before the first step there is no last one.
                registers[reads] = if register == newest && !self.steps.is_empty() { LAST } else { register };
            });
            let [a, b, c] = registers;
            self.steps.push(Step { code: step.code, a, b, c });
            moved.push((VARIABLES + self.steps.len() - 1) as u8);
        }
        if let Part::Register(result) = self.result {
            self.result = Part::Register(moved[usize::from(result)]);
        }
    }

    /// The step that does `first` and then `then`, which has it as its a or as its b beside `other`.
    fn both(&mut self, first: Step, then: Step, is_a: bool, other: u8) -> Option<Step> {
        let Step { a, b, .. } = first;
        let code = match (then.code, first.code) {
            (Code::Square, Code::Shift) => Code::ShiftSquare,
            (Code::Square, Code::From) => Code::FromSquare,
            (Code::Square, Code::Add) => Code::AddSquare,
            (Code::Square, Code::Subtract) => Code::SubtractSquare,
            (Code::Add, Code::Multiply) => Code::MultiplyAdd,
            (Code::Add, Code::Square) => Code::SquareAdd,
            (Code::Add, Code::Scale) => Code::ScaleAdd,
            (Code::Subtract, Code::Multiply) if !is_a => Code::MultiplyFrom,
            (Code::Subtract, Code::Square) if !is_a => Code::SquareFrom,
            (Code::Subtract, Code::Scale) if !is_a => {
                let b = self.number(-self.numbers[usize::from(b)])?;
                return Some(Step { code: Code::ScaleAdd, a, b, c: other });
            }
            _ => return None,
        };
        Some(Step { code, a, b, c: other })
    }
}
