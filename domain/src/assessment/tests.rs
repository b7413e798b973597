//! Assessment periods told as cases, and the laws they keep.

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::calendar::{CompiledCalendar, shipped};
use crate::fraction::Fraction;
use crate::golden::assert_golden;
use crate::ids::{AdjustmentId, AssessmentId, ContractId, SchemeId, UserId};
use crate::scorecard::{Counters, Period, PeriodKind, Scheme, Score, Tally, shipped_scheme};
use crate::ticket::ActorSide;

fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn office() -> CompiledCalendar {
    CompiledCalendar::compile(&shipped::guangxi_office_hours()).expect("the shipped calendar")
}

#[test]
fn the_table_is_the_reviewed_one() {
    let mut text =
        String::from("What may be done to an assessment period: each step from a state, and the state after it.\n\n");
    for step in AssessmentStep::ALL {
        for state in AssessmentState::ALL {
            let Ok(to) = next(*state, *step) else { continue };
            let whose = side_of(*step).map_or("either side", ActorSide::as_str);
            let needs = needs(*step).map_or("the platform", crate::access::Action::as_str);
            text.push_str(&format!("{:10}{:10}→ {:10}{needs}, {whose}\n", step.as_str(), state.as_str(), to.as_str()));
        }
    }
    text.push_str("\nWho may decide, before and after the vendor has objected.\n\n");
    for decider in Decider::ALL {
        let mark = |objected| if check_decider(objected, &[decider]).is_ok() { "✔" } else { "·" };
        text.push_str(&format!("{:12}{} {}\n", format!("{decider:?}"), mark(false), mark(true)));
    }
    assert_golden("assessment-steps.txt", &text);
}

#[test]
fn what_is_frozen_takes_no_step_and_is_corrected_by_another_revision() {
    for step in AssessmentStep::ALL {
        assert!(next(AssessmentState::Frozen, *step).is_err(), "{step}");
    }
    let steps: Vec<_> = available_steps(AssessmentState::Frozen, false).collect();
    assert_eq!(steps, [AssessmentStep::Correct]);
    let decided: Vec<_> = available_steps(AssessmentState::Decided, true).collect();
    assert_eq!(decided, [AssessmentStep::Sign], "the vendor objects once");
    assert_eq!(available_steps(AssessmentState::Open, false).count(), 0);
}

#[test]
fn whoever_scored_or_decided_before_does_not_decide() {
    let hands = [Hand::of(AssessmentStep::Rescore, Some(user(1))), Hand::of(AssessmentStep::Decide, Some(user(2)))];
    let hands: Vec<Hand> = hands.into_iter().flatten().collect();
    let decide = |actor| four_eyes(AssessmentStep::Decide, actor, &hands);
    assert_eq!(decide(Some(user(1))), Err(AssessmentRefusal::Scorer));
    assert_eq!(decide(Some(user(2))), Err(AssessmentRefusal::DecidedBefore));
    assert_eq!((decide(Some(user(3))), decide(None)), (Ok(()), Ok(())));
    assert_eq!(four_eyes(AssessmentStep::Sign, Some(user(1)), &hands), Ok(()), "to sign is not to decide");
    assert_eq!(Hand::of(AssessmentStep::Draft, None), None, "the platform scored");
}

#[test]
fn each_side_signs_once_and_nobody_for_both() {
    let given = [(ActorSide::Agency, Some(user(1)))];
    assert_eq!(
        check_signature(ActorSide::Agency, Some(user(2)), &given),
        Err(AssessmentRefusal::Signed(ActorSide::Agency))
    );
    assert_eq!(check_signature(ActorSide::Vendor, Some(user(1)), &given), Err(AssessmentRefusal::BothSides));
    assert_eq!(check_signature(ActorSide::Vendor, Some(user(2)), &given), Ok(()));
}

#[test]
fn a_draft_is_due_on_the_first_working_day_and_never_on_a_guess() {
    let office = office();
    let first = |date| first_working_day(&office, day(date)).map(|date| date.to_string());
    assert_eq!(first("2026-04-01").as_deref(), Some("2026-04-01"), "a Wednesday");
    assert_eq!(first("2026-10-01").as_deref(), Some("2026-10-08"), "after the National Day week");
    assert_eq!(first("2026-02-15").as_deref(), Some("2026-02-24"), "after the Spring Festival");
    assert_eq!(first("2027-10-01"), None, "nobody knows that year yet");
}

#[test]
fn the_days_of_a_side_end_with_their_last_day_in_the_contracts_zone() {
    let (office, zone) = (office(), chrono_tz::Asia::Shanghai);
    let ends = |at: &str, days| {
        let at = at.parse().expect("an instant");
        ends_of_days(at, days, (zone, Some(&office))).map(|end| end.to_rfc3339())
    };
    let fortnight = ends("2026-04-01T01:00:00Z", (14, DayKind::Calendar));
    assert_eq!(fortnight.as_deref(), Some("2026-04-15T16:00:00+00:00"), "the whole of 15 April in Nanning");
    // 30 September, then the holiday to 7 October; 10 October is a make-up Saturday.
    let three = ends("2026-09-29T01:00:00Z", (3, DayKind::Working));
    assert_eq!(three.as_deref(), Some("2026-10-09T16:00:00+00:00"));
    assert_eq!(ends("2026-12-30T01:00:00Z", (30, DayKind::Working)), None);
    let at = "2026-04-01T01:00:00Z".parse().expect("an instant");
    assert_eq!(ends_of_days(at, (3, DayKind::Working), (zone, None)), None);
    let end = ends_of_days(at, (14, DayKind::Calendar), (zone, None));
    assert_eq!(check_days(end, end.expect("an end") - chrono::TimeDelta::seconds(1)), Ok(()), "the last day counts");
    assert_eq!(check_days(end, end.expect("an end")), Err(AssessmentRefusal::DaysOver));
    assert_eq!(check_days(None, at), Ok(()), "nobody knows their end yet");
}

#[test]
fn rules_that_contradict_themselves_are_refused_with_their_field() {
    assert_eq!(AssessmentRules::default().validate(), Ok(()));
    let with = |change: &dyn Fn(&mut AssessmentRules)| {
        let mut rules = AssessmentRules::default();
        change(&mut rules);
        rules.validate()
    };
    assert_eq!(with(&|rules| rules.periods.clear()), Err(AssessmentRulesError::Periods));
    assert_eq!(with(&|rules| rules.periods.push(PeriodKind::Quarter)), Err(AssessmentRulesError::Periods));
    assert_eq!(with(&|rules| rules.comment_days = 0), Err(AssessmentRulesError::Days("commentDays")));
    assert_eq!(with(&|rules| rules.sign_days = 91), Err(AssessmentRulesError::Days("signDays")));
    let read: AssessmentRules = serde_json::from_str(r#"{"periods":["MONTH"],"days":"WORKING"}"#).expect("rules");
    assert_eq!((read.comment_days, read.days), (14, DayKind::Working));
    assert!(serde_json::from_str::<AssessmentRules>(r#"{"commentDay":3}"#).is_err(), "a misspelt field");
}

fn inputs(respond: (i64, i64), adjustments: &[i64]) -> AssessmentInputs {
    let counters = Counters { respond: Tally { part: respond.0, whole: respond.1 }, ..Counters::default() };
    let adjusted = |(number, points): (u128, &i64)| Adjusted {
        id: AdjustmentId(Uuid::from_u128(number)),
        about: AssessmentId(Uuid::from_u128(9)),
        cause: AdjustmentCause::Finding,
        points_hundredths: *points,
    };
    AssessmentInputs {
        contract: ContractId(Uuid::from_u128(1)),
        period: Period { kind: PeriodKind::Quarter, start: day("2026-01-01") },
        revision: 1,
        scheme: SchemeId(Uuid::from_u128(2)),
        policy_versions: vec![],
        calendar_revisions: vec![1],
        counters,
        entries: vec![],
        given: vec![],
        adjustments: (1..).zip(adjustments).map(adjusted).collect(),
        percentiles: vec![],
    }
}

/// The first criterion alone, straight from 0 to 100.
fn straight() -> Scheme {
    let mut scheme = shipped_scheme();
    scheme.criteria.truncate(1);
    let only = &mut scheme.criteria[0];
    (only.target, only.floor, only.weight) = (Fraction::one(), Fraction::zero(), Fraction::whole(100));
    scheme
}

#[test]
fn nothing_to_rate_is_not_rated_whatever_was_booked() {
    let record = assess(&straight(), inputs((0, 0), &[-500]), vec![]);
    assert_eq!((record.score, record.grade), (None, None));
}

#[test]
fn adjustments_move_the_score_and_its_grade_and_stay_within_the_scale() {
    let of = |adjustments: &[i64]| {
        let record = assess(&straight(), inputs((92, 100), adjustments), vec![]);
        (record.score.map(Score::hundredths), record.grade.map(|grade| grade.zh))
    };
    assert_eq!(of(&[]), (Some(9_200), Some("优秀".to_owned())));
    assert_eq!(of(&[-300, 50]), (Some(8_950), Some("良好".to_owned())));
    assert_eq!(of(&[900]).0, Some(10_000));
    assert_eq!(of(&[-20_000]).0, Some(0));
}

#[test]
fn the_hash_names_the_inputs_and_survives_storage() {
    let one = inputs((92, 100), &[-300]);
    let stored: AssessmentInputs =
        serde_json::from_value(serde_json::to_value(&one).expect("JSON")).expect("the inputs");
    assert_eq!(stored.hash(), one.hash());
    assert_ne!(inputs((91, 100), &[-300]).hash(), one.hash());
    assert_ne!(inputs((92, 100), &[-301]).hash(), one.hash());
    let mut other = one.clone();
    other.calendar_revisions.push(2);
    assert_ne!(other.hash(), one.hash());
}

#[test]
fn what_is_found_later_is_booked_once() {
    let scheme = straight();
    let closed = assess(&scheme, inputs((92, 100), &[]), vec![]).card;
    let now = assess(&scheme, inputs((90, 100), &[]), vec![]).card;
    assert_eq!(difference(&closed, &now, 0), -200);
    assert_eq!(difference(&closed, &now, -200), 0, "booked already");
    let told = changes(&closed, &now);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].before.to_string(), told[0].after.to_string()), ("92".to_owned(), "90".to_owned()));
    let unrated = assess(&scheme, inputs((0, 0), &[]), vec![]).card;
    assert_eq!(difference(&unrated, &now, 0), 0, "no number to compare");
    assert_eq!(difference(&closed, &closed, -200), 200, "taken back when the fact is");
}

#[test]
fn points_are_read_as_people_write_them() {
    let read = ["-3", "0.5", "-100.00", "0", "100.01", "1.234", "drei"].map(points);
    assert_eq!(read, [Some(-300), Some(50), Some(-10_000), None, None, None, None]);
}

proptest! {
    #[test]
    fn booking_brings_what_is_booked_to_the_difference(closed in 0..=100_i64, steps in prop::collection::vec(0..=100_i64, 1..6)) {
        let scheme = straight();
        let card = |met| assess(&scheme, inputs((met, 100), &[]), vec![]).card;
        let (first, mut booked) = (card(closed), 0);
        for met in &steps {
            booked += difference(&first, &card(*met), booked);
        }
        prop_assert_eq!(booked, (steps[steps.len() - 1] - closed) * 100);
    }

    #[test]
    fn the_order_of_adjustments_is_irrelevant_and_the_score_stays_on_its_scale(mut points in prop::collection::vec(-20_000..20_000_i64, 0..6)) {
        let scheme = straight();
        let score = |points: &[i64]| assess(&scheme, inputs((50, 100), points), vec![]).score;
        let forwards = score(&points);
        points.reverse();
        prop_assert_eq!(forwards, score(&points));
        prop_assert!(forwards.is_some_and(|score| (0..=10_000).contains(&score.hundredths())));
    }
}
