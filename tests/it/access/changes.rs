//! Every mutation as everybody: refused by role and by tenant, and nothing written.

use std::collections::BTreeSet;

use domain::access::allow;
use serde_json::Value;

use super::ask::Asker;
use super::introspected::{Field, Schema};
use super::rules::{Needs, needs};
use super::stage::{STRANGERS, Stage};
use crate::support::both;
use crate::support::client::Answer;
use crate::support::db::Backend;
use crate::support::world::PEOPLE;

both! { nobody_changes_what_their_role_or_their_place_forbids, every_change_is_open_to_somebody }

/// Refusals that say no more than that.
const DENIED: [&str; 2] = ["FORBIDDEN", "NOT_FOUND"];

/// Tables name nobody's objects but in their rows, each of which has a place of its own: `setup/imports.rs` proves them.
const ROW_BY_ROW: [&str; 2] = ["importSystems", "importContracts"];

/// Open to somebody, but for what the generated input names and nobody has: the scheme of Nanning's contract has no ledger,
/// and so no item of one.
const UNRESOLVED: [&str; 1] = ["bookLedgerEntry"];

async fn nobody_changes_what_their_role_or_their_place_forbids(backend: Backend) {
    let stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let asker = Asker::new(schema, &stage);
    let before = stage.written().await;
    let mut wrong = Vec::new();
    for field in schema.mutations() {
        let Needs::Permission(action) = needs(field) else { continue };
        let (document, input) = asker.mutation(field);
        for (login, role, ..) in PEOPLE {
            // What the county asks for is Nanning's as well.
            let elsewhere = STRANGERS.contains(&login) || login == "county_clerk";
            if allow(role, action) && (!elsewhere || ROW_BY_ROW.contains(&field.name.as_str())) {
                continue;
            }
            let answer = stage.world.as_(login).gql(&document, input.clone()).await;
            let codes = codes(field, &answer);
            if codes.is_empty() || !codes.iter().all(|code| DENIED.contains(&code.as_str())) || changed(field, &answer)
            {
                wrong.push(format!("{} as {login}: {}", field.name, answer.body));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(stage.written().await, before, "a refused change was written");
}

async fn every_change_is_open_to_somebody(backend: Backend) {
    let mut stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let untouched = stage.written().await;
    let (mut closed, mut unresolved) = (Vec::new(), BTreeSet::new());
    for field in schema.mutations() {
        let Needs::Permission(action) = needs(field) else { continue };
        let (document, input) = Asker::new(schema, &stage).mutation(field);
        let (mut heard, mut open) = (Vec::new(), false);
        for (login, ..) in PEOPLE.iter().filter(|(_, role, ..)| allow(*role, action)) {
            let answer = stage.world.as_(login).gql(&document, input.clone()).await;
            if denied(field, &answer) || answer.body.get("errors").is_some() {
                heard.push(format!("{} as {login}: {}", field.name, answer.body));
                continue;
            }
            open = true;
            // What the input names may be somebody else's: their own comment, say.
            if codes(field, &answer).iter().any(|code| DENIED.contains(&code.as_str())) {
                unresolved.insert(field.name.as_str());
                continue;
            }
            unresolved.remove(field.name.as_str());
            break;
        }
        if !open {
            closed.extend(heard);
        }
        // What is allowed may lock people out or end contracts: the next one finds it as it was.
        if stage.written().await != untouched {
            stage = Stage::new(backend).await;
        }
    }
    assert_eq!(closed, [""; 0]);
    assert_eq!(unresolved, BTreeSet::from(UNRESOLVED), "what their generated inputs name, nobody has");
}

/// The codes of the payload and of the top level.
pub fn codes(field: &Field, answer: &Answer) -> Vec<String> {
    let top = answer.body["errors"].as_array().into_iter().flatten();
    let codes =
        refusals(field, answer).map(|error| &error["code"]).chain(top.map(|error| &error["extensions"]["code"]));
    codes.map(|code| code.as_str().unwrap_or_default().to_owned()).collect()
}

/// Whether it was the person that was refused: what an input names and nobody has is no matter of who asks.
fn denied(field: &Field, answer: &Answer) -> bool {
    let said = |error: &Value| DENIED.iter().any(|code| error["code"] == *code) && error["field"].is_null();
    refusals(field, answer).any(said)
}

/// The errors of the payload.
pub fn refusals<'a>(field: &Field, answer: &'a Answer) -> impl Iterator<Item = &'a Value> + use<'a> {
    let payload = &answer.body["data"][&field.name];
    let each = payload["results"].as_array().into_iter().flatten().map(|result| &result["errors"]);
    each.chain([&payload["errors"]]).filter_map(Value::as_array).flatten()
}

/// Whether the payload holds anything but errors.
pub fn changed(field: &Field, answer: &Answer) -> bool {
    let payload = answer.body["data"][&field.name].as_object().into_iter().flatten();
    let nothing = |value: &Value| match value {
        // A result without an error is a change.
        Value::Array(results) => results.iter().all(|of| of["errors"].as_array().is_some_and(|all| !all.is_empty())),
        value => matches!(value, Value::Null | Value::Bool(false)),
    };
    payload.filter(|(name, _)| *name != "errors").any(|(_, value)| !nothing(value))
}
