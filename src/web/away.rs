//! What of a figure can be taken away, as plain data: its runs, and what its pictures show.

use super::convert::list;
use super::values;
use crate::chart::{BANDS, Cloud, Field, Mark, Of, Picture, Theme, Viewport, Xy};
use crate::objective::offsets;
use crate::scene::{Layer, Scene, Taken, taken};
use crate::value::{Value, map};
use wasm_bindgen::prelude::*;

plain! {
    taken_run(run: Taken) as "TakenRun" {
        "name": "Sentence" = values::sentence(run.name),
        "experiment": "{ objective: { name: string, [field: string]: unknown }, optimizer: { name: string, learningRate: number, [field: string]: unknown }, start: number[], steps: number, schedule?: { name: string, steps?: number, factor?: number }, batch?: { size: number, order: string }, seed?: number }" = run.experiment,
    }
}
plain! {
    taken_runs(scene: &dyn Scene) as "Takings" {
        "runs": "TakenRun[]" = list(taken(scene), taken_run),
        "offsets": "number[]" = offsets().to_vec(),
    }
}
plain! {
    taken_mark(kind: &str, of: String, rows: Vec<Vec<f64>>) as "TakenMark" {
        "kind": "'line' | 'points' | 'arrow' | 'bars' | 'area' | 'arc'" = kind,
        "of": "string" = of,
        "rows": "number[][]" = rows,
    }
}
plain! {
    taken_field(field: &Field, viewport: &Viewport, theme: &Theme) as "TakenField" {
        "bands": "{ color: string, rings: number[][] }[]" = bands(field, viewport, theme),
        "line": "string" = values::css(theme.contour.0),
        "strength": "number" = theme.contour.1,
    }
}
plain! {
    taken_cloud(cloud: &Cloud, viewport: &Viewport, picture: &Picture) as "TakenCloud" {
        "of": "string" = part(cloud.of),
        "cells": "[x: number, y: number, count: number][]" = crowd(cloud, picture),
        "boxes": "[left: number, top: number, width: number, height: number, opacity: number][]" = boxes(cloud, viewport, picture),
    }
}
plain! {
    taken_picture(still: &Picture, moving: &Picture, viewport: &Viewport, theme: &Theme) as "TakenPicture" {
        "marks": "TakenMark[]" = list(still.marks.iter().chain(&moving.marks), mark),
        "area": "[left: number, top: number, right: number, bottom: number]" = area(viewport),
        "field?": "TakenField" = still.field.as_ref().map(|field| taken_field(field, viewport, theme)),
        "clouds": "TakenCloud[]" = list(&moving.clouds, |cloud| taken_cloud(cloud, viewport, still)),
    }
}

/// The runs of a scene that have a description, and the shifts of the examples of `noise` and `minima`.
pub(super) fn runs(scene: &dyn Scene) -> Value {
    taken_runs(scene)
}

/// What both layers of a panel show: marks in data coordinates, what is shaded in CSS pixels.
pub(super) fn picture(scene: &dyn Scene, panel: usize, viewport: &Viewport, theme: &Theme) -> Value {
    taken_picture(&scene.picture(panel, Layer::Still), &scene.picture(panel, Layer::Moving), viewport, theme)
}

fn part(of: Of) -> String {
    match of {
        Of::Run(index) => return format!("run-{index}"),
        Of::Gradient => "gradient",
        Of::Memory => "memory",
        Of::Text => "text",
        Of::Muted => "muted",
        Of::Page => "page",
    }
    .to_owned()
}

fn mark(mark: &Mark) -> Value {
    let points = |points: &[Xy]| points.iter().map(|&(x, y)| vec![x, y]).collect();
    let (kind, ink, rows) = match mark {
        Mark::Path { points: all, ink, .. } => ("line", ink, points(all)),
        Mark::Dots { points: all, ink, .. } => ("points", ink, points(all)),
        Mark::Arrow { from, to, ink, .. } => ("arrow", ink, vec![vec![from.0, from.1, to.0, to.1]]),
        Mark::Bars { bars, ink } => {
            ("bars", ink, bars.iter().map(|&[l, r, b, t]| vec![l, b, r, t]).collect())
        }
        Mark::Area { points: all, ink } => ("area", ink, points(all)),
        Mark::Arc { at, share, ink, .. } => ("arc", ink, vec![vec![at.0, at.1, *share]]),
    };
    taken_mark(kind, part(ink.of), rows)
}

/// Bands from the lowest up, each painted over the one before: the whole area, then what lies above each level. Rings are closed
/// along the border, and are filled by the even-odd rule.
fn bands(field: &Field, viewport: &Viewport, theme: &Theme) -> Value {
    let (left, top, right, bottom) = viewport.rectangle();
    let css = |x: f64| libm::round(x / viewport.ratio * 100.0) / 100.0;
    let whole = vec![[left, top, right, top, right, bottom, left, bottom].map(css).to_vec()];
    let above = field.levels().iter().map(|level| {
        let rings = field.lines(&[*level]).into_iter().map(|ring| {
            let corners = ring.into_iter().map(|point| viewport.pixel(point));
            corners.flat_map(|(x, y)| [css(x), css(y)]).collect::<Vec<f64>>()
        });
        rings.collect::<Vec<_>>()
    });
    let all = [whole].into_iter().chain(above).enumerate();
    list(all, |(band, rings)| {
        map([("color", values::css(theme.bands[band.min(BANDS - 1)]).into()), ("rings", rings.into())])
    })
}

fn area(viewport: &Viewport) -> Value {
    let (left, top, right, bottom) = viewport.rectangle();
    vec![left, top, right, bottom].into_iter().map(|x| x / viewport.ratio).collect::<Vec<_>>().into()
}

/// Middle of each cell in data coordinates, and how many stand there.
fn crowd(cloud: &Cloud, picture: &Picture) -> Value {
    list(cloud.cells((picture.x.low, picture.x.high), (picture.y.low, picture.y.high)), |cell| {
        let [a, b] = cell.corners;
        vec![(a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0, f64::from(cell.count)].into()
    })
}

fn boxes(cloud: &Cloud, viewport: &Viewport, picture: &Picture) -> Value {
    list(cloud.cells((picture.x.low, picture.x.high), (picture.y.low, picture.y.high)), |cell| {
        let ((l, b), (r, t)) = (viewport.css(cell.corners[0]), viewport.css(cell.corners[1]));
        vec![l, t, r - l, b - t, f64::from(cell.opacity)].into()
    })
}
