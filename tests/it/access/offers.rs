//! What each object of the stage may offer, and what it offers nobody.

/// An object of the stage: the node through which it is read, the path to it there, the name of its id, and what may be
/// offered for it, each with its mutation; an empty word stands for the mutation's own name in capitals.
pub struct Object {
    pub node: &'static str,
    pub read: &'static str,
    pub id: &'static str,
    pub offers: &'static [(&'static str, &'static str)],
}

pub const ITSELF: &str = "id availableActions";

pub const OBJECTS: &[Object] = &[
    Object { node: "Agency", read: ITSELF, id: "agencyId", offers: &[("", "updateAgency")] },
    Object { node: "Vendor", read: ITSELF, id: "vendorId", offers: &[("", "updateVendor")] },
    Object {
        node: "ManagedSystem",
        read: ITSELF,
        id: "systemId",
        offers: &[("", "updateManagedSystem"), ("", "raiseTicket"), ("", "fileUncoveredRequest")],
    },
    Object {
        node: "VendorTeam",
        read: ITSELF,
        id: "teamId",
        offers: &[("", "updateVendorTeam"), ("", "addDutyShift"), ("", "addWeeklyDutyShift"), ("", "removeDutyShift")],
    },
    Object {
        node: "EngineerCertificate",
        read: ITSELF,
        id: "certificateId",
        offers: &[("", "withdrawEngineerCertificate")],
    },
    Object {
        node: "ServiceItem",
        read: ITSELF,
        id: "serviceItemId",
        offers: &[("", "reviseServiceItem"), ("", "setServiceItemActive")],
    },
    Object {
        node: "KnowledgeNote",
        read: ITSELF,
        id: "noteId",
        offers: &[
            ("UPDATE", "updateKnowledgeNote"),
            ("PUBLISH", "publishKnowledgeNote"),
            ("RETIRE", "retireKnowledgeNote"),
        ],
    },
    Object {
        node: "SavedView",
        read: ITSELF,
        id: "viewId",
        offers: &[("", "updateView"), ("", "deleteView"), ("", "setDefaultView")],
    },
    Object {
        node: "ReportSchedule",
        read: ITSELF,
        id: "scheduleId",
        offers: &[("", "changeReportSchedule"), ("", "deleteReportSchedule")],
    },
    Object {
        node: "WebhookEndpoint",
        read: ITSELF,
        id: "endpointId",
        offers: &[
            ("", "updateWebhookEndpoint"),
            ("", "rotateWebhookSecret"),
            ("", "setWebhookEndpointActive"),
            ("", "sendTestWebhook"),
            ("", "replayWebhookDeliveries"),
        ],
    },
    Object { node: "WebhookDelivery", read: ITSELF, id: "webhookDeliveryId", offers: &[("", "replayWebhookDelivery")] },
    Object {
        node: "SlaPolicy",
        read: "versions { id availableActions }",
        id: "versionId",
        offers: &[("", "updatePolicyVersion"), ("", "publishPolicyVersion"), ("", "withdrawPolicyVersion")],
    },
    Object { node: "GuardPeriod", read: ITSELF, id: "guardPeriodId", offers: &[("", "withdrawGuardPeriod")] },
    Object {
        node: "ServiceCalendar",
        read: ITSELF,
        id: "calendarId",
        offers: &[("", "reviseCalendar"), ("", "previewCalendarChange")],
    },
    Object {
        node: "CalendarChange",
        read: ITSELF,
        id: "calendarChangeId",
        offers: &[("ACTIVATE", "activateCalendarChange"), ("WITHDRAW", "withdrawCalendarChange")],
    },
    Object {
        node: "ServiceContract",
        read: "quotas { uses { nodes { id availableActions } } }",
        id: "quotaUseId",
        offers: &[("", "decideQuotaUse"), ("", "correctQuotaUse")],
    },
    Object {
        node: "ServiceContract",
        read: "id availableActions: otherActions",
        id: "contractId",
        offers: &[
            ("", "setContractQuotas"),
            ("", "setPaymentPlan"),
            ("", "prepareContractAttachment"),
            ("", "copyContract"),
            ("", "setContractTeam"),
            ("", "bookQuotaUse"),
            ("", "bookLedgerEntry"),
            ("", "giveManualScore"),
        ],
    },
    Object {
        node: "ServiceContract",
        read: "attachments { nodes { id availableActions } }",
        id: "attachmentId",
        offers: &[("", "withdrawContractAttachment")],
    },
    Object {
        node: "Ticket",
        read: "links { id availableActions }",
        id: "linkId",
        offers: &[("", "withdrawTicketLink")],
    },
    Object { node: "Ticket", read: "workLog { id availableActions }", id: "entryId", offers: &[("", "reverseWork")] },
    Object {
        node: "Ticket",
        read: "pauses { id availableActions }",
        id: "pauseId",
        offers: &[("", "acceptPause"), ("", "rejectPause"), ("", "resumeTicket")],
    },
    Object {
        node: "Ticket",
        read: "visits { id availableActions }",
        id: "visitId",
        offers: &[("CHECK_OUT", "checkOutVisit"), ("ACCEPT", "acceptVisit"), ("DISPUTE", "disputeVisit")],
    },
    Object {
        node: "Ticket",
        read: "corrections { id availableActions }",
        id: "correctionId",
        offers: &[("APPROVE", "approveCorrection"), ("REJECT", "rejectCorrection")],
    },
    Object {
        node: "ServiceExclusion",
        read: ITSELF,
        id: "exclusionId",
        offers: &[("APPROVE", "approveServiceExclusion"), ("REJECT", "rejectServiceExclusion")],
    },
    Object {
        node: "RankingPublication",
        read: ITSELF,
        id: "rankingId",
        offers: &[
            ("REDRAFT", "redraftRanking"),
            ("ANNOUNCE", "announceRanking"),
            ("OBJECT", "objectToRanking"),
            ("ANSWER", "answerObjection"),
            ("PUBLISH", "publishRanking"),
            ("CORRECT", "correctRanking"),
        ],
    },
    Object {
        node: "BreachDispute",
        read: ITSELF,
        id: "disputeId",
        offers: &[
            ("WITHDRAW", "withdrawDispute"),
            ("DECIDE", "decideDispute"),
            ("ACCEPT", "acceptDecision"),
            ("ESCALATE", "escalateDispute"),
            ("ATTACH", "prepareDisputeAttachment"),
        ],
    },
    Object {
        node: "BreachDispute",
        read: "ticket { clocks { id availableActions } }",
        id: "clockId",
        offers: &[("APPEAL", "appealBreach")],
    },
    Object {
        node: "InspectionPlan",
        read: ITSELF,
        id: "planId",
        offers: &[
            ("CHANGE", "changeInspectionPlan"),
            ("SUSPEND", "suspendInspectionPlan"),
            ("RESUME", "resumeInspectionPlan"),
            ("END", "endInspectionPlan"),
        ],
    },
    Object {
        node: "InspectionChecklist",
        read: ITSELF,
        id: "inspectionChecklistId",
        offers: &[("", "reviseInspectionChecklist"), ("", "setInspectionChecklistActive")],
    },
    Object {
        node: "AssessmentPeriod",
        read: ITSELF,
        id: "assessmentId",
        offers: &[
            ("RESCORE", "rescoreAssessment"),
            ("COMMENT", "commentAssessment"),
            ("SEND_BACK", "sendBackAssessment"),
            ("DECIDE", "decideAssessment"),
            ("OBJECT", "objectToAssessment"),
            ("SIGN", "signAssessment"),
            ("CORRECT", "correctAssessment"),
        ],
    },
    Object {
        node: "LedgerEntry",
        read: ITSELF,
        id: "ledgerEntryId",
        offers: &[("", "strikeLedgerEntry"), ("", "appealLedgerEntry")],
    },
    Object {
        node: "ManualScore",
        read: ITSELF,
        id: "manualScoreId",
        offers: &[("", "reviewManualScore"), ("", "appealManualScore")],
    },
    Object {
        node: "Statement",
        read: ITSELF,
        id: "statementId",
        offers: &[("APPROVE", "approveStatement"), ("REJECT", "rejectStatement"), ("WITHDRAW", "withdrawStatement")],
    },
    Object {
        node: "CreditTerms",
        read: ITSELF,
        id: "creditTermsId",
        offers: &[("", "acceptCreditTerms"), ("", "rejectCreditTerms")],
    },
    // On hold, and solved.
    Object { node: "Ticket", read: ITSELF, id: "ticketId", offers: TICKET },
    Object { node: "Ticket", read: ITSELF, id: "otherTicketId", offers: TICKET },
    Object {
        node: "SlaPolicy",
        read: ITSELF,
        id: "policyId",
        offers: &[("", "addPolicyVersion"), ("", "retirePolicy")],
    },
    Object { node: "User", read: "roles { id availableActions }", id: "grantId", offers: &[("", "withdrawRole")] },
    Object {
        node: "User",
        read: ITSELF,
        id: "userId",
        offers: &[("", "addExpert"), ("", "grantRole"), ("", "resetPassword"), ("", "setUserActive")],
    },
];

/// Words of `ObjectAction` that no object of the stage is tried with: stories of their own try them.
pub const UNTRIED: [&str; 8] = [
    "ADD_ENGINEER_CERTIFICATE",
    "DRAW_REVIEWERS",
    "ISSUE_ACCESS_TOKEN",
    "REVOKE_ACCESS_TOKEN",
    "SET_ENGINEER_SKILLS",
    "START_PILOT",
    "UPDATE_EXPERT",
    "WITHDRAW_TICKET_ATTACHMENT",
];

/// Every word of a ticket, with what it stands for.
pub const TICKET: &[(&str, &str)] = &[
    ("ASSIGN", "assignTicket"),
    ("ROUTE", "routeTicket"),
    ("ACKNOWLEDGE", "acknowledgeTicket"),
    ("ARRIVE", "recordArrival"),
    ("HOLD", "holdTicket"),
    ("RESUME", "resumeTicket"),
    ("DECIDE_PAUSE", "acceptPause"),
    ("DECIDE_PAUSE", "rejectPause"),
    ("ADD_EVIDENCE", "addPauseEvidence"),
    ("RESTORE", "recordRestoration"),
    ("REPORT_PROGRESS", "reportProgress"),
    ("COMMENT", "commentTicket"),
    ("LINK", "linkTickets"),
    ("MODERATE", "watchTicket"),
    ("LOG_WORK", "logWork"),
    ("CHANGE_PRIORITY", "changePriority"),
    ("DECLARE_MAJOR", "declareMajorIncident"),
    ("MARK_DUPLICATE", "markTicketDuplicate"),
    ("SUBMIT_PLAN", "submitChangePlan"),
    ("DECIDE_PLAN", "approveChangePlan"),
    ("DECIDE_PLAN", "rejectChangePlan"),
    ("PROPOSE_END", "proposeTicketEnd"),
    ("PROPOSE_END", "withdrawTicketEnd"),
    ("DECIDE_END", "acceptTicketEnd"),
    ("DECIDE_END", "rejectTicketEnd"),
    ("PROPOSE_HAND_OVER", "proposeHandOver"),
    ("PROPOSE_HAND_OVER", "withdrawHandOver"),
    ("DECIDE_HAND_OVER", "acceptHandOver"),
    ("DECIDE_HAND_OVER", "declineHandOver"),
    ("VISIT", "checkInVisit"),
    ("VISIT", "checkOutVisit"),
    ("SIGN_VISIT", "acceptVisit"),
    ("SIGN_VISIT", "disputeVisit"),
    ("PROPOSE_CORRECTION", "proposeCorrection"),
    ("DECIDE_CORRECTION", "approveCorrection"),
    ("DECIDE_CORRECTION", "rejectCorrection"),
    ("RESOLVE", "resolveTicket"),
    ("RATE", "rateTicket"),
    ("RATE_COOPERATION", "rateCooperation"),
    ("REOPEN", "reopenTicket"),
    ("REJECT_SOLUTION", "rejectSolution"),
    ("CONFIRM", "confirmTicket"),
    ("CANCEL", "cancelTicket"),
];

/// What the stage offers nobody, by the name of the object's id: it is over, or has yet to come, or is of another kind.
pub const UNOFFERED: &[(&str, &str)] = &[
    ("systemId", "FILE_UNCOVERED_REQUEST"),
    ("noteId", "PUBLISH"),
    ("planId", "RESUME"),
    ("versionId", "UPDATE_POLICY_VERSION PUBLISH_POLICY_VERSION WITHDRAW_POLICY_VERSION"),
    ("quotaUseId", "CORRECT_QUOTA_USE"),
    // Its scheme has neither a ledger nor criteria that people score.
    ("contractId", "SET_CONTRACT_QUOTAS BOOK_LEDGER_ENTRY GIVE_MANUAL_SCORE"),
    // Nobody has reviewed it.
    ("manualScoreId", "APPEAL_MANUAL_SCORE"),
    ("visitId", "ACCEPT DISPUTE"),
    ("disputeId", "ACCEPT ESCALATE"),
    ("assessmentId", "RESCORE COMMENT SEND_BACK DECIDE OBJECT SIGN"),
    ("creditTermsId", "ACCEPT_CREDIT_TERMS REJECT_CREDIT_TERMS"),
    ("rankingId", "ANNOUNCE OBJECT PUBLISH CORRECT"),
    (
        "ticketId",
        "ACKNOWLEDGE ARRIVE CONFIRM REJECT_SOLUTION REOPEN CANCEL RATE SUBMIT_PLAN DECIDE_PLAN RATE_COOPERATION \
         SIGN_VISIT DECIDE_HAND_OVER",
    ),
    (
        "otherTicketId",
        "ASSIGN ROUTE ACKNOWLEDGE ARRIVE HOLD RESUME DECIDE_PAUSE ADD_EVIDENCE RESTORE REPORT_PROGRESS RESOLVE REOPEN \
         CANCEL CHANGE_PRIORITY DECLARE_MAJOR MARK_DUPLICATE SUBMIT_PLAN DECIDE_PLAN PROPOSE_END DECIDE_END \
         PROPOSE_HAND_OVER DECIDE_HAND_OVER SIGN_VISIT DECIDE_CORRECTION",
    ),
];
