//! Reading the ids of an input: every one that is none is named at once.

use app::Op;
use async_graphql::{Context, ID};
use uuid::Uuid;

use super::outcome::Outcome;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::{Language, Request, request};

/// An input that is being read.
pub struct Read<'c> {
    request: &'c Request,
    errors: Vec<UserError>,
}

impl<'c> Read<'c> {
    /// For somebody logged in.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` for nobody.
    pub fn of(ctx: &Context<'c>) -> Result<Self, ApiError> {
        Ok(Self { request: request(ctx)?, errors: Vec::new() })
    }

    /// The id in a field. One that is none is noted, and a nil one answered that nobody gets to see: see [`Self::op`].
    pub fn id<I: From<Uuid>>(&mut self, of: NodeType, id: &ID, field: &'static str) -> I {
        of.input(id, field, self.request.language()).unwrap_or_else(|error| {
            self.errors.push(error);
            Uuid::nil().into()
        })
    }

    /// The id in an optional field.
    pub fn optional_id<I: From<Uuid>>(&mut self, of: NodeType, id: Option<&ID>, field: &'static str) -> Option<I> {
        id.map(|id| self.id(of, id, field))
    }

    /// A part of the input that is read elsewhere; what is wrong with it is noted.
    pub fn converted<T>(&mut self, read: impl FnOnce(Language) -> Result<T, ApiError>) -> Option<T> {
        read(self.request.language()).map_err(|error| self.errors.push(error.into())).ok()
    }

    /// Notes a mistake that only the wire can make.
    pub fn refuse(&mut self, field: &'static str, en: &str, zh: &str) {
        self.errors.push(UserError::at(field, "INVALID", self.request.language().choose(en, zh)));
    }

    /// The operation; none when the input cannot be passed on.
    pub fn op(&self) -> Option<&'c Op> {
        self.errors.is_empty().then_some(self.request.op())
    }

    /// The same on the version that the caller saw of what is written; none: whatever it is.
    pub fn op_on(&self, seen: Option<i64>) -> Option<Op> {
        self.op().map(|op| op.having_seen(seen))
    }

    /// The payload of an input that could not be passed on.
    pub fn refused<I, P: From<Outcome<I>>>(self) -> P {
        Outcome::refused(self.errors).into()
    }

    /// The payload of what a use case answered.
    ///
    /// # Errors
    /// Authentication, limits and outages.
    pub fn answer<I, P: From<Outcome<I>>>(self, result: app::Result<I>) -> Result<P, ApiError> {
        Outcome::of(self.request, result).map(P::from)
    }
}
