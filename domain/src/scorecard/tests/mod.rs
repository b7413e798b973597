//! Scores told as cases, and the laws they keep.

mod ledger;
mod manual;
mod presets;

use proptest::prelude::*;

use super::*;
use crate::assessment::AssessmentRules;
use crate::fraction::Fraction;
use crate::sla::Metric;
use crate::ticket::Priority;

fn scored(scheme: &Scheme, counters: &Counters) -> Scorecard {
    score(scheme, &Basis::from(counters))
}

fn fraction(text: &str) -> Fraction {
    text.parse().expect("a number")
}

const fn of(part: i64, whole: i64) -> Tally {
    Tally { part, whole }
}

/// A year in which everything was counted.
fn year() -> Counters {
    Counters {
        respond: of(97, 100),
        arrive: of(19, 20),
        restore: [of(1, 2), of(3, 4), of(40, 40), of(30, 30)],
        resolve: of(70, 76),
        reopen: of(1, 100),
        repeat: of(3, 50),
        pause: of(0, 36_000),
        rating: of(46, 10),
        ..Counters::default()
    }
}

fn grade_of(hundredths: i64) -> String {
    let score = Score::from_hundredths(hundredths).expect("a score");
    shipped_scheme().grade(score).expect("no hole").name.zh.clone()
}

/// One criterion that gives `rate` of 100 points.
fn straight() -> Scheme {
    let mut scheme = shipped_scheme();
    scheme.criteria.truncate(1);
    let only = &mut scheme.criteria[0];
    (only.target, only.floor, only.weight) = (fraction("1"), fraction("0"), fraction("100"));
    scheme
}

#[test]
fn the_shipped_scheme_is_valid_and_survives_storage() {
    let scheme = shipped_scheme();
    assert_eq!(scheme.validate(), Ok(()));
    let stored = serde_json::to_string(&scheme).expect("text");
    assert_eq!(serde_json::from_str::<Scheme>(&stored).expect("a scheme"), scheme);
    let card = scored(&scheme, &year());
    let stored = serde_json::to_string(&card).expect("text");
    assert_eq!(serde_json::from_str::<Scorecard>(&stored).expect("a scorecard"), card);
}

#[test]
fn a_year_is_scored_and_every_term_can_be_computed_again() {
    let card = scored(&shipped_scheme(), &year());
    let rates: Vec<String> = card.terms.iter().map(|term| term.rate.as_ref().expect("counted").to_string()).collect();
    // RESTORE: (8·1 + 4·3 + 2·40 + 30) / (8·2 + 4·4 + 2·40 + 30); SATISFACTION: (4.6 − 1) / 4.
    assert_eq!(rates, ["97/100", "19/20", "1", "65/71", "99/100", "47/50", "9/10"]);
    let points: Vec<String> =
        card.terms.iter().map(|term| term.points.as_ref().expect("counted").to_string()).collect();
    assert_eq!(points, ["17/18", "1", "1", "306/355", "1", "14/15", "1"]);
    assert_eq!(card.terms[3].contribution, fraction("122400/4189"));
    assert_eq!(card.terms[3].effective_weight, fraction("2000/59"));
    // 100 − 1200/59·1/18 − 2000/59·49/355 − 500/59·1/15 = 93.6265…
    assert_eq!(card.score.map(|score| score.to_string()).as_deref(), Some("93.63"));
    assert_eq!(card.grade.map(|grade| grade.zh).as_deref(), Some("优秀"));
}

#[test]
fn e49_every_score_has_one_grade_and_a_boundary_belongs_to_the_better_one() {
    let cases = [
        (10_000, "优秀"),
        (9_000, "优秀"),
        (8_999, "良好"),
        (8_000, "良好"),
        (7_999, "合格"),
        (7_000, "合格"),
        (6_999, "不合格"),
        (0, "不合格"),
    ];
    for (hundredths, grade) in cases {
        assert_eq!(grade_of(hundredths), grade, "{hundredths}");
    }
    // 89.995 exactly is rounded once, to 90.00, and graded as what everybody reads.
    let card = scored(&straight(), &Counters { respond: of(89_995, 100_000), ..Counters::default() });
    assert_eq!(card.score, Score::from_hundredths(9_000));
    assert_eq!(card.grade.map(|grade| grade.en).as_deref(), Some("Excellent"));
    let card = scored(&straight(), &Counters { respond: of(89_994_999, 100_000_000), ..Counters::default() });
    assert_eq!(card.score, Score::from_hundredths(8_999));
}

#[test]
fn e50_a_vendor_without_tickets_is_not_rated() {
    let card = scored(&shipped_scheme(), &Counters::default());
    assert_eq!((card.score, card.grade), (None, None));
    assert!(card.terms.iter().all(|term| term.note == Some(TermNote::NoData) && term.rate.is_none()));
    let all_late = Counters { respond: of(0, 3), ..Counters::default() };
    assert_eq!(scored(&shipped_scheme(), &all_late).score, Score::from_hundredths(0), "0 is a score");
}

#[test]
fn an_empty_set_shares_its_weight_out_in_proportion() {
    let counters =
        Counters { respond: of(1, 1), restore: [of(0, 1), of(0, 0), of(0, 0), of(0, 0)], ..Counters::default() };
    let card = scored(&shipped_scheme(), &counters);
    let weights: Vec<String> = card.terms.iter().map(|term| term.effective_weight.to_string()).collect();
    assert_eq!(weights, ["75/2", "0", "0", "125/2", "0", "0", "0"], "12 to 20, as in the scheme");
    assert_eq!(card.score, Score::from_hundredths(3_750));
}

#[test]
fn four_ratings_are_shown_and_not_counted() {
    let rated = |count| Counters { rating: of(count, count), respond: of(1, 1), ..Counters::default() };
    let few = scored(&shipped_scheme(), &rated(4));
    let term = &few.terms[6];
    assert_eq!((term.note, term.points.as_ref()), (Some(TermNote::TooFewRatings), None));
    assert_eq!(term.rate, Some(Fraction::zero()));
    assert_eq!(few.score, Score::from_hundredths(10_000));
    let enough = scored(&shipped_scheme(), &rated(5));
    assert_eq!(enough.terms[6].note, None);
    assert!(enough.score < few.score);
}

#[test]
fn a_month_may_reopen_more_than_it_resolved() {
    let card = scored(&shipped_scheme(), &Counters { reopen: of(3, 2), ..Counters::default() });
    assert_eq!(card.terms[4].rate, Some(Fraction::zero()));
}

#[test]
fn a_scheme_that_cannot_be_applied_is_refused() {
    let refused = |change: &dyn Fn(&mut Scheme)| {
        let mut scheme = shipped_scheme();
        change(&mut scheme);
        scheme.validate().expect_err("must be refused")
    };
    let code = || "RESPOND".to_owned();
    assert_eq!(refused(&|scheme| scheme.criteria.clear()), SchemeError::NoCriteria);
    assert_eq!(refused(&|scheme| scheme.criteria[0].name.en.clear()), SchemeError::BlankCriterion { place: 1 });
    let twice = |scheme: &mut Scheme| scheme.criteria[1].code = code();
    assert_eq!(refused(&twice), SchemeError::DuplicateCode { code: code() });
    let weightless = |scheme: &mut Scheme| scheme.criteria[0].weight = Fraction::zero();
    assert_eq!(refused(&weightless), SchemeError::WeightNotPositive { code: code() });
    let heavy = |scheme: &mut Scheme| scheme.criteria[0].weight = fraction("1259/59");
    assert_eq!(refused(&heavy), SchemeError::WeightsSum { sum: Fraction::whole(101) });
    for (floor, target) in [("0.9", "0.9"), ("-0.1", "0.9"), ("0.9", "1.01")] {
        let range = |scheme: &mut Scheme| {
            (scheme.criteria[0].floor, scheme.criteria[0].target) = (fraction(floor), fraction(target));
        };
        assert_eq!(refused(&range), SchemeError::Range { code: code() }, "{floor} {target}");
    }
    assert_eq!(refused(&|scheme| scheme.bands.clear()), SchemeError::NoBands);
    let hole = |scheme: &mut Scheme| scheme.bands.truncate(3);
    assert_eq!(refused(&hole), SchemeError::LowestBand { from: Fraction::whole(70) });
    assert_eq!(refused(&|scheme| scheme.bands.swap(0, 1)), SchemeError::BandOrder);
    assert_eq!(refused(&|scheme| scheme.bands[0].from = fraction("100.01")), SchemeError::BandOrder);
    assert_eq!(refused(&|scheme| scheme.min_ratings = 0), SchemeError::MinRatings);
    let steps =
        [("1", "1"), ("0.9", "1/2")].map(|(from, points)| Step { from: fraction(from), points: fraction(points) });
    let stepped = |scheme: &mut Scheme| scheme.criteria[0].steps = steps.to_vec();
    assert_eq!(refused(&stepped), SchemeError::Steps { code: code() }, "the first step is the target");
    let upwards = |scheme: &mut Scheme| {
        scheme.criteria[0].target = fraction("1");
        scheme.criteria[0].steps = steps.iter().rev().cloned().collect();
    };
    assert_eq!(refused(&upwards), SchemeError::Steps { code: code() });
    let never =
        |scheme: &mut Scheme| scheme.assessment = Some(AssessmentRules { periods: vec![], ..Default::default() });
    assert_eq!(refused(&never).field(), "spec.assessment");
}

#[test]
fn every_contradiction_of_a_scheme_is_named_at_once_with_its_field() {
    let mut scheme = shipped_scheme();
    scheme.criteria[0].weight = Fraction::zero();
    scheme.criteria[1].floor = fraction("0.99");
    scheme.bands.truncate(3);
    scheme.min_ratings = 0;
    let fields: Vec<&str> = scheme.contradictions().iter().map(SchemeError::field).collect();
    let expected =
        ["spec.criteria.weight", "spec.criteria.target", "spec.criteria.weight", "spec.minRatings", "spec.bands.from"];
    assert_eq!(fields, expected);
    assert_eq!(scheme.validate().expect_err("must be refused"), scheme.contradictions()[0]);
}

#[test]
fn steps_replace_the_line_between_floor_and_target() {
    let mut scheme = straight();
    let criterion = &mut scheme.criteria[0];
    (criterion.target, criterion.floor) = (fraction("0.99"), fraction("0.95"));
    criterion.steps = [("0.99", "1"), ("0.98", "3/4"), ("0.97", "1/2"), ("0.96", "1/4")]
        .map(|(from, points)| Step { from: fraction(from), points: fraction(points) })
        .to_vec();
    assert_eq!(scheme.validate(), Ok(()));
    let cases =
        [(9_900, 10_000), (9_899, 7_500), (9_800, 7_500), (9_700, 5_000), (9_600, 2_500), (9_599, 0), (9_500, 0)];
    for (met, expected) in cases {
        let card = scored(&scheme, &Counters { respond: of(met, 10_000), ..Counters::default() });
        assert_eq!(card.score, Score::from_hundredths(expected), "{met}");
    }
}

#[test]
fn each_new_formula_divides_its_own_counter() {
    let counters = Counters {
        update: of(3, 4),
        complaint: of(1, 2),
        record: of(5, 8),
        inspection: of(7, 9),
        ..Counters::default()
    };
    let formulas =
        [Formula::UpdateInTime, Formula::ComplaintsInTime, Formula::RecordsComplete, Formula::InspectionsDone];
    let rates = formulas.map(|formula| {
        let mut scheme = straight();
        scheme.criteria[0].formula = formula;
        scored(&scheme, &counters).terms[0].rate.as_ref().map(Fraction::to_string)
    });
    assert_eq!(rates, ["3/4", "1/2", "5/8", "7/9"].map(|rate| Some(rate.to_owned())));
}

#[test]
fn counters_from_before_a_formula_was_there_are_read_as_nothing() {
    let old = r#"{"respond":{"part":1,"whole":2},"arrive":{"part":0,"whole":0}}"#;
    let read: Counters = serde_json::from_str(old).expect("older counters");
    assert_eq!(read, Counters { respond: of(1, 2), ..Counters::default() });
    assert!(!serde_json::to_string(&read).expect("JSON").contains("late"), "most months have none");
    assert!(Counters::default().is_nothing() && !read.is_nothing());
}

#[test]
fn a_grade_pays_a_share_or_the_scheme_says_nothing_of_money() {
    let paying = |percents: [Option<i64>; 4]| {
        let mut scheme = shipped_scheme();
        for (band, percent) in scheme.bands.iter_mut().zip(percents) {
            band.pay_percent = percent.map(Fraction::whole);
        }
        scheme.validate()
    };
    assert_eq!(paying([None; 4]), Ok(()));
    assert_eq!(paying([Some(100), Some(90), Some(90), Some(0)]), Ok(()));
    let refused = [
        [Some(100), None, Some(80), Some(0)],
        [Some(101), Some(90), Some(80), Some(0)],
        [Some(100), Some(90), Some(80), Some(-1)],
        [Some(90), Some(100), Some(80), Some(0)],
    ];
    for percents in refused {
        assert_eq!(paying(percents), Err(SchemeError::PayPercent), "{percents:?}");
    }
    let written = serde_json::to_string(&shipped_scheme()).expect("JSON");
    for younger in ["payPercent", "ledger", "assessment", "steps"] {
        assert!(!written.contains(younger), "older schemes read and write as before: {younger}");
    }
}

fn tallies() -> impl Strategy<Value = Tally> {
    (0..1000_i64).prop_flat_map(|whole| (0..=whole, Just(whole)).prop_map(|(part, whole)| of(part, whole)))
}

prop_compose! {
    fn counters()(
        clocks in prop::array::uniform5(tallies()),
        events in prop::array::uniform5(tallies()),
        restore in prop::array::uniform4(tallies()),
        stars in prop::collection::vec(1..=5_i64, 0..12),
        breaches in prop::collection::vec((0..5_usize, 0..4_usize, 0..3_usize, 1..20_i64), 0..6),
    ) -> Counters {
        let [respond, arrive, resolve, update, complaint] = clocks;
        let [reopen, repeat, pause, record, inspection] = events;
        let rating = of(stars.iter().sum(), i64::try_from(stars.len()).expect("few"));
        let mut late = Late::default();
        for (metric, priority, lateness, count) in breaches {
            let lateness = [Lateness::Late, Lateness::BeyondTwice, Lateness::BeyondThrice][lateness];
            late.add(Metric::ALL[metric], Priority::ALL[priority], lateness, count);
        }
        Counters {
            respond, arrive, restore, resolve, update, reopen, repeat, pause, rating, complaint, record, inspection, late,
        }
    }
}

proptest! {
    #[test]
    fn effective_weights_sum_to_the_total_and_the_score_is_rounded_once(counters in counters()) {
        let card = scored(&shipped_scheme(), &counters);
        let weights = Fraction(card.terms.iter().map(|term| &term.effective_weight.0).sum());
        let is_rated = card.score.is_some();
        prop_assert_eq!(weights, if is_rated { Fraction::whole(100) } else { Fraction::zero() });
        let exact = Fraction(card.terms.iter().map(|term| &term.contribution.0).sum());
        if let Some(score) = card.score {
            prop_assert_eq!(exact.hundredths(), Some(score.hundredths()));
        }
        for term in &card.terms {
            prop_assert!(term.rate.iter().chain(&term.points).all(|share| (Fraction::zero()..=Fraction::one()).contains(share)));
        }
    }

    #[test]
    fn months_add_up_to_a_year_in_any_order(months in prop::collection::vec(counters(), 1..12), split in 0..12_usize) {
        let forwards: Counters = months.iter().copied().sum();
        let backwards: Counters = months.iter().rev().copied().sum();
        let (early, late) = months.split_at(split.min(months.len()));
        let quarters = early.iter().copied().sum::<Counters>() + late.iter().copied().sum();
        prop_assert_eq!(forwards, backwards);
        prop_assert_eq!(forwards, quarters);
    }

    #[test]
    fn bands_have_no_hole_and_a_higher_score_no_worse_grade(low in 0..=10_000_i64, high in 0..=10_000_i64) {
        let scheme = shipped_scheme();
        let place = |hundredths| {
            let grade = scheme.grade(Score::from_hundredths(hundredths).expect("a score")).expect("no hole");
            scheme.bands.iter().position(|band| band == grade)
        };
        let (low, high) = (low.min(high), low.max(high));
        prop_assert!(place(high) <= place(low));
    }

    #[test]
    fn doing_better_never_scores_less(counters in counters()) {
        let raised = |tally: fn(&mut Counters) -> &mut Tally| {
            let mut better = counters;
            let tally = tally(&mut better);
            tally.part += 1;
            (tally.part <= tally.whole).then_some(better)
        };
        let better = [raised(|of| &mut of.respond), raised(|of| &mut of.resolve)];
        prop_assume!(better.iter().any(Option::is_some));
        for scheme in scheme_presets().into_iter().map(|preset| preset.scheme).chain([shipped_scheme()]) {
            for better in better.iter().flatten() {
                prop_assert!(scored(&scheme, better).score >= scored(&scheme, &counters).score, "{:?}", scheme);
            }
        }
    }
}
