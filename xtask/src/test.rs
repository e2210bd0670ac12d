//! Every check and test there is, cheapest first.

use crate::{dist, recipes, setup};
use anyhow::{Context, Result};
use xshell::{Shell, cmd};

/// Runs them all; stops at the first that fails.
pub(crate) fn test(sh: &Shell) -> Result<()> {
    setup::build_tools(sh)?;
    let chromium = setup::test_tools(sh)?;
    let tool = |name: &str| format!("node_modules/.bin/{name}");
    let (prettier, tsc, html_validate) = (tool("prettier"), tool("tsc"), tool("html-validate"));
    part("format");
    cmd!(sh, "cargo fmt --all --check").run().context("formatting: run cargo fmt")?;
    cmd!(sh, "{prettier} --check www tests/node benches xtask package.json .prettierrc.json")
        .run()
        .context("formatting: run npx prettier --write www tests/node benches xtask")?;
    part("clippy");
    cmd!(sh, "cargo clippy --quiet --workspace --all-targets -- -D warnings").run().context("clippy")?;
    cmd!(sh, "cargo clippy --quiet --lib --target wasm32-unknown-unknown -- -D warnings")
        .run()
        .context("clippy for wasm")?;
    cmd!(
        sh,
        "cargo clippy --quiet --lib --target wasm32-unknown-unknown --no-default-features -- -D warnings"
    )
    .run()
    .context("clippy for the page's program")?;
    cmd!(
        sh,
        "cargo clippy --quiet --package downhill-timing --lib --target wasm32-unknown-unknown -- -D warnings"
    )
    .run()
    .context("clippy for what is timed")?;
    part("native tests");
    cmd!(sh, "cargo test --quiet --workspace").run().context("native tests")?;
    part("recipes");
    recipes::check(sh)?;
    part("documentation");
    cmd!(sh, "cargo doc --quiet --no-deps")
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()
        .context("documentation")?;
    part("build");
    dist::dist(sh)?;
    let native = cmd!(sh, "cargo run --quiet --release --example native").read()?;
    sh.write_file("target/test/native.json", native)?;
    let networks =
        cmd!(sh, "cargo run --quiet --release --package downhill-network --example networks").read()?;
    sh.write_file("target/test/networks.json", networks)?;
    part("page: types and HTML");
    cmd!(sh, "{tsc} --project www").run().context("types")?;
    cmd!(sh, "{html_validate} dist/site/index.html").run().context("HTML")?;
    part("package and page in Node and Chromium");
    let mut files: Vec<_> = sh.read_dir("tests/node")?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    // One at a time: timing on a busy machine tells nothing.
    cmd!(sh, "node --test --test-concurrency=1 {files...}")
        .env("DOWNHILL_CHROMIUM", chromium)
        .run()
        .context("package and page")?;
    println!("\nall tests passed");
    Ok(())
}

fn part(name: &str) {
    println!("\n== {name}");
}
