//! Drafts assessments on the first working day after their period, goes on where a side let its days pass, and books what
//! has changed about closed ones.

use app::Op;
use app::assessment::DraftReport;

pub const NAME: &str = "draft_assessments";

pub async fn run(op: Op) -> anyhow::Result<DraftReport> {
    Ok(app::assessment::draft_assessments(&op).await?)
}
