//! A certificate of somebody who works for a vendor.

use app::dispatch::{CertificateView, EXPIRING_DAYS, today};
use app::setup::available;
use async_graphql::{ID, Object};
use chrono::{Datelike, NaiveDate};
use domain::dispatch::standing;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::{CertificateStanding, ObjectAction};

/// A certificate that the actor may see.
pub struct EngineerCertificate<'a> {
    pub row: CertificateView,
    pub request: &'a Request,
}

impl EngineerCertificate<'_> {
    /// The order of every list of certificates.
    pub const BY_END: &'static str = "engineerCertificates.validUntil";

    fn ends(&self) -> Option<NaiveDate> {
        Some(self.row.valid_until).filter(|day| day.year() < 9999)
    }
}

/// A certificate of somebody who works for a vendor. Needs dispatch.view.
#[Object(serial)]
impl<'a> EngineerCertificate<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::EngineerCertificate.id(self.row.id.0)
    }

    /// Whose it is.
    async fn engineer(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.row.user_id)?, request: self.request })
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Its number.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// Who issued it.
    async fn issuer(&self) -> &str {
        &self.row.issuer
    }

    /// The type of system that it is for; null when it is for none in particular.
    async fn system_type(&self) -> Option<&str> {
        self.row.proves.as_deref()
    }

    /// Its last day; null when it has no end.
    async fn valid_until(&self) -> Option<NaiveDate> {
        self.ends()
    }

    /// Whether it holds today.
    async fn standing(&self) -> CertificateStanding {
        standing(self.ends(), today(self.request.op()), EXPIRING_DAYS).into()
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_certificate(self.request.op(), &self.row))
    }
}

impl Listed for EngineerCertificate<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.valid_until.to_string(), id: self.row.id.0 }
    }
}
