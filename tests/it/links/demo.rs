//! The demo shows a catalogue and what is known.

use app::catalogue::{ItemQuery, service_items};
use app::demo::{Demo, demo};
use app::knowledge::{NoteQuery, notes};
use app::{App, Clock};
use gongdan::config::Config;
use storage::Store;
use storage::coord::Coord;

use crate::support::both;
use crate::support::db::{Backend, TestDb};

both! { the_demo_has_a_catalogue_and_notes_for_both_sides }

async fn the_demo_has_a_catalogue_and_notes_for_both_sides(backend: Backend) {
    let database = TestDb::create(backend).await;
    let as_of = "2026-09-15T02:00:00Z".parse().expect("an instant");
    let store = Store::connect(&database.config).await.expect("connecting");
    let settings = gongdan::start::settings(&Config::defaults().expect("the defaults"));
    let app = App::start(store, Coord::memory(), Clock::fixed(as_of), settings).await.expect("starting");
    let op = app.op_system("test");
    let asked = Demo { as_of: Some(as_of), seed: 7, tickets: 50, password: "demo demo demo".to_owned() };
    demo(&op, &asked).await.expect("the demo");
    let as_ = |login: &str| {
        let user = op.directory().users.values().find(|user| user.login == login).expect("a log-in").id;
        app.op_for(user).expect("active")
    };
    let query = ItemQuery { active: Some(true), limit: 50, ..ItemQuery::default() };
    let items = service_items(&as_("contract"), &query).await.expect("a list").rows;
    let codes: Vec<&str> = items.iter().map(|item| item.row.code.as_str()).collect();
    assert_eq!(codes, ["ACCOUNT", "DATA-FIX", "OUTAGE", "RELEASE"]);
    assert!(items.iter().all(|item| item.fields.len() >= 3));
    let query = NoteQuery { limit: 50, ..NoteQuery::default() };
    for login in ["contract", "engineer"] {
        assert_eq!(notes(&as_(login), &query).await.expect("a list").rows.len(), 4, "{login}");
    }
    let of_type = NoteQuery { system_type: Some("公文交换".to_owned()), ..query };
    assert_eq!(notes(&as_("engineer"), &of_type).await.expect("a list").rows.len(), 1);
}
