//! A visit of the vendor to the site.

use app::ticket::VisitView;
use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;
use domain::ids::UserId;
use domain::ticket::Position;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::{VisitAction, VisitSignOff};

/// A visit of a ticket that the actor may see.
pub struct SiteVisit<'a> {
    pub of: VisitView,
    pub request: &'a Request,
}

impl<'a> SiteVisit<'a> {
    fn person(&self, id: Option<UserId>) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(id?).map(|of| User { of, request: self.request }))
    }
}

/// A visit of the vendor to the site, as the ticket's log tells of it. The first one is the arrival.
#[Object(serial)]
impl<'a> SiteVisit<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::SiteVisit.id(self.of.id.0)
    }

    /// Who checked in; null for the platform.
    async fn engineer(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.of.by)
    }

    /// When they checked in: the time of the request, or, where the arrival was recorded late, that of the arrival.
    async fn checked_in_at(&self) -> Instant {
        self.of.checked_in_at
    }

    /// Where they checked in, as their device said; null when it did not.
    async fn position(&self) -> Option<GeoPosition> {
        self.of.position.map(Into::into)
    }

    /// What was said on checking in; perhaps empty.
    async fn note(&self) -> &str {
        &self.of.note
    }

    /// When they checked out; null while they are there.
    async fn checked_out_at(&self) -> Option<Instant> {
        self.of.checked_out_at
    }

    /// What was said on checking out; perhaps empty.
    async fn closing_note(&self) -> &str {
        &self.of.closing_note
    }

    /// The parts that were used.
    async fn parts(&self) -> Vec<PartUsed> {
        let part = |of: &domain::ticket::PartUsed| PartUsed {
            name: of.name.clone(),
            serial: Some(of.serial.clone()).filter(|serial| !serial.is_empty()),
            quantity: of.quantity,
        };
        self.of.parts.iter().map(part).collect()
    }

    /// What the agency thinks of it.
    async fn sign_off(&self) -> VisitSignOff {
        self.of.sign_off.into()
    }

    /// Who signed last for the agency; null before.
    async fn signed_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.of.signed_by)
    }

    /// When; null before.
    async fn signed_at(&self) -> Option<Instant> {
        self.of.signed_at
    }

    /// Why the agency disputes it; null when it does not.
    async fn dispute_reason(&self) -> Option<&str> {
        self.of.dispute_reason.as_deref()
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<VisitAction> {
        self.of.steps.iter().copied().map(Into::into).collect()
    }
}

/// A place in WGS 84.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct GeoPosition {
    /// Degrees, north positive, to the millionth.
    latitude: f64,
    /// Degrees, east positive, to the millionth.
    longitude: f64,
    /// How far off it may be, in metres, rounded up; null when the device did not say.
    accuracy_metres: Option<i32>,
}

impl From<Position> for GeoPosition {
    fn from(of: Position) -> Self {
        Self { latitude: of.latitude(), longitude: of.longitude(), accuracy_metres: of.accuracy_metres }
    }
}

/// A part that was used on a visit.
#[derive(Clone, Debug, SimpleObject)]
pub struct PartUsed {
    /// What it is called.
    name: String,
    /// Its serial number; null where it has none.
    serial: Option<String>,
    /// Pieces.
    quantity: i32,
}
