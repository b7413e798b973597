//! `availableActions` of every object, as everybody: what is not offered is refused, what is offered is open.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::ask::Asker;
use super::changes::{changed, codes, written};
use super::introspected::Schema;
use super::stage::Stage;
use crate::support::both;
use crate::support::db::{Backend, connect};
use crate::support::world::PEOPLE;

both! { what_is_not_offered_is_refused, what_is_offered_is_open }

/// An object of the stage: the node through which it is read, the path to it there, the name of its id, and what may be
/// offered for it, each with its mutation; an empty word stands for the mutation's own name in capitals.
struct Object {
    node: &'static str,
    read: &'static str,
    id: &'static str,
    offers: &'static [(&'static str, &'static str)],
}

const ITSELF: &str = "id availableActions";

const OBJECTS: &[Object] = &[
    Object { node: "Agency", read: ITSELF, id: "agencyId", offers: &[("", "updateAgency")] },
    Object { node: "Vendor", read: ITSELF, id: "vendorId", offers: &[("", "updateVendor")] },
    Object {
        node: "ManagedSystem",
        read: ITSELF,
        id: "systemId",
        offers: &[("", "updateManagedSystem"), ("", "raiseTicket"), ("", "fileUncoveredRequest")],
    },
    Object { node: "VendorTeam", read: ITSELF, id: "teamId", offers: &[("", "updateVendorTeam")] },
    Object {
        node: "SlaPolicy",
        read: "versions { id availableActions }",
        id: "versionId",
        offers: &[("", "updatePolicyVersion"), ("", "publishPolicyVersion"), ("", "withdrawPolicyVersion")],
    },
    Object { node: "GuardPeriod", read: ITSELF, id: "guardPeriodId", offers: &[("", "withdrawGuardPeriod")] },
    Object {
        node: "ServiceCalendar",
        read: ITSELF,
        id: "calendarId",
        offers: &[("", "reviseCalendar"), ("", "previewCalendarChange")],
    },
    Object {
        node: "CalendarChange",
        read: ITSELF,
        id: "calendarChangeId",
        offers: &[("ACTIVATE", "activateCalendarChange"), ("WITHDRAW", "withdrawCalendarChange")],
    },
    Object {
        node: "ServiceContract",
        read: "quotas { uses { nodes { id availableActions } } }",
        id: "quotaUseId",
        offers: &[("", "decideQuotaUse"), ("", "correctQuotaUse")],
    },
    Object {
        node: "ServiceContract",
        read: "id availableActions: otherActions",
        id: "contractId",
        offers: &[
            ("", "setContractQuotas"),
            ("", "setPaymentPlan"),
            ("", "prepareContractAttachment"),
            ("", "copyContract"),
            ("", "setContractTeam"),
            ("", "bookQuotaUse"),
        ],
    },
    Object {
        node: "ServiceContract",
        read: "attachments { nodes { id availableActions } }",
        id: "attachmentId",
        offers: &[("", "withdrawContractAttachment")],
    },
    Object {
        node: "Ticket",
        read: "pauses { id availableActions }",
        id: "pauseId",
        offers: &[("", "acceptPause"), ("", "rejectPause"), ("", "resumeTicket")],
    },
    Object {
        node: "Ticket",
        read: ITSELF,
        id: "ticketId",
        offers: &[
            ("ASSIGN", "assignTicket"),
            ("ROUTE", "routeTicket"),
            ("ACKNOWLEDGE", "acknowledgeTicket"),
            ("ARRIVE", "recordArrival"),
            ("HOLD", "holdTicket"),
            ("RESTORE", "recordRestoration"),
            ("REPORT_PROGRESS", "reportProgress"),
            ("COMMENT", "commentTicket"),
            ("CHANGE_PRIORITY", "changePriority"),
            ("RESOLVE", "resolveTicket"),
            ("RATE", "rateTicket"),
            ("REOPEN", "reopenTicket"),
            ("REJECT_SOLUTION", "rejectSolution"),
            ("CONFIRM", "confirmTicket"),
            ("CANCEL", "cancelTicket"),
        ],
    },
    Object {
        node: "SlaPolicy",
        read: ITSELF,
        id: "policyId",
        offers: &[("", "addPolicyVersion"), ("", "retirePolicy")],
    },
    Object { node: "User", read: "roles { id availableActions }", id: "grantId", offers: &[("", "withdrawRole")] },
    Object {
        node: "User",
        read: ITSELF,
        id: "userId",
        offers: &[("", "addExpert"), ("", "grantRole"), ("", "resetPassword"), ("", "setUserActive")],
    },
];

/// What an offered action must not be refused with: these say that it was no offer.
const NO_OFFER: [&str; 6] =
    ["FORBIDDEN", "NOT_FOUND", "WRONG_STATE", "ALREADY_DONE", "NOT_YOUR_SIDE", "UNAUTHENTICATED"];

impl Object {
    /// What is offered to somebody now; none to whom it is not shown.
    async fn offered(&self, stage: &Stage, login: &str) -> Option<Vec<String>> {
        let document =
            format!("{{ node(id: \"{}\") {{ ... on {} {{ {} }} }} }}", stage.node(self.node), self.node, self.read);
        let answer = stage.world.as_(login).gql(&document, json!({})).await;
        let words = find(&answer.body["data"], stage.id(self.id))?["availableActions"].as_array()?;
        Some(words.iter().map(|word| word.as_str().expect("a word").to_owned()).collect())
    }

    /// Each word with its mutation.
    fn actions(&self) -> impl Iterator<Item = (String, &'static str)> {
        self.offers.iter().map(|(word, mutation)| match *word {
            "" => (in_capitals(mutation), *mutation),
            word => (word.to_owned(), *mutation),
        })
    }
}

fn in_capitals(mutation: &str) -> String {
    let mut word = String::new();
    for letter in mutation.chars() {
        if letter.is_ascii_uppercase() {
            word.push('_');
        }
        word.push(letter.to_ascii_uppercase());
    }
    word
}

/// The object with this id, wherever it stands.
fn find<'v>(value: &'v Value, id: &str) -> Option<&'v Value> {
    match value {
        Value::Object(fields) if fields.get("id").and_then(Value::as_str) == Some(id) => Some(value),
        Value::Object(fields) => fields.values().find_map(|value| find(value, id)),
        Value::Array(items) => items.iter().find_map(|value| find(value, id)),
        _ => None,
    }
}

async fn what_is_not_offered_is_refused(backend: Backend) {
    let stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let asker = Asker::new(&schema, &stage);
    let db = connect(&stage.world.db.config.url).await;
    let before = written(&db).await;
    let mut wrong = Vec::new();
    for object in OBJECTS {
        for (login, ..) in PEOPLE {
            // Who may not see it is refused by role and place (`changes`), or knows it otherwise.
            let Some(offered) = object.offered(&stage, login).await else { continue };
            for (word, mutation) in object.actions().filter(|(word, _)| !offered.contains(word)) {
                let field = schema.mutations().iter().find(|field| field.name == mutation).expect("a mutation");
                let (document, input) = asker.mutation(field);
                let answer = stage.world.as_(login).gql(&document, input).await;
                if codes(field, &answer).is_empty() || changed(field, &answer) {
                    wrong.push(format!("{word} of {} as {login}: {}", object.id, answer.body));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(written(&db).await, before, "a refused change was written");
    db.close().await.expect("closing");
}

async fn what_is_offered_is_open(backend: Backend) {
    let stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let asker = Asker::new(&schema, &stage);
    let (mut wrong, mut tried) = (Vec::new(), BTreeSet::new());
    for object in OBJECTS {
        for (word, mutation) in object.actions() {
            for (login, ..) in PEOPLE {
                // What was done before may have taken the offer back.
                if !object.offered(&stage, login).await.is_some_and(|offered| offered.contains(&word)) {
                    continue;
                }
                let field = schema.mutations().iter().find(|field| field.name == mutation).expect("a mutation");
                let (document, input) = asker.mutation(field);
                let answer = stage.world.as_(login).gql(&document, input).await;
                // It may be with that engineer, or that team, already.
                let given = |code: &str| code == "ALREADY_DONE" && ["assignTicket", "routeTicket"].contains(&mutation);
                if codes(field, &answer).iter().any(|code| NO_OFFER.contains(&code.as_str()) && !given(code)) {
                    wrong.push(format!("{word} of {} as {login}: {}", object.id, answer.body));
                }
                tried.insert(mutation);
                break;
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(tried.len() > 20, "only {tried:?} were offered to anybody: the test proves too little");
}
