//! A version of a contract's terms.

use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::access::Action;
use domain::contract::Terms;

use super::SlaPolicy;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, page, page_cost};
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::ManagedSystem;
use crate::graphql::request::Request;

/// Terms of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct ContractTerms<'a> {
    pub of: &'a Terms,
    pub request: &'a Request,
}

/// What is agreed in a contract from a day on, until the next version takes effect. Needs contract.view.
#[Object(serial)]
impl<'a> ContractTerms<'a> {
    /// 1 for the terms as they were signed; an amendment has the next number.
    async fn number(&self) -> i32 {
        self.of.number
    }

    /// First day, in the contract's zone.
    async fn effective_on(&self) -> NaiveDate {
        self.of.effective_on
    }

    /// Last day of the contract by this version, inclusive.
    async fn ends_on(&self) -> NaiveDate {
        self.of.ends_on
    }

    /// Amount of the whole contract.
    async fn amount(&self) -> Money {
        Money(self.of.amount)
    }

    /// The SLA policy that tickets are promised; null without policy.view there.
    async fn policy(&self) -> Option<SlaPolicy<'a>> {
        policy_of(self.of, self.request)
    }

    /// The scheme that months are scored by; null without scheme.view.
    async fn scheme_id(&self) -> Option<ID> {
        let seen = self.request.op().actor().may(Action::SchemeView);
        seen.then(|| NodeType::ScoringScheme.id(self.of.scheme.0))
    }

    /// The systems covered, by name. Needs system.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn systems(
        &self,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ManagedSystem<'a>>, ApiError> {
        systems_of(self.of, first, after.as_deref(), self.request)
    }
}

/// The policy of terms, for whom it concerns.
pub fn policy_of<'a>(of: &Terms, request: &'a Request) -> Option<SlaPolicy<'a>> {
    let row = request.coverage().policies.get(&of.policy)?;
    request.sight(Action::PolicyView).policy(row).then_some(SlaPolicy { row, request })
}

/// A page of the systems of terms.
///
/// # Errors
/// `LIMIT_PAGE_SIZE` and `INVALID_CURSOR`.
pub fn systems_of<'a>(
    of: &Terms,
    first: Option<i32>,
    after: Option<&str>,
    request: &'a Request,
) -> Result<Connection<ManagedSystem<'a>>, ApiError> {
    let sight = request.sight(Action::SystemView);
    let covered = of.systems.iter().filter_map(|id| request.directory().systems.get(id));
    let seen = covered.filter(|row| sight.system(row)).map(|row| ManagedSystem { row, request });
    page(seen, ManagedSystem::BY_NAME, first, after, request.language())
}
