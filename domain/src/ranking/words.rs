//! The vocabulary of rankings.

use crate::text_enum;

text_enum! {
    /// Who is ranked.
    pub enum RankingKind {
        /// Vendors, by the frozen assessments of their contracts.
        Vendors = "VENDORS",
        /// Agencies, by their own duties.
        Agencies = "AGENCIES",
    }
}

text_enum! {
    /// By what a list is ordered.
    pub enum RankingMeasure {
        /// The score in hundredths of a point: more is better.
        Score = "SCORE",
        /// Mean time from raising to the first assignment in seconds (派单): less is better.
        TimeToAccept = "TIME_TO_ACCEPT",
        /// Mean time from the last solution to the closing in seconds (确认): less is better.
        TimeToConfirm = "TIME_TO_CONFIRM",
        /// Pauses rejected out of pauses decided, in hundredths of a percent: less is better.
        RejectedPauses = "REJECTED_PAUSES",
    }
}

impl RankingMeasure {
    /// Those of a kind of ranking, each a list of its own.
    pub const fn of(kind: RankingKind) -> &'static [Self] {
        match kind {
            RankingKind::Vendors => &[Self::Score],
            RankingKind::Agencies => &[Self::TimeToAccept, Self::TimeToConfirm, Self::RejectedPauses],
        }
    }

    /// Whether a larger figure is the better one.
    pub const fn more_is_better(self) -> bool {
        matches!(self, Self::Score)
    }
}

text_enum! {
    /// The life of a ranking.
    pub enum RankingState {
        /// Worked out; only those who rank see it.
        Draft = "DRAFT",
        /// Whoever is ranked sees where they stand, and may object (公示期).
        Announced = "ANNOUNCED",
        /// Out.
        Published = "PUBLISHED",
    }
}

impl RankingState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Draft => "草拟",
            Self::Announced => "公示中",
            Self::Published => "已公布",
        }
    }
}

text_enum! {
    /// What may be done to a ranking.
    pub enum RankingStep {
        /// Work it out for the first time.
        Draft = "DRAFT",
        /// Work it out again, with what is frozen by now: a new version.
        Redraft = "REDRAFT",
        /// Show whoever is ranked where they stand; the objection period begins.
        Announce = "ANNOUNCE",
        /// Object to where one stands.
        Object = "OBJECT",
        /// Answer an objection.
        Answer = "ANSWER",
        /// Publish it to agencies or to everybody.
        Publish = "PUBLISH",
        /// Begin a new version of what is published; the published one stands until the new one is out.
        Correct = "CORRECT",
    }
}

text_enum! {
    /// What an objection came to.
    pub enum ObjectionOutcome {
        /// It is right: the ranking is worked out again before it is published.
        Accepted = "ACCEPTED",
        /// It is not.
        Rejected = "REJECTED",
    }
}

text_enum! {
    /// Why somebody stands in a list without a rank.
    pub enum UnratedReason {
        /// No assessment of the period is frozen.
        NothingFrozen = "NOTHING_FROZEN",
        /// What is frozen had nothing to rate; nothing was to be done.
        NothingToRate = "NOTHING_TO_RATE",
        /// Less was counted than the ranking asks for.
        TooFew = "TOO_FEW",
    }
}

text_enum! {
    /// How far a rank carries.
    pub enum Confidence {
        /// Nothing speaks against it.
        High = "HIGH",
        /// Something is missing or mixed: read the notes.
        Medium = "MEDIUM",
        /// Little was counted: one event more or less moves it.
        Low = "LOW",
    }
}

text_enum! {
    /// What a reader of a rank should know.
    pub enum ConfidenceNote {
        /// Fewer than thirty were counted.
        FewCounted = "FEW_COUNTED",
        /// Some contract, or some part of the period, is not frozen or was not rated.
        PartOfPeriod = "PART_OF_PERIOD",
        /// The contracts were scored by more than one scheme.
        SeveralSchemes = "SEVERAL_SCHEMES",
    }
}
