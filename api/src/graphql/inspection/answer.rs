//! The inspection that a ticket is, with its checklist and what was answered.

use std::borrow::Cow;
use std::sync::Arc;

use app::inspection::{AnswerView, ItemView, TicketInspection as View, evidence_of};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::inspection::takes_answers;
use domain::ticket::TicketState;

use super::checklist::InspectionChecklistItem;
use super::{Inspection, InspectionPlan};
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::InspectionOutcome;

/// The inspection of a ticket, as a loader brought it.
pub struct TicketInspectionNode<'a> {
    of: Arc<Option<View>>,
    /// Where the ticket stands.
    state: TicketState,
    request: &'a Request,
}

impl<'a> TicketInspectionNode<'a> {
    /// Of a ticket that is one.
    pub const fn new(of: Arc<Option<View>>, state: TicketState, request: &'a Request) -> Self {
        Self { of, state, request }
    }

    fn view(&self) -> Option<&View> {
        self.of.as_ref().as_ref()
    }
}

/// The inspection that a ticket is. Whoever sees the ticket sees it.
#[Object(serial, name = "TicketInspection")]
impl<'a> TicketInspectionNode<'a> {
    /// The plan that it comes of.
    async fn plan(&self) -> Option<InspectionPlan<'_>> {
        self.view().map(|of| InspectionPlan::alone(Cow::Borrowed(&of.plan), self.request))
    }

    /// Its date, and where it stands.
    async fn occurrence(&self) -> Option<Inspection<'a>> {
        self.view().map(|of| Inspection::alone(of.occurrence.clone(), self.request))
    }

    /// The checklist that is answered; null without one.
    async fn checklist(&self) -> Option<AnsweredChecklist<'a>> {
        self.view()?.checklist.as_ref()?;
        Some(AnsweredChecklist { of: self.of.clone(), state: self.state, request: self.request })
    }
}

/// The checklist of an inspection.
pub struct AnsweredChecklist<'a> {
    of: Arc<Option<View>>,
    /// Where the ticket stands.
    state: TicketState,
    request: &'a Request,
}

impl AnsweredChecklist<'_> {
    fn view(&self) -> Option<&View> {
        self.of.as_ref().as_ref()
    }
}

/// A checklist by the version that was pinned when the ticket was raised, with what was answered.
#[Object(serial)]
impl<'a> AnsweredChecklist<'a> {
    /// The checklist; reading more of it needs inspection_checklist.view.
    async fn checklist_id(&self) -> Option<ID> {
        let of = self.view()?.checklist.as_ref()?;
        Some(NodeType::InspectionChecklist.id(of.row.id.0))
    }

    /// Its code.
    async fn code(&self) -> Option<&str> {
        Some(&self.view()?.checklist.as_ref()?.row.code)
    }

    /// Its name.
    async fn name(&self) -> Option<&str> {
        Some(&self.view()?.checklist.as_ref()?.content.name)
    }

    /// The number of the version.
    async fn version(&self) -> Option<i32> {
        Some(self.view()?.checklist.as_ref()?.content.number)
    }

    /// Its items in order.
    #[graphql(complexity = "10 * child_complexity")]
    async fn items(&self) -> Vec<AnsweredItem<'_>> {
        let items = self.view().map(View::items).unwrap_or_default();
        items.into_iter().map(|of| AnsweredItem { of, request: self.request }).collect()
    }

    /// The keys of the required items that have no answer: while there is one, the ticket is not solved.
    async fn unanswered(&self) -> Vec<&str> {
        let open = self.view().map(View::unanswered).unwrap_or_default();
        open.into_iter().map(|item| item.key.as_str()).collect()
    }

    /// Whether every required item has an answer.
    async fn complete(&self) -> bool {
        self.view().is_some_and(View::is_complete)
    }

    /// Whether it takes answers still: not once the ticket is solved or cancelled.
    async fn takes_answers(&self) -> bool {
        takes_answers(self.state)
    }
}

/// An item with its answer.
pub struct AnsweredItem<'a> {
    of: ItemView<'a>,
    request: &'a Request,
}

/// An item of an inspection's checklist with what was answered.
#[Object(serial)]
impl<'a> AnsweredItem<'a> {
    /// What it asks for.
    async fn item(&self) -> InspectionChecklistItem {
        InspectionChecklistItem::of(self.of.item)
    }

    /// The answer that holds; null while there is none.
    async fn answer(&self) -> Option<InspectionAnswer<'a>> {
        self.of.answer.map(|of| InspectionAnswer { of, request: self.request })
    }

    /// The answers that it took the place of, the oldest first.
    async fn earlier_answers(&self) -> Vec<InspectionAnswer<'a>> {
        self.of.earlier.iter().map(|of| InspectionAnswer { of, request: self.request }).collect()
    }

    /// The incident that was raised of it; null without one.
    async fn incident_id(&self) -> Option<ID> {
        self.of.incident.map(|of| NodeType::Ticket.id(of.ticket_id.0))
    }

    /// Whether it is critical and failed, and no incident was raised of it: raiseInspectionIncident does.
    async fn asks_for_incident(&self) -> bool {
        self.of.asks_for_incident()
    }
}

/// An answer.
pub struct InspectionAnswer<'a> {
    of: &'a AnswerView,
    request: &'a Request,
}

/// What was found at an item; an answer never changes, another takes its place.
#[Object(serial)]
impl<'a> InspectionAnswer<'a> {
    /// 1 for the first answer to the item.
    async fn number(&self) -> i32 {
        self.of.seq
    }

    /// What came of it: of a measured value by the item's range.
    async fn outcome(&self) -> InspectionOutcome {
        self.of.outcome.into()
    }

    /// NUMBER: what was measured, as a decimal in the item's unit; null otherwise.
    async fn measured(&self) -> Option<&str> {
        self.of.number.as_deref()
    }

    /// TEXT: what was said; null otherwise.
    async fn text(&self) -> Option<&str> {
        self.of.words.as_deref()
    }

    /// More about it; perhaps empty.
    async fn note(&self) -> &str {
        &self.of.note
    }

    /// The files of the ticket that show it.
    async fn evidence_ids(&self) -> Vec<ID> {
        evidence_of(self.of).into_iter().map(|id| NodeType::Attachment.id(id.0)).collect()
    }

    /// Who answered; null when the account is not known any more.
    async fn actor(&self) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(self.of.actor_id?).map(|of| User { of, request: self.request }))
    }

    /// Their name then.
    async fn actor_name(&self) -> &str {
        &self.of.actor_name
    }

    /// When it was looked at.
    async fn occurred_at(&self) -> Instant {
        self.of.occurred_at
    }

    /// When it was written down.
    async fn recorded_at(&self) -> Instant {
        self.of.recorded_at
    }
}
