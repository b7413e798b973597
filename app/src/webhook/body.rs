//! What is sent: the type, the time and the data of a message, as Standard Webhooks names them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Instant;
use domain::ids::WebhookEndpointId;
use domain::sla::Metric;
use serde::Serialize;
use uuid::Uuid;

use crate::Result;
use crate::feed::Change;

/// The topic of a test.
pub(super) const TEST: &str = "webhook.test";

#[derive(Serialize)]
struct Body<'b, D> {
    #[serde(rename = "type")]
    topic: &'b str,
    /// When it was written down, which is no matter of when it is sent.
    timestamp: Instant,
    data: D,
}

/// What the feed tells of a change, under the names that `changes` and `slaAlert` give it. Nothing else of a message goes out:
/// what it holds beside is for the platform itself.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    seq: i64,
    ticket_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_seq: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurred_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metric: Option<Metric>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cycle: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Instant>,
}

/// The body for a change of a ticket.
pub(super) fn of_change(change: &Change) -> Result<String> {
    // Elsewhere the level says nothing.
    let level = matches!(change.topic.as_str(), "sla.warn" | "sla.escalate").then(|| change.figure("level")).flatten();
    let told = Told {
        seq: change.seq,
        ticket_id: global_id("Ticket", change.ticket.0),
        event_seq: change.event_seq(),
        occurred_at: change.occurred_at(),
        metric: change.word("metric"),
        cycle: change.figure("cycle"),
        level,
        due_at: change.moment("dueAt").or_else(|| change.moment("withdrawnDueAt")),
    };
    Ok(serde_json::to_string(&Body { topic: &change.topic, timestamp: change.at, data: told })?)
}

/// The body of a test.
pub(super) fn of_test(endpoint: WebhookEndpointId, now: Instant) -> Result<String> {
    let data = serde_json::json!({ "endpointId": global_id("WebhookEndpoint", endpoint.0) });
    Ok(serde_json::to_string(&Body { topic: TEST, timestamp: now, data })?)
}

/// As GraphQL names an object (`api::graphql::node_id`), so that it can be asked for.
fn global_id(of: &str, id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(format!("{of}:{id}"))
}

#[cfg(test)]
mod tests {
    use domain::ids::{AgencyId, OutboxId, TicketId};
    use serde_json::{Value, json};

    use super::*;
    use crate::outbox::FeedNotice;

    fn sent(topic: &str, payload: Value) -> String {
        let notice = FeedNotice {
            seq: 42,
            topic: topic.to_owned(),
            ticket: Some(TicketId(Uuid::from_u128(7))),
            agency: Some(AgencyId(Uuid::from_u128(1))),
            vendor: None,
            id: OutboxId(Uuid::from_u128(9)),
            at: "2026-03-02T01:00:00.5Z".parse().unwrap(),
            payload,
        };
        of_change(&Change::of(notice).unwrap()).unwrap()
    }

    #[test]
    fn a_body_holds_what_the_feed_tells_and_nothing_else() {
        let payload =
            json!({ "seq": 3, "occurredAt": "2026-03-02T00:59:00Z", "side": "VENDOR", "engineerId": Uuid::nil() });
        let body: Value = serde_json::from_str(&sent("ticket.resolved", payload)).unwrap();
        assert_eq!(
            body,
            json!({
                "type": "ticket.resolved", "timestamp": "2026-03-02T01:00:00.500Z",
                "data": {
                    "seq": 42, "ticketId": "VGlja2V0OjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwNw", "eventSeq": 3,
                    "occurredAt": "2026-03-02T00:59:00Z",
                },
            })
        );
        let payload =
            json!({ "metric": "RESPONSE", "cycle": 1, "level": 80, "dueAt": "2026-03-02T01:30:00Z", "number": "NN-1" });
        let body: Value = serde_json::from_str(&sent("sla.warn", payload.clone())).unwrap();
        let data = json!({
            "seq": 42, "ticketId": body["data"]["ticketId"], "metric": "RESPONSE", "cycle": 1, "level": 80,
            "dueAt": "2026-03-02T01:30:00Z",
        });
        assert_eq!(body["data"], data);
        let body: Value = serde_json::from_str(&sent("sla.breach", payload)).unwrap();
        assert_eq!(body["data"].get("level"), None);
    }

    #[test]
    fn a_body_is_small_whatever_the_message_holds() {
        let payload = json!({ "seq": i64::MAX, "metric": "长".repeat(100_000), "note": "长".repeat(100_000) });
        let longest = format!("ticket.{}", "a".repeat(93));
        assert!(sent(&longest, payload).len() < 20 * 1024);
    }
}
