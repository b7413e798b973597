//! Explanations: the rule chosen, the rules that lost, and arithmetic that adds up.

use domain::ids::TargetId;
use domain::sla::ChoiceOutcome::{Chosen, Duplicate, LessSpecific, OtherKind, OtherPriority, OtherSite};
use domain::sla::{Metric, PauseStanding, SlaTarget, StepKind, TargetDuration, explain};
use domain::ticket::PauseReason::{AwaitingRequester, ThirdParty, VendorInternal};
use domain::ticket::Priority::{P2, P3};
use domain::ticket::{SiteClass, TicketKind};
use uuid::Uuid;

use crate::promises::Promises;
use crate::story::{hours, key, local, show, story};

#[test]
fn the_most_specific_target_applies_and_the_others_say_why_they_lost() {
    let base = Promises::usual();
    let general = base.terms.targets.iter().find(|target| target.metric == Metric::Arrival).unwrap().clone();
    let target = |id: u128, kind: Option<TicketKind>, site: Option<SiteClass>| SlaTarget {
        id: TargetId(Uuid::from_u128(id)),
        ticket_kind: kind,
        site_class: site,
        duration: TargetDuration::RealTime(hours(i64::try_from(id).unwrap())),
        ..general.clone()
    };
    let promises = base
        .also(target(1, None, Some(SiteClass::County)))
        .also(target(3, Some(TicketKind::Incident), None))
        .also(target(2, Some(TicketKind::Incident), None))
        .also(target(4, Some(TicketKind::Request), None))
        .also(target(5, None, Some(SiteClass::City)))
        .also(SlaTarget { priority: P2, ..target(6, None, None) });
    let county = promises.story().raised_as("2026-03-02 08:00", TicketKind::Incident, SiteClass::County, P3);
    let answer = county.explained(Metric::Arrival, "2026-03-02 08:00");
    let outcomes: Vec<_> = answer.targets.iter().map(|target| target.outcome).collect();
    assert_eq!(outcomes, [LessSpecific, LessSpecific, Duplicate, Chosen, OtherKind, OtherSite, OtherPriority]);
    assert_eq!(show(answer.clock.due_at), "2026-03-02 10:00:00");
}

#[test]
fn the_arithmetic_adds_up_and_speaks_both_languages() {
    let ticket = story()
        .raised("2026-03-07 10:00", P3)
        .held("2026-03-09 09:00", 1, AwaitingRequester)
        .resumed("2026-03-09 11:00", 1)
        .resolved("2026-03-10 17:00");
    let answer = ticket.explained(Metric::Resolve, "2026-03-11 08:00");
    let seconds = |kind| answer.steps.iter().find(|step| step.kind == kind).and_then(|step| step.seconds);
    assert_eq!(seconds(StepKind::Promise), Some(hours(14)));
    assert_eq!(seconds(StepKind::PauseCredit), Some(hours(2)));
    assert_eq!(seconds(StepKind::Elapsed), Some(hours(11)));
    assert_eq!(seconds(StepKind::Margin), Some(hours(17)), "from Tuesday 17:00 to Wednesday 10:00");
    let open: i64 = answer.segments.iter().map(|segment| segment.open_seconds).sum();
    assert_eq!(open, answer.clock.elapsed_seconds + answer.clock.paused_seconds);
    assert!(answer.segments.windows(2).all(|pair| pair[0].to == pair[1].from), "no second is missing");
    let (en, zh): (Vec<_>, Vec<_>) = answer.sentences.iter().map(|said| (said.en.as_str(), said.zh.as_str())).unzip();
    assert!(en.contains(&"The deadline is 2026-03-11 10:00:00."));
    assert!(zh.contains(&"截止时间为 2026-03-11 10:00:00。"));
    assert_eq!(en.last(), Some(&"Kept: the stop is not later than the deadline."));
}

#[test]
fn every_pause_says_whether_it_counts() {
    let ticket = story()
        .raised("2026-03-02 08:00", P3)
        .held("2026-03-02 09:00", 1, AwaitingRequester)
        .resumed("2026-03-02 10:00", 1)
        .held("2026-03-02 10:00", 2, VendorInternal)
        .resumed("2026-03-02 11:00", 2)
        .held("2026-03-02 11:00", 3, ThirdParty)
        .resumed("2026-03-02 12:00", 3)
        .pause_rejected("2026-03-02 12:00", 3)
        .held("2026-03-04 10:00", 4, AwaitingRequester);
    let standing = |metric| -> Vec<_> {
        ticket.explained(metric, "2026-03-05 08:00").pauses.iter().map(|pause| pause.standing).collect()
    };
    let expected =
        [PauseStanding::Declared, PauseStanding::AwaitingAcceptance, PauseStanding::Rejected, PauseStanding::AfterDue];
    assert_eq!(standing(Metric::Resolve), expected, "due on Wednesday 09:00");
    assert_eq!(standing(Metric::Response)[0], PauseStanding::NotPausable);
}

#[test]
fn a_clock_that_the_ticket_does_not_have_has_no_explanation() {
    let ticket = story().raised("2026-03-02 08:00", P3);
    assert!(explain(&ticket.input(local("2026-03-02 08:00")), key(Metric::Resolve, 2, 1)).is_none());
}
