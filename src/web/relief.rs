//! A panel's field as a landscape, and what lies on it: numbers in the program's memory, for the page to read at once.

use super::convert::list;
use crate::chart::{
    Axis, Field, Ink, Mark, Picture, Relief, Shape, Theme, Viewport, Xy, clipped, shade_clouds,
};
use crate::decimal::fixed;
use crate::scene::{Layer, Scene};
use crate::value::{Value, map};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Landscapes that are remembered: as many figures show one.
const FIGURES: usize = 4;
/// Ticks of an axis, at most about.
const TICKS: usize = 5;

thread_local! {
    static KNOWN: RefCell<Vec<(Rc<Field>, Rc<Relief>)>> = const { RefCell::new(Vec::new()) };
    /// What was told last; the page reads it before it asks again.
    static TOLD: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
    static CROWD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

plain! {
    landscape(relief: &Relief, picture: &Picture, viewport: &Viewport, theme: &Theme) as "Landscape" {
        "columns": "number" = relief.size().0 as f64,
        "rows": "number" = relief.size().1 as f64,
        // Heights as 32-bit numbers at this address, row by row from the low end; NaN where there is none.
        "at": "number" = told(relief.heights().iter().copied()),
        "box": "[left: number, top: number, right: number, bottom: number]" = {
            let (left, top, right, bottom) = viewport.rectangle();
            [left, top, right, bottom].map(|x| x / viewport.ratio).to_vec()
        },
        "levels": "number[]" = relief.levels().to_vec(),
        "bands": "[red: number, green: number, blue: number][]" = list(theme.bands, rgb),
        "line": "[red: number, green: number, blue: number]" = rgb(theme.contour.0),
        "strength": "number" = theme.contour.1,
        // Places without value, as shares along and up.
        "holes": "[left: number, right: number, low: number, high: number][]" = holes(picture),
        "ticks": "[share: number, text: string][][]" = vec![along(&picture.x), along(&picture.y), upwards(relief)],
    }
}
plain! {
    laid(count: usize, at: f64, crowd: Option<f64>) as "Laid" {
        // Marks, as so many 32-bit numbers at this address.
        "count": "number" = count as f64,
        "marks": "number" = at,
        // The address of an image of 128 × 96.
        "crowd?": "number" = crowd,
    }
}

/// The landscape of a panel; nothing where it has no field.
pub(super) fn surface(scene: &dyn Scene, panel: usize, viewport: &Viewport, theme: &Theme) -> Value {
    let picture = scene.picture(panel, Layer::Still);
    picture.field.as_ref().map(|field| landscape(&known(field), &picture, viewport, theme)).into()
}

/// The marks on it: those that stand still, then those that move.
pub(super) fn on_it(scene: &dyn Scene, panel: usize, theme: &Theme) -> Value {
    let (still, moving) = (scene.picture(panel, Layer::Still), scene.picture(panel, Layer::Moving));
    let Some(field) = &still.field else { return Value::Null };
    let mut laying =
        Laying { relief: known(field), still: &still, theme, out: Vec::new(), planes: Vec::new() };
    still.marks.iter().chain(&moving.marks).for_each(|mark| laying.mark(mark));
    let crowd = (!moving.clouds.is_empty()).then(|| {
        CROWD.with_borrow_mut(|crowd| {
            *crowd = shade_clouds(&moving.clouds, theme);
            crowd.as_ptr() as usize as f64
        })
    });
    let out = laying.out;
    laid(out.len(), told(out), crowd)
}

/// Keeps numbers for the page; gives their address.
fn told(numbers: impl IntoIterator<Item = f32>) -> f64 {
    TOLD.with_borrow_mut(|told| {
        told.clear();
        told.extend(numbers);
        told.as_ptr() as usize as f64
    })
}

fn known(field: &Rc<Field>) -> Rc<Relief> {
    KNOWN.with_borrow_mut(|known| {
        if let Some((_, relief)) = known.iter().find(|(other, _)| Rc::ptr_eq(other, field)) {
            return relief.clone();
        }
        known.truncate(FIGURES - 1);
        let relief = Rc::new(Relief::of(field));
        known.insert(0, (field.clone(), relief.clone()));
        relief
    })
}

fn rgb(rgb: [u8; 3]) -> Value {
    rgb.map(f64::from).to_vec().into()
}

/// What covers places without value on the map.
fn holes(picture: &Picture) -> Value {
    let bars = picture.marks.iter().filter_map(|mark| match mark {
        Mark::Bars { bars, .. } => Some(bars),
        _ => None,
    });
    let (x, y) = (&picture.x, &picture.y);
    list(bars.flatten(), |[left, right, low, high]| {
        vec![x.share(*left), x.share(*right), y.share(*low), y.share(*high)].into()
    })
}

fn along(axis: &Axis) -> Value {
    list(axis.ticks(TICKS), |(value, text)| vec![Value::from(axis.share(value)), text.into()].into())
}

/// Round values at heights that are far enough from each other.
fn upwards(relief: &Relief) -> Value {
    let round = |value: f64| {
        let unit = libm::pow(10.0, libm::floor(libm::log10(value.abs())));
        if unit > 0.0 { libm::round(value / unit) * unit } else { value }
    };
    let mut ticks: Vec<(f64, f64)> = Vec::new();
    for k in 0..=4 {
        let value = relief.value_at(0.25 * f64::from(k));
        // Next to nothing is nothing.
        let value = if value.abs() < 1e-4 * relief.value_at(1.0).abs() { 0.0 } else { round(value) };
        let height = relief.height_of(value);
        if height < 1.0 && ticks.iter().all(|(other, _)| (other - height).abs() > 0.12) {
            ticks.push((height, value));
        }
    }
    list(ticks, |(height, value)| vec![Value::from(height), fixed(value, 1).into()].into())
}

/// Marks as numbers. Each has a head of nine: kind, red, green, blue, opacity, two or three lengths, how many points; then its
/// points, three numbers each: shares along and up, and the height.
struct Laying<'a> {
    relief: Rc<Relief>,
    still: &'a Picture,
    theme: &'a Theme,
    out: Vec<f32>,
    /// Where arrows ended, with height and slope of the plane they lie in: the next one may go on there.
    planes: Vec<(Xy, f64, Xy)>,
}

impl Laying<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Path { points, ink, width, dash } => {
                let points = points.iter().map(|point| self.share(*point)).collect::<Vec<_>>();
                for part in clipped(points.iter().copied(), (0.0, 0.0, 1.0, 1.0)) {
                    let laid = self.relief.draped(&part);
                    self.put(0.0, *ink, [*width, dash.0, dash.1], &laid);
                }
            }
            Mark::Dots { points, shape, radius, ink, rim } => {
                let inside = |(u, v): &Xy| (0.0..=1.0).contains(u) && (0.0..=1.0).contains(v);
                let points = points.iter().map(|point| self.share(*point)).filter(inside);
                let laid: Vec<[f64; 3]> = points.map(|(u, v)| [u, v, self.relief.height((u, v))]).collect();
                let shape = SHAPES.iter().position(|other| other == shape).unwrap_or(0);
                self.put(1.0, *ink, [*radius, shape as f64, f64::from(*rim)], &laid);
            }
            Mark::Arrow { from, to, ink, width, dash } => {
                self.arrow(*from, *to, *ink, [*width, dash.0, dash.1])
            }
            Mark::Arc { at, radius, share, ink, width } => {
                let (u, v) = self.share(*at);
                let laid = [[u, v, self.relief.height((u, v))]];
                self.put(3.0, *ink, [*width, *radius, *share], &laid);
            }
            // Holes are cut out of the surface, and no map has areas.
            Mark::Bars { .. } | Mark::Area { .. } => {}
        }
    }
    /// An arrow in the plane that touches the surface where it begins, or, where it goes on from another one, in that one's.
    fn arrow(&mut self, from: Xy, to: Xy, ink: Ink, lengths: [f64; 3]) {
        let (a, b) = (self.share(from), self.share(to));
        let inside = (0.0..=1.0).contains(&a.0) && (0.0..=1.0).contains(&a.1);
        if !(inside && b.0.is_finite() && b.1.is_finite()) {
            return;
        }
        let before =
            self.planes.iter().find(|(end, ..)| *end == a).map(|&(_, height, slope)| (height, slope));
        let (height, slope) = before.unwrap_or_else(|| (self.relief.height(a), self.relief.slope(a)));
        let (du, dv) = (b.0 - a.0, b.1 - a.1);
        let end = (height + slope.0 * du + slope.1 * dv).clamp(-0.3, 1.4);
        self.planes.push((b, end, slope));
        self.put(2.0, ink, lengths, &[[a.0, a.1, height], [b.0, b.1, end]]);
    }
    fn share(&self, (x, y): Xy) -> Xy {
        (self.still.x.share(x), self.still.y.share(y))
    }
    fn put(&mut self, kind: f64, ink: Ink, lengths: [f64; 3], points: &[[f64; 3]]) {
        if points.is_empty() {
            return;
        }
        let [r, g, b] = self.theme.rgb(ink).map(f64::from);
        let [one, two, three] = lengths;
        let head = [kind, r, g, b, ink.alpha, one, two, three, points.len() as f64];
        self.out.extend(head.iter().chain(points.iter().flatten()).map(|x| *x as f32));
    }
}

/// Forms, in the order in which the page knows them.
const SHAPES: [Shape; 7] =
    [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond, Shape::Cross, Shape::Plus, Shape::Ring];
