//! What can be said about objectives and rules: Hessians and sharpness, critical points, rates of convergence, random
//! landscapes, mini-batch noise, and what crowds of runs do.
//!
//! ```
//! use downhill_engine::{analysis, objective};
//! let saddle = objective::from_value(&"saddle".into())?;
//! let reading = analysis::read(&*saddle, (0.0, 0.0));
//! assert_eq!((reading.eigen.values, reading.verdict), ([-2.0, 2.0], analysis::Verdict::Saddle));
//! # Ok::<(), downhill_engine::fields::FieldError>(())
//! ```

mod basins;
mod critical;
mod eigen;
mod escape;
mod estimate;
mod landscape;
mod noise;
mod proportion;
mod rates;
mod sharpness;

pub use basins::{BINS, Basin, BasinRequest, BasinRun, FRAMES};
pub use critical::{Found, Reading, Verdict, critical_points, read};
pub use eigen::{Eigen, eigen};
pub use escape::{Crowd, CrowdRequest, CrowdRun, GATE, Updates};
pub use estimate::Estimate;
pub use landscape::{DIMENSIONS, FIELD, GOE, Share, ShareRequest, ShareRun, goe_asymptote};
pub use noise::{
    Sampling, all_batches, batch_covariance, batch_factor, drawn_batches, moments, possible_batches,
};
pub use proportion::wilson;
pub use rates::{Rule, measured_rate};
pub use sharpness::epsilon_sharpness;
