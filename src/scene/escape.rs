//! Ten thousand runs leave a saddle: how soon, for each batch size and momentum.

mod findings;
mod pictures;

use super::guide::Step;
use super::model::{Findings, Handle, Model, Panel, Question, Row};
use super::runs::RunList;
use super::settings::{SEED, SEEN, START, is_seen, updates};
use super::stage::{Stage, staged};
use super::*;
use crate::analysis::{Crowd, CrowdRequest};
use crate::batch::ORDER;
use crate::chart::{Cloud, Of};
use crate::objective;
use crate::param::{Given, MOST};
use std::rc::Rc;

static CROWDS: Param = Param::runs(USUAL);
static LEARNING_RATE: Param = Param::log("learning-rate", 0.005, 0.3, "0.05");
static PARTICLES: Param = Param::log_integer("particles", 100.0, 100_000.0, "10000");
static UPDATES: Param = updates(10.0, 100.0, "100");
static BATCH_SIZE: Param = Param::integer("batch-size", 1.0, 20.0, "1");
static MOMENTUM: Param = Param::number("momentum", 0.0, 0.95, 0.05, "0");

const USUAL: &str = "20~4~1~4,momentum:0.9";

const MAP: usize = 0;

/// Seconds that all updates take at speed 1.
const SECONDS: f64 = 10.0;

/// The scene `escape`.
pub(super) struct EscapeScene {
    stage: Stage,
    noise: objective::Noise,
    /// What is known of each crowd, and what it was asked for.
    crowds: Vec<Crowd>,
    asked: Vec<CrowdRequest>,
}

type This = Figure<EscapeScene>;

staged!(EscapeScene);

impl Model for EscapeScene {
    const ID: &'static str = "escape";
    const CONTROLS: &'static [Row<Self>] = &[
        Row::hidden(&CROWDS),
        Row::main(&LEARNING_RATE),
        Row::more(&PARTICLES),
        Row::more(&UPDATES),
        Row::more(&ORDER.param),
        Row::more(&SEED),
        Row::new_seed(),
        Row::hidden(&START),
        Row::view(),
        Row::camera(),
        Row::speed(),
    ];
    const RUNS: Option<RunList> =
        Some(RunList { table: |_| vec![&BATCH_SIZE, &MOMENTUM], kept: &[&MOMENTUM], usual: USUAL });
    const PANELS: &'static [Panel<Self>] = &[
        Panel::map(1.3, |_| ["axis.theta1", "axis.theta2", "panel.escape.map"])
            .still(This::map_still)
            .moving(This::map_moving)
            .revision(|scene| Revision {
                still: [scene.stage.looks(), 0, 0],
                moving: [
                    scene.changes,
                    scene.shown() as u64,
                    if scene.idling() { scene.proposed() } else { 0 },
                ],
            })
            // The clouds are counted on the map's grid.
            .resized(|scene, aspect| {
                if scene.stage.set_aspect(aspect) {
                    // A step that is to be played still is.
                    let stop = scene.race.stop;
                    scene.rebuild();
                    scene.race.stop = stop;
                }
            }),
        Panel::new("times", 1.7, |_| ["axis.left-at", "axis.share", "panel.escape.times"], This::times_axes)
            .moving(This::times_moving)
            .revision(This::revision_of_updates)
            .deeper(),
        Panel::new("gone", 1.7, |_| ["axis.update", "axis.gone", "panel.escape.gone"], This::gone_axes)
            .moving(This::gone_moving)
            .revision(This::revision_of_updates),
    ];
    const GUIDE: &'static [Step] = &[
        Step::new().on(&["map", "start"]),
        Step::new().set(const { &[(&CROWDS, "20~4~1")] }).play(0.0, 30.0).pace(0.8).on(&["map"]),
        Step::new().set(const { &[(&CROWDS, "20~4~1")] }).play(30.0, 100.0).on(&["map", "gone"]),
        Step::new().set(const { &[(&CROWDS, "4~4,momentum:0.9")] }).play(0.0, 100.0).on(&["map", "gone"]),
    ];
    const ASIDE: &'static [&'static Param] = SEEN;
    const HANDLES: &'static [Handle<Self>] = &[Handle::start(MAP)];
    const HEAVY: bool = true;

    fn new(_: &Settings) -> Self {
        let noise = objective::Noise::new();
        Self { stage: Stage::new(Rc::new(noise)), noise, crowds: Vec::new(), asked: Vec::new() }
    }
    fn depends(param: &'static Param) -> bool {
        !is_seen(param)
    }
    fn rebuild(scene: &mut This) {
        let asked: Vec<CrowdRequest> = (0..scene.runs.len()).map(|index| scene.request(index)).collect();
        // What is asked for again is known already.
        let known = |(index, request): (usize, &CrowdRequest)| {
            let same = scene.asked.get(index) == Some(request);
            if same { scene.crowds[index].clone() } else { Crowd::new(request) }
        };
        scene.crowds = asked.iter().enumerate().map(known).collect();
        scene.asked = asked;
        let updates = scene.updates() as f64;
        scene.launch(Vec::new(), updates, SECONDS);
    }
    fn pending(scene: &This) -> bool {
        scene.computed() < scene.updates()
    }
    fn ended(scene: &This) -> bool {
        scene.race.clock.ended() && !Self::pending(scene)
    }
    fn known(scene: &This) -> f64 {
        scene.computed() as f64 + 1.0
    }
    fn stride(_: &This) -> Option<f64> {
        Some(1.0)
    }
    fn waiting(scene: &This) -> u64 {
        scene.proposed()
    }
    fn question(scene: &This) -> Option<Question> {
        scene.asked()
    }
    fn findings(scene: &This) -> Findings {
        scene.found()
    }
    fn labels(scene: &This) -> Vec<Label> {
        scene.words()
    }
    fn legend(scene: &This) -> Vec<Sentence> {
        (0..scene.crowds.len()).map(|index| scene.name(index)).collect()
    }
    fn readouts(scene: &This) -> Vec<Readout> {
        scene.rows()
    }
    fn describe(scene: &This) -> Sentence {
        let update = scene.shown();
        if update == 0 {
            return ("describe.ready", Vec::new());
        }
        let first =
            (0..scene.crowds.len()).max_by_key(|&index| scene.crowds[index].gone(update)).unwrap_or(0);
        let args = vec![
            ("update", (update as f64).into()),
            ("size", (scene.size(first) as f64).into()),
            ("share", (100.0 * scene.crowds[first].share(update)).round().into()),
        ];
        ("describe.escape", args)
    }
    fn jobs(scene: &This) -> Vec<(String, Request)> {
        let wanted = (0..scene.crowds.len()).filter(|&index| scene.crowds[index].update() < scene.updates());
        wanted.map(|index| (format!("crowd-{index}"), Request::Crowd(scene.asked[index].clone()))).collect()
    }
    fn receive(scene: &mut This, key: &str, report: Report) {
        let index = key.strip_prefix("crowd-").and_then(|index| index.parse::<usize>().ok());
        let crowd = index.and_then(|index| scene.crowds.get_mut(index));
        if let (Some(crowd), Report::Crowd(report)) = (crowd, report) {
            crowd.receive(&report.updates);
        }
    }
}

impl This {
    fn updates(&self) -> usize {
        self.settings.whole(&UPDATES)
    }
    /// Batch size of a crowd.
    fn size(&self, index: usize) -> usize {
        self.runs[index].whole(&BATCH_SIZE)
    }
    /// Momentum of a crowd.
    fn momentum(&self, index: usize) -> f64 {
        self.runs[index].number(&MOMENTUM)
    }
    fn request(&self, index: usize) -> CrowdRequest {
        let (x, y) = self.map_axes();
        CrowdRequest {
            size: self.size(index),
            momentum: self.momentum(index),
            rate: self.settings.number(&LEARNING_RATE),
            order: self.settings.choice(&ORDER),
            start: self.start(),
            particles: self.settings.number(&PARTICLES) as u32,
            updates: self.updates() as u32,
            view: ((x.low, x.high), (y.low, y.high)),
            // Crowds differ in their settings, not in their luck alone: each has its own stream.
            seed: self.settings.number(&SEED) as u64 * (MOST as u64 + 1) + index as u64,
        }
    }
    /// Updates that all crowds have made.
    fn computed(&self) -> usize {
        self.crowds.iter().map(Crowd::update).min().unwrap_or(0)
    }
    /// The update that is shown.
    fn shown(&self) -> usize {
        (self.race.clock.time() as usize).min(self.computed())
    }
    fn cloud(&self, index: usize) -> Cloud {
        let crowd = &self.crowds[index];
        Cloud { of: Of::Run(index), counts: crowd.frame(self.shown()), total: crowd.particles() }
    }
    /// Between two updates nothing moves, and a frame has nothing to draw.
    fn revision_of_updates(&self) -> Revision {
        let highest = self.highest_bar().to_bits();
        Revision {
            still: [highest, self.updates() as u64, 0],
            moving: [self.changes, self.shown() as u64, highest],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(settings: &[(&str, &str)]) -> This {
        let mut scene = This::new();
        scene.set("particles", "100", None);
        for (name, value) in settings {
            assert_eq!(scene.set(name, value, None), None);
        }
        for (key, request) in scene.jobs() {
            crate::job::finish(&request).into_iter().for_each(|report| scene.receive(&key, report));
        }
        scene
    }

    #[test]
    fn another_shape_of_the_map_does_not_end_a_step() {
        let mut scene = This::new();
        scene.load(&[("step".to_owned(), "3".to_owned())]);
        scene.set_aspect(MAP, 1.0);
        assert!(scene.timeline().unwrap().stops && scene.guide().at == Some(2));
        assert_eq!(scene.runs.len(), 3);
    }

    #[test]
    fn runs_are_set_as_in_a_link() {
        let scene = finished(&[("runs", "5,momentum:0.9~2")]);
        assert_eq!(scene.query()[1], ("runs".to_owned(), "5,momentum:0.9~2".to_owned()));
        assert_eq!((scene.crowds.len(), scene.size(0), scene.momentum(0)), (2, 5, 0.9));
        let mut scene = This::new();
        assert!(scene.set("runs", "5,speed:2", None).is_some(), "what a run does not have is told");
    }

    /// The page does not send again what it has sent: a crowd that is asked for again is not forgotten.
    #[test]
    fn a_crowd_that_stays_the_same_is_kept() {
        let mut scene = finished(&[]);
        assert!(scene.jobs().is_empty());
        scene.set("batch-size", "3", Some(1));
        let keys: Vec<String> = scene.jobs().into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["crowd-1"]);
        assert_eq!((scene.crowds[0].update(), scene.crowds[1].update()), (100, 0));
    }

    fn claims(settings: &[(&str, &str)]) -> Vec<(&'static str, Option<Standing>, Args)> {
        let mut scene = finished(settings);
        scene.seek(1.0);
        scene.claims().into_iter().map(|claim| (claim.key, claim.standing, claim.args)).collect()
    }
    fn standings(settings: &[(&str, &str)]) -> Vec<(&'static str, Option<Standing>)> {
        claims(settings).into_iter().map(|(key, standing, _)| (key, standing)).collect()
    }

    /// On the ridge nothing but rounding would drive a full batch, and that is no ground for a claim.
    #[test]
    fn momentum_is_measured_where_something_drives_it() {
        let full = ("claim.escape.full", None);
        for order in ["reshuffle", "once", "sequential"] {
            let found = standings(&[("runs", "20~20,momentum:0.9"), ("order", order)]);
            assert_eq!(found, [full], "{order}");
            let beside = standings(&[("runs", "20~4~1~20,momentum:0.9"), ("order", order)]);
            assert_eq!(beside, [("claim.escape.batch", Some(Standing::Holds)), full], "{order}");
        }
        let momentum = ("claim.escape.momentum", Some(Standing::Holds));
        let batch = ("claim.escape.batch", Some(Standing::Holds));
        assert_eq!(standings(&[("runs", "20~20,momentum:0.9~4~4,momentum:0.9")]), [batch, momentum, full]);
        // Beside the ridge the slope drives it: two runs, and no chance to test against.
        let beside = standings(&[("runs", "20~20,momentum:0.9"), ("start", "1,0.05")]);
        assert_eq!(beside, [("claim.escape.one", None)]);
    }

    /// What differs in two things tells nothing about either.
    #[test]
    fn crowds_that_are_compared_differ_in_one_thing() {
        assert_eq!(standings(&[("runs", "10,momentum:0.9~1")]), []);
        assert!(finished(&[("runs", "10,momentum:0.9~1")]).prediction().is_none());
        let found = claims(&[("runs", "20,momentum:0.9~4~5,momentum:0.9~10")]);
        let sizes = |args: &Args| -> Vec<crate::value::Value> {
            ["large", "small", "less", "more"]
                .map(|name| args.iter().find(|a| a.0 == name).unwrap().1.clone())
                .into()
        };
        assert_eq!(sizes(&found[0].2), [20.0, 5.0, 0.9, 0.9].map(crate::value::Value::from));
    }
}
