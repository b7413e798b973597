//! The shapes that every client may count on: Relay connections and nodes, one form of mutations.

use std::path::Path;

use crate::access::introspected::{Field, Schema};
use crate::support::db::Backend;
use crate::support::world::World;

async fn schema() -> &'static Schema {
    Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await
}

fn shape(fields: &[Field]) -> Vec<(&str, String)> {
    let mut shape: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.of.written())).collect();
    shape.sort_unstable();
    shape
}

#[test]
fn the_schema_file_is_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == api::graphql::sdl(), "run `make schema` and review the difference");
}

#[tokio::test]
async fn every_list_by_pages_is_a_relay_connection() {
    let schema = schema().await;
    let mut lists = 0;
    for of in schema.types.values().filter(|of| of.kind == "OBJECT") {
        for field in schema.fields(&of.name) {
            let named = field.of.named();
            let Some(item) = named.strip_suffix("Connection") else {
                assert!(
                    !field.args.iter().any(|arg| arg.name == "after"),
                    "{}.{} is no connection",
                    of.name,
                    field.name
                );
                continue;
            };
            lists += 1;
            // A history is null where it is not the reader's: an empty one would say that nothing was changed.
            let required = if field.name == "fieldHistory" { "" } else { "!" };
            assert_eq!(field.of.written(), format!("{named}{required}"), "{}.{}", of.name, field.name);
            let paging = |name: &str| field.args.iter().find(|arg| arg.name == name).map(|arg| arg.of.written());
            assert_eq!(paging("first"), Some("Int".to_owned()), "{}.{}", of.name, field.name);
            assert_eq!(paging("after"), Some("String".to_owned()), "{}.{}", of.name, field.name);
            // Nobody counts the feed: it says how far it goes instead.
            let end = match item {
                "Change" => {
                    vec![("prunedTo", "Int!".to_owned()), ("readTo", "Int!".to_owned()), ("upTo", "Int!".to_owned())]
                }
                _ => vec![("totalCount", "Int!".to_owned())],
            };
            let mut expected = vec![
                ("edges", format!("[{item}Edge!]!")),
                ("nodes", format!("[{item}!]!")),
                ("pageInfo", "PageInfo!".to_owned()),
            ];
            expected.extend(end);
            assert_eq!(shape(schema.fields(named)), expected, "{named}");
            let edge = [("cursor", "String!".to_owned()), ("node", format!("{item}!"))];
            assert_eq!(shape(schema.fields(&format!("{item}Edge"))), edge, "{item}Edge");
        }
    }
    assert!(lists >= 8, "{lists}");
    let page_info = [
        ("endCursor", "String".to_owned()),
        ("hasNextPage", "Boolean!".to_owned()),
        ("hasPreviousPage", "Boolean!".to_owned()),
        ("startCursor", "String".to_owned()),
    ];
    assert_eq!(shape(schema.fields("PageInfo")), page_info);
}

#[tokio::test]
async fn every_node_is_found_by_its_global_id() {
    let schema = schema().await;
    assert_eq!(shape(schema.fields("Node")), [("id", "ID!".to_owned())]);
    let node = schema.queries().iter().find(|field| field.name == "node").expect("a query of nodes");
    assert_eq!((node.of.written().as_str(), node.args[0].of.written().as_str()), ("Node", "ID!"));
    // Whatever has pages of its own can be opened by a link.
    for field in schema.queries().iter().filter(|field| field.of.named().ends_with("Connection")) {
        let item = field.of.named().trim_end_matches("Connection");
        // The public page of a ranking has the id of the ranking itself.
        if item == "PublicRanking" {
            continue;
        }
        if schema.fields(item).iter().any(|field| field.name == "id") {
            assert!(schema.nodes().contains(&item), "{item} stands in a list and is no node");
        }
    }
}

#[tokio::test]
async fn every_mutation_has_one_form() {
    let schema = schema().await;
    assert_eq!(
        shape(schema.fields("UserError")),
        [
            ("changes", "[FieldChange!]!".to_owned()),
            ("code", "String!".to_owned()),
            ("field", "String".to_owned()),
            ("message", "String!".to_owned()),
            ("objectChanges", "[ObjectChange!]!".to_owned()),
        ]
    );
    for field in schema.mutations() {
        let name = format!("{}{}", field.name[..1].to_uppercase(), &field.name[1..]);
        let input: Vec<_> = field.args.iter().map(|arg| (arg.name.as_str(), arg.of.written())).collect();
        assert_eq!(input, [("input", format!("{name}Input!"))], "{}", field.name);
        assert_eq!(field.of.written(), format!("{name}Payload!"));
        let payload = schema.fields(field.of.named());
        for part in payload {
            match (part.name.as_str(), schema.is_leaf(&part.of)) {
                ("errors", _) => assert_eq!(part.of.written(), "[UserError!]!", "{name}"),
                (_, true) => {}
                (object, false) => assert!(!part.of.required(), "{name}.{object} is null when nothing was changed"),
            }
        }
        assert!(payload.iter().any(|part| part.name == "errors"), "{name}");
        assert!(payload.len() > 1, "{name} answers with an object");
    }
}
