use super::lane::{Axis as TimeAxis, Lane, number};
use super::{Handle, Layer, Race, Readout, Revision, Settings};
use crate::chart::{Axis, Field, Ink, Mark, Of, Picture, Shape, Xy, faint, ink, padded};
use crate::objective::{CriticalKind, DATA, Objective};
use std::cell::OnceCell;
use std::rc::Rc;

/// Grid of a contour map: about four CSS pixels a cell on a wide page.
const COLUMNS: usize = 200;
/// Updates computed at once when a setting changes; the rest is left to [`Stage::work`].
const AT_ONCE: u64 = 20_000;

/// Runs on one objective of two coordinates, a clock over them, and the two pictures that every such scene shows:
/// the contour map and the loss curve.
pub(super) struct Stage {
    objective: Rc<dyn Objective>,
    /// The runs.
    pub(super) race: Race,
    /// Changes of what stands still on the map and on the loss curve.
    revisions: [u64; 2],
    /// Whether the loss axis is logarithmic, where the objective has a lowest value to measure from.
    log: bool,
    floor: Option<f64>,
    view: [(f64, f64); 2],
    aspect: f64,
    /// Sampled when it is first drawn: size and objective may change before that.
    field: OnceCell<Rc<Field>>,
    loss_range: (f64, f64),
}

impl Stage {
    pub(super) fn new(objective: Rc<dyn Objective>) -> Self {
        let (aspect, log) = (1.3, true);
        let view = view(objective.as_ref(), aspect);
        let field = OnceCell::new();
        let floor = objective.infimum();
        let (race, revisions) = (Race::new(), [0; 2]);
        Self { objective, race, revisions, log, floor, view, aspect, field, loss_range: (0.0, 1.0) }
    }

    pub(super) fn objective(&self) -> &Rc<dyn Objective> {
        &self.objective
    }
    /// The lowest value; 0 where it is not known.
    pub(super) fn floor(&self) -> f64 {
        self.floor.unwrap_or(0.0)
    }
    /// Loss above the lowest value; plain loss where that is not known.
    pub(super) fn excess(&self, loss: f64) -> f64 {
        loss - self.floor()
    }

    pub(super) fn set_objective(&mut self, objective: Rc<dyn Objective>) {
        self.floor = objective.infimum();
        self.objective = objective;
        self.look();
    }
    pub(super) fn set_aspect(&mut self, aspect: f64) {
        if (aspect - self.aspect).abs() > 1e-3 && aspect.is_finite() {
            self.aspect = aspect.clamp(0.2, 5.0);
            self.look();
        }
    }
    fn look(&mut self) {
        self.view = view(self.objective.as_ref(), self.aspect);
        self.field = OnceCell::new();
        self.revisions[0] += 1;
        self.curves_changed();
    }
    /// The map's shading is costly and stands; the loss axis and all that moves are out of date.
    fn curves_changed(&mut self) {
        self.revisions[1] += 1;
        self.race.moved();
    }
    /// How often the parts of the loss panel, or of another, changed.
    pub(super) fn revision(&self, loss: bool) -> Revision {
        let [map, curve] = self.revisions;
        Revision { under: if loss { curve } else { map }, over: self.race.moves() }
    }

    /// Takes new runs, standing at their start, and computes what can be computed at once; `duration` is on their
    /// axis, `seconds` at speed 1.
    pub(super) fn run(&mut self, lanes: Vec<Lane>, duration: f64, seconds: f64) {
        self.race.run(lanes, duration, seconds);
        self.work(AT_ONCE);
    }
    /// Computes up to so many updates, shared among the runs; true when nothing is left.
    pub(super) fn work(&mut self, updates: u64) -> bool {
        if self.race.work(updates) > 0 {
            self.measure();
            self.curves_changed();
        }
        !self.race.pending()
    }
    /// Range of the loss axis: what the runs show, without the excesses of a divergence.
    fn measure(&mut self) {
        let losses =
            || self.race.lanes.iter().flat_map(|lane| lane.trace().points()).map(|p| self.excess(p.loss));
        let start = self.race.lanes.first().map_or(1.0, |lane| self.excess(lane.trace().points()[0].loss));
        let top = losses().filter(|x| x.is_finite()).fold(f64::NEG_INFINITY, f64::max);
        self.loss_range = if self.is_log() {
            let high = if start > 0.0 { top.min(1e3 * start) } else { top }.max(1e-12);
            let low = losses().filter(|x| *x > 1e-13 * high).fold(high, f64::min);
            (low / 1.5, high * 1.5)
        } else {
            let low = losses()
                .filter(|x| x.is_finite())
                .fold(f64::INFINITY, f64::min)
                .max(start - 1e3 * start.abs().max(1.0));
            padded(low, top.min(start + 3.0 * (start - low).abs().max(1e-3)), 0.05)
        };
    }
    pub(super) fn is_log(&self) -> bool {
        self.log && self.floor.is_some()
    }
    /// Key of what the loss axis shows.
    pub(super) fn loss_label(&self) -> &'static str {
        if self.is_log() { "axis.excess" } else { "axis.loss" }
    }
    pub(super) fn set_log(&mut self, log: bool) {
        self.log = log;
        self.measure();
        self.curves_changed();
    }

    /// Axes of the contour map.
    pub(super) fn map_axes(&self) -> (Axis, Axis) {
        let [x, y] = self.view;
        (Axis::linear(x.0, x.1), Axis::linear(y.0, y.1))
    }
    /// Axes of the loss curve.
    pub(super) fn loss_axes(&self) -> (Axis, Axis) {
        let (low, high) = self.loss_range;
        let y = if self.is_log() { Axis::log(low, high) } else { Axis::linear(low, high) };
        (Axis::linear(0.0, self.race.clock.duration()), y)
    }

    /// The contour map: shading and known optima below, paths above.
    pub(super) fn map(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.map_axes());
        if layer == Layer::Under {
            let sample = || sampled(self.objective.as_ref(), self.view, self.aspect);
            picture.field = Some(self.field.get_or_init(sample).clone());
            let mark = |kind: CriticalKind, shape: Shape, ink: Ink| {
                let known =
                    self.objective.critical_points().into_iter().filter(move |point| point.kind == kind);
                let points = known.map(|point| (point.theta[0], point.theta[1])).collect();
                Mark::Dots { points, shape, radius: 4.0, ink, rim: false }
            };
            picture.under.push(mark(CriticalKind::Minimum, Shape::Plus, ink(Of::Text)));
            picture.under.push(mark(CriticalKind::Saddle, Shape::Cross, faint(Of::Muted, 0.8)));
            picture.under.push(mark(CriticalKind::Maximum, Shape::Triangle, faint(Of::Muted, 0.8)));
        } else {
            // The first run is the one the reader looks for: it is painted last.
            for (index, lane) in self.race.lanes.iter().enumerate().rev() {
                picture.over.extend(lane.at(self.race.clock.time(), self.race.clock.rate()).on_map(index));
            }
        }
        picture
    }

    /// Loss against time, up to the present moment.
    pub(super) fn loss(&self, layer: Layer) -> Picture {
        let (low, high) = self.loss_range;
        let mut picture = Picture::new(self.loss_axes());
        if layer == Layer::Over {
            let time = self.race.clock.time();
            for (index, lane) in self.race.lanes.iter().enumerate().rev() {
                let moment = lane.at(time, self.race.clock.rate());
                let value = |loss: f64| if self.is_log() { self.excess(loss).max(low) } else { loss };
                picture.over.extend(moment.curve(index, |p| lane.time(p), |p| value(p.loss)));
            }
            let now = vec![(time, low), (time, high)];
            picture.over.push(Mark::Path {
                points: now,
                ink: faint(Of::Muted, 0.35),
                width: 1.0,
                dash: (0.0, 0.0),
            });
        }
        picture
    }

    pub(super) fn readouts(&self) -> Vec<Readout> {
        self.race.readouts(self.floor)
    }
    /// One arrow-key press on the map: a hundredth of what it shows.
    pub(super) fn key_step(&self) -> Xy {
        let [x, y] = self.view;
        ((x.1 - x.0) / 100.0, (y.1 - y.0) / 100.0)
    }
    /// A point moved into the map.
    pub(super) fn inside(&self, (x, y): Xy) -> Xy {
        let [across, up] = self.view;
        (x.clamp(across.0, across.1), y.clamp(up.0, up.1))
    }
    /// Where all runs start: the setting, or the objective's own start.
    pub(super) fn start(&self, settings: &Settings) -> Xy {
        let own = self.objective.start();
        settings.point("start").unwrap_or((own[0], own[1]))
    }
    /// The start, to be taken hold of on panel `panel`.
    pub(super) fn start_handle(&self, settings: &Settings, panel: usize) -> Handle {
        let (x, y) = self.start(settings);
        let args = vec![("x", number(x).into()), ("y", number(y).into())];
        Handle { id: "start", panel, at: self.inside((x, y)), label: "handle.start", args }
    }
}

/// The objective's domain, widened to `aspect` so that both axes have one scale and the gradient stands
/// perpendicular on the contour lines.
fn view(objective: &dyn Objective, aspect: f64) -> [(f64, f64); 2] {
    let domain = objective.domain();
    let (width, height) = (domain[0].1 - domain[0].0, domain[1].1 - domain[1].0);
    let grow = |(low, high): (f64, f64), by: f64| (low - by / 2.0, high + by / 2.0);
    if width / height < aspect {
        [grow(domain[0], height * aspect - width), domain[1]]
    } else {
        [domain[0], grow(domain[1], width / aspect - height)]
    }
}

fn sampled(objective: &dyn Objective, [x, y]: [(f64, f64); 2], aspect: f64) -> Rc<Field> {
    let rows = (COLUMNS as f64 / aspect) as usize;
    Rc::new(Field::sample(x, y, COLUMNS, rows, |(u, v)| objective.loss(&[u, v])))
}

/// How the runs of a scene are put on one axis, by its name in a link.
pub(super) fn time_axis(name: &str) -> TimeAxis {
    match name {
        "updates" => TimeAxis::Updates,
        "examples" => TimeAxis::Examples,
        _ => TimeAxis::Epochs,
    }
}

/// Keys of what the data of a regression run along and up.
pub(super) fn data_names(settings: &Settings) -> (&'static str, &'static str) {
    if settings.text("data") == DATA[0] { ("axis.feature", "axis.target") } else { ("axis.x", "axis.y") }
}
