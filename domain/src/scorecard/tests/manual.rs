//! Scores that people give, told as cases.

use proptest::prelude::*;
use uuid::Uuid;

use super::super::*;
use super::{fraction, of, straight};
use crate::assessment::AssessmentRules;
use crate::fraction::Fraction;
use crate::ids::{ManualScoreId, UserId};

/// Response 60, staffing 40, assessed by these periods.
fn scheme(periods: &[PeriodKind]) -> Scheme {
    let mut scheme = straight();
    let mut staffing = scheme.criteria[0].clone();
    (staffing.code, staffing.formula, staffing.weight) = ("STAFFING".to_owned(), Formula::Manual, fraction("40"));
    scheme.criteria[0].weight = fraction("60");
    scheme.criteria.push(staffing);
    scheme.assessment = Some(AssessmentRules { periods: periods.to_vec(), ..AssessmentRules::default() });
    assert_eq!(scheme.validate(), Ok(()));
    scheme
}

fn period(kind: PeriodKind, start: &str) -> Period {
    Period::beginning(kind, start.parse().expect("a date")).expect("a period")
}

fn given(number: u128, period: Period, rate: &str) -> ManualScore {
    let id = ManualScoreId(Uuid::from_u128(number));
    ManualScore { id, criterion: "STAFFING".to_owned(), period, rate: fraction(rate) }
}

fn card(scheme: &Scheme, given: &[ManualScore]) -> Scorecard {
    let counters = Counters { respond: of(9, 10), ..Counters::default() };
    score(scheme, &Basis { given, ..Basis::from(&counters) })
}

#[test]
fn a_given_score_is_a_rate_like_any_other() {
    let (scheme, quarter) = (scheme(&[PeriodKind::Quarter]), period(PeriodKind::Quarter, "2026-01-01"));
    let card = card(&scheme, &[given(7, quarter, "19/20")]);
    let term = &card.terms[1];
    assert_eq!((term.numerator, term.denominator, term.note), (19, 20, None));
    assert_eq!(term.given, [ManualScoreId(Uuid::from_u128(7))]);
    // 60 · 9/10 + 40 · 19/20.
    assert_eq!(card.score, Score::from_hundredths(9_200));
}

#[test]
fn without_a_score_the_weight_is_shared_out() {
    let card = card(&scheme(&[PeriodKind::Quarter]), &[]);
    assert_eq!(card.terms[1].note, Some(TermNote::NotGiven));
    assert_eq!(
        (card.terms[0].effective_weight.clone(), card.score),
        (Fraction::whole(100), Score::from_hundredths(9_000))
    );
    let alone = score(&scheme(&[PeriodKind::Month]), &Basis::from(&Counters::default()));
    assert_eq!(alone.score, None, "nothing counted and nothing given");
}

#[test]
fn a_longer_period_takes_the_mean_of_the_scores_in_it() {
    let monthly = scheme(&[PeriodKind::Month]);
    let month = |start| period(PeriodKind::Month, start);
    let all =
        [given(1, month("2026-01-01"), "1"), given(2, month("2026-03-01"), "4/5"), given(3, month("2026-04-01"), "0")];
    let quarter = period(PeriodKind::Quarter, "2026-01-01");
    let of_quarter = given_in(&monthly, quarter, &all);
    assert_eq!(card(&monthly, &of_quarter).terms[1].rate, Some(fraction("9/10")));
    assert_eq!(given_in(&monthly, month("2026-03-01"), &all), [all[1].clone()]);
    assert_eq!(given_in(&monthly, month("2026-02-01"), &all), []);
    let half = period(PeriodKind::HalfYear, "2026-01-01");
    assert_eq!(card(&monthly, &given_in(&monthly, half, &all)).terms[1].rate, Some(fraction("3/5")));
}

#[test]
fn a_period_that_is_assessed_itself_has_scores_of_its_own() {
    let both = scheme(&[PeriodKind::Month, PeriodKind::Year]);
    let year = period(PeriodKind::Year, "2026-01-01");
    let all = [given(1, period(PeriodKind::Month, "2026-01-01"), "1"), given(2, year, "1/2")];
    assert_eq!(given_in(&both, year, &all), [all[1].clone()]);
    let quarter = period(PeriodKind::Quarter, "2026-01-01");
    assert_eq!(given_in(&both, quarter, &all), [all[0].clone()], "not assessed: its months are");
    let yearly = scheme(&[PeriodKind::Year]);
    assert_eq!(given_in(&yearly, quarter, &all), [], "a part of a year has none");
}

#[test]
fn a_score_is_a_share_for_an_assessed_period() {
    let (scheme, quarter) = (scheme(&[PeriodKind::Quarter]), period(PeriodKind::Quarter, "2026-01-01"));
    for fine in ["0", "1", "19/20", "1/1000"] {
        assert_eq!(check_given(&fraction(fine), quarter, &scheme), Ok(()), "{fine}");
    }
    for wrong in ["-1/20", "21/20", "1/1001"] {
        let rate = fraction(wrong);
        let refusal = check_given(&rate, quarter, &scheme).expect_err("must be refused");
        assert_eq!((refusal.code(), refusal.field()), ("OUT_OF_RANGE", "score"), "{wrong}");
    }
    let month = period(PeriodKind::Month, "2026-01-01");
    let refusal = check_given(&fraction("1"), month, &scheme).expect_err("must be refused");
    assert_eq!((refusal.code(), refusal.field()), ("INVALID", "period"));
}

#[test]
fn nobody_reviews_a_score_of_their_own() {
    let person = |number| Some(UserId(Uuid::from_u128(number)));
    assert_eq!(check_reviewer(person(1), person(1)), Err(ManualRefusal::OwnScore));
    assert_eq!(check_reviewer(person(1), person(2)), Ok(()));
    assert_eq!(check_reviewer(None, None), Ok(()), "the platform is nobody in particular");
}

proptest! {
    #[test]
    fn the_order_of_scores_is_irrelevant(rates in prop::collection::vec((0..=1_000_i64, 1..12_u32), 0..12)) {
        let scheme = scheme(&[PeriodKind::Month]);
        let made = |(at, (rate, month)): (usize, &(i64, u32))| ManualScore {
            rate: Fraction::new(*rate, 1_000).expect("not by zero"),
            ..given(at as u128, period(PeriodKind::Month, &format!("2026-{month:02}-01")), "1")
        };
        let scores: Vec<ManualScore> = rates.iter().enumerate().map(made).collect();
        let turned: Vec<ManualScore> = scores.iter().rev().cloned().collect();
        let of_order = card(&scheme, &scores);
        prop_assert_eq!(&of_order, &card(&scheme, &turned));
        let weights = Fraction(of_order.terms.iter().map(|term| &term.effective_weight.0).sum());
        prop_assert_eq!(weights, Fraction::whole(100));
    }
}
