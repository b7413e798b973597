//! What a mutation of the set-up answers with.

use crate::error::{ApiError, UserError};
use crate::graphql::refusal::refusals;
use crate::graphql::request::Request;

/// The id of what was written, or why nothing was.
pub struct Outcome<I> {
    changed: Option<(I, Request)>,
    errors: Vec<UserError>,
}

impl<I> Outcome<I> {
    /// From what a use case answered.
    ///
    /// # Errors
    /// Authentication, limits and outages.
    pub fn of(request: &Request, result: app::Result<I>) -> Result<Self, ApiError> {
        match result {
            Ok(id) => Ok(Self { changed: Some((id, request.after_change())), errors: Vec::new() }),
            Err(error) => Ok(Self { changed: None, errors: refusals(error, request.language())? }),
        }
    }

    /// Refused before the use case was asked.
    pub fn refused(errors: Vec<UserError>) -> Self {
        Self { changed: None, errors }
    }

    /// What was written, looked up in the snapshots of after the change.
    pub fn changed(&self) -> Option<(&I, &Request)> {
        self.changed.as_ref().map(|(id, request)| (id, request))
    }

    /// Why nothing was written.
    pub fn errors(&self) -> &[UserError] {
        &self.errors
    }
}

/// Declares payloads with one object: its field and type, and the function that finds it by the id.
macro_rules! payloads {
    ($field:ident: $node:ident, $about:literal, $find:ident($id:ty); $($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<$id>);

        impl From<Outcome<$id>> for $name {
            fn from(outcome: Outcome<$id>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            #[doc = $about]
            async fn $field(&self) -> Option<$node<'_>> {
                self.0.changed().and_then(|(id, request)| $find(id, request))
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

pub(in crate::graphql) use payloads;
