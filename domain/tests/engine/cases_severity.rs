//! Levels that rise by themselves, what never was the vendor's (E33), and kinds that nobody comes for.

use domain::sla::AlarmKind::Rise;
use domain::sla::{ChoiceOutcome, ClockState, Metric, SeverityRise, TargetDuration};
use domain::ticket::PauseReason::AwaitingRequester;
use domain::ticket::Priority::{P1, P2, P3};
use domain::ticket::{ActorSide, Circumstances, EndKind, Fact, Impact, Priority, SiteClass, TicketKind, Urgency};

use crate::promises::Promises;
use crate::story::{Story, hours, local, show};

/// P3 is restored in 7 office hours, P2 in 4, P1 in 2; what is not rises by these rules.
fn rising(rises: &[(Priority, Option<TargetDuration>)]) -> Story {
    let mut promises = Promises::usual().promise(Metric::Restore, P2, TargetDuration::Working(hours(4))).promise(
        Metric::Restore,
        P1,
        TargetDuration::Working(hours(2)),
    );
    promises.terms.severity.rises =
        rises.iter().map(|(from, after)| SeverityRise { from: *from, after: *after }).collect();
    promises.story()
}

fn usual() -> Story {
    rising(&[(P3, None), (P2, None)]).raised("2026-03-02 08:00", P3)
}

fn rose(ticket: Story, at: &str, from: Priority, to: Priority) -> Story {
    ticket.happened(local(at), ActorSide::System, Fact::PriorityRose { from, to })
}

/// The rises to come: the number of the priority, and when. Only RESTORE has them.
fn rises(ticket: &Story, now: &str) -> Vec<(i32, String)> {
    let clocks = ticket.clocks(now);
    let of = |restore: bool| {
        let clocks = clocks.iter().filter(move |clock| (clock.key.metric == Metric::Restore) == restore);
        clocks.flat_map(|clock| &clock.alarms).filter(|alarm| alarm.kind == Rise)
    };
    assert_eq!(of(false).count(), 0);
    of(true).map(|alarm| (alarm.level, show(Some(alarm.at)))).collect()
}

#[test]
fn a_level_rises_when_the_time_of_its_target_has_passed_and_then_by_the_next_target() {
    let ticket = usual();
    assert_eq!(rises(&ticket, "2026-03-02 09:00"), [(2, "2026-03-02 18:00:01".to_owned())]);
    assert_eq!(rises(&ticket, "2026-03-09 09:00"), [(2, "2026-03-02 18:00:01".to_owned())], "until it is done");
    let ticket = rose(ticket, "2026-03-02 18:00:05", P3, P2);
    assert_eq!(rises(&ticket, "2026-03-02 18:00:05"), [(1, "2026-03-03 12:00:01".to_owned())]);
    let ticket = rose(ticket, "2026-03-03 12:00:05", P2, P1);
    assert_eq!(rises(&ticket, "2026-03-03 12:00:05"), [], "nothing is graver");
    let restore = ticket.clock(Metric::Restore, "2026-03-03 12:00:05");
    assert_eq!((restore.state, show(restore.breached_at).as_str()), (ClockState::Breached, "2026-03-02 18:00:00"));
}

#[test]
fn a_level_may_rise_before_or_after_its_deadline_in_any_sort_of_time() {
    let after = |duration| rising(&[(P3, Some(duration))]).raised("2026-03-02 08:00", P3);
    let told = |duration| rises(&after(duration), "2026-03-02 09:00");
    assert_eq!(told(TargetDuration::RealTime(hours(2))), [(2, "2026-03-02 10:00:01".to_owned())]);
    assert_eq!(told(TargetDuration::Working(hours(8))), [(2, "2026-03-03 09:00:01".to_owned())]);
    assert_eq!(told(TargetDuration::WorkingDays(1)), [(2, "2026-03-03 18:00:01".to_owned())]);
}

#[test]
fn a_rise_by_s5_moves_no_due_time_into_the_past_and_never_gives_more_time() {
    let ticket = rising(&[(P3, Some(TargetDuration::RealTime(hours(1))))]).raised("2026-03-02 08:00", P3);
    let ticket = rose(ticket, "2026-03-02 09:00:01", P3, P2);
    let due = |metric| show(ticket.clock(metric, "2026-03-02 09:30").due_at);
    assert_eq!(due(Metric::Restore), "2026-03-02 16:00:01", "four hours from then, sooner than seven from the start");
    assert_eq!(due(Metric::Resolve), "2026-03-02 16:00:01");
    let late = rose(usual(), "2026-03-02 17:00:00", P3, P2);
    assert_eq!(show(late.clock(Metric::Restore, "2026-03-02 17:30").due_at), "2026-03-02 18:00:00", "the old one");
}

#[test]
fn what_waits_is_restored_or_is_over_does_not_rise() {
    let held = usual().held("2026-03-02 09:00", 1, AwaitingRequester);
    assert_eq!(rises(&held, "2026-03-02 10:00"), []);
    let resumed = held.resumed("2026-03-02 11:00", 1);
    assert_eq!(rises(&resumed, "2026-03-02 11:00"), [(2, "2026-03-03 10:00:01".to_owned())]);
    assert_eq!(rises(&usual().restored("2026-03-02 10:00"), "2026-03-02 10:00"), []);
    assert_eq!(rises(&usual().restored("2026-03-04 10:00"), "2026-03-04 10:00"), [], "late, but restored");
    assert_eq!(rises(&usual().cancelled("2026-03-02 10:00"), "2026-03-02 10:00"), []);
    let reopened = usual().resolved("2026-03-02 10:00").confirmed("2026-03-02 10:30").reopened("2026-03-03 08:00");
    assert_eq!(rises(&reopened, "2026-03-03 08:00"), [(2, "2026-03-03 18:00:01".to_owned())], "a cycle of its own");
}

#[test]
fn what_the_agency_lowers_again_stays_lowered_for_the_cycle() {
    let ticket = rose(usual(), "2026-03-02 18:00:05", P3, P2).priority("2026-03-03 08:00", P3);
    assert_eq!(rises(&ticket, "2026-03-03 08:00"), []);
    let other = usual().priority("2026-03-02 09:00", P2).priority("2026-03-02 10:00", P3);
    assert_eq!(
        rises(&other, "2026-03-02 10:00"),
        [(2, "2026-03-03 10:00:01".to_owned())],
        "from when it got that level"
    );
    let again = ticket.resolved("2026-03-03 09:00").confirmed("2026-03-03 10:00").reopened("2026-03-04 08:00");
    assert_eq!(rises(&again, "2026-03-04 08:00"), [(2, "2026-03-04 18:00:01".to_owned())]);
}

#[test]
fn e33_of_what_never_was_the_vendors_no_clock_counts_not_even_with_a_verdict() {
    let ticket = Promises::usual().story().raised("2026-03-02 08:00", P3).acknowledged("2026-03-02 09:00");
    let ended = |kind: EndKind| {
        let at = local("2026-03-04 09:00");
        let accepted = Fact::EndAccepted { kind, note: String::new() };
        let cancelled = Fact::Cancelled { reason: "光缆属运营商".to_owned() };
        ticket.clone().happened(at, ActorSide::Agency, accepted).happened(at, ActorSide::Agency, cancelled)
    };
    let states = |ticket: &Story| -> Vec<ClockState> {
        [Metric::Response, Metric::Restore, Metric::Resolve]
            .map(|metric| ticket.clock(metric, "2026-03-04 10:00").state)
            .to_vec()
    };
    use ClockState::{Breached, Cancelled, Met};
    assert_eq!(states(&ended(EndKind::Cancel)), [Met, Breached, Breached], "what was judged by then stays");
    let void = ended(EndKind::NotOurs);
    assert_eq!(states(&void), [Cancelled, Cancelled, Cancelled]);
    for clock in void.clocks("2026-03-04 10:00").iter().filter(|clock| clock.state != ClockState::NoPromise) {
        assert_eq!((clock.state, clock.breached_at, clock.counted_at), (Cancelled, None, None));
        assert!(clock.alarms.is_empty());
    }
}

#[test]
fn no_arrival_is_promised_for_a_kind_that_nobody_comes_for() {
    let told = |circumstances: Circumstances| {
        let raised = Fact::Raised {
            kind: TicketKind::Problem,
            impact: Impact::Medium,
            urgency: Urgency::Medium,
            priority: P3,
            site_class: SiteClass::City,
            circumstances,
        };
        Promises::usual().story().happened(local("2026-03-02 08:00"), ActorSide::Agency, raised)
    };
    let arrival = |ticket: &Story| ticket.clock(Metric::Arrival, "2026-03-02 09:00");
    let before = told(Circumstances::default());
    assert_eq!(arrival(&before).state, ClockState::Running, "as it was promised before the kinds differed");
    let now = told(Circumstances::default().of_kind(TicketKind::Problem));
    assert_eq!(arrival(&now).state, ClockState::NoPromise);
    let explained = now.explained(Metric::Arrival, "2026-03-02 09:00");
    let outcomes: Vec<_> = explained.targets.iter().map(|choice| choice.outcome).collect();
    assert_eq!(outcomes, [ChoiceOutcome::OtherKind]);
}
