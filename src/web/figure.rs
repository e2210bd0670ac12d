//! A scene on its canvases, for the page.

use super::canvas::Canvases;
use super::convert::{Kept, from_js, list, to_js};
use super::rest::scenes;
use super::values::{self, Look};
use crate::chart::{Theme, Viewport};
use crate::param::Notice;
use crate::scene::{Entry, Scene};
use crate::value::Value;
use js_sys::Error;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// A scene on its canvases.
#[wasm_bindgen(js_name = Scene)]
pub struct SceneHandle {
    pub(super) scene: Box<dyn Scene>,
    views: Vec<Canvases>,
    pub(super) theme: Theme,
    notices: Vec<Notice>,
    /// What a frame asks for: the same object while it says the same.
    pub(super) kept: [Kept; 8],
}

#[wasm_bindgen(js_class = Scene)]
impl SceneHandle {
    /// The scene `id` with the parameters of a link. Values that cannot be used are told by `notices()`.
    ///
    /// # Errors
    /// There is no scene of that id.
    #[wasm_bindgen(constructor)]
    pub fn new(
        id: &str,
        #[wasm_bindgen(unchecked_param_type = "[string, string][]")] query: &JsValue,
    ) -> Result<Self, JsValue> {
        let Some(mut scene) = scenes().find(|entry| entry.id == id).map(Entry::make) else {
            let known: Vec<_> = scenes().map(|entry| entry.id).collect();
            return Err(Error::new(&format!("scene is \"{id}\"; allowed: {}", known.join(" | "))).into());
        };
        let notices = scene.load(&pairs(query));
        let views = scene.panels().iter().map(|_| Canvases::default()).collect();
        Ok(Self { scene, views, theme: Theme::light(), notices, kept: Default::default() })
    }
    /// Takes another link: all parameters not in it go to their defaults.
    pub fn load(&mut self, #[wasm_bindgen(unchecked_param_type = "[string, string][]")] query: &JsValue) {
        self.notices = self.scene.load(&pairs(query));
    }
    /// What could not be used; told once.
    #[wasm_bindgen(unchecked_return_type = "Notice[]")]
    pub fn notices(&mut self) -> JsValue {
        to_js(&list(std::mem::take(&mut self.notices), values::notice))
    }
    /// The link: parameters that are not at their defaults.
    #[wasm_bindgen(unchecked_return_type = "[string, string][]")]
    pub fn query(&self) -> JsValue {
        to_js(&list(self.scene.query(), |(name, value)| vec![name, value].into()))
    }
    /// The controls to show now.
    #[wasm_bindgen(unchecked_return_type = "Control[]")]
    pub fn controls(&self) -> JsValue {
        to_js(&list(self.scene.controls(), values::control))
    }
    /// Sets one parameter, of the scene or of one run.
    #[wasm_bindgen(unchecked_return_type = "Notice | undefined")]
    pub fn set(&mut self, name: &str, value: &str, run: Option<usize>) -> JsValue {
        to_js(&self.scene.set(name, value, run).map(values::notice).into())
    }
    /// Presses one of the buttons among the controls; true if what it began is to be played.
    pub fn command(&mut self, name: &str, run: Option<usize>) -> bool {
        self.scene.command(name, run)
    }
    /// The guided steps, and where the scene stands among them.
    #[wasm_bindgen(unchecked_return_type = "GuideInfo")]
    pub fn guide(&self) -> JsValue {
        self.kept[0].js(values::guide(self.scene.guide()))
    }
    /// Begins to move to a step; the number of steps gives the reader the turn.
    pub fn follow(&mut self, step: usize) {
        self.scene.follow(step);
    }
    /// Moves on towards it; false when there is no way left.
    pub fn glide(&mut self, seconds: f64) -> bool {
        self.scene.glide(seconds)
    }
    /// Keeps the present runs in the pictures.
    pub fn pin(&mut self) {
        self.scene.pin();
    }
    /// Takes one of the kept runs away, or all of them.
    pub fn unpin(&mut self, pin: Option<usize>) {
        self.scene.unpin(pin);
    }
    /// The kept runs, each with the link it was set by.
    #[wasm_bindgen(unchecked_return_type = "[string, string][][]")]
    pub fn pins(&self) -> JsValue {
        let pair = |(name, value): (String, String)| Value::from(vec![name, value]);
        to_js(&list(self.scene.pins(), |query| list(query, pair)))
    }
    /// Tells whether the reader looks deeper.
    pub fn deepen(&mut self, open: bool) {
        self.scene.deepen(open);
    }
    /// The panels.
    #[wasm_bindgen(unchecked_return_type = "PanelInfo[]")]
    pub fn panels(&self) -> JsValue {
        to_js(&list(self.scene.panels(), values::panel))
    }
    /// Gives a panel its two canvases.
    pub fn attach(&mut self, panel: usize, still: HtmlCanvasElement, moving: HtmlCanvasElement) {
        if let Some(view) = self.views.get_mut(panel) {
            view.attach(still, moving);
        }
    }
    /// Tells a panel's size in CSS pixels and the device pixels for one of them. A size without area is kept back.
    pub fn resize(&mut self, panel: usize, width: f64, height: f64, ratio: f64) {
        let other = self.views.get_mut(panel).is_some_and(|view| view.resize(width, height, ratio));
        if let Some(viewport) = self.viewport(panel).filter(|_| other) {
            self.scene.set_aspect(panel, viewport.width / viewport.height);
        }
    }
    /// Light or dark.
    pub fn set_theme(&mut self, dark: bool) {
        self.theme = if dark { Theme::dark() } else { Theme::light() };
        self.views.iter_mut().for_each(Canvases::forget);
    }
    /// The theme's colours as CSS custom properties.
    #[wasm_bindgen(unchecked_return_type = "Colour[]")]
    pub fn palette(&self) -> JsValue {
        let runs = self.theme.runs.iter().enumerate();
        let runs = runs.map(|(k, rgb)| (format!("--run-{k}"), *rgb));
        let own = [("--gradient", self.theme.gradient), ("--memory", self.theme.memory)];
        let all = own.into_iter().map(|(name, rgb)| (name.to_owned(), rgb)).chain(runs);
        to_js(&list(all, |(name, rgb)| values::colour(name, rgb)))
    }
    /// Draws what is out of date of a panel; tells whether anything was.
    ///
    /// # Errors
    /// The canvas refused.
    pub fn render(&mut self, panel: usize) -> Result<bool, JsValue> {
        let Some(view) = self.views.get_mut(panel) else { return Ok(false) };
        view.render(self.scene.as_ref(), panel, &self.theme)
    }
    /// Where the scene stands in time; nothing for a scene without a clock.
    #[wasm_bindgen(unchecked_return_type = "TimelineInfo | undefined")]
    pub fn timeline(&self) -> JsValue {
        self.kept[1].js(self.scene.timeline().map(values::timeline).into())
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
    /// Shows how far the work has come.
    pub fn look(&mut self) {
        self.scene.look();
    }
    /// The question asked before the run.
    #[wasm_bindgen(unchecked_return_type = "PredictionInfo | undefined")]
    pub fn prediction(&self) -> JsValue {
        self.kept[2].js(self.scene.prediction().map(values::prediction).into())
    }
    /// Takes the reader's answer; true if what follows is to be played.
    pub fn predict(&mut self, choice: usize) -> bool {
        self.scene.predict(choice)
    }
    /// What can be taken hold of, in CSS pixels of its panel.
    #[wasm_bindgen(unchecked_return_type = "HandleInfo[]")]
    pub fn handles(&self) -> JsValue {
        to_js(&list(self.scene.handles(), |handle| {
            let at = self.viewport(handle.panel).map_or((0.0, 0.0), |viewport| viewport.css(handle.at));
            values::handle(handle, at)
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
        if panel < self.views.len() {
            self.scene.hover(panel, None);
        }
    }
    /// Names of the runs in the pictures, in the order of their colours.
    #[wasm_bindgen(unchecked_return_type = "LegendInfo[]")]
    pub fn legend(&self) -> JsValue {
        self.kept[5].js(list(self.scene.legend(), |(run, name)| values::legend(run, name)))
    }
    /// Words in the pictures, in CSS pixels of their panels.
    #[wasm_bindgen(unchecked_return_type = "LabelInfo[]")]
    pub fn labels(&self) -> JsValue {
        self.kept[3].js(list(self.scene.labels(), |label| {
            let at = self.viewport(label.panel).map_or((f64::NAN, 0.0), |viewport| viewport.css(label.at));
            values::label(label, at, &self.theme)
        }))
    }
    /// Formula or sentence under the pictures.
    #[wasm_bindgen(unchecked_return_type = "Sentence | undefined")]
    pub fn caption(&self) -> JsValue {
        self.kept[4].js(self.scene.caption().map(values::sentence).into())
    }
    /// What tells scenes of its kind from others.
    #[wasm_bindgen(unchecked_return_type = "Traits")]
    pub fn traits(&self) -> JsValue {
        to_js(&values::traits(self.scene.traits()))
    }
    /// The live numbers, one row a run.
    #[wasm_bindgen(unchecked_return_type = "ReadoutInfo[]")]
    pub fn readouts(&self) -> JsValue {
        to_js(&list(self.scene.readouts(), |row| {
            let look = Look::of(row.swatch, &self.theme);
            values::readout(row, look)
        }))
    }
    /// The lecture's claims against what was measured.
    #[wasm_bindgen(unchecked_return_type = "ClaimInfo[]")]
    pub fn claims(&self) -> JsValue {
        to_js(&list(self.scene.claims(), values::claim))
    }
    /// The present state in one sentence.
    #[wasm_bindgen(unchecked_return_type = "Sentence")]
    pub fn describe(&self) -> JsValue {
        to_js(&values::sentence(self.scene.describe()))
    }

    pub(super) fn viewport(&self, panel: usize) -> Option<Viewport> {
        self.views.get(panel)?.viewport(self.scene.as_ref(), panel)
    }
}

fn pairs(query: &JsValue) -> Vec<(String, String)> {
    let pairs = from_js(query);
    let text = |value: &Value| value.as_text().unwrap_or_default().to_owned();
    let pair = |pair: &Value| pair.as_list().and_then(|pair| Some((text(pair.first()?), text(pair.get(1)?))));
    pairs.as_list().unwrap_or_default().iter().filter_map(pair).collect()
}
