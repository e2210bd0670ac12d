//! What scenes are lent for a reader's own examples.

use crate::chart::{Axis, Xy};
use crate::data::{MOST, Pairs, spread, standardised};
use crate::objective::DATA_SET;
use crate::param::{Given, Kind, Notice, Param};
use crate::scene::Control;
use crate::scene::examples::{Lent, POINTS, Shown, UNITS, around};
use crate::scene::settings::Settings;
use std::cell::RefCell;

/// What is done to a reader's own examples.
pub static LENT: Lent = Lent { read, parse, control };

/// The other units, beside the default.
pub(super) const STANDARDISED: &str = "standardised";

/// Parameters that are counted in examples.
const COUNTED: [&str; 3] = ["batch-sizes", "batch-size", "examples"];

thread_local! {
    /// Axes of what is being dragged.
    static HELD: RefCell<Option<(Axis, Axis)>> = const { RefCell::new(None) };
}

/// Axes that stand still from now on, until it is called without them; those that stand already stay.
pub(super) fn hold(axes: Option<(Axis, Axis)>) {
    HELD.with_borrow_mut(|held| *held = axes.map(|axes| held.take().unwrap_or(axes)));
}

pub(super) fn is_standardised(settings: &Settings) -> bool {
    settings.text(&UNITS) == STANDARDISED
}

/// A reader's own examples, as they are shown.
struct Own {
    shown: Pairs,
    /// Mean and reciprocal deviation of x and of y that are taken out.
    taken: [(f64, f64); 2],
    held: Option<(Axis, Axis)>,
}

impl Shown for Own {
    fn at(&self, i: usize) -> Xy {
        (self.shown.x[i], self.shown.y[i])
    }
    fn axes(&self) -> (Axis, Axis) {
        self.held.clone().unwrap_or_else(|| around(&self.shown))
    }
    fn line(&self, (w0, w1): Xy, x: f64) -> f64 {
        let [(mean_x, per_x), (mean_y, per_y)] = self.taken;
        let deviation = if per_y > 0.0 { 1.0 / per_y } else { 0.0 };
        mean_y + deviation * (w0 + w1 * ((x - mean_x) * per_x))
    }
}

fn read(settings: &Settings) -> Option<(Pairs, Box<dyn Shown>)> {
    let shown = Pairs::read(settings.text(&POINTS))?;
    let (mut data, mut taken) = (shown.clone(), [(0.0, 1.0); 2]);
    if is_standardised(settings) {
        data = Pairs { x: standardised(&shown.x), y: standardised(&shown.y) };
        taken = [spread(&shown.x), spread(&shown.y)];
    }
    let held = HELD.with_borrow(Clone::clone);
    Some((data, Box::new(Own { shown, taken, held })))
}

/// What is counted in examples goes up to their number, where there are some of one's own.
fn beside(settings: &Settings, param: &Param) -> Param {
    let points = settings.text(&POINTS);
    if points.is_empty() { *param } else { counted(param, points.split(',').count() / 2) }
}

/// A parameter as it is beside the most examples.
pub fn widest(param: &Param) -> Param {
    counted(param, MOST)
}

fn counted(param: &Param, count: usize) -> Param {
    let mut own = *param;
    if let (Kind::List { max, .. } | Kind::Integer { max, .. }, true) =
        (&mut own.kind, COUNTED.contains(&param.name))
    {
        *max = count as f64;
    }
    own
}

fn parse(settings: &Settings, param: &Param, text: &str) -> (String, Option<Notice>) {
    if param.name != POINTS.name || text.is_empty() || Pairs::read(text).is_some() {
        return beside(settings, param).parse(text);
    }
    let notice = Notice { key: "notice.points", ..param.told(text, param.default) };
    (param.default.to_owned(), Some(notice))
}

fn control(settings: &Settings, control: &mut Control) {
    let Some(param) = control.param else { return };
    control.param = Some(beside(settings, &param));
    // Examples of one's own are of no built-in set.
    if param.name == DATA_SET.param.name && !settings.text(&POINTS).is_empty() {
        control.value.clear();
    }
}
