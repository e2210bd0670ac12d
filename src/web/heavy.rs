//! Heavy work: what a scene wants done, and what a worker does for it.

use super::convert::{from_js, to_js};
use super::figure::SceneHandle;
use super::rest::{digits, rest};
use crate::job::Job;
use crate::value::Value;
use js_sys::Error;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Report {
  /** Kind of the job. */
  name: string;
  /** Part of the work that is done, 0…1. */
  progress: number;
  /** Whether it says all that the reports before it said. */
  replaces: boolean;
}
"#;

/// What menus show for objectives and optimisers where a language has no words of its own.
#[wasm_bindgen(unchecked_return_type = "Title[]")]
pub fn titles() -> JsValue {
    to_js(&rest().map_or(Value::Null, |rest| (rest.titles)()))
}

#[wasm_bindgen(js_class = Scene)]
impl SceneHandle {
    /// Heavy work that the scene wants done in workers: independent jobs, each with a key that stays its own. A job that
    /// has disappeared from the list is cancelled. The same object while it says the same.
    #[wasm_bindgen(unchecked_return_type = "Wish[]")]
    pub fn jobs(&self) -> JsValue {
        self.kept[7]
            .js(rest().map_or_else(|| Value::List(Vec::new()), |rest| (rest.jobs)(self.scene.as_ref())))
    }
    /// Takes what the job `key` has found.
    pub fn receive(&mut self, key: &str, #[wasm_bindgen(unchecked_param_type = "Report")] report: &JsValue) {
        if let Some(rest) = rest() {
            (rest.receive)(self.scene.as_mut(), key, from_js(report));
        }
    }
    /// The lecture's words beside what was measured; the same object while it says the same.
    #[wasm_bindgen(unchecked_return_type = "LedgerRow[]")]
    pub fn ledger(&self) -> JsValue {
        let rows =
            digits().map_or_else(|| Value::List(Vec::new()), |digits| (digits.ledger)(self.scene.as_ref()));
        self.kept[6].js(rows)
    }
    /// What of the figure can be taken away as numbers: what a panel shows, or, without one, the runs. A panel can be had as a
    /// landscape (1), and what lies on that (2). With a wish, what a reader does to the examples that the panel shows, and how they
    /// stand then.
    #[wasm_bindgen(unchecked_return_type = "Takings & TakenPicture & Landscape & Laid & Edited")]
    pub fn take(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] panel: Option<usize>,
        #[wasm_bindgen(unchecked_optional_param_type = "number | EditWish")] wish: &JsValue,
    ) -> JsValue {
        let view = panel.and_then(|panel| Some((panel, self.viewport(panel)?)));
        let scene = self.scene.as_mut();
        let answer = rest().map(|rest| (rest.answer)(scene, view, &self.theme, &from_js(wish)));
        to_js(&answer.unwrap_or(Value::Null))
    }
    /// Part of long work that is done, 0…1; nothing while there is none. The command `cancel` ends it.
    pub fn progress(&self) -> Option<f64> {
        self.scene.progress()
    }
}

/// What this reader has measured of the lecture's summary, as plain data, one outcome a comparison, and the names of all comparisons
/// that can be measured everywhere. First takes in outcomes of an earlier visit, but for what has been measured since.
#[wasm_bindgen(unchecked_return_type = "{ outcomes: { cell: string }[], comparisons: string[] }")]
pub fn record(#[wasm_bindgen(unchecked_param_type = "unknown[]")] outcomes: &JsValue) -> JsValue {
    to_js(&digits().map_or(Value::Null, |digits| (digits.record)(&from_js(outcomes))))
}

/// Supplies what is in a file of data, unpacked; jobs on it can be begun from now on.
///
/// # Errors
/// It is not what it should be, or the part of the program that needs it is not there.
#[wasm_bindgen]
pub fn supply(file: &str, contents: &[u8]) -> Result<(), JsValue> {
    let supplied =
        digits().map(|digits| (digits.supply)(file, contents)).unwrap_or_else(|| Err(MISSING.to_owned()));
    Ok(supplied.map_err(|message| Error::new(&message))?)
}

const MISSING: &str = "a part of the program is not there";

/// Heavy work under way: what a worker does for a figure.
#[wasm_bindgen(js_name = Job)]
pub struct JobHandle(Box<dyn Job>);

#[wasm_bindgen(js_class = Job)]
impl JobHandle {
    /// The job of a description, as a scene's `jobs()` gives it.
    ///
    /// # Errors
    /// The description is not one.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "object")] description: &JsValue,
    ) -> Result<Self, JsValue> {
        let description = from_js(description);
        let begun = digits()
            .and_then(|digits| (digits.begin)(&description))
            .or_else(|| rest().map(|rest| (rest.begin)(&description)));
        let begun = begun.unwrap_or_else(|| Err(MISSING.to_owned()));
        Ok(Self(begun.map_err(|message| Error::new(&message))?))
    }
    /// Does a portion of some milliseconds; true when nothing is left. Jobs that report how long they took want to know how many
    /// seconds all portions before this one did.
    pub fn work(&mut self, #[wasm_bindgen(unchecked_optional_param_type = "number")] seconds: f64) -> bool {
        self.0.clock(seconds);
        self.0.work()
    }
    /// What was found since the last report: `{ name, progress, replaces, … }` for the scene's `receive`. Where
    /// `replaces` is false it goes on where the reports before ended.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&mut self) -> JsValue {
        to_js(&rest().map_or(Value::Null, |rest| (rest.report)(self.0.as_mut())))
    }
}
