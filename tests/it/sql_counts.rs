//! How many statements the three hand-made paths and the loaders send, whatever the number of tickets (DESIGN §9).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use api::auth::{Keys, Tokens};
use api::graphql::SchemaConfig;
use api::guard::Guard;
use api::http::{Api, Settings};
use app::sql_count;
use app::ticket::Raise;
use domain::ticket::{Impact, RaiseInput, TicketKind, Urgency};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::dispatch::shed::Shed;
use crate::support::both;
use crate::support::client::{Client, test_endpoint};
use crate::support::db::Backend;
use crate::support::world::World;

/// The API of a world, with a counter beside it.
pub struct Counted {
    pub client: Client,
    last: Arc<AtomicU64>,
}

impl Counted {
    /// Somebody at an endpoint whose transport counts as the real one does, and shows the figure.
    pub fn of(world: &World, login: &str) -> Self {
        let last = Arc::new(AtomicU64::new(0));
        let shown = last.clone();
        let mut hooks = gongdan::serve::hooks(&world.app);
        hooks.count_sql = Arc::new(move |work| {
            let shown = shown.clone();
            Box::pin(async move {
                let (response, statements) = sql_count::scope(work).await;
                shown.store(statements, Ordering::SeqCst);
                (response, statements)
            })
        });
        let pem = std::fs::read_to_string(&world.config.auth.signing_key).expect("the key");
        let keys = Keys::from_pem(&pem, &[]).expect("a key");
        let tokens = Arc::new(Tokens::new(keys, world.config.auth.access_token.clone()));
        let limits = SchemaConfig { introspection: false, depth: 16, complexity: world.config.server.complexity };
        let executor = api::graphql::schema(world.app.clone(), tokens.clone(), limits);
        let settings = Settings { limits: world.config.limits.clone(), ..Settings::default() };
        let guard = Guard::new(settings.limits.clone());
        let api = Api { executor, settings, guard, tokens, hooks, stop: CancellationToken::new() };
        let endpoint = test_endpoint(api::http::routes(Arc::new(api), api::http::Console::unbuilt()));
        Self { client: Client { endpoint, token: world.as_(login).token }, last }
    }

    /// The statements that the last answer took.
    pub fn last(&self) -> u64 {
        self.last.load(Ordering::SeqCst)
    }

    /// The nodes of a page of tickets, and the statements it took.
    async fn page(&self, first: u64, fields: &str) -> (Vec<Value>, u64) {
        let document = format!("query($first: Int!) {{ tickets(first: $first) {{ {fields} }} }}");
        let answer = self.client.gql(&document, json!({ "first": first })).await;
        let nodes = answer.at("/tickets/nodes");
        (nodes.as_array().expect("nodes").clone(), self.last.load(Ordering::SeqCst))
    }
}

async fn raise(world: &World, login: &str) -> app::TicketRow {
    let input = RaiseInput {
        kind: TicketKind::Incident,
        title: "公文收不到".to_owned(),
        description: "全市".to_owned(),
        impact: Impact::High,
        urgency: Urgency::Medium,
    };
    let asked = Raise { system: world.system("NN-OA"), agency: None, input, raised_at: None, late_reason: None };
    app::ticket::raise(&world.op(login), &asked).await.expect("raised")
}

/// Fifty tickets, the first ten of them with a story.
async fn fifty(world: &World) {
    for number in 0..50 {
        let ticket = raise(world, "clerk").await;
        if number < 10 {
            let act = |command| app::ticket::Act { ticket: ticket.id, command, occurred_at: None, late_reason: None };
            let engineer = Some(world.user("engineer"));
            let commands = [
                ("operator", domain::ticket::Command::Assign { vendor: None, engineer }),
                ("engineer", domain::ticket::Command::Acknowledge),
            ];
            for (who, command) in commands {
                app::ticket::act(&world.op(who), &act(command)).await.expect("done");
            }
        }
    }
}

async fn a_page_is_one_statement_whatever_its_size(backend: Backend) {
    let world = World::new(backend).await;
    fifty(&world).await;
    let counted = Counted::of(&world, "operator");
    let fields = "nodes { id number title state priority kind agency { name } vendor { name } system { name }
        assignee { name } raisedBy { name } contract { number } nextDueAt clockSummaries { metric state dueAt } }
        pageInfo { hasNextPage endCursor }";
    for size in [1, 10, 50] {
        let (nodes, statements) = counted.page(size, fields).await;
        assert_eq!((nodes.len() as u64, statements), (size, 1));
        assert_eq!(nodes[0]["agency"]["name"], json!("南宁市大数据发展局"));
        assert_eq!(nodes[0]["clockSummaries"].as_array().map(Vec::len), Some(5));
    }
    let bound = "nodes { contractTerms { number } binding { day sentences } }";
    let (nodes, statements) = counted.page(50, bound).await;
    assert_eq!((&nodes[0]["contractTerms"]["number"], statements), (&json!(1), 1), "what binds it is in memory");
    let (nodes, statements) = counted.page(50, "nodes { description cause solution }").await;
    assert_eq!((&nodes[0]["description"], statements), (&json!("全市"), 1), "the long texts come along when asked for");
    assert_eq!(counted.page(1, "totalCount nodes { id }").await.1, 2, "counting is another, when asked for");
}

async fn what_hangs_on_tickets_comes_in_batches(backend: Backend) {
    let world = World::new(backend).await;
    fifty(&world).await;
    let counted = Counted::of(&world, "operator");
    let fields = "nodes { events { type actor { name } } clocks { metric state target { duration { value } }
        verdicts { revision verdict }
        explanation { zone } } pauses { reason } availableActions }";
    for size in [1, 10, 50] {
        let (nodes, statements) = counted.page(size, fields).await;
        assert_eq!(nodes.len() as u64, size);
        assert_eq!(statements, 8, "the page, one for each of its five lists, two for explanations: {size} tickets");
        assert!(nodes.iter().all(|node| !node["availableActions"].as_array().expect("actions").is_empty()));
    }
}

/// A chain through all of them: what stands at the other ends is read together as well.
async fn links_of_a_page_come_in_batches(backend: Backend) {
    use app::ticket::{LinkTickets, link_tickets};
    let world = World::new(backend).await;
    let op = world.op("operator");
    let mut before = raise(&world, "clerk").await.id;
    for _ in 1..30 {
        let ticket = raise(&world, "clerk").await.id;
        let relation = domain::ticket::LinkRelation::RelatesTo;
        link_tickets(&op, &LinkTickets { ticket, other: before, relation }).await.expect("linked");
        before = ticket;
    }
    let counted = Counted::of(&world, "operator");
    let fields = "nodes { links { relation ticket { number events { type } } } serviceItem { code }
        knowledgeNotes { title } }";
    for size in [2, 10, 30] {
        let (nodes, statements) = counted.page(size, fields).await;
        assert_eq!(nodes[0]["links"][0]["ticket"]["events"][0]["type"], json!("RAISED"));
        // The page; links and their other ends; items; notes; the events of either list and which tickets they name.
        assert!((7..=9).contains(&statements), "{statements} for {size} tickets");
    }
}

/// Files, the work log, its sums and watchers: each is one statement for the whole page; ratings come with the log.
async fn the_talk_on_tickets_comes_in_batches(backend: Backend) {
    let world = World::new(backend).await;
    fifty(&world).await;
    let counted = Counted::of(&world, "operator");
    let fields = "nodes { attachments(first: 2) { nodes { name } } workLog { minutes } workTotals { minutes engineers { minutes } }
        watchers { name } watching events { type mentions { name } } ratings { stars } }";
    for size in [1, 10, 50] {
        let (nodes, statements) = counted.page(size, fields).await;
        assert_eq!((nodes.len() as u64, statements), (size, 6), "the page, and one for each of its five lists");
    }
    app::outbox::relay(&world.system_op()).await.expect("relayed");
    app::notice::deliver(&world.system_op()).await.expect("delivered");
    let clerk = Counted::of(&world, "clerk");
    let inbox = async |first: i32| {
        let fields = "nodes { kind ticket { number agency { name } } event { type } }";
        let document = format!("{{ viewer {{ notifications(first: {first}) {{ {fields} }} }} }}");
        let found = clerk.client.gql(&document, json!({})).await;
        let nodes = found.at("/viewer/notifications/nodes").as_array().map(Vec::len);
        (nodes, clerk.last.load(Ordering::SeqCst))
    };
    // The page, its tickets, their logs.
    assert_eq!([inbox(1).await, inbox(10).await], [(Some(1), 3), (Some(10), 3)]);
}

async fn raising_is_one_writing_statement(backend: Backend) {
    let world = World::new(backend).await;
    // On SQLite the rows of each table are one statement (docs/adr/0004).
    let expected = if backend == Backend::Postgres { 1 } else { 7 };
    for _ in 0..3 {
        let (ticket, statements) = sql_count::scope(Box::pin(raise(&world, "clerk"))).await;
        assert_eq!(statements, expected, "{}", ticket.number);
    }
    let counted = Counted::of(&world, "clerk");
    let system = crate::tickets::story::global_id("ManagedSystem", world.system("NN-OA").0);
    let input =
        json!({ "systemId": system, "kind": "INCIDENT", "title": "公文收不到", "impact": "HIGH", "urgency": "MEDIUM" });
    let shown = "ticket { number state agency { name } clockSummaries { metric dueAt } }";
    counted.client.must("raiseTicket", input, shown).await;
    assert_eq!(counted.last.load(Ordering::SeqCst), expected, "the same by GraphQL, answer included");
}

/// Reviews hang on contracts, which stand in lists of their own: what hangs on the reviews is read for all of them.
async fn what_hangs_on_reviews_comes_in_batches(backend: Backend) {
    let world = World::new(backend).await;
    let counted = Counted::of(&world, "supervisor");
    let fields = "nodes { reviews { terms { endsOn } draws { seed } items { outcome answers { answer } }
                  rectifications { state history { note } } } }";
    let asked = async |first: i32| {
        let document = format!("query($first: Int!) {{ contracts(first: $first) {{ {fields} }} }}");
        let answer = counted.client.gql(&document, json!({ "first": first })).await;
        let nodes = answer.at("/contracts/nodes").as_array().expect("nodes").clone();
        let found = nodes.iter().filter(|node| node["reviews"][0]["items"][0]["outcome"].is_string()).count();
        (found, counted.last.load(Ordering::SeqCst))
    };
    let (one, two) = (asked(1).await, asked(2).await);
    assert_eq!((one.0, two.0), (1, 2));
    // Terms, draws, answers, findings; rectifications; their histories.
    assert_eq!((one.1, two.1), (6, 6));
}

/// What hangs on the assessments of a list is read for all of them.
async fn what_hangs_on_assessments_comes_in_batches(backend: Backend) {
    let world = World::new(backend).await;
    let counted = Counted::of(&world, "supervisor");
    let fields =
        "nodes { state history { step } signatures { side } adjustments { points } laterAdjustments { points } }";
    let asked = async |first: i32| {
        let document = format!("query($first: Int!) {{ assessments(first: $first) {{ {fields} }} }}");
        let answer = counted.client.gql(&document, json!({ "first": first })).await;
        let nodes = answer.at("/assessments/nodes").as_array().expect("nodes").len();
        (nodes, counted.last.load(Ordering::SeqCst))
    };
    // The page; histories; signatures; what was booked into them and about them.
    assert_eq!((asked(1).await, asked(2).await), ((1, 5), (2, 5)));
}

async fn a_batch_of_the_sweep_is_one_statement(backend: Backend) {
    let world = World::new(backend).await;
    // SQLite looks first, so that the idle tick takes no write lock; then five in one transaction.
    let expected = if backend == Backend::Postgres { 1 } else { 6 };
    let sweep = async || {
        let (report, statements) = sql_count::scope(app::sla::sweep(&world.system_op())).await;
        (report.expect("a sweep"), statements)
    };
    assert_eq!(sweep().await, (app::sla::SweepReport::default(), 1), "the idle tick");
    let mut due = 0;
    for tickets in [1, 20] {
        for _ in 0..tickets {
            raise(&world, "clerk").await;
        }
        world.pass(chrono::TimeDelta::minutes(31));
        let (report, statements) = sweep().await;
        due += tickets;
        assert_eq!((report.warnings, report.breaches, statements), (tickets, tickets, expected));
        assert_eq!(sweep().await.1, 1, "idle again");
    }
    assert_eq!(due, 21);
}

async fn papers_of_contracts_come_in_batches(backend: Backend) {
    let world = World::new(backend).await;
    let counted = Counted::of(&world, "region_manager");
    let fields =
        "nodes { number paymentPlan { planned milestones { attachments { name } } } attachments { nodes { name } }
        quotas { used uses { nodes { note } } } }";
    let document = format!("{{ contracts {{ {fields} }} }}");
    for drafts in 0..3 {
        let found = counted.client.gql(&document, json!({})).await;
        let nodes = found.at("/contracts/nodes").as_array().map(Vec::len);
        let statements = counted.last.load(Ordering::SeqCst);
        // Files are one statement; bookings another, once a quota is stated and nothing booked.
        assert_eq!((nodes, statements), (Some(2 + drafts), if drafts == 0 { 1 } else { 2 }));
        quota_draft(&world, drafts).await;
    }
}

/// Another draft that states a quota.
async fn quota_draft(world: &World, number: usize) {
    use app::setup::contract::quota::set_contract_quotas;
    use app::setup::contract::{ContractTerms, NewContract, create_contract};
    use domain::contract::{Quota, QuotaKind, QuotaPeriod};
    let terms = ContractTerms {
        name: "补充运维".to_owned(),
        vendor: world.vendor("八桂运维"),
        starts_on: "2026-03-01".parse().expect("a date"),
        ends_on: "2026-12-31".parse().expect("a date"),
        amount: domain::money::Fen(100),
        policy: world.policy("GX-SLA"),
        scheme: None,
        zone: "Asia/Shanghai".to_owned(),
        systems: vec![],
    };
    let new = NewContract { number: format!("NN-2026-{number}"), agency: world.agency("NNDSJ"), terms };
    let op = world.op("manager");
    let contract = create_contract(&op, &new).await.expect("a draft");
    let quota = Quota { kind: QuotaKind::Visits, period: QuotaPeriod::Month, amount: 4 };
    set_contract_quotas(&op, contract, 1, &[quota]).await.expect("stated");
}

/// What a table takes is the same for five rows and for five hundred.
async fn a_table_is_written_in_a_few_statements(backend: Backend) {
    let world = World::new(backend).await;
    let counted = Counted::of(&world, "manager");
    let mut taken = Vec::new();
    for (prefix, rows) in [("A", 5), ("B", 500)] {
        let row = |number: usize| format!("NNDSJ,{prefix}-{number},系统,门户,3,CITY\n");
        let text = format!("agency,code,name,type,level,site\n{}", (0..rows).map(row).collect::<String>());
        let input = json!({ "file": { "format": "CSV", "text": text }, "dryRun": false });
        let payload = counted.client.must("importSystems", input, "report { written }").await;
        assert_eq!(payload["report"]["written"], rows);
        taken.push(counted.last.load(Ordering::SeqCst));
    }
    assert_eq!(taken[0], taken[1]);
    assert!(taken[0] < 30, "{taken:?}");
}

/// Hand-overs cost a vendor's board nothing, and what a vendor keeps of them comes in batches.
async fn legs_and_suggestions_come_in_batches(backend: Backend) {
    let shed = Shed::open(backend).await;
    let world = &shed.story().world;
    let counted = Counted::of(world, "engineer");
    let mut kept = Vec::new();
    for number in 1..=3 {
        let ticket = &shed.at_work().await;
        shed.propose(ticket).await;
        shed.accept(ticket).await;
        raise(world, "clerk").await;
        let (nodes, statements) = counted.page(50, "nodes { number vendor { name } clockSummaries { state } }").await;
        assert_eq!((nodes.len(), statements), (number, 1), "the board");
        let legs = "{ ticketLegs { nodes { title vendor { name } events { type } clocks { state charges { openSeconds } } } } }";
        let legs = counted.client.gql(legs, json!({})).await.at("/ticketLegs/nodes");
        kept.push((legs.as_array().map(Vec::len), counted.last.load(Ordering::SeqCst)));
    }
    assert_eq!(kept, [(Some(1), 3), (Some(2), 3), (Some(3), 3)], "the page, the logs, the revisions");
    let suggest = "query($id: ID!) { dispatchSuggestions(ticketId: $id) { points reasons { sentence } } }";
    let ticket = shed.story().raise(crate::tickets::story::P3).await;
    counted.client.gql(suggest, json!({ "id": ticket })).await.at("/dispatchSuggestions/1");
    assert_eq!(counted.last.load(Ordering::SeqCst), 5, "ticket, rosters, skills, certificates, work");
}

both! {
    legs_and_suggestions_come_in_batches,
    a_table_is_written_in_a_few_statements,
    a_page_is_one_statement_whatever_its_size,
    what_hangs_on_tickets_comes_in_batches,
    the_talk_on_tickets_comes_in_batches,
    papers_of_contracts_come_in_batches,
    raising_is_one_writing_statement,
    links_of_a_page_come_in_batches,
    what_hangs_on_reviews_comes_in_batches,
    what_hangs_on_assessments_comes_in_batches,
    a_batch_of_the_sweep_is_one_statement,
}
