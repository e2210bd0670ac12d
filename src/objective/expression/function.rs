use crate::named::named;

named! {
    /// The functions of one variable that a formula may have.
    pub enum Function {
        /// Sine.
        Sin = "sin",
        /// Cosine.
        Cos = "cos",
        /// Tangent.
        Tan = "tan",
        /// e to this power.
        Exp = "exp",
        /// Natural logarithm.
        Log = "log",
        /// The same.
        Ln = "ln",
        /// Hyperbolic tangent.
        Tanh = "tanh",
        /// Square root.
        Sqrt = "sqrt",
        /// Absolute value; its slope at 0 is 0.
        Abs = "abs",
    }
}

impl Function {
    /// The function and its slope at v, in single precision.
    #[cfg(feature = "library")]
    pub(super) fn slope(self, v: f32) -> [f32; 2] {
        match self {
            Function::Sin | Function::Cos => {
                let (sin, cos) = libm::sincosf(v);
                if self == Function::Sin { [sin, cos] } else { [cos, -sin] }
            }
            Function::Tan => {
                let tan = libm::tanf(v);
                [tan, 1.0 + tan * tan]
            }
            Function::Exp => [libm::expf(v); 2],
            Function::Log | Function::Ln => {
                let log = libm::logf(v);
                [log, if log.is_nan() { f32::NAN } else { 1.0 / v }]
            }
            Function::Tanh => {
                let tanh = libm::tanhf(v);
                [tanh, 1.0 - tanh * tanh]
            }
            Function::Sqrt => {
                let root = libm::sqrtf(v);
                [root, 0.5 / root]
            }
            Function::Abs => [v.abs(), if v == 0.0 { 0.0 } else { libm::copysignf(1.0, v) + 0.0 * v }],
        }
    }
    /// The function at v with its first two derivatives; what is not defined there is NaN or infinite.
    #[inline]
    pub(super) fn at(self, v: f64) -> [f64; 3] {
        match self {
            Function::Sin | Function::Cos => {
                let (sin, cos) = libm::sincos(v);
                if self == Function::Sin { [sin, cos, -sin] } else { [cos, -sin, -cos] }
            }
            Function::Tan => {
                let tan = libm::tan(v);
                let slope = 1.0 + tan * tan;
                [tan, slope, 2.0 * tan * slope]
            }
            Function::Exp => [libm::exp(v); 3],
            Function::Log | Function::Ln => {
                // Where the logarithm is undefined its derivatives are too, though 1/v has a value there.
                let log = libm::log(v);
                let over = if log.is_nan() { f64::NAN } else { 1.0 / v };
                [log, over, -over * over]
            }
            Function::Tanh => {
                let tanh = libm::tanh(v);
                let slope = 1.0 - tanh * tanh;
                [tanh, slope, -2.0 * tanh * slope]
            }
            Function::Sqrt => {
                let root = libm::sqrt(v);
                [root, 0.5 / root, -0.25 / (root * v)]
            }
            Function::Abs => [v.abs(), if v == 0.0 { 0.0 } else { libm::copysign(1.0, v) + 0.0 * v }, 0.0],
        }
    }
}
