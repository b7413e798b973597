//! Why clocks are what they are, from the same replay that computed them.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::{PolicyVersionId, TicketId};
use domain::sla::{ClockKey, Explanation, ReplayInput};
use storage::query::ticket as query;

use super::clocks::pins;
use super::rows::{event, key, missing};
use super::view::grouped;
use crate::{Op, Result};

/// Explains every clock of tickets in scope; `ticket` comes with the policy version that binds it. Two statements,
/// however many tickets.
pub async fn explanations(
    op: &Op,
    tickets: &[(TicketId, PolicyVersionId)],
) -> Result<HashMap<TicketId, HashMap<ClockKey, Explanation>>> {
    let db = op.app().store.read();
    let scope = op.ticket_scope(Action::TicketView);
    let ids: Vec<TicketId> = tickets.iter().map(|(id, _)| *id).collect();
    let mut logs = grouped(query::events_of(db, &scope, &ids).await?, |row| row.ticket_id);
    let clocks = query::clocks_of(db, &scope, &ids).await?;
    let versions: Vec<PolicyVersionId> = tickets.iter().map(|(_, version)| *version).collect();
    let coverage = op.coverage_for(&versions, &clocks).await?;
    let mut clocks = grouped(clocks, |row| row.ticket_id);
    let mut explained = HashMap::new();
    for (id, version) in tickets {
        let (Some(log), Some(stored)) = (logs.remove(id), clocks.remove(id)) else { continue };
        let log = log.iter().map(event).collect::<Result<Vec<_>>>()?;
        let terms = coverage.terms.get(version).ok_or_else(|| missing("the policy version"))?;
        let pins = pins(&stored, coverage.book.latest());
        let input = ReplayInput { events: &log, terms, book: &coverage.book, pins: &pins, now: op.now() };
        let explain = |key: ClockKey| Some((key, domain::sla::explain(&input, key)?));
        explained.insert(*id, stored.iter().map(key).filter_map(explain).collect());
    }
    Ok(explained)
}
