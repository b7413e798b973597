//! Who may see what of Nanning's, and so learn which secrets.

use domain::access::{Action, Org};
use domain::ticket::ActorSide;

use super::stage::{Of, STRANGERS, Stage};
use crate::support::db::Backend;
use crate::support::world::PEOPLE;

impl Stage {
    /// Whether somebody may look at Nanning's object of a type, by the predicates of `domain::access`.
    pub fn sees(&self, login: &str, of: &str) -> bool {
        let op = self.world.op(login);
        let (nanning, bagui) = (self.world.agency("NNDSJ"), self.world.vendor("八桂运维"));
        let covers = |action, agency: bool, vendor: bool| {
            op.read_scope(action).covers(agency.then_some(nanning), vendor.then_some(bagui))
        };
        match of {
            "Ticket" => op.ticket_scope(Action::TicketView).covers(nanning, Some(bagui)),
            // Whom a vendor works for, and on what, it sees by its contract.
            "Agency" => covers(Action::AgencyView, true, true),
            "ManagedSystem" => covers(Action::SystemView, true, true),
            "ServiceContract" => covers(Action::ContractView, true, true),
            "Scorecard" | "LedgerEntry" | "ManualScore" => covers(Action::ScorecardView, true, true),
            "Vendor" => covers(Action::VendorView, false, true),
            "User" => login == "operator" || covers(Action::UserView, true, false),
            "ReviewChecklist" => covers(Action::ChecklistView, true, false),
            // Who was drawn reads what they were drawn for.
            "ComplianceReview" => login == "expert" || covers(Action::ReviewView, true, true),
            "Rectification" => covers(Action::RectificationView, true, true),
            "SlaPolicy" | "Pilot" => covers(Action::PolicyView, true, false),
            // Whom it binds, its vendor among them, is told ahead.
            "GuardPeriod" => covers(Action::PolicyView, true, true),
            "Backtest" => covers(Action::PolicyManage, true, false),
            "ServiceCalendar" => covers(Action::CalendarView, true, false),
            "CalendarChange" => covers(Action::CalendarManage, true, false),
            "VendorTeam" => covers(Action::TeamView, false, true),
            "UncoveredRequest" => covers(Action::UncoveredView, true, false),
            "TicketLeg" => covers(Action::LegView, true, true),
            "EngineerCertificate" => covers(Action::DispatchView, false, true),
            "AssessmentPeriod" => covers(Action::AssessmentView, true, true),
            // Announced: to whoever ranks there, and to the vendor that stands in it.
            "RankingPublication" => {
                covers(Action::RankingPublish, true, false) || covers(Action::RankingView, false, true)
            }
            "CreditTerms" | "Statement" => covers(Action::StatementView, true, true),
            "ScoringScheme" => covers(Action::SchemeView, true, false),
            "ServiceItem" => covers(Action::ServiceItemView, true, false),
            // Its vendor, by the contract that covers what is inspected.
            "InspectionPlan" | "Inspection" => covers(Action::InspectionView, true, true),
            "InspectionChecklist" => covers(Action::InspectionChecklistView, true, false),
            // It is shared with the vendors that serve Nanning.
            "KnowledgeNote" => covers(Action::NoteView, true, true),
            "ServiceExclusion" => covers(Action::ExclusionView, true, true),
            "BreachDispute" => covers(Action::DisputeView, true, true),
            // Shared with Nanning's own people, and nobody above or below.
            "SavedView" => op.actor().grants_for(Action::TicketView).any(|grant| grant.org == Org::Agency(nanning)),
            // Its owner's alone.
            "ReportSchedule" | "ReportDelivery" => login == "manager",
            "WebhookEndpoint" | "WebhookDelivery" => covers(Action::WebhookView, true, false),
            new => panic!("{new} is new: who sees it? say so in access/seen.rs"),
        }
    }

    /// Whether somebody may learn a secret, in whatever way.
    pub fn knows(&self, login: &str, secret: Of) -> bool {
        let ticket = self.sees(login, "Ticket");
        let side = self.world.op(login).actor().side();
        match secret {
            Of::Ticket => ticket,
            Of::AgencyNote => ticket && side == Some(ActorSide::Agency),
            Of::AfterHandOver => {
                let nanning = self.world.agency("NNDSJ");
                self.world.op(login).ticket_scope(Action::TicketView).covers(nanning, None)
            }
            Of::Dispatch => {
                let bagui = Some(self.world.vendor("八桂运维"));
                self.world.op(login).read_scope(Action::DispatchView).covers(None, bagui)
            }
            Of::VendorNote => ticket && side == Some(ActorSide::Vendor),
            Of::Name => ticket || self.sees_engineer(login),
            // A ticket shows the names of those it concerns.
            Of::Node(of @ ("Agency" | "Vendor" | "ManagedSystem" | "VendorTeam" | "ServiceItem")) => {
                ticket || self.sees(login, of)
            }
            // A plan and a ticket show what is answered.
            Of::Node(of @ "InspectionChecklist") => self.sees(login, of) || self.sees(login, "InspectionPlan"),
            Of::Node(of) => self.sees(login, of),
            Of::Terms(of) => self.knows(login, Of::Node(of)) || self.sees(login, "ComplianceReview"),
        }
    }

    fn sees_engineer(&self, login: &str) -> bool {
        let vendor = Some(self.world.vendor("八桂运维"));
        self.world.op(login).read_scope(Action::UserView).covers(None, vendor)
    }
}

#[tokio::test]
async fn whoever_has_nothing_to_do_with_nanning_knows_only_the_register_of_vendors() {
    let stage = Stage::new(Backend::Sqlite).await;
    for login in STRANGERS {
        for (secret, _) in stage.secrets() {
            let register = secret == Of::Node("Vendor") && login != "lz_engineer";
            assert_eq!(stage.knows(login, secret), register, "{login} {secret:?}");
        }
    }
    for (secret, _) in stage.secrets() {
        assert!(PEOPLE.iter().any(|(login, ..)| stage.knows(login, secret)), "nobody may know {secret:?}");
        assert!(PEOPLE.iter().any(|(login, ..)| !stage.knows(login, secret)), "no secret at all: {secret:?}");
    }
}
