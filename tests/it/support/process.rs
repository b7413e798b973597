//! The executable as a process of its own.

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::process::{Child, Command};
use tokio::time::{interval, timeout};

/// Reached only by what never comes: an unoptimised executable beside all the other tests has taken minutes.
pub const DEADLINE: Duration = Duration::from_secs(300);

/// `gongdan` in a folder of its own, with these settings and no others.
pub fn gongdan(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongdan"));
    command.args(arguments).current_dir(folder).env_clear().kill_on_drop(true);
    command.envs(settings.iter().copied()).stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub async fn run(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let output = gongdan(folder, arguments, settings).output();
    timeout(DEADLINE, output).await.expect("it ends in time").expect("it runs")
}

/// Asks a process to end.
pub fn terminate(child: &Child) {
    let id = child.id().and_then(|id| i32::try_from(id).ok());
    let pid = id.and_then(rustix::process::Pid::from_raw).expect("it runs");
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("asked");
}

/// Asks again and again until there is an answer.
pub async fn until<T>(what: &str, mut question: impl AsyncFnMut() -> Option<T>) -> T {
    let answer = async {
        let mut looks = interval(Duration::from_millis(10));
        loop {
            looks.tick().await;
            if let Some(answer) = question().await {
                return answer;
            }
        }
    };
    timeout(DEADLINE, answer).await.unwrap_or_else(|_| panic!("not in time: {what}"))
}
