//! Mutations of visits, corrections of recorded times, and evidence about pauses.

use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::{CorrectionId, VisitId};
use domain::ticket::{Command, PartUsed, Position, PositionError};

use super::outcome::{
    AcceptVisitPayload, AddPauseEvidencePayload, ApproveCorrectionPayload, CheckInVisitPayload, CheckOutVisitPayload,
    DisputeVisitPayload, ProposeCorrectionPayload, RejectCorrectionPayload, Seen, act,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;

/// A place in WGS 84, as a device tells it.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct GeoPositionInput {
    /// Degrees, −90 to 90, north positive.
    latitude: f64,
    /// Degrees, −180 to 180, east positive.
    longitude: f64,
    /// How far off it may be, in metres, 0 to 100,000.
    accuracy_metres: Option<f64>,
}

/// A check-in on site.
#[derive(Debug, InputObject)]
pub struct CheckInVisitInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// Where, as the device tells it; left out where nobody may know.
    position: Option<GeoPositionInput>,
    /// What is to be said of it, up to 2,000 characters.
    note: Option<String>,
}

/// A part that was used.
#[derive(Debug, InputObject)]
pub struct PartUsedInput {
    /// What it is called, up to 200 characters.
    name: String,
    /// Its serial number, up to 200 characters.
    serial: Option<String>,
    /// Pieces, 1 to 10,000.
    #[graphql(default = 1)]
    quantity: i32,
}

/// A check-out.
#[derive(Debug, InputObject)]
pub struct CheckOutVisitInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// The visit.
    visit_id: ID,
    /// The parts that were used, at most 50 lines.
    #[graphql(default)]
    parts: Vec<PartUsedInput>,
    /// What is to be said of it, up to 2,000 characters.
    note: Option<String>,
}

/// A visit to be agreed with.
#[derive(Debug, InputObject)]
pub struct AcceptVisitInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// The visit.
    visit_id: ID,
}

/// A visit to be disputed.
#[derive(Debug, InputObject)]
pub struct DisputeVisitInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// The visit.
    visit_id: ID,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// Another time for what was recorded.
#[derive(Debug, InputObject)]
pub struct ProposeCorrectionInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// The place in the log of the event: when something was acknowledged, arrived, restored, resolved or reported.
    seq: i32,
    /// When it happened; cut to the second. Within the bounds of what may be recorded, and not after it was recorded.
    corrected_at: Instant,
    /// Why, up to 2,000 characters.
    reason: String,
    /// What proves it, up to 2,000 characters.
    evidence: Option<String>,
}

/// A correction to be approved.
#[derive(Debug, InputObject)]
pub struct ApproveCorrectionInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// The correction.
    correction_id: ID,
}

/// A correction to be rejected.
#[derive(Debug, InputObject)]
pub struct RejectCorrectionInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// The correction.
    correction_id: ID,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// Evidence about a pause.
#[derive(Debug, InputObject)]
pub struct AddPauseEvidenceInput {
    /// The ticket.
    ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    seen: Seen,
    /// The pause.
    pause_id: ID,
    /// What it says, up to 10,000 characters.
    text: String,
    /// Where the paper itself is found: a link or a reference, up to 2,000 characters.
    link: Option<String>,
}

/// The mutations of visits, corrections and evidence.
#[derive(Default)]
pub struct TicketRecord;

/// The mutations of visits, corrections and evidence.
#[Object]
impl TicketRecord {
    /// Check in on site: a visit begins now. The first one is the arrival: it stops ARRIVAL. Needs ticket.visit.
    async fn check_in_visit(
        &self,
        ctx: &Context<'_>,
        input: CheckInVisitInput,
    ) -> Result<CheckInVisitPayload, ApiError> {
        let CheckInVisitInput { ticket_id, seen, position, note } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let position = position.map(|given| placed(given, request.language())).transpose()?;
            let visit = VisitId::new(request.op().now(), rand::random());
            Ok(Command::CheckIn { visit, position, note: note.unwrap_or_default(), first: false })
        });
        outcome.await.map(CheckInVisitPayload::from)
    }

    /// Check out of a visit, with the parts that were used. Needs ticket.visit.
    async fn check_out_visit(
        &self,
        ctx: &Context<'_>,
        input: CheckOutVisitInput,
    ) -> Result<CheckOutVisitPayload, ApiError> {
        let CheckOutVisitInput { ticket_id, seen, visit_id, parts, note } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let visit = NodeType::SiteVisit.input(&visit_id, "visitId", request.language())?;
            let part = |of: PartUsedInput| PartUsed {
                name: of.name,
                serial: of.serial.unwrap_or_default(),
                quantity: of.quantity,
            };
            let parts = parts.into_iter().map(part).collect();
            Ok(Command::CheckOut { visit, parts, note: note.unwrap_or_default() })
        });
        outcome.await.map(CheckOutVisitPayload::from)
    }

    /// Agree with a visit that has ended; nobody of the vendor can. Needs ticket.sign_visit.
    async fn accept_visit(&self, ctx: &Context<'_>, input: AcceptVisitInput) -> Result<AcceptVisitPayload, ApiError> {
        let AcceptVisitInput { ticket_id, seen, visit_id } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let visit = NodeType::SiteVisit.input(&visit_id, "visitId", request.language())?;
            Ok(Command::AcceptVisit { visit })
        });
        outcome.await.map(AcceptVisitPayload::from)
    }

    /// Disagree with a visit that has ended; nobody of the vendor can. Needs ticket.sign_visit.
    async fn dispute_visit(
        &self,
        ctx: &Context<'_>,
        input: DisputeVisitInput,
    ) -> Result<DisputeVisitPayload, ApiError> {
        let DisputeVisitInput { ticket_id, seen, visit_id, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let visit = NodeType::SiteVisit.input(&visit_id, "visitId", request.language())?;
            Ok(Command::DisputeVisit { visit, reason })
        });
        outcome.await.map(DisputeVisitPayload::from)
    }

    /// Propose another time for what was recorded. Nothing changes until the other side approves. Needs
    /// ticket.propose_correction.
    async fn propose_correction(
        &self,
        ctx: &Context<'_>,
        input: ProposeCorrectionInput,
    ) -> Result<ProposeCorrectionPayload, ApiError> {
        let ProposeCorrectionInput { ticket_id, seen, seq: of, corrected_at: to, reason, evidence } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let correction = CorrectionId::new(request.op().now(), rand::random());
            Ok(Command::ProposeCorrection { correction, of, to, reason, evidence: evidence.unwrap_or_default() })
        });
        outcome.await.map(ProposeCorrectionPayload::from)
    }

    /// Approve what the other side proposed: clocks replay with the corrected time, and what was recorded stays beside
    /// it. Needs ticket.decide_correction.
    async fn approve_correction(
        &self,
        ctx: &Context<'_>,
        input: ApproveCorrectionInput,
    ) -> Result<ApproveCorrectionPayload, ApiError> {
        let ApproveCorrectionInput { ticket_id, seen, correction_id } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let correction = NodeType::TimeCorrection.input(&correction_id, "correctionId", request.language())?;
            Ok(Command::ApproveCorrection { correction })
        });
        outcome.await.map(ApproveCorrectionPayload::from)
    }

    /// Reject what the other side proposed: the recorded time holds. Needs ticket.decide_correction.
    async fn reject_correction(
        &self,
        ctx: &Context<'_>,
        input: RejectCorrectionInput,
    ) -> Result<RejectCorrectionPayload, ApiError> {
        let RejectCorrectionInput { ticket_id, seen, correction_id, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let correction = NodeType::TimeCorrection.input(&correction_id, "correctionId", request.language())?;
            Ok(Command::RejectCorrection { correction, reason })
        });
        outcome.await.map(RejectCorrectionPayload::from)
    }

    /// Add evidence for or against a pause; either side may, also after the decision. Needs ticket.add_evidence.
    async fn add_pause_evidence(
        &self,
        ctx: &Context<'_>,
        input: AddPauseEvidenceInput,
    ) -> Result<AddPauseEvidencePayload, ApiError> {
        let AddPauseEvidenceInput { ticket_id, seen, pause_id, text, link } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let pause = NodeType::TicketPause.input(&pause_id, "pauseId", request.language())?;
            Ok(Command::AddEvidence { pause, text, link })
        });
        outcome.await.map(AddPauseEvidencePayload::from)
    }
}

fn placed(given: GeoPositionInput, language: Language) -> Result<Position, UserError> {
    Position::new(given.latitude, given.longitude, given.accuracy_metres).map_err(|error| {
        let (en, zh) = match error {
            PositionError::Latitude => ("latitude is −90 to 90 degrees", "纬度须为 −90 至 90 度"),
            PositionError::Longitude => ("longitude is −180 to 180 degrees", "经度须为 −180 至 180 度"),
            PositionError::Accuracy => ("accuracyMetres is 0 to 100,000 metres", "精度须为 0 至 100000 米"),
        };
        UserError::at("position", "INVALID", language.choose(en, zh).to_owned())
    })
}
