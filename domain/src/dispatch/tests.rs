//! Rosters without clashes and with visible gaps; rankings that anybody can redo.

use chrono::{DateTime, NaiveDate, TimeDelta, Weekday};
use chrono_tz::Asia::Shanghai;
use chrono_tz::Europe::Berlin;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::Instant;
use crate::ids::{ShiftId, TeamId, UserId};

/// March 2026, UTC.
fn at(day: u32, hour: u32) -> Instant {
    DateTime::parse_from_rfc3339(&format!("2026-03-{day:02}T{hour:02}:00:00Z")).expect("a time").to_utc()
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn user(id: u128) -> UserId {
    UserId(Uuid::from_u128(id))
}

fn shift(id: u128, of: u128, role: DutyRole, turn: Turn) -> Shift {
    Shift { id: ShiftId(Uuid::from_u128(id)), team: TeamId(Uuid::from_u128(1)), user: user(of), role, turn }
}

fn once(from: Instant, until: Instant) -> Turn {
    Turn::Once { from, until }
}

/// Mondays from 20:00 in Nanning for twelve hours.
fn monday_night() -> Turn {
    Turn::Weekly {
        zone: Shanghai,
        weekday: Weekday::Mon,
        starts: "20:00:00".parse().expect("a time"),
        minutes: 12 * 60,
        first_on: date("2026-03-02"),
        last_on: Some(date("2026-03-16")),
    }
}

#[test]
fn a_weekly_night_comes_back_until_its_last_day() {
    let night = monday_night();
    assert!(!night.covers(at(2, 11)) && night.covers(at(2, 12)), "20:00 in Nanning is 12:00 UTC");
    assert!(night.covers(at(2, 23)) && !night.covers(at(3, 0)), "until 08:00 the next morning");
    assert!(night.covers(at(16, 12)) && !night.covers(at(23, 12)), "the 16th is the last Monday");
    assert!(!night.covers(at(2, 12) - TimeDelta::weeks(1)), "and the 2nd the first");
    assert_eq!(night.between(at(1, 0), at(31, 0)).len(), 3);
}

#[test]
fn a_night_that_the_clocks_are_changed_in_begins_once() {
    let turn = Turn::Weekly {
        zone: Berlin,
        weekday: Weekday::Sun,
        starts: "02:30:00".parse().expect("a time"),
        minutes: 60,
        first_on: date("2026-03-01"),
        last_on: None,
    };
    // 02:30 does not exist on 29 March.
    let found = turn.between(at(28, 12), at(29, 12));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1 - found[0].0, TimeDelta::hours(1));
}

#[test]
fn nobody_is_on_duty_twice_at_once() {
    let roster = [shift(1, 7, DutyRole::Primary, monday_night())];
    let other = once(at(9, 20), at(10, 4));
    assert_eq!(clash(user(7), &other, &roster), Some((roster[0].id, at(9, 20))));
    assert_eq!(clash(user(8), &other, &roster), None, "somebody else may");
    assert_eq!(clash(user(7), &once(at(3, 0), at(9, 12)), &roster), None, "from end to beginning");
    assert_eq!(clash(user(7), &once(at(23, 12), at(24, 0)), &roster), None, "the roster ended before");
    let again = Turn::Weekly {
        zone: Shanghai,
        weekday: Weekday::Tue,
        starts: "07:00:00".parse().expect("a time"),
        minutes: 60,
        first_on: date("2026-01-06"),
        last_on: None,
    };
    assert_eq!(clash(user(7), &again, &roster).map(|(_, when)| when), Some(at(2, 23)), "07:00 on Tuesday");
}

#[test]
fn whoever_is_called_first_stands_first_and_gaps_are_seen() {
    let roster = [
        shift(1, 7, DutyRole::Backup, once(at(2, 0), at(4, 0))),
        shift(2, 9, DutyRole::Primary, once(at(2, 8), at(3, 0))),
        shift(3, 8, DutyRole::Primary, once(at(2, 12), at(2, 20))),
    ];
    let called: Vec<UserId> = on_duty(&roster, at(2, 13)).into_iter().map(|shift| shift.user).collect();
    assert_eq!(called, [user(8), user(9), user(7)]);
    assert_eq!(on_duty(&roster, at(4, 0)), [] as [&Shift; 0], "half open");
    let found = gaps(&roster, (at(2, 0), at(4, 0)));
    let expected = [Gap { from: at(2, 0), until: at(2, 8) }, Gap { from: at(3, 0), until: at(4, 0) }];
    assert_eq!(found, expected, "a backup fills no gap");
}

#[test]
fn the_own_team_is_called_first_and_the_backup_where_nobody_else_is() {
    let team = |id: u128| TeamId(Uuid::from_u128(id));
    let of = |id: u128, in_team: u128, role, hours: (u32, u32)| Shift {
        team: team(in_team),
        ..shift(id, id, role, once(at(2, hours.0), at(2, hours.1)))
    };
    let shifts = [
        of(1, 1, DutyRole::Primary, (8, 12)),
        of(2, 1, DutyRole::Backup, (8, 16)),
        of(3, 2, DutyRole::Primary, (8, 20)),
        of(4, 2, DutyRole::Primary, (10, 12)),
    ];
    let asked = |in_team: Option<u128>, hour| called(&shifts, in_team.map(team), at(2, hour));
    assert_eq!(asked(Some(1), 9), [user(1)]);
    assert_eq!(asked(Some(1), 13), [user(2)], "the backup, once the first has gone");
    assert_eq!(asked(Some(1), 17), [user(3)], "another team, where the own has nobody");
    assert_eq!(asked(None, 10), [user(1), user(3), user(4)], "without a team, whoever is called first anywhere");
    assert_eq!(asked(Some(1), 20), []);
}

#[test]
fn what_is_no_turn_is_refused() {
    assert_eq!(once(at(2, 0), at(2, 0)).check(), Err(TurnError::Empty));
    assert_eq!(once(at(2, 0), at(10, 0)).check(), Err(TurnError::TooLong));
    assert_eq!(once(at(2, 0), at(9, 0)).check(), Ok(()));
    let Turn::Weekly { zone, weekday, starts, minutes, .. } = monday_night() else { panic!("weekly") };
    let (first_on, last_on) = (date("2026-03-02"), Some(date("2026-03-01")));
    assert_eq!(Turn::Weekly { zone, weekday, starts, minutes, first_on, last_on }.check(), Err(TurnError::Empty));
}

#[test]
fn a_certificate_holds_up_to_and_with_its_last_day() {
    let today = date("2026-03-02");
    let of = |text: &str| standing(Some(date(text)), today, 30);
    assert_eq!(of("2026-03-01"), CertificateStanding::Expired);
    assert_eq!(of("2026-03-02"), CertificateStanding::Expiring);
    assert_eq!(of("2026-03-31"), CertificateStanding::Expiring);
    assert_eq!(of("2026-04-01"), CertificateStanding::Valid);
    assert_eq!(standing(None, today, 30), CertificateStanding::Valid);
}

fn candidate(id: u128) -> Candidate {
    Candidate { user: user(id), duty: None, in_team: false, skill: None, certificates: vec![], open: 0, solved: 0 }
}

#[test]
fn the_best_come_first_and_say_why() {
    let certificate = |name: &str, valid| Certified { name: name.to_owned(), valid };
    let ranked = suggest(vec![
        Candidate { open: 12, ..candidate(1) },
        Candidate {
            duty: Some(DutyRole::Primary),
            certificates: vec![certificate("OLD", false), certificate("HCIP", true)],
            open: 2,
            ..candidate(2)
        },
        Candidate { in_team: true, skill: Some("公文交换".to_owned()), solved: 15, ..candidate(3) },
    ]);
    let told: Vec<_> = ranked.iter().map(|of| (of.user, of.points)).collect();
    assert_eq!(told, [(user(3), 60), (user(2), 44), (user(1), -30)]);
    assert_eq!(
        ranked[1].reasons,
        [Reason::OnDuty(DutyRole::Primary), Reason::Certificate("HCIP".to_owned()), Reason::Load(2)]
    );
    let said: Vec<String> = ranked[0].reasons.iter().map(Reason::en).collect();
    let expected =
        ["in the ticket's team", "has the skill 公文交换", "knows the system: solved 15 before", "0 open tickets"];
    assert_eq!(said, expected);
    assert!(
        ranked.iter().flat_map(|of| &of.reasons).all(|reason| !reason.zh().is_empty() && !reason.word().is_empty())
    );
}

proptest! {
    /// The order of asking never matters, nobody is left out for somebody worse, and the points are the sum of the reasons.
    #[test]
    fn a_ranking_is_the_same_whoever_is_asked_first(
        facts in prop::collection::vec((any::<bool>(), any::<bool>(), 0..15_i64, 0..15_i64), 0..30),
        turn in 0..30_usize,
    ) {
        let people: Vec<Candidate> = facts
            .iter()
            .zip(1..)
            .map(|((duty, in_team, open, solved), id)| Candidate {
                duty: duty.then_some(DutyRole::Backup),
                in_team: *in_team,
                open: *open,
                solved: *solved,
                ..candidate(id)
            })
            .collect();
        let ranked = suggest(people.clone());
        prop_assert_eq!(ranked.len(), people.len().min(SUGGESTIONS_MAX));
        prop_assert!(ranked.windows(2).all(|pair| pair[0].points >= pair[1].points));
        for of in &ranked {
            prop_assert_eq!(of.points, of.reasons.iter().map(Reason::points).sum::<i64>());
        }
        let mut turned = people.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(suggest(turned), ranked);
    }
}
