//! The benchmarks: native ones with criterion, the page's in Chromium.

use crate::{dist, setup};
use anyhow::{Result, bail};
use xshell::{Shell, cmd};

/// Runs them all and prints their figures; fails, once all have run, where a limit is missed.
pub(crate) fn bench(sh: &Shell) -> Result<()> {
    setup::build_tools(sh)?;
    let chromium = setup::test_tools(sh)?;
    setup::peers(sh)?;
    cmd!(sh, "cargo bench --quiet").run()?;
    dist::dist(sh)?;
    let mut files: Vec<_> = sh.read_dir("benches")?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "js"));
    // One at a time: each wants the machine for itself.
    files.retain(|file| cmd!(sh, "node {file}").env("DOWNHILL_CHROMIUM", &chromium).run().is_err());
    if files.is_empty() {
        println!("\nall limits hold");
        return Ok(());
    }
    let names = files.iter().filter_map(|file| file.file_name()?.to_str()).collect::<Vec<_>>();
    bail!("limits are missed, see above: {}", names.join(", "))
}
