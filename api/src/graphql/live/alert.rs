//! Alerts about promises, live.

use std::borrow::Cow;
use std::sync::Arc;

use app::feed::{Change, Heard, listen};
use async_graphql::{Context, Enum, ID, Object, Subscription};
use domain::Instant;
use domain::ids::{AgencyId, VendorId};
use futures_util::stream::BoxStream;

use super::{messages, within_reach};
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Request, request};
use crate::graphql::ticket::Ticket;
use crate::graphql::words::Metric;

/// The subscription to alerts.
#[derive(Default)]
pub struct AlertSubscription;

/// The subscription to alerts.
#[Subscription]
impl AlertSubscription {
    /// Warnings, breaches, escalations and corrections of the promises on tickets that you may see. With `afterSeq` those
    /// since that number come first. Needs ticket.view.
    async fn sla_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only of tickets of this agency and everything under it; NOT_FOUND outside your scope.")]
        agency_id: Option<ID>,
        #[graphql(desc = "Only of tickets given to this vendor.")] vendor_id: Option<ID>,
        #[graphql(desc = "The seq of the last message you have; from now on when left out.")] after_seq: Option<i64>,
    ) -> Result<BoxStream<'static, Result<SlaAlert, ApiError>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let agency: Option<AgencyId> = NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?;
        let vendor: Option<VendorId> = NodeType::Vendor.optional_argument(vendor_id.as_ref(), "vendorId", language)?;
        let listening = listen(request.op(), after_seq).await.map_err(|error| failure(error, language))?;
        if let Some(agency) = agency {
            within_reach(request, agency)?;
        }
        Ok(messages(listening, language, move |heard, listening| {
            let change = match heard {
                Heard::Resync(seq) => return Ok(Some(SlaAlert { seq, told: None })),
                Heard::Change(change) => change,
            };
            let Some(kind) = AlertKind::of(&change.topic) else { return Ok(None) };
            let op = listening.op()?;
            let below = |top: AgencyId| change.agency.is_some_and(|of| op.directory().above(of).contains(&top));
            if !agency.is_none_or(below) || vendor.is_some_and(|vendor| change.vendor != Some(vendor)) {
                return Ok(None);
            }
            Ok(Some(SlaAlert { seq: change.seq, told: Some((kind, change, Request::new(op, language))) }))
        }))
    }
}

/// What an alert says of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "SlaAlertKind")]
pub enum AlertKind {
    /// Much of the time is used up.
    Warning,
    /// The deadline passed.
    Breach,
    /// The breach lasts so long that the next level is told.
    Escalation,
    /// The deadline passed on a calendar that is not known that far: it waits.
    AwaitingCalendar,
    /// A breach that was told of is withdrawn.
    Correction,
}

impl AlertKind {
    fn of(topic: &str) -> Option<Self> {
        Some(match topic {
            "sla.warn" => Self::Warning,
            "sla.breach" => Self::Breach,
            "sla.escalate" => Self::Escalation,
            "sla.awaiting_calendar" => Self::AwaitingCalendar,
            "sla.correction" => Self::Correction,
            _ => return None,
        })
    }
}

/// An alert, or the word that too many came to tell them all.
pub struct SlaAlert {
    seq: i64,
    told: Option<(AlertKind, Arc<Change>, Request)>,
}

impl SlaAlert {
    fn change(&self) -> Option<&Change> {
        self.told.as_ref().map(|(_, change, _)| &**change)
    }
}

/// An alert about a promise, or the word that too many came to tell them all.
#[Object]
impl SlaAlert {
    /// True when there are more alerts up to seq than are told: read again what you show. Then the rest is null.
    async fn resync(&self) -> bool {
        self.told.is_none()
    }

    /// The number of the message in the change feed: give it as `afterSeq` when you come back.
    async fn seq(&self) -> i64 {
        self.seq
    }

    /// What is said of the promise.
    async fn kind(&self) -> Option<AlertKind> {
        self.told.as_ref().map(|(kind, ..)| *kind)
    }

    /// When it was written down.
    async fn recorded_at(&self) -> Option<Instant> {
        Some(self.change()?.at)
    }

    /// Which promise.
    async fn metric(&self) -> Option<Metric> {
        self.change()?.word::<domain::sla::Metric>("metric").map(Metric::from)
    }

    /// The cycle of the clock: 1 until the ticket is reopened.
    async fn cycle(&self) -> Option<i32> {
        self.change()?.figure("cycle")
    }

    /// Of a warning the percentage that is used up, of an escalation its level; null otherwise.
    async fn level(&self) -> Option<i32> {
        match self.told.as_ref()? {
            (AlertKind::Warning | AlertKind::Escalation, change, _) => change.figure("level"),
            _ => None,
        }
    }

    /// The deadline; of a correction the one that was withdrawn.
    async fn due_at(&self) -> Option<Instant> {
        let change = self.change()?;
        change.moment("dueAt").or_else(|| change.moment("withdrawnDueAt"))
    }

    /// The global id of the ticket.
    async fn ticket_id(&self) -> Option<ID> {
        Some(NodeType::Ticket.id(self.change()?.ticket.0))
    }

    /// The ticket as it was when this was first told, or later; null once you may not see it any more.
    async fn ticket(&self) -> Option<Ticket<'_>> {
        let (_, change, request) = self.told.as_ref()?;
        let row = change.ticket(request.op()).await.ok()?;
        Some(Ticket { row: Cow::Borrowed(row), request })
    }
}
