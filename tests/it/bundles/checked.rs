//! The executable checks a bundle without a database: its exit code, and a line for each finding.

use std::path::Path;

use app::bundle::pack;
use domain::bundle::seal;

use super::shelf::{fetched, of_clock};
use crate::disputes::desk::Desk;
use crate::support::db::Backend;
use crate::support::process::run;

/// Exit code and lines.
async fn verified(folder: &Path, bytes: &[u8]) -> (Option<i32>, Vec<String>) {
    std::fs::write(folder.join("evidence.zip"), bytes).expect("written");
    let output = run(folder, &["verify", "bundle", "evidence.zip"], &[]).await;
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code(), text.lines().map(str::to_owned).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_executable_says_what_it_finds_line_by_line() {
    let desk = Desk::open(Backend::Sqlite).await;
    let mine = fetched(&desk.story.world, "manager", of_clock(&desk.clock_id("RESTORE").await)).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (code, lines) = verified(folder.path(), &mine.bytes).await;
    assert_eq!((code, lines), (Some(0), vec![format!("nothing found; sha256 {} over 11 files", mine.sha256)]));

    let mut files = mine.files();
    let events = files.iter_mut().find(|file| file.name == "events.json").expect("events");
    let text = String::from_utf8(events.bytes.clone()).expect("UTF-8");
    events.bytes = text.replacen("ACKNOWLEDGED", "PROGRESS_REPORTED", 1).into_bytes();
    let (code, lines) = verified(folder.path(), &pack(&files).expect("packed")).await;
    assert_eq!(code, Some(1));
    assert!(lines[0].starts_with("CHANGED events.json sha256: the bundle says "), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("CHAIN_BROKEN events.json event ")), "{lines:?}");

    // The pages of one language in the place of the other's, and everything hashed anew.
    let mut files = mine.files();
    let en = files.iter().find(|file| file.name == "evidence-en.pdf").expect("pages").bytes.clone();
    files.iter_mut().find(|file| file.name == "evidence-zh.pdf").expect("pages").bytes = en;
    let (manifest, files) = seal(files);
    let (code, lines) = verified(folder.path(), &pack(&files).expect("packed")).await;
    let expected = [
        "evidence-zh.pdf: this release lays it out otherwise; what is checked are the JSON files".to_owned(),
        format!("nothing found; sha256 {} over 11 files", manifest.sha256),
    ];
    assert_eq!((code, lines), (Some(0), expected.into()));
    assert_ne!(manifest.sha256, mine.sha256);

    // A byte of the archive itself.
    let mut bytes = mine.bytes.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let (code, lines) = verified(folder.path(), &bytes).await;
    assert_eq!((code, lines), (Some(1), vec![]), "the archive's own check sum tells");
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1, "it wrote something");
}
