//! A value as it comes from JSON, from a JavaScript object or from a link: the one input type of every
//! description in this crate.

use crate::decimal;
use std::borrow::Cow;
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
///
/// ```
/// use downhill_ground::value::{Value, map};
/// let optimizer = map([("name", "sgd".into()), ("learningRate", 0.1.into())]);
/// assert_eq!(optimizer.get("learningRate").and_then(Value::as_number), Some(0.1));
/// ```
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
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
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
        f.write_str(&cut(&text, 60))
    }
}

/// As much of what somebody has written as a sentence has room for.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if text.chars().count() <= most {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().take(most - 1).chain(['…']).collect())
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
        Value::Number(x) => out.push_str(&decimal::text(*x)),
        Value::Text(text) => {
            out.push('"');
            out.push_str(text);
            out.push('"');
        }
        Value::List(items) => list('[', ']', &mut items.iter().map(|item| (None, item)), out),
        Value::Map(entries) => list('{', '}', &mut entries.iter().map(|(k, v)| (Some(k.as_str()), v)), out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn entries_are_found_by_name_and_null_is_none() {
        let value = json::read(r#"{"a":{"x":"y","n":null},"b":[1.5,true,null]}"#);
        let a = value.get("a").unwrap();
        assert_eq!((a.get("x").and_then(Value::as_text), a.get("n"), a.get("z")), (Some("y"), None, None));
        let list = value.get("b").and_then(Value::as_list).unwrap();
        assert_eq!(list, [Value::Number(1.5), Value::Bool(true), Value::Null]);
        assert_eq!((list[0].as_number(), list[1].as_number()), (Some(1.5), None));
    }

    #[test]
    fn display_is_cut() {
        let long = Value::from(vec![1.0; 500]);
        assert!(long.to_string().chars().count() <= 60);
        assert_eq!(Value::from("a").to_string(), "\"a\"");
    }
}
