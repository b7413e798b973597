//! Reading assessments: by either party of the contract and those above the buyer.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::{Action, Org, ReadScope, Role};
use domain::assessment::{
    AssessmentRecord, AssessmentState, AssessmentStep, Decider, Hand, available_steps, check_days, check_decider,
    four_eyes, needs, side_of,
};
use domain::ids::{AgencyId, AssessmentId, ContractId, ScorecardId, VendorId};
use domain::scorecard::{Period, PeriodKind, SubjectKind};
use domain::ticket::ActorSide;
use storage::query::assessment::{self as query, AssessmentFilter};

use super::due::remarks_end;
use crate::scorecard::ScorecardView;
use crate::{AdjustmentRow, AssessmentRow, AssessmentSignatureRow, AssessmentStepRow, Error, Op, Result};

/// Which assessments, and which page. What is none or empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct AssessmentQuery {
    pub contract: Option<ContractId>,
    /// Contracts of this agency and everything under it.
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub kind: Option<PeriodKind>,
    pub states: Vec<AssessmentState>,
    /// Periods that begin in `[from, until]`.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The last one already seen.
    pub after: Option<(NaiveDate, AssessmentId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page, the latest period first.
#[derive(Clone, Debug)]
pub struct AssessmentList {
    pub rows: Vec<AssessmentRow>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of what the actor sees. Needs `assessment.view`.
pub async fn assessments(op: &Op, asked: &AssessmentQuery) -> Result<AssessmentList> {
    op.require(Action::AssessmentView)?;
    let filter = AssessmentFilter {
        contract: asked.contract,
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        vendor: asked.vendor,
        kind: asked.kind,
        states: asked.states.clone(),
        from: asked.from,
        until: asked.until,
    };
    let (db, scope) = (op.app().store.read(), scope(op));
    let mut rows = query::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &scope, &filter).await?) } else { None };
    Ok(AssessmentList { rows, more, total })
}

/// One.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_assessment(op: &Op, id: AssessmentId) -> Result<AssessmentRow> {
    let found = query::find(op.app().store.read(), &scope(op), id).await?;
    found.ok_or(Error::NotFound("assessment"))
}

/// What was done to assessments that the actor sees, in order.
pub async fn history(op: &Op, ids: &[AssessmentId]) -> Result<HashMap<AssessmentId, Vec<AssessmentStepRow>>> {
    let steps = query::steps(op.app().store.read(), &scope(op), ids).await?;
    Ok(grouped(steps, |step| step.assessment_id))
}

/// Who has signed assessments that the actor sees, those under a decision that was objected to included.
pub async fn signatures(op: &Op, ids: &[AssessmentId]) -> Result<HashMap<AssessmentId, Vec<AssessmentSignatureRow>>> {
    let signed = query::signatures(op.app().store.read(), &scope(op), ids).await?;
    Ok(grouped(signed, |of| of.assessment_id))
}

/// What was booked into assessments; the caller sees them.
pub async fn adjustments(op: &Op, ids: &[AssessmentId]) -> Result<HashMap<AssessmentId, Vec<AdjustmentRow>>> {
    let booked = query::adjustments(op.app().store.read(), ids).await?;
    Ok(grouped(booked, |of| of.assessment_id))
}

/// What was booked about assessments; the caller sees them.
pub async fn booked_about(op: &Op, ids: &[AssessmentId]) -> Result<HashMap<AssessmentId, Vec<AdjustmentRow>>> {
    let booked = query::booked_about(op.app().store.read(), ids).await?;
    Ok(grouped(booked, |of| of.about_id))
}

/// Those that a newer revision corrects; the caller sees them.
pub async fn superseded(op: &Op, ids: &[AssessmentId]) -> Result<HashMap<AssessmentId, bool>> {
    let corrected = query::superseded(op.app().store.read(), ids).await?;
    Ok(corrected.into_iter().map(|id| (id, true)).collect())
}

fn grouped<T>(rows: Vec<T>, key: impl Fn(&T) -> AssessmentId) -> HashMap<AssessmentId, Vec<T>> {
    let mut found: HashMap<AssessmentId, Vec<T>> = HashMap::new();
    for row in rows {
        found.entry(key(&row)).or_default().push(row);
    }
    found
}

/// The period of a row.
pub(super) fn period_of(row: &AssessmentRow) -> Period {
    Period { kind: row.period_kind, start: row.period_start }
}

/// What a row came to; none while it is open.
pub fn record(row: &AssessmentRow) -> Result<Option<AssessmentRecord>> {
    Ok(row.record.clone().map(serde_json::from_value).transpose()?)
}

/// The card of a row as it was scored, for its terms; none while it is open. It has the id of the assessment, and does
/// not run: it was scored after its last day.
pub fn card(row: &AssessmentRow) -> Result<Option<ScorecardView>> {
    let Some(AssessmentRecord { inputs, card, score, grade, .. }) = record(row)? else { return Ok(None) };
    Ok(Some(ScorecardView {
        id: ScorecardId(row.id.0),
        subject: SubjectKind::Contract,
        contract: Some(row.contract_id),
        vendor: row.vendor_id,
        period: period_of(row),
        scheme: row.scheme_id,
        running: false,
        score,
        grade,
        terms: card.terms,
        ledger: card.ledger,
        counters: inputs.counters,
        computed_at: row.scored_at.unwrap_or(row.created_at),
    }))
}

/// The steps that the actor may take with an assessment that they see, by what was done to it, who has signed, and whether
/// a newer revision corrects it.
pub fn available_assessment_steps(
    op: &Op,
    (row, is_superseded): (&AssessmentRow, bool),
    rests_on: Option<&AssessmentRecord>,
    (done, signed): (&[AssessmentStepRow], &[AssessmentSignatureRow]),
) -> Result<Vec<AssessmentStep>> {
    let user = op.actor().user();
    let hands = hands(done, rests_on);
    let signed: Vec<_> = signed.iter().filter(|of| Some(of.seq) > row.decided_seq).collect();
    let deciders = deciders(op, row);
    let in_time = check_days(remarks_end(&op.coverage(), row)?, op.now()).is_ok();
    let may = |step: &AssessmentStep| {
        let Some(action) = needs(*step).filter(|action| op.actor().may(*action)) else { return false };
        let scope = op.read_scope(action);
        let sides = [
            (ActorSide::Agency, scope.covers(Some(row.agency_id), None)),
            (ActorSide::Vendor, scope.covers(None, Some(row.vendor_id))),
        ];
        let has_signed = |side| signed.iter().any(|of| of.side == side);
        let mine = |(side, reached): &(ActorSide, bool)| {
            let signs = matches!(step, AssessmentStep::Sign | AssessmentStep::Object);
            *reached && side_of(*step).is_none_or(|whose| whose == *side) && !(signs && has_signed(*side))
        };
        let judges = matches!(step, AssessmentStep::Decide | AssessmentStep::SendBack);
        let fit = !judges || check_decider(row.objected, &deciders).is_ok();
        let open = match step {
            AssessmentStep::Comment | AssessmentStep::Object => in_time,
            AssessmentStep::Correct => !is_superseded,
            _ => true,
        };
        sides.iter().any(mine) && fit && open && four_eyes(*step, user, &hands).is_ok()
    };
    Ok(available_steps(row.state, row.objected).filter(may).collect())
}

/// Who had a hand in an assessment: in its steps, and in what it rests on.
pub(super) fn hands(done: &[AssessmentStepRow], rests_on: Option<&AssessmentRecord>) -> Vec<Hand> {
    let scored = rests_on.into_iter().flat_map(|record| record.hands.iter().copied().map(Hand::Scored));
    done.iter().filter_map(|step| Hand::of(step.step, step.actor_id)).chain(scored).collect()
}

/// As what the actor decides about an assessment.
pub(super) fn deciders(op: &Op, row: &AssessmentRow) -> Vec<Decider> {
    let (actor, directory) = (op.actor(), op.directory());
    if actor.is_system() {
        return vec![Decider::AboveBuyer];
    }
    let above = directory.above(row.agency_id);
    let decider = |grant: &domain::access::Grant| match (grant.role, grant.org) {
        (Role::Assessor, Org::Agency(agency)) if above.contains(&agency) => Some(Decider::Assessor),
        (_, Org::Agency(agency)) if agency == row.agency_id => Some(Decider::AtBuyer),
        (_, Org::Agency(agency)) if above.contains(&agency) => Some(Decider::AboveBuyer),
        _ => None,
    };
    actor.grants_for(Action::AssessmentDecide).filter_map(decider).collect()
}

fn scope(op: &Op) -> ReadScope {
    op.read_scope(Action::AssessmentView)
}
