//! Comparing a printed table with its reviewed copy under `domain/golden/`.

use std::path::Path;

/// Fails when `text` differs from `golden/{name}`, and leaves the new text under `target/golden/`
/// for review: tables of rights and transitions change by a reviewed diff only.
pub(crate) fn assert_golden(name: &str, text: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reviewed = root.join("golden").join(name);
    if std::fs::read_to_string(&reviewed).unwrap_or_default() == text {
        return;
    }
    let folder = root.join("../target/golden");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let fresh = folder.join(name);
    std::fs::write(&fresh, text).expect("the target folder can be written");
    panic!(
        "the table changed: compare with `diff -u {old} {new}`; if meant, `cp {new} {old}`",
        old = reviewed.display(),
        new = fresh.display(),
    );
}
