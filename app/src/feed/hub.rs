//! One task a process that hears of new messages and passes them on, in order and without gaps, to everybody who listens.

use std::sync::{Arc, Weak};
use std::time::Duration;

use domain::access::TicketScope;
use futures_util::StreamExt;
use storage::query::feed::{between, head};
use tokio::sync::{OnceCell, broadcast};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::Change;
use crate::outbox::{FEED, FeedNotice};
use crate::{App, Result, Signal};

/// How far a listener may fall behind before it reads the feed itself. Messages are shared, so this bounds memory.
const QUEUE: usize = 1_024;
/// Between two looks at the feed while no hint comes: Redis may be down, or have lost one.
const LOOK: Duration = Duration::from_secs(1);
/// Numbers that the hub reads for all; after more than these each listener looks for its own.
const BATCH: u64 = 500;

/// What listeners in this process get.
#[derive(Clone, Debug)]
pub(super) enum Told {
    Change(Arc<Change>),
    /// There may be more than was told.
    More,
}

/// Starts with the first listener, and ends with the application.
#[derive(Debug)]
pub struct Hub {
    started: OnceCell<()>,
    told: broadcast::Sender<Told>,
}

impl Default for Hub {
    fn default() -> Self {
        Self { started: OnceCell::new(), told: broadcast::Sender::new(QUEUE) }
    }
}

impl Hub {
    /// Everything that is numbered from now on. Read the highest number after this, not before: then nothing falls between.
    pub(super) async fn hear(&self, app: &Arc<App>) -> Result<broadcast::Receiver<Told>> {
        let start = || async {
            let signals = app.coord.subscribe(FEED);
            let last = head(app.store.read()).await?;
            let task = Task { app: Arc::downgrade(app), told: self.told.clone(), last };
            tokio::spawn(task.run(signals));
            Ok::<_, crate::Error>(())
        };
        self.started.get_or_try_init(start).await?;
        Ok(self.told.subscribe())
    }
}

struct Task {
    app: Weak<App>,
    told: broadcast::Sender<Told>,
    /// The number up to which everything was told.
    last: i64,
}

impl Task {
    async fn run(mut self, mut signals: impl futures_util::Stream<Item = Signal> + Unpin) {
        let mut looks: Interval = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let more = tokio::select! {
                biased;
                signal = signals.next() => match signal {
                    Some(Signal::Message(text)) => self.hinted(&text),
                    Some(Signal::Gap) => true,
                    None => return,
                },
                _ = looks.tick() => true,
            };
            let Some(app) = self.app.upgrade() else { return };
            if more && let Err(error) = self.look(&app).await {
                tracing::warn!(%error, "the change feed could not be read; tried again within a second");
            }
        }
    }

    /// Passes on the next message in order; whether the feed must be read instead.
    fn hinted(&mut self, text: &str) -> bool {
        let Ok(notice) = serde_json::from_str::<FeedNotice>(text) else { return true };
        if notice.seq <= self.last {
            return false;
        }
        if notice.seq > self.last + 1 {
            return true;
        }
        self.last = notice.seq;
        if let Some(change) = Change::of(notice) {
            self.tell(Told::Change(Arc::new(change)));
        }
        false
    }

    /// Passes on what was numbered since.
    async fn look(&mut self, app: &App) -> Result<()> {
        let db = app.store.read();
        let head = head(db).await?;
        if head <= self.last {
            return Ok(());
        }
        if self.told.receiver_count() == 0 {
            // Whoever listens from now on reads the highest number after this.
            self.last = head;
            return Ok(());
        }
        let found = between(db, &TicketScope::Everything, &[], (self.last, head), BATCH).await?;
        if found.len() as u64 == BATCH {
            self.tell(Told::More);
        } else {
            Change::all_of(found).for_each(|change| self.tell(Told::Change(change)));
        }
        self.last = head;
        Ok(())
    }

    fn tell(&self, told: Told) {
        // An error says that nobody listens.
        let _ = self.told.send(told);
    }
}
