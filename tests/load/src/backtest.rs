//! A back-test of a new policy over a whole event log, on SQLite: time on the wall of the job alone.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use app::backtest::{NewBacktest, find_backtest, run_backtests, start_backtest};
use app::setup::policy::{NewPolicy, NewTarget, VersionTerms, create_policy};
use app::{Clock, Op};
use domain::ids::{AgencyId, PolicyVersionId};
use domain::sla::{Metric, TargetDuration};
use domain::ticket::Priority;
use domain::trial::{BacktestState, Outcome};

use crate::{Import, bench, import, machine};

/// Longest time on the wall that the job may take.
const SECONDS: f64 = 30.0;
const MINUTE: i64 = 60;

/// Whether the bar holds.
pub async fn run(asked: &Import) -> Result<bool> {
    println!("machine: {}; load {}", machine::describe(), machine::load());
    let home = tempfile::tempdir()?;
    let url = format!("sqlite://{}?mode=rwc", home.path().join("backtest.db").display());
    let (log, mapping) = (asked.log.canonicalize()?, asked.mapping.canonicalize()?);
    import::call(asked, home.path(), &url, &["migrate"]).await?;
    let arguments = ["import", &log.to_string_lossy(), "--mapping", &mapping.to_string_lossy()];
    import::call(asked, home.path(), &url, &arguments).await?;

    let app = bench::app(&url, 4, Clock::system()).await?;
    let op = app.op_system("load");
    let agency = app.directory().agencies.values().next().context("the log has an agency")?.id;
    let asked = NewBacktest {
        policy_version: Some(stricter(&op, agency).await?),
        calendar_change: None,
        scheme: None,
        agency: Some(agency),
        contract: None,
        vendor: None,
        from: "2000-01-01T00:00:00Z".parse()?,
        until: op.now(),
    };
    let id = start_backtest(&op, &asked).await?;
    let started = Instant::now();
    let report = run_backtests(&op).await?;
    let seconds = started.elapsed().as_secs_f64();
    let row = find_backtest(&op, id).await?;
    ensure!(row.state == BacktestState::Done && report.done == 1, "the back-test is {}", row.state);
    let outcome: Outcome = serde_json::from_value(row.outcome)?;
    let holds = seconds <= SECONDS;
    println!(
        "SQLite, back-test of a policy: {} tickets, {} of them differ, {} left out: {seconds:.1} s (must ≤ {SECONDS} s): {}",
        row.done,
        outcome.differing,
        outcome.left_out(),
        if holds { "PASS" } else { "MISS" },
    );
    Ok(holds)
}

/// Promises of every kind, most of them stricter than those of the log's mapping.
async fn stricter(op: &Op, owner: AgencyId) -> Result<PolicyVersionId> {
    let coverage = op.coverage();
    let calendar = coverage.calendars.values().find(|row| row.code == "UCI498").context("the log's calendar")?.id;
    let (real, open) = (TargetDuration::RealTime, TargetDuration::Working);
    let promised = [
        (Priority::P1, real(15 * MINUTE), real(2_880 * MINUTE)),
        (Priority::P2, real(120 * MINUTE), open(1_200 * MINUTE)),
        (Priority::P3, open(60 * MINUTE), TargetDuration::WorkingDays(3)),
        (Priority::P4, open(480 * MINUTE), open(600 * MINUTE)),
    ];
    let target = |metric, priority, duration| NewTarget {
        pausable: metric == Metric::Resolve,
        ..NewTarget::of(metric, priority, duration, calendar)
    };
    let targets = promised.into_iter().flat_map(|(priority, response, resolve)| {
        [target(Metric::Response, priority, response), target(Metric::Resolve, priority, resolve)]
    });
    let new = NewPolicy {
        owner: Some(owner),
        base: None,
        code: "STRICTER".to_owned(),
        name: "STRICTER".to_owned(),
        terms: VersionTerms::of(targets.collect()),
    };
    Ok(create_policy(op, &new).await?.version)
}
