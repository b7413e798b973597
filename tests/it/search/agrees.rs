//! Either database finds exactly what the rules say: random texts, random questions, every way to a page.

use app::ticket::Raise;
use domain::access::Action;
use domain::search::{Audience, Text, TextQuery};
use domain::ticket::{Impact, RaiseInput, TicketKind, Urgency};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use storage::Store;
use storage::read::TicketFilter;
use storage::search::{Search, Way, find, statement};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

both! { both_databases_find_what_the_rules_say }

const LETTERS: [&str; 12] = ["公", "文", "收", "网", "公文", "a", "ab", "1", "-", "，", " ", "Ａ"];
const TICKETS: usize = 80;
const QUESTIONS: usize = 150;

fn text(chance: &mut StdRng, most: usize) -> String {
    let length = chance.random_range(1..=most);
    (0..length).map(|_| LETTERS[chance.random_range(0..LETTERS.len())]).collect()
}

async fn both_databases_find_what_the_rules_say(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let mut chance = StdRng::seed_from_u64(20_261_129);
    let mut titles = Vec::new();
    for _ in 0..TICKETS {
        world.pass(chrono::TimeDelta::seconds(1));
        let input = RaiseInput {
            kind: TicketKind::Incident,
            title: format!("t{}", text(&mut chance, 12)),
            description: text(&mut chance, 12),
            impact: Impact::Low,
            urgency: Urgency::Low,
        };
        let raise = Raise { system: world.system("NN-OA"), agency: None, input, raised_at: None, late_reason: None };
        let row = app::ticket::raise(&world.op("clerk"), &raise).await.expect("raised");
        let text = row.text.expect("its text").description;
        titles.push((row.number, row.title, text));
    }
    desk.index().await;
    let store = Store::connect(&world.db.config).await.expect("connecting");
    let op = world.op("clerk");
    let scope = op.ticket_scope(Action::TicketView);
    let (filter, audiences) = (TicketFilter::default(), [Audience::Open, Audience::Agency]);
    let (mut asked, mut hits) = (0, 0);
    while asked < QUESTIONS {
        let words = text(&mut chance, 4);
        let Ok(query) = TextQuery::parse(&words) else { continue };
        asked += 1;
        let holds = |texts: [&String; 3]| {
            let tokens = texts.map(|text| Text::new(text).tokens());
            query.phrases().iter().all(|phrase| tokens.iter().any(|tokens| phrase.find(tokens).is_some()))
        };
        let expected: Vec<&String> =
            titles.iter().rev().filter(|(n, t, d)| holds([n, t, d])).map(|(number, ..)| number).collect();
        hits += expected.len();
        let search = Search { query: &query, audiences: &audiences, after: None, limit: 100, with_text: false };
        let found = find(store.read(), &scope, &filter, &search).await.expect("a page");
        assert_eq!(found.iter().map(|hit| &hit.row.number).collect::<Vec<_>>(), expected, "{words:?}");
        if backend == Backend::Postgres {
            for way in [Way::Index, Way::Walk(1_000)] {
                use sea_orm::ConnectionTrait;
                let rows = store.read().query_all_raw(statement(way, &scope, &filter, &search)).await.expect("a page");
                assert_eq!(rows.len(), expected.len(), "{words:?} {way:?}");
            }
        }
    }
    assert!(hits > QUESTIONS, "{hits}: questions that find something");
    store.close().await.expect("closing");
}
