//! One element of a request over many tickets: a transaction and a result of its own.

use domain::ids::TicketId;

use super::{Act, Raise, act_on, find, raise};
use crate::{Error, Op, Result, TicketRow};

/// The most elements of one request.
pub const MANY_MAX: usize = 100;

/// Carries out the command at place `at` of a request, on the version of its ticket that the actor has seen, if one is
/// given.
///
/// # Errors
/// Those of [`act_on`].
pub async fn act_element(op: &Op, at: usize, asked: &Act, seen: Option<i64>) -> Result<TicketRow> {
    let element = op.element(at);
    match act_on(&element, asked, seen, &[]).await {
        Err(Error::Repeated) => again(&element, Some(asked.ticket)).await,
        result => result,
    }
}

/// Raises the ticket at place `at` of a request.
///
/// # Errors
/// Those of [`raise`].
pub async fn raise_element(op: &Op, at: usize, asked: &Raise) -> Result<TicketRow> {
    let element = op.element(at);
    match raise(&element, asked).await {
        Err(Error::Repeated) => again(&element, None).await,
        result => result,
    }
}

/// The ticket of an element that took effect when the request was sent before.
async fn again(element: &Op, ticket: Option<TicketId>) -> Result<TicketRow> {
    let made = element.made_before().await?.map(TicketId);
    find(element, ticket.or(made).ok_or(Error::Repeated)?).await
}
