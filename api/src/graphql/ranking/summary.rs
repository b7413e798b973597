//! The summary of a ranking for the yearly meeting.

use app::ranking::SummaryView;
use async_graphql::{ID, Object};
use domain::ranking::{GradeCount, RankedRow as Row, RankingMeasure as Measure};

use super::sheet::{RankedRow, RankingChange, UnratedRow};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;

/// A summary of the use case.
pub struct RankingSummary<'a> {
    pub(super) of: SummaryView,
    pub(super) request: &'a Request,
}

impl<'a> RankingSummary<'a> {
    fn rows(&self, rows: &[Row]) -> Vec<RankedRow<'a>> {
        let (measure, request) = (Measure::Score, Some(self.request));
        rows.iter().cloned().map(|of| RankedRow { of, measure, request }).collect()
    }
}

/// The summary of a ranking of vendors for the yearly meeting.
#[Object(serial)]
impl<'a> RankingSummary<'a> {
    /// How many have a rank.
    async fn ranked(&self) -> i64 {
        self.of.of.ranked
    }

    /// Those without, by name.
    #[graphql(complexity = "20 * child_complexity")]
    async fn unrated(&self) -> Vec<UnratedRow<'a>> {
        let (measure, request) = (Measure::Score, Some(self.request));
        self.of.of.unrated.iter().cloned().map(|of| UnratedRow { of, measure, request }).collect()
    }

    /// The first five places, ties of the fifth included.
    #[graphql(complexity = "5 * child_complexity")]
    async fn top(&self) -> Vec<RankedRow<'a>> {
        self.rows(&self.of.of.top)
    }

    /// The last five places, none of the first among them.
    #[graphql(complexity = "5 * child_complexity")]
    async fn bottom(&self) -> Vec<RankedRow<'a>> {
        self.rows(&self.of.of.bottom)
    }

    /// Every grade, the best first, with how many have it.
    #[graphql(complexity = "5 * child_complexity")]
    async fn grades(&self) -> Vec<RankingGradeCount<'_>> {
        let language = self.request.language();
        let grade = |of: &'_ GradeCount| language.choose(of.grade.en.clone(), of.grade.zh.clone());
        self.of.of.grades.iter().map(|of| RankingGradeCount { of, grade: grade(of) }).collect()
    }

    /// Promises judged in the assessments used.
    async fn judged(&self) -> i64 {
        self.of.of.judged
    }

    /// Of these, breached.
    async fn breached(&self) -> i64 {
        self.of.of.breached
    }

    /// What approved statements of the assessments used take off, less what was earned back, in yuan; null without one.
    async fn credits(&self) -> Option<String> {
        self.of.credits.map(|credits| credits.to_string())
    }

    /// The global id of the published ranking of the period before; null when there is none.
    async fn before_id(&self) -> Option<ID> {
        self.of.before.as_ref().map(|row| NodeType::RankingPublication.id(row.id.0))
    }

    /// Who stands elsewhere than in that one; null when there is none.
    #[graphql(complexity = "20 * child_complexity")]
    async fn changes(&self) -> Option<Vec<RankingChange<'a>>> {
        let request = Some(self.request);
        let changes = self.of.of.changes.as_ref()?;
        Some(changes.iter().cloned().map(|of| RankingChange { of, request }).collect())
    }
}

/// A count of the domain.
pub struct RankingGradeCount<'a> {
    of: &'a GradeCount,
    grade: String,
}

/// How many have a grade.
#[Object(serial)]
impl RankingGradeCount<'_> {
    /// The grade, in the language of the request.
    async fn grade(&self) -> &str {
        &self.grade
    }

    /// How many.
    async fn count(&self) -> i64 {
        self.of.count
    }
}
