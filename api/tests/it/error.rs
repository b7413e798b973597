//! What a client learns of an error of ours.

use api::error::ApiError;
use async_graphql::{Error, Value};

#[test]
fn an_internal_error_tells_the_client_a_reference_and_no_cause() {
    let error: Error = ApiError::internal(&"password authentication failed for user gongdan").into();
    assert!(!error.message.contains("password"));
    let extensions = error.extensions.expect("an internal error has extensions");
    assert_eq!(extensions.get("code"), Some(&Value::from("INTERNAL")));
    let Some(Value::String(reference)) = extensions.get("reference") else {
        panic!("no reference in {extensions:?}");
    };
    assert!(error.message.ends_with(reference.as_str()));
}
