//! Everything free: any objective, any optimiser, any batch size, several runs at once.

mod runs;

use self::runs::{DEFAULT_RUNS, RUNS, optimizer_value, relevant, rescale, schedule_value};
use super::lane::{Axis as TimeAxis, Lane};
use super::runs::MOST;
use super::settings::{SPEED, START, Settings, point_text};
use super::stage::Stage;
use super::*;
use crate::experiment::SEED;
use crate::objective::{self, DATA, Objective};
use crate::optimizer;
use crate::param::{Kind, Param, Scale};
use std::rc::Rc;

/// The scene's own parameters.
pub(super) const PARAMS: &[Param] = &[
    Param::choice("objective", objective::PLANES),
    Param::choice("data", DATA),
    Param::log("condition", 1.0, 10_000.0, "50"),
    Param::number("rotation", -180.0, 180.0, 5.0, "30").unit("°"),
    Param::number("rosenbrock-a", -2.0, 2.0, 0.1, "1"),
    Param::log("rosenbrock-b", 0.01, 10_000.0, "100"),
    Param {
        name: "steps",
        kind: Kind::Integer { min: 1.0, max: 1_000_000.0, scale: Scale::Log },
        default: "200",
        unit: "",
    },
    SEED,
    START,
    Param::choice("loss-scale", &["log", "linear"]),
    SPEED,
    Param { name: "runs", kind: Kind::Runs, default: DEFAULT_RUNS, unit: "" },
];
/// Seconds that a whole run takes at speed 1.
const SECONDS: f64 = 9.0;

const PANELS: &[Panel] = &[
    Panel { id: "map", aspect: 1.3, x: "axis.theta1", y: "axis.theta2", label: "panel.lab.map" },
    Panel { id: "loss", aspect: 1.1, x: "axis.update", y: "axis.loss", label: "panel.lab.loss" },
];
const MAP: usize = 0;
const LOSS: usize = 1;

/// The scene `lab`.
pub struct Lab {
    settings: Settings,
    runs: Vec<Settings>,
    stage: Stage,
    built: Vec<String>,
}

impl Lab {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let settings = Settings::new(PARAMS);
        let stage = Stage::new(
            objective::find("rosenbrock").expect("in the catalog").with_numbers(vec![1.0, 100.0]).into(),
        );
        let (runs, _) = RUNS.parse(DEFAULT_RUNS);
        let mut lab = Self { settings, runs, stage, built: Vec::new() };
        lab.rebuild();
        lab
    }

    /// Names of the scene parameters that shape the present objective.
    fn shape(&self) -> &'static [&'static str] {
        match self.settings.text("objective") {
            "quadratic" => &["condition", "rotation"],
            "rosenbrock" => &["rosenbrock-a", "rosenbrock-b"],
            "linear-regression" => &["data"],
            _ => &[],
        }
    }
    fn finite_sum(&self) -> bool {
        self.stage.objective().examples() > 1
    }

    fn objective(&self) -> Rc<dyn Objective> {
        let name = self.settings.text("objective");
        if name == "linear-regression" {
            let data = objective::data_set(self.settings.text("data"));
            return Rc::new(objective::LinearRegression::new(data));
        }
        let entry = objective::find(name).expect("a name of the catalog");
        entry.with_numbers(self.shape().iter().map(|name| self.settings.number(name)).collect()).into()
    }
    fn start(&self) -> Xy {
        self.stage.start(&self.settings)
    }
    fn batch_value(&self, run: &Settings) -> Value {
        let examples = self.stage.objective().examples() as f64;
        let size = run.number("batch-size").min(examples);
        map([("size", size.into()), ("order", run.text("order").into())])
    }
}

impl Default for Lab {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for Lab {
    holds!(settings, stage.race);
    fn rebuild(&mut self) {
        let name = self.settings.text("objective");
        let mut built = vec![name.to_owned()];
        built.extend(self.shape().iter().map(|name| self.settings.text(name).to_owned()));
        if built != self.built {
            self.stage.set_objective(self.objective());
            self.built = built;
        }
        let steps = self.settings.number("steps");
        let (x, y) = self.start();
        let lanes = self.runs.iter().map(|run| {
            let description = map([
                ("optimizer", optimizer_value(run)),
                ("schedule", schedule_value(run)),
                ("batch", self.batch_value(run)),
                ("start", vec![x, y].into()),
                ("steps", steps.into()),
                ("seed", self.settings.number("seed").into()),
            ]);
            let optimizer = format!("choice.optimizer.{}", run.text("optimizer"));
            let mut args: Args =
                vec![("optimizer", optimizer.into()), ("rate", run.text("learning-rate").into())];
            let key = if self.finite_sum() { "run.lab.batch" } else { "run.lab" };
            args.push(("size", run.number("batch-size").into()));
            Lane::of(self.stage.objective(), &description, TimeAxis::Updates, (key, args))
        });
        let lanes = lanes.collect();
        self.stage.set_log(self.settings.text("loss-scale") == "log");
        self.stage.run(lanes, steps, SECONDS);
    }
    fn adopt(&mut self, _: &[(String, String)]) -> Vec<Notice> {
        let (runs, notices) = RUNS.parse(self.settings.text("runs"));
        self.runs = runs;
        if self.settings.text("runs") == DEFAULT_RUNS {
            rescale(&mut self.runs, self.settings.text("objective"));
        }
        notices
    }
    fn query(&self) -> Vec<(String, String)> {
        let mut query = self.settings.query();
        query.retain(|(name, _)| name != "runs");
        let (mut usual, _) = RUNS.parse(DEFAULT_RUNS);
        rescale(&mut usual, self.settings.text("objective"));
        let runs = RUNS.write(&self.runs);
        if runs != RUNS.write(&usual) {
            query.push(("runs".to_owned(), runs));
        }
        query
    }
    fn controls(&self) -> Vec<Value> {
        let row =
            |name: &str, group| control(self.settings.param(name), self.settings.text(name), None, group);
        let mut controls = vec![row("objective", "main")];
        controls.extend(self.shape().iter().map(|name| row(name, "main")));
        controls.push(row("steps", "main"));
        controls.push(row("loss-scale", "more"));
        controls.push(row("seed", "more"));
        controls.push(command("new-seed", None, "more", self.finite_sum()));
        controls.push(row("speed", "time"));
        for (index, run) in self.runs.iter().enumerate() {
            for name in relevant(run, self.finite_sum()) {
                controls.push(control(run.param(name), run.text(name), Some(index), "run"));
            }
            controls.push(command("remove-run", Some(index), "run", self.runs.len() > 1));
        }
        controls.push(command("add-run", None, "run", self.runs.len() < MOST));
        controls
    }
    fn change(&mut self, name: &str, value: &str, run: Option<usize>) -> Option<Notice> {
        let notice = match run {
            None => self.settings.set(name, value),
            Some(index) => {
                let run = self.runs.get_mut(index)?;
                let notice = run.set(name, value);
                if name == "optimizer" {
                    let entry = optimizer::find(run.text("optimizer")).expect("a name of the catalog");
                    for param in entry.params {
                        run.set(param.name, param.default);
                    }
                }
                notice
            }
        };
        match (run, name) {
            (None, "runs") => {
                self.runs = RUNS.parse(self.settings.text("runs")).0;
                self.rebuild();
            }
            (None, "objective") => {
                self.settings.set("start", "");
                rescale(&mut self.runs, self.settings.text("objective"));
                self.rebuild();
            }
            _ => self.rebuild(),
        }
        notice
    }
    fn command(&mut self, name: &str, run: Option<usize>) -> bool {
        match (name, run) {
            ("add-run", _) if self.runs.len() < MOST => {
                let last = self.runs[self.runs.len() - 1].clone();
                self.runs.push(last);
                self.rebuild();
            }
            ("remove-run", Some(index)) if self.runs.len() > 1 && index < self.runs.len() => {
                self.runs.remove(index);
                self.rebuild();
            }
            ("new-seed", _) => {
                self.settings.next_seed();
                self.rebuild();
            }
            _ => {}
        }
        false
    }
    fn panels(&self) -> Vec<Panel> {
        let mut panels = PANELS.to_vec();
        panels[LOSS].y = self.stage.loss_label();
        panels
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        if panel == MAP {
            self.stage.set_aspect(aspect);
        }
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        if panel == MAP { self.stage.map_axes() } else { self.stage.loss_axes() }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        if panel == MAP { self.stage.map(layer) } else { self.stage.loss(layer) }
    }
    fn revision(&self, panel: usize) -> Revision {
        self.stage.revision(panel == LOSS)
    }
    fn work(&mut self, updates: u64) -> bool {
        self.stage.work(updates)
    }
    fn handles(&self) -> Vec<Handle> {
        vec![self.stage.start_handle(&self.settings, MAP)]
    }
    fn drag(&mut self, _: usize, to: Xy, done: bool) {
        self.settings.set("start", &point_text(self.stage.inside(to)));
        self.rebuild();
        if done {
            self.stage.race.go(0.0);
        }
    }
    fn key_step(&self, _: usize) -> Xy {
        self.stage.key_step()
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        if panel == MAP {
            self.drag(0, at, true);
        }
    }
    fn readouts(&self) -> Vec<Readout> {
        self.stage.readouts()
    }
    fn describe(&self) -> (&'static str, Args) {
        let time = self.stage.race.clock.time();
        let leader = self.stage.race.leader();
        let optimizer = format!("choice.optimizer.{}", self.runs[leader].text("optimizer"));
        let now = self.stage.race.lanes[leader].at(time, 1.0).now;
        let args = vec![
            ("update", (now.update as f64).into()),
            ("optimizer", optimizer.into()),
            ("loss", number(now.loss).into()),
        ];
        (if time == 0.0 { "describe.ready" } else { "describe.lab" }, args)
    }
}
