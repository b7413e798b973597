//! Why a command was not carried out: a code for programs, a sentence for people in both languages.

use super::{ActorSide, TicketState};
use crate::text_enum;

text_enum! {
    /// The kinds of refusal.
    pub enum RefusalCode {
        /// The ticket's state does not allow it.
        WrongState = "WRONG_STATE",
        /// It has been done, once is enough.
        AlreadyDone = "ALREADY_DONE",
        /// It belongs to the other side of the contract.
        NotYourSide = "NOT_YOUR_SIDE",
        /// A value makes no sense.
        Invalid = "INVALID",
        /// A value is missing or blank.
        Required = "REQUIRED",
        /// A text is too long.
        TooLong = "TOO_LONG",
        /// No such pause on this ticket.
        UnknownPause = "UNKNOWN_PAUSE",
        /// The time given has not come yet.
        InFuture = "IN_FUTURE",
        /// The time given lies before the ticket was raised.
        BeforeRaised = "BEFORE_RAISED",
        /// The time given lies before what it must follow.
        OutOfOrder = "OUT_OF_ORDER",
        /// The time given lies too far back.
        TooOld = "TOO_OLD",
        /// Recording the past needs a reason (E18).
        ReasonRequired = "REASON_REQUIRED",
        /// The policy does not allow a pause for this reason.
        PauseReason = "PAUSE_REASON",
        /// The policy allows no further pause.
        PauseLimit = "PAUSE_LIMIT",
        /// The policy gives the decision to another role.
        NotYourRole = "NOT_YOUR_ROLE",
        /// The policy allowed reopening until a day that has passed (E32).
        ReopenWindow = "REOPEN_WINDOW",
        /// Tickets of this kind have no such step.
        WrongKind = "WRONG_KIND",
        /// The plan of the change is not approved.
        PlanNotApproved = "PLAN_NOT_APPROVED",
        /// There is no plan, or no proposal, to decide about.
        NothingProposed = "NOTHING_PROPOSED",
        /// Nobody decides about what they, or their side, proposed.
        OwnProposal = "OWN_PROPOSAL",
        /// Work has begun: the other side must agree.
        ConsentNeeded = "CONSENT_NEEDED",
        /// The two tickets cannot be this to each other.
        NotLinkable = "NOT_LINKABLE",
        /// Children of the major incident are not solved.
        ChildrenOpen = "CHILDREN_OPEN",
        /// There are too many of them.
        TooMany = "TOO_MANY",
        /// There is none of that name.
        NotFound = "NOT_FOUND",
        /// The ticket's log has no event at this place whose time may be corrected.
        NotCorrectable = "NOT_CORRECTABLE",
        /// No such correction on this ticket.
        UnknownCorrection = "UNKNOWN_CORRECTION",
        /// No such visit on this ticket.
        UnknownVisit = "UNKNOWN_VISIT",
        /// Nothing was proposed that could be decided.
        NotProposed = "NOT_PROPOSED",
        /// The time for an answer is over.
        Lapsed = "LAPSED",
    }
}

/// A refused command. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{en}")]
pub struct Refusal {
    /// What sort of refusal.
    pub code: RefusalCode,
    /// The input it is about, as GraphQL names it; none when it is about the ticket itself.
    pub field: Option<&'static str>,
    /// The sentence in English.
    pub en: String,
    /// The sentence in Chinese.
    pub zh: String,
}

impl Refusal {
    pub(crate) fn new(
        code: RefusalCode,
        field: Option<&'static str>,
        en: impl Into<String>,
        zh: impl Into<String>,
    ) -> Self {
        Self { code, field, en: en.into(), zh: zh.into() }
    }

    pub(super) fn wrong_state(state: TicketState) -> Self {
        let en = format!("not possible while the ticket is {state}");
        Self::new(RefusalCode::WrongState, None, en, format!("工单处于“{}”状态，不能执行此操作", state.zh()))
    }

    pub(super) fn already(en: &str, zh: &str) -> Self {
        Self::new(RefusalCode::AlreadyDone, None, en, zh)
    }

    pub(super) fn not_your_side(side: ActorSide) -> Self {
        let (en, zh) = match side {
            ActorSide::Vendor => ("this is for the agency to do", "此操作应由采购单位执行"),
            ActorSide::Agency | ActorSide::System => ("this is for the vendor to do", "此操作应由服务商执行"),
        };
        Self::new(RefusalCode::NotYourSide, None, en, zh)
    }
}

impl TicketState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::New => "新建",
            Self::Assigned => "已派单",
            Self::InProgress => "处理中",
            Self::OnHold => "挂起",
            Self::Resolved => "已解决",
            Self::Closed => "已关闭",
            Self::Cancelled => "已取消",
        }
    }
}
