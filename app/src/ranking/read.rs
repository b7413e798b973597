//! Reading rankings, and what hangs on them.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::Action;
use domain::ids::{AgencyId, ObjectionId, RankingId};
use domain::ranking::{
    Awaited, RankingBasis, RankingChange, RankingKind, RankingSheet, RankingState, RankingStep, available_steps,
    check_answer, check_objection, check_publication, four_eyes, needs,
};
use domain::scorecard::{Period, PeriodKind};
use storage::ConnectionTrait;
use storage::query::ranking::{self as query, RankingFilter, RankingSight};
use uuid::Uuid;

use super::seen::{RankingView, SeenAs, is_own, narrowed, seen_as, shown, sight};
use super::writing::WHAT;
use crate::ticket::rows::missing;
use crate::{
    Error, Op, RankingAnswerRow, RankingObjectionRow, RankingReaderRow, RankingReleaseRow, RankingRow, RankingStepRow,
    RankingVersionRow, Result,
};

/// Which rankings, and which page. What is none does not narrow.
#[derive(Clone, Debug, Default)]
pub struct RankingQuery {
    /// Of this agency and everything under it.
    pub agency: Option<AgencyId>,
    pub kind: Option<RankingKind>,
    pub period: Option<PeriodKind>,
    /// Periods that begin in `[from, until]`.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The last one already seen.
    pub after: Option<(NaiveDate, RankingId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page, the latest period first.
#[derive(Clone, Debug)]
pub struct RankingList {
    pub rows: Vec<RankingView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of what the actor sees. Needs `ranking.view`.
pub async fn rankings(op: &Op, asked: &RankingQuery) -> Result<RankingList> {
    op.require(Action::RankingView)?;
    let filter = filter(asked, asked.agency.map(|agency| op.directory().below(agency)));
    let (db, sight) = (op.app().store.read(), sight(op));
    let mut rows = query::page(db, &sight, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &sight, &filter).await?) } else { None };
    Ok(RankingList { rows: views(db, &sight, rows).await?, more, total })
}

pub(super) fn filter(asked: &RankingQuery, agencies: Option<Vec<AgencyId>>) -> RankingFilter {
    RankingFilter { agencies, kind: asked.kind, period_kind: asked.period, from: asked.from, until: asked.until }
}

/// One.
///
/// # Errors
/// NOT_FOUND when the actor sees none.
pub async fn find_ranking(op: &Op, id: RankingId) -> Result<RankingView> {
    let (db, sight) = (op.app().store.read(), sight(op));
    let row = query::find(db, &sight, id).await?.ok_or(Error::NotFound(WHAT))?;
    view(db, &sight, row).await
}

/// A row as the actor sees it: three statements.
pub(super) async fn view(db: &impl ConnectionTrait, sight: &RankingSight, row: RankingRow) -> Result<RankingView> {
    views(db, sight, vec![row]).await?.pop().ok_or(Error::NotFound(WHAT))
}

/// Rows as the actor sees them: three statements, however many.
async fn views(db: &impl ConnectionTrait, sight: &RankingSight, rows: Vec<RankingRow>) -> Result<Vec<RankingView>> {
    let ids: Vec<RankingId> = rows.iter().map(|row| row.id).collect();
    let (told, versions) = (query::readers(db, &ids).await?, query::versions(db, &ids).await?);
    let steps = query::steps(db, &ids).await?;
    let view = |row: RankingRow| {
        let agencies = told.iter().filter(|of| of.ranking_id == row.id).map(|of| of.agency_id);
        let seen_as = seen_as(sight, &row, agencies);
        let sheet_of = |number: i32| -> Result<RankingSheet> {
            let version = versions.iter().find(|of| of.ranking_id == row.id && of.number == number);
            let version = version.ok_or_else(|| missing("the version of a ranking"))?;
            Ok(serde_json::from_value(version.sheet.clone())?)
        };
        let (mut state, mut number) = shown(&row, seen_as);
        let mut sheet = narrowed(sight, row.kind, seen_as, sheet_of(number)?);
        if seen_as == SeenAs::Reads && row.state == RankingState::Announced {
            // Whoever reads what is out and stands in its correction learns where, and may object.
            let own = narrowed(sight, row.kind, SeenAs::Stands, sheet_of(row.number)?);
            if !own.subjects().is_empty() {
                (state, number, sheet) = (row.state, row.number, own);
            }
        }
        let taken = || steps.iter().filter(|of| of.ranking_id == row.id && of.number <= number);
        let version = taken().map(|of| of.seq).max().ok_or_else(|| missing("the steps of a ranking"))?;
        let announced = taken().find(|of| of.number == number && of.step == RankingStep::Announce);
        let announced_at = announced.map(|of| of.recorded_at);
        Ok(RankingView { row, seen_as, state, number, version, announced_at, sheet })
    };
    rows.into_iter().map(view).collect()
}

/// The period of a row.
pub(super) fn period_of(row: &RankingRow) -> Period {
    Period { kind: row.period_kind, start: row.period_start }
}

/// An objection, and its answer if it has one.
#[derive(Clone, Debug)]
pub struct ObjectionView {
    pub row: RankingObjectionRow,
    pub answer: Option<RankingAnswerRow>,
}

/// A version as somebody sees it.
#[derive(Clone, Debug)]
pub struct VersionView {
    pub row: RankingVersionRow,
    pub sheet: RankingSheet,
    /// Of all where they rank, else of their own.
    pub basis: RankingBasis,
    /// When it was published, if it was, and what it changed.
    pub release: Option<RankingReleaseRow>,
    pub changes: Vec<RankingChange>,
}

/// What hangs on a ranking as the actor sees it.
#[derive(Clone, Debug, Default)]
pub struct RankingParts {
    /// In order: all where they rank, else those that were published and the one that they see now.
    pub versions: Vec<VersionView>,
    /// Where they rank.
    pub steps: Vec<RankingStepRow>,
    /// All where they rank, else their own.
    pub objections: Vec<ObjectionView>,
    /// Where they rank: the agencies that it was published to.
    pub readers: Vec<AgencyId>,
}

/// What hangs on rankings, as far as the actor sees them: six statements, however many.
pub async fn parts(op: &Op, views: &[RankingView]) -> Result<HashMap<RankingId, RankingParts>> {
    let db = op.app().store.read();
    let ids: Vec<RankingId> = views.iter().map(|view| view.row.id).collect();
    let versions = query::versions(db, &ids).await?;
    let releases = query::releases(db, &ids).await?;
    let steps = query::steps(db, &ids).await?;
    let readers = query::readers(db, &ids).await?;
    let objections = query::objections(db, &ids).await?;
    let objected: Vec<ObjectionId> = objections.iter().map(|of| of.id).collect();
    let answers = query::answers(db, &objected).await?;
    let sight = sight(op);
    let mut found = HashMap::new();
    for view in views {
        let (id, kind) = (view.row.id, view.row.kind);
        let ranks = view.seen_as == SeenAs::Ranks;
        let own = |subject: Uuid| ranks || is_own(&sight.reads, kind, subject);
        let mut seen = Vec::new();
        for row in versions.iter().filter(|of| of.ranking_id == id) {
            let release = releases.iter().find(|of| of.ranking_id == id && of.number == row.number);
            if ranks || release.is_some() || row.number == view.number {
                seen.push(version(&sight, view, row, release, &own)?);
            }
        }
        let answer = |of: &RankingObjectionRow| answers.iter().find(|answer| answer.objection_id == of.id).cloned();
        let mine = objections.iter().filter(|of| of.ranking_id == id && own(of.subject_id));
        let parts = RankingParts {
            versions: seen,
            steps: steps.iter().filter(|of| ranks && of.ranking_id == id).cloned().collect(),
            objections: mine.map(|row| ObjectionView { row: row.clone(), answer: answer(row) }).collect(),
            readers: readers
                .iter()
                .filter(|of: &&RankingReaderRow| ranks && of.ranking_id == id)
                .map(|of| of.agency_id)
                .collect(),
        };
        found.insert(id, parts);
    }
    Ok(found)
}

fn version(
    sight: &RankingSight,
    view: &RankingView,
    row: &RankingVersionRow,
    release: Option<&RankingReleaseRow>,
    own: &impl Fn(Uuid) -> bool,
) -> Result<VersionView> {
    let mut basis: RankingBasis = serde_json::from_value(row.basis.clone())?;
    basis.vendors.retain(|of| own(of.vendor.0));
    basis.agencies.retain(|of| own(of.agency.0));
    let mut changes: Vec<RankingChange> = match release {
        Some(release) => serde_json::from_value(release.changes.clone())?,
        None => Vec::new(),
    };
    if view.seen_as == SeenAs::Stands {
        changes.retain(|change| own(change.subject));
    }
    let sheet = serde_json::from_value(row.sheet.clone())?;
    // A version that waits for objections is not out, whoever may read those that are.
    let seen_as = if release.is_none() && view.seen_as == SeenAs::Reads { SeenAs::Stands } else { view.seen_as };
    let sheet = narrowed(sight, view.row.kind, seen_as, sheet);
    let mut row = row.clone();
    if view.seen_as != SeenAs::Ranks {
        // It may name who objected: what others are to hear is said with the publication.
        row.reason = None;
    }
    Ok(VersionView { row, sheet, basis, release: release.cloned(), changes })
}

/// The steps that the actor may take with a ranking that they see.
pub fn available_ranking_steps(op: &Op, view: &RankingView, parts: &RankingParts) -> Vec<RankingStep> {
    let row = &view.row;
    let current: Vec<&ObjectionView> = parts.objections.iter().filter(|of| of.row.number == row.number).collect();
    let user = op.actor().user();
    let may = |step: &RankingStep| {
        let action = needs(*step);
        if !op.actor().may(action) {
            return false;
        }
        let scope = op.read_scope(action);
        if *step == RankingStep::Object {
            let waits = |subject: &Uuid| {
                let objected = current.iter().any(|of| of.row.subject_id == *subject);
                is_own(&scope, row.kind, *subject) && check_objection(op.now(), row.objections_end_at, objected).is_ok()
            };
            return view.number == row.number && view.sheet.subjects().iter().any(waits);
        }
        if !scope.covers(Some(row.agency_id), None) || four_eyes(*step, user, row.drafter_id).is_err() {
            return false;
        }
        let outcomes = || current.iter().map(|of| of.answer.as_ref().map(|answer| answer.outcome));
        match step {
            RankingStep::Announce => !view.sheet.is_nothing(),
            RankingStep::Answer => {
                let may_answer = |of: &&ObjectionView| check_answer(user, of.row.author_id).is_ok();
                current.iter().any(|of| of.answer.is_none() && may_answer(of))
            }
            RankingStep::Publish => {
                let awaited = Awaited { outcomes: outcomes().collect() };
                check_publication(op.now(), row.objections_end_at, &awaited).is_ok()
            }
            _ => true,
        }
    };
    available_steps(view.state).filter(may).collect()
}
