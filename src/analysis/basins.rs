//! Which of two valleys runs end in, for several batch sizes: the statistics of `minima`.

use crate::batch::Order;
use crate::ensemble::Ensemble;
use crate::objective::{Minima, Objective};
use crate::rng::Rng;
use std::rc::Rc;

/// Runs of one batch size that are released together.
const CHUNK: u32 = 100;
/// Moments of all runs that are kept, the start among them, and bins along the coordinate at each.
pub const FRAMES: usize = 41;
/// See [`FRAMES`].
pub const BINS: usize = 128;

/// What is released.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// Batch size and learning rate of each crowd.
    pub crowds: Vec<(usize, f64)>,
    /// Runs in each crowd.
    pub runs: u32,
    /// Updates of each run.
    pub updates: u64,
    /// Range of the starts, in w; uniform.
    pub from: (f64, f64),
    /// Sampling rule.
    pub order: Order,
    /// Scale and stretch of the coordinate ([`crate::objective::Coordinate`]).
    pub coordinate: (f64, f64),
    /// Seed.
    pub seed: u64,
}

/// What is known of one crowd.
#[derive(Clone, Debug, PartialEq)]
pub struct Basin {
    /// Runs that have ended.
    pub runs: u32,
    /// Those of them that ended beyond the barrier, in the flat valley.
    pub flat: u32,
    /// How many runs stood in each bin at each of [`FRAMES`] moments, moment by moment.
    pub places: Vec<u32>,
    /// How many stood beyond the barrier at each moment.
    pub beyond: Vec<u32>,
}

/// The measurement, resumable: runs are released in chunks and each chunk runs to its end.
pub struct Basins {
    release: Release,
    objective: Rc<Minima>,
    basins: Vec<Basin>,
}

impl Basins {
    /// The measurement of `release`.
    pub fn new(release: Release) -> Self {
        let (scale, stretch) = release.coordinate;
        let objective = Rc::new(Minima::with_coordinate(scale, stretch));
        let none = Basin { runs: 0, flat: 0, places: vec![0; FRAMES * BINS], beyond: vec![0; FRAMES] };
        let basins = vec![none; release.crowds.len()];
        Self { release, objective, basins }
    }
    /// Runs another chunk; true when nothing is left.
    pub fn work(&mut self) -> bool {
        let left = |basin: &Basin| basin.runs < self.release.runs;
        // The cheapest first: something is known soon.
        let next = (0..self.basins.len()).filter(|&k| left(&self.basins[k]));
        let fewest = next.min_by_key(|&k| (self.basins[k].runs, self.release.crowds[k].0));
        if let Some(crowd) = fewest {
            self.chunk(crowd);
        }
        self.basins.iter().all(|basin| basin.runs >= self.release.runs)
    }
    /// What is known, one a crowd.
    pub fn basins(&self) -> &[Basin] {
        &self.basins
    }
    /// Part of the runs that have ended, 0…1.
    pub fn progress(&self) -> f64 {
        let ended: u32 = self.basins.iter().map(|basin| basin.runs).sum();
        f64::from(ended) / (f64::from(self.release.runs) * self.basins.len() as f64)
    }

    fn chunk(&mut self, crowd: usize) {
        let release = &self.release;
        let (size, rate) = release.crowds[crowd];
        let done = self.basins[crowd].runs;
        let count = CHUNK.min(release.runs - done);
        // Starts are common to all crowds: they differ in their batches alone.
        let chunk = u64::from(done / CHUNK);
        let mut rng = Rng::new(release.seed.wrapping_mul(0x1_0000).wrapping_add(chunk));
        let (low, high) = release.from;
        let start = |_| (self.objective.coordinate().u(low + (high - low) * rng.uniform()), 0.0);
        let starts: Vec<_> = (0..count).map(start).collect();
        let seed = release
            .seed
            .wrapping_mul(0x1_0000)
            .wrapping_add(chunk)
            .wrapping_mul(97)
            .wrapping_add(crowd as u64);
        let batch = (size, release.order.clone());
        let mut ensemble = Ensemble::on_batches(self.objective.clone(), &starts, rate, 0.0, batch, seed);
        let (left, right) = self.objective.domain()[0];
        let per_bin = (right - left) / BINS as f64;
        let barrier = self.objective.coordinate().u(Minima::BARRIER);
        let basin = &mut self.basins[crowd];
        for frame in 0..FRAMES {
            let until = release.updates * frame as u64 / (FRAMES as u64 - 1);
            while ensemble.update() < until {
                ensemble.step();
            }
            for (x, _) in ensemble.positions() {
                let bin = (f64::from(x) - left) / per_bin;
                if (0.0..BINS as f64).contains(&bin) {
                    basin.places[frame * BINS + bin as usize] += 1;
                }
                basin.beyond[frame] += u32::from(f64::from(x) > barrier);
            }
        }
        basin.runs += count;
        basin.flat = basin.beyond[FRAMES - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn released(rate: f64, from: (f64, f64)) -> Release {
        let crowds = [20, 10, 5, 4, 2, 1].map(|size| (size, rate)).to_vec();
        Release {
            crowds,
            runs: 2000,
            updates: 300,
            from,
            order: Order::Reshuffle,
            coordinate: (1.0, 1.0),
            seed: 1,
        }
    }
    fn shares(release: Release) -> Vec<f64> {
        let mut basins = Basins::new(release);
        while !basins.work() {}
        assert_eq!(basins.progress(), 1.0);
        basins.basins().iter().map(|basin| f64::from(basin.flat) / f64::from(basin.runs)).collect()
    }

    /// The table of the experiments, all three rows, and the two assertions about its first.
    #[test]
    fn small_batches_end_in_the_flat_valley() {
        let rows = [
            (0.25, (-2.0, -1.0), [0.0, 0.0, 0.404, 0.805, 1.0, 1.0]),
            (0.2, (-2.0, -1.0), [0.0, 0.0, 0.028, 0.170, 0.995, 0.999]),
            (0.25, (-4.0, 4.0), [0.568, 0.569, 0.749, 0.907, 1.0, 1.0]),
        ];
        for (row, (rate, from, wanted)) in rows.into_iter().enumerate() {
            let shares = shares(released(rate, from));
            println!("η = {rate}, from {from:?}: {shares:?}");
            assert!(shares.windows(2).all(|pair| pair[1] > pair[0] - 0.02), "{shares:?}");
            for (seen, want) in shares.iter().zip(wanted) {
                assert!((seen - want).abs() < 0.045, "{seen}, not {want}");
            }
            assert!(row > 0 || shares[3] - shares[2] > 0.2, "B = 4 and B = 5: {shares:?}");
        }
    }

    /// What breaks the hypothesis: a learning rate in proportion to B, or a coordinate in which flat is sharp.
    #[test]
    fn the_hypothesis_depends_on_learning_rate_and_coordinate() {
        let mut scaled = released(0.25, (-2.0, -1.0));
        for (size, rate) in &mut scaled.crowds {
            *rate *= *size as f64 / 4.0;
        }
        let fewer = |release: Release| shares(Release { runs: 500, ..release });
        let scaled = fewer(scaled);
        println!("η ∝ B: {scaled:?}");
        assert!(scaled[0] > 0.9 && scaled[5] < 0.1, "{scaled:?}");
        // Flat has become the sharper one, and small batches end there all the same.
        let stretched = fewer(Release { coordinate: (1.0, 3.0), ..released(0.25, (-2.0, -1.0)) });
        println!("stretch 3: {stretched:?}");
        let curvature = |w: f64| {
            let objective = Minima::with_coordinate(1.0, 3.0);
            let mut h = [0.0];
            objective.hessian(&[objective.coordinate().u(w)], &mut h);
            h[0]
        };
        assert!(curvature(Minima::FLAT) > curvature(Minima::SHARP));
        assert!(stretched[3] > 0.8 && stretched[0] < 0.02, "{stretched:?}");
        let scaled = fewer(Release { coordinate: (0.5, 1.0), ..released(0.25, (-2.0, -1.0)) });
        println!("scale 0.5: {scaled:?}");
        assert!(scaled.iter().all(|share| *share < 0.1), "{scaled:?}");
    }
}
