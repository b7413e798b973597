//! The vocabulary of roles and contracts, mirrored from the domain.

use async_graphql::Enum;

/// What a person is, at one organisation, for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::access::Role")]
pub enum Role {
    /// A clerk who raises tickets and answers for their agency (报障人).
    Reporter,
    /// Runs operation and maintenance at an agency: accepts, rates, decides pauses (运维管理员).
    AgencyOperator,
    /// Answers for contracts, policies, calendars and schemes of an agency (合同管理员).
    ContractManager,
    /// Reads everything of an agency and of those below it (监督员).
    AgencySupervisor,
    /// Leads a vendor's team (服务商负责人).
    VendorManager,
    /// Does the work (运维工程师).
    VendorEngineer,
    /// An outside assessor (第三方评估员): reads, and decides the reviews that they were drawn for, nothing else.
    Assessor,
    /// Compares vendors across a region (监管员): reads, never acts.
    Regulator,
    /// Another system, for an agency or a vendor.
    ServiceAccount,
    /// Settings and organisations (系统管理员).
    SystemAdmin,
    /// Users, roles and tokens (安全管理员).
    SecurityAdmin,
    /// Reads the audit log, nothing else (审计管理员).
    AuditAdmin,
}

/// The life of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::ContractState")]
pub enum ContractState {
    /// Being written.
    Draft,
    /// Under compliance review.
    InReview,
    /// Reviewed, not yet in force.
    Approved,
    /// In force within its period.
    Active,
    /// In force but halted by decision.
    Suspended,
    /// Its period is over.
    Expired,
    /// Ended early.
    Terminated,
    /// Ended and accepted by the agency.
    Accepted,
}

/// The life of a policy version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::PolicyState")]
pub enum PolicyState {
    /// May still be edited.
    Draft,
    /// Binds new tickets of a pilot's agencies only; never edited again.
    Pilot,
    /// Binds new tickets; never edited again.
    Published,
    /// Binds no new ticket.
    Retired,
    /// A draft that was taken back and never bound anybody.
    Withdrawn,
}
