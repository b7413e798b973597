//! On which days inspections come to lie, and when they are missed.

use chrono::NaiveDate;

use super::*;

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
    // A first year with one date, and then every day of each second year.
    let later =
        PlanInput { valid_from: day("2026-12-31"), ..input("FREQ=YEARLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA,SU") };
    assert_eq!(check_terms(&later, 3), Err(vec![PlanRefusal::TooMany { found: 1_095 }]), "the fullest year counts");
    assert!(check_terms(&later, 2).is_ok(), "730 in the fullest");
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
        standing(InspectionTicket { resolved_at: resolved.map(at), cancelled, not_ours: false }, end, missed)
    };
    let cancelled = Some(OccurrenceCause::Cancelled);
    assert_eq!(stands(None, false, false), (Open, None));
    assert_eq!(stands(None, false, true), (Missed, None));
    assert_eq!(stands(Some("2026-03-04T15:59:59Z"), false, false), (Done, None));
    assert_eq!(stands(Some("2026-03-04T15:59:59Z"), false, true), (Done, None), "written down late, done in time");
    assert_eq!(stands(Some("2026-03-04T16:00:00Z"), false, false), (DoneLate, None), "the day is over");
    assert_eq!(stands(None, true, false), (Skipped, cancelled));
    assert_eq!(stands(None, true, true), (Missed, None), "cancelling does not undo it");
    let never_theirs = InspectionTicket { resolved_at: None, cancelled: true, not_ours: true };
    for missed in [false, true] {
        assert_eq!(standing(never_theirs, end, missed), (Skipped, cancelled), "E33: the vendor missed nothing");
    }
}
