//! Rankings told as cases, and the laws they keep.

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::fraction::Fraction;
use crate::golden::assert_golden;
use crate::ids::{AgencyId, AssessmentId, ContractId, SchemeId, UserId, VendorId};
use crate::money::Fen;
use crate::scorecard::{Counters, Period, PeriodKind, Score, Tally, shipped_scheme};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn year() -> Period {
    Period { kind: PeriodKind::Year, start: day("2026-01-01") }
}

fn candidate(number: u128, figure: i64, sample: i64) -> Candidate {
    Candidate {
        subject: id(number),
        name: format!("单位{number:03}"),
        standing: Standing::Figure(figure),
        grade: None,
        sample,
        notes: Vec::new(),
    }
}

fn places(list: &RankedList) -> Vec<(i64, u128, bool)> {
    list.rows.iter().map(|row| (row.rank, row.subject.as_u128(), row.tied)).collect()
}

#[test]
fn the_table_is_the_reviewed_one() {
    let mut text = String::from("What may be done to a ranking: each step from a state, and the state after it.\n\n");
    for step in RankingStep::ALL {
        for state in RankingState::ALL {
            let Ok(to) = next(*state, *step) else { continue };
            let told = topic(*step).unwrap_or("nobody is told");
            let (step, state, needs) = (step.as_str(), state.as_str(), needs(*step).as_str());
            text.push_str(&format!("{step:9}{state:10}→ {:10}{needs}, {told}\n", to.as_str()));
        }
    }
    assert_golden("ranking-steps.txt", &text);
}

#[test]
fn ties_share_a_rank_and_the_next_one_counts_them() {
    let all = vec![candidate(1, 9_000, 40), candidate(2, 9_500, 40), candidate(3, 9_000, 40), candidate(4, 8_000, 40)];
    let list = rank(RankingMeasure::Score, 10, all.clone());
    assert_eq!(places(&list), [(1, 2, false), (2, 1, true), (2, 3, true), (4, 4, false)]);
    let list = rank(RankingMeasure::TimeToAccept, 10, all);
    assert_eq!(places(&list), [(1, 4, false), (2, 1, true), (2, 3, true), (4, 2, false)], "here less is better");
}

#[test]
fn whoever_cannot_be_compared_stands_apart() {
    let unrated = Candidate { standing: Standing::Unrated(UnratedReason::NothingFrozen), ..candidate(3, 0, 0) };
    let all = vec![candidate(1, 10_000, 9), candidate(2, 1, 10), unrated];
    let list = rank(RankingMeasure::Score, 10, all);
    assert_eq!(places(&list), [(1, 2, false)], "the best of all rests on too little");
    let apart: Vec<_> = list.unrated.iter().map(|row| (row.subject.as_u128(), row.reason, row.sample)).collect();
    assert_eq!(apart, [(1, UnratedReason::TooFew, 9), (3, UnratedReason::NothingFrozen, 0)]);
    let row = &list.rows[0];
    assert_eq!((row.confidence, &row.notes[..]), (Confidence::Low, &[ConfidenceNote::FewCounted][..]));
    let sure = rank(RankingMeasure::Score, 10, vec![candidate(1, 1, 30)]);
    assert_eq!((sure.rows[0].confidence, sure.rows[0].notes.len()), (Confidence::High, 0));
}

fn contract(number: u128, amount: i64, (first, last): (&str, &str)) -> RankedContract {
    RankedContract {
        contract: ContractId(id(number)),
        number: format!("C-{number}"),
        first: day(first),
        last: day(last),
        amount: Fen(amount),
    }
}

fn frozen(number: u128, of: u128, (kind, start): (PeriodKind, &str), score: Option<i64>) -> FrozenPeriod {
    FrozenPeriod {
        assessment: AssessmentId(id(number)),
        contract: ContractId(id(of)),
        period: Period { kind, start: day(start) },
        revision: 1,
        scheme: SchemeId(id(1)),
        score: score.and_then(Score::from_hundredths),
        counters: Counters { respond: Tally { part: 18, whole: 20 }, ..Counters::default() },
        input_hash: format!("{number:064}"),
    }
}

fn weighed(contracts: Vec<RankedContract>, cards: &[FrozenPeriod]) -> (Candidate, VendorBasis) {
    weigh((VendorId(id(7)), "八桂运维".to_owned()), year(), contracts, cards, &shipped_scheme())
}

const WHOLE: (&str, &str) = ("2026-01-01", "2026-12-31");

#[test]
fn a_contract_weighs_what_it_is_worth_over_the_days_assessed() {
    let contracts = vec![contract(1, 3_000_000, WHOLE), contract(2, 1_000_000, WHOLE)];
    let cards = [
        frozen(1, 1, (PeriodKind::Year, "2026-01-01"), Some(9_000)),
        frozen(2, 2, (PeriodKind::Year, "2026-01-01"), Some(7_000)),
    ];
    let (candidate, basis) = weighed(contracts, &cards);
    assert_eq!(candidate.standing, Standing::Figure(8_500), "three quarters of 90 and one of 70");
    assert_eq!((candidate.sample, &candidate.notes[..]), (40, &[][..]));
    assert_eq!(candidate.grade.map(|grade| grade.zh), Some("良好".to_owned()));
    let shares: Vec<String> = basis.parts.iter().map(|part| part.share.to_string()).collect();
    assert_eq!(shares, ["3/4", "1/4"]);

    // Twice the amount for twice the days is worth as much a day.
    let contracts = vec![contract(1, 2_000_000, ("2026-01-01", "2027-12-31")), contract(2, 1_000_000, WHOLE)];
    assert_eq!(weighed(contracts, &cards).0.standing, Standing::Figure(8_000));

    let without = vec![contract(1, 0, WHOLE), contract(2, 0, WHOLE)];
    assert_eq!(weighed(without, &cards).0.standing, Standing::Figure(8_000), "no amounts: the days alone");
}

#[test]
fn of_what_is_assessed_side_by_side_the_longest_counts_and_of_revisions_the_latest() {
    let contracts = || vec![contract(1, 100, WHOLE)];
    let corrected = FrozenPeriod { revision: 2, ..frozen(3, 1, (PeriodKind::Year, "2026-01-01"), Some(6_000)) };
    let cards = [
        frozen(1, 1, (PeriodKind::Quarter, "2026-01-01"), Some(10_000)),
        frozen(2, 1, (PeriodKind::Year, "2026-01-01"), Some(9_000)),
        corrected,
        frozen(4, 1, (PeriodKind::Quarter, "2027-01-01"), Some(0)),
        frozen(5, 9, (PeriodKind::Year, "2026-01-01"), Some(0)),
    ];
    assert_eq!(weighed(contracts(), &cards).0.standing, Standing::Figure(6_000));
    let (part, basis) = weighed(contracts(), &cards[..1]);
    assert_eq!((part.standing, part.notes), (Standing::Figure(10_000), vec![ConfidenceNote::PartOfPeriod]));
    assert_eq!((basis.parts[0].days, basis.parts[0].judged, basis.parts[0].breached), (90, 20, 2));
}

#[test]
fn nothing_frozen_is_not_the_same_as_nothing_to_rate() {
    let contracts = || vec![contract(1, 100, WHOLE)];
    let (none, _) = weighed(contracts(), &[]);
    assert_eq!(none.standing, Standing::Unrated(UnratedReason::NothingFrozen));
    let (idle, basis) = weighed(contracts(), &[frozen(1, 1, (PeriodKind::Year, "2026-01-01"), None)]);
    assert_eq!((idle.standing, idle.sample), (Standing::Unrated(UnratedReason::NothingToRate), 0));
    assert_eq!((basis.exact, basis.parts[0].share.clone()), (None, Fraction::zero()));
    let other = FrozenPeriod { scheme: SchemeId(id(2)), ..frozen(2, 2, (PeriodKind::Year, "2026-01-01"), Some(1)) };
    let cards = [frozen(1, 1, (PeriodKind::Year, "2026-01-01"), Some(1)), other];
    let both = vec![contract(1, 100, WHOLE), contract(2, 100, WHOLE)];
    assert_eq!(weighed(both, &cards).0.notes, [ConfidenceNote::SeveralSchemes]);
}

fn rules(kind: RankingKind) -> RankingRules {
    RankingRules { kind, agency: AgencyId(id(1)), period: year(), min_sample: 2 }
}

#[test]
fn agencies_have_a_list_for_each_duty() {
    let duties = |accepted, accept_seconds, confirmed, confirm_seconds, decided, rejected| Duties {
        accepted,
        accept_seconds,
        confirmed,
        confirm_seconds,
        pauses_decided: decided,
        pauses_rejected: rejected,
    };
    let agencies = vec![
        (AgencyId(id(2)), "柳州".to_owned(), duties(2, 601, 2, 90, 4, 1)),
        (AgencyId(id(1)), "南宁".to_owned(), duties(4, 400, 1, 10, 3, 1)),
    ];
    let record = rank_agencies(rules(RankingKind::Agencies), agencies);
    let lists: Vec<_> = record.sheet.lists.iter().map(|list| (list.measure, places(list))).collect();
    assert_eq!(
        lists,
        [
            (RankingMeasure::TimeToAccept, vec![(1, 1, false), (2, 2, false)]),
            (RankingMeasure::TimeToConfirm, vec![(1, 2, false)]),
            (RankingMeasure::RejectedPauses, vec![(1, 2, false), (2, 1, false)]),
        ]
    );
    let figures: Vec<i64> = record.sheet.lists.iter().map(|list| list.rows[0].figure).collect();
    assert_eq!(figures, [100, 45, 2_500]);
    assert_eq!(record.sheet.lists[0].rows[1].figure, 301, "300.5 seconds, a half going up");
    assert_eq!(record.sheet.lists[1].unrated[0].reason, UnratedReason::TooFew);
    assert_eq!(record.sheet.subjects(), [id(1), id(2)]);
    let own = record.sheet.only(|subject| subject == id(2));
    assert_eq!(own.subjects(), [id(2)]);
    assert_eq!(own.lists[0].rows[0].rank, 2, "the rank stays that among all");
}

#[test]
fn nobody_publishes_before_the_period_and_every_objection_is_over() {
    let at = |text: &str| text.parse().expect("an instant");
    let (end, late) = (Some(at("2027-02-08T16:00:00Z")), at("2027-02-08T16:00:00Z"));
    let early = at("2027-02-08T15:59:59Z");
    let objections = |outcomes: &[Option<ObjectionOutcome>]| Awaited { outcomes: outcomes.to_vec() };
    assert_eq!(check_publication(early, end, &objections(&[])), Err(RankingRefusal::TooEarly));
    assert_eq!(check_publication(late, end, &objections(&[])), Ok(()));
    let (accepted, rejected) = (Some(ObjectionOutcome::Accepted), Some(ObjectionOutcome::Rejected));
    assert_eq!(check_publication(late, end, &objections(&[rejected, None])), Err(RankingRefusal::Unanswered));
    assert_eq!(check_publication(late, end, &objections(&[rejected, accepted])), Err(RankingRefusal::NeedsRedraft));
    assert_eq!(check_publication(late, end, &objections(&[rejected])), Ok(()));
    assert_eq!(check_objection(early, end, false), Ok(()));
    assert_eq!(check_objection(early, end, true), Err(RankingRefusal::ObjectedBefore));
    assert_eq!(check_objection(late, end, false), Err(RankingRefusal::TooLate));
    let (one, other) = (Some(UserId(id(1))), Some(UserId(id(2))));
    assert_eq!(four_eyes(RankingStep::Publish, one, one), Err(RankingRefusal::Drafter));
    assert_eq!(four_eyes(RankingStep::Answer, other, one), Ok(()));
    assert_eq!(four_eyes(RankingStep::Announce, one, one), Ok(()), "to show one's work is not to judge it");
    assert_eq!(four_eyes(RankingStep::Publish, None, None), Ok(()), "the platform itself");
    assert_eq!(check_answer(one, one), Err(RankingRefusal::Objector));
    assert_eq!(check_answer(one, other), Ok(()));
    assert_eq!(check_answer(one, None), Ok(()), "nobody's in particular");
    assert_eq!(check_answer(None, None), Ok(()), "the platform itself");
    assert_eq!((RankingRefusal::Objector.code(), RankingRefusal::Objector.field()), ("SAME_PERSON", "objectionId"));
}

#[test]
fn a_summary_leads_with_the_first_and_names_nobody_twice() {
    let scheme = shipped_scheme();
    let graded = |number, figure| {
        let score = Score::from_hundredths(figure).expect("a score");
        Candidate { grade: scheme.grade(score).map(|band| band.name.clone()), ..candidate(number, figure, 40) }
    };
    let sheet = |figures: &[(u128, i64)]| RankingSheet {
        lists: vec![rank(RankingMeasure::Score, 1, figures.iter().map(|(who, of)| graded(*who, *of)).collect())],
    };
    let basis = RankingBasis { rules: rules(RankingKind::Vendors), vendors: vec![], agencies: vec![] };
    let now = sheet(&[(1, 9_500), (2, 8_500), (3, 8_500), (4, 1_000)]);
    let before = sheet(&[(1, 9_500), (2, 8_000), (5, 7_000)]);
    let summary = summarise(&now, &basis, Some(&before), (2, &scheme));
    let who = |rows: &[RankedRow]| rows.iter().map(|row| row.subject.as_u128()).collect::<Vec<_>>();
    assert_eq!((summary.ranked, who(&summary.top), who(&summary.bottom)), (4, vec![1, 2, 3], vec![4]));
    let grades: Vec<_> = summary.grades.iter().map(|of| (of.grade.zh.as_str(), of.count)).collect();
    assert_eq!(grades, [("优秀", 1), ("良好", 2), ("合格", 0), ("不合格", 1)]);
    let changed: Vec<_> = summary
        .changes
        .expect("a year before")
        .iter()
        .map(|of| (of.subject.as_u128(), of.rank_before, of.rank_after))
        .collect();
    assert_eq!(changed, [(2, Some(2), Some(2)), (3, None, Some(2)), (4, None, Some(4)), (5, Some(3), None)]);
    assert_eq!(summarise(&now, &basis, None, (2, &scheme)).changes, None);
    assert_eq!(changes(&now, &now), []);
}

/// Few figures, so that ties are common; samples on both sides of the minimum.
fn field() -> impl Strategy<Value = Vec<Candidate>> {
    proptest::collection::vec((0_i64..20, 0_i64..6), 0..24).prop_map(|all| {
        all.into_iter().zip(1..).map(|((figure, sample), number)| candidate(number, figure, sample)).collect()
    })
}

fn measures() -> impl Strategy<Value = RankingMeasure> {
    proptest::sample::select(RankingMeasure::ALL)
}

proptest! {
    #[test]
    fn the_order_of_the_input_does_not_matter(
        (all, shuffled) in field().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        measure in measures(),
    ) {
        prop_assert_eq!(rank(measure, 3, all), rank(measure, 3, shuffled));
    }

    #[test]
    fn a_rank_is_one_more_than_how_many_are_better(all in field(), measure in measures()) {
        let list = rank(measure, 3, all.clone());
        prop_assert_eq!(list.rows.len() + list.unrated.len(), all.len());
        for row in &list.rows {
            let better = |other: &&RankedRow| {
                if measure.more_is_better() { other.figure > row.figure } else { other.figure < row.figure }
            };
            let ahead = list.rows.iter().filter(better).count();
            prop_assert_eq!(row.rank, i64::try_from(ahead).expect("few") + 1);
            let equal = list.rows.iter().filter(|other| other.figure == row.figure).count();
            prop_assert_eq!(row.tied, equal > 1);
        }
        prop_assert!(list.unrated.iter().all(|row| row.sample < 3));
    }

    #[test]
    fn whoever_gets_better_never_falls(all in field(), at: proptest::sample::Index, by in 0_i64..20) {
        prop_assume!(!all.is_empty());
        let at = at.index(all.len());
        let place = |list: &RankedList| {
            list.rows.iter().find(|row| row.subject == all[at].subject).map(|row| row.rank)
        };
        let mut better = all.clone();
        let Standing::Figure(figure) = all[at].standing else { unreachable!("all have figures") };
        better[at].standing = Standing::Figure(figure + by);
        let (before, after) = (rank(RankingMeasure::Score, 3, all.clone()), rank(RankingMeasure::Score, 3, better));
        prop_assert!(place(&after) <= place(&before));
    }

    #[test]
    fn a_vendors_score_lies_between_its_scores_and_its_shares_add_up(
        scores in proptest::collection::vec((0_i64..=10_000, 0_i64..1_000_000), 1..6),
        shift: proptest::sample::Index,
    ) {
        let numbered = || scores.iter().zip(1_u128..);
        let contracts: Vec<_> = numbered().map(|((_, amount), number)| contract(number, *amount, WHOLE)).collect();
        let mut cards: Vec<_> = numbered()
            .map(|((score, _), number)| frozen(number, number, (PeriodKind::Year, "2026-01-01"), Some(*score)))
            .collect();
        let (one, basis) = weighed(contracts.clone(), &cards);
        let Standing::Figure(figure) = one.standing else { panic!("rated") };
        let all = || scores.iter().map(|(score, _)| *score);
        prop_assert!(all().min() <= Some(figure) && Some(figure) <= all().max());
        let shares: num_rational::BigRational = basis.parts.iter().map(|part| &part.share.0).sum();
        prop_assert_eq!(Fraction(shares), Fraction::one());
        cards.rotate_left(shift.index(scores.len()));
        let (mut reversed, record) = (contracts, RankingBasis { rules: rules(RankingKind::Vendors), vendors: vec![basis], agencies: vec![] });
        reversed.reverse();
        let (other, basis) = weighed(reversed, &cards);
        prop_assert_eq!(&other, &one);
        let again = RankingBasis { vendors: vec![basis], ..record.clone() };
        prop_assert_eq!(again.hash(), record.hash());
    }
}
