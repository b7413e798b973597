//! Somebody who listens: everything in their scope from a number on, once and in order.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use domain::access::{Action, TicketScope};
use domain::ids::{TicketId, UserId};
use storage::query::feed::{between, head};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::hub::Told;
use super::{Change, MOST};
use crate::{App, Op, Result};

/// Who is further behind than this many numbers reads anew what they show: that is less work for both.
pub(crate) const FURTHEST: i64 = 50_000;
/// Numbers that one statement passes over.
const STEP: i64 = 10_000;

/// What a listener is told.
#[derive(Clone, Debug)]
pub enum Heard {
    /// A change.
    Change(Arc<Change>),
    /// Too much happened to tell it all: everything up to this number is to be read anew.
    Resync(i64),
}

/// One listener. Roles and tree are those of the moment of each message.
#[derive(Debug)]
pub struct Listening {
    app: Arc<App>,
    user: UserId,
    told: Receiver<Told>,
    /// The number up to which everything was told or waits to be.
    last: i64,
    /// Where the feed has to be read up to before the queue is of use.
    goal: Option<i64>,
    /// Whether there may be more in the feed than was told.
    behind: bool,
    waiting: VecDeque<Arc<Change>>,
    reach: Option<Reach>,
}

/// What the person may see, worked out once a second and after each change of roles or tree.
#[derive(Debug)]
struct Reach {
    epoch: i64,
    second: i64,
    scope: TicketScope,
}

/// Listens from behind the number `after` on, or from now on.
///
/// # Errors
/// FORBIDDEN for who sees no tickets at all.
pub async fn listen(op: &Op, after: Option<i64>) -> Result<Listening> {
    op.require(Action::TicketView)?;
    let app = op.app().clone();
    let user = op.actor().user().ok_or(crate::Error::Forbidden(Action::TicketView))?;
    let told = app.hub.hear(&app).await?;
    let head = head(app.store.read()).await?;
    // A number that was never given out waits for nothing.
    let last = after.unwrap_or(head).min(head);
    let goal = (last < head).then_some(head);
    Ok(Listening { app, user, told, last, goal, behind: false, waiting: VecDeque::new(), reach: None })
}

impl Listening {
    /// Up to which number the past is told first; none once the present has begun.
    pub fn catching_up_to(&self) -> Option<i64> {
        self.goal
    }

    /// The person as of now.
    ///
    /// # Errors
    /// UNAUTHENTICATED once the account is locked or gone.
    pub fn op(&self) -> Result<Op> {
        self.app.op_for(self.user)
    }

    /// The next message; none when the process ends. What happens to one of `known` is told even if the ticket has left the
    /// scope with it. May be dropped while it waits: nothing is lost.
    ///
    /// # Errors
    /// UNAUTHENTICATED once the account is locked or gone; what the database fails with.
    pub async fn next(&mut self, known: Option<&HashSet<TicketId>>) -> Result<Option<Heard>> {
        loop {
            if let Some(change) = self.waiting.pop_front() {
                if self.wants(&change, known)? {
                    return Ok(Some(Heard::Change(change)));
                }
                continue;
            }
            if let Some(goal) = self.goal {
                if goal - self.last > FURTHEST {
                    (self.last, self.goal) = (goal, None);
                    return Ok(Some(Heard::Resync(goal)));
                }
                self.read(goal, known).await?;
                continue;
            }
            if self.behind {
                let head = head(self.app.store.read()).await?;
                self.goal = (head > self.last).then_some(head);
                self.behind = false;
                continue;
            }
            match self.told.recv().await {
                Ok(Told::Change(change)) => {
                    // What was read from the feed comes by the queue as well.
                    if change.seq > self.last {
                        self.last = change.seq;
                        self.waiting.push_back(change);
                    }
                }
                Ok(Told::More) | Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }

    /// Reads a page of the feed on the way to `goal`.
    async fn read(&mut self, goal: i64, known: Option<&HashSet<TicketId>>) -> Result<()> {
        let until = goal.min(self.last + STEP);
        self.refresh()?;
        let scope = self.reach.as_ref().map_or(TicketScope::Nothing, |reach| reach.scope.clone());
        let known: Vec<TicketId> = known.into_iter().flatten().copied().collect();
        let found = between(self.app.store.read(), &scope, &known, (self.last, until), MOST).await?;
        let full = found.len() as u64 == MOST;
        self.last = if full { found.last().map_or(until, |last| last.seq) } else { until };
        self.waiting.extend(Change::all_of(found));
        if self.last >= goal {
            self.goal = None;
        }
        Ok(())
    }

    fn wants(&mut self, change: &Change, known: Option<&HashSet<TicketId>>) -> Result<bool> {
        self.refresh()?;
        let Some(reach) = &self.reach else { return Ok(false) };
        let shown = known.is_some_and(|known| known.contains(&change.ticket));
        Ok(change.concerns(&reach.scope) || shown)
    }

    fn refresh(&mut self) -> Result<()> {
        let (now, epoch) = (self.app.clock().now(), self.app.directory().epoch);
        let fresh = |reach: &Reach| reach.epoch == epoch && reach.second == now.timestamp();
        if !self.reach.as_ref().is_some_and(fresh) {
            let scope = self.app.op_for(self.user)?.ticket_scope(Action::TicketView);
            self.reach = Some(Reach { epoch, second: now.timestamp(), scope });
        }
        Ok(())
    }
}
