//! The lecture's claims that want a build for speed to be measured.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

/// Measures them and prints what was found; fails where one does not hold with its margin.
pub(crate) fn claims(sh: &Shell) -> Result<()> {
    cmd!(
        sh,
        "cargo test --quiet --profile library --package downhill-network --test claims --test large_batch -- --include-ignored --nocapture"
    )
    .run()
    .context("a claim does not hold: see above")
}
