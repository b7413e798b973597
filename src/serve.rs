//! The API of one process: keys, schema and the functions that the transport asks for.

use std::collections::BTreeMap;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use api::auth::{Keys, Tokens};
use api::graphql::{GongdanSchema, SchemaConfig};
use api::guard::Guard;
use api::hooks::{Hooks, Readiness};
use api::http::{Api, Console};
use app::App;
use poem::{Endpoint, Response};
use storage::coord::Reach;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Mode};

/// Everything that the listener answers; what is outside the API comes from `pages`.
pub fn endpoint(
    app: &Arc<App>,
    config: &Config,
    stop: CancellationToken,
    pages: Console,
) -> Result<impl Endpoint<Output = Response> + use<>> {
    let tokens = Arc::new(Tokens::new(keys(config)?, config.auth.access_token.clone()));
    let limits = SchemaConfig {
        introspection: config.server.graphiql,
        depth: usize::try_from(config.limits.depth).unwrap_or(usize::MAX),
        complexity: config.server.complexity,
    };
    let executor: GongdanSchema = api::graphql::schema(app.clone(), tokens.clone(), limits);
    let settings = api::http::Settings {
        graphiql: config.server.graphiql,
        allowed_origins: config.server.allowed_origins.clone(),
        trusted_proxies: config.server.trusted_proxies.clone(),
        limits: config.limits.clone(),
        socket: config.socket.clone(),
    };
    let guard = Guard::new(settings.limits.clone());
    let files = api::http::Files::new(app.clone(), tokens.clone(), pages);
    let api = Api { executor, settings, guard, tokens, hooks: hooks(app), stop };
    Ok(api::http::routes(Arc::new(api), files))
}

/// What the transport asks of the use cases.
pub fn hooks(app: &Arc<App>) -> Hooks {
    let (clock, data_of, ready_of, token_of) = (app.clock().clone(), app.clone(), app.clone(), app.clone());
    Hooks {
        now: Arc::new(move || clock.now()),
        machine: Arc::new(move |token| api::auth::machine(&token_of, token)),
        request_data: Arc::new(move |caller| {
            let app = data_of.clone();
            Box::pin(async move {
                if let Some(token) = caller.claims.as_ref().and_then(|claims| claims.token)
                    && let Err(error) = app::auth::note_use(&app, token).await
                {
                    tracing::warn!(%error, "the use of a token could not be noted");
                }
                api::graphql::data(&app, caller)
            })
        }),
        count_sql: Arc::new(|work| Box::pin(app::sql_count::scope(work))),
        ready: Arc::new(move || {
            let app = ready_of.clone();
            Box::pin(async move { readiness(&app).await })
        }),
    }
}

/// Without Redis a process still keeps every promise, so it stays ready and says that it stands alone.
async fn readiness(app: &App) -> Readiness {
    let database = app.ready().await;
    let reach = match app.coord().reach() {
        Reach::Process => "ok: in this process",
        Reach::Cluster => "ok",
        Reach::Degraded => "degraded: Redis does not answer",
    };
    let ready = database.is_ok();
    let database = database.map_or_else(|_| "down: the database does not answer".to_owned(), |()| "ok".to_owned());
    let components = BTreeMap::from([("database".to_owned(), database), ("coordination".to_owned(), reach.to_owned())]);
    Readiness { ready, components }
}

fn keys(config: &Config) -> Result<Keys> {
    let path = &config.auth.signing_key;
    if !path.exists() && config.mode == Mode::Development {
        write_secret(path, &Keys::generate_pem()).with_context(|| format!("writing {}", path.display()))?;
    }
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()));
    let accepted = config.auth.accepted_keys.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?;
    Keys::from_pem(&read(path)?, &accepted).context("[auth] signing_key")
}

/// Readable by its owner alone from the first byte on.
fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}
