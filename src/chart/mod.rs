//! Pictures: plain descriptions of axes, shading and marks, and one renderer for all of them, generic over
//! plotters' `DrawingBackend`.
//!
//! A picture is one layer of a panel: the still one has axes and shading, the moving one lies above it. In the browser
//! they live on two canvases, so that a frame redraws only what moved.

mod axis;
#[cfg(not(target_arch = "wasm32"))]
mod bands;
mod clip;
mod cloud;
mod draw;
mod field;
mod lines;
mod relief;
mod theme;
mod viewport;

pub use axis::{Axis, padded};
#[cfg(not(target_arch = "wasm32"))]
pub use bands::svg;
pub use clip::clipped;
pub use cloud::{CELLS, Cell, Cloud, shade_clouds};
pub use draw::{draw_axes, draw_marks};
pub use field::{BANDS, Field, HASTY};
pub use relief::Relief;
pub use theme::{Rgb, Theme};
pub use viewport::Viewport;

use crate::param::MOST;
use std::rc::Rc;

/// A point in data coordinates.
pub type Xy = (f64, f64);

/// One layer of a panel, before anybody has said how large it is or in which colours it is drawn.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// Loss over the plane, drawn as shaded bands with contour lines.
    pub field: Option<Rc<Field>>,
    /// Crowds, drawn as density under the marks.
    pub clouds: Vec<Cloud>,
    /// Marks, in painting order.
    pub marks: Vec<Mark>,
}

impl Picture {
    /// Axes with nothing between them.
    pub fn new((x, y): (Axis, Axis)) -> Self {
        Self { x, y, field: None, clouds: Vec::new(), marks: Vec::new() }
    }
    /// The same picture with these marks.
    pub fn with(mut self, marks: impl IntoIterator<Item = Mark>) -> Self {
        self.marks.extend(marks);
        self
    }
}

/// Something drawn at data coordinates; lengths are in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line through points; it breaks at points that are not finite.
    Path {
        /// Its points.
        points: Vec<Xy>,
        /// Colour.
        ink: Ink,
        /// Thickness.
        width: f64,
        /// Dash and gap; solid if 0.
        dash: (f64, f64),
    },
    /// Symbols at points.
    Dots {
        /// Their centres.
        points: Vec<Xy>,
        /// Form.
        shape: Shape,
        /// Half their height.
        radius: f64,
        /// Colour.
        ink: Ink,
        /// A rim in the page's colour sets a symbol off from what lies under it.
        rim: bool,
    },
    /// A straight arrow with its head at `to`.
    Arrow {
        /// Tail.
        from: Xy,
        /// Head.
        to: Xy,
        /// Colour.
        ink: Ink,
        /// Thickness of the shaft.
        width: f64,
        /// Dash and gap of the shaft; solid if 0.
        dash: (f64, f64),
    },
    /// Filled rectangles, each (left, right, bottom, top).
    Bars {
        /// The rectangles.
        bars: Vec<[f64; 4]>,
        /// Colour.
        ink: Ink,
    },
    /// A filled polygon.
    Area {
        /// Its corners; all must be on the axes.
        points: Vec<Xy>,
        /// Colour.
        ink: Ink,
    },
    /// An arc around a point that starts at twelve o'clock and runs clockwise: how far something has got.
    Arc {
        /// Its centre.
        at: Xy,
        /// Radius.
        radius: f64,
        /// Share of the full circle, 0…1.
        share: f64,
        /// Colour.
        ink: Ink,
        /// Thickness.
        width: f64,
    },
}

impl Mark {
    /// A line through points.
    pub fn path(points: Vec<Xy>, ink: Ink, width: f64, dash: (f64, f64)) -> Self {
        Mark::Path { points, ink, width, dash }
    }
    /// Symbols at points, without a rim.
    pub fn dots(points: Vec<Xy>, shape: Shape, radius: f64, ink: Ink) -> Self {
        Mark::Dots { points, shape, radius, ink, rim: false }
    }
}

/// Form of a symbol; runs differ in form as well as in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A disc.
    Circle,
    /// A square.
    Square,
    /// A triangle, point up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// An oblique cross.
    Cross,
    /// An upright cross.
    Plus,
    /// An open circle.
    Ring,
}

impl Shape {
    /// The forms that stand for runs, in order.
    pub const RUNS: [Shape; MOST] =
        [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond, Shape::Cross, Shape::Plus];

    /// Its name, for a legend.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Circle => "circle",
            Shape::Square => "square",
            Shape::Triangle => "triangle",
            Shape::Diamond => "diamond",
            Shape::Cross => "cross",
            Shape::Plus => "plus",
            Shape::Ring => "ring",
        }
    }
}

/// No dash.
pub const SOLID: (f64, f64) = (0.0, 0.0);
/// The dash of lines and arrows that stand for no run.
pub const DASHED: (f64, f64) = (6.0, 4.0);
/// Dash patterns that stand for runs, in order; the first is solid.
pub const DASHES: [(f64, f64); MOST] =
    [(0.0, 0.0), (9.0, 4.0), (3.0, 3.0), (14.0, 4.0), (6.0, 6.0), (2.0, 6.0)];

/// A colour by its part in the picture, and how opaque it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// The part of the picture whose colour it is.
    pub of: Of,
    /// 0 is invisible, 1 opaque.
    pub alpha: f64,
}

/// A part of the picture that has a colour of its own, in every theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Run number k, from 0.
    Run(usize),
    /// A gradient.
    Gradient,
    /// What momentum keeps of the last movement.
    Memory,
    /// Data points, known optima: things that stand by.
    Text,
    /// The quieter of them.
    Muted,
    /// The page behind: what hides what lies below it.
    Page,
}

/// The opaque colour of `of`.
pub const fn ink(of: Of) -> Ink {
    Ink { of, alpha: 1.0 }
}

/// The colour of `of`, thinned.
pub const fn faint(of: Of, alpha: f64) -> Ink {
    Ink { of, alpha }
}
