//! Installs what a fresh machine with Rust and Node lacks.

use anyhow::{Context, Result, bail};
use std::env;
use std::path::PathBuf;
use xshell::{Shell, cmd};

/// What building needs: the wasm target and the npm tools.
pub(crate) fn build_tools(sh: &Shell) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    // Where Rust came without rustup the target may be there all the same: building will tell.
    if let Ok(installed) = cmd!(sh, "rustup target list --installed").quiet().ignore_stderr().read()
        && !installed.lines().any(|line| line == target)
    {
        cmd!(sh, "rustup target add {target}").run().context("could not add the wasm target")?;
    }
    node(sh)?;
    npm_tools(sh)
}

fn node(sh: &Shell) -> Result<()> {
    let version =
        cmd!(sh, "node --version").quiet().read().context("Node is missing: install Node 20 or newer")?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("this needs Node 20 or newer, and finds {version}");
    }
    Ok(())
}

/// `npm ci`, unless what it wrote last is newer than the lock file.
fn npm_tools(sh: &Shell) -> Result<()> {
    let modified = |path: &str| sh.current_dir().join(path).metadata().and_then(|meta| meta.modified()).ok();
    let fresh = modified("node_modules/.package-lock.json") >= modified("package-lock.json");
    if !fresh || !sh.path_exists("node_modules/.bin/esbuild") {
        cmd!(sh, "npm ci --no-progress").run().context("npm ci failed: see above")?;
    }
    Ok(())
}

/// The libraries beside which networks are measured: nothing but the benchmarks asks for them.
pub(crate) fn peers(sh: &Shell) -> Result<()> {
    installed(sh, "benches/peers")
}

/// The npm packages of a folder with a list of its own.
pub(crate) fn installed(sh: &Shell, folder: &str) -> Result<()> {
    if !sh.path_exists(format!("{folder}/node_modules/.package-lock.json")) {
        let _folder = sh.push_dir(folder);
        cmd!(sh, "npm ci --no-progress --ignore-scripts").run().context("npm ci failed: see above")?;
    }
    Ok(())
}

/// Python in an environment of its own, `target/venv`, which is made where it is missing.
pub(crate) fn python(sh: &Shell) -> Result<PathBuf> {
    let folder = sh.current_dir().join("target/venv");
    let own = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if cmd!(sh, "{own} -m pip --version").quiet().ignore_stdout().ignore_stderr().run().is_ok() {
        return Ok(own);
    }
    let hint = "the Python package needs Python 3.10 or newer with venv and pip: install it";
    let recent = "import sys, ensurepip; sys.exit(sys.version_info < (3, 10))";
    let found = || {
        let fits = |name: &&str| cmd!(sh, "{name} -c {recent}").quiet().ignore_stderr().run().is_ok();
        ["python3", "python"].into_iter().find(fits)
    };
    let name = match found() {
        Some(name) => name,
        None => {
            apt_get(sh, &["python3", "python3-venv"], hint)?;
            found().context(hint)?
        }
    };
    cmd!(sh, "{name} -m venv --clear {folder}").run().context(hint)?;
    Ok(own)
}

/// Installs packages where there is apt-get; elsewhere whoever needs them will say so.
fn apt_get(sh: &Shell, packages: &[&str], hint: &'static str) -> Result<()> {
    if sh.path_exists("/usr/bin/apt-get") {
        let sudo = if cmd!(sh, "id -u").quiet().read()? == "0" { "env" } else { "sudo" };
        println!("installing {}", packages.join(", "));
        cmd!(sh, "{sudo} apt-get update -q").quiet().ignore_stdout().run().context(hint)?;
        cmd!(sh, "{sudo} apt-get install -q -y --no-install-recommends {packages...}")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .quiet()
            .ignore_stdout()
            .run()
            .context(hint)?;
    }
    Ok(())
}

/// What testing needs besides: rustfmt, clippy, what other people bundle with, and a Chromium with Chinese letters.
pub(crate) fn test_tools(sh: &Shell) -> Result<PathBuf> {
    installed(sh, "tests/node/support/bundlers")?;
    if let Ok(installed) = cmd!(sh, "rustup component list --installed").quiet().ignore_stderr().read() {
        for component in ["clippy", "rustfmt"] {
            if !installed.lines().any(|line| line.starts_with(component)) {
                cmd!(sh, "rustup component add {component}").run()?;
            }
        }
    }
    if let Some(found) = chromium() {
        return Ok(found);
    }
    let hint = "no Chromium found: install Chromium or Chrome, or set CHROMIUM to its path";
    apt_get(sh, &["chromium", "fonts-noto-cjk"], hint)?;
    chromium().context(hint)
}

fn chromium() -> Option<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM") {
        return Some(path.into());
    }
    let path = env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    let found = names
        .iter()
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()));
    found.or_else(|| mac.is_file().then_some(mac))
}
