use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::Instant;
use crate::calendar::{CalendarSpec, CompiledCalendar, DayLayer, DayRule, Interval};
use crate::fraction::Fraction;
use crate::ids::AttachmentId;
use crate::ticket::{RefusalCode, TicketState};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> Instant {
    text.parse().expect("a time")
}

/// Office hours in Nanning, Monday to Friday, with days off and make-up days; known to the end of 2026.
fn office(off: &[&str], work: &[&str]) -> CompiledCalendar {
    let week = std::array::from_fn(|n| if n < 5 { vec![Interval::hm((9, 0), (17, 30))] } else { vec![] });
    let mut spec = CalendarSpec::weekly(chrono_tz::Asia::Shanghai, day("2025-01-01"), week);
    let mut days = std::collections::BTreeMap::new();
    days.extend(off.iter().map(|date| (day(date), DayRule::Off)));
    days.extend(work.iter().map(|date| (day(date), DayRule::Work { like: None })));
    spec.layers.push(DayLayer {
        code: "CN".to_owned(),
        name: "法定节假日".to_owned(),
        known_from: Some(day("2025-01-01")),
        known_until: Some(day("2026-12-31")),
        days,
        pending: BTreeSet::new(),
    });
    CompiledCalendar::compile(&spec).expect("a calendar")
}

/// The week of National Day 2026, with the make-up days around it.
fn golden_week() -> CompiledCalendar {
    let off = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"];
    office(&off, &["2026-09-27", "2026-10-10"])
}

fn terms(rule: &str, from: &str, off_day: OffDayRule) -> PlanTerms {
    PlanTerms {
        recurrence: Recurrence::parse(rule, day(from)).expect("a rule"),
        off_day,
        raise_minute: 8 * 60 + 30,
        window_days: 3,
        valid_until: None,
    }
}

fn input(rule: &str) -> PlanInput {
    PlanInput {
        recurrence: rule.to_owned(),
        off_day: OffDayRule::Next,
        time_of_day: "08:30".to_owned(),
        window_days: 3,
        valid_from: day("2026-01-01"),
        valid_until: None,
    }
}

fn refused(input: &PlanInput, systems: usize) -> Vec<(&'static str, &'static str)> {
    let wrong = check_terms(input, systems).expect_err("must be refused");
    wrong.iter().map(|refusal| (refusal.code(), refusal.field())).collect()
}

#[test]
fn a_rule_is_taken_in_any_spelling_and_kept_in_one() {
    for text in ["FREQ=MONTHLY;BYDAY=1MO", "rrule:freq=monthly; byday=1mo;", " RRULE:FREQ=MONTHLY;BYDAY=1MO "] {
        let rule = Recurrence::parse(text, day("2026-01-01")).expect("a rule");
        assert_eq!(rule.as_str(), "FREQ=MONTHLY;BYDAY=1MO");
        let first: Vec<NaiveDate> = rule.dates().take(3).collect();
        assert_eq!(first, [day("2026-01-05"), day("2026-02-02"), day("2026-03-02")]);
    }
    let until = Recurrence::parse("FREQ=WEEKLY;UNTIL=20260115", day("2026-01-01")).expect("a rule");
    let dates: Vec<NaiveDate> = until.dates().collect();
    assert_eq!(dates, [day("2026-01-01"), day("2026-01-08"), day("2026-01-15")], "the last day counts");
    let twice = Recurrence::parse(until.as_str(), day("2026-01-01")).expect("what was kept is a rule");
    assert_eq!(twice, until);
}

#[test]
fn each_refusal_names_its_field() {
    for (rule, code) in [
        ("", "INVALID"),
        ("every monday", "INVALID"),
        ("FREQ=SOMETIMES", "INVALID"),
        ("FREQ=DAILY;BYHOUR=8,16", "INVALID"),
        ("FREQ=DAILY;DTSTART=20260101T000000Z", "INVALID"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "INVALID"),
        ("FREQ=HOURLY", "SUB_DAILY"),
        ("FREQ=MINUTELY;INTERVAL=1440", "SUB_DAILY"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "NEVER_OCCURS"),
        ("FREQ=DAILY;UNTIL=20251231", "INVALID"),
    ] {
        assert_eq!(refused(&input(rule), 1), [(code, "recurrence")], "{rule}");
    }
    let short = PlanInput { valid_until: Some(day("2026-01-31")), ..input("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1") };
    assert_eq!(refused(&short, 1), [("NEVER_OCCURS", "recurrence")], "not within its period");
    assert_eq!(refused(&input("FREQ=DAILY"), 3), [("LIMIT_OCCURRENCES", "recurrence")], "1,095 a year");
    assert!(check_terms(&input("FREQ=DAILY"), 2).is_ok(), "730 a year");
    let wrong = PlanInput {
        time_of_day: "24:00".to_owned(),
        window_days: 0,
        valid_until: Some(day("2025-12-31")),
        ..input("FREQ=DAILY")
    };
    assert_eq!(refused(&wrong, 1), [("INVALID", "timeOfDay"), ("INVALID", "windowDays"), ("INVALID", "validUntil")]);
    for time in ["8:30", "08:60", "0830", "08:30:00", ""] {
        let wrong = PlanInput { time_of_day: time.to_owned(), ..input("FREQ=DAILY") };
        assert_eq!(refused(&wrong, 1), [("INVALID", "timeOfDay")], "{time}");
    }
}

/// Date, day, placing, cause.
fn laid(terms: &PlanTerms, calendar: &CompiledCalendar, count: usize) -> Vec<(String, String, String)> {
    let told = |visit: PlannedVisit| {
        let word = visit.skipped.map_or(visit.placing.as_str(), OccurrenceCause::as_str);
        (visit.nominal_on.to_string(), visit.planned_on.to_string(), word.to_owned())
    };
    terms.visits(calendar, None).take(count).map(told).collect()
}

fn expected(rows: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    rows.iter().map(|(one, two, word)| ((*one).to_owned(), (*two).to_owned(), (*word).to_owned())).collect()
}

#[test]
fn a_day_off_is_skipped_or_moved_either_way_or_kept() {
    let (calendar, rule) = (golden_week(), "FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=9,10,11");
    for (off_day, october, november) in [
        (OffDayRule::Skip, ("2026-10-01", "OFF_DAY"), ("2026-11-01", "OFF_DAY")),
        (OffDayRule::Next, ("2026-10-08", "LATER"), ("2026-11-02", "LATER")),
        (OffDayRule::Previous, ("2026-09-30", "EARLIER"), ("2026-10-30", "EARLIER")),
        (OffDayRule::AsIs, ("2026-10-01", "ON_DAY"), ("2026-11-01", "ON_DAY")),
    ] {
        let found = laid(&terms(rule, "2026-09-01", off_day), &calendar, 3);
        let all = [
            ("2026-09-01", "2026-09-01", "ON_DAY"),
            ("2026-10-01", october.0, october.1),
            ("2026-11-01", november.0, november.1),
        ];
        assert_eq!(found, expected(&all), "{off_day}");
    }
    // A make-up Saturday is a working day.
    let saturdays = terms("FREQ=WEEKLY;BYDAY=SA", "2026-10-03", OffDayRule::Skip);
    let found = laid(&saturdays, &calendar, 3);
    let all = [
        ("2026-10-03", "2026-10-03", "OFF_DAY"),
        ("2026-10-10", "2026-10-10", "ON_DAY"),
        ("2026-10-17", "2026-10-17", "OFF_DAY"),
    ];
    assert_eq!(found, expected(&all));
}

#[test]
fn dates_that_come_to_lie_on_one_day_are_one_inspection_and_the_others_say_so() {
    let weekend = ["2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09"];
    let (calendar, daily) = (office(&[], &[]), "FREQ=DAILY;COUNT=4");
    let later = laid(&terms(daily, weekend[0], OffDayRule::Next), &calendar, 9);
    let all = [
        (weekend[0], weekend[0], "ON_DAY"),
        (weekend[1], weekend[3], "SAME_DAY"),
        (weekend[2], weekend[3], "SAME_DAY"),
        (weekend[3], weekend[3], "ON_DAY"),
    ];
    assert_eq!(later, expected(&all), "the day's own date holds");
    let earlier = laid(&terms(daily, weekend[0], OffDayRule::Previous), &calendar, 9);
    let all = [
        (weekend[0], weekend[0], "ON_DAY"),
        (weekend[1], weekend[0], "SAME_DAY"),
        (weekend[2], weekend[0], "SAME_DAY"),
        (weekend[3], weekend[3], "ON_DAY"),
    ];
    assert_eq!(earlier, expected(&all));
    let both = laid(&terms("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=2", weekend[1], OffDayRule::Next), &calendar, 9);
    let all = [(weekend[1], weekend[3], "LATER"), (weekend[2], weekend[3], "SAME_DAY")];
    assert_eq!(both, expected(&all), "without one of its own, the first");
}

#[test]
fn what_rests_on_unpublished_days_is_said_to() {
    let calendar = office(&[], &[]);
    let january = terms("FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01", OffDayRule::Next);
    let doubt: Vec<bool> = january.visits(&calendar, None).take(2).map(|visit| visit.provisional).collect();
    assert_eq!(doubt, [false, true], "the first of January, and nobody has said what it is");
    let december = terms("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30", "2026-12-01", OffDayRule::Next);
    let visit = december.visits(&calendar, None).next().expect("a visit");
    assert!(!visit.provisional);
    assert_eq!(december.last_day(&calendar, visit.planned_on), (day("2027-01-01"), true));
    let as_is = terms("FREQ=MONTHLY;BYMONTHDAY=1", "2027-01-01", OffDayRule::AsIs);
    let visit = as_is.visits(&calendar, None).next().expect("a visit");
    assert!(!visit.provisional, "it is inspected whatever the day is");
    assert_eq!(as_is.last_day(&calendar, visit.planned_on), (day("2027-01-03"), false), "and counts civil days");
}

#[test]
fn an_inspection_has_working_days_and_ends_with_the_last() {
    let calendar = golden_week();
    let plan = terms("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30", "2026-09-01", OffDayRule::Next);
    let visit = plan.visits(&calendar, None).next().expect("a visit");
    assert_eq!(plan.raises_at(&calendar, &visit), at("2026-09-30T00:30:00Z"), "08:30 in Nanning");
    let (last, doubt) = plan.last_day(&calendar, visit.planned_on);
    assert_eq!((last, doubt), (day("2026-10-09"), false), "30 September, 8 and 9 October");
    assert_eq!(ends_at(&calendar, last), at("2026-10-09T16:00:00Z"));
}

#[test]
fn a_plan_stands_by_its_history_at_any_moment() {
    let steps = [
        (PlanStep::Create, at("2026-01-01T00:00:00Z")),
        (PlanStep::Suspend, at("2026-02-01T00:00:00Z")),
        (PlanStep::Change, at("2026-02-02T00:00:00Z")),
        (PlanStep::Resume, at("2026-03-01T00:00:00Z")),
        (PlanStep::End, at("2026-04-01T00:00:00Z")),
    ];
    for (moment, state) in [
        ("2026-01-31T23:59:59Z", PlanState::Active),
        ("2026-02-01T00:00:00Z", PlanState::Suspended),
        ("2026-02-28T23:59:59Z", PlanState::Suspended),
        ("2026-03-01T00:00:00Z", PlanState::Active),
        ("2026-04-01T00:00:00Z", PlanState::Ended),
    ] {
        assert_eq!(state_at(steps, at(moment)), state, "{moment}");
    }
    assert_eq!(available_steps(PlanState::Active), [PlanStep::Change, PlanStep::Suspend, PlanStep::End]);
    assert_eq!(available_steps(PlanState::Suspended), [PlanStep::Change, PlanStep::Resume, PlanStep::End]);
    assert_eq!(available_steps(PlanState::Ended), []);
}

#[test]
fn instants_decide_whether_an_inspection_was_done_in_time() {
    use OccurrenceState::{Done, DoneLate, Missed, Open, Skipped};
    let end = at("2026-03-04T16:00:00Z");
    let stands = |resolved: Option<&str>, cancelled, missed| {
        standing(InspectionTicket { resolved_at: resolved.map(at), cancelled }, end, missed)
    };
    let cancelled = Some(OccurrenceCause::Cancelled);
    assert_eq!(stands(None, false, false), (Open, None));
    assert_eq!(stands(None, false, true), (Missed, None));
    assert_eq!(stands(Some("2026-03-04T15:59:59Z"), false, false), (Done, None));
    assert_eq!(stands(Some("2026-03-04T15:59:59Z"), false, true), (Done, None), "written down late, done in time");
    assert_eq!(stands(Some("2026-03-04T16:00:00Z"), false, false), (DoneLate, None), "the day is over");
    assert_eq!(stands(None, true, false), (Skipped, cancelled));
    assert_eq!(stands(None, true, true), (Missed, None), "cancelling does not undo it");
}

fn item(key: &str, kind: InspectionItemKind) -> InspectionItem {
    let bounds = kind == InspectionItemKind::Number;
    let bound = |text: &str| bounds.then(|| text.parse::<Fraction>().expect("a number"));
    InspectionItem {
        key: key.to_owned(),
        label: format!("检查项 {key}"),
        kind,
        required: true,
        critical: false,
        unit: bounds.then(|| "℃".to_owned()),
        min: bound("18"),
        max: bound("27.5"),
        help: None,
    }
}

fn four() -> Vec<InspectionItem> {
    let kinds = InspectionItemKind::ALL.iter().zip(["door", "heat", "words", "shot"]);
    kinds.map(|(kind, key)| item(key, *kind)).collect()
}

#[test]
fn a_checklist_names_each_mistake_by_its_place() {
    assert_eq!(check_items(four()), Ok(four()));
    let mut wrong = four();
    (wrong[0].key, wrong[0].unit) = ("Tür".to_owned(), Some("℃".to_owned()));
    (wrong[1].key, wrong[1].min) = ("words".to_owned(), "30".parse().ok());
    wrong[3].label = "  ".to_owned();
    let found = check_items(wrong).expect_err("must be refused");
    let found: Vec<_> = found.iter().map(|refusal| (refusal.code, refusal.field.unwrap_or(""))).collect();
    let expected = [
        (RefusalCode::Invalid, "items.0"),
        (RefusalCode::Invalid, "items.0"),
        (RefusalCode::Invalid, "items.1"),
        (RefusalCode::Invalid, "items.2"),
        (RefusalCode::Required, "items.3"),
    ];
    assert_eq!(found, expected);
    assert_eq!(check_items(vec![]).expect_err("empty")[0].field, Some("items"));
}

fn given(item: &str) -> GivenAnswer {
    GivenAnswer {
        item: item.to_owned(),
        outcome: None,
        number: None,
        text: None,
        note: None,
        evidence: vec![],
        occurred_at: None,
    }
}

fn answering<'a>(items: &'a [InspectionItem], files: &'a [Evidence]) -> Answering<'a> {
    let (raised_at, now) = (at("2026-03-02T01:00:00Z"), at("2026-03-02T03:00:00.5Z"));
    Answering { items, files, state: TicketState::InProgress, raised_at, now }
}

#[test]
fn answers_are_judged_by_the_kind_of_their_item() {
    let (items, picture) = (four(), AttachmentId(uuid::Uuid::from_u128(7)));
    let files = [Evidence { id: picture, picture: true }];
    let on = answering(&items, &files);
    let good = [
        GivenAnswer { outcome: Some(InspectionOutcome::Fail), ..given("door") },
        GivenAnswer { number: Some(" 27.50 ".to_owned()), ..given("heat") },
        GivenAnswer { text: Some("正常".to_owned()), ..given("words") },
        GivenAnswer { evidence: vec![picture, picture], ..given("shot") },
    ];
    let judged = check_answers(&good, on).expect("taken");
    let outcomes: Vec<_> = judged.iter().map(|answer| answer.outcome.as_str()).collect();
    assert_eq!(outcomes, ["FAIL", "PASS", "PASS", "PASS"]);
    assert_eq!(judged[3].evidence, [picture]);
    assert_eq!(judged[0].occurred_at, at("2026-03-02T03:00:00Z"), "cut to the second");
    for (number, outcome) in [("17.999", "FAIL"), ("18", "PASS"), ("27.51", "FAIL"), ("-3", "FAIL")] {
        let answer = [GivenAnswer { number: Some(number.to_owned()), ..given("heat") }];
        assert_eq!(check_answers(&answer, on).expect("taken")[0].outcome.as_str(), outcome, "{number}");
    }
    let skipped = InspectionOutcome::NotApplicable;
    let not_here = [GivenAnswer { outcome: Some(skipped), note: Some("无此设备".to_owned()), ..given("shot") }];
    assert_eq!(check_answers(&not_here, on).expect("taken")[0].outcome, skipped);
}

#[test]
fn wrong_answers_are_refused_together_each_by_its_place() {
    let (items, other) = (four(), AttachmentId(uuid::Uuid::from_u128(8)));
    let files = [Evidence { id: AttachmentId(uuid::Uuid::from_u128(7)), picture: false }];
    let on = answering(&items, &files);
    let wrong = [
        given("door"),
        GivenAnswer { number: Some("1/2".to_owned()), ..given("heat") },
        GivenAnswer { text: Some(" ".to_owned()), ..given("words") },
        GivenAnswer { evidence: vec![files[0].id], ..given("shot") },
        given("nothing"),
        GivenAnswer { outcome: Some(InspectionOutcome::NotApplicable), ..given("door") },
        GivenAnswer { outcome: Some(InspectionOutcome::Pass), evidence: vec![other], ..given("door") },
    ];
    let found = check_answers(&wrong, on).expect_err("must be refused");
    let found: Vec<_> = found.iter().map(|refusal| (refusal.code, refusal.field.unwrap_or(""))).collect();
    let expected = [
        (RefusalCode::Required, "answers.0"),
        (RefusalCode::Invalid, "answers.1"),
        (RefusalCode::Required, "answers.2"),
        (RefusalCode::Required, "answers.3"),
        (RefusalCode::Invalid, "answers.4"),
        (RefusalCode::Invalid, "answers.5"),
        (RefusalCode::Required, "answers.5"),
        (RefusalCode::Invalid, "answers.6"),
        (RefusalCode::Invalid, "answers.6"),
    ];
    assert_eq!(found, expected);
    let pass = || GivenAnswer { outcome: Some(InspectionOutcome::Pass), ..given("door") };
    let code = |answer: GivenAnswer, on| check_answers(&[answer], on).expect_err("must be refused")[0].code;
    let later = GivenAnswer { occurred_at: Some(at("2026-03-02T03:00:01Z")), ..pass() };
    assert_eq!(code(later, on), RefusalCode::InFuture);
    let before = GivenAnswer { occurred_at: Some(at("2026-03-02T00:59:59Z")), ..pass() };
    assert_eq!(code(before, on), RefusalCode::BeforeRaised);
    for state in [TicketState::Resolved, TicketState::Closed, TicketState::Cancelled] {
        assert_eq!(code(pass(), Answering { state, ..on }), RefusalCode::WrongState);
    }
}

#[test]
fn what_is_required_and_has_no_answer_is_named_in_order() {
    let mut items = four();
    items[1].required = false;
    let answered = BTreeSet::from(["words".to_owned()]);
    let keys: Vec<_> = unanswered(&items, &answered).into_iter().map(|item| item.key.as_str()).collect();
    assert_eq!(keys, ["door", "shot"]);
}

fn rule() -> impl Strategy<Value = String> {
    let days = prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..7);
    prop_oneof![
        (1..5_u32).prop_map(|every| format!("FREQ=DAILY;INTERVAL={every}")),
        (days, 1..3_u32).prop_map(|(days, every)| format!("FREQ=WEEKLY;INTERVAL={every};BYDAY={}", days.join(","))),
        (1..31_i32).prop_map(|date| format!("FREQ=MONTHLY;BYMONTHDAY={date}")),
        Just("FREQ=MONTHLY;BYDAY=-1FR".to_owned()),
        Just("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1".to_owned()),
    ]
}

fn calendar() -> impl Strategy<Value = CompiledCalendar> {
    // Longer rows of days off than anybody has.
    (0..300_u64, 0..40_u64).prop_map(|(after, long)| {
        let first = day("2026-01-10") + Days::new(after);
        let off: Vec<String> = (0..long).map(|n| (first + Days::new(n)).to_string()).collect();
        office(&off.iter().map(String::as_str).collect::<Vec<_>>(), &["2026-02-14", "2026-10-10"])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Each date once and in order; each day inspected once; nothing moves over another.
    #[test]
    fn every_date_once_and_every_day_once(
        rule in rule(), calendar in calendar(), off_day in prop::sample::select(OffDayRule::ALL.to_vec()),
    ) {
        let terms = PlanTerms { valid_until: Some(day("2026-12-31")), ..terms(&rule, "2026-01-01", off_day) };
        let visits: Vec<PlannedVisit> = terms.visits(&calendar, None).collect();
        let dates: Vec<NaiveDate> = terms.recurrence.dates().take_while(|date| *date <= day("2026-12-31")).collect();
        prop_assert_eq!(visits.iter().map(|visit| visit.nominal_on).collect::<Vec<_>>(), dates, "nothing is dropped");
        prop_assert!(visits.windows(2).all(|pair| pair[0].nominal_on < pair[1].nominal_on));
        let due: Vec<Instant> = visits.iter().map(|visit| terms.raises_at(&calendar, visit)).collect();
        prop_assert!(due.windows(2).all(|pair| pair[0] <= pair[1]), "what comes first falls due first");
        let mut inspected = BTreeSet::new();
        for visit in &visits {
            if visit.skipped.is_none() {
                prop_assert!(inspected.insert(visit.planned_on), "two on {}", visit.planned_on);
                let works = calendar.day(visit.planned_on).len() > 0;
                prop_assert!(works || off_day == OffDayRule::AsIs);
            } else {
                prop_assert_eq!(visit.placing, Placing::Nowhere);
            }
            if visit.skipped == Some(OccurrenceCause::SameDay) {
                let there = |other: &PlannedVisit| other.skipped.is_none() && other.planned_on == visit.planned_on;
                prop_assert!(visits.iter().any(there), "what is left out is done by another");
            }
        }
    }

    /// Booked one by one, each with what was booked before, it comes to the same.
    #[test]
    fn going_on_from_any_date_comes_to_the_same(
        rule in rule(), calendar in calendar(), off_day in prop::sample::select(OffDayRule::ALL.to_vec()),
    ) {
        let terms = PlanTerms { valid_until: Some(day("2026-06-30")), ..terms(&rule, "2026-01-01", off_day) };
        let all: Vec<PlannedVisit> = terms.visits(&calendar, None).collect();
        let (mut booked, mut one_by_one) = (None, Vec::new());
        while let Some(visit) = terms.visits(&calendar, booked).next() {
            booked = Some(visit.nominal_on);
            one_by_one.push(visit);
        }
        prop_assert_eq!(one_by_one, all);
    }
}
