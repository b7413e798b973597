//! A `gongdan worker` beside the test.

use std::fs::File;
use std::path::PathBuf;

use tempfile::TempDir;
use tokio::process::Child;
use tokio::time::timeout;

use crate::support::process::{DEADLINE, gongdan, terminate};

/// A running worker; its log goes to a file, which never fills up as a pipe would.
pub struct Worker {
    child: Child,
    folder: TempDir,
}

impl Worker {
    /// Starts one on this database and Redis, with another schedule for a job.
    pub fn start(database: &str, redis: &str, schedule: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let own = [
            ("GONGDAN_DATABASE__URL", database),
            ("GONGDAN_REDIS__URL", redis),
            ("GONGDAN_WORKER__SCHEDULE__REFRESH_SCORECARDS", "0 0 0 1 1 *"),
            ("GONGDAN_WORKER__SCHEDULE__DRAFT_ASSESSMENTS", "0 0 0 1 1 *"),
        ];
        let settings: Vec<_> = own.iter().chain(schedule).copied().collect();
        let log = File::create(log_of(&folder)).expect("a log");
        let child = gongdan(folder.path(), &["worker"], &settings).stderr(log).spawn().expect("it starts");
        Self { child, folder }
    }

    /// Kills it where it stands: SIGKILL.
    pub async fn kill(mut self) {
        let log = self.log();
        assert_eq!(self.child.try_wait().expect("a child"), None, "it ended by itself: {log}");
        self.child.kill().await.expect("killed");
    }

    /// Asks it to end, which it does in time and without complaint.
    pub async fn end(mut self) {
        terminate(&self.child);
        let status = timeout(DEADLINE, self.child.wait()).await.expect("it ends in time").expect("an end");
        assert!(status.success(), "{}", self.log());
    }

    fn log(&self) -> String {
        std::fs::read_to_string(log_of(&self.folder)).expect("its log")
    }
}

fn log_of(folder: &TempDir) -> PathBuf {
    folder.path().join("worker.log")
}
