//! What contract months come to, counted from closings: is all on record that belongs there?

use domain::ids::ContractId;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::count::{COUNTS_FOR, LEG, Span, within};
use crate::read::Sql;

/// Closings of a contract in a month.
#[derive(Clone, Copy, Debug)]
pub struct ClosingCount {
    pub contract: ContractId,
    /// With a cause, a solution and a file of the vendor's that the agency can read.
    pub complete: i64,
    pub closed: i64,
}

/// The solution that was agreed to names cause and solution.
const SAYS_ALL: &str = "EXISTS (SELECT 1 FROM ticket_event s
    WHERE s.ticket_id = e.ticket_id AND s.type = 'RESOLVED'
        AND s.seq = (SELECT MAX(x.seq) FROM ticket_event x
            WHERE x.ticket_id = e.ticket_id AND x.type = 'RESOLVED' AND x.seq < e.seq)
        AND TRIM(s.fact ->> 'cause') <> '' AND TRIM(s.fact ->> 'solution') <> '')";

/// The vendor had a file on the ticket when it was closed. What is taken back later changes nothing.
const SHOWS_IT: &str = "EXISTS (SELECT 1 FROM ticket_event a
    WHERE a.ticket_id = e.ticket_id AND a.seq < e.seq AND a.type = 'ATTACHED' AND a.side = 'VENDOR'
        AND a.fact ->> 'visibility' = 'PUBLIC'
        AND NOT EXISTS (SELECT 1 FROM ticket_event w
            WHERE w.ticket_id = e.ticket_id AND w.seq < e.seq AND w.type = 'ATTACHMENT_WITHDRAWN'
                AND w.fact ->> 'attachment' = a.fact ->> 'attachment'))";

/// Counts closings by when they occurred; a ticket that was reopened is closed again.
pub async fn closings(db: &impl ConnectionTrait, span: &Span) -> Result<Vec<ClosingCount>, DbErr> {
    let mut sql = Sql::new(&format!(
        "SELECT {COUNTS_FOR}, SUM(CASE WHEN {SAYS_ALL} AND {SHOWS_IT} THEN 1 ELSE 0 END), COUNT(*)
         FROM ticket_event e CROSS JOIN ticket t {LEG} WHERE t.id = e.ticket_id AND e.type = 'CONFIRMED'",
    ));
    within(&mut sql, "e.occurred_at", span);
    sql.push(" GROUP BY 1");
    let count = |row: &QueryResult| {
        Ok(ClosingCount {
            contract: row.try_get_by_index(0)?,
            complete: row.try_get_by_index(1)?,
            closed: row.try_get_by_index(2)?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(count).collect()
}
