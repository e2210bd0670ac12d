//! Every check and test there is: first the formatting, then what is native beside what is for the page, then the page itself.

use crate::{crates, dist, recipes, setup};
use anyhow::{Context, Result, anyhow, ensure};
use std::{path::PathBuf, thread};
use xshell::{Shell, cmd};

/// Runs them all.
pub(crate) fn test(sh: &Shell) -> Result<()> {
    setup::build_tools(sh)?;
    let chromium = setup::test_tools(sh)?;
    let tool = |name: &str| format!("node_modules/.bin/{name}");
    let (prettier, tsc, html_validate) = (tool("prettier"), tool("tsc"), tool("html-validate"));
    part("format");
    cmd!(sh, "cargo fmt --all --check").run().context("formatting: run cargo fmt")?;
    cmd!(sh, "{prettier} --check www tests/node tests/notebook benches xtask package.json .prettierrc.json")
        .run()
        .context("formatting: run npx prettier --write www tests/node tests/notebook benches xtask")?;
    // Neither waits for the other: they are compiled for different machines, and linking keeps one core busy, not two. Where both are
    // checked, the second waits for the first.
    let shell = sh.clone();
    let for_page = thread::spawn(move || for_page(&shell));
    let native = native(sh);
    let for_page = for_page.join().map_err(|_| anyhow!("building for the page panicked"))?;
    native.and(for_page)?;
    part("crates");
    crates::check(sh)?;
    native_results(sh)?;
    part("page: types and HTML");
    cmd!(sh, "{tsc} --project www").run().context("types")?;
    cmd!(sh, "{html_validate} --ext html dist/site").run().context("HTML")?;
    part("package and page in Node and Chromium");
    sh.set_var("DOWNHILL_CHROMIUM", chromium);
    let mut files: Vec<_> = sh.read_dir("tests/node")?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    // Two at a time: more only wait for each other, and no test asserts how long anything takes.
    let failed = failing(sh, &files, "2")?;
    let mut unsteady = String::new();
    if !failed.is_empty() {
        part("what has failed, once more, alone on the machine");
        let again = failing(sh, &failed, "1")?;
        ensure!(again.is_empty(), "package and page: {}", names(&again));
        unsteady =
            format!("\nunsteady, to be mended: failed beside another, passed alone: {}", names(&failed));
    }
    println!("\nall tests passed{unsteady}");
    Ok(())
}

/// Runs files of tests, so many at a time; tells in which of them any failed. One that waits for ever fails.
fn failing(sh: &Shell, files: &[PathBuf], concurrency: &str) -> Result<Vec<PathBuf>> {
    const FAILED: &str = "target/test/failed.txt";
    let reporters = ["tap", "./tests/node/support/failed.js"].map(|name| format!("--test-reporter={name}"));
    let destinations = ["stdout", FAILED].map(|name| format!("--test-reporter-destination={name}"));
    sh.write_file(FAILED, "")?;
    let run = cmd!(
        sh,
        "node --test --test-concurrency={concurrency} --test-timeout=1800000 {reporters...} {destinations...} {files...}"
    )
    .run();
    let failed = sh.read_file(FAILED)?;
    let failed: Vec<_> =
        files.iter().filter(|file| failed.lines().any(|line| file.ends_with(line))).cloned().collect();
    // Whatever it did not say, it has not passed.
    match run {
        Err(error) if failed.is_empty() => Err(error).context("package and page"),
        _ => Ok(failed),
    }
}

fn names(files: &[PathBuf]) -> String {
    let names: Vec<_> = files.iter().filter_map(|file| Some(file.file_name()?.to_string_lossy())).collect();
    names.join(", ")
}

/// What the native build computes, to the bit, for tests of the other builds: `target/test/*.json`.
pub(crate) fn native_results(sh: &Shell) -> Result<()> {
    sh.write_file("target/test/native.json", example(sh, "downhill", "native")?)?;
    sh.write_file("target/test/networks.json", example(sh, "downhill-network", "networks")?)?;
    Ok(())
}

/// What an example prints.
pub(crate) fn example(sh: &Shell, package: &str, name: &str) -> Result<String> {
    let run = cmd!(sh, "cargo run --quiet --profile test --package {package} --example {name}");
    run.read().with_context(|| format!("example {name}"))
}

fn native(sh: &Shell) -> Result<()> {
    part("clippy");
    cmd!(sh, "cargo clippy --quiet --workspace --all-targets -- -D warnings").run().context("clippy")?;
    part("native tests");
    cmd!(sh, "cargo test --quiet --workspace --exclude xtask").run().context("native tests")?;
    // As it was compiled to get here.
    cmd!(sh, "cargo test --quiet --package xtask --profile dev").run().context("tests of the commands")?;
    part("recipes");
    recipes::check(sh)?;
    part("documentation");
    cmd!(sh, "cargo doc --quiet --no-deps").env("RUSTDOCFLAGS", "-D warnings").run().context("documentation")
}

fn for_page(sh: &Shell) -> Result<()> {
    part("build");
    dist::dist(sh)?;
    part("clippy for wasm");
    for options in [
        &[][..],
        &["--package", "downhill", "--no-default-features"],
        &["--package", "downhill-timing"],
        &["--package", "downhill-python"],
    ] {
        cmd!(sh, "cargo clippy --quiet --lib --target wasm32-unknown-unknown {options...} -- -D warnings")
            .run()
            .context("clippy for wasm")?;
    }
    Ok(())
}

fn part(name: &str) {
    println!("\n== {name}");
}
