//! What is published: `dist/site/`, a static page that works from any path, and `dist/npm/`, the package.

use crate::build;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use xshell::{Shell, cmd};

/// Builds and writes both.
pub(crate) fn dist(sh: &Shell) -> Result<()> {
    build::build(sh)?;
    sh.remove_path("dist")?;
    site(sh)?;
    npm(sh)
}

fn site(sh: &Shell) -> Result<()> {
    sh.create_dir("dist/site")?;
    // The page's style sheet stands alone; the figure's travel inside the bundle as text, made small first.
    cmd!(
        sh,
        "node_modules/.bin/esbuild www/style.css --minify --outfile=dist/site/style.css --log-level=warning"
    )
    .quiet()
    .run()?;
    cmd!(
        sh,
        "node_modules/.bin/esbuild www/scene.css www/controls.css --minify --outdir=www/pkg --log-level=warning"
    )
    .quiet()
    .run()?;
    let options = [
        "--bundle",
        "--minify",
        "--format=esm",
        "--splitting",
        "--target=es2022",
        "--loader:.css=text",
        "--chunk-names=[name]-[hash]",
        "--outdir=dist/site",
        "--log-level=warning",
    ];
    cmd!(sh, "node_modules/.bin/esbuild www/main.js www/worker.js {options...}").quiet().run()?;
    for wasm in ["first_bg.wasm", "downhill_bg.wasm"] {
        sh.copy_file(format!("www/pkg/{wasm}"), format!("dist/site/{wasm}"))?;
    }
    let mut words: Map<String, Value> = serde_json::from_str(&sh.read_file("www/locales/en.json")?)?;
    words.extend(serde_json::from_str::<Map<String, Value>>(&sh.read_file("www/locales/page.en.json")?)?);
    sh.write_file("dist/site/index.html", filled(&sh.read_file("www/index.html")?, &words)?)?;
    sh.copy_file("www/icon.svg", "dist/site/icon.svg")?;
    Ok(())
}

/// Puts the English words into the page, so that it reads without a script.
fn filled(page: &str, words: &Map<String, Value>) -> Result<String> {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{{") {
        let (key, after) = after.split_once("}}").context("www/index.html: {{ without }}")?;
        let Some(text) = words.get(key).and_then(Value::as_str) else {
            bail!("www/index.html names {key:?}, which www/locales/en.json does not have");
        };
        out.push_str(before);
        out.push_str(text);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn npm(sh: &Shell) -> Result<()> {
    sh.create_dir("dist/npm")?;
    for file in ["downhill.js", "downhill.d.ts", "downhill_bg.wasm"] {
        sh.copy_file(format!("target/pkg/{file}"), format!("dist/npm/{file}"))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        sh.copy_file(licence, format!("dist/npm/{licence}"))?;
    }
    sh.copy_file("docs/npm.md", "dist/npm/README.md")?;
    let version = cmd!(sh, "cargo pkgid -p downhill").quiet().read()?;
    let version = version.rsplit(['#', '@']).next().context("a version")?;
    let package = json!({
        "name": "downhill-lab",
        "version": version,
        "description": "Mini-batch optimisation on toy objectives, step by step: batch size, momentum and their friends.",
        "keywords": ["optimization", "sgd", "momentum", "machine-learning", "education", "wasm"],
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "main": "./downhill.js",
        "types": "./downhill.d.ts",
        "exports": {
            ".": { "types": "./downhill.d.ts", "default": "./downhill.js" },
            "./downhill_bg.wasm": "./downhill_bg.wasm"
        },
        "files": ["downhill.js", "downhill.d.ts", "downhill_bg.wasm", "LICENSE-MIT", "LICENSE-APACHE"],
        "sideEffects": false
    });
    sh.write_file("dist/npm/package.json", serde_json::to_string_pretty(&package)? + "\n")?;
    Ok(())
}
