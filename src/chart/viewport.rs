use super::{Axis, Xy};

/// Margins around the plotting area, in CSS pixels: room for tick labels left and below.
const LEFT: f64 = 40.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 24.0;

/// Where a picture's data lie on its canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewport {
    x: Axis,
    y: Axis,
    /// Device pixels for one CSS pixel.
    pub ratio: f64,
    /// Left edge of the plotting area, device pixels.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its width, at least 1.
    pub width: f64,
    /// Its height, at least 1.
    pub height: f64,
}

impl Viewport {
    /// The viewport of a picture with these axes on a canvas of `width` × `height` CSS pixels at `ratio` device pixels each.
    pub fn new(x: Axis, y: Axis, width: f64, height: f64, ratio: f64) -> Self {
        let inner = |size: f64, margins: f64| ((size - margins) * ratio).round().max(1.0);
        // Where there are no ticks, there is no need of room for them.
        let left = if y.is_bare() { RIGHT } else { LEFT };
        let bottom = if x.is_bare() { TOP } else { BOTTOM };
        Self {
            ratio,
            left: (left * ratio).round(),
            top: (TOP * ratio).round(),
            width: inner(width, left + RIGHT),
            height: inner(height, TOP + bottom),
            x,
            y,
        }
    }
    /// The same with at most so many device pixels in the plotting area.
    pub fn at_most(&self, pixels: f64) -> Self {
        let share = (pixels / (self.width * self.height)).sqrt();
        if share >= 1.0 {
            return self.clone();
        }
        let less = |size: f64| (size * share).floor().max(1.0);
        let (width, height) = (less(self.width), less(self.height));
        Self { ratio: self.ratio * share, width, height, ..self.clone() }
    }
    /// Device pixels of a data point; not finite where the axes cannot show it.
    pub fn pixel(&self, (x, y): Xy) -> Xy {
        (self.left + self.x.share(x) * self.width, self.top + (1.0 - self.y.share(y)) * self.height)
    }
    /// The data point at a position in CSS pixels, kept inside the plotting area.
    pub fn data(&self, (x, y): Xy) -> Xy {
        let across = ((x * self.ratio - self.left) / self.width).clamp(0.0, 1.0);
        let up = (1.0 - (y * self.ratio - self.top) / self.height).clamp(0.0, 1.0);
        (self.x.value(across), self.y.value(up))
    }
    /// Position in CSS pixels of a data point.
    pub fn css(&self, point: Xy) -> Xy {
        let (x, y) = self.pixel(point);
        (x / self.ratio, y / self.ratio)
    }
    /// (left, top, right, bottom) of the plotting area, device pixels.
    pub fn rectangle(&self) -> (f64, f64, f64, f64) {
        (self.left, self.top, self.left + self.width, self.top + self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_and_data_are_inverse() {
        let (x_axis, y_axis) = (Axis::linear(-2.0, 3.0), Axis::log(0.01, 10.0));
        let viewport = Viewport::new(x_axis.clone(), y_axis.clone(), 400.0, 300.0, 3.0);
        let (x, y) = viewport.data(viewport.css((0.7, 0.5)));
        assert!((x - 0.7).abs() < 1e-12 && (y - 0.5).abs() < 1e-12);
        assert_eq!(viewport.data((-1e9, 1e9)), (-2.0, 0.01));
        assert!(Viewport::new(x_axis, y_axis, 0.0, 0.0, 2.0).width >= 1.0);
        let small = viewport.at_most(1e4);
        assert!(
            small.width * small.height <= 1e4 && (small.width / small.height - 1050.0 / 804.0).abs() < 0.02
        );
        assert_eq!(viewport.at_most(1e9), viewport);
    }
}
