//! Examples of a reader's own, between the page and a scene.

use super::convert::list;
use super::values;
use crate::chart::{Viewport, Xy};
use crate::decimal;
use crate::named::Named;
use crate::scene::{Edit, Scene, Sentence, own};
use crate::value::{Value, map};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a reader does to examples; places are in CSS pixels of the picture of the data, `x` and `y` of `put` are values. */
export interface EditWish {
  do: 'look' | 'find' | 'move' | 'put' | 'add' | 'remove' | 'table' | 'preset' | 'standardise' | 'people';
  index?: number;
  x?: number;
  y?: number;
  /** Let go; switched on; `look` with all of it, as a file. */
  on?: boolean;
  /** How near `find` looks, in CSS pixels. */
  reach?: number;
  /** A table, or the name of a preset. */
  text?: string;
}
"#;

plain! {
    edited(state: own::Standing, chosen: Option<(usize, Xy, Xy)>, said: Vec<Sentence>, whole: bool) as "Edited" {
        "count": "number" = state.shown.x.len() as f64,
        "own": "boolean" = state.own,
        "linked": "boolean" = state.shown.x.len() <= own::LINKED,
        "most": "number" = own::LINKED as f64,
        "standardised": "boolean" = state.standardised,
        "condition": "[raw: string, standardised: string]" = state.condition.map(ratio).to_vec(),
        "csv?": "string" = whole.then(|| own::csv(&state.shown)),
        "chosen?": "{ index: number, at: [x: number, y: number], x: string, y: string }" = chosen.map(one),
        "said": "Sentence[]" = list(said, values::sentence),
    }
}
plain! {
    one(chosen: (usize, Xy, Xy)) as "ChosenExample" {
        "index": "number" = chosen.0 as f64,
        "at": "[x: number, y: number]" = vec![chosen.1.0, chosen.1.1],
        "x": "string" = decimal::text(chosen.2.0),
        "y": "string" = decimal::text(chosen.2.1),
    }
}

/// A condition number for readers.
fn ratio(condition: Option<f64>) -> String {
    condition.map_or_else(|| "∞".to_owned(), |ratio| decimal::fixed(ratio, 3))
}

/// Does what a wish says to the examples of a scene, whose picture and its place are given; nothing where there are none.
pub(super) fn edit(scene: &mut dyn Scene, view: Option<(usize, Viewport)>, wish: &Value) -> Value {
    let text = |name: &str| wish.get(name).and_then(Value::as_text).unwrap_or_default();
    let number = |name: &str| wish.get(name).and_then(Value::as_number).unwrap_or(f64::NAN);
    let on = matches!(wish.get("on"), Some(Value::Bool(true)));
    let (index, place) = (number("index") as usize, (number("x"), number("y")));
    let at = |view: &Viewport| view.data(place);
    let (kind, usable) = (text("do"), place.0.is_finite() && place.1.is_finite());
    let wanted = match (kind, view.as_ref().map(|(_, view)| view)) {
        ("move", Some(view)) if usable => Some(Edit::Move(index, at(view), on)),
        ("add", Some(view)) if usable => Some(Edit::Add(at(view))),
        ("put", _) if usable => Some(Edit::Put(index, place)),
        ("remove", _) => Some(Edit::Remove(index)),
        ("table", _) => Some(Edit::Table(text("text").to_owned())),
        ("preset", _) => own::Preset::named(text("text")).map(Edit::Take),
        ("standardise", _) => Some(Edit::Standardise(on)),
        ("people", _) => Some(Edit::People),
        _ => None,
    };
    let whole = kind == "look" && on;
    let (said, about) = wanted.map_or_else(Default::default, |wanted| own::edit(scene, wanted));
    let Some(state) = own::standing(scene) else { return Value::Null };
    let Some((panel, view)) = view else { return edited(state, None, said, whole) };
    // Axes may be others by now; the picture is where it was.
    let (x, y) = scene.axes(panel);
    let seen = |i: usize| {
        let own = (state.shown.x[i], state.shown.y[i]);
        let (left, top, right, bottom) = view.rectangle();
        let (across, up) = (x.share(own.0), y.share(own.1));
        ((left + (right - left) * across) / view.ratio, (bottom - (bottom - top) * up) / view.ratio)
    };
    let count = state.shown.x.len();
    let off = |i: &usize| libm::hypot(seen(*i).0 - place.0, seen(*i).1 - place.1);
    let nearest =
        || (0..count).min_by(|a, b| off(a).total_cmp(&off(b))).filter(|i| off(i) <= number("reach"));
    let index = if kind == "find" { nearest() } else { about.or(Some(index).filter(|_| kind == "look")) };
    let chosen = index.filter(|i| *i < count).map(|i| (i, seen(i), (state.shown.x[i], state.shown.y[i])));
    edited(state, chosen, said, whole)
}
