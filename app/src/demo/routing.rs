//! Where the demo's work goes: two teams a vendor, a system of Nanning that no contract covers, and a request for it.

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::{SystemId, TeamId, UncoveredRequestId};
use domain::routing::{FILED_ZONE, UncoveredState, number_prefix};
use domain::ticket::{Impact, SiteClass, TicketKind, Urgency};
use storage::Transaction;
use storage::entity::{contract_system_team, contract_team, managed_system, vendor_team, vendor_team_member};
use storage::write::{NewUncovered, file_uncovered};

use super::parties::{Parties, Plan, id};
use crate::ticket::raise::binding;
use crate::uncovered::UncoveredView;
use crate::{Op, Result};

/// By lot: the counters, and what stands on the desks.
const TEAMS: [(&str, &str); 2] = [("HALL", "政务大厅保障组"), ("DESK", "门户办公保障组")];
/// Bought this year, and not yet in any contract.
const UNCOVERED: &str = "NN-XCX";
const NANNING: &str = "NNDSJ";

fn team(vendor: &str, code: &str) -> TeamId {
    id("team", &format!("{vendor} {code}"))
}

fn system() -> SystemId {
    id("system", UNCOVERED)
}

impl Parties {
    /// Adds the teams, which of them serves which contract, and the system without one.
    pub(super) fn route(&mut self) {
        let credit_codes: Vec<_> =
            self.rows.vendors.iter().map(|vendor| (vendor.id, vendor.credit_code.clone())).collect();
        for (company, (vendor_id, code)) in self.plan.vendors.iter().zip(&credit_codes) {
            for (lot, (team_code, name)) in TEAMS.into_iter().enumerate() {
                let team_id = team(code, team_code);
                self.rows.teams.push(vendor_team::Model {
                    id: team_id,
                    vendor_id: *vendor_id,
                    code: team_code.to_owned(),
                    name: name.to_owned(),
                    active: true,
                    created_at: self.created_at,
                });
                // The leader is in both, and each engineer in one.
                let engineers = company.engineers.iter().skip(lot).step_by(TEAMS.len()).copied();
                let members = std::iter::once(company.leader).chain(engineers);
                self.rows.members.extend(members.map(|user_id| vendor_team_member::Model { team_id, user_id }));
            }
        }
        for contract in &self.rows.contracts {
            let code = credit_codes.iter().find(|(vendor, _)| *vendor == contract.vendor_id).map(|(_, code)| code);
            let (Some(code), lot) = (code, usize::from(contract.number.ends_with("02"))) else { continue };
            let team_id = team(code, TEAMS[lot].0);
            self.rows.serving.push(contract_team::Model { contract_id: contract.id, team_id });
            // One system of Nanning's second lot is looked after from the counters.
            let covered = self.rows.covered.iter().find(|covered| covered.contract_id == contract.id);
            if let Some(covered) = covered.filter(|_| lot == 1 && contract.number.starts_with(NANNING)) {
                self.rows.serving_systems.push(contract_system_team::Model {
                    contract_id: contract.id,
                    system_id: covered.system_id,
                    team_id: team(code, TEAMS[0].0),
                });
            }
        }
        let Some(nanning) = self.plan.cities.iter().find(|city| city.code == NANNING) else { return };
        self.rows.systems.push(managed_system::Model {
            id: system(),
            agency_id: nanning.id,
            code: UNCOVERED.to_owned(),
            name: "南宁市“爱办事”小程序".to_owned(),
            name_en: Some("Nanning services mini-program".to_owned()),
            system_type: "移动应用".to_owned(),
            protection_level: 2,
            filing_number: None,
            site_class: SiteClass::City,
            active: true,
            created_at: self.as_of - TimeDelta::days(40),
        });
    }
}

/// The request that waits: filed by Nanning's clerk three days before the end.
pub(super) async fn file_request(op: &Op, transaction: &Transaction, plan: &Plan, as_of: Instant) -> Result<()> {
    let Some(nanning) = plan.cities.iter().find(|city| city.code == NANNING) else { return Ok(()) };
    let filed_at = as_of - TimeDelta::days(3);
    let filed_on = filed_at.with_timezone(&FILED_ZONE).date_naive();
    let request = UncoveredView {
        id: id::<UncoveredRequestId>("uncovered request", UNCOVERED),
        number: number_prefix(&nanning.code, filed_on),
        agency_id: nanning.id,
        system_id: system(),
        kind: TicketKind::Incident,
        title: "小程序预约取号后收不到确认消息".to_owned(),
        description: "市民在小程序预约成功后没有收到短信，窗口也查不到预约。".to_owned(),
        impact: Impact::Medium,
        urgency: Urgency::Medium,
        asked_at: filed_at,
        late_reason: None,
        state: UncoveredState::Waiting,
        filed_by: Some(nanning.clerk.0),
        filed_at,
        decided_by: None,
        decided_at: None,
        reason: None,
        ticket_id: None,
    };
    let detail = serde_json::json!({ "systemId": request.system_id, "agencyId": request.agency_id });
    let audit = op.audit("uncovered.file", ("uncovered_request", request.id.0), detail);
    let day = format!("U{}", filed_on.format("%Y%m%d"));
    let new = NewUncovered { request, audit, outbox: None };
    file_uncovered(transaction, new, binding(op, &op.coverage(), &day)).await?;
    Ok(())
}
