//! What a reader does to the examples of a scene: they become the reader's own. Reached only through the page's part `extras`.

mod lent;
mod presets;
mod table;
#[cfg(test)]
mod tests;

pub use lent::{LENT, widest};

use self::lent::{hold, is_standardised};
use super::examples::{Examples, POINTS, UNITS};
use super::parts::Sentence;
use super::stage::Stage;
use super::{Figure, Scene, Settings};
use crate::chart::{Axis, Xy};
use crate::data::{MOST, Pairs, spread, standardised};
use crate::decimal;
use crate::named::{Named, named};
use crate::objective::{DATA_SET, DataSet};
use crate::param::Given;
use std::any::Any;

/// Most examples that the page writes into a link.
pub const LINKED: usize = 40;

named! {
    /// Examples that make a lesson.
    pub enum Preset {
        /// One of twenty lies far from the line of the others.
        Outlier = "outlier",
        /// y does not depend on x.
        Unrelated = "unrelated",
        /// Two groups, each without a slope of its own.
        Clusters = "clusters",
        /// The twenty people, waist in metres and pull-ups as they were counted.
        Unscaled = "unscaled",
        /// As many as there may be.
        Many = "many",
    }
}

/// One thing that a reader does to examples.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Moves one to a place; true when it is let go there.
    Move(usize, Xy, bool),
    /// Gives one another place by numbers.
    Put(usize, Xy),
    /// Puts a new one there.
    Add(Xy),
    /// Takes one away.
    Remove(usize),
    /// Takes those of a table: two columns, as spreadsheets copy and save them.
    Table(String),
    /// Takes those of a preset.
    Take(Preset),
    /// Trains on standardised ones, or on them as they are.
    Standardise(bool),
    /// Goes back to the twenty people.
    People,
}

/// How the examples of a scene stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// All of them, as they are shown.
    pub shown: Pairs,
    /// Whether they are the reader's own.
    pub own: bool,
    /// Whether runs are trained on standardised ones.
    pub standardised: bool,
    /// Condition number of the loss on them as they are and on standardised ones; nothing where all x are equal.
    pub condition: [Option<f64>; 2],
}

/// What a scene on a regression lends.
pub(super) struct Hands<'a> {
    pub(super) settings: &'a Settings,
    pub(super) examples: &'a mut Examples,
    pub(super) stage: &'a mut Stage,
}

/// The examples of a scene; nothing where it has none that can be changed.
fn hands(scene: &mut dyn Scene) -> Option<Hands<'_>> {
    let scene: &mut dyn Any = scene;
    if scene.is::<Figure<super::full_vs_one::FullVsOneScene>>() {
        return scene.downcast_mut().map(Figure::<super::full_vs_one::FullVsOneScene>::hands);
    }
    scene.downcast_mut().map(Figure::<super::batches::BatchesScene>::hands)
}

impl Hands<'_> {
    /// All examples; those that are built in rounded, for they are going to be written out.
    fn points(&self) -> Pairs {
        Pairs::read(self.settings.text(&POINTS)).unwrap_or_else(|| {
            let (mut points, [x, y]) = (self.examples.data.clone(), self.units());
            for k in 0..points.x.len() {
                (points.x[k], points.y[k]) = (rounded(points.x[k], x), rounded(points.y[k], y));
            }
            points
        })
    }
    /// Steps along both axes that nobody sees: about a thousandth of what is shown.
    fn units(&self) -> [f64; 2] {
        let (x, y) = self.examples.axes();
        let unit = |axis: &Axis| libm::pow(10.0, libm::floor(libm::log10(axis.high - axis.low)) - 3.0);
        [unit(&x), unit(&y)]
    }
    /// Something is on the move, or no longer: axes stand still meanwhile, and the map is drawn in haste.
    fn hold(&mut self, moving: bool) {
        hold(moving.then(|| self.examples.axes()));
        self.stage.hurry(moving);
    }
}

/// The examples of a scene that shows none of them, but of whose coordinates a formula may speak.
fn spoken_of(scene: &dyn Scene) -> Option<Standing> {
    let all = scene.controls();
    let data = all.iter().find(|control| control.name == DATA_SET.param.name)?;
    let query = scene.query();
    let points = query.iter().find(|(name, _)| name == POINTS.name).and_then(|(_, text)| Pairs::read(text));
    let own = points.is_some();
    let built_in = || DataSet::named(&data.value).map(DataSet::pairs);
    Some(Standing { shown: points.or_else(built_in)?, own, standardised: false, condition: [None; 2] })
}

/// Takes a table for a scene that shows none of its examples.
fn take(scene: &mut dyn Scene, table: &str) -> Vec<Sentence> {
    match table::read(table) {
        Ok((points, said)) => {
            scene.set(POINTS.name, &text(&points), None);
            said
        }
        Err(sentence) => vec![sentence],
    }
}

/// How the examples stand; nothing where a scene has none that can be changed.
pub fn standing(scene: &mut dyn Scene) -> Option<Standing> {
    let Some(hands) = hands(scene) else { return spoken_of(scene) };
    let (shown, own) = (hands.points(), hands.examples.own.is_some());
    let condition = [condition(&shown.x), condition(&standardised(&shown.x))];
    Some(Standing { shown, own, standardised: own && is_standardised(hands.settings), condition })
}

/// Does what the reader does; what is to be said of it, and the example that it was about.
pub fn edit(scene: &mut dyn Scene, edit: Edit) -> (Vec<Sentence>, Option<usize>) {
    let Some(mut own) = hands(scene) else {
        let Edit::Table(table) = &edit else { return (Vec::new(), None) };
        return (take(scene, table), None);
    };
    let (mut points, units) = (own.points(), own.units());
    let count = points.x.len();
    own.hold(matches!(edit, Edit::Move(_, _, false)));
    let near = |(x, y): Xy| (rounded(x, units[0]), rounded(y, units[1]));
    match edit {
        Edit::Move(index, to, _) if index < count => {
            (points.x[index], points.y[index]) = near(to);
            (put(scene, &points), Some(index))
        }
        Edit::Put(index, to) if index < count => {
            (points.x[index], points.y[index]) = to;
            (put(scene, &points), Some(index))
        }
        Edit::Move(..) | Edit::Put(..) => (Vec::new(), None),
        Edit::Add(_) if count == MOST => {
            scene.set(POINTS.name, &text(&points), None);
            (vec![("data.most", vec![("most", (MOST as f64).into())])], None)
        }
        Edit::Add(at) => {
            let (x, y) = near(at);
            points.x.push(x);
            points.y.push(y);
            (put(scene, &points), Some(count))
        }
        Edit::Remove(index) if index < count && count > 2 => {
            points.x.remove(index);
            points.y.remove(index);
            (put(scene, &points), Some(index.min(count - 2)))
        }
        Edit::Remove(_) => {
            scene.set(POINTS.name, &text(&points), None);
            (vec![("data.few", Vec::new())], None)
        }
        Edit::Table(text) => match table::read(&text) {
            Ok((points, mut said)) => {
                said.extend(replace(scene, &points, true));
                (said, None)
            }
            Err(sentence) => (vec![sentence], None),
        },
        Edit::Take(preset) => (replace(scene, &presets::examples(preset), false), None),
        Edit::Standardise(on) => {
            let said = put(scene, &points);
            scene.set(UNITS.name, units_called(on), None);
            (said, None)
        }
        Edit::People => {
            scene.set(DATA_SET.param.name, DataSet::Linnerud.name(), None);
            scene.set(UNITS.name, UNITS.default, None);
            scene.set("start", "", None);
            fit(scene, count);
            (Vec::new(), None)
        }
    }
}

/// As a file for spreadsheets, with names above the columns.
pub fn csv(points: &Pairs) -> String {
    format!("x,y\r\n{}\r\n", written(points, "\r\n"))
}

/// As a link writes them.
fn text(points: &Pairs) -> String {
    written(points, ",")
}

fn written(points: &Pairs, between: &str) -> String {
    let mut text = String::new();
    for (x, y) in points.x.iter().zip(&points.y) {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(&decimal::text(*x));
        text.push(',');
        text.push_str(&decimal::text(*y));
    }
    text
}

fn units_called(standardised: bool) -> &'static str {
    if standardised { lent::STANDARDISED } else { UNITS.default }
}

/// Takes other examples, on which no run has its own start yet.
fn replace(scene: &mut dyn Scene, points: &Pairs, standard: bool) -> Vec<Sentence> {
    let said = put(scene, points);
    scene.set(UNITS.name, units_called(standard), None);
    scene.set("start", "", None);
    said
}

/// Sets examples, and what is counted in them; tells what is odd about them.
fn put(scene: &mut dyn Scene, points: &Pairs) -> Vec<Sentence> {
    let before = standing(scene).map_or(0, |standing| standing.shown.x.len());
    scene.set(POINTS.name, &text(points), None);
    if points.x.len() != before {
        fit(scene, before);
    }
    let flat = points.x.iter().all(|x| *x == points.x[0]);
    if flat { vec![("data.equal", Vec::new())] } else { Vec::new() }
}

/// What is counted in examples follows their number: the full batch stays full, no batch is larger, all are used.
fn fit(scene: &mut dyn Scene, before: usize) {
    let Some(now) = standing(scene).map(|standing| standing.shown.x.len()) else { return };
    let Some(own) = hands(scene) else { return };
    let Some(sizes) = own.settings.called("batch-sizes") else {
        scene.set("examples", &now.to_string(), None);
        return;
    };
    let (mut list, mut text): (Vec<usize>, String) = Default::default();
    for size in own.settings.list(sizes) {
        let size = if size == before { now } else { size.min(now) };
        if !list.contains(&size) {
            text.push_str(if list.is_empty() { "" } else { "," });
            text.push_str(&size.to_string());
            list.push(size);
        }
    }
    scene.set(sizes.name, &text, None);
}

/// The nearest multiple of a power of ten, without what binary fractions add.
fn rounded(value: f64, unit: f64) -> f64 {
    if unit < 1.0 {
        let per = libm::round(1.0 / unit);
        libm::round(value * per) / per
    } else {
        libm::round(value / unit) * unit
    }
}

/// λmax/λmin of the loss's Hessian 2 [[1, mean x], [mean x, mean x²]]; nothing where all x are equal.
fn condition(x: &[f64]) -> Option<f64> {
    let (mean, per) = spread(x);
    if per == 0.0 {
        return None;
    }
    // The product of both is the variance: a difference of large numbers would lose it.
    let variance = 1.0 / (per * per);
    let half = (1.0 + mean * mean + variance) / 2.0;
    let largest = half + (half * half - variance).max(0.0).sqrt();
    Some(largest * largest / variance)
}
