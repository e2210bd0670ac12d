//! From Rust to a module that JavaScript can import: `target/pkg/`, copied to `www/pkg/`.

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
    cmd!(sh, "cargo build --release --lib --target wasm32-unknown-unknown --config {more}").run()?;
    let pkg = root.join("target/pkg");
    sh.create_dir(&pkg)?;
    Bindgen::new()
        .input_path(root.join("target/wasm32-unknown-unknown/release/downhill.wasm"))
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&pkg)
        .context("wasm-bindgen failed")?;
    let wasm = pkg.join("downhill_bg.wasm");
    cmd!(sh, "node_modules/.bin/wasm-opt -Oz --skip-pass=inlining-optimizing {FEATURES...} {wasm} -o {wasm}")
        .quiet()
        .run()?;
    sh.create_dir("www/pkg")?;
    for file in ["downhill.js", "downhill.d.ts", "downhill_bg.wasm", "downhill_bg.wasm.d.ts"] {
        sh.copy_file(pkg.join(file), root.join("www/pkg").join(file))?;
    }
    Ok(())
}
