//! What a request with an `Idempotency-Key` says, and which may bear one.

use api::graphql::once::{covered, said};
use async_graphql::parser::parse_query;
use async_graphql::{Request, Variables};
use serde_json::json;

fn of(variables: serde_json::Value) -> String {
    said(&Request::new("mutation($a: A) { b(c: $a) { d } }").variables(Variables::from_json(variables)))
}

#[test]
fn the_order_of_fields_does_not_matter_and_everything_else_does() {
    let one = of(json!({ "input": { "title": "公文", "items": [1, 2], "on": null } }));
    assert_eq!(of(json!({ "input": { "on": null, "items": [1, 2], "title": "公文" } })), one);
    for other in [
        json!({ "input": { "title": "公文", "items": [2, 1], "on": null } }),
        json!({ "input": { "title": "公文", "items": [12], "on": null } }),
        json!({ "input": { "title": "公文", "items": ["1", "2"], "on": null } }),
        json!({ "input": { "title": "公文", "items": [1, 2] } }),
    ] {
        assert_ne!(of(other.clone()), one, "{other}");
    }
}

#[test]
fn a_key_covers_a_mutation_of_one_field() {
    let field = |text: &str| {
        let document = parse_query(text).expect("GraphQL");
        covered(&document, None).ok()
    };
    assert_eq!(field("mutation M { a: raiseTicket { errors { code } } }").as_deref(), Some("raiseTicket"));
    for text in [
        "{ viewer { roles { role } } }",
        "mutation { raiseTicket cancelTicket }",
        "mutation { ...F } fragment F on Mutation { raiseTicket cancelTicket }",
        "mutation { logIn { session { accessToken } } }",
        "mutation A { raiseTicket } mutation B { cancelTicket }",
    ] {
        assert_eq!(field(text), None, "{text}");
    }
}
