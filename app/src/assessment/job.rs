//! What the platform does by itself: opens periods, drafts them, goes on where a side let its days pass, and books what
//! has changed about closed ones.

use domain::assessment::{AssessmentState, AssessmentStep};
use domain::ids::{AssessmentId, ContractId};
use domain::ticket::ActorSide;
use serde::Serialize;
use storage::query::assessment as query;
use storage::query::setup::update;

use super::book::recount;
use super::due::{drafted_at, signing_ends};
use super::open::{open_of, open_periods};
use super::read::period_of;
use super::scored::{scheme_on, scored};
use super::steps::{await_comments, freeze};
use super::writing::Writing;
use crate::{Op, Result};

const BATCH: u64 = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftReport {
    /// Periods begun.
    pub opened: u64,
    /// Periods scored on their first working day after.
    pub drafted: u64,
    /// Drafts that go on without the vendor's comment.
    pub lapsed: u64,
    /// Decisions closed without the vendor's signature.
    pub frozen: u64,
    /// Closed periods about which points were booked into the next.
    pub adjusted: u64,
}

/// Goes once over all assessments for which something is due. Each is a transaction of its own, decided on the row as it
/// stands then: any number of workers and runs does each thing once (I6). The sweep comes first, so that what has run past
/// its due time counts as breached (S10); closed periods are looked at again once their cards were.
pub async fn draft_assessments(op: &Op) -> Result<DraftReport> {
    op.app().refresh().await?;
    crate::sla::sweep(op).await?;
    let op = &op.renewed();
    let mut report = DraftReport { opened: open_periods(op).await?, ..DraftReport::default() };
    let mut after = None;
    loop {
        let due = query::due(op.app().store.read(), op.now(), None, after, BATCH).await?;
        for (id, contract) in &due {
            Box::pin(go_on(&op.renewed(), (*id, *contract), &mut report)).await?;
        }
        let Some((last, _)) = due.last().filter(|_| due.len() as u64 == BATCH) else { break };
        after = Some(*last);
    }
    let mut after = None;
    loop {
        let closed = query::recounted(op.app().store.read(), after, BATCH).await?;
        for (id, contract) in &closed {
            report.adjusted += u64::from(Box::pin(recount(&op.renewed(), *id, *contract)).await?);
        }
        let Some((last, _)) = closed.last().filter(|_| closed.len() as u64 == BATCH) else { break };
        after = Some(*last);
    }
    Ok(report)
}

/// Does what is due for one contract, without the sweep: where its whole history was laid at once.
pub async fn catch_up(op: &Op, contract: ContractId) -> Result<()> {
    let coverage = op.coverage();
    let Some(of) = coverage.contracts.get(&contract) else { return Ok(()) };
    open_of(op, &coverage, of).await?;
    let mut report = DraftReport::default();
    for (id, of) in query::due(op.app().store.read(), op.now(), Some(contract), None, BATCH).await? {
        Box::pin(go_on(op, (id, of), &mut report)).await?;
    }
    Ok(())
}

async fn go_on(op: &Op, (id, contract): (AssessmentId, ContractId), report: &mut DraftReport) -> Result<()> {
    let mut writing = Writing::held(op, id, contract).await?;
    let before = (writing.row.state, writing.row.acts_at);
    let is_due = writing.row.acts_at.is_none_or(|at| at <= op.now());
    match writing.row.state {
        AssessmentState::Open if is_due => draft(&mut writing, report).await?,
        AssessmentState::Draft if is_due => {
            if writing.row.acts_at.is_none() {
                await_comments(&mut writing)?;
            } else {
                writing.row.acts_at = None;
                writing.take(AssessmentStep::Lapse, None, None);
                report.lapsed += 1;
            }
        }
        AssessmentState::Decided if is_due => {
            let ends = signing_ends(&writing.held.coverage(), &writing.row)?;
            writing.row.acts_at = ends.filter(|end| *end > writing.held.now());
            let is_over = ends.is_some() && writing.row.acts_at.is_none();
            let signed = if is_over { writing.signatures().await? } else { Vec::new() };
            // Without the agency's own signature nothing is closed; with it the vendor's silence does not stand in the way.
            if signed.iter().any(|of| of.side == ActorSide::Agency) {
                freeze(&mut writing, None);
                report.frozen += 1;
            }
        }
        _ => {}
    }
    let after = (writing.row.state, writing.row.acts_at);
    if before.0 != after.0 {
        writing.commit().await?;
    } else if before != after {
        update(&writing.held.transaction, writing.row).await?;
        let detail = serde_json::json!({ "actsAt": after.1 });
        writing.held.commit("assessment.wait", ("assessment", id.0), detail).await?;
    }
    Ok(())
}

/// Scores a period whose first working day after has come; the calendar may have moved it since it was begun.
async fn draft(writing: &mut Writing, report: &mut DraftReport) -> Result<()> {
    let period = period_of(&writing.row);
    let coverage = writing.held.coverage();
    writing.row.acts_at = drafted_at(&coverage, &writing.held.contract, period);
    if writing.row.acts_at.is_none_or(|at| at > writing.held.now()) {
        return Ok(());
    }
    writing.row.scheme_id = scheme_on(&writing.held.contract, period.start);
    let record = scored(&writing.held, &writing.row).await?;
    writing.score(&record)?;
    writing.take(AssessmentStep::Draft, None, None);
    await_comments(writing)?;
    report.drafted += 1;
    Ok(())
}
