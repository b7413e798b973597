//! Where the schema may not be asked for its types, every name is unknown.
//!
//! The engine's own switch takes `__type` out of the schema, and then a valid document is no longer one. Here it stays and
//! answers null, as for a type that is not there; whoever asks for all types is told.

use async_graphql::parser::types::{Selection, SelectionSet};
use async_graphql::{IntrospectionMode, Request, ServerError};

use crate::error::{ApiError, Code};

/// Makes every type unknown to this request.
///
/// # Errors
/// `GRAPHQL_VALIDATION_FAILED` when it asks for the schema itself.
pub(super) fn turned_off(request: &mut Request) -> Result<(), ServerError> {
    let asks = request.parsed_query().map(|document| {
        let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
        let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
        operations.chain(fragments).any(asks_for_all)
    });
    if asks? {
        return Err(ApiError::new(Code::ValidationFailed, "the schema may not be asked for its types here").into());
    }
    request.introspection_mode = IntrospectionMode::Disabled;
    Ok(())
}

/// `__schema` stands at the root alone: deeper fields need no look.
fn asks_for_all(set: &SelectionSet) -> bool {
    set.items.iter().any(|item| match &item.node {
        Selection::Field(field) => field.node.name.node == "__schema",
        Selection::InlineFragment(inline) => asks_for_all(&inline.node.selection_set.node),
        Selection::FragmentSpread(_) => false,
    })
}
