//! Reading endpoints and what was delivered to them: at their organisation, and by the administrators.

use std::collections::HashMap;

use domain::Instant;
use domain::access::{Action, ReadScope};
use domain::ids::{AgencyId, VendorId, WebhookDeliveryId, WebhookEndpointId};
use domain::webhook::{DeliveryState, DisabledReason};
use reqwest::Url;
use storage::entity::{webhook_attempt, webhook_delivery, webhook_endpoint};
use storage::query::webhook::{self as query, DeliveryPage};
use uuid::Uuid;

use crate::ticket::grouped;
use crate::{Error, Op, Result};

const VIEW: Action = Action::WebhookView;

/// An endpoint as people see it: its secrets stay behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub id: WebhookEndpointId,
    /// Whose it is: an agency's or a vendor's.
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub url: String,
    pub description: String,
    /// Empty for all.
    pub topics: Vec<String>,
    pub active: bool,
    pub disabled_reason: Option<DisabledReason>,
    pub disabled_at: Option<Instant>,
    /// Until when the secret before signs as well.
    pub old_secret_until: Option<Instant>,
    /// When the first attempt failed since the last that did not.
    pub failing_since: Option<Instant>,
    /// Until when the receiver asked to be left alone.
    pub held_until: Option<Instant>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i64,
}

impl Endpoint {
    pub(super) fn of(row: webhook_endpoint::Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            agency: row.agency_id,
            vendor: row.vendor_id,
            url: row.url,
            description: row.description,
            topics: serde_json::from_value(row.topics)?,
            active: row.active,
            disabled_reason: row.disabled_reason,
            disabled_at: row.disabled_at,
            old_secret_until: row.old_secret_until,
            failing_since: row.failing_since,
            held_until: row.held_until,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }

    pub(super) fn is_in(&self, scope: &ReadScope) -> bool {
        scope.covers(self.agency, self.vendor)
    }
}

/// One attempt at a delivery.
pub type Attempt = webhook_attempt::Model;

/// A delivery with its attempts and the endpoint that it goes to.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub row: webhook_delivery::Model,
    /// The first one first.
    pub attempts: Vec<Attempt>,
    pub endpoint: Endpoint,
}

/// Which deliveries of an endpoint, and which page.
#[derive(Clone, Copy, Debug)]
pub struct DeliveryQuery {
    pub endpoint: WebhookEndpointId,
    /// Only those that stand there.
    pub state: Option<DeliveryState>,
    /// Only those that are older than this one.
    pub after: Option<WebhookDeliveryId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all.
    pub with_total: bool,
}

/// A page of deliveries, the newest first.
#[derive(Clone, Debug)]
pub struct DeliveryList {
    pub rows: Vec<Delivery>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// The endpoints that the actor sees. Needs `webhook.view`.
pub async fn endpoints(op: &Op) -> Result<Vec<Endpoint>> {
    op.require(VIEW)?;
    let rows = query::all(op.app().store.read(), &op.read_scope(VIEW)).await?;
    rows.into_iter().map(Endpoint::of).collect()
}

/// One endpoint. Needs `webhook.view`.
///
/// # Errors
/// NOT_FOUND outside the scope.
pub async fn find_endpoint(op: &Op, id: WebhookEndpointId) -> Result<Endpoint> {
    let found = query::find(op.app().store.read(), &op.read_scope(VIEW), id).await?;
    Endpoint::of(found.ok_or(Error::NotFound("webhook endpoint"))?)
}

/// Endpoints by id, as far as the actor sees them.
pub(crate) async fn among(op: &Op, ids: &[WebhookEndpointId]) -> Result<Vec<Endpoint>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = query::find_among(op.app().store.read(), &op.read_scope(VIEW), ids).await?;
    rows.into_iter().map(Endpoint::of).collect()
}

/// What endpoints are called, for whoever reads every name: what each is for, else its host. The rest of a URL may be what only
/// the receiver should know. No statement for no endpoint.
pub(crate) async fn names(op: &Op, ids: &[WebhookEndpointId]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = query::find_among(op.app().store.read(), &ReadScope::Everything, ids).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id.0, name(row)?))).collect())
}

fn name(row: webhook_endpoint::Model) -> Option<String> {
    if !row.description.is_empty() {
        return Some(row.description);
    }
    Url::parse(&row.url).ok()?.host_str().map(str::to_owned)
}

/// What was, or is to be, delivered to an endpoint. Needs `webhook.view`.
///
/// # Errors
/// NOT_FOUND for an endpoint outside the scope.
pub async fn deliveries(op: &Op, asked: &DeliveryQuery) -> Result<DeliveryList> {
    op.require(VIEW)?;
    let endpoint = find_endpoint(op, asked.endpoint).await?;
    let db = op.app().store.read();
    let page = DeliveryPage {
        endpoint: endpoint.id,
        state: asked.state,
        after: asked.after,
        limit: asked.limit.saturating_add(1),
    };
    let mut rows = query::page(db, &page).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &page).await?) } else { None };
    let rows = rows.into_iter().map(|row| (row, endpoint.clone())).collect();
    Ok(DeliveryList { rows: with_attempts(op, rows).await?, more, total })
}

/// One delivery. Needs `webhook.view`.
///
/// # Errors
/// NOT_FOUND when its endpoint lies outside the scope.
pub async fn find_delivery(op: &Op, id: WebhookDeliveryId) -> Result<Delivery> {
    let gone = || Error::NotFound("webhook delivery");
    let row = query::find_delivery(op.app().store.read(), &op.read_scope(VIEW), id).await?.ok_or_else(gone)?;
    let endpoint = find_endpoint(op, row.endpoint_id).await?;
    with_attempts(op, vec![(row, endpoint)]).await?.pop().ok_or_else(gone)
}

/// The newest delivery to each of these endpoints, as far as the actor sees them; none where there was no message yet.
pub async fn last_deliveries(
    op: &Op,
    ids: &[WebhookEndpointId],
) -> Result<HashMap<WebhookEndpointId, Option<Delivery>>> {
    let seen = among(op, ids).await?.into_iter().map(|of| (of.id, of));
    let mut seen: HashMap<WebhookEndpointId, Endpoint> = seen.collect();
    let ids: Vec<WebhookEndpointId> = seen.keys().copied().collect();
    let rows = query::newest(op.app().store.read(), &ids).await?;
    let rows = rows.into_iter().filter_map(|row| seen.remove(&row.endpoint_id).map(|endpoint| (row, endpoint)));
    let found = with_attempts(op, rows.collect()).await?;
    Ok(found.into_iter().map(|of| (of.endpoint.id, Some(of))).collect())
}

async fn with_attempts(op: &Op, rows: Vec<(webhook_delivery::Model, Endpoint)>) -> Result<Vec<Delivery>> {
    let ids: Vec<WebhookDeliveryId> = rows.iter().map(|(row, _)| row.id).collect();
    let attempts = query::attempts_of(op.app().store.read(), &ids).await?;
    let mut attempts: HashMap<WebhookDeliveryId, Vec<Attempt>> = grouped(attempts, |row| row.delivery_id);
    let of = |(row, endpoint): (webhook_delivery::Model, Endpoint)| {
        let attempts = attempts.remove(&row.id).unwrap_or_default();
        Delivery { row, attempts, endpoint }
    };
    Ok(rows.into_iter().map(of).collect())
}

/// Whether the actor may change an endpoint.
pub fn may_manage(op: &Op, endpoint: &Endpoint) -> bool {
    endpoint.is_in(&op.read_scope(Action::WebhookManage))
}

/// Whether the actor may have a delivery sent again: it has ended, and its endpoint takes messages.
pub fn may_replay(op: &Op, of: &Delivery) -> bool {
    may_manage(op, &of.endpoint) && of.endpoint.active && of.row.state != DeliveryState::Pending
}
