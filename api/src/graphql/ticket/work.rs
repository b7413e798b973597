//! Mutations that record work and waiting: they may be recorded later than they happened.

use async_graphql::{Context, Object};
use domain::ids::{PauseId, VisitId};
use domain::ticket::Command;

use super::inputs::{
    AcknowledgeTicketInput, AssignTicketInput, HoldTicketInput, RecordArrivalInput, RecordRestorationInput,
    ReportProgressInput, ResolveTicketInput, ResumeTicketInput, RouteTicketInput,
};
use super::outcome::{
    AcknowledgeTicketPayload, AssignTicketPayload, HoldTicketPayload, RecordArrivalPayload, RecordRestorationPayload,
    ReportProgressPayload, ResolveTicketPayload, ResumeTicketPayload, RouteTicketPayload, act, act_with,
};
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;

/// The mutations that record work.
#[derive(Default)]
pub struct TicketWork;

/// The mutations that record work.
#[Object]
impl TicketWork {
    /// Give a ticket to a vendor's queue or to an engineer. Needs ticket.assign.
    async fn assign_ticket(
        &self,
        ctx: &Context<'_>,
        input: AssignTicketInput,
    ) -> Result<AssignTicketPayload, ApiError> {
        let AssignTicketInput { ticket_id, seen, vendor_id, engineer_id, happened } = input;
        let outcome = act(ctx, &ticket_id, (happened, seen), |request| {
            let language = request.language();
            let vendor = NodeType::Vendor.optional_input(vendor_id.as_ref(), "vendorId", language)?;
            let engineer = NodeType::User.optional_input(engineer_id.as_ref(), "engineerId", language)?;
            Ok(Command::Assign { vendor, engineer })
        });
        outcome.await.map(AssignTicketPayload::from)
    }

    /// Move a ticket to another team of its vendor, or into the vendor's common queue; no clock is touched. Needs
    /// ticket.route.
    async fn route_ticket(&self, ctx: &Context<'_>, input: RouteTicketInput) -> Result<RouteTicketPayload, ApiError> {
        let RouteTicketInput { ticket_id, seen, team_id, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let team = NodeType::VendorTeam.optional_input(team_id.as_ref(), "teamId", request.language())?;
            Ok(Command::Route { team, reason: reason.unwrap_or_default() })
        });
        outcome.await.map(RouteTicketPayload::from)
    }

    /// Take notice of a ticket: stops RESPONSE. Needs ticket.acknowledge.
    async fn acknowledge_ticket(
        &self,
        ctx: &Context<'_>,
        input: AcknowledgeTicketInput,
    ) -> Result<AcknowledgeTicketPayload, ApiError> {
        let outcome = act(ctx, &input.ticket_id, (input.happened, input.seen), |_| Ok(Command::Acknowledge));
        outcome.await.map(AcknowledgeTicketPayload::from)
    }

    /// Record that an engineer is on site: stops ARRIVAL, and a visit begins; checkInVisit says where as well. Needs
    /// ticket.arrive.
    async fn record_arrival(
        &self,
        ctx: &Context<'_>,
        input: RecordArrivalInput,
    ) -> Result<RecordArrivalPayload, ApiError> {
        let outcome = act(ctx, &input.ticket_id, (input.happened, input.seen), |request| {
            let visit = VisitId::new(request.op().now(), rand::random());
            Ok(Command::CheckIn { visit, position: None, note: String::new(), first: true })
        });
        outcome.await.map(RecordArrivalPayload::from)
    }

    /// Record that the service works again: stops RESTORE. Needs ticket.restore.
    async fn record_restoration(
        &self,
        ctx: &Context<'_>,
        input: RecordRestorationInput,
    ) -> Result<RecordRestorationPayload, ApiError> {
        let remote = input.remote.unwrap_or(false);
        let outcome = act(ctx, &input.ticket_id, (input.happened, input.seen), |_| Ok(Command::Restore { remote }));
        outcome.await.map(RecordRestorationPayload::from)
    }

    /// Record cause and solution: stops RESOLVE and ends open pauses. Needs ticket.resolve.
    async fn resolve_ticket(
        &self,
        ctx: &Context<'_>,
        input: ResolveTicketInput,
    ) -> Result<ResolveTicketPayload, ApiError> {
        let ResolveTicketInput { ticket_id, seen, cause, solution, note_ids, happened } = input;
        let outcome = act_with(ctx, &ticket_id, (happened, seen), |request| {
            let read = |id| NodeType::KnowledgeNote.input(id, "noteIds", request.language());
            let notes = note_ids.iter().flatten().map(read).collect::<Result<_, _>>()?;
            Ok((Command::Resolve { cause, solution }, notes))
        });
        outcome.await.map(ResolveTicketPayload::from)
    }

    /// Record a progress report: stops the current UPDATE link. Needs ticket.report_progress.
    async fn report_progress(
        &self,
        ctx: &Context<'_>,
        input: ReportProgressInput,
    ) -> Result<ReportProgressPayload, ApiError> {
        let outcome = act(ctx, &input.ticket_id, (input.happened, input.seen), |_| Ok(Command::ReportProgress));
        outcome.await.map(ReportProgressPayload::from)
    }

    /// Declare a pause. Needs ticket.hold; only the agency may declare one in the past.
    async fn hold_ticket(&self, ctx: &Context<'_>, input: HoldTicketInput) -> Result<HoldTicketPayload, ApiError> {
        let HoldTicketInput { ticket_id, seen, reason, note, happened } = input;
        let outcome = act(ctx, &ticket_id, (happened, seen), |request| {
            let pause = PauseId::new(request.op().now(), rand::random());
            Ok(Command::Hold { pause, reason: reason.into(), note: note.unwrap_or_default() })
        });
        outcome.await.map(HoldTicketPayload::from)
    }

    /// End a pause. Needs ticket.resume.
    async fn resume_ticket(
        &self,
        ctx: &Context<'_>,
        input: ResumeTicketInput,
    ) -> Result<ResumeTicketPayload, ApiError> {
        let ResumeTicketInput { ticket_id, seen, pause_id, happened } = input;
        let outcome = act(ctx, &ticket_id, (happened, seen), |request| {
            let pause = NodeType::TicketPause.input(&pause_id, "pauseId", request.language())?;
            Ok(Command::Resume { pause })
        });
        outcome.await.map(ResumeTicketPayload::from)
    }
}
