//! What every operation shares: the database, coordination, snapshots and the clock.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use chrono::NaiveDate;
use domain::access::Actor;
use domain::ids::{AccessTokenId, UserId};
use serde::{Deserialize, Serialize};
use storage::Store;
use storage::coord::Coord;
use storage::files::{Files, FilesConfig};
use tokio::sync::{Notify, Semaphore};

use crate::calendar::MonthDay;
use crate::feed::Hub;
use crate::retention::RetentionConfig;
use crate::webhook::{Sender, WebhookConfig};
use crate::{Clock, Coverage, Directory, Error, Op, Result};

/// Settings of the use cases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppConfig {
    /// Life of a refresh token, in seconds.
    pub refresh_token_seconds: i64,
    /// Attempts to log in under one name before further ones are refused for the rest of the window.
    pub log_ins_per_name: u64,
    /// The same from one address.
    pub log_ins_per_peer: u64,
    /// The window, in seconds; it starts with the first attempt.
    pub log_in_window_seconds: u64,
    /// Passwords checked at once, at least 1; each takes 19 MiB and a core for a while.
    pub password_checks: usize,
    /// The day of the year from which a calendar that does not know next year is warned of.
    pub next_year_from: MonthDay,
    /// Which files are taken, and where they go.
    pub files: FilesConfig,
    /// How long what tells of changes is kept.
    pub retention: RetentionConfig,
    /// What webhooks may call.
    pub webhooks: WebhookConfig,
}

/// The running application.
#[derive(Debug)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) coord: Coord,
    pub(crate) clock: Clock,
    pub(crate) config: AppConfig,
    pub(crate) files: Files,
    directory: ArcSwap<Directory>,
    coverage: ArcSwap<Coverage>,
    /// Tells the relay in this process that a message was committed.
    pub(crate) outbox_filled: Notify,
    moments: AtomicU16,
    /// The tokens whose use was noted, each on its last day.
    used: Mutex<HashMap<AccessTokenId, NaiveDate>>,
    /// Bounds the memory and the cores that password hashes take.
    pub(crate) password_checks: Arc<Semaphore>,
    /// Bounds the memory and the cores that files of reports take.
    pub(crate) report_files: Arc<Semaphore>,
    /// What this process hears of the change feed.
    pub(crate) hub: Hub,
    /// What sends to webhook endpoints.
    pub(crate) webhooks: Sender,
}

impl App {
    /// Loads the snapshots; the database must have been migrated.
    pub async fn start(store: Store, coord: Coord, clock: Clock, config: AppConfig) -> Result<Arc<Self>> {
        let password_checks = Arc::new(Semaphore::new(config.password_checks.max(1)));
        let files = Files::new(config.files.clone());
        let webhooks = Sender::new(config.webhooks.clone());
        let app = Arc::new(Self {
            store,
            coord,
            clock,
            config,
            files,
            directory: ArcSwap::default(),
            coverage: ArcSwap::default(),
            outbox_filled: Notify::new(),
            moments: AtomicU16::new(0),
            used: Mutex::default(),
            password_checks,
            report_files: Arc::new(Semaphore::new(crate::export::AT_ONCE)),
            hub: Hub::default(),
            webhooks,
        });
        app.refresh().await?;
        Ok(app)
    }

    /// Counts up; a UUIDv7 has room for twelve bits of it.
    pub(crate) fn next_in_moment(&self) -> u16 {
        self.moments.fetch_add(1, Ordering::Relaxed) & 0x0fff
    }

    /// Whether a token's use was noted on this day already; it is now.
    pub(crate) fn noted_today(&self, token: AccessTokenId, today: NaiveDate) -> bool {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(token, today) == Some(today)
    }

    /// The last day on which this process saw a token.
    pub fn last_seen(&self, token: AccessTokenId) -> Option<NaiveDate> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).get(&token).copied()
    }

    /// Reloads what has changed since: called after each set-up write here, and every few seconds for those elsewhere.
    pub async fn refresh(&self) -> Result<()> {
        let epochs = storage::query::epoch::all(self.store.read()).await?;
        let epoch = |name: &str| epochs.get(name).copied().unwrap_or(0);
        if epoch("directory") > self.directory.load().epoch {
            let directory = Box::pin(Directory::load(&self.store, epoch("directory"))).await?;
            self.directory.store(Arc::new(directory));
        }
        if epoch("coverage") > self.coverage.load().epoch {
            let known = self.coverage.load_full();
            let coverage = Box::pin(Coverage::load(&self.store, epoch("coverage"), &known)).await?;
            self.coverage.store(Arc::new(coverage));
        }
        Ok(())
    }

    /// Names, tree and roles.
    pub fn directory(&self) -> Arc<Directory> {
        self.directory.load_full()
    }

    /// Contracts, policies and calendars.
    pub fn coverage(&self) -> Arc<Coverage> {
        self.coverage.load_full()
    }

    /// Leases, rate limits, publish and subscribe.
    pub fn coord(&self) -> &Coord {
        &self.coord
    }

    /// The operation clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// How long an address for a file is good, in seconds.
    pub fn file_address_seconds(&self) -> i64 {
        self.config.files.address_seconds
    }

    /// Waits until a message was committed in this process.
    pub async fn outbox_filled(&self) {
        self.outbox_filled.notified().await;
    }

    /// Closes every connection to the database.
    pub async fn close(&self) -> Result<()> {
        Ok(self.store.close().await?)
    }

    /// Moves the operation clock to the database's time, half a round trip ago (DESIGN §7). Embedded: nothing to follow.
    pub async fn follow_database_clock(&self) -> Result<()> {
        if self.store.is_postgres() {
            let asked = std::time::Instant::now();
            let database = storage::query::clock::now(self.store.read()).await?;
            self.clock.follow(database, asked.elapsed());
        }
        Ok(())
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> Result<()> {
        self.store.read().ping().await?;
        Ok(())
    }

    /// An operation of a person, with the roles they hold now.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the person is unknown or locked.
    pub fn op_for(self: &Arc<Self>, user: UserId) -> Result<Op> {
        let now = self.clock.now();
        let actor = self.directory().actor(user, now).ok_or(Error::Unauthenticated("the account is locked or gone"))?;
        Ok(Op::new(self.clone(), Arc::new(actor), now))
    }

    /// An operation of the platform itself: may do everything, everywhere.
    pub fn op_system(self: &Arc<Self>, job: &str) -> Op {
        Op::new(self.clone(), Arc::new(Actor::system(job)), self.clock.now())
    }
}
