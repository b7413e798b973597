//! Gaps added up over the agency tree: region, city, county.

use domain::ids::AgencyId;
use domain::routing::GapCode;

use super::CoverageGaps;
use crate::Directory;

/// How many gaps an agency has, itself and with everything under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyGaps {
    pub agency: AgencyId,
    /// Kinds that do not occur are left out.
    pub own: Vec<(GapCode, i64)>,
    pub subtree: Vec<(GapCode, i64)>,
}

impl CoverageGaps {
    /// The agency asked for, or the topmost in reach, and those right under each, by short code behind their parent.
    /// Asking for one of these goes a level down.
    pub fn roll_up(&self, directory: &Directory) -> Vec<AgencyGaps> {
        let parent = |agency: &AgencyId| directory.agencies.get(agency).and_then(|row| row.parent_id);
        let is_top = |agency: &&AgencyId| match self.asked {
            Some(asked) => asked == **agency,
            None => !directory.above(**agency).iter().skip(1).any(|above| self.agencies.contains(above)),
        };
        let mut rows = Vec::new();
        for top in self.by_code(directory, self.agencies.iter().filter(is_top)) {
            rows.push(self.of(directory, top));
            let under = self.agencies.iter().filter(|agency| parent(agency) == Some(top));
            rows.extend(self.by_code(directory, under).into_iter().map(|agency| self.of(directory, agency)));
        }
        rows
    }

    fn by_code<'a>(&self, directory: &Directory, agencies: impl Iterator<Item = &'a AgencyId>) -> Vec<AgencyId> {
        let mut agencies: Vec<AgencyId> = agencies.copied().collect();
        agencies.sort_by_key(|agency| directory.agencies.get(agency).map(|row| row.short_code.clone()));
        agencies
    }

    fn of(&self, directory: &Directory, agency: AgencyId) -> AgencyGaps {
        let below = directory.below(agency);
        let count = |code: GapCode, agencies: &[AgencyId]| {
            let counts = agencies.iter().filter_map(|agency| self.own.get(&(*agency, code)));
            (code, counts.sum::<i64>())
        };
        let counts = |agencies: &[AgencyId]| {
            let all = GapCode::ALL.iter().map(|code| count(*code, agencies));
            all.filter(|(_, count)| *count > 0).collect()
        };
        AgencyGaps { agency, own: counts(&[agency]), subtree: counts(&below) }
    }
}
