//! A city that scores by the full set of indicators: what its people booked in the ledger, and the scores that they gave.

use chrono::{NaiveDate, TimeDelta};
use domain::Instant;
use domain::ids::{AgencyId, ContractId, SchemeId, UserId};
use domain::scorecard::{Period, PeriodKind, scheme_presets};
use storage::entity::scoring_scheme;

use super::dispatch::person;
use super::parties::{Plan, id};
use crate::scorecard::{
    NewLedgerEntry, NewManualScore, book_ledger_entry, give_manual_score, review_manual_score, strike_ledger_entry,
};
use crate::{Error, Op, Result};

const CODE: &str = "NN-KH";
/// The preset that the city took over as it is.
const PRESET: &str = "GBT-33850";

/// Days before the end of the demo, what happened, and what shows it.
const EVENTS: [(i64, &str, &str); 4] = [
    (75, "LATE-ON-SITE", "现场签到记录：约定 9:00 到场，实到 10:20"),
    (48, "BEYOND-SCOPE", "协助迁移合同外的旧档案系统，采购方致谢函"),
    (33, "CRITICISED", "市政务服务运行通报第 3 期"),
    (12, "FALSIFIED", "巡检记录签字时间与门禁记录不符"),
];
/// The one of them that was booked by mistake.
const MISTAKEN: &str = "CRITICISED";

/// Criterion, score, and what it rests on.
const SCORES: [(&str, &str, &str); 4] = [
    ("STAFFING", "62/64", "驻场签到表：应到 64 人日，实到 62 人日"),
    ("ACCOUNTS", "1", "账号清查表与保密协议台账"),
    ("UNAPPROVED", "4/5", "变更审计：一次远程接入未经批准"),
    ("SECURITY", "19/20", "漏洞整改台账：20 项中 19 项按期完成"),
];
/// What nobody has reviewed yet.
const WAITING: (&str, &str, &str) = ("AVAILABILITY", "0.998", "监控平台可用率月报");

/// The city's scheme.
pub(super) fn scheme(owner: AgencyId, at: Instant) -> Option<scoring_scheme::Model> {
    let preset = scheme_presets().into_iter().find(|preset| preset.code == PRESET)?;
    Some(scoring_scheme::Model {
        id: id::<SchemeId>("scheme", CODE),
        owner_id: Some(owner),
        code: CODE.to_owned(),
        version: 1,
        name: "南宁市运维服务考核方案".to_owned(),
        spec: serde_json::to_value(&preset.scheme).ok()?,
        created_at: at,
    })
}

/// Books and gives it, each on its day; what lies outside the contract is left out.
pub(super) async fn bring(op: &Op, plan: &Plan, as_of: Instant) -> Result<()> {
    let scheme = id::<SchemeId>("scheme", CODE);
    let coverage = op.coverage();
    let Some(contract) = coverage.contracts.values().find(|contract| contract.row.scheme_id == scheme) else {
        return Ok(());
    };
    let contract_id = contract.row.id;
    let [manager, supervisor, assessor] =
        ["contract", "supervisor", "assessor"].map(|login| id::<UserId>("user", login));
    for (days, item, evidence) in EVENTS {
        let at = as_of - TimeDelta::days(days);
        let new = NewLedgerEntry {
            contract: contract_id,
            item: item.to_owned(),
            occurred_on: contract.day(at),
            ticket: None,
            evidence: evidence.to_owned(),
        };
        let booked = book_ledger_entry(&person(op, manager, at + TimeDelta::days(1))?, &new).await;
        if let Some(entry) = unless_outside(booked)?.filter(|entry| entry.row.item == MISTAKEN) {
            let by = person(op, supervisor, at + TimeDelta::days(5))?;
            strike_ledger_entry(&by, entry.row.id, "通报对象为另一单位，误记").await?;
        }
    }
    let Some(quarter) = last_quarter(contract.day(as_of), plan.year + 1) else { return Ok(()) };
    let at = as_of - TimeDelta::days(2);
    for (criterion, score, evidence) in SCORES {
        let new = given(contract_id, quarter, (criterion, score, evidence));
        let given = give_manual_score(&person(op, assessor, at)?, &new).await;
        if let Some(given) = unless_outside(given)? {
            review_manual_score(&person(op, manager, at + TimeDelta::hours(20))?, given.row.id, true, None).await?;
        }
    }
    let waiting = give_manual_score(&person(op, assessor, at)?, &given(contract_id, quarter, WAITING)).await;
    unless_outside(waiting).map(drop)
}

/// The last quarter of the contract's year that is over.
fn last_quarter(today: NaiveDate, year: i32) -> Option<Period> {
    let this = Period::holding(PeriodKind::Quarter, today);
    let last = Period::holding(PeriodKind::Quarter, this.start.pred_opt()?);
    (Period::holding(PeriodKind::Year, last.start).start == NaiveDate::from_ymd_opt(year, 1, 1)?).then_some(last)
}

fn given(contract: ContractId, quarter: Period, (criterion, score, evidence): (&str, &str, &str)) -> NewManualScore {
    NewManualScore {
        contract,
        criterion: criterion.to_owned(),
        period: quarter.kind,
        starts_on: quarter.start,
        score: score.to_owned(),
        evidence: evidence.to_owned(),
    }
}

/// A demo that ends early in the year has days before its contract.
fn unless_outside<T>(done: Result<T>) -> Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(Error::Invalid(found)) if found.iter().all(|of| of.code == "OUTSIDE_PERIOD") => Ok(None),
        Err(error) => Err(error),
    }
}
