//! Any object by its global id: what is not for somebody to see does not exist.

use serde_json::{Value, json};

use super::introspected::Schema;
use super::stage::{Stage, global};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::PEOPLE;

both! { an_object_by_its_id_is_seen_by_whom_it_concerns }

const ONE: &str = "query($id: ID!) { node(id: $id) { __typename id } }";

async fn an_object_by_its_id_is_seen_by_whom_it_concerns(backend: Backend) {
    let stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    for of in schema.nodes() {
        let id = stage.node(of);
        for (login, ..) in PEOPLE {
            let client = stage.world.as_(login);
            let answer = client.gql(ONE, json!({ "id": id })).await;
            if stage.sees(login, of) {
                assert_eq!(answer.at("/node"), json!({ "__typename": of, "id": id }), "{login}");
                continue;
            }
            assert_eq!(answer.code(), "NOT_FOUND", "{of} as {login}");
            assert_eq!(answer.body["data"]["node"], Value::Null, "{of} as {login}");
            // To the letter what is said of an object that never was.
            let unknown = client.gql(ONE, json!({ "id": global(of, uuid::Uuid::nil()) })).await;
            assert_eq!(answer.body, unknown.body, "{of} as {login}");
        }
    }
}
