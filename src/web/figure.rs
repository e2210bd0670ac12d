use super::convert::{from_js, list, to_js};
use crate::chart::{CELLS, DASHES, Of, Shape, Theme, Viewport, draw_over, draw_under, ink, shade_clouds};
use crate::param::Notice;
use crate::scene::{self, Args, Layer, Revision, Scene, Swatch};
use crate::value::{Value, map};
use js_sys::Error;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageData, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

/// A scene on its canvases.
#[wasm_bindgen(js_name = Scene)]
pub struct SceneHandle {
    scene: Box<dyn Scene>,
    views: Vec<View>,
    theme: Theme,
    notices: Vec<Notice>,
}

/// The canvases of one panel: still below, moving above.
#[derive(Default)]
struct View {
    canvases: Option<[HtmlCanvasElement; 2]>,
    width: f64,
    height: f64,
    ratio: f64,
    drawn: Option<Revision>,
    /// Where clouds are drawn small, before they are stretched.
    small: Option<OffscreenCanvas>,
}

#[wasm_bindgen(js_class = Scene)]
impl SceneHandle {
    /// The scene `id` with the parameters of a link, `[name, value][]`. Values that cannot be used are told by
    /// `notices()`.
    ///
    /// # Errors
    /// There is no scene of that id.
    #[wasm_bindgen(constructor)]
    pub fn new(
        id: &str,
        #[wasm_bindgen(unchecked_param_type = "[string, string][]")] query: &JsValue,
    ) -> Result<Self, JsValue> {
        let Some(mut scene) = scene::new(id) else {
            let known: Vec<_> = scene::SCENES.iter().map(|entry| entry.id).collect();
            return Err(Error::new(&format!("scene is \"{id}\"; allowed: {}", known.join(" | "))).into());
        };
        let notices = scene.load(&pairs(query));
        let views = scene.panels().iter().map(|_| View::default()).collect();
        Ok(Self { scene, views, theme: Theme::light(), notices })
    }
    /// Takes another link: all parameters not in it go to their defaults.
    pub fn load(&mut self, #[wasm_bindgen(unchecked_param_type = "[string, string][]")] query: &JsValue) {
        self.notices = self.scene.load(&pairs(query));
    }
    /// What could not be used; told once.
    #[wasm_bindgen(unchecked_return_type = "Notice[]")]
    pub fn notices(&mut self) -> JsValue {
        to_js(&list(std::mem::take(&mut self.notices), notice))
    }
    /// The link: parameters that are not at their defaults.
    #[wasm_bindgen(unchecked_return_type = "[string, string][]")]
    pub fn query(&self) -> JsValue {
        to_js(&list(self.scene.query(), |(name, value)| vec![name, value].into()))
    }
    /// The controls to show now.
    #[wasm_bindgen(unchecked_return_type = "Control[]")]
    pub fn controls(&self) -> JsValue {
        to_js(&Value::List(self.scene.controls()))
    }
    /// Sets one parameter; `run` is −1 for the scene's own.
    #[wasm_bindgen(unchecked_return_type = "Notice | undefined")]
    pub fn set(&mut self, name: &str, value: &str, run: i32) -> JsValue {
        let told = self.scene.set(name, value, usize::try_from(run).ok());
        told.map_or(JsValue::UNDEFINED, |told| to_js(&notice(told)))
    }
    /// Presses one of the buttons among the controls; true if what it began is to be played.
    pub fn command(&mut self, name: &str, run: i32) -> bool {
        self.scene.command(name, usize::try_from(run).ok())
    }
    /// The panels.
    #[wasm_bindgen(unchecked_return_type = "PanelInfo[]")]
    pub fn panels(&self) -> JsValue {
        to_js(&list(self.scene.panels(), |panel| {
            map([
                ("id", panel.id.into()),
                ("aspect", panel.aspect.into()),
                ("x", panel.x.into()),
                ("y", panel.y.into()),
                ("label", panel.label.into()),
            ])
        }))
    }
    /// Gives a panel its two canvases.
    pub fn attach(&mut self, panel: usize, still: HtmlCanvasElement, moving: HtmlCanvasElement) {
        if let Some(view) = self.views.get_mut(panel) {
            view.canvases = Some([still, moving]);
            view.drawn = None;
        }
    }
    /// Tells a panel's size in CSS pixels and the device pixels for one of them. A size without area is kept back.
    pub fn resize(&mut self, panel: usize, width: f64, height: f64, ratio: f64) {
        let Some(view) = self.views.get_mut(panel) else { return };
        if !(width >= 1.0 && height >= 1.0 && ratio > 0.0) {
            view.width = 0.0;
            return;
        }
        if (view.width, view.height, view.ratio) == (width, height, ratio) {
            return;
        }
        (view.width, view.height, view.ratio, view.drawn) = (width, height, ratio, None);
        for canvas in view.canvases.iter().flatten() {
            canvas.set_width((width * ratio).round() as u32);
            canvas.set_height((height * ratio).round() as u32);
        }
        if let Some(viewport) = self.viewport(panel) {
            self.scene.set_aspect(panel, viewport.width / viewport.height);
        }
    }
    /// Light or dark.
    pub fn set_theme(&mut self, dark: bool) {
        self.theme = if dark { Theme::dark() } else { Theme::light() };
        self.views.iter_mut().for_each(|view| view.drawn = None);
    }
    /// The theme's colours as CSS custom properties.
    #[wasm_bindgen(unchecked_return_type = "Colour[]")]
    pub fn palette(&self) -> JsValue {
        let colour = |name: String, [r, g, b]: [u8; 3]| {
            map([("name", name.into()), ("value", format!("rgb({r} {g} {b})").into())])
        };
        let mut colours = vec![
            colour("--gradient".to_owned(), self.theme.gradient),
            colour("--memory".to_owned(), self.theme.memory),
        ];
        colours.extend(self.theme.runs.iter().enumerate().map(|(k, rgb)| colour(format!("--run-{k}"), *rgb)));
        to_js(&Value::List(colours))
    }
    /// Draws what is out of date; tells whether anything was.
    ///
    /// # Errors
    /// The canvas refused.
    pub fn render(&mut self) -> Result<bool, JsValue> {
        let mut drew = false;
        for panel in 0..self.views.len() {
            let now = self.scene.revision(panel);
            let view = &self.views[panel];
            let (Some([still, moving]), true) = (&view.canvases, view.width > 0.0) else { continue };
            let (still, moving) = (still.clone(), moving.clone());
            let before = view.drawn;
            if before.is_none_or(|drawn| drawn.under != now.under) {
                self.draw(panel, Layer::Under, &still)?;
                drew = true;
            }
            if before.is_none_or(|drawn| drawn.over != now.over) {
                self.draw(panel, Layer::Over, &moving)?;
                drew = true;
            }
            self.views[panel].drawn = Some(now);
        }
        Ok(drew)
    }
    /// Where the scene stands in time.
    #[wasm_bindgen(unchecked_return_type = "TimelineInfo")]
    pub fn timeline(&self) -> JsValue {
        let timeline = self.scene.timeline();
        to_js(&map([
            ("time", timeline.time.into()),
            ("duration", timeline.duration.into()),
            ("ended", timeline.ended.into()),
            ("pending", timeline.pending.into()),
            ("rests", timeline.rests.into()),
        ]))
    }
    /// Goes to a share 0…1 of the duration.
    pub fn seek(&mut self, share: f64) {
        self.scene.seek(share);
    }
    /// Goes to where play would stop.
    pub fn complete(&mut self) {
        self.scene.complete();
    }
    /// Plays on.
    pub fn advance(&mut self, seconds: f64) {
        self.scene.advance(seconds);
    }
    /// Lets time pass before the first run.
    pub fn idle(&mut self, seconds: f64) {
        self.scene.idle(seconds);
    }
    /// One update forward (1) or back (−1).
    pub fn step(&mut self, direction: i32) {
        self.scene.step(direction);
    }
    /// Computes on; true when nothing is left.
    pub fn work(&mut self, updates: u32) -> bool {
        self.scene.work(u64::from(updates))
    }
    /// The question asked before the run.
    #[wasm_bindgen(unchecked_return_type = "PredictionInfo | undefined")]
    pub fn prediction(&self) -> JsValue {
        let Some(asked) = self.scene.prediction() else { return JsValue::UNDEFINED };
        to_js(&map([
            ("question", asked.question.into()),
            ("choices", asked.choices.into()),
            ("chosen", asked.chosen.map_or(-1.0, |choice| choice as f64).into()),
            ("args", args(asked.args)),
        ]))
    }
    /// Takes the reader's answer.
    pub fn predict(&mut self, choice: usize) {
        self.scene.predict(choice);
    }
    /// What can be taken hold of, in CSS pixels of its panel.
    #[wasm_bindgen(unchecked_return_type = "HandleInfo[]")]
    pub fn handles(&self) -> JsValue {
        to_js(&list(self.scene.handles(), |handle| {
            let (x, y) = self.viewport(handle.panel).map_or((0.0, 0.0), |viewport| viewport.css(handle.at));
            map([
                ("id", handle.id.into()),
                ("panel", (handle.panel as f64).into()),
                ("x", x.into()),
                ("y", y.into()),
                ("label", handle.label.into()),
                ("args", args(handle.args)),
            ])
        }))
    }
    /// Moves a handle to a place in CSS pixels of its panel; `done` when it is let go.
    pub fn drag(&mut self, handle: usize, x: f64, y: f64, done: bool) {
        let Some(panel) = self.scene.handles().get(handle).map(|handle| handle.panel) else { return };
        if let Some(viewport) = self.viewport(panel) {
            self.scene.drag(handle, viewport.data((x, y)), done);
        }
    }
    /// Moves a handle by arrow-key presses.
    pub fn nudge(&mut self, handle: usize, dx: f64, dy: f64) {
        let Some((x, y)) = self.scene.handles().get(handle).map(|handle| handle.at) else { return };
        let (step_x, step_y) = self.scene.key_step(handle);
        self.scene.drag(handle, (x + dx * step_x, y + dy * step_y), true);
    }
    /// A tap on a panel, in CSS pixels.
    pub fn tap(&mut self, panel: usize, x: f64, y: f64) {
        if let Some(viewport) = self.viewport(panel) {
            self.scene.tap(panel, viewport.data((x, y)));
        }
    }
    /// The place of a pointer above a panel, in CSS pixels.
    pub fn hover(&mut self, panel: usize, x: f64, y: f64) {
        if let Some(viewport) = self.viewport(panel) {
            self.scene.hover(panel, Some(viewport.data((x, y))));
        }
    }
    /// The pointer has left a panel.
    pub fn leave(&mut self, panel: usize) {
        self.scene.hover(panel, None);
    }
    /// Words in the pictures, in CSS pixels of their panels.
    #[wasm_bindgen(unchecked_return_type = "LabelInfo[]")]
    pub fn labels(&self) -> JsValue {
        to_js(&list(self.scene.labels(), |label| {
            let (x, y) =
                self.viewport(label.panel).map_or((f64::NAN, 0.0), |viewport| viewport.css(label.at));
            let [r, g, b] = self.theme.rgb(ink(label.of));
            map([
                ("panel", (label.panel as f64).into()),
                ("x", x.into()),
                ("y", y.into()),
                ("side", label.side.name().into()),
                ("color", format!("rgb({r} {g} {b})").into()),
                ("key", label.key.into()),
                ("args", args(label.args)),
            ])
        }))
    }
    /// Formula or sentence under the pictures.
    #[wasm_bindgen(unchecked_return_type = "Sentence | undefined")]
    pub fn caption(&self) -> JsValue {
        let Some((key, parts)) = self.scene.caption() else { return JsValue::UNDEFINED };
        to_js(&map([("key", key.into()), ("args", args(parts))]))
    }
    /// Whether the scene may ask for heavy work.
    pub fn heavy(&self) -> bool {
        self.scene.heavy()
    }
    /// Heavy work that the scene wants done in a worker: the description of a `Job`.
    #[wasm_bindgen(unchecked_return_type = "object | undefined")]
    pub fn job(&self) -> JsValue {
        self.scene.job().map_or(JsValue::UNDEFINED, |job| to_js(&job))
    }
    /// Takes what a job has found so far.
    pub fn receive(&mut self, found: &JsValue) {
        self.scene.receive(&from_js(found));
    }
    /// The live numbers, one row a run.
    #[wasm_bindgen(unchecked_return_type = "ReadoutInfo[]")]
    pub fn readouts(&self) -> JsValue {
        to_js(&list(self.scene.readouts(), |row| {
            let (color, dash, marker) = match row.swatch {
                Swatch::Run(run) => {
                    let (dash, gap) = DASHES[run % DASHES.len()];
                    let dash = if dash == 0.0 { String::new() } else { format!("{dash} {gap}") };
                    (ink(Of::Run(run)), dash, Shape::RUNS[run % Shape::RUNS.len()])
                }
                Swatch::Symbol(shape, of) => (ink(of), "none".to_owned(), shape),
            };
            let [r, g, b] = self.theme.rgb(color);
            let at = row.diverged_at.map(|at| ("update", Value::from(at as f64)));
            map([
                ("label", row.label.into()),
                ("args", args(row.args)),
                ("color", format!("rgb({r} {g} {b})").into()),
                ("dash", dash.into()),
                ("marker", marker.name().into()),
                ("values", list(row.values, |(key, text)| map([("key", key.into()), ("text", text.into())]))),
                ("status", if at.is_some() { "diverged" } else { "" }.into()),
                ("statusArgs", args(at.into_iter().collect())),
            ])
        }))
    }
    /// The lecture's claims against what was measured.
    #[wasm_bindgen(unchecked_return_type = "ClaimInfo[]")]
    pub fn claims(&self) -> JsValue {
        to_js(&list(self.scene.claims(), |claim| {
            let standing = claim.standing.map_or("report", |standing| standing.name());
            map([("key", claim.key.into()), ("standing", standing.into()), ("args", args(claim.args))])
        }))
    }
    /// The present state in one sentence.
    #[wasm_bindgen(unchecked_return_type = "Sentence")]
    pub fn describe(&self) -> JsValue {
        let (key, parts) = self.scene.describe();
        to_js(&map([("key", key.into()), ("args", args(parts))]))
    }

    fn viewport(&self, panel: usize) -> Option<Viewport> {
        let view = self.views.get(panel).filter(|view| view.width > 0.0)?;
        let (x, y) = self.scene.axes(panel);
        Some(Viewport::new(x, y, view.width, view.height, view.ratio))
    }

    fn draw(&mut self, panel: usize, layer: Layer, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        let Some(viewport) = self.viewport(panel) else { return Ok(()) };
        let picture = self.scene.picture(panel, layer);
        let context = canvas.get_context("2d")?.ok_or_else(|| Error::new("this canvas has no 2d context"))?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
        context.set_line_join("round");
        context.set_line_cap("round");
        if let (Layer::Under, Some(field)) = (layer, &picture.field) {
            let pixels = field.shade(&viewport, &self.theme);
            let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), viewport.width as u32)?;
            context.put_image_data(&image, viewport.left, viewport.top)?;
        }
        if let (Layer::Over, false) = (layer, picture.clouds.is_empty()) {
            // One small image, stretched: filling the panel's own pixels would cost a phone its frame.
            let (columns, rows) = CELLS;
            let pixels = shade_clouds(&picture.clouds, &self.theme);
            let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), columns as u32)?;
            let small = match &self.views[panel].small {
                Some(small) => small.clone(),
                None => OffscreenCanvas::new(columns as u32, rows as u32)?,
            };
            let pen = small.get_context("2d")?.ok_or_else(|| Error::new("this canvas has no 2d context"))?;
            pen.unchecked_into::<OffscreenCanvasRenderingContext2d>().put_image_data(&image, 0.0, 0.0)?;
            let (left, top, right, bottom) = viewport.rectangle();
            self.views[panel].small = Some(small.clone());
            context.draw_image_with_offscreen_canvas_and_dw_and_dh(
                &small,
                left,
                top,
                right - left,
                bottom - top,
            )?;
        }
        let backend = CanvasBackend::with_canvas_object(canvas.clone());
        let root = backend.ok_or_else(|| Error::new("this canvas cannot be drawn on"))?.into_drawing_area();
        let draw = if layer == Layer::Under { draw_under } else { draw_over };
        draw(&root, &picture, &viewport, &self.theme).map_err(|error| Error::new(&error.to_string()))?;
        Ok(())
    }
}

fn pairs(query: &JsValue) -> Vec<(String, String)> {
    let pairs = from_js(query);
    let text = |value: &Value| value.as_text().unwrap_or_default().to_owned();
    let pair = |pair: &Value| pair.as_list().and_then(|pair| Some((text(pair.first()?), text(pair.get(1)?))));
    pairs.as_list().unwrap_or_default().iter().filter_map(pair).collect()
}

fn args(parts: Args) -> Value {
    Value::Map(parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn notice(notice: Notice) -> Value {
    let parts = notice.args.into_iter().map(|(name, text)| (name, text.into())).collect();
    map([("key", notice.key.into()), ("args", args(parts))])
}
