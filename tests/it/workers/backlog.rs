//! Tickets that nobody answered since March: every promise on them is overdue by the time of any worker.

use std::collections::{BTreeMap, BTreeSet};

use app::ticket::Raise;
use chrono::{DateTime, Utc};
use domain::sla::{ClockState, Metric};
use domain::ticket::{Impact, RaiseInput, TicketKind, Urgency};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, Statement, TransactionTrait, TryGetable};
use storage::entity::{outbox, ticket};

use crate::support::db::Backend;
use crate::support::process::until;
use crate::support::world::World;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::at;

/// Notice, restoration and solution are promised at P3, each with a warning, the breach and an escalation.
const PROMISES: usize = 3;
const TOPICS: [&str; 3] = ["sla.warn", "sla.breach", "sla.escalate"];

/// The backlog and a look at it from beside.
pub struct Backlog {
    pub world: World,
    pub ledger: Ledger,
    tickets: usize,
}

impl Backlog {
    /// Raises so many tickets in the same moment; nothing is fired or numbered yet.
    pub async fn of(tickets: usize) -> Self {
        let world = World::new(Backend::Postgres).await;
        let op = world.op("clerk");
        let asked = Raise {
            system: world.system("NN-OA"),
            agency: None,
            input: RaiseInput {
                kind: TicketKind::Incident,
                title: "公文收不到".to_owned(),
                description: String::new(),
                impact: Impact::Medium,
                urgency: Urgency::Medium,
            },
            raised_at: None,
            late_reason: None,
        };
        for _ in 0..tickets {
            app::ticket::raise(&op, &asked).await.expect("raised");
        }
        let ledger = Ledger::of(&world).await;
        // Scoring and assessing sweep first; here only `flag_sla` shall sweep, so their only runs of the year are over.
        let over = "INSERT INTO job_run (name, slot, holder, epoch, state, lease_until, started_at)
            SELECT name, date_trunc('year', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', 'nobody', 1, 'done', now(), now()
            FROM (VALUES ('refresh_scorecards'), ('draft_assessments')) job(name)";
        assert_eq!(ledger.run(over).await.expect("runs"), 2);
        assert_eq!(ledger.texts("SELECT 'waiting' FROM sla_alarm WHERE fired_at IS NULL").await.len(), 9 * tickets);
        Self { world, ledger, tickets }
    }

    pub fn url(&self) -> &str {
        &self.world.db.config.url
    }

    /// The one value that a query finds.
    pub async fn value<T: TryGetable>(&self, sql: &str) -> T {
        let row = self.ledger.db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.expect(sql);
        row.expect("a row").try_get_by_index(0).expect("a value")
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.value(sql).await
    }

    pub async fn fired(&self) -> i64 {
        self.count("SELECT count(*) FROM sla_alarm WHERE fired_at IS NOT NULL").await
    }

    /// A transaction that holds what workers need until it is rolled back.
    pub async fn hold(&self, sql: &str) -> DatabaseTransaction {
        let transaction = self.ledger.db.begin().await.expect("a transaction");
        transaction.execute_unprepared(sql).await.expect(sql);
        transaction
    }

    /// Waits until so many statements with this text wait for a lock that another holds; that on a table that grows is
    /// nobody's for longer than a moment.
    pub async fn stuck(&self, statements: i64, text: &str) {
        let waiting = format!(
            "SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event <> 'extend'
             AND query LIKE '%{text}%'"
        );
        until("statements that wait", async || (self.count(&waiting).await == statements).then_some(())).await;
    }

    /// Waits until every alarm is fired and every message has its number.
    pub async fn worked_off(&self) {
        let left = "SELECT (SELECT count(*) FROM sla_alarm WHERE fired_at IS NULL)
                         + (SELECT count(*) FROM outbox WHERE feed_seq IS NULL)";
        until("nothing is left to do", async || (self.count(left).await == 0).then_some(())).await;
    }

    /// Each level of each promise took effect once, at its deadline; each message has one number, and none is missing.
    pub async fn assert_exactly_once(&self) {
        let clocks = self.ledger.clocks().await;
        let promised: Vec<_> = clocks.iter().filter(|clock| clock.state != ClockState::NoPromise).collect();
        assert_eq!(promised.len(), PROMISES * self.tickets);
        for clock in &promised {
            let due = Some(deadline(clock.metric));
            assert_eq!((clock.state, clock.due_at, clock.breached_at), (ClockState::Breached, due, due));
        }
        let verdicts = self.ledger.verdicts().await;
        assert_eq!(verdicts.len(), promised.len(), "one verdict each");
        for verdict in &verdicts {
            let clock = promised.iter().find(|clock| clock.id == verdict.clock_id).expect("the verdict's clock");
            let found = (verdict.revision, verdict.verdict, verdict.breached_at, verdict.breach_known_at);
            assert_eq!(found, (1, ClockState::Breached, clock.due_at, None), "the deadline, not its detection");
            assert!(verdict.recorded_at > deadline(clock.metric));
        }
        let judged: BTreeSet<_> = verdicts.iter().map(|verdict| verdict.clock_id.0).collect();
        assert_eq!(judged.len(), promised.len(), "no clock was judged twice");
        for row in ticket::Entity::find().all(&self.ledger.db).await.expect("tickets") {
            assert!(row.breached);
        }
        self.assert_told_once().await;
        self.world.clock.set(self.value("SELECT clock_timestamp()").await);
        let verified = app::sla::verify_clocks(&self.world.system_op(), &|_| {}).await.expect("verified");
        assert_eq!((verified.clocks as usize, verified.differences), (clocks.len(), vec![]));
        let failed = "SELECT count(*) FROM job_run WHERE state = 'failed'";
        assert_eq!(self.count(failed).await, 0, "no run failed on the way");
    }

    async fn assert_told_once(&self) {
        let messages = outbox::Entity::find().all(&self.ledger.db).await.expect("messages");
        let mut told: BTreeMap<(&str, Option<uuid::Uuid>, &str), usize> = BTreeMap::new();
        for message in &messages {
            let metric = message.payload["metric"].as_str().unwrap_or_default();
            *told.entry((message.topic.as_str(), message.ticket_id.map(|id| id.0), metric)).or_default() += 1;
        }
        for topic in TOPICS {
            let of_topic: Vec<usize> = told.iter().filter(|(key, _)| key.0 == topic).map(|(_, times)| *times).collect();
            assert_eq!(of_topic, vec![1; PROMISES * self.tickets], "{topic}");
        }
        let raised = told.keys().filter(|key| key.0 == "ticket.raised").count();
        assert_eq!(raised, self.tickets);
        let feed = self.ledger.feed().await;
        assert_eq!(feed.len(), messages.len(), "every message has a number");
        assert!(feed.iter().copied().eq(1..=messages.len() as i64), "a gap, or a number twice");
    }
}

/// Two, fourteen working hours and five working days after 09:00 of 2 March in Nanning, written down by hand.
fn deadline(metric: Metric) -> DateTime<Utc> {
    match metric {
        Metric::Response => at(2, "03:00"),
        Metric::Restore => at(4, "01:00"),
        Metric::Resolve => at(9, "10:00"),
        other => panic!("nothing is promised on {other}"),
    }
}
