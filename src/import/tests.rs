//! Importing into SQLite: once, again, grown, contradicting, refused; and the demo beside it.

use std::sync::Arc;

use app::ticket::{TicketQuery, list};
use app::{App, AppConfig, Clock, DatabaseConfig, TicketOrder};
use chrono::DateTime;
use storage::Store;
use storage::coord::Coord;
use tempfile::TempDir;

use super::*;

const SHIPPED: &str = include_str!("../../examples/uci498/mapping.toml");

/// An application on a database of its own, at noon of 2026-11-23 in Nanning.
struct Stand {
    folder: TempDir,
    app: Arc<App>,
}

impl Stand {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
        let store = Store::connect(&DatabaseConfig { url, connections: 2, acquire_seconds: 5 }).await.unwrap();
        migration::up(store.write()).await.unwrap();
        let config = AppConfig {
            refresh_token_seconds: 60,
            log_ins_per_name: 10,
            log_ins_per_peer: 10,
            log_in_window_seconds: 60,
            password_checks: 1,
            next_year_from: app::calendar::MonthDay::FIRST_OF_NOVEMBER,
            files: app::FilesConfig::default(),
            retention: app::retention::RetentionConfig::default(),
            webhooks: app::webhook::WebhookConfig::default(),
        };
        let noon = DateTime::from_timestamp(1_795_406_400, 0).unwrap();
        let app = App::start(store, Coord::memory(), Clock::fixed(noon), config).await.unwrap();
        Self { folder, app }
    }

    fn op(&self) -> Op {
        self.app.op_system("test")
    }

    /// Imports a log of these lines, in batches of two cases.
    async fn import(&self, mapping: &str, lines: &[&str]) -> Result<Imported> {
        let (log, map) = (self.folder.path().join("log.csv"), self.folder.path().join("mapping.toml"));
        std::fs::write(&log, format!("{HEADING}\n{}\n", lines.join("\n"))).unwrap();
        std::fs::write(&map, mapping).unwrap();
        let report = self.folder.path().join("report.csv");
        let import = Import { log: &log, mapping: &map, report: Some(&report), batch_cases: 2 };
        run(&self.op(), &import).await
    }

    fn report(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("report.csv")).unwrap()
    }

    /// Number, title, state and version of every ticket, oldest first.
    async fn tickets(&self) -> Vec<(String, String, String, i64)> {
        let query = TicketQuery { order: TicketOrder::CreatedAsc, limit: 1_000, ..TicketQuery::default() };
        let found = list(&self.op(), &query).await.unwrap();
        let told = |row: app::TicketRow| (row.number, row.title, row.state.as_str().to_owned(), row.version);
        found.rows.into_iter().map(told).collect()
    }
}

const HEADING: &str = "number,incident_state,opened_at,sys_updated_at,impact,urgency,priority,assignment_group,\
                       category,subcategory,u_symptom,contact_type,location,closed_code";
const TAIL: &str = "2 - Medium,2 - Medium,3 - Moderate,Group 70,打印,共享,卡纸,Phone,Location 1,code 6";

fn row(case: &str, state: &str, opened: &str, updated: &str) -> String {
    format!("{case},{state},{opened},{updated},{TAIL}")
}

fn log() -> Vec<String> {
    let opened = "7/3/2016 09:00";
    vec![
        row("I1", "New", opened, "7/3/2016 09:05"),
        row("I1", "Active", opened, "7/3/2016 09:10"),
        row("I2", "New", "7/3/2016 08:30", "7/3/2016 09:06"),
        row("I2", "Resolved", "7/3/2016 08:30", "7/3/2016 09:20"),
        row("I3", "-100", "8/3/2016 09:00", "8/3/2016 09:06"),
        row("I3", "Active", "8/3/2016 09:00", "8/3/2016 10:06"),
    ]
}

fn lines(rows: &[String]) -> Vec<&str> {
    rows.iter().map(String::as_str).collect()
}

#[tokio::test]
async fn a_log_is_imported_once_and_a_second_time_changes_nothing() {
    let stand = Stand::new().await;
    let first = stand.import(SHIPPED, &lines(&log())).await.unwrap();
    assert_eq!((first.rows, first.cases, first.new, first.events), (6, 3, 3, 6));
    let tickets = stand.tickets().await;
    let told: Vec<(&str, &str)> = tickets.iter().map(|ticket| (ticket.0.as_str(), ticket.2.as_str())).collect();
    let expected = [
        ("UCI498-20160307-0001", "RESOLVED"),
        ("UCI498-20160307-0002", "IN_PROGRESS"),
        ("UCI498-20160308-0001", "IN_PROGRESS"),
    ];
    assert_eq!(told, expected);
    assert!(stand.report().contains("6,I3,incident_state,-100,a state that the mapping does not know,row skipped"));

    let second = stand.import(SHIPPED, &lines(&log())).await.unwrap();
    assert_eq!((second.new, second.unchanged, second.events, second.cards), (0, 3, 0, 0));
    assert_eq!(stand.tickets().await, tickets);
}

#[tokio::test]
async fn what_was_imported_agrees_with_its_replay() {
    let stand = Stand::new().await;
    stand.import(SHIPPED, &lines(&log())).await.unwrap();
    let verified = app::sla::verify_clocks(&stand.op(), &|_| ()).await.unwrap();
    assert_eq!(verified.tickets, 3);
    assert!(verified.differences.is_empty());
}

#[tokio::test]
async fn a_case_that_has_grown_gets_what_is_new_and_one_that_contradicts_is_left() {
    let stand = Stand::new().await;
    stand.import(SHIPPED, &lines(&log())).await.unwrap();
    let mut grown = log();
    grown.insert(2, row("I1", "Resolved", "7/3/2016 09:00", "7/3/2016 11:00"));
    grown[4] = row("I2", "Resolved", "7/3/2016 08:30", "7/3/2016 09:50");
    let second = stand.import(SHIPPED, &lines(&grown)).await.unwrap();
    assert_eq!((second.new, second.grown, second.unchanged, second.events), (0, 1, 1, 1));
    assert!(stand.report().contains("0,I2,,,does not go on from what was imported before,case skipped"));
    let states: Vec<String> = stand.tickets().await.into_iter().map(|ticket| ticket.2).collect();
    assert_eq!(states, ["RESOLVED", "RESOLVED", "IN_PROGRESS"]);
    let verified = app::sla::verify_clocks(&stand.op(), &|_| ()).await.unwrap();
    assert!(verified.differences.is_empty());

    let third = stand.import(SHIPPED, &lines(&grown)).await.unwrap();
    assert_eq!((third.grown, third.unchanged), (0, 2));
}

#[tokio::test]
async fn a_case_that_no_contract_covers_is_told_and_the_others_are_imported() {
    let stand = Stand::new().await;
    let late = row("I9", "New", "7/3/2018 09:00", "7/3/2018 09:05");
    let rows = [log(), vec![late]].concat();
    let imported = stand.import(SHIPPED, &lines(&rows)).await.unwrap();
    assert_eq!(imported.new, 3);
    assert!(stand.report().contains("0,I9,,,no contract in force when it was raised,case skipped"));
}

#[tokio::test]
async fn every_mistake_of_a_set_up_is_told_with_its_key_and_nothing_is_written() {
    let stand = Stand::new().await;
    let wrong = SHIPPED
        .replace("region = \"450000\"", "region = \"990000\"")
        .replace("code = \"UCI498\"\nname = \"演示", "code = \"uci\"\nname = \"演示")
        .replace("real_minutes = 30,", "real_minutes = 30, working_days = 1,");
    let error = stand.import(&wrong, &lines(&log())).await.unwrap_err().to_string();
    for key in ["setup.agency.region: ", "setup.agency.code: ", "setup.policy.targets: "] {
        assert!(error.lines().any(|line| line.starts_with(key)), "{error}");
    }
    assert_eq!(stand.tickets().await, []);
}

#[tokio::test]
async fn the_demo_is_the_same_from_the_same_seed_and_a_second_time_changes_nothing() {
    let nowhere = Path::new("no real log here");
    let asked = |seed| app::demo::Demo { as_of: None, seed, tickets: 120, password: "gongdan-demo".to_owned() };
    let (one, other) = (Stand::new().await, Stand::new().await);
    crate::demo::run(&one.op(), &asked(7), nowhere, 100).await.unwrap();
    crate::demo::run(&other.op(), &asked(7), nowhere, 100).await.unwrap();
    let tickets = one.tickets().await;
    assert!(tickets.len() > 100, "{}", tickets.len());
    assert_eq!(other.tickets().await, tickets);
    let verified = app::sla::verify_clocks(&one.op(), &|_| ()).await.unwrap();
    assert!(verified.differences.is_empty());

    let again = asked(8);
    let told = crate::demo::run(&one.op(), &again, nowhere, 100).await.unwrap().to_string();
    assert!(told.starts_with("the demo is here already\n"), "{told}");
    assert_eq!(one.tickets().await, tickets);
}

#[tokio::test]
async fn the_demo_ends_inside_the_known_calendar_and_never_begins_before_it() {
    let stand = Stand::new().await;
    let asked = |as_of: &str| app::demo::Demo {
        as_of: as_of.parse().ok(),
        seed: 7,
        tickets: 60,
        password: "gongdan-demo".to_owned(),
    };
    let nowhere = Path::new("no real log here");
    let early = asked("2018-06-01T00:00:00Z");
    let error = crate::demo::run(&stand.op(), &early, nowhere, 100).await.unwrap_err();
    assert!(format!("{error:#}").contains("2017"), "{error:#}");
    crate::demo::run(&stand.op(), &asked("2031-06-01T00:00:00Z"), nowhere, 100).await.unwrap();
    let numbers: Vec<String> = stand.tickets().await.into_iter().map(|ticket| ticket.0).collect();
    assert!(numbers.iter().all(|number| number.contains("-2026")), "{numbers:?}");
}
