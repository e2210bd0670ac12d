//! The page on this machine.

use crate::{dist, setup};
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use xshell::Shell;

/// Builds the page, serves it until stopped, and prints its address once it answers.
pub(crate) fn serve(sh: &Shell, port: u16) -> Result<()> {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
        bail!("port {port} is taken: choose another with --port");
    }
    setup::build_tools(sh)?;
    dist::dist(sh)?;
    let mut server = Command::new("node")
        .args([
            "node_modules/sirv-cli/bin.js",
            "dist/site",
            "--dev",
            "--quiet",
            "--host",
            "127.0.0.1",
            "--port",
        ])
        .arg(port.to_string())
        .current_dir(sh.current_dir())
        .stdout(Stdio::null())
        .spawn()
        .context("could not start the server")?;
    let begun = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = server.try_wait()? {
            bail!("the server ended: {status}");
        }
        if begun.elapsed() > Duration::from_secs(30) {
            bail!("the server does not answer");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    println!("http://127.0.0.1:{port}/");
    server.wait()?;
    Ok(())
}
