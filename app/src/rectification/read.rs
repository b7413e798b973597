//! Reading rectifications: by the parties, those over the buyer, and the reviewers who found them.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::{Action, Org, ReadScope};
use domain::ids::{ContractId, RectificationId, ReviewId};
use domain::rectification::{self as rules, Accepter, Party, RectificationState, RectificationStep};
use storage::query::rectification::{self as query, RectificationFilter, RectificationReach};
use uuid::Uuid;

use crate::{Error, Op, RectificationRow, RectificationStepRow, Result};

/// Which rectifications, and which page. What is none or empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct RectificationQuery {
    pub contract: Option<ContractId>,
    pub review: Option<ReviewId>,
    pub states: Vec<RectificationState>,
    pub party: Option<Party>,
    /// Only those whose deadline has passed.
    pub overdue: bool,
    /// The last one already seen.
    pub after: Option<(NaiveDate, RectificationId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page, the earliest deadline first.
#[derive(Clone, Debug)]
pub struct RectificationList {
    pub rows: Vec<RectificationRow>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of what the actor sees. Needs `rectification.view`, or a seat in the review.
pub async fn rectifications(op: &Op, asked: &RectificationQuery) -> Result<RectificationList> {
    let filter = RectificationFilter {
        contract: asked.contract,
        subject: asked.review.map(|review| review.0),
        states: asked.states.clone(),
        party: asked.party,
        // Contracts of a zone elsewhere have their own midnight; a list may be some hours off, the job is not.
        overdue_on: asked.overdue.then(|| op.now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive()),
    };
    let (db, reach) = (op.app().store.read(), reach(op));
    let mut rows = query::page(db, &reach, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &reach, &filter).await?) } else { None };
    Ok(RectificationList { rows, more, total })
}

/// One.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's reach.
pub async fn find_rectification(op: &Op, id: RectificationId) -> Result<RectificationRow> {
    let found = query::find(op.app().store.read(), &reach(op), id).await?;
    found.ok_or(Error::NotFound("rectification"))
}

/// What reviews asked for, by review and deadline.
pub async fn of_reviews(op: &Op, ids: &[ReviewId]) -> Result<HashMap<ReviewId, Vec<RectificationRow>>> {
    let subjects: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mut found: HashMap<ReviewId, Vec<RectificationRow>> = HashMap::new();
    for row in query::of_subjects(op.app().store.read(), &reach(op), &subjects).await? {
        found.entry(ReviewId(row.subject_id)).or_default().push(row);
    }
    Ok(found)
}

/// What was done to rectifications that the actor sees, in order.
pub async fn history(op: &Op, ids: &[RectificationId]) -> Result<HashMap<RectificationId, Vec<RectificationStepRow>>> {
    let mut steps: HashMap<RectificationId, Vec<RectificationStepRow>> = HashMap::new();
    for step in query::steps(op.app().store.read(), &reach(op), ids).await? {
        steps.entry(step.rectification_id).or_default().push(step);
    }
    Ok(steps)
}

/// Whether its deadline has passed unmended, by the civil day of its contract.
pub fn is_overdue(op: &Op, row: &RectificationRow) -> bool {
    rules::is_overdue(row.state, row.due_on, today(op, row.contract_id))
}

/// The steps that the actor may take with a rectification that they see.
pub fn available_rectification_steps(op: &Op, row: &RectificationRow) -> Vec<RectificationStep> {
    rules::available_steps(row.state, row.party, side(op, row), &accepters(op, row))
}

/// The rectifications that the actor sees.
pub(super) fn reach(op: &Op) -> RectificationReach {
    let coverage = op.coverage();
    let reviews = coverage.contracts.values().flat_map(|contract| &contract.reviews);
    let sits =
        |user| reviews.filter(move |review| review.seat_of(user).is_some()).map(|review| review.row.id.0).collect();
    let scope = op.read_scope(Action::RectificationView);
    let subjects = op.actor().user().filter(|_| scope != ReadScope::Everything).map(sits);
    RectificationReach { scope, subjects: subjects.unwrap_or_default() }
}

/// The civil day of a contract.
pub(super) fn today(op: &Op, contract: ContractId) -> NaiveDate {
    let coverage = op.coverage();
    coverage.contracts.get(&contract).map_or_else(|| op.now().date_naive(), |contract| contract.day(op.now()))
}

/// The party that the actor may hand in for, if it is the one that has to mend.
pub(super) fn side(op: &Op, row: &RectificationRow) -> Option<Party> {
    let scope = op.read_scope(Action::RectificationSubmit);
    let reached = match row.party {
        Party::Buyer => scope.covers(Some(row.agency_id), None),
        Party::Vendor => scope.covers(None, Some(row.vendor_id)),
    };
    reached.then_some(row.party)
}

/// What the actor is to a rectification that somebody has to find mended.
pub(super) fn accepters(op: &Op, row: &RectificationRow) -> Vec<Accepter> {
    let (actor, directory, coverage) = (op.actor(), op.directory(), op.coverage());
    if actor.is_system() {
        return vec![Accepter::SupervisorAbove];
    }
    let above = directory.above(row.agency_id);
    let mut found: Vec<Accepter> = actor
        .grants_for(Action::RectificationDecide)
        .filter_map(|grant| match grant.org {
            Org::Agency(agency) if agency == row.agency_id => Some(Accepter::SupervisorAtBuyer),
            Org::Agency(agency) if above.contains(&agency) => Some(Accepter::SupervisorAbove),
            _ => None,
        })
        .collect();
    let review = coverage.review(ReviewId(row.subject_id));
    let sits = |user| review.is_some_and(|(_, review)| review.seat_of(user).is_some());
    if actor.may(Action::ReviewDecide) && actor.user().is_some_and(sits) {
        found.push(Accepter::Reviewer);
    }
    found
}
