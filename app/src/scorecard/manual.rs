//! Scores that people give: one person with evidence, another one agrees or not.

use chrono::NaiveDate;
use domain::access::Action;
use domain::fraction::Fraction;
use domain::ids::{ContractId, DisputeId, ManualScoreId, UserId};
use domain::scorecard::{ManualRefusal, ManualScoreState, Period, PeriodKind, check_given, check_reviewer, yyyymm};
use serde_json::json;
use storage::entity::{manual_score, manual_score_review, manual_score_revision};
use storage::query::manual_score as query;
use storage::query::setup::insert;
use storage::write::mark_stale;

use super::terms::scheme_of;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::contract::held::Held;
use crate::setup::reach::Reach;
use crate::{Error, Op, Result, Violation};

const GIVING: Reach = Reach { what: "contract", view: Action::ScorecardView, manage: Action::ManualScoreGive };
const REVIEWING: Reach = Reach { what: "manual score", view: Action::ScorecardView, manage: Action::ManualScoreReview };

/// A score to be given.
#[derive(Clone, Debug)]
pub struct NewManualScore {
    pub contract: ContractId,
    /// The code of a criterion that people score.
    pub criterion: String,
    pub period: PeriodKind,
    pub starts_on: NaiveDate,
    /// 0 to 1, such as `19/20` or `0.95`.
    pub score: String,
    /// What it rests on, and where that can be seen.
    pub evidence: String,
}

/// A score, the review of it, and what a dispute made of it.
#[derive(Clone, Debug)]
pub struct ManualScoreView {
    pub row: manual_score::Model,
    pub review: Option<manual_score_review::Model>,
    pub revision: Option<manual_score_revision::Model>,
    /// Whether it counts and nobody has disputed it, as far as the actor could dispute it.
    pub disputable: bool,
}

impl ManualScoreView {
    /// What became of it.
    pub fn state(&self) -> ManualScoreState {
        match &self.review {
            None => ManualScoreState::Given,
            Some(review) if review.accepted => ManualScoreState::Accepted,
            Some(_) => ManualScoreState::Rejected,
        }
    }
}

impl From<ManualRefusal> for Violation {
    fn from(refusal: ManualRefusal) -> Self {
        Self::new(refusal.code(), refusal.field(), refusal.to_string(), refusal.zh())
    }
}

/// Gives the score of a criterion for a period; it counts once somebody else has accepted it. One that is given anew
/// leaves the one before in force until then. Needs `manual_score.give` at the contract's agency.
///
/// # Errors
/// `NOT_FOUND` for a criterion that the scheme of the period has not; `COUNTED` for one that is computed; `INVALID` for a
/// day on which no such period begins, and for a period of a kind that the scheme does not assess; `OUTSIDE_PERIOD` for
/// one that has not begun or in which the contract was never in force; `OUT_OF_RANGE` for the score; `REQUIRED` for the
/// evidence.
pub async fn give_manual_score(op: &Op, new: &NewManualScore) -> Result<ManualScoreView> {
    op.require(GIVING.manage)?;
    let held = Held::begin(op, new.contract).await?;
    GIVING.write(&held, Some(held.contract.row.agency_id))?;
    let mut mistakes = Mistakes::default();
    let evidence = mistakes.text("evidence", &new.evidence, REASON_MAX);
    let rate = mistakes.parsed(("INVALID", "score"), new.score.trim().parse::<Fraction>(), "评分应为 0 至 1 之间的数");
    let period = period(&mut mistakes, &held, new);
    let (scheme_id, scheme) = scheme_of(&held.coverage(), &held.contract, period)?;
    let criterion = scheme.criterion(&new.criterion);
    mistakes.found("criterion", ("criterion in the contract's scheme", "指标（以该合同的考核方案为准）"), criterion);
    if criterion.is_some_and(|criterion| !criterion.is_manual()) {
        let en = format!("{} is computed from the tickets: nobody gives it", new.criterion);
        mistakes.add("COUNTED", "criterion", en, format!("指标 {} 由平台计算，不能人工评分", new.criterion));
    }
    mistakes.extend(rate.as_ref().and_then(|rate| check_given(rate, period, &scheme).err()).map(Violation::from));
    let rate = mistakes.finish(rate)?;
    let before = query::given_so_far(&held.transaction, new.contract, &new.criterion, period).await?;
    let row = manual_score::Model {
        id: held.id(),
        contract_id: new.contract,
        agency_id: held.contract.row.agency_id,
        vendor_id: held.contract.row.vendor_id,
        scheme_id,
        criterion: new.criterion.clone(),
        period_kind: period.kind,
        period_start: period.start,
        number: i32::try_from(before).unwrap_or(i32::MAX).saturating_add(1),
        rate: rate.to_string(),
        evidence,
        given_by: held.actor().user(),
        giver: held.actor().name().to_owned(),
        given_at: held.now(),
    };
    let detail = told(&row);
    insert(&held.transaction, row.clone()).await?;
    held.tell("manual_score.given", detail.clone()).await?;
    held.commit("manual_score.give", ("manual_score", row.id.0), detail).await?;
    Ok(ManualScoreView { row, review: None, revision: None, disputable: false })
}

/// Accepts or rejects a score that somebody else gave. Needs `manual_score.review` at the contract's agency.
///
/// # Errors
/// `OWN_SCORE`; `WRONG_STATE` when it was reviewed already; `REQUIRED` for the note of a rejection.
pub async fn review_manual_score(
    op: &Op,
    id: ManualScoreId,
    accept: bool,
    note: Option<&str>,
) -> Result<ManualScoreView> {
    op.require(REVIEWING.manage)?;
    let scope = op.read_scope(REVIEWING.view);
    let seen = query::some(op.app().store.read(), &scope, &[id]).await?.pop().ok_or(Error::NotFound(REVIEWING.what))?;
    let held = Held::begin(op, seen.contract_id).await?;
    REVIEWING.write(&held, Some(held.contract.row.agency_id))?;
    let mut mistakes = Mistakes::default();
    let note = match accept {
        true => mistakes.optional("note", note, REASON_MAX),
        false => Some(mistakes.text("note", note.unwrap_or_default(), REASON_MAX)),
    };
    mistakes.extend(check_reviewer(seen.given_by, held.actor().user()).err().map(Violation::from));
    if !query::reviews(&held.transaction, &[id]).await?.is_empty() {
        mistakes.add("WRONG_STATE", "manualScoreId", "it was reviewed already", "该评分已复核");
    }
    mistakes.refuse()?;
    let review = manual_score_review::Model {
        score_id: id,
        accepted: accept,
        note,
        reviewed_by: held.actor().user(),
        reviewer: held.actor().name().to_owned(),
        reviewed_at: held.now(),
    };
    insert(&held.transaction, review.clone()).await?;
    if accept {
        mark(&held, &seen).await?;
    }
    let mut detail = told(&seen);
    detail["accepted"] = json!(accept);
    detail["note"] = json!(review.note);
    held.tell("manual_score.reviewed", detail.clone()).await?;
    held.commit("manual_score.review", ("manual_score", id.0), detail).await?;
    Ok(ManualScoreView { row: seen, review: Some(review), revision: None, disputable: false })
}

/// What a dispute makes of a score.
pub(crate) struct Revision {
    pub dispute: DisputeId,
    /// What counts in its place; none: nothing does.
    pub rate: Option<Fraction>,
    pub reason: String,
    /// Who decided, and by which name.
    pub by: (Option<UserId>, String),
}

/// Writes what was decided of a score, for whoever has the contract held; told to both parties, the scorecards follow. The
/// score stays as it was given. The audit entry is the caller's.
pub(crate) async fn revise_in(held: &Held, score: &manual_score::Model, revision: Revision) -> Result<()> {
    let (decided_by, decider) = revision.by;
    let row = manual_score_revision::Model {
        score_id: score.id,
        dispute_id: revision.dispute,
        rate: revision.rate.map(|rate| rate.to_string()),
        reason: revision.reason,
        decided_by,
        decider,
        revised_at: held.now(),
    };
    let mut detail = told(score);
    detail["revised"] = json!(row.rate);
    insert(&held.transaction, row).await?;
    mark(held, score).await?;
    held.tell("manual_score.revised", detail).await
}

/// Marks a month of a score's period in which there can be a card: the longer ones follow it.
async fn mark(held: &Held, score: &manual_score::Model) -> Result<()> {
    let first = score.period_start.max(held.contract.covers.starts_on);
    Ok(mark_stale(&held.transaction, vec![(score.contract_id, yyyymm(first))]).await?)
}

fn told(row: &manual_score::Model) -> serde_json::Value {
    json!({
        "scoreId": row.id, "criterion": row.criterion, "period": row.period_kind, "startsOn": row.period_start,
        "number": row.number, "score": row.rate,
    })
}

/// The period that is meant, wrong days being named.
fn period(mistakes: &mut Mistakes, held: &Held, new: &NewManualScore) -> Period {
    let (kind, day) = (new.period, new.starts_on);
    if Period::beginning(kind, day).is_none() {
        let en = format!("no {kind} begins on {day}");
        mistakes.add("INVALID", "startsOn", en, format!("{day} 不是{}的首日", kind.zh()));
    }
    let period = Period::holding(kind, day);
    let (contract, today) = (&held.contract, held.contract.day(held.now()));
    if period.start > today {
        let en = format!("the period is to come: today is {today}");
        mistakes.add("OUTSIDE_PERIOD", "startsOn", en, format!("该考核周期尚未开始，今日为 {today}"));
    } else if period.end() <= contract.covers.starts_on || contract.covers.last_day() < period.start {
        let en = "the contract was not in force in this period";
        mistakes.add("OUTSIDE_PERIOD", "startsOn", en, "合同在该考核周期未生效");
    }
    period
}
