//! What a report was narrowed to, as facts of its file. In files of reports instants are those of Beijing.

use chrono_tz::Tz;
use domain::Instant;
use domain::access::Action;
use domain::export::FileLanguage;
use domain::ids::{AgencyId, ContractId, SystemId, VendorId};

use super::document::civil;
use super::naming::Names;
use crate::{Op, Sight};

/// Reports go over contracts of several zones: their instants are told in one.
pub(super) const ZONE: Tz = chrono_tz::Asia::Shanghai;

/// Facts being gathered.
pub(super) struct Facts<'o> {
    op: &'o Op,
    language: FileLanguage,
    found: Vec<(String, String)>,
}

impl<'o> Facts<'o> {
    pub fn new(op: &'o Op, language: FileLanguage) -> Self {
        Self { op, language, found: Vec::new() }
    }

    /// One with its label in both languages; none is left out.
    pub fn add(&mut self, en: &str, zh: &str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.found.push((self.language.choose(en, zh).to_owned(), text.into()));
        }
    }

    pub fn time(&mut self, en: &str, zh: &str, at: Option<Instant>) {
        self.add(en, zh, at.map(|at| civil(at, ZONE)));
    }

    /// Whom a report was narrowed to. Of what the actor does not see no name is told: an id alone says nothing of it.
    pub fn parties(
        &mut self,
        (contract, vendor): (Option<ContractId>, Option<VendorId>),
        (agency, system): (Option<AgencyId>, Option<SystemId>),
    ) {
        let (op, coverage, directory) = (self.op, self.op.coverage(), self.op.directory());
        let shown = |name: Option<String>| name.unwrap_or_else(|| "—".to_owned());
        self.add("Contract", "合同", contract.map(|id| shown(Names::of(op).contract(id))));
        let vendor = vendor.map(|id| {
            let seen = Sight::of(op, Action::VendorView, &coverage);
            shown(directory.vendors.get(&id).filter(|row| seen.vendor(row)).map(|row| row.name.clone()))
        });
        self.add("Vendor", "服务商", vendor);
        let agency = agency.map(|id| {
            let seen = Sight::of(op, Action::AgencyView, &coverage);
            shown(directory.agencies.get(&id).filter(|row| seen.agency(row)).map(|row| row.name.clone()))
        });
        self.add("Agency and those under it", "单位及下级", agency);
        let system = system.map(|id| {
            let seen = Sight::of(op, Action::SystemView, &coverage);
            shown(directory.systems.get(&id).filter(|row| seen.system(row)).map(|row| row.name.clone()))
        });
        self.add("System", "系统", system);
    }

    /// The facts, closed by the moment that they are of.
    pub fn finish(mut self) -> Vec<(String, String)> {
        self.time("As of", "数据截至", Some(self.op.now()));
        self.add("Time zone", "时区", Some(ZONE.name()));
        self.found
    }
}
