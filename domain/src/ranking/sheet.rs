//! A whole ranking: the sheet that may be published, and the basis that may not.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Candidate, Duties, FrozenPeriod, RankedContract, RankedList, RankingKind, RankingMeasure, VendorBasis,
    duty_candidates, rank, weigh,
};
use crate::ids::{AgencyId, VendorId};
use crate::scorecard::{Period, Scheme};

/// By which rules a ranking was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RankingRules {
    /// Who is ranked.
    pub kind: RankingKind,
    /// Within this agency and everything under it.
    pub agency: AgencyId,
    /// Over which civil dates.
    pub period: Period,
    /// The fewest events that a figure must rest on.
    pub min_sample: i64,
}

/// What may be published: names, ranks, figures, and how far they carry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingSheet {
    /// One a measure.
    pub lists: Vec<RankedList>,
}

impl RankingSheet {
    /// Whether nobody has a rank.
    pub fn is_nothing(&self) -> bool {
        self.lists.iter().all(|list| list.rows.is_empty())
    }

    /// Everybody who stands in it, with or without rank, sorted, each once.
    pub fn subjects(&self) -> Vec<Uuid> {
        let in_list = |list: &RankedList| {
            let rows: Vec<Uuid> = list.rows.iter().map(|row| row.subject).collect();
            rows.into_iter().chain(list.unrated.iter().map(|row| row.subject)).collect::<Vec<_>>()
        };
        let mut all: Vec<Uuid> = self.lists.iter().flat_map(in_list).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The same with the rows of some only: what one of them may see before it is published.
    #[must_use]
    pub fn only(&self, seen: impl Fn(Uuid) -> bool) -> Self {
        let list = |list: &RankedList| RankedList {
            measure: list.measure,
            rows: list.rows.iter().filter(|row| seen(row.subject)).cloned().collect(),
            unrated: list.unrated.iter().filter(|row| seen(row.subject)).cloned().collect(),
        };
        Self { lists: self.lists.iter().map(list).collect() }
    }
}

/// What an agency's place rests on; never published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgencyBasis {
    /// Whose.
    pub agency: AgencyId,
    /// What was counted.
    pub duties: Duties,
}

/// What a ranking rests on; never published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RankingBasis {
    /// By which rules.
    pub rules: RankingRules,
    /// Of vendors, by id.
    pub vendors: Vec<VendorBasis>,
    /// Of agencies, by id.
    pub agencies: Vec<AgencyBasis>,
}

impl RankingBasis {
    /// The same rules and facts have the same one, whatever their order in the database.
    pub fn hash(&self) -> String {
        // A struct of plain values always has a JSON text, and its fields keep their order.
        hex::encode(Sha256::digest(serde_json::to_vec(self).unwrap_or_default()))
    }
}

/// A ranking as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingRecord {
    /// What may be published.
    pub sheet: RankingSheet,
    /// What may not.
    pub basis: RankingBasis,
}

/// Ranks vendors by the frozen assessments of their contracts. Each vendor comes once; the order does not matter.
pub fn rank_vendors(
    rules: RankingRules,
    vendors: Vec<((VendorId, String), Vec<RankedContract>)>,
    frozen: &[FrozenPeriod],
    bands: &Scheme,
) -> RankingRecord {
    let weighed = |(whose, contracts)| weigh(whose, rules.period, contracts, frozen, bands);
    let (candidates, mut basis): (Vec<Candidate>, Vec<VendorBasis>) = vendors.into_iter().map(weighed).unzip();
    basis.sort_unstable_by_key(|of| of.vendor);
    let lists = vec![rank(RankingMeasure::Score, rules.min_sample, candidates)];
    RankingRecord { sheet: RankingSheet { lists }, basis: RankingBasis { rules, vendors: basis, agencies: Vec::new() } }
}

/// Ranks agencies by their duties, one list a duty: there is no honest weight of one against another.
pub fn rank_agencies(rules: RankingRules, mut agencies: Vec<(AgencyId, String, Duties)>) -> RankingRecord {
    agencies.sort_unstable_by_key(|(agency, ..)| *agency);
    let list = |measure: &RankingMeasure| {
        let all = agencies.iter().map(|(agency, name, duties)| (*agency, name.as_str(), *duties));
        rank(*measure, rules.min_sample, duty_candidates(*measure, all))
    };
    let lists = RankingMeasure::of(RankingKind::Agencies).iter().map(list).collect();
    let basis = agencies.iter().map(|(agency, _, duties)| AgencyBasis { agency: *agency, duties: *duties }).collect();
    RankingRecord { sheet: RankingSheet { lists }, basis: RankingBasis { rules, vendors: Vec::new(), agencies: basis } }
}
