//! Which objects say what may be done with them.

use std::collections::{BTreeMap, BTreeSet};

use super::introspected::Schema;
use crate::support::db::Backend;
use crate::support::world::World;

/// What says nothing, and why.
const SILENT: &[(&str, &str)] = &[
    ("Scorecard", "computed: no mutation changes it"),
    ("TicketLeg", "read from the ticket's log: the ticket says what may be done"),
    ("Inspection", "booked by the platform: its plan and its ticket say what may be done"),
    ("TicketEvent", "append-only"),
    ("PublicRanking", "published: everybody reads it, and its publication says what may be done"),
    ("RankingObjection", "answered once: its publication says what may be done"),
    ("AssessmentAdjustment", "append-only"),
    ("Inspection", "written once when it falls due: its ticket says what may be done"),
    ("SlaVerdict", "settled: facts and decisions on its ticket revise it"),
    ("SlaTarget", "a line of a policy version, which says what may be done"),
    ("ReviewChecklist", "a version never changes: a next one is made"),
    ("ScoringScheme", "a version never changes: a next one is made"),
    ("Notification", "one's own: it is read or unread"),
];

#[tokio::test]
async fn every_object_says_what_may_be_done_with_it_or_has_a_reason() {
    let schema = Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await;
    let reasons: BTreeMap<&str, &str> = SILENT.iter().copied().collect();
    let nodes = schema.nodes();
    let (mut silent, mut needless) = (BTreeSet::new(), BTreeSet::new());
    for (name, of) in schema.types.iter().filter(|(_, of)| of.kind == "OBJECT") {
        let fields = of.fields.as_deref().unwrap_or_default();
        let known = nodes.contains(&name.as_str());
        let identified = fields.iter().any(|field| field.name == "id" && field.of.named() == "ID");
        if !known && !identified {
            continue;
        }
        let says = fields.iter().any(|field| field.name == "availableActions");
        match (says, reasons.get(name.as_str())) {
            (false, None) => _ = silent.insert(name),
            (true, Some(_)) => _ = needless.insert(name),
            _ => {}
        }
    }
    assert_eq!(silent, BTreeSet::new(), "clients would have to guess: say `availableActions`, or why not");
    assert_eq!(needless, BTreeSet::new(), "these say it and need no reason");
    let gone: Vec<_> = reasons.keys().filter(|name| !schema.types.contains_key(**name)).collect();
    assert!(gone.is_empty(), "there is no such type: {gone:?}");
}
