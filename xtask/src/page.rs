//! The page's HTML: one section for each scene, one button for each language, and the English words, so that it reads
//! without a script.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use xshell::{Shell, cmd};

type Words = Map<String, Value>;

/// Asks the program that is shipped which scenes it has.
const SCENES: &str = "import { readFileSync } from 'node:fs';
const { initSync, scenes } = await import(process.cwd() + '/target/pkg/downhill.js');
initSync({ module: readFileSync('target/pkg/downhill_bg.wasm') });
console.log(scenes().map(({ id }) => id).join(' '));";

/// What the page is, in two sentences.
const STANDFIRST: &str = r#"<p class="standfirst" data-text="page.standfirst">{{page.standfirst}}</p>
"#;

/// `dist/site/index.html`, of `www/index.html` and the words.
pub(crate) fn page(sh: &Shell) -> Result<String> {
    let mut words = Words::new();
    for part in ["first", "page"] {
        words.extend(serde_json::from_str::<Words>(&sh.read_file(format!("www/locales/en/{part}.json"))?)?);
    }
    let scenes = cmd!(sh, "node --input-type=module --eval {SCENES}").quiet().read()?;
    let mut sections = scenes.split(' ').map(|id| section(id, &words)).collect::<Vec<_>>();
    // The first figure stands right under the title of the page; what the page is comes after it.
    sections.insert(1, STANDFIRST.to_owned());
    let sections = sections.concat();
    let page = sh.read_file("www/index.html")?;
    let page = page.replace("<!-- sections -->", &sections).replace("<!-- languages -->", &languages(sh)?);
    // Indentation is for whoever edits the page, not for its readers.
    let page: String = page.lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    filled(&page, &words)
}

/// A scene with what is said before it.
fn section(id: &str, words: &Words) -> String {
    let part = |tag: &str, name: &str, more: &str| {
        let key = format!("scene.{id}.{name}");
        format!(r#"<{tag}{more} data-text="{key}">{{{{{key}}}}}</{tag}>"#) + "\n"
    };
    let paragraph = |name: &str| {
        if words.contains_key(&format!("scene.{id}.{name}")) { part("p", name, "") } else { String::new() }
    };
    let title = part("h2", "title", &format!(r#" id="{id}-title""#));
    [
        &format!(r#"<section id="{id}" aria-labelledby="{id}-title">"#),
        r#"<div class="prose">"#,
        &title,
        &paragraph("intro"),
        "</div>",
        &format!(r#"<downhill-scene scene="{id}"></downhill-scene>"#),
        "</section>",
        "",
    ]
    .join("\n")
    .lines()
    .filter(|line| !line.is_empty())
    .flat_map(|line| [line, "\n"])
    .collect()
}

/// The buttons that change the language.
fn languages(sh: &Shell) -> Result<String> {
    let rows: Vec<Value> = serde_json::from_str(&sh.read_file("www/languages.json")?)?;
    let button = |row: &Value| {
        let text = |name: &str| row[name].as_str().with_context(|| format!("www/languages.json: no {name}"));
        let (id, tag, name) = (text("id")?, text("tag")?, text("name")?);
        let pressed = id == "en";
        Ok(format!(
            r#"<button type="button" data-lang="{id}" lang="{tag}" aria-pressed="{pressed}">{name}</button>"#
        ) + "\n")
    };
    rows.iter().map(button).collect()
}

/// Puts the English words in the place of their keys.
fn filled(page: &str, words: &Words) -> Result<String> {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{{") {
        let (key, after) = after.split_once("}}").context("www/index.html: {{ without }}")?;
        let Some(text) = words.get(key).and_then(Value::as_str) else {
            bail!("www/index.html names {key:?}, which the English words do not have");
        };
        out.push_str(before);
        out.push_str(text);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}
