//! Which objects say what may be done with them.

use std::collections::BTreeSet;

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
    ("SlaVerdict", "settled: facts and decisions on its ticket revise it"),
    ("SlaTarget", "a line of a policy version, which says what may be done"),
    ("ReviewChecklist", "a version never changes: a next one is made"),
    ("ScoringScheme", "a version never changes: a next one is made"),
    ("Notification", "one's own: it is read or unread"),
    ("ReportDelivery", "delivered once: its schedule says what may be done"),
];

#[tokio::test]
async fn every_object_says_what_may_be_done_with_it_or_has_a_reason() {
    let schema = Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await;
    let nodes = schema.nodes();
    let mut silent = BTreeSet::new();
    for (name, of) in schema.types.iter().filter(|(_, of)| of.kind == "OBJECT") {
        let fields = of.fields.as_deref().unwrap_or_default();
        let known = nodes.contains(&name.as_str());
        let identified = fields.iter().any(|field| field.name == "id" && field.of.named() == "ID");
        if (known || identified) && !fields.iter().any(|field| field.name == "availableActions") {
            silent.insert(name.as_str());
        }
    }
    let reasons: BTreeSet<&str> = SILENT.iter().map(|(name, _)| *name).collect();
    assert_eq!(silent, reasons, "clients would have to guess: say `availableActions`, or why not");
}
