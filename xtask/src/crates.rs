//! What is published for Rust: `dist/crates/`, a workspace of the library alone. In the project all crates have one folder of sources, so
//! that which files are compiled for speed is a list in each; cargo publishes only what lies in a crate's own folder.

use anyhow::{Context, Result, ensure};
use std::env;
use std::path::{Path, PathBuf};
use xshell::{Shell, cmd};

const OUT: &str = "dist/crates";

/// A crate: its folder here, the file of its root, and files besides its modules.
const CRATES: &[(&str, &str, &[&str])] = &[
    ("ground", "src/ground.rs", &[]),
    ("engine", "src/engine.rs", &[]),
    ("network", "src/network/lib.rs", &["data/digits.pack", "data/README.md"]),
    (".", "src/lib.rs", &[]),
];

/// Bytes that a packed crate may have.
const MOST: u64 = 1_000_000;

/// Writes the workspace.
pub(crate) fn crates(sh: &Shell) -> Result<()> {
    sh.remove_path(OUT)?;
    let whole = sh.read_file("Cargo.toml")?;
    let common = whole.split("[package]").next().context("no [package]")?;
    let (_, common) = common.split_once("[workspace.package]").context("no [workspace.package]")?;
    let members = CRATES.iter().map(|(folder, ..)| format!("{:?}", name(folder)));
    let members = members.collect::<Vec<_>>().join(", ");
    sh.write_file(
        format!("{OUT}/Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[workspace.package]{common}"),
    )?;
    for (folder, root, besides) in CRATES {
        one(sh, folder, root, besides).with_context(|| format!("the crate in {folder}"))?;
    }
    Ok(())
}

fn name(folder: &str) -> &str {
    if folder == "." { "downhill" } else { folder }
}

fn one(sh: &Shell, folder: &str, root: &str, besides: &[&str]) -> Result<()> {
    let out = format!("{OUT}/{}", name(folder));
    let manifest = manifest(&sh.read_file(format!("{folder}/Cargo.toml"))?);
    sh.write_file(format!("{out}/Cargo.toml"), &manifest)?;
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(sh, file, &out)?;
    }
    if folder == "." {
        copy(sh, "README.md", &out)?;
    } else {
        let about = manifest.lines().find_map(|line| line.strip_prefix("description = "));
        let about = about.context("no description")?.trim_matches('"');
        let text = format!("# downhill-{folder}\n\n{about}.\n\nA part of `downhill`, which has all of it.\n");
        sh.write_file(format!("{out}/README.md"), text)?;
    }
    copy(sh, root, &out)?;
    let (sources, _) = root.rsplit_once('/').context("a folder")?;
    for line in sh.read_file(root)?.lines() {
        let declared = line.trim_start_matches("pub ").strip_prefix("mod ");
        let Some(module) = declared.and_then(|rest| rest.strip_suffix(';')) else { continue };
        for path in [format!("{sources}/{module}.rs"), format!("{sources}/{module}")] {
            if sh.path_exists(&path) {
                copy(sh, &path, &out)?;
            }
        }
    }
    besides.iter().try_for_each(|path| copy(sh, path, &out))
}

/// Copies a file, or a folder with all that is in it, to the same place below another folder.
fn copy(sh: &Shell, path: &str, out: &str) -> Result<()> {
    if sh.current_dir().join(path).is_file() {
        let to = format!("{out}/{path}");
        sh.create_dir(to.rsplit_once('/').context("a folder")?.0)?;
        return Ok(sh.copy_file(path, to)?);
    }
    let inside = sh.read_dir(path)?;
    let names = inside.iter().filter_map(|file| file.file_name()?.to_str());
    names.map(|name| format!("{path}/{name}")).try_for_each(|path| copy(sh, &path, out))
}

/// A crate's manifest, as it is where its sources lie in its own folder: without what only tests and benchmarks need.
fn manifest(text: &str) -> String {
    // What the whole project says comes before and after what its crate says.
    let text = text.find("[package]").map_or(text, |at| &text[at..]);
    let end = ["\n[dev-dependencies]", "\n[[bench]]"].iter().filter_map(|part| text.find(part)).min();
    let mut lines: Vec<String> = Vec::new();
    for line in text[..end.unwrap_or(text.len())].lines() {
        let own = line.starts_with("downhill-") && line.contains("path = ");
        match line {
            "publish = false" => lines.push("readme = \"README.md\"".to_owned()),
            _ if line.starts_with("crate-type") => {}
            _ if own => {
                let line =
                    line.replace("\"../", "\"").replace("path = \"", "version = \"VERSION\", path = \"../");
                lines.push(line);
            }
            _ => lines.push(line.replace("path = \"../src/", "path = \"src/")),
        }
    }
    let version = lines.iter().find_map(|line| line.strip_prefix("version = ")).unwrap_or_default();
    let version = format!("={}", version.trim_matches('"'));
    lines.join("\n").replace("VERSION", &version) + "\n"
}

/// Packs and builds what would be published.
pub(crate) fn check(sh: &Shell) -> Result<()> {
    sh.remove_path("target/crates")?;
    forget(sh)?;
    cmd!(sh, "cargo publish --quiet --dry-run --allow-dirty --workspace --manifest-path {OUT}/Cargo.toml --target-dir target/crates")
        .run()
        .context("cargo publish --dry-run")?;
    // Where cargo lays them when nothing is sent.
    let mut files = sh.read_dir("target/crates/package/tmp-crate")?;
    files.retain(|file| file.extension().is_some_and(|end| end == "crate"));
    ensure!(files.len() == CRATES.len(), "{} crates were packed", files.len());
    for file in files {
        let bytes = file.metadata()?.len();
        ensure!(bytes < MOST, "{} has {bytes} bytes, at most {MOST}", file.display());
    }
    Ok(())
}

/// Removes what an earlier check unpacked in cargo's home: of a crate whose name and version it knows cargo takes the sources from there,
/// as it takes what it has built of them, and builds one crate against another as that was. The registries of checks have no host, so
/// that their folders' names begin with what comes after one.
fn forget(sh: &Shell) -> Result<()> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).context("no home of cargo")?;
    let unpacked = home.join("registry/src");
    let registries = if sh.path_exists(&unpacked) { sh.read_dir(&unpacked)? } else { Vec::new() };
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for registry in registries.iter().filter(|path| name(path).starts_with('-')) {
        let ours = sh.read_dir(registry)?.into_iter().filter(|path| name(path).starts_with("downhill-"));
        ours.into_iter().try_for_each(|path| sh.remove_path(path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_manifest_names_versions_and_its_own_files() {
        let text = "[workspace]\n[package]\nname = \"downhill-engine\"\nversion = \"1.2.3\"\npublish = false\n\n[lib]\n\
            path = \"../src/engine.rs\"\n\n[dependencies]\ndownhill-ground = { path = \"../ground\" }\n\n\
            [dev-dependencies]\nproptest = \"1\"\n";
        assert_eq!(
            manifest(text),
            "[package]\nname = \"downhill-engine\"\nversion = \"1.2.3\"\nreadme = \"README.md\"\n\n[lib]\n\
            path = \"src/engine.rs\"\n\n[dependencies]\n\
            downhill-ground = { version = \"=1.2.3\", path = \"../ground\" }\n"
        );
    }
}
