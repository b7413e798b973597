//! Why a contract, by which version of its terms, binds a ticket.

use app::TicketRow;
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::access::Action;
use domain::contract::{Binding, Contest, Lost, Rival, ServedBy, Terms};
use domain::ids::AgencyId;

use crate::graphql::node_id::NodeType;
use crate::graphql::promise::{ContractTerms, ServiceContract};
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;
use crate::graphql::trial::Pilot;
use crate::graphql::words::{LostBecause, TeamRule};

/// What binds a ticket that the actor may see, under a contract that they may see.
pub struct TicketBinding<'a> {
    ticket: &'a TicketRow,
    contract: &'a app::Contract,
    terms: &'a Terms,
    /// Kept since the ticket was raised: precedences change.
    contest: Option<Contest>,
    request: &'a Request,
}

impl<'a> TicketBinding<'a> {
    /// None without contract.view there.
    pub fn of(ticket: &'a TicketRow, request: &'a Request) -> Option<Self> {
        let contract = request.coverage().contracts.get(&ticket.contract_id)?;
        let terms = contract.covers.version(ticket.terms_number)?;
        let seen = request.sight(Action::ContractView).contract(contract);
        let contest = ticket.bound_over.clone().and_then(|kept| serde_json::from_value(kept).ok());
        seen.then_some(Self { ticket, contract, terms, contest, request })
    }

    fn losers(&self) -> &[Lost] {
        self.contest.as_ref().map_or(&[], |contest| &contest.lost)
    }

    /// A contract that lost, for those who may see it: one vendor must not learn of another's (I7).
    fn rival(&self, lost: &Lost) -> Option<&'a app::Contract> {
        let contract = self.request.coverage().contracts.get(&lost.contract)?;
        self.request.sight(Action::ContractView).contract(contract).then_some(contract)
    }

    fn pilot_of(&self, line: &[AgencyId]) -> Option<&'a app::Pilot> {
        let ticket = self.ticket;
        let coverage = self.request.coverage();
        coverage.pilot_behind(ticket.policy_version_id, line, ticket.raised_at, ticket.created_at)
    }

    fn explain(&self) -> Option<Vec<domain::sla::Sentence>> {
        let (request, contract) = (self.request, self.contract);
        let line = request.directory().above(self.ticket.agency_id);
        let version = request.coverage().versions.get(&self.ticket.policy_version_id)?;
        let team = self.ticket.team_id.and_then(|id| request.coverage().teams.get(&id));
        let rivals: Vec<Rival<'_>> = self
            .losers()
            .iter()
            .map(|lost| {
                let contract = self.rival(lost).map(|contract| contract.row.number.as_str());
                Rival { contract, precedence: lost.precedence, because: lost.because }
            })
            .collect();
        let binding = Binding {
            system: &request.directory().systems.get(&self.ticket.system_id)?.code,
            day: contract.day(self.ticket.raised_at),
            zone: contract.zone.name(),
            contract: &contract.row.number,
            terms: self.terms.number,
            terms_from: self.terms.effective_on,
            ends_on: self.terms.ends_on,
            policy: &request.coverage().policies.get(&version.policy_id)?.code,
            policy_version: version.number,
            pilot: self.pilot_of(&line).map(|pilot| (pilot.row.from_at, pilot.row.until_at)),
            ended_on: contract.ended_on(request.op().now()),
            precedence: self.contest.as_ref().and_then(|contest| contest.precedence),
            rivals: &rivals,
            served_by: ServedBy { team: team.map(|team| team.row.code.as_str()), rule: self.ticket.team_rule },
        };
        Some(binding.sentences())
    }
}

/// Why a contract, by which version of its terms, binds a ticket. It was decided when the ticket was raised and holds
/// until the ticket is closed, whatever becomes of the contract. Needs contract.view.
#[Object(serial)]
impl<'a> TicketBinding<'a> {
    /// The civil day of raising, in the contract's zone: the terms of that day bind.
    async fn day(&self) -> NaiveDate {
        self.contract.day(self.ticket.raised_at)
    }

    /// The contract's zone (IANA).
    async fn zone(&self) -> &str {
        self.contract.zone.name()
    }

    /// The contract that covered the system on that day.
    async fn contract(&self) -> ServiceContract<'a> {
        ServiceContract { of: self.contract, request: self.request }
    }

    /// The version of its terms that held on that day.
    async fn terms(&self) -> ContractTerms<'a> {
        ContractTerms { of: self.terms, request: self.request }
    }

    /// The version of the promised policy that was published then, or piloted at the ticket's agency.
    async fn policy_version_id(&self) -> ID {
        NodeType::SlaPolicyVersion.id(self.ticket.policy_version_id.0)
    }

    /// The contract's precedence when the ticket was raised; null when no other covered the system then.
    async fn precedence(&self) -> Option<i32> {
        self.contest.as_ref()?.precedence
    }

    /// The contracts that covered the system on that day as well and lost, by rank, as it was decided when the ticket was
    /// raised.
    async fn lost(&self) -> Vec<LostContract<'a>> {
        let lost = self.losers().iter();
        lost.map(|of| LostContract { of: *of, contract: self.rival(of), request: self.request }).collect()
    }

    /// The vendor's team that has the ticket; null for its common queue.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        VendorTeam::of(self.ticket.team_id?, self.request)
    }

    /// Why that team; null when none was named.
    async fn team_rule(&self) -> Option<TeamRule> {
        self.ticket.team_rule.map(Into::into)
    }

    /// The pilot by which that version binds the ticket; null when it was the published one.
    async fn pilot(&self) -> Option<Pilot<'a>> {
        let line = self.request.directory().above(self.ticket.agency_id);
        let pilot = self.pilot_of(&line).map(|of| Pilot { of, request: self.request });
        pilot.filter(Pilot::is_seen)
    }

    /// The same for reading, in the language of the request.
    async fn sentences(&self) -> Vec<String> {
        let language = self.request.language();
        let said = self.explain().unwrap_or_default();
        said.into_iter().map(|sentence| language.choose(sentence.en, sentence.zh)).collect()
    }
}

/// A contract that covered the system on the day of raising, and did not bind the ticket.
pub struct LostContract<'a> {
    of: Lost,
    contract: Option<&'a app::Contract>,
    request: &'a Request,
}

/// A contract that covered the system on the day of raising, and did not bind the ticket. Needs contract.view.
#[Object(serial)]
impl<'a> LostContract<'a> {
    /// The contract; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        self.contract.map(|of| ServiceContract { of, request: self.request })
    }

    /// Its precedence when the ticket was raised; null when it stated none.
    async fn precedence(&self) -> Option<i32> {
        self.of.precedence
    }

    /// Why it did not bind.
    async fn because(&self) -> LostBecause {
        self.of.because.into()
    }
}
