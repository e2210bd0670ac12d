//! A value as it comes from JSON, from a JavaScript object or from a link: the one input type of every
//! description in this crate.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// A tree of plain data. Maps keep their order; numbers are `f64` and may be NaN when they come from JavaScript.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// JSON `null`, JavaScript `undefined`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array or typed array.
    List(Vec<Value>),
    /// An object: names and values in the order they were written.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The entry of a map by name; `None` for other kinds and for missing or null entries.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let Value::Map(entries) = self else { return None };
        entries.iter().find(|(key, value)| key == name && *value != Value::Null).map(|(_, value)| value)
    }
    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        if let Value::Number(x) = self { Some(*x) } else { None }
    }
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }
    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        if let Value::List(items) = self { Some(items) } else { None }
    }
}

/// Builds a [`Value::Map`] from pairs.
pub fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl From<f64> for Value {
    fn from(x: f64) -> Self {
        Value::Number(x)
    }
}
impl From<bool> for Value {
    fn from(x: bool) -> Self {
        Value::Bool(x)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Value::List(items.into_iter().map(Into::into).collect())
    }
}

/// The way a value is shown to a reader inside an error: JSON, cut after 60 characters.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        write_json(self, &mut text);
        if text.chars().count() > 60 {
            text = text.chars().take(57).chain("...".chars()).collect();
        }
        f.write_str(&text)
    }
}

fn write_json(value: &Value, out: &mut String) {
    let list = |open: char,
                close: char,
                items: &mut dyn Iterator<Item = (Option<&str>, &Value)>,
                out: &mut String| {
        out.push(open);
        for (index, (key, item)) in items.enumerate() {
            if out.len() > 240 {
                break;
            }
            if index > 0 {
                out.push_str(", ");
            }
            if let Some(key) = key {
                out.push_str(key);
                out.push_str(": ");
            }
            write_json(item, out);
        }
        out.push(close);
    };
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(x) => out.push_str(if *x { "true" } else { "false" }),
        Value::Number(x) => out.push_str(&x.to_string()),
        Value::Text(text) => {
            out.push('"');
            out.push_str(text);
            out.push('"');
        }
        Value::List(items) => list('[', ']', &mut items.iter().map(|item| (None, item)), out),
        Value::Map(entries) => list('{', '}', &mut entries.iter().map(|(k, v)| (Some(k.as_str()), v)), out),
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_none(),
            Value::Bool(x) => serializer.serialize_bool(*x),
            Value::Number(x) => serializer.serialize_f64(*x),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain data")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, x: bool) -> Result<Value, E> {
        Ok(Value::Bool(x))
    }
    fn visit_i64<E>(self, x: i64) -> Result<Value, E> {
        Ok(Value::Number(x as f64))
    }
    fn visit_u64<E>(self, x: u64) -> Result<Value, E> {
        Ok(Value::Number(x as f64))
    }
    fn visit_f64<E>(self, x: f64) -> Result<Value, E> {
        Ok(Value::Number(x))
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_round_trip_keeps_order_and_numbers() {
        let text = r#"{"b":[1.5,true,null],"a":{"x":"y"}}"#;
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        assert_eq!(value.get("a").and_then(|a| a.get("x")).and_then(Value::as_text), Some("y"));
    }

    #[test]
    fn display_is_cut() {
        let long = Value::from(vec![1.0; 500]);
        assert!(long.to_string().chars().count() <= 60);
        assert_eq!(Value::from("a").to_string(), "\"a\"");
    }
}
