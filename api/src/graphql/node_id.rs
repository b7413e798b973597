//! Global ids (Relay): the type and the UUID of an object, opaque to clients.

use async_graphql::ID;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::request::Language;
use crate::error::{ApiError, Code, UserError};

/// The types that have ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeType {
    Agency,
    Vendor,
    User,
    RoleGrant,
    ManagedSystem,
    ServiceContract,
    ContractAmendment,
    Attachment,
    QuotaUse,
    PaymentMilestone,
    ReviewChecklist,
    ComplianceReview,
    Rectification,
    SlaPolicy,
    SlaPolicyVersion,
    SlaTarget,
    GuardPeriod,
    ServiceCalendar,
    CalendarChange,
    ScoringScheme,
    Scorecard,
    LedgerEntry,
    ManualScore,
    Backtest,
    Pilot,
    Ticket,
    TicketEvent,
    TicketPause,
    SlaClock,
    SlaVerdict,
    VendorTeam,
    UncoveredRequest,
    TicketLink,
    ServiceItem,
    KnowledgeNote,
    WorkEntry,
    Notification,
    AccessToken,
    SiteVisit,
    TimeCorrection,
    ServiceExclusion,
    SavedView,
    ReportSchedule,
    ReportDelivery,
    TicketLeg,
    EngineerCertificate,
    DutyShift,
    BreachDispute,
    InspectionPlan,
    InspectionChecklist,
    Inspection,
    AssessmentPeriod,
    AssessmentAdjustment,
    CreditTerms,
    Statement,
    RankingPublication,
    RankingObjection,
    WebhookEndpoint,
    WebhookDelivery,
}

impl NodeType {
    /// Every type that has ids.
    pub const ALL: [Self; 59] = [
        Self::Agency,
        Self::Vendor,
        Self::User,
        Self::RoleGrant,
        Self::ManagedSystem,
        Self::ServiceContract,
        Self::ContractAmendment,
        Self::Attachment,
        Self::QuotaUse,
        Self::PaymentMilestone,
        Self::ReviewChecklist,
        Self::ComplianceReview,
        Self::Rectification,
        Self::SlaPolicy,
        Self::SlaPolicyVersion,
        Self::SlaTarget,
        Self::GuardPeriod,
        Self::ServiceCalendar,
        Self::CalendarChange,
        Self::ScoringScheme,
        Self::Scorecard,
        Self::LedgerEntry,
        Self::ManualScore,
        Self::Backtest,
        Self::Pilot,
        Self::Ticket,
        Self::TicketEvent,
        Self::TicketPause,
        Self::SlaClock,
        Self::SlaVerdict,
        Self::VendorTeam,
        Self::UncoveredRequest,
        Self::TicketLink,
        Self::ServiceItem,
        Self::KnowledgeNote,
        Self::WorkEntry,
        Self::Notification,
        Self::AccessToken,
        Self::SiteVisit,
        Self::TimeCorrection,
        Self::ServiceExclusion,
        Self::SavedView,
        Self::ReportSchedule,
        Self::ReportDelivery,
        Self::TicketLeg,
        Self::EngineerCertificate,
        Self::DutyShift,
        Self::BreachDispute,
        Self::InspectionPlan,
        Self::InspectionChecklist,
        Self::Inspection,
        Self::AssessmentPeriod,
        Self::AssessmentAdjustment,
        Self::CreditTerms,
        Self::Statement,
        Self::RankingPublication,
        Self::RankingObjection,
        Self::WebhookEndpoint,
        Self::WebhookDelivery,
    ];

    /// The name of the GraphQL type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agency => "Agency",
            Self::Vendor => "Vendor",
            Self::User => "User",
            Self::RoleGrant => "RoleGrant",
            Self::ManagedSystem => "ManagedSystem",
            Self::ServiceContract => "ServiceContract",
            Self::ContractAmendment => "ContractAmendment",
            Self::Attachment => "Attachment",
            Self::QuotaUse => "QuotaUse",
            Self::PaymentMilestone => "PaymentMilestone",
            Self::ReviewChecklist => "ReviewChecklist",
            Self::ComplianceReview => "ComplianceReview",
            Self::Rectification => "Rectification",
            Self::SlaPolicy => "SlaPolicy",
            Self::SlaPolicyVersion => "SlaPolicyVersion",
            Self::SlaTarget => "SlaTarget",
            Self::GuardPeriod => "GuardPeriod",
            Self::ServiceCalendar => "ServiceCalendar",
            Self::CalendarChange => "CalendarChange",
            Self::ScoringScheme => "ScoringScheme",
            Self::Scorecard => "Scorecard",
            Self::LedgerEntry => "LedgerEntry",
            Self::ManualScore => "ManualScore",
            Self::Backtest => "Backtest",
            Self::Pilot => "Pilot",
            Self::Ticket => "Ticket",
            Self::TicketEvent => "TicketEvent",
            Self::TicketPause => "TicketPause",
            Self::SlaClock => "SlaClock",
            Self::SlaVerdict => "SlaVerdict",
            Self::VendorTeam => "VendorTeam",
            Self::UncoveredRequest => "UncoveredRequest",
            Self::TicketLink => "TicketLink",
            Self::ServiceItem => "ServiceItem",
            Self::KnowledgeNote => "KnowledgeNote",
            Self::WorkEntry => "WorkEntry",
            Self::Notification => "Notification",
            Self::AccessToken => "AccessToken",
            Self::SiteVisit => "SiteVisit",
            Self::TimeCorrection => "TimeCorrection",
            Self::ServiceExclusion => "ServiceExclusion",
            Self::SavedView => "SavedView",
            Self::ReportSchedule => "ReportSchedule",
            Self::ReportDelivery => "ReportDelivery",
            Self::TicketLeg => "TicketLeg",
            Self::EngineerCertificate => "EngineerCertificate",
            Self::DutyShift => "DutyShift",
            Self::BreachDispute => "BreachDispute",
            Self::InspectionPlan => "InspectionPlan",
            Self::InspectionChecklist => "InspectionChecklist",
            Self::Inspection => "Inspection",
            Self::AssessmentPeriod => "AssessmentPeriod",
            Self::AssessmentAdjustment => "AssessmentAdjustment",
            Self::CreditTerms => "CreditTerms",
            Self::Statement => "Statement",
            Self::RankingPublication => "RankingPublication",
            Self::RankingObjection => "RankingObjection",
            Self::WebhookEndpoint => "WebhookEndpoint",
            Self::WebhookDelivery => "WebhookDelivery",
        }
    }

    /// The type of what the audit log calls so; none for what has no global id.
    pub fn logged(object: &str) -> Option<Self> {
        Some(match object {
            "agency" => Self::Agency,
            "assessment" => Self::AssessmentPeriod,
            "attachment" => Self::Attachment,
            "backtest" => Self::Backtest,
            "breach_dispute" => Self::BreachDispute,
            "calendar" => Self::ServiceCalendar,
            "certificate" => Self::EngineerCertificate,
            "checklist" => Self::ReviewChecklist,
            "contract" => Self::ServiceContract,
            "credit_terms" => Self::CreditTerms,
            "guard_period" => Self::GuardPeriod,
            "inspection_checklist" => Self::InspectionChecklist,
            "inspection_plan" => Self::InspectionPlan,
            "knowledge_note" => Self::KnowledgeNote,
            "ledger_entry" => Self::LedgerEntry,
            "manual_score" => Self::ManualScore,
            "payment_milestone" => Self::PaymentMilestone,
            "pilot" => Self::Pilot,
            "policy" => Self::SlaPolicy,
            "ranking" => Self::RankingPublication,
            "rectification" => Self::Rectification,
            "report_schedule" => Self::ReportSchedule,
            "review" => Self::ComplianceReview,
            "scheme" => Self::ScoringScheme,
            "service_exclusion" => Self::ServiceExclusion,
            "service_item" => Self::ServiceItem,
            "shift" => Self::DutyShift,
            "statement" => Self::Statement,
            "system" => Self::ManagedSystem,
            "team" => Self::VendorTeam,
            "ticket" => Self::Ticket,
            "uncovered_request" => Self::UncoveredRequest,
            "user" => Self::User,
            "vendor" => Self::Vendor,
            "view" => Self::SavedView,
            "webhook_endpoint" => Self::WebhookEndpoint,
            _ => return None,
        })
    }

    /// The global id of an object of this type.
    pub fn id(self, uuid: Uuid) -> ID {
        let mut hyphenated = Uuid::encode_buffer();
        let uuid = uuid.hyphenated().encode_lower(&mut hyphenated);
        let mut text = String::with_capacity(56);
        text.push_str(self.name());
        text.push(':');
        text.push_str(uuid);
        ID(URL_SAFE_NO_PAD.encode(text))
    }

    /// The UUID of a global id of this type; none for a text that is no such id.
    pub fn uuid(self, id: &str) -> Option<Uuid> {
        decode(id).filter(|(of, _)| *of == self).map(|(_, uuid)| uuid)
    }

    /// The id that an input field must hold, as a payload error if it does not.
    pub fn input<I: From<Uuid>>(self, id: &ID, field: &'static str, language: Language) -> Result<I, UserError> {
        self.uuid(id).map(I::from).ok_or_else(|| UserError::at(field, "NOT_FOUND", self.unknown(language)))
    }

    /// The id that an optional input field must hold, when given.
    pub fn optional_input<I: From<Uuid>>(
        self,
        id: Option<&ID>,
        field: &'static str,
        language: Language,
    ) -> Result<Option<I>, UserError> {
        id.map(|id| self.input(id, field, language)).transpose()
    }

    /// The id that an argument of a query must hold, as a top-level error if it does not.
    pub fn argument<I: From<Uuid>>(self, id: &ID, name: &'static str, language: Language) -> Result<I, ApiError> {
        let unknown = || ApiError::new(Code::NotFound, self.unknown(language)).with("field", name);
        self.uuid(id).map(I::from).ok_or_else(unknown)
    }

    /// The id that an optional argument of a query must hold, when given.
    pub fn optional_argument<I: From<Uuid>>(
        self,
        id: Option<&ID>,
        name: &'static str,
        language: Language,
    ) -> Result<Option<I>, ApiError> {
        id.map(|id| self.argument(id, name, language)).transpose()
    }

    fn unknown(self, language: Language) -> String {
        language.choose(format!("this is not the id of a {}", self.name()), format!("不是有效的 {} 编号", self.name()))
    }
}

/// The type and UUID of a global id.
pub fn decode(id: &str) -> Option<(NodeType, Uuid)> {
    let bytes = URL_SAFE_NO_PAD.decode(id).ok()?;
    let (name, uuid) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
    let of = NodeType::ALL.into_iter().find(|of| of.name() == name)?;
    let parsed = Uuid::try_parse(uuid).ok()?;
    // One object has one id: no braces, capitals or missing hyphens.
    (parsed.hyphenated().to_string() == uuid).then_some((of, parsed))
}
