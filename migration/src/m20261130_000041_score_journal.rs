//! A journal of what scorecards count, written by the database itself, so that a refresh costs what changed: signed copies
//! of facts, from whatever path they were written.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait};

use crate::ddl;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A changed fact stands in the journal twice: as it was with the sign −1, as it is with +1. Events never change and need
/// no copy. The columns have the names of the tables that they come from, so that one expression counts both.
///
/// `scored_event` has what is counted of an event, with the contract and system that its ticket had then: stars of a
/// rating, whether a closing has all on record, and of an incident's first solution the cause, which makes it a fault.
/// Causes may be long, so the index by which the faults before and after one are found holds how they begin, and whether
/// they go on. It and `sla_clock_judged` have all that is counted, in the order in which it is grouped.
///
/// `time_used` has the buckets of how long promises took. A card has its counters; a quarter, half-year or year is the sum
/// of its months, and terms and score are computed when the card is read.
const TABLES: &str = "
CREATE TABLE score_clock (
    {id}, sign int NOT NULL, ticket_id UUID NOT NULL, contract_id UUID NOT NULL, counted_month int NOT NULL,
    metric text NOT NULL, target_id UUID, state text NOT NULL, stopped_at TIMESTAMPTZ, elapsed_seconds bigint NOT NULL,
    target_seconds bigint NOT NULL
);
CREATE TABLE score_event (ticket_id UUID NOT NULL, seq int NOT NULL, PRIMARY KEY (ticket_id, seq));
CREATE TABLE score_pause (
    {id}, sign int NOT NULL, ticket_id UUID NOT NULL, from_at TIMESTAMPTZ NOT NULL, to_at TIMESTAMPTZ NOT NULL,
    decision text NOT NULL
);
CREATE TABLE score_inspection (
    {id}, sign int NOT NULL, contract_id UUID NOT NULL, month int NOT NULL, state text NOT NULL, cause text,
    missed_at TIMESTAMPTZ
);

CREATE TABLE scored_event (
    ticket_id UUID NOT NULL, seq int NOT NULL, contract_id UUID NOT NULL, system_id UUID NOT NULL, type text NOT NULL,
    occurred_at TIMESTAMPTZ NOT NULL, stars int, complete boolean NOT NULL, cause text, cause_head text,
    cause_longer boolean NOT NULL, PRIMARY KEY (ticket_id, seq)
);

CREATE TABLE time_used (
    contract_id UUID NOT NULL, month int NOT NULL, metric text NOT NULL, buckets text NOT NULL,
    PRIMARY KEY (contract_id, month, metric)
);

DELETE FROM epoch WHERE name = 'scorecard';
ALTER TABLE scorecard DROP COLUMN score_hundredths;
ALTER TABLE scorecard DROP COLUMN grade;
ALTER TABLE scorecard DROP COLUMN terms;
ALTER TABLE scorecard DROP COLUMN ledger;

DROP INDEX ticket_event_closed;
CREATE INDEX sla_clock_judged ON sla_clock (contract_id, counted_month, metric, target_id, state, stopped_at, elapsed_seconds,
    target_seconds, ticket_id) WHERE state IN ('MET', 'BREACHED');
CREATE INDEX ticket_complaint ON ticket (id) WHERE kind = 'COMPLAINT';
";

const INDEXES: &str = "
CREATE INDEX scored_event_contract ON scored_event (contract_id, occurred_at, type, stars, complete);
CREATE INDEX scored_event_fault
    ON scored_event (contract_id, system_id, cause_head, occurred_at, ticket_id, cause_longer) WHERE cause_head IS NOT NULL;
";

/// What is counted of scored events `e`. A closing is complete when the solution that was agreed to names cause and
/// solution, and the vendor had a file on the ticket that the agency can read, brought while the ticket was with it; what
/// is taken back later changes nothing.
const NOTE: &str = "
INSERT INTO scored_event (ticket_id, seq, contract_id, system_id, type, occurred_at, stars, complete, cause, cause_head,
    cause_longer)
SELECT noted.*, SUBSTR(cause, 1, 40), COALESCE(LENGTH(cause) > 40, FALSE) FROM (
SELECT e.ticket_id, e.seq, COALESCE(l.contract_id, t.contract_id), COALESCE(l.system_id, t.system_id), e.type, e.occurred_at,
    CASE WHEN e.type = 'RATED' THEN CAST(e.fact ->> 'stars' AS int) END AS stars,
    e.type = 'CONFIRMED' AND EXISTS (SELECT 1 FROM ticket_event a
        WHERE a.ticket_id = e.ticket_id AND a.seq < e.seq AND a.type = 'ATTACHED' AND a.side = 'VENDOR'
            AND (l.ticket_id IS NULL OR a.seq BETWEEN l.first_seq AND l.last_seq) AND a.fact ->> 'visibility' = 'PUBLIC'
            AND NOT EXISTS (SELECT 1 FROM ticket_event w
                WHERE w.ticket_id = e.ticket_id AND w.seq < e.seq AND w.type = 'ATTACHMENT_WITHDRAWN'
                    AND w.fact ->> 'attachment' = a.fact ->> 'attachment'))
        AND EXISTS (SELECT 1 FROM ticket_event s WHERE s.ticket_id = e.ticket_id AND s.type = 'RESOLVED'
            AND s.seq = (SELECT MAX(x.seq) FROM ticket_event x
                WHERE x.ticket_id = e.ticket_id AND x.type = 'RESOLVED' AND x.seq < e.seq)
            AND TRIM(s.fact ->> 'cause') <> '' AND TRIM(s.fact ->> 'solution') <> '') AS complete,
    CASE WHEN e.type = 'RESOLVED' AND t.kind = 'INCIDENT' AND e.fact ->> 'cause' <> '' AND NOT EXISTS (
        SELECT 1 FROM ticket_event o WHERE o.ticket_id = e.ticket_id AND o.seq < e.seq AND o.type = 'RESOLVED')
        THEN e.fact ->> 'cause' END AS cause
FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id
    LEFT JOIN ticket_leg l ON l.ticket_id = t.id AND e.seq BETWEEN l.first_seq AND l.last_seq
WHERE e.type IN ('RESOLVED', 'REOPENED', 'SOLUTION_REJECTED', 'RATED', 'CONFIRMED')";

/// What the months of the cards come to is counted anew once, which fills `time_used`.
const MARKS: &str = "
INSERT INTO score_stale (contract_id, month)
SELECT subject_id, CAST(REPLACE(SUBSTR(CAST(period_start AS text), 1, 7), '-', '') AS int) FROM scorecard
WHERE subject_kind = 'CONTRACT' AND period_kind = 'MONTH'
ON CONFLICT (contract_id, month) DO UPDATE SET marks = score_stale.marks + 1;
";

const CLOCK: &str =
    "ticket_id, contract_id, counted_month, metric, target_id, state, stopped_at, elapsed_seconds, target_seconds";
const PAUSE: &str = "ticket_id, from_at, to_at, decision";
const INSPECTION: &str = "contract_id, month, state, cause, missed_at";

/// Tables whose rows change: the journal, what is copied, which rows count at all.
const CHANGING: [(&str, &str, &str, &str); 3] = [
    ("sla_clock", "score_clock", CLOCK, "{row}.state IN ('MET', 'BREACHED')"),
    ("ticket_pause", "score_pause", PAUSE, "{row}.to_at IS NOT NULL"),
    (
        "inspection_occurrence",
        "score_inspection",
        INSPECTION,
        "{row}.contract_id IS NOT NULL AND {row}.state IN ('DONE', 'DONE_LATE', 'MISSED')",
    ),
];

const EVENT: &str = "INSERT INTO score_event (ticket_id, seq) VALUES (NEW.ticket_id, NEW.seq);";
const SCORED: &str = "NEW.type IN ('RESOLVED', 'REOPENED', 'SOLUTION_REJECTED', 'RATED', 'CONFIRMED')";

fn note() -> String {
    format!("{EVENT} {NOTE} AND e.ticket_id = NEW.ticket_id AND e.seq = NEW.seq) noted;")
}

fn of(row: &str, columns: &str) -> String {
    columns.split(", ").map(|column| format!("{row}.{column}")).collect::<Vec<_>>().join(", ")
}

fn copy(journal: &str, columns: &str, (row, sign): (&str, i32), counts: &str) -> String {
    let (values, counts) = (of(row, columns), counts.replace("{row}", row));
    format!("INSERT INTO {journal} (sign, {columns}) SELECT {sign}, {values} WHERE {counts};")
}

fn sqlite() -> String {
    let mut sql = format!(
        "CREATE TRIGGER ticket_event_scored_insert AFTER INSERT ON ticket_event WHEN {SCORED} BEGIN {} END;",
        note(),
    );
    for (table, journal, columns, counts) in CHANGING {
        let (was, is) = (copy(journal, columns, ("OLD", -1), counts), copy(journal, columns, ("NEW", 1), counts));
        let (old, new) = (counts.replace("{row}", "OLD"), counts.replace("{row}", "NEW"));
        let differ = format!("({}) IS NOT ({})", of("OLD", columns), of("NEW", columns));
        sql.push_str(&format!(
            "CREATE TRIGGER {table}_scored_insert AFTER INSERT ON {table} WHEN {new} BEGIN {is} END;
             CREATE TRIGGER {table}_scored_update AFTER UPDATE ON {table} WHEN (({old}) OR ({new})) AND {differ}
             BEGIN {was} {is} END;
             CREATE TRIGGER {table}_scored_delete AFTER DELETE ON {table} WHEN {old} BEGIN {was} END;"
        ));
    }
    sql
}

fn postgres() -> String {
    let mut sql = format!(
        "CREATE FUNCTION note_score_event() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN {} RETURN NULL; END $$;
         CREATE TRIGGER ticket_event_scored_insert AFTER INSERT ON ticket_event FOR EACH ROW WHEN ({SCORED})
         EXECUTE FUNCTION note_score_event();",
        note(),
    );
    for (table, journal, columns, counts) in CHANGING {
        let (was, is) = (copy(journal, columns, ("OLD", -1), counts), copy(journal, columns, ("NEW", 1), counts));
        let (old, new) = (counts.replace("{row}", "OLD"), counts.replace("{row}", "NEW"));
        let differ = format!("({}) IS DISTINCT FROM ({})", of("OLD", columns), of("NEW", columns));
        sql.push_str(&format!(
            "CREATE FUNCTION note_{journal}() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN
                 IF TG_OP <> 'INSERT' THEN {was} END IF;
                 IF TG_OP <> 'DELETE' THEN {is} END IF;
                 RETURN NULL;
             END $$;
             CREATE TRIGGER {table}_scored_insert AFTER INSERT ON {table} FOR EACH ROW WHEN ({new})
             EXECUTE FUNCTION note_{journal}();
             CREATE TRIGGER {table}_scored_update AFTER UPDATE ON {table} FOR EACH ROW
             WHEN ((({old}) OR ({new})) AND {differ}) EXECUTE FUNCTION note_{journal}();
             CREATE TRIGGER {table}_scored_delete AFTER DELETE ON {table} FOR EACH ROW WHEN ({old})
             EXECUTE FUNCTION note_{journal}();"
        ));
    }
    sql
}

/// Cards are scored anew by whoever kept their terms; until then there are none.
const DOWN: &str = "
DELETE FROM scorecard;
INSERT INTO epoch (name, value) VALUES ('scorecard', 0);
ALTER TABLE scorecard ADD COLUMN score_hundredths bigint;
ALTER TABLE scorecard ADD COLUMN grade text;
ALTER TABLE scorecard ADD COLUMN terms JSONB NOT NULL DEFAULT '[]';
ALTER TABLE scorecard ADD COLUMN ledger JSONB;
DROP INDEX ticket_complaint;
DROP INDEX sla_clock_judged;
CREATE INDEX ticket_event_closed ON ticket_event (occurred_at) WHERE type = 'CONFIRMED';
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (id, triggers) = match manager.get_database_backend() {
            DbBackend::Sqlite => ("id INTEGER PRIMARY KEY", sqlite()),
            _ => ("id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", postgres()),
        };
        ddl::run(manager, &TABLES.replace("{id}", id)).await?;
        let db = manager.get_connection();
        for text in [&format!("{NOTE}) noted"), INDEXES, MARKS, &triggers] {
            db.execute_unprepared(text).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let sqlite = db.get_database_backend() == DbBackend::Sqlite;
        let mut triggers = vec![("ticket_event", "ticket_event_scored_insert".to_owned())];
        for (table, ..) in CHANGING {
            triggers.extend(["insert", "update", "delete"].map(|when| (table, format!("{table}_scored_{when}"))));
        }
        for (table, trigger) in triggers {
            let on = if sqlite { String::new() } else { format!(" ON {table}") };
            db.execute_unprepared(&format!("DROP TRIGGER {trigger}{on}")).await?;
        }
        if !sqlite {
            for function in ["score_event", "score_clock", "score_pause", "score_inspection"] {
                db.execute_unprepared(&format!("DROP FUNCTION note_{function}")).await?;
            }
        }
        db.execute_unprepared(MARKS).await?;
        ddl::run(manager, DOWN).await?;
        let tables = ["time_used", "scored_event", "score_inspection", "score_pause", "score_event", "score_clock"];
        ddl::drop_tables(manager, &tables).await
    }
}
