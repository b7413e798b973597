//! What may be done with an object, mirrored from the use cases.

use async_graphql::Enum;

/// Something that you may do with an object now: each is named after its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::setup::available::ObjectAction")]
pub enum ObjectAction {
    /// updateAgency.
    UpdateAgency,
    /// updateVendor.
    UpdateVendor,
    /// setUserActive.
    SetUserActive,
    /// resetPassword.
    ResetPassword,
    /// grantRole.
    GrantRole,
    /// withdrawRole.
    WithdrawRole,
    /// addExpert.
    AddExpert,
    /// updateExpert.
    UpdateExpert,
    /// updateManagedSystem.
    UpdateManagedSystem,
    /// raiseTicket.
    RaiseTicket,
    /// fileUncoveredRequest: no contract covers it now.
    FileUncoveredRequest,
    /// updateVendorTeam.
    UpdateVendorTeam,
    /// addPolicyVersion.
    AddPolicyVersion,
    /// retirePolicy.
    RetirePolicy,
    /// updatePolicyVersion.
    UpdatePolicyVersion,
    /// publishPolicyVersion.
    PublishPolicyVersion,
    /// withdrawPolicyVersion.
    WithdrawPolicyVersion,
    /// startPilot.
    StartPilot,
    /// withdrawGuardPeriod.
    WithdrawGuardPeriod,
    /// reviseCalendar.
    ReviseCalendar,
    /// previewCalendarChange.
    PreviewCalendarChange,
    /// decideQuotaUse.
    DecideQuotaUse,
    /// correctQuotaUse.
    CorrectQuotaUse,
    /// withdrawContractAttachment.
    WithdrawContractAttachment,
    /// resumeTicket.
    ResumeTicket,
    /// acceptPause.
    AcceptPause,
    /// rejectPause.
    RejectPause,
    /// revokeAccessToken.
    RevokeAccessToken,
    /// issueAccessToken.
    IssueAccessToken,
    /// setContractQuotas.
    SetContractQuotas,
    /// setPaymentPlan.
    SetPaymentPlan,
    /// prepareContractAttachment.
    PrepareContractAttachment,
    /// copyContract.
    CopyContract,
    /// setContractTeam.
    SetContractTeam,
    /// bookQuotaUse.
    BookQuotaUse,
    /// drawReviewers, for the contract itself.
    DrawReviewers,
    /// bookLedgerEntry.
    BookLedgerEntry,
    /// strikeLedgerEntry.
    StrikeLedgerEntry,
    /// appealLedgerEntry.
    AppealLedgerEntry,
    /// appealManualScore.
    AppealManualScore,
    /// giveManualScore.
    GiveManualScore,
    /// reviewManualScore.
    ReviewManualScore,
    /// addDutyShift.
    AddDutyShift,
    /// addWeeklyDutyShift.
    AddWeeklyDutyShift,
    /// removeDutyShift, of any turn of its roster.
    RemoveDutyShift,
    /// setEngineerSkills.
    SetEngineerSkills,
    /// addEngineerCertificate.
    AddEngineerCertificate,
    /// withdrawEngineerCertificate.
    WithdrawEngineerCertificate,
    /// reviseServiceItem.
    ReviseServiceItem,
    /// setServiceItemActive.
    SetServiceItemActive,
    /// updateView.
    UpdateView,
    /// deleteView.
    DeleteView,
    /// setDefaultView.
    SetDefaultView,
    /// changeReportSchedule.
    ChangeReportSchedule,
    /// deleteReportSchedule.
    DeleteReportSchedule,
    /// updateWebhookEndpoint.
    UpdateWebhookEndpoint,
    /// rotateWebhookSecret.
    RotateWebhookSecret,
    /// setWebhookEndpointActive.
    SetWebhookEndpointActive,
    /// sendTestWebhook.
    SendTestWebhook,
    /// replayWebhookDeliveries.
    ReplayWebhookDeliveries,
    /// replayWebhookDelivery.
    ReplayWebhookDelivery,
    /// withdrawTicketLink.
    WithdrawTicketLink,
    /// reverseWork.
    ReverseWork,
    /// withdrawTicketAttachment.
    WithdrawTicketAttachment,
    /// reviseInspectionChecklist.
    ReviseInspectionChecklist,
    /// setInspectionChecklistActive.
    SetInspectionChecklistActive,
    /// acceptCreditTerms.
    AcceptCreditTerms,
    /// rejectCreditTerms.
    RejectCreditTerms,
}

impl ObjectAction {
    /// As the use cases list them.
    pub fn list(actions: Vec<app::setup::available::ObjectAction>) -> Vec<Self> {
        actions.into_iter().map(Self::from).collect()
    }
}
