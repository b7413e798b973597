//! What a file hangs on, and who may do what with it there.

use domain::access::Action;
use domain::contract::PaymentState;
use domain::file::FileOwner;
use domain::ids::{ContractId, MilestoneId};
use uuid::Uuid;

use crate::{Contract, Coverage, Error, Milestone, Op, Result};

/// An owner of files, found in a snapshot.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner<'c> {
    Contract(&'c Contract),
    Milestone(&'c Contract, &'c Milestone),
}

impl<'c> Owner<'c> {
    /// # Errors
    /// NOT_FOUND.
    pub(super) fn find(coverage: &'c Coverage, of: FileOwner, id: Uuid) -> Result<Self> {
        let found = match of {
            FileOwner::Contract => coverage.contracts.get(&ContractId(id)).map(Self::Contract),
            FileOwner::Milestone => coverage.milestone(MilestoneId(id)).map(|(of, own)| Self::Milestone(of, own)),
            // No part of a snapshot: see `super::ticket` and `super::dispute`.
            FileOwner::Ticket | FileOwner::Dispute => None,
        };
        found.ok_or(Error::NotFound("contract"))
    }

    pub(super) fn contract(self) -> &'c Contract {
        match self {
            Self::Contract(contract) | Self::Milestone(contract, _) => contract,
        }
    }

    /// What adding a file needs: at the buyer for its contract, at the vendor for what it hands in.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Contract(_) => Action::ContractManage,
            Self::Milestone(..) => Action::PaymentSubmit,
        }
    }

    pub(super) fn is_seen(self, op: &Op) -> bool {
        let row = &self.contract().row;
        op.read_scope(Action::ContractView).covers(Some(row.agency_id), Some(row.vendor_id))
    }

    pub(super) fn is_writable(self, op: &Op) -> bool {
        let (row, scope) = (&self.contract().row, op.read_scope(self.action()));
        match self {
            Self::Contract(_) => scope.covers(Some(row.agency_id), None),
            Self::Milestone(..) => scope.covers(None, Some(row.vendor_id)),
        }
    }

    /// What was handed in stays as it was.
    pub(super) fn is_open(self) -> bool {
        match self {
            Self::Contract(_) => true,
            Self::Milestone(_, milestone) => {
                matches!(milestone.row.state, PaymentState::Planned | PaymentState::Rejected)
            }
        }
    }

    /// # Errors
    /// NOT_FOUND for what is not seen, FORBIDDEN for what is.
    pub(super) fn require(self, op: &Op) -> Result<()> {
        if self.is_writable(op) {
            Ok(())
        } else if self.is_seen(op) {
            Err(Error::Forbidden(self.action()))
        } else {
            Err(Error::NotFound("contract"))
        }
    }
}
