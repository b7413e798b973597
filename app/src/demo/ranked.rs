//! The ranking of the region's vendors over the year before the demo's own: what was frozen of it is all that is left.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use domain::Instant;
use domain::access::Actor;
use domain::assessment::{AssessmentInputs, AssessmentState, assess};
use domain::ranking::{ObjectionOutcome, RankingKind};
use domain::scorecard::{Counters, Period, PeriodKind, Scheme, Tally};
use storage::query::ranking as query;
use storage::query::setup::insert_in_batches;

use super::dispatch::person;
use super::parties::{Plan, id};
use crate::ranking::{
    Audience, NewRanking, announce_ranking, answer_objection, draft_ranking, find_ranking, object_to_ranking, parts,
    publish_ranking,
};
use crate::{AssessmentRow, Contract, Error, Op, Result};

/// Days of the objection period, and one for its beginning.
const DAYS: i64 = 7;

/// Ranks the vendors of last year's contracts, announced a week before the end of the demo and published to everybody with
/// it; the company of the demo's own vendor has objected in vain. Nothing where the year was not over then.
pub(super) async fn rank(op: &Op, plan: &Plan, as_of: Instant) -> Result<()> {
    let Some(start) = NaiveDate::from_ymd_opt(plan.year, 1, 1) else { return Ok(()) };
    let period = Period { kind: PeriodKind::Year, start };
    let announced = as_of - TimeDelta::days(DAYS + 1);
    let db = op.app().store.read();
    let known = query::of_period(db, (plan.root, RankingKind::Vendors), period).await?.is_some();
    if known || announced < period.bounds(chrono_tz::Asia::Shanghai).1 {
        return Ok(());
    }
    freeze(op, plan, period, announced - TimeDelta::days(1)).await?;
    let platform = Op::new(op.app().clone(), Arc::new(Actor::system("demo")), announced);
    let new = NewRanking {
        agency: plan.root,
        kind: RankingKind::Vendors,
        period: period.kind,
        day: period.start,
        min_sample: None,
        objection_days: Some(DAYS),
    };
    let ranking = draft_ranking(&platform, &new).await?;
    announce_ranking(&platform, ranking, 1).await?;
    let (vendor, regulator) =
        (person(op, id("user", "vendor"), announced)?, person(op, id("user", "regulator"), as_of)?);
    let mut version = 2;
    if let Ok(view) = find_ranking(&vendor, ranking).await
        && !view.sheet.subjects().is_empty()
    {
        let reason = "十二月光缆中断系运营商责任，请剔除后重新计算";
        object_to_ranking(&vendor, ranking, version, (None, reason)).await?;
        let seen = find_ranking(&regulator, ranking).await?;
        let found = parts(&regulator, &[seen]).await?.remove(&ranking).unwrap_or_default();
        if let Some(objection) = found.objections.first() {
            let answer = (ObjectionOutcome::Rejected, "考核结果已由双方签署归档，须先按程序更正考核");
            answer_objection(&regulator, objection.row.id, version + 1, answer).await?;
            version += 2;
        }
    }
    let everybody = Audience { agencies: Vec::new(), public: true };
    publish_ranking(&regulator, ranking, version, (&everybody, Some("年度排名公示"))).await?;
    Ok(())
}

/// Writes what both sides had signed about last year's contracts.
async fn freeze(op: &Op, plan: &Plan, period: Period, at: Instant) -> Result<()> {
    let coverage = op.coverage();
    let agencies = op.directory().below(plan.root);
    if !query::frozen(op.app().store.read(), &agencies, period).await?.is_empty() {
        return Ok(());
    }
    let mut contracts: Vec<&Contract> = coverage.contracts.values().collect();
    contracts.retain(|contract| period.holds(contract.row.starts_on) && agencies.contains(&contract.row.agency_id));
    contracts.sort_unstable_by(|one, other| one.row.number.cmp(&other.row.number));
    let mut rows = Vec::new();
    for (contract, place) in contracts.into_iter().zip(0..) {
        let scheme = coverage.schemes.get(&contract.row.scheme_id).ok_or(Error::NotFound("scheme"))?;
        let scheme: Scheme = serde_json::from_value(scheme.spec.clone())?;
        rows.push(frozen(op, contract, &scheme, (period, at), counted(place))?);
    }
    let transaction = op.app().store.begin().await?;
    insert_in_batches(&transaction, rows).await?;
    transaction.commit().await?;
    Ok(())
}

/// A year of some contract, the same for the same place in the list: between nine tenths and nearly all in time.
fn counted(place: i64) -> Counters {
    let judged = 40 + place * 17 % 90;
    let kept = |of: i64, step: i64| Tally { part: of - of * ((place * step) % 10) / 100, whole: of };
    Counters {
        respond: kept(judged, 3),
        arrive: kept(judged / 2, 7),
        restore: [kept(6, 1), kept(judged / 5, 9), kept(judged / 2, 3), kept(judged / 4, 7)],
        resolve: kept(judged, 9),
        reopen: Tally { part: place % 4, whole: judged },
        repeat: Tally { part: place % 5, whole: judged },
        rating: Tally { part: judged * (40 + place % 9) / 10 / 2, whole: judged / 2 },
        ..Counters::default()
    }
}

fn frozen(
    op: &Op,
    contract: &Contract,
    scheme: &Scheme,
    (period, at): (Period, Instant),
    counters: Counters,
) -> Result<AssessmentRow> {
    let row = &contract.row;
    let inputs = AssessmentInputs {
        contract: row.id,
        period,
        revision: 1,
        scheme: row.scheme_id,
        policy_versions: Vec::new(),
        calendar_revisions: Vec::new(),
        counters,
        entries: Vec::new(),
        given: Vec::new(),
        adjustments: Vec::new(),
        percentiles: Vec::new(),
    };
    let record = assess(scheme, inputs, Vec::new());
    Ok(AssessmentRow {
        id: op.id(),
        contract_id: row.id,
        agency_id: row.agency_id,
        vendor_id: row.vendor_id,
        period_kind: period.kind,
        period_start: period.start,
        revision: 1,
        corrects_id: None,
        reason: None,
        state: AssessmentState::Frozen,
        objected: false,
        scheme_id: row.scheme_id,
        score_hundredths: record.score.map(|score| score.hundredths()),
        grade: record.grade.as_ref().map(|grade| grade.zh.clone()),
        input_hash: Some(record.inputs.hash()),
        record: Some(serde_json::to_value(record)?),
        acts_at: None,
        scored_at: Some(at),
        decided_at: Some(at),
        decided_seq: None,
        frozen_at: Some(at),
        version: 1,
        created_at: at,
    })
}
