//! A calendar is revised while clocks run, and one ends soon.

use app::setup::calendar::{
    CalendarChange, CalendarHours, DayException, ExceptionHours, NewCalendar, WeeklyHours, create_calendar,
    revise_calendar,
};
use app::sla::{FollowReport, follow_calendars};
use app::ticket::{ClockView, clocks};
use chrono::{DateTime, Utc};
use domain::ids::{CalendarId, TicketId};
use domain::sla::{ClockState, Metric};
use domain::ticket::Command;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectOptions, Database, EntityTrait, IntoActiveModel, QueryFilter,
};
use storage::entity::{outbox, sla_clock};

use super::desk::Desk;
use crate::setup::stand::Stand;
use crate::support::both;
use crate::support::db::Backend;

/// Every day from nine to five, Shanghai time: 01:00 to 09:00 UTC.
async fn nine_to_five(stand: &Stand) -> CalendarId {
    let new = NewCalendar {
        owner: Some(stand.nanning),
        code: "NINE".to_owned(),
        name: "九点到五点".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        hours: CalendarHours {
            weekly: WeeklyHours {
                effective_from: "2026-01-01".parse().expect("a date"),
                weekly: std::array::from_fn(|_| vec!["09:00-17:00".to_owned()]),
            },
            layers: vec![],
            exceptions: vec![],
        },
    };
    create_calendar(&stand.system(), &new).await.expect("a calendar")
}

fn closed(calendar: CalendarId, date: &str) -> CalendarChange {
    let date = date.parse().expect("a date");
    CalendarChange {
        calendar,
        reason: "临时停电".to_owned(),
        hours: None,
        exceptions: vec![DayException { date, hours: ExceptionHours::Closed }],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![],
    }
}

async fn clock(desk: &Desk, ticket: TicketId, metric: Metric) -> ClockView {
    let found = clocks(&desk.clerk(), &[ticket]).await.expect("clocks");
    found[&ticket].iter().find(|clock| clock.metric == metric).cloned().expect("a clock of the metric")
}

fn at(text: &str) -> Option<DateTime<Utc>> {
    Some(text.parse().expect("an instant"))
}

async fn a_revision_moves_running_clocks_and_leaves_verdicts(backend: Backend) {
    let desk = Desk::open(backend, nine_to_five).await;
    let calendar = desk.clerk().coverage().calendars.values().find(|row| row.code == "NINE").expect("it").id;
    let solved = desk.raise().await;
    desk.act(&desk.engineer(), solved.id, Command::Acknowledge).await;
    desk.wait(30);
    desk.solve(solved.id, "线路").await;
    let running = desk.raise().await;
    desk.act(&desk.engineer(), running.id, Command::Acknowledge).await;
    let met = clock(&desk, solved.id, Metric::Resolve).await;
    assert_eq!(met.state, ClockState::Met);
    let before = clock(&desk, running.id, Metric::Resolve).await;
    assert_eq!(before.due_at, at("2026-03-03T01:30:00Z"));

    let op = desk.stand.system();
    let far = revise_calendar(&op, &closed(calendar, "2026-09-01")).await.expect("revised");
    let followed = far.recomputed.expect("clocks followed at once");
    assert_eq!((followed.tickets, followed.clocks), (0, 0), "a day that no clock spans moves nothing");

    let tomorrow = revise_calendar(&op, &closed(calendar, "2026-03-03")).await.expect("revised");
    assert_eq!(tomorrow.recomputed.expect("clocks followed at once").tickets, 1);
    let moved = clock(&desk, running.id, Metric::Resolve).await;
    assert_eq!((moved.due_at, moved.calendar_revision), (at("2026-03-04T01:30:00Z"), tomorrow.revision));
    assert_eq!(clock(&desk, solved.id, Metric::Resolve).await, met, "a verdict stays as it is");
    let settled = clock(&desk, running.id, Metric::Response).await;
    assert_eq!(settled.calendar_revision, before.calendar_revision, "a verdict keeps its own revision");
    desk.assert_true("followed").await;
    assert_eq!(follow_calendars(&op).await.expect("again"), FollowReport::default());

    // Had the follower been killed, this clock would still stand at the old revision: the daily check finds it.
    let db = Database::connect(ConnectOptions::new(desk.stand.url())).await.expect("connecting");
    before.into_active_model().reset_all().update(&db).await.expect("put back");
    assert!(app::calendar::check_coverage(&op).await.expect("checked").followed > 0);
    assert_eq!(clock(&desk, running.id, Metric::Resolve).await.due_at, moved.due_at);
    desk.assert_true("caught up").await;
    assert_eq!(app::calendar::check_coverage(&op).await.expect("checked").followed, 0);
}

async fn an_ending_calendar_is_told_of_once_a_month(backend: Backend) {
    let desk = Desk::open(backend, async |stand| stand.shipped.office_hours).await;
    let check = async || app::calendar::check_coverage(&desk.stand.system()).await.expect("checked");
    assert_eq!((check().await.in_use, check().await.ending.len()), (1, 0));
    desk.wait_until("2026-11-20T02:00:00Z");
    let found = check().await;
    assert_eq!((found.messages, found.ending[0].days_left), (1, 41));
    let found = check().await;
    assert_eq!((found.messages, found.ending.len()), (0, 1), "told already");
    desk.wait_until("2026-12-01T02:00:00Z");
    assert_eq!(check().await.messages, 1, "another month");
    assert_eq!(check().await.messages, 0);
}

async fn a_calendar_without_next_year_is_warned_of_once_a_year(backend: Backend) {
    let desk = Desk::open(backend, async |stand| stand.shipped.office_hours).await;
    let check = async || app::calendar::check_coverage(&desk.stand.system()).await.expect("checked");
    desk.wait_until("2026-10-31T15:59:59Z");
    assert_eq!((check().await.warnings, check().await.without_next_year.len()), (0, 0), "31 October in Nanning");
    desk.wait_until("2026-10-31T16:00:00Z");
    let found = check().await;
    assert_eq!((found.warnings, found.without_next_year[0].code.as_str()), (1, "GX-OFFICE"));
    let found = check().await;
    assert_eq!((found.warnings, found.without_next_year.len()), (0, 1), "warned already");
    desk.wait_until("2026-12-24T02:00:00Z");
    assert_eq!(check().await.warnings, 0, "and not every month");
    let db = Database::connect(ConnectOptions::new(desk.stand.url())).await.expect("connecting");
    let sent = outbox::Entity::find().filter(outbox::Column::Topic.eq("calendar.next_year_missing"));
    let sent = sent.all(&db).await.expect("the outbox");
    assert_eq!((sent.len(), &sent[0].payload["year"]), (1, &serde_json::json!(2027)));
}

async fn a_falsified_clock_is_found(backend: Backend) {
    let desk = Desk::open(backend, nine_to_five).await;
    let ticket = desk.raise().await;
    desk.assert_true("raised").await;
    let clock = clock(&desk, ticket.id, Metric::Resolve).await;
    let db = Database::connect(ConnectOptions::new(desk.stand.url())).await.expect("connecting");
    let mut false_clock = clock.clone().into_active_model();
    false_clock.due_at = ActiveValue::Set(at("2026-03-09T01:00:00Z"));
    false_clock.update(&db).await.expect("a hand in the database");
    let found = desk.verify().await;
    assert!(found.differences.iter().any(|difference| difference.what == "RESOLVE 1/1 due_at"), "{found:?}");
    assert_eq!(found.differences[0].number, ticket.number);
    sla_clock::Entity::delete_by_id(clock.id).exec(&db).await.expect("deleted");
    let found = desk.verify().await;
    assert!(found.differences.iter().any(|difference| difference.stored == "\"not stored\""), "{found:?}");
}

both! {
    a_revision_moves_running_clocks_and_leaves_verdicts,
    an_ending_calendar_is_told_of_once_a_month,
    a_calendar_without_next_year_is_warned_of_once_a_year,
    a_falsified_clock_is_found,
}
