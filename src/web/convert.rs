use crate::value::Value;
use js_sys::{Array, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// Plain data of a JavaScript value; what is no data (functions, symbols) is null. Typed arrays are lists.
pub(super) fn from_js(js: &JsValue) -> Value {
    if let Some(x) = js.as_f64() {
        Value::Number(x)
    } else if let Some(text) = js.as_string() {
        Value::Text(text)
    } else if let Some(x) = js.as_bool() {
        Value::Bool(x)
    } else if let Some(array) = js.dyn_ref::<Array>() {
        Value::List(array.iter().map(|item| from_js(&item)).collect())
    } else if js_sys::ArrayBuffer::is_view(js) {
        Value::List(Array::from(js).iter().map(|item| from_js(&item)).collect())
    } else if let (true, Some(object)) = (js.is_object(), js.dyn_ref::<Object>()) {
        let entries = Object::entries(object);
        let pair = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), from_js(&entry.get(1)))
        };
        Value::Map(entries.iter().map(pair).collect())
    } else {
        Value::Null
    }
}

/// The JavaScript value of plain data.
pub(super) fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::UNDEFINED,
        Value::Bool(x) => (*x).into(),
        Value::Number(x) => (*x).into(),
        Value::Text(text) => text.into(),
        Value::List(items) => items.iter().map(to_js).collect::<Array>().into(),
        Value::Map(entries) => {
            let object = Object::new();
            for (key, value) in entries {
                // Setting a field of a fresh plain object does not fail.
                let _ = Reflect::set(&object, &name(key), &to_js(value));
            }
            object.into()
        }
    }
}

/// Names of fields that are remembered; a figure at play has some thirty.
const NAMES: usize = 64;

thread_local! {
    static KNOWN: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// The name of a field, made once: a frame has a hundred of them, and each would be decoded anew.
fn name(key: &str) -> JsValue {
    KNOWN.with_borrow_mut(|known| {
        if let Some((_, name)) = known.iter().find(|(text, _)| text == key) {
            return name.clone();
        }
        let name = JsValue::from_str(key);
        if known.len() < NAMES {
            known.push((key.to_owned(), name.clone()));
        }
        name
    })
}

/// What was said last. Making an object costs more than comparing what it is made of, and whoever is handed the same one
/// again need not look into it.
#[derive(Default)]
pub(super) struct Kept(RefCell<Option<(Value, JsValue)>>);

impl Kept {
    /// The JavaScript value of plain data: the one before, if it says the same.
    pub(super) fn js(&self, value: Value) -> JsValue {
        let mut kept = self.0.borrow_mut();
        if let Some((_, js)) = kept.as_ref().filter(|(before, _)| *before == value) {
            return js.clone();
        }
        let js = to_js(&value);
        *kept = Some((value, js.clone()));
        js
    }
}

/// A list made of anything.
pub(super) fn list<T>(items: impl IntoIterator<Item = T>, one: impl Fn(T) -> Value) -> Value {
    Value::List(items.into_iter().map(one).collect())
}
