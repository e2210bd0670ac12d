//! How soon the runs of one batch size and momentum leave the saddle of [`Noise`]: the statistics of `escape`.

use super::Estimate;
use crate::batch::Order;
use crate::ensemble::Ensemble;
use crate::grid::{View, count};
use crate::objective::Noise;
use std::rc::Rc;

/// A run has left the saddle once |y| has been beyond this.
pub const GATE: f64 = 1.0;
/// Gradients of single examples in one portion, some milliseconds.
const PORTION: usize = 200_000;

/// What is asked about one crowd of runs on [`Noise`].
#[derive(Clone, Debug, PartialEq)]
pub struct CrowdRequest {
    /// Batch size, 1…20.
    pub size: usize,
    /// Momentum λ.
    pub momentum: f64,
    /// Learning rate η.
    pub rate: f64,
    /// Sampling rule.
    pub order: Order,
    /// Where all runs start.
    pub start: (f64, f64),
    /// Number of runs.
    pub particles: u32,
    /// Updates of each run.
    pub updates: u32,
    /// Ranges over which the crowd is counted.
    pub view: View,
    /// Seed of the crowd, at most 2⁵³ − 1: crowds with different ones have independent batches.
    pub seed: u64,
}

/// Some updates of a crowd, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Updates {
    /// Number of the first of these updates, from 1.
    pub first: u32,
    /// Runs that had left by each update.
    pub gone: Vec<u32>,
    /// Where the crowd stood after each update: counts on the grid of [`crate::grid`].
    pub frames: Vec<Rc<[u16]>>,
}

/// The measurement of one crowd, resumable.
pub struct CrowdRun {
    ensemble: Ensemble,
    request: CrowdRequest,
    left: Vec<bool>,
    /// What nobody has been told of yet.
    fresh: Updates,
}

impl CrowdRun {
    /// The measurement that `request` asks for.
    pub fn new(request: CrowdRequest) -> Self {
        let starts = vec![request.start; request.particles as usize];
        let ensemble = Ensemble::on_batches(
            Rc::new(Noise::new()),
            &starts,
            request.rate,
            request.momentum,
            (request.size, request.order),
            request.seed,
        );
        let left = vec![outside(request.start.1 as f32); starts.len()];
        Self { ensemble, request, left, fresh: Updates { first: 1, gone: Vec::new(), frames: Vec::new() } }
    }
    /// Does a portion; true when nothing is left.
    pub fn work(&mut self) -> bool {
        if !self.ended() {
            let before = self.ensemble.update();
            self.ensemble.work((PORTION / self.request.size) as u64);
            if self.ensemble.update() > before {
                self.record();
            }
        }
        self.ended()
    }
    /// The updates made since this was asked last; none if none has been finished.
    pub fn fresh(&mut self) -> Updates {
        let first = self.ensemble.update() as u32 + 1;
        std::mem::replace(&mut self.fresh, Updates { first, gone: Vec::new(), frames: Vec::new() })
    }
    /// Part of the updates that all runs have made, 0…1.
    pub fn progress(&self) -> f64 {
        self.ensemble.update() as f64 / f64::from(self.request.updates)
    }

    fn ended(&self) -> bool {
        self.ensemble.update() >= u64::from(self.request.updates)
    }
    fn record(&mut self) {
        for (left, (_, y)) in self.left.iter_mut().zip(self.ensemble.positions()) {
            *left |= outside(y);
        }
        self.fresh.gone.push(self.left.iter().filter(|left| **left).count() as u32);
        self.fresh.frames.push(count(self.request.view, self.ensemble.positions()));
    }
}

fn outside(y: f32) -> bool {
    y.abs() > GATE as f32
}

/// What is known of one crowd: its start, and the updates that have been reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Crowd {
    particles: usize,
    gone: Vec<u32>,
    frames: Vec<Rc<[u16]>>,
}

impl Crowd {
    /// The crowd of `request` at its start, update 0.
    pub fn new(request: &CrowdRequest) -> Self {
        let (x, y) = (request.start.0 as f32, request.start.1 as f32);
        let gone = if outside(y) { request.particles } else { 0 };
        let frame = count(request.view, std::iter::repeat_n((x, y), request.particles as usize));
        Self { particles: request.particles as usize, gone: vec![gone], frames: vec![frame] }
    }
    /// Takes the updates that it does not know yet, if they follow on those that it knows.
    pub fn receive(&mut self, updates: &Updates) {
        let known = self.frames.len();
        let first = updates.first as usize;
        if first > known || updates.gone.len() != updates.frames.len() {
            return;
        }
        self.gone.extend(updates.gone.iter().skip(known - first));
        self.frames.extend(updates.frames.iter().skip(known - first).cloned());
    }
    /// Number of runs.
    pub fn particles(&self) -> usize {
        self.particles
    }
    /// The last update that is known, 0 at the start.
    pub fn update(&self) -> usize {
        self.frames.len() - 1
    }
    /// Where the crowd stood after `update`, or after the last one known: counts on the grid of [`crate::grid`].
    pub fn frame(&self, update: usize) -> Rc<[u16]> {
        self.frames[update.min(self.update())].clone()
    }
    /// Runs that had left by `update`, or by the last one known.
    pub fn gone(&self, update: usize) -> usize {
        self.gone[update.min(self.update())] as usize
    }
    /// Which share of all runs had left by `update`, 0…1.
    pub fn share(&self, update: usize) -> f64 {
        self.gone(update) as f64 / self.particles as f64
    }
    /// How many of the updates that are known a run makes before it has left, on average: all of them where it stays.
    /// The restricted mean survival time of P. Royston and M. Parmar (2013), which needs nobody to have left and counts
    /// leaving sooner as well as leaving at all. `alone` says that there is no chance in it: all are one run.
    pub fn stay(&self, alone: bool) -> Estimate {
        let (mut mean, mut square) = (0.0, 0.0);
        for k in 0..self.update() {
            // T > k and so T² ≥ (k + 1)²: Σ (2k + 1)·P(T > k) is the mean of T².
            let inside = 1.0 - self.share(k);
            mean += inside;
            square += (2 * k + 1) as f64 * inside;
        }
        let variance = if alone { 0.0 } else { (square - mean * mean).max(0.0) };
        Estimate::around(mean, (variance / self.particles as f64).sqrt())
    }
    /// The update by which half of all runs had left, if that is at or before `update`.
    pub fn median(&self, update: usize) -> Option<usize> {
        (0..=update.min(self.update())).find(|&k| 2 * self.gone(k) >= self.particles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(size: usize) -> CrowdRequest {
        CrowdRequest {
            size,
            momentum: 0.0,
            rate: 0.05,
            order: Order::Reshuffle,
            start: (1.0, 0.0),
            particles: 4000,
            updates: 100,
            view: ((-2.0, 2.0), (-2.0, 2.0)),
            seed: 5,
        }
    }
    fn measured(request: &CrowdRequest) -> Crowd {
        let (mut run, mut crowd) = (CrowdRun::new(request.clone()), Crowd::new(request));
        while !run.work() {
            crowd.receive(&run.fresh());
        }
        crowd.receive(&run.fresh());
        assert_eq!((run.progress(), crowd.update()), (1.0, request.updates as usize));
        crowd
    }

    /// docs/experiments.md, `noise`: P(|y| > 1 within 100 updates) from (1, 0) at η = 0.05.
    #[test]
    fn small_batches_leave_the_saddle() {
        for (size, share) in [(20, 0.0), (10, 0.69), (5, 0.91), (4, 0.93), (2, 0.98), (1, 0.99)] {
            let crowd = measured(&request(size));
            let seen = crowd.share(100);
            println!("B = {size}: {seen:.3}, half by {:?}", crowd.median(100));
            assert!((seen - share).abs() < 0.025, "B = {size}: {seen}, not {share}");
            assert!((1..=100).all(|k| crowd.gone(k) >= crowd.gone(k - 1)), "who has left stays gone");
            assert_eq!(crowd.median(100).is_some(), share >= 0.5);
        }
    }

    /// Without chance a crowd is one run many times over: no order of its examples and no seed makes a difference, and
    /// on the ridge, where the full gradient has no part that leads off it, no momentum does.
    #[test]
    fn a_full_batch_is_one_trajectory() {
        let crowd = |momentum: f64, order: Order, y: f64, seed: u64| {
            let start = (1.0, y);
            measured(&CrowdRequest { momentum, order, start, seed, particles: 500, ..request(20) })
        };
        for momentum in [0.0, 0.5, 0.9, 0.95] {
            for y in [0.0, 1e-3, -0.02] {
                let one = crowd(momentum, Order::Reshuffle, y, 1);
                for (order, seed) in [(Order::Once, 1), (Order::Sequential, 1), (Order::Reshuffle, 2)] {
                    assert_eq!(crowd(momentum, order, y, seed), one, "λ = {momentum}, y = {y}, {order:?}");
                }
                for update in 0..=100 {
                    let cells = one.frame(update).iter().filter(|&&count| count > 0).count();
                    assert_eq!(cells, 1, "a point, not a cloud");
                    assert!([0, 500].contains(&one.gone(update)));
                }
                assert!(y != 0.0 || one.gone(100) == 0, "λ = {momentum}: rounding has carried it off");
                assert!(y != -0.02 || one.gone(100) == 500, "λ = {momentum}: an offset grows");
            }
        }
        // With replacement it is no full batch, whatever its size.
        assert!((1..500).contains(&crowd(0.5, Order::Replacement, 0.0, 1).gone(40)));
    }

    #[test]
    fn the_start_is_known_before_any_report() {
        let crowd = Crowd::new(&request(4));
        assert_eq!((crowd.update(), crowd.gone(0), crowd.median(9)), (0, 0, None));
        assert_eq!(crowd.frame(0).iter().map(|&n| u32::from(n)).sum::<u32>(), 4000);
        let beyond = Crowd::new(&CrowdRequest { start: (0.0, 1.5), ..request(4) });
        assert_eq!((beyond.gone(0), beyond.median(9)), (4000, Some(0)));
    }

    #[test]
    fn the_mean_time_inside_is_that_of_each_run() {
        let request = CrowdRequest { particles: 5, updates: 4, ..request(4) };
        let mut crowd = Crowd::new(&request);
        let frames = vec![crowd.frame(0); 4];
        crowd.receive(&Updates { first: 1, gone: vec![0, 2, 2, 3], frames });
        // Two make two updates, one makes four and two stay for all four.
        let times = [2.0_f64, 2.0, 4.0, 4.0, 4.0];
        let error = (times.iter().map(|t| (t - 3.2) * (t - 3.2)).sum::<f64>() / 25.0).sqrt();
        let (seen, want) = (crowd.stay(false), Estimate::around(3.2, error));
        assert!((seen.value - want.value).abs() < 1e-12 && (seen.low - want.low).abs() < 1e-12, "{seen:?}");
        assert!((crowd.stay(true).high - 3.2).abs() < 1e-12);
    }

    #[test]
    fn reports_are_taken_in_order_and_once() {
        let request = CrowdRequest { updates: 9, ..request(4) };
        let mut run = CrowdRun::new(request.clone());
        let mut parts = Vec::new();
        while !run.work() {
            parts.push(run.fresh());
        }
        parts.push(run.fresh());
        assert!(parts.len() > 1 && run.fresh().gone.is_empty());
        let whole = measured(&request);
        let mut twice = Crowd::new(&request);
        parts.iter().flat_map(|part| [part, part]).for_each(|part| twice.receive(part));
        assert_eq!(twice, whole);
        let mut gap = Crowd::new(&request);
        gap.receive(&Updates { first: 3, ..parts[parts.len() - 1].clone() });
        assert_eq!(gap.update(), 0, "what comes before is not known");
    }
}
