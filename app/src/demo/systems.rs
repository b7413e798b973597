//! The systems: six in the region and each city, portal and service centre in the counties: 122 service centres in all.

use std::collections::HashMap;

use domain::Instant;
use domain::ids::{AgencyId, SystemId};
use domain::ticket::SiteClass;
use storage::entity::{managed_system, region};
use storage::write::Foundation;

use super::parties::{Bureau, id};
use super::words::Words;

const SERVICE_CENTRE: &str = "ZWFW";
const PORTAL: &str = "MHWZ";
/// Operated together with the service centre; the others go with the portal.
const COUNTER: [&str; 3] = [SERVICE_CENTRE, "XZSP", "DZJC"];
/// Districts that share the hall of their city, so that the region has 122 service centres.
const SHARED_HALL: [&str; 4] = ["450202", "450302", "450403", "450502"];

/// A system and what decides its tickets.
#[derive(Clone, Debug)]
pub(super) struct DemoSystem {
    pub(super) id: SystemId,
    pub(super) agency: AgencyId,
    /// The place of the bureau that signs its contract.
    pub(super) city: usize,
    /// Which of the city's two contracts covers it.
    pub(super) lot: usize,
    /// The place among the sorts of systems.
    pub(super) kind: usize,
    pub(super) name: String,
    pub(super) site_class: SiteClass,
    pub(super) weight: u32,
}

/// Adds the systems to `rows`.
pub(super) fn systems(
    words: &Words,
    regions: &[region::Model],
    bureaus: &HashMap<String, Bureau>,
    created_at: Instant,
    rows: &mut Foundation,
) -> Vec<DemoSystem> {
    let mut systems = Vec::new();
    let mut cities = 0;
    for region in regions {
        let Some(bureau) = bureaus.get(&region.code) else { continue };
        let is_county = region.level == "county";
        cities += usize::from(!is_county);
        for (kind, sort) in words.kinds.iter().enumerate() {
            let served = match sort.code.as_str() {
                SERVICE_CENTRE => !SHARED_HALL.contains(&region.code.as_str()),
                PORTAL => true,
                _ => !is_county,
            };
            if !served {
                continue;
            }
            let code = format!("{}-{}", bureau.code.trim_end_matches("DSJ"), sort.code);
            let system = DemoSystem {
                id: id("system", &code),
                agency: bureau.id,
                city: cities - 1,
                lot: usize::from(!COUNTER.contains(&sort.code.as_str())),
                kind,
                name: format!("{}{}", region.name, sort.name),
                site_class: site_class(region),
                // A county has about a quarter of a city's work.
                weight: if is_county { sort.weight } else { sort.weight * 4 },
            };
            let level = if is_county { 2 } else { sort.level };
            rows.systems.push(managed_system::Model {
                id: system.id,
                agency_id: bureau.id,
                code,
                name: system.name.clone(),
                name_en: region.name_en.as_ref().map(|place| format!("{place} {}", sort.name_en)),
                system_type: sort.type_.clone(),
                protection_level: level,
                // As the police number them: division, unit, year and sequence.
                filing_number: Some(format!("{}99001-22{:03}", region.code, kind + 1)),
                site_class: system.site_class,
                active: true,
                created_at,
            });
            systems.push(system);
        }
    }
    systems
}

/// Districts lie in the seat of their city.
fn site_class(region: &region::Model) -> SiteClass {
    if region.level == "county" && region.kind != "district" { SiteClass::County } else { SiteClass::City }
}
