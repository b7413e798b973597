//! A settled verdict is revised only by a fact or decision on its ticket: never by a policy, calendar or contract (I3).

use std::collections::BTreeMap;

use app::setup::calendar::{CalendarChange, CalendarRevised, DayException, ExceptionHours, revise_calendar};
use app::setup::contract::{NewAmendment, activate_amendment, create_amendment, terminate_contract};
use app::setup::policy::{NewTarget, VersionTerms, add_policy_version, publish_policy_version};
use app::setup::review::ReviewSubject;
use app::sla::FollowReport;
use chrono::NaiveDate;
use domain::ids::{CalendarId, ContractId};
use domain::sla::{Metric, PriorityRule, TargetDuration};
use domain::ticket::Priority;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;
use storage::entity::sla_clock;

use crate::support::both;
use crate::support::db::Backend;
use crate::support::in_force::pass;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, P3, Story, at};

/// One ticket of each fate, and one whose RESTORE and RESOLVE run on; all of them in office hours.
struct Fates {
    met: String,
    breached: String,
    cancelled: String,
    running: String,
}

async fn fates(story: &Story) -> Fates {
    let fates = Fates {
        met: story.raise(P3).await,
        breached: story.raise(P3).await,
        cancelled: story.raise(P3).await,
        running: story.raise(P3).await,
    };
    for ticket in [&fates.met, &fates.running] {
        story.act("operator", "assignTicket", ticket, json!({})).await;
        story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    }
    story.solve(&fates.met).await;
    story.act("clerk", "cancelTicket", &fates.cancelled, json!({ "reason": "误报" })).await;
    story.until(2, "03:00:01");
    assert_eq!(story.sweep().await.breaches, 1, "nobody answered");
    story.end().await;
    fates
}

fn office_hours(story: &Story) -> CalendarId {
    let coverage = story.world.app.coverage();
    coverage.calendars.values().find(|calendar| calendar.code == "GX-OFFICE").expect("it ships").id
}

async fn close(story: &Story, date: &str) -> CalendarRevised {
    let date: NaiveDate = date.parse().expect("a date");
    let change = CalendarChange {
        calendar: office_hours(story),
        reason: "台风停工".to_owned(),
        hours: None,
        exceptions: vec![DayException { date, hours: ExceptionHours::Closed }],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![],
    };
    revise_calendar(&story.world.system_op(), &change).await.expect("revised")
}

/// Promises that everything settled here would break.
async fn publish_stricter_terms(story: &Story) {
    let target = |metric| NewTarget::of(metric, Priority::P3, TargetDuration::Working(60), office_hours(story));
    let terms = VersionTerms {
        priority_rule: Some(PriorityRule::Retroactive),
        ..VersionTerms::of(vec![target(Metric::Response), target(Metric::Restore)])
    };
    let op = story.world.op("region_manager");
    let written = add_policy_version(&op, story.world.policy("GX-SLA"), &terms).await.expect("a draft");
    publish_policy_version(&op, written.version).await.expect("published");
}

fn contract_version(story: &Story) -> (ContractId, i64) {
    let contract = story.world.contract("NN-2026");
    (contract, story.world.app.coverage().contracts[&contract].row.version)
}

/// From today on the contract covers less and ends sooner.
async fn amend(story: &Story) {
    let (contract, version) = contract_version(story);
    let new = NewAmendment {
        contract,
        version,
        reason: "缩小范围".to_owned(),
        effective_on: "2026-03-02".parse().expect("a date"),
        ends_on: Some("2026-06-30".parse().expect("a date")),
        amount: None,
        policy: None,
        scheme: None,
        systems: Some(vec![story.world.system("QX-HALL")]),
        quotas: None,
    };
    let amendment = create_amendment(&story.world.op("manager"), &new).await.expect("a draft");
    pass(&story.world.system_op(), ReviewSubject::Amendment(amendment)).await;
    activate_amendment(&story.world.op("supervisor"), amendment, version + 1).await.expect("agreed");
}

async fn terminate(story: &Story) {
    let (contract, version) = contract_version(story);
    terminate_contract(&story.world.op("manager"), contract, version, "违约", None).await.expect("ended");
}

/// The clocks that have a verdict, by id.
async fn settled(ledger: &Ledger) -> BTreeMap<uuid::Uuid, sla_clock::Model> {
    let clocks = ledger.clocks().await.into_iter().filter(|clock| clock.state.is_settled());
    clocks.map(|clock| (clock.id.0, clock)).collect()
}

async fn no_change_of_the_terms_reaches_a_verdict(backend: Backend) {
    let story = Story::open(backend).await;
    let fates = fates(&story).await;
    let ledger = story.ledger().await;
    let (verdicts, clocks) = (ledger.verdicts().await, settled(&ledger).await);
    // Three met and three cancelled, an answer in time where work goes on, and one that never came.
    assert_eq!(verdicts.len(), 8, "{verdicts:?}");
    let unchanged = async |when: &str| {
        assert_eq!(ledger.verdicts().await, verdicts, "{when}");
        assert_eq!(settled(&ledger).await, clocks, "{when}");
        story.end().await;
    };
    let running = story.clocks(&fates.running).await;

    publish_stricter_terms(&story).await;
    story.nothing_to_sweep().await;
    unchanged("a new version of the policy").await;
    assert_eq!(story.clocks(&fates.running).await, running, "a ticket keeps the version that bound it");
    let later = story.raise(P3).await;
    let response = story.clock(&later, "RESPONSE").await;
    assert_eq!(response.due_at, Some(at(2, "03:01:01")), "the new terms bind the new ticket");
    story.act("clerk", "cancelTicket", &later, json!({ "reason": "误报" })).await;
    let (verdicts, clocks) = (ledger.verdicts().await, settled(&ledger).await);
    let unchanged = async |when: &str| {
        assert_eq!(ledger.verdicts().await, verdicts, "{when}");
        assert_eq!(settled(&ledger).await, clocks, "{when}");
        story.end().await;
    };

    // Tomorrow the offices stay closed: running clocks move by that day, and nothing else does.
    assert_eq!(story.clock(&fates.running, "RESTORE").await.due_at, Some(at(4, "01:00")));
    let revised = close(&story, "2026-03-03").await;
    let followed = revised.recomputed.expect("at once");
    assert_eq!(followed.tickets, 2, "those with clocks that are not judged");
    unchanged("a new revision of the calendar").await;
    assert_eq!(story.clock(&fates.running, "RESTORE").await.stands(), ("RUNNING", Some(at(5, "01:00"))));
    assert_eq!(story.clock(&fates.running, "RESOLVE").await.stands(), ("RUNNING", Some(at(10, "10:00"))));
    assert_eq!(story.clock(&fates.breached, "RESTORE").await.due_at, Some(at(5, "01:00")), "not judged yet");
    // A day of the past that settled clocks lie in: their verdicts stay.
    let today = close(&story, "2026-03-02").await.recomputed.expect("at once");
    assert_eq!(today.tickets, 2);
    unchanged("today was closed, it turns out").await;

    amend(&story).await;
    unchanged("the contract covers the system no more").await;
    terminate(&story).await;
    unchanged("the contract has ended").await;
    assert_eq!(story.clock(&fates.running, "RESTORE").await.stands(), ("RUNNING", Some(at(5, "10:00"))));
    let errors = story.world.as_("clerk").refused("raiseTicket", story.request("NN-OA", "x", P3)).await;
    assert_eq!(errors, [("NOT_COVERED".to_owned(), Some("systemId".to_owned()))], "and binds no new ticket");
    let reopened = json!({ "reason": "仍然打不开" });
    story.act("clerk", "rejectSolution", &fates.met, reopened).await;
    assert_eq!(story.clock(&fates.met, "RESOLVE").await.state, "MET", "a fact on the ticket begins a cycle of its own");
    story.until(20, "01:00");
    story.sweep().await;
    assert!(ledger.verdicts().await.len() > verdicts.len());
    for old in &verdicts {
        assert!(ledger.verdicts().await.contains(old), "rows are only ever added");
    }
    story.end().await;
}

async fn computing_again_without_a_change_writes_nothing(backend: Backend) {
    let story = Story::open(backend).await;
    fates(&story).await;
    story.raise(P2).await;
    close(&story, "2026-03-03").await;
    let ledger = story.ledger().await;
    let before = ledger.contents().await;
    let op = story.world.system_op();
    assert_eq!(app::sla::follow_calendars(&op).await.expect("again"), FollowReport::default());
    app::calendar::check_coverage(&op).await.expect("checked");
    app::sla::extend(&op).await.expect("nothing to extend");
    story.nothing_to_sweep().await;
    story.end().await;
    Ledger::assert_same(&before, &ledger.contents().await, "nothing had changed");
}

async fn a_comment_leaves_every_clock_alone(backend: Backend) {
    let story = Story::open(backend).await;
    let fates = fates(&story).await;
    let ledger = story.ledger().await;
    let tables = ["sla_clock", "sla_alarm", "sla_verdict"];
    let mut before = Vec::new();
    for table in tables {
        before.push(ledger.rows(table).await);
    }
    story.pass_minutes(90);
    for ticket in [&fates.met, &fates.breached, &fates.running] {
        story.act("clerk", "commentTicket", ticket, json!({ "visibility": "PUBLIC", "body": "请尽快" })).await;
    }
    for (table, before) in tables.iter().zip(before) {
        assert_eq!(ledger.rows(table).await, before, "{table}");
    }
    story.end().await;
}

/// The proof must be able to fail: every kind of wrong row is found, and named.
async fn a_planted_falsehood_is_found(backend: Backend) {
    let story = Story::open(backend).await;
    let fates = fates(&story).await;
    let ledger = story.ledger().await;
    let clocks = ledger.clocks().await;
    let of = |ticket: &str, metric| {
        let ticket = crate::tickets::story::uuid_of(ticket);
        clocks.iter().find(|clock| clock.ticket_id.0 == ticket && clock.metric == metric).expect("a clock").clone()
    };
    let find = async |what: &str| {
        let report = app::sla::verify_clocks(&story.world.system_op(), &|_| {}).await.expect("a verification");
        let found: Vec<&str> = report.differences.iter().map(|difference| difference.what.as_str()).collect();
        assert!(report.different >= 1 && found.contains(&what), "{what} was not found: {found:?}");
    };
    let breached = of(&fates.breached, Metric::Response);
    let whitewashed = sla_clock::ActiveModel {
        state: Set(domain::sla::ClockState::Met),
        breached_at: Set(None),
        ..breached.clone().into_active_model()
    };
    whitewashed.update(&ledger.db).await.expect("a hand in the database");
    find("RESPONSE 1/1 state").await;
    breached.into_active_model().reset_all().update(&ledger.db).await.expect("put back");
    story.end().await;

    let running = of(&fates.running, Metric::Resolve);
    let later = sla_clock::ActiveModel { due_at: Set(Some(at(20, "10:00"))), ..running.clone().into_active_model() };
    later.update(&ledger.db).await.expect("a hand in the database");
    find("RESOLVE 1/1 due_at").await;
    running.into_active_model().reset_all().update(&ledger.db).await.expect("put back");
    story.end().await;

    ledger
        .run("DELETE FROM sla_alarm WHERE kind = 'BREACH' AND fired_at IS NULL")
        .await
        .expect("a hand in the database");
    find("RESTORE 1/1 breach alarm").await;
}

both! {
    no_change_of_the_terms_reaches_a_verdict,
    computing_again_without_a_change_writes_nothing,
    a_comment_leaves_every_clock_alone,
    a_planted_falsehood_is_found,
}
