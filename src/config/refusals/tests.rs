//! Each refusal by its words, because people act on them.

use crate::config::{Config, Process};

fn config(toml: &str) -> Config {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, toml.as_bytes()).unwrap();
    Config::from_layers(Some(file.path()), []).unwrap()
}

fn refusals(toml: &str, process: Process) -> Vec<String> {
    match config(toml).validate(process) {
        Ok(()) => Vec::new(),
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    }
}

#[test]
fn the_defaults_run_on_one_machine() {
    for process in [Process::All, Process::Demo, Process::Tool] {
        assert_eq!(refusals("", process), [""; 0], "{process:?}");
    }
}

#[test]
fn replicas_need_postgresql_and_redis() {
    let lines = [
        "database.url: `gongdan api` and `gongdan worker` need PostgreSQL; `gongdan` alone runs on SQLite",
        "redis.url: `gongdan api` and `gongdan worker` need Redis; `gongdan` alone runs without",
    ];
    assert_eq!(refusals("", Process::Api), lines);
    assert_eq!(refusals("", Process::Worker), lines);
    let shared = "[database]\nurl = 'postgres://gd@db/gongdan'\n[redis]\nurl = 'redis://cache'";
    assert_eq!(refusals(shared, Process::Worker), [""; 0]);
}

#[test]
fn production_refuses_what_is_only_fit_for_trying_out() {
    let toml = "mode = 'production'\n[server]\nallowed_origins = ['http://portal.example']\n\
                [auth]\nsigning_key = '/no/key.pem'\naccess_token.lifetime_seconds = 3601";
    assert_eq!(
        refusals(toml, Process::All),
        [
            "auth.signing_key: production needs the key in /no/key.pem; make one with: openssl genpkey -algorithm ed25519 -out /no/key.pem",
            "server.graphiql: must be off in production",
            "server.public_url: must begin with https:// in production",
            "server.allowed_origins: each must begin with https:// in production",
            "auth.access_token.lifetime_seconds: must be at most 3600 in production",
        ]
    );
    assert_eq!(
        refusals(toml, Process::Demo),
        ["mode: production does not load the demo, whose passwords everybody knows"]
    );
    assert_eq!(refusals(toml, Process::Tool), [""; 0]);
}

#[test]
fn replicas_share_the_files_in_production() {
    let toml = |url: &str| {
        let shared =
            "mode = 'production'\n[database]\nurl = 'postgres://gd@db/gongdan'\n[redis]\nurl = 'redis://cache'";
        format!("{shared}\n[files]\nurl = '{url}'")
    };
    let line =
        "files.url: `gongdan api` and `gongdan worker` share the files: in production an absolute directory, or s3://";
    assert_eq!(refusals(&toml("file://data/files"), Process::Worker), [line]);
    assert!(refusals(&toml("file://data/files"), Process::Api).contains(&line.to_owned()));
    assert_eq!(refusals(&toml("file:///srv/files"), Process::Worker), [""; 0]);
    assert_eq!(refusals(&toml("s3://gongdan/files"), Process::Worker), [""; 0]);
    let nowhere = "[files]\nurl = '/srv/files'\nmax_bytes = 0\naddress_seconds = -1";
    assert_eq!(
        refusals(nowhere, Process::Tool),
        [
            "files.url: must begin with file:// or s3://",
            "files.max_bytes: must be at least 1",
            "files.address_seconds: must be at least 1",
        ]
    );
}

#[test]
fn a_production_that_is_set_up_starts() {
    let key = tempfile::NamedTempFile::new().unwrap();
    let toml = format!(
        "mode = 'production'\n[server]\ngraphiql = false\npublic_url = 'https://gd.example'\n[auth]\nsigning_key = '{}'",
        key.path().display()
    );
    assert_eq!(refusals(&toml, Process::All), [""; 0]);
}

#[test]
fn limits_that_refuse_everything_or_nothing_are_refused() {
    let toml = "[database]\nurl = 'postgres://db/gongdan'\nconnections = 1\n[limits]\nbody_bytes = 0\nsockets = 0\n\
                [socket]\ninit_seconds = 0\n[auth]\nrefresh_token_seconds = -1\naccess_token.leeway_seconds = 61\n\
                access_token.lifetime_seconds = 0";
    assert_eq!(
        refusals(toml, Process::Tool),
        [
            "database.connections: must be at least 2 on PostgreSQL: migrations hold their lock on one of them",
            "auth.access_token.leeway_seconds: must be at most 60",
            "auth.refresh_token_seconds: must be at least 1",
            "auth.access_token.lifetime_seconds: must be at least 1",
            "limits.body_bytes: must be at least 1",
            "limits.sockets: must be at least 1",
            "socket.init_seconds: must be at least 1",
        ]
    );
}

#[test]
fn settings_that_cannot_work_are_refused_everywhere() {
    let toml = "[database]\nurl = 'mysql://db'\nconnections = 0\n[redis]\nurl = 'cache:6379'\n[server]\ncomplexity = 0";
    assert_eq!(
        refusals(toml, Process::Tool),
        [
            "database.url: must begin with sqlite:// or postgres://",
            "redis.url: must begin with redis:// or rediss://",
            "database.connections: must be at least 1",
            "server.complexity: must be at least 1",
        ]
    );
}

/// The settings that a file of deploy/ gives in the environment, as `NAME=value` or `NAME: value`.
fn environment_of(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter_map(|line| {
            let setting = line.trim().trim_start_matches("ENV ");
            let (name, value) = setting.split_once(": ").or_else(|| setting.split_once('='))?;
            name.starts_with("GONGDAN_").then(|| (name.to_owned(), value.to_owned()))
        })
        .collect()
}

#[test]
fn what_deploy_ships_is_a_production_that_lacks_only_its_secrets() {
    let mut environment = environment_of(include_str!("../../../deploy/Dockerfile"));
    environment.extend(environment_of(include_str!("../../../deploy/compose.yaml")));
    environment.push(("GONGDAN_SERVER__PUBLIC_URL".to_owned(), "https://gd.example".to_owned()));
    let composed = Config::from_layers(None, environment).unwrap();
    composed.validate(Process::Worker).unwrap();
    let refusal = composed.validate(Process::Api).unwrap_err().to_string();
    assert!(refusal.starts_with("auth.signing_key: "), "{refusal}");
    assert_eq!(refusal.lines().count(), 1);

    let lines = refusals(include_str!("../../../deploy/systemd/gongdan.toml"), Process::All);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("auth.signing_key: "), "{lines:?}");
}
