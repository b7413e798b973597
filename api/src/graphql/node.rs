//! Any object by its global id (Relay).

use std::borrow::Cow;

use async_graphql::{Context, ID, Interface, Object};
use domain::access::Action;

use super::appraisal::{LedgerEntry, ManualScore, Scorecard};
use super::assessment::AssessmentPeriod;
use super::catalogue::ServiceItem;
use super::dispatch::EngineerCertificate;
use super::dispute::BreachDispute;
use super::exclusion::ServiceExclusion;
use super::inspection::{Inspection, InspectionChecklist, InspectionPlan};
use super::knowledge::KnowledgeNote;
use super::node_id::{NodeType, decode};
use super::party::{Agency, ManagedSystem, User, Vendor};
use super::promise::{CalendarChange, GuardPeriod, ServiceCalendar, ServiceContract, SlaPolicy};
use super::ranking::RankingPublication;
use super::refusal::failure;
use super::report::{ReportDelivery, ReportSchedule};
use super::request::{Request, request};
use super::review::{ComplianceReview, Rectification, ReviewChecklist};
use super::routing::{UncoveredRequest, VendorTeam};
use super::search::SavedView;
use super::settlement::{CreditTerms, Statement};
use super::setup::ScoringScheme;
use super::ticket::{Ticket, TicketLeg};
use super::trial::{Backtest, Pilot};
use super::webhook::{WebhookDelivery, WebhookEndpoint};
use crate::error::ApiError;

/// An object with a global id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Global id: opaque, stable, unique over all types."))]
pub enum Node<'a> {
    Agency(Agency<'a>),
    Vendor(Vendor<'a>),
    User(User<'a>),
    ManagedSystem(ManagedSystem<'a>),
    ServiceContract(ServiceContract<'a>),
    ReviewChecklist(ReviewChecklist<'a>),
    ComplianceReview(ComplianceReview<'a>),
    Rectification(Rectification<'a>),
    SlaPolicy(SlaPolicy<'a>),
    GuardPeriod(GuardPeriod<'a>),
    ServiceCalendar(ServiceCalendar<'a>),
    CalendarChange(CalendarChange<'a>),
    Scorecard(Scorecard<'a>),
    ScoringScheme(ScoringScheme<'a>),
    LedgerEntry(LedgerEntry<'a>),
    ManualScore(ManualScore<'a>),
    Backtest(Backtest<'a>),
    Pilot(Pilot<'a>),
    Ticket(Ticket<'a>),
    VendorTeam(VendorTeam<'a>),
    UncoveredRequest(UncoveredRequest<'a>),
    ServiceItem(ServiceItem),
    KnowledgeNote(KnowledgeNote<'a>),
    ServiceExclusion(ServiceExclusion<'a>),
    SavedView(SavedView<'a>),
    ReportSchedule(ReportSchedule<'a>),
    ReportDelivery(ReportDelivery<'a>),
    TicketLeg(TicketLeg<'a>),
    EngineerCertificate(EngineerCertificate<'a>),
    BreachDispute(BreachDispute<'a>),
    InspectionPlan(InspectionPlan<'a>),
    InspectionChecklist(InspectionChecklist<'a>),
    Inspection(Inspection<'a>),
    AssessmentPeriod(AssessmentPeriod<'a>),
    CreditTerms(CreditTerms<'a>),
    Statement(Statement<'a>),
    RankingPublication(RankingPublication<'a>),
    WebhookEndpoint(WebhookEndpoint<'a>),
    WebhookDelivery(WebhookDelivery<'a>),
}

/// Any object by its global id.
#[derive(Default)]
pub struct NodeQuery;

/// Any object by its global id.
#[Object]
impl NodeQuery {
    /// An object by its global id. Needs the view permission of its type; NOT_FOUND outside your scope.
    async fn node<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Option<Result<Node<'c>, ApiError>> {
        let request = match request(ctx) {
            Ok(request) => request,
            Err(error) => return Some(Err(error)),
        };
        let missing = || failure(app::Error::NotFound("object"), request.language());
        Some(find(request, &id).await.and_then(|found| found.ok_or_else(missing)))
    }
}

async fn find<'c>(request: &'c Request, id: &str) -> Result<Option<Node<'c>>, ApiError> {
    let Some((of, uuid)) = decode(id) else { return Ok(None) };
    let coverage = request.coverage();
    let node = match of {
        NodeType::Ticket => {
            let found = visible(app::ticket::find(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::Ticket(Ticket { row: Cow::Owned(row), request }))
        }
        NodeType::Scorecard => {
            let found = visible(app::scorecard::find_scorecard(request.op(), uuid.into()).await, request)?;
            found.map(|card| Node::Scorecard(Scorecard::of(card, request)))
        }
        NodeType::ScoringScheme => {
            let row = coverage.schemes.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::SchemeView).scheme(row));
            seen.map(|row| Node::ScoringScheme(ScoringScheme { row }))
        }
        NodeType::LedgerEntry => {
            let found = visible(app::scorecard::find_ledger_entry(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::LedgerEntry(LedgerEntry { of, request }))
        }
        NodeType::ManualScore => {
            let found = visible(app::scorecard::find_manual_score(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::ManualScore(ManualScore { of, request }))
        }
        NodeType::CalendarChange => {
            let found = visible(app::setup::calendar::find_calendar_change(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::CalendarChange(CalendarChange { row: Cow::Owned(row), request }))
        }
        NodeType::UncoveredRequest => {
            let found = visible(app::uncovered::find_uncovered(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::UncoveredRequest(UncoveredRequest { row: Cow::Owned(row), request }))
        }
        NodeType::ServiceItem => {
            let found = visible(app::catalogue::find_service_item(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::ServiceItem(ServiceItem { of }))
        }
        NodeType::KnowledgeNote => {
            let found = visible(app::knowledge::find_note(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::KnowledgeNote(KnowledgeNote { of, request }))
        }
        NodeType::ServiceExclusion => {
            let found = visible(app::exclusion::find_exclusion(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::ServiceExclusion(ServiceExclusion { row: Cow::Owned(row), request }))
        }
        NodeType::SavedView => {
            let found = visible(app::view::find_view(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::SavedView(SavedView { of, request }))
        }
        NodeType::ReportSchedule => {
            let found = visible(app::report_schedule::find_schedule(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::ReportSchedule(ReportSchedule { of, request }))
        }
        NodeType::ReportDelivery => {
            let found = visible(app::report_schedule::find_delivery(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::ReportDelivery(ReportDelivery { of, request }))
        }
        NodeType::WebhookEndpoint => {
            let found = visible(app::webhook::find_endpoint(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::WebhookEndpoint(WebhookEndpoint { of, request }))
        }
        NodeType::WebhookDelivery => {
            let found = visible(app::webhook::find_delivery(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::WebhookDelivery(WebhookDelivery { of, request }))
        }
        NodeType::InspectionPlan => {
            let found = visible(app::inspection::find_plan(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::InspectionPlan(InspectionPlan::alone(Cow::Owned(row), request)))
        }
        NodeType::InspectionChecklist => {
            let found = visible(app::inspection::find_checklist(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::InspectionChecklist(InspectionChecklist { of, request }))
        }
        NodeType::Inspection => {
            let found = visible(app::inspection::find_occurrence(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::Inspection(Inspection::alone(row, request)))
        }
        NodeType::EngineerCertificate => {
            let found = visible(app::dispatch::find_certificate(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::EngineerCertificate(EngineerCertificate { row, request }))
        }
        NodeType::TicketLeg => {
            let found = visible(app::ticket::find_leg(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::TicketLeg(TicketLeg::alone(row, request)))
        }
        NodeType::AssessmentPeriod => {
            let found = visible(app::assessment::find_assessment(request.op(), uuid.into()).await, request)?;
            found.map(|row| AssessmentPeriod::new(row, request).map(Node::AssessmentPeriod)).transpose()?
        }
        NodeType::RankingPublication => {
            let found = visible(app::ranking::find_ranking(request.op(), uuid.into()).await, request)?;
            found.map(|view| Node::RankingPublication(RankingPublication::alone(view, request)))
        }
        NodeType::BreachDispute => {
            let found = visible(app::dispute::find_dispute(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::BreachDispute(BreachDispute::alone(row, request)))
        }
        NodeType::CreditTerms => {
            let found = visible(app::credit::find_credit_terms(request.op(), uuid.into()).await, request)?;
            found.map(|of| Node::CreditTerms(CreditTerms { of, request }))
        }
        NodeType::Statement => {
            let found = visible(app::statement::find_statement(request.op(), uuid.into()).await, request)?;
            found.map(|row| Statement::new(row, request).map(Node::Statement)).transpose()?
        }
        NodeType::VendorTeam => VendorTeam::seen(request, uuid.into()).map(Node::VendorTeam),
        NodeType::Backtest => {
            let found = visible(app::backtest::find_backtest(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::Backtest(Backtest { row: Cow::Owned(row), request }))
        }
        NodeType::Pilot => {
            let pilot = coverage.pilot(uuid.into()).map(|of| Pilot { of, request });
            pilot.filter(Pilot::is_seen).map(Node::Pilot)
        }
        NodeType::Agency => Agency::seen(request, uuid.into()).map(Node::Agency),
        NodeType::Vendor => Vendor::seen(request, uuid.into()).map(Node::Vendor),
        NodeType::User => User::seen(request, uuid.into()).map(Node::User),
        NodeType::ManagedSystem => ManagedSystem::seen(request, uuid.into()).map(Node::ManagedSystem),
        NodeType::ServiceContract => ServiceContract::seen(request, uuid.into()).map(Node::ServiceContract),
        NodeType::ReviewChecklist => {
            let row = coverage.checklists.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::ChecklistView).checklist(row));
            seen.map(|row| Node::ReviewChecklist(ReviewChecklist { row, request }))
        }
        NodeType::ComplianceReview => {
            let found = coverage.review(uuid.into());
            let seen = found.filter(|(contract, review)| request.sight(Action::ReviewView).review(contract, review));
            seen.map(|(contract, review)| Node::ComplianceReview(ComplianceReview::new(review, contract, request)))
        }
        NodeType::Rectification => {
            let found = visible(app::rectification::find_rectification(request.op(), uuid.into()).await, request)?;
            found.map(|row| Node::Rectification(Rectification { row: Cow::Owned(row), request }))
        }
        NodeType::SlaPolicy => {
            let row = coverage.policies.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::PolicyView).policy(row));
            seen.map(|row| Node::SlaPolicy(SlaPolicy { row, request }))
        }
        NodeType::GuardPeriod => {
            let of = coverage.guards.get(&uuid.into());
            let seen = of.filter(|of| request.sight(Action::PolicyView).guard_period(of));
            seen.map(|of| Node::GuardPeriod(GuardPeriod { of, request }))
        }
        NodeType::ServiceCalendar => {
            let row = coverage.calendars.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::CalendarView).calendar(row));
            seen.map(|row| Node::ServiceCalendar(ServiceCalendar { row, request }))
        }
        _ => None,
    };
    Ok(node)
}

/// What a use case found; none where there is nothing, or nothing for whoever asks: the answer is the same to the letter.
fn visible<T>(found: app::Result<T>, request: &Request) -> Result<Option<T>, ApiError> {
    match found {
        Ok(of) => Ok(Some(of)),
        Err(app::Error::NotFound(_) | app::Error::Forbidden(_)) => Ok(None),
        Err(error) => Err(failure(error, request.language())),
    }
}
