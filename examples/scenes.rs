//! Prints which scenes there are, in the order of the page, each with its parameter table: what the Python package knows of them.
//!
//! Output: `[{ id, params: [{ name, kind, allowed, default, min?, max?, most?, choices? }, …] }, …]`.

use downhill::param::{Kind, MOST, Param};
use downhill::scene::SCENES;
use downhill::scene::own::widest;
use serde_json::{Value as Json, json};

fn main() {
    let scene = |id: &str, params: Vec<&Param>| {
        let own = params.iter().any(|param| param.name == "points");
        let params: Vec<Json> =
            params.into_iter().map(|param| row(&if own { widest(param) } else { *param })).collect();
        json!({ "id": id, "params": params })
    };
    let scenes: Vec<Json> = SCENES.iter().map(|entry| scene(entry.id, (entry.params)())).collect();
    println!("{}", Json::from(scenes));
}

fn row(param: &Param) -> Json {
    let mut row = match param.kind {
        Kind::Number { min, max, .. } => json!({ "kind": "number", "min": min, "max": max }),
        Kind::Integer { min, max, .. } => json!({ "kind": "integer", "min": min, "max": max }),
        Kind::Choice(choices) => json!({ "kind": "choice", "choices": choices }),
        Kind::Point => json!({ "kind": "point" }),
        Kind::List { min, max } => json!({ "kind": "list", "min": min, "max": max, "most": MOST }),
        Kind::Text(_) => json!({ "kind": "text" }),
    };
    row["name"] = param.name.into();
    row["default"] = param.default.into();
    row["allowed"] = param.allowed().into();
    row
}
