//! The demo's capital scores one contract by the full set of indicators.

use app::scorecard::{
    LedgerQuery, ManualScoreQuery, ScorecardQuery, ledger_entries, manual_scores, refresh, scorecards,
};
use domain::scorecard::{Formula, ManualScoreState, PeriodKind, TermNote};

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;

both! { the_demo_has_a_ledger_and_scores_that_people_gave }

async fn the_demo_has_a_ledger_and_scores_that_people_gave(backend: Backend) {
    let as_of = "2026-09-15T02:00:00Z";
    let shown = Demonstration::load(backend, (as_of, as_of), 7, 200).await;
    refresh(&shown.app.op_system("test")).await.expect("scored");
    let op = shown.app.op_system("test");
    let user = op.directory().users.values().find(|user| user.login == "contract").expect("a log-in").id;
    let manager = shown.app.op_for(user).expect("active");
    let booked =
        ledger_entries(&manager, &LedgerQuery { limit: 10, ..LedgerQuery::default() }).await.expect("a list").rows;
    let told: Vec<_> =
        booked.iter().map(|of| (of.row.item.as_str(), of.row.points_hundredths, of.strike.is_some())).collect();
    let expected = [
        ("FALSIFIED", -300, false),
        ("CRITICISED", -500, true),
        ("BEYOND-SCOPE", 200, false),
        ("LATE-ON-SITE", -100, false),
    ];
    assert_eq!(told, expected);
    let given =
        manual_scores(&manager, &ManualScoreQuery { limit: 10, ..ManualScoreQuery::default() }).await.expect("a list");
    let mut told: Vec<_> =
        given.rows.iter().map(|of| (of.row.criterion.as_str(), of.row.rate.as_str(), of.state())).collect();
    told.sort_unstable();
    use ManualScoreState::{Accepted, Given};
    let expected = [
        ("ACCOUNTS", "1", Accepted),
        ("AVAILABILITY", "499/500", Given),
        ("SECURITY", "19/20", Accepted),
        ("STAFFING", "31/32", Accepted),
        ("UNAPPROVED", "4/5", Accepted),
    ];
    assert_eq!(told, expected);

    let contract = booked[0].row.contract_id;
    let query = ScorecardQuery {
        contract: Some(contract),
        period: Some(PeriodKind::Quarter),
        from: "2026-04-01".parse().ok(),
        until: "2026-07-01".parse().ok(),
        limit: 10,
        ..ScorecardQuery::default()
    };
    let cards = scorecards(&manager, &query).await.expect("cards").rows;
    let [third, second] = cards.as_slice() else { panic!("two quarters: {}", cards.len()) };
    let lines: Vec<&str> = third.ledger.lines.iter().map(|line| line.item.as_str()).collect();
    assert_eq!(lines, ["FALSIFIED", "LATE-ON-SITE", "BEYOND-SCOPE"], "what was struck does not count");
    assert_eq!((third.ledger.deducted.to_string(), third.ledger.bonus.to_string()), ("4".to_owned(), "2".to_owned()));
    let manual = second.terms.iter().filter(|term| term.formula == Formula::Manual);
    let manual: Vec<_> = manual.map(|term| (term.code.as_str(), term.given.len(), term.note)).collect();
    let expected = [
        ("AVAILABILITY", 0, Some(TermNote::NotGiven)),
        ("SECURITY", 1, None),
        ("UNAPPROVED", 1, None),
        ("ACCOUNTS", 1, None),
        ("STAFFING", 1, None),
    ];
    assert_eq!(manual, expected);
    assert_eq!(second.score.map(|score| score.to_string()).as_deref(), Some("91.92"), "by everything else");
}
