//! Free loopback ports.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};

/// How often a server may find its port taken by somebody faster before its start counts as failed.
pub const TRIES: u32 = 3;

/// A port that nobody listens on at this moment.
///
/// Neither server can be told to choose its own port and say which, so somebody else may take it first.
pub fn free() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("asking for a free port")?;
    Ok(listener.local_addr().context("reading the port")?.port())
}
