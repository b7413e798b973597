//! Who can be logged in as.

use domain::access::Role;

use super::LogIn;

/// Where a log-in of the demo belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The region's data bureau.
    Region,
    /// Nanning's bureau, the capital's.
    Nanning,
    /// The vendor of Nanning's service centre.
    Vendor,
    /// The experts' own body, which stands outside the tree.
    Experts,
    Platform,
}

/// Who is drawn as a reviewer.
pub(super) const EXPERT: &str = "expert";

/// One log-in for each role, and an expert; the rest of the demo's people have numbered ones and the same password.
pub(super) const LOG_INS: [LogIn; 12] = [
    log_in("clerk", "韦芳", Role::Reporter, "南宁市报障人"),
    log_in("operator", "黄建华", Role::AgencyOperator, "南宁市运维管理员"),
    log_in("contract", "覃丽萍", Role::ContractManager, "南宁市合同管理员"),
    log_in("supervisor", "陆国栋", Role::AgencySupervisor, "南宁市监督员"),
    log_in("vendor", "李俊杰", Role::VendorManager, "服务商负责人"),
    log_in("engineer", "莫志强", Role::VendorEngineer, "服务商运维工程师"),
    log_in("regulator", "农永康", Role::Regulator, "自治区监管员"),
    log_in("assessor", "梁慧敏", Role::Assessor, "第三方评估员"),
    log_in(EXPERT, "苏文博", Role::Assessor, "合规评审专家"),
    log_in("sysadmin", "陈立新", Role::SystemAdmin, "系统管理员"),
    log_in("secadmin", "罗素云", Role::SecurityAdmin, "安全管理员"),
    log_in("auditadmin", "卢明辉", Role::AuditAdmin, "审计管理员"),
];

const fn log_in(login: &'static str, name: &'static str, role: Role, title: &'static str) -> LogIn {
    LogIn { login, name, role, title }
}

/// Where somebody with this log-in belongs.
pub(super) fn place(log_in: &LogIn) -> Place {
    match log_in.role {
        Role::Assessor if log_in.login == EXPERT => Place::Experts,
        Role::VendorManager | Role::VendorEngineer => Place::Vendor,
        Role::Regulator | Role::Assessor => Place::Region,
        Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin => Place::Platform,
        _ => Place::Nanning,
    }
}
