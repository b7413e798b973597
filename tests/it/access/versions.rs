//! `expectedVersion`: every mutation that could overwrite somebody's work takes it, and means it.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::allow;
use serde_json::{Value, json};

use super::ask::Asker;
use super::changes::{changed, codes, refusals};
use super::introspected::{Field, Schema};
use super::rules::{Needs, needs};
use super::stage::Stage;
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::{PEOPLE, World};

both! { a_version_that_never_was_changes_nothing }

/// What takes no version, and why. Something new overwrites nothing; make it `expectedVersion` for anything else.
const WITHOUT: &[(&str, &str)] = &[
    (
        "something new, which overwrites nothing",
        "addDutyShift addEngineerCertificate addExpert addPolicyVersion addWeeklyDutyShift appealBreach appealLedgerEntry appealManualScore \
         bookLedgerEntry bookQuotaUse copyContract copyPolicy correctQuotaUse createAgency createCalendar createContract \
         createInspectionChecklist createInspectionPlan createKnowledgeNote createManagedSystem createPolicy \
         createPolicyFromTemplate createReportSchedule createReviewChecklist createScoringScheme createScoringSchemeFromPreset \
         createServiceItem createUser createVendor createVendorTeam createWebhookEndpoint declareGuardPeriod draftRanking drawReviewers \
         fileUncoveredRequest giveManualScore importAgencies importContracts importSystems issueAccessToken logWork \
         prepareContractAttachment prepareDisputeAttachment prepareEvidenceBundle prepareMilestoneAttachment \
         preparePauseEvidence prepareReportDelivery prepareReportFile \
         prepareStatement prepareTicketAttachment previewCalendarChange proposeCreditTerms proposeServiceExclusion raiseInspectionIncident raiseTicket \
         raiseTickets recordInspectionAnswers saveView sendTestWebhook startBacktest watchTicket",
    ),
    (
        "one step of something whose content never changes: the second one is refused by its state",
        "acceptCreditTerms approveServiceExclusion cancelBacktest decideQuotaUse declineReview dismissUncoveredRequest \
         endServiceExclusion fillReviewSeats promotePilot rejectCreditTerms rejectServiceExclusion removeDutyShift \
         replayWebhookDeliveries replayWebhookDelivery reverseWork \
         reviewManualScore revokeAccessToken routeUncoveredRequest strikeLedgerEntry withdrawCalendarChange \
         withdrawContractAttachment withdrawEngineerCertificate withdrawGuardPeriod withdrawPilot withdrawServiceExclusion \
         withdrawTicketAttachment withdrawTicketLink",
    ),
    (
        "one's own, or one's own choice among what is there: the last holds",
        "answerReview changePassword logIn logOut markNotificationsRead refreshSession resetPassword setDefaultView \
         unwatchTicket",
    ),
    ("a choice that is given whole: the last holds", "setContractTeam setEngineerSkills"),
    ("a switch: on or off, of a version that never changes", "setInspectionChecklistActive"),
    ("it names what it was previewed as: its fingerprint is the version", "activateCalendarChange"),
    ("each ticket that it solves is a change of its own, refused by its state", "resolveChildTickets"),
];

/// What the stage has no object for in a state in which the version is looked at.
const UNMET: &[&str] = &[
    "publishKnowledgeNote",
    "publishPolicyVersion",
    "reviseCalendar",
    "reviseInspectionChecklist",
    "reviseServiceItem",
    "startPilot",
    "updateExpert",
    "updatePolicyVersion",
    "withdrawPolicyVersion",
];

/// Of contracts and what hangs on them the version is not left out: the field is as old as they are.
const REQUIRED: [&str; 2] = ["expectedVersion", "version"];

fn own_fields<'s>(schema: &'s Schema, mutation: &Field) -> impl Iterator<Item = &'s str> {
    let [input] = mutation.args.as_slice() else { panic!("{} takes one input", mutation.name) };
    let fields = schema.types[input.of.named()].input_fields.as_deref().unwrap_or_default();
    fields.iter().map(|field| field.name.as_str())
}

/// The names of the fields of a mutation's input, and of its elements.
fn fields(schema: &Schema, mutation: &Field) -> BTreeSet<String> {
    let [input] = mutation.args.as_slice() else { panic!("{} takes one input", mutation.name) };
    let of = |name: &str| schema.types[name].input_fields.as_deref().unwrap_or_default();
    let items = of(input.of.named()).iter().filter(|field| field.name == "items");
    let items = items.flat_map(|items| of(items.of.named())).map(|field| field.name.clone());
    own_fields(schema, mutation).map(str::to_owned).chain(items).collect()
}

#[tokio::test]
async fn every_mutation_takes_the_version_that_was_seen_or_has_a_reason() {
    let schema = Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await;
    let reasons: BTreeMap<&str, &str> =
        WITHOUT.iter().flat_map(|(why, names)| names.split_whitespace().map(|name| (name, *why))).collect();
    let (mut without, mut needless) = (Vec::new(), Vec::new());
    for mutation in schema.mutations() {
        let takes = fields(schema, mutation).iter().any(|field| REQUIRED.contains(&field.as_str()));
        match (takes, reasons.get(mutation.name.as_str())) {
            (false, None) => without.push(&mutation.name),
            (true, Some(_)) => needless.push(&mutation.name),
            _ => {}
        }
    }
    assert_eq!(without, [""; 0], "these could overwrite somebody's work: take `expectedVersion`, or say why not");
    assert_eq!(needless, [""; 0], "these take a version and need no reason");
    let known: BTreeSet<&str> = schema.mutations().iter().map(|field| field.name.as_str()).collect();
    let gone: Vec<_> = reasons.keys().filter(|name| !known.contains(**name)).collect();
    assert!(gone.is_empty(), "there is no such mutation: {gone:?}");
}

async fn a_version_that_never_was_changes_nothing(backend: Backend) {
    let stage = Stage::new(backend).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let asker = Asker::new(schema, &stage);
    let before = stage.written().await;
    let (mut wrong, mut refused, mut asked) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for mutation in schema.mutations() {
        let known = fields(schema, mutation);
        let Needs::Permission(action) = needs(mutation) else { continue };
        let Some(name) = REQUIRED.into_iter().find(|name| known.contains(*name)) else { continue };
        asked.insert(mutation.name.as_str());
        let (document, mut input) = asker.mutation(mutation);
        let own = own_fields(schema, mutation).any(|field| field == name);
        let place = if own { &mut input["input"] } else { &mut input["input"]["items"][0] };
        place[name] = json!(9_000_000);
        for (login, ..) in PEOPLE.iter().filter(|(_, role, ..)| allow(*role, action)) {
            let answer = stage.world.as_(login).gql(&document, input.clone()).await;
            let codes = codes(mutation, &answer);
            if codes.is_empty() || changed(mutation, &answer) {
                wrong.push(format!("{} as {login}: {}", mutation.name, answer.body));
            }
            let looked = |error: &Value| {
                error["code"] == "CONFLICT" || (error["code"] == "INVALID" && error["field"] == "expectedVersion")
            };
            if refusals(mutation, &answer).any(looked) {
                refused.insert(mutation.name.as_str());
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(stage.written().await, before, "a refused change was written");
    let unmet: Vec<&str> = asked.difference(&refused).copied().collect();
    assert_eq!(
        unmet, UNMET,
        "these were refused before anybody looked at the version: the test proves nothing of them"
    );
}
