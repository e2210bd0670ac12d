//! What is published: `dist/site/`, a static page that works from any path; the same as one file, `dist/downhill.html`, and each of its
//! scenes in `dist/single/`; `dist/npm/`, the package;
//! and `dist/crates/`, the library for Rust.

use crate::{build, crates, head, notices, page};
use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

/// Builds and writes them all.
pub(crate) fn dist(sh: &Shell) -> Result<()> {
    build::build(sh)?;
    sh.remove_path("dist")?;
    site(sh)?;
    cmd!(sh, "node xtask/single.js").quiet().run()?;
    npm(sh)?;
    crates::crates(sh)
}

fn site(sh: &Shell) -> Result<()> {
    sh.create_dir("dist/site")?;
    let version = version(sh)?;
    let names: Value = serde_json::from_str(&cmd!(sh, "node xtask/bundle.js {version}").quiet().read()?)?;
    let address = address();
    let pages = page::pages(sh, &address)?;
    for page::Page { folder, html } in &pages {
        sh.create_dir(format!("dist/site/{folder}"))?;
        sh.write_file(
            format!("dist/site/{folder}index.html"),
            head::in_folder(&named(html, &names)?, folder),
        )?;
    }
    for (name, text) in head::for_robots(&pages, &address) {
        sh.write_file(format!("dist/site/{name}"), text)?;
    }
    // `node tests/node/support/previews.js` draws them.
    sh.create_dir("dist/site/previews")?;
    for picture in sh.read_dir("www/previews")? {
        sh.copy_file(picture, "dist/site/previews")?;
    }
    // Its licence and source go with the larger data set.
    sh.copy_file("data/README.md", "dist/site/DATA.md")?;
    for file in ["icon.svg", "icon-192.png", "icon-512.png", "manifest.webmanifest"] {
        sh.copy_file(format!("www/{file}"), format!("dist/site/{file}"))?;
    }
    sh.copy_file(notices::FILE, format!("dist/site/{}", notices::FILE))?;
    Ok(())
}

/// Where the site will stand, with a slash at the end; empty where nobody has said.
fn address() -> String {
    let said = std::env::var("DOWNHILL_ADDRESS").unwrap_or_default();
    if said.is_empty() || said.ends_with('/') { said } else { said + "/" }
}

/// A page with its files under the names that they have, and what its script imports, asked for with it.
fn named(page: &str, names: &Value) -> Result<String> {
    let name = |of: &str| names[of].as_str().with_context(|| format!("xtask/bundle.js: no {of}"));
    let chunks = names["chunks"].as_array().context("xtask/bundle.js: no chunks")?;
    let chunks = chunks.iter().filter_map(Value::as_str);
    let preload: String =
        chunks.map(|file| format!("<link rel=\"modulepreload\" href=\"{file}\" />\n")).collect();
    Ok(page
        .replace("<!-- chunks -->\n", &preload)
        .replace("\"style.css\"", &format!("{:?}", name("style")?))
        .replace("\"teach.css\"", &format!("{:?}", name("teach")?))
        .replace("first_bg.wasm", name("first")?))
}

/// The version of this program.
pub(crate) fn version(sh: &Shell) -> Result<String> {
    let id = cmd!(sh, "cargo pkgid -p downhill").quiet().read()?;
    Ok(id.rsplit(['#', '@']).next().context("a version")?.to_owned())
}

fn npm(sh: &Shell) -> Result<()> {
    sh.create_dir("dist/npm")?;
    sh.copy_file("target/pkg/downhill_bg.wasm", "dist/npm/downhill_bg.wasm")?;
    cmd!(sh, "node xtask/library.js").quiet().run()?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE", notices::FILE] {
        sh.copy_file(licence, format!("dist/npm/{licence}"))?;
    }
    sh.copy_file("docs/npm.md", "dist/npm/README.md")?;
    // The digits are in the module: their source and licence go with them.
    sh.copy_file("data/README.md", "dist/npm/DATA.md")?;
    let version = version(sh)?;
    let manifest = sh.read_file("xtask/npm/package.json")?;
    let home: Value = serde_json::from_str(&manifest)?;
    let home = home["homepage"].as_str().context("xtask/npm/package.json: no homepage")?;
    let said = address();
    let home = if said.is_empty() { home } else { &said };
    cmd!(sh, "node xtask/package.js {version} {home}").quiet().run()?;
    // As text: the order of conditions counts.
    sh.write_file("dist/npm/package.json", manifest.replace("\"0.0.0\"", &format!("{version:?}")))?;
    Ok(())
}
