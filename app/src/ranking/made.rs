//! A ranking worked out from what is frozen and recorded by now.

use std::collections::HashMap;

use domain::Instant;
use domain::access::TicketScope;
use domain::assessment::AssessmentRecord;
use domain::ids::{AgencyId, VendorId};
use domain::ranking::{
    Duties, FrozenPeriod, RankedContract, RankingKind, RankingRecord, RankingRules, rank_agencies, rank_vendors,
};
use domain::scorecard::{Period, Score, shipped_scheme};
use storage::Transaction;
use storage::query::ranking as query;
use storage::query::report::{PauseDimension, PauseFilter, PauseKey, pauses};

use crate::{AssessmentRow, Contract, Op, Result};

/// Civil dates of a ranking are those of the country's one zone, which every contract keeps too.
pub(super) const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

/// Works a ranking out; nothing is written. Agencies under the ranking's own are compared, and vendors with contracts there.
pub(super) async fn made(op: &Op, db: &Transaction, rules: RankingRules) -> Result<RankingRecord> {
    let agencies = op.directory().below(rules.agency);
    match rules.kind {
        RankingKind::Vendors => vendors(op, db, rules, &agencies).await,
        RankingKind::Agencies => {
            let duties = duties(db, &agencies, rules.period.bounds(ZONE)).await?;
            let directory = op.directory();
            let named = agencies.iter().filter_map(|id| directory.agencies.get(id)).filter(|agency| agency.active);
            let all = named
                .map(|agency| (agency.id, agency.name.clone(), duties.get(&agency.id).copied().unwrap_or_default()));
            Ok(rank_agencies(rules, all.collect()))
        }
    }
}

async fn vendors(op: &Op, db: &Transaction, rules: RankingRules, agencies: &[AgencyId]) -> Result<RankingRecord> {
    let (coverage, directory) = (op.coverage(), op.directory());
    let mut contracts: HashMap<VendorId, Vec<RankedContract>> = HashMap::new();
    for contract in coverage.contracts.values().filter(|contract| agencies.contains(&contract.row.agency_id)) {
        if let Some(ranked) = ranked(contract, rules.period) {
            contracts.entry(contract.row.vendor_id).or_default().push(ranked);
        }
    }
    let name = |vendor: &VendorId| directory.vendors.get(vendor).map(|row| row.name.clone()).unwrap_or_default();
    let vendors = contracts.into_iter().map(|(vendor, contracts)| ((vendor, name(&vendor)), contracts)).collect();
    let frozen = query::frozen(db, agencies, rules.period).await?;
    let frozen = frozen.into_iter().map(frozen_period).collect::<Result<Vec<_>>>()?;
    Ok(rank_vendors(rules, vendors, &frozen, &shipped_scheme()))
}

/// A contract that was in force on some day of a period, by the terms of the last of these days.
fn ranked(contract: &Contract, period: Period) -> Option<RankedContract> {
    let (first, last) = (contract.row.starts_on, contract.covers.last_day());
    let in_force =
        contract.row.state.came_into_force() && first <= last && first < period.end() && period.start <= last;
    let day = period.end().pred_opt().unwrap_or(period.start).clamp(first, last.max(first));
    in_force.then(|| RankedContract {
        contract: contract.row.id,
        number: contract.row.number.clone(),
        first,
        last,
        amount: contract.covers.as_of(day).amount,
    })
}

fn frozen_period(row: AssessmentRow) -> Result<FrozenPeriod> {
    let record: Option<AssessmentRecord> = row.record.map(serde_json::from_value).transpose()?;
    Ok(FrozenPeriod {
        assessment: row.id,
        contract: row.contract_id,
        period: Period { kind: row.period_kind, start: row.period_start },
        revision: row.revision,
        scheme: row.scheme_id,
        score: row.score_hundredths.and_then(Score::from_hundredths),
        counters: record.map(|record| record.inputs.counters).unwrap_or_default(),
        input_hash: row.input_hash.unwrap_or_default(),
    })
}

/// What agencies did with what was raised, and paused, in `[from, before)`: two statements.
async fn duties(
    db: &Transaction,
    agencies: &[AgencyId],
    (from, before): (Instant, Instant),
) -> Result<HashMap<AgencyId, Duties>> {
    let mut found: HashMap<AgencyId, Duties> = HashMap::new();
    for times in query::times(db, agencies, (from, before)).await? {
        let of = found.entry(times.agency).or_default();
        (of.accepted, of.accept_seconds) = (times.accepted, times.accept_seconds);
        (of.confirmed, of.confirm_seconds) = (times.confirmed, times.confirm_seconds);
    }
    let filter = PauseFilter {
        from: Some(from),
        before: Some(before),
        agencies: Some(agencies.to_vec()),
        ..PauseFilter::default()
    };
    let limit = agencies.len() as u64;
    let decided = pauses(db, &TicketScope::Everything, &filter, &[PauseDimension::Agency], limit).await?;
    for (keys, tally) in decided {
        if let Some(PauseKey::Agency(agency)) = keys.first() {
            let of = found.entry(*agency).or_default();
            (of.pauses_decided, of.pauses_rejected) = (tally.accepted + tally.rejected, tally.rejected);
        }
    }
    Ok(found)
}
