//! `services run` as its users see it: both servers answer, and nothing is left behind.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use services::{Durability, Postgres, Redis};

fn services(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_services"));
    command.args(arguments);
    command
}

/// The test's own temporary directory, where the servers make theirs.
fn in_directory(directory: &Path, arguments: &[&str]) -> Output {
    services(arguments).env("TMPDIR", directory).output().expect("services runs")
}

fn directory_open_to_all() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o777))
        .expect("the directory opens to the servers' account");
    directory
}

fn left_behind(directory: &Path) -> usize {
    std::fs::read_dir(directory).expect("the directory").count()
}

#[test]
fn the_command_finds_both_servers_and_its_exit_code_comes_back() {
    let directory = directory_open_to_all();
    let script = r#"
        psql -At -c 'SHOW fsync' "$GONGDAN_TEST_POSTGRES" && redis-cli -u "$GONGDAN_TEST_REDIS" ping
        exit 7"#;
    let output = in_directory(directory.path(), &["run", "--", "sh", "-c", script]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "off\nPONG\n");
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(left_behind(directory.path()), 0);
}

#[test]
fn a_bench_waits_for_the_disk() {
    let script = r#"psql -At -c 'SHOW fsync' "$GONGDAN_TEST_POSTGRES""#;
    let output = in_directory(directory_open_to_all().path(), &["run", "--durable", "--", "sh", "-c", script]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "on\n");
}

#[test]
fn a_terminated_run_ends_its_command_and_removes_its_servers() {
    let directory = directory_open_to_all();
    // The command says that it runs, then waits for ever: only a signal ends it.
    let mut run = services(&["run", "--", "sh", "-c", "echo ready; exec tail -f /dev/null"])
        .env("TMPDIR", directory.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("services runs");
    let mut ready = String::new();
    let mut output = std::io::BufReader::new(run.stdout.take().expect("its output"));
    std::io::BufRead::read_line(&mut output, &mut ready).expect("its first line");
    assert_eq!(ready, "ready\n");
    assert_eq!(left_behind(directory.path()), 2);

    let pid = rustix::process::Pid::from_child(&run);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("the signal arrives");
    let status = run.wait().expect("services ends");
    assert_eq!(status.code(), Some(128 + 15));
    assert_eq!(left_behind(directory.path()), 0);
}

#[test]
fn a_command_that_does_not_exist_leaves_no_server() {
    let directory = directory_open_to_all();
    let output = in_directory(directory.path(), &["run", "--", "no-such-command"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("starting no-such-command"));
    assert_eq!(left_behind(directory.path()), 0);
}

#[tokio::test]
async fn two_clusters_and_a_redis_that_comes_back_live_side_by_side() {
    let first = Postgres::start(Durability::None).await.expect("a cluster");
    let second = Postgres::start(Durability::None).await.expect("another");
    assert_ne!(first.url(), second.url());

    let redis = Redis::start().await.expect("a Redis");
    let (port, url) = (redis.port(), redis.url());
    redis.stop().await.expect("it stops");
    let redis = Redis::start_on(port).await.expect("it comes back");
    assert_eq!(redis.url(), url);

    redis.stop().await.expect("it stops");
    first.stop().await.expect("it stops");
    second.stop().await.expect("it stops");
}
