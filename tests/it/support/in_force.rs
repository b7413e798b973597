//! Contracts that went the whole way into force, for stories that begin there.

use app::Op;
use app::setup::agency::{NewAgency, create_agency};
use app::setup::contract::{NewContract, activate_contract, approve_contract, create_contract, submit_contract};
use app::setup::review::{Convening, NewExpert, ReviewSubject, add_expert, answer_review, draw_reviewers};
use app::setup::user::{GrantRole, create_account, grant_role};
use domain::access::Role;
use domain::ids::{AgencyId, ContractId, ReviewId, UserId};
use domain::review::{Answered, Checklist, ItemAnswer};

/// The version of a contract that was drafted, handed in and approved.
pub const APPROVED: i64 = 3;
/// The short code of the experts' own body, which stands outside the tree.
pub const EXPERTS: &str = "GXZJK";
/// The experts of every world: as many as sit at most, and some to be drawn for whoever declines.
const PANEL: [&str; 4] = ["reviewer1", "reviewer2", "reviewer3", "reviewer4"];

/// Drafted, handed in, reviewed, approved and put into force by somebody who may do all of it: the platform.
pub async fn in_force(op: &Op, new: &NewContract) -> ContractId {
    let contract = approved(op, new).await;
    activate_contract(op, contract, APPROVED).await.expect("in force");
    contract
}

/// The same, short of force.
pub async fn approved(op: &Op, new: &NewContract) -> ContractId {
    let contract = create_contract(op, new).await.expect("a draft");
    approve(op, contract).await;
    contract
}

/// Hands a fresh draft in, has it reviewed and approves it.
pub async fn approve(op: &Op, contract: ContractId) {
    submit_contract(op, contract, 1).await.expect("handed in");
    pass(op, ReviewSubject::Contract(contract)).await;
    approve_contract(op, contract, 2).await.expect("approved");
}

/// A review by one drawn expert who finds nothing.
pub async fn pass(op: &Op, subject: ReviewSubject) -> ReviewId {
    let op = &op.app().op_system("test");
    panel(op).await;
    let review = draw_reviewers(op, &Convening { subject, count: 1, checklist: None }).await.expect("drawn");
    for reviewer in reviewers(op, review) {
        let reviewer = op.app().op_for(reviewer).expect("an expert");
        answer_review(&reviewer, review, &nothing_found(op, review)).await.expect("answered");
    }
    review
}

/// Those who have still to answer.
pub fn reviewers(op: &Op, review: ReviewId) -> Vec<UserId> {
    let coverage = op.coverage();
    let (_, review) = coverage.review(review).expect("a review");
    let seats = review.seats.iter().filter(|seat| seat.state == domain::review::SeatState::Asked);
    seats.map(|seat| seat.user_id).collect()
}

/// An answer to every item, each of which complies.
pub fn nothing_found(op: &Op, review: ReviewId) -> Vec<Answered> {
    let coverage = op.coverage();
    let (_, review) = coverage.review(review).expect("a review");
    let spec = coverage.checklists[&review.row.checklist_id].spec.clone();
    let checklist: Checklist = serde_json::from_value(spec).expect("a checklist");
    let complies = |item: &str| Answered {
        item: item.to_owned(),
        answer: ItemAnswer::Complies,
        note: None,
        severity: None,
        deadline: None,
    };
    checklist.manual().map(|item| complies(&item.code)).collect()
}

/// The panel of experts, unless it is there.
pub async fn panel(op: &Op) {
    if !op.coverage().experts.is_empty() {
        return;
    }
    let body = NewAgency {
        short_code: EXPERTS.to_owned(),
        name: "专家库".to_owned(),
        name_en: None,
        region_code: "450000".to_owned(),
        parent: None,
        supervisor: false,
    };
    let body = create_agency(op, &body).await.expect("a body of experts");
    for login in PANEL {
        // Nobody logs in as they by a password.
        let user = create_account(op, login, login, "-".to_owned()).await.expect("an account");
        enlist(op, user, body).await;
    }
}

/// Makes somebody an expert.
pub async fn enlist(op: &Op, user: UserId, body: AgencyId) {
    let role = Role::Assessor;
    let held = op.directory().users[&user].grants.iter().any(|grant| grant.role == role);
    if !held {
        let grant = GrantRole { user, role, agency: Some(body), vendor: None, valid_from: None, valid_until: None };
        grant_role(op, &grant).await.expect("a role");
    }
    let new =
        NewExpert { user, organisation: "广西大学".to_owned(), specialities: vec!["网络安全".to_owned()] };
    add_expert(op, &new).await.expect("on the list");
}
