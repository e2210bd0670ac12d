//! Which of two valleys the runs of one batch size end in: the statistics of `minima`.

use crate::batch::Order;
use crate::ensemble::Ensemble;
use crate::objective::{Minima, Objective};
use crate::rng::Rng;
use std::rc::Rc;

/// Runs that are released together: they share a stream of batches, so their number is part of every result.
const CHUNK: u32 = 100;
/// Gradients of single examples in one portion, some milliseconds.
const PORTION: u64 = 100_000;
/// Moments of all runs that are kept, the start among them, evenly spaced in updates.
pub const FRAMES: usize = 41;
/// Bins along the coordinate at each of [`FRAMES`] moments.
pub const BINS: usize = 128;

/// What is asked about one crowd of runs on [`Minima`].
#[derive(Clone, Debug, PartialEq)]
pub struct BasinRequest {
    /// Batch size, 1…20.
    pub size: usize,
    /// Learning rate η.
    pub rate: f64,
    /// Number of runs.
    pub runs: u32,
    /// Updates of each run.
    pub updates: u32,
    /// Range of the starts, in w; uniform.
    pub from: (f64, f64),
    /// Sampling rule.
    pub order: Order,
    /// Scale and stretch of the coordinate ([`crate::objective::Coordinate`]).
    pub coordinate: (f64, f64),
    /// Which stream of batches the crowd has. Crowds of one seed start alike (common random numbers) and differ in
    /// their batches.
    pub stream: u32,
    /// Seed, at most 2⁵³ − 1.
    pub seed: u64,
}

/// What is known of one crowd.
#[derive(Clone, Debug, PartialEq)]
pub struct Basin {
    /// Runs that have ended.
    pub runs: u32,
    /// How many of them stood in each of [`BINS`] at each of [`FRAMES`] moments, moment by moment.
    pub places: Vec<u32>,
    /// How many of them stood beyond the barrier, in the flat valley, at each moment.
    pub beyond: Vec<u32>,
}

impl Basin {
    /// Nothing is known yet.
    pub fn none() -> Self {
        Self { runs: 0, places: vec![0; FRAMES * BINS], beyond: vec![0; FRAMES] }
    }
    /// Runs that ended beyond the barrier, in the flat valley.
    pub fn flat(&self) -> u32 {
        self.beyond[FRAMES - 1]
    }

    fn add(&mut self, other: &Basin) {
        let add = |to: &mut [u32], from: &[u32]| to.iter_mut().zip(from).for_each(|(sum, more)| *sum += more);
        self.runs += other.runs;
        add(&mut self.places, &other.places);
        add(&mut self.beyond, &other.beyond);
    }
}

/// The measurement of one crowd, resumable: runs are released in chunks, and a chunk counts once it has ended.
pub struct BasinRun {
    request: BasinRequest,
    objective: Rc<Minima>,
    basin: Basin,
    chunk: Option<Chunk>,
}

/// Runs on their way, and what has been seen of them.
struct Chunk {
    ensemble: Ensemble,
    frame: usize,
    seen: Basin,
}

impl BasinRun {
    /// The measurement that `request` asks for.
    pub fn new(request: BasinRequest) -> Self {
        let (scale, stretch) = request.coordinate;
        let objective = Rc::new(Minima::with_coordinate(scale, stretch));
        Self { request, objective, basin: Basin::none(), chunk: None }
    }
    /// Does a portion; true when nothing is left.
    pub fn work(&mut self) -> bool {
        if self.basin.runs >= self.request.runs {
            return true;
        }
        let mut chunk = self.chunk.take().unwrap_or_else(|| self.release());
        let mut room = PORTION;
        while chunk.frame < FRAMES && room > 0 {
            let spent = self.advance(&mut chunk);
            room = room.saturating_sub(spent);
        }
        if chunk.frame < FRAMES {
            self.chunk = Some(chunk);
            return false;
        }
        self.basin.add(&chunk.seen);
        self.basin.runs >= self.request.runs
    }
    /// What is known.
    pub fn basin(&self) -> &Basin {
        &self.basin
    }
    /// Part of the runs that have ended, 0…1.
    pub fn progress(&self) -> f64 {
        f64::from(self.basin.runs) / f64::from(self.request.runs)
    }

    /// The next runs, at their starts.
    fn release(&self) -> Chunk {
        let request = &self.request;
        let chunk = request.seed.wrapping_mul(0x1_0000).wrapping_add(u64::from(self.basin.runs / CHUNK));
        let runs = CHUNK.min(request.runs - self.basin.runs);
        let mut rng = Rng::new(chunk);
        let (low, high) = request.from;
        let start = |_| (self.objective.coordinate().u(low + (high - low) * rng.uniform()), 0.0);
        let starts: Vec<_> = (0..runs).map(start).collect();
        let seed = chunk.wrapping_mul(97).wrapping_add(u64::from(request.stream));
        let batch = (request.size, request.order);
        let ensemble = Ensemble::on_batches(self.objective.clone(), &starts, request.rate, 0.0, batch, seed);
        Chunk { ensemble, frame: 0, seen: Basin { runs, ..Basin::none() } }
    }
    /// Goes on to the next moment that is kept, and counts; tells how many gradients that took.
    fn advance(&self, chunk: &mut Chunk) -> u64 {
        let (left, right) = self.objective.domain()[0];
        let per_bin = (right - left) / BINS as f64;
        let barrier = self.objective.coordinate().u(Minima::BARRIER);
        let before = chunk.ensemble.update();
        let until = u64::from(self.request.updates) * chunk.frame as u64 / (FRAMES as u64 - 1);
        while chunk.ensemble.update() < until {
            chunk.ensemble.step();
        }
        for (x, _) in chunk.ensemble.positions() {
            let bin = (f64::from(x) - left) / per_bin;
            if (0.0..BINS as f64).contains(&bin) {
                chunk.seen.places[chunk.frame * BINS + bin as usize] += 1;
            }
            chunk.seen.beyond[chunk.frame] += u32::from(f64::from(x) > barrier);
        }
        chunk.frame += 1;
        (until - before) * (chunk.ensemble.len() * self.request.size) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [usize; 6] = [20, 10, 5, 4, 2, 1];

    fn crowds(rate: f64, from: (f64, f64), runs: u32) -> Vec<BasinRequest> {
        let crowd = |(stream, size): (usize, usize)| BasinRequest {
            size,
            rate,
            runs,
            updates: 300,
            from,
            order: Order::Reshuffle,
            coordinate: (1.0, 1.0),
            stream: stream as u32,
            seed: 1,
        };
        SIZES.into_iter().enumerate().map(crowd).collect()
    }
    fn measured(request: BasinRequest) -> Basin {
        let mut run = BasinRun::new(request);
        while !run.work() {}
        assert_eq!(run.progress(), 1.0);
        run.basin().clone()
    }
    fn shares(crowds: Vec<BasinRequest>) -> Vec<f64> {
        let share = |basin: Basin| f64::from(basin.flat()) / f64::from(basin.runs);
        crowds.into_iter().map(|crowd| share(measured(crowd))).collect()
    }

    /// The table of docs/experiments.md, all three rows, and the two assertions about its first.
    #[test]
    fn small_batches_end_in_the_flat_valley() {
        let rows = [
            (0.25, (-2.0, -1.0), [0.0, 0.0, 0.404, 0.805, 1.0, 1.0]),
            (0.2, (-2.0, -1.0), [0.0, 0.0, 0.028, 0.170, 0.995, 0.999]),
            (0.25, (-4.0, 4.0), [0.568, 0.569, 0.749, 0.907, 1.0, 1.0]),
        ];
        for (row, (rate, from, wanted)) in rows.into_iter().enumerate() {
            let shares = shares(crowds(rate, from, 2000));
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
        let usual = || crowds(0.25, (-2.0, -1.0), 500);
        let linear = |crowd: BasinRequest| BasinRequest { rate: 0.25 * crowd.size as f64 / 4.0, ..crowd };
        let scaled = shares(usual().into_iter().map(linear).collect());
        println!("η ∝ B: {scaled:?}");
        assert!(scaled[0] > 0.9 && scaled[5] < 0.1, "{scaled:?}");
        let with = |coordinate| {
            shares(usual().into_iter().map(|crowd| BasinRequest { coordinate, ..crowd }).collect())
        };
        // Flat has become the sharper one, and small batches end there all the same.
        let stretched = with((1.0, 3.0));
        println!("stretch 3: {stretched:?}");
        let second_derivative = |w: f64| {
            let objective = Minima::with_coordinate(1.0, 3.0);
            let mut h = [0.0];
            objective.hessian(&[objective.coordinate().u(w)], &mut h);
            h[0]
        };
        assert!(second_derivative(Minima::FLAT) > second_derivative(Minima::SHARP));
        assert!(stretched[3] > 0.8 && stretched[0] < 0.02, "{stretched:?}");
        let scaled = with((0.5, 1.0));
        println!("scale 0.5: {scaled:?}");
        assert!(scaled.iter().all(|share| *share < 0.1), "{scaled:?}");
    }

    /// Links show the same counts in years to come only while these streams stand.
    #[test]
    fn the_streams_are_pinned() {
        let crowds = crowds(0.25, (-2.0, -1.0), 250);
        let flat: Vec<u32> = crowds.into_iter().map(|crowd| measured(crowd).flat()).collect();
        assert_eq!(flat, PINNED);
    }
    const PINNED: [u32; 6] = [0, 0, 120, 197, 250, 250];
}
