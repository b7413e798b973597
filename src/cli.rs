//! The command line.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};

use crate::config::Process;

/// Gongdan (工单): tickets, promises and vendors of outsourced operation and maintenance.
///
/// Without a command: migrate the database, then serve the API and the console and run the worker, all in this
/// process, on SQLite unless told otherwise.
#[derive(Debug, Parser)]
#[command(name = "gongdan", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// Settings file (default: gongdan.toml if there is one).
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Load the demo first if the database is empty, and print its log-ins.
    #[arg(long)]
    pub demo: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What this process does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and the console; any number of these, with PostgreSQL and Redis.
    Api,
    /// Run the jobs; any number of these, with PostgreSQL and Redis.
    Worker,
    /// Bring the database to this version.
    Migrate,
    /// Print the GraphQL schema.
    Schema,
    /// Load a believable region with its contracts and a year of tickets.
    Demo(Demo),
    /// Load an event log; what was loaded before stays as it is.
    Import(Import),
    /// Run one job now.
    Job {
        /// The job, for example sla-sweep.
        name: String,
    },
    /// Recompute what is stored and list every difference.
    Verify {
        #[command(subcommand)]
        what: Verify,
    },
    /// Set up people.
    Admin {
        #[command(subcommand)]
        action: Admin,
    },
}

#[derive(Debug, Args)]
pub struct Demo {
    /// The moment the demo ends at (default: now, kept inside the known calendar).
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<DateTime<Utc>>,
    /// Another region, from another seed.
    #[arg(long)]
    pub seed: Option<u64>,
}

#[derive(Debug, Args)]
pub struct Import {
    /// The log: CSV, plain or gzip.
    pub log: PathBuf,
    /// What its columns, states and groups mean (TOML).
    #[arg(long, value_name = "FILE")]
    pub mapping: PathBuf,
    /// Write every finding to this file (CSV).
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Verify {
    /// Replay every ticket and compare its clocks with the stored ones.
    Clocks,
    /// Recompute the seals of the audit log from its entries; prints the last seal, to be written down elsewhere.
    Audit {
        /// Only what is sealed from this time on (RFC 3339).
        #[arg(long, value_name = "TIME")]
        from: Option<DateTime<Utc>>,
        /// Only what is sealed before this time.
        #[arg(long, value_name = "TIME")]
        until: Option<DateTime<Utc>>,
        /// A seal that was written down, as it was printed: it must stand there still.
        #[arg(long, value_name = "SEQ:HASH", value_parser = written_seal)]
        expect: Option<(i64, String)>,
    },
    /// Check an evidence bundle by itself: hashes, chain, and the verdict or score computed again. Needs no database.
    Bundle {
        /// The file (zip).
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Create a security administrator and print a one-time password.
    Create {
        /// The log-in name.
        #[arg(long, value_name = "NAME")]
        user: String,
    },
}

/// Reads the place and hash of a seal.
fn written_seal(text: &str) -> Result<(i64, String), String> {
    let parts = text.split_once(':').and_then(|(seq, hash)| Some((seq.parse().ok()?, hash)));
    let is_hash = |hash: &str| hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    match parts.filter(|(_, hash)| is_hash(hash)) {
        Some((seq, hash)) => Ok((seq, hash.to_owned())),
        None => Err("a seal is a number, a colon and 64 hexadecimal digits".to_owned()),
    }
}

impl Cli {
    /// What the settings must be fit for.
    pub fn process(&self) -> Process {
        match self.command {
            None if self.demo => Process::Demo,
            None => Process::All,
            Some(Command::Api) => Process::Api,
            Some(Command::Worker) => Process::Worker,
            Some(Command::Demo(_)) => Process::Demo,
            Some(_) => Process::Tool,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn verify_cli() {
        Cli::command().debug_assert();
    }

    #[test]
    fn no_command_is_everything_in_one_process() {
        let cli = Cli::parse_from(["gongdan"]);
        assert_eq!(cli.process(), Process::All);
        let cli = Cli::parse_from(["gongdan", "--demo", "--config", "site.toml"]);
        assert_eq!(cli.process(), Process::Demo);
        assert_eq!(cli.config, Some(PathBuf::from("site.toml")));
    }

    #[test]
    fn the_settings_file_may_stand_behind_the_command() {
        let cli = Cli::parse_from(["gongdan", "api", "--config", "site.toml"]);
        assert_eq!(cli.process(), Process::Api);
        assert_eq!(cli.config, Some(PathBuf::from("site.toml")));
    }

    #[test]
    fn a_seal_is_read_as_it_is_printed() {
        let hash = "0123456789abcdefABCDEF0123456789abcdef0123456789abcdef0123456789";
        assert_eq!(written_seal(&format!("12:{hash}")), Ok((12, hash.to_owned())));
        for wrong in
            [hash, "12:", "12:abc", &format!("x:{hash}"), &format!("12:{hash}0"), &format!("12:g{}", &hash[1..])]
        {
            assert!(written_seal(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_demo_takes_a_moment_with_an_offset() {
        let cli = Cli::parse_from(["gongdan", "demo", "--as-of", "2026-06-01T09:00:00+08:00"]);
        let Some(Command::Demo(demo)) = cli.command else {
            panic!("not the demo: {cli:?}");
        };
        assert_eq!(demo.as_of, "2026-06-01T01:00:00Z".parse().ok());
    }
}
