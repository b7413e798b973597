//! The vocabulary of access: roles and actions.

use crate::text_enum;

text_enum! {
    /// What a person is, at one organisation, for a period.
    pub enum Role {
        /// A clerk who raises tickets and answers for their agency (报障人).
        Reporter = "REPORTER",
        /// Runs operation and maintenance at an agency: accepts, rates, decides pauses (运维管理员).
        AgencyOperator = "AGENCY_OPERATOR",
        /// Answers for contracts, policies, calendars and schemes of an agency (合同管理员).
        ContractManager = "CONTRACT_MANAGER",
        /// Reads everything of an agency and of those below it (监督员).
        AgencySupervisor = "AGENCY_SUPERVISOR",
        /// Leads a vendor's team (服务商负责人).
        VendorManager = "VENDOR_MANAGER",
        /// Does the work (运维工程师).
        VendorEngineer = "VENDOR_ENGINEER",
        /// An outside assessor (第三方评估员): reads, decides the reviews that they were drawn for and what is
        /// assessed, nothing else.
        Assessor = "ASSESSOR",
        /// Compares vendors across a region (监管员): reads, and ranks what others have decided; never acts.
        Regulator = "REGULATOR",
        /// Another system, for an agency or a vendor.
        ServiceAccount = "SERVICE_ACCOUNT",
        /// Settings and organisations (系统管理员).
        SystemAdmin = "SYSTEM_ADMIN",
        /// Users, roles and tokens (安全管理员).
        SecurityAdmin = "SECURITY_ADMIN",
        /// Reads the audit log, nothing else (审计管理员).
        AuditAdmin = "AUDIT_ADMIN",
    }
}

text_enum! {
    /// Everything that can be asked of the platform and is not open to whoever is logged in.
    pub enum Action {
        /// Read a ticket: events, pauses, clocks, explanation, live changes.
        TicketView = "ticket.view",
        /// Raise a ticket.
        TicketRaise = "ticket.raise",
        /// Give a ticket to a vendor or an engineer.
        TicketAssign = "ticket.assign",
        /// Take notice of it: stops RESPONSE.
        TicketAcknowledge = "ticket.acknowledge",
        /// Record the arrival on site.
        TicketArrive = "ticket.arrive",
        /// Declare a pause.
        TicketHold = "ticket.hold",
        /// End a pause.
        TicketResume = "ticket.resume",
        /// Accept or reject a pause.
        TicketDecidePause = "ticket.decide_pause",
        /// Record that the service works again.
        TicketRestore = "ticket.restore",
        /// Record cause and solution.
        TicketResolve = "ticket.resolve",
        /// Agree with the solution and close.
        TicketConfirm = "ticket.confirm",
        /// Disagree with the solution.
        TicketRejectSolution = "ticket.reject_solution",
        /// Open a closed ticket again.
        TicketReopen = "ticket.reopen",
        /// Withdraw a ticket.
        TicketCancel = "ticket.cancel",
        /// Set impact and urgency, and so the priority.
        TicketChangePriority = "ticket.change_priority",
        /// Rate the service.
        TicketRate = "ticket.rate",
        /// Write a comment.
        TicketComment = "ticket.comment",
        /// Record a progress report: stops the current UPDATE link.
        TicketReportProgress = "ticket.report_progress",
        /// Move a ticket to another team of its vendor.
        TicketRoute = "ticket.route",
        /// Read agencies.
        AgencyView = "agency.view",
        /// Create and change agencies.
        AgencyManage = "agency.manage",
        /// Read vendors.
        VendorView = "vendor.view",
        /// Create and change vendors.
        VendorManage = "vendor.manage",
        /// Read the teams of a vendor and who is in them.
        TeamView = "team.view",
        /// Create and change a vendor's teams, and say which of them serves a contract.
        TeamManage = "team.manage",
        /// Read managed systems.
        SystemView = "system.view",
        /// Create and change managed systems.
        SystemManage = "system.manage",
        /// Read contracts.
        ContractView = "contract.view",
        /// Create and change contracts and what they cover.
        ContractManage = "contract.manage",
        /// Approve contracts and their amendments, and accept the work in the end.
        ContractApprove = "contract.approve",
        /// Read requests for systems that no contract covers.
        UncoveredView = "uncovered.view",
        /// Route such a request once a contract covers its system, or dismiss it.
        UncoveredDecide = "uncovered.decide",
        /// Book visits and hours on the quotas of a contract.
        QuotaBook = "quota.book",
        /// Confirm or reject what was booked.
        QuotaDecide = "quota.decide",
        /// Hand in what a payment milestone asks for.
        PaymentSubmit = "payment.submit",
        /// Read checklists for compliance reviews.
        ChecklistView = "checklist.view",
        /// Write checklists for compliance reviews.
        ChecklistManage = "checklist.manage",
        /// Read the list of experts.
        ExpertView = "expert.view",
        /// Keep the list of experts.
        ExpertManage = "expert.manage",
        /// Read compliance reviews.
        ReviewView = "review.view",
        /// Have reviewers drawn.
        ReviewConvene = "review.convene",
        /// Answer a review that one was drawn for, or decline.
        ReviewDecide = "review.decide",
        /// Read rectifications.
        RectificationView = "rectification.view",
        /// Say that something is mended.
        RectificationSubmit = "rectification.submit",
        /// Find it mended, or not.
        RectificationDecide = "rectification.decide",
        /// Read service calendars.
        CalendarView = "calendar.view",
        /// Create calendars and publish their revisions.
        CalendarManage = "calendar.manage",
        /// Read SLA policies.
        PolicyView = "policy.view",
        /// Create policies and publish their versions.
        PolicyManage = "policy.manage",
        /// Read scoring schemes.
        SchemeView = "scheme.view",
        /// Create scoring schemes.
        SchemeManage = "scheme.manage",
        /// Read users.
        UserView = "user.view",
        /// Create, lock and unlock users.
        UserManage = "user.manage",
        /// Grant and withdraw roles.
        RoleManage = "role.manage",
        /// Read the SLA report.
        ReportView = "report.view",
        /// Read scorecards.
        ScorecardView = "scorecard.view",
        /// Read the audit log.
        AuditView = "audit.view",
        /// Read job runs.
        JobView = "job.view",
        /// Run a job now.
        JobRun = "job.run",
        /// Hand in the plan of a change.
        TicketSubmitPlan = "ticket.submit_plan",
        /// Approve or reject the plan of a change.
        TicketDecidePlan = "ticket.decide_plan",
        /// Propose to end a ticket that is not solved, or take that back.
        TicketProposeEnd = "ticket.propose_end",
        /// Decide about such a proposal.
        TicketDecideEnd = "ticket.decide_end",
        /// Link tickets, and take a link back.
        TicketLink = "ticket.link",
        /// Mark a ticket as a duplicate of another, or merge it into another.
        TicketMarkDuplicate = "ticket.mark_duplicate",
        /// Declare a major incident.
        TicketDeclareMajor = "ticket.declare_major",
        /// Read the service catalogue.
        ServiceItemView = "service_item.view",
        /// Write the service catalogue of an agency.
        ServiceItemManage = "service_item.manage",
        /// Read knowledge notes that are published.
        NoteView = "note.view",
        /// Write, publish and retire knowledge notes of one's own side.
        NoteManage = "note.manage",
        /// Rate the agency's cooperation.
        TicketRateCooperation = "ticket.rate_cooperation",
        /// Log work on a ticket.
        TicketLogWork = "ticket.log_work",
        /// Look after the talk of one's own side: add its people to the watchers, take back its files and work entries.
        TicketModerate = "ticket.moderate",
        /// Check in at the site and out again.
        TicketVisit = "ticket.visit",
        /// Accept or dispute a visit.
        TicketSignVisit = "ticket.sign_visit",
        /// Propose another time for what was recorded.
        TicketProposeCorrection = "ticket.propose_correction",
        /// Approve or reject what the other side proposed.
        TicketDecideCorrection = "ticket.decide_correction",
        /// Add evidence to a pause.
        TicketAddEvidence = "ticket.add_evidence",
        /// Read maintenance windows and force majeure.
        ExclusionView = "exclusion.view",
        /// Propose a maintenance window or force majeure.
        ExclusionPropose = "exclusion.propose",
        /// Approve or reject one.
        ExclusionDecide = "exclusion.decide",
        /// Propose that another vendor goes on with a ticket.
        TicketProposeHandOver = "ticket.propose_handover",
        /// Hand a ticket over to another vendor, or leave it where it is.
        TicketDecideHandOver = "ticket.decide_handover",
        /// Read the legs of tickets that were handed over: the agency all, each vendor its own.
        LegView = "leg.view",
        /// Read a vendor's duty roster, the skills, certificates and load of its people, and whom it might send.
        DispatchView = "dispatch.view",
        /// Keep a vendor's duty roster and the skills and certificates of its people.
        DispatchManage = "dispatch.manage",
        /// Book an entry in the deduction ledger of a contract.
        LedgerBook = "ledger.book",
        /// Strike an entry of the ledger.
        LedgerStrike = "ledger.strike",
        /// Give the score of a criterion that people score.
        ManualScoreGive = "manual_score.give",
        /// Accept or reject a score that somebody else gave.
        ManualScoreReview = "manual_score.review",
        /// Read inspection plans, their inspections and what was answered.
        InspectionView = "inspection.view",
        /// Write inspection plans.
        InspectionManage = "inspection.manage",
        /// Answer the checklist of an inspection.
        InspectionRecord = "inspection.record",
        /// Read checklists of inspections.
        InspectionChecklistView = "inspection_checklist.view",
        /// Write checklists of inspections.
        InspectionChecklistManage = "inspection_checklist.manage",
        /// Read assessment periods.
        AssessmentView = "assessment.view",
        /// Score an assessment again, book adjustments, correct a frozen one.
        AssessmentScore = "assessment.score",
        /// Comment on an assessment for the vendor, and object to its decision.
        AssessmentComment = "assessment.comment",
        /// Decide an assessment, or send it back.
        AssessmentDecide = "assessment.decide",
        /// Sign an assessment for one's side.
        AssessmentSign = "assessment.sign",
        /// Read what contracts say of service credits, and statements.
        StatementView = "statement.view",
        /// Write what a contract says of service credits, and prepare statements.
        StatementPrepare = "statement.prepare",
        /// Approve or reject them.
        StatementApprove = "statement.approve",
        /// Read disputes.
        DisputeView = "dispute.view",
        /// Appeal a breach, a deduction or a score for the vendor, take it back, accept a decision or go further.
        DisputeAppeal = "dispute.appeal",
        /// Decide a dispute for the agency.
        DisputeDecide = "dispute.decide",
        /// Decide a dispute for good.
        DisputeDecideFinally = "dispute.decide_finally",
        /// Add evidence to a dispute of one's own side, or that one may decide.
        DisputeAddEvidence = "dispute.add_evidence",
        /// Read rankings that are published to one's agency or in which one stands.
        RankingView = "ranking.view",
        /// Work a ranking out, also anew, and correct a published one.
        RankingDraft = "ranking.draft",
        /// Announce a ranking, answer objections and publish it.
        RankingPublish = "ranking.publish",
        /// Object to where one stands.
        RankingObject = "ranking.object",
        /// Take what a verdict or an assessment rests on away as an evidence bundle.
        BundleView = "bundle.view",
        /// Read webhook endpoints and what was delivered to them.
        WebhookView = "webhook.view",
        /// Make and change webhook endpoints, renew their secrets, have messages sent again.
        WebhookManage = "webhook.manage",
    }
}
