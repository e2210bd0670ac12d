//! What can be said about objectives and rules: curvature, critical points, rates of convergence, random landscapes.

mod critical;
mod eigen;
mod landscape;
mod proportion;
mod rates;

pub use critical::{Found, Reading, Verdict, critical_points, read};
pub use eigen::{Eigen, eigen};
pub use landscape::{FIELD, GOE, Landscape, Share, goe_asymptote};
pub use proportion::wilson;
pub use rates::{Rule, gradient_descent_optimum, measured_rate};
