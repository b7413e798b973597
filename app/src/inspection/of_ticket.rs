//! The inspection that a ticket is: its plan, its date, its checklist and what was answered.

use std::collections::{BTreeMap, HashMap};

use domain::access::Action;
use domain::ids::{AttachmentId, InspectionPlanId, OccurrenceId, TicketId};
use domain::inspection::{InspectionItem, InspectionOutcome, unanswered};
use storage::Transaction;
use storage::entity::{inspection_answer, inspection_incident};
use storage::query::inspection as query;

use super::checklist::{ChecklistView, pinned_checklists};
use super::{OccurrenceView, PlanView};
use crate::{Op, Result};

/// An answer as stored.
pub type AnswerView = inspection_answer::Model;
/// The incident of a failed item as stored.
pub type IncidentView = inspection_incident::Model;

/// The inspection that a ticket is.
#[derive(Clone, Debug)]
pub struct TicketInspection {
    pub occurrence: OccurrenceView,
    pub plan: PlanView,
    /// The checklist by the version that was pinned when the ticket was raised; none without one.
    pub checklist: Option<ChecklistView>,
    /// In the order they were recorded, by item.
    answers: BTreeMap<String, Vec<AnswerView>>,
    pub incidents: Vec<IncidentView>,
}

/// An item of an inspection's checklist with what was answered.
#[derive(Clone, Copy, Debug)]
pub struct ItemView<'i> {
    pub item: &'i InspectionItem,
    /// The answer that holds.
    pub answer: Option<&'i AnswerView>,
    /// Those that it took the place of, the oldest first.
    pub earlier: &'i [AnswerView],
    /// The incident that was raised of it.
    pub incident: Option<&'i IncidentView>,
}

impl ItemView<'_> {
    /// Whether it failed, is critical and has no incident yet.
    pub fn asks_for_incident(&self) -> bool {
        let failed = self.answer.is_some_and(|answer| answer.outcome == InspectionOutcome::Fail);
        failed && self.item.critical && self.incident.is_none()
    }
}

/// The files that show an answer.
pub fn evidence_of(answer: &AnswerView) -> Vec<AttachmentId> {
    serde_json::from_value(answer.evidence.clone()).unwrap_or_default()
}

impl TicketInspection {
    /// The required items that have no answer, in order: while there is one, the ticket is not solved.
    pub fn unanswered(&self) -> Vec<&InspectionItem> {
        let items = self.checklist.as_ref().map(|checklist| checklist.items.as_slice()).unwrap_or_default();
        unanswered(items, &self.answers.keys().cloned().collect())
    }

    /// Whether every required item has an answer.
    pub fn is_complete(&self) -> bool {
        self.unanswered().is_empty()
    }

    /// Whether a file shows what was answered, or was answered once: it stays, as the answer does.
    pub fn is_evidence(&self, file: AttachmentId) -> bool {
        self.answers.values().flatten().any(|answer| evidence_of(answer).contains(&file))
    }

    /// The items of its checklist in order, each with its answer.
    pub fn items(&self) -> Vec<ItemView<'_>> {
        let items = self.checklist.iter().flat_map(|checklist| &checklist.items);
        let view = |item: &'_ InspectionItem| -> (Option<&AnswerView>, &[AnswerView]) {
            match self.answers.get(&item.key).map(|answers| answers.split_last()) {
                Some(Some((last, earlier))) => (Some(last), earlier),
                _ => (None, &[]),
            }
        };
        items
            .map(|item| {
                let (answer, earlier) = view(item);
                let incident = self.incidents.iter().find(|incident| incident.item == item.key);
                ItemView { item, answer, earlier, incident }
            })
            .collect()
    }
}

/// The inspections of tickets in scope: whoever sees a ticket sees its inspection. At most five statements.
pub async fn ticket_inspections(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Option<TicketInspection>>> {
    let db = op.app().store.read();
    let found = query::of_tickets(db, &op.ticket_scope(Action::TicketView), ids).await?;
    if found.is_empty() {
        return Ok(HashMap::new());
    }
    let mut plans: Vec<InspectionPlanId> = found.iter().map(|row| row.plan_id).collect();
    plans.sort_unstable();
    plans.dedup();
    let plans = query::named_plans(db, &plans).await?;
    let plans: HashMap<_, _> = plans.into_iter().map(|row| (row.id, row)).collect();
    let pinned = found.iter().filter_map(|row| row.checklist_id.zip(row.checklist_version));
    let checklists = pinned_checklists(op, pinned).await?;
    let occurrences: Vec<OccurrenceId> = found.iter().map(|row| row.id).collect();
    let mut answers: HashMap<OccurrenceId, BTreeMap<String, Vec<AnswerView>>> = HashMap::new();
    for row in query::answers_of(db, &occurrences).await? {
        answers.entry(row.occurrence_id).or_default().entry(row.item.clone()).or_default().push(row);
    }
    let mut incidents: HashMap<OccurrenceId, Vec<IncidentView>> = HashMap::new();
    for row in query::incidents_of(db, &occurrences).await? {
        incidents.entry(row.occurrence_id).or_default().push(row);
    }
    let inspection = |row: OccurrenceView| {
        let ticket = row.ticket_id?;
        let pinned = row.checklist_id.zip(row.checklist_version);
        let inspection = TicketInspection {
            plan: plans.get(&row.plan_id)?.clone(),
            checklist: pinned.and_then(|pinned| checklists.get(&pinned).cloned()),
            answers: answers.remove(&row.id).unwrap_or_default(),
            incidents: incidents.remove(&row.id).unwrap_or_default(),
            occurrence: row,
        };
        Some((ticket, Some(inspection)))
    };
    Ok(found.into_iter().filter_map(inspection).collect())
}

/// The items that are pinned on an inspection; none without a checklist.
pub(super) async fn items_of(transaction: &Transaction, row: &OccurrenceView) -> Result<Option<Vec<InspectionItem>>> {
    let Some(pinned) = row.checklist_id.zip(row.checklist_version) else { return Ok(None) };
    let version = query::versions(transaction, &[pinned]).await?.pop();
    Ok(version.map(|version| serde_json::from_value(version.items)).transpose()?)
}
