//! The schema says the domain's words, all of them and in their order; the audit log is told in both languages.

use api::graphql::words::*;
use api::graphql::{Language, told};
use async_graphql::resolver_utils::EnumType;

/// What the log calls the steps of an object: `contract.activate`.
macro_rules! actions {
    ($($object:literal $module:ident $step:ident,)+) => {
        [$(domain::$module::$step::ALL.iter().map(|step| (concat!($object, "."), step.as_str())).collect::<Vec<_>>(),)+]
            .concat()
    };
}

/// By module of the domain: the schema's enumeration, and the domain's.
macro_rules! say_the_same {
    ($($module:ident { $($schema:ident $word:ident,)+ })+) => {$($(
        let said: Vec<&str> = <$schema as EnumType>::items().iter().map(|item| item.name).collect();
        let words: Vec<&str> = domain::$module::$word::ALL.iter().map(|word| word.as_str()).collect();
        assert_eq!(said, words, stringify!($schema));
    )+)+};
}

#[test]
fn the_schema_uses_the_words_of_the_domain_in_their_order() {
    say_the_same! {
        ticket {
            TicketKind TicketKind,
            TicketState TicketState,
            Impact Impact,
            Urgency Urgency,
            Priority Priority,
            SiteClass SiteClass,
            PauseReason PauseReason,
            PauseParty PauseParty,
            PauseDecision PauseDecision,
            ActorSide ActorSide,
            EndKind EndKind,
            PlanDecision PlanDecision,
            NotificationKind NoticeKind,
            Visibility Visibility,
            TicketField TicketField,
            TicketRelation LinkRelation,
            TicketLinkEnd LinkEnd,
            CorrectionState CorrectionState,
            VisitSignOff VisitSignOff,
            VisitAction VisitStep,
            CorrectionAction CorrectionStep,
        }
        sla {
            Metric Metric,
            ClockState ClockState,
            ClockStart ClockStart,
            PriorityRule PriorityRule,
            EscalationTiming EscalationTiming,
            PauseDecider PauseDecider,
            Reopening Reopening,
            TargetOrigin TargetOrigin,
            ChoiceOutcome ChoiceOutcome,
            LimitCause LimitCause,
            LimitOutcome LimitOutcome,
            PauseStanding PauseStanding,
            SegmentKind SegmentKind,
            StepKind StepKind,
            SilenceMeans SilenceMeans,
        }
        dispatch {
            DutyRole DutyRole,
            CertificateStanding CertificateStanding,
        }
        export {
            FileFormat FileFormat,
            FileLanguage FileLanguage,
        }
        policy_template {
            CalendarRole CalendarRole,
        }
        access {
            Role Role,
        }
        contract {
            ContractState ContractState,
            ContractStep ContractStep,
            AmendmentState AmendmentState,
            ContractKeyDateKind KeyDateKind,
            QuotaKind QuotaKind,
            QuotaPeriod QuotaPeriod,
            QuotaUseState QuotaUseState,
            PaymentState PaymentState,
            PaymentStep PaymentStep,
            LostBecause LostBecause,
            PolicyState PolicyState,
        }
        file {
            AttachmentState AttachmentState,
        }
        credit {
            CreditLineKind CreditLineKind,
            CreditCapKind CapKind,
            FundingSource FundingSource,
        }
        statement {
            StatementState StatementState,
            StatementStep StatementStep,
        }
        ranking {
            RankingKind RankingKind,
            RankingMeasure RankingMeasure,
            RankingState RankingState,
            RankingStep RankingStep,
            RankingObjectionOutcome ObjectionOutcome,
            RankingUnratedReason UnratedReason,
            RankingConfidence Confidence,
            RankingNote ConfidenceNote,
        }
        assessment {
            AssessmentState AssessmentState,
            AssessmentStep AssessmentStep,
            AdjustmentCause AdjustmentCause,
        }
        scorecard {
            ScorecardSubject SubjectKind,
            PeriodKind PeriodKind,
            ScoringFormula Formula,
            TermNote TermNote,
            LedgerNote LedgerNote,
            ManualScoreState ManualScoreState,
        }
        calendar {
            CalendarChangeState CalendarChangeState,
            DayChangeKind DayChangeKind,
            YearGap YearGap,
        }
        routing {
            TeamRule TeamRule,
            UncoveredState UncoveredState,
            UncoveredStep UncoveredStep,
            CoverageGapCode GapCode,
        }
        review {
            ReviewState ReviewState,
            ReviewVerdict ReviewVerdict,
            ReviewStep ReviewStep,
            ReviewSeatState SeatState,
            ReviewItemAnswer ItemAnswer,
            ReviewItemOutcome ItemOutcome,
            FindingSeverity Severity,
            AutomaticCheck AutomaticCheck,
        }
        rectification {
            ResponsibleParty Party,
            RectificationSubject RectificationSubject,
            RectificationState RectificationState,
            RectificationStep RectificationStep,
        }
        trial {
            BacktestState BacktestState,
            BacktestCandidate CandidateKind,
            ExclusionReason Exclusion,
            PilotState PilotState,
            PilotAction PilotStep,
        }
        catalogue {
            ServiceItemFieldType FieldType,
            KnowledgeNoteState NoteState,
            KnowledgeNoteStep NoteStep,
        }
        dispute {
            DisputeSubject DisputeSubject,
            DisputeState DisputeState,
            DisputeStep DisputeStep,
            DisputeTurn DisputeTurn,
            DisputeOutcome DisputeOutcome,
        }
        webhook {
            WebhookDeliveryState DeliveryState,
            WebhookDisabledReason DisabledReason,
            WebhookAttemptFailure AttemptFailure,
        }
        exclusion {
            ExclusionKind ExclusionKind,
            ExclusionScope ExclusionScope,
            ExclusionState ExclusionState,
            ExclusionAction ExclusionStep,
        }
        inspection {
            InspectionPlanState PlanState,
            InspectionPlanStep PlanStep,
            OffDayRule OffDayRule,
            InspectionPlacing Placing,
            InspectionCause OccurrenceCause,
            InspectionState OccurrenceState,
            InspectionItemKind InspectionItemKind,
            InspectionOutcome InspectionOutcome,
        }
    }
}

#[test]
fn an_action_is_told_in_both_languages() {
    let both = |action| [told(action, Language::En), told(action, Language::Zh)];
    assert_eq!(both("contract.set_key_dates"), ["contract: set key dates", "合同：设置关键日期"]);
    assert_eq!(both("ticket.pause_accepted"), ["ticket: pause accepted", "工单：认可挂起"]);
    assert_eq!(both("unheard.of"), ["unheard: of", "unheard：of"]);
}

#[test]
fn every_event_is_told_in_both_languages() {
    for event in EventType::items() {
        assert!(app::ticket::happened(event.name).is_some(), "{}", event.name);
    }
}

#[test]
fn every_step_is_told_in_chinese() {
    let actions = actions! {
        "assessment" assessment AssessmentStep,
        "contract" contract ContractStep,
        "dispute" dispute DisputeStep,
        "inspection_plan" inspection PlanStep,
        "payment" contract PaymentStep,
        "ranking" ranking RankingStep,
        "rectification" rectification RectificationStep,
        "statement" statement StatementStep,
    };
    for (object, step) in actions {
        let text = told(&format!("{object}{}", step.to_ascii_lowercase()), Language::Zh);
        assert!(!text.contains(|letter: char| letter.is_ascii_alphabetic()), "{object}{step}: {text}");
    }
}
