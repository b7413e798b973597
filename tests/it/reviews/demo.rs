//! The demo's contracts were reviewed by drawn experts: one with a finding that is still open.

use app::demo::demo;
use app::rectification::{RectificationQuery, rectifications};
use domain::rectification::RectificationState;
use domain::review::ReviewVerdict;

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;

async fn the_demo_has_reviews_of_every_contract(backend: Backend) {
    let shown = Demonstration::load(backend, ("2026-09-15T02:00:00Z", "2026-09-16T02:00:00Z"), 7, 200).await;
    let op = shown.app.op_system("test");
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
    let report = demo(&op, &shown.asked).await.expect("again");
    assert!(report.already);
}

both! { the_demo_has_reviews_of_every_contract }
