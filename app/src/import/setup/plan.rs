//! The rows that a set-up adds to what is there.

use domain::contract::{ContractState, PolicyState};
use domain::ids::{
    AgencyId, CalendarId, ContractId, PolicyId, PolicyVersionId, SchemeId, SystemId, TargetId, VendorId, uuid_at,
};
use domain::party::CreditCode;
use domain::sla::{ClockStart, PriorityRule, Reopening, TargetOrigin};
use storage::entity::{
    agency, contract_system, managed_system, service_contract, sla_policy, sla_policy_version, sla_target, vendor,
};
use storage::write::Foundation;
use uuid::Uuid;

use super::Setup;
use crate::Op;
use crate::foundation::{self, duration_columns};
use crate::import::case::digest;

/// What is asked for and what is missing of it.
pub(super) struct Plan<'s> {
    pub(super) op: &'s Op,
    pub(super) setup: &'s Setup,
    pub(super) rows: Foundation,
}

impl Plan<'_> {
    /// An id that follows from the kind of thing and its code.
    fn id<I: From<Uuid>>(&self, kind: &str, code: &str) -> I {
        uuid_at(self.op.now(), digest(&["import", kind, code])).into()
    }

    pub(super) fn agency(&mut self) -> AgencyId {
        let asked = &self.setup.agency;
        let directory = self.op.directory();
        if let Some(known) = directory.agencies.values().find(|agency| agency.short_code == asked.code) {
            return known.id;
        }
        let id = self.id("agency", &asked.code);
        self.rows.agencies.push(agency::Model {
            id,
            short_code: asked.code.clone(),
            name: asked.name.clone(),
            name_en: None,
            region_code: asked.region.clone(),
            parent_id: None,
            supervisor: false,
            active: true,
            created_at: self.op.now(),
        });
        id
    }

    pub(super) fn calendar(&mut self) -> CalendarId {
        let asked = &self.setup.calendar;
        let coverage = self.op.coverage();
        if let Some(known) = coverage.calendars.values().find(|calendar| calendar.code == asked.code) {
            return known.id;
        }
        let id = self.id("calendar", &asked.code);
        let named = (asked.code.as_str(), asked.name.as_str());
        self.rows.calendars.push(foundation::calendar(self.op, id, named, &asked.spec(), "import"));
        id
    }

    pub(super) fn policy(&mut self, calendar: CalendarId) -> PolicyId {
        let asked = &self.setup.policy;
        let coverage = self.op.coverage();
        if let Some(known) = coverage.policies.values().find(|policy| policy.code == asked.code) {
            return known.id;
        }
        let (id, version): (PolicyId, PolicyVersionId) =
            (self.id("policy", &asked.code), self.id("policy version", &asked.code));
        let now = self.op.now();
        self.rows.policies.push(sla_policy::Model {
            id,
            owner_id: None,
            code: asked.code.clone(),
            name: asked.name.clone(),
            published_version_id: Some(version),
            created_at: now,
            base_policy_id: None,
        });
        self.rows.versions.push(sla_policy_version::Model {
            id: version,
            policy_id: id,
            number: 1,
            state: PolicyState::Published,
            clock_start: ClockStart::RaisedAt,
            priority_rule: PriorityRule::FromChange,
            created_at: now,
            published_at: Some(now),
            base_version_id: None,
            stated: None,
            pause_rules: None,
            reopening: Reopening::NewCycle,
            reopen_days: None,
            severity_rules: None,
        });
        for target in &asked.targets {
            let Some(duration) = target.duration() else { continue };
            let name = format!("{} {} {}", asked.code, target.metric, target.priority);
            let (duration_kind, duration_value) = duration_columns(duration);
            let row = sla_target::Model {
                id: self.id::<TargetId>("target", &name),
                version_id: version,
                metric: target.metric,
                priority: target.priority,
                ticket_kind: None,
                site_class: None,
                duration_kind,
                duration_value,
                calendar_id: calendar,
                pausable: target.pausable,
                warn_percent: serde_json::json!([80]),
                escalations: serde_json::json!([]),
                system_type: None,
                protection_from: None,
                protection_to: None,
                guard: false,
                origin: TargetOrigin::Own,
                base_target_id: None,
                override_reason: None,
            };
            self.rows.targets.push(row);
        }
        id
    }

    pub(super) fn vendor(&mut self, number: u32) -> VendorId {
        let asked = &self.setup.vendor;
        let code = credit_code(&asked.name, number);
        let directory = self.op.directory();
        if let Some(known) = directory.vendors.values().find(|vendor| vendor.credit_code == code) {
            return known.id;
        }
        let id = self.id("vendor", &code);
        self.rows.vendors.push(vendor::Model {
            id,
            credit_code: code,
            name: format!("{}{number}", asked.name),
            name_en: None,
            active: true,
            created_at: self.op.now(),
        });
        id
    }

    pub(super) fn system(&mut self, number: u32, agency: AgencyId) -> SystemId {
        let asked = &self.setup.system;
        let code = format!("{}-{number}", asked.code);
        let directory = self.op.directory();
        if let Some(known) = directory.systems.values().find(|system| system.code == code) {
            return known.id;
        }
        let id = self.id("system", &code);
        self.rows.systems.push(managed_system::Model {
            id,
            agency_id: agency,
            code,
            name: format!("{}{number}", asked.name),
            name_en: None,
            system_type: asked.kind.clone(),
            protection_level: asked.protection_level,
            filing_number: None,
            site_class: asked.site_class,
            active: true,
            created_at: self.op.now(),
        });
        id
    }

    pub(super) fn contract(
        &mut self,
        number: u32,
        (agency_id, vendor_id, system_id): (AgencyId, VendorId, SystemId),
        policy_id: PolicyId,
        scheme_id: SchemeId,
    ) {
        let asked = &self.setup.contract;
        let name = format!("{}-{number}", asked.number);
        if self.op.coverage().contracts.values().any(|contract| contract.row.number == name) {
            return;
        }
        let id = self.id::<ContractId>("contract", &name);
        self.rows.contracts.push(service_contract::Model {
            id,
            number: name,
            name: format!("{}{number}", asked.name),
            agency_id,
            vendor_id,
            state: ContractState::Active,
            starts_on: asked.starts_on,
            ends_on: asked.ends_on,
            amount_fen: asked.amount_yuan.saturating_mul(100),
            policy_id,
            scheme_id,
            zone: self.setup.calendar.zone.name().to_owned(),
            created_at: self.op.now(),
            version: 1,
            terminates_on: None,
            notice_days: None,
            renewal_days: None,
            precedence: None,
        });
        self.rows.covered.push(contract_system::Model { contract_id: id, system_id });
    }
}

/// A valid code that belongs to nobody: region 450000 and a body from the vendor's name.
fn credit_code(name: &str, number: u32) -> String {
    let body = hex::encode_upper(&digest(&["vendor", name, &number.to_string()])[..4]);
    CreditCode::complete(&format!("91450000M{body}")).map(String::from).unwrap_or_default()
}
