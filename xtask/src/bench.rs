//! The benchmarks: native ones with criterion, the page's in Chromium.

use crate::{dist, setup};
use anyhow::Result;
use xshell::{Shell, cmd};

/// Runs them all and prints their figures.
pub(crate) fn bench(sh: &Shell) -> Result<()> {
    setup::build_tools(sh)?;
    let chromium = setup::test_tools(sh)?;
    cmd!(sh, "cargo bench --quiet").run()?;
    dist::dist(sh)?;
    let mut files: Vec<_> = sh.read_dir("benches")?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "js"));
    for file in files {
        cmd!(sh, "node {file}").env("DOWNHILL_CHROMIUM", &chromium).run()?;
    }
    Ok(())
}
