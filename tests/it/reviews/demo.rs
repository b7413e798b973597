//! The demo's contracts were reviewed by drawn experts: one with a finding that is still open.

use app::demo::{Demo, demo};
use app::rectification::{RectificationQuery, rectifications};
use app::{App, Clock};
use domain::rectification::RectificationState;
use domain::review::ReviewVerdict;
use gongdan::config::Config;
use storage::Store;
use storage::coord::Coord;

use crate::support::both;
use crate::support::db::{Backend, TestDb};

async fn the_demo_has_reviews_of_every_contract(backend: Backend) {
    let database = TestDb::create(backend).await;
    let store = Store::connect(&database.config).await.expect("connecting");
    let now = "2026-09-16T02:00:00Z".parse().expect("an instant");
    let config = gongdan::start::settings(&Config::defaults().expect("the defaults"));
    let app = App::start(store, Coord::memory(), Clock::fixed(now), config).await.expect("starting");
    let op = app.op_system("test");
    let asked = Demo {
        as_of: Some("2026-09-15T02:00:00Z".parse().expect("an instant")),
        seed: 7,
        tickets: 200,
        password: "demo demo demo".to_owned(),
    };
    demo(&op, &asked).await.expect("the demo");
    let (coverage, directory) = (op.coverage(), op.directory());
    let mut findings = 0;
    for contract in coverage.contracts.values() {
        for terms in contract.covers.versions() {
            let review = contract.review_of(terms.number).expect("a review");
            let number = &contract.row.number;
            let verdict = review.row.verdict.expect("a verdict");
            assert!(verdict != ReviewVerdict::Failed, "{number}");
            findings += usize::from(verdict == ReviewVerdict::PassedWithFindings);
            assert_eq!((review.size(), review.answered()), (3, 3), "{number}");
            let family = [directory.above(contract.row.agency_id), directory.below(contract.row.agency_id)].concat();
            for seat in &review.seats {
                let grants = &directory.users[&seat.user_id].grants;
                assert!(grants.iter().all(|grant| grant.agency_id.is_none_or(|agency| !family.contains(&agency))));
            }
        }
    }
    assert_eq!(findings, 2, "one by a reviewer, one computed of the amendment");
    let all = RectificationQuery { limit: 100, ..RectificationQuery::default() };
    let found = rectifications(&op, &all).await.expect("a list").rows;
    let told: Vec<_> = found.iter().map(|row| (row.item.as_str(), row.state)).collect();
    let open = RectificationState::Open;
    assert_eq!(told, [("PROMISE-CALENDARS", open), ("STAFF-ACCESS", open)]);
    let days: Vec<String> = found.iter().map(|row| row.due_on.to_string()).collect();
    assert_eq!(days, ["2026-08-18", "2026-09-20"], "one is overdue, one is due soon");
    // A second time it changes nothing.
    let report = demo(&op, &asked).await.expect("again");
    assert!(report.already);
}

both! { the_demo_has_reviews_of_every_contract }
