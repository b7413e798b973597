//! The talk on Nanning's ticket: files and work inside either side, a comment, somebody who watches, what they are told.

use app::file::{NewFile, NewTicketFile, Sent, prepare_ticket_attachment, upload};
use app::ticket::{LogWork, log_work};
use chrono::TimeDelta;
use domain::ids::TicketId;
use domain::ticket::{Command, Visibility};
use futures_util::stream;

use super::stage::global;
use crate::support::world::World;
use crate::tickets::story::uuid_of;

/// Names and texts that stand nowhere else.
pub const AGENCY_FILE: &str = "经费审批单.pdf";
pub const VENDOR_FILE: &str = "分包报价单.pdf";
pub const WORK: &str = "协调二级分包到场";

/// Writes it: the global ids, by the names that arguments and input fields have.
pub async fn talk(world: &World, ticket: &str) -> Vec<(&'static str, String)> {
    let ticket: TicketId = uuid_of(ticket).into();
    let engineer = world.op("engineer");
    let agency_file = file(world, "operator", ticket, (AGENCY_FILE, Visibility::AgencyInternal)).await;
    file(world, "engineer", ticket, (VENDOR_FILE, Visibility::VendorInternal)).await;
    let work = LogWork {
        ticket,
        started_at: engineer.now(),
        minutes: 5,
        billable: true,
        summary: WORK.to_owned(),
        visibility: Visibility::VendorInternal,
    };
    world.pass(TimeDelta::minutes(5));
    log_work(&world.op("engineer"), work).await.expect("logged");
    let (visibility, mentions) = (Visibility::Public, vec![world.user("operator")]);
    let command = Command::Comment { visibility, body: "已到现场".to_owned(), mentions };
    let asked = app::ticket::Act { ticket, command, occurred_at: None, late_reason: None };
    app::ticket::act(&world.op("engineer"), &asked).await.expect("written");
    app::outbox::relay(&world.system_op()).await.expect("relayed");
    app::notice::deliver(&world.system_op()).await.expect("delivered");
    let log = app::ticket::events(&world.op("engineer"), &[ticket]).await.expect("a log");
    let entries = app::ticket::work(&world.op("engineer"), &[ticket]).await.expect("a work log");
    let asked = app::notice::NotificationQuery { limit: 1, ..Default::default() };
    let told = app::notice::notifications(&world.op("operator"), &asked).await.expect("an inbox");
    let comment = log[&ticket].last().expect("an event").id;
    vec![
        ("commentId", global("TicketEvent", comment.0)),
        ("entryId", global("WorkEntry", entries[&ticket][0].id.0)),
        ("ticketAttachmentId", global("Attachment", agency_file)),
        ("evidenceIds", global("Attachment", agency_file)),
        ("notificationIds", global("Notification", told.rows[0].0.id.0)),
        ("userIds", global("User", world.user("operator").0)),
        ("mentionIds", global("User", world.user("operator").0)),
    ]
}

async fn file(world: &World, who: &str, ticket: TicketId, (name, visibility): (&str, Visibility)) -> uuid::Uuid {
    let bytes = b"%PDF-1.7 a paper";
    let size = i64::try_from(bytes.len()).expect("small");
    let media_type = "application/pdf".to_owned();
    let file = NewFile { name: name.to_owned(), media_type, size, sha256: None };
    let new = NewTicketFile { ticket, visibility: Some(visibility), comment: None, file };
    let prepared = prepare_ticket_attachment(&world.op(who), &new).await.expect("announced");
    let body = stream::iter([Ok(bytes)]);
    upload(&world.app, &prepared.token, &Sent::default(), body).await.expect("stored").id.0
}
