//! I3: what a dispute decided about a clock is a fact of its ticket. RESTORE is promised within 7 office hours, RESOLVE
//! within 14; office hours are 08:00-12:00 and 15:00-18:00.

use chrono::TimeDelta;
use domain::dispute::{Matter, Part, Relief, Ruling, RulingMistake};
use domain::ids::DisputeId;
use domain::sla::{ClockKey, ClockState, Metric, SegmentKind, charges, explain, input_hash};
use domain::ticket::{ActorSide, Fact, PauseParty, PauseReason, Priority::P3};
use proptest::prelude::*;
use uuid::Uuid;

use crate::story::{Story, hours, key, local, show, story};

const RESTORE: ClockKey = ClockKey { metric: Metric::Restore, cycle: 1, seq: 1 };
const NOW: &str = "2026-03-20 12:00";

/// Due at 18:00 on Monday, restored on Tuesday at 09:00: one office hour late.
fn late() -> Story {
    story().raised("2026-03-02 08:00", P3).restored("2026-03-03 09:00")
}

fn relief(from: &str, to: &str, party: PauseParty) -> Relief {
    Relief { from: local(from), to: local(to), party, reason: "机房未开放".to_owned() }
}

impl Story {
    fn dispute_decided(self, at: &str, number: u128, clock: ClockKey, ruling: Ruling) -> Self {
        let (dispute, revision, reason) = (DisputeId(Uuid::from_u128(number)), 1, "属实".to_owned());
        let fact = Fact::DisputeDecided { dispute, clock, revision, ruling, reason };
        self.happened(local(at), ActorSide::System, fact)
    }

    fn partly(self, at: &str, number: u128, clock: ClockKey, intervals: &[Relief]) -> Self {
        self.dispute_decided(at, number, clock, Ruling::Partly(Part::Time { intervals: intervals.to_vec() }))
    }
}

#[test]
fn what_is_upheld_changes_no_clock_and_no_fingerprint() {
    let upheld = late().dispute_decided("2026-03-10 09:00", 1, RESTORE, Ruling::Uphold);
    assert_eq!(upheld.clocks(NOW), late().clocks(NOW));
    assert_eq!(input_hash(&upheld.input(local(NOW))), input_hash(&late().input(local(NOW))));
    let answer = upheld.explained(Metric::Restore, NOW);
    assert_eq!(answer.disputes.len(), 1, "and is told all the same");
}

#[test]
fn what_is_excluded_or_put_down_to_another_is_not_counted() {
    for ruling in [Ruling::Exclude, Ruling::ReAttribute { party: PauseParty::ThirdParty }] {
        let decided = late().dispute_decided("2026-03-10 09:00", 1, RESTORE, ruling);
        let clock = decided.clock_of(RESTORE, NOW);
        assert_eq!((clock.state, clock.breached_at, clock.counted_at), (ClockState::Excluded, None, None));
        let others =
            |story: &Story| -> Vec<_> { story.clocks(NOW).into_iter().filter(|clock| clock.key != RESTORE).collect() };
        assert_eq!(others(&decided), others(&late()), "no other clock moves");
    }
    let decided =
        late().dispute_decided("2026-03-10 09:00", 1, RESTORE, Ruling::ReAttribute { party: PauseParty::ThirdParty });
    let answer = decided.explained(Metric::Restore, NOW);
    let charged: Vec<_> = charges(&answer.segments).iter().map(|charge| (charge.party, charge.open_seconds)).collect();
    assert_eq!(charged, [(PauseParty::ThirdParty, hours(8))], "all the time is the other's");
    assert!(answer.sentences.iter().any(|said| said.zh.contains("责任方改为 THIRD_PARTY")));
}

#[test]
fn what_is_partly_not_the_vendors_moves_the_deadline_like_an_accepted_pause() {
    // One hour out of the time: due at 09:00 on Tuesday, to the second.
    let kept = late().partly(
        "2026-03-10 09:00",
        1,
        RESTORE,
        &[relief("2026-03-02 10:00", "2026-03-02 11:00", PauseParty::Agency)],
    );
    let clock = kept.clock_of(RESTORE, NOW);
    assert_eq!((clock.state, show(clock.due_at).as_str()), (ClockState::Met, "2026-03-03 09:00:00"));
    assert_eq!((clock.elapsed_seconds, clock.paused_seconds), (hours(7), hours(1)));
    let answer = kept.explained(Metric::Restore, NOW);
    let pieces: Vec<_> = answer.segments.iter().map(|piece| (piece.kind, piece.party, piece.open_seconds)).collect();
    assert_eq!(
        pieces,
        [
            (SegmentKind::Running, PauseParty::Vendor, hours(2)),
            (SegmentKind::Relieved, PauseParty::Agency, hours(1)),
            (SegmentKind::Running, PauseParty::Vendor, hours(1)),
            (SegmentKind::Closed, PauseParty::Nobody, 0),
            (SegmentKind::Running, PauseParty::Vendor, hours(3)),
            (SegmentKind::Closed, PauseParty::Nobody, 0),
            (SegmentKind::Running, PauseParty::Vendor, hours(1)),
        ]
    );
    // One second less does not rescue it; the lateness is what is left.
    let less = late().partly(
        "2026-03-10 09:00",
        1,
        RESTORE,
        &[relief("2026-03-02 10:00", "2026-03-02 10:59:59", PauseParty::Agency)],
    );
    let clock = less.clock_of(RESTORE, NOW);
    assert_eq!((clock.state, show(clock.breached_at).as_str()), (ClockState::Breached, "2026-03-03 08:59:59"));
    // What lies outside the hours, or begins at the deadline or after it, takes nothing out (S4).
    for (from, to) in [("2026-03-02 12:00", "2026-03-02 15:00"), ("2026-03-02 18:00", "2026-03-03 09:00")] {
        let nothing = late().partly("2026-03-10 09:00", 1, RESTORE, &[relief(from, to, PauseParty::Nobody)]);
        assert_eq!(nothing.clock_of(RESTORE, NOW).due_at, late().clock_of(RESTORE, NOW).due_at, "{from}");
    }
}

#[test]
fn a_target_that_does_not_pause_is_relieved_by_a_decision_all_the_same() {
    let response = key(Metric::Response, 1, 1);
    let late = story().raised("2026-03-02 08:00", P3).acknowledged("2026-03-02 10:30");
    assert_eq!(late.clock_of(response, NOW).state, ClockState::Breached);
    let intervals = [relief("2026-03-02 09:00", "2026-03-02 09:30", PauseParty::ThirdParty)];
    let relieved = late.partly("2026-03-10 09:00", 1, response, &intervals);
    let clock = relieved.clock_of(response, NOW);
    assert_eq!((clock.state, show(clock.due_at).as_str()), (ClockState::Met, "2026-03-02 10:30:00"));
}

#[test]
fn time_that_a_pause_took_out_already_is_not_taken_out_twice() {
    let paused = story()
        .raised("2026-03-02 08:00", P3)
        .held("2026-03-02 10:00", 1, PauseReason::AwaitingAgency)
        .resumed("2026-03-02 11:00", 1)
        .restored("2026-03-03 11:00");
    assert_eq!(show(paused.clock_of(RESTORE, NOW).due_at), "2026-03-03 09:00:00");
    let wider = [relief("2026-03-02 09:30", "2026-03-02 11:30", PauseParty::ThirdParty)];
    let relieved = paused.partly("2026-03-10 09:00", 1, RESTORE, &wider);
    assert_eq!(show(relieved.clock_of(RESTORE, NOW).due_at), "2026-03-03 10:00:00", "two hours, not three");
}

#[test]
fn a_cancelled_clock_stays_cancelled_and_a_decision_after_closing_counts() {
    let cancelled = story().raised("2026-03-02 08:00", P3).cancelled("2026-03-02 09:00");
    let decided = cancelled.clone().dispute_decided("2026-03-10 09:00", 1, RESTORE, Ruling::Exclude);
    assert_eq!(decided.clocks(NOW), cancelled.clocks(NOW));
    let closed = late().resolved("2026-03-03 09:00").confirmed("2026-03-03 10:00");
    let decided = closed.dispute_decided("2026-03-10 09:00", 1, RESTORE, Ruling::Exclude);
    assert_eq!(decided.clock_of(RESTORE, NOW).state, ClockState::Excluded);
}

#[test]
fn a_decision_is_checked_against_the_clock() {
    let clock = late().clock_of(RESTORE, NOW);
    let about = Matter::Breach(Some((clock.key.metric, clock.started_at, clock.stopped_at)));
    let of = |intervals: &[Relief]| {
        let ruling = Ruling::Partly(Part::Time { intervals: intervals.to_vec() });
        ruling.mistakes(about, local(NOW))
    };
    let agency = PauseParty::Agency;
    let first = relief("2026-03-02 10:00", "2026-03-02 11:00", agency);
    assert_eq!(of(std::slice::from_ref(&first)), []);
    assert_eq!(of(&[]), [RulingMistake::NoInterval]);
    assert_eq!(of(&vec![first.clone(); 21]), [RulingMistake::TooMany { found: 21 }]);
    assert_eq!(of(&[relief("2026-03-02 07:59", "2026-03-02 09:00", agency)]), [RulingMistake::Outside { at: 0 }]);
    assert_eq!(of(&[relief("2026-03-03 08:00", "2026-03-03 09:01", agency)]), [RulingMistake::Outside { at: 0 }]);
    assert_eq!(of(&[relief("2026-03-02 10:00", "2026-03-02 10:00", agency)]), [RulingMistake::Outside { at: 0 }]);
    assert_eq!(of(&[relief("2026-03-02 10:00", "2026-03-02 11:00", PauseParty::Vendor)]), [RulingMistake::Vendor]);
    let overlapping = relief("2026-03-02 10:59", "2026-03-02 11:30", agency);
    assert_eq!(of(&[first.clone(), overlapping]), [RulingMistake::Overlaps { at: 1 }]);
    assert_eq!(of(&[Relief { reason: " ".to_owned(), ..first.clone() }]), [RulingMistake::Reason { at: 0 }]);
    let later = relief("2026-03-02 11:00", "2026-03-02 12:00", agency);
    let turned = Ruling::Partly(Part::Time { intervals: vec![later.clone(), first.clone()] });
    assert_eq!(turned.tidied(), Ruling::Partly(Part::Time { intervals: vec![first, later] }));
}

fn any_relief() -> impl Strategy<Value = Relief> {
    let party = prop::sample::select(&[PauseParty::Agency, PauseParty::ThirdParty, PauseParty::Nobody][..]);
    (0..90_000_i64, 1..30_000_i64, party).prop_map(|(from, length, party)| {
        let from = local("2026-03-02 08:00") + TimeDelta::seconds(from);
        Relief { from, to: from + TimeDelta::seconds(length), party, reason: "停电".to_owned() }
    })
}

proptest! {
    /// In whatever order decisions about a ticket come, and however their rows are turned: the same clocks.
    #[test]
    fn the_order_of_decisions_is_irrelevant(
        reliefs in prop::collection::vec((any_relief(), any::<bool>()), 1..6), excluded: bool, turn in any::<prop::sample::Index>(),
    ) {
        let resolve = key(Metric::Resolve, 1, 1);
        let tell = |reliefs: &[(Relief, bool)]| {
            let mut story = late().resolved("2026-03-06 09:00");
            for ((relief, restore), number) in reliefs.iter().zip(1..) {
                let clock = if *restore { RESTORE } else { resolve };
                story = story.partly("2026-03-10 09:00", number, clock, std::slice::from_ref(relief));
            }
            if excluded { story.dispute_decided("2026-03-11 09:00", 99, RESTORE, Ruling::Exclude) } else { story }
        };
        let mut turned = reliefs.clone();
        turned.rotate_left(turn.index(reliefs.len()));
        let (one, mut other) = (tell(&reliefs), tell(&turned));
        prop_assert_eq!(one.clocks(NOW), other.clocks(NOW));
        other.events.reverse();
        prop_assert_eq!(one.clocks(NOW), other.clocks(NOW));
    }

    /// A decision never makes a deadline earlier, and what it takes out is charged to whom it names: every open second of
    /// the clock has one party.
    #[test]
    fn a_relief_never_harms_the_vendor_and_every_second_has_one_party(reliefs in prop::collection::vec(any_relief(), 1..5)) {
        let before = late().clock_of(RESTORE, NOW);
        let decided = late().partly("2026-03-10 09:00", 1, RESTORE, &reliefs);
        let after = decided.clock_of(RESTORE, NOW);
        prop_assert!(before.due_at <= after.due_at);
        prop_assert_eq!(before.elapsed_seconds, after.elapsed_seconds + after.paused_seconds);
        let answer = explain(&decided.input(local(NOW)), RESTORE).expect("it has the clock");
        let open: i64 = answer.segments.iter().map(|piece| piece.open_seconds).sum();
        prop_assert_eq!(open, before.elapsed_seconds);
        let relieved: i64 = answer.segments.iter().filter(|piece| piece.kind == SegmentKind::Relieved).map(|piece| piece.open_seconds).sum();
        prop_assert_eq!(relieved, after.paused_seconds);
        prop_assert!(answer.segments.windows(2).all(|pair| pair[0].to == pair[1].from));
    }
}
