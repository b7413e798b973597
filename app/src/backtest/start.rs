//! Asking for a back-test, and giving it up.

use domain::Instant;
use domain::access::{Action, TicketScope};
use domain::calendar::CalendarChangeState;
use domain::ids::{AgencyId, BacktestId, CalendarChangeId, ContractId, PolicyVersionId, SchemeId, VendorId};
use domain::trial::{BacktestState, BacktestStep, CandidateKind, Outcome, next_backtest};
use storage::entity::{backtest, backtest_agency};
use storage::query::setup::{insert, insert_all};
use storage::query::{backtest as query, calendar_change};

use super::read::{find_backtest, required};
use crate::mistakes::Mistakes;
use crate::setup::reach::{CALENDAR, POLICY, SCHEME};
use crate::{Error, Op, Result, Sight};

/// Back-tests of one person that are not over, at most.
const UNFINISHED_MAX: u64 = 5;

/// What shall be tried, and over which tickets.
#[derive(Clone, Debug)]
pub struct NewBacktest {
    /// Exactly one of these three.
    pub policy_version: Option<PolicyVersionId>,
    pub calendar_change: Option<CalendarChangeId>,
    pub scheme: Option<SchemeId>,
    /// Exactly one of these three; an agency with everything under it.
    pub agency: Option<AgencyId>,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Tickets raised in `[from, until)`; for a scheme, whole months within.
    pub from: Instant,
    pub until: Instant,
}

/// What is tried, as it stands now.
struct Tried {
    kind: CandidateKind,
    owner: Option<AgencyId>,
    content: serde_json::Value,
}

/// Asks for a back-test; a worker carries it out. Needs the permission to manage what is tried at its owner, and
/// `report.view` over the tickets.
///
/// # Errors
/// `INVALID` unless exactly one candidate and one scope are named; `NOT_FOUND` for what the actor does not see;
/// `WRONG_STATE` for a change of a calendar that is no draft; `PERIOD`; `TOO_MANY`.
pub async fn start_backtest(op: &Op, new: &NewBacktest) -> Result<BacktestId> {
    required(op)?;
    op.app().refresh().await?;
    let mut mistakes = Mistakes::default();
    let tried = tried(op, &mut mistakes, new).await?;
    let agencies = agencies(op, &mut mistakes, new);
    // Whoever may not see what it is about is not told what else is wrong.
    if !mistakes.is_empty() {
        mistakes.refuse()?;
    }
    let mut mistakes = Mistakes::default();
    one_of(
        &mut mistakes,
        "candidate",
        &[new.policy_version.is_some(), new.calendar_change.is_some(), new.scheme.is_some()],
    );
    one_of(&mut mistakes, "scope", &[new.agency.is_some(), new.contract.is_some(), new.vendor.is_some()]);
    if new.until <= new.from {
        mistakes.add("PERIOD", "until", "the period ends after it begins", "期间须在开始之后结束");
    }
    let unfinished = query::unfinished(op.app().store.read(), op.actor().user()).await?;
    if unfinished >= UNFINISHED_MAX {
        let en = format!("{unfinished} of your back-tests are not over, at most {UNFINISHED_MAX} may wait");
        let zh = format!("您有 {unfinished} 个回测尚未结束，最多 {UNFINISHED_MAX} 个");
        mistakes.add("TOO_MANY", "candidate", en, zh);
    }
    let tried = mistakes.finish(tried)?;
    let row = backtest::Model {
        id: op.id(),
        kind: tried.kind,
        state: BacktestState::Queued,
        owner_id: tried.owner,
        policy_version_id: new.policy_version,
        calendar_change_id: new.calendar_change,
        scheme_id: new.scheme,
        candidate: tried.content,
        agency_id: new.agency,
        contract_id: new.contract,
        vendor_id: new.vendor,
        from_at: new.from,
        until_at: new.until,
        created_by: op.actor().user(),
        created_at: op.now(),
        started_at: None,
        finished_at: None,
        epoch: 0,
        position: None,
        done: 0,
        total: None,
        outcome: serde_json::to_value(Outcome::default())?,
    };
    let id = row.id;
    let detail = serde_json::json!({
        "kind": row.kind, "policyVersionId": new.policy_version, "calendarChangeId": new.calendar_change,
        "schemeId": new.scheme, "agencyId": new.agency, "contractId": new.contract, "vendorId": new.vendor,
        "from": new.from, "until": new.until,
    });
    let transaction = op.begin().await?;
    insert(&transaction, row).await?;
    let reached = agencies.into_iter().map(|agency_id| backtest_agency::Model { backtest_id: id, agency_id });
    insert_all(&transaction, reached.collect()).await?;
    insert(&transaction, op.audit("backtest.start", ("backtest", id.0), detail)).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Gives a back-test up; what it found so far stays to be read, and is no result. Needs the permission to manage what is
/// tried at its owner.
///
/// # Errors
/// `WRONG_STATE` when it is over.
pub async fn cancel_backtest(op: &Op, id: BacktestId) -> Result<BacktestId> {
    let row = find_backtest(op, id).await?;
    let possible = next_backtest(row.state, BacktestStep::Cancel).is_some();
    let transaction = op.begin().await?;
    if !possible || !query::cancel(&transaction, id, op.now()).await? {
        transaction.rollback().await?;
        let en = "the back-test is over";
        return Err(Error::invalid("WRONG_STATE", "backtestId", en, "回测已经结束"));
    }
    let detail = serde_json::json!({ "done": row.done, "total": row.total });
    insert(&transaction, op.audit("backtest.cancel", ("backtest", id.0), detail)).await?;
    transaction.commit().await?;
    Ok(id)
}

fn one_of(mistakes: &mut Mistakes, field: &'static str, given: &[bool]) {
    if given.iter().filter(|given| **given).count() != 1 {
        let en = format!("{field} names exactly one");
        mistakes.add("INVALID", field, en, format!("{field} 须且只须指定一项"));
    }
}

/// Every candidate that is named must be the actor's to write; the last one stands for all, since there is to be one.
async fn tried(op: &Op, mistakes: &mut Mistakes, new: &NewBacktest) -> Result<Option<Tried>> {
    let coverage = op.coverage();
    let mut tried = None;
    if let Some(id) = new.policy_version {
        let version = coverage.versions.get(&id).ok_or(Error::NotFound(POLICY.what))?;
        let policy = coverage.policies.get(&version.policy_id).ok_or(Error::NotFound(POLICY.what))?;
        POLICY.write(op, policy.owner_id)?;
        let terms = coverage.terms.get(&id).ok_or(Error::NotFound(POLICY.what))?;
        let content = serde_json::to_value(terms.as_ref())?;
        tried = Some(Tried { kind: CandidateKind::Policy, owner: policy.owner_id, content });
    }
    if let Some(id) = new.calendar_change {
        let change = calendar_change::find(op.app().store.read(), id).await?;
        let change = change.ok_or(Error::NotFound("calendar change"))?;
        let calendar = coverage.calendars.get(&change.calendar_id).ok_or(Error::NotFound("calendar change"))?;
        if !op.read_scope(CALENDAR.manage).covers(calendar.owner_id, None) {
            return Err(Error::NotFound("calendar change"));
        }
        if change.state != CalendarChangeState::Draft {
            let en = format!("the change is {}, no draft", change.state);
            mistakes.add("WRONG_STATE", "candidate", en, "该变更不是草稿");
        }
        let content = serde_json::json!({ "calendar": calendar.id, "spec": change.spec });
        tried = Some(Tried { kind: CandidateKind::Calendar, owner: calendar.owner_id, content });
    }
    if let Some(id) = new.scheme {
        let scheme = coverage.schemes.get(&id).ok_or(Error::NotFound(SCHEME.what))?;
        SCHEME.write(op, scheme.owner_id)?;
        tried = Some(Tried { kind: CandidateKind::Scheme, owner: scheme.owner_id, content: scheme.spec.clone() });
    }
    Ok(tried)
}

/// The agencies whose tickets it looks at: what the actor reads reports of, within the scope that is named.
fn agencies(op: &Op, mistakes: &mut Mistakes, new: &NewBacktest) -> Vec<AgencyId> {
    let (directory, coverage) = (op.directory(), op.coverage());
    let mut reached: Vec<AgencyId> = match op.ticket_scope(Action::ReportView) {
        TicketScope::Everything => directory.agencies.keys().copied().collect(),
        TicketScope::Orgs { agencies, .. } => agencies,
        TicketScope::Nothing => Vec::new(),
    };
    reached.sort_unstable();
    let reaches = |agency: &AgencyId| reached.binary_search(agency).is_ok();
    if let Some(agency) = new.agency {
        mistakes.found("scope", ("agency", "单位"), Some(agency).filter(reaches));
    }
    if let Some(id) = new.contract {
        let contract = coverage.contracts.get(&id).filter(|contract| reaches(&contract.row.agency_id));
        mistakes.found("scope", ("contract", "合同"), contract);
    }
    if let Some(vendor) = new.vendor {
        let sight = Sight::of(op, Action::VendorView, &coverage);
        let seen = directory.vendors.get(&vendor).filter(|row| sight.vendor(row));
        mistakes.found("scope", ("vendor", "服务商"), seen);
    }
    match new.agency {
        Some(agency) => {
            let below = directory.below(agency);
            reached.into_iter().filter(|agency| below.contains(agency)).collect()
        }
        None => reached,
    }
}
