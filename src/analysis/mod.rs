//! What can be said about objectives and rules: curvature, critical points, rates of convergence, random landscapes,
//! mini-batch noise.

mod critical;
mod eigen;
mod landscape;
mod noise;
mod proportion;
mod rates;

pub use critical::{Found, Reading, Verdict, critical_points, read};
pub use eigen::{Eigen, eigen};
pub use landscape::{FIELD, GOE, Landscape, Share, goe_asymptote};
pub use noise::{
    Sampling, batch_covariance, batch_factor, mean_square_limit, reshuffled_variance, stationary_variance,
};
pub use proportion::wilson;
pub use rates::{Rule, gradient_descent_optimum, measured_rate};
