//! On what the figures were taken: without it an absolute one says nothing.

use std::fs;

/// Model, cores and memory.
pub fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpu = first_value("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory = first_value("/proc/meminfo", "MemTotal").unwrap_or_default();
    format!("{cpu}, {cores} cores, {memory}")
}

/// The load averages of the last 1, 5 and 15 minutes.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// A figure of a process in KiB, for example `VmHWM`, its highest resident memory; none once it has ended.
pub fn memory_kib(pid: u32, key: &str) -> Option<u64> {
    first_value(&format!("/proc/{pid}/status"), key)?.split(' ').next()?.parse().ok()
}

fn first_value(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}
