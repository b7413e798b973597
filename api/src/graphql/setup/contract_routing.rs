//! Mutations that say which contract binds first, and which team serves it.

use app::setup::contract::set_precedence;
use app::setup::team::{ContractTeam, set_contract_team};
use async_graphql::{Context, ID, InputObject, Object};
use domain::ids::ContractId;

use super::contract::contract;
use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;

/// The rank of a contract among those that cover the same system.
#[derive(Debug, InputObject)]
pub struct SetContractPrecedenceInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// 1 to 999, the smaller binds first; left out for none.
    precedence: Option<i32>,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// Which team serves a contract.
#[derive(Debug, InputObject)]
pub struct SetContractTeamInput {
    /// The contract.
    contract_id: ID,
    /// For this system alone; for every system that has no team of its own when left out.
    system_id: Option<ID>,
    /// An active team of the contract's vendor; no team in particular when left out.
    team_id: Option<ID>,
}

payloads! {
    contract: ServiceContract, "The contract after it; null when nothing was changed.", contract(ContractId);
    /// What became of setContractPrecedence.
    SetContractPrecedencePayload,
    /// What became of setContractTeam.
    SetContractTeamPayload,
}

/// The mutations that say where the work of contracts goes.
#[derive(Default)]
pub struct ContractRoutingMutation;

/// The mutations that say where the work of contracts goes.
#[Object]
impl ContractRoutingMutation {
    /// State a contract's precedence: of several contracts that cover a system the smaller number binds new tickets; those
    /// that are raised keep what was decided. OVERLAPPING_COVERAGE when nothing would tell it apart from another. Needs
    /// contract.manage at the buyer or above.
    async fn set_contract_precedence(
        &self,
        ctx: &Context<'_>,
        input: SetContractPrecedenceInput,
    ) -> Result<SetContractPrecedencePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = set_precedence(op, id, input.version, input.precedence, &input.reason).await;
        read.answer(done.map(|()| id))
    }

    /// Name the team that new tickets of a contract, or of one of its systems, go to. Needs team.manage at the contract's
    /// vendor.
    async fn set_contract_team(
        &self,
        ctx: &Context<'_>,
        input: SetContractTeamInput,
    ) -> Result<SetContractTeamPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = ContractTeam {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            system: read.optional_id(NodeType::ManagedSystem, input.system_id.as_ref(), "systemId"),
            team: read.optional_id(NodeType::VendorTeam, input.team_id.as_ref(), "teamId"),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(set_contract_team(op, &asked).await.map(|()| asked.contract))
    }
}
