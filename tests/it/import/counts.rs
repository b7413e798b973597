//! What `slaReport` counts after an import is what SQL counts over the verdicts, and what the raw file says.

use std::collections::BTreeMap;

use app::setup::user::{GrantRole, NewUser, create_user, grant_role};
use domain::access::Role;
use serde_json::{Value, json};
use storage::coord::Coord;

use super::recount::{Counted, Judged, recount};
use super::{hard_cases, import, shipped};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::{PASSWORD, World};
use crate::tickets::ledger::Ledger;

/// Met and breached, by whatever tells them apart.
type Counts = BTreeMap<String, (i64, i64)>;

/// A month of one metric, or all of a rank.
type Key<'k> = &'k dyn Fn(&str, i32, i32) -> String;

fn count(cases: &BTreeMap<String, Counted>, key: Key) -> Counts {
    let mut counts = Counts::new();
    let mut add = |metric: &str, rank: i32, judged: &Judged| {
        let entry = counts.entry(key(metric, rank, judged.month)).or_default();
        entry.0 += i64::from(judged.met);
        entry.1 += i64::from(!judged.met);
    };
    for case in cases.values() {
        add("RESPONSE", case.rank, &case.response);
        case.solutions.iter().for_each(|judged| add("RESOLVE", case.rank, judged));
    }
    counts
}

/// The rows of a report that judge anything, and its total.
async fn report(world: &World, by: [&str; 2]) -> (Counts, Value) {
    let query = "query($by: [ReportDimension!]!) { slaReport(groupBy: $by) {
        rows { metric month priority counts { met breached } }
        total { met breached running excluded withoutPromise cancelled total } } }";
    let report = world.as_("uci_manager").gql(query, json!({ "by": by })).await.at("/slaReport");
    let mut counts = Counts::new();
    for row in report["rows"].as_array().expect("rows") {
        let figure = |name: &str| row["counts"][name].as_i64().expect("a figure");
        let told = [&row["metric"], &row["month"], &row["priority"]].into_iter().filter(|value| !value.is_null());
        let key = told.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        if figure("met") + figure("breached") > 0 {
            counts.insert(key.collect::<Vec<_>>().join(" "), (figure("met"), figure("breached")));
        }
    }
    (counts, report["total"].clone())
}

/// What the last verdict of each clock says, counted by the database.
async fn by_sql(ledger: &Ledger) -> Counts {
    let sql = "SELECT c.metric || ' ' || c.counted_month || '=' || SUM(CASE v.verdict WHEN 'MET' THEN 1 ELSE 0 END)
            || '/' || SUM(CASE v.verdict WHEN 'BREACHED' THEN 1 ELSE 0 END)
        FROM sla_verdict v JOIN sla_clock c ON c.id = v.clock_id
        WHERE v.revision = (SELECT MAX(w.revision) FROM sla_verdict w WHERE w.clock_id = v.clock_id)
        GROUP BY c.metric, c.counted_month";
    let rows = ledger.texts(sql).await;
    let read = |row: &String| {
        let (key, figures) = row.split_once('=').expect("a count");
        let (met, breached) = figures.split_once('/').expect("two figures");
        (key.to_owned(), (met.parse().expect("a figure"), breached.parse().expect("a figure")))
    };
    rows.iter().map(read).collect()
}

async fn the_report_counts_what_the_verdicts_and_the_raw_file_say(backend: Backend) {
    let db = hard_cases(backend).await;
    let logs = [shipped("hard_cases.csv.gz"), shipped("3days.csv.gz")];
    import(&db.config.url, &logs[1], &[]).await;
    let cases = recount(&[&logs[0], &logs[1]]);
    assert_eq!(cases.len(), 2_049);

    let world = World::on(db, Coord::memory()).await;
    let op = world.system_op();
    let new = NewUser { login: "uci_manager".to_owned(), name: "经理".to_owned(), password: PASSWORD.to_owned() };
    let user = create_user(&op, &new).await.expect("an account");
    let agency = Some(world.agency("UCI498"));
    let role = Role::ContractManager;
    let role = GrantRole { user, role, agency, vendor: None, valid_from: None, valid_until: None };
    grant_role(&op, &role).await.expect("a role");

    let by_month = count(&cases, &|metric, _, month| format!("{metric} {month}"));
    let (reported, total) = report(&world, ["METRIC", "MONTH"]).await;
    assert_eq!(reported, by_month, "the raw file");
    let ledger = Ledger::of(&world).await;
    assert_eq!(by_sql(&ledger).await, by_month, "the verdicts");
    let by_rank = count(&cases, &|metric, rank, _| format!("{metric} P{rank}"));
    assert_eq!(report(&world, ["METRIC", "PRIORITY"]).await.0, by_rank);

    // No arrival and no restoration was promised: one a case, and one each time it was to be solved.
    let cycles: usize = cases.values().map(|case| case.solutions.len()).sum();
    let met: i64 = by_month.values().map(|counts| counts.0).sum();
    let breached: i64 = by_month.values().map(|counts| counts.1).sum();
    assert!(met > 0 && breached > 0 && cycles > cases.len());
    let expected = json!({
        "met": met, "breached": breached, "running": 0, "excluded": 0, "cancelled": 0,
        "withoutPromise": cases.len() + cycles, "total": 2 * (cases.len() + cycles),
    });
    assert_eq!(total, expected);
    assert_eq!(ledger.clocks().await.len(), 2 * (cases.len() + cycles));
    let verified = app::sla::verify_clocks(&world.system_op(), &|_| {}).await.expect("verified");
    assert_eq!((verified.tickets as usize, verified.differences), (cases.len(), vec![]));
}

both! { the_report_counts_what_the_verdicts_and_the_raw_file_say }
