//! Forgets files that were announced more than a day ago and never became whole.

use app::Op;
use app::file::DropReport;

pub const NAME: &str = "drop_unfinished_files";

pub async fn run(op: Op) -> anyhow::Result<DropReport> {
    Ok(app::file::drop_unfinished_files(&op).await?)
}
