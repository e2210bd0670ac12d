//! Plain values for the page. Each list of fields is written once: it makes the object, and its TypeScript type.

use super::convert::list;
use crate::chart::{DASHES, Of, Rgb, Shape, Theme, Xy, ink};
use crate::named::Named;
use crate::param::{self, Kind, MOST, Param, Scale};
use crate::scene;
use crate::scene::{Args, Swatch};
use crate::value::{Value, map};
use wasm_bindgen::prelude::*;

/// `make(source, …) as "Name" { "field": "type" = value, … }`: a function that makes the object, and an exported interface.
macro_rules! plain {
    ($make:ident($($from:ident: $type:ty),+) as $name:literal { $($key:literal: $ts:literal = $value:expr),+ $(,)? }) => {
        pub(super) fn $make($($from: $type),+) -> Value {
            // "key?" is a field that may be missing.
            map([$(($key.trim_end_matches('?'), Value::from($value))),+])
        }
        const _: () = {
            #[wasm_bindgen(typescript_custom_section)]
            const TYPE: &str = concat!("export interface ", $name, " {", $(" ", $key, ": ", $ts, ";",)+ " }\n");
        };
    };
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "export type Args = Record<string, string | number>;\n";

plain! {
    notice(notice: param::Notice) as "Notice" {
        "key": "string" = notice.key,
        "args": "Args" = texts(notice.args),
    }
}
plain! {
    sentence(sentence: scene::Sentence) as "Sentence" {
        "key": "string" = sentence.0,
        "args": "Args" = args(sentence.1),
    }
}
plain! {
    legend(run: usize, name: scene::Sentence) as "LegendInfo" {
        "run": "number" = run as f64,
        "key": "string" = name.0,
        "args": "Args" = args(name.1),
    }
}
plain! {
    colour(name: String, rgb: Rgb) as "Colour" {
        "name": "string" = name,
        "value": "string" = css(rgb),
    }
}
plain! {
    choice(param: &Param, value: &str) as "Choice" {
        "value": "string" = value,
        "label": "string" = format!("choice.{}.{value}", param.name),
    }
}
plain! {
    param(param: &Param) as "Param" {
        "name": "string" = param.name,
        "label": "string" = format!("param.{}", param.name),
        "unit": "string" = param.unit,
        "was": "string[]" = list(param.was.iter().copied(), Value::from),
        "default": "string" = param.default,
        "kind": "'number' | 'integer' | 'choice' | 'point' | 'list' | 'text'" = kind(param.kind),
        "min?": "number" = numbers(param.kind).map(|numbers| numbers.min),
        "max?": "number" = numbers(param.kind).map(|numbers| numbers.max),
        "step?": "number" = numbers(param.kind).map(|numbers| numbers.step),
        "scale?": "'linear' | 'log'" = numbers(param.kind).map(|numbers| numbers.scale),
        "most?": "number" = matches!(param.kind, Kind::List { .. }).then_some(MOST as f64),
        "choices?": "Choice[]" = choices(param),
    }
}
plain! {
    entry(entry: &scene::Entry) as "SceneInfo" {
        "id": "string" = entry.id,
        "params": "Param[]" = list((entry.params)(), param),
    }
}
plain! {
    panel(panel: scene::PanelInfo) as "PanelInfo" {
        "id": "string" = panel.id,
        "aspect": "number" = panel.aspect,
        "deeper": "boolean" = panel.deeper,
        "x": "string" = panel.x,
        "y": "string" = panel.y,
        "label": "string" = panel.label,
    }
}
plain! {
    timeline(timeline: scene::Timeline) as "TimelineInfo" {
        "time": "number" = timeline.time,
        "duration": "number" = timeline.duration,
        "ended": "boolean" = timeline.ended,
        "pending": "boolean" = timeline.pending,
        "rests": "boolean" = timeline.rests,
        "stops": "boolean" = timeline.stops,
    }
}
plain! {
    handle(handle: scene::HandleInfo, at: Xy) as "HandleInfo" {
        "id": "string" = handle.id,
        "panel": "number" = handle.panel as f64,
        "x": "number" = at.0,
        "y": "number" = at.1,
        "label": "string" = handle.label,
        "args": "Args" = args(handle.args),
    }
}
plain! {
    prediction(asked: scene::Prediction) as "PredictionInfo" {
        "question": "string" = asked.question,
        "choices": "string[]" = asked.choices,
        "chosen?": "number" = asked.chosen.map(|choice| choice as f64),
        "args": "Args" = args(asked.args),
        "right?": "number" = asked.right.map(|choice| choice as f64),
        "verdict?": "Sentence" = asked.verdict.map(sentence),
    }
}
plain! {
    traits(traits: scene::Traits) as "Traits" {
        "heavy": "boolean" = traits.heavy,
        "formula": "boolean" = traits.formula,
        "runs": "boolean" = traits.runs,
        "ledger": "boolean" = traits.ledger,
        "pins": "boolean" = traits.pins,
    }
}
plain! {
    guide(guide: scene::Guide) as "GuideInfo" {
        "steps": "number" = guide.steps as f64,
        "at?": "number" = guide.at.map(|step| step as f64),
        "moving": "boolean" = guide.moving,
        "recipes": "boolean" = guide.recipes,
        "on": "string[]" = list(guide.on.iter().copied(), Value::from),
    }
}
plain! {
    label(label: scene::Label, at: Xy, theme: &Theme) as "LabelInfo" {
        "panel": "number" = label.panel as f64,
        "x": "number" = at.0,
        "y": "number" = at.1,
        "side": "'right' | 'left' | 'above' | 'below' | 'upon'" = label.side.name(),
        "color": "string" = css(theme.rgb(ink(label.of))),
        "key": "string" = label.key,
        "args": "Args" = args(label.args),
    }
}
plain! {
    claim(claim: scene::Claim) as "ClaimInfo" {
        "key": "string" = claim.key,
        "standing": "'holds' | 'conditional' | 'fails' | 'unclear' | 'report'" =
            claim.standing.map_or("report", Named::name),
        "args": "Args" = args(claim.args),
    }
}
plain! {
    cell(cell: (&'static str, String)) as "Cell" {
        "key": "string" = cell.0,
        "text": "string" = cell.1,
    }
}
plain! {
    readout(row: scene::Readout, look: Look) as "ReadoutInfo" {
        "label": "string" = row.label,
        "args": "Args" = args(row.args),
        "color": "string" = css(look.rgb),
        "dash": "string" = look.dash,
        "marker": "string" = look.shape.name(),
        "values": "Cell[]" = list(row.values, cell),
        "diverged?": "number" = row.diverged_at.map(|update| update as f64),
    }
}
plain! {
    control(control: scene::Control) as "Control" {
        "name": "string" = control.name,
        "label": "string" =
            format!("{}.{}", if control.param.is_some() { "param" } else { "command" }, control.name),
        "param?": "Param" = control.param.map(|own| param(&own)),
        "value": "string" = control.value,
        "run?": "number" = control.run.map(|run| run as f64),
        "group": "'main' | 'more' | 'run' | 'run-more'" = control.group.name(),
        "enabled": "boolean" = control.enabled,
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Number { .. } => "number",
        Kind::Integer { .. } => "integer",
        Kind::Choice(_) => "choice",
        Kind::Point => "point",
        Kind::List { .. } => "list",
        Kind::Text(_) => "text",
    }
}

/// How a number, or each member of a list, runs.
struct Numbers {
    min: f64,
    max: f64,
    step: f64,
    scale: &'static str,
}

fn numbers(kind: Kind) -> Option<Numbers> {
    let (min, max, step, scale) = match kind {
        Kind::Number { min, max, step, scale } => (min, max, step, scale),
        Kind::Integer { min, max, scale } => (min, max, 1.0, scale),
        Kind::List { min, max } => (min, max, 1.0, Scale::Linear),
        Kind::Choice(_) | Kind::Point | Kind::Text(_) => return None,
    };
    let scale = if scale == Scale::Log { "log" } else { "linear" };
    Some(Numbers { min, max, step, scale })
}

fn choices(param: &Param) -> Option<Value> {
    let Kind::Choice(names) = param.kind else { return None };
    Some(list(names.iter(), |name| choice(param, name)))
}

/// How a run or a symbol looks in the pictures, for a legend.
pub(super) struct Look {
    rgb: Rgb,
    /// As an SVG dash array; "none" where there is no line.
    dash: String,
    shape: Shape,
}

impl Look {
    pub(super) fn of(swatch: Swatch, theme: &Theme) -> Self {
        let (of, dash, shape) = match swatch {
            Swatch::Run(run) => {
                let (dash, gap) = DASHES[run % DASHES.len()];
                let dash = if dash == 0.0 { String::new() } else { format!("{dash} {gap}") };
                (Of::Run(run), dash, Shape::RUNS[run % Shape::RUNS.len()])
            }
            Swatch::Symbol(shape, of) => (of, "none".to_owned(), shape),
        };
        Self { rgb: theme.rgb(ink(of)), dash, shape }
    }
}

pub(super) fn css([r, g, b]: Rgb) -> String {
    format!("rgb({r} {g} {b})")
}

fn args(parts: Args) -> Value {
    Value::Map(parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn texts(parts: Vec<(&'static str, String)>) -> Value {
    args(parts.into_iter().map(|(name, text)| (name, text.into())).collect())
}
