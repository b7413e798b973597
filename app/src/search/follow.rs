//! The index follows the feed with a cursor of its own: a few batches behind what is committed, never ahead of it.

use std::collections::HashMap;

use domain::ids::TicketId;
use domain::search::{Audience, Document, Field, Piece};
use domain::ticket::{Fact, Visibility};
use serde::Serialize;
use storage::entity::{ticket, ticket_event};
use storage::query::leg;
use storage::search as index;

use crate::ticket::rows::event;
use crate::{Op, Result};

/// Messages or waiting tickets a transaction.
const BATCH: u64 = 1_000;

/// What a run of [`follow`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FollowReport {
    /// Tickets whose text was looked at.
    pub looked: u64,
    /// Tickets whose entry was written; the others' text had not changed.
    pub written: u64,
}

/// What a run of [`rebuild`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RebuildReport {
    /// Tickets that were made to wait for a look.
    pub waiting: u64,
    /// Tickets whose text was looked at.
    pub looked: u64,
    /// Tickets whose entry was missing or wrong.
    pub written: u64,
}

/// Brings the index to where the feed stands now, and looks at every ticket that waits. Two at once queue on the
/// cursor; one that is killed leaves whole batches.
pub async fn follow(op: &Op) -> Result<FollowReport> {
    let mut report = FollowReport::default();
    while index::awaits(&op.app().store).await? {
        let transaction = op.begin().await?;
        let due = index::due(&transaction, BATCH).await?;
        if due.upto.is_none() && due.tickets.is_empty() {
            // Another one was faster.
            return Ok(report);
        }
        report.looked += due.tickets.len() as u64;
        let changed = changed(&transaction, &due.tickets).await?;
        report.written += changed.len() as u64;
        index::write(&transaction, &changed).await?;
        index::settle(&transaction, &due.tickets).await?;
        if let Some(upto) = due.upto {
            index::advance(&transaction, upto).await?;
        }
        transaction.commit().await?;
    }
    Ok(report)
}

/// Looks at every ticket anew: for a database that was restored in parts, or another tokenizer. One that is killed goes
/// on where it stopped, as long as the worker runs.
pub async fn rebuild(op: &Op) -> Result<RebuildReport> {
    let waiting = index::mark_all(op.app().store.write()).await?;
    let FollowReport { looked, written } = follow(op).await?;
    Ok(RebuildReport { waiting, looked, written })
}

/// The entries of those tickets whose text or owners are not what the index holds.
async fn changed(transaction: &storage::Transaction, ids: &[TicketId]) -> Result<Vec<index::Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (mut tickets, remarks) = index::sources(transaction, ids).await?;
    tickets.sort_unstable_by_key(|row| (row.created_at, row.id));
    let known = index::known(transaction, ids).await?;
    let given_away = leg::given_away(transaction, ids).await?.into_iter().collect();
    let remarks = by_ticket(remarks, &given_away)?;
    let mut entries = Vec::new();
    for row in &tickets {
        let document = document(row, remarks.get(&row.id).map_or(&[], Vec::as_slice));
        let fingerprint = document.fingerprint(&[&row.agency_id, &row.vendor_id]);
        let place = known.get(&row.id).map(|known| known.place);
        if known.get(&row.id).is_some_and(|known| known.fingerprint == fingerprint) {
            continue;
        }
        entries.push((row, place, fingerprint, document));
    }
    let new = entries.iter().filter(|(_, place, ..)| place.is_none()).map(|(row, ..)| row.created_at);
    let mut places = index::places(transaction, &new.collect::<Vec<_>>()).await?.into_iter();
    let entry = |(row, place, fingerprint, document): (&ticket::Model, Option<i64>, String, Document)| {
        let place = place.or_else(|| places.next());
        place.map(|place| index::Entry {
            ticket: row.id,
            place,
            agency: row.agency_id,
            vendor: row.vendor_id,
            fingerprint,
            document,
        })
    };
    Ok(entries.into_iter().filter_map(entry).collect())
}

/// What a former vendor's people said among themselves is found by nobody any more: the ticket is another one's (E28).
fn by_ticket(
    rows: Vec<ticket_event::Model>,
    given_away: &HashMap<TicketId, i32>,
) -> Result<HashMap<TicketId, Vec<(Audience, String)>>> {
    let mut found: HashMap<TicketId, Vec<(Audience, String)>> = HashMap::new();
    for row in rows {
        if let Fact::Commented { visibility, body, .. } = event(&row)?.fact {
            let ended = given_away.get(&row.ticket_id).is_some_and(|last| row.seq <= *last);
            if ended && visibility == Visibility::VendorInternal {
                continue;
            }
            found.entry(row.ticket_id).or_default().push((Audience::of(visibility), body));
        }
    }
    Ok(found)
}

fn document(row: &ticket::Model, remarks: &[(Audience, String)]) -> Document {
    let open = |field, text| Piece { field, audience: Audience::Open, text };
    let own = [
        open(Field::Number, row.number.as_str()),
        open(Field::Title, row.title.as_str()),
        open(Field::Description, row.description.as_str()),
        open(Field::Cause, row.cause.as_deref().unwrap_or_default()),
        open(Field::Solution, row.solution.as_deref().unwrap_or_default()),
    ];
    let remarks = remarks.iter().map(|(audience, text)| Piece { field: Field::Comment, audience: *audience, text });
    Document::of(own.into_iter().chain(remarks))
}
