use super::{Ink, Mark, Picture, Shape, Theme, Viewport, Xy, clipped};
use plotters::coord::Shift;
use plotters::element::DashedPathElement;
use plotters::prelude::{
    Circle, DrawingArea, DrawingAreaErrorKind, DrawingBackend, FontDesc, FontFamily, FontStyle, PathElement,
    Polygon, RGBAColor, Rectangle, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, ShapeStyle};

type Result<DB> = std::result::Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;
type Pixel = (i32, i32);

/// A line is crowded where it is so many times as long as the plotting area is wide and high.
const CROWDED: f64 = 12.0;

/// Draws axes, ticks and grid.
///
/// # Errors
/// The backend failed.
pub fn draw_axes<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    picture: &Picture,
    viewport: &Viewport,
    theme: &Theme,
) -> Result<DB> {
    Pen { root, viewport, theme }.axes(picture)
}

/// Draws the marks. Shading and clouds are the caller's, since an image and polygons are different things.
///
/// # Errors
/// The backend failed.
pub fn draw_marks<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    picture: &Picture,
    viewport: &Viewport,
    theme: &Theme,
) -> Result<DB> {
    let pen = Pen { root, viewport, theme };
    picture.marks.iter().try_for_each(|mark| pen.mark(mark))
}

struct Pen<'a, DB: DrawingBackend> {
    root: &'a DrawingArea<DB, Shift>,
    viewport: &'a Viewport,
    theme: &'a Theme,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn color(&self, ink: Ink) -> RGBAColor {
        let [r, g, b] = self.theme.rgb(ink);
        RGBAColor(r, g, b, ink.alpha)
    }
    fn stroke(&self, color: RGBAColor, width: f64) -> ShapeStyle {
        color.stroke_width((width * self.viewport.ratio).round().max(1.0) as u32)
    }
    fn visible(&self, points: impl IntoIterator<Item = Xy>) -> Vec<Vec<Xy>> {
        clipped(points.into_iter().map(|point| self.viewport.pixel(point)), self.viewport.rectangle())
    }

    /// Axis lines, ticks and their labels, and a light grid where there is no shading.
    ///
    /// Drawn with plotters' elements, not its `ChartBuilder`: that one brings 30 KB of coordinate machinery.
    fn axes(&self, picture: &Picture) -> Result<DB> {
        let (left, top, right, bottom) = self.viewport.rectangle();
        let ratio = self.viewport.ratio;
        let opaque = |[r, g, b]: [u8; 3]| RGBAColor(r, g, b, 1.0);
        let (grid, axis) =
            (self.stroke(opaque(self.theme.grid), 1.0), self.stroke(opaque(self.theme.axis), 1.0));
        let rule =
            |from: Xy, to: Xy, style| self.root.draw(&PathElement::new([whole(from), whole(to)], style));
        // A family given as text would be looked up without regard to case: 9 KB of Unicode tables.
        let family = FontFamily::Name("system-ui, sans-serif");
        let font = FontDesc::new(family, 11.0 * ratio, FontStyle::Normal).color(&opaque(self.theme.muted));
        let (along, up) =
            (font.pos(Pos::new(HPos::Center, VPos::Top)), font.pos(Pos::new(HPos::Right, VPos::Center)));
        let tick = 4.0 * ratio;
        for (value, label) in picture.x.ticks((self.viewport.width / (64.0 * ratio)) as usize) {
            let (x, _) = self.viewport.pixel((value, picture.y.low));
            if picture.field.is_none() {
                rule((x, top), (x, bottom), grid)?;
            }
            rule((x, bottom), (x, bottom + tick), axis)?;
            self.root.draw(&Text::new(label, whole((x, bottom + 1.8 * tick)), along.clone()))?;
        }
        for (value, label) in picture.y.ticks((self.viewport.height / (40.0 * ratio)) as usize) {
            let (_, y) = self.viewport.pixel((picture.x.low, value));
            if picture.field.is_none() {
                rule((left, y), (right, y), grid)?;
            }
            rule((left - tick, y), (left, y), axis)?;
            self.root.draw(&Text::new(label, whole((left - 1.8 * tick, y)), up.clone()))?;
        }
        if !picture.y.is_bare() {
            rule((left, top), (left, bottom), axis)?;
        }
        if picture.x.is_bare() { Ok(()) } else { rule((left, bottom), (right, bottom), axis) }
    }

    fn mark(&self, mark: &Mark) -> Result<DB> {
        match mark {
            Mark::Path { points, ink, width, dash } => {
                let style = self.stroke(self.color(*ink), *width);
                for part in self.visible(points.iter().copied()) {
                    self.line(&part, style, *dash)?;
                }
                Ok(())
            }
            Mark::Dots { points, shape, radius, ink, rim } => {
                let [r, g, b] = self.theme.page;
                let rim = rim.then_some(RGBAColor(r, g, b, ink.alpha));
                for &point in points {
                    if let Some(at) = self.inside(point) {
                        self.symbol(at, *shape, radius * self.viewport.ratio, self.color(*ink), rim)?;
                    }
                }
                Ok(())
            }
            Mark::Arrow { from, to, ink, width, dash } => {
                self.arrow(*from, *to, self.color(*ink), *width, *dash)
            }
            Mark::Area { points, ink } => {
                let corners =
                    points.iter().map(|point| whole(self.viewport.pixel(*point))).collect::<Vec<_>>();
                if corners.len() < 3 {
                    return Ok(());
                }
                self.root.draw(&Polygon::new(corners, self.color(*ink).filled()))
            }
            Mark::Bars { bars, ink } => {
                let style = self.color(*ink).filled();
                let (left, top, right, bottom) = self.viewport.rectangle();
                for &[from, to, low, high] in bars {
                    let (a, b) = (self.viewport.pixel((from, high)), self.viewport.pixel((to, low)));
                    let corner = |(x, y): Xy| whole((x.clamp(left, right), y.clamp(top, bottom)));
                    // A bar too small for one pixel is not drawn as one.
                    if b.0 > left && a.0 < right && b.1 - a.1 >= 0.5 {
                        self.root.draw(&Rectangle::new([corner(a), corner(b)], style))?;
                    }
                }
                Ok(())
            }
            Mark::Arc { at, radius, share, ink, width } => {
                let Some((x, y)) = self.inside(*at) else { return Ok(()) };
                let radius = radius * self.viewport.ratio;
                let steps = (48.0 * share).ceil().max(1.0);
                let arc = (0..=steps as u32).map(|k| {
                    let angle = std::f64::consts::TAU * share * f64::from(k) / steps;
                    whole((x + radius * libm::sin(angle), y - radius * libm::cos(angle)))
                });
                let style = self.stroke(self.color(*ink), *width);
                self.root.draw(&PathElement::new(arc.collect::<Vec<_>>(), style))
            }
        }
    }

    /// Device pixels of a point, if it is in the plotting area.
    fn inside(&self, point: Xy) -> Option<Xy> {
        let (x, y) = self.viewport.pixel(point);
        let (left, top, right, bottom) = self.viewport.rectangle();
        (x >= left && x <= right && y >= top && y <= bottom).then_some((x, y))
    }

    fn line(&self, part: &[Xy], style: ShapeStyle, (dash, gap): (f64, f64)) -> Result<DB> {
        let pixels = thinned(part);
        if dash == 0.0 || self.crowded(&pixels) {
            return self.root.draw(&PathElement::new(pixels, style));
        }
        let size = |length: f64| (length * self.viewport.ratio).round() as i32;
        self.root.draw(&DashedPathElement::new(pixels, size(dash), size(gap), style))
    }

    /// Whether a line goes to and fro so often that nobody sees its dashes, which cost a frame each time.
    fn crowded(&self, pixels: &[Pixel]) -> bool {
        let steps = pixels.windows(2).map(|pair| {
            let across = pair[0].0.abs_diff(pair[1].0);
            u64::from(across) + u64::from(pair[0].1.abs_diff(pair[1].1))
        });
        steps.sum::<u64>() as f64 > CROWDED * (self.viewport.width + self.viewport.height)
    }

    fn arrow(&self, from: Xy, to: Xy, color: RGBAColor, width: f64, dash: Xy) -> Result<DB> {
        let (a, b) = (self.viewport.pixel(from), self.viewport.pixel(to));
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = (dx * dx + dy * dy).sqrt();
        let ratio = self.viewport.ratio;
        if !length.is_finite() || length < ratio {
            return Ok(());
        }
        // The head shrinks with short arrows so that it never points backwards.
        let head = (4.0 * width * ratio).min(length);
        let (ux, uy) = (dx / length, dy / length);
        let neck = (b.0 - ux * head, b.1 - uy * head);
        for part in clipped([a, neck], self.viewport.rectangle()) {
            self.line(&part, self.stroke(color, width), dash)?;
        }
        if self.inside(to).is_none() {
            return Ok(());
        }
        let side = 0.45 * head;
        let corners = [b, (neck.0 - uy * side, neck.1 + ux * side), (neck.0 + uy * side, neck.1 - ux * side)]
            .map(whole);
        self.root.draw(&Polygon::new(corners.to_vec(), color.filled()))
    }

    fn symbol(
        &self,
        (x, y): Xy,
        shape: Shape,
        r: f64,
        color: RGBAColor,
        rim: Option<RGBAColor>,
    ) -> Result<DB> {
        let center = whole((x, y));
        let polygon = |corners: &[Xy], grow: f64, color: RGBAColor| {
            let corners = corners.iter().map(|(u, v)| whole((x + u * r * grow, y + v * r * grow)));
            self.root.draw(&Polygon::new(corners.collect::<Vec<_>>(), color.filled()))
        };
        let rim_share = 1.0 + 1.6 * self.viewport.ratio / r;
        match shape {
            Shape::Circle => {
                if let Some(rim) = rim {
                    self.root.draw(&Circle::new(center, (r * rim_share).round() as i32, rim.filled()))?;
                }
                self.root.draw(&Circle::new(center, r.round() as i32, color.filled()))
            }
            Shape::Ring => {
                let style = self.stroke(color, 1.5);
                self.root.draw(&Circle::new(center, r.round() as i32, style))
            }
            Shape::Square | Shape::Diamond | Shape::Triangle => {
                let corners: &[Xy] = match shape {
                    Shape::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
                    Shape::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
                    _ => &[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
                };
                if let Some(rim) = rim {
                    polygon(corners, rim_share, rim)?;
                }
                polygon(corners, 1.0, color)
            }
            Shape::Cross | Shape::Plus => {
                let arms = if shape == Shape::Cross {
                    [(0.9, 0.9), (0.9, -0.9)]
                } else {
                    [(0.0, 1.25), (1.25, 0.0)]
                };
                let rim = rim.map(|rim| self.stroke(rim, 5.0));
                for style in rim.into_iter().chain([self.stroke(color, 2.5)]) {
                    for (u, v) in arms {
                        let ends = [(x - u * r, y - v * r), (x + u * r, y + v * r)].map(whole);
                        self.root.draw(&PathElement::new(ends.to_vec(), style))?;
                    }
                }
                Ok(())
            }
        }
    }
}

fn whole((x, y): Xy) -> Pixel {
    (x.round() as i32, y.round() as i32)
}

/// Whole pixels, without the points that fall on the one before: ten thousand steps in one corner are one dot.
fn thinned(part: &[Xy]) -> Vec<Pixel> {
    let mut pixels: Vec<Pixel> = part.iter().copied().map(whole).collect();
    pixels.dedup();
    pixels
}
