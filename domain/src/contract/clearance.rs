//! Whether terms may come into force: the one place that asks what a review found.

use super::ContractRefusal;

/// What a compliance review of a contract or an amendment came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewOutcome {
    /// Reviewers have still to answer.
    Undecided,
    /// It saw other terms than these.
    OfOtherTerms,
    /// Nothing stands in the way: findings, if any, are to be rectified.
    Passed,
    /// It must not come into force as it stands.
    Failed,
}

/// Refuses what no review has passed. None: nobody was asked to review it.
pub const fn may_come_into_force(review: Option<ReviewOutcome>) -> Result<(), ContractRefusal> {
    match review {
        Some(ReviewOutcome::Passed) => Ok(()),
        None => Err(ContractRefusal::NoReview),
        Some(ReviewOutcome::Undecided) => Err(ContractRefusal::ReviewUndecided),
        Some(ReviewOutcome::OfOtherTerms) => Err(ContractRefusal::ReviewOfOtherTerms),
        Some(ReviewOutcome::Failed) => Err(ContractRefusal::ReviewFailed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_comes_into_force_that_no_review_has_passed() {
        let code = |review| may_come_into_force(review).map_err(|refusal| refusal.code());
        assert_eq!(code(Some(ReviewOutcome::Passed)), Ok(()));
        assert_eq!(code(None), Err("NO_REVIEW"));
        assert_eq!(code(Some(ReviewOutcome::Undecided)), Err("REVIEW_UNDECIDED"));
        assert_eq!(code(Some(ReviewOutcome::OfOtherTerms)), Err("REVIEW_OF_OTHER_TERMS"));
        assert_eq!(code(Some(ReviewOutcome::Failed)), Err("REVIEW_FAILED"));
    }
}
