//! The licences of the crates and packages inside what is published, which ask to travel with them: `THIRD-PARTY.txt`.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use xshell::{Shell, cmd};

/// The file, at the root and in what is published.
pub(crate) const FILE: &str = "THIRD-PARTY.txt";

/// Packages of npm whose code is in the page's scripts.
const PACKAGES: [&str; 1] = ["uqr"];

/// What stands before the crates of one licence text.
const OF: &str = "== ";

const HEAD: &str = "\
Downhill's programs contain these crates and packages. Each is used under the licence below it.
Written by `cargo xtask notices`, with the texts that cargo-bundle-licenses finds.
";

/// The crates that are compiled for the page and for the Python package, as `name version`; those that only help to compile are among them.
fn crates(sh: &Shell) -> Result<BTreeSet<String>> {
    let tree = cmd!(
        sh,
        "cargo tree --locked --package downhill --package downhill-python --edges normal --target wasm32-unknown-unknown --prefix none --no-dedupe"
    );
    let tree = tree.quiet().read()?;
    let name = |line: &str| {
        let mut words = line.split_whitespace();
        Some(format!("{} {}", words.next()?, words.next()?.trim_start_matches('v')))
    };
    Ok(tree.lines().filter(|line| !line.starts_with("downhill")).filter_map(name).collect())
}

/// Those packages, as `name version`.
fn packages(sh: &Shell) -> Result<Vec<String>> {
    let package: Value = serde_json::from_str(&sh.read_file("package.json")?)?;
    let title = |name: &&str| {
        let version = package["devDependencies"][name].as_str();
        Ok(format!("{name} {}", version.with_context(|| format!("package.json: no {name}"))?))
    };
    PACKAGES.iter().map(title).collect()
}

/// Writes the file anew.
pub(crate) fn write(sh: &Shell) -> Result<()> {
    if cmd!(sh, "cargo bundle-licenses --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        cmd!(sh, "cargo install --locked cargo-bundle-licenses").run()?;
    }
    let found = cmd!(sh, "cargo bundle-licenses --format json").ignore_stderr().read()?;
    let found: Value = serde_json::from_str(&found)?;
    let metadata = cmd!(sh, "cargo metadata --locked --format-version 1").quiet().read()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let wanted = crates(sh)?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for library in found["third_party_libraries"].as_array().context("no libraries")? {
        let field = |name: &str| library[name].as_str().unwrap_or_default();
        let (name, version) = (field("package_name"), field("package_version"));
        let title = format!("{name} {version}");
        if !wanted.contains(&title) {
            continue;
        }
        for licence in library["licenses"].as_array().context("no licences")? {
            // Where there is a choice it is the MIT licence; what is asked for beside it is told as well.
            if ["Apache-2.0", "Zlib"].iter().any(|other| licence["license"] == *other) {
                continue;
            }
            let text = licence["text"].as_str().filter(|text| *text != "NOT FOUND").map(str::to_owned);
            let text = text.map_or_else(
                || own(&metadata, name, version).or_else(|_| standard(sh, &metadata, name, version)),
                Ok,
            )?;
            let text = if is_link(&text) { of_the_same_hand(&metadata, name, version)? } else { text };
            texts.entry(text.replace("\r\n", "\n").trim().to_owned()).or_default().push(title.clone());
        }
    }
    for (name, title) in PACKAGES.iter().zip(packages(sh)?) {
        let text = sh.read_file(format!("node_modules/{name}/LICENSE"))?;
        texts.entry(text.replace("\r\n", "\n").trim().to_owned()).or_default().push(title);
    }
    let parts = texts.iter().map(|(text, titles)| format!("\n{OF}{}\n\n{text}\n", titles.join(", ")));
    sh.write_file(FILE, HEAD.to_owned() + &parts.collect::<String>())?;
    Ok(())
}

/// What is known of a crate.
fn package<'a>(metadata: &'a Value, name: &str, version: &str) -> Result<&'a Value> {
    let packages = metadata["packages"].as_array().context("no packages")?;
    let own = packages.iter().find(|package| package["name"] == name && package["version"] == version);
    own.with_context(|| format!("no crate {name} {version}"))
}

/// The licence's own words with the authors that the crate names, for one that only says that it is under MIT.
fn standard(sh: &Shell, metadata: &Value, name: &str, version: &str) -> Result<String> {
    let package = package(metadata, name, version)?;
    let mit = package["license"].as_str().is_some_and(|licence| licence.contains("MIT"));
    anyhow::ensure!(mit, "no licence text of {name}");
    let authors = package["authors"].as_array().context("no authors")?;
    let authors = authors.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
    let text = sh.read_file("LICENSE-MIT")?;
    let line = |line: &str| match line.starts_with("Copyright") {
        true => format!("Copyright (c) {authors}"),
        false => line.to_owned(),
    };
    Ok(text.lines().map(line).collect::<Vec<_>>().join("\n"))
}

/// The file LICENSE that a crate brings.
fn own(metadata: &Value, name: &str, version: &str) -> Result<String> {
    let manifest = package(metadata, name, version)?["manifest_path"].as_str();
    let manifest = Path::new(manifest.with_context(|| format!("no crate {name} {version}"))?);
    fs::read_to_string(manifest.with_file_name("LICENSE")).with_context(|| format!("no licence of {name}"))
}

/// Whether a file LICENSE is only the name of another one: a link that was packed as it stands.
fn is_link(text: &str) -> bool {
    text.trim().starts_with("../")
}

/// The licence of another crate by the same authors, for one that came without its text.
fn of_the_same_hand(metadata: &Value, name: &str, version: &str) -> Result<String> {
    let packages = metadata["packages"].as_array().context("no packages")?;
    let package = package(metadata, name, version)?;
    let like =
        |other: &&Value| other["authors"] == package["authors"] && other["license"] == package["license"];
    let texts = packages.iter().filter(like).filter_map(|other| {
        own(metadata, other["name"].as_str()?, other["version"].as_str()?).ok().filter(|text| !is_link(text))
    });
    texts.into_iter().next().with_context(|| format!("no licence text of {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_and_package_has_its_licence_in_the_notices() {
        let sh = Shell::new().unwrap();
        sh.change_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let text = sh.read_file(FILE).unwrap();
        let titles = text.lines().filter_map(|line| line.strip_prefix(OF));
        let told: BTreeSet<String> = titles.flat_map(|line| line.split(", ")).map(str::to_owned).collect();
        let mut wanted = crates(&sh).unwrap();
        wanted.extend(packages(&sh).unwrap());
        assert_eq!(told, wanted, "run cargo xtask notices");
        assert!(!text.lines().any(is_link), "a licence is only the name of a file");
    }
}
