//! The vendor does not agree with a deduction.

use std::collections::HashSet;

use domain::access::{Action, ReadScope};
use domain::calendar::CompiledCalendar;
use domain::dispute::{DisputeSubject, StepDeadline};
use domain::ids::{CalendarId, LedgerEntryId};
use storage::entity::ledger_entry;
use storage::query::{dispute as query, ledger};

use super::appeal::{calendar, check, hold, words};
use super::record::{About, begin, commit};
use super::{DAYS, DisputeView};
use crate::mistakes::Mistakes;
use crate::scorecard::LedgerEntryView;
use crate::ticket::rows::missing;
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
    let coverage = held.coverage();
    let (calendar, days) = days(&coverage, &held.contract, &entry)?;
    let mut mistakes = Mistakes::default();
    let words = words(&mut mistakes, &appeal.reason, appeal.evidence.as_deref());
    let struck = !ledger::strikes(&held.transaction, &[entry.id]).await?.is_empty();
    if entry.points_hundredths >= 0 || struck {
        let en = "only a deduction that counts can be disputed";
        mistakes.add("NOT_DEDUCTED", "ledgerEntryId", en, "仅可对生效的扣分提出申诉");
    } else {
        let about = (DisputeSubject::LedgerEntry, entry.id.0, entry.booked_at);
        check(&held, about, (days, "ledgerEntryId"), &mut mistakes).await?;
    }
    mistakes.refuse()?;
    let about = About {
        subject: DisputeSubject::LedgerEntry,
        id: entry.id.0,
        verdict: None,
        found_by: entry.booked_by,
        known_at: entry.booked_at,
        calendar,
    };
    let row = begin(&held, about, words).await?;
    commit(held).await?;
    Ok(row)
}

/// The calendar in whose working days the parties answer each other about an entry.
fn days<'c>(
    coverage: &'c Coverage,
    contract: &Contract,
    entry: &ledger_entry::Model,
) -> Result<(CalendarId, &'c CompiledCalendar)> {
    let agreed = contract.covers.as_of(entry.occurred_on);
    let terms = coverage.terms_for(agreed, entry.booked_at).ok_or_else(|| missing("the policy version"))?;
    calendar(coverage, terms)
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
    let (row, coverage) = (&entry.row, op.coverage());
    let own = op.read_scope(Action::DisputeAppeal).covers(None, Some(row.vendor_id));
    let deducted = row.points_hundredths < 0 && entry.strike.is_none() && !entry.disputed;
    let in_time = || {
        let contract = coverage.contracts.get(&row.contract_id)?;
        let (_, calendar) = days(&coverage, contract, row).ok()?;
        Some(!StepDeadline::of(calendar, row.booked_at, DAYS.appeal).has_passed(op.now()))
    };
    own && deducted && in_time().unwrap_or(false)
}
