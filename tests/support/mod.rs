//! What several tests need.

use serde_json::Value;

/// The rows of one part of `tests/oracles/closed_forms.json`.
pub(crate) fn closed_forms(part: &str) -> Vec<Value> {
    let text = std::fs::read_to_string("tests/oracles/closed_forms.json").unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    all[part]["rows"].as_array().unwrap().clone()
}

/// A number of a row.
pub(crate) fn number(row: &Value, name: &str) -> f64 {
    row[name].as_f64().unwrap()
}
