//! The vocabulary of inspections.

use crate::text_enum;

text_enum! {
    /// Where an inspection plan stands.
    pub enum PlanState {
        /// Its inspections are raised when they fall due.
        Active = "ACTIVE",
        /// What falls due is written down as skipped.
        Suspended = "SUSPENDED",
        /// Nothing falls due any more.
        Ended = "ENDED",
    }
}

text_enum! {
    /// What may be done to an inspection plan.
    pub enum PlanStep {
        /// Write it.
        Create = "CREATE",
        /// Let other terms hold from now on.
        Change = "CHANGE",
        /// Let what falls due be skipped for a time.
        Suspend = "SUSPEND",
        /// Go on.
        Resume = "RESUME",
        /// Let nothing fall due any more, for good.
        End = "END",
    }
}

text_enum! {
    /// What happens to a date that is no working day of the calendar (遇节假日).
    pub enum OffDayRule {
        /// Nothing is inspected (跳过).
        Skip = "SKIP",
        /// On the next working day (顺延).
        Next = "NEXT_WORKING_DAY",
        /// On the working day before (提前).
        Previous = "PREVIOUS_WORKING_DAY",
        /// On the date all the same (照常).
        AsIs = "AS_IS",
    }
}

text_enum! {
    /// Where a date of the recurrence came to lie.
    pub enum Placing {
        /// On the date itself.
        OnDay = "ON_DAY",
        /// Later: the date is no working day.
        Later = "LATER",
        /// Earlier: the date is no working day.
        Earlier = "EARLIER",
        /// Nowhere; the cause says why.
        Nowhere = "NOWHERE",
    }
}

text_enum! {
    /// Why an inspection was skipped, or was missed without a ticket.
    pub enum OccurrenceCause {
        /// The date is no working day, and the plan skips those.
        OffDay = "OFF_DAY",
        /// Another date of the plan lies on the same day already.
        SameDay = "SAME_DAY",
        /// There is no working day near enough.
        NoWorkingDay = "NO_WORKING_DAY",
        /// The plan was suspended.
        Suspended = "SUSPENDED",
        /// No contract in force covered the system that day.
        NotCovered = "NOT_COVERED",
        /// The system was out of service.
        OutOfService = "OUT_OF_SERVICE",
        /// The ticket was cancelled before its last day, or because it never was the vendor's.
        Cancelled = "CANCELLED",
        /// The platform stood still until the last day had passed: no ticket could be raised, so no vendor has missed it.
        NotRaised = "NOT_RAISED",
    }
}

impl OccurrenceCause {
    /// The cause in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::OffDay => "非工作日，按计划跳过",
            Self::SameDay => "与本计划另一次巡检同日，合并",
            Self::NoWorkingDay => "附近无工作日",
            Self::Suspended => "计划暂停",
            Self::NotCovered => "当日无生效合同覆盖",
            Self::OutOfService => "系统已停用",
            Self::Cancelled => "工单已取消",
            Self::NotRaised => "平台停机，未能按期生成工单",
        }
    }
}

text_enum! {
    /// Where one inspection of a plan stands.
    pub enum OccurrenceState {
        /// Its ticket is raised and not solved.
        Open = "OPEN",
        /// Done by its last day.
        Done = "DONE",
        /// Done, but after its last day.
        DoneLate = "DONE_LATE",
        /// Not done by its last day.
        Missed = "MISSED",
        /// Nothing was to be done; the cause says why.
        Skipped = "SKIPPED",
    }
}

text_enum! {
    /// What an item of an inspection checklist asks for.
    pub enum InspectionItemKind {
        /// Whether something is as it should be.
        PassFail = "PASS_FAIL",
        /// A measured value.
        Number = "NUMBER",
        /// Words.
        Text = "TEXT",
        /// A picture.
        Photo = "PHOTO",
    }
}

text_enum! {
    /// What came of an item.
    pub enum InspectionOutcome {
        /// As it should be; of a text or a picture: it is there.
        Pass = "PASS",
        /// Not as it should be, or measured out of range.
        Fail = "FAIL",
        /// It does not arise here; a note says why.
        NotApplicable = "NOT_APPLICABLE",
    }
}
