//! Making and changing endpoints. A secret is shown as it is made, and never again.

use chrono::TimeDelta;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::{AgencyId, VendorId, WebhookEndpointId};
use domain::webhook::{DisabledReason, Secret, is_topic};
use reqwest::Url;
use storage::Transaction;
use storage::entity::webhook_endpoint;
use storage::query::feed::head;
use storage::query::setup::{insert, update};
use storage::query::webhook as query;

use super::attempt::disabled;
use super::read::{find_endpoint, may_manage};
use super::signature::new_secret;
use crate::change::Watched;
use crate::mistakes::Mistakes;
use crate::{Error, Op, Result};

const MANAGE: Action = Action::WebhookManage;
/// The longest URL and the longest description, in characters.
const URL_MAX: usize = 2_000;
const DESCRIPTION_MAX: usize = 500;
/// The most topics of one endpoint.
const TOPICS_MAX: usize = 50;
/// How long the secret before signs beside a new one.
const BOTH_SECRETS: TimeDelta = TimeDelta::hours(24);

/// An endpoint to be made, for one organisation.
#[derive(Clone, Debug)]
pub struct NewEndpoint {
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub url: String,
    pub description: Option<String>,
    /// Empty for all.
    pub topics: Vec<String>,
}

/// What to change of an endpoint; what is none stays.
#[derive(Clone, Debug)]
pub struct EndpointChange {
    pub endpoint: WebhookEndpointId,
    pub url: Option<String>,
    pub description: Option<String>,
    pub topics: Option<Vec<String>>,
}

/// An endpoint whose secret was made: it is known here and now only.
#[derive(Clone, Debug)]
pub struct IssuedSecret {
    pub endpoint: WebhookEndpointId,
    pub secret: Secret,
}

/// Makes an endpoint: it hears of what happens from now on. Needs `webhook.manage`.
///
/// # Errors
/// `INVALID` unless exactly one organisation is named, and for a URL that is none or not https; `ADDRESS_REFUSED` for an
/// address inside; `INVALID` and `TOO_MANY` for topics; `NOT_FOUND` for the organisation.
pub async fn create_endpoint(op: &Op, new: &NewEndpoint) -> Result<IssuedSecret> {
    op.require(MANAGE)?;
    let (mut mistakes, directory) = (Mistakes::default(), op.directory());
    if new.agency.is_some() == new.vendor.is_some() {
        let en = "an endpoint is either an agency's or a vendor's";
        mistakes.add("INVALID", "agencyId", en, "端点须且只能属于一个单位或一个服务商");
    }
    if let Some(agency) = new.agency {
        mistakes.found("agencyId", ("agency", "单位"), directory.agencies.get(&agency));
    }
    if let Some(vendor) = new.vendor {
        mistakes.found("vendorId", ("vendor", "服务商"), directory.vendors.get(&vendor));
    }
    let url = checked_url(op, &mut mistakes, &new.url);
    let description = mistakes.optional("description", new.description.as_deref(), DESCRIPTION_MAX);
    let topics = checked_topics(&mut mistakes, &new.topics);
    mistakes.refuse()?;
    let transaction = op.begin().await?;
    let row = webhook_endpoint::Model {
        id: op.id(),
        agency_id: new.agency,
        vendor_id: new.vendor,
        url,
        description: description.unwrap_or_default(),
        topics: serde_json::to_value(topics)?,
        active: true,
        disabled_reason: None,
        disabled_at: None,
        secret: new_secret(),
        old_secret: None,
        old_secret_until: None,
        read_to: head(&transaction).await?,
        failing_since: None,
        held_until: None,
        created_at: op.now(),
        updated_at: op.now(),
        version: 1,
    };
    let issued = IssuedSecret { endpoint: row.id, secret: row.secret.clone() };
    let detail = detail(&row);
    insert(&transaction, row).await?;
    let watched = Watched::made(ObjectKind::WebhookEndpoint, issued.endpoint.0);
    finish(op, (transaction, watched), "webhook.create", issued.endpoint, detail).await?;
    Ok(issued)
}

/// Changes an endpoint. What is on its way goes to the new address from the next attempt on. Needs `webhook.manage`.
///
/// # Errors
/// NOT_FOUND; as for a new one.
pub async fn update_endpoint(op: &Op, asked: &EndpointChange) -> Result<WebhookEndpointId> {
    managed(op, asked.endpoint).await?;
    let mut mistakes = Mistakes::default();
    let url = asked.url.as_ref().map(|url| checked_url(op, &mut mistakes, url));
    let text = |text: &String| mistakes.optional("description", Some(text), DESCRIPTION_MAX).unwrap_or_default();
    let description = asked.description.as_ref().map(text);
    let topics = asked.topics.as_ref().map(|topics| checked_topics(&mut mistakes, topics));
    mistakes.refuse()?;
    let (transaction, watched, mut row) = begin(op, asked.endpoint).await?;
    row.url = url.unwrap_or(row.url);
    row.description = description.unwrap_or(row.description);
    if let Some(topics) = topics {
        row.topics = serde_json::to_value(topics)?;
    }
    let row = touched(op, row);
    let (id, detail) = (row.id, detail(&row));
    update(&transaction, row).await?;
    finish(op, (transaction, watched), "webhook.update", id, detail).await
}

/// Makes a new secret; the one before signs beside it for 24 hours. Needs `webhook.manage`.
///
/// # Errors
/// NOT_FOUND.
pub async fn rotate_secret(op: &Op, id: WebhookEndpointId) -> Result<IssuedSecret> {
    managed(op, id).await?;
    let (transaction, watched, mut row) = begin(op, id).await?;
    let secret = new_secret();
    row.old_secret = Some(std::mem::replace(&mut row.secret, secret.clone()));
    row.old_secret_until = Some(op.now() + BOTH_SECRETS);
    let row = touched(op, row);
    let detail = serde_json::json!({ "oldSecretUntil": row.old_secret_until });
    update(&transaction, row).await?;
    finish(op, (transaction, watched), "webhook.rotate_secret", id, detail).await?;
    Ok(IssuedSecret { endpoint: id, secret })
}

/// Switches an endpoint off, and ends what is on its way to it; or on: then it hears of what happens from now on. Needs
/// `webhook.manage`.
///
/// # Errors
/// NOT_FOUND.
pub async fn set_active(op: &Op, id: WebhookEndpointId, active: bool) -> Result<WebhookEndpointId> {
    managed(op, id).await?;
    let (transaction, watched, row) = begin(op, id).await?;
    if row.active == active {
        return Ok(id);
    }
    let row = if active {
        let read_to = head(&transaction).await?;
        let (disabled_reason, disabled_at, failing_since) = (None, None, None);
        touched(op, webhook_endpoint::Model { active, disabled_reason, disabled_at, failing_since, read_to, ..row })
    } else {
        query::end_pending(&transaction, id, op.now()).await?;
        disabled(op, row, DisabledReason::ByHand)
    };
    let detail = serde_json::json!({ "active": active });
    update(&transaction, row).await?;
    finish(op, (transaction, watched), "webhook.set_active", id, detail).await
}

/// # Errors
/// NOT_FOUND for what is not seen, FORBIDDEN for what is, and is not the actor's to change.
pub(super) async fn managed(op: &Op, id: WebhookEndpointId) -> Result<()> {
    let endpoint = find_endpoint(op, id).await?;
    if may_manage(op, &endpoint) { Ok(()) } else { Err(Error::Forbidden(MANAGE)) }
}

async fn begin(op: &Op, id: WebhookEndpointId) -> Result<(Transaction, Watched, webhook_endpoint::Model)> {
    let transaction = op.begin().await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::WebhookEndpoint, id.0).await?;
    let row = query::hold(&transaction, id).await?.ok_or(Error::NotFound("webhook endpoint"))?;
    Ok((transaction, watched, row))
}

fn touched(op: &Op, row: webhook_endpoint::Model) -> webhook_endpoint::Model {
    webhook_endpoint::Model { updated_at: op.now(), version: row.version + 1, ..row }
}

/// The URL as it is called; what is wrong with it is noted.
fn checked_url(op: &Op, mistakes: &mut Mistakes, text: &str) -> String {
    let text = mistakes.text("url", text, URL_MAX);
    if text.is_empty() {
        return text;
    }
    let sender = &op.app().webhooks;
    let plain = |url: &Url| {
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        sender.allows_scheme(url.scheme()) && url.has_host() && bare
    };
    let Some(url) = Url::parse(&text).ok().filter(plain) else {
        let en = "url must be a web address that begins with https://, without user, password or fragment";
        mistakes.add("INVALID", "url", en, "url 须为以 https:// 开头的网址，不含用户名、密码或片段");
        return text;
    };
    if !sender.allows_host(&url) {
        let en = "the address lies in a network that must not be called";
        mistakes.add("ADDRESS_REFUSED", "url", en, "该地址位于禁止访问的网络");
    }
    url.into()
}

/// The topics, each once; what is wrong with them is noted.
fn checked_topics(mistakes: &mut Mistakes, topics: &[String]) -> Vec<String> {
    if topics.len() > TOPICS_MAX {
        let en = format!("{} topics, at most {TOPICS_MAX} are allowed", topics.len());
        mistakes.add("TOO_MANY", "topics", en, format!("主题有 {} 个，最多允许 {TOPICS_MAX} 个", topics.len()));
    }
    let wrong: Vec<&str> = topics.iter().map(String::as_str).filter(|topic| !is_topic(topic)).take(3).collect();
    if !wrong.is_empty() {
        let en = format!("these are no topics: {}", wrong.join(", "));
        mistakes.add("INVALID", "topics", en, format!("不是有效的主题：{}", wrong.join("、")));
    }
    let mut topics = topics.to_vec();
    topics.sort_unstable();
    topics.dedup();
    topics
}

fn detail(row: &webhook_endpoint::Model) -> serde_json::Value {
    serde_json::json!({
        "agencyId": row.agency_id, "vendorId": row.vendor_id, "url": row.url, "description": row.description,
        "topics": row.topics,
    })
}

async fn finish(
    op: &Op,
    (transaction, watched): (Transaction, Watched),
    action: &str,
    id: WebhookEndpointId,
    detail: serde_json::Value,
) -> Result<WebhookEndpointId> {
    insert(&transaction, op.audit(action, ("webhook_endpoint", id.0), detail)).await?;
    watched.end(op, &transaction).await?;
    transaction.commit().await?;
    Ok(id)
}
