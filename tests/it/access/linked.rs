//! Another ticket of Nanning, linked to the first, asked for of the catalogue and solved with a knowledge note.

use serde_json::{Value, json};

use super::stage::global;
use crate::support::world::World;

/// Names and texts that stand nowhere else.
pub const OTHER_TITLE: &str = "仙葫分节点也中断";
pub const ITEM: &str = "节点巡检与修复";
pub const NOTE: &str = "换光模块前先看光功率";

/// Writes them: their global ids, by the names that arguments and input fields have.
pub async fn linked(world: &World, ids: &[(&'static str, String)], first: &str) -> Vec<(&'static str, String)> {
    let id = |name: &str| ids.iter().find(|(of, _)| *of == name).map(|(_, id)| id.clone());
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let field = json!({ "key": "site", "label": "机房", "type": "CHOICE", "choices": ["甲", "乙"], "min": null });
    let new = json!({
        "ownerId": global("Agency", world.agency("NNDSJ").0), "code": "NN-NODE", "name": ITEM, "kind": "INCIDENT",
        "impact": "HIGH", "urgency": "MEDIUM", "fields": [field],
    });
    let item = world.as_("manager").must("createServiceItem", new, "serviceItem { id }").await;
    let item = text(&item["serviceItem"]["id"]);
    let words = json!({
        "systemId": id("systemId"), "kind": "INCIDENT", "impact": "HIGH", "urgency": "MEDIUM", "title": OTHER_TITLE,
        // Nobody took notice of it in time: see `disputed`.
        "raisedAt": "2026-03-01T16:30:00Z", "lateReason": "夜间无人值守",
        "serviceItemId": item, "answers": [{ "field": "site", "value": "甲" }],
    });
    let raised = world.as_("clerk").must("raiseTicket", words, "ticket { id }").await;
    let other = text(&raised["ticket"]["id"]);
    let operator = world.as_("operator");
    let link = json!({ "ticketId": first, "relation": "RELATES_TO", "otherTicketId": other });
    let linked = operator.must("linkTickets", link, "ticket { links { id } }").await;
    let declared = json!({ "ticketId": other, "reason": "影响全市" });
    operator.must("declareMajorIncident", declared, "").await;
    let new = json!({
        "ownerId": global("Agency", world.agency("NNDSJ").0), "title": NOTE, "body": "先测光功率", "shared": true,
        "systemTypes": ["公文交换"], "serviceItemIds": [item],
    });
    let note = operator.must("createKnowledgeNote", new, "note { id }").await;
    let note = text(&note["note"]["id"]);
    operator.must("publishKnowledgeNote", json!({ "noteId": note }), "").await;
    let engineer = world.as_("engineer");
    engineer.must("acknowledgeTicket", json!({ "ticketId": other }), "").await;
    let solved = json!({ "ticketId": other, "cause": "光模块老化", "solution": "更换", "noteIds": [note] });
    engineer.must("resolveTicket", solved, "").await;
    vec![
        ("linkId", text(&linked["ticket"]["links"][0]["id"])),
        ("ofTicketId", other.clone()),
        ("intoTicketId", other.clone()),
        ("otherTicketId", other),
        ("serviceItemIds", item.clone()),
        ("serviceItemId", item),
        ("noteIds", note.clone()),
        ("noteId", note),
    ]
}
