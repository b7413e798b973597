//! Cursors: each of one list in one order.

use api::graphql::Language;
use api::graphql::cursor::Cursor;
use async_graphql::{Error, Value};
use proptest::prelude::*;
use uuid::Uuid;

proptest! {
    #[test]
    fn a_cursor_is_read_back_in_its_own_order_and_refused_in_another(key in "\\PC*", id: u128) {
        let cursor = Cursor { order: "agencies.name", key, id: Uuid::from_u128(id) };
        let text = cursor.encode();
        prop_assert_eq!(Cursor::decode(&text, "agencies.name", Language::En), Ok(cursor));
        prop_assert!(Cursor::decode(&text, "vendors.name", Language::En).is_err());
    }

    #[test]
    fn any_other_text_is_refused_by_its_code(text in "\\PC*") {
        let error: Error = Cursor::decode(&text, "agencies.name", Language::En).expect_err("no cursor").into();
        let code = error.extensions.as_ref().and_then(|entries| entries.get("code"));
        prop_assert_eq!(code, Some(&Value::from("INVALID_CURSOR")));
    }
}
