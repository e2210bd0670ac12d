use super::lane::Lane;
use super::model::{Handle, Model, Panel, PanelWords};
use super::settings::{LossScale, START, Settings, point_text};
use super::{Figure, Race, Readout, Revision, number};
use crate::chart::{Axis, Field, HASTY, Ink, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink, padded};
use crate::objective::{CriticalKind, Objective};
use std::cell::OnceCell;
use std::rc::Rc;

/// Grid of a contour map: about four CSS pixels a cell on a wide page.
const COLUMNS: usize = 200;
/// Updates computed at once when a setting changes; the rest is left to the frames.
const AT_ONCE: u64 = 20_000;

/// An objective of two coordinates and the two pictures that every scene on one shows: the contour map and the loss curve.
pub(super) struct Stage {
    objective: Rc<dyn Objective>,
    /// Changes of what stands still on the map, and on the loss curve.
    looks: u64,
    curves: u64,
    /// Whether the loss axis is logarithmic, where the objective has a lowest value to measure from.
    log: bool,
    floor: Option<f64>,
    view: [(f64, f64); 2],
    aspect: f64,
    /// Whether something on which the map depends is on the move.
    hasty: bool,
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
        let (looks, curves, hasty, loss_range) = (0, 0, false, (0.0, 1.0));
        Self { objective, looks, curves, log, floor, view, aspect, hasty, field, loss_range }
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
    /// Takes the width over height of the map; tells whether that shows another part of the plane.
    pub(super) fn set_aspect(&mut self, aspect: f64) -> bool {
        let other = (aspect - self.aspect).abs() > 1e-3;
        if other {
            self.aspect = aspect.clamp(0.2, 5.0);
            self.look();
        }
        other
    }
    /// Whether the map is on the move: then it is drawn in haste.
    pub(super) fn hurry(&mut self, hasty: bool) {
        if hasty != self.hasty {
            self.hasty = hasty;
            self.look();
        }
    }
    fn look(&mut self) {
        self.view = view(self.objective.as_ref(), self.aspect);
        self.field = OnceCell::new();
        self.looks += 1;
    }
    /// How often the map's shading, which is costly, changed.
    pub(super) fn looks(&self) -> u64 {
        self.looks
    }

    /// Range of the loss axis: what the runs show, without the excesses of a divergence.
    pub(super) fn measure(&mut self, race: &Race) {
        let traces = || race.lanes.iter().map(Lane::trace);
        let start = traces().next().map_or(1.0, |trace| self.excess(trace.points()[0].loss));
        let top = self.excess(traces().map(|trace| trace.range().1).fold(f64::NEG_INFINITY, f64::max));
        let range = if self.is_log() {
            let high = if start > 0.0 { top.min(1e3 * start) } else { top }.max(1e-12);
            let counts = |loss: f64| self.excess(loss) > 1e-13 * high;
            let low = traces().map(|trace| self.excess(trace.least(counts))).fold(high, f64::min);
            (low / 1.5, high * 1.5)
        } else {
            let low = self
                .excess(traces().map(|trace| trace.range().0).fold(f64::INFINITY, f64::min))
                .max(start - 1e3 * start.abs().max(1.0));
            padded(low, top.min(start + 3.0 * (start - low).abs().max(1e-3)), 0.05)
        };
        if self.loss_range != range {
            self.loss_range = range;
            self.curves += 1;
        }
    }
    /// Where nothing that the runs came to has a value, some range in place of none.
    pub(super) fn tame(&mut self) {
        if self.loss_range.0 >= self.loss_range.1 {
            self.loss_range = (0.0, 1.0);
        }
    }
    pub(super) fn is_log(&self) -> bool {
        self.log && self.floor.is_some()
    }
    /// Key of what the loss axis shows.
    pub(super) fn loss_label(&self) -> &'static str {
        if self.is_log() { "axis.excess" } else { "axis.loss" }
    }
    /// How the loss axis runs; the runs that follow are measured on it.
    pub(super) fn set_scale(&mut self, scale: LossScale) {
        self.log = scale == LossScale::Log;
    }

    /// Axes of the contour map.
    pub(super) fn map_axes(&self) -> (Axis, Axis) {
        let [x, y] = self.view;
        (Axis::linear(x.0, x.1), Axis::linear(y.0, y.1))
    }
    /// Loss over the part of the plane that is shown.
    pub(super) fn field(&self) -> Rc<Field> {
        let columns = if self.hasty { HASTY } else { COLUMNS };
        let sample = || sampled(self.objective.as_ref(), self.view, self.aspect, columns);
        self.field.get_or_init(sample).clone()
    }
    /// The contour map: shading and known optima.
    pub(super) fn map(&self) -> Picture {
        let mut picture = self.plain_map();
        let mark = |kind: CriticalKind, shape: Shape, ink: Ink| {
            let known = self.objective.critical_points().into_iter().filter(move |point| point.kind == kind);
            Mark::dots(known.map(|point| (point.theta[0], point.theta[1])).collect(), shape, 4.0, ink)
        };
        picture.marks.push(mark(CriticalKind::Minimum, Shape::Plus, ink(Of::Text)));
        picture.marks.push(mark(CriticalKind::Saddle, Shape::Cross, faint(Of::Muted, 0.8)));
        picture.marks.push(mark(CriticalKind::Maximum, Shape::Triangle, faint(Of::Muted, 0.8)));
        picture
    }
    /// The contour map without the optima.
    pub(super) fn plain_map(&self) -> Picture {
        Picture { field: Some(self.field()), ..Picture::new(self.map_axes()) }
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
        settings.point(&START).unwrap_or((own[0], own[1]))
    }
}

/// A model on a [`Stage`]: it gets the stage's panels and handles.
pub(super) trait Staged: Model {
    fn stage(&self) -> &Stage;
    fn stage_mut(&mut self) -> &mut Stage;
}

/// A model that keeps its stage in a field `stage`: `staged!(LabScene);`.
macro_rules! staged {
    ($model:ty) => {
        impl $crate::scene::stage::Staged for $model {
            fn stage(&self) -> &$crate::scene::stage::Stage {
                &self.stage
            }
            fn stage_mut(&mut self) -> &mut $crate::scene::stage::Stage {
                &mut self.stage
            }
        }
    };
}
pub(super) use staged;

impl<M: Staged> Panel<M> {
    /// The contour map with the paths of the runs; a tap puts their start there.
    pub(super) const fn map(aspect: f64, words: fn(&Figure<M>) -> PanelWords) -> Self {
        Self::new("map", aspect, words, Figure::map_axes)
            .still(Figure::stage_map)
            .moving(Figure::paths)
            .revision(Figure::map_revision)
            .tap(Figure::start_here)
            .resized(Figure::map_resized)
            .pinned()
    }
    /// The loss of the runs against time.
    pub(super) const fn loss(aspect: f64, words: fn(&Figure<M>) -> PanelWords) -> Self {
        Self::new("loss", aspect, words, Figure::loss_axes)
            .moving(Figure::loss_curves)
            .revision(Figure::loss_revision)
            .pinned()
    }
}

impl<M: Staged> Handle<M> {
    /// The start of all runs.
    pub(super) const fn start(panel: usize) -> Self {
        Self {
            id: "start",
            panel,
            place: |figure| figure.stage().inside(figure.start()),
            say: |figure| {
                let (x, y) = figure.start();
                ("handle.start", vec![("x", number(x).into()), ("y", number(y).into())])
            },
            key_step: |figure| figure.stage().key_step(),
            drag: |figure, to, _| figure.start_here(to),
        }
    }
}

impl<M: Staged> Figure<M> {
    /// Where all runs start.
    pub(super) fn start(&self) -> Xy {
        self.stage().start(&self.settings)
    }
    /// Puts the start there, and goes back to it.
    pub(super) fn start_here(&mut self, at: Xy) {
        let text = point_text(self.stage().inside(at));
        self.adjust(&START, &text);
        self.restart();
    }
    /// Takes new runs, standing at their start, and computes what can be computed at once; `duration` is on their
    /// axis, `seconds` at speed 1.
    pub(super) fn launch(&mut self, lanes: Vec<Lane>, duration: f64, seconds: f64) {
        self.race.run(lanes, duration, seconds);
        self.race.work(AT_ONCE);
        self.race.look();
        self.model.stage_mut().measure(&self.race);
    }
    pub(super) fn map_axes(&self) -> (Axis, Axis) {
        self.stage().map_axes()
    }
    /// The map shows as much of the plane as its shape has room for.
    pub(super) fn map_resized(&mut self, aspect: f64) {
        self.model.stage_mut().set_aspect(aspect);
    }
    fn stage_map(&self) -> Picture {
        self.stage().map()
    }
    /// Paths and balls of all runs. The first is the one that the reader looks for: it is painted last.
    pub(super) fn paths(&self) -> Picture {
        let (time, rate) = (self.race.clock.time(), self.race.clock.rate());
        let lanes = self.race.lanes.iter().enumerate().rev();
        Picture::new(self.map_axes()).with(lanes.flat_map(|(index, lane)| lane.at(time, rate).on_map(index)))
    }
    /// The map's shading is costly and depends on the stage alone.
    pub(super) fn map_revision(&self) -> Revision {
        Revision {
            still: [self.stage().looks, 0, 0],
            moving: [self.changes, self.race.moves(), self.stage().looks],
        }
    }
    /// Axes of the loss curve.
    pub(super) fn loss_axes(&self) -> (Axis, Axis) {
        let stage = self.stage();
        let (low, high) = stage.loss_range;
        let y = if stage.is_log() { Axis::log(low, high) } else { Axis::linear(low, high) };
        (Axis::linear(0.0, self.race.clock.duration()), y)
    }
    /// Loss against time, up to the present moment.
    pub(super) fn loss_curves(&self) -> Picture {
        let (stage, time, rate) = (self.stage(), self.race.clock.time(), self.race.clock.rate());
        let (low, high) = stage.loss_range;
        let value = |loss: f64| if stage.is_log() { stage.excess(loss).max(low) } else { loss };
        let lanes = self.race.lanes.iter().enumerate().rev();
        let curves = lanes.flat_map(|(index, lane)| {
            lane.at(time, rate).curve(index, |point| lane.time(point), |point| value(point.loss))
        });
        let now = Mark::path(vec![(time, low), (time, high)], faint(Of::Muted, 0.35), 1.0, SOLID);
        Picture::new(self.loss_axes()).with(curves).with([now])
    }
    pub(super) fn loss_revision(&self) -> Revision {
        let curves = self.stage().curves;
        Revision { still: [curves, self.changes, 0], moving: [curves, self.race.moves(), self.changes] }
    }
    /// The live numbers of every run.
    pub(super) fn race_readouts(&self) -> Vec<Readout> {
        self.race.readouts(self.stage().floor)
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

fn sampled(objective: &dyn Objective, [x, y]: [(f64, f64); 2], aspect: f64, columns: usize) -> Rc<Field> {
    let rows = (columns as f64 / aspect) as usize;
    Rc::new(Field::sample(x, y, columns, rows, |(u, v)| objective.loss(&[u, v])))
}
