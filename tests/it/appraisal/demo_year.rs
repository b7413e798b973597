//! The demo's year: every scorecard is what its raw rows come to when they are counted and scored a second time.

use std::collections::HashMap;

use app::Op;
use app::scorecard::{ScorecardQuery, ScorecardView, refresh, scorecards};
use domain::ids::{ContractId, VendorId};
use domain::scorecard::{Counters, PeriodKind, Scheme, SubjectKind, yyyymm};
use storage::query::scorecard::times;

use super::recount::{Months, Raw, Times};
use super::rescore::{Books, Brought, scored};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;
use crate::tickets::ledger::Ledger;

/// Every card, the latest period first.
async fn cards(op: &Op) -> Vec<ScorecardView> {
    let mut query = ScorecardQuery { limit: 200, ..ScorecardQuery::default() };
    let mut all = Vec::new();
    loop {
        let page = scorecards(op, &query).await.expect("cards");
        query.after = page.rows.last().map(|card| (card.period.start, card.id));
        all.extend(page.rows);
        if !page.more {
            return all;
        }
    }
}

/// Takes in what happened and compares every card with what the rows say: what they come to, month by month.
async fn compared(shown: &Demonstration) -> Months {
    refresh(&shown.app.op_system("test")).await.expect("scored");
    let op = shown.app.op_system("test");
    let coverage = op.coverage();
    let zones = coverage.contracts.iter().map(|(id, contract)| (*id, contract.zone)).collect();
    let vendors: HashMap<ContractId, VendorId> =
        coverage.contracts.iter().map(|(id, contract)| (*id, contract.row.vendor_id)).collect();
    let db = Ledger::open(&shown.database.config.url).await.db;
    let (raw, books) = (Raw::read(&db, zones).await, Books::read(&db).await);
    let months = raw.months();
    let of_months: Vec<(ContractId, i32)> = months.keys().copied().collect();
    let kept = times(&db, &of_months).await.expect("times").into_iter().filter(|of| !of.used.is_nothing());
    let kept: Times = kept.map(|of| ((of.contract, of.month, of.metric), of.used)).collect();
    assert!(kept.len() > 100, "{} of a contract, month and metric", kept.len());
    assert_eq!(kept, raw.times(), "the databases find the buckets that the domain finds");
    let cards = cards(&op).await;
    for ((contract, month), counters) in &months {
        let is_it = |card: &&ScorecardView| {
            (card.contract, card.period.kind) == (Some(*contract), PeriodKind::Month)
                && yyyymm(card.period.start) == *month
        };
        let card = cards.iter().find(is_it).unwrap_or_else(|| panic!("no card of {contract} in {month}"));
        assert_eq!(card.counters, *counters, "{contract} in {month}");
    }
    for card in &cards {
        let of_card = |contract: ContractId| match card.subject {
            SubjectKind::Contract => card.contract == Some(contract),
            SubjectKind::Vendor => vendors[&contract] == card.vendor,
        };
        let (first, last) = card.period.months();
        let in_it = months.iter().filter(|((contract, month), _)| of_card(*contract) && (first..=last).contains(month));
        let counters: Counters = in_it.map(|(_, counters)| *counters).sum();
        let named = format!("{} {:?} of {:?} {}", card.subject, card.period, card.contract, card.vendor);
        assert_eq!(card.counters, counters, "{named}");
        let scheme: Scheme = serde_json::from_value(coverage.schemes[&card.scheme].spec.clone()).expect("a scheme");
        let brought = match card.contract {
            Some(contract) => books.of(contract, card.period, &scheme),
            None => Brought::default(),
        };
        let digits = card.score.map(|score| score.hundredths().to_string());
        assert_eq!(digits, scored(&scheme, &counters, &brought), "{named}");
    }
    months
}

async fn the_cards_of_the_demo_year_are_what_its_rows_come_to(backend: Backend) {
    let as_of = "2026-09-15T02:00:00Z";
    let shown = Demonstration::load(backend, (as_of, as_of), 7, 1_500).await;
    let months = compared(&shown).await;
    let all: Counters = months.values().copied().sum();
    let promises = [("respond", all.respond), ("arrive", all.arrive), ("resolve", all.resolve), ("update", all.update)];
    let solutions = [("reopen", all.reopen), ("repeat", all.repeat), ("pause", all.pause), ("rating", all.rating)];
    let others = [("complaint", all.complaint), ("record", all.record), ("inspection", all.inspection)];
    for (name, tally) in promises.into_iter().chain(solutions).chain(others) {
        assert!(tally.whole > 0, "the year has no {name}");
    }
    for (name, tally) in &solutions[..3] {
        assert!(tally.part > 0, "the year has no part of {name}: {tally:?}");
    }
    // Days on, what has fallen due meanwhile is taken in: it is what a count of everything gives.
    shown.clock.set("2026-09-19T02:00:00Z".parse().expect("an instant"));
    let later = compared(&shown).await;
    let judged = |months: &Months| months.values().map(|of| of.respond.whole + of.resolve.whole).sum::<i64>();
    assert!(judged(&later) >= judged(&months), "nothing is unsaid");
}

both! { the_cards_of_the_demo_year_are_what_its_rows_come_to }
