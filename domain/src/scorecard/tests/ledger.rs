//! The ledger told as cases, and the laws it keeps.

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::*;
use super::{counters, fraction, of, straight};
use crate::fraction::Fraction;
use crate::ids::LedgerEntryId;
use crate::sla::Metric;
use crate::ticket::Priority;

fn item(code: &str, points: &str, cap: Option<&str>) -> LedgerItem {
    let name = Name { zh: code.to_owned(), en: code.to_owned() };
    LedgerItem { code: code.to_owned(), name, points: fraction(points), cap: cap.map(fraction), counted: None }
}

fn ledger() -> Ledger {
    Ledger {
        items: vec![item("LATE", "-1", Some("3")), item("FALSIFIED", "-3", None), item("BEYOND", "2", None)],
        cap: Some(fraction("10")),
        bonus_cap: fraction("5"),
    }
}

fn scheme() -> Scheme {
    Scheme { ledger: Some(ledger()), ..straight() }
}

fn entry(number: u128, item: &str, points: &str, day: &str) -> LedgerEntry {
    LedgerEntry {
        id: LedgerEntryId(Uuid::from_u128(number)),
        item: item.to_owned(),
        occurred_on: day.parse().expect("a date"),
        points: fraction(points),
    }
}

fn with(scheme: &Scheme, entries: &[LedgerEntry]) -> Scorecard {
    let counters = Counters { respond: of(9, 10), ..Counters::default() };
    score(scheme, &Basis { entries, ..Basis::from(&counters) })
}

#[test]
fn points_go_off_and_on_with_their_caps() {
    let late = |number| entry(number, "LATE", "-1", "2026-03-02");
    let mut entries = vec![late(4), late(2), late(3), late(1), entry(9, "FALSIFIED", "-3", "2026-03-01")];
    entries.push(entry(7, "BEYOND", "2", "2026-03-05"));
    let card = with(&scheme(), &entries);
    let told: Vec<_> = card.ledger.lines.iter().map(|line| (&*line.item, line.booked.to_string(), line.note)).collect();
    let capped = Some(LedgerNote::Capped);
    assert_eq!(
        told,
        [("LATE", "-4".to_owned(), capped), ("FALSIFIED", "-3".into(), None), ("BEYOND", "2".into(), None)]
    );
    assert_eq!(card.ledger.lines[0].counted, fraction("-3"));
    let order: Vec<u128> = card.ledger.lines[0].entries.iter().map(|entry| entry.id.0.as_u128()).collect();
    assert_eq!(order, [1, 2, 3, 4]);
    assert_eq!((&card.ledger.deducted, &card.ledger.bonus), (&fraction("6"), &fraction("2")));
    // 90 − 6 + 2.
    assert_eq!(card.score, Score::from_hundredths(8_600));
}

#[test]
fn a_period_loses_and_gains_no_more_than_its_caps() {
    let mut entries: Vec<_> = (0..9).map(|number| entry(number, "FALSIFIED", "-3", "2026-03-01")).collect();
    entries.extend((10..15).map(|number| entry(number, "BEYOND", "2", "2026-03-01")));
    let card = with(&scheme(), &entries);
    assert_eq!((card.ledger.deducted, card.ledger.bonus), (fraction("10"), fraction("5")));
    assert_eq!(card.score, Score::from_hundredths(8_500));
    let mut boundless = scheme();
    boundless.ledger.as_mut().expect("a ledger").cap = None;
    let bottomless: Vec<_> = (0..40).map(|number| entry(number, "FALSIFIED", "-3", "2026-03-01")).collect();
    assert_eq!(with(&boundless, &bottomless).score, Score::from_hundredths(0), "no score below 0");
    let mut perfect = scheme();
    (perfect.criteria[0].target, perfect.criteria[0].floor) = (fraction("0.9"), fraction("0.5"));
    let help = [entry(1, "BEYOND", "2", "2026-03-01")];
    assert_eq!(with(&perfect, &help).score, Score::from_hundredths(10_000), "no score above 100");
}

#[test]
fn an_item_that_the_scheme_does_not_know_is_shown_and_takes_nothing() {
    let card = with(&scheme(), &[entry(1, "GONE", "-7", "2026-03-01")]);
    let [line] = card.ledger.lines.as_slice() else { panic!("one line") };
    assert_eq!((line.note, &line.name, &line.booked), (Some(LedgerNote::UnknownItem), &None, &fraction("-7")));
    assert_eq!((card.score, card.ledger.deducted), (Score::from_hundredths(9_000), Fraction::zero()));
    let none = with(&straight(), &[entry(1, "LATE", "-1", "2026-03-01")]);
    assert_eq!(none.score, Score::from_hundredths(9_000), "a scheme without a ledger");
}

#[test]
fn a_quiet_period_is_not_rated_whatever_was_booked() {
    let entries = [entry(1, "FALSIFIED", "-3", "2026-03-01")];
    let card = score(&scheme(), &Basis { entries: &entries, ..Basis::from(&Counters::default()) });
    assert_eq!((card.score, card.ledger.deducted), (None, fraction("3")));
}

fn lateness() -> Scheme {
    let counted = |priorities: &[Priority]| LateEvents {
        metric: Metric::Restore,
        priorities: priorities.to_vec(),
        beyond_twice: 2,
        beyond_thrice: 3,
    };
    let late = |code: &str, points, priorities: &[Priority]| LedgerItem {
        counted: Some(counted(priorities)),
        ..item(code, points, None)
    };
    let items = vec![late("URGENT", "-0.4", &[Priority::P1]), late("ROUTINE", "-0.1", &[Priority::P3, Priority::P4])];
    let ledger = Some(Ledger { items, cap: None, bonus_cap: fraction("5") });
    Scheme { criteria: vec![], ledger, ..straight() }
}

#[test]
fn lateness_is_dearer_beyond_twice_and_thrice_the_time_allowed() {
    let mut counters = Counters::default();
    counters.late.add(Metric::Restore, Priority::P1, Lateness::Late, 1);
    counters.late.add(Metric::Restore, Priority::P1, Lateness::BeyondThrice, 2);
    counters.late.add(Metric::Restore, Priority::P3, Lateness::BeyondTwice, 1);
    counters.late.add(Metric::Restore, Priority::P4, Lateness::Late, 5);
    counters.late.add(Metric::Restore, Priority::P2, Lateness::Late, 9);
    counters.late.add(Metric::Resolve, Priority::P1, Lateness::Late, 9);
    counters.late.add(Metric::Update, Priority::P1, Lateness::Late, 9);
    let scheme = lateness();
    assert_eq!(scheme.validate(), Ok(()));
    let card = score(&scheme, &Basis::from(&counters));
    // 0.4 · (1 + 2·3) + 0.1 · (5 + 1·2).
    assert_eq!(card.ledger.deducted, fraction("3.5"));
    assert_eq!(card.ledger.lines[0].late, Some([1, 0, 2]));
    assert_eq!(card.score, Score::from_hundredths(9_650), "a scheme without criteria takes from 100");
    assert_eq!(score(&scheme, &Basis::from(&Counters::default())).score, None, "nothing happened: nothing to rate");
    let kept = Counters { resolve: of(3, 3), ..Counters::default() };
    assert_eq!(score(&scheme, &Basis::from(&kept)).score, Score::from_hundredths(10_000));
}

#[test]
fn a_ledger_that_contradicts_itself_is_refused() {
    let refused = |change: &dyn Fn(&mut Ledger)| {
        let mut scheme = scheme();
        change(scheme.ledger.as_mut().expect("a ledger"));
        let found = scheme.contradictions();
        found.iter().map(|error| (error.clone(), error.field())).collect::<Vec<_>>()
    };
    let code = || "LATE".to_owned();
    let points = "spec.ledger.items.points";
    assert_eq!(refused(&|_| ()), []);
    for wrong in ["0", "-0.001", "-101"] {
        let found = refused(&|ledger| (ledger.items[0].points, ledger.items[0].cap) = (fraction(wrong), None));
        assert_eq!(found[0], (SchemeError::ItemPoints { code: code() }, points), "{wrong}");
    }
    let low = refused(&|ledger| ledger.items[0].cap = Some(fraction("0.5")));
    assert_eq!(low, [(SchemeError::ItemCap { code: code() }, "spec.ledger.items.cap")]);
    let twice = refused(&|ledger| ledger.items[1].code = code());
    assert_eq!(twice, [(SchemeError::DuplicateItem { code: code() }, "spec.ledger.items.code")]);
    let as_criterion = refused(&|ledger| ledger.items[0].code = "RESPOND".to_owned());
    assert_eq!(as_criterion[0].0, SchemeError::DuplicateItem { code: "RESPOND".to_owned() });
    let nameless = refused(&|ledger| ledger.items[2].name.en.clear());
    assert_eq!(nameless, [(SchemeError::BlankItem { place: 3 }, "spec.ledger.items.code")]);
    for cap in ["2.99", "101"] {
        let found = refused(&|ledger| ledger.cap = Some(fraction(cap)));
        assert_eq!(found, [(SchemeError::LedgerCap, "spec.ledger.cap")], "{cap}");
    }
    for cap in ["1.99", "5.01"] {
        let found = refused(&|ledger| ledger.bonus_cap = fraction(cap));
        assert_eq!(found, [(SchemeError::BonusCap, "spec.ledger.bonusCap")], "{cap}");
    }
}

#[test]
fn counted_events_that_nobody_can_count_are_refused() {
    let refused = |change: &dyn Fn(&mut LedgerItem)| {
        let mut scheme = lateness();
        change(&mut scheme.ledger.as_mut().expect("a ledger").items[0]);
        scheme.validate()
    };
    let counted = || Err(SchemeError::Counted { code: "URGENT".to_owned() });
    let of_item = |change: fn(&mut LateEvents)| refused(&|item| change(item.counted.as_mut().expect("counted")));
    assert_eq!(of_item(|of| of.metric = Metric::Update), counted());
    assert_eq!(of_item(|of| of.priorities.clear()), counted());
    assert_eq!(of_item(|of| of.priorities.push(Priority::P1)), counted());
    assert_eq!(of_item(|of| of.beyond_twice = 0), counted());
    assert_eq!(of_item(|of| of.beyond_thrice = 1), counted());
    assert_eq!(refused(&|item| item.points = fraction("0.4")), counted());
    let mut bonus_only = lateness();
    bonus_only.ledger.as_mut().expect("a ledger").items = vec![item("BEYOND", "2", None)];
    assert_eq!(bonus_only.validate(), Err(SchemeError::NoCriteria), "nothing would ever be taken off");
}

fn entries() -> impl Strategy<Value = Vec<LedgerEntry>> {
    let one = (0..5_usize, 1..29_u32, any::<u128>());
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let booked = [("LATE", "-1"), ("FALSIFIED", "-3"), ("BEYOND", "2"), ("GONE", "-9"), ("LATE", "-0.25")];
        let made = |(kind, day, id): (usize, u32, u128)| LedgerEntry {
            id: LedgerEntryId(Uuid::from_u128(id)),
            item: booked[kind].0.to_owned(),
            occurred_on: NaiveDate::from_ymd_opt(2026, 2, day).expect("a day of February"),
            points: fraction(booked[kind].1),
        };
        all.into_iter().map(made).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_entries_is_irrelevant(entries in entries(), counters in counters(), turn in 0..30_usize) {
        let scheme = scheme();
        let card = score(&scheme, &Basis { entries: &entries, ..Basis::from(&counters) });
        let mut turned = entries.clone();
        turned.reverse();
        let turn = turn.min(turned.len());
        turned.rotate_left(turn);
        prop_assert_eq!(card, score(&scheme, &Basis { entries: &turned, ..Basis::from(&counters) }));
    }

    #[test]
    fn caps_hold_and_one_rounding_is_all(entries in entries(), counters in counters()) {
        let scheme = scheme();
        let card = score(&scheme, &Basis { entries: &entries, ..Basis::from(&counters) });
        prop_assert!((fraction("0")..=fraction("10")).contains(&card.ledger.deducted));
        prop_assert!((fraction("0")..=fraction("5")).contains(&card.ledger.bonus));
        for line in &card.ledger.lines {
            let within = line.cap.as_ref().is_none_or(|cap| line.counted >= Fraction(-&cap.0) && line.counted <= *cap);
            prop_assert!(within, "{line:?}");
        }
        let terms: num_rational::BigRational = card.terms.iter().map(|term| &term.contribution.0).sum();
        let left = Fraction(terms - &card.ledger.deducted.0 + &card.ledger.bonus.0);
        let held = left.clamp(Fraction::zero(), Fraction::whole(100));
        if let Some(score) = card.score {
            prop_assert_eq!(held.hundredths(), Some(score.hundredths()));
        }
    }

    #[test]
    fn one_more_deduction_never_scores_more(entries in entries(), counters in counters()) {
        let scheme = scheme();
        let before = score(&scheme, &Basis { entries: &entries, ..Basis::from(&counters) });
        let mut more = entries;
        more.push(entry(1, "FALSIFIED", "-3", "2026-02-01"));
        let after = score(&scheme, &Basis { entries: &more, ..Basis::from(&counters) });
        prop_assert!(after.score <= before.score);
    }
}
