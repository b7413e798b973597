//! The scorecards of the real log, counted and scored a second time from the raw file.

use std::collections::BTreeMap;

use app::scorecard::{ScorecardQuery, ScorecardView, scorecards};
use domain::ids::{ContractId, SystemId, TicketId};
use domain::scorecard::{Counters, Late, Lateness, PeriodKind, SubjectKind, Tally, yyyymm};
use domain::sla::Metric;
use domain::ticket::Priority;
use sea_orm::EntityTrait;
use storage::coord::Coord;
use storage::entity::{import_case, ticket};

use super::recount::{Counted, Judged, month, recount};
use super::{import, shipped};
use crate::support::both;
use crate::support::db::{Backend, TestDb};
use crate::support::world::World;
use crate::tickets::ledger::Ledger;

const CLASSES: [Lateness; 3] = [Lateness::Late, Lateness::BeyondTwice, Lateness::BeyondThrice];

/// Whose case it is, and of which system: how cases are dealt out to vendors is not in the file.
type Homes = BTreeMap<String, (ContractId, SystemId)>;

async fn homes(world: &World) -> Homes {
    let db = Ledger::of(world).await.db;
    let tickets = ticket::Entity::find().all(&db).await.expect("tickets");
    let homes: BTreeMap<TicketId, (ContractId, SystemId)> =
        tickets.into_iter().map(|row| (row.id, (row.contract_id, row.system_id))).collect();
    let cases = import_case::Entity::find().all(&db).await.expect("cases");
    cases.into_iter().map(|case| (case.ref_, homes[&case.ticket_id])).collect()
}

/// By month, what the raw file can tell: promises, how late they were, solutions, closings, faults and waits, of which
/// nobody rejected any. It names no rating, no file, no report, no complaint and no inspection.
fn by_month(cases: &BTreeMap<String, Counted>, homes: &Homes) -> BTreeMap<i32, Counters> {
    let mut months: BTreeMap<i32, Counters> = BTreeMap::new();
    for case in cases.values() {
        add(&mut months, Metric::Response, &case.response);
        case.solutions.iter().for_each(|judged| add(&mut months, Metric::Resolve, judged));
        case.solved.iter().for_each(|month| months.entry(*month).or_default().reopen.whole += 1);
        case.reopened.iter().for_each(|month| months.entry(*month).or_default().reopen.part += 1);
        case.closed.iter().for_each(|month| months.entry(*month).or_default().record.whole += 1);
        case.paused.iter().for_each(|(month, seconds)| months.entry(*month).or_default().pause.whole += seconds);
    }
    for (solved, repeats) in faults(cases, homes) {
        let of = &mut months.entry(month(solved)).or_default().repeat;
        of.part += i64::from(repeats);
        of.whole += 1;
    }
    months
}

/// When each fault was first solved, and whether it repeats one of the same contract, system and cause that was solved at
/// most thirty days before.
fn faults(cases: &BTreeMap<String, Counted>, homes: &Homes) -> Vec<(i64, bool)> {
    let mut alike: BTreeMap<(ContractId, SystemId, &str), Vec<i64>> = BTreeMap::new();
    for (name, case) in cases {
        let ((contract, system), (solved, cause)) = (homes[name], &case.fault);
        alike.entry((contract, system, cause.as_str())).or_default().push(*solved);
    }
    let mut faults = Vec::new();
    for mut solved in alike.into_values() {
        solved.sort_unstable();
        for (place, at) in solved.iter().enumerate() {
            let repeats = place > 0 && at - solved[place - 1] <= 30 * 1_440;
            faults.push((*at, repeats));
        }
    }
    faults
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
    let world = World::on(db, Coord::memory()).await;
    let expected = by_month(&recount(&[&logs[0], &logs[1]]), &homes(&world).await);
    let cards = cards(&world).await;
    let mut counted: BTreeMap<i32, Counters> = BTreeMap::new();
    for card in &cards {
        *counted.entry(yyyymm(card.period.start)).or_default() += card.counters;
        assert_eq!(card.score.map(|score| score.hundredths()), scored(&card.counters), "{:?}", card.counters);
        assert_eq!((&card.ledger.lines, &card.ledger.deducted.to_string()), (&vec![], &"0".to_owned()));
    }
    counted.retain(|_, counters| !counters.is_nothing());
    assert_eq!(counted, expected);
    let sum: Counters = expected.values().copied().sum();
    assert!(0 < sum.repeat.part && sum.repeat.part < sum.repeat.whole, "{:?}", sum.repeat);
    assert!(sum.pause.whole > 0, "somebody was waited for");
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
