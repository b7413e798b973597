//! Enumerations of the schema: each has the words of its domain twin, and a description of each.

mod action;
mod appraisal;
mod assessment;
mod calendar;
mod catalogue;
mod contract;
mod dispatch;
mod dispute;
mod export;
mod history;
mod inspection;
mod link;
mod object;
mod papers;
mod party;
mod policy;
mod ranking;
mod record;
mod report_schedule;
mod review;
mod routing;
mod settlement;
mod setup;
mod sla;
mod ticket;
mod trial;
mod webhook;

pub use action::{EventType, TicketAction};
pub use appraisal::{
    ForecastStanding, LedgerNote, ManualScoreState, PauseDimension, PeriodKind, ReportDimension, ScorecardSubject,
    ScoringFormula, TermNote, WorkloadDimension,
};
pub use assessment::{AdjustmentCause, AssessmentState, AssessmentStep};
pub use calendar::{CalendarChangeAction, CalendarChangeState, DayChangeKind, DayListFormat, Weekday, YearGap};
pub use catalogue::{KnowledgeNoteState, KnowledgeNoteStep, ServiceItemFieldType};
pub use contract::{AmendmentState, ContractKeyDateKind, ContractStep};
pub use dispatch::{CertificateStanding, DutyRole, SuggestionReason};
pub use dispute::{ClockAction, DisputeAction, DisputeOutcome, DisputeState, DisputeStep, DisputeSubject, DisputeTurn};
pub use export::{FileFormat, FileLanguage};
pub use history::TicketField;
pub use inspection::{
    InspectionCause, InspectionItemKind, InspectionOutcome, InspectionPlacing, InspectionPlanState, InspectionPlanStep,
    InspectionReportGroup, InspectionState, OffDayRule,
};
pub use link::{TicketLinkEnd, TicketRelation};
pub use object::ObjectAction;
pub use papers::{AttachmentState, PaymentState, PaymentStep, QuotaKind, QuotaPeriod, QuotaUseState};
pub use party::{ContractState, PolicyState, Role};
pub use policy::{EscalationTiming, PauseDecider, Reopening, TargetOrigin};
pub use ranking::{
    RankingConfidence, RankingKind, RankingMeasure, RankingNote, RankingObjectionOutcome, RankingState, RankingStep,
    RankingUnratedReason,
};
pub use record::{
    CorrectionAction, CorrectionState, ExclusionAction, ExclusionKind, ExclusionScope, ExclusionState, SilenceMeans,
    VisitAction, VisitSignOff,
};
pub use report_schedule::{ReportCadence, ReportDeliveryOutcome, ScheduledReportKind};
pub use review::{
    AutomaticCheck, FindingSeverity, RectificationState, RectificationStep, RectificationSubject, ResponsibleParty,
    ReviewItemAnswer, ReviewItemOutcome, ReviewSeatState, ReviewState, ReviewStep, ReviewVerdict,
};
pub use routing::{CoverageGapCode, LostBecause, TeamRule, UncoveredState, UncoveredStep};
pub use settlement::{CreditCapKind, CreditLineKind, FundingSource, StatementState, StatementStep};
pub use setup::{CalendarRole, ImportFormat, ImportOutcome};
pub use sla::{
    ChoiceOutcome, ClockStart, ClockState, LimitCause, LimitOutcome, Metric, PauseStanding, PriorityRule, SegmentKind,
    SlaCount, StepKind,
};
pub use ticket::{
    ActorSide, EndKind, Impact, NotificationKind, PauseDecision, PauseParty, PauseReason, PlanDecision, Priority,
    SiteClass, TicketKind, TicketState, Urgency, Visibility,
};
pub use trial::{BacktestAction, BacktestCandidate, BacktestState, ExclusionReason, PilotAction, PilotState};
pub use webhook::{WebhookAttemptFailure, WebhookDeliveryState, WebhookDisabledReason};
