//! One mutation over many tickets: each element is a change of its own, and has a result of its own.

use std::borrow::Cow;

use app::TicketRow;
use app::ticket::{Act, MANY_MAX, act_element, raise_element};
use async_graphql::{Context, InputObject, Object};
use domain::ids::TicketId;
use domain::ticket::Command;

use super::Ticket;
use super::decisions::{mentioned, raised};
use super::inputs::{
    AcknowledgeTicketInput, AssignTicketInput, CancelTicketInput, ChangePriorityInput, CommentTicketInput,
    ConfirmTicketInput, RaiseTicketInput,
};
use super::outcome::When;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::refusals;
use crate::graphql::request::{Request, request};

/// What one element costs beside what is asked of its result.
const ELEMENT_COST: usize = 10;

/// What a mutation over so many elements costs.
fn many_cost(elements: usize, result: usize) -> usize {
    // More than may be given are refused, and cost nothing.
    1 + elements.min(MANY_MAX) * (ELEMENT_COST + result)
}

/// What became of one element.
#[derive(Default)]
struct Single {
    row: Option<TicketRow>,
    errors: Vec<UserError>,
}

/// What became of every element.
#[derive(Default)]
struct Results {
    singles: Vec<Single>,
    errors: Vec<UserError>,
    after: Option<Request>,
}

/// What became of one element of a mutation over many tickets.
pub struct TicketResult<'a> {
    at: usize,
    single: &'a Single,
    after: Option<&'a Request>,
}

/// What became of one element of a mutation over many tickets.
#[Object(serial)]
impl<'a> TicketResult<'a> {
    /// The place of the element in the input, from 0.
    async fn index(&self) -> i32 {
        i32::try_from(self.at).unwrap_or(i32::MAX)
    }

    /// The ticket after it; null when nothing was changed.
    async fn ticket(&self) -> Option<Ticket<'a>> {
        Some(Ticket { row: Cow::Borrowed(self.single.row.as_ref()?), request: self.after? })
    }

    /// Why nothing was changed; empty on success. UNAVAILABLE and INTERNAL end the request: NOT_TRIED stands at the rest.
    async fn errors(&self) -> &'a [UserError] {
        &self.single.errors
    }
}

impl Results {
    fn refused(error: UserError) -> Self {
        Self { errors: vec![error], ..Self::default() }
    }

    fn list(&self) -> Option<Vec<TicketResult<'_>>> {
        let result = |(at, single)| TicketResult { at, single, after: self.after.as_ref() };
        self.errors.is_empty().then(|| self.singles.iter().enumerate().map(result).collect())
    }
}

/// An element of a request over many.
trait Element: Send {
    /// Makes the change; the outer error is a refusal before the use case was asked.
    fn take(
        self,
        request: &Request,
        at: usize,
    ) -> impl Future<Output = Result<app::Result<TicketRow>, UserError>> + Send;
}

/// An element that acts on a ticket.
trait Acting: Send {
    /// The command, and the version that was seen.
    fn read(self, request: &Request) -> Result<(Act, Option<i64>), UserError>;
}

impl<A: Acting> Element for A {
    async fn take(self, request: &Request, at: usize) -> Result<app::Result<TicketRow>, UserError> {
        let (act, seen) = self.read(request)?;
        Ok(act_element(request.op(), at, &act, seen).await)
    }
}

impl Element for RaiseTicketInput {
    async fn take(self, request: &Request, at: usize) -> Result<app::Result<TicketRow>, UserError> {
        let new = raised(self, request.language())?;
        Ok(raise_element(request.op(), at, &new).await)
    }
}

/// Takes the elements one after another.
async fn each<I: Element>(ctx: &Context<'_>, items: Vec<I>) -> Result<Results, ApiError> {
    let request = request(ctx)?;
    let language = request.language();
    if items.is_empty() || items.len() > MANY_MAX {
        let found = items.len();
        let en = format!("items has {found} elements, 1 to {MANY_MAX} are allowed");
        let message = language.choose(en, format!("items 有 {found} 项，允许 1 至 {MANY_MAX} 项"));
        return Ok(Results::refused(UserError::at("items", "TOO_MANY", message)));
    }
    let mut singles: Vec<Single> = Vec::with_capacity(items.len());
    let mut over = false;
    for (at, item) in items.into_iter().enumerate() {
        if over {
            let message = language.choose("not tried: an earlier element met an outage", "未执行：前项遇到故障");
            singles.push(Single { row: None, errors: vec![UserError::new("NOT_TRIED", message)] });
            continue;
        }
        singles.push(match item.take(request, at).await {
            Ok(Ok(row)) => Single { row: Some(row), errors: Vec::new() },
            Err(error) => Single { row: None, errors: vec![error] },
            Ok(Err(error)) => {
                let errors = refusals(error, language).unwrap_or_else(|outage| {
                    over = true;
                    vec![outage.into()]
                });
                Single { row: None, errors }
            }
        });
    }
    let after = request.after_change();
    let rows = singles.iter().filter_map(|single| single.row.as_ref());
    after.listed(rows.map(|row| (row.id, row.policy_version_id)).collect());
    Ok(Results { singles, errors: Vec::new(), after: Some(after) })
}

fn ticket(id: &async_graphql::ID, request: &Request) -> Result<TicketId, UserError> {
    NodeType::Ticket.input(id, "ticketId", request.language())
}

impl Acting for AssignTicketInput {
    fn read(self, request: &Request) -> Result<(Act, Option<i64>), UserError> {
        let language = request.language();
        let vendor = NodeType::Vendor.optional_input(self.vendor_id.as_ref(), "vendorId", language)?;
        let engineer = NodeType::User.optional_input(self.engineer_id.as_ref(), "engineerId", language)?;
        let when = When::from((self.happened, self.seen));
        Ok(when.asked(ticket(&self.ticket_id, request)?, Command::Assign { vendor, engineer }))
    }
}

impl Acting for AcknowledgeTicketInput {
    fn read(self, request: &Request) -> Result<(Act, Option<i64>), UserError> {
        let when = When::from((self.happened, self.seen));
        Ok(when.asked(ticket(&self.ticket_id, request)?, Command::Acknowledge))
    }
}

impl Acting for ConfirmTicketInput {
    fn read(self, request: &Request) -> Result<(Act, Option<i64>), UserError> {
        Ok(When::from(self.seen).asked(ticket(&self.ticket_id, request)?, Command::Confirm))
    }
}

impl Acting for CancelTicketInput {
    fn read(self, request: &Request) -> Result<(Act, Option<i64>), UserError> {
        let command = Command::Cancel { reason: self.reason };
        Ok(When::from(self.seen).asked(ticket(&self.ticket_id, request)?, command))
    }
}

impl Acting for ChangePriorityInput {
    fn read(self, request: &Request) -> Result<(Act, Option<i64>), UserError> {
        let (impact, urgency) = (self.impact.into(), self.urgency.into());
        let command = Command::ChangePriority { impact, urgency, reason: self.reason };
        Ok(When::from(self.seen).asked(ticket(&self.ticket_id, request)?, command))
    }
}

impl Acting for CommentTicketInput {
    fn read(self, request: &Request) -> Result<(Act, Option<i64>), UserError> {
        let mentions = mentioned(self.mention_ids.as_deref(), request)?;
        let command = Command::Comment { visibility: self.visibility.into(), body: self.body, mentions };
        Ok(When::from(self.seen).asked(ticket(&self.ticket_id, request)?, command))
    }
}

macro_rules! many {
    ($($(#[$doc:meta])* $input:ident of $item:ident, $(#[$became:meta])* $payload:ident);+ $(;)?) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $input {
            /// Each as for one ticket alone; 1 to 100, taken in this order.
            items: Vec<$item>,
        }

        $(#[$became])*
        pub struct $payload(Results);

        $(#[$became])*
        #[Object]
        impl $payload {
            /// What became of each element, in the order they were given; null when the request was refused as a whole.
            async fn results(&self) -> Option<Vec<TicketResult<'_>>> {
                self.0.list()
            }

            /// Why the request was refused as a whole: TOO_MANY; what one element was refused stands at its result.
            async fn errors(&self) -> &[UserError] {
                &self.0.errors
            }
        }
    )+};
}

many! {
    /// Tickets to be raised.
    RaiseTicketsInput of RaiseTicketInput,
    /// What became of raiseTickets.
    RaiseTicketsPayload;
    /// Whom to give tickets to.
    AssignTicketsInput of AssignTicketInput,
    /// What became of assignTickets.
    AssignTicketsPayload;
    /// Of which tickets notice is taken.
    AcknowledgeTicketsInput of AcknowledgeTicketInput,
    /// What became of acknowledgeTickets.
    AcknowledgeTicketsPayload;
    /// With which solutions the agency agrees.
    ConfirmTicketsInput of ConfirmTicketInput,
    /// What became of confirmTickets.
    ConfirmTicketsPayload;
    /// Tickets to be withdrawn.
    CancelTicketsInput of CancelTicketInput,
    /// What became of cancelTickets.
    CancelTicketsPayload;
    /// Other ranks for tickets.
    ChangePrioritiesInput of ChangePriorityInput,
    /// What became of changePriorities.
    ChangePrioritiesPayload;
    /// What is to be written on tickets.
    CommentTicketsInput of CommentTicketInput,
    /// What became of commentTickets.
    CommentTicketsPayload;
}

/// The mutations over many tickets.
#[derive(Default)]
pub struct TicketsAtOnce;

/// The mutations over many tickets. Each element is a change of its own: what one is refused keeps no other back.
#[Object]
impl TicketsAtOnce {
    /// Raise up to 100 tickets. Needs ticket.raise.
    #[graphql(complexity = "many_cost(input.items.len(), child_complexity)")]
    async fn raise_tickets(
        &self,
        ctx: &Context<'_>,
        input: RaiseTicketsInput,
    ) -> Result<RaiseTicketsPayload, ApiError> {
        each(ctx, input.items).await.map(RaiseTicketsPayload)
    }

    /// Give up to 100 tickets to a vendor's queue or to engineers. Needs ticket.assign.
    #[graphql(complexity = "many_cost(input.items.len(), child_complexity)")]
    async fn assign_tickets(
        &self,
        ctx: &Context<'_>,
        input: AssignTicketsInput,
    ) -> Result<AssignTicketsPayload, ApiError> {
        each(ctx, input.items).await.map(AssignTicketsPayload)
    }

    /// Take notice of up to 100 tickets: stops RESPONSE of each. Needs ticket.acknowledge.
    #[graphql(complexity = "many_cost(input.items.len(), child_complexity)")]
    async fn acknowledge_tickets(
        &self,
        ctx: &Context<'_>,
        input: AcknowledgeTicketsInput,
    ) -> Result<AcknowledgeTicketsPayload, ApiError> {
        each(ctx, input.items).await.map(AcknowledgeTicketsPayload)
    }

    /// Agree with the solutions of up to 100 tickets: closes them. Needs ticket.confirm.
    #[graphql(complexity = "many_cost(input.items.len(), child_complexity)")]
    async fn confirm_tickets(
        &self,
        ctx: &Context<'_>,
        input: ConfirmTicketsInput,
    ) -> Result<ConfirmTicketsPayload, ApiError> {
        each(ctx, input.items).await.map(ConfirmTicketsPayload)
    }

    /// Withdraw up to 100 tickets: every clock of them is cancelled. Needs ticket.cancel.
    #[graphql(complexity = "many_cost(input.items.len(), child_complexity)")]
    async fn cancel_tickets(
        &self,
        ctx: &Context<'_>,
        input: CancelTicketsInput,
    ) -> Result<CancelTicketsPayload, ApiError> {
        each(ctx, input.items).await.map(CancelTicketsPayload)
    }

    /// Set impact and urgency of up to 100 tickets, and so their priority. Needs ticket.change_priority.
    #[graphql(complexity = "many_cost(input.items.len(), child_complexity)")]
    async fn change_priorities(
        &self,
        ctx: &Context<'_>,
        input: ChangePrioritiesInput,
    ) -> Result<ChangePrioritiesPayload, ApiError> {
        each(ctx, input.items).await.map(ChangePrioritiesPayload)
    }

    /// Write something on up to 100 tickets; never counts as a response. Needs ticket.comment.
    #[graphql(complexity = "many_cost(input.items.len(), child_complexity)")]
    async fn comment_tickets(
        &self,
        ctx: &Context<'_>,
        input: CommentTicketsInput,
    ) -> Result<CommentTicketsPayload, ApiError> {
        each(ctx, input.items).await.map(CommentTicketsPayload)
    }
}
