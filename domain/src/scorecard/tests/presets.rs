//! The presets as they ship.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::*;
use super::{counters, fraction};
use crate::fraction::Fraction;

fn preset(code: &str) -> Scheme {
    scheme_presets().into_iter().find(|preset| preset.code == code).expect("a preset").scheme
}

#[test]
fn every_preset_is_valid_and_survives_storage() {
    let codes: Vec<String> = scheme_presets().iter().map(|preset| preset.code.clone()).collect();
    let expected =
        ["GBT-33850", "BANDS-90-80-70", "BANDS-90-75-60", "UK-SERVICE-POINTS", "PFI-LATENESS", "POINTS-LADDER"];
    assert_eq!(codes, expected);
    for preset in scheme_presets() {
        assert_eq!(preset.scheme.contradictions(), [], "{}", preset.code);
        let stored = serde_json::to_string(&preset.scheme).expect("text");
        assert_eq!(serde_json::from_str::<Scheme>(&stored).expect("a scheme"), preset.scheme);
        assert!([&preset.name, &preset.note].iter().all(|text| !text.zh.is_empty() && !text.en.is_empty()));
    }
}

#[test]
fn the_five_characteristics_weigh_what_the_table_says() {
    let scheme = preset("GBT-33850");
    let weight = |group| {
        let of_group = scheme.criteria.iter().filter(|criterion| criterion.group == group);
        Fraction(of_group.map(|criterion| &criterion.weight.0).sum())
    };
    let weights = CriterionGroup::ALL.iter().map(|group| weight(*group).to_string()).collect::<Vec<_>>();
    assert_eq!(weights, ["15", "35", "25", "15", "10"]);
    let used: BTreeSet<Formula> = scheme.criteria.iter().map(|criterion| criterion.formula).collect();
    let unused: Vec<_> = Formula::ALL.iter().filter(|formula| !used.contains(formula)).collect();
    assert_eq!(unused, [&Formula::ResolveInTime], "the table asks for restoration");
}

#[test]
fn the_ladder_pays_as_its_source_says() {
    let scheme = preset("POINTS-LADDER");
    let pays = |points: i64| {
        let score = Score::from_hundredths(10_000 - points * 100).expect("a score");
        scheme.grade(score).expect("no hole").pay_percent.as_ref().map(Fraction::to_string)
    };
    let ladder =
        [(0, "100"), (5, "100"), (9, "100"), (10, "98"), (15, "96"), (20, "94"), (25, "92"), (30, "90"), (99, "90")];
    for (points, percent) in ladder {
        assert_eq!(pays(points).as_deref(), Some(percent), "{points}");
    }
}

#[test]
fn uk_points_are_quarters_of_a_criterion() {
    let scheme = preset("UK-SERVICE-POINTS");
    let counters = Counters { respond: Tally { part: 965, whole: 1_000 }, ..Counters::default() };
    let card = score(&scheme, &Basis::from(&counters));
    assert_eq!(card.terms[0].points, Some(fraction("1/4")), "96.5 % costs three of four points");
}

proptest! {
    #[test]
    fn every_preset_gives_every_rated_period_one_grade(counters in counters()) {
        for preset in scheme_presets() {
            let card = score(&preset.scheme, &Basis::from(&counters));
            prop_assert_eq!(card.score.is_some(), card.grade.is_some());
            let weights = Fraction(card.terms.iter().map(|term| &term.effective_weight.0).sum());
            let shared = if card.terms.iter().any(|term| term.points.is_some()) { 100 } else { 0 };
            prop_assert_eq!(weights, Fraction::whole(shared));
        }
    }
}
