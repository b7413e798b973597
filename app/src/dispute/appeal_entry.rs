//! The vendor does not agree with a deduction.

use std::collections::HashSet;

use domain::access::{Action, ReadScope};
use domain::dispute::DisputeSubject;
use domain::ids::LedgerEntryId;
use storage::entity::ledger_entry;
use storage::query::{dispute as query, ledger};

use super::DisputeView;
use super::appeal::{hold, lodge, words};
use super::known::{Known, in_time};
use super::record::About;
use crate::mistakes::Mistakes;
use crate::scorecard::LedgerEntryView;
use crate::{Contract, Coverage, Error, Op, Result};

/// A deduction that a vendor does not agree with.
#[derive(Clone, Debug)]
pub struct AppealEntry {
    pub entry: LedgerEntryId,
    pub reason: String,
    pub evidence: Option<String>,
}

/// Appeals an entry of the ledger that costs points. Needs `dispute.appeal` at the contract's vendor.
///
/// # Errors
/// NOT_FOUND and FORBIDDEN; `NOT_DEDUCTED` for a bonus and for what is struck already; `ALREADY_DISPUTED`; `TOO_LATE` with
/// the end of the days for it; `REQUIRED` for the reason.
pub async fn appeal_ledger_entry(op: &Op, appeal: &AppealEntry) -> Result<DisputeView> {
    op.require(Action::DisputeAppeal)?;
    let found = ledger::some(op.app().store.read(), &ReadScope::Everything, &[appeal.entry]).await?.pop();
    let entry = found.ok_or(Error::NotFound("ledger entry"))?;
    let held = hold(op, &op.coverage(), entry.contract_id, "ledger entry").await?;
    let mut mistakes = Mistakes::default();
    let words = words(&mut mistakes, &appeal.reason, appeal.evidence.as_deref());
    let struck = !ledger::strikes(&held.transaction, &[entry.id]).await?.is_empty();
    let about = if entry.points_hundredths >= 0 || struck {
        let en = "only a deduction that counts can be disputed";
        mistakes.add("NOT_DEDUCTED", "ledgerEntryId", en, "仅可对生效的扣分提出申诉");
        None
    } else {
        Some(About {
            subject: DisputeSubject::LedgerEntry,
            id: entry.id.0,
            key: String::new(),
            known: known(&held.coverage(), &held.contract, &entry)?,
            found_by: entry.booked_by,
            reviewed_by: None,
            verdict: None,
        })
    };
    lodge(held, (about, "ledgerEntryId"), words, mistakes).await
}

fn known(coverage: &Coverage, contract: &Contract, entry: &ledger_entry::Model) -> Result<Known> {
    Known::on((coverage, contract), entry.occurred_on, (entry.booked_at, entry.scheme_id))
}

/// Which of these entries were disputed: nobody asks but for a vendor, which could.
pub(crate) async fn disputed_entries(op: &Op, ids: &[LedgerEntryId]) -> Result<HashSet<LedgerEntryId>> {
    if ids.is_empty() || !op.actor().may(Action::DisputeAppeal) {
        return Ok(HashSet::new());
    }
    let subjects: Vec<_> = ids.iter().map(|id| id.0).collect();
    let found = query::disputed(op.app().store.read(), DisputeSubject::LedgerEntry, &subjects).await?;
    Ok(found.into_iter().map(LedgerEntryId).collect())
}

/// Whether the actor may appeal an entry now.
pub fn may_appeal_entry(op: &Op, entry: &LedgerEntryView) -> bool {
    let row = &entry.row;
    let deducted = row.points_hundredths < 0 && entry.strike.is_none() && !entry.disputed;
    deducted && in_time(op, row.contract_id, |coverage, contract| known(coverage, contract, row))
}
