//! One GraphQL request: who asks, in which language, with which snapshots and loaders.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::change::{ChangeList, ChangeQuery};
use app::webhook::{Delivery, last_deliveries};
use app::{App, Coverage, Directory, Op, Sight, Violation};
use async_graphql::{Context, Data};
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, PolicyVersionId, SystemId, TicketId, UserId, VendorId, WebhookEndpointId};

use super::appraisal::ScorecardParts;
use super::assessment::AssessmentParts;
use super::promise::ContractParts;
use super::refusal;
use super::review::{Gathered, ReviewParts};
use super::settlement::StatementParts;
use super::ticket::TicketParts;
use crate::error::ApiError;
use crate::hooks::Caller;

/// The language of messages; names and texts that people wrote stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// Of an `Accept-Language` header: Chinese unless its first language is another.
    pub fn of(accept_language: Option<&str>) -> Self {
        let first = accept_language.and_then(|value| value.split([',', ';']).next()).map(str::trim).unwrap_or("");
        match first.get(..2) {
            None => Self::Zh,
            Some(start) if start.eq_ignore_ascii_case("zh") => Self::Zh,
            Some(_) => Self::En,
        }
    }

    /// The sentence of a violation.
    pub fn of_violation(self, violation: Violation) -> String {
        self.choose(violation.en, violation.zh)
    }

    /// One of two.
    pub fn choose<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// What the objects of one answer share. Each mutation and each message of a subscription gets a new one, so that
/// what it answers with is seen with the snapshots, roles and loaders of after the change.
pub struct Request {
    op: Op,
    language: Language,
    directory: Arc<Directory>,
    coverage: Arc<Coverage>,
    sights: Mutex<HashMap<Action, Arc<Sight>>>,
    parts: Mutex<HashMap<TicketId, Arc<TicketParts>>>,
    contract_parts: Mutex<HashMap<ContractId, Arc<ContractParts>>>,
    reviews: ReviewParts,
    assessments: AssessmentParts,
    statements: StatementParts,
    scorecards: ScorecardParts,
    histories: Gathered<ChangeQuery, Option<ChangeList>>,
    last_deliveries: Gathered<WebhookEndpointId, Option<Delivery>>,
}

impl Request {
    /// For an operation of somebody.
    pub fn new(op: Op, language: Language) -> Self {
        let (directory, coverage) = (op.directory(), op.coverage());
        let (sights, parts, contract_parts) = Default::default();
        let (reviews, assessments) = (ReviewParts::default(), AssessmentParts::default());
        let (scorecards, statements) = (ScorecardParts::default(), StatementParts::default());
        Self {
            op,
            language,
            directory,
            coverage,
            sights,
            parts,
            contract_parts,
            reviews,
            assessments,
            statements,
            scorecards,
            histories: Gathered::default(),
            last_deliveries: Gathered::default(),
        }
    }

    /// The same person with the newest snapshots and fresh loaders: for what follows a change.
    pub fn after_change(&self) -> Self {
        Self::new(self.op.clone(), self.language)
    }

    /// Who, and when.
    pub fn op(&self) -> &Op {
        &self.op
    }

    /// The language of messages.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Names, tree and roles as of the begin of the request.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Contracts, policies and calendars as of the begin of the request.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What the actor reaches for an action, worked out once.
    pub fn sight(&self, action: Action) -> Arc<Sight> {
        // No code that can panic runs under this lock.
        let mut sights = self.sights.lock().unwrap_or_else(PoisonError::into_inner);
        sights.entry(action).or_insert_with(|| Arc::new(Sight::of(&self.op, action, &self.coverage))).clone()
    }

    /// What hangs on compliance reviews and rectifications.
    pub fn reviews(&self) -> &ReviewParts {
        &self.reviews
    }

    /// What hangs on statements.
    pub fn statements(&self) -> &StatementParts {
        &self.statements
    }

    /// What hangs on assessment periods.
    pub fn assessments(&self) -> &AssessmentParts {
        &self.assessments
    }

    /// What stands behind scorecards.
    pub fn scorecards(&self) -> &ScorecardParts {
        &self.scorecards
    }

    /// What changed of the objects of one answer.
    pub fn histories(&self) -> &Gathered<ChangeQuery, Option<ChangeList>> {
        &self.histories
    }

    /// The newest delivery to a webhook endpoint, read together with those to the others of one answer.
    pub async fn last_delivery(&self, id: WebhookEndpointId) -> Result<Arc<Option<Delivery>>, ApiError> {
        self.last_deliveries.of(id, async |ids| last_deliveries(&self.op, &ids).await).await
    }

    /// What hangs on a ticket, read together with that of its list.
    pub fn parts(&self, ticket: TicketId, terms: PolicyVersionId) -> Arc<TicketParts> {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let alone = || Arc::new(TicketParts::new(self.op.clone(), vec![(ticket, terms)]));
        parts.entry(ticket).or_insert_with(alone).clone()
    }

    /// From now on what hangs on these tickets is read together.
    pub fn listed(&self, tickets: Vec<(TicketId, PolicyVersionId)>) {
        let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.0).collect();
        let together = Arc::new(TicketParts::new(self.op.clone(), tickets));
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.extend(ids.into_iter().map(|id| (id, together.clone())));
    }

    /// The same for tickets that others lead to, but for those that stand in a list already.
    pub fn also_listed(&self, mut tickets: Vec<(TicketId, PolicyVersionId)>) {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        tickets.retain(|(id, _)| !parts.contains_key(id));
        if tickets.is_empty() {
            return;
        }
        tickets.sort_unstable();
        tickets.dedup();
        let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.0).collect();
        let together = Arc::new(TicketParts::new(self.op.clone(), tickets));
        parts.extend(ids.into_iter().map(|id| (id, together.clone())));
    }

    /// What hangs on a contract, read together with that of its list.
    pub fn contract_parts(&self, contract: ContractId) -> Arc<ContractParts> {
        let mut parts = self.contract_parts.lock().unwrap_or_else(PoisonError::into_inner);
        let alone = || Arc::new(ContractParts::new(self.op.clone(), vec![contract]));
        parts.entry(contract).or_insert_with(alone).clone()
    }

    /// From now on what hangs on these contracts is read together.
    pub fn contracts_listed(&self, mut contracts: Vec<ContractId>) {
        contracts.sort_unstable();
        contracts.dedup();
        let together = Arc::new(ContractParts::new(self.op.clone(), contracts.clone()));
        let mut parts = self.contract_parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.extend(contracts.into_iter().map(|id| (id, together.clone())));
    }

    /// The agency of a row that the actor may see.
    pub fn agency(&self, id: AgencyId) -> Result<&app::Agency, ApiError> {
        self.directory.agencies.get(&id).ok_or_else(|| behind("agency", &id))
    }

    /// The vendor of a row that the actor may see.
    pub fn vendor(&self, id: VendorId) -> Result<&app::Vendor, ApiError> {
        self.directory.vendors.get(&id).ok_or_else(|| behind("vendor", &id))
    }

    /// The system of a row that the actor may see.
    pub fn system(&self, id: SystemId) -> Result<&app::System, ApiError> {
        self.directory.systems.get(&id).ok_or_else(|| behind("system", &id))
    }

    /// The person of a row that the actor may see.
    pub fn user(&self, id: UserId) -> Result<&app::User, ApiError> {
        self.directory.users.get(&id).ok_or_else(|| behind("user", &id))
    }
}

/// Another process has added it and this one's snapshot is some seconds behind: a later attempt finds it.
fn behind(kind: &str, id: &dyn std::fmt::Display) -> ApiError {
    ApiError::unavailable(&format!("{kind} {id} is not in the snapshot yet"))
}

/// The data of one request for the engine: the transport calls it anew for each operation.
///
/// # Errors
/// `UNAUTHENTICATED` when the person of a valid token is locked or gone.
pub fn data(app: &Arc<App>, caller: Caller) -> Result<Data, ApiError> {
    let language = Language::of(caller.accept_language.as_deref());
    let mut data = Data::default();
    data.insert(language);
    if let Some(claims) = &caller.claims {
        let op = app.op_for(claims.sub).map_err(|error| refusal::failure(error, language))?;
        data.insert(Request::new(op, language));
    }
    data.insert(caller);
    Ok(data)
}

/// The request of somebody logged in.
///
/// # Errors
/// `UNAUTHENTICATED` for nobody.
pub fn request<'c>(ctx: &Context<'c>) -> Result<&'c Request, ApiError> {
    ctx.data_opt::<Request>().ok_or_else(ApiError::unauthenticated)
}
