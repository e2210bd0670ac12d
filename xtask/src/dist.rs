//! What is published: `dist/site/`, a static page that works from any path, and `dist/npm/`, the package.

use crate::{build, notices, page};
use anyhow::{Context, Result};
use serde_json::json;
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
    // The page's style sheet stands alone; the figure's travels inside the bundle as text, made small first.
    bundle(sh, &["www/css/style.css"], &["--outdir=dist/site"])?;
    for sheet in ["figure", "folded", "ledger", "pins", "presenter", "progress"] {
        bundle(sh, &[&format!("www/css/{sheet}.css")], &["--outdir=www/pkg"])?;
    }
    let options = [
        "--format=esm",
        "--target=es2022",
        "--charset=utf8",
        "--loader:.css=text",
        "--chunk-names=[name]-[hash]",
        "--outdir=dist/site",
    ];
    // What a first visit needs is one file, and what that imports is named in the page: it would wait for the one that
    // asks for it. Workers, which come later, have a file of their own.
    bundle(sh, &["www/main.js"], &[&options[..], &["--splitting"]].concat())?;
    // What one figure alone asks of them is in files beside it.
    bundle(sh, &["www/worker.js"], &[&options[..], &["--splitting"]].concat())?;
    let parts = ["first"].iter().chain(&build::PARTS).map(|part| format!("{part}_bg.wasm"));
    for wasm in parts.chain(["timing_simd.wasm", "timing_scalar.wasm"].map(str::to_owned)) {
        sh.copy_file(format!("www/pkg/{wasm}"), format!("dist/site/{wasm}"))?;
    }
    // The larger data set comes when a reader asks for it; its licence and source go with it.
    for (file, name) in [("mnist10k.bin.gz", "mnist10k.bin.gz"), ("README.md", "DATA.md")] {
        sh.copy_file(format!("data/{file}"), format!("dist/site/{name}"))?;
    }
    sh.write_file("dist/site/index.html", page::page(sh)?.replace("<!-- chunks -->\n", &chunks(sh)?))?;
    sh.copy_file("www/icon.svg", "dist/site/icon.svg")?;
    sh.copy_file(notices::FILE, format!("dist/site/{}", notices::FILE))?;
    Ok(())
}

/// What the bundle imports, asked for with it.
fn chunks(sh: &Shell) -> Result<String> {
    let bundle = sh.read_file("dist/site/main.js")?;
    let imports = bundle.split("from\"./").skip(1).filter_map(|rest| rest.split('"').next());
    Ok(imports.map(|file| format!("<link rel=\"modulepreload\" href=\"{file}\" />\n")).collect())
}

fn bundle(sh: &Shell, entries: &[&str], options: &[&str]) -> Result<()> {
    cmd!(sh, "node_modules/.bin/esbuild {entries...} --bundle --minify --log-level=warning {options...}")
        .quiet()
        .run()?;
    Ok(())
}

fn npm(sh: &Shell) -> Result<()> {
    sh.create_dir("dist/npm")?;
    for file in ["downhill.js", "downhill.d.ts", "downhill_bg.wasm"] {
        sh.copy_file(format!("target/pkg/{file}"), format!("dist/npm/{file}"))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE", notices::FILE] {
        sh.copy_file(licence, format!("dist/npm/{licence}"))?;
    }
    sh.copy_file("docs/npm.md", "dist/npm/README.md")?;
    // The digits are in the module: their source and licence go with them.
    sh.copy_file("data/README.md", "dist/npm/DATA.md")?;
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
        "files": ["downhill.js", "downhill.d.ts", "downhill_bg.wasm", "LICENSE-MIT", "LICENSE-APACHE", "DATA.md", notices::FILE],
        "sideEffects": false
    });
    sh.write_file("dist/npm/package.json", serde_json::to_string_pretty(&package)? + "\n")?;
    Ok(())
}
