//! JSON as this crate's plain data: for tests, examples and benches, which the crate shares with its unit tests.

use super::Value;
use serde_json::Value as Json;

/// The value of parsed JSON.
pub(crate) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(x) => Value::Bool(*x),
        Json::Number(x) => Value::Number(x.as_f64().expect("a number")),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(entries) => {
            Value::Map(entries.iter().map(|(key, item)| (key.clone(), value(item))).collect())
        }
    }
}

/// The value of JSON text, which must be valid.
#[allow(dead_code, reason = "not every test reads text")]
pub(crate) fn read(text: &str) -> Value {
    value(&serde_json::from_str(text).expect("valid JSON"))
}
