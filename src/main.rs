//! Gongdan, the one executable: which command, with which settings, calls what.
// The futures of GraphQL resolvers nest deeper than the compiler looks by default.
#![recursion_limit = "256"]

mod console;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use app::App;
use app::audit::VerifyAudit;
use app::demo::Demo;
use clap::Parser;
use domain::Instant;
use poem::Server;
use poem::listener::TcpListener;
use worker::Schedule;

use gongdan::cli::{self, Admin, Cli, Command, Verify};
use gongdan::config::Config;
use gongdan::import::Import;
use gongdan::shutdown::Shutdown;
use gongdan::{audit, bundle, import, serve, start, telemetry};

/// Where the real log stands in the repository.
const EXAMPLES: &str = "examples/uci498";

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gongdan: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Requests and jobs are deep futures, which take two megabytes of stack where the build is not optimised.
const STACK: usize = 8 * 1024 * 1024;

fn run(cli: &Cli) -> Result<()> {
    if matches!(cli.command, Some(Command::Schema)) {
        print!("{}", api::graphql::sdl());
        return Ok(());
    }
    if let Some(Command::Verify { what: Verify::Bundle { file } }) = &cli.command {
        return bundle::verify(file);
    }
    let config = Config::load(cli.config.as_deref())?;
    config.validate(cli.process())?;
    telemetry::start(&config.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    runtime.context("starting the runtime")?.block_on(execute(cli, &config))
}

async fn execute(cli: &Cli, config: &Config) -> Result<()> {
    let store = start::store(config).await?;
    // Replicas start on a database that `gongdan migrate` has brought up to date.
    if !matches!(cli.command, Some(Command::Api | Command::Worker)) {
        migration::up(store.write()).await.context("migrating")?;
    }
    if matches!(cli.command, Some(Command::Migrate)) {
        return Ok(());
    }
    let app = start::app(config, store).await?;
    match &cli.command {
        None => {
            if cli.demo {
                load_demo(&app, config, None, None).await?;
            }
            serve_and_work(app, config, true, true).await
        }
        Some(Command::Api) => serve_and_work(app, config, true, false).await,
        Some(Command::Worker) => serve_and_work(app, config, false, true).await,
        Some(Command::Job { name }) => {
            println!("{:#}", worker::run_once(app, name).await?);
            Ok(())
        }
        Some(Command::Verify { what: Verify::Clocks }) => verify_clocks(app).await,
        Some(Command::Verify { what: Verify::Audit { from, until, expect } }) => {
            let asked = VerifyAudit { from: *from, until: *until, expect: expect.clone() };
            audit::verify(&app.op_system("verify audit"), &asked).await
        }
        Some(Command::Admin { action: Admin::Create { user } }) => {
            let password = app::auth::create_security_admin(&app, user, user).await?;
            println!("{user} is a security administrator. Password, shown this once: {password}");
            Ok(())
        }
        Some(Command::Schema | Command::Migrate | Command::Verify { what: Verify::Bundle { .. } }) => Ok(()),
        Some(Command::Import(asked)) => import_log(app, config, asked).await,
        Some(Command::Demo(asked)) => load_demo(&app, config, asked.as_of, asked.seed).await,
    }
}

async fn serve_and_work(app: Arc<App>, config: &Config, api: bool, work: bool) -> Result<()> {
    let mut shutdown = Shutdown::new(Duration::from_secs(config.server.stop_seconds))?;
    shutdown.spawn("refresh", start::keep_fresh(app.clone(), shutdown.stop()));
    if api {
        let endpoint = serve::endpoint(&app, config, shutdown.stop(), console::pages())?;
        let server = Server::new(TcpListener::bind(config.server.listen)).run_with_graceful_shutdown(
            endpoint,
            shutdown.stop().cancelled_owned(),
            None,
        );
        shutdown.spawn("server", async { server.await.context("serving") });
        tracing::info!(listen = %config.server.listen, url = config.server.public_url, "serving");
    }
    if work {
        let jobs = worker::jobs();
        let schedule = Schedule::new(&jobs, &config.worker.schedule).context("[worker.schedule]")?;
        shutdown.spawn("jobs", worker::run(app.clone(), jobs, schedule, shutdown.stop()));
        let poll = Duration::from_millis(config.worker.relay_poll_ms);
        shutdown.spawn("index", worker::index(app.clone(), shutdown.stop()));
        shutdown.spawn("webhooks", worker::webhooks(app.clone(), shutdown.stop()));
        shutdown.spawn("relay", worker::relay(app, poll, shutdown.stop()));
    }
    shutdown.finished().await
}

async fn import_log(app: Arc<App>, config: &Config, asked: &cli::Import) -> Result<()> {
    let batch_cases = config.import.batch_cases as usize;
    let cli::Import { log, mapping, report } = asked;
    let import = Import { log, mapping, report: report.as_deref(), batch_cases };
    println!("{}", Box::pin(import::run(&app.op_system("import"), &import)).await?);
    Ok(())
}

/// Loads the demo where it is missing, and says whom to log in as.
async fn load_demo(app: &Arc<App>, config: &Config, as_of: Option<Instant>, seed: Option<u64>) -> Result<()> {
    let asked = Demo {
        as_of,
        seed: seed.unwrap_or(config.demo.seed),
        tickets: config.demo.tickets,
        password: config.demo.password.expose().to_owned(),
    };
    let op = app.op_system("demo");
    let loaded = gongdan::demo::run(&op, &asked, Path::new(EXAMPLES), config.import.batch_cases as usize).await?;
    println!("{loaded}");
    Ok(())
}

async fn verify_clocks(app: Arc<App>) -> Result<()> {
    let op = app.op_system("verify clocks");
    let found = app::sla::verify_clocks(&op, &|_| ()).await?;
    println!("{}", serde_json::to_string_pretty(&found)?);
    ensure!(found.differences.is_empty(), "stored clocks differ from their replay");
    Ok(())
}
