//! Lists of schemes, presets, ledger entries and scores that people gave.

use app::scorecard::{LedgerList, LedgerQuery, ManualScoreList, ManualScoreQuery, ledger_entries, manual_scores};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::access::Action;
use domain::scorecard::{SchemePreset, scheme_presets};

use super::{LedgerEntry, ManualScore};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, request};
use crate::graphql::setup::ScoringScheme;
use crate::graphql::words::ManualScoreState;

/// Which ledger entries: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct LedgerEntryFilter {
    /// Only those of this contract.
    contract_id: Option<ID>,
    /// Only those of contracts with this vendor.
    vendor_id: Option<ID>,
    /// Only those of contracts of this agency and everything under it.
    agency_id: Option<ID>,
    /// Only those of the item of this code.
    item: Option<String>,
    /// Only those that happened on this day or later.
    from: Option<NaiveDate>,
    /// Only those that happened on this day or earlier.
    until: Option<NaiveDate>,
    /// Only those that were struck, or only those that stand.
    struck: Option<bool>,
}

/// Which scores that people gave: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ManualScoreFilter {
    /// Only those of this contract.
    contract_id: Option<ID>,
    /// Only those of contracts with this vendor.
    vendor_id: Option<ID>,
    /// Only those of contracts of this agency and everything under it.
    agency_id: Option<ID>,
    /// Only those of the criterion of this code.
    criterion: Option<String>,
    /// Only those of which this became.
    state: Option<ManualScoreState>,
    /// Only those of periods that begin on this day or later.
    from: Option<NaiveDate>,
    /// Only those of periods that begin on this day or earlier.
    until: Option<NaiveDate>,
}

/// A scheme to start from; it belongs to nobody.
#[derive(Clone, Debug, SimpleObject)]
pub struct ScoringSchemePreset {
    /// Names it in createScoringSchemeFromPreset.
    code: String,
    /// Its name, in the language of the request.
    name: String,
    /// Where it comes from and what is the product's own in it, in the language of the request.
    note: String,
    /// The scheme, as ScoringScheme.spec shows it.
    spec: serde_json::Value,
}

impl ScoringSchemePreset {
    fn of(preset: SchemePreset, language: Language) -> Result<Self, ApiError> {
        Ok(Self {
            code: preset.code,
            name: language.choose(preset.name.en, preset.name.zh),
            note: language.choose(preset.note.en, preset.note.zh),
            spec: serde_json::to_value(&preset.scheme).map_err(|error| ApiError::internal(&error))?,
        })
    }
}

/// The lists behind scorecards.
#[derive(Default)]
pub struct ScoringQuery;

/// The lists behind scorecards.
#[Object]
impl ScoringQuery {
    /// Scoring schemes by code and version: shared ones, those of one's agencies and above, and those that one's
    /// contracts are scored by. Needs scheme.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn scoring_schemes<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ScoringScheme<'c>>, ApiError> {
        let request = request(ctx)?;
        let sight = request.sight(Action::SchemeView);
        let seen = request.coverage().schemes.values().filter(|row| sight.scheme(row));
        let seen = seen.map(|row| ScoringScheme { row });
        page(seen, ScoringScheme::BY_CODE, first, after.as_deref(), request.language())
    }

    /// Schemes to start from, the fullest first. Needs scheme.view.
    #[graphql(complexity = "6 * child_complexity")]
    async fn scoring_scheme_presets(&self, ctx: &Context<'_>) -> Result<Vec<ScoringSchemePreset>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        request.op().require(Action::SchemeView).map_err(|error| failure(error, language))?;
        scheme_presets().into_iter().map(|preset| ScoringSchemePreset::of(preset, language)).collect()
    }

    /// Entries of deduction ledgers, the latest day first: of contracts of one's agencies or with one's vendor. Needs
    /// scorecard.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn ledger_entries<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which entries.")] filter: Option<LedgerEntryFilter>,
    ) -> Result<Connection<LedgerEntry<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, LedgerEntry::LATEST, language)).transpose()?;
        let previous = after.is_some();
        let filter = filter.unwrap_or_default();
        let contract = filter.contract_id.as_ref();
        let query = LedgerQuery {
            contract: NodeType::ServiceContract.optional_argument(contract, "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(filter.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(filter.agency_id.as_ref(), "agencyId", language)?,
            item: filter.item,
            from: filter.from,
            until: filter.until,
            struck: filter.struck,
            after: after.map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = ledger_entries(request.op(), &query).await;
        let LedgerList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let entries = rows.into_iter().map(|of| LedgerEntry { of, request }).collect();
        Ok(Connection::new(entries, LedgerEntry::LATEST, previous, more, total.into()))
    }

    /// Scores that people gave, the latest period first: for contracts of one's agencies or with one's vendor. Needs
    /// scorecard.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn manual_scores<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which scores.")] filter: Option<ManualScoreFilter>,
    ) -> Result<Connection<ManualScore<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, ManualScore::LATEST, language)).transpose()?;
        let previous = after.is_some();
        let filter = filter.unwrap_or_default();
        let contract = filter.contract_id.as_ref();
        let query = ManualScoreQuery {
            contract: NodeType::ServiceContract.optional_argument(contract, "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(filter.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(filter.agency_id.as_ref(), "agencyId", language)?,
            criterion: filter.criterion,
            state: filter.state.map(Into::into),
            from: filter.from,
            until: filter.until,
            after: after.map(|cursor| cursor.day(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = manual_scores(request.op(), &query).await;
        let ManualScoreList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let scores = rows.into_iter().map(|of| ManualScore { of, request }).collect();
        Ok(Connection::new(scores, ManualScore::LATEST, previous, more, total.into()))
    }
}
