//! Objections of those who stand in an announced ranking, and their answers.

use domain::access::Action;
use domain::ids::{ObjectionId, RankingId};
use domain::ranking::{
    ObjectionOutcome, RankingKind, RankingRefusal, RankingSheet, RankingStep, check_answer, check_objection, four_eyes,
    next,
};
use storage::query::ranking as query;
use storage::query::setup::insert;
use uuid::Uuid;

use super::read::view;
use super::seen::{is_own, sight};
use super::writing::{Hears, Writing};
use crate::mistakes::REASON_MAX;
use crate::{Error, Op, RankingAnswerRow, RankingObjectionRow, Result};

/// Objects to the announced version for somebody who stands in it: a vendor, or an agency where agencies are ranked. Needs
/// `ranking.object` there. `subject` says for whom; none is right where the actor answers for one of them only.
///
/// # Errors
/// `REQUIRED` for the reason, and for `subject` where the actor answers for several; `NOT_FOUND` when the actor's own do not
/// stand in it; `TOO_LATE`; `ALREADY_DONE`; `WRONG_STATE`, by the state that the actor sees; CONFLICT, by the version that
/// they see.
pub async fn object_to_ranking(
    op: &Op,
    id: RankingId,
    expected: i64,
    (subject, reason): (Option<Uuid>, &str),
) -> Result<RankingId> {
    let mut writing = Writing::hold(op, id, RankingStep::Object).await?;
    // By the row itself the answer would tell of a correction that is being worked out.
    let seen = view(&writing.transaction, &sight(op), writing.row.clone()).await?;
    let reason = writing.mistakes.text("reason", reason, REASON_MAX);
    let subject = objector(op, &mut writing, &seen.sheet, subject)?;
    if seen.version != expected {
        return Err(Error::Conflict);
    }
    let objections = query::objections(&writing.transaction, &[id]).await?;
    let objected = objections.iter().any(|of| of.number == seen.number && Some(of.subject_id) == subject);
    let ends_at = writing.row.objections_end_at;
    let allowed = next(seen.state, RankingStep::Object).and_then(|_| check_objection(op.now(), ends_at, objected));
    writing.mistakes.extend(allowed.err().map(Into::into));
    writing.check()?;
    writing.take(RankingStep::Object, None);
    let subject_id = subject.ok_or(Error::NotFound("ranking"))?;
    let row = RankingObjectionRow {
        id: op.id(),
        ranking_id: id,
        number: writing.row.number,
        subject_id,
        reason,
        author_id: op.actor().user(),
        author_name: op.actor().name().to_owned(),
        filed_at: op.now(),
    };
    let detail = serde_json::json!({ "objectionId": row.id, "subjectId": subject_id });
    insert(&writing.transaction, row).await?;
    let told = vec![Hears::Agency(writing.row.agency_id.0)];
    writing.commit(told, detail).await
}

/// For whom the actor objects, of those who stand in the sheet that they see.
fn objector(op: &Op, writing: &mut Writing, seen: &RankingSheet, given: Option<Uuid>) -> Result<Option<Uuid>> {
    let own = op.read_scope(Action::RankingObject);
    let kind = writing.row.kind;
    let mine: Vec<Uuid> = seen.subjects().into_iter().filter(|subject| is_own(&own, kind, *subject)).collect();
    match (given, &mine[..]) {
        (Some(subject), all) if all.contains(&subject) => Ok(Some(subject)),
        (None, [one]) => Ok(Some(*one)),
        (_, []) => Err(Error::Forbidden(Action::RankingObject)),
        (None, _) => {
            let field = if kind == RankingKind::Vendors { "vendorId" } else { "agencyId" };
            writing.mistakes.add("REQUIRED", field, "say for whom you object", "请指明以谁的名义提出异议");
            Ok(None)
        }
        (Some(_), _) => {
            let field = if kind == RankingKind::Vendors { "vendorId" } else { "agencyId" };
            writing.mistakes.add("NOT_FOUND", field, "not one of yours in this ranking", "该对象不在排名中或不属于您");
            Ok(None)
        }
    }
}

/// Answers an objection. One that is accepted keeps the version from being published: it is worked out again. Needs
/// `ranking.publish` at the ranking's agency or above it.
///
/// # Errors
/// `REQUIRED` for the reason; `ALREADY_DONE`; `SUPERSEDED` when it is to an earlier version; `SAME_PERSON` for who worked the
/// version out and for who wrote the objection; `WRONG_STATE`; CONFLICT.
pub async fn answer_objection(
    op: &Op,
    id: ObjectionId,
    expected: i64,
    (outcome, reason): (ObjectionOutcome, &str),
) -> Result<RankingId> {
    op.require(Action::RankingPublish)?;
    let read = op.app().store.read();
    let objection = query::find_objection(read, id).await?.ok_or(Error::NotFound("objection"))?;
    if query::find(read, &sight(op), objection.ranking_id).await?.is_none() {
        return Err(Error::NotFound("objection"));
    }
    let mut writing = Writing::begin(op, objection.ranking_id, RankingStep::Answer, expected).await?;
    let reason = writing.mistakes.text("reason", reason, REASON_MAX);
    let answered = !query::answers(&writing.transaction, &[id]).await?.is_empty();
    let earlier = objection.number != writing.row.number;
    let checks = [
        if answered { Err(RankingRefusal::AnsweredBefore) } else { Ok(()) },
        if earlier { Err(RankingRefusal::EarlierVersion) } else { Ok(()) },
        four_eyes(RankingStep::Answer, op.actor().user(), writing.row.drafter_id),
        check_answer(op.actor().user(), objection.author_id),
    ];
    writing.mistakes.extend(checks.into_iter().filter_map(Result::err).map(Into::into));
    writing.take(RankingStep::Answer, None);
    writing.check()?;
    let row = RankingAnswerRow {
        objection_id: id,
        outcome,
        reason,
        author_id: op.actor().user(),
        author_name: op.actor().name().to_owned(),
        answered_at: op.now(),
    };
    insert(&writing.transaction, row).await?;
    let told = vec![Hears::subject(writing.row.kind, objection.subject_id)];
    let detail = serde_json::json!({ "objectionId": id, "outcome": outcome });
    writing.commit(told, detail).await
}
