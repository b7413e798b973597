//! The table of steps, and laws that hold for every dispute whatever is tried with it.

mod agreed;

use std::sync::{Arc, LazyLock};

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::DisputeState::{AgencyDecided, Escalated, Final, Withdrawn};
use super::DisputeStep as Step;
use super::*;
use crate::Instant;
use crate::access::{Role, allow};
use crate::calendar::{CompiledCalendar, shipped};
use crate::fraction::Fraction;
use crate::golden::assert_golden;
use crate::ids::UserId;
use crate::sla::Metric;
use crate::ticket::PauseParty;

static CALENDAR: LazyLock<Arc<CompiledCalendar>> =
    LazyLock::new(|| Arc::new(CompiledCalendar::compile(&shipped::guangxi_office_hours()).expect("it is shipped")));

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn user(number: u128) -> Option<UserId> {
    Some(UserId(Uuid::from_u128(number)))
}

fn score(text: &str) -> Fraction {
    text.parse().expect("a number")
}

/// Appealed on a Monday, 2026-03-02 at 10:00 in Nanning.
fn appealed() -> Dispute {
    Dispute::appealed(user(1), at("2026-03-02T02:00:00Z"), &CALENDAR, DisputeDays::USUAL)
}

fn taken(step: Step, by: Option<UserId>, when: &str, ruling: Option<Ruling>) -> Taken {
    Taken { step, ruling, by, at: at(when) }
}

fn take(of: &Dispute, taken: &Taken) -> Result<Dispute, DisputeRefusal> {
    of.take(taken, &CALENDAR, DisputeDays::USUAL)
}

fn partly() -> Ruling {
    let (from, to) = (at("2026-02-27T02:00:00Z"), at("2026-02-27T03:00:00Z"));
    let intervals = vec![Relief { from, to, party: PauseParty::Agency, reason: "机房未开放".to_owned() }];
    Ruling::Partly(Part::Time { intervals })
}

#[test]
fn the_table_is_the_reviewed_one() {
    let mut text = String::from(
        "What may be done to a dispute: each step from a state, the state after it, and who may take it.\n\
         ✔ the role may, · it may not; a step without a ✔ is taken by time alone.\n\n",
    );
    for (column, role) in Role::ALL.iter().enumerate() {
        text.push_str(&format!("{:61}{}{role}\n", "", "│ ".repeat(column)));
    }
    for step in Step::ALL {
        for state in DisputeState::ALL {
            for ruled in [false, true] {
                for grants_all in [false, true] {
                    let Ok(to) = next(*state, *step, ruled, grants_all) else { continue };
                    // What makes no difference is printed once.
                    let alike = |ruled, grants_all| next(*state, *step, ruled, grants_all) == Ok(to);
                    if (grants_all && alike(ruled, false)) || (ruled && alike(false, grants_all)) {
                        continue;
                    }
                    let when = match (alike(!ruled, grants_all), alike(ruled, !grants_all)) {
                        (true, true) => "",
                        (false, _) if ruled => "after a decision",
                        (false, _) => "before a decision",
                        (_, false) if grants_all => "if all is granted",
                        (_, false) => "if not all is granted",
                    };
                    let may = |role: &Role| needs(*step).is_some_and(|action| allow(*role, action));
                    let cells: Vec<_> = Role::ALL.iter().map(|role| if may(role) { "✔" } else { "·" }).collect();
                    let (step, state, to) = (step.as_str(), state.as_str(), to.as_str());
                    text.push_str(&format!("{step:15}{state:15}→ {to:15}{when:22} {}\n", cells.join(" ")));
                }
            }
        }
    }
    text.push_str("\nWhose turn it is.\n\n");
    for state in DisputeState::ALL {
        text.push_str(&format!("{:15}{}\n", state.as_str(), turn(*state)));
    }
    text.push_str("\nWho may decide for good.\n\n");
    for judge in Judge::ALL {
        text.push_str(&format!("{} {judge:?}\n", if may_judge(judge) { "✔" } else { "·" }));
    }
    text.push_str("\nWhat a dispute about something may come to.\n\n");
    for subject in DisputeSubject::ALL {
        let admitted = DisputeOutcome::ALL.iter().filter(|outcome| subject.admits(**outcome)).map(|of| of.as_str());
        text.push_str(&format!("{:13}{}\n", subject.as_str(), admitted.collect::<Vec<_>>().join(" ")));
    }
    assert_golden("dispute-steps.txt", &text);
}

#[test]
fn a_dispute_goes_from_the_vendor_to_the_agency_and_over_it() {
    let begun = appealed();
    let deadline = begun.deadline.expect("the agency has ten working days");
    // Ten working days after the 2nd: Monday the 16th, at closing time.
    assert_eq!((deadline.at, deadline.provisional), (at("2026-03-16T10:00:00Z"), false));
    let decided = taken(Step::Decide, user(2), "2026-03-16T10:00:00Z", Some(partly()));
    let decided = take(&begun, &decided).expect("the last second is in time");
    assert_eq!((decided.state, decided.agency.clone(), decided.ruling.clone()), (AgencyDecided, Some(partly()), None));
    assert_eq!(decided.deadline.map(|deadline| deadline.days), Some(5));
    let accepted = take(&decided, &taken(Step::Accept, user(1), "2026-03-17T02:00:00Z", None)).expect("accepted");
    assert_eq!((accepted.state, accepted.ruling, accepted.deadline), (Final, Some(partly()), None));
    let further = take(&decided, &taken(Step::Escalate, user(1), "2026-03-17T02:00:00Z", None)).expect("further");
    let finally = taken(Step::DecideFinally, user(3), "2026-03-20T02:00:00Z", Some(Ruling::Uphold));
    let over = take(&further, &finally).expect("decided for good");
    assert_eq!((over.state, over.agency, over.ruling), (Final, Some(partly()), Some(Ruling::Uphold)));
}

#[test]
fn silence_passes_on_what_waits_for_the_agency_and_confirms_what_waits_for_the_vendor() {
    let begun = appealed();
    assert_eq!(begun.lapse(at("2026-03-16T10:00:00Z")), None, "the last second is in time");
    assert_eq!(begun.lapse(at("2026-03-16T10:00:01Z")), Some(Step::PassOn));
    let late = taken(Step::Decide, user(2), "2026-03-16T10:00:01Z", Some(Ruling::Uphold));
    assert_eq!(take(&begun, &late), Err(DisputeRefusal::TooLate { at: at("2026-03-16T10:00:00Z") }));
    let passed = take(&begun, &taken(Step::PassOn, None, "2026-03-16T10:01:00Z", None)).expect("passed on");
    assert_eq!((passed.state, passed.agency.clone()), (Escalated, None));
    let overdue = taken(Step::Overdue, None, "2026-04-30T00:00:00Z", None);
    let told = take(&passed, &overdue).expect("nobody decided");
    assert_eq!((told.state, told.overdue, told.deadline), (Escalated, true, passed.deadline));
    assert_eq!(told.lapse(at("2026-06-30T00:00:00Z")), None, "told once");
    let finally = taken(Step::DecideFinally, user(3), "2026-05-20T02:00:00Z", Some(Ruling::Exclude));
    assert_eq!(take(&told, &finally).expect("late is better than never").ruling, Some(Ruling::Exclude));

    let upheld = taken(Step::Decide, user(2), "2026-03-03T02:00:00Z", Some(Ruling::Uphold));
    let decided = take(&begun, &upheld).expect("decided");
    assert_eq!(decided.lapse(at("2026-03-10T10:00:01Z")), Some(Step::Lapse));
    let lapsed = take(&decided, &taken(Step::Lapse, None, "2026-03-10T10:00:01Z", None)).expect("lapsed");
    assert_eq!((lapsed.state, lapsed.ruling), (Final, Some(Ruling::Uphold)));
}

#[test]
fn what_grants_all_is_final_at_once() {
    for ruling in [Ruling::Exclude, Ruling::ReAttribute { party: PauseParty::ThirdParty }] {
        let decided = taken(Step::Decide, user(2), "2026-03-03T02:00:00Z", Some(ruling.clone()));
        let over = take(&appealed(), &decided).expect("decided");
        assert_eq!((over.state, over.agency, over.ruling), (Final, Some(ruling.clone()), Some(ruling)));
    }
}

#[test]
fn a_deadline_in_days_that_nobody_published_waits_for_them() {
    // The list of days ends with 2026.
    let begun = Dispute::appealed(user(1), at("2026-12-28T02:00:00Z"), &CALENDAR, DisputeDays::USUAL);
    let deadline = begun.deadline.expect("a deadline");
    assert!(deadline.provisional);
    assert_eq!(begun.lapse(at("2027-06-01T00:00:00Z")), None);
    assert_eq!(begun.renewed(&CALENDAR), begun, "the same calendar, the same deadline");
    let known = CompiledCalendar::compile(&shipped::around_the_clock()).expect("it is shipped");
    let renewed = begun.renewed(&known);
    assert_eq!(renewed.lapse(at("2027-06-01T00:00:00Z")), Some(Step::PassOn), "once the days are known it passes");
    let passed = take(&renewed, &taken(Step::PassOn, None, "2026-03-01T00:00:00Z", None));
    assert!(passed.is_err(), "and not before");
}

#[test]
fn nobody_decides_on_their_own_side_nor_twice() {
    let everything = Who { user: user(9), vendor: true, agency: true, judge: Some(Judge::Assessor) };
    for step in [Step::Decide, Step::DecideFinally] {
        assert_eq!(everything.standing(step), Standing::OwnSide, "{step} by somebody of the vendor");
    }
    let buyer = Who { user: user(9), judge: Some(Judge::SupervisorAtBuyer), ..Who::default() };
    assert_eq!(buyer.standing(Step::DecideFinally), Standing::OwnSide);
    let decided = taken(Step::Decide, user(2), "2026-03-03T02:00:00Z", Some(Ruling::Uphold));
    let decided = take(&appealed(), &decided).expect("decided");
    let further = take(&decided, &taken(Step::Escalate, user(1), "2026-03-04T02:00:00Z", None)).expect("further");
    for (number, did) in [(1, Step::Escalate), (2, Step::Decide)] {
        let again = taken(Step::DecideFinally, user(number), "2026-03-05T02:00:00Z", Some(Ruling::Exclude));
        assert_eq!(take(&further, &again), Err(DisputeRefusal::SamePerson { did }));
        let judge = Who { user: user(number), judge: Some(Judge::SupervisorAbove), ..Who::default() };
        assert_eq!(further.available_steps(&judge, at("2026-03-05T02:00:00Z")), []);
    }
    let found = Dispute { found_by: [3, 4].into_iter().filter_map(user).collect(), ..further.clone() };
    for number in [3, 4] {
        let own = taken(Step::DecideFinally, user(number), "2026-03-05T02:00:00Z", Some(Ruling::Uphold));
        assert_eq!(take(&found, &own), Err(DisputeRefusal::OwnFinding));
    }
    let another = Who { user: user(3), judge: Some(Judge::SupervisorAbove), ..Who::default() };
    assert_eq!(further.available_steps(&another, at("2026-03-05T02:00:00Z")), [Step::DecideFinally]);
    let vendor = Who { user: user(1), vendor: true, ..Who::default() };
    assert_eq!(further.available_steps(&vendor, at("2026-03-05T02:00:00Z")), [Step::Accept]);
}

#[test]
fn a_decision_names_what_it_takes_out() {
    let now = at("2026-03-02T02:00:00Z");
    let given = score("3/4");
    let of = |matter, ruling: &Ruling| ruling.mistakes(matter, now);
    let (clock, scored) = (Matter::Breach(Some((Metric::Restore, now, None))), Matter::Score(&given));
    let vendor = Ruling::ReAttribute { party: PauseParty::Vendor };
    assert_eq!(of(clock, &vendor), [RulingMistake::Vendor]);
    let third = Ruling::ReAttribute { party: PauseParty::ThirdParty };
    for (matter, ruling) in [(Matter::Deduction, &partly()), (Matter::Deduction, &third), (scored, &third)] {
        let (subject, outcome) = (matter.subject(), ruling.outcome());
        assert_eq!(of(matter, ruling), [RulingMistake::NotForSubject { subject, outcome }]);
        assert_eq!(of(matter, &Ruling::Exclude), []);
        assert_eq!(of(matter, &Ruling::Uphold), []);
    }
    let another = |text: &str| Ruling::Partly(Part::Score { score: score(text) });
    assert_eq!(of(clock, &another("1")), [RulingMistake::NoInterval]);
    assert_eq!(of(scored, &partly()), [RulingMistake::NoScore]);
    for fit in ["19/20", "1", "751/1000"] {
        assert_eq!(of(scored, &another(fit)), [], "{fit}");
    }
    for unfit in ["3/4", "1/2", "21/20", "1501/2000", "-1"] {
        assert_eq!(of(scored, &another(unfit)), [RulingMistake::Score], "{unfit}");
    }
}

fn ruling() -> impl Strategy<Value = Ruling> {
    let party = prop::sample::select(&[PauseParty::Agency, PauseParty::ThirdParty, PauseParty::Nobody][..]);
    prop_oneof![
        Just(Ruling::Uphold),
        Just(Ruling::Exclude),
        party.prop_map(|party| Ruling::ReAttribute { party }),
        Just(partly()),
    ]
}

/// A step that somebody, or the platform, tries so many hours after the one before.
fn tried() -> impl Strategy<Value = (Step, Option<u128>, i64, Ruling)> {
    let step = prop::sample::select(Step::ALL);
    (step, prop::option::weighted(0.8, 1_u128..6), 0_i64..400, ruling())
}

proptest! {
    /// Whatever is tried, in whatever order: a dispute that is over stays as it is; what holds was decided by somebody who
    /// had no hand in it before; only an open dispute has a deadline; and what was decided never disappears.
    #[test]
    fn no_illegal_state_is_reached(all in prop::collection::vec(tried(), 0..40)) {
        let mut dispute = appealed();
        let mut now = at("2026-03-02T02:00:00Z");
        for (step, by, hours, ruling) in all {
            now += TimeDelta::hours(hours);
            let by = by.and_then(user);
            let decides = matches!(step, Step::Decide | Step::DecideFinally);
            let asked = Taken { step, ruling: decides.then_some(ruling), by, at: now };
            let Ok(after) = take(&dispute, &asked) else { continue };
            prop_assert!(!dispute.state.is_over(), "{} after {}", step, dispute.state);
            prop_assert_eq!(after.deadline.is_some(), !after.state.is_over());
            prop_assert_eq!(after.ruling.is_some(), after.state == Final);
            prop_assert_eq!(&after.taken[..dispute.taken.len()], &dispute.taken[..]);
            prop_assert_eq!(after.taken.len(), dispute.taken.len() + 1);
            if let Some(agency) = &dispute.agency {
                prop_assert_eq!(after.agency.as_ref(), Some(agency), "the agency's decision stays");
            }
            if decides && by.is_some() {
                prop_assert!(dispute.taken.iter().all(|(_, who)| *who != by), "{} twice", step);
            }
            if after.state == Withdrawn {
                prop_assert!(after.agency.is_none(), "nobody falls behind what the agency decided");
            }
            prop_assert_eq!(turn(after.state) == DisputeTurn::Nobody, after.state.is_over());
            dispute = after;
        }
    }

    /// What is offered can be done, and what is not offered cannot.
    #[test]
    fn what_is_offered_is_what_is_possible(
        all in prop::collection::vec(tried(), 0..6), number in 1_u128..6, vendor: bool, agency: bool, hours in 0_i64..400,
    ) {
        let mut dispute = appealed();
        let mut now = at("2026-03-02T02:00:00Z");
        for (step, by, hours, ruling) in all {
            now += TimeDelta::hours(hours);
            let ruling = matches!(step, Step::Decide | Step::DecideFinally).then_some(ruling);
            dispute = take(&dispute, &Taken { step, ruling, by: by.and_then(user), at: now }).unwrap_or(dispute);
        }
        now += TimeDelta::hours(hours);
        let judge = (!vendor && !agency).then_some(Judge::SupervisorAbove);
        let who = Who { user: user(number), vendor, agency, judge };
        let offered = dispute.available_steps(&who, now);
        for step in Step::ALL.iter().filter(|step| !step.is_by_itself()) {
            let ruling = matches!(step, Step::Decide | Step::DecideFinally).then_some(Ruling::Uphold);
            let possible = take(&dispute, &Taken { step: *step, ruling, by: who.user, at: now }).is_ok();
            let theirs = who.standing(*step) == Standing::Theirs;
            prop_assert_eq!(offered.contains(step), theirs && possible, "{} in {}", step, dispute.state);
        }
    }

    /// A run of the job after the other changes nothing.
    #[test]
    fn what_has_lapsed_does_not_lapse_again(hours in 0_i64..2_000) {
        let now = at("2026-03-02T02:00:00Z") + TimeDelta::hours(hours);
        let mut dispute = appealed();
        let mut steps = 0;
        while let Some(step) = dispute.lapse(now) {
            dispute = take(&dispute, &Taken { step, ruling: None, by: None, at: now }).expect("it lapses");
            steps += 1;
        }
        prop_assert!(steps <= 1, "each step gives its days from then on");
        prop_assert!(dispute.lapse(now).is_none());
    }
}
