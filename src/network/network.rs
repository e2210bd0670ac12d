//! A network: its parameters, what it makes of examples, and how much each parameter is to blame.

use crate::data::{Nonzero, Part};
use crate::kernel::{self, BLOCK, Column, GROUP, Head, HeadMut, Hidden, HiddenMut};
use crate::shape::{Layer, Shape, vectors};
use downhill_engine::rng::Rng;
use wide::f32x4;

/// A multilayer perceptron with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    shape: Shape,
    theta: Vec<f32x4>,
}

/// How well a network does on some examples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// Mean cross-entropy.
    pub loss: f64,
    /// Share of examples whose likeliest class is the right one.
    pub accuracy: f64,
}

/// A sum of gradients over examples, in the order in which a network stores its parameters. Sums of parts of a batch add up to
/// that of the batch, but for rounding.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient(Vec<f32x4>);

impl Gradient {
    /// Nothing again.
    pub fn clear(&mut self) {
        self.0.fill(f32x4::ZERO);
    }
    /// Adds another sum, of a network of the same shape.
    pub fn add(&mut self, other: &Self) {
        for (sum, x) in self.0.iter_mut().zip(&other.0) {
            *sum += *x;
        }
    }
    /// The numbers, to be copied.
    pub fn numbers(&self) -> &[f32] {
        bytemuck::cast_slice(&self.0)
    }
    /// The numbers, to be copied into.
    pub fn numbers_mut(&mut self) -> &mut [f32] {
        bytemuck::cast_slice_mut(&mut self.0)
    }
}

/// What a block of examples needs on its way through a network. It is made once and used again and again.
pub struct Room {
    inputs: Vec<Column>,
    /// What each hidden layer made, and what has come back to its sums.
    hidden: Vec<[Vec<Column>; 2]>,
    logits: Vec<Column>,
    /// The same of one example alone.
    one: One,
}

/// What a network with one hidden layer needs for one example: what the layer made, what has come back to it, and the logits.
struct One {
    made: Vec<f32x4>,
    back: Vec<f32x4>,
    logits: Vec<f32x4>,
}

impl Room {
    /// For networks of this shape.
    pub fn new(shape: &Shape) -> Self {
        let (head, hidden) = match shape.layers() {
            [hidden @ .., head] => (head.outputs, hidden),
            [] => (0, &[][..]),
        };
        let wide = hidden.first().map_or(0, |layer| layer.bias.len());
        let two = |layer: &Layer| [(); 2].map(|()| kernel::block(layer.bias.len()));
        Self {
            inputs: kernel::block(vectors(shape.widths()[0])),
            hidden: hidden.iter().map(two).collect(),
            logits: kernel::block(head.div_ceil(4)),
            one: One {
                made: vec![f32x4::ZERO; wide],
                back: vec![f32x4::ZERO; wide],
                logits: vec![f32x4::ZERO; head.div_ceil(4)],
            },
        }
    }
    /// Takes in the inputs of up to [`BLOCK`] examples.
    fn gather(&mut self, part: &Part, examples: &[usize]) {
        for (group, four) in examples.chunks(GROUP).enumerate() {
            let rows: [&[f32x4]; GROUP] = std::array::from_fn(|e| part.input(four[e.min(four.len() - 1)]));
            let rows = rows.map(|row| &row[..self.inputs.len()]);
            for (v, column) in self.inputs.iter_mut().enumerate() {
                column[group] = rows.map(|row| row[v]);
            }
        }
    }
}

fn hidden<'a>(theta: &'a [f32x4], layer: &Layer) -> Hidden<'a> {
    let (rows, bias) = (&theta[layer.weights.clone()], &theta[layer.bias.clone()]);
    Hidden { rows: rows.as_chunks().0, bias: bias.as_chunks().0, outputs: layer.outputs }
}
fn head<'a>(theta: &'a [f32x4], layer: &Layer) -> Head<'a> {
    Head { rows: &theta[layer.weights.clone()], bias: &theta[layer.bias.clone()] }
}
fn hidden_mut<'a>(theta: &'a mut [f32x4], layer: &Layer) -> HiddenMut<'a> {
    let (rows, bias) = theta[layer.weights.start..layer.bias.end].split_at_mut(layer.weights.len());
    HiddenMut { rows: rows.as_chunks_mut().0, bias: bias.as_chunks_mut().0, outputs: layer.outputs }
}
fn head_mut<'a>(theta: &'a mut [f32x4], layer: &Layer) -> HeadMut<'a> {
    let (rows, bias) = theta[layer.weights.start..layer.bias.end].split_at_mut(layer.weights.len());
    HeadMut { rows, bias }
}

impl Network {
    /// Weights are normal with variance 2/(number of inputs), biases 0 (K. He et al., *Delving deep into rectifiers*, 2015).
    pub fn new(shape: Shape, rng: &mut Rng) -> Self {
        let mut network = Self { theta: vec![f32x4::ZERO; shape.len()], shape };
        let mut numbers = Vec::with_capacity(network.shape.parameters());
        for pair in network.shape.widths().windows(2) {
            let deviation = (2.0 / pair[0] as f64).sqrt();
            numbers.extend((0..pair[0] * pair[1]).map(|_| (deviation * rng.normal()) as f32));
            numbers.resize(numbers.len() + pair[1], 0.0);
        }
        network.set_parameters(&numbers);
        network
    }
    /// What it looks like.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }
    /// For each layer the weights input by input (of one input to all outputs), then the biases.
    pub fn parameters(&self) -> Vec<f32> {
        let numbers: &[f32] = bytemuck::cast_slice(&self.theta);
        self.shape.places().map(|place| numbers[place]).collect()
    }
    /// Takes parameters in the order of [`Network::parameters`]; those that are missing stay.
    pub fn set_parameters(&mut self, parameters: &[f32]) {
        let numbers: &mut [f32] = bytemuck::cast_slice_mut(&mut self.theta);
        for (place, parameter) in self.shape.places().zip(parameters) {
            numbers[place] = *parameter;
        }
    }
    /// All parameters as they are stored.
    pub(crate) fn theta(&self) -> &[f32x4] {
        &self.theta
    }
    pub(crate) fn theta_mut(&mut self) -> &mut [f32x4] {
        &mut self.theta
    }
    /// All parameters in the order in which they are stored, which is that of a [`Gradient`]: to be copied as they are.
    pub fn stored(&self) -> &[f32] {
        bytemuck::cast_slice(&self.theta)
    }
    /// The same, to be copied into.
    pub fn stored_mut(&mut self) -> &mut [f32] {
        bytemuck::cast_slice_mut(&mut self.theta)
    }

    /// The logits of a block, into the room.
    fn forward(&self, part: &Part, examples: &[usize], room: &mut Room) {
        let (count, of) = (examples.len(), self.shape.activation());
        let Some((last, layers)) = self.shape.layers().split_last() else { return };
        let few = self.few(part);
        if few.is_none() {
            room.gather(part, examples);
        }
        let Room { inputs, hidden: rooms, logits, .. } = room;
        let mut inputs = &inputs[..];
        for (l, (layer, [made, _])) in layers.iter().zip(rooms).enumerate() {
            let weights = hidden(&self.theta, layer);
            match few {
                Some(few) if l == 0 => weights.forward_few(examples.iter().map(|i| few.of(*i)), made, of),
                _ => weights.forward(inputs, made, count, of),
            }
            inputs = &made[..vectors(layer.outputs)];
        }
        head(&self.theta, last).forward(inputs, logits, count);
    }
    /// The inputs of a part that are not 0, where they are few and the first layer has a way of its own for them.
    fn few<'a>(&self, part: &'a Part) -> Option<&'a Nonzero> {
        part.nonzero().filter(|_| self.shape.layers().len() > 1)
    }

    /// Adds `scale` times the gradient of the summed loss of up to [`BLOCK`] examples to `into`; straight to the parameters where
    /// there is no `into`.
    pub(crate) fn learn(
        &mut self,
        part: &Part,
        examples: &[usize],
        scale: f32,
        mut into: Option<&mut [f32x4]>,
        room: &mut Room,
    ) {
        self.forward(part, examples, room);
        let few = self.few(part);
        let (count, of) = (examples.len(), self.shape.activation());
        let Some((last, layers)) = self.shape.layers().split_last() else { return };
        let Room { inputs, hidden: rooms, logits, .. } = room;
        let mut labels = [0; BLOCK];
        for (label, &i) in labels.iter_mut().zip(examples) {
            *label = part.labels()[i];
        }
        kernel::slopes(logits, &labels[..count], last.outputs, scale);
        let inputs = &inputs[..];
        // What has come back is taken on before the weights that it went through move.
        if let Some([made, back]) = rooms.last_mut() {
            let width = vectors(last.inputs);
            head(&self.theta, last).backward(logits, &made[..width], &mut back[..width], count, of);
            let into = into.as_deref_mut().unwrap_or(&mut self.theta);
            head_mut(into, last).add(&made[..width], logits, count);
        } else {
            let into = into.as_deref_mut().unwrap_or(&mut self.theta);
            head_mut(into, last).add(inputs, logits, count);
        }
        for (l, layer) in layers.iter().enumerate().rev() {
            let (before, here) = rooms.split_at_mut(l);
            let back = &here[0][1][..];
            let width = vectors(layer.inputs);
            if let Some([made, on]) = before.last_mut() {
                hidden(&self.theta, layer).backward(back, &made[..width], &mut on[..width], count, of);
            }
            let into = into.as_deref_mut().unwrap_or(&mut self.theta);
            let mut weights = hidden_mut(into, layer);
            match (few, before.last()) {
                (_, Some([made, _])) => weights.add(&made[..width], back, count),
                (Some(few), None) => weights.add_few(examples.iter().map(|i| few.of(*i)), back),
                (None, None) => weights.add(inputs, back, count),
            }
        }
    }

    /// Adds `scale` times the gradient of the loss of up to [`BLOCK`] examples to the parameters.
    pub(crate) fn descend_by(&mut self, part: &Part, examples: &[usize], scale: f32, room: &mut Room) {
        match (examples, self.shape.layers(), self.few(part)) {
            (&[i], [layer, last], Some(few)) => {
                let (entries, of, One { made, back, logits }) =
                    (few.of(i), self.shape.activation(), &mut room.one);
                let width = vectors(last.inputs);
                hidden(&self.theta, layer).forward_one(entries, made, of);
                head(&self.theta, last).forward_one(&made[..width], logits);
                kernel::slopes_one(logits, part.labels()[i], last.outputs, scale);
                let mut weights = head_mut(&mut self.theta, last);
                weights.descend_one(&made[..width], logits, &mut back[..width], last.outputs, of);
                hidden_mut(&mut self.theta, layer).descend_one(entries, back);
            }
            _ => self.learn(part, examples, scale, None, room),
        }
    }

    /// A sum of gradients to begin with: nothing.
    pub fn no_gradient(&self) -> Gradient {
        Gradient(vec![f32x4::ZERO; self.theta.len()])
    }
    /// Adds `scale` times the gradient of the summed loss of these examples, as many as there are, to a sum.
    pub fn add_gradient(
        &mut self,
        part: &Part,
        examples: &[usize],
        scale: f32,
        sum: &mut Gradient,
        room: &mut Room,
    ) {
        for block in examples.chunks(BLOCK) {
            self.learn(part, block, scale, Some(&mut sum.0), room);
        }
    }
    /// θ ← θ − rate · sum.
    pub fn descend(&mut self, sum: &Gradient, rate: f32) {
        let rate = f32x4::splat(rate);
        for (x, slope) in self.theta.iter_mut().zip(&sum.0) {
            *x -= rate * *slope;
        }
    }
    /// One update of plain descent by the mean gradient of these examples; `sum` is what it is added up in where that does not
    /// go straight into the parameters.
    pub fn update(
        &mut self,
        part: &Part,
        examples: &[usize],
        rate: f32,
        sum: &mut Gradient,
        room: &mut Room,
    ) {
        let share = 1.0 / examples.len().max(1) as f32;
        if examples.len() <= BLOCK {
            return self.descend_by(part, examples, -rate * share, room);
        }
        sum.clear();
        self.add_gradient(part, examples, 1.0, sum, room);
        self.descend(sum, rate * share);
    }

    /// Loss and accuracy on all examples of a part.
    pub fn measure(&self, part: &Part, room: &mut Room) -> Measure {
        let (mut loss, mut right) = (0.0, 0_usize);
        self.each(part, room, |i, of_one, best| {
            loss += of_one;
            right += usize::from(best == part.labels()[i]);
        });
        let count = part.len().max(1) as f64;
        Measure { loss: loss / count, accuracy: right as f64 / count }
    }
    /// The likeliest class of each example.
    pub fn classify(&self, part: &Part, room: &mut Room) -> Vec<u8> {
        let mut classes = Vec::with_capacity(part.len());
        self.each(part, room, |_, _, best| classes.push(best));
        classes
    }
    /// Tells of each example in turn its loss and its likeliest class.
    fn each(&self, part: &Part, room: &mut Room, mut tell: impl FnMut(usize, f64, u8)) {
        let classes = self.shape.widths().last().copied().unwrap_or_default();
        let mut examples = [0; BLOCK];
        for from in (0..part.len()).step_by(BLOCK) {
            let count = BLOCK.min(part.len() - from);
            examples.iter_mut().zip(from..from + count).for_each(|(place, i)| *place = i);
            self.forward(part, &examples[..count], room);
            let mut i = from;
            kernel::losses(&mut room.logits, &part.labels()[from..from + count], classes, |loss, best| {
                tell(i, loss, best);
                i += 1;
            });
        }
    }
}
