//! A ticket with several vendors: the clock goes on, and each second is charged to a party.

use domain::ids::VendorId;
use domain::sla::{Charge, ClockState, Metric, SegmentKind, charges};
use domain::ticket::PauseParty;
use domain::ticket::PauseReason::{AwaitingRequester, VendorInternal};
use domain::ticket::Priority::P3;
use proptest::prelude::*;
use uuid::Uuid;

use crate::story::{Story, hours, local, show, story};

fn vendor(id: u128) -> Option<VendorId> {
    Some(VendorId(Uuid::from_u128(id)))
}

fn charge(party: PauseParty, vendor: Option<VendorId>, open_seconds: i64) -> Charge {
    Charge { party, vendor, open_seconds }
}

#[test]
fn e28_the_clock_goes_on_and_each_second_is_charged_to_a_party() {
    let before = story().raised("2026-03-02 08:00", P3).held("2026-03-02 09:00", 1, AwaitingRequester);
    let before = before.resumed("2026-03-02 10:00", 1);
    let handed = before.clone().hand_over_proposed("2026-03-02 11:00").handed_over("2026-03-03 09:00", 1, 2);
    let due = |story: &Story| show(story.clock(Metric::Resolve, "2026-03-03 10:00").due_at);
    assert_eq!(due(&handed), due(&before), "the agency was promised no later hour by it");
    let answer = handed.resolved("2026-03-03 11:00").explained(Metric::Resolve, "2026-03-04 08:00");
    assert_eq!(answer.clock.state, ClockState::Met);
    let open = answer.segments.iter().filter(|piece| piece.open_seconds > 0);
    let told: Vec<_> = open.map(|piece| (piece.kind, piece.party, piece.vendor, piece.open_seconds)).collect();
    // Office hours are 08:00 to 12:00 and 15:00 to 18:00.
    assert_eq!(
        told,
        [
            (SegmentKind::Running, PauseParty::Vendor, vendor(1), hours(1)),
            (SegmentKind::Paused, PauseParty::Agency, None, hours(1)),
            (SegmentKind::Running, PauseParty::Vendor, vendor(1), hours(1)),
            (SegmentKind::HandOver, PauseParty::Agency, None, hours(1)),
            (SegmentKind::HandOver, PauseParty::Agency, None, hours(3)),
            (SegmentKind::HandOver, PauseParty::Agency, None, hours(1)),
            (SegmentKind::Running, PauseParty::Vendor, vendor(2), hours(2)),
        ]
    );
    let expected = [
        charge(PauseParty::Vendor, vendor(1), hours(2)),
        charge(PauseParty::Agency, None, hours(6)),
        charge(PauseParty::Vendor, vendor(2), hours(2)),
    ];
    assert_eq!(charges(&answer.segments), expected);
}

#[test]
fn e28_nobody_sheds_time_by_asking() {
    let asked = story().raised("2026-03-02 08:00", P3).hand_over_proposed("2026-03-02 09:00");
    for ticket in [asked.clone(), asked.hand_over_declined("2026-03-02 11:00")] {
        let answer = ticket.explained(Metric::Resolve, "2026-03-02 12:00");
        assert_eq!(charges(&answer.segments), [charge(PauseParty::Vendor, None, hours(4))]);
    }
}

#[test]
fn e28_a_vendors_own_pause_is_charged_to_the_vendor_whose_leg_it_is() {
    let ticket = story()
        .raised("2026-03-02 08:00", P3)
        .held("2026-03-02 09:00", 1, VendorInternal)
        .pause_accepted("2026-03-02 09:00", 1)
        .hand_over_proposed("2026-03-02 10:00")
        .handed_over("2026-03-02 10:00", 1, 2)
        .resumed("2026-03-02 11:00", 1);
    let answer = ticket.explained(Metric::Resolve, "2026-03-02 12:00");
    let expected = [charge(PauseParty::Vendor, vendor(1), hours(2)), charge(PauseParty::Vendor, vendor(2), hours(2))];
    assert_eq!(charges(&answer.segments), expected);
}

proptest! {
    /// Whatever goes from hand to hand: the parties' shares are the open time, and no piece is missing.
    #[test]
    fn e28_the_shares_add_up(steps in prop::collection::vec((1..600_i64, 0..4_u8), 1..20)) {
        let mut at = local("2026-03-02 08:00");
        let (mut ticket, mut has) = (story().raised("2026-03-02 08:00", P3), 1_u128);
        for (wait, step) in steps {
            at += chrono::TimeDelta::minutes(wait);
            let civil = show(Some(at));
            ticket = match step {
                0 => ticket.hand_over_proposed(&civil),
                1 => ticket.hand_over_declined(&civil),
                2 => ticket.held(&civil, has, AwaitingRequester),
                _ => {
                    has += 1;
                    ticket.handed_over(&civil, has - 1, has)
                }
            };
        }
        let now = show(Some(at + chrono::TimeDelta::hours(5)));
        for metric in [Metric::Response, Metric::Restore, Metric::Resolve] {
            let answer = ticket.explained(metric, &now);
            let clock = &answer.clock;
            prop_assert!(answer.segments.windows(2).all(|pair| pair[0].to == pair[1].from));
            let charges = charges(&answer.segments);
            let sum: i64 = charges.iter().map(|charge| charge.open_seconds).sum();
            prop_assert_eq!(sum, clock.elapsed_seconds + clock.paused_seconds);
            prop_assert_eq!(ticket.charged(clock.key, &now), charges);
            let mut pieces = answer.segments.iter();
            let named = pieces.all(|piece| (piece.party == PauseParty::Vendor) == piece.vendor.is_some());
            prop_assert!(named || has == 1);
        }
    }
}
