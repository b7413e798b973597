//! The demo shows what people say about tickets: to everybody, inside either side, to somebody in particular.

use app::demo::demo;
use domain::ids::TicketId;
use domain::ticket::{Fact, Visibility};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use storage::Store;
use storage::entity::{ticket_event, ticket_watcher, work_entry};

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;

const AS_OF: &str = "2026-09-15T02:00:00Z";

async fn some_tickets_of_the_demo_are_talked_about(backend: Backend) {
    let shown = Demonstration::load(backend, (AS_OF, AS_OF), 7, 200).await;
    let store = Store::connect(&shown.database.config).await.expect("connecting");
    let entries = work_entry::Entity::find().all(store.read()).await.expect("work");
    let watchers = ticket_watcher::Entity::find().all(store.read()).await.expect("watchers");
    assert_eq!(entries.len(), 5, "of Nanning's own");
    assert_eq!(watchers.len(), 4 * entries.len(), "the operator, and who was mentioned");
    let about: Vec<TicketId> = entries.iter().map(|entry| entry.ticket_id).collect();
    let op = |login: &str| {
        let directory = shown.app.directory();
        let user = directory.users.values().find(|user| user.login == login).expect("a log-in").id;
        shown.app.op_for(user).expect("an active person")
    };
    let log = app::ticket::events(&op("operator"), &about).await.expect("logs");
    assert_eq!(log.len(), about.len(), "Nanning's operator sees them all");
    for (ticket, events) in &log {
        let said = |visibility| {
            events
                .iter()
                .any(|view| matches!(view.event.fact, Fact::Commented { visibility: of, .. } if of == visibility))
        };
        assert!(
            said(Visibility::Public) && said(Visibility::AgencyInternal) && !said(Visibility::VendorInternal),
            "{ticket}"
        );
        let mentioned = |view: &app::ticket::EventView| matches!(&view.event.fact, Fact::Commented { mentions, .. } if !mentions.is_empty());
        assert!(events.iter().any(mentioned), "{ticket}");
    }
    let rows = ticket_event::Entity::find().filter(ticket_event::Column::TicketId.is_in(about.clone()));
    let rows = rows.all(store.read()).await.expect("events");
    let inside = rows.iter().filter(|row| row.fact["visibility"] == "VENDOR_INTERNAL").count();
    assert_eq!(inside, about.len(), "and the vendor's people talk among themselves");
    assert!(rows.iter().any(|row| row.type_ == "COOPERATION_RATED"), "what the vendor thinks of the agency");
    let again = demo(&shown.app.op_system("test"), &shown.asked).await.expect("the demo once more");
    assert!(again.already, "a second time changes nothing");
    let report = app::sla::verify_clocks(&shown.app.op_system("test"), &|_| {}).await.expect("a verification");
    assert_eq!((report.different, &report.differences), (0, &vec![]));
    store.close().await.expect("closing");
}

both! { some_tickets_of_the_demo_are_talked_about }
