//! The Python package: `dist/python/*.whl`, and its tests.

use crate::{build, dist, notices, setup, test};
use anyhow::{Context, Result};
use std::path::PathBuf;
use xshell::{Shell, cmd};

/// Where the package is put together: what is in `python/`, and beside it what is made.
const STAGE: &str = "target/python";
const PACKAGE: &str = "target/python/downhill_lab";

/// Builds the wheel, and tests it installed, in a real JupyterLab and on pages that are made of notebooks too.
pub(crate) fn python(sh: &Shell) -> Result<()> {
    setup::build_tools(sh)?;
    let chromium = setup::test_tools(sh)?;
    dist::dist(sh)?;
    test::native_results(sh)?;
    tests(sh)?;
    setup::installed(sh, "tests/notebook")?;
    let python = setup::python(sh)?;
    cmd!(sh, "{python} -m pip install --quiet --requirement tests/notebook/requirements.txt").run()?;
    let mut files = sh.read_dir("tests/notebook")?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    cmd!(sh, "node --test --test-concurrency=1 --test-timeout=1800000 {files...}")
        .env("DOWNHILL_CHROMIUM", chromium)
        .env("DOWNHILL_PYTHON", python)
        .run()
        .context("notebooks")
}

/// Builds the wheel of what is in `dist`, and has its tests run in an environment of their own, against what the native build
/// has written to `target/test`.
pub(crate) fn tests(sh: &Shell) -> Result<()> {
    let python = setup::python(sh)?;
    let wheel = wheel(sh)?;
    cmd!(sh, "{python} -m pip install --quiet --requirement python/requirements.txt").run()?;
    cmd!(sh, "{python} -m pip install --quiet --no-deps --force-reinstall {wheel}").run()?;
    cmd!(sh, "{python} -m pytest --rootdir python python/tests").run().context("Python package")
}

/// Builds `dist/python/*.whl` of what is in `dist`; tells where it is.
fn wheel(sh: &Shell) -> Result<PathBuf> {
    let python = setup::python(sh)?;
    sh.remove_path(STAGE)?;
    sh.create_dir(PACKAGE)?;
    build::core(sh, &format!("{PACKAGE}/core.wasm"))?;
    sh.write_file(format!("{PACKAGE}/scenes.json"), test::example(sh, "downhill", "scenes")?)?;
    for file in sh.read_dir("python/downhill_lab")? {
        if file.is_file() {
            sh.copy_file(file, PACKAGE)?;
        }
    }
    let version = dist::version(sh)?;
    sh.write_file(format!("{PACKAGE}/_version.py"), format!("__version__ = {version:?}\n"))?;
    cmd!(sh, "node xtask/notebook.js {version} {PACKAGE}").quiet().run()?;
    for file in ["python/pyproject.toml", "LICENSE-MIT", "LICENSE-APACHE", notices::FILE] {
        sh.copy_file(file, STAGE)?;
    }
    // The digits are in the program: their source and licence go with them.
    sh.copy_file("data/README.md", format!("{STAGE}/DATA.md"))?;
    sh.copy_file("docs/python.md", format!("{STAGE}/README.md"))?;
    sh.remove_path("dist/python")?;
    cmd!(sh, "{python} -m pip wheel --quiet --no-deps --wheel-dir dist/python {STAGE}")
        .run()
        .context("the wheel could not be built")?;
    let wheel =
        sh.read_dir("dist/python")?.into_iter().find(|file| file.extension().is_some_and(|x| x == "whl"));
    wheel.context("no wheel in dist/python")
}
