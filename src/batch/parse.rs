//! Batches from a description.

use super::{ORDER, Order, Plan};
use crate::fields::{FieldError, Fields, error, numbers};
use crate::param::Param;
use crate::value::Value;

const KNOWN: &[&str] = &["size", "order"];

/// The batches of a description `{ size: 4, order: "reshuffle" | [[0,3],[1,2],…] }` over `examples` examples;
/// nothing means the full batch.
///
/// # Errors
/// The size is not 1…N, the order is not known, or a listed index is not an example.
pub fn from_value(value: Option<&Value>, examples: usize) -> Result<Plan, FieldError> {
    let list = value.and_then(|value| value.get("order")).filter(|order| order.as_list().is_some());
    match (value, list) {
        (Some(value), Some(list)) => {
            Fields::new("batch", value, KNOWN)?;
            Ok(Plan::Listed(listed(list, examples)?))
        }
        _ => size_and_order(value, examples).map(|(size, order)| Plan::Drawn(size, order)),
    }
}

/// Size and rule of a description `{ size, order }` without a list; nothing means the full batch.
///
/// # Errors
/// The size is not 1…N, or the order is not known.
pub fn size_and_order(value: Option<&Value>, examples: usize) -> Result<(usize, Order), FieldError> {
    let Some(value) = value else { return Ok((examples, Order::Sequential)) };
    let fields = Fields::new("batch", value, KNOWN)?;
    let order = fields.choice(&ORDER)?;
    let size = match fields.get("size") {
        Some(_) => fields.number(&Param::integer("size", 1.0, examples as f64, "1"))? as usize,
        None => examples,
    };
    Ok((size, order))
}

fn listed(value: &Value, examples: usize) -> Result<Vec<Vec<usize>>, FieldError> {
    let path = "batch.order";
    let lists = value.as_list().unwrap_or_default();
    let allowed = format!("example indices 0…{}, at least one a batch", examples - 1);
    let mut batches = Vec::with_capacity(lists.len());
    for (b, list) in lists.iter().enumerate() {
        let path = format!("{path}[{b}]");
        let indices = numbers(&path, list)?;
        let fits = |i: &f64| *i >= 0.0 && i.fract() == 0.0 && *i < examples as f64;
        if indices.is_empty() || !indices.iter().all(fits) {
            return Err(error(&path, list, &allowed));
        }
        batches.push(indices.into_iter().map(|i| i as usize).collect());
    }
    if batches.is_empty() {
        return Err(error(path, value, "at least one batch"));
    }
    Ok(batches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn descriptions_give_plans() {
        let plan = |text: &str| from_value(Some(&read(text)), 20).unwrap();
        assert_eq!(from_value(None, 20), Ok(Plan::Drawn(20, Order::Sequential)));
        assert_eq!(plan("{}"), Plan::Drawn(20, Order::Reshuffle));
        assert_eq!(plan(r#"{"size":4,"order":"once"}"#), Plan::Drawn(4, Order::Once));
        assert_eq!(plan(r#"{"order":[[0,3],[1]]}"#), Plan::Listed(vec![vec![0, 3], vec![1]]));
    }

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |text: &str| from_value(Some(&read(text)), 20).unwrap_err().to_string();
        assert_eq!(message(r#"{"size":21}"#), "batch.size is 21; allowed: 1…20, whole");
        assert_eq!(
            message(r#"{"order":"worst"}"#),
            "batch.order is \"worst\"; allowed: reshuffle | once | sequential | replacement"
        );
        assert_eq!(
            message(r#"{"order":[[0],[20]]}"#),
            "batch.order[1] is [20]; allowed: example indices 0…19, at least one a batch"
        );
        assert_eq!(message(r#"{"order":[]}"#), "batch.order is []; allowed: at least one batch");
        assert!(
            message(r#"{"order":[[0]],"sise":1}"#).starts_with("batch.sise is 1; allowed: no such field")
        );
        assert_eq!(message("7"), "batch is 7; allowed: an object");
    }
}
