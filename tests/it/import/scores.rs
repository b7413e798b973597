//! The scorecards of the real log, counted and scored a second time from the raw file.

use std::collections::BTreeMap;

use app::scorecard::{ScorecardQuery, ScorecardView, scorecards};
use domain::scorecard::{Counters, Late, Lateness, PeriodKind, SubjectKind, Tally, yyyymm};
use domain::sla::Metric;
use domain::ticket::Priority;
use storage::coord::Coord;

use super::recount::{Counted, Judged, recount};
use super::{import, shipped};
use crate::support::both;
use crate::support::db::{Backend, TestDb};
use crate::support::world::World;

const CLASSES: [Lateness; 3] = [Lateness::Late, Lateness::BeyondTwice, Lateness::BeyondThrice];

/// By month, what the raw file can tell: promises, how late they were, solutions, closings. It names no rating, no file,
/// no pause that was rejected, no report, no complaint and no inspection.
fn by_month(cases: &BTreeMap<String, Counted>) -> BTreeMap<i32, Counters> {
    let mut months: BTreeMap<i32, Counters> = BTreeMap::new();
    for case in cases.values() {
        add(&mut months, Metric::Response, &case.response);
        case.solutions.iter().for_each(|judged| add(&mut months, Metric::Resolve, judged));
        case.solved.iter().for_each(|month| months.entry(*month).or_default().reopen.whole += 1);
        case.reopened.iter().for_each(|month| months.entry(*month).or_default().reopen.part += 1);
        case.closed.iter().for_each(|month| months.entry(*month).or_default().record.whole += 1);
    }
    months
}

fn add(months: &mut BTreeMap<i32, Counters>, metric: Metric, judged: &Judged) {
    let counters = months.entry(judged.month).or_default();
    let tally = if metric == Metric::Response { &mut counters.respond } else { &mut counters.resolve };
    tally.part += i64::from(judged.met);
    tally.whole += 1;
    if !judged.met {
        let priority = Priority::ALL[judged.rank as usize - 1];
        counters.late.add(metric, priority, CLASSES[judged.lateness], 1);
    }
}

/// The month cards of every contract of the log.
async fn cards(world: &World) -> Vec<ScorecardView> {
    let op = world.system_op();
    let mut query = ScorecardQuery {
        subject: Some(SubjectKind::Contract),
        period: Some(PeriodKind::Month),
        limit: 100,
        ..ScorecardQuery::default()
    };
    let mut all = Vec::new();
    loop {
        let page = scorecards(&op, &query).await.expect("cards");
        query.after = page.rows.last().map(|card| (card.period.start, card.id));
        all.extend(page.rows);
        if !page.more {
            return all;
        }
    }
}

/// The shipped scheme by hand: weight of 59, target and floor in hundredths, and what a card counts for it.
fn parts(of: &Counters) -> [(i128, i128, i128, i128, i128); 7] {
    let share = |tally: Tally| (i128::from(tally.part), i128::from(tally.whole));
    let rest = |tally: Tally| (i128::from((tally.whole - tally.part).max(0)), i128::from(tally.whole));
    let weighed =
        of.restore.iter().zip([8, 4, 2, 1]).fold((0, 0), |sum: (i64, i64), (tally, weight)| {
            (sum.0 + weight * tally.part, sum.1 + weight * tally.whole)
        });
    let stars = (i128::from(of.rating.part - of.rating.whole), i128::from(4 * of.rating.whole));
    let stars = if of.rating.whole < 5 { (0, 0) } else { stars };
    let part = |weight, target, floor, (over, under): (i128, i128)| (weight, target, floor, over, under);
    [
        part(12, 98, 80, share(of.respond)),
        part(6, 95, 80, share(of.arrive)),
        part(4, 98, 80, rest(of.pause)),
        part(20, 95, 70, (i128::from(weighed.0), i128::from(weighed.1))),
        part(5, 98, 90, rest(of.reopen)),
        part(5, 95, 80, rest(of.repeat)),
        part(7, 90, 50, stars),
    ]
}

/// Hundredths of a point: each part won as an over b, all weights that count together, one rounding, a half up.
fn scored(of: &Counters) -> Option<i64> {
    let (mut over, mut under, mut weights) = (0_i128, 1_i128, 0_i128);
    for (weight, target, floor, part, whole) in parts(of).into_iter().filter(|part| part.4 > 0) {
        let (won, of) = if part * 100 >= target * whole {
            (1, 1)
        } else if part * 100 <= floor * whole {
            (0, 1)
        } else {
            (part * 100 - floor * whole, (target - floor) * whole)
        };
        (over, under) = (over * of + weight * won * under, under * of);
        let shared = gcd(over, under);
        (over, under) = (over / shared, under / shared);
        weights += weight;
    }
    let (over, under) = (over * 10_000, under * weights);
    (weights > 0).then(|| i64::try_from((2 * over + under).div_euclid(2 * under)).expect("a score"))
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 { one.max(1) } else { gcd(other, one % other) }
}

async fn the_scorecards_count_and_score_what_the_raw_file_says(backend: Backend) {
    let db = TestDb::create(backend).await;
    let logs = [shipped("hard_cases.csv.gz"), shipped("3days.csv.gz")];
    for log in &logs {
        import(&db.config.url, log, &[]).await;
    }
    let expected = by_month(&recount(&[&logs[0], &logs[1]]));
    let world = World::on(db, Coord::memory()).await;
    let cards = cards(&world).await;
    let mut counted: BTreeMap<i32, Counters> = BTreeMap::new();
    for card in &cards {
        *counted.entry(yyyymm(card.period.start)).or_default() += card.counters;
        assert_eq!(card.score.map(|score| score.hundredths()), scored(&card.counters), "{:?}", card.counters);
        assert_eq!((&card.ledger.lines, &card.ledger.deducted.to_string()), (&vec![], &"0".to_owned()));
    }
    // What the file says nothing of: causes make repeats and waits make pauses, both compared elsewhere.
    let told = |counters: &Counters| Counters { repeat: Tally::default(), pause: Tally::default(), ..*counters };
    let counted: BTreeMap<i32, Counters> =
        counted.iter().map(|(month, counters)| (*month, told(counters))).filter(|(_, of)| !of.is_nothing()).collect();
    assert_eq!(counted, expected);
    let late: Late = expected.values().fold(Late::default(), |sum, month| sum + month.late);
    let by_class = [Metric::Response, Metric::Resolve].map(|metric| {
        Priority::ALL
            .iter()
            .map(|priority| late.of(metric, *priority))
            .fold([0; 3], |sum, of| [sum[0] + of[0], sum[1] + of[1], sum[2] + of[2]])
    });
    assert!(by_class.iter().flatten().all(|count| *count > 0), "every class is met: {by_class:?}");
}

both! { the_scorecards_count_and_score_what_the_raw_file_says }
