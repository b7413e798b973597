//! Whatever is done to policies, calendars, contracts and amendments, no settled verdict of the demo changes (I3).

mod edits;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use storage::entity::{sla_clock, sla_verdict};
use uuid::Uuid;

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;
use crate::tickets::ledger::Ledger;
use edits::{Edit, edit};

const CASES: usize = 8;
const EDITS: usize = 6;

/// What was judged: clocks with a verdict, and every revision of a verdict, by id.
#[derive(Debug, PartialEq)]
struct Judged {
    clocks: BTreeMap<Uuid, sla_clock::Model>,
    verdicts: BTreeMap<Uuid, sla_verdict::Model>,
}

impl Judged {
    async fn of(ledger: &Ledger) -> Self {
        let clocks = ledger.clocks().await.into_iter().filter(|clock| clock.state.is_settled());
        let verdicts = ledger.verdicts().await;
        Self {
            clocks: clocks.map(|clock| (clock.id.0, clock)).collect(),
            verdicts: verdicts.into_iter().map(|verdict| (verdict.id.0, verdict)).collect(),
        }
    }

    /// Time settles further clocks; those that were settled stay to the letter.
    #[track_caller]
    fn stands_in(&self, later: &Self, after: &[Edit]) {
        for (id, clock) in &self.clocks {
            assert_eq!(later.clocks.get(id), Some(clock), "after {after:#?}");
        }
        for (id, verdict) in &self.verdicts {
            assert_eq!(later.verdicts.get(id), Some(verdict), "after {after:#?}");
        }
    }
}

async fn no_edit_of_the_set_up_changes_a_settled_verdict(backend: Backend) {
    let now = "2026-09-15T02:00:00Z";
    let Demonstration { app, clock, database, .. } = Demonstration::load(backend, (now, now), 3, 500).await;
    let ledger = Ledger::open(&database.config.url).await;
    let mut before = Judged::of(&ledger).await;
    assert!(before.clocks.len() > 800 && before.verdicts.len() > 800, "{} clocks", before.clocks.len());

    let mut chance = TestRunner::deterministic();
    let sequences = prop::collection::vec(edit(), EDITS);
    let mut done: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..CASES {
        let sequence = sequences.new_tree(&mut chance).expect("a sequence").current();
        for edit in &sequence {
            clock.advance(TimeDelta::hours(1));
            if edit.make(&app.op_system("test")).await {
                *done.entry(edit.name()).or_default() += 1;
            }
        }
        // What the worker does next.
        let op = app.op_system("test");
        while app::sla::follow_calendars(&op).await.expect("followed").left > 0 {}
        app::setup::contract::expire_contracts(&op).await.expect("expired");
        app::sla::sweep(&op).await.expect("swept");
        let after = Judged::of(&ledger).await;
        before.stands_in(&after, &sequence);
        before = after;
    }
    assert_eq!(done.len(), edits::NAMES.len(), "each kind of edit was made: {done:?}");
    assert!(done.values().sum::<usize>() > CASES * EDITS / 2, "most were: {done:?}");
    let verified = app::sla::verify_clocks(&app.op_system("test"), &|_| {}).await.expect("verified");
    assert_eq!(verified.different, 0, "{:?}", verified.differences);
}

both! { no_edit_of_the_set_up_changes_a_settled_verdict }
