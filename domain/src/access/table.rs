//! The whole table role × action. `golden/access.txt` prints it.

use super::{Action as A, Role, Role as R};

/// Whether a role includes an action, somewhere; where, the scope says.
pub fn allow(role: Role, action: A) -> bool {
    holders(action).contains(&role)
}

const READERS: &[Role] = &[
    R::Reporter,
    R::AgencyOperator,
    R::ContractManager,
    R::AgencySupervisor,
    R::VendorManager,
    R::VendorEngineer,
    R::Assessor,
    R::Regulator,
    R::ServiceAccount,
];
const VENDOR: &[Role] = &[R::VendorManager, R::VendorEngineer];
const CLERKS: &[Role] = &[R::Reporter, R::AgencyOperator];

/// The roles that include an action. Exhaustive, so that a new action is a decision.
const fn holders(action: A) -> &'static [Role] {
    match action {
        A::TicketView => READERS,
        A::TicketRaise => &[R::Reporter, R::AgencyOperator, R::ServiceAccount],
        A::TicketAssign => &[R::AgencyOperator, R::VendorManager],
        A::TicketComment => &[
            R::Reporter,
            R::AgencyOperator,
            R::ContractManager,
            R::AgencySupervisor,
            R::VendorManager,
            R::VendorEngineer,
            R::ServiceAccount,
        ],
        // A machine's answer is no response (E34).
        A::TicketAcknowledge => VENDOR,
        // The vendor's other systems tell what its people did, and when; the use case asks them for the time.
        A::TicketArrive | A::TicketRestore | A::TicketResolve | A::TicketReportProgress => {
            &[R::VendorManager, R::VendorEngineer, R::ServiceAccount]
        }
        A::TicketRoute | A::TeamManage => &[R::VendorManager],
        A::TeamView => VENDOR,
        A::TicketHold | A::TicketResume => &[R::AgencyOperator, R::VendorManager, R::VendorEngineer],
        A::TicketDecidePause => &[R::AgencyOperator, R::ContractManager],
        A::TicketConfirm | A::TicketRejectSolution | A::TicketReopen | A::TicketCancel | A::TicketRate => CLERKS,
        A::TicketChangePriority => &[R::AgencyOperator],
        // Who asks for the change may plan it as well as who does it; its author does not decide.
        A::TicketSubmitPlan | A::TicketProposeEnd => {
            &[R::Reporter, R::AgencyOperator, R::VendorManager, R::VendorEngineer]
        }
        A::TicketDecidePlan => &[R::AgencyOperator, R::ContractManager],
        A::TicketDecideEnd => &[R::AgencyOperator, R::ContractManager, R::VendorManager],
        A::AgencyView | A::VendorView => &[
            R::Reporter,
            R::AgencyOperator,
            R::ContractManager,
            R::AgencySupervisor,
            R::VendorManager,
            R::VendorEngineer,
            R::Assessor,
            R::Regulator,
            R::ServiceAccount,
            R::SystemAdmin,
            R::SecurityAdmin,
        ],
        A::AgencyManage | A::VendorManage | A::JobView | A::JobRun => &[R::SystemAdmin],
        A::SystemView => &[
            R::Reporter,
            R::AgencyOperator,
            R::ContractManager,
            R::AgencySupervisor,
            R::VendorManager,
            R::VendorEngineer,
            R::Assessor,
            R::Regulator,
            R::ServiceAccount,
            R::SystemAdmin,
        ],
        A::SystemManage => &[R::ContractManager, R::SystemAdmin],
        A::CalendarView | A::PolicyView => READERS,
        A::ContractView => &[
            R::AgencyOperator,
            R::ContractManager,
            R::AgencySupervisor,
            R::VendorManager,
            R::Assessor,
            R::Regulator,
            R::ServiceAccount,
        ],
        A::ReviewView | A::RectificationView | A::ChecklistView => &[
            R::AgencyOperator,
            R::ContractManager,
            R::AgencySupervisor,
            R::VendorManager,
            R::Assessor,
            R::Regulator,
            R::ServiceAccount,
        ],
        // Not whoever writes the contract.
        A::ReviewConvene | A::ChecklistManage | A::RectificationDecide => &[R::AgencySupervisor],
        // The scope is the seat: who was not drawn decides nothing.
        A::ReviewDecide => &[R::Assessor],
        A::RectificationSubmit => &[R::ContractManager, R::VendorManager],
        A::ExpertView => &[R::ContractManager, R::AgencySupervisor, R::Assessor, R::Regulator, R::SecurityAdmin],
        // Whoever keeps accounts and roles and has no part in any contract: no buyer picks its own judges.
        A::ExpertManage => &[R::SecurityAdmin],
        A::SchemeView | A::ScorecardView => {
            &[R::ContractManager, R::AgencySupervisor, R::VendorManager, R::Assessor, R::Regulator, R::ServiceAccount]
        }
        A::ReportView => &[
            R::AgencyOperator,
            R::ContractManager,
            R::AgencySupervisor,
            R::VendorManager,
            R::Assessor,
            R::Regulator,
            R::ServiceAccount,
        ],
        // Not the system administrator: a calendar or a policy decides verdicts.
        A::ContractManage | A::CalendarManage | A::PolicyManage | A::SchemeManage => &[R::ContractManager],
        // No vendor: what is not covered is nobody's work yet.
        A::UncoveredView => {
            &[R::Reporter, R::AgencyOperator, R::ContractManager, R::AgencySupervisor, R::Regulator, R::ServiceAccount]
        }
        A::UncoveredDecide => &[R::ContractManager],
        // Not whoever writes the contract.
        A::ContractApprove => &[R::AgencySupervisor],
        // Who does the work books it; who pays for it agrees.
        A::QuotaBook => VENDOR,
        A::QuotaDecide => &[R::ContractManager],
        A::PaymentSubmit => &[R::VendorManager],
        A::UserView => &[R::AgencyOperator, R::ContractManager, R::VendorManager, R::SecurityAdmin],
        A::UserManage | A::RoleManage => &[R::SecurityAdmin],
        A::AuditView => &[R::AuditAdmin],
        A::TicketLink => &[R::Reporter, R::AgencyOperator, R::VendorManager, R::VendorEngineer],
        A::TicketMarkDuplicate | A::TicketDeclareMajor => &[R::AgencyOperator],
        A::ServiceItemView | A::NoteView => READERS,
        // What a clerk is asked for, and how it is ranked, belongs to whoever answers for the promises.
        A::ServiceItemManage => &[R::ContractManager],
        A::NoteManage => &[R::AgencyOperator, R::VendorManager, R::VendorEngineer],
        A::TicketRateCooperation | A::TicketLogWork => VENDOR,
        A::TicketModerate => &[R::AgencyOperator, R::VendorManager],
        A::TicketVisit => VENDOR,
        // Nobody of the vendor signs for what the vendor did.
        A::TicketSignVisit => CLERKS,
        A::TicketProposeCorrection | A::TicketAddEvidence => {
            &[R::AgencyOperator, R::ContractManager, R::VendorManager, R::VendorEngineer]
        }
        // Whoever answers for the contract on either side; the domain sees to it that it is the other one.
        A::TicketDecideCorrection => &[R::ContractManager, R::VendorManager],
        A::ExclusionView => READERS,
        A::ExclusionPropose => &[R::AgencyOperator, R::ContractManager, R::VendorManager],
        A::ExclusionDecide => &[R::ContractManager],
        A::TicketProposeHandOver => &[R::AgencyOperator, R::ContractManager, R::VendorManager],
        // Not the vendors: neither gives its work, and its deadlines, to the other.
        A::TicketDecideHandOver => &[R::AgencyOperator, R::ContractManager],
        A::LegView => READERS,
        A::DispatchView => VENDOR,
        A::DispatchManage => &[R::VendorManager],
        // Who answers for the contract, and who watches from above: what a city criticises, its county does not book.
        A::LedgerBook => &[R::ContractManager, R::AgencySupervisor],
        // Not whoever books day by day; nobody strikes their own entry either.
        A::LedgerStrike => &[R::AgencySupervisor],
        A::ManualScoreGive => &[R::ContractManager, R::Assessor],
        A::ManualScoreReview => &[R::ContractManager, R::AgencySupervisor, R::Assessor],
        A::InspectionView | A::InspectionChecklistView => READERS,
        // Who runs operation and maintenance, and who answers for what was agreed: at the owner.
        A::InspectionManage | A::InspectionChecklistManage => &[R::AgencyOperator, R::ContractManager],
        // Who looks says what was found.
        A::InspectionRecord => VENDOR,
        A::AssessmentView => {
            &[R::ContractManager, R::AgencySupervisor, R::VendorManager, R::Assessor, R::Regulator, R::ServiceAccount]
        }
        A::AssessmentScore => &[R::ContractManager],
        A::AssessmentComment => &[R::VendorManager],
        // Not whoever scores.
        A::AssessmentDecide => &[R::AgencySupervisor, R::Assessor],
        A::AssessmentSign => &[R::ContractManager, R::VendorManager],
        A::StatementView => {
            &[R::ContractManager, R::AgencySupervisor, R::VendorManager, R::Assessor, R::Regulator, R::ServiceAccount]
        }
        A::StatementPrepare => &[R::ContractManager],
        // Not whoever prepares.
        A::StatementApprove => &[R::AgencySupervisor],
        A::RankingView => {
            &[R::ContractManager, R::AgencySupervisor, R::VendorManager, R::Assessor, R::Regulator, R::ServiceAccount]
        }
        // Two people of them: whoever works a version out does not publish it.
        A::RankingDraft | A::RankingPublish => &[R::AgencySupervisor, R::Regulator],
        // Whoever answers for a vendor, and for an agency where agencies are ranked.
        A::RankingObject => &[R::ContractManager, R::VendorManager],
        A::DisputeView => &[
            R::AgencyOperator,
            R::ContractManager,
            R::AgencySupervisor,
            R::VendorManager,
            R::VendorEngineer,
            R::Assessor,
            R::Regulator,
            R::ServiceAccount,
        ],
        // Who may dispute, decide or audit a verdict or a score; each sees what is in it one by one as well.
        A::BundleView => {
            &[R::ContractManager, R::AgencySupervisor, R::VendorManager, R::Assessor, R::Regulator, R::ServiceAccount]
        }
        A::DisputeAppeal => &[R::VendorManager],
        A::DisputeDecide => &[R::ContractManager],
        // Over the agency or from outside: the domain refuses a supervisor of the buyer itself.
        A::DisputeDecideFinally => &[R::AgencySupervisor, R::Assessor],
        A::DisputeAddEvidence => &[R::ContractManager, R::AgencySupervisor, R::VendorManager, R::Assessor],
        // Whoever has to find out why the other system heard nothing: its own side, and who looks after the platform.
        A::WebhookView => &[R::AgencyOperator, R::ContractManager, R::VendorManager, R::SystemAdmin, R::SecurityAdmin],
        // As tokens: a door to another system is opened by who keeps the keys, and by neither party itself.
        A::WebhookManage => &[R::SecurityAdmin],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::assert_golden;

    #[test]
    fn the_table_is_the_reviewed_one() {
        let mut text = String::from("Who may do what: ✔ the role includes the action, · it does not.\n\n");
        for (column, role) in R::ALL.iter().enumerate() {
            text.push_str(&format!("{:30}{}{role}\n", "", "│ ".repeat(column)));
        }
        for action in A::ALL {
            let cells: Vec<_> = R::ALL.iter().map(|role| if allow(*role, *action) { "✔" } else { "·" }).collect();
            text.push_str(&format!("{:30}{}\n", action.as_str(), cells.join(" ")));
        }
        assert_golden("access.txt", &text);
    }

    #[test]
    fn no_administrator_touches_a_ticket_or_a_score() {
        for role in [R::SystemAdmin, R::SecurityAdmin, R::AuditAdmin] {
            for action in A::ALL.iter().filter(|action| allow(role, **action)) {
                let (subject, _) = action.as_str().split_once('.').expect("an action is subject.verb");
                let working =
                    ["ticket", "scorecard", "report", "scheme", "policy", "calendar", "contract", "quota", "payment"];
                let reviewing = [
                    "checklist",
                    "review",
                    "rectification",
                    "exclusion",
                    "assessment",
                    "dispute",
                    "ledger",
                    "manual_score",
                    "ranking",
                    "statement",
                ];
                assert!(!working.contains(&subject) && !reviewing.contains(&subject), "{role} may {action}");
            }
        }
    }

    #[test]
    fn assessors_and_regulators_only_read_but_for_what_assessors_judge() {
        for role in [R::Assessor, R::Regulator, R::AuditAdmin] {
            for action in A::ALL.iter().filter(|action| allow(role, **action)) {
                // Reviewers are assessors from outside, because nobody of either party may judge the contract.
                let reviews = role == R::Assessor
                    && matches!(
                        action,
                        A::ReviewDecide
                            | A::AssessmentDecide
                            | A::DisputeDecideFinally
                            | A::DisputeAddEvidence
                            | A::ManualScoreGive
                            | A::ManualScoreReview
                    );
                // To rank is to compare what others have decided: it changes no verdict and no score.
                let ranks = role == R::Regulator && matches!(action, A::RankingDraft | A::RankingPublish);
                assert!(reviews || ranks || action.as_str().ends_with(".view"), "{role} may {action}");
            }
        }
    }

    #[test]
    fn every_action_has_somebody_who_may() {
        for action in A::ALL {
            assert!(R::ALL.iter().any(|role| allow(*role, *action)), "nobody may {action}");
        }
    }
}
