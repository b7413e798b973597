//! Laws of every plan over every calendar.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;

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
