//! Vector output: bands as filled polygons, where there are no pixels to shade.

use super::{BANDS, Field, Picture, Theme, Viewport, Xy, clipped, draw_axes, draw_marks, ink};
use contour::ContourBuilder;
use plotters::prelude::{
    DrawingAreaErrorKind, IntoDrawingArea, PathElement, Polygon, RGBColor, Rectangle, SVGBackend,
};
use plotters::style::Color;

/// The two layers of a panel as an SVG of `width` × `height` pixels; the axes are those of the still one.
///
/// # Errors
/// The backend failed to write.
pub fn svg(
    still: &Picture,
    moving: &Picture,
    theme: &Theme,
    width: u32,
    height: u32,
) -> Result<String, String> {
    let mut out = String::new();
    let viewport = Viewport::new(still.x.clone(), still.y.clone(), f64::from(width), f64::from(height), 1.0);
    let message = |error: DrawingAreaErrorKind<_>| error.to_string();
    {
        let root = SVGBackend::with_string(&mut out, (width, height)).into_drawing_area();
        let [r, g, b] = theme.page;
        root.fill(&RGBColor(r, g, b)).map_err(message)?;
        if let Some(field) = &still.field {
            for (band, ring) in polygons(field) {
                let [r, g, b] = theme.bands[band.min(BANDS - 1)];
                let ring: Vec<(i32, i32)> = ring.into_iter().map(|p| whole(viewport.pixel(p))).collect();
                root.draw(&Polygon::new(ring, RGBColor(r, g, b).filled())).map_err(message)?;
            }
        }
        if let Some(field) = &still.field {
            let ([r, g, b], alpha) = theme.contour;
            // The library closes lines along the border, where there is none.
            let (left, top, right, bottom) = viewport.rectangle();
            let inner = (left + 1.0, top + 1.0, right - 1.0, bottom - 1.0);
            for line in field.lines(field.levels()) {
                for part in clipped(line.into_iter().map(|point| viewport.pixel(point)), inner) {
                    let pixels: Vec<(i32, i32)> = part.into_iter().map(whole).collect();
                    root.draw(&PathElement::new(pixels, RGBColor(r, g, b).mix(alpha))).map_err(message)?;
                }
            }
        }
        draw_axes(&root, still, &viewport, theme).map_err(message)?;
        draw_marks(&root, still, &viewport, theme).map_err(message)?;
        for cloud in &moving.clouds {
            let [r, g, b] = theme.rgb(ink(cloud.of));
            let (x, y) = ((still.x.low, still.x.high), (still.y.low, still.y.high));
            for cell in cloud.cells(x, y) {
                let corners = cell.corners.map(|corner| whole(viewport.pixel(corner)));
                let ink = RGBColor(r, g, b).mix(f64::from(cell.opacity)).filled();
                root.draw(&Rectangle::new(corners, ink)).map_err(message)?;
            }
        }
        draw_marks(&root, moving, &viewport, theme).map_err(message)?;
        root.present().map_err(message)?;
    }
    Ok(out)
}

fn whole((x, y): Xy) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// Each band's outlines with their band number. A hole runs against its outline and is joined to it by a bridge of
/// no width, because a plotters polygon is one ring, filled where it winds.
fn polygons(field: &Field) -> Vec<(usize, Vec<Xy>)> {
    let finite = field.finite();
    let lowest = finite.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = finite.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut edges = vec![lowest - 1.0];
    edges.extend_from_slice(field.levels());
    edges.push(highest + 1.0);
    let (columns, rows) = field.size();
    let Ok(bands) = ContourBuilder::new(columns, rows, true).isobands(&finite, &edges) else {
        return Vec::new();
    };
    let mut rings = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        for polygon in band.geometry() {
            let mut ring: Vec<Xy> = polygon.exterior().coords().map(|c| field.place(c.x, c.y)).collect();
            let (gate, turn) = (ring[0], area(&ring));
            for hole in polygon.interiors() {
                let mut hole: Vec<Xy> = hole.coords().map(|c| field.place(c.x, c.y)).collect();
                if area(&hole) * turn > 0.0 {
                    hole.reverse();
                }
                ring.extend(hole);
                ring.push(gate);
            }
            rings.push((index, ring));
        }
    }
    rings
}

/// Twice the signed area of a ring.
fn area(ring: &[Xy]) -> f64 {
    ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Axis, DASHED, Mark, Of, ink};

    #[test]
    fn a_crowded_line_is_drawn_in_one_piece() {
        let lines = |turns: u32| {
            let points = (0..=turns).map(|k| (f64::from(k) / f64::from(turns), f64::from(k % 2))).collect();
            let axes = (Axis::linear(0.0, 1.0), Axis::linear(0.0, 1.0));
            let still = Picture::new(axes);
            let moving = still.clone().with([Mark::path(points, ink(Of::Run(0)), 1.5, DASHED)]);
            let text = |moving: &Picture| svg(&still, moving, &Theme::light(), 520, 400).unwrap_or_default();
            text(&moving).matches("<polyline").count() - text(&still).matches("<polyline").count()
        };
        assert!(lines(10) > 100);
        assert_eq!(lines(1000), 1);
    }
}
