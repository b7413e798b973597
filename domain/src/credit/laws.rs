//! The laws that settlements keep.

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;

use super::tests::{FEE, Month};
use super::*;
use crate::fraction::Fraction;
use crate::money::Fen;
use crate::scorecard::{Lateness, Period, PeriodKind, Score};
use crate::sla::Metric;
use crate::ticket::Priority;

/// Rules that mix everything, and a month of anything.
fn mixed() -> impl Strategy<Value = CreditRules> {
    let numbers = (0..40_i64, 1..4_i64, 1..5_i64, 0..6_i64, 1..500_000_i64, 1..300_i64);
    let caps = (prop::option::of(0..=100_i64), prop::option::of(0..=100_i64), 0..=3_i64);
    (numbers, caps).prop_map(|((withheld, twice, thrice, free, fen, points), (period, contract, repeat))| CreditRules {
        period: PeriodKind::Month,
        bands: vec![
            CreditBand { from: Fraction::whole(80), percent: Fraction::zero() },
            CreditBand { from: Fraction::zero(), percent: Fraction::whole(withheld) },
        ],
        events: vec![
            EventCredit {
                code: "A".to_owned(),
                metric: Metric::Response,
                priorities: vec![Priority::P1, Priority::P2],
                free,
                beyond_twice: twice,
                beyond_thrice: twice + thrice,
                each: EventWorth::Fen(Fen(fen)),
            },
            EventCredit {
                code: "B".to_owned(),
                metric: Metric::Response,
                priorities: vec![Priority::P4, Priority::P3],
                free: 0,
                beyond_twice: 1,
                beyond_thrice: thrice,
                each: EventWorth::Points(Fraction::new(points, 7).expect("not by zero")),
            },
        ],
        kpis: vec![KpiCredit {
            criterion: "RESPOND".to_owned(),
            target: Fraction::new(9, 10).expect("not by zero"),
            below: KpiWorth::PercentPerPoint(Fraction::new(points, 70).expect("not by zero")),
        }],
        ledger_points: true,
        points: Some(PointsCredit {
            free: Fraction::whole(free),
            tiers: vec![PointTier { above: Fraction::whole(50), times: Fraction::whole(thrice) }],
            worth: PointWorth::Percent(Fraction::new(1, 3).expect("not by zero")),
        }),
        on_repetition: repeat + 1,
        period_cap: period.map(Fraction::whole),
        contract_cap: contract.map(Fraction::whole),
        earn_back: Some(EarnBack { periods: 1, min_score: Fraction::whole(80), percent: Fraction::whole(100) }),
        terminate_below: None,
        reward: None,
        funding: vec![],
    })
}

prop_compose! {
    fn month()(
        hundredths in prop::option::of(0..=10_000_i64),
        part in 0..=97_i64,
        late in prop::collection::vec((0..4_usize, 0..3_usize, 0..30_i64), 0..6),
        ledger in 0..100_i64,
        credits in prop::collection::vec((0..400_000_i64, any::<bool>()), 0..3),
    ) -> Month {
        let mut month = Month::new(hundredths.and_then(Score::from_hundredths));
        month.rates.push(("RESPOND".to_owned(), Fraction::new(part, 97).expect("not by zero")));
        for (rank, class, count) in late {
            let lateness = [Lateness::Late, Lateness::BeyondTwice, Lateness::BeyondThrice][class];
            month.late.add(Metric::Response, Priority::ALL[rank], lateness, count);
        }
        month.ledger = Fraction::new(ledger, 3).expect("not by zero");
        for (back, (credit, failed)) in (1..).zip(credits) {
            month.past.push(PastPeriod {
                period: Period::month(202603 - back).expect("a month"),
                score: Score::from_hundredths(9_000),
                failed: if failed { vec!["A".to_owned(), "RESPOND".to_owned()] } else { vec![] },
                credit: Fen(credit),
                earned_back: Fen(0),
            });
        }
        month
    }
}

proptest! {
    #[test]
    fn a_credit_never_exceeds_a_cap_or_the_fee_and_is_rounded_once(rules in mixed(), month in month()) {
        prop_assert_eq!(rules.validate(&["RESPOND"]), Ok(()));
        let sheet = month.settle(&rules);
        let exact = |fen: Fen| BigRational::from_integer(fen.0.into());
        prop_assert!(sheet.credit >= Fen(0) && sheet.credit <= FEE);
        if let Some(cap) = &rules.period_cap {
            prop_assert!(exact(sheet.credit) <= exact(FEE) * &cap.0 / exact(Fen(100)));
        }
        if let Some(cap) = &rules.contract_cap {
            let before: i64 = month.past.iter().map(|past| past.credit.0).sum();
            let all = exact(Fen(12_000_000)) * &cap.0 / exact(Fen(100));
            prop_assert!(sheet.credit == Fen(0) || exact(Fen(sheet.credit.0 + before)) <= all);
        }
        // −1/2 < gross − exact ≤ 1/2.
        let off = exact(sheet.gross) - &sheet.exact.0;
        let half = BigRational::new(1.into(), 2.into());
        prop_assert!(off.abs() <= half && off != -half);
        prop_assert!(sheet.capped_by.is_some() || sheet.credit == sheet.gross);
        prop_assert_eq!(sheet.payable.0, FEE.0 - sheet.credit.0 + sheet.earned_back.0 + sheet.reward.0);
    }

    #[test]
    fn the_order_of_rules_rates_and_past_periods_is_irrelevant(rules in mixed(), mut month in month()) {
        let one = month.settle(&rules);
        let mut turned = rules;
        turned.events.reverse();
        turned.events.iter_mut().for_each(|rule| rule.priorities.reverse());
        month.past.reverse();
        month.rates.insert(0, ("OTHER".to_owned(), Fraction::one()));
        let other = month.settle(&turned);
        prop_assert_eq!((one.credit, &one.points, &one.percent, &one.exact), (other.credit, &other.points, &other.percent, &other.exact));
        prop_assert_eq!((one.failed, one.earned_back, one.caps), (other.failed, other.earned_back, other.caps));
    }

    #[test]
    fn the_lines_explain_the_sum(rules in mixed(), month in month()) {
        let sheet = month.settle(&rules);
        let percent = Fraction(sheet.lines.iter().map(|line| &line.percent.0).sum());
        prop_assert_eq!(&percent, &sheet.percent);
        let fixed: BigRational = sheet.lines.iter().map(|line| &line.fen.0).sum();
        let of_fee = BigRational::from_integer(FEE.0.into()) * &percent.0 / BigRational::from_integer(100.into());
        prop_assert_eq!(Fraction(of_fee + fixed), sheet.exact);
        prop_assert!(sheet.lines.iter().all(|line| !line.arithmetic.is_empty()));
    }

    #[test]
    fn what_is_parted_comes_to_the_whole(amount in 0..10_000_000_i64, weights in prop::collection::vec(1..50_i64, 1..5)) {
        let all: i64 = weights.iter().sum();
        let shares: Vec<FundingShare> = weights.iter().map(|weight| FundingShare {
            source: FundingSource::OwnBudget,
            payer: "x".to_owned(),
            percent: Fraction::new(weight * 100, all).expect("not by zero"),
            basis: String::new(),
        }).collect();
        let parts = split(Fen(amount), &shares);
        prop_assert_eq!(parts.iter().map(|part| part.amount.0).sum::<i64>(), amount);
        let whole = |number: i64| BigRational::from_integer(number.into());
        for (part, share) in parts.iter().zip(&shares) {
            let exact = whole(amount) * &share.percent.0 / whole(100);
            prop_assert!((whole(part.amount.0) - exact).abs() < whole(1));
        }
    }

    #[test]
    fn nothing_found_takes_nothing(rules in mixed()) {
        let sheet = Month::new(Score::from_hundredths(9_000)).rate("RESPOND", "1").settle(&rules);
        prop_assert!(sheet.lines.is_empty() && sheet.exact.0.is_zero());
        prop_assert_eq!(sheet.payable, FEE);
    }
}
