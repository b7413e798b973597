//! Typed identifiers: UUIDv7, so that their order is the order of creation.

use uuid::Uuid;

use crate::Instant;

/// The 48-bit time and 74 random bits of a UUIDv7 (RFC 9562 §5.7).
pub fn uuid_at(at: Instant, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier for something created at `at`; `random` comes from the caller's source.
            pub fn new(at: Instant, random: [u8; 10]) -> Self {
                Self(uuid_at(at, random))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        // SeaORM asks it of every primary key; a UUID never comes from a counter.
        #[cfg(feature = "sea-orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// An agency: a public body that buys or supervises services.
    AgencyId,
    /// A vendor: a company that operates systems for agencies.
    VendorId,
    /// A person with a log-in.
    UserId,
    /// A role held by a person at an organisation for a period.
    RoleGrantId,
    /// A government information system under operation and maintenance.
    SystemId,
    /// A contract between an agency and a vendor.
    ContractId,
    /// An amendment of a contract.
    AmendmentId,
    /// A file that hangs on a contract, a milestone or a ticket.
    AttachmentId,
    /// A quota that a version of terms states.
    QuotaId,
    /// A booking on the quotas of a contract.
    QuotaUseId,
    /// A payment milestone of a contract.
    MilestoneId,
    /// A checklist for compliance reviews, one version.
    ChecklistId,
    /// A compliance review.
    ReviewId,
    /// A seat of a review, held by one reviewer.
    SeatId,
    /// A finding that somebody has to mend.
    RectificationId,
    /// A service calendar (a series of revisions).
    CalendarId,
    /// A change of a calendar: a draft, then a revision that clocks follow.
    CalendarChangeId,
    /// An SLA policy (a series of versions).
    PolicyId,
    /// One immutable version of an SLA policy.
    PolicyVersionId,
    /// One promised number of a policy version.
    TargetId,
    /// A guard period: dated stricter targets.
    GuardPeriodId,
    /// A ticket.
    TicketId,
    /// A team of a vendor.
    TeamId,
    /// A request for a system that no contract covers.
    UncoveredRequestId,
    /// A view of tickets that somebody saved.
    ViewId,
    /// A standing order of a report.
    ReportScheduleId,
    /// What was delivered of one for one of its times.
    ReportDeliveryId,
    /// One event of a ticket's log.
    EventId,
    /// A pause of a ticket.
    PauseId,
    /// One measured promise of a ticket: metric, cycle and sequence.
    ClockId,
    /// An alarm of a clock.
    AlarmId,
    /// One revision of a clock's verdict.
    VerdictId,
    /// A clock's move to another calendar revision.
    ClockRevisionId,
    /// A scoring scheme version.
    SchemeId,
    /// A scorecard.
    ScorecardId,
    /// An entry of a contract's deduction ledger.
    LedgerEntryId,
    /// A score that somebody gave for a criterion and a period.
    ManualScoreId,
    /// A back-test: closed tickets judged once more by a candidate.
    BacktestId,
    /// A pilot: a policy version that binds at some agencies for a time.
    PilotId,
    /// A message on its way out.
    OutboxId,
    /// An entry of the audit log.
    AuditId,
    /// A refresh token.
    RefreshTokenId,
    /// A link between two tickets.
    TicketLinkId,
    /// An item of the service catalogue.
    ServiceItemId,
    /// A knowledge note.
    NoteId,
    /// An entry of a ticket's work log.
    WorkEntryId,
    /// A notification in somebody's inbox.
    NotificationId,
    /// A token of a service account.
    AccessTokenId,
    /// A proposal to correct a recorded time.
    CorrectionId,
    /// A visit of the vendor to the site.
    VisitId,
    /// A maintenance window or force majeure over many tickets.
    ExclusionId,
    /// A leg of a ticket: the time for which one vendor had it.
    LegId,
    /// A shift of a duty roster.
    ShiftId,
    /// A certificate of somebody who works for a vendor.
    CertificateId,
    /// A plan of recurring inspections.
    InspectionPlanId,
    /// A checklist of inspections (a series of versions).
    InspectionChecklistId,
    /// One inspection of a plan: a date and a system.
    OccurrenceId,
    /// An answer to an item of a checklist.
    InspectionAnswerId,
    /// One revision of the assessment of a contract over a period.
    AssessmentId,
    /// Points of a closed assessment, booked into a later one.
    AdjustmentId,
    /// A version of what a contract says of service credits.
    CreditTermsId,
    /// A statement of what a period pays.
    StatementId,
    /// A dispute about a breach, a deduction or a score.
    DisputeId,
    /// One step of a dispute.
    DisputeStepId,
    /// A ranking of vendors or agencies over a period.
    RankingId,
    /// An objection to a ranking.
    ObjectionId,
    /// An address of another system to which messages of the feed are delivered.
    WebhookEndpointId,
    /// A message that is delivered to such an address.
    WebhookDeliveryId,
}
