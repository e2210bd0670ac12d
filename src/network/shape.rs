//! What a network looks like, and where its parameters lie in one flat vector.
//!
//! Hidden layers are stored input by input, in rows of 32 outputs: all that one input adds to is a few vectors side by side. The
//! last layer, which is narrow, is stored output by output. Rows are filled up with zeros. A zero's gradient is zero, and no
//! rule moves it: optimisers take the whole vector for θ and need not know.

use downhill_engine::named::named;
use std::ops::Range;
use wide::f32x4;

/// Numbers of a hidden layer's row, as vectors: 32 outputs.
pub(crate) const ROW: usize = 8;
/// A row of a hidden layer.
pub(crate) type Row = [f32x4; ROW];

named! {
    /// What hidden units do with their sum.
    pub enum Activation {
        /// max(0, x).
        Relu = "relu",
        /// The hyperbolic tangent.
        Tanh = "tanh",
    }
}

/// Vectors of so many numbers: an even number of them, because kernels take two at once.
pub(crate) const fn vectors(numbers: usize) -> usize {
    2 * numbers.div_ceil(8)
}

/// A multilayer perceptron's widths, from inputs to classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    widths: Vec<usize>,
    activation: Activation,
    layers: Vec<Layer>,
}

/// Where one layer's parameters lie, counted in vectors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layer {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    /// Whether it is the last one.
    pub(crate) head: bool,
    pub(crate) weights: Range<usize>,
    pub(crate) bias: Range<usize>,
}

impl Layer {
    fn new(inputs: usize, outputs: usize, head: bool, from: usize) -> Self {
        let (weights, bias) = if head {
            (outputs.div_ceil(4) * 4 * vectors(inputs), outputs.div_ceil(4))
        } else {
            let panels = outputs.div_ceil(4 * ROW);
            (panels * 4 * vectors(inputs) * ROW, panels * ROW)
        };
        let bias = from + weights..from + weights + bias;
        Self { inputs, outputs, head, weights: from..bias.start, bias }
    }
    /// Where the weight from one input to one output lies, counted in numbers.
    pub(crate) fn weight(&self, input: usize, output: usize) -> usize {
        let numbers = 4 * vectors(self.inputs);
        4 * self.weights.start
            + if self.head {
                output * numbers + input
            } else {
                let (panel, output) = (output / (4 * ROW), output % (4 * ROW));
                (panel * numbers + input) * 4 * ROW + output
            }
    }
}

impl Shape {
    /// A network of these widths, two or more: inputs, hidden layers, classes. A width of 0 counts as 1.
    pub fn new(widths: &[usize], activation: Activation) -> Self {
        let mut widths: Vec<usize> = widths.iter().map(|width| (*width).max(1)).collect();
        while widths.len() < 2 {
            widths.push(1);
        }
        let mut layers: Vec<Layer> = Vec::new();
        for (l, pair) in widths.windows(2).enumerate() {
            let from = layers.last().map_or(0, |layer| layer.bias.end);
            layers.push(Layer::new(pair[0], pair[1], l + 2 == widths.len(), from));
        }
        Self { widths, activation, layers }
    }
    /// Inputs, hidden layers, classes.
    pub fn widths(&self) -> &[usize] {
        &self.widths
    }
    /// What hidden units do.
    pub fn activation(&self) -> Activation {
        self.activation
    }
    /// Number of weights and biases.
    pub fn parameters(&self) -> usize {
        self.widths.windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum()
    }
    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }
    /// Length of the flat vector, in vectors.
    pub(crate) fn len(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.bias.end)
    }
    /// Numbers of the flat vector that are layers of their own for rules that work layer by layer: every weight matrix, every
    /// bias.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let both = |layer: &Layer| [layer.weights.clone(), layer.bias.clone()];
        self.layers.iter().flat_map(both).map(|part| 4 * part.start..4 * part.end)
    }
    /// Places in the flat vector in the order in which networks are usually written down: for each layer the weights input by
    /// input (of one input to all outputs), then the biases.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        self.layers.iter().flat_map(|layer| {
            let from = move |input| (0..layer.outputs).map(move |output| layer.weight(input, output));
            let bias = 4 * layer.bias.start;
            (0..layer.inputs).flat_map(from).chain(bias..bias + layer.outputs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_has_a_place_of_its_own() {
        for widths in [&[64, 32, 10][..], &[3, 33, 70, 5], &[7, 2], &[784, 128, 10], &[1, 1, 1]] {
            let shape = Shape::new(widths, Activation::Relu);
            let mut places: Vec<usize> = shape.places().collect();
            assert_eq!(places.len(), shape.parameters());
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), shape.parameters(), "{widths:?}");
            assert!(places[places.len() - 1] < 4 * shape.len());
            let parts: Vec<_> = shape.parts().collect();
            assert_eq!(parts.len(), 2 * (widths.len() - 1));
            assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
        assert_eq!(Shape::new(&[64, 32, 10], Activation::Relu).len(), 64 * 8 + 8 + 12 * 8 + 3);
    }
}
