//! The Spring Festival of 2020: four days ahead, a notice takes two working days away. Clocks follow, verdicts do not.

use std::collections::BTreeSet;

use app::Op;
use app::setup::calendar::{
    Activation, CalendarChange, CalendarChangeView, ChangeProgress, DayListFormat, DayListText, MovingClock, Touched,
    activate_calendar_change, calendar_changes, create_calendar_from, find_calendar_change, moving_clocks, preview,
    preview_calendar_change, progress, touched,
};
use app::sla::{FollowReport, follow_calendars};
use app::ticket::{ClockView, clock_revisions, clocks};
use chrono::{DateTime, Datelike, Utc};
use domain::calendar::{CalendarChangeState, DayChangeKind, DayLayer, DayRule, Interval, shipped};
use domain::ids::{CalendarId, ClockId, TicketId};
use domain::sla::{ClockState, Metric};
use domain::ticket::Command;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, EntityTrait};
use storage::coord::Coord;
use storage::entity::{clock_revision, sla_clock};

use super::desk::Desk;
use crate::setup::stand::Stand;
use crate::support::both;
use crate::support::db::Backend;

/// Nine to five under the notice of 2019-11-21, on the day before New Year's Eve.
async fn before_the_notice(stand: &Stand) -> CalendarId {
    stand.clock.set("2020-01-22T01:00:00Z".parse().expect("a time"));
    let first = shipped::national_before_amendment(2020).expect("as first published");
    let spec = shipped::office_hours(&[Interval::hm((9, 0), (17, 0))], vec![first]);
    create_calendar_from(&stand.system(), Some(stand.nanning), ("NN-GOV", "南宁"), &spec).await.expect("a calendar")
}

/// The days of 2020 as CSV, as somebody would send them round.
fn year_2020(layer: &DayLayer) -> String {
    let days = layer.days.iter().filter(|(date, _)| date.year() == 2020);
    let line = |(date, rule): (&chrono::NaiveDate, &DayRule)| {
        format!("{date},{}\n", if *rule == DayRule::Off { "off" } else { "work" })
    };
    format!("date,status\n{}", days.map(line).collect::<String>())
}

async fn notice(desk: &Desk) -> CalendarChangeView {
    let op = desk.stand.system();
    let calendar = op.coverage().calendars.values().find(|row| row.code == "NN-GOV").expect("it").id;
    let list = DayListText {
        layer: "CN".to_owned(),
        name: None,
        format: DayListFormat::Csv,
        text: year_2020(&shipped::national()),
        years: None,
        base: None,
    };
    let change = CalendarChange {
        calendar,
        reason: "国务院办公厅关于延长2020年春节假期的通知".to_owned(),
        hours: None,
        exceptions: vec![],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![list],
        pending: vec![],
    };
    let id = preview_calendar_change(&op, &change).await.expect("a draft");
    find_calendar_change(&op, id).await.expect("the draft")
}

async fn activate(op: &Op, change: &CalendarChangeView) -> CalendarChangeView {
    let asked = Activation { change: change.id, fingerprint: change.fingerprint.clone(), confirmed_years: vec![] };
    activate_calendar_change(op, &asked).await.expect("activated");
    find_calendar_change(op, change.id).await.expect("it")
}

async fn clock(desk: &Desk, ticket: TicketId, metric: Metric) -> ClockView {
    let found = clocks(&desk.clerk(), &[ticket]).await.expect("clocks");
    found[&ticket].iter().find(|clock| clock.metric == metric).cloned().expect("a clock of the metric")
}

fn at(text: &str) -> Option<DateTime<Utc>> {
    Some(text.parse().expect("an instant"))
}

async fn the_notice_of_2020_01_27_moves_what_runs_and_nothing_that_is_settled(backend: Backend) {
    let desk = Desk::open(backend, before_the_notice).await;
    let solved = desk.raise().await;
    desk.act(&desk.engineer(), solved.id, Command::Acknowledge).await;
    desk.wait(60);
    desk.solve(solved.id, "线路").await;
    let late = desk.raise().await;
    desk.act(&desk.engineer(), late.id, Command::Acknowledge).await;
    // Thursday, two in the afternoon: three hours before the holiday, five after it.
    desk.wait_until("2020-01-23T06:00:00Z");
    desk.sweep().await;
    let running = desk.raise().await;
    desk.act(&desk.engineer(), running.id, Command::Acknowledge).await;
    desk.wait_until("2020-01-27T01:00:00Z");
    desk.sweep().await;
    let met = clock(&desk, solved.id, Metric::Resolve).await;
    let breached = clock(&desk, late.id, Metric::Resolve).await;
    assert_eq!((met.state, breached.state), (ClockState::Met, ClockState::Breached));
    let before = clock(&desk, running.id, Metric::Resolve).await;
    assert_eq!(before.due_at, at("2020-01-31T06:00:00Z"));

    let op = desk.stand.system();
    let draft = notice(&desk).await;
    let said = preview(&op, &draft).expect("laid out");
    let days: Vec<_> = said.days.iter().map(|day| (day.date.to_string(), day.kind())).collect();
    let lost = |date: &str| (date.to_owned(), DayChangeKind::Lost);
    assert_eq!(days, [lost("2020-01-31"), lost("2020-02-01")]);
    assert!(said.gaps.is_empty(), "the whole year is there");
    let count = touched(&op, &draft, &said).await.expect("counted");
    let moving = moving_clocks(&op, &draft, &said, 100).await.expect("replayed");
    assert_eq!(count, Touched { clocks: i64::try_from(moving.len()).expect("few"), provisional: 0 });
    let resolve = |of: &&MovingClock| (of.ticket, of.key.metric) == (running.id, Metric::Resolve);
    let moves = moving.iter().find(resolve).expect("the running promise");
    assert_eq!((moves.due_before, moves.due_after), (before.due_at, at("2020-02-03T06:00:00Z")));
    assert!(moving.iter().all(|of| of.ticket != solved.id), "{moving:?}");
    assert_eq!(clock(&desk, running.id, Metric::Resolve).await, before, "a preview changes nothing");

    let activating = activate(&op, &draft).await;
    assert_eq!(activating.state, CalendarChangeState::Activating);
    assert_eq!(clock(&desk, running.id, Metric::Resolve).await, before, "the job has not come yet");
    let report = follow_calendars(&op).await.expect("followed");
    assert_eq!((report.changes, report.left), (1, 0));
    let after = clock(&desk, running.id, Metric::Resolve).await;
    let revision = activating.revision.expect("a revision");
    assert_eq!((after.due_at, after.calendar_revision), (moves.due_after, revision));
    assert_eq!(clock(&desk, solved.id, Metric::Resolve).await, met);
    assert_eq!(clock(&desk, late.id, Metric::Resolve).await, breached);
    desk.assert_true("followed").await;

    // Every move stands in the log, with its cause.
    let log = clock_revisions(&desk.clerk(), &[running.id, solved.id]).await.expect("the log");
    assert!(!log.contains_key(&solved.id));
    let entry = log[&running.id].iter().find(|view| view.row.clock_id == after.id).expect("the promise");
    assert_eq!((entry.row.old_due_at, entry.row.new_due_at, entry.row.moved), (before.due_at, after.due_at, true));
    assert_eq!((entry.row.from_revision, entry.row.calendar_revision), (before.calendar_revision, revision));
    assert_eq!(entry.reason.as_deref(), Some("国务院办公厅关于延长2020年春节假期的通知"));
    let done = find_calendar_change(&op, draft.id).await.expect("it");
    let ChangeProgress { tickets, left, clocks, moved } = progress(&op, &done).await.expect("counted");
    assert_eq!(
        (done.state, left, clocks),
        (CalendarChangeState::Active, 0, i64::try_from(report.clocks).expect("few"))
    );
    assert!(tickets >= 1 && moved >= 1 && moved <= clocks);

    assert_eq!(follow_calendars(&op).await.expect("again"), FollowReport::default(), "idempotent");
    // Four days later the promise is still kept in time.
    desk.wait_until("2020-02-03T05:59:00Z");
    desk.sweep().await;
    assert_eq!(desk.solve(running.id, "线路").await.clocks.iter().filter(|of| of.state == ClockState::Met).count(), 2);
}

/// Cut off anywhere, by two workers at once: every clock follows once, and is logged once.
async fn workers_that_are_killed_and_workers_side_by_side_move_each_clock_once(backend: Backend) {
    let desk = Desk::open(backend, before_the_notice).await;
    desk.wait_until("2020-01-23T06:00:00Z");
    let mut tickets = Vec::new();
    for _ in 0..120 {
        tickets.push(desk.raise().await.id);
    }
    desk.wait_until("2020-01-27T01:00:00Z");
    desk.sweep().await;
    let db = Database::connect(ConnectOptions::new(desk.stand.url())).await.expect("connecting");
    let running: BTreeSet<ClockId> = {
        let all = sla_clock::Entity::find().all(&db).await.expect("clocks");
        let resolve = |row: &&sla_clock::Model| row.metric == Metric::Resolve && row.state == ClockState::Running;
        all.iter().filter(resolve).map(|row| row.id).collect()
    };
    assert_eq!(running.len(), tickets.len());
    let op = desk.stand.system();
    let change = notice(&desk).await;
    let revision = activate(&op, &change).await.revision.expect("a revision");

    for turns in [1_u32, 7, 40, 150, 600] {
        let cut = async {
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            done = follow_calendars(&op) => { done.expect("followed"); }
            () = cut => {}
        }
    }
    let other = storage::Store::connect(&desk.stand.database()).await.expect("connecting");
    let other = app::App::start(other, Coord::memory(), desk.stand.clock.clone(), desk.stand.settings());
    let other = other.await.expect("another process").op_system("test");
    let (one, two) = tokio::join!(follow_calendars(&op), follow_calendars(&other));
    one.expect("one worker");
    two.expect("the other");
    // Whoever came last found some still held by the other.
    follow_calendars(&op).await.expect("the next run");

    let done = find_calendar_change(&op, change.id).await.expect("it");
    assert_eq!((done.state, done.tickets), (CalendarChangeState::Active, 120));
    let logged = clock_revision::Entity::find().all(&db).await.expect("the log");
    let keys: BTreeSet<_> = logged.iter().map(|row| (row.clock_id, row.calendar_revision)).collect();
    assert_eq!(keys.len(), logged.len(), "once each");
    assert!(running.iter().all(|clock| keys.contains(&(*clock, revision))));
    let moved = sla_clock::Entity::find().all(&db).await.expect("clocks");
    let due = |row: &&sla_clock::Model| running.contains(&row.id) && row.due_at == at("2020-02-03T06:00:00Z");
    assert_eq!(moved.iter().filter(due).count(), running.len());
    desk.assert_true("after all of it").await;
    for sql in ["UPDATE clock_revision SET moved = moved", "DELETE FROM clock_revision"] {
        let error = db.execute_unprepared(sql).await.expect_err(sql).to_string();
        assert!(error.contains("clock_revision is append-only"), "{sql}: {error}");
    }
    let asked = app::setup::calendar::CalendarChangeQuery { limit: 10, with_total: true, ..Default::default() };
    assert_eq!(calendar_changes(&op, &asked).await.expect("a page").total, Some(1));
}

both! {
    the_notice_of_2020_01_27_moves_what_runs_and_nothing_that_is_settled,
    workers_that_are_killed_and_workers_side_by_side_move_each_clock_once,
}
