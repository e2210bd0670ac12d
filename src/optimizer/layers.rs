use super::Real;

/// Which coordinates form a layer, for the rules that scale each layer's step by its norm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layers {
    /// All coordinates are one layer.
    One,
    /// Lists of coordinate indices, one list a layer; a coordinate in no list is not moved.
    Listed(Vec<Vec<usize>>),
}

impl Layers {
    /// Calls `visit` with the coordinates of each layer, for a θ of `dim` coordinates.
    pub(super) fn each(&self, dim: usize, mut visit: impl FnMut(&[usize])) {
        match self {
            Layers::One => visit(&(0..dim).collect::<Vec<_>>()),
            Layers::Listed(layers) => layers.iter().for_each(|layer| visit(layer)),
        }
    }
}

/// Euclidean norm of the coordinates `layer` of a vector given by index.
pub(super) fn norm<T: Real>(layer: &[usize], entry: impl Fn(usize) -> T) -> f64 {
    layer.iter().map(|&i| entry(i).double() * entry(i).double()).sum::<f64>().sqrt()
}
