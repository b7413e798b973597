//! Somebody who works for a vendor: skills, certificates, teams, load.

use std::collections::HashMap;
use std::sync::Arc;

use app::Op;
use app::dispatch::{Engineer, EngineerFacts};
use app::setup::available;
use async_graphql::Object;
use tokio::sync::OnceCell;

use super::certificate::EngineerCertificate;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::party::{User, Vendor};
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request};
use crate::graphql::routing::VendorTeam;
use crate::graphql::words::ObjectAction;

/// What is known of the people of one list, read for all of them when the first is asked for it.
pub struct EngineerParts {
    op: Op,
    people: Vec<Engineer>,
    facts: OnceCell<HashMap<Engineer, Arc<EngineerFacts>>>,
}

impl EngineerParts {
    pub fn new(op: Op, people: Vec<Engineer>) -> Arc<Self> {
        Arc::new(Self { op, people, facts: OnceCell::new() })
    }

    async fn of(&self, engineer: Engineer) -> Result<Arc<EngineerFacts>, ApiError> {
        let read = async || -> Result<_, ApiError> {
            let found = app::dispatch::engineer_facts(&self.op, &self.people).await;
            let found = found.map_err(|error| failure(error, Language::default()))?;
            Ok(found.into_iter().map(|(of, facts)| (of, Arc::new(facts))).collect())
        };
        let all: &HashMap<Engineer, Arc<EngineerFacts>> = self.facts.get_or_try_init(read).await?;
        Ok(all.get(&engineer).cloned().unwrap_or_default())
    }
}

/// Somebody at a vendor whose people the actor may see.
pub struct VendorEngineer<'a> {
    of: Engineer,
    user: &'a app::User,
    parts: Arc<EngineerParts>,
    request: &'a Request,
}

impl<'a> VendorEngineer<'a> {
    /// The order of every list of people.
    pub const BY_NAME: &'static str = "vendorEngineers.name";

    /// One of a list; none when the directory does not know the person yet.
    pub fn new(of: Engineer, parts: Arc<EngineerParts>, request: &'a Request) -> Option<Self> {
        let user = request.user(of.user).ok()?;
        Some(Self { of, user, parts, request })
    }

    /// One that is in no list.
    pub fn alone(of: Engineer, request: &'a Request) -> Option<Self> {
        Self::new(of, EngineerParts::new(request.op().clone(), vec![of]), request)
    }
}

/// Somebody who works for a vendor. Needs dispatch.view: it is the vendor's own affair.
#[Object(serial)]
impl<'a> VendorEngineer<'a> {
    /// The person.
    async fn user(&self) -> User<'a> {
        User { of: self.user, request: self.request }
    }

    /// The vendor.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.of.vendor)? })
    }

    /// The teams of the vendor that the person is in, by code.
    async fn teams(&self) -> Vec<VendorTeam<'a>> {
        let own = |team: &&app::Team| team.row.vendor_id == self.of.vendor && team.members.contains(&self.of.user);
        let mut teams: Vec<&app::Team> = self.request.coverage().teams.values().filter(own).collect();
        teams.sort_unstable_by_key(|team| &team.row.code);
        teams.into_iter().map(|of| VendorTeam { of, request: self.request }).collect()
    }

    /// The types of systems that the person knows.
    #[graphql(complexity = 5)]
    async fn system_types(&self) -> Result<Vec<String>, ApiError> {
        Ok(self.parts.of(self.of).await?.system_types.clone())
    }

    /// The technologies that the person knows.
    #[graphql(complexity = 5)]
    async fn technologies(&self) -> Result<Vec<String>, ApiError> {
        Ok(self.parts.of(self.of).await?.technologies.clone())
    }

    /// The person's certificates, those that end first before the others.
    #[graphql(complexity = "5 + 4 * child_complexity")]
    async fn certificates(&self) -> Result<Vec<EngineerCertificate<'a>>, ApiError> {
        let facts = self.parts.of(self.of).await?;
        let rows = facts.certificates.iter().cloned();
        Ok(rows.map(|row| EngineerCertificate { row, request: self.request }).collect())
    }

    /// How many open tickets of the vendor the person is in charge of.
    #[graphql(complexity = 5)]
    async fn open_tickets(&self) -> Result<i64, ApiError> {
        Ok(self.parts.of(self.of).await?.open)
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_engineer(self.request.op(), self.of))
    }
}

impl Listed for VendorEngineer<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: format!("{} {}", self.user.name, self.of.vendor), id: self.of.user.0 }
    }
}
