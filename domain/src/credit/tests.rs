//! Settlements told as cases.

use super::*;
use crate::fraction::Fraction;
use crate::money::Fen;
use crate::scorecard::{Late, Lateness, Period, PeriodKind, Score, shipped_scheme};
use crate::sla::Metric;
use crate::ticket::Priority;

fn fraction(text: &str) -> Fraction {
    text.parse().expect("a number")
}

fn preset(code: &str) -> CreditRules {
    credit_presets().into_iter().find(|preset| preset.code == code).expect("it ships").rules
}

fn score(text: &str) -> Option<Score> {
    Some(text.parse().expect("a score"))
}

pub(super) const FEE: Fen = Fen(1_000_000);

/// A month of a contract of 120,000.00 with a fee of 10,000.00.
#[derive(Debug)]
pub(super) struct Month {
    month: i32,
    score: Option<Score>,
    pub rates: Vec<(String, Fraction)>,
    pub late: Late,
    pub ledger: Fraction,
    pub past: Vec<PastPeriod>,
}

impl Month {
    pub(super) fn new(score: Option<Score>) -> Self {
        Self { month: 202603, score, rates: vec![], late: Late::default(), ledger: Fraction::zero(), past: vec![] }
    }

    pub(super) fn rate(mut self, code: &str, rate: &str) -> Self {
        self.rates.push((code.to_owned(), fraction(rate)));
        self
    }

    pub(super) fn late(mut self, priority: Priority, lateness: Lateness, count: i64) -> Self {
        self.late.add(Metric::Response, priority, lateness, count);
        self
    }

    pub(super) fn settle(&self, rules: &CreditRules) -> CreditSheet {
        let period = Period::holding(rules.period, Period::month(self.month).expect("a month").start);
        settle(
            rules,
            &CreditInputs {
                period,
                fee: FEE,
                contract_amount: Fen(12_000_000),
                score: self.score,
                rates: &self.rates,
                late: &self.late,
                ledger_points: &self.ledger,
                past: &self.past,
            },
        )
    }
}

/// The month after one that was settled.
fn past(sheet: &CreditSheet, month: i32, score: Option<Score>) -> PastPeriod {
    let period = Period::month(month).expect("a month");
    let (failed, credit, earned_back) = (sheet.failed.clone(), sheet.credit, sheet.earned_back);
    PastPeriod { period, score, failed, credit, earned_back }
}

fn arithmetic(sheet: &CreditSheet) -> Vec<&str> {
    sheet.lines.iter().map(|line| line.arithmetic.as_str()).collect()
}

#[test]
fn every_preset_is_valid_and_survives_storage() {
    let scheme = shipped_scheme();
    let criteria: Vec<&str> = scheme.criteria.iter().map(|criterion| criterion.code.as_str()).collect();
    let presets = credit_presets();
    assert_eq!(presets.len(), 6);
    for preset in presets {
        assert_eq!(preset.rules.validate(&criteria), Ok(()), "{}", preset.code);
        let stored = serde_json::to_value(&preset.rules).expect("JSON");
        assert_eq!(serde_json::from_value::<CreditRules>(stored).expect("rules"), preset.rules);
    }
}

#[test]
fn a_grade_withholds_its_share_and_a_boundary_belongs_to_the_better_one() {
    let rules = preset("BANDS-90-80-70");
    let credit = |text: &str| Month::new(score(text)).settle(&rules).credit;
    let credits = ["90.00", "89.99", "80.00", "79.99", "70.00", "69.99", "0.00"].map(credit);
    let fen = [0, 100_000, 100_000, 200_000, 200_000, 300_000, 300_000].map(Fen);
    assert_eq!(credits, fen);
    let sheet = Month::new(None).settle(&rules);
    assert_eq!((sheet.credit, sheet.payable, sheet.lines.len()), (Fen(0), FEE, 0), "not rated is paid in full");
    let sheet = Month::new(score("85.00")).settle(&rules);
    assert_eq!((arithmetic(&sheet), sheet.payable), (vec!["85.00 ≥ 80: 10 %"], Fen(900_000)));
}

#[test]
fn the_same_kpi_failed_twice_in_a_row_counts_double() {
    // 96.5, then 98.5, then 96.5 → 3, 2, 6 points (UK Model Services Agreement).
    let rules = preset("SERVICE-POINTS");
    let (mut points, mut so_far) = (Vec::new(), Vec::new());
    for (month, rate) in [(202601, "0.965"), (202602, "0.985"), (202603, "0.965")] {
        let sheet =
            Month { month, past: so_far.clone(), ..Month::new(score("90.00")).rate("RESPOND", rate) }.settle(&rules);
        points.push(sheet.points.to_string());
        so_far.push(past(&sheet, month, score("90.00")));
    }
    assert_eq!(points, ["3", "2", "6"]);
    let gap = Month { month: 202605, past: so_far, ..Month::new(score("90.00")).rate("RESPOND", "0.965") };
    assert_eq!(gap.settle(&rules).points, Fraction::whole(3), "a month lies between");
    let sheet = Month::new(None).rate("RESPOND", "0.99").settle(&rules);
    assert_eq!((sheet.points, sheet.failed), (Fraction::zero(), vec![]), "the target is met at the target");
}

#[test]
fn lateness_counts_twice_and_three_times_and_the_first_points_are_free() {
    let rules = preset("LATENESS-RATCHET");
    // 0.4·(10 + 10·2 + 20·3) + 0.2·0 + 0.1·840 = 36 + 84 = 120 points; (120 − 20) + 20·0.2 = 104 at 300.00.
    let month = Month::new(score("90.00"))
        .late(Priority::P1, Lateness::Late, 10)
        .late(Priority::P1, Lateness::BeyondTwice, 10)
        .late(Priority::P1, Lateness::BeyondThrice, 20)
        .late(Priority::P3, Lateness::Late, 800)
        .late(Priority::P4, Lateness::Late, 40);
    let sheet = month.settle(&rules);
    assert_eq!((sheet.points.to_string(), sheet.gross), ("120".to_owned(), Fen(3_120_000)));
    assert_eq!(arithmetic(&sheet), ["(10×1 + 10×2 + 20×3) × 2/5", "(840×1 + 0×2 + 0×3) × 1/10", "120 → 104 × 300.00"]);
    assert_eq!((sheet.credit, sheet.capped_by), (Fen(100_000), Some(CapKind::Period)), "ten per cent of the fee");
    assert_eq!(sheet.caps.iter().map(|cap| cap.limit).collect::<Vec<_>>(), [Fen(100_000), FEE]);
    let few = Month::new(score("90.00")).late(Priority::P3, Lateness::Late, 200).settle(&rules);
    assert_eq!((few.points, few.credit), (Fraction::whole(20), Fen(0)));
}

#[test]
fn a_ladder_takes_the_highest_step_reached() {
    let rules = preset("POINTS-LADDER");
    let percent = |count| Month::new(score("90.00")).late(Priority::P2, Lateness::Late, count).settle(&rules).percent;
    let found: Vec<String> = [4, 5, 9, 10, 29, 30, 99].map(|count| percent(count).to_string()).to_vec();
    assert_eq!(found, ["0", "0", "0", "2", "8", "10", "10"]);
}

#[test]
fn one_per_cent_for_each_full_point_below_the_target() {
    let rules = preset("PERCENT-BELOW");
    let percent = |rate| Month::new(score("90.00")).rate("RESTORE", rate).settle(&rules).percent.to_string();
    assert_eq!(["0.9", "0.895", "0.89", "0.881", "0.75"].map(percent), ["0", "0", "1", "1", "15"]);
    let capped = Month::new(score("90.00")).rate("RESTORE", "0.75").settle(&rules);
    assert_eq!((capped.credit, capped.capped_by), (Fen(100_000), Some(CapKind::Period)));
}

#[test]
fn free_events_are_the_least_late_and_fixed_sums_are_fen() {
    let mut rules = preset("BANDS-90-80-70");
    rules.events = vec![EventCredit {
        code: "LATE".to_owned(),
        metric: Metric::Response,
        priorities: vec![Priority::P1, Priority::P2],
        free: 3,
        beyond_twice: 2,
        beyond_thrice: 3,
        each: EventWorth::Fen(Fen(50_000)),
    }];
    let month = Month::new(score("95.00"))
        .late(Priority::P1, Lateness::Late, 2)
        .late(Priority::P2, Lateness::BeyondTwice, 2)
        .late(Priority::P2, Lateness::BeyondThrice, 1)
        .late(Priority::P3, Lateness::BeyondThrice, 9);
    let sheet = month.settle(&rules);
    assert_eq!(arithmetic(&sheet), ["(0×1 + 1×2 + 1×3) × 500.00, 3 of 5 free"]);
    assert_eq!((sheet.credit, sheet.failed), (Fen(250_000), vec!["LATE".to_owned()]));
}

#[test]
fn the_contracts_cap_counts_what_earlier_periods_lost() {
    let mut rules = preset("BANDS-90-80-70");
    (rules.period, rules.contract_cap) = (PeriodKind::Month, Some(fraction("10")));
    let lost = |month, credit: i64, earned_back: i64| PastPeriod {
        period: Period::month(month).expect("a month"),
        score: score("60.00"),
        failed: vec![],
        credit: Fen(credit),
        earned_back: Fen(earned_back),
    };
    // 1,200,000 fen in all; 900,000 and 250,000 lost, 50,000 given back: 100,000 are left.
    let past = vec![lost(202602, 250_000, 0), lost(202601, 900_000, 0), lost(202512, 0, 50_000)];
    let sheet = Month { past, ..Month::new(score("60.00")) }.settle(&rules);
    assert_eq!((sheet.gross, sheet.credit), (Fen(300_000), Fen(100_000)));
    assert_eq!(sheet.capped_by, Some(CapKind::Contract));
    assert!(sheet.right_to_terminate, "twice in a row below 80");
}

#[test]
fn periods_of_another_length_and_later_ones_count_towards_the_cap_and_towards_nothing_else() {
    let mut rules = preset("BANDS-90-80-70");
    (rules.period, rules.contract_cap, rules.on_repetition) = (PeriodKind::Month, Some(fraction("10")), 2);
    rules.earn_back = Some(EarnBack { periods: 1, min_score: fraction("90"), percent: fraction("100") });
    let quarter = PastPeriod {
        period: Period { kind: PeriodKind::Quarter, start: "2025-12-01".parse().expect("a date") },
        score: score("60.00"),
        failed: vec!["BAND".to_owned()],
        credit: Fen(1_000_000),
        earned_back: Fen(0),
    };
    let later = PastPeriod { period: Period::month(202604).expect("a month"), ..quarter.clone() };
    for other in [quarter, later] {
        let of = |text| Month { past: vec![other.clone()], ..Month::new(score(text)) }.settle(&rules);
        let sheet = of("60.00");
        assert_eq!((sheet.gross, sheet.credit), (Fen(300_000), Fen(200_000)), "1,200,000 fen in all");
        assert!(!sheet.right_to_terminate, "only what comes right before is in a row with it");
        assert_eq!(of("95.00").earned_back, Fen(0));
    }
}

#[test]
fn a_credit_is_earned_back_once_by_good_periods_in_a_row() {
    let mut rules = preset("BANDS-90-80-70");
    rules.period = PeriodKind::Month;
    rules.earn_back = Some(EarnBack { periods: 2, min_score: fraction("90"), percent: fraction("50") });
    let (mut so_far, mut back) = (Vec::new(), Vec::new());
    for (month, text) in [(202601, "85.00"), (202602, "95.00"), (202603, "92.00"), (202604, "97.00"), (202605, "99.00")]
    {
        let sheet = Month { month, past: so_far.clone(), ..Month::new(score(text)) }.settle(&rules);
        so_far.push(past(&sheet, month, score(text)));
        back.push(sheet.earned_back.0);
    }
    assert_eq!(back, [0, 0, 50_000, 0, 0]);
    let broken = Month { month: 202604, past: so_far[..2].to_vec(), ..Month::new(score("97.00")) };
    assert_eq!(broken.settle(&rules).earned_back, Fen(0), "a month is missing");
}

#[test]
fn a_good_score_is_rewarded_and_what_is_payable_is_parted_to_the_fen() {
    let rules = preset("REWARD-FOR-SUBSIDY");
    let of = |text| {
        let sheet = Month::new(score(text)).settle(&rules);
        (sheet.credit.0, sheet.reward.0, sheet.payable.0)
    };
    assert_eq!(
        [of("95.00"), of("85.00"), of("75.00")],
        [(0, 100_000, 1_100_000), (100_000, 50_000, 950_000), (200_000, 0, 800_000)]
    );
    assert_eq!(Month::new(None).settle(&rules).reward, Fen(0), "what is not rated is not rewarded");
    let thirds: Vec<FundingShare> = ["县", "市", "区"]
        .into_iter()
        .map(|payer| FundingShare {
            source: FundingSource::OwnBudget,
            payer: payer.to_owned(),
            percent: fraction("100/3"),
            basis: String::new(),
        })
        .collect();
    let parts: Vec<i64> = split(Fen(100), &thirds).into_iter().map(|part| part.amount.0).collect();
    assert_eq!(parts, [34, 33, 33]);
}

#[test]
fn contradictions_are_refused_with_their_field() {
    let refused = |code: &str, change: &dyn Fn(&mut CreditRules)| {
        let mut rules = preset(code);
        change(&mut rules);
        rules.validate(&["RESPOND", "RESTORE"]).expect_err("a contradiction").field().to_owned()
    };
    let bands = "BANDS-90-80-70";
    assert_eq!(refused(bands, &|rules| rules.bands.clear()), "rules");
    assert_eq!(refused(bands, &|rules| rules.bands[3].from = fraction("10")), "rules.bands");
    assert_eq!(refused(bands, &|rules| rules.bands[3].percent = fraction("15")), "rules.bands", "worse and cheaper");
    assert_eq!(refused(bands, &|rules| rules.bands[3].percent = fraction("101")), "rules.bands");
    assert_eq!(refused(bands, &|rules| rules.ledger_points = true), "rules.points", "points that are worth nothing");
    assert_eq!(refused(bands, &|rules| rules.on_repetition = 0), "rules.onRepetition");
    assert_eq!(refused(bands, &|rules| rules.period_cap = Some(fraction("-1"))), "rules.periodCap");
    let kpi = "SERVICE-POINTS";
    assert_eq!(refused(kpi, &|rules| rules.points = None), "rules.points");
    assert_eq!(refused(kpi, &|rules| rules.kpis[0].criterion = "BEAUTY".to_owned()), "rules.kpis");
    assert_eq!(refused(kpi, &|rules| rules.kpis[1].criterion = "RESPOND".to_owned()), "rules.events", "a code twice");
    assert_eq!(refused(kpi, &|rules| rules.kpis[0].target = fraction("0.98")), "rules.kpis", "a step at the target");
    let late = "LATENESS-RATCHET";
    assert_eq!(refused(late, &|rules| rules.events[0].metric = Metric::Update), "rules.events");
    assert_eq!(refused(late, &|rules| rules.events[0].beyond_thrice = 1), "rules.events", "cheaper the later");
    let tiers = |rules: &mut CreditRules| {
        if let Some(points) = &mut rules.points {
            points.tiers.swap(0, 1);
        }
    };
    assert_eq!(refused(late, &tiers), "rules.points.tiers");
    let reward = "REWARD-FOR-SUBSIDY";
    assert_eq!(refused(reward, &|rules| rules.funding[0].percent = fraction("41")), "rules.funding");
    assert_eq!(refused(reward, &|rules| rules.funding[0].payer.clear()), "rules.funding");
}
