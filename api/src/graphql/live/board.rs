//! A board, live: which tickets came, changed and left, many changes in one message.

use std::collections::HashSet;
use std::time::Duration;

use app::feed::{Heard, Listening, listen};
use app::ticket::{TicketQuery, list};
use app::{Op, TicketRow};
use async_graphql::{Context, ID, Object, Subscription};
use async_stream::stream;
use domain::ids::TicketId;
use futures_util::stream::BoxStream;
use tokio::time::{Instant, timeout_at};

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::{coded, failure};
use crate::graphql::request::{Language, Request, request};
use crate::graphql::ticket::{Ticket, TicketFilter};

/// The most tickets of a board that is watched: its ids are kept for each who watches.
const MOST: usize = 1_000;
/// How long changes are gathered for one message.
const GATHER: Duration = Duration::from_millis(250);
/// The most tickets of one message.
const AT_ONCE: usize = 100;

/// The subscription to boards.
#[derive(Default)]
pub struct BoardSubscription;

/// The subscription to boards.
#[Subscription]
impl BoardSubscription {
    /// What happens on a board, that is the tickets you may see that pass the filter: which came, changed and left,
    /// several changes of a quarter of a second in one message. Subscribe first, then read the board. With `afterSeq` what
    /// changed since that number comes first, and then nothing is said to have come: what is there has changed.
    /// LIMIT_BOARD_SIZE for a board of more than 1,000 tickets. Needs ticket.view.
    async fn board_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which tickets.")] filter: Option<TicketFilter>,
        #[graphql(desc = "The seq of the last message you have; from now on when left out.")] after_seq: Option<i64>,
    ) -> Result<BoxStream<'static, Result<BoardChange, ApiError>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let query = filter.unwrap_or_default().query(language)?;
        let fail = |error| failure(error, language);
        let listening = listen(request.op(), after_seq).await.map_err(fail)?;
        let all = TicketQuery { limit: MOST as u64, ..query.clone() };
        let there = list(request.op(), &all).await.map_err(fail)?;
        if there.more {
            return Err(too_large(language));
        }
        let shown = there.rows.into_iter().map(|row| row.id).collect();
        let away_until = listening.catching_up_to();
        Ok(Board { listening, query, shown, language, away_until }.messages())
    }
}

fn too_large(language: Language) -> ApiError {
    let en = format!("a board of more than {MOST} tickets cannot be watched: narrow the filter");
    let message = language.choose(en, format!("看板超过 {MOST} 张工单，无法实时关注，请缩小筛选范围"));
    coded("LIMIT_BOARD_SIZE", message).with("field", "filter").with("limit", MOST)
}

/// A board and who watches it.
struct Board {
    listening: Listening,
    query: TicketQuery,
    /// The tickets on it as far as was told.
    shown: HashSet<TicketId>,
    language: Language,
    /// Whoever comes back was away until this number.
    away_until: Option<i64>,
}

/// What was gathered for one message.
enum Gathered {
    /// Tickets that changed, and the first and last number of their changes.
    Tickets(Vec<TicketId>, (i64, i64)),
    Resync(i64),
    End,
}

impl Board {
    fn messages(mut self) -> BoxStream<'static, Result<BoardChange, ApiError>> {
        Box::pin(stream! {
            loop {
                match self.next().await {
                    Ok(Some(message)) => yield Ok(message),
                    Ok(None) => return,
                    Err(error) => {
                        yield Err(error);
                        return;
                    }
                }
            }
        })
    }

    async fn next(&mut self) -> Result<Option<BoardChange>, ApiError> {
        loop {
            let language = self.language;
            let failed = |error| failure(error, language);
            match self.gather().await.map_err(failed)? {
                Gathered::End => return Ok(None),
                Gathered::Resync(seq) => return Ok(Some(self.anew(seq).await?)),
                Gathered::Tickets(ids, numbers) => {
                    let op = self.listening.op().map_err(failed)?;
                    let message = self.compare(op, ids, numbers).await?;
                    if !message.is_empty() {
                        return Ok(Some(message));
                    }
                }
            }
        }
    }

    /// Waits for a change, and a moment longer for others.
    async fn gather(&mut self) -> app::Result<Gathered> {
        let mut ids = Vec::new();
        let (mut until, mut numbers) = (None, None);
        while ids.len() < AT_ONCE {
            let heard = match until {
                None => self.listening.next(Some(&self.shown)).await?,
                Some(until) => match timeout_at(until, self.listening.next(Some(&self.shown))).await {
                    Ok(heard) => heard?,
                    Err(_) => break,
                },
            };
            match heard {
                Some(Heard::Change(change)) => {
                    until.get_or_insert_with(|| Instant::now() + GATHER);
                    numbers = Some((numbers.map_or(change.seq, |(first, _)| first), change.seq));
                    if !ids.contains(&change.ticket) {
                        ids.push(change.ticket);
                    }
                }
                Some(Heard::Resync(seq)) => return Ok(Gathered::Resync(seq)),
                None => return Ok(Gathered::End),
            }
        }
        Ok(Gathered::Tickets(ids, numbers.unwrap_or_default()))
    }

    /// Which of the tickets are on the board now, in one statement.
    async fn compare(&mut self, op: Op, ids: Vec<TicketId>, (first, seq): (i64, i64)) -> Result<BoardChange, ApiError> {
        let query = TicketQuery { ids: ids.clone(), limit: ids.len() as u64, with_text: true, ..self.query.clone() };
        let there = list(&op, &query).await.map_err(|error| failure(error, self.language))?.rows;
        let was_away = self.away_until.is_some_and(|until| first <= until);
        let on: HashSet<TicketId> = there.iter().map(|row| row.id).collect();
        // Who was away may show what is not on the board any more.
        let gone = |id: &TicketId| !on.contains(id) && (self.shown.contains(id) || was_away);
        let left: Vec<TicketId> = ids.into_iter().filter(gone).collect();
        let (changed, entered): (Vec<_>, Vec<_>) =
            there.into_iter().partition(|row| was_away || self.shown.contains(&row.id));
        for id in &left {
            self.shown.remove(id);
        }
        self.shown.extend(on);
        if self.shown.len() > MOST {
            return Err(too_large(self.language));
        }
        Ok(BoardChange { seq, resync: false, entered, changed, left, request: Request::new(op, self.language) })
    }

    async fn anew(&mut self, seq: i64) -> Result<BoardChange, ApiError> {
        let language = self.language;
        let failed = |error| failure(error, language);
        let op = self.listening.op().map_err(failed)?;
        let all = TicketQuery { limit: MOST as u64, ..self.query.clone() };
        let there = list(&op, &all).await.map_err(failed)?;
        if there.more {
            return Err(too_large(self.language));
        }
        self.shown = there.rows.into_iter().map(|row| row.id).collect();
        let (entered, changed, left) = Default::default();
        Ok(BoardChange { seq, resync: true, entered, changed, left, request: Request::new(op, self.language) })
    }
}

/// What happened on a board.
pub struct BoardChange {
    seq: i64,
    resync: bool,
    entered: Vec<TicketRow>,
    changed: Vec<TicketRow>,
    left: Vec<TicketId>,
    request: Request,
}

impl BoardChange {
    fn is_empty(&self) -> bool {
        self.entered.is_empty() && self.changed.is_empty() && self.left.is_empty()
    }
}

/// What happened on a board, or the word that it was too much to tell.
#[Object]
impl BoardChange {
    /// True when more happened than is told: read the board again. Then the lists are empty.
    async fn resync(&self) -> bool {
        self.resync
    }

    /// Everything up to this number of the change feed is told: give it as `afterSeq` when you come back.
    async fn seq(&self) -> i64 {
        self.seq
    }

    /// Tickets that came, as they are now.
    async fn entered(&self) -> Vec<Ticket<'_>> {
        Ticket::list(self.entered.clone(), &self.request)
    }

    /// Tickets that are still there and have changed, as they are now.
    async fn changed(&self) -> Vec<Ticket<'_>> {
        Ticket::list(self.changed.clone(), &self.request)
    }

    /// The global ids of tickets that are not there any more.
    async fn left(&self) -> Vec<ID> {
        self.left.iter().map(|id| NodeType::Ticket.id(id.0)).collect()
    }
}
