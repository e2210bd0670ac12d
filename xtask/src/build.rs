//! From Rust to modules that JavaScript can import: `first` holds the page's first figure and is small, `full` holds
//! everything and is fast; both are in `www/pkg/`. `target/pkg/` has `full` once more, under the package's name.

use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Shell, cmd};

/// What rustc and wasm-bindgen put into the binary. Naming all features would make one that browsers refuse.
const FEATURES: &[&str] = &[
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
    "--enable-call-indirect-overlong",
    "--enable-extended-const",
];

/// Compiles, generates the glue, optimises.
pub(crate) fn build(sh: &Shell) -> Result<()> {
    compile(sh, "first", &["--no-default-features"])?;
    compile(sh, "full", &[])?;
    module(sh, "first", "first", "www/pkg", &["-Oz", "--skip-pass=inlining-optimizing"])?;
    module(sh, "full", "full", "www/pkg", &["-O3"])?;
    module(sh, "full", "downhill", "target/pkg", &["-O3"])
}

fn compile(sh: &Shell, profile: &str, features: &[&str]) -> Result<()> {
    let root = sh.current_dir();
    // Panic messages name source files: without this they would name folders of this machine.
    let cargo_home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = sh.read_dir(cargo_home.unwrap_or_default().join("registry/src")).unwrap_or_default();
    let flags =
        sources.iter().chain([&root]).map(|folder| format!("'--remap-path-prefix={}/='", folder.display()));
    let flags = flags.collect::<Vec<_>>().join(",");
    // Joined to the flags of .cargo/config.toml, where RUSTFLAGS would replace them.
    let more = format!("target.wasm32-unknown-unknown.rustflags=[{flags}]");
    cmd!(
        sh,
        "cargo build --profile {profile} --lib --target wasm32-unknown-unknown {features...} --config {more}"
    )
    .run()?;
    Ok(())
}

/// The module `name` in a folder, of what a profile compiled.
fn module(sh: &Shell, profile: &str, name: &str, folder: &str, passes: &[&str]) -> Result<()> {
    let root = sh.current_dir();
    let pkg = sh.create_dir(folder)?;
    Bindgen::new()
        .input_path(root.join(format!("target/wasm32-unknown-unknown/{profile}/downhill.wasm")))
        .out_name(name)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&pkg)
        .context("wasm-bindgen failed")?;
    let wasm = pkg.join(format!("{name}_bg.wasm"));
    cmd!(sh, "node_modules/.bin/wasm-opt {passes...} {FEATURES...} {wasm} -o {wasm}").quiet().run()?;
    Ok(())
}
