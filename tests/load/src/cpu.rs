//! CPU time of processes in nanoseconds, user and system together, from Linux' scheduler statistics.

use std::collections::HashMap;
use std::fs;

use anyhow::{Context, Result};

/// The processes whose work is counted.
#[derive(Clone, Debug, Default)]
pub struct Processes {
    /// PostgreSQL's first process; all its children count.
    pub postmaster: Option<u32>,
    /// Others: the server under test, or this process when the product's code runs in it.
    pub others: Vec<u32>,
}

/// What every thread has used up so far.
#[derive(Debug)]
pub struct Reading {
    database: HashMap<u32, u64>,
    others: HashMap<u32, u64>,
}

/// CPU between two readings, in nanoseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    pub database: u64,
    pub others: u64,
}

impl Processes {
    /// Reads the counters. Threads that end between two readings are lost, which pools do not.
    pub fn read(&self) -> Result<Reading> {
        let mut reading = Reading { database: HashMap::new(), others: HashMap::new() };
        if let Some(postmaster) = self.postmaster {
            for pid in children(postmaster)?.into_iter().chain([postmaster]) {
                threads(pid, &mut reading.database);
            }
        }
        for pid in &self.others {
            threads(*pid, &mut reading.others);
        }
        Ok(reading)
    }
}

impl Reading {
    /// What was spent from `before` until this reading.
    pub fn since(&self, before: &Self) -> Spent {
        Spent {
            database: difference(&before.database, &self.database),
            others: difference(&before.others, &self.others),
        }
    }
}

fn difference(before: &HashMap<u32, u64>, after: &HashMap<u32, u64>) -> u64 {
    after.iter().map(|(thread, now)| now.saturating_sub(before.get(thread).copied().unwrap_or(0))).sum()
}

/// A process that is gone by now has nothing to add.
fn threads(pid: u32, into: &mut HashMap<u32, u64>) {
    for entry in fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten() {
        let thread = entry.file_name().to_str().and_then(|name| name.parse().ok());
        let used = fs::read_to_string(entry.path().join("schedstat")).ok();
        let used = used.as_deref().and_then(|text| text.split(' ').next()).and_then(|first| first.parse().ok());
        if let (Some(thread), Some(used)) = (thread, used) {
            into.insert(thread, used);
        }
    }
}

fn children(parent: u32) -> Result<Vec<u32>> {
    let processes = fs::read_dir("/proc").context("reading /proc: the method needs Linux")?;
    let pids = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    Ok(pids.filter(|pid| parent_of(*pid) == Some(parent)).collect())
}

/// The process that started `pid`.
pub fn parent_of(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in brackets may hold spaces; the state and the parent follow it.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_in_this_process_is_seen_and_waiting_is_not() {
        let own = Processes { postmaster: None, others: vec![std::process::id()] };
        let before = own.read().expect("Linux");
        let started = std::time::Instant::now();
        while started.elapsed().as_millis() < 20 {
            std::hint::black_box(parent_of(std::process::id()));
        }
        let spent = own.read().expect("Linux").since(&before);
        assert!(spent.others > 2_000_000 && spent.database == 0, "{spent:?}");
    }

    #[test]
    fn a_process_knows_its_parent() {
        assert_eq!(parent_of(std::process::id()), Some(std::os::unix::process::parent_id()));
    }
}
