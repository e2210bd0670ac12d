//! The Hessian lens: what a point of a surface is, where its critical points are, and how to leave a saddle.

mod pictures;
mod words;

use self::words::tidy;
use super::lane::{Axis as TimeAxis, Lane};
use super::settings::{SPEED, START, Settings, point_text};
use super::stage::Stage;
use super::*;
use crate::analysis::{Found, Reading, Verdict, critical_points, read};
use crate::chart::Mark;
use crate::experiment::SEED;
use crate::objective::{self, Objective};
use crate::param::{Kind, Param, Scale};
use std::cell::OnceCell;
use std::rc::Rc;

/// The scene's parameters.
pub(super) const PARAMS: &[Param] = &[
    Param::choice("objective", objective::PLANES).default("product"),
    Param::log("condition", 1.0, 10_000.0, "50"),
    Param::number("rotation", -180.0, 180.0, 5.0, "30").unit("°"),
    START,
    Param::log("learning-rate", 1e-5, 1.0, "0.05"),
    Param::number("momentum", 0.0, 0.99, 0.01, "0"),
    Param::integer("steps", 10.0, 1000.0, "100"),
    Param {
        name: "samples",
        kind: Kind::Integer { min: 1000.0, max: 10_000_000.0, scale: Scale::Log },
        default: "1000000",
        unit: "",
    },
    SEED,
    SPEED,
];

const PANELS: &[Panel] = &[
    Panel { id: "map", aspect: 1.3, x: "axis.theta1", y: "axis.theta2", label: "panel.critical.map" },
    Panel {
        id: "shares",
        aspect: 1.05,
        x: "axis.dimension",
        y: "axis.minima",
        label: "panel.critical.shares",
    },
];
const MAP: usize = 0;
const SHARES: usize = 1;

/// Seconds that an escape takes at speed 1.
const SECONDS: f64 = 8.0;
/// Part of the escape that the waiting figure shows, and the seconds it takes.
const TEASER: (f64, f64) = (0.4, 4.0);
/// How far from a critical point the lens is drawn to it, and how far an escape begins, in widths of the map.
const SNAP: f64 = 0.008;
const PUSH: f64 = 0.01;

/// The scene `critical`.
pub struct Critical {
    settings: Settings,
    stage: Stage,
    built: String,
    found: Vec<Found>,
    lens: Reading,
    /// Contour lines of the quadratic model, drawn anew only where the lens moves.
    model: OnceCell<Vec<Mark>>,
    /// What the worker has found: (samples, share, its standard error, share in the GOE) for each dimension.
    shares: Vec<[f64; 4]>,
    /// Part of that work that is done, while it is wanted.
    measuring: Option<f64>,
    shares_changes: u64,
    /// What the reader expects of a run that starts beside the point: 0 comes back, 1 leaves.
    chosen: Option<usize>,
    idle: f64,
}

impl Critical {
    /// The scene with all defaults.
    pub fn new() -> Self {
        let settings = Settings::new(PARAMS);
        let objective = build(&settings);
        let lens = read(objective.as_ref(), (0.0, 0.0));
        let mut scene = Self {
            settings,
            stage: Stage::new(objective),
            built: String::new(),
            found: Vec::new(),
            lens,
            model: OnceCell::new(),
            shares: Vec::new(),
            measuring: None,
            shares_changes: 0,
            chosen: None,
            idle: 0.0,
        };
        scene.rebuild();
        scene
    }

    fn width(&self) -> f64 {
        let (x, _) = self.stage.map_axes();
        x.high - x.low
    }
    fn rate(&self) -> &'static str {
        objective::find(self.settings.text("objective")).map_or("0.05", |entry| entry.rate)
    }
    fn search(&mut self) {
        let (x, y) = self.stage.map_axes();
        self.found = critical_points(self.stage.objective().as_ref(), [(x.low, x.high), (y.low, y.high)]);
    }
    /// Where the lens is: where it was put, or else on the saddle nearest to the middle of the map.
    fn place(&self) -> Xy {
        if let Some(at) = self.settings.point("start") {
            return at;
        }
        let far = |found: &&Found| libm::hypot(found.reading.at.0, found.reading.at.1);
        let nearest = |verdict: Option<Verdict>| {
            let fits = |found: &&Found| verdict.is_none_or(|verdict| found.reading.verdict == verdict);
            self.found.iter().filter(fits).min_by(|a, b| far(a).total_cmp(&far(b))).map(|f| f.reading.at)
        };
        let own = self.stage.objective().start();
        nearest(Some(Verdict::Saddle)).or_else(|| nearest(None)).unwrap_or((own[0], own[1]))
    }
    fn time(&self) -> f64 {
        let clock = &self.stage.race.clock;
        if clock.time() > 0.0 {
            return clock.time();
        }
        (self.idle / TEASER.1).fract() * TEASER.0 * clock.duration()
    }
    /// Puts the lens at a point, or on the critical point beside it.
    fn look(&mut self, to: Xy) {
        let near = |found: &&Found| {
            libm::hypot(found.reading.at.0 - to.0, found.reading.at.1 - to.1) < SNAP * self.width()
        };
        let text = match self.found.iter().find(near) {
            Some(found) => format!("{},{}", found.reading.at.0, found.reading.at.1),
            None => point_text(self.stage.inside(to)),
        };
        self.settings.set("start", &text);
        self.rebuild();
        self.stage.race.go(0.0);
    }
    /// The critical point after the one under the lens.
    fn next_point(&mut self) {
        let off = |found: &Found| {
            libm::hypot(found.reading.at.0 - self.lens.at.0, found.reading.at.1 - self.lens.at.1)
        };
        let here = self.found.iter().position(|found| off(found) < 0.5 * SNAP * self.width());
        let next = here.map_or(0, |k| (k + 1) % self.found.len().max(1));
        if let Some(found) = self.found.get(next) {
            self.look(found.reading.at);
        }
    }
    /// Whether each run came back to the point it began beside.
    fn came_back(&self) -> bool {
        self.stage.race.lanes.iter().all(|lane| {
            let end = &lane.trace().last().theta;
            libm::hypot(end[0] - self.lens.at.0, end[1] - self.lens.at.1) < 2.0 * PUSH * self.width()
        })
    }
}

fn build(settings: &Settings) -> Rc<dyn Objective> {
    let entry = objective::find(settings.text("objective")).expect("a name of the catalog");
    let number = |param: &Param| match param.name {
        "condition" | "rotation" => settings.number(param.name),
        _ => crate::decimal::parse(param.default).unwrap_or_default(),
    };
    entry.with_numbers(entry.params.iter().map(number).collect()).into()
}

impl Default for Critical {
    fn default() -> Self {
        Self::new()
    }
}

impl Scene for Critical {
    holds!(settings, stage.race);
    fn rebuild(&mut self) {
        let shape = ["objective", "condition", "rotation"].map(|name| self.settings.text(name)).join(",");
        if shape != self.built {
            self.stage.set_objective(build(&self.settings));
            self.search();
            self.built = shape;
        }
        let at = self.place();
        self.lens = read(self.stage.objective().as_ref(), at);
        self.model = OnceCell::new();
        let (vx, vy) = self.lens.eigen.vectors[0];
        let lane = |side: f64, key: &'static str| {
            let push = side * PUSH * self.width();
            let description = map([
                (
                    "optimizer",
                    map([
                        ("name", "momentum".into()),
                        ("learningRate", self.settings.number("learning-rate").into()),
                        ("momentum", self.settings.number("momentum").into()),
                    ]),
                ),
                ("start", vec![at.0 + push * vx, at.1 + push * vy].into()),
                ("steps", self.settings.number("steps").into()),
            ]);
            Lane::of(self.stage.objective(), &description, TimeAxis::Updates, (key, Vec::new()))
        };
        let lanes = vec![lane(1.0, "run.along"), lane(-1.0, "run.against")];
        self.stage.run(lanes, self.settings.number("steps"), SECONDS);
    }
    fn adopt(&mut self, query: &[(String, String)]) -> Vec<Notice> {
        let usual = [("learning-rate", self.rate())];
        self.settings.assume(&usual, query);
        Vec::new()
    }
    fn query(&self) -> Vec<(String, String)> {
        self.settings.query_beside(&[("learning-rate", self.rate())])
    }
    fn change(&mut self, name: &str, value: &str, _: Option<usize>) -> Option<Notice> {
        let notice = self.settings.set(name, value);
        match name {
            "objective" | "condition" | "rotation" => {
                self.settings.set("start", "");
                self.stage.race.go(0.0);
            }
            "samples" | "seed" => {
                self.shares.clear();
                self.measuring = None;
                self.shares_changes += 1;
            }
            _ => {}
        }
        if name == "objective" {
            self.settings.set("learning-rate", self.rate());
        }
        self.rebuild();
        notice
    }
    fn controls(&self) -> Vec<Value> {
        let row = |name, group| control(self.settings.param(name), self.settings.text(name), None, group);
        let mut controls = vec![row("objective", "main")];
        if self.settings.text("objective") == "quadratic" {
            controls.extend([row("condition", "main"), row("rotation", "main")]);
        }
        controls.extend([
            command("next-point", None, "main", !self.found.is_empty()),
            command("escape", None, "main", self.lens.eigen.values[0] < 0.0),
            command("measure-shares", None, "main", self.measuring.is_none()),
            command("cancel-shares", None, "main", self.measuring.is_some()),
            row("learning-rate", "more"),
            row("momentum", "more"),
            row("steps", "more"),
            row("samples", "more"),
            row("seed", "more"),
            row("speed", "time"),
        ]);
        controls
    }
    fn command(&mut self, name: &str, _: Option<usize>) -> bool {
        match name {
            "next-point" => self.next_point(),
            "escape" => self.stage.race.go(0.0),
            "measure-shares" => {
                self.shares.clear();
                self.measuring = Some(0.0);
            }
            "cancel-shares" => self.measuring = None,
            _ => {}
        }
        self.shares_changes += 1;
        name == "escape"
    }
    fn panels(&self) -> Vec<Panel> {
        PANELS.to_vec()
    }
    fn set_aspect(&mut self, panel: usize, aspect: f64) {
        if panel == MAP {
            let before = self.stage.map_axes();
            self.stage.set_aspect(aspect);
            if self.stage.map_axes() != before {
                self.search();
                self.rebuild();
            }
        }
    }
    fn axes(&self, panel: usize) -> (Axis, Axis) {
        if panel == MAP { self.stage.map_axes() } else { (Axis::linear(0.4, 8.6), Axis::log(1e-4, 1.0)) }
    }
    fn picture(&self, panel: usize, layer: Layer) -> Picture {
        if panel == MAP { self.map_picture(layer) } else { self.shares_picture(layer) }
    }
    fn revision(&self, panel: usize) -> Revision {
        if panel == SHARES {
            return Revision { under: 0, over: self.shares_changes };
        }
        self.stage.revision(false)
    }
    fn idle(&mut self, seconds: f64) {
        self.idle += seconds;
        self.stage.race.moved();
    }
    fn work(&mut self, updates: u64) -> bool {
        self.stage.work(updates)
    }
    fn prediction(&self) -> Option<Prediction> {
        (self.lens.verdict != Verdict::NotCritical).then(|| Prediction {
            question: "predict.critical",
            choices: vec!["predict.critical.back", "predict.critical.away"],
            chosen: self.chosen,
            args: vec![("x", tidy(self.lens.at.0, 1e-6).into()), ("y", tidy(self.lens.at.1, 1e-6).into())],
        })
    }
    fn predict(&mut self, choice: usize) {
        self.chosen = Some(choice);
        self.stage.race.go(0.0);
    }
    fn handles(&self) -> Vec<Handle> {
        let (x, y) = self.lens.at;
        let verdict = format!("verdict.{}", self.lens.verdict.name());
        let args =
            vec![("x", tidy(x, 1e-6).into()), ("y", tidy(y, 1e-6).into()), ("verdict", verdict.into())];
        vec![Handle { id: "lens", panel: MAP, at: self.stage.inside((x, y)), label: "handle.lens", args }]
    }
    fn drag(&mut self, _: usize, to: Xy, _: bool) {
        self.look(to);
    }
    fn key_step(&self, _: usize) -> Xy {
        self.stage.key_step()
    }
    fn tap(&mut self, panel: usize, at: Xy) {
        if panel == MAP {
            self.look(at);
        }
    }
    fn labels(&self) -> Vec<Label> {
        self.words()
    }
    fn caption(&self) -> Option<(&'static str, Args)> {
        Some(self.verdict())
    }
    fn readouts(&self) -> Vec<Readout> {
        self.rows()
    }
    fn claims(&self) -> Vec<Claim> {
        self.findings()
    }
    fn describe(&self) -> (&'static str, Args) {
        let verdict = format!("verdict.{}", self.lens.verdict.name());
        let args = vec![
            ("x", tidy(self.lens.at.0, 1e-6).into()),
            ("y", tidy(self.lens.at.1, 1e-6).into()),
            ("verdict", verdict.into()),
        ];
        ("describe.critical", args)
    }
    fn heavy(&self) -> bool {
        true
    }
    fn job(&self) -> Option<Value> {
        self.measuring?;
        Some(map([
            ("name", "landscape".into()),
            ("samples", self.settings.number("samples").into()),
            ("seed", self.settings.number("seed").into()),
        ]))
    }
    fn receive(&mut self, found: &Value) {
        let progress = found.get("progress").and_then(Value::as_number).unwrap_or(1.0);
        let rows = found.get("rows").and_then(Value::as_list).unwrap_or_default();
        let row = |row: &Value| -> [f64; 4] {
            let cells = row.as_list().unwrap_or_default();
            std::array::from_fn(|k| cells.get(k).and_then(Value::as_number).unwrap_or(f64::NAN))
        };
        self.shares = rows.iter().map(row).collect();
        self.measuring = (progress < 1.0).then_some(progress);
        self.shares_changes += 1;
    }
}
