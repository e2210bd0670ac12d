use super::{CriticalKind::*, CriticalPoint, Surface, critical};
use wide::f32x4;

/// Himmelblau's function: four equal minima (value 0), four saddles, one maximum.
///
/// f(x, y) = (x² + y − 11)² + (x + y² − 7)².
///
/// Source: D. M. Himmelblau, *Applied Nonlinear Programming*, McGraw-Hill 1972.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Himmelblau;

impl Surface for Himmelblau {
    fn value(&self, x: f64, y: f64) -> f64 {
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        a * a + b * b
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        [4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b]
    }
    fn gradient4(&self, x: f32x4, y: f32x4) -> [f32x4; 2] {
        let (a, b) = (x * x + y - f32x4::splat(11.0), x + y * y - f32x4::splat(7.0));
        let (two, four) = (f32x4::splat(2.0), f32x4::splat(4.0));
        [four * x * a + two * b, two * a + four * y * b]
    }
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        [4.0 * a + 8.0 * x * x + 2.0, 4.0 * (x + y), 2.0 + 4.0 * b + 8.0 * y * y]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-6.0, 6.0), (-6.0, 6.0)]
    }
    fn start(&self) -> [f64; 2] {
        [0.0, 0.5]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let minima = [
            [3.0, 2.0],
            [-2.805118086952745, 3.131312518250573],
            [-3.779310253377747, -3.2831859912861696],
            [3.5844283403304917, -1.8481265269644036],
        ];
        let saddles = [
            [-3.0730257507643897, -0.08135304428796751],
            [-0.12796134673068008, -1.9537149802445763],
            [0.08667750455539636, 2.884254701174776],
            [3.385154183607021, 0.07385187983774928],
        ];
        let maximum = [[-0.2708445906673476, -0.9230385564799815]];
        critical(Minimum, &minima)
            .chain(critical(Saddle, &saddles))
            .chain(critical(Maximum, &maximum))
            .collect()
    }
}
