//! The schema as clients see it. Here, because a test inside the crate that asks the schema has all of it built once more.

use std::path::Path;

use api::graphql::{Mutation, Query, Subscription, sdl};
use async_graphql::{Schema, Value, value};

const TYPES: &str = "{ __schema { types { kind name description
    fields { name description args { name description } }
    inputFields { name description }
    enumValues { name description } } } }";

fn schema() -> Schema<Query, Mutation, Subscription> {
    Schema::new(Query::default(), Mutation::default(), Subscription::default())
}

#[tokio::test]
async fn every_type_field_argument_and_word_is_described() {
    let answer = schema().execute(TYPES).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let data = answer.data.into_json().expect("an answer is JSON");
    let mut silent = Vec::new();
    for of in data["__schema"]["types"].as_array().expect("types") {
        let name = of["name"].as_str().expect("a name");
        if name.starts_with("__") || ["ID", "String", "Int", "Float", "Boolean"].contains(&name) {
            continue;
        }
        note(&mut silent, name, of);
        for part in ["fields", "inputFields", "enumValues"] {
            for field in of[part].as_array().into_iter().flatten() {
                let path = format!("{name}.{}", field["name"].as_str().expect("a name"));
                note(&mut silent, &path, field);
                for argument in field["args"].as_array().into_iter().flatten() {
                    // The one input of a mutation is described by its type.
                    if argument["name"] != "input" {
                        note(&mut silent, &format!("{path}({})", argument["name"]), argument);
                    }
                }
            }
        }
    }
    assert!(silent.is_empty(), "not described: {silent:#?}");
}

fn note(silent: &mut Vec<String>, path: &str, of: &serde_json::Value) {
    if of["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
        silent.push(path.to_owned());
    }
}

#[test]
fn the_schema_file_is_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema.graphql");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == sdl(), "run `cargo run -- schema > schema.graphql` and review the difference");
}

#[tokio::test]
async fn nobody_reads_and_nobody_changes() {
    let schema = schema();
    for document in [
        "{ viewer { permissions } }",
        "{ tickets { nodes { id } } }",
        "{ agencies { nodes { id } } }",
        "mutation { confirmTicket(input: { ticketId: \"x\" }) { errors { code } } }",
    ] {
        let answer = schema.execute(document).await;
        let codes: Vec<_> = answer.errors.iter().filter_map(|error| error.extensions.as_ref()?.get("code")).collect();
        assert_eq!(codes, [&Value::from("UNAUTHENTICATED")], "{document}");
        assert_eq!(answer.data, value!(null), "{document}");
    }
}
