//! What seals cover, and that nothing under one changes without its hash.

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::ids::{AuditId, UserId};

fn at(text: &str) -> Instant {
    format!("2026-03-02T{text}Z").parse().expect("a time")
}

fn bounds() -> (Instant, Instant) {
    (at("01:00:00"), at("02:00:00"))
}

fn entry(number: u128, detail: Value) -> SealedEntry {
    SealedEntry {
        id: AuditId(Uuid::from_u128(number)),
        at: at("01:00:00.000001"),
        actor_id: None,
        actor_name: "system: test".to_owned(),
        action: "role.grant".to_owned(),
        object_type: "user".to_owned(),
        object_id: Some(Uuid::from_u128(9)),
        detail,
    }
}

fn sealed(previous: &str, bounds: (Instant, Instant), entries: &[SealedEntry]) -> (i64, String) {
    let mut sealing = Sealing::begin(previous, bounds);
    entries.iter().for_each(|entry| sealing.add(entry));
    sealing.end()
}

#[test]
fn an_hour_is_sealed_a_quarter_of_an_hour_after_its_end() {
    assert_eq!(hour(at("01:59:59.999999")), at("01:00:00"));
    assert_eq!(hour(at("01:00:00")), at("01:00:00"));
    assert_eq!(hour("1969-12-31T23:59:59Z".parse().expect("a time")).to_rfc3339(), "1969-12-31T23:00:00+00:00");
    assert_eq!(sealable(at("02:14:59.999999")), at("01:00:00"));
    assert_eq!(sealable(at("02:15:00")), at("02:00:00"));
}

#[test]
fn stretches_leave_no_hole() {
    let until = at("06:00:00");
    let ends = |from, first: Option<&str>| stretch(at(from), first.map(at), until);
    assert_eq!(ends("01:00:00", Some("01:59:59")), Some(at("02:00:00")), "an hour with entries");
    assert_eq!(ends("01:00:00", Some("04:00:00")), Some(at("04:00:00")), "hours without any, up to the next with some");
    assert_eq!(ends("01:00:00", Some("06:00:00")), Some(until), "what comes later is not ripe");
    assert_eq!(ends("01:00:00", None), Some(until));
    assert_eq!(ends("05:00:00", None), Some(until));
    assert_eq!(ends("06:00:00", Some("06:00:00")), None);
    assert_eq!(ends("07:00:00", None), None);
}

#[test]
fn the_hash_is_that_of_lines_anybody_can_write() {
    // By `sha256sum`, over the four lines that `Sealing` describes.
    let expected = "0a7fbbebc955fcbfa469093d39bffc09e48cff181786a4b810a06d0a412cd896";
    let one = entry(1, json!({ "b": "一\n", "a": [1, 2] }));
    assert_eq!(sealed("", bounds(), &[one]), (1, expected.to_owned()));
}

#[test]
fn a_difference_is_named() {
    let (entries, hash) = sealed("", bounds(), &[entry(1, json!({}))]);
    let seal = Seal { seq: 1, from: bounds().0, before: bounds().1, entries, previous: String::new(), hash };
    assert_eq!(seal.compare(&(1, seal.hash.clone())), None);
    let compared = |entries: i64| seal.compare(&(entries, "another".to_owned())).expect("a difference").to_string();
    let about = "seal 1, 2026-03-02T01:00:00Z to 2026-03-02T02:00:00Z: entries: 1 sealed,";
    assert_eq!(compared(1), format!("CHANGED {about} 1 found, not the same"));
    assert_eq!(compared(0), format!("MISSING {about} 0 found"));
    assert_eq!(compared(2), format!("ADDED {about} 2 found"));
    assert_eq!(beforehand(&seal, 0), None);
    let before = beforehand(&seal, 3).expect("a difference").to_string();
    assert_eq!(before, "ADDED before seal 1, 2026-03-02T01:00:00Z: entries: 0 sealed, 3 found");
}

#[test]
fn a_seal_follows_the_one_before_it() {
    let (from, before) = bounds();
    let first = Seal { seq: 1, from, before, entries: 0, previous: String::new(), hash: "a".to_owned() };
    let second = Seal { seq: 2, from: before, before: at("03:00:00"), previous: "a".to_owned(), ..first.clone() };
    assert_eq!((first.follows(None), second.follows(Some(&first))), (None, None));
    let broken = |seal: &Seal, last: Option<&Seal>| seal.follows(last).expect("a difference").kind;
    assert_eq!(broken(&second, None), SealFindingKind::ChainBroken);
    for other in [
        Seal { seq: 3, ..second.clone() },
        Seal { from: at("02:30:00"), ..second.clone() },
        Seal { previous: "b".to_owned(), ..second.clone() },
    ] {
        assert_eq!(broken(&other, Some(&first)), SealFindingKind::ChainBroken, "{other:?}");
    }
    assert_eq!(expected(Some(&first), (1, "A")), None, "digits in capitals are the same");
    let other = expected(Some(&first), (1, "b")).expect("a difference").to_string();
    assert_eq!(other, "UNEXPECTED seal 1: b was expected, found a");
    assert_eq!(expected(None, (7, "b")).expect("a difference").to_string(), "UNEXPECTED seal 7: there is none");
}

prop_compose! {
    fn any_entry()(
        micros in 0_i64..3_600_000_000,
        (id, actor, object) in (any::<u128>(), any::<Option<u128>>(), any::<Option<u128>>()),
        (name, action, of) in (".*", "[a-z]{1,8}", "[a-z]{1,8}"),
        (field, text) in (".*", ".*"),
    ) -> SealedEntry {
        SealedEntry {
            id: AuditId(Uuid::from_u128(id)),
            at: bounds().0 + TimeDelta::microseconds(micros),
            actor_id: actor.map(|id| UserId(Uuid::from_u128(id))),
            actor_name: name,
            action,
            object_type: of,
            object_id: object.map(Uuid::from_u128),
            detail: json!({ field: text }),
        }
    }
}

/// The same entry with one column changed.
fn altered(entry: &SealedEntry, column: usize) -> SealedEntry {
    let mut other = entry.clone();
    match column {
        0 => other.id = AuditId(Uuid::from_u128(!entry.id.0.as_u128())),
        1 => other.at += TimeDelta::microseconds(1),
        2 => other.actor_id = if entry.actor_id.is_some() { None } else { Some(UserId(Uuid::nil())) },
        3 => other.actor_name.push('x'),
        4 => other.action.push('x'),
        5 => other.object_type.push('x'),
        6 => other.object_id = if entry.object_id.is_some() { None } else { Some(Uuid::nil()) },
        _ => other.detail = json!([entry.detail]),
    }
    other
}

proptest! {
    #[test]
    fn whatever_becomes_of_the_entries_changes_the_hash(
        entries in prop::collection::vec(any_entry(), 1..6),
        new in any_entry(),
        place in any::<prop::sample::Index>(),
        column in 0_usize..8,
    ) {
        let hash = sealed("", bounds(), &entries).1;
        prop_assert_eq!(&sealed("", bounds(), &entries).1, &hash);
        let later = at("03:00:00");
        let nth = place.index(entries.len());
        let mut others = Vec::new();
        let mut changed = entries.clone();
        changed[nth] = altered(&entries[nth], column);
        others.push(changed);
        let mut missing = entries.clone();
        missing.remove(nth);
        others.push(missing);
        let mut added = entries.clone();
        added.insert(nth, new);
        others.push(added);
        let mut reordered = entries.clone();
        reordered.rotate_left(nth);
        if reordered != entries {
            others.push(reordered);
        }
        for other in others {
            prop_assert_ne!(&sealed("", bounds(), &other).1, &hash, "{:?}", other);
        }
        prop_assert_ne!(&sealed("a", bounds(), &entries).1, &hash);
        prop_assert_ne!(&sealed("", (bounds().0, later), &entries).1, &hash);
    }
}
