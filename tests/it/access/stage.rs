//! What Liuzhou must not learn: a ticket of Nanning with its whole story, and a set-up of Nanning's own.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::{ConnectionTrait, Statement};
use storage::coord::Coord;
use uuid::Uuid;

use super::dispatch::{AFTER, CERTIFICATE, HANDED, TECHNOLOGY};
use super::happened::{Told, happened};
use super::hooked::HOOKED;
use super::inspected::{CHECKED, PLAN};
use super::linked::{ITEM, NOTE, OTHER_TITLE};
use super::ordered::ORDERED;
use super::papers::{FILE, MILESTONE, VISIT};
use super::ranked::OBJECTED;
use super::scoring::{BOOKED, GIVEN};
use super::talk::{AGENCY_FILE, VENDOR_FILE, WORK};
use crate::support::db::{Backend, Template, TestDb, connect};
use crate::support::world::World;

/// Those who have nothing to do with Nanning.
pub const STRANGERS: [&str; 3] = ["lz_operator", "lz_manager", "lz_engineer"];

/// A world in which something happened in Nanning.
pub struct Stage {
    pub world: World,
    /// Global ids of Nanning's objects, by the names that arguments and input fields have.
    pub ids: Vec<(&'static str, String)>,
    pub number: String,
}

/// Whose a secret is, which decides who may learn it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Ticket,
    AgencyNote,
    VendorNote,
    /// What was recorded of a ticket after its first vendor had given it away.
    AfterHandOver,
    /// What a vendor keeps about its own people.
    Dispatch,
    /// An object with a global id, by its type.
    Node(&'static str),
    /// What stands in the terms of a contract, by the type it is of: reviewers read it there.
    Terms(&'static str),
    /// The name of a person, which stands on tickets.
    Name,
}

/// Titles and texts that stand nowhere else.
pub const TITLE: &str = "青秀山节点中断";
pub const DESCRIPTION: &str = "凌晨三点起无法收文";
pub const AGENCY_NOTE: &str = "仅机关内部知悉";
pub const VENDOR_NOTE: &str = "仅服务商内部知悉";
pub const NOT_OURS: &str = "青秀山光缆属运营商";
pub const TEAM: &str = "青秀山抢修班";
pub const UNCOVERED: &str = "旧门户首页打不开";
pub const STRICTER_THAN_ABOVE: &str = "市本级业务量大，响应须更快";
pub const GUARDED_FOR: &str = "东盟博览会开幕式保障";
pub const MOVING_DAY: &str = "办公楼搬迁，停止办公一天";
pub const VIEW: &str = "青秀山一带的故障";
pub const TRYING: &str = "先在本市试行更严的时限";

impl Stage {
    /// A copy of what happened once; only the bytes of files stay behind.
    pub async fn new(backend: Backend) -> Self {
        static SQLITE: Template<Told> = Template::new();
        static POSTGRES: Template<Told> = Template::new();
        let template = match backend {
            Backend::Sqlite => &SQLITE,
            Backend::Postgres => &POSTGRES,
        };
        let (db, told) = template.copy(async || Box::pin(happened(backend)).await).await;
        let world = unhurried(db).await;
        world.clock.set(told.now);
        Self { world, ids: told.ids.clone(), number: told.number.clone() }
    }

    /// How much was ever written down: every change leaves one of these behind.
    pub async fn written(&self) -> Vec<i64> {
        let db = connect(&self.world.db.config.url).await;
        let mut counts = Vec::new();
        for table in ["audit_entry", "ticket_event", "outbox", "ticket", "refresh_token"] {
            let sql = Statement::from_string(db.get_database_backend(), format!("SELECT count(*) AS n FROM {table}"));
            let row = db.query_one_raw(sql).await.expect("counting").expect("a row");
            counts.push(row.try_get("", "n").expect("a number"));
        }
        db.close().await.expect("closing");
        counts
    }

    /// The global id that a field or argument of this name takes.
    pub fn id(&self, name: &str) -> &str {
        let known = self.ids.iter().find(|(of, _)| *of == name);
        let (_, id) = known.unwrap_or_else(|| panic!("{name}: which object of Nanning? say so in access/stage.rs"));
        id
    }

    /// The object of a type that has a global id.
    pub fn node(&self, name: &str) -> &str {
        self.id(match name {
            "Agency" => "agencyId",
            "Vendor" => "vendorId",
            "User" => "userId",
            "ManagedSystem" => "systemId",
            "ServiceContract" => "contractId",
            "ReviewChecklist" => "checklistId",
            "ComplianceReview" => "reviewId",
            "Rectification" => "rectificationId",
            "SlaPolicy" => "policyId",
            "GuardPeriod" => "guardPeriodId",
            "ServiceCalendar" => "calendarId",
            "CalendarChange" => "calendarChangeId",
            "ScoringScheme" => "schemeId",
            "Scorecard" => "scorecardId",
            "LedgerEntry" => "ledgerEntryId",
            "ManualScore" => "manualScoreId",
            "Backtest" => "backtestId",
            "Pilot" => "pilotId",
            "Ticket" => "ticketId",
            "VendorTeam" => "teamId",
            "UncoveredRequest" => "requestId",
            "ServiceItem" => "serviceItemId",
            "KnowledgeNote" => "noteId",
            "ServiceExclusion" => "exclusionId",
            "BreachDispute" => "disputeId",
            "SavedView" => "viewId",
            "ReportSchedule" => "scheduleId",
            "ReportDelivery" => "deliveryId",
            "WebhookEndpoint" => "endpointId",
            "WebhookDelivery" => "webhookDeliveryId",
            "TicketLeg" => "legId",
            "EngineerCertificate" => "certificateId",
            "AssessmentPeriod" => "assessmentId",
            // Nanning's is not public.
            "RankingPublication" | "PublicRanking" => "rankingId",
            "CreditTerms" => "creditTermsId",
            "Statement" => "statementId",
            "InspectionPlan" => "planId",
            "InspectionChecklist" => "inspectionChecklistId",
            "Inspection" => "inspectionId",
            new => panic!("{new} is new: which object of Nanning? say so in access/stage.rs"),
        })
    }

    /// Everything that only some may learn.
    pub fn secrets(&self) -> Vec<(Of, String)> {
        let own = [
            (Of::Ticket, TITLE),
            (Of::Ticket, DESCRIPTION),
            (Of::Ticket, NOT_OURS),
            (Of::Ticket, &self.number),
            (Of::Ticket, self.id("ticketId")),
            (Of::Ticket, self.id("pauseId")),
            (Of::Ticket, OTHER_TITLE),
            (Of::Ticket, self.id("otherTicketId")),
            (Of::Ticket, self.id("linkId")),
            (Of::Node("ServiceItem"), ITEM),
            (Of::Node("ServiceItem"), self.id("serviceItemId")),
            (Of::Node("KnowledgeNote"), NOTE),
            (Of::Node("KnowledgeNote"), self.id("noteId")),
            (Of::AgencyNote, AGENCY_NOTE),
            (Of::VendorNote, VENDOR_NOTE),
            (Of::Ticket, self.id("commentId")),
            (Of::AgencyNote, AGENCY_FILE),
            (Of::AgencyNote, self.id("ticketAttachmentId")),
            (Of::VendorNote, VENDOR_FILE),
            (Of::VendorNote, WORK),
            (Of::VendorNote, self.id("entryId")),
            (Of::Name, self.id("engineerId")),
            (Of::Node("User"), self.id("grantId")),
            (Of::Terms("Agency"), "南宁市大数据发展局"),
            (Of::Terms("ManagedSystem"), "NN-OA"),
            (Of::Terms("ServiceContract"), "NN-2026"),
            (Of::Node("ServiceContract"), "服务期顺延"),
            (Of::Node("ServiceContract"), self.id("amendmentId")),
            (Of::Node("ServiceContract"), self.id("attachmentId")),
            (Of::Node("ServiceContract"), self.id("quotaUseId")),
            (Of::Node("ServiceContract"), self.id("milestoneId")),
            (Of::Node("ServiceContract"), FILE),
            (Of::Node("ServiceContract"), VISIT),
            (Of::Node("ServiceContract"), MILESTONE),
            (Of::Node("ReviewChecklist"), "NN-CHECK"),
            (Of::Node("SlaPolicy"), "NN-SLA"),
            (Of::Node("SlaPolicy"), STRICTER_THAN_ABOVE),
            (Of::Node("GuardPeriod"), "东博会重保"),
            (Of::Node("GuardPeriod"), GUARDED_FOR),
            (Of::Node("ServiceCalendar"), "NN-HOURS"),
            (Of::Node("CalendarChange"), MOVING_DAY),
            (Of::Node("VendorTeam"), TEAM),
            (Of::Node("VendorTeam"), self.id("teamId")),
            (Of::Node("UncoveredRequest"), UNCOVERED),
            (Of::Node("UncoveredRequest"), self.id("requestId")),
            (Of::Node("Pilot"), TRYING),
            (Of::Ticket, self.id("visitId")),
            (Of::Ticket, self.id("correctionId")),
            (Of::Node("ServiceExclusion"), self.id("exclusionId")),
            (Of::Node("ServiceExclusion"), super::record::WINDOW),
            (Of::Node("BreachDispute"), super::disputed::WHY),
            (Of::Node("BreachDispute"), self.id("disputeId")),
            (Of::Node("SavedView"), VIEW),
            (Of::Node("SavedView"), self.id("viewId")),
            (Of::Node("ReportSchedule"), ORDERED),
            (Of::Node("ReportSchedule"), self.id("scheduleId")),
            (Of::Node("ReportDelivery"), self.id("deliveryId")),
            (Of::Node("WebhookEndpoint"), HOOKED),
            (Of::Node("WebhookEndpoint"), self.id("endpointId")),
            (Of::Node("WebhookDelivery"), self.id("webhookDeliveryId")),
            (Of::Node("TicketLeg"), HANDED),
            (Of::Node("TicketLeg"), self.id("legId")),
            (Of::AfterHandOver, AFTER),
            (Of::Node("InspectionPlan"), PLAN),
            (Of::Node("InspectionPlan"), self.id("planId")),
            (Of::Node("Inspection"), self.id("inspectionId")),
            (Of::Node("InspectionChecklist"), CHECKED),
            (Of::Dispatch, CERTIFICATE),
            (Of::Dispatch, TECHNOLOGY),
            (Of::Dispatch, self.id("certificateId")),
            (Of::Dispatch, self.id("shiftId")),
            (Of::Node("AssessmentPeriod"), self.id("assessmentId")),
            (Of::Node("RankingPublication"), OBJECTED),
            (Of::Node("RankingPublication"), self.id("rankingId")),
            (Of::Node("RankingPublication"), self.id("objectionId")),
            (Of::Node("AssessmentPeriod"), super::money::REMARK),
            (Of::Node("Statement"), self.id("statementId")),
            (Of::Node("Statement"), self.id("creditTermsId")),
            (Of::Node("Statement"), super::money::AGREED),
            (Of::Node("ScoringScheme"), "NN-SCORE"),
            (Of::Node("LedgerEntry"), BOOKED),
            (Of::Node("LedgerEntry"), self.id("ledgerEntryId")),
            (Of::Node("ManualScore"), GIVEN),
            (Of::Node("ManualScore"), self.id("manualScoreId")),
        ];
        let nodes = [
            "Agency",
            "Vendor",
            "ManagedSystem",
            "ServiceContract",
            "ReviewChecklist",
            "ComplianceReview",
            "Rectification",
            "SlaPolicy",
            "ServiceCalendar",
            "Scorecard",
            "Backtest",
            "Pilot",
        ];
        let nodes = nodes.map(|of| (Of::Node(of), self.node(of)));
        own.into_iter().chain(nodes).map(|(of, text)| (of, text.to_owned())).collect()
    }
}

/// A world for documents that cost more than anybody's should.
pub async fn unhurried(db: TestDb) -> World {
    World::adjusted(db, Coord::memory(), |config| config.server.complexity = usize::MAX).await
}

pub fn global(of: &str, id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(format!("{of}:{id}"))
}
