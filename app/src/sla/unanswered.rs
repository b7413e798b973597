//! Proposals that nobody answered in time: they lapse, and everything stands as it was.

use chrono::SubsecRound;
use domain::ticket::{ProposalKind, RefusalCode};
use serde::Serialize;
use storage::query::answer_due::{forget, overdue};

use crate::job::or_later;
use crate::ticket::{Act, act};
use crate::{Error, Op, Result};

const BATCH: u64 = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnansweredReport {
    /// Proposals to end a ticket that lapsed.
    pub ends: u64,
    /// Proposed hand-overs that lapsed.
    pub hand_overs: u64,
    /// What was answered, taken back or overtaken before.
    pub answered: u64,
}

/// Lets every proposal lapse whose time for an answer is over, each once, as the platform. One that was answered
/// meanwhile is passed over. One that fails keeps no other from lapsing: the run goes on and has failed in the end.
pub async fn lapse_proposals(op: &Op) -> Result<UnansweredReport> {
    let mut report = UnansweredReport::default();
    let mut failed = None;
    let mut after = None;
    loop {
        // What ends in this very second may be answered still.
        let now = op.renewed().now().trunc_subsecs(0);
        let found = overdue(op.app().store.read(), now, after, BATCH).await?;
        let Some(last) = found.last() else { return failed.map_or(Ok(report), Err) };
        after = Some((last.answer_by, last.ticket_id, last.kind));
        for row in found {
            let op = op.renewed();
            let asked = Act { ticket: row.ticket_id, command: row.kind.lapse(), occurred_at: None, late_reason: None };
            match Box::pin(act(&op, &asked)).await {
                Ok(_) => match row.kind {
                    ProposalKind::End => report.ends += 1,
                    ProposalKind::HandOver => report.hand_overs += 1,
                },
                // Somebody is at this ticket: the next run finds out what they did.
                Err(Error::Conflict) => continue,
                Err(Error::Invalid(violations)) if violations.iter().any(|of| is_answered(of.code)) => {
                    report.answered += 1;
                }
                Err(error) => {
                    or_later(Err(error), &mut failed)?;
                    continue;
                }
            }
            let transaction = op.begin().await?;
            forget(&transaction, &row).await?;
            transaction.commit().await?;
        }
    }
}

fn is_answered(code: &str) -> bool {
    [RefusalCode::NothingProposed, RefusalCode::WrongState].iter().any(|of| of.as_str() == code)
}
