//! Plain data from other people's programs, whose objects may be anything: hold themselves, or fail when they are read. What failed inside
//! this module without being caught would leave it unusable.

use super::convert::from_js;
use crate::value::Value;
use js_sys::{Array, ArrayBuffer, Error, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Lists in lists: more than any description has.
const DEPTH: usize = 16;

/// Plain data of a description.
///
/// # Errors
/// It holds itself, or reading it failed: then that failure.
pub(super) fn read(js: &JsValue) -> Result<Value, JsValue> {
    nested(js, DEPTH)
}

/// The fields of a description but for one.
///
/// # Errors
/// As [`read`].
pub(super) fn read_without(js: &JsValue, field: &str) -> Result<Value, JsValue> {
    if is_numbers(js) || Array::is_array(js) || !js.is_object() { read(js) } else { map(js, field, DEPTH) }
}

/// A field as it is; undefined where the description has none, or is no object.
///
/// # Errors
/// Reading it failed.
pub(super) fn field(js: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    if js.is_object() { Reflect::get(js, &name.into()) } else { Ok(JsValue::UNDEFINED) }
}

/// Whether it is a typed array or its memory, which cannot fail.
pub(super) fn is_numbers(js: &JsValue) -> bool {
    ArrayBuffer::is_view(js) || js.is_instance_of::<ArrayBuffer>()
}

fn nested(js: &JsValue, depth: usize) -> Result<Value, JsValue> {
    if is_numbers(js) || !js.is_object() {
        return Ok(from_js(js));
    }
    if depth == 0 {
        let message = format!("a description is nested more than {DEPTH} deep, as one is that holds itself");
        return Err(Error::new(&message).into());
    }
    if !Array::is_array(js) {
        return map(js, "", depth);
    }
    let length = field(js, "length")?.as_f64().unwrap_or_default();
    let items = (0..length as u32).map(|k| nested(&Reflect::get_u32(js, k)?, depth - 1));
    items.collect::<Result<_, _>>().map(Value::List)
}

fn map(js: &JsValue, without: &str, depth: usize) -> Result<Value, JsValue> {
    let names = Reflect::own_keys(js)?;
    let names = names.iter().filter_map(|name| name.as_string()).filter(|name| name != without);
    let entry = |name: String| {
        let value = nested(&field(js, &name)?, depth - 1)?;
        Ok((name, value))
    };
    names.map(entry).collect::<Result<_, JsValue>>().map(Value::Map)
}
