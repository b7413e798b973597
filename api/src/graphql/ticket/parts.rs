//! What hangs on the tickets of one list: each part is read for all of them at once, when the first is asked for it.

use std::collections::HashMap;
use std::sync::Arc;

use app::Op;
use app::catalogue::TicketItemView;
use app::dispute::DisputeView;
use app::file::AttachmentView;
use app::inspection::TicketInspection;
use app::knowledge::NoteView;
use app::ticket::{
    ClockRevisionView, ClockView, EventView, FieldChange, LegView, LinkView, PauseView, VerdictView, WorkSum, WorkView,
};
use app::uncovered::UncoveredView;
use domain::access::Action;
use domain::ids::{ClockId, PolicyVersionId, TicketId, UserId};
use domain::sla::{ClockKey, Explanation};
use tokio::sync::OnceCell;

use super::leg_parts::LegParts;
use crate::error::ApiError;
use crate::graphql::dispute::DisputeParts;
use crate::graphql::refusal::failure;
use crate::graphql::request::Language;

/// The parts of the tickets of one list, read as the actor of one operation; never shared between requests.
///
/// A loader that gathers what is asked for at the same moment sends more statements the longer a page takes to write;
/// this one knows its tickets beforehand.
pub struct TicketParts {
    op: Op,
    tickets: Vec<(TicketId, PolicyVersionId)>,
    events: Part<Vec<EventView>>,
    clocks: Part<Vec<ClockView>>,
    pauses: Part<Vec<PauseView>>,
    verdicts: Part<HashMap<ClockId, Vec<VerdictView>>>,
    clock_revisions: Part<Vec<ClockRevisionView>>,
    actions: Part<Vec<Action>>,
    explanations: Part<HashMap<ClockKey, Explanation>>,
    uncovered: Part<Option<UncoveredView>>,
    links: Part<Vec<LinkView>>,
    item: Part<Option<TicketItemView>>,
    notes: Part<Vec<NoteView>>,
    attachments: Part<Vec<AttachmentView>>,
    work: Part<Vec<WorkView>>,
    work_sums: Part<Vec<WorkSum>>,
    watchers: Part<Vec<UserId>>,
    history: Part<Vec<FieldChange>>,
    legs: Part<Vec<LegView>>,
    leg_parts: OnceCell<Arc<LegParts>>,
    disputes: Part<Vec<DisputeView>>,
    dispute_parts: OnceCell<Arc<DisputeParts>>,
    inspection: Part<Option<TicketInspection>>,
}

impl TicketParts {
    /// For the tickets of one list, each with the policy version that binds it.
    pub fn new(op: Op, tickets: Vec<(TicketId, PolicyVersionId)>) -> Self {
        Self {
            op,
            tickets,
            events: Part::default(),
            clocks: Part::default(),
            pauses: Part::default(),
            verdicts: Part::default(),
            clock_revisions: Part::default(),
            actions: Part::default(),
            explanations: Part::default(),
            uncovered: Part::default(),
            links: Part::default(),
            item: Part::default(),
            notes: Part::default(),
            attachments: Part::default(),
            work: Part::default(),
            work_sums: Part::default(),
            watchers: Part::default(),
            history: Part::default(),
            legs: Part::default(),
            leg_parts: OnceCell::new(),
            disputes: Part::default(),
            dispute_parts: OnceCell::new(),
            inspection: Part::default(),
        }
    }

    /// The events of a ticket of the list.
    pub async fn events(&self, id: TicketId) -> Result<Arc<Vec<EventView>>, ApiError> {
        self.events.of(id, async || app::ticket::events(&self.op, &self.ids()).await).await
    }

    /// The clocks of a ticket of the list, in the order they began.
    pub async fn clocks(&self, id: TicketId) -> Result<Arc<Vec<ClockView>>, ApiError> {
        let read = async || {
            let mut found = app::ticket::clocks(&self.op, &self.ids()).await?;
            for clocks in found.values_mut() {
                // The database orders metrics by their words; people read them in the order of work.
                clocks.sort_by_key(|clock| (clock.started_at, clock.metric, clock.cycle, clock.seq));
            }
            Ok(found)
        };
        self.clocks.of(id, read).await
    }

    /// The pauses of a ticket of the list.
    pub async fn pauses(&self, id: TicketId) -> Result<Arc<Vec<PauseView>>, ApiError> {
        self.pauses.of(id, async || app::ticket::pauses(&self.op, &self.ids()).await).await
    }

    /// The verdict revisions of a ticket of the list, by clock.
    pub async fn verdicts(&self, id: TicketId) -> Result<Arc<HashMap<ClockId, Vec<VerdictView>>>, ApiError> {
        let read = async || {
            let mut tickets: HashMap<TicketId, HashMap<ClockId, Vec<VerdictView>>> = HashMap::new();
            for (clock, revisions) in app::ticket::verdicts(&self.op, &self.ids()).await? {
                if let Some(first) = revisions.first() {
                    tickets.entry(first.ticket_id).or_default().insert(clock, revisions);
                }
            }
            Ok(tickets)
        };
        self.verdicts.of(id, read).await
    }

    /// The moves of the clocks of a ticket of the list to other calendar revisions, oldest first.
    pub async fn clock_revisions(&self, id: TicketId) -> Result<Arc<Vec<ClockRevisionView>>, ApiError> {
        self.clock_revisions.of(id, async || app::ticket::clock_revisions(&self.op, &self.ids()).await).await
    }

    /// What the actor may do with a ticket of the list.
    pub async fn actions(&self, id: TicketId) -> Result<Arc<Vec<Action>>, ApiError> {
        self.actions.of(id, async || app::ticket::available_actions(&self.op, &self.tickets).await).await
    }

    /// Why the clocks of a ticket of the list are what they are.
    pub async fn explanations(&self, id: TicketId) -> Result<Arc<HashMap<ClockKey, Explanation>>, ApiError> {
        self.explanations.of(id, async || app::ticket::explanations(&self.op, &self.tickets).await).await
    }

    /// The request that a ticket of the list was raised of.
    pub async fn uncovered(&self, id: TicketId) -> Result<Arc<Option<UncoveredView>>, ApiError> {
        self.uncovered.of(id, async || app::ticket::uncovered_requests(&self.op, &self.ids()).await).await
    }

    /// The links of a ticket of the list, and the tickets at the other ends of those of the whole list.
    pub async fn links(
        &self,
        id: TicketId,
    ) -> Result<(Arc<Vec<LinkView>>, Vec<(TicketId, PolicyVersionId)>), ApiError> {
        let found = self.links.of(id, async || app::ticket::links(&self.op, &self.ids()).await).await?;
        let all = self.links.0.get().into_iter().flat_map(HashMap::values).flat_map(|links| links.iter());
        let others = all.map(|link| (link.other.id, link.other.policy_version_id)).collect();
        Ok((found, others))
    }

    /// What a ticket of the list asks for of the catalogue.
    pub async fn item(&self, id: TicketId) -> Result<Arc<Option<TicketItemView>>, ApiError> {
        self.item.of(id, async || app::catalogue::ticket_items(&self.op, &self.ids()).await).await
    }

    /// The notes that the solutions of a ticket of the list used.
    pub async fn notes(&self, id: TicketId) -> Result<Arc<Vec<NoteView>>, ApiError> {
        self.notes.of(id, async || app::knowledge::ticket_notes(&self.op, &self.ids()).await).await
    }

    /// The files of a ticket of the list.
    pub async fn attachments(&self, id: TicketId) -> Result<Arc<Vec<AttachmentView>>, ApiError> {
        self.attachments.of(id, async || app::file::ticket_attachments(&self.op, &self.ids()).await).await
    }

    /// The work log of a ticket of the list.
    pub async fn work(&self, id: TicketId) -> Result<Arc<Vec<WorkView>>, ApiError> {
        self.work.of(id, async || app::ticket::work(&self.op, &self.ids()).await).await
    }

    /// The sums of the work log of a ticket of the list.
    pub async fn work_sums(&self, id: TicketId) -> Result<Arc<Vec<WorkSum>>, ApiError> {
        self.work_sums.of(id, async || app::ticket::work_sums(&self.op, &self.ids()).await).await
    }

    /// Those of the actor's side who watch a ticket of the list.
    pub async fn watchers(&self, id: TicketId) -> Result<Arc<Vec<UserId>>, ApiError> {
        self.watchers.of(id, async || app::ticket::watchers(&self.op, &self.ids()).await).await
    }

    /// What changed on a ticket of the list, field by field, oldest first.
    pub async fn history(&self, id: TicketId) -> Result<Arc<Vec<FieldChange>>, ApiError> {
        self.history.of(id, async || app::ticket::history(&self.op, &self.ids()).await).await
    }

    /// The legs of a ticket of the list, and what hangs on those of all of its tickets.
    pub async fn legs(&self, id: TicketId) -> Result<(Arc<Vec<LegView>>, Arc<LegParts>), ApiError> {
        let legs = self.legs.of(id, async || app::ticket::legs_of(&self.op, &self.ids()).await).await?;
        let all = || self.legs.all().flat_map(|legs| legs.iter().cloned()).collect();
        let parts = self.leg_parts.get_or_init(async || Arc::new(LegParts::new(self.op.clone(), all()))).await;
        Ok((legs, parts.clone()))
    }

    /// The inspection that a ticket of the list is.
    pub async fn inspection(&self, id: TicketId) -> Result<Arc<Option<TicketInspection>>, ApiError> {
        self.inspection.of(id, async || app::inspection::ticket_inspections(&self.op, &self.ids()).await).await
    }

    /// The disputes about verdicts of a ticket of the list, and what hangs on those of all of its tickets.
    pub async fn disputes(&self, id: TicketId) -> Result<(Arc<Vec<DisputeView>>, Arc<DisputeParts>), ApiError> {
        let found = self.disputes.of(id, async || app::dispute::disputes_of(&self.op, &self.ids()).await).await?;
        let all = || self.disputes.all().flat_map(|rows| rows.iter().cloned()).collect();
        let parts = self.dispute_parts.get_or_init(async || Arc::new(DisputeParts::new(self.op.clone(), all()))).await;
        Ok((found, parts.clone()))
    }

    fn ids(&self) -> Vec<TicketId> {
        self.tickets.iter().map(|ticket| ticket.0).collect()
    }
}

/// One part of every ticket, once it has been read.
struct Part<V>(OnceCell<HashMap<TicketId, Arc<V>>>);

impl<V> Default for Part<V> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<V: Default> Part<V> {
    /// Of every ticket, once it has been read.
    fn all(&self) -> impl Iterator<Item = &Arc<V>> {
        self.0.get().into_iter().flat_map(HashMap::values)
    }

    async fn of<F>(&self, id: TicketId, read: impl FnOnce() -> F) -> Result<Arc<V>, ApiError>
    where
        F: Future<Output = app::Result<HashMap<TicketId, V>>>,
    {
        let read = async || -> Result<_, ApiError> {
            // No refusal of input can come from such a read, so the language does not matter.
            // Boxed: the future of every field of a ticket is as large as this one, and one is made for each.
            let found = Box::pin(read()).await.map_err(|error| failure(error, Language::default()))?;
            Ok(found.into_iter().map(|(id, value)| (id, Arc::new(value))).collect())
        };
        let all: &HashMap<TicketId, Arc<V>> = self.0.get_or_try_init(read).await?;
        Ok(all.get(&id).cloned().unwrap_or_default())
    }
}
