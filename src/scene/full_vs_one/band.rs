//! The same race with other seeds: mean and spread beside the single run.

use crate::run::{Run, Status};
use crate::scene::lane::Lane;
use crate::trace::Point;

/// Moments at which runs are compared: enough for a smooth band.
const MOMENTS: usize = 120;

/// What other seeds do at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seeds {
    /// The moment, on the common axis.
    pub(super) time: f64,
    /// Mean excess loss.
    pub(super) mean: f64,
    /// A tenth of the seeds is below.
    pub(super) low: f64,
    /// A tenth is above.
    pub(super) high: f64,
}

/// Runs of one batch size that differ in their seed.
pub(super) struct Band {
    checkpoints: Vec<Checkpoint>,
    /// Excess loss of every run after its first epoch.
    pub(super) first: Vec<f64>,
    /// Share of the updates of every run's first epoch that raised the loss.
    pub(super) raised: Vec<f64>,
    /// Excess loss of every run at its end.
    pub(super) last: Vec<f64>,
}

/// A moment at which runs are compared.
struct Checkpoint {
    update: u64,
    time: f64,
    /// Excess loss of every run, in ascending order: kept so, for a frame has no time to sort.
    excess: Vec<f64>,
    sum: f64,
}

impl Band {
    /// No runs yet; they will be compared where `lane` has moments.
    pub(super) fn new(lane: &Lane) -> Self {
        let points = lane.trace().points();
        let stride = points.len().div_ceil(MOMENTS).max(1);
        let last = points.len() - 1;
        let kept = points.iter().enumerate().filter(|(k, _)| k % stride == 0 || *k == last);
        let checkpoint = |(_, point): (usize, &Point)| {
            let (update, time) = (point.update, lane.time(point));
            Checkpoint { update, time, excess: Vec::new(), sum: 0.0 }
        };
        Self {
            checkpoints: kept.map(checkpoint).collect(),
            first: Vec::new(),
            raised: Vec::new(),
            last: Vec::new(),
        }
    }
    /// Runs that it holds.
    pub(super) fn len(&self) -> usize {
        self.first.len()
    }
    /// Takes in a run that stands at its start; losses are counted from `floor`. Tells how many updates it made.
    pub(super) fn take(&mut self, mut run: Run, floor: f64) -> u64 {
        let per_epoch = run.per_epoch();
        let (mut first, mut last, mut raised) = (f64::INFINITY, f64::INFINITY, 0);
        for Checkpoint { update, excess: list, sum, .. } in &mut self.checkpoints {
            while run.update() < *update && run.status() == Status::Running {
                let before = run.loss();
                run.step();
                // What has diverged has not fallen.
                raised +=
                    u64::from(run.update() <= per_epoch && (run.loss() > before || run.loss().is_nan()));
                if run.update() == per_epoch {
                    first = run.loss() - floor;
                }
            }
            // A run that has diverged is above all others.
            let excess = if run.update() == *update { run.loss() - floor } else { f64::INFINITY };
            list.insert(list.partition_point(|other| other.total_cmp(&excess).is_lt()), excess);
            *sum += excess;
            last = excess;
        }
        self.first.push(first);
        self.last.push(last);
        self.raised.push(raised as f64 / per_epoch.min(run.update()).max(1) as f64);
        run.update()
    }
    /// Mean and spread up to `time`, moment by moment; nothing before the first run.
    pub(super) fn until(&self, time: f64) -> impl Iterator<Item = Seeds> + '_ {
        let known = self.checkpoints.iter().filter(|checkpoint| !checkpoint.excess.is_empty());
        known.take_while(move |checkpoint| checkpoint.time <= time + 1e-9).map(|checkpoint| {
            let list = &checkpoint.excess;
            let at = |share: f64| list[(share * (list.len() - 1) as f64).round() as usize];
            Seeds {
                time: checkpoint.time,
                mean: checkpoint.sum / list.len() as f64,
                low: at(0.1),
                high: at(0.9),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::This;
    use crate::scene::{Layer, Scene, Standing, lane::Lane};

    fn settled(settings: &[(&str, &str)]) -> This {
        let mut scene = This::new();
        scene.deepen(true);
        for (name, value) in settings {
            scene.set(name, value, None);
        }
        while !scene.work(5000) {}
        scene
    }

    #[test]
    fn the_band_of_one_seed_is_the_run() {
        let scene = settled(&[("seeds", "1"), ("batch-sizes", "7,2"), ("seed", "9")]);
        for (lane, band) in scene.race.lanes.iter().zip(&scene.bands) {
            for seeds in band.until(f64::INFINITY) {
                let excess = scene.stage.excess(lane.at(seeds.time, 1.0).now.loss);
                assert!([seeds.mean, seeds.low, seeds.high].iter().all(|x| (x - excess).abs() < 1e-12));
            }
        }
    }

    /// The means of `tests/claims.rs`, from the figure itself, and noise where there must be some and only there.
    #[test]
    fn many_seeds_show_mean_and_spread() {
        let scene = settled(&[("seeds", "400"), ("learning-rate", "0.05"), ("epochs", "4")]);
        let mean = |run: usize| scene.bands[run].first.iter().sum::<f64>() / 400.0;
        assert!((mean(0) - 4.405).abs() < 1e-3 && (mean(1) - 0.09).abs() < 0.02, "{} {}", mean(0), mean(1));
        let wide =
            |run: usize| scene.bands[run].until(f64::INFINITY).filter(|s| s.high > 1.01 * s.low).count();
        assert!(wide(0) == 0 && wide(1) > 60);
        assert!(scene.repeated() && !scene.timeline().unwrap().pending);
    }

    /// Common random numbers: one seed deals the same examples to all batch sizes, unless each has luck of its own.
    #[test]
    fn batch_sizes_share_their_luck() {
        let dealt = |scene: &This| -> Vec<Vec<usize>> {
            let epoch = |lane: &Lane| {
                let points = lane.trace().points();
                points
                    .iter()
                    .take(lane.run().per_epoch() as usize + 1)
                    .flat_map(|p| p.batch.clone())
                    .collect()
            };
            scene.race.lanes.iter().map(epoch).collect()
        };
        let common = dealt(&settled(&[("batch-sizes", "5,4,1")]));
        assert!(common.iter().all(|deck| *deck == common[0]));
        let own = dealt(&settled(&[("batch-sizes", "5,4,1"), ("luck", "own")]));
        assert!(own[0] != own[1] && own[1] != own[2]);
    }

    #[test]
    fn a_diverging_band_stays_in_its_frame() {
        let mut scene = settled(&[("learning-rate", "2"), ("seeds", "5"), ("epochs", "50")]);
        scene.seek(1.0);
        let picture = scene.picture(2, Layer::Moving);
        for mark in &picture.marks {
            if let crate::chart::Mark::Area { points, .. } = mark {
                assert!(points.iter().all(|p| p.1 >= picture.y.low && p.1 <= picture.y.high));
            }
        }
    }

    fn found(settings: &[(&str, &str)]) -> Vec<crate::scene::Claim> {
        let mut scene = settled(settings);
        scene.seek(1.0);
        scene.claims()
    }
    fn standing(claims: &[crate::scene::Claim], key: &str) -> Option<Option<Standing>> {
        claims.iter().find(|claim| claim.key == key).map(|claim| claim.standing)
    }

    /// At η = 0.3 more than half of the seeds put B = 1 ahead, and the few others so far behind that the mean says the
    /// opposite: what is said to hold is what the mean says.
    #[test]
    fn a_majority_is_no_mean() {
        fn seeds(settings: &[(&str, &str)]) -> Option<Option<Standing>> {
            standing(&found(settings), "claim.full-vs-one.seeds")
        }
        for luck in ["common", "own"] {
            assert_ne!(seeds(&[("learning-rate", "0.3"), ("luck", luck)]), Some(Some(Standing::Holds)));
        }
        assert_eq!(seeds(&[("learning-rate", "0.3")]), Some(Some(Standing::Fails)));
        assert_eq!(seeds(&[]), Some(Some(Standing::Holds)));
        assert_eq!(seeds(&[("seeds", "4")]), None, "too few to tell");
    }

    /// What one run shows is told without a standing, and every other number is of the seeds it says it is of.
    #[test]
    fn every_number_says_of_what_it_is() {
        let claims = found(&[("seeds", "60")]);
        assert_eq!(standing(&claims, "claim.full-vs-one.ahead"), Some(None));
        assert_eq!(standing(&claims, "claim.full-vs-one.noisy"), Some(Some(Standing::Holds)));
        for claim in claims.iter().filter(|claim| claim.standing.is_some()) {
            for name in ["seeds", "low", "high"] {
                assert!(claim.args.iter().any(|arg| arg.0 == name), "{}: {name}", claim.key);
            }
            assert!(claim.args.contains(&("seeds", 60.0.into())));
        }
        let scene = settled(&[("seeds", "60")]);
        for row in scene.readouts() {
            let mean = row.values.iter().find(|(key, _)| *key == "readout.mean").unwrap();
            assert!(mean.1.ends_with(" (60)"), "{}", mean.1);
        }
    }

    /// Where batches are dealt as they lie there is one run and no chance, and the end is that of the run.
    #[test]
    fn the_end_over_seeds_is_the_end_of_the_runs() {
        let scene = settled(&[("order", "sequential"), ("seeds", "5")]);
        for (lane, band) in scene.race.lanes.iter().zip(&scene.bands) {
            let excess = scene.stage.excess(lane.trace().last().loss);
            assert!(band.last.iter().all(|last| (last - excess).abs() < 1e-12));
        }
    }
}
