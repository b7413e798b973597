//! The demo in a database of its own, and the application on it.

use std::sync::Arc;

use app::demo::{Demo, DemoReport, demo};
use app::{App, Clock};
use domain::Instant;
use gongdan::config::Config;
use storage::Store;
use storage::coord::Coord;

use super::db::{Backend, TestDb};

/// A year of tickets, some of them, that ends at the clock's time or a day before it.
pub struct Demonstration {
    pub app: Arc<App>,
    pub clock: Clock,
    pub asked: Demo,
    pub report: DemoReport,
    pub database: TestDb,
}

impl Demonstration {
    pub async fn load(backend: Backend, (as_of, now): (&str, &str), seed: u64, tickets: usize) -> Self {
        let instant = |text: &str| -> Instant { text.parse().expect("an instant") };
        let database = TestDb::create(backend).await;
        let store = Store::connect(&database.config).await.expect("connecting");
        let settings = gongdan::start::settings(&Config::defaults().expect("the defaults"));
        let clock = Clock::fixed(instant(now));
        let app = App::start(store, Coord::memory(), clock.clone(), settings).await.expect("starting");
        let asked = Demo { as_of: Some(instant(as_of)), seed, tickets, password: "demo demo demo".to_owned() };
        let report = demo(&app.op_system("test"), &asked).await.expect("the demo");
        Self { app, clock, asked, report, database }
    }
}
