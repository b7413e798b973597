//! What was stored before targets knew of guard periods, pauses had limits and escalations an address: terms and events
//! as they stand in a database, and what the engine of those days made of them.

use domain::sla::{PolicyTerms, ReplayInput, input_hash, replay};
use domain::ticket::Event;
use serde_json::Value;

use crate::promises::Promises;
use crate::story::local;

const STORED: &str = include_str!("data/before-policy-depth.json");

#[test]
fn e14_what_was_agreed_and_told_in_the_old_format_replays_byte_by_byte() {
    let stored: Value = serde_json::from_str(STORED).unwrap();
    let terms: PolicyTerms = serde_json::from_value(stored["terms"].clone()).unwrap();
    let events: Vec<Event> = serde_json::from_value(stored["events"].clone()).unwrap();
    let Promises { book, pins, .. } = Promises::usual();
    let now = local("2026-03-06 12:00");
    let input = ReplayInput { events: &events, terms: &terms, book: &book, pins: &pins, now };
    assert_eq!(serde_json::to_string(&replay(&input)).unwrap(), stored["clocks"].as_str().unwrap());
    let fingerprint: String = input_hash(&input).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(fingerprint, stored["hash"].as_str().unwrap());
    assert_eq!(serde_json::to_value(&terms).unwrap(), stored["terms"], "and is written as it was");
    assert_eq!(serde_json::to_value(&events).unwrap(), stored["events"]);
}
