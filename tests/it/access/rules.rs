//! Which permission each root field needs, by hand: a field that is not listed here fails the tests.

use std::collections::BTreeSet;

use domain::access::Action::{self, *};
use domain::access::{Role, allow};

use super::introspected::{Field, Schema};
use crate::support::db::Backend;
use crate::support::world::World;

/// What calling a root field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Open,
    /// To be logged in; it reaches what is one's own, or each type has a rule of its own.
    Person,
    /// A permission, somewhere.
    Permission(Action),
}

impl Needs {
    /// Whether a role may call it, somewhere.
    pub fn includes(self, role: Role) -> bool {
        match self {
            Self::Permission(action) => allow(role, action),
            Self::Open | Self::Person => true,
        }
    }
}

/// What nobody in particular may call: to log in, and to read what is published to everybody. This list only ever gets
/// shorter.
pub const OPEN: [&str; 4] = ["logIn", "refreshSession", "publicRankings", "publicRanking"];

const PERSON: [&str; 5] = ["viewer", "node", "logOut", "changePassword", "markNotificationsRead"];

const PERMISSIONS: &[(&str, Action)] = &[
    ("agencies", AgencyView),
    ("vendors", VendorView),
    ("systems", SystemView),
    ("contracts", ContractView),
    ("reviewChecklists", ChecklistView),
    ("experts", ExpertView),
    ("complianceReviews", ReviewView),
    ("rectifications", RectificationView),
    ("policies", PolicyView),
    ("guardPeriods", PolicyView),
    ("calendars", CalendarView),
    ("calendarChanges", CalendarManage),
    ("policyTemplates", PolicyView),
    ("previewDeadlines", PolicyView),
    ("tickets", TicketView),
    ("ticket", TicketView),
    ("ticketByNumber", TicketView),
    ("searchTickets", TicketView),
    ("savedViews", TicketView),
    ("saveView", TicketView),
    ("updateView", TicketView),
    ("deleteView", TicketView),
    ("setDefaultView", TicketView),
    ("coverageReport", ReportView),
    ("uncoveredRequests", UncoveredView),
    ("vendorTeams", TeamView),
    ("slaReport", ReportView),
    ("scorecards", ScorecardView),
    // Or of the calendar or scheme that is tried: one role has all three.
    ("backtest", PolicyManage),
    ("backtests", PolicyManage),
    ("startBacktest", PolicyManage),
    ("cancelBacktest", PolicyManage),
    ("pilots", PolicyView),
    ("pilotComparison", ReportView),
    ("startPilot", PolicyManage),
    ("withdrawPilot", PolicyManage),
    ("promotePilot", PolicyManage),
    ("objectHistory", AuditView),
    ("jobRuns", JobView),
    ("ticketChanged", TicketView),
    ("changes", TicketView),
    ("boardChanged", TicketView),
    ("slaAlert", TicketView),
    ("raiseTicket", TicketRaise),
    ("assignTicket", TicketAssign),
    ("acknowledgeTicket", TicketAcknowledge),
    ("recordArrival", TicketArrive),
    ("holdTicket", TicketHold),
    ("resumeTicket", TicketResume),
    ("acceptPause", TicketDecidePause),
    ("rejectPause", TicketDecidePause),
    ("recordRestoration", TicketRestore),
    ("resolveTicket", TicketResolve),
    ("confirmTicket", TicketConfirm),
    ("rejectSolution", TicketRejectSolution),
    ("reopenTicket", TicketReopen),
    ("cancelTicket", TicketCancel),
    ("changePriority", TicketChangePriority),
    ("rateTicket", TicketRate),
    ("commentTicket", TicketComment),
    ("reportProgress", TicketReportProgress),
    ("routeTicket", TicketRoute),
    ("submitChangePlan", TicketSubmitPlan),
    ("approveChangePlan", TicketDecidePlan),
    ("rejectChangePlan", TicketDecidePlan),
    ("proposeTicketEnd", TicketProposeEnd),
    ("withdrawTicketEnd", TicketProposeEnd),
    ("acceptTicketEnd", TicketDecideEnd),
    ("rejectTicketEnd", TicketDecideEnd),
    ("watchTicket", TicketView),
    ("unwatchTicket", TicketView),
    ("prepareTicketAttachment", TicketComment),
    ("withdrawTicketAttachment", TicketComment),
    ("preparePauseEvidence", TicketAddEvidence),
    ("logWork", TicketLogWork),
    ("reverseWork", TicketLogWork),
    ("rateCooperation", TicketRateCooperation),
    ("raiseTickets", TicketRaise),
    ("assignTickets", TicketAssign),
    ("acknowledgeTickets", TicketAcknowledge),
    ("confirmTickets", TicketConfirm),
    ("cancelTickets", TicketCancel),
    ("changePriorities", TicketChangePriority),
    ("commentTickets", TicketComment),
    ("checkInVisit", TicketVisit),
    ("checkOutVisit", TicketVisit),
    ("acceptVisit", TicketSignVisit),
    ("disputeVisit", TicketSignVisit),
    ("proposeCorrection", TicketProposeCorrection),
    ("approveCorrection", TicketDecideCorrection),
    ("rejectCorrection", TicketDecideCorrection),
    ("addPauseEvidence", TicketAddEvidence),
    ("serviceExclusions", ExclusionView),
    ("proposeServiceExclusion", ExclusionPropose),
    ("approveServiceExclusion", ExclusionDecide),
    ("rejectServiceExclusion", ExclusionDecide),
    ("endServiceExclusion", ExclusionDecide),
    ("withdrawServiceExclusion", ExclusionDecide),
    ("breachDisputes", DisputeView),
    ("appealBreach", DisputeAppeal),
    ("appealLedgerEntry", DisputeAppeal),
    ("withdrawDispute", DisputeAppeal),
    ("acceptDecision", DisputeAppeal),
    ("escalateDispute", DisputeAppeal),
    // Or for good: who may do that alone is refused while it is the agency's turn.
    ("decideDispute", DisputeDecide),
    ("prepareDisputeAttachment", DisputeAddEvidence),
    ("pauseReport", ReportView),
    ("fileUncoveredRequest", TicketRaise),
    ("routeUncoveredRequest", UncoveredDecide),
    ("dismissUncoveredRequest", UncoveredDecide),
    ("createVendorTeam", TeamManage),
    ("updateVendorTeam", TeamManage),
    ("setContractTeam", TeamManage),
    ("setContractPrecedence", ContractManage),
    ("proposeHandOver", TicketProposeHandOver),
    ("acceptHandOver", TicketDecideHandOver),
    ("declineHandOver", TicketDecideHandOver),
    ("withdrawHandOver", TicketProposeHandOver),
    ("ticketLegs", LegView),
    ("vendorEngineers", DispatchView),
    ("engineerCertificates", DispatchView),
    ("dutyRoster", DispatchView),
    ("onCall", DispatchView),
    ("dispatchSuggestions", DispatchView),
    ("setEngineerSkills", DispatchManage),
    ("addEngineerCertificate", DispatchManage),
    ("withdrawEngineerCertificate", DispatchManage),
    ("addDutyShift", DispatchManage),
    ("addWeeklyDutyShift", DispatchManage),
    ("removeDutyShift", DispatchManage),
    ("createAgency", AgencyManage),
    ("updateAgency", AgencyManage),
    ("createVendor", VendorManage),
    ("updateVendor", VendorManage),
    ("createManagedSystem", SystemManage),
    ("updateManagedSystem", SystemManage),
    ("createContract", ContractManage),
    ("updateContract", ContractManage),
    ("setContractKeyDates", ContractManage),
    ("submitContractForReview", ContractManage),
    ("withdrawContract", ContractManage),
    ("approveContract", ContractApprove),
    ("activateContract", ContractManage),
    ("suspendContract", ContractManage),
    ("resumeContract", ContractManage),
    ("terminateContract", ContractManage),
    ("acceptContract", ContractApprove),
    ("createContractAmendment", ContractManage),
    ("activateContractAmendment", ContractApprove),
    ("withdrawContractAmendment", ContractManage),
    ("prepareContractAttachment", ContractManage),
    ("withdrawContractAttachment", ContractManage),
    ("prepareMilestoneAttachment", PaymentSubmit),
    ("setContractQuotas", ContractManage),
    ("bookQuotaUse", QuotaBook),
    ("correctQuotaUse", QuotaBook),
    ("decideQuotaUse", QuotaDecide),
    ("setPaymentPlan", ContractManage),
    ("submitPaymentMilestone", PaymentSubmit),
    ("acceptPaymentMilestone", ContractApprove),
    ("rejectPaymentMilestone", ContractApprove),
    ("recordMilestonePayment", ContractManage),
    ("createReviewChecklist", ChecklistManage),
    ("addExpert", ExpertManage),
    ("updateExpert", ExpertManage),
    ("drawReviewers", ReviewConvene),
    ("fillReviewSeats", ReviewConvene),
    ("declineReview", ReviewDecide),
    ("answerReview", ReviewDecide),
    ("submitRectification", RectificationSubmit),
    ("acceptRectification", RectificationDecide),
    ("reopenRectification", RectificationDecide),
    ("createCalendar", CalendarManage),
    ("reviseCalendar", CalendarManage),
    ("previewCalendarChange", CalendarManage),
    ("activateCalendarChange", CalendarManage),
    ("withdrawCalendarChange", CalendarManage),
    ("createPolicy", PolicyManage),
    ("addPolicyVersion", PolicyManage),
    ("updatePolicyVersion", PolicyManage),
    ("publishPolicyVersion", PolicyManage),
    ("withdrawPolicyVersion", PolicyManage),
    ("retirePolicy", PolicyManage),
    ("declareGuardPeriod", PolicyManage),
    ("withdrawGuardPeriod", PolicyManage),
    ("copyContract", ContractManage),
    ("copyPolicy", PolicyManage),
    ("createPolicyFromTemplate", PolicyManage),
    ("importAgencies", AgencyManage),
    ("importSystems", SystemManage),
    ("importContracts", ContractManage),
    ("createScoringScheme", SchemeManage),
    ("createScoringSchemeFromPreset", SchemeManage),
    ("scoringSchemes", SchemeView),
    ("scoringSchemePresets", SchemeView),
    ("ledgerEntries", ScorecardView),
    ("bookLedgerEntry", LedgerBook),
    ("strikeLedgerEntry", LedgerStrike),
    ("manualScores", ScorecardView),
    ("giveManualScore", ManualScoreGive),
    ("reviewManualScore", ManualScoreReview),
    ("createUser", UserManage),
    ("issueAccessToken", UserManage),
    ("revokeAccessToken", UserManage),
    ("setUserActive", UserManage),
    ("resetPassword", UserManage),
    ("grantRole", RoleManage),
    ("withdrawRole", RoleManage),
    ("linkTickets", TicketLink),
    ("withdrawTicketLink", TicketLink),
    ("markTicketDuplicate", TicketMarkDuplicate),
    ("mergeTickets", TicketMarkDuplicate),
    ("declareMajorIncident", TicketDeclareMajor),
    ("resolveChildTickets", TicketResolve),
    ("serviceItems", ServiceItemView),
    ("createServiceItem", ServiceItemManage),
    ("reviseServiceItem", ServiceItemManage),
    ("setServiceItemActive", ServiceItemManage),
    ("creditTerms", StatementView),
    ("creditPresets", StatementView),
    ("statements", StatementView),
    ("proposeCreditTerms", StatementPrepare),
    ("acceptCreditTerms", StatementApprove),
    ("rejectCreditTerms", StatementApprove),
    ("prepareStatement", StatementPrepare),
    ("withdrawStatement", StatementPrepare),
    ("approveStatement", StatementApprove),
    ("rejectStatement", StatementApprove),
    ("assessments", AssessmentView),
    ("prepareEvidenceBundle", BundleView),
    ("rescoreAssessment", AssessmentScore),
    ("adjustAssessment", AssessmentScore),
    ("correctAssessment", AssessmentScore),
    ("commentAssessment", AssessmentComment),
    ("objectToAssessment", AssessmentComment),
    ("decideAssessment", AssessmentDecide),
    ("sendBackAssessment", AssessmentDecide),
    ("signAssessment", AssessmentSign),
    ("inspectionPlans", InspectionView),
    ("inspections", InspectionView),
    ("previewInspectionPlan", InspectionView),
    ("previewInspectionDates", InspectionManage),
    ("inspectionReport", InspectionView),
    ("createInspectionPlan", InspectionManage),
    ("changeInspectionPlan", InspectionManage),
    ("suspendInspectionPlan", InspectionManage),
    ("resumeInspectionPlan", InspectionManage),
    ("endInspectionPlan", InspectionManage),
    ("inspectionChecklists", InspectionChecklistView),
    ("createInspectionChecklist", InspectionChecklistManage),
    ("reviseInspectionChecklist", InspectionChecklistManage),
    ("setInspectionChecklistActive", InspectionChecklistManage),
    ("recordInspectionAnswers", InspectionRecord),
    ("raiseInspectionIncident", TicketRaise),
    ("rankings", RankingView),
    ("draftRanking", RankingDraft),
    ("redraftRanking", RankingDraft),
    ("correctRanking", RankingDraft),
    ("announceRanking", RankingPublish),
    ("answerObjection", RankingPublish),
    ("publishRanking", RankingPublish),
    ("objectToRanking", RankingObject),
    ("knowledgeNotes", NoteView),
    ("suggestedNotes", NoteView),
    ("createKnowledgeNote", NoteManage),
    ("updateKnowledgeNote", NoteManage),
    ("publishKnowledgeNote", NoteManage),
    ("retireKnowledgeNote", NoteManage),
];

/// The rule of a root field.
pub fn needs(field: &Field) -> Needs {
    let name = field.name.as_str();
    if OPEN.contains(&name) {
        return Needs::Open;
    }
    if PERSON.contains(&name) {
        return Needs::Person;
    }
    let listed = PERMISSIONS.iter().find(|(of, _)| *of == name);
    let (_, action) = listed.unwrap_or_else(|| panic!("{name} is new: say in access/rules.rs what calling it takes"));
    Needs::Permission(*action)
}

#[tokio::test]
async fn every_root_field_has_a_rule_and_every_rule_a_root_field() {
    let schema = Schema::ask(&World::new(Backend::Sqlite).await.nobody()).await;
    let roots = [schema.queries(), schema.mutations(), schema.subscriptions()];
    let roots: BTreeSet<&str> = roots.into_iter().flatten().map(|field| field.name.as_str()).collect();
    let ruled: BTreeSet<&str> =
        OPEN.into_iter().chain(PERSON).chain(PERMISSIONS.iter().map(|(name, _)| *name)).collect();
    let unruled: Vec<_> = roots.difference(&ruled).collect();
    assert!(unruled.is_empty(), "without a rule: {unruled:?}");
    let gone: Vec<_> = ruled.difference(&roots).collect();
    assert!(gone.is_empty(), "ruled, but there is no such field: {gone:?}");
}

#[tokio::test]
async fn each_field_says_in_its_description_what_it_needs() {
    let sdl = api::graphql::sdl();
    // Fields of objects may be called the same.
    let roots = ["Query", "Mutation", "Subscription"].map(|root| {
        let (_, fields) = sdl.split_once(&format!("\ntype {root} {{\n")).expect("a root type");
        fields.split_once("\n}").expect("its end").0
    });
    for (name, action) in PERMISSIONS {
        let starts = [format!("\n\t{name}("), format!("\n\t{name}:")];
        let before = roots.iter().flat_map(|root| starts.iter().filter_map(|of| Some(root.split_once(of.as_str())?.0)));
        let [before] = before.collect::<Vec<_>>()[..] else { panic!("{name} stands once in the root types") };
        let description = before.rsplit("\"\"\"").nth(1).unwrap_or_default();
        let words = description.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(action.as_str()), "{name} needs {action}, but says: {words}");
    }
}
