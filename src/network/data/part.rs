//! Examples in memory.

use crate::shape::vectors;
use downhill_engine::rng::Rng;
use wide::f32x4;

/// Examples as a network takes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    features: usize,
    /// Example after example, each filled up to whole vectors with zeros.
    inputs: Vec<f32x4>,
    labels: Vec<u8>,
    nonzero: Option<Nonzero>,
}

/// One input that is not 0. The number stands first: it is loaded into all places of a vector at once, for which WebAssembly's
/// compilers do not join an offset to the address.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub(crate) struct Entry {
    /// The number.
    pub(crate) x: f32,
    /// Which one.
    pub(crate) at: u32,
}

/// All inputs that are not 0, example after example.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nonzero {
    entries: Vec<Entry>,
    /// Where each example's entries end.
    ends: Vec<u32>,
}

impl Nonzero {
    /// Those of example `i`.
    #[inline(always)]
    pub(crate) fn of(&self, i: usize) -> &[Entry] {
        let from = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.entries[from as usize..self.ends[i] as usize]
    }
}

/// Above this share of inputs that are not 0 it costs less to go through them all.
const FEW: f64 = 0.7;

impl Part {
    /// None yet, of so many numbers each.
    pub fn new(features: usize) -> Self {
        Self { features, inputs: Vec::new(), labels: Vec::new(), nonzero: None }
    }
    /// One more, as long as it is not sealed; numbers that are missing are 0, surplus ones are left out.
    pub fn push(&mut self, inputs: impl Iterator<Item = f32>, label: u8) {
        let mut inputs = inputs.take(self.features).fuse();
        for _ in 0..self.vectors() {
            self.inputs.push(f32x4::new(std::array::from_fn(|_| inputs.next().unwrap_or(0.0))));
        }
        self.labels.push(label);
    }
    /// The part as it is trained on: where few inputs are not 0, as in pictures, they are listed once for all updates.
    pub fn sealed(mut self) -> Self {
        let (mut entries, mut ends) = (Vec::new(), Vec::with_capacity(self.len()));
        for i in 0..self.len() {
            let numbers: &[f32] = bytemuck::cast_slice(self.input(i));
            let listed = numbers.iter().enumerate().filter(|(_, x)| **x != 0.0);
            entries.extend(listed.map(|(at, x)| Entry { at: at as u32, x: *x }));
            ends.push(entries.len() as u32);
        }
        let few = entries.len() as f64 <= FEW * (self.len() * self.features) as f64;
        self.nonzero = few.then_some(Nonzero { entries, ends });
        self
    }
    /// The inputs that are not 0, where they are few.
    pub(crate) fn nonzero(&self) -> Option<&Nonzero> {
        self.nonzero.as_ref()
    }
    /// Vectors of an example.
    pub(crate) fn vectors(&self) -> usize {
        vectors(self.features)
    }
    /// Number of examples.
    pub fn len(&self) -> usize {
        self.labels.len()
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }
    /// What the examples show.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }
    /// The numbers of example `i`, filled up with zeros.
    pub fn input(&self, i: usize) -> &[f32x4] {
        let vectors = self.vectors();
        &self.inputs[i * vectors..][..vectors]
    }
    /// The numbers of all examples, one after another, each filled up with zeros to as many as every [`Part::input`] has.
    pub fn inputs(&self) -> &[f32x4] {
        &self.inputs
    }
    /// Keeps the first `count`.
    pub fn truncate(&mut self, count: usize) {
        self.labels.truncate(count);
        self.inputs.truncate(count * self.vectors());
        if let Some(nonzero) = &mut self.nonzero {
            nonzero.ends.truncate(count);
            nonzero.entries.truncate(nonzero.ends.last().map_or(0, |end| *end as usize));
        }
    }
    /// Gives a share of the examples a wrong label: which ones and which label is chance, seeded.
    pub fn mislabel(&mut self, share: f64, classes: usize, rng: &mut Rng) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        rng.shuffle(&mut order);
        let count = (share * self.len() as f64).round() as usize;
        for &i in order.iter().take(if classes > 1 { count } else { 0 }) {
            let away = 1 + rng.below(classes - 1);
            self.labels[i] = ((usize::from(self.labels[i]) + away) % classes) as u8;
        }
    }
}
