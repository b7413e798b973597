//! Enumerations of the schema: each has the words of its domain twin, and a description of each.

mod action;
mod appraisal;
mod assessment;
mod calendar;
mod catalogue;
mod contract;
mod dispatch;
mod dispute;
mod history;
mod inspection;
mod link;
mod object;
mod papers;
mod party;
mod policy;
mod ranking;
mod record;
mod review;
mod routing;
mod settlement;
mod setup;
mod sla;
mod ticket;
mod trial;

pub use action::{EventType, TicketAction};
pub use appraisal::{
    LedgerNote, ManualScoreState, PauseDimension, PeriodKind, ReportDimension, ScorecardSubject, ScoringFormula,
    TermNote,
};
pub use assessment::{AdjustmentCause, AssessmentState, AssessmentStep};
pub use calendar::{CalendarChangeAction, CalendarChangeState, DayChangeKind, DayListFormat, Weekday, YearGap};
pub use catalogue::{KnowledgeNoteState, KnowledgeNoteStep, ServiceItemFieldType};
pub use contract::{AmendmentState, ContractKeyDateKind, ContractStep};
pub use dispatch::{CertificateStanding, DutyRole, SuggestionReason};
pub use dispute::{ClockAction, DisputeAction, DisputeOutcome, DisputeState, DisputeStep, DisputeSubject, DisputeTurn};
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
pub use review::{
    AutomaticCheck, FindingSeverity, RectificationState, RectificationStep, RectificationSubject, ResponsibleParty,
    ReviewItemAnswer, ReviewItemOutcome, ReviewSeatState, ReviewState, ReviewStep, ReviewVerdict,
};
pub use routing::{CoverageGapCode, LostBecause, TeamRule, UncoveredState, UncoveredStep};
pub use settlement::{CreditCapKind, CreditLineKind, FundingSource, StatementState, StatementStep};
pub use setup::{CalendarRole, ImportFormat, ImportOutcome};
pub use sla::{
    ChoiceOutcome, ClockStart, ClockState, LimitCause, LimitOutcome, Metric, PauseStanding, PriorityRule, SegmentKind,
    StepKind,
};
pub use ticket::{
    ActorSide, EndKind, Impact, NotificationKind, PauseDecision, PauseParty, PauseReason, PlanDecision, Priority,
    SiteClass, TicketKind, TicketState, Urgency, Visibility,
};
pub use trial::{BacktestAction, BacktestCandidate, BacktestState, ExclusionReason, PilotAction, PilotState};

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;

    fn same<G: EnumType + From<D>, D: Copy + 'static>(all: &[D], word: fn(D) -> &'static str) {
        let domain: Vec<&str> = all.iter().map(|one| word(*one)).collect();
        let schema: Vec<&str> = G::items().iter().map(|item| item.name).collect();
        assert_eq!(schema, domain);
    }

    #[test]
    fn the_schema_uses_the_words_of_the_domain_in_their_order() {
        same::<TicketKind, domain::ticket::TicketKind>(
            domain::ticket::TicketKind::ALL,
            domain::ticket::TicketKind::as_str,
        );
        same::<TicketState, domain::ticket::TicketState>(
            domain::ticket::TicketState::ALL,
            domain::ticket::TicketState::as_str,
        );
        same::<Impact, domain::ticket::Impact>(domain::ticket::Impact::ALL, domain::ticket::Impact::as_str);
        same::<Urgency, domain::ticket::Urgency>(domain::ticket::Urgency::ALL, domain::ticket::Urgency::as_str);
        same::<Priority, domain::ticket::Priority>(domain::ticket::Priority::ALL, domain::ticket::Priority::as_str);
        same::<SiteClass, domain::ticket::SiteClass>(domain::ticket::SiteClass::ALL, domain::ticket::SiteClass::as_str);
        same::<PauseReason, domain::ticket::PauseReason>(
            domain::ticket::PauseReason::ALL,
            domain::ticket::PauseReason::as_str,
        );
        same::<PauseParty, domain::ticket::PauseParty>(
            domain::ticket::PauseParty::ALL,
            domain::ticket::PauseParty::as_str,
        );
        same::<PauseDecision, domain::ticket::PauseDecision>(
            domain::ticket::PauseDecision::ALL,
            domain::ticket::PauseDecision::as_str,
        );
        same::<ActorSide, domain::ticket::ActorSide>(domain::ticket::ActorSide::ALL, domain::ticket::ActorSide::as_str);
        same::<EndKind, domain::ticket::EndKind>(domain::ticket::EndKind::ALL, domain::ticket::EndKind::as_str);
        same::<PlanDecision, domain::ticket::PlanDecision>(
            domain::ticket::PlanDecision::ALL,
            domain::ticket::PlanDecision::as_str,
        );

        same::<NotificationKind, domain::ticket::NoticeKind>(
            domain::ticket::NoticeKind::ALL,
            domain::ticket::NoticeKind::as_str,
        );
        same::<Visibility, domain::ticket::Visibility>(
            domain::ticket::Visibility::ALL,
            domain::ticket::Visibility::as_str,
        );
        same::<TicketField, domain::ticket::TicketField>(
            domain::ticket::TicketField::ALL,
            domain::ticket::TicketField::as_str,
        );
        same::<Metric, domain::sla::Metric>(domain::sla::Metric::ALL, domain::sla::Metric::as_str);
        same::<ClockState, domain::sla::ClockState>(domain::sla::ClockState::ALL, domain::sla::ClockState::as_str);
        same::<ClockStart, domain::sla::ClockStart>(domain::sla::ClockStart::ALL, domain::sla::ClockStart::as_str);
        same::<PriorityRule, domain::sla::PriorityRule>(
            domain::sla::PriorityRule::ALL,
            domain::sla::PriorityRule::as_str,
        );
        same::<EscalationTiming, domain::sla::EscalationTiming>(
            domain::sla::EscalationTiming::ALL,
            domain::sla::EscalationTiming::as_str,
        );
        same::<PauseDecider, domain::sla::PauseDecider>(
            domain::sla::PauseDecider::ALL,
            domain::sla::PauseDecider::as_str,
        );
        same::<Reopening, domain::sla::Reopening>(domain::sla::Reopening::ALL, domain::sla::Reopening::as_str);
        same::<TargetOrigin, domain::sla::TargetOrigin>(
            domain::sla::TargetOrigin::ALL,
            domain::sla::TargetOrigin::as_str,
        );
        same::<ChoiceOutcome, domain::sla::ChoiceOutcome>(
            domain::sla::ChoiceOutcome::ALL,
            domain::sla::ChoiceOutcome::as_str,
        );
        same::<LimitCause, domain::sla::LimitCause>(domain::sla::LimitCause::ALL, domain::sla::LimitCause::as_str);
        same::<LimitOutcome, domain::sla::LimitOutcome>(
            domain::sla::LimitOutcome::ALL,
            domain::sla::LimitOutcome::as_str,
        );
        same::<PauseStanding, domain::sla::PauseStanding>(
            domain::sla::PauseStanding::ALL,
            domain::sla::PauseStanding::as_str,
        );
        same::<DutyRole, domain::dispatch::DutyRole>(
            domain::dispatch::DutyRole::ALL,
            domain::dispatch::DutyRole::as_str,
        );
        same::<CertificateStanding, domain::dispatch::CertificateStanding>(
            domain::dispatch::CertificateStanding::ALL,
            domain::dispatch::CertificateStanding::as_str,
        );
        same::<SegmentKind, domain::sla::SegmentKind>(domain::sla::SegmentKind::ALL, domain::sla::SegmentKind::as_str);
        same::<StepKind, domain::sla::StepKind>(domain::sla::StepKind::ALL, domain::sla::StepKind::as_str);
        same::<CalendarRole, domain::policy_template::CalendarRole>(
            domain::policy_template::CalendarRole::ALL,
            domain::policy_template::CalendarRole::as_str,
        );
        same::<Role, domain::access::Role>(domain::access::Role::ALL, domain::access::Role::as_str);
        same::<ContractState, domain::contract::ContractState>(
            domain::contract::ContractState::ALL,
            domain::contract::ContractState::as_str,
        );
        same::<ContractStep, domain::contract::ContractStep>(
            domain::contract::ContractStep::ALL,
            domain::contract::ContractStep::as_str,
        );
        same::<AmendmentState, domain::contract::AmendmentState>(
            domain::contract::AmendmentState::ALL,
            domain::contract::AmendmentState::as_str,
        );
        same::<ContractKeyDateKind, domain::contract::KeyDateKind>(
            domain::contract::KeyDateKind::ALL,
            domain::contract::KeyDateKind::as_str,
        );
        same::<AttachmentState, domain::file::AttachmentState>(
            domain::file::AttachmentState::ALL,
            domain::file::AttachmentState::as_str,
        );
        same::<QuotaKind, domain::contract::QuotaKind>(
            domain::contract::QuotaKind::ALL,
            domain::contract::QuotaKind::as_str,
        );
        same::<QuotaPeriod, domain::contract::QuotaPeriod>(
            domain::contract::QuotaPeriod::ALL,
            domain::contract::QuotaPeriod::as_str,
        );
        same::<QuotaUseState, domain::contract::QuotaUseState>(
            domain::contract::QuotaUseState::ALL,
            domain::contract::QuotaUseState::as_str,
        );
        same::<CreditLineKind, domain::credit::CreditLineKind>(
            domain::credit::CreditLineKind::ALL,
            domain::credit::CreditLineKind::as_str,
        );
        same::<CreditCapKind, domain::credit::CapKind>(domain::credit::CapKind::ALL, domain::credit::CapKind::as_str);
        same::<FundingSource, domain::credit::FundingSource>(
            domain::credit::FundingSource::ALL,
            domain::credit::FundingSource::as_str,
        );
        same::<StatementState, domain::statement::StatementState>(
            domain::statement::StatementState::ALL,
            domain::statement::StatementState::as_str,
        );
        same::<StatementStep, domain::statement::StatementStep>(
            domain::statement::StatementStep::ALL,
            domain::statement::StatementStep::as_str,
        );
        same::<RankingKind, domain::ranking::RankingKind>(
            domain::ranking::RankingKind::ALL,
            domain::ranking::RankingKind::as_str,
        );
        same::<RankingMeasure, domain::ranking::RankingMeasure>(
            domain::ranking::RankingMeasure::ALL,
            domain::ranking::RankingMeasure::as_str,
        );
        same::<RankingState, domain::ranking::RankingState>(
            domain::ranking::RankingState::ALL,
            domain::ranking::RankingState::as_str,
        );
        same::<RankingStep, domain::ranking::RankingStep>(
            domain::ranking::RankingStep::ALL,
            domain::ranking::RankingStep::as_str,
        );
        same::<RankingObjectionOutcome, domain::ranking::ObjectionOutcome>(
            domain::ranking::ObjectionOutcome::ALL,
            domain::ranking::ObjectionOutcome::as_str,
        );
        same::<RankingUnratedReason, domain::ranking::UnratedReason>(
            domain::ranking::UnratedReason::ALL,
            domain::ranking::UnratedReason::as_str,
        );
        same::<RankingConfidence, domain::ranking::Confidence>(
            domain::ranking::Confidence::ALL,
            domain::ranking::Confidence::as_str,
        );
        same::<RankingNote, domain::ranking::ConfidenceNote>(
            domain::ranking::ConfidenceNote::ALL,
            domain::ranking::ConfidenceNote::as_str,
        );
        same::<AssessmentState, domain::assessment::AssessmentState>(
            domain::assessment::AssessmentState::ALL,
            domain::assessment::AssessmentState::as_str,
        );
        same::<AssessmentStep, domain::assessment::AssessmentStep>(
            domain::assessment::AssessmentStep::ALL,
            domain::assessment::AssessmentStep::as_str,
        );
        same::<AdjustmentCause, domain::assessment::AdjustmentCause>(
            domain::assessment::AdjustmentCause::ALL,
            domain::assessment::AdjustmentCause::as_str,
        );
        same::<PaymentState, domain::contract::PaymentState>(
            domain::contract::PaymentState::ALL,
            domain::contract::PaymentState::as_str,
        );
        same::<PaymentStep, domain::contract::PaymentStep>(
            domain::contract::PaymentStep::ALL,
            domain::contract::PaymentStep::as_str,
        );
        same::<ScorecardSubject, domain::scorecard::SubjectKind>(
            domain::scorecard::SubjectKind::ALL,
            domain::scorecard::SubjectKind::as_str,
        );
        same::<PeriodKind, domain::scorecard::PeriodKind>(
            domain::scorecard::PeriodKind::ALL,
            domain::scorecard::PeriodKind::as_str,
        );
        same::<ScoringFormula, domain::scorecard::Formula>(
            domain::scorecard::Formula::ALL,
            domain::scorecard::Formula::as_str,
        );
        same::<TermNote, domain::scorecard::TermNote>(
            domain::scorecard::TermNote::ALL,
            domain::scorecard::TermNote::as_str,
        );
        same::<LedgerNote, domain::scorecard::LedgerNote>(
            domain::scorecard::LedgerNote::ALL,
            domain::scorecard::LedgerNote::as_str,
        );
        same::<ManualScoreState, domain::scorecard::ManualScoreState>(
            domain::scorecard::ManualScoreState::ALL,
            domain::scorecard::ManualScoreState::as_str,
        );
        same::<CalendarChangeState, domain::calendar::CalendarChangeState>(
            domain::calendar::CalendarChangeState::ALL,
            domain::calendar::CalendarChangeState::as_str,
        );
        same::<DayChangeKind, domain::calendar::DayChangeKind>(
            domain::calendar::DayChangeKind::ALL,
            domain::calendar::DayChangeKind::as_str,
        );
        same::<YearGap, domain::calendar::YearGap>(domain::calendar::YearGap::ALL, domain::calendar::YearGap::as_str);
        same::<LostBecause, domain::contract::LostBecause>(
            domain::contract::LostBecause::ALL,
            domain::contract::LostBecause::as_str,
        );
        same::<TeamRule, domain::routing::TeamRule>(domain::routing::TeamRule::ALL, domain::routing::TeamRule::as_str);
        same::<UncoveredState, domain::routing::UncoveredState>(
            domain::routing::UncoveredState::ALL,
            domain::routing::UncoveredState::as_str,
        );
        same::<UncoveredStep, domain::routing::UncoveredStep>(
            domain::routing::UncoveredStep::ALL,
            domain::routing::UncoveredStep::as_str,
        );
        same::<CoverageGapCode, domain::routing::GapCode>(
            domain::routing::GapCode::ALL,
            domain::routing::GapCode::as_str,
        );
        same::<ReviewState, domain::review::ReviewState>(
            domain::review::ReviewState::ALL,
            domain::review::ReviewState::as_str,
        );
        same::<ReviewVerdict, domain::review::ReviewVerdict>(
            domain::review::ReviewVerdict::ALL,
            domain::review::ReviewVerdict::as_str,
        );
        same::<ReviewStep, domain::review::ReviewStep>(
            domain::review::ReviewStep::ALL,
            domain::review::ReviewStep::as_str,
        );
        same::<ReviewSeatState, domain::review::SeatState>(
            domain::review::SeatState::ALL,
            domain::review::SeatState::as_str,
        );
        same::<ReviewItemAnswer, domain::review::ItemAnswer>(
            domain::review::ItemAnswer::ALL,
            domain::review::ItemAnswer::as_str,
        );
        same::<ReviewItemOutcome, domain::review::ItemOutcome>(
            domain::review::ItemOutcome::ALL,
            domain::review::ItemOutcome::as_str,
        );
        same::<FindingSeverity, domain::review::Severity>(
            domain::review::Severity::ALL,
            domain::review::Severity::as_str,
        );
        same::<AutomaticCheck, domain::review::AutomaticCheck>(
            domain::review::AutomaticCheck::ALL,
            domain::review::AutomaticCheck::as_str,
        );
        same::<ResponsibleParty, domain::rectification::Party>(
            domain::rectification::Party::ALL,
            domain::rectification::Party::as_str,
        );
        same::<RectificationSubject, domain::rectification::RectificationSubject>(
            domain::rectification::RectificationSubject::ALL,
            domain::rectification::RectificationSubject::as_str,
        );
        same::<RectificationState, domain::rectification::RectificationState>(
            domain::rectification::RectificationState::ALL,
            domain::rectification::RectificationState::as_str,
        );
        same::<RectificationStep, domain::rectification::RectificationStep>(
            domain::rectification::RectificationStep::ALL,
            domain::rectification::RectificationStep::as_str,
        );
        same::<BacktestState, domain::trial::BacktestState>(
            domain::trial::BacktestState::ALL,
            domain::trial::BacktestState::as_str,
        );
        same::<BacktestCandidate, domain::trial::CandidateKind>(
            domain::trial::CandidateKind::ALL,
            domain::trial::CandidateKind::as_str,
        );
        same::<ExclusionReason, domain::trial::Exclusion>(
            domain::trial::Exclusion::ALL,
            domain::trial::Exclusion::as_str,
        );
        same::<PilotState, domain::trial::PilotState>(
            domain::trial::PilotState::ALL,
            domain::trial::PilotState::as_str,
        );
        same::<PilotAction, domain::trial::PilotStep>(domain::trial::PilotStep::ALL, domain::trial::PilotStep::as_str);
        same::<TicketRelation, domain::ticket::LinkRelation>(
            domain::ticket::LinkRelation::ALL,
            domain::ticket::LinkRelation::as_str,
        );
        same::<TicketLinkEnd, domain::ticket::LinkEnd>(domain::ticket::LinkEnd::ALL, domain::ticket::LinkEnd::as_str);
        same::<ServiceItemFieldType, domain::catalogue::FieldType>(
            domain::catalogue::FieldType::ALL,
            domain::catalogue::FieldType::as_str,
        );
        same::<KnowledgeNoteState, domain::catalogue::NoteState>(
            domain::catalogue::NoteState::ALL,
            domain::catalogue::NoteState::as_str,
        );
        same::<KnowledgeNoteStep, domain::catalogue::NoteStep>(
            domain::catalogue::NoteStep::ALL,
            domain::catalogue::NoteStep::as_str,
        );

        same::<DisputeSubject, domain::dispute::DisputeSubject>(
            domain::dispute::DisputeSubject::ALL,
            domain::dispute::DisputeSubject::as_str,
        );
        same::<DisputeState, domain::dispute::DisputeState>(
            domain::dispute::DisputeState::ALL,
            domain::dispute::DisputeState::as_str,
        );
        same::<DisputeStep, domain::dispute::DisputeStep>(
            domain::dispute::DisputeStep::ALL,
            domain::dispute::DisputeStep::as_str,
        );
        same::<DisputeTurn, domain::dispute::DisputeTurn>(
            domain::dispute::DisputeTurn::ALL,
            domain::dispute::DisputeTurn::as_str,
        );
        same::<DisputeOutcome, domain::dispute::DisputeOutcome>(
            domain::dispute::DisputeOutcome::ALL,
            domain::dispute::DisputeOutcome::as_str,
        );
        same::<CorrectionState, domain::ticket::CorrectionState>(
            domain::ticket::CorrectionState::ALL,
            domain::ticket::CorrectionState::as_str,
        );
        same::<VisitSignOff, domain::ticket::VisitSignOff>(
            domain::ticket::VisitSignOff::ALL,
            domain::ticket::VisitSignOff::as_str,
        );
        same::<SilenceMeans, domain::sla::SilenceMeans>(
            domain::sla::SilenceMeans::ALL,
            domain::sla::SilenceMeans::as_str,
        );
        same::<ExclusionKind, domain::exclusion::ExclusionKind>(
            domain::exclusion::ExclusionKind::ALL,
            domain::exclusion::ExclusionKind::as_str,
        );
        same::<ExclusionScope, domain::exclusion::ExclusionScope>(
            domain::exclusion::ExclusionScope::ALL,
            domain::exclusion::ExclusionScope::as_str,
        );
        same::<ExclusionState, domain::exclusion::ExclusionState>(
            domain::exclusion::ExclusionState::ALL,
            domain::exclusion::ExclusionState::as_str,
        );
        same::<VisitAction, domain::ticket::VisitStep>(
            domain::ticket::VisitStep::ALL,
            domain::ticket::VisitStep::as_str,
        );
        same::<CorrectionAction, domain::ticket::CorrectionStep>(
            domain::ticket::CorrectionStep::ALL,
            domain::ticket::CorrectionStep::as_str,
        );
        same::<ExclusionAction, domain::exclusion::ExclusionStep>(
            domain::exclusion::ExclusionStep::ALL,
            domain::exclusion::ExclusionStep::as_str,
        );
        same::<InspectionPlanState, domain::inspection::PlanState>(
            domain::inspection::PlanState::ALL,
            domain::inspection::PlanState::as_str,
        );
        same::<InspectionPlanStep, domain::inspection::PlanStep>(
            domain::inspection::PlanStep::ALL,
            domain::inspection::PlanStep::as_str,
        );
        same::<OffDayRule, domain::inspection::OffDayRule>(
            domain::inspection::OffDayRule::ALL,
            domain::inspection::OffDayRule::as_str,
        );
        same::<InspectionPlacing, domain::inspection::Placing>(
            domain::inspection::Placing::ALL,
            domain::inspection::Placing::as_str,
        );
        same::<InspectionCause, domain::inspection::OccurrenceCause>(
            domain::inspection::OccurrenceCause::ALL,
            domain::inspection::OccurrenceCause::as_str,
        );
        same::<InspectionState, domain::inspection::OccurrenceState>(
            domain::inspection::OccurrenceState::ALL,
            domain::inspection::OccurrenceState::as_str,
        );
        same::<InspectionItemKind, domain::inspection::InspectionItemKind>(
            domain::inspection::InspectionItemKind::ALL,
            domain::inspection::InspectionItemKind::as_str,
        );
        same::<InspectionOutcome, domain::inspection::InspectionOutcome>(
            domain::inspection::InspectionOutcome::ALL,
            domain::inspection::InspectionOutcome::as_str,
        );
        same::<PolicyState, domain::contract::PolicyState>(
            domain::contract::PolicyState::ALL,
            domain::contract::PolicyState::as_str,
        );
    }
}
