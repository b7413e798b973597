//! What a policy version may say beside its figures: conditions, guard periods, escalations, pause and reopening rules.
//! RESOLVE is promised within 14 office hours, RESTORE within 7.

use domain::access::Role;
use domain::ids::{GuardPeriodId, TargetId};
use domain::sla::AlarmKind::Escalate;
use domain::sla::ChoiceOutcome::{Chosen, LessSpecific, OtherProtection, OtherSystemType, OutsideGuard};
use domain::sla::{
    ClockState, EscalationLevel, EscalationTiming, Metric, PauseRules, PauseStanding, ProtectionRange, Reopening,
    SegmentKind, SlaTarget, TargetDuration, replay,
};
use domain::ticket::PauseReason::{AwaitingRequester, ThirdParty};
use domain::ticket::Priority::{P2, P3};
use domain::ticket::{Circumstances, Fact, GuardAtRaising, PauseParty, TicketKind};
use uuid::Uuid;

use crate::promises::Promises;
use crate::story::{Story, hours, key, local, show, story};

const MONDAY: &str = "2026-03-02 08:00";

/// The usual RESOLVE target of P3, promised anew within so many office hours.
fn resolve_within(id: u128, working: i64) -> SlaTarget {
    let mut usual = Promises::usual().terms.targets.into_iter();
    let target = usual.find(|target| target.metric == Metric::Resolve && target.priority == P3).unwrap();
    SlaTarget { id: TargetId(Uuid::from_u128(id)), duration: TargetDuration::Working(hours(working)), ..target }
}

fn circumstances(system_type: &str, level: i32, guard: Option<&str>) -> Circumstances {
    let period = GuardPeriodId(Uuid::from_u128(77));
    Circumstances {
        system_type: Some(system_type.to_owned()),
        protection_level: Some(level),
        guard: guard.map(|name| GuardAtRaising { period, name: name.to_owned() }),
        off_site: false,
    }
}

/// Raised on Monday in these circumstances.
fn raised_in(promises: Promises, told: Circumstances) -> Story {
    let mut story = promises.story().raised(MONDAY, P3);
    if let Fact::Raised { circumstances, .. } = &mut story.events[0].fact {
        *circumstances = told;
    }
    story
}

fn outcomes(story: &Story) -> Vec<domain::sla::ChoiceOutcome> {
    let answer = story.explained(Metric::Resolve, MONDAY);
    answer.targets.iter().filter(|choice| choice.target.0.as_u128() < 100).map(|choice| choice.outcome).collect()
}

#[test]
fn a_guard_period_counts_before_kind_type_protection_and_site() {
    let with = |target: SlaTarget| Promises::usual().also(target);
    let range = |from, to| Some(ProtectionRange { from, to });
    let oa = || circumstances("公文交换", 3, Some("两会重保"));
    let promises = with(SlaTarget { guard: true, ..resolve_within(1, 2) })
        .also(SlaTarget { ticket_kind: Some(TicketKind::Incident), ..resolve_within(2, 3) })
        .also(SlaTarget { system_type: Some("公文交换".to_owned()), ..resolve_within(3, 4) })
        .also(SlaTarget { protection: range(3, 4), ..resolve_within(4, 5) })
        .also(SlaTarget { protection: range(2, 5), ..resolve_within(5, 6) })
        .also(SlaTarget { system_type: Some("门户".to_owned()), ..resolve_within(6, 1) })
        .also(SlaTarget { protection: range(4, 5), ..resolve_within(7, 1) });
    let due = |promises: &Promises, told: Circumstances| raised_in(promises.clone(), told).due(MONDAY);
    assert_eq!(due(&promises, oa()), "2026-03-02 10:00:00", "the guard target");
    let guarded = outcomes(&raised_in(promises.clone(), oa()));
    let less = LessSpecific;
    assert_eq!(guarded, [Chosen, less, less, less, less, OtherSystemType, OtherProtection]);
    let ordinary = Circumstances { guard: None, ..oa() };
    assert_eq!(due(&promises, ordinary.clone()), "2026-03-02 11:00:00", "the kind's");
    assert_eq!(outcomes(&raised_in(promises.clone(), ordinary.clone()))[..3], [OutsideGuard, Chosen, less]);
    let mut fewer = promises.clone();
    let mut without = |id: u128| {
        fewer.terms.targets.retain(|target| target.id.0.as_u128() != id);
        due(&fewer, ordinary.clone())
    };
    assert_eq!(without(2), "2026-03-02 12:00:00", "the system type's");
    assert_eq!(without(3), "2026-03-02 16:00:00", "the narrower range's");
    assert_eq!(without(4), "2026-03-02 17:00:00", "the wider range's");
    assert_eq!(without(5), "2026-03-03 18:00:00", "what is promised to everybody");
}

#[test]
fn what_nobody_recorded_fits_only_what_asks_for_nothing() {
    let promises = Promises::usual()
        .also(SlaTarget { system_type: Some("公文交换".to_owned()), ..resolve_within(1, 2) })
        .also(SlaTarget { protection: Some(ProtectionRange { from: 1, to: 5 }), ..resolve_within(2, 2) })
        .also(SlaTarget { guard: true, ..resolve_within(3, 2) });
    let old = promises.story().raised(MONDAY, P3);
    assert_eq!(old.due(MONDAY), "2026-03-03 18:00:00");
    assert_eq!(outcomes(&old), [OtherSystemType, OtherProtection, OutsideGuard]);
}

#[test]
fn the_explanation_names_the_guard_period_and_both_targets() {
    let promises = Promises::usual().also(SlaTarget { guard: true, ..resolve_within(1, 2) });
    let ticket = raised_in(promises, circumstances("公文交换", 3, Some("两会重保")));
    let answer = ticket.explained(Metric::Resolve, MONDAY);
    let guard = answer.guard.unwrap();
    assert_eq!(guard.raised_in.name, "两会重保");
    let seconds = |target: Option<domain::sla::GuardTarget>| target.map(|target| target.duration);
    assert_eq!(seconds(guard.applies), Some(TargetDuration::Working(hours(2))));
    assert_eq!(seconds(guard.ordinary), Some(TargetDuration::Working(hours(14))));
    let said = answer.sentences.iter().find(|said| said.en.contains("guard period “")).unwrap();
    assert!(said.en.ends_with("2 h 0 min 0 s of service hours applies for P3, not 14 h 0 min 0 s of service hours."));
    assert!(said.zh.starts_with("工单在重保时段“两会重保”内提交"), "{}", said.zh);
    let response = ticket.explained(Metric::Response, MONDAY).guard.unwrap();
    assert_eq!((response.applies, response.ordinary.is_some()), (None, true), "no stricter response is promised");
}

fn escalating(escalations: Vec<EscalationLevel>) -> Promises {
    let mut promises = Promises::usual().promise(Metric::Resolve, P3, TargetDuration::RealTime(hours(10)));
    let resolve = |target: &&mut SlaTarget| target.metric == Metric::Resolve && target.priority == P3;
    promises.terms.targets.iter_mut().find(resolve).unwrap().escalations = escalations;
    promises
}

fn level(level: i32, offset_hours: i64, timing: EscalationTiming) -> EscalationLevel {
    EscalationLevel {
        level,
        offset_seconds: hours(offset_hours),
        to: vec![Role::VendorManager],
        on_duty: false,
        timing,
    }
}

#[test]
fn e43_an_escalation_is_told_at_once_or_at_the_next_opening_before_or_after_the_due_time() {
    use EscalationTiming::{Immediate, NextOpening};
    let promises = escalating(vec![
        level(1, -20, Immediate),
        level(2, -2, NextOpening),
        level(3, -1, NextOpening),
        level(4, 1, NextOpening),
        level(5, 4, Immediate),
    ]);
    // Friday 09:00 and ten hours round the clock: due at 19:00.
    let ticket = promises.story().raised("2026-03-06 09:00", P3);
    let told = |story: &Story, now: &str| -> Vec<(i32, String)> {
        let alarms = story.clock(Metric::Resolve, now).alarms;
        let told = alarms.iter().filter(|alarm| alarm.kind == Escalate);
        told.map(|alarm| (alarm.level, show(Some(alarm.at)))).collect()
    };
    let at = |level: i32, text: &str| (level, text.to_owned());
    let expected = [
        at(1, "2026-03-06 09:00:00"),
        at(2, "2026-03-06 17:00:00"),
        at(5, "2026-03-06 23:00:00"),
        at(3, "2026-03-09 08:00:00"),
        at(4, "2026-03-09 08:00:00"),
    ];
    assert_eq!(told(&ticket, "2026-03-06 09:00"), expected, "never before it begins; 18:00 is closed");
    assert_eq!(
        told(&ticket, "2026-03-07 09:00"),
        expected[2..],
        "of what came before the breach nobody hears any more"
    );
    assert_eq!(told(&ticket.clone().resolved("2026-03-06 16:00"), "2026-03-06 16:00"), [], "kept: all are withdrawn");
    let late = ticket.clone().resolved("2026-03-07 01:00");
    assert_eq!(told(&late, "2026-03-07 01:00"), [at(5, "2026-03-06 23:00:00")]);
    let held = ticket.held("2026-03-06 10:00", 1, ThirdParty);
    assert_eq!(told(&held, "2026-03-06 11:00"), [], "nothing is told while it waits");
    let resumed = held.resumed("2026-03-06 11:00", 1);
    let moved = told(&resumed, "2026-03-06 11:00").into_iter().find(|(level, _)| *level == 5);
    assert_eq!(moved, Some(at(5, "2026-03-07 00:00:00")), "and then an hour later");
}

fn at_most(seconds: i64) -> Promises {
    let mut promises = Promises::usual();
    promises.terms.pauses = PauseRules { longest_seconds: Some(seconds), ..PauseRules::default() };
    promises
}

#[test]
fn e19_a_pause_stops_holding_after_the_longest_that_the_policy_allows() {
    let ticket = at_most(hours(3)).story().raised(MONDAY, P3).held("2026-03-02 10:00", 1, AwaitingRequester);
    let before = ticket.clock(Metric::Resolve, "2026-03-02 12:59:59");
    assert_eq!((before.state, before.due_at), (ClockState::Paused, None), "until then it holds as ever");
    let after = ticket.clock(Metric::Resolve, "2026-03-02 16:00");
    // Held from 10:00 to 13:00, two open hours; the break from 12:00 to 15:00 is nobody's.
    assert_eq!((after.state, show(after.due_at).as_str()), (ClockState::Running, "2026-03-04 10:00:00"));
    assert_eq!((after.elapsed_seconds, after.paused_seconds), (hours(3), hours(2)));
    let answer = ticket.explained(Metric::Resolve, "2026-03-02 16:00");
    let pause = &answer.pauses[0];
    assert_eq!((pause.standing, show(pause.lapsed_at).as_str()), (PauseStanding::Lapsed, "2026-03-02 13:00:00"));
    assert_eq!(pause.to, None, "nobody has ended it");
    let kinds: Vec<_> = answer.segments.iter().map(|piece| (piece.kind, piece.open_seconds)).collect();
    assert_eq!(
        kinds,
        [
            (SegmentKind::Running, hours(2)),
            (SegmentKind::Paused, hours(2)),
            (SegmentKind::Closed, 0),
            (SegmentKind::Running, hours(1)),
        ]
    );
    let breached = ticket.clock(Metric::Resolve, "2026-03-05 08:00");
    assert_eq!((show(breached.breached_at).as_str(), breached.breach_known_at), ("2026-03-04 10:00:00", None));
    let late = ticket.resumed("2026-03-06 10:00", 1);
    assert_eq!(late.due("2026-03-06 11:00"), "2026-03-04 10:00:00", "ending it later changes nothing");
    let short = at_most(hours(3)).story().raised(MONDAY, P3).held("2026-03-02 10:00", 1, ThirdParty);
    assert_eq!(short.resumed("2026-03-02 11:00", 1).due("2026-03-02 17:00"), "2026-03-04 09:00:00");
}

fn continuing() -> Story {
    let mut promises = Promises::usual();
    promises.terms.reopening.mode = Reopening::Continue;
    promises.story().raised(MONDAY, P3)
}

#[test]
fn e31_a_policy_may_let_the_clock_go_on_with_what_was_left() {
    let ticket = continuing().resolved("2026-03-02 17:00").confirmed("2026-03-03 09:00").reopened("2026-03-05 08:00");
    let clocks = ticket.clocks("2026-03-05 09:00");
    let keys: Vec<_> = clocks.iter().map(|clock| (clock.key.metric, clock.key.cycle)).collect();
    let one = |metric| (metric, 1);
    assert_eq!(keys, [Metric::Response, Metric::Arrival, Metric::Restore, Metric::Resolve].map(one));
    let resolve = &clocks[3];
    // Six of fourteen hours were used by Monday 17:00; eight are left from Thursday 08:00.
    assert_eq!((resolve.state, show(resolve.due_at).as_str()), (ClockState::Running, "2026-03-06 09:00:00"));
    assert_eq!(resolve.elapsed_seconds, hours(7));
    let answer = ticket.explained(Metric::Resolve, "2026-03-05 09:00");
    let gap = answer.segments.iter().filter(|piece| piece.kind == SegmentKind::Gap);
    let gap: Vec<_> = gap.map(|piece| (piece.party, piece.open_seconds)).collect();
    let nobody = PauseParty::Nobody;
    let halves = [hours(1), hours(4), hours(3), hours(4), hours(3)].map(|open| (nobody, open));
    assert_eq!(gap, halves, "Monday's last hour, all of Tuesday and Wednesday");
    let running = answer.segments.iter().filter(|piece| piece.kind == SegmentKind::Running);
    assert_eq!(running.map(|piece| piece.open_seconds).sum::<i64>(), resolve.elapsed_seconds);
    let again = ticket.resolved("2026-03-06 09:00").clock(Metric::Resolve, "2026-03-06 09:00");
    assert_eq!((again.state, again.elapsed_seconds), (ClockState::Met, hours(14)));
}

#[test]
fn e31_a_promise_kept_in_its_last_second_has_nothing_left_and_one_that_was_broken_stays_so() {
    let last_second = continuing().resolved("2026-03-03 18:00").reopened("2026-03-05 10:00");
    let clock = last_second.clock(Metric::Resolve, "2026-03-05 09:59");
    assert_eq!((clock.state, show(clock.due_at).as_str()), (ClockState::Running, "2026-03-05 10:00:00"));
    let clock = last_second.clock(Metric::Resolve, "2026-03-05 11:00");
    assert_eq!((clock.state, clock.breached_at), (ClockState::Breached, Some(local("2026-03-05 10:00"))));
    let broken = continuing().resolved("2026-03-03 18:00:01").reopened("2026-03-05 10:00");
    let clock = broken.clock(Metric::Resolve, "2026-03-05 11:00");
    assert_eq!((clock.state, clock.breached_at), (ClockState::Breached, Some(local("2026-03-03 18:00"))));
    let rejected = continuing().resolved("2026-03-02 17:00").solution_rejected("2026-03-03 09:00");
    assert_eq!(rejected.due("2026-03-03 09:00"), "2026-03-04 10:00:00", "a rejected solution is no other");
}

#[test]
fn e31_a_raised_priority_and_a_pause_count_over_the_gap_too() {
    let ticket = continuing()
        .held("2026-03-02 09:00", 1, ThirdParty)
        .resumed("2026-03-02 11:00", 1)
        .resolved("2026-03-02 17:00")
        .reopened("2026-03-05 08:00");
    assert_eq!(ticket.due("2026-03-05 09:00"), "2026-03-06 11:00:00", "two hours more");
    let raised = ticket.priority("2026-03-05 09:00", P2);
    assert_eq!(raised.due("2026-03-05 09:00"), "2026-03-05 16:00:00", "four hours from the change");
    let second = replay(&raised.input(local("2026-03-05 09:00")));
    assert!(!second.iter().any(|clock| clock.key == key(Metric::Resolve, 2, 1)));
}

#[test]
fn e32_a_reopening_has_a_last_day() {
    let mut rule = story().promises.terms.reopening;
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    assert_eq!(rule.last_day(day("2026-02-26")), None, "unless the policy says so");
    rule.window_days = Some(7);
    assert_eq!(rule.last_day(day("2026-02-26")), Some(day("2026-03-05")));
}
