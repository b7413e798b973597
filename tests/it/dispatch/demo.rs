//! The demo shows whom vendors send, and a ticket that two of them had.

use app::demo::{Demo, demo};
use app::dispatch::{CertificateQuery, certificates, dispatch_suggestions, on_call};
use app::ticket::{LegQuery, ticket_legs};
use app::{App, Clock};
use gongdan::config::Config;
use storage::Store;
use storage::coord::Coord;

use crate::support::both;
use crate::support::db::{Backend, TestDb};

async fn the_demo_has_rosters_skills_and_a_ticket_of_two_vendors(backend: Backend) {
    let database = TestDb::create(backend).await;
    let as_of = "2026-09-15T02:00:00Z".parse().expect("an instant");
    let store = Store::connect(&database.config).await.expect("connecting");
    let settings = gongdan::start::settings(&Config::defaults().expect("the defaults"));
    let app = App::start(store, Coord::memory(), Clock::fixed(as_of), settings).await.expect("starting");
    let op = app.op_system("test");
    let asked = Demo { as_of: Some(as_of), seed: 7, tickets: 60, password: "demo demo demo".to_owned() };
    demo(&op, &asked).await.expect("the demo");
    let again = demo(&op, &asked).await.expect("the demo once more");
    assert!(again.already, "a second time changes nothing");
    let as_ = |login: &str| {
        let user = op.directory().users.values().find(|user| user.login == login).expect("a log-in").id;
        app.op_for(user).expect("an active person")
    };
    let legs = LegQuery { limit: 10, ..LegQuery::default() };
    let both = ticket_legs(&as_("operator"), &legs).await.expect("legs");
    assert_eq!(both.rows.iter().map(|leg| leg.number).collect::<Vec<_>>(), [2, 1]);
    assert_ne!(both.rows[0].vendor_id, both.rows[1].vendor_id);
    let leader = as_("vendor");
    let ending = CertificateQuery { expiring_within: Some(60), limit: 10, ..CertificateQuery::default() };
    assert_eq!(certificates(&leader, &ending).await.expect("certificates").rows.len(), 1);
    let own = leader.read_scope(domain::access::Action::DispatchView);
    for team in op.coverage().teams.values().filter(|team| own.covers(None, Some(team.row.vendor_id))) {
        let called = on_call(&leader, team.row.id, as_of).await.expect("a roster");
        assert!(!called.is_empty(), "somebody is on call for {}", team.row.code);
    }
    let present = &both.rows[0];
    let works_there = |user: &&app::User| op.directory().works_for(user.id, present.vendor_id, op.now());
    let somebody = op.directory().users.values().find(works_there).expect("somebody").id;
    let named =
        dispatch_suggestions(&app.op_for(somebody).expect("active"), present.ticket_id).await.expect("a ranking");
    assert!(!named.is_empty() && named.len() <= 10, "{named:?}");
    let report = app::sla::verify_clocks(&op, &|_| {}).await.expect("a verification");
    assert_eq!((report.different, &report.differences), (0, &vec![]));
}

both! { the_demo_has_rosters_skills_and_a_ticket_of_two_vendors }
