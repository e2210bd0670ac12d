//! The worked examples of `CONTRIBUTING.md`, applied to a copy of the project and tested there: a recipe that no longer
//! works is found before a newcomer finds it.

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

const COPY: &str = "target/recipes";
/// The version that the copy has. Cargo would take its crates, whose files lie beside their folders, for those that were compiled
/// already; so what they depend on is there, and they themselves are compiled.
const VERSION: &str = "0.0.0-recipes";

/// Applies every `diff` block in turn, then runs what it touches.
pub(crate) fn check(sh: &Shell) -> Result<()> {
    let guide = sh.read_file("CONTRIBUTING.md")?;
    let blocks: Vec<&str> =
        guide.split("\n```diff\n").skip(1).filter_map(|rest| rest.split("\n```").next()).collect();
    ensure!(
        blocks.len() >= 4,
        "CONTRIBUTING.md has {} worked examples; there are four recipes",
        blocks.len()
    );
    copy(sh)?;
    let root = sh.current_dir();
    let copied = sh.push_dir(COPY);
    for (k, block) in blocks.iter().enumerate() {
        let context = format!("CONTRIBUTING.md: worked example {} does not apply any more", k + 1);
        cmd!(sh, "git apply --recount -").stdin(format!("{block}\n")).run().context(context)?;
    }
    cmd!(sh, "cargo fmt --check").run().context("the worked examples are not formatted")?;
    for manifest in ["Cargo.toml", "engine/Cargo.toml", "ground/Cargo.toml", "network/Cargo.toml"] {
        let text = sh.read_file(manifest)?;
        let named = |line: &str| {
            if line.starts_with("version =") { format!("version = {VERSION:?}") } else { line.to_owned() }
        };
        sh.write_file(manifest, text.lines().map(named).collect::<Vec<_>>().join("\n"))?;
    }
    cmd!(sh, "cargo test --quiet --lib --test scenes --test objectives --test analysis")
        .env("CARGO_TARGET_DIR", root.join("target"))
        .run()
        .context("the worked examples fail")?;
    cmd!(sh, "node --test tests/node/words.test.js").run().context("words of the worked examples")?;
    drop(copied);
    sh.remove_path(COPY)?;
    Ok(())
}

/// What git tracks, as it stands in the working tree; under a name that git takes for no part of the project.
fn copy(sh: &Shell) -> Result<()> {
    sh.remove_path(COPY)?;
    let files = cmd!(sh, "git ls-files").quiet().read()?;
    for file in files.lines().filter(|file| sh.path_exists(file)) {
        let to = sh.current_dir().join(COPY).join(file);
        sh.create_dir(to.parent().context("a file has a folder")?)?;
        sh.copy_file(file, to)?;
    }
    // Of its own, so that `git apply` takes paths from here.
    let _copied = sh.push_dir(COPY);
    cmd!(sh, "git init --quiet").run()?;
    Ok(())
}
