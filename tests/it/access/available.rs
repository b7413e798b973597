//! `availableActions` of every object, as everybody: what is not offered is refused, what is offered is open.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::ask::Asker;
use super::changes::{changed, codes};
use super::introspected::{Field, Schema};
use super::offers::{ITSELF, OBJECTS, Object, TICKET, UNOFFERED, UNTRIED};
use super::stage::Stage;
use crate::support::both;
use crate::support::client::Answer;
use crate::support::db::Backend;
use crate::support::world::{PEOPLE, World};

both! { what_is_not_offered_is_refused, what_is_offered_is_open }

/// What an offered action must not be refused with: these say that it was no offer.
const NO_OFFER: [&str; 6] =
    ["FORBIDDEN", "NOT_FOUND", "WRONG_STATE", "ALREADY_DONE", "NOT_YOUR_SIDE", "UNAUTHENTICATED"];

/// What the stage may have done already as it is asked for: that engineer, that team, that link, an open proposal.
const DONE_OTHERWISE: [&str; 4] = ["assignTicket", "routeTicket", "linkTickets", "proposeTicketEnd"];

impl Object {
    /// What is offered to somebody now; none to whom it is not shown.
    async fn offered(&self, stage: &Stage, login: &str) -> Option<Vec<String>> {
        let node = if self.read == ITSELF { stage.id(self.id) } else { stage.node(self.node) };
        let document = format!("{{ node(id: \"{node}\") {{ ... on {} {{ {} }} }} }}", self.node, self.read);
        let answer = stage.world.as_(login).gql(&document, json!({})).await;
        let words = find(&answer.body["data"], stage.id(self.id))?["availableActions"].as_array()?;
        Some(words.iter().map(|word| word.as_str().expect("a word").to_owned()).collect())
    }

    /// The answer to one of its mutations; what is asked of a ticket is asked of this one.
    async fn ask(&self, asker: &Asker<'_>, field: &Field, login: &str) -> Answer {
        let (document, mut input) = asker.mutation(field);
        if self.node == "Ticket" && self.read == ITSELF {
            input["input"]["ticketId"] = json!(asker.stage.id(self.id));
        }
        asker.stage.world.as_(login).gql(&document, input).await
    }

    /// Each word with its mutation.
    fn actions(&self) -> impl Iterator<Item = (String, &'static str)> {
        self.offers.iter().map(|(word, mutation)| match *word {
            "" => (in_capitals(mutation), *mutation),
            word => (word.to_owned(), *mutation),
        })
    }
}

fn in_capitals(mutation: &str) -> String {
    let mut word = String::new();
    for letter in mutation.chars() {
        if letter.is_ascii_uppercase() {
            word.push('_');
        }
        word.push(letter.to_ascii_uppercase());
    }
    word
}

/// The object with this id, wherever it stands.
fn find<'v>(value: &'v Value, id: &str) -> Option<&'v Value> {
    match value {
        Value::Object(fields) if fields.get("id").and_then(Value::as_str) == Some(id) => Some(value),
        Value::Object(fields) => fields.values().find_map(|value| find(value, id)),
        Value::Array(items) => items.iter().find_map(|value| find(value, id)),
        _ => None,
    }
}

async fn what_is_not_offered_is_refused(backend: Backend) {
    let stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let asker = Asker::new(schema, &stage);
    let before = stage.written().await;
    let mut wrong = Vec::new();
    for object in OBJECTS {
        for (login, ..) in PEOPLE {
            // Who may not see it is refused by role and place (`changes`), or knows it otherwise.
            let Some(offered) = object.offered(&stage, login).await else { continue };
            for (word, mutation) in object.actions().filter(|(word, _)| !offered.contains(word)) {
                let field = schema.mutation(mutation);
                let answer = object.ask(&asker, field, login).await;
                if codes(field, &answer).is_empty() || changed(field, &answer) {
                    wrong.push(format!("{word} of {} as {login}: {}", object.id, answer.body));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(stage.written().await, before, "a refused change was written");
}

async fn what_is_offered_is_open(backend: Backend) {
    let mut stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let untouched = stage.written().await;
    let (mut wrong, mut unoffered) = (Vec::new(), BTreeSet::new());
    for object in OBJECTS {
        let mut offers = Vec::new();
        for (login, ..) in PEOPLE {
            offers.push((login, object.offered(&stage, login).await.unwrap_or_default()));
        }
        for (word, mutation) in object.actions() {
            let Some((login, _)) = offers.iter().find(|(_, offered)| offered.contains(&word)) else {
                unoffered.insert((object.id, word));
                continue;
            };
            let field = schema.mutation(mutation);
            let answer = object.ask(&Asker::new(schema, &stage), field, login).await;
            let given = |code: &str| code == "ALREADY_DONE" && DONE_OTHERWISE.contains(&mutation);
            if codes(field, &answer).iter().any(|code| NO_OFFER.contains(&code.as_str()) && !given(code)) {
                wrong.push(format!("{word} of {} as {login}: {}", object.id, answer.body));
            }
            // What is done may take back the offer of the next.
            if stage.written().await != untouched {
                stage = Stage::new(backend).await;
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    let expected = UNOFFERED.iter().flat_map(|(of, words)| words.split(' ').map(|word| (*of, word.to_owned())));
    assert_eq!(unoffered, expected.collect::<BTreeSet<_>>());
}

#[tokio::test]
async fn every_word_of_a_ticket_is_tried() {
    let schema = Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await;
    let words = schema.types["TicketAction"].enum_values.as_deref().unwrap_or_default();
    let words: BTreeSet<&str> = words.iter().map(|word| word.name.as_str()).collect();
    assert_eq!(TICKET.iter().map(|(word, _)| *word).collect::<BTreeSet<_>>(), words);
}

#[tokio::test]
async fn every_word_of_the_other_objects_is_tried_or_known_not_to_be() {
    let schema = Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await;
    let words = schema.types["ObjectAction"].enum_values.as_deref().unwrap_or_default();
    let tried: BTreeSet<String> = OBJECTS.iter().flat_map(Object::actions).map(|(word, _)| word).collect();
    let untried: BTreeSet<&str> =
        words.iter().map(|word| word.name.as_str()).filter(|word| !tried.contains(*word)).collect();
    assert_eq!(untried, BTreeSet::from(UNTRIED));
}
