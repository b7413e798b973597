//! What somebody may do now with parties, promises, bookings and files, by the rules that the use cases keep, so that
//! clients hold none.

use domain::access::{Action, Role};
use domain::contract::{ContractStep, PolicyState, QuotaUseState, next};
use domain::file::{AttachmentState, FileOwner};
use domain::ids::{AgencyId, ContractId, VendorId};
use storage::entity::inspection_checklist;

use super::contract::payment::takes_a_plan;
use super::contract::quota::{QuotaUseView, available_decision};
use super::guard::GUARD;
use super::reach::{AGENCY, CALENDAR, CONTRACT, POLICY, QUOTA_BOOKING, QUOTA_CORRECTION, SYSTEM, TEAM, VENDOR};
use super::review::may_draw_reviewers;
use crate::catalogue::{ServiceItemView, writable as item_writable};
use crate::credit::{may_decide_credit_terms, may_hold};
use crate::dispatch::{CertificateView, Engineer, manages};
use crate::file::{AttachmentView, may_withdraw};
use crate::inspection::may_write_checklist;
use crate::scorecard::asks_of_people;
use crate::ticket::asked::agency_for;
use crate::ticket::{LinkView, WorkView, may_reverse, may_unlink};
use crate::view::{View, is_own};
use crate::webhook::{Delivery, Endpoint, may_manage, may_replay};
use crate::{
    Agency, Calendar, Contract, CreditTermsDecisionRow, CreditTermsRow, GuardPeriod, Op, Policy, PolicyVersion, Result,
    RoleGrant, System, Team, User,
};

/// Something that may be done with an object: each is named after its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectAction {
    UpdateAgency,
    UpdateVendor,
    SetUserActive,
    ResetPassword,
    GrantRole,
    WithdrawRole,
    AddExpert,
    UpdateExpert,
    UpdateManagedSystem,
    RaiseTicket,
    FileUncoveredRequest,
    UpdateVendorTeam,
    AddPolicyVersion,
    RetirePolicy,
    UpdatePolicyVersion,
    PublishPolicyVersion,
    WithdrawPolicyVersion,
    StartPilot,
    WithdrawGuardPeriod,
    ReviseCalendar,
    PreviewCalendarChange,
    DecideQuotaUse,
    CorrectQuotaUse,
    WithdrawContractAttachment,
    ResumeTicket,
    AcceptPause,
    RejectPause,
    RevokeAccessToken,
    IssueAccessToken,
    SetContractQuotas,
    SetPaymentPlan,
    PrepareContractAttachment,
    CopyContract,
    SetContractTeam,
    BookQuotaUse,
    DrawReviewers,
    BookLedgerEntry,
    StrikeLedgerEntry,
    AppealLedgerEntry,
    AppealManualScore,
    GiveManualScore,
    ReviewManualScore,
    AddDutyShift,
    AddWeeklyDutyShift,
    RemoveDutyShift,
    SetEngineerSkills,
    AddEngineerCertificate,
    WithdrawEngineerCertificate,
    ReviseServiceItem,
    SetServiceItemActive,
    UpdateView,
    DeleteView,
    SetDefaultView,
    ChangeReportSchedule,
    DeleteReportSchedule,
    UpdateWebhookEndpoint,
    RotateWebhookSecret,
    SetWebhookEndpointActive,
    SendTestWebhook,
    ReplayWebhookDeliveries,
    ReplayWebhookDelivery,
    WithdrawTicketLink,
    ReverseWork,
    WithdrawTicketAttachment,
    ReviseInspectionChecklist,
    SetInspectionChecklistActive,
    AcceptCreditTerms,
    RejectCreditTerms,
}

use ObjectAction as A;

/// Those of a list that hold.
fn which<const N: usize>(actions: [(ObjectAction, bool); N]) -> Vec<ObjectAction> {
    actions.into_iter().filter(|(_, possible)| *possible).map(|(action, _)| action).collect()
}

/// With an agency.
pub fn of_agency(op: &Op, row: &Agency) -> Vec<ObjectAction> {
    which([(A::UpdateAgency, AGENCY.write(op, Some(row.id)).is_ok())])
}

/// With a vendor.
pub fn of_vendor(op: &Op) -> Vec<ObjectAction> {
    which([(A::UpdateVendor, op.require(VENDOR.manage).is_ok())])
}

/// With a checklist of inspections.
pub fn of_inspection_checklist(op: &Op, row: &inspection_checklist::Model) -> Vec<ObjectAction> {
    let own = may_write_checklist(op, row);
    which([(A::ReviseInspectionChecklist, own), (A::SetInspectionChecklistActive, own)])
}

/// With a person's account.
pub fn of_user(op: &Op, user: &User) -> Vec<ObjectAction> {
    let own = op.actor().user() == Some(user.id);
    let (managed, granted) = (op.actor().may(Action::UserManage), op.actor().may(Action::RoleManage));
    let unlisted = !op.coverage().experts.contains_key(&user.id);
    which([
        (A::SetUserActive, managed && !own),
        (A::ResetPassword, managed),
        (A::GrantRole, granted),
        (A::AddExpert, op.actor().may(Action::ExpertManage) && unlisted),
        (A::IssueAccessToken, managed && is_machine(op, user)),
    ])
}

/// Tokens are for accounts that hold the role of a service account and no other.
pub(crate) fn is_machine(op: &Op, user: &User) -> bool {
    op.directory().actor(user.id, op.now()).is_some_and(|actor| {
        !actor.grants().is_empty() && actor.grants().iter().all(|grant| grant.role == Role::ServiceAccount)
    })
}

/// With a token of a service account.
pub fn of_access_token(op: &Op) -> Vec<ObjectAction> {
    which([(A::RevokeAccessToken, op.actor().may(Action::UserManage))])
}

/// With an entry of the list of experts.
pub fn of_expert(op: &Op) -> Vec<ObjectAction> {
    which([(A::UpdateExpert, op.actor().may(Action::ExpertManage))])
}

/// With a granted role.
pub fn of_role_grant(op: &Op, row: &RoleGrant) -> Vec<ObjectAction> {
    let over = row.valid_until.is_some_and(|until| until <= op.now());
    let own = op.actor().user() == Some(row.user_id);
    which([(A::WithdrawRole, op.actor().may(Action::RoleManage) && !over && !own)])
}

/// With a managed system: a ticket is raised for it while a contract covers it, and else a request is filed.
pub fn of_system(op: &Op, row: &System) -> Vec<ObjectAction> {
    let asks = row.active && op.actor().may(Action::TicketRaise) && agency_for(op, row.agency_id, None).is_some();
    let covered = op.coverage().contract_for(row.id, op.now()).is_some();
    which([
        (A::UpdateManagedSystem, SYSTEM.write(op, Some(row.agency_id)).is_ok()),
        (A::RaiseTicket, asks && covered),
        (A::FileUncoveredRequest, asks && !covered),
    ])
}

/// With a vendor's team and its roster.
pub fn of_team(op: &Op, team: &Team) -> Vec<ObjectAction> {
    let roster = manages(op, team.row.vendor_id).is_ok();
    which([
        (A::UpdateVendorTeam, TEAM.write_own(op, team.row.vendor_id).is_ok()),
        (A::AddDutyShift, roster),
        (A::AddWeeklyDutyShift, roster),
        (A::RemoveDutyShift, roster),
    ])
}

/// With somebody who works for a vendor.
pub fn of_engineer(op: &Op, of: Engineer) -> Vec<ObjectAction> {
    let kept = manages(op, of.vendor).is_ok() && op.directory().works_for(of.user, of.vendor, op.now());
    which([(A::SetEngineerSkills, kept), (A::AddEngineerCertificate, kept)])
}

/// With a certificate of somebody who works for a vendor.
pub fn of_certificate(op: &Op, row: &CertificateView) -> Vec<ObjectAction> {
    which([(A::WithdrawEngineerCertificate, manages(op, row.vendor_id).is_ok())])
}

/// With an item of the catalogue.
pub fn of_service_item(op: &Op, of: &ServiceItemView) -> Vec<ObjectAction> {
    let writes = op.actor().may(Action::ServiceItemManage) && item_writable(op, of.row.owner_id).is_ok();
    which([(A::ReviseServiceItem, writes), (A::SetServiceItemActive, writes)])
}

/// With a saved view that the actor sees.
pub fn of_view(op: &Op, of: &View) -> Vec<ObjectAction> {
    let own = op.actor().user().is_some_and(|user| is_own(user, of.owner));
    let reads = op.actor().may(Action::TicketView);
    which([(A::UpdateView, reads && own), (A::DeleteView, reads && own), (A::SetDefaultView, reads)])
}

/// With a standing order of a report, which is the actor's own.
pub fn of_report_schedule(op: &Op) -> Vec<ObjectAction> {
    let reads = op.actor().may(Action::ReportView);
    which([(A::ChangeReportSchedule, reads), (A::DeleteReportSchedule, reads)])
}

/// With a webhook endpoint that the actor sees.
pub fn of_webhook_endpoint(op: &Op, of: &Endpoint) -> Vec<ObjectAction> {
    let managed = may_manage(op, of);
    which([
        (A::UpdateWebhookEndpoint, managed),
        (A::RotateWebhookSecret, managed),
        (A::SetWebhookEndpointActive, managed),
        (A::SendTestWebhook, managed && of.active),
        (A::ReplayWebhookDeliveries, managed && of.active),
    ])
}

/// With a delivery to such an endpoint.
pub fn of_webhook_delivery(op: &Op, of: &Delivery) -> Vec<ObjectAction> {
    which([(A::ReplayWebhookDelivery, may_replay(op, of))])
}

/// With a link between two tickets that the actor sees.
pub fn of_ticket_link(op: &Op, of: &LinkView) -> Vec<ObjectAction> {
    which([(A::WithdrawTicketLink, may_unlink(op, of))])
}

/// With an entry of a work log; `reversed` when a counter-entry takes it back.
pub fn of_work_entry(op: &Op, row: &WorkView, reversed: bool) -> Vec<ObjectAction> {
    which([(A::ReverseWork, row.reverses_id.is_none() && !reversed && may_reverse(op, row))])
}

/// With a policy.
pub fn of_policy(op: &Op, row: &Policy) -> Vec<ObjectAction> {
    let writes = POLICY.write(op, row.owner_id).is_ok();
    let retires = row.published_version_id.is_some() && super::policy::resting_on(op, row.id).is_none();
    which([(A::AddPolicyVersion, writes), (A::RetirePolicy, writes && retires)])
}

/// With a version of a policy.
pub fn of_policy_version(op: &Op, policy: &Policy, row: &PolicyVersion) -> Vec<ObjectAction> {
    let drafts = POLICY.write(op, policy.owner_id).is_ok() && row.state == PolicyState::Draft;
    which([
        (A::UpdatePolicyVersion, drafts),
        (A::PublishPolicyVersion, drafts),
        (A::WithdrawPolicyVersion, drafts),
        (A::StartPilot, drafts && policy.published_version_id.is_some()),
    ])
}

/// With a guard period.
pub fn of_guard_period(op: &Op, of: &GuardPeriod) -> Vec<ObjectAction> {
    let open = of.row.withdrawn_at.is_none() && of.row.ends_at > op.now();
    which([(A::WithdrawGuardPeriod, open && GUARD.write(op, Some(of.row.owner_id)).is_ok())])
}

/// With a calendar.
pub fn of_calendar(op: &Op, row: &Calendar) -> Vec<ObjectAction> {
    let writes = CALENDAR.write(op, row.owner_id).is_ok();
    which([(A::ReviseCalendar, writes), (A::PreviewCalendarChange, writes)])
}

/// With a contract, beside the steps of its life.
pub fn of_contract(op: &Op, contract: &Contract) -> Vec<ObjectAction> {
    let row = &contract.row;
    let writes = CONTRACT.write(op, Some(row.agency_id)).is_ok();
    let books = QUOTA_BOOKING.write_as_vendor(op, row.agency_id, row.vendor_id).is_ok();
    let stated = !contract.quotas_on(contract.day(op.now())).1.is_empty();
    let (booked, given) = asks_of_people(op, contract);
    let reached = |action| op.read_scope(action).covers(Some(row.agency_id), None);
    which([
        (A::SetContractQuotas, writes && next(row.state, ContractStep::Update).is_ok()),
        (A::SetPaymentPlan, writes && takes_a_plan(row.state)),
        (A::PrepareContractAttachment, writes),
        (A::CopyContract, writes),
        (A::SetContractTeam, op.read_scope(TEAM.manage).covers(None, Some(row.vendor_id))),
        (A::BookQuotaUse, books && stated),
        (A::BookLedgerEntry, booked && reached(Action::LedgerBook)),
        (A::GiveManualScore, given && reached(Action::ManualScoreGive)),
        (A::DrawReviewers, may_draw_reviewers(op, contract, contract.covers.original.number)),
    ])
}

/// With a booking on the quotas of a contract that the actor sees.
pub fn of_quota_use(op: &Op, contract: &Contract, of: &QuotaUseView) -> Vec<ObjectAction> {
    let (buyer, vendor) = (contract.row.agency_id, contract.row.vendor_id);
    let books = QUOTA_CORRECTION.write_as_vendor(op, buyer, vendor).is_ok();
    which([
        (A::DecideQuotaUse, of.state() == QuotaUseState::Pending && available_decision(op, contract)),
        (A::CorrectQuotaUse, books && of.is_correctable()),
    ])
}

/// With a version of what a contract says of service credits, and the decision about it.
pub async fn of_credit_terms(
    op: &Op,
    row: &CreditTermsRow,
    decided: Option<&CreditTermsDecisionRow>,
) -> Result<Vec<ObjectAction>> {
    let decides = may_decide_credit_terms(op, row, decided);
    let accepts = decides && may_hold(op, row).await?;
    Ok(which([(A::AcceptCreditTerms, accepts), (A::RejectCreditTerms, decides)]))
}

/// With a file that the actor sees: what a vendor handed in is evidence and stays.
/// A file of a ticket is taken back by its own mutation; `ticket` says whose the ticket is.
pub fn of_attachment(op: &Op, row: &AttachmentView, ticket: Option<(AgencyId, VendorId)>) -> Vec<ObjectAction> {
    let coverage = op.coverage();
    let contract = coverage.contracts.get(&ContractId(row.owner_id)).filter(|_| row.owner_type == FileOwner::Contract);
    let writes = contract.is_some_and(|contract| CONTRACT.write(op, Some(contract.row.agency_id)).is_ok());
    let stored = row.state == AttachmentState::Stored;
    let takes_back = ticket.is_some_and(|(agency, vendor)| may_withdraw(op, row, agency, vendor));
    which([(A::WithdrawContractAttachment, stored && writes), (A::WithdrawTicketAttachment, stored && takes_back)])
}
