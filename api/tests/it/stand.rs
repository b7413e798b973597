//! A toy schema behind the real transport, with a clock that the test moves.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use api::auth::{Keys, TokenRules, Tokens};
use api::error::ApiError;
use api::guard::Guard;
use api::hooks::{Caller, Hooks, Readiness};
use api::http::{Api, Console, Settings};
use async_graphql::{Context, Data, Object, Schema, Subscription};
use domain::Instant;
use domain::ids::UserId;
use futures_util::Stream;
use poem::endpoint::BoxEndpoint;
use poem::test::{TestClient, TestResponse};
use poem::{EndpointExt, Response};
use serde_json::Value;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub type ToySchema = Schema<Query, Mutation, Ticks>;

pub struct Query;

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "world"
    }
    async fn viewer(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        let caller = ctx.data_unchecked::<Caller>();
        let claims = caller.claims.as_ref().ok_or_else(ApiError::unauthenticated)?;
        Ok(claims.sub.to_string())
    }
    async fn maybe(&self) -> Option<Result<i32, ApiError>> {
        Some(Err(ApiError::not_found()))
    }
    async fn broken(&self) -> Result<i32, ApiError> {
        Err(ApiError::internal(&"disk on fire at /var/lib/gongdan"))
    }
    async fn down(&self) -> Result<i32, ApiError> {
        Err(ApiError::unavailable(&"connection refused"))
    }
    async fn panics(&self, why: String) -> usize {
        assert!(why.is_empty(), "secret reason");
        why.len()
    }
    async fn nested(&self) -> Query {
        Query
    }
    async fn long(&self) -> String {
        "x".repeat(5_000)
    }
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn bump(&self, ctx: &Context<'_>) -> u64 {
        ctx.data_unchecked::<Arc<AtomicU64>>().fetch_add(1, Ordering::SeqCst) + 1
    }
}

pub struct Ticks;

#[Subscription]
impl Ticks {
    /// More than any socket holds, again and again; `released` tells when nobody reads it any more.
    async fn flood(&self, ctx: &Context<'_>) -> impl Stream<Item = String> {
        let released = Released(ctx.data_unchecked::<Arc<Notify>>().clone());
        let text = "x".repeat(100_000);
        futures_util::stream::repeat_with(move || {
            let _held = &released;
            text.clone()
        })
    }
    /// The numbers up to a bound, then silence.
    async fn ticks(&self, up_to: i32) -> impl Stream<Item = i32> {
        futures_util::StreamExt::chain(futures_util::stream::iter(1..=up_to), futures_util::stream::pending())
    }
}

struct Released(Arc<Notify>);

impl Drop for Released {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// The switches of one test's server.
pub struct Stand {
    /// Told when a flood ends.
    pub released: Arc<Notify>,
    pub client: TestClient<BoxEndpoint<'static, Response>>,
    pub api: Arc<Api<ToySchema>>,
    pub bumps: Arc<AtomicU64>,
    pub ready: Arc<AtomicBool>,
    seconds: Arc<AtomicI64>,
}

impl Stand {
    pub fn new() -> Self {
        Self::with(Settings { graphiql: true, ..Settings::default() })
    }

    pub fn with(settings: Settings) -> Self {
        let bumps = Arc::new(AtomicU64::new(0));
        let ready = Arc::new(AtomicBool::new(true));
        let seconds = Arc::new(AtomicI64::new(1_790_000_000));
        let released = Arc::new(Notify::new());
        let (counter, clock, switch, release) = (bumps.clone(), seconds.clone(), ready.clone(), released.clone());
        let hooks = Hooks {
            now: Arc::new(move || at(clock.load(Ordering::SeqCst))),
            machine: Arc::new(|_| None),
            request_data: Arc::new(move |caller| {
                let (counter, release) = (counter.clone(), release.clone());
                Box::pin(async move {
                    let mut data = Data::default();
                    data.insert(release);
                    data.insert(caller);
                    data.insert(counter);
                    Ok(data)
                })
            }),
            count_sql: Arc::new(|work| Box::pin(async move { (work.await, 3) })),
            ready: Arc::new(move || {
                let ready = switch.load(Ordering::SeqCst);
                Box::pin(async move {
                    let state = if ready { "ok" } else { "down: no connection" };
                    Readiness { ready, components: BTreeMap::from([("database".to_owned(), state.to_owned())]) }
                })
            }),
        };
        let keys = Keys::from_pem(&Keys::generate_pem(), &[]).expect("a generated key loads");
        let api = Api {
            executor: Schema::build(Query, Mutation, Ticks).finish(),
            guard: Guard::new(settings.limits.clone()),
            settings,
            tokens: Arc::new(Tokens::new(keys, TokenRules::default())),
            hooks,
            stop: CancellationToken::new(),
        };
        let api = Arc::new(api);
        Self { released, client: TestClient::new(endpoint(&api)), api, bumps, ready, seconds }
    }

    pub fn now(&self) -> Instant {
        at(self.seconds.load(Ordering::SeqCst))
    }

    pub fn advance(&self, by: Duration) {
        let seconds = i64::try_from(by.as_secs()).expect("a test advances by less than ages");
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn token(&self) -> String {
        let (token, _) = self.api.tokens.issue(user(), 1, self.now()).expect("issues");
        token
    }

    pub fn endpoint(&self) -> BoxEndpoint<'static, Response> {
        endpoint(&self.api)
    }
}

/// What a bundler leaves, in small.
#[derive(rust_embed::RustEmbed)]
#[folder = "tests/pages"]
pub struct Pages;

fn endpoint(api: &Arc<Api<ToySchema>>) -> BoxEndpoint<'static, Response> {
    api::http::routes(api.clone(), Console::of::<Pages>()).boxed()
}

pub fn at(seconds: i64) -> Instant {
    Instant::from_timestamp(seconds, 0).expect("a time in range")
}

pub fn user() -> UserId {
    UserId::new(at(1_700_000_000), [7; 10])
}

/// A parsed answer.
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub response: Response,
}

impl Answer {
    pub async fn of(response: TestResponse) -> Self {
        let mut response = response.0;
        let bytes = response.take_body().into_vec().await.expect("a body");
        Self {
            status: response.status().as_u16(),
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            response,
        }
    }

    pub fn code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or("")
    }

    pub fn message(&self) -> &str {
        self.body["errors"][0]["message"].as_str().unwrap_or("")
    }

    pub fn header(&self, name: &str) -> &str {
        self.response.header(name).unwrap_or("")
    }
}

/// Posts one query.
pub async fn ask(stand: &Stand, query: &str) -> Answer {
    Answer::of(stand.client.post("/graphql").body_json(&serde_json::json!({"query": query})).send().await).await
}
