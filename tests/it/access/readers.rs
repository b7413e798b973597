//! Every query as everybody: no answer tells what its reader may not know, whichever field is asked.

use std::collections::{BTreeSet, HashSet};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Action, allow};
use serde_json::{Value, json};

use super::ask::Asker;
use super::introspected::Schema;
use super::rules::{Needs, needs};
use super::stage::{STRANGERS, Stage, unhurried};
use crate::support::both;
use crate::support::client::Answer;
use crate::support::db::Backend;
use crate::support::world::{PEOPLE, World};

both! { no_answer_tells_what_its_reader_may_not_know }

/// Three things of each answer, because asking takes long: it holds no secret of those whom it is kept from; one for a role
/// that may not ask holds no object; and what happened in Nanning changes nothing of one to Liuzhou.
async fn no_answer_tells_what_its_reader_may_not_know(backend: Backend) {
    let stage = Stage::new(backend).await;
    let quiet = unhurried(World::furnished(backend).await).await;
    // Work in Nanning took its time, which passed in Liuzhou as well.
    quiet.clock.set(stage.world.app.clock().now());
    let schema = Schema::ask(&stage.world.nobody()).await;
    let mut asker = Asker::new(schema, &stage);
    let documents = documents(&mut asker);
    let secrets = stage.secrets();
    let (mut leaks, mut told) = (BTreeSet::new(), HashSet::new());
    for (login, role, ..) in PEOPLE {
        let known: Vec<bool> = secrets.iter().map(|(of, _)| stage.knows(login, *of)).collect();
        for (name, document) in &documents {
            let answer = stage.world.as_(login).gql(document, json!({})).await;
            assert_honest(&answer, name, login);
            if document.contains("orderBy: ") {
                let more = answer.body.pointer(&format!("/data/{name}/pageInfo/hasNextPage"));
                assert_ne!(more, Some(&json!(true)), "{name} as {login}: each order shows all that there is");
            }
            // Whoever reads the audit reads what changed of everything, and sees none of it otherwise.
            let audits = ["objectHistory", "auditEntries"].contains(&name.as_str()) && allow(role, Action::AuditView);
            let text = if audits { String::new() } else { answer.body.to_string() };
            for ((of, secret), known) in secrets.iter().zip(&known) {
                // Searching takes long: what was told before, and may be told here, says nothing new.
                if (*known && told.contains(secret)) || !text.contains(secret.as_str()) {
                    continue;
                }
                told.insert(secret);
                if !known {
                    leaks.insert(format!("{name} tells {login} {of:?} {secret}"));
                }
            }
            let field = schema.queries().iter().find(|field| field.name == *name);
            if let Some(Needs::Permission(action)) = field.map(needs).filter(|of| !of.includes(role)) {
                assert_eq!(global_ids(&answer.body["data"]), [""; 0], "{name} shows {login}, who lacks {action}");
            }
            if STRANGERS.contains(&login) {
                let before = quiet.as_(login).gql(document, json!({})).await;
                assert_eq!(without_counts(answer), without_counts(before), "{name} as {login}");
            }
        }
    }
    assert_eq!(leaks, BTreeSet::new());
    let untold: Vec<_> = secrets.iter().filter(|(_, secret)| !told.contains(secret)).collect();
    assert!(untold.is_empty(), "{untold:?}: no query tells these to anybody: the test proves nothing about them");
    assert_eq!(unasked(schema, &asker), BTreeSet::new(), "fields that no generated query asks for");
}

/// Numbers of the change feed count what happens everywhere: that much they tell, and no more.
fn without_counts(mut answer: Answer) -> Value {
    for end in ["upTo", "readTo", "pageInfo/endCursor"] {
        answer.body.pointer_mut(&format!("/data/changes/{end}")).map(Value::take);
    }
    answer.body
}

/// Every query field, and every type by its global id.
fn documents(asker: &mut Asker<'_>) -> Vec<(String, String)> {
    let schema = asker.schema;
    let mut documents: Vec<(String, String)> = Vec::new();
    // A report by contract shows other objects than one by metric: every word of what a field takes is given once.
    let words = |of: &str| schema.types[of].enum_values.as_ref().map_or(1, Vec::len);
    let args = schema.queries().iter().flat_map(|field| &field.args);
    for variant in 0..args.map(|arg| words(arg.of.named())).max().unwrap_or(1) {
        asker.variant = variant;
        for field in schema.queries() {
            let document = (field.name.clone(), asker.query(field));
            if !documents.contains(&document) {
                documents.push(document);
            }
        }
    }
    asker.variant = 0;
    documents.extend(schema.nodes().into_iter().map(|of| (format!("node of {of}"), asker.node(of))));
    documents
}

/// An answer with rows, or one that says no; a document that does not run proves nothing.
fn assert_honest(answer: &Answer, name: &str, login: &str) {
    for error in answer.body["errors"].as_array().into_iter().flatten() {
        let code = error["extensions"]["code"].as_str().unwrap_or_default();
        assert!(["FORBIDDEN", "NOT_FOUND"].contains(&code), "{name} as {login}: {error}");
    }
}

/// Every text of an answer that is the id of some object.
fn global_ids(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => {
            let decoded = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            let is_id = |text: &String| text.split_once(':').is_some_and(|(_, id)| uuid::Uuid::try_parse(id).is_ok());
            decoded.filter(is_id).into_iter().collect()
        }
        Value::Array(items) => items.iter().flat_map(global_ids).collect(),
        Value::Object(fields) => fields.values().flat_map(global_ids).collect(),
        _ => vec![],
    }
}

/// Fields of objects within reach of a query that were never asked for.
fn unasked(schema: &Schema, asker: &Asker<'_>) -> BTreeSet<(String, String)> {
    let roots = schema.queries().iter().map(|field| field.of.named().to_owned());
    let mut waiting: Vec<String> =
        roots.filter(|name| name != "Node").chain(schema.nodes().into_iter().map(str::to_owned)).collect();
    let (mut seen, mut fields) = (HashSet::new(), BTreeSet::new());
    while let Some(of) = waiting.pop() {
        if seen.insert(of.clone()) {
            for field in schema.fields(&of) {
                fields.insert((of.clone(), field.name.clone()));
                waiting.push(field.of.named().to_owned());
            }
        }
    }
    fields.difference(&asker.asked).cloned().collect()
}
