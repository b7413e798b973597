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
use super::request::{Request, request};
use super::review::{ComplianceReview, Rectification, ReviewChecklist};
use super::routing::{UncoveredRequest, VendorTeam};
use super::search::SavedView;
use super::settlement::{CreditTerms, Statement};
use super::setup::ScoringScheme;
use super::ticket::{Ticket, TicketLeg};
use super::trial::{Backtest, Pilot};
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
    let (directory, coverage) = (request.directory(), request.coverage());
    let node = match of {
        NodeType::Ticket => {
            let found = app::ticket::find(request.op(), uuid.into()).await;
            let row = found.map_err(|error| failure(error, request.language()))?;
            Some(Node::Ticket(Ticket { row: Cow::Owned(row), request }))
        }
        NodeType::Scorecard => match app::scorecard::find_scorecard(request.op(), uuid.into()).await {
            Ok(card) => Some(Node::Scorecard(Scorecard::of(card, request))),
            // Without the permission no card is visible, so none is there.
            Err(app::Error::Forbidden(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::ScoringScheme => {
            let row = coverage.schemes.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::SchemeView).scheme(row));
            seen.map(|row| Node::ScoringScheme(ScoringScheme { row }))
        }
        NodeType::LedgerEntry => match app::scorecard::find_ledger_entry(request.op(), uuid.into()).await {
            Ok(of) => Some(Node::LedgerEntry(LedgerEntry { of, request })),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::ManualScore => match app::scorecard::find_manual_score(request.op(), uuid.into()).await {
            Ok(of) => Some(Node::ManualScore(ManualScore { of, request })),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::CalendarChange => match app::setup::calendar::find_calendar_change(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::CalendarChange(CalendarChange { row: Cow::Owned(row), request })),
            Err(app::Error::Forbidden(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::UncoveredRequest => {
            let found = app::uncovered::find_uncovered(request.op(), uuid.into()).await;
            let row = found.map_err(|error| match error {
                // To the letter what is said of an object that never was.
                app::Error::NotFound(_) => failure(app::Error::NotFound("object"), request.language()),
                error => failure(error, request.language()),
            })?;
            Some(Node::UncoveredRequest(UncoveredRequest { row: Cow::Owned(row), request }))
        }
        NodeType::ServiceItem => match app::catalogue::find_service_item(request.op(), uuid.into()).await {
            Ok(of) => Some(Node::ServiceItem(ServiceItem { of })),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::KnowledgeNote => match app::knowledge::find_note(request.op(), uuid.into()).await {
            Ok(of) => Some(Node::KnowledgeNote(KnowledgeNote { of, request })),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::ServiceExclusion => {
            let found = app::exclusion::find_exclusion(request.op(), uuid.into()).await;
            let row = found.map_err(|error| match error {
                app::Error::NotFound(_) => failure(app::Error::NotFound("object"), request.language()),
                error => failure(error, request.language()),
            })?;
            Some(Node::ServiceExclusion(ServiceExclusion { row: Cow::Owned(row), request }))
        }
        NodeType::SavedView => match app::view::find_view(request.op(), uuid.into()).await {
            Ok(of) => Some(Node::SavedView(SavedView { of, request })),
            // Nobody but those who see tickets sees a view, so none is there.
            Err(app::Error::Forbidden(_) | app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },

        NodeType::InspectionPlan => match app::inspection::find_plan(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::InspectionPlan(InspectionPlan::alone(Cow::Owned(row), request))),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::InspectionChecklist => match app::inspection::find_checklist(request.op(), uuid.into()).await {
            Ok(of) => Some(Node::InspectionChecklist(InspectionChecklist { of, request })),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::Inspection => match app::inspection::find_occurrence(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::Inspection(Inspection::alone(row, request))),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::EngineerCertificate => match app::dispatch::find_certificate(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::EngineerCertificate(EngineerCertificate { row, request })),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::TicketLeg => match app::ticket::find_leg(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::TicketLeg(TicketLeg::alone(row, request))),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::AssessmentPeriod => match app::assessment::find_assessment(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::AssessmentPeriod(AssessmentPeriod::new(row, request)?)),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::RankingPublication => match app::ranking::find_ranking(request.op(), uuid.into()).await {
            Ok(view) => Some(Node::RankingPublication(RankingPublication::alone(view, request))),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::BreachDispute => match app::dispute::find_dispute(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::BreachDispute(BreachDispute::alone(row, request))),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::CreditTerms => match app::credit::find_credit_terms(request.op(), uuid.into()).await {
            Ok(of) => Some(Node::CreditTerms(CreditTerms { of, request })),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::Statement => match app::statement::find_statement(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::Statement(Statement::new(row, request)?)),
            Err(app::Error::NotFound(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::VendorTeam => {
            let of = coverage.teams.get(&uuid.into()).filter(|team| request.sight(Action::TeamView).team(team));
            of.map(|of| Node::VendorTeam(VendorTeam { of, request }))
        }
        NodeType::Backtest => match app::backtest::find_backtest(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::Backtest(Backtest { row: Cow::Owned(row), request })),
            Err(app::Error::Forbidden(_)) => None,
            Err(error) => return Err(failure(error, request.language())),
        },
        NodeType::Pilot => {
            let pilot = coverage.pilot(uuid.into()).map(|of| Pilot { of, request });
            pilot.filter(Pilot::is_seen).map(Node::Pilot)
        }
        NodeType::Agency => {
            let row = directory.agencies.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::AgencyView).agency(row));
            seen.map(|row| Node::Agency(Agency { row, request }))
        }
        NodeType::Vendor => {
            let row = directory.vendors.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::VendorView).vendor(row));
            seen.map(|row| Node::Vendor(Vendor { row }))
        }
        NodeType::User => {
            let user = directory.users.get(&uuid.into()).map(|of| User { of, request });
            user.filter(User::is_seen).map(Node::User)
        }
        NodeType::ManagedSystem => {
            let row = directory.systems.get(&uuid.into());
            let seen = row.filter(|row| request.sight(Action::SystemView).system(row));
            seen.map(|row| Node::ManagedSystem(ManagedSystem { row, request }))
        }
        NodeType::ServiceContract => {
            let of = coverage.contracts.get(&uuid.into());
            let seen = of.filter(|of| request.sight(Action::ContractView).contract(of));
            seen.map(|of| Node::ServiceContract(ServiceContract { of, request }))
        }
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
        NodeType::Rectification => match app::rectification::find_rectification(request.op(), uuid.into()).await {
            Ok(row) => Some(Node::Rectification(Rectification { row: Cow::Owned(row), request })),
            Err(error) => return Err(failure(error, request.language())),
        },
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
