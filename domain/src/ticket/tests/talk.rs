//! What people write on a ticket: comments, files, work, ratings, and who hears of it.

use proptest::prelude::*;

use super::*;
use crate::ids::{AttachmentId, WorkEntryId};

fn entry(id: u128) -> WorkEntryId {
    WorkEntryId(uuid::Uuid::from_u128(id))
}

fn work(id: u128, minute: i64, minutes_taken: i32, visibility: Visibility) -> NewWork {
    NewWork {
        entry: entry(id),
        engineer: engineer(5),
        started_at: minutes(minute),
        minutes: minutes_taken,
        billable: true,
        summary: text("更换光模块"),
        visibility,
    }
}

fn public(id: u128, minute: i64, minutes_taken: i32) -> Command {
    Command::LogWork(work(id, minute, minutes_taken, Visibility::Public))
}

#[test]
fn work_lies_between_the_raising_and_now() {
    let mut case = Case::at(TicketState::InProgress);
    for (minute, taken, code) in [
        (-1, 10, RefusalCode::BeforeRaised),
        (55, 6, RefusalCode::InFuture),
        (10, 0, RefusalCode::Invalid),
        (10, 1_441, RefusalCode::Invalid),
    ] {
        assert_eq!(case.refused(ActorSide::Vendor, 60, &public(1, minute, taken)), code, "{minute} {taken}");
    }
    assert_eq!(case.refused(ActorSide::Agency, 60, &public(1, 10, 5)), RefusalCode::NotYourSide);
    let theirs = Command::LogWork(work(1, 10, 5, Visibility::AgencyInternal));
    assert_eq!(case.refused(ActorSide::Vendor, 60, &theirs), RefusalCode::NotYourSide);
    assert_eq!(case.vendor(60, &public(1, 0, 60)), Ok(TicketState::InProgress), "from the raising until now");
    assert_eq!(case.ticket.work.len(), 1);
}

#[test]
fn an_entry_is_taken_back_once_and_stays() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(60, &Command::LogWork(work(1, 10, 5, Visibility::VendorInternal))).expect("logged");
    let back = |new, of| Command::ReverseWork { entry: entry(new), reverses: entry(of), reason: text("记错工单") };
    assert_eq!(case.refused(ActorSide::Vendor, 61, &back(2, 9)), RefusalCode::Invalid);
    case.vendor(61, &back(2, 1)).expect("taken back");
    let last = case.log.last().expect("an event");
    assert_eq!(last.fact.visibility(), Visibility::VendorInternal, "who may not read the entry may not read its end");
    assert_eq!(case.refused(ActorSide::Vendor, 62, &back(3, 1)), RefusalCode::AlreadyDone);
    assert_eq!(case.refused(ActorSide::Vendor, 62, &back(3, 2)), RefusalCode::Invalid, "a counter-entry is final");
    assert!(case.ticket.work(entry(1)).is_some_and(|work| work.reversed));
}

#[test]
fn e34_files_and_logged_work_are_no_response() {
    let mut case = Case::raised();
    let attachment = AttachmentId(uuid::Uuid::from_u128(1));
    let file = Command::Attach {
        attachment,
        name: text("a.pdf"),
        sha256: text("00"),
        visibility: Visibility::Public,
        pause: None,
    };
    assert_eq!(case.vendor(5, &file), Ok(TicketState::New));
    assert_eq!(case.vendor(6, &public(1, 1, 4)), Ok(TicketState::New));
    assert!(!case.ticket.is_noticed());
    assert!(case.log[1..].iter().all(|event| event.fact.clock_effect() == ClockEffect::Nothing));
}

#[test]
fn each_side_rates_the_other_once_a_cycle() {
    let mut case = Case::at(TicketState::Resolved);
    let cooperation = |stars, remark: &str| Command::RateCooperation { stars, remark: text(remark) };
    assert_eq!(case.refused(ActorSide::Agency, 9, &cooperation(4, "")), RefusalCode::NotYourSide);
    assert_eq!(case.refused(ActorSide::Vendor, 9, &cooperation(6, "")), RefusalCode::Invalid);
    case.vendor(10, &cooperation(4, " 授权及时 ")).expect("the first of the cycle");
    assert_eq!(case.refused(ActorSide::Vendor, 11, &cooperation(5, "")), RefusalCode::AlreadyDone);
    case.agency(12, &Command::Rate { stars: 2, remark: text("反复") }).expect("the agency's own");
    case.agency(13, &Command::RejectSolution { reason: text("复发") }).expect("another cycle");
    assert_eq!(case.refused(ActorSide::Vendor, 14, &cooperation(5, "")), RefusalCode::WrongState);
    case.vendor(20, &resolve()).expect("solved again");
    case.vendor(21, &cooperation(5, "")).expect("once more in the new cycle");
    let found: Vec<_> = ratings(&case.log).into_iter().map(|of| (of.by, of.cycle, of.stars, of.remark)).collect();
    let expected = [
        (ActorSide::Vendor, 1, 4, text("授权及时")),
        (ActorSide::Agency, 1, 2, text("反复")),
        (ActorSide::Vendor, 2, 5, String::new()),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_log_of_before_mentions_and_remarks_is_read() {
    let old = serde_json::json!({ "type": "COMMENTED", "visibility": "PUBLIC", "body": "x" });
    let fact: Fact = serde_json::from_value(old.clone()).expect("an old fact");
    assert_eq!(fact, Fact::Commented { visibility: Visibility::Public, body: text("x"), mentions: Vec::new() });
    assert_eq!(serde_json::to_value(&fact).expect("JSON"), old, "and written as it was");
    let old = serde_json::json!({ "type": "RATED", "stars": 3 });
    let fact: Fact = serde_json::from_value(old.clone()).expect("an old fact");
    assert_eq!(serde_json::to_value(&fact).expect("JSON"), old);
}

#[test]
fn those_concerned_are_told_once_and_nobody_of_their_own_doing() {
    let concerned = Concerned {
        watchers: vec![engineer(1), engineer(2)],
        assignee: Some(engineer(2)),
        raiser: Some(engineer(3)),
        addressed: Vec::new(),
    };
    let fact = Fact::Commented {
        visibility: Visibility::AgencyInternal,
        body: text("x"),
        mentions: vec![engineer(4), engineer(1)],
    };
    // The engineer 2 is the vendor's.
    let reads = |user, visibility| visibility == Visibility::Public || user != engineer(2);
    let told = notices(News::Fact { fact: &fact, by: Some(engineer(3)) }, &concerned, reads);
    assert_eq!(told, [(engineer(1), NoticeKind::Mentioned), (engineer(4), NoticeKind::Mentioned)]);
    let breach = notices(News::Breach, &concerned, reads);
    let all = [1, 2, 3].map(|user| (engineer(user), NoticeKind::Breached));
    assert_eq!(breach, all);
    assert_eq!(notices(News::Fact { fact: &Fact::Acknowledged, by: None }, &concerned, reads), []);
    let given = Fact::Assigned { vendor: None, engineer: Some(engineer(7)) };
    let told = notices(News::Fact { fact: &given, by: None }, &concerned, |user, _| user == engineer(7));
    assert_eq!(told, [(engineer(7), NoticeKind::Assigned)], "whoever it was given to, even if another has it by now");
    let of_the_vendor = |user, visibility| {
        assert_eq!(visibility, Visibility::VendorInternal);
        user == engineer(2) || user == engineer(5)
    };
    let addressed = Concerned { addressed: vec![engineer(5)], ..concerned };
    let ended = notices(News::LegEnded, &addressed, of_the_vendor);
    assert_eq!(ended, [2, 5].map(|user| (engineer(user), NoticeKind::LegEnded)));
    let called = notices(News::Escalation, &Concerned::only(vec![engineer(5)]), of_the_vendor);
    assert_eq!(called, [(engineer(5), NoticeKind::Escalated)], "and nobody else who follows it");
}

#[test]
fn the_agency_reads_what_the_vendor_thinks_of_it_once_it_has_rated_itself() {
    let cooperation = Command::RateCooperation { stars: 1, remark: text("授权迟缓") };
    let mut case = Case::at(TicketState::Resolved);
    case.vendor(20, &cooperation).expect("rated");
    let seq = case.ticket.last_seq;
    let day = 24 * 60;
    let sealed = |case: &Case, side, minute| sealed_ratings(&case.log, side, minutes(minute));
    assert_eq!(sealed(&case, ActorSide::Agency, 21), [seq]);
    assert_eq!(sealed(&case, ActorSide::Vendor, 21), [0; 0]);
    assert_eq!(sealed(&case, ActorSide::Agency, 20 + 7 * day - 1), [seq]);
    assert_eq!(sealed(&case, ActorSide::Agency, 20 + 7 * day), [0; 0], "not for good");
    case.agency(30, &Command::Rate { stars: 5, remark: String::new() }).expect("rated");
    assert_eq!(sealed(&case, ActorSide::Agency, 31), [0; 0], "nothing is to be got by it any more");
    // Another cycle is rated anew.
    case.agency(40, &Command::RejectSolution { reason: text("仍不通") }).expect("rejected");
    case.vendor(41, &resolve()).expect("solved");
    case.vendor(42, &cooperation).expect("rated");
    assert_eq!(sealed(&case, ActorSide::Agency, 43), [case.ticket.last_seq]);
}

proptest! {
    /// Whatever is logged and taken back: what is left is the sum of the entries that stand.
    #[test]
    fn a_counter_entry_takes_away_exactly_its_entry(taken in prop::collection::vec((1..=30_i32, any::<bool>()), 1..12)) {
        let mut case = Case::at(TicketState::InProgress);
        let mut left = 0;
        for (id, (minutes_taken, back)) in (1..).zip(&taken) {
            prop_assert!(case.vendor(60, &public(id, 10, *minutes_taken)).is_ok());
            if *back {
                let reversal =
                    Command::ReverseWork { entry: entry(100 + id), reverses: entry(id), reason: text("x") };
                prop_assert!(case.vendor(61, &reversal).is_ok());
            } else {
                left += minutes_taken;
            }
        }
        let standing = case.ticket.work.iter().filter(|work| !work.reversed).map(|work| work.minutes).sum::<i32>();
        prop_assert_eq!(standing, left);
        prop_assert_eq!(case.ticket.work.len(), taken.len());
    }
}
