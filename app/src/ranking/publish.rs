//! Announcing a ranking to those who stand in it, and publishing it.

use domain::access::Action;
use domain::assessment::{DayKind, ends_of_days};
use domain::ids::{AgencyId, RankingId};
use domain::ranking::{Awaited, RankingRefusal, RankingSheet, RankingStep, changes, check_publication, four_eyes};
use storage::query::ranking as query;
use storage::query::setup::insert;

use super::made::ZONE;
use super::writing::{Hears, Writing};
use crate::mistakes::REASON_MAX;
use crate::{Op, RankingReleaseRow, Result};

/// To whom a ranking is published, besides those who were told of an earlier version and the agency that it is of.
#[derive(Clone, Debug, Default)]
pub struct Audience {
    pub agencies: Vec<AgencyId>,
    /// Also to everybody, without log-in.
    pub public: bool,
}

/// Agencies named at once.
const MOST_AGENCIES: usize = 500;

/// Shows whoever stands in the latest version where they stand; the objection period begins and lasts to the end of the
/// last of its civil days. Needs `ranking.publish` at the agency or above it.
///
/// # Errors
/// `NOTHING_RANKED` when nobody has a rank; `WRONG_STATE`; CONFLICT.
pub async fn announce_ranking(op: &Op, id: RankingId, expected: i64) -> Result<RankingId> {
    let mut writing = Writing::begin(op, id, RankingStep::Announce, expected).await?;
    let sheet = writing.sheet(writing.row.number).await?;
    if sheet.is_nothing() {
        writing.mistakes.extend([RankingRefusal::NothingRanked.into()]);
    }
    writing.take(RankingStep::Announce, None);
    writing.check()?;
    let days = (writing.row.objection_days, DayKind::Calendar);
    writing.row.objections_end_at = ends_of_days(op.now(), days, (ZONE, None));
    writing.row.announced_at = Some(op.now());
    let subjects = sheet.subjects();
    query::keep_subjects(&writing.transaction, (id, writing.row.number), &subjects).await?;
    let told = subjects.into_iter().map(|subject| Hears::subject(writing.row.kind, subject)).collect();
    writing.commit(told, serde_json::json!({})).await
}

/// Publishes the announced version, once its objection period is over and every objection was answered and rejected. Whoever
/// was told of an earlier version is told of this one, with what changed. Needs `ranking.publish` at the agency or above it.
///
/// # Errors
/// `TOO_EARLY`; `UNANSWERED`; `NEEDS_REDRAFT`; `SAME_PERSON` for who worked the version out; `NOT_FOUND` for an agency;
/// `WRONG_STATE`; CONFLICT.
pub async fn publish_ranking(
    op: &Op,
    id: RankingId,
    expected: i64,
    (audience, note): (&Audience, Option<&str>),
) -> Result<RankingId> {
    let mut writing = Writing::begin(op, id, RankingStep::Publish, expected).await?;
    let note = writing.mistakes.optional("note", note, REASON_MAX);
    let agencies = agencies(op, &mut writing, audience);
    if writing.row.state == domain::ranking::RankingState::Announced {
        let awaited = awaited(&writing).await?;
        let checks = [
            check_publication(op.now(), writing.row.objections_end_at, &awaited),
            four_eyes(RankingStep::Publish, op.actor().user(), writing.row.drafter_id),
        ];
        writing.mistakes.extend(checks.into_iter().filter_map(Result::err).map(Into::into));
    }
    writing.take(RankingStep::Publish, note.clone());
    writing.check()?;
    let number = writing.row.number;
    let sheet = writing.sheet(number).await?;
    let before = match writing.row.published_number {
        Some(published) => Some(writing.sheet(published).await?),
        None => None,
    };
    let changed = before.map(|before: RankingSheet| changes(&before, &sheet)).unwrap_or_default();
    writing.row.is_public |= audience.public;
    writing.row.published_number = Some(number);
    writing.row.published_at = Some(op.now());
    query::keep_readers(&writing.transaction, (id, number), &agencies).await?;
    let release = RankingReleaseRow {
        ranking_id: id,
        number,
        is_public: writing.row.is_public,
        changes: serde_json::to_value(changed)?,
        note,
        publisher_id: op.actor().user(),
        publisher_name: op.actor().name().to_owned(),
        published_at: op.now(),
    };
    insert(&writing.transaction, release).await?;
    let readers = query::readers(&writing.transaction, &[id]).await?;
    let readers = readers.into_iter().map(|reader| Hears::Agency(reader.agency_id.0));
    let kind = writing.row.kind;
    let mut told: Vec<Hears> =
        sheet.subjects().into_iter().map(|subject| Hears::subject(kind, subject)).chain(readers).collect();
    told.sort_unstable();
    told.dedup();
    let detail = serde_json::json!({ "public": writing.row.is_public, "agencyIds": agencies });
    writing.commit(told, detail).await
}

/// The agencies named, and the one that the ranking is of. Each must be one that the actor can see.
fn agencies(op: &Op, writing: &mut Writing, audience: &Audience) -> Vec<AgencyId> {
    let (directory, seen) = (op.directory(), op.read_scope(Action::AgencyView));
    let known = |agency: &AgencyId| directory.agencies.contains_key(agency) && seen.covers(Some(*agency), None);
    if audience.agencies.len() > MOST_AGENCIES {
        let en = format!("at most {MOST_AGENCIES} agencies are named at once");
        writing.mistakes.add("TOO_MANY", "agencyIds", en, format!("一次最多指定 {MOST_AGENCIES} 个单位"));
    }
    if audience.agencies.iter().take(MOST_AGENCIES).any(|agency| !known(agency)) {
        writing.mistakes.add("NOT_FOUND", "agencyIds", "no such agency", "没有此单位");
    }
    let mut all: Vec<AgencyId> = audience.agencies.iter().copied().chain([writing.row.agency_id]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What the objections to the announced version came to.
async fn awaited(writing: &Writing) -> Result<Awaited> {
    let objections = query::objections(&writing.transaction, &[writing.row.id]).await?;
    let ids: Vec<_> = objections.into_iter().filter(|of| of.number == writing.row.number).map(|of| of.id).collect();
    let answers = query::answers(&writing.transaction, &ids).await?;
    let outcome = |id| answers.iter().find(|answer| answer.objection_id == id).map(|answer| answer.outcome);
    Ok(Awaited { outcomes: ids.into_iter().map(outcome).collect() })
}
