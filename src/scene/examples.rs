//! The examples of a scene on a regression: built in, or the reader's own. What is done to those of one's own is in `own`, which a first
//! visit does not fetch: it is lent to the scenes once it is there.

use super::parts::Control;
use super::settings::Settings;
use crate::chart::{Axis, Xy};
use crate::data::Pairs;
pub(super) use crate::objective::POINTS;
use crate::objective::{DATA_SET, DataSet};
use crate::param::{Notice, Param};
use std::cell::Cell;

/// Units in which runs are trained on them: their own, or standard deviations from the mean.
pub(super) static UNITS: Param = Param::choice("units", &["raw", "standardised"]);

/// Examples of the reader's own, and how they are shown.
type Own = (Pairs, Box<dyn Shown>);

/// What is done to a reader's own examples.
pub struct Lent {
    /// Those that are set; nothing where there are none.
    pub(super) read: fn(&Settings) -> Option<Own>,
    /// Reads a parameter beside them, as [`Param::parse`].
    pub(super) parse: fn(&Settings, &Param, &str) -> (String, Option<Notice>),
    /// A control as it is beside them.
    pub(super) control: fn(&Settings, &mut Control),
}

/// How examples of one's own are shown.
pub(super) trait Shown {
    /// Where one is.
    fn at(&self, i: usize) -> Xy;
    /// Axes that show all of them.
    fn axes(&self) -> (Axis, Axis);
    /// Height of the line of `θ` at x.
    fn line(&self, theta: Xy, x: f64) -> f64;
}

thread_local! {
    static LENT: Cell<Option<&'static Lent>> = const {
        Cell::new(if cfg!(any(not(target_arch = "wasm32"), feature = "library")) { Some(&super::own::LENT) } else { None })
    };
}

/// From now on readers may have examples of their own.
pub fn lend(lent: &'static Lent) {
    LENT.with(|own| own.set(Some(lent)));
}

/// What is lent, once it is there.
pub(super) fn lent() -> Option<&'static Lent> {
    LENT.with(Cell::get)
}

/// Examples as runs are trained on them, and how they are shown where they are the reader's own.
pub(super) struct Examples {
    pub(super) data: Pairs,
    pub(super) own: Option<Box<dyn Shown>>,
}

impl Examples {
    /// Those that are set.
    pub(super) fn of(settings: &Settings) -> Self {
        match lent().and_then(|lent| (lent.read)(settings)) {
            Some((data, own)) => Self { data, own: Some(own) },
            None => Self { data: settings.choice(&DATA_SET).pairs(), own: None },
        }
    }
    /// Takes no more than the first `most`.
    pub(super) fn take(&mut self, most: usize) {
        self.data.x.truncate(most);
        self.data.y.truncate(most);
    }
    /// Their number N.
    pub(super) fn len(&self) -> usize {
        self.data.x.len()
    }
    /// Where one is shown.
    pub(super) fn at(&self, i: usize) -> Xy {
        self.own.as_ref().map_or_else(|| (self.data.x[i], self.data.y[i]), |own| own.at(i))
    }
    /// Axes that show all of them, with room around.
    pub(super) fn axes(&self) -> (Axis, Axis) {
        self.own.as_ref().map_or_else(|| around(&self.data), |own| own.axes())
    }
    /// Height of the line of `θ` at x, as it is shown.
    pub(super) fn line(&self, theta: Xy, x: f64) -> f64 {
        self.own.as_ref().map_or_else(|| theta.0 + theta.1 * x, |own| own.line(theta, x))
    }
    /// The line of `θ` across its axes.
    pub(super) fn across(&self, theta: Xy) -> Vec<Xy> {
        let (x, _) = self.axes();
        [x.low, x.high].map(|x| (x, self.line(theta, x))).to_vec()
    }
    /// Keys of what they run along and up.
    pub(super) fn names(&self, settings: &Settings) -> [&'static str; 2] {
        if self.own.is_none() && settings.choice(&DATA_SET) == DataSet::Linnerud {
            ["axis.feature", "axis.target"]
        } else {
            ["axis.x", "axis.y"]
        }
    }
}

/// Axes that show all of some examples, with room around.
pub(super) fn around(data: &Pairs) -> (Axis, Axis) {
    (Axis::around(&data.x, 0.12), Axis::around(&data.y, 0.12))
}

/// A built-in set was chosen, which takes the place of the reader's own; or those were, and what counts examples goes up to their number.
pub(super) fn chosen(settings: &mut Settings, param: &Param) {
    if param.name == DATA_SET.param.name {
        settings.put(&POINTS, "");
    } else if param.name == POINTS.name {
        settings.fit();
    }
}
