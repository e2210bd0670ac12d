//! What can be said about objectives and rules: curvature, critical points, rates of convergence, random landscapes,
//! mini-batch noise.

mod basins;
mod critical;
mod eigen;
mod landscape;
mod noise;
mod proportion;
mod rates;
mod sharpness;

pub use basins::{BINS, Basin, Basins, FRAMES, Release};
pub use critical::{Found, Reading, Verdict, critical_points, read};
pub use eigen::{Eigen, eigen};
pub use landscape::{FIELD, GOE, Landscape, Share, goe_asymptote};
pub use noise::{
    Sampling, all_batches, batch_covariance, batch_factor, drawn_batches, mean_square_limit,
    reshuffled_variance, scatter, stationary_variance,
};
pub use proportion::wilson;
pub use rates::{Rule, gradient_descent_optimum, measured_rate};
pub use sharpness::epsilon_sharpness;
