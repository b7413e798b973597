//! The vocabulary of rankings, mirrored from the domain.

use async_graphql::Enum;

/// Who is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::RankingKind")]
pub enum RankingKind {
    /// Vendors, by the frozen assessments of their contracts.
    Vendors,
    /// Agencies, by their own duties.
    Agencies,
}

/// By what a list is ordered, and what its figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::RankingMeasure")]
pub enum RankingMeasure {
    /// The score, 0.00 to 100.00: more is better.
    Score,
    /// Mean time from raising to the first assignment, in seconds round the clock: less is better.
    TimeToAccept,
    /// Mean time from the last solution to the closing, in seconds round the clock: less is better.
    TimeToConfirm,
    /// Pauses rejected out of pauses decided, in per cent with two places: less is better.
    RejectedPauses,
}

/// The life of a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::RankingState")]
pub enum RankingState {
    /// Worked out; only those who rank see it.
    Draft,
    /// Whoever is ranked sees where they stand, and may object.
    Announced,
    /// Out.
    Published,
}

/// What may be done to a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::RankingStep")]
pub enum RankingStep {
    /// draftRanking: worked out for the first time.
    Draft,
    /// redraftRanking: worked out again, a new version.
    Redraft,
    /// announceRanking: the objection period begins.
    Announce,
    /// objectToRanking: somebody objects to where they stand.
    Object,
    /// answerObjection: an objection is answered.
    Answer,
    /// publishRanking: out, to agencies or to everybody.
    Publish,
    /// correctRanking: a new version of what is published is begun.
    Correct,
}

/// What an objection came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::ObjectionOutcome")]
pub enum RankingObjectionOutcome {
    /// It is right: the ranking is worked out again before it is published.
    Accepted,
    /// It is not.
    Rejected,
}

/// Why somebody stands in a list without a rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::UnratedReason")]
pub enum RankingUnratedReason {
    /// No assessment of the period is frozen.
    NothingFrozen,
    /// What is frozen had nothing to rate; nothing was to be done.
    NothingToRate,
    /// Less was counted than the ranking asks for.
    TooFew,
}

/// How far a rank carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::Confidence")]
pub enum RankingConfidence {
    /// Nothing speaks against it.
    High,
    /// Something is missing or mixed: read the notes.
    Medium,
    /// Little was counted: one event more or less moves it.
    Low,
}

/// What a reader of a rank should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ranking::ConfidenceNote")]
pub enum RankingNote {
    /// Fewer than thirty were counted.
    FewCounted,
    /// Some contract, or some part of the period, is not frozen or was not rated.
    PartOfPeriod,
    /// The contracts were scored by more than one scheme.
    SeveralSchemes,
}
