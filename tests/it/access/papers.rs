//! The papers of Nanning's contract: a file, a booking on a quota, a payment milestone.

use app::file::{NewFile, Sent, prepare_contract_attachment, upload};
use app::setup::contract::payment::{NewMilestone, NewPlan, set_payment_plan};
use app::setup::contract::quota::{NewUse, book_quota_use};
use app::setup::contract::{NewAmendment, activate_amendment, create_amendment};
use app::setup::review::ReviewSubject;
use domain::contract::{Quota, QuotaKind, QuotaPeriod, Share};
use domain::ids::ContractId;
use futures_util::stream;

use super::stage::global;
use crate::support::in_force::pass;
use crate::support::world::World;

/// Names and texts that stand nowhere else.
pub const FILE: &str = "盖章合同扫描件.pdf";
pub const VISIT: &str = "机房漏水，连夜到场";
pub const MILESTONE: &str = "首付款三成";

/// Writes them: their global ids, by the names that arguments and input fields have.
pub async fn papers(world: &World) -> Vec<(&'static str, String)> {
    let contract = world.contract("NN-2026");
    quotas(world, contract).await;
    let booked = NewUse {
        contract,
        kind: QuotaKind::Visits,
        quantity: 1,
        occurred_on: "2026-03-02".parse().expect("a date"),
        ticket: None,
        note: Some(VISIT.to_owned()),
    };
    let booked = book_quota_use(&world.op("engineer"), &booked).await.expect("booked");
    let milestone = NewMilestone {
        number: 1,
        name: MILESTONE.to_owned(),
        due_on: Some("2026-06-30".parse().expect("a date")),
        due_state: None,
        share: Share::Rest,
        requirement: "验收单".to_owned(),
    };
    let plan = NewPlan { contract, plan: 0, milestones: vec![milestone] };
    set_payment_plan(&world.op("manager"), &plan).await.expect("a plan");
    let coverage = world.app.coverage();
    let milestone = coverage.contracts[&contract].plan().next().expect("a milestone").row.id;
    vec![
        ("attachmentId", global("Attachment", file(world, contract).await)),
        ("quotaUseId", global("QuotaUse", booked.row.id.0)),
        ("milestoneId", global("PaymentMilestone", milestone.0)),
    ]
}

/// Agreed on by an amendment that changes nothing else, from today on.
async fn quotas(world: &World, contract: ContractId) {
    let version = || world.app.coverage().contracts[&contract].row.version;
    let new = NewAmendment {
        contract,
        version: version(),
        reason: "约定上门次数".to_owned(),
        effective_on: "2026-03-02".parse().expect("a date"),
        ends_on: None,
        amount: None,
        policy: None,
        scheme: None,
        systems: None,
        quotas: Some(vec![Quota { kind: QuotaKind::Visits, period: QuotaPeriod::Month, amount: 4 }]),
    };
    let amendment = create_amendment(&world.op("manager"), &new).await.expect("an amendment");
    pass(&world.system_op(), ReviewSubject::Amendment(amendment)).await;
    activate_amendment(&world.op("supervisor"), amendment, version()).await.expect("agreed");
}

async fn file(world: &World, contract: ContractId) -> uuid::Uuid {
    let bytes = b"%PDF-1.7 a contract";
    let new = NewFile {
        name: FILE.to_owned(),
        media_type: "application/pdf".to_owned(),
        size: i64::try_from(bytes.len()).expect("small"),
        sha256: None,
    };
    let prepared = prepare_contract_attachment(&world.op("manager"), contract, &new).await.expect("announced");
    let body = stream::iter([Ok(bytes)]);
    upload(&world.app, &prepared.token, &Sent::default(), body).await.expect("stored").id.0
}
