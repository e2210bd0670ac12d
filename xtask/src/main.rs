//! Commands of the project: `cargo xtask help`.

mod bench;
mod build;
mod claims;
mod crates;
mod dist;
mod head;
mod notices;
mod page;
mod python;
mod recipes;
mod serve;
mod setup;
mod test;

use anyhow::{Result, bail};
use lexopt::prelude::*;
use xshell::Shell;

const HELP: &str = "\
cargo xtask <command>

  serve [--port N]  build, and serve the page at http://127.0.0.1:N/ (8080)
  test              every check and test there is
  dist              write dist/site (static page) and dist/npm (package)
  python            write dist/python (wheel), and test it installed
  bench             the benchmarks
  claims            what the lecture says of real digits, measured
  notices           write THIRD-PARTY.txt, the licences of what the modules contain
  help              this text

Each command first installs what it misses.";

fn main() -> Result<()> {
    let mut parser = lexopt::Parser::from_env();
    let command = match parser.next()? {
        Some(Value(command)) => command.string()?,
        Some(Short('h') | Long("help")) | None => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut port: u16 = 8080;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("port") if command == "serve" => port = parser.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let sh = Shell::new()?;
    sh.change_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    match command.as_str() {
        "serve" => serve::serve(&sh, port),
        "test" => test::test(&sh),
        "dist" => {
            setup::build_tools(&sh)?;
            dist::dist(&sh)
        }
        "python" => python::python(&sh),
        "bench" => bench::bench(&sh),
        "claims" => claims::claims(&sh),
        "notices" => notices::write(&sh),
        "help" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command {other:?}\n\n{HELP}"),
    }
}
