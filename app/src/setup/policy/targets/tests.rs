//! What is refused, in which words.

use domain::access::Role;
use domain::ids::CalendarId;
use domain::sla::{EscalationTiming, Metric, TargetOrigin};
use domain::ticket::Priority;

use super::*;
use crate::Error;

const HOUR: i64 = 3_600;

fn target(metric: Metric, duration: TargetDuration) -> NewTarget {
    let target = NewTarget::of(metric, Priority::P1, duration, CalendarId(uuid::Uuid::from_u128(1)));
    NewTarget { warn_percent: vec![50, 80], ..target.pausing() }
}

fn working(metric: Metric, hours: i64) -> NewTarget {
    target(metric, TargetDuration::Working(hours * HOUR))
}

fn found(targets: &[NewTarget]) -> Vec<(&'static str, String)> {
    let mut mistakes = Mistakes::default();
    let row = |(place, target): (usize, &NewTarget)| {
        let (target, origin) = (target.clone(), TargetOrigin::Own);
        Effective { target, place: Some(place), origin, base: None }
    };
    consistent(&mut mistakes, &targets.iter().enumerate().map(row).collect::<Vec<_>>());
    match mistakes.refuse() {
        Ok(()) => vec![],
        Err(Error::Invalid(violations)) => violations.into_iter().map(|v| (v.code, v.en)).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_table_in_order_is_accepted() {
    let table = [working(Metric::Response, 1), working(Metric::Restore, 4), working(Metric::Resolve, 4)];
    assert_eq!(found(&table), []);
}

#[test]
fn a_later_milestone_never_has_less_time_than_an_earlier_one() {
    let table = [working(Metric::Response, 5), working(Metric::Restore, 4)];
    let en = "target 1 (RESPONSE P1) has longer than target 2 (RESTORE P1), which comes after it";
    assert_eq!(found(&table), [("CONTRADICTION", en.to_owned())]);
    let real = target(Metric::Restore, TargetDuration::RealTime(4 * HOUR));
    assert_eq!(found(&[working(Metric::Response, 5), real.clone()])[0].0, "CONTRADICTION");
    let real_response = target(Metric::Response, TargetDuration::RealTime(5 * HOUR));
    assert_eq!(found(&[real_response, working(Metric::Restore, 4)]), [], "it depends on the calendar");
    let night = NewTarget { calendar: CalendarId(uuid::Uuid::from_u128(2)), ..working(Metric::Response, 5) };
    assert_eq!(found(&[night, working(Metric::Restore, 4)]), [], "the calendars differ");
    let days = target(Metric::Resolve, TargetDuration::WorkingDays(1));
    assert_eq!(found(&[working(Metric::Response, 50), days]), [], "days and hours cannot be compared");
}

#[test]
fn what_binds_is_compared_not_what_is_overridden() {
    let mut of_counties = working(Metric::Restore, 8);
    of_counties.slot.site_class = Some(SiteClass::County);
    let mut of_cities = working(Metric::Restore, 4);
    of_cities.slot.site_class = Some(SiteClass::City);
    let (response, general) = (working(Metric::Response, 3), working(Metric::Restore, 2));
    assert_eq!(found(&[response.clone(), of_counties.clone(), of_cities, general.clone()]), []);
    let refused = found(&[response, of_counties, general]);
    assert_eq!(refused.len(), 1, "the general target still binds in cities: {refused:?}");
}

#[test]
fn duplicates_and_slips_are_named_by_their_place() {
    let mut slip = working(Metric::Arrival, 0);
    slip.warn_percent = vec![80, 50];
    slip.escalations = vec![EscalationLevel::after(2, 60), EscalationLevel::after(1, 120)];
    let refused = found(&[working(Metric::Update, 2), slip, working(Metric::Update, 4)]);
    let codes: Vec<_> = refused.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["INVALID", "INVALID", "INVALID", "DUPLICATE"]);
    assert!(refused[0].1.starts_with("target 2 (ARRIVAL P1): the duration"), "{}", refused[0].1);
    assert_eq!(refused[3].1, "target 3 (UPDATE P1) repeats target 1 (UPDATE P1)");
    assert_eq!(found(&[])[0].0, "REQUIRED");
}

#[test]
fn a_guard_period_never_gives_more_time() {
    let ordinary = working(Metric::Restore, 4);
    let guard = |hours| working(Metric::Restore, hours).in_guard_periods();
    assert_eq!(found(&[ordinary.clone(), guard(2)]), []);
    let en =
        "target 2 (RESTORE P1 guard period) has longer than target 1 (RESTORE P1), which it replaces in guard periods";
    assert_eq!(found(&[ordinary.clone(), guard(5)]), [("CONTRADICTION", en.to_owned())]);
    let of_incidents = working(Metric::Restore, 1).for_kind(TicketKind::Incident);
    let en = "target 3 (RESTORE P1 guard period) has longer than target 2 (RESTORE P1 INCIDENT), which it replaces in guard periods";
    assert_eq!(found(&[ordinary.clone(), of_incidents, guard(2)]), [("CONTRADICTION", en.to_owned())]);
    let unpaused = NewTarget { pausable: false, ..ordinary.clone() };
    let refused = found(&[unpaused, guard(2)]);
    assert!(refused[0].1.contains("pauses, and target 1 (RESTORE P1)"), "{refused:?}");
    let response = working(Metric::Response, 3);
    let refused = found(&[response, ordinary, guard(2)]);
    assert_eq!(refused.len(), 1, "in a guard period the response comes after the restoration: {refused:?}");
    assert!(refused[0].1.starts_with("target 1 (RESPONSE P1) has longer than target 3 (RESTORE P1 guard period)"));
}

#[test]
fn a_contradiction_is_found_in_the_one_sort_of_ticket_that_has_it() {
    let response = working(Metric::Response, 3);
    let general = working(Metric::Restore, 8);
    let portal = working(Metric::Restore, 2).for_system_type("门户").for_protection(4, 5);
    let refused = found(&[response.clone(), general.clone(), portal.clone()]);
    let en = "target 1 (RESPONSE P1) has longer than target 3 (RESTORE P1 门户 level 4-5), which comes after it";
    assert_eq!(refused, [("CONTRADICTION", en.to_owned())]);
    let quick = working(Metric::Response, 1).for_system_type("门户");
    assert_eq!(found(&[response, general, portal, quick]), [], "portals answer within an hour");
}

#[test]
fn two_ranges_of_levels_that_say_as_much_contradict_each_other() {
    let range = |from, to| working(Metric::Restore, 4).for_protection(from, to);
    assert_eq!(found(&[range(1, 2), range(3, 4), range(1, 5)]), [], "apart, or of different width");
    let refused = found(&[range(1, 3), range(2, 4)]);
    assert_eq!(refused[0].0, "CONTRADICTION");
    assert!(refused[0].1.ends_with("are both for some protection level, and neither says more"), "{refused:?}");
    assert_eq!(found(&[range(1, 3), range(2, 4).for_kind(TicketKind::Change)]), []);
    assert_eq!(found(&[range(3, 2)])[0].0, "INVALID");
}

#[test]
fn escalations_have_somebody_to_be_told_and_a_time_of_their_own() {
    let level = |level: i32, offset_seconds: i64, role: Role| EscalationLevel {
        level,
        offset_seconds,
        to: vec![role],
        on_duty: false,
        timing: EscalationTiming::NextOpening,
    };
    let with = |escalations: Vec<EscalationLevel>| {
        found(&[NewTarget { escalations, ..target(Metric::Restore, TargetDuration::RealTime(4 * HOUR)) }])
    };
    assert_eq!(with(vec![level(1, -HOUR, Role::VendorManager), level(2, HOUR, Role::Regulator)]), []);
    for wrong in [
        vec![level(1, 0, Role::VendorManager)],
        vec![level(1, HOUR, Role::VendorManager), level(2, -HOUR, Role::VendorManager)],
        vec![level(1, HOUR, Role::SystemAdmin)],
        vec![level(1, -4 * HOUR, Role::VendorManager)],
    ] {
        assert_eq!(with(wrong).iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["INVALID"]);
    }
}

#[test]
fn the_largest_table_is_looked_through_at_once() {
    let ranges = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (1, 2), (3, 4), (1, 3), (1, 4), (1, 5), (4, 5), (2, 5)];
    let of = |metric: Metric, at: usize, hours: i64| {
        let (from, to) = ranges[at % ranges.len()];
        let of = format!("type {}", at / ranges.len() % 20);
        let target = working(metric, hours).for_system_type(&of).for_protection(from, to);
        if at >= 240 { target.in_guard_periods() } else { target }
    };
    let table: Vec<_> = (0..240)
        .map(|at| of(Metric::Response, at, 2))
        .chain((240..480).map(|at| of(Metric::Response, at, 1)))
        .collect();
    let ties = found(&table).iter().filter(|(code, _)| *code != "CONTRADICTION").count();
    assert_eq!(ties, 0);
    let types: Vec<_> = (0..21).map(|at| working(Metric::Response, 2).for_system_type(&format!("type {at}"))).collect();
    assert_eq!(found(&types)[0].0, "TOO_LONG");
}
