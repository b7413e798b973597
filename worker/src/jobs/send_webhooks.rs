//! Makes webhook deliveries from the feed and sends what is due.

use app::Op;
use app::webhook::WebhookReport;

pub const NAME: &str = "send_webhooks";

pub async fn run(op: Op) -> anyhow::Result<WebhookReport> {
    Ok(app::webhook::send_webhooks(&op).await?)
}
