//! The coverage report.

use app::gaps::{AgencyGaps, CoverageGaps};
use async_graphql::{Object, SimpleObject};
use domain::Instant;
use domain::routing::GapCode;

use super::gap::CoverageGap;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, page, page_cost};
use crate::graphql::party::Agency;
use crate::graphql::request::Request;
use crate::graphql::words::CoverageGapCode;

/// Rows of the roll-up at most: a level of the tree is far smaller.
const ROWS_MAX: usize = 500;

/// A report of the use case.
pub struct CoverageReport<'a> {
    pub of: CoverageGaps,
    pub request: &'a Request,
}

/// How many findings of one kind there are.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct CoverageGapCount {
    /// What sort of finding.
    code: CoverageGapCode,
    /// How many.
    count: i64,
}

impl CoverageGapCount {
    fn all(counts: &[(GapCode, i64)]) -> Vec<Self> {
        counts.iter().map(|(code, count)| Self { code: (*code).into(), count: *count }).collect()
    }
}

/// What coverage lacks, over the agencies, contracts and requests that you may see. Needs report.view.
#[Object(serial)]
impl<'a> CoverageReport<'a> {
    /// When it was looked at; "today" is the day of this moment in each contract's zone.
    async fn as_of(&self) -> Instant {
        self.of.as_of
    }

    /// How far ahead ends were looked for, in days.
    async fn within_days(&self) -> i32 {
        self.of.within_days
    }

    /// How many findings of each kind there are, the most pressing kind first; kinds that do not occur count 0.
    async fn counts(&self) -> Vec<CoverageGapCount> {
        let counts: Vec<_> = GapCode::ALL.iter().map(|code| (*code, self.of.count(*code))).collect();
        CoverageGapCount::all(&counts)
    }

    /// The findings by kind, agency and name. Of requests that wait the 1,000 oldest are named; counts have all of them.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn findings(
        &self,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only findings of these kinds.")] codes: Option<Vec<CoverageGapCode>>,
    ) -> Result<Connection<CoverageGap<'_>>, ApiError> {
        let wanted = |code: GapCode| codes.as_ref().is_none_or(|codes| codes.contains(&code.into()));
        let found = self.of.findings.iter().filter(|finding| wanted(finding.gap.code()));
        let found = found.map(|of| CoverageGap { of, request: self.request });
        page(found, CoverageGap::BY_CODE, first, after.as_deref(), self.request.language())
    }

    /// The findings added up over the agency tree: the agency asked for, or the topmost in your reach, and those right
    /// under each; ask for one of these to go a level down. At most 500 rows.
    async fn agencies(&self) -> Vec<AgencyCoverage<'a>> {
        let rows = self.of.roll_up(self.request.directory()).into_iter().take(ROWS_MAX);
        rows.map(|of| AgencyCoverage { of, request: self.request }).collect()
    }

    /// How many rows the roll-up has.
    async fn agency_total(&self) -> i64 {
        i64::try_from(self.of.roll_up(self.request.directory()).len()).unwrap_or(i64::MAX)
    }
}

/// A row of the roll-up.
pub struct AgencyCoverage<'a> {
    of: AgencyGaps,
    request: &'a Request,
}

/// How many findings an agency has.
#[Object(serial)]
impl<'a> AgencyCoverage<'a> {
    /// The agency.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.of.agency)?, request: self.request })
    }

    /// Its own findings, by kind; kinds that do not occur are left out.
    async fn own(&self) -> Vec<CoverageGapCount> {
        CoverageGapCount::all(&self.of.own)
    }

    /// Those of everything under it and its own together.
    async fn subtree(&self) -> Vec<CoverageGapCount> {
        CoverageGapCount::all(&self.of.subtree)
    }
}
