//! One text for one value: JSON without white space, the fields of every object in the order of their names.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The canonical text of a value.
///
/// # Panics
/// When the value has no JSON text, such as a map whose keys are no text: what bundles hold always has one.
pub fn canonical(value: &impl Serialize) -> Vec<u8> {
    let value = serde_json::to_value(value).expect("plain values with text keys always serialise");
    serde_json::to_vec(&sorted(value)).expect("a JSON value always has a text")
}

/// SHA-256 in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Whatever the map of a JSON object keeps its fields in, they come out in the order they went in or that of their names.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<String, Value> = fields.into_iter().map(|(name, of)| (name, sorted(of))).collect();
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        plain => plain,
    }
}
