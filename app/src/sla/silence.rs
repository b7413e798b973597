//! Pauses about which the agency has said nothing: what its silence means by the policy becomes a decision.

use domain::ids::{PauseId, TicketId};
use domain::sla::SilenceMeans;
use domain::ticket::{Command, RefusalCode};
use serde::Serialize;
use storage::query::silence::{drop_silence, silent_pauses};

use crate::ticket::{Act, act};
use crate::{Error, Op, Result};

const BATCH: u64 = 200;
/// Why a pause is rejected by silence: it stands in the log, where both sides read it.
const SILENT: &str = "no decision in the time that the policy gives（策略规定的审核时限内未作审核）";

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SilenceReport {
    /// Pauses that hold now.
    pub accepted: u64,
    /// Pauses that never held.
    pub rejected: u64,
    /// Pauses on which nothing depends any more: their tickets were withdrawn.
    pub dropped: u64,
}

/// Decides every pause whose time is over, as the policy that binds its ticket says. Each is decided once: a pause that
/// was decided meanwhile, by whomever, is refused and passed over.
pub async fn settle_silence(op: &Op) -> Result<SilenceReport> {
    let mut report = SilenceReport::default();
    loop {
        let op = op.renewed();
        let silent = silent_pauses(op.app().store.read(), op.now(), BATCH).await?;
        if silent.is_empty() {
            return Ok(report);
        }
        let mut settled = 0;
        for (pause, ticket, version) in silent {
            // Of the moment of each: a stale one would take back the breaches that the sweep has found meanwhile.
            let op = op.renewed();
            let coverage = op.coverage_for(&[version], &[]).await?;
            let rule = coverage.terms.get(&version).and_then(|terms| terms.pauses.silence);
            let done = match rule.map(|rule| rule.means) {
                Some(SilenceMeans::Accepted) => decided(&op, ticket, Command::AcceptPause { pause }).await?,
                Some(SilenceMeans::Rejected) => {
                    decided(&op, ticket, Command::RejectPause { pause, reason: SILENT.to_owned() }).await?
                }
                None => Decided::Moot,
            };
            match (done, rule.map(|rule| rule.means)) {
                (Decided::Now, Some(SilenceMeans::Rejected)) => report.rejected += 1,
                (Decided::Now, _) => report.accepted += 1,
                (Decided::Before, _) => continue,
                (Decided::Moot, _) => {
                    leave(&op, pause).await?;
                    report.dropped += 1;
                }
            }
            settled += 1;
        }
        // Others are at what is left.
        if settled == 0 {
            return Ok(report);
        }
    }
}

enum Decided {
    Now,
    /// By somebody else meanwhile.
    Before,
    /// The ticket's state has no use for a decision.
    Moot,
}

async fn decided(op: &Op, ticket: TicketId, command: Command) -> Result<Decided> {
    let asked = Act { ticket, command, occurred_at: None, late_reason: None };
    match Box::pin(act(op, &asked)).await {
        Ok(_) => Ok(Decided::Now),
        Err(Error::Conflict) => Ok(Decided::Before),
        Err(Error::Invalid(violations)) => {
            let already = violations.iter().any(|violation| violation.code == RefusalCode::AlreadyDone.as_str());
            Ok(if already { Decided::Before } else { Decided::Moot })
        }
        Err(error) => Err(error),
    }
}

async fn leave(op: &Op, pause: PauseId) -> Result<()> {
    let transaction = op.begin().await?;
    drop_silence(&transaction, pause).await?;
    Ok(transaction.commit().await?)
}
