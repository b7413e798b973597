//! The real executable: starts, answers, ends, and refuses what it should.

use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use tokio::process::Child;
use tokio::time::timeout;

use crate::support::db::{Backend, TestDb, connect};
use crate::support::process::{DEADLINE, gongdan, run, terminate, until};

/// What a refusal says, which is all that it says.
async fn refused(arguments: &[&str], settings: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = run(folder.path(), arguments, settings).await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "it wrote something before refusing");
    String::from_utf8(output.stderr).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// A running process and where it listens.
struct Running {
    child: Child,
    url: String,
    http: reqwest::Client,
}

impl Running {
    async fn start(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let listen = free_address();
        let own = [("GONGDAN_SERVER__LISTEN", listen.as_str())];
        let settings: Vec<_> = own.iter().chain(settings).copied().collect();
        let child = gongdan(folder, arguments, &settings).stderr(Stdio::piped()).spawn().expect("it starts");
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let mut running = Self { child, url: format!("http://{listen}"), http };
        running.ready().await;
        running
    }

    async fn ready(&mut self) {
        until("it is ready", async || {
            assert_eq!(self.child.try_wait().expect("a child"), None, "it ended");
            let answer = self.http.get(format!("{}/readyz", self.url)).send().await;
            answer.is_ok_and(|answer| answer.status().is_success()).then_some(())
        })
        .await;
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let answer = self.http.get(format!("{}{path}", self.url)).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a text"))
    }

    async fn gql(&self, token: Option<&str>, query: &str) -> Value {
        let mut request = self.http.post(format!("{}/graphql", self.url)).json(&json!({ "query": query }));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.expect("an answer").json().await.expect("JSON")
    }

    /// Asked to end; how it ended, and what it had logged.
    async fn end(self) -> (Option<i32>, String) {
        terminate(&self.child);
        let output = timeout(DEADLINE, self.child.wait_with_output()).await.expect("in time").expect("an end");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    }
}

fn free_address() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").to_string()
}

#[tokio::test]
async fn with_no_settings_at_all_it_serves_from_sqlite_and_ends_when_asked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let running = Running::start(folder.path(), &[], &[]).await;
    assert_eq!(running.get("/healthz").await, (200, "{\"status\":\"alive\"}".to_owned()));
    let (status, ready) = running.get("/readyz").await;
    let ready: Value = serde_json::from_str(&ready).expect("JSON");
    assert_eq!((status, &ready["components"]["database"]), (200, &json!("ok")));
    assert_eq!(running.get("/").await.0, 200);
    assert!(folder.path().join("data/gongdan.db").is_file());
    let (code, log) = running.end().await;
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopping"), "{log}");
}

#[tokio::test]
async fn graphiql_loads_nothing_from_anywhere_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let running = Running::start(folder.path(), &[], &[]).await;
    let (status, page) = running.get("/graphql").await;
    assert_eq!(status, 200);
    let sources = page.split(['"', '\'']).filter(|part| part.contains("//"));
    assert_eq!(sources.collect::<Vec<_>>(), [""; 0], "an address outside the executable");
    let own: Vec<&str> = page.split('"').filter(|part| part.starts_with("/graphiql/")).collect();
    assert!(!own.is_empty(), "{page}");
    for path in own {
        assert_eq!(running.get(path).await.0, 200, "{path}");
    }
    assert_eq!(running.end().await.0, Some(0));
}

#[tokio::test]
async fn the_console_is_inside_and_answers_every_address_of_its_own() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let running = Running::start(folder.path(), &[], &[]).await;
    let open = async |path: &str| {
        let request = running.http.get(format!("{}{path}", running.url)).header("accept", "text/html,*/*;q=0.8");
        request.send().await.expect("an answer")
    };
    let root = open("/").await;
    assert_eq!(root.status(), 200);
    assert_eq!(root.headers()["content-type"], "text/html");
    let tag = root.headers()["etag"].clone();
    let ticket = open("/tickets/NNNJJ-20261130-0007").await;
    assert_eq!((ticket.status().as_u16(), &ticket.headers()["etag"]), (200, &tag));
    assert_eq!(open("/assets/index-Gone0000.js").await.status(), 404);
    let page = root.text().await.expect("a text");
    let own: Vec<&str> = page.split('"').filter(|part| part.starts_with('/') && !part.contains('>')).collect();
    assert!(!own.is_empty(), "{page}");
    for path in own {
        assert_eq!(running.get(path).await.0, 200, "{path}");
    }
    assert_eq!(running.end().await.0, Some(0));
}

#[tokio::test]
async fn the_first_administrator_logs_in_with_the_password_that_was_shown_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let created = run(folder.path(), &["admin", "create", "--user", "weifang"], &[]).await;
    assert!(created.status.success(), "{created:?}");
    let said = String::from_utf8(created.stdout).expect("UTF-8");
    let password = said.trim().rsplit(' ').next().expect("a password");
    let running = Running::start(folder.path(), &[], &[]).await;
    let log_in = format!(
        "mutation {{ logIn(input: {{ login: \"weifang\", password: \"{password}\" }}) {{ session {{ accessToken }} errors {{ code }} }} }}"
    );
    let answer = running.gql(None, &log_in).await;
    let token = answer.pointer("/data/logIn/session/accessToken").and_then(Value::as_str);
    let token = token.unwrap_or_else(|| panic!("no session: {answer}"));
    let viewer = running.gql(Some(token), "{ viewer { user { login } permissions } }").await;
    assert_eq!(viewer["data"]["viewer"]["user"]["login"], "weifang");
    let may: Vec<_> = viewer["data"]["viewer"]["permissions"].as_array().into_iter().flatten().collect();
    assert!(may.contains(&&json!("user.manage")) && !may.contains(&&json!("ticket.view")), "{may:?}");
    let (code, log) = running.end().await;
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains(password) && !log.contains(token), "a secret in the log");
}

#[tokio::test]
async fn wrong_settings_are_refused_by_name_before_anything_is_written() {
    let unknown = refused(&[], &[("GONGDAN_SERVER__LISEN", "127.0.0.1:1")]).await;
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(unknown[0].starts_with("gongdan: GONGDAN_SERVER__LISEN: server.lisen: no such setting"), "{unknown:?}");
    let missing = refused(&["--config", "/no/such.toml"], &[]).await;
    assert_eq!(missing, ["gongdan: /no/such.toml: no such file"]);
    let unsafe_settings = refused(&[], &[("GONGDAN_MODE", "production")]).await;
    assert!(unsafe_settings.iter().any(|line| line.contains("server.graphiql: must be off in production")));
    assert!(unsafe_settings.iter().any(|line| line.contains("auth.signing_key: production needs the key")));
    let demo = refused(&["demo"], &[("GONGDAN_MODE", "production")]).await;
    assert_eq!(demo, ["gongdan: mode: production does not load the demo, whose passwords everybody knows"]);
}

#[tokio::test]
async fn replicas_refuse_a_database_and_a_redis_of_their_own() {
    for mode in ["api", "worker"] {
        let lines = refused(&[mode], &[]).await;
        assert!(lines[0].contains("need PostgreSQL") && lines[1].contains("need Redis"), "{lines:?}");
        assert_eq!(lines.len(), 2);
    }
}

#[tokio::test]
async fn two_that_migrate_at_once_both_succeed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = TestDb::empty(Backend::Postgres).await;
    let settings = [("GONGDAN_DATABASE__URL", database.config.url.as_str())];
    let migrate = || run(folder.path(), &["migrate"], &settings);
    let (one, other, third) = tokio::join!(migrate(), migrate(), migrate());
    for output in [one, other, third] {
        assert!(output.status.success(), "{output:?}");
    }
    let db = connect(&database.config.url).await;
    use migration::MigratorTrait;
    let pending = migration::Migrator::get_pending_migrations(&db).await.expect("the list");
    assert_eq!(pending.len(), 0);
    db.close().await.expect("closing");
}

#[tokio::test]
async fn replicas_share_postgresql_and_redis() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = TestDb::create(Backend::Postgres).await;
    let redis = services::redis_url().expect("Redis: run the tests by `make test`");
    let settings = [("GONGDAN_DATABASE__URL", database.config.url.as_str()), ("GONGDAN_REDIS__URL", redis.as_str())];
    let one = Running::start(folder.path(), &["api"], &settings).await;
    let other = Running::start(folder.path(), &["api"], &settings).await;
    let state = |body: &str| serde_json::from_str::<Value>(body).expect("JSON")["components"]["database"].clone();
    assert_eq!(state(&one.get("/readyz").await.1), "ok");
    assert_eq!(one.gql(None, "{ viewer { side } }").await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    assert_eq!(one.end().await.0, Some(0));
    assert_eq!(other.get("/healthz").await.0, 200);
    assert_eq!(other.end().await.0, Some(0));
}

#[tokio::test]
async fn it_prints_the_schema_that_is_under_review() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let printed = run(folder.path(), &["schema"], &[]).await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    let written = std::fs::read_to_string(path).expect("the file");
    assert!(String::from_utf8(printed.stdout).expect("UTF-8") == written, "run `make schema`");
}
