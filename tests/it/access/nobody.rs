//! Without a token: nothing but logging in, and what is published to everybody.

use serde_json::{Value, json};

use super::ask::Asker;
use super::introspected::Schema;
use super::rules::{Needs, needs};
use super::stage::Stage;
use crate::support::both;
use crate::support::db::Backend;

both! { nobody_reads, nobody_changes }

async fn nobody_reads(backend: Backend) {
    let stage = Stage::new(backend).await;
    let nobody = stage.world.nobody();
    let schema = Schema::ask(&nobody).await;
    let mut asker = Asker::new(schema, &stage);
    for field in schema.queries() {
        let answer = nobody.gql(&asker.query(field), json!({})).await;
        if needs(field) == Needs::Open {
            // Nothing of Nanning is published to everybody.
            assert_eq!(answer.body.get("errors"), None, "{}", field.name);
            let text = answer.body.to_string();
            let told: Vec<_> = stage.secrets().into_iter().filter(|(_, secret)| text.contains(secret)).collect();
            assert!(told.is_empty(), "{} tells everybody {told:?}", field.name);
            continue;
        }
        assert_eq!(answer.code(), "UNAUTHENTICATED", "{}: {}", field.name, answer.body);
        let data = answer.body["data"].get(&field.name).unwrap_or(&Value::Null);
        assert_eq!(data, &Value::Null, "{}", field.name);
    }
}

async fn nobody_changes(backend: Backend) {
    let stage = Stage::new(backend).await;
    let nobody = stage.world.nobody();
    let schema = Schema::ask(&nobody).await;
    let asker = Asker::new(schema, &stage);
    for field in schema.mutations().iter().filter(|field| needs(field) != Needs::Open) {
        let (document, input) = asker.mutation(field);
        let answer = nobody.gql(&document, input).await;
        assert_eq!(answer.code(), "UNAUTHENTICATED", "{}: {}", field.name, answer.body);
        assert_eq!(answer.body["data"], Value::Null, "{}", field.name);
    }
}
