//! Opening periods: each that a contract is assessed over has a row from its first day on.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use domain::assessment::{AssessmentRules, AssessmentState};
use domain::ids::{AssessmentId, ContractId, SchemeId};
use domain::scorecard::{Period, PeriodKind};
use storage::query::assessment as query;
use storage::query::setup::insert;

use super::due::drafted_at;
use super::scored::{rules, scheme_on};
use crate::setup::contract::held::Held;
use crate::{AssessmentRow, Contract, Coverage, Op, Result};

/// Periods that ended longer ago are history: nobody drafts them by himself.
const BACK_DAYS: u64 = 400;

/// Opens the periods that have begun and are not there yet; answers with how many.
pub(super) async fn open_periods(op: &Op) -> Result<u64> {
    let coverage = op.coverage();
    let back = op.now().date_naive() - Days::new(2 * BACK_DAYS);
    let known = query::known_since(op.app().store.read(), back).await?;
    let rules = all_rules(&coverage)?;
    let mut opened = 0;
    let mut contracts: Vec<&Contract> = coverage.contracts.values().collect();
    contracts.sort_unstable_by_key(|contract| contract.row.id);
    for contract in contracts {
        let id = contract.row.id;
        let is_missing = |period: &Period| !known.contains(&(id, period.kind, period.start));
        let missing: Vec<Period> = begun(op, &rules, contract).into_iter().filter(is_missing).collect();
        if !missing.is_empty() {
            opened += Box::pin(open(op, id, &missing)).await?;
        }
    }
    Ok(opened)
}

/// The same for one contract.
pub(super) async fn open_of(op: &Op, coverage: &Coverage, contract: &Contract) -> Result<u64> {
    let periods: Vec<Period> = begun(op, &all_rules(coverage)?, contract).into_iter().collect();
    open(op, contract.row.id, &periods).await
}

/// How each version of a scheme has its contracts assessed.
fn all_rules(coverage: &Coverage) -> Result<HashMap<SchemeId, AssessmentRules>> {
    coverage.schemes.keys().map(|id| Ok((*id, rules(coverage, *id)?))).collect()
}

/// The periods over which a contract is assessed that have begun.
fn begun(op: &Op, rules: &HashMap<SchemeId, AssessmentRules>, contract: &Contract) -> BTreeSet<Period> {
    let mut found = BTreeSet::new();
    let today = contract.day(op.now());
    if !contract.row.state.came_into_force() || today < contract.row.starts_on {
        return found;
    }
    let last = contract.covers.last_day().min(today);
    let first = contract.row.starts_on.max(today - Days::new(BACK_DAYS));
    for kind in PeriodKind::ALL {
        let mut period = Period::holding(*kind, first);
        while period.start <= last {
            let agreed = rules.get(&scheme_on(contract, period.start));
            if agreed.is_some_and(|rules| rules.periods.contains(kind)) {
                found.insert(period);
            }
            let next = Period::holding(*kind, period.end());
            if next.start <= period.start {
                break;
            }
            period = next;
        }
    }
    found
}

async fn open(op: &Op, contract: ContractId, periods: &[Period]) -> Result<u64> {
    let held = Held::begin(op, contract).await?;
    let coverage = held.coverage();
    let mut opened = 0;
    for period in periods {
        if !query::revisions(&held.transaction, contract, *period).await?.is_empty() {
            continue;
        }
        opened += 1;
        insert(&held.transaction, row(&held, &coverage, *period)).await?;
    }
    if opened > 0 {
        let starts: Vec<NaiveDate> = periods.iter().map(|period| period.start).collect();
        let detail = serde_json::json!({ "starts": starts });
        held.commit("assessment.open", ("contract", contract.0), detail).await?;
    }
    Ok(opened)
}

fn row(held: &Held, coverage: &Coverage, period: Period) -> AssessmentRow {
    let contract = &held.contract;
    AssessmentRow {
        id: held.id::<AssessmentId>(),
        contract_id: contract.row.id,
        agency_id: contract.row.agency_id,
        vendor_id: contract.row.vendor_id,
        period_kind: period.kind,
        period_start: period.start,
        revision: 1,
        corrects_id: None,
        reason: None,
        state: AssessmentState::Open,
        objected: false,
        scheme_id: scheme_on(contract, period.start),
        score_hundredths: None,
        grade: None,
        record: None,
        input_hash: None,
        acts_at: drafted_at(coverage, contract, period),
        scored_at: None,
        decided_at: None,
        decided_seq: None,
        frozen_at: None,
        version: 0,
        created_at: held.now(),
    }
}
