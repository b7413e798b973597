//! E46 and E44: approved corrections of recorded times, and exclusions over many tickets, as the engine sees them.

use chrono::TimeDelta;
use domain::ids::{CorrectionId, ExclusionId};
use domain::sla::{ClockState, Metric, PauseStanding, SegmentKind, SlaClock, input_hash};
use domain::ticket::{ActorSide, Fact, PauseParty, PauseReason, Priority::P3};
use proptest::prelude::*;
use uuid::Uuid;

use crate::story::{Story, hours, local, pause, show, story};

const MONDAY: &str = "2026-03-02 08:00";

fn monday() -> Story {
    story().raised(MONDAY, P3)
}

impl Story {
    /// An approved correction of the event with this `seq`.
    fn corrected(self, at: &str, of: i32, to: &str) -> Self {
        let known = self.events.iter().rev().find_map(|event| match event.fact {
            Fact::Corrected { of: about, to, .. } if about == of => Some(to),
            _ => None,
        });
        let event = self.events.iter().find(|event| event.seq == of).unwrap();
        let was = known.unwrap_or(event.occurred_at);
        let correction = CorrectionId(Uuid::from_u128(u128::try_from(of).unwrap()));
        self.happened(local(at), ActorSide::Agency, Fact::Corrected { correction, of, was, to: local(to) })
    }

    /// The exclusion holds only until `to`.
    fn shortened(self, at: &str, to: &str) -> Self {
        let (exclusion, pause, note, to) = (ExclusionId(Uuid::from_u128(7)), pause(70), String::new(), local(to));
        self.happened(local(at), ActorSide::System, Fact::ExclusionShortened { exclusion, pause, to, note })
    }

    fn excluding(self, at: &str, reason: PauseReason, from: &str, to: &str) -> Self {
        let (exclusion, pause, note) = (ExclusionId(Uuid::from_u128(7)), pause(70), String::new());
        let (from, to) = (local(from), local(to));
        self.happened(local(at), ActorSide::System, Fact::ExclusionApplied { exclusion, pause, reason, from, to, note })
    }
}

#[test]
fn e46_an_approved_correction_replays_the_clock_and_keeps_what_was_recorded() {
    // RESPONSE within two hours: 10:00.
    let late = monday().acknowledged("2026-03-02 10:05");
    assert_eq!(late.clock(Metric::Response, "2026-03-02 11:00").state, ClockState::Breached);
    let corrected = late.clone().corrected("2026-03-02 14:00", 2, "2026-03-02 09:55");
    assert_eq!(corrected.events[..2], late.events[..], "nothing recorded is touched");
    let clock = corrected.clock(Metric::Response, "2026-03-02 15:00");
    assert_eq!((clock.state, show(clock.stopped_at).as_str()), (ClockState::Met, "2026-03-02 09:55:00"));
    let now = local("2026-03-02 15:00");
    assert_ne!(input_hash(&late.input(now)), input_hash(&corrected.input(now)));
    let proposed = late.clone().happened(
        now,
        ActorSide::Vendor,
        Fact::CorrectionProposed {
            correction: CorrectionId(Uuid::from_u128(1)),
            of: 2,
            to: local("2026-03-02 09:55"),
            reason: "late".to_owned(),
            evidence: String::new(),
        },
    );
    assert_eq!(input_hash(&late.input(now)), input_hash(&proposed.input(now)), "a proposal decides nothing");
}

#[test]
fn e46_a_correction_that_makes_a_breach_is_known_from_its_approval() {
    let claimed = monday().acknowledged("2026-03-02 09:50");
    let corrected = claimed.corrected("2026-03-03 09:00", 2, "2026-03-02 10:20");
    let clock = corrected.clock(Metric::Response, "2026-03-03 10:00");
    assert_eq!((clock.state, show(clock.breached_at).as_str()), (ClockState::Breached, "2026-03-02 10:00:00"));
    assert_eq!(clock.breach_known_at, Some(local("2026-03-03 09:00")));
    // A second correction that is late as well leaves that; one that is in time takes it back.
    let later = corrected.clone().corrected("2026-03-04 09:00", 2, "2026-03-02 10:40");
    assert_eq!(later.clock(Metric::Response, "2026-03-04 10:00").breach_known_at, Some(local("2026-03-03 09:00")));
    let back = later.corrected("2026-03-05 09:00", 2, "2026-03-02 09:40");
    assert_eq!(back.clock(Metric::Response, "2026-03-05 10:00").state, ClockState::Met);
    // What was late as it was recorded was known in time.
    let was_late = monday().acknowledged("2026-03-02 10:05").corrected("2026-03-03 09:00", 2, "2026-03-02 10:20");
    assert_eq!(was_late.clock(Metric::Response, "2026-03-03 10:00").breach_known_at, None);
}

#[test]
fn e44_an_exclusion_that_ends_earlier_gives_back_what_is_left_of_its_time() {
    let window = ("2026-03-02 09:00", "2026-03-02 11:00");
    let ticket = monday().excluding("2026-03-02 08:30", PauseReason::Maintenance, window.0, window.1);
    assert_eq!(ticket.due("2026-03-02 09:30"), "2026-03-04 10:00:00");
    let shorter = ticket.clone().shortened("2026-03-02 09:30", "2026-03-02 10:00");
    assert_eq!(shorter.due("2026-03-02 09:45"), "2026-03-04 09:00:00");
    let clock = shorter.clock(Metric::Resolve, "2026-03-02 12:00");
    assert_eq!((clock.paused_seconds, clock.elapsed_seconds), (hours(1), hours(3)));
    let withdrawn = ticket.shortened("2026-03-02 08:45", window.0);
    assert_eq!(withdrawn.due("2026-03-02 09:45"), monday().due("2026-03-02 09:45"));
    assert_eq!(withdrawn.clock(Metric::Resolve, "2026-03-02 12:00").paused_seconds, 0);
}

#[test]
fn e44_an_exclusion_takes_its_open_time_out_of_the_clocks_that_pause() {
    let window = ("2026-03-02 09:00", "2026-03-02 11:00");
    let ticket = monday().excluding("2026-03-02 08:30", PauseReason::Maintenance, window.0, window.1);
    // It is known ahead: the deadline stands before the window begins, and no clock breaches within it.
    assert_eq!(ticket.due("2026-03-02 08:45"), "2026-03-04 10:00:00");
    let clock = ticket.clock(Metric::Resolve, "2026-03-02 12:00");
    assert_eq!((clock.state, clock.paused_seconds, clock.elapsed_seconds), (ClockState::Running, hours(2), hours(2)));
    let answer = ticket.explained(Metric::Resolve, "2026-03-02 12:00");
    assert_eq!((answer.pauses[0].standing, answer.pauses[0].party), (PauseStanding::Accepted, PauseParty::Agency));
    let kinds: Vec<_> = answer.segments.iter().map(|piece| (piece.kind, piece.open_seconds)).collect();
    let expected =
        [(SegmentKind::Running, hours(1)), (SegmentKind::Paused, hours(2)), (SegmentKind::Running, hours(1))];
    assert_eq!(kinds, expected);
    let response = ticket.clock(Metric::Response, "2026-03-02 10:30");
    assert_eq!(response.state, ClockState::Breached, "RESPONSE does not pause (E23)");
}

#[test]
fn e44_an_exclusion_approved_later_takes_a_breach_back() {
    let late = monday().resolved("2026-03-04 09:00");
    assert_eq!(late.clock(Metric::Resolve, "2026-03-04 10:00").state, ClockState::Breached);
    let flooded =
        late.clone().excluding("2026-03-05 09:00", PauseReason::ForceMajeure, "2026-03-03 15:00", "2026-03-03 18:00");
    let clock = flooded.clock(Metric::Resolve, "2026-03-05 10:00");
    assert_eq!((clock.state, show(clock.due_at).as_str()), (ClockState::Met, "2026-03-04 11:00:00"));
    let too_late =
        late.excluding("2026-03-05 09:00", PauseReason::ForceMajeure, "2026-03-03 18:00", "2026-03-04 09:00");
    assert_eq!(too_late.clock(Metric::Resolve, "2026-03-05 10:00").state, ClockState::Breached, "E21 holds");
}

#[test]
fn e17_an_exclusion_and_a_pause_of_another_party_count_once() {
    let ticket = monday()
        .held("2026-03-02 09:00", 1, PauseReason::ThirdParty)
        .resumed("2026-03-02 10:30", 1)
        .excluding("2026-03-02 11:00", PauseReason::ForceMajeure, "2026-03-02 08:30", "2026-03-02 10:00");
    let clock = ticket.clock(Metric::Resolve, "2026-03-02 12:00");
    assert_eq!(clock.paused_seconds, hours(2));
    let answer = ticket.explained(Metric::Resolve, "2026-03-02 12:00");
    let parties: Vec<_> = answer.segments.iter().map(|piece| (piece.party, piece.open_seconds)).collect();
    let half = hours(1) / 2;
    let expected = [
        (PauseParty::Vendor, half),
        (PauseParty::Nobody, hours(1) + half),
        (PauseParty::ThirdParty, half),
        (PauseParty::Vendor, hours(1) + half),
    ];
    assert_eq!(parties, expected, "the one that began first answers");
}

#[test]
fn e19_no_longest_pause_cuts_an_exclusion_short() {
    let mut ticket =
        monday().excluding("2026-03-02 08:30", PauseReason::Maintenance, "2026-03-02 09:00", "2026-03-02 11:00");
    ticket.promises.terms.pauses.longest_seconds = Some(600);
    assert_eq!(ticket.due("2026-03-02 12:00"), "2026-03-04 10:00:00");
}

fn without_knowledge(mut clocks: Vec<SlaClock>) -> Vec<SlaClock> {
    clocks.iter_mut().for_each(|clock| clock.breach_known_at = None);
    clocks
}

proptest! {
    /// A corrected log gives the clocks of a log that was recorded so in the first place.
    #[test]
    fn e46_a_corrected_log_replays_as_if_it_had_been_recorded_so(
        recorded in prop::collection::vec(0..400_000_i64, 4), moved in prop::collection::vec(0..400_000_i64, 4),
    ) {
        let begin = local(MONDAY);
        let at = |seconds: i64| begin + TimeDelta::seconds(seconds);
        let facts = [
            Fact::Acknowledged,
            Fact::Arrived,
            Fact::Restored { remote: false },
            Fact::Resolved { cause: String::new(), solution: String::new() },
        ];
        let told = |times: &[i64]| facts.iter().zip(times).fold(monday(), |story, (fact, seconds)| {
            story.happened(at(*seconds), ActorSide::Vendor, fact.clone())
        });
        let decided = at(500_000);
        let corrected = recorded.iter().zip(&moved).zip(2..).fold(told(&recorded), |story, ((was, to), of)| {
            let correction = CorrectionId(Uuid::from_u128(1));
            let fact = Fact::Corrected { correction, of, was: at(*was), to: at(*to) };
            story.happened(decided, ActorSide::Agency, fact)
        });
        let now = "2026-03-10 09:00";
        prop_assert_eq!(without_knowledge(corrected.clocks(now)), without_knowledge(told(&moved).clocks(now)));
    }
}
