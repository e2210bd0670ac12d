//! The canvases of one panel, and what is drawn on them.

use crate::chart::{CELLS, HASTY, Theme, Viewport, draw_axes, draw_marks, shade_clouds};
use crate::scene::{Layer, Revision, Scene};
use js_sys::{Error, Object};
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use std::mem;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageData, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

/// Most device pixels of a canvas, and of a shaded map, which is computed one by one and stretched beyond.
const PIXELS: f64 = 8e6;
const SHADED: f64 = 2e6;
/// The same of one that is drawn in haste.
const HURRIED: f64 = 1.5e4;

/// The canvases of one panel: still below, moving above.
#[derive(Default)]
pub(super) struct Canvases {
    canvases: Option<[HtmlCanvasElement; 2]>,
    /// Their contexts, asked for once.
    contexts: [Option<CanvasRenderingContext2d>; 2],
    width: f64,
    height: f64,
    ratio: f64,
    drawn: Option<Revision>,
    /// Whether anything has ever been drawn.
    begun: bool,
    /// Where what is stretched is drawn small, before they are stretched.
    small: Option<OffscreenCanvas>,
}

impl Canvases {
    pub(super) fn attach(&mut self, still: HtmlCanvasElement, moving: HtmlCanvasElement) {
        self.canvases = Some([still, moving]);
        self.contexts = [None, None];
        self.drawn = None;
    }
    /// Takes a size in CSS pixels and the device pixels for one of them; tells whether it is another one. A size
    /// without area is kept back.
    pub(super) fn resize(&mut self, width: f64, height: f64, ratio: f64) -> bool {
        if !(width >= 1.0 && height >= 1.0 && ratio > 0.0) {
            self.width = 0.0;
            return false;
        }
        let ratio = ratio.min((PIXELS / (width * height)).sqrt());
        if (self.width, self.height, self.ratio) == (width, height, ratio) {
            return false;
        }
        (self.width, self.height, self.ratio, self.drawn) = (width, height, ratio, None);
        for canvas in self.canvases.iter().flatten() {
            canvas.set_width((width * ratio).round() as u32);
            canvas.set_height((height * ratio).round() as u32);
        }
        true
    }
    /// Everything is out of date.
    pub(super) fn forget(&mut self) {
        self.drawn = None;
    }
    /// Between data and pixels; nothing where there is no area.
    pub(super) fn viewport(&self, scene: &dyn Scene, panel: usize) -> Option<Viewport> {
        (self.width > 0.0).then(|| {
            let (x, y) = scene.axes(panel);
            Viewport::new(x, y, self.width, self.height, self.ratio)
        })
    }
    /// Draws the layers that are out of date; tells whether any was.
    pub(super) fn render(&mut self, scene: &dyn Scene, panel: usize, theme: &Theme) -> Result<bool, JsValue> {
        let (Some([still, moving]), Some(viewport)) = (self.canvases.clone(), self.viewport(scene, panel))
        else {
            return Ok(false);
        };
        let now = scene.revision(panel);
        let before = self.drawn;
        let still_old = before.is_none_or(|drawn| drawn.still != now.still);
        let moving_old = before.is_none_or(|drawn| drawn.moving != now.moving);
        if still_old {
            self.draw(scene, panel, Layer::Still, &still, &viewport, theme)?;
            // Nothing takes as long as the first pictures: a slow machine breathes between the two.
            if !mem::replace(&mut self.begun, true) {
                self.drawn = Some(Revision { moving: [u64::MAX; 3], ..now });
                return Ok(true);
            }
        }
        if moving_old {
            self.draw(scene, panel, Layer::Moving, &moving, &viewport, theme)?;
        }
        self.drawn = Some(now);
        Ok(still_old || moving_old)
    }

    fn draw(
        &mut self,
        scene: &dyn Scene,
        panel: usize,
        layer: Layer,
        canvas: &HtmlCanvasElement,
        viewport: &Viewport,
        theme: &Theme,
    ) -> Result<(), JsValue> {
        let context = match self.contexts[layer as usize].clone() {
            Some(context) => context,
            None => context_of(canvas.get_context("2d")?)?,
        };
        self.contexts[layer as usize] = Some(context.clone());
        context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
        // One without area only wants to know that it is out of date.
        if canvas.width() == 0 {
            return Ok(());
        }
        let picture = scene.picture(panel, layer);
        context.set_line_join("round");
        context.set_line_cap("round");
        if let Some(field) = &picture.field {
            let small = viewport.at_most(if field.size().0 == HASTY { HURRIED } else { SHADED });
            let pixels = field.shade(&small, theme);
            let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), small.width as u32)?;
            if small == *viewport {
                context.put_image_data(&image, viewport.left, viewport.top)?;
            } else {
                self.stretch(&image, &context, viewport)?;
            }
        }
        if !picture.clouds.is_empty() {
            // Filling the panel's own pixels would cost a phone its frame.
            let pixels = shade_clouds(&picture.clouds, theme);
            let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), CELLS.0 as u32)?;
            self.stretch(&image, &context, viewport)?;
        }
        let backend = CanvasBackend::with_canvas_object(canvas.clone());
        let root = backend.ok_or_else(|| Error::new("this canvas cannot be drawn on"))?.into_drawing_area();
        let drawn = if layer == Layer::Still { draw_axes(&root, &picture, viewport, theme) } else { Ok(()) };
        let drawn = drawn.and_then(|()| draw_marks(&root, &picture, viewport, theme));
        Ok(drawn.map_err(|error| Error::new(&error.to_string()))?)
    }

    /// A small image over the whole plotting area.
    fn stretch(
        &mut self,
        image: &ImageData,
        context: &CanvasRenderingContext2d,
        viewport: &Viewport,
    ) -> Result<(), JsValue> {
        let size = (image.width(), image.height());
        let old = self.small.take().filter(|small| (small.width(), small.height()) == size);
        let small = old.map_or_else(|| OffscreenCanvas::new(size.0, size.1), Ok)?;
        let pen: OffscreenCanvasRenderingContext2d = context_of(small.get_context("2d")?)?;
        pen.put_image_data(image, 0.0, 0.0)?;
        let (left, top, right, bottom) = viewport.rectangle();
        let (width, height) = (right - left, bottom - top);
        context.draw_image_with_offscreen_canvas_and_dw_and_dh(&small, left, top, width, height)?;
        self.small = Some(small);
        Ok(())
    }
}

/// What draws, where the browser gives it.
fn context_of<T: JsCast>(context: Option<Object>) -> Result<T, JsValue> {
    context.map(JsCast::unchecked_into).ok_or_else(|| Error::new("this canvas has no 2d context").into())
}
