//! The real log through the executable: counted a second time, imported a second time, killed in the midst.

mod again;
mod bad_rows;
mod counts;
pub mod recount;
mod scores;

use std::path::{Path, PathBuf};

use crate::support::db::{Backend, Template, TestDb};
use crate::support::process::run;

/// A file that ships beside the real log.
pub fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/uci498").join(name)
}

/// A copy of a database into which the hard cases were imported.
pub async fn hard_cases(backend: Backend) -> TestDb {
    static SQLITE: Template = Template::new();
    static POSTGRES: Template = Template::new();
    let template = match backend {
        Backend::Sqlite => &SQLITE,
        Backend::Postgres => &POSTGRES,
    };
    let imported = async || {
        let db = TestDb::create(backend).await;
        import(&db.config.url, &shipped("hard_cases.csv.gz"), &[]).await;
        (db, ())
    };
    template.copy(imported).await.0
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Imports a log under the shipped mapping into a database: what it says.
pub async fn import(url: &str, log: &Path, more: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mapping = shipped("mapping.toml");
    let arguments = [&["import", text(log), "--mapping", text(&mapping)], more].concat();
    let output = run(folder.path(), &arguments, &settings(url)).await;
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Batches so small that a kill finds many of them.
fn settings(url: &str) -> [(&'static str, &str); 2] {
    [("GONGDAN_DATABASE__URL", url), ("GONGDAN_IMPORT__BATCH_CASES", "20")]
}
