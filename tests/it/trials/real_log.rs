//! A stricter policy tried on the real log: what would differ is what the raw file says, counted a second time with
//! nothing of the engine.

use std::collections::{BTreeMap, BTreeSet};

use app::setup::user::{GrantRole, NewUser, create_user, grant_role};
use app::sql_count;
use domain::access::Role;
use serde_json::{Value, json};
use storage::coord::Coord;

use super::desk::{every, look, of_metric, start, text};
use crate::import::recount::{Counted, Judged, Promise, Rank, Terms, recount, recount_by};
use crate::import::{hard_cases, import, shipped};
use crate::support::both;
use crate::support::db::{Backend, TestDb};
use crate::support::world::{PASSWORD, World};
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{global_id, uuid_of};

const HARD_CASES: (&str, usize) = ("hard_cases.csv.gz", 668);
const ALL_CASES: (&str, usize) = ("incident_event_log.csv.gz", 24_918);

fn response(rank: Rank) -> Promise {
    match rank {
        1 => Promise::Real(15),
        2 => Promise::Real(120),
        3 => Promise::Open(60),
        _ => Promise::Open(480),
    }
}

fn solution(rank: Rank) -> Promise {
    match rank {
        1 => Promise::Real(2_880),
        2 => Promise::Open(1_200),
        3 => Promise::Days(3),
        _ => Promise::Open(600),
    }
}

/// A clock that is judged otherwise: ticket number, metric, cycle, whether it was met before and after.
type Difference = (String, String, i64, bool, bool);

/// The real log with somebody who writes policies there.
pub struct Log {
    pub world: World,
    pub ledger: Ledger,
}

impl Log {
    pub async fn hard_cases(backend: Backend) -> Self {
        Self::on(hard_cases(backend).await).await
    }

    async fn all_cases(backend: Backend) -> Self {
        let db = TestDb::create(backend).await;
        import(&db.config.url, &shipped(ALL_CASES.0), &[]).await;
        Self::on(db).await
    }

    async fn on(db: TestDb) -> Self {
        let world = World::on(db, Coord::memory()).await;
        let op = world.system_op();
        let new = NewUser { login: "uci_manager".to_owned(), name: "经理".to_owned(), password: PASSWORD.to_owned() };
        let user = create_user(&op, &new).await.expect("an account");
        let agency = Some(world.agency("UCI498"));
        let (role, vendor) = (Role::ContractManager, None);
        let role = GrantRole { user, role, agency, vendor, valid_from: None, valid_until: None };
        grant_role(&op, &role).await.expect("a role");
        let ledger = Ledger::of(&world).await;
        Self { world, ledger }
    }

    /// A draft with the stricter promises: what `startBacktest` takes for all of the log.
    pub async fn stricter(&self) -> Value {
        let manager = self.world.as_("uci_manager");
        let calendars = manager.gql("{ calendars(first: 100) { nodes { id code } } }", json!({})).await;
        let calendars = calendars.at("/calendars/nodes");
        let calendar = calendars.as_array().expect("calendars").iter().find(|of| of["code"] == "UCI498");
        let calendar = text(&calendar.expect("the log's calendar")["id"]);
        let mut targets = Vec::new();
        for rank in 1..=4 {
            for (metric, promise) in [("RESPONSE", response(rank)), ("RESOLVE", solution(rank))] {
                let (kind, duration) = match promise {
                    Promise::Real(minutes) => ("REAL_TIME", minutes * 60),
                    Promise::Open(minutes) => ("WORKING", minutes * 60),
                    Promise::Days(days) => ("WORKING_DAYS", days),
                };
                targets.push(json!({ "metric": metric, "priority": format!("P{rank}"), "durationKind": kind,
                    "duration": duration, "calendarId": calendar, "pausable": metric == "RESOLVE" }));
            }
        }
        let owner = global_id("Agency", self.world.agency("UCI498").0);
        let policy = json!({ "ownerId": owner, "code": "UCI498-STRICT", "name": "更严的时限", "targets": targets });
        let policy = manager.must("createPolicy", policy, "policy { versions { id } }").await;
        json!({ "candidate": { "policyVersionId": policy["policy"]["versions"][0]["id"] },
            "scope": { "agencyId": owner }, "from": "2016-01-01T00:00:00Z", "until": "2018-01-01T00:00:00Z" })
    }
}

fn expected(before: &Counted, after: &Counted, number: &str) -> Vec<Difference> {
    let differ = |metric: &str, cycle: usize, one: &Judged, other: &Judged| {
        let cycle = i64::try_from(cycle).expect("few");
        (one.met != other.met).then(|| (number.to_owned(), metric.to_owned(), cycle, one.met, other.met))
    };
    let response = differ("RESPONSE", 1, &before.response, &after.response);
    let solutions = before.solutions.iter().zip(&after.solutions).enumerate();
    let solutions = solutions.filter_map(|(place, (one, other))| differ("RESOLVE", place + 1, one, other));
    response.into_iter().chain(solutions).collect()
}

async fn the_difference_is_what_the_raw_file_says(backend: Backend) {
    tried_on(Log::hard_cases(backend).await, HARD_CASES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_difference_of_the_whole_log_is_what_the_raw_file_says() {
    tried_on(Log::all_cases(Backend::Sqlite).await, ALL_CASES).await;
}

async fn tried_on(log: Log, (file, cases): (&str, usize)) {
    let file = shipped(file);
    let (before, after) = (recount(&[&file]), recount_by(&[&file], Terms { response, solution }));
    assert_eq!((before.len(), after.len()), (cases, cases));
    let sql = "SELECT i.ref || ' ' || t.number FROM import_case i JOIN ticket t ON t.id = i.ticket_id";
    let numbers: BTreeMap<String, String> = log
        .ledger
        .texts(sql)
        .await
        .iter()
        .map(|row| {
            let (case, number) = row.split_once(' ').expect("a case and a number");
            (case.to_owned(), number.to_owned())
        })
        .collect();
    let input = log.stricter().await;
    let manager = log.world.as_("uci_manager");
    let books = log.ledger.contents().await;
    let id = start(&manager, input).await;
    let (report, statements) = sql_count::scope(app::backtest::run_backtests(&log.world.system_op())).await;
    assert_eq!(report.expect("the job").done, 1);
    // Batches of at most 250 tickets, and the rows of one table in at most a thousand a statement.
    let most = 10 + 10 * cases.div_ceil(250) as u64;
    assert!(statements <= most, "{statements} statements for {cases} tickets");

    let tried = look(&manager, &id).await;
    assert_eq!((&tried["state"], &tried["progress"]), (&json!("DONE"), &json!({ "done": cases, "total": cases })));
    assert_eq!(tried["summary"]["excluded"], json!([]));
    let wanted: BTreeSet<Difference> =
        before.iter().flat_map(|(case, one)| expected(one, &after[case], &numbers[case])).collect();
    assert!(wanted.len() > 100 && wanted.iter().any(|of| of.3) && wanted.iter().any(|of| of.4), "both ways");
    let fields = "ticketNumber metric cycle verdictBefore verdictAfter";
    let found: BTreeSet<Difference> = every(&manager, &id, "changes", fields)
        .await
        .iter()
        .map(|of| {
            let met = |name: &str| match of[name].as_str() {
                Some("MET") => true,
                Some("BREACHED") => false,
                other => panic!("{other:?}"),
            };
            let cycle = of["cycle"].as_i64().expect("a number");
            (text(&of["ticketNumber"]), text(&of["metric"]), cycle, met("verdictBefore"), met("verdictAfter"))
        })
        .collect();
    assert_eq!(found, wanted);
    let tickets: BTreeSet<&String> = wanted.iter().map(|of| &of.0).collect();
    assert_eq!(tried["summary"]["differing"], tickets.len());
    for (metric, all) in [("RESPONSE", count(&before, &after, true)), ("RESOLVE", count(&before, &after, false))] {
        let of = of_metric(&tried, metric);
        let figures = ["before", "after"].map(|side| (of[side]["met"].as_u64(), of[side]["breached"].as_u64()));
        assert_eq!(figures, all.map(|(met, breached)| (Some(met), Some(breached))), "{metric}");
    }

    // A page is one statement, whatever its size, and one more for the total when somebody asks.
    let op = log.world.op("uci_manager");
    let row = app::backtest::find_backtest(&op, uuid_of(&id).into()).await.expect("in sight");
    for (limit, with_total, expected) in [(1, false, 1), (100, false, 1), (100, true, 2)] {
        let page = app::backtest::changes(&op, &row, None, None, (limit, with_total));
        let (page, statements) = sql_count::scope(page).await;
        assert_eq!((page.expect("a page").rows.len() as u64, statements), (limit, expected));
    }

    let mut left = log.ledger.contents().await;
    for table in ["backtest", "backtest_agency", "backtest_change", "audit_entry"] {
        left.insert(table.to_owned(), books[table].clone());
    }
    Ledger::assert_same(&books, &left, "by a back-test");
}

/// Met and breached on either side.
fn count(before: &BTreeMap<String, Counted>, after: &BTreeMap<String, Counted>, response: bool) -> [(u64, u64); 2] {
    [before, after].map(|side| {
        let judged = side.values().flat_map(|case| if response { vec![case.response] } else { case.solutions.clone() });
        judged.fold((0, 0), |(met, breached), of| (met + u64::from(of.met), breached + u64::from(!of.met)))
    })
}

both! { the_difference_is_what_the_raw_file_says }
