//! The unprivileged account that the servers run as: PostgreSQL refuses root.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result, bail};
use tokio::process::Command;

/// A row of the password file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    uid: u32,
    gid: u32,
}

/// The account to drop to: nothing when this process is not root and so needs no drop.
///
/// Debian's PostgreSQL package brings `postgres`; a server built by hand gets `nobody`.
pub fn unprivileged() -> Result<Option<Account>> {
    if !is_root() {
        return Ok(None);
    }
    let accounts = std::fs::read_to_string("/etc/passwd").context("reading /etc/passwd")?;
    match find(&accounts, "postgres").or_else(|| find(&accounts, "nobody")) {
        Some(account) => Ok(Some(account)),
        None => bail!("no account `postgres` or `nobody` to run PostgreSQL as"),
    }
}

/// Whether this process may install packages and must drop its rights.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

impl Account {
    /// Hands a directory over.
    pub fn own(&self, directory: &Path) -> Result<()> {
        std::os::unix::fs::chown(directory, Some(self.uid), Some(self.gid))
            .with_context(|| format!("giving away {}", directory.display()))
    }
}

/// A command under that account that ends with the thread that started it,
/// so that even a killed test run leaves no server behind.
///
/// `setpriv` does both after the fork; doing it here would need unsafe code. Both servers
/// take SIGINT as an order to end without waiting for their clients.
pub fn command(account: Option<&Account>, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if let Some(Account { uid, gid }) = account {
        command.args(["--reuid", &uid.to_string(), "--regid", &gid.to_string()]);
        command.arg("--clear-groups");
    }
    command.arg("--").arg(program);
    // A Ctrl-C at the terminal is for the tests; they still need the servers to tidy up.
    command.process_group(0);
    command
}

fn find(accounts: &str, name: &str) -> Option<Account> {
    accounts.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        match fields[..] {
            [found, _, uid, gid, ..] if found == name => {
                Some(Account { uid: uid.parse().ok()?, gid: gid.parse().ok()? })
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0:root:/root:/bin/bash\npostgresql:x:9:9::/:\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\n";
        assert_eq!(find(accounts, "postgres"), Some(Account { uid: 101, gid: 104 }));
        assert_eq!(find(accounts, "nobody"), None);
    }
}
