//! The change feed by pages.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use app::TicketRow;
use app::feed::{Change as Told, ChangePage, MOST, changes};
use app::ticket::{TicketList, TicketQuery, list};
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::ids::TicketId;

use crate::error::ApiError;
use crate::graphql::connection::PageInfo;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::{coded, failure};
use crate::graphql::request::{Language, Request, request};
use crate::graphql::ticket::Ticket;
use crate::graphql::words::Metric;

/// Changes of a page when the client does not say.
const USUAL: i32 = 100;

/// The query of the change feed.
#[derive(Default)]
pub struct ChangeQuery;

/// The query of the change feed.
#[Object]
impl ChangeQuery {
    /// The changes of tickets that you may see, in the order of their numbers, each once: begin without a cursor, go on
    /// behind endCursor, and you have everything once readTo is upTo. A page may be empty while others follow. Messages are
    /// kept for the days of the settings (usually 400); from behind one that is gone FEED_PRUNED tells you to read the
    /// tickets anew and to begin without a cursor. Needs ticket.view.
    #[graphql(complexity = "cost(first, child_complexity)")]
    async fn changes<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Changes of the page, 1 to 500; 100 when left out.")] first: Option<i32>,
        #[graphql(desc = "The number to go on behind, in digits: a cursor, or the seq of a message.")] after: Option<
            String,
        >,
    ) -> Result<ChangeConnection<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = size(first, language)?;
        let begin = after.as_deref().map(|text| number(text, language)).transpose()?;
        let page = changes(request.op(), begin, size).await.map_err(|error| failure(error, language))?;
        let asked = ctx.look_ahead();
        let wanted = asked.field("nodes").field("ticket").exists()
            || asked.field("edges").field("node").field("ticket").exists();
        let tickets = if wanted { tickets(request, &page).await? } else { HashMap::new() };
        Ok(ChangeConnection { page, tickets: Arc::new(tickets), request })
    }
}

fn cost(first: Option<i32>, change: usize) -> usize {
    let most = i32::try_from(MOST).unwrap_or(i32::MAX);
    1 + change * usize::try_from(first.unwrap_or(USUAL).clamp(1, most)).unwrap_or(1)
}

fn size(first: Option<i32>, language: Language) -> Result<u64, ApiError> {
    let asked = first.unwrap_or(USUAL);
    let size = u64::try_from(asked).ok().filter(|size| (1..=MOST).contains(size));
    size.ok_or_else(|| {
        let en = format!("first must be 1 to {MOST}, not {asked}");
        let message = language.choose(en, format!("first 须为 1 至 {MOST}，而不是 {asked}"));
        coded("LIMIT_PAGE_SIZE", message).with("field", "first").with("limit", MOST)
    })
}

fn number(text: &str, language: Language) -> Result<i64, ApiError> {
    let number = text.parse().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| {
        let en = "a cursor of the change feed is a number";
        coded("INVALID_CURSOR", language.choose(en, "变更流的游标是一个数字")).with("field", "after")
    })
}

/// The tickets of a page as they are now, in one statement.
async fn tickets(request: &Request, page: &ChangePage) -> Result<HashMap<TicketId, TicketRow>, ApiError> {
    let mut ids: Vec<TicketId> = page.changes.iter().map(|change| change.ticket).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = TicketQuery { limit: ids.len() as u64, ids, with_text: true, ..TicketQuery::default() };
    let TicketList { rows, .. } =
        list(request.op(), &query).await.map_err(|error| failure(error, request.language()))?;
    request.listed(rows.iter().map(|row| (row.id, row.policy_version_id)).collect());
    request.contracts_listed(rows.iter().map(|row| row.contract_id).collect());
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// A page of the change feed.
pub struct ChangeConnection<'c> {
    page: ChangePage,
    tickets: Arc<HashMap<TicketId, TicketRow>>,
    request: &'c Request,
}

impl<'c> ChangeConnection<'c> {
    fn list(&self) -> Vec<Change<'c>> {
        let node =
            |told: &Arc<Told>| Change { told: told.clone(), tickets: self.tickets.clone(), request: self.request };
        self.page.changes.iter().map(node).collect()
    }
}

/// A page of the change feed.
#[Object(serial)]
impl<'c> ChangeConnection<'c> {
    /// The changes with their cursors.
    async fn edges(&self) -> Vec<ChangeEdge<'c>> {
        self.list().into_iter().map(|node| ChangeEdge { node }).collect()
    }

    /// The changes alone.
    async fn nodes(&self) -> Vec<Change<'c>> {
        self.list()
    }

    /// Where the page stands in the feed. Its endCursor is readTo, also on an empty page.
    async fn page_info(&self) -> PageInfo {
        let start = self.page.changes.first().map(|change| change.seq.to_string());
        let next = self.page.read_to < self.page.up_to;
        PageInfo::forwards(self.page.after > self.page.pruned_to, next, start, Some(self.page.read_to.to_string()))
    }

    /// Every change that concerns you and has this number or a lower one is in this page or before it.
    async fn read_to(&self) -> i64 {
        self.page.read_to
    }

    /// The highest number given out, to whomever it concerns, when the page was read.
    async fn up_to(&self) -> i64 {
        self.page.up_to
    }

    /// The number up to which messages are not kept any more; 0 when all are.
    async fn pruned_to(&self) -> i64 {
        self.page.pruned_to
    }
}

/// One change of a page.
pub struct ChangeEdge<'c> {
    node: Change<'c>,
}

/// One change of a page.
#[Object(serial)]
impl<'c> ChangeEdge<'c> {
    /// The change.
    async fn node(&self) -> &Change<'c> {
        &self.node
    }

    /// Its number: give it as `after` to go on behind it.
    async fn cursor(&self) -> String {
        self.node.told.seq.to_string()
    }
}

/// One change of a ticket, as its message tells it.
pub struct Change<'c> {
    told: Arc<Told>,
    tickets: Arc<HashMap<TicketId, TicketRow>>,
    request: &'c Request,
}

/// One change of a ticket, with its number in the change feed. Needs ticket.view.
#[Object(serial)]
impl<'c> Change<'c> {
    /// Its number: rises, with gaps for what you may not see.
    async fn seq(&self) -> i64 {
        self.told.seq
    }

    /// The id of the message, the same wherever and however often it is delivered.
    async fn message_id(&self) -> ID {
        self.told.id.to_string().into()
    }

    /// What happened, such as ticket.raised or sla.breach.
    async fn topic(&self) -> &str {
        &self.told.topic
    }

    /// When it was written down.
    async fn recorded_at(&self) -> Instant {
        self.told.at
    }

    /// When it is said to have happened; null where the message tells of no event.
    async fn occurred_at(&self) -> Option<Instant> {
        self.told.occurred_at()
    }

    /// The event's place in the log of the ticket; null where the message tells of no event.
    async fn event_seq(&self) -> Option<i64> {
        self.told.event_seq()
    }

    /// Which promise, in messages about a clock.
    async fn metric(&self) -> Option<Metric> {
        self.told.word::<domain::sla::Metric>("metric").map(Metric::from)
    }

    /// The deadline, in messages about a clock.
    async fn due_at(&self) -> Option<Instant> {
        self.told.moment("dueAt")
    }

    /// The global id of the ticket.
    async fn ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.told.ticket.0)
    }

    /// The ticket as it is now; null once you may not see it any more.
    async fn ticket(&self) -> Option<Ticket<'_>> {
        let row = self.tickets.get(&self.told.ticket)?;
        Some(Ticket { row: Cow::Borrowed(row), request: self.request })
    }
}
