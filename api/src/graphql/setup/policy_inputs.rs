//! The inputs of the mutations of policies.

use async_graphql::{ID, InputObject};

use super::policy_terms_inputs::VersionTermsInput;

/// A policy to be written, with a draft of its first version.
#[derive(Debug, InputObject)]
pub struct CreatePolicyInput {
    /// The agency that owns it: contracts there and below may name it.
    pub owner_id: ID,
    /// 1 to 40 capital letters, digits or hyphens, unique; it stays for good.
    pub code: String,
    /// Name, up to 200 characters.
    pub name: String,
    /// The policy that its versions inherit from: the owner's or one from above it. It stays for good.
    pub base_policy_id: Option<ID>,
    /// What the version promises.
    #[graphql(flatten)]
    pub terms: VersionTermsInput,
}

/// A draft of the next version to be added.
#[derive(Debug, InputObject)]
pub struct AddPolicyVersionInput {
    /// The policy.
    pub policy_id: ID,
    /// What the version promises.
    #[graphql(flatten)]
    pub terms: VersionTermsInput,
}

/// A draft to be written anew: every term is replaced.
#[derive(Debug, InputObject)]
pub struct UpdatePolicyVersionInput {
    /// The version, a draft.
    pub version_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// What the version promises.
    #[graphql(flatten)]
    pub terms: VersionTermsInput,
}

/// A draft to be published.
#[derive(Debug, InputObject)]
pub struct PublishPolicyVersionInput {
    /// The version, a draft.
    pub version_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}

/// A policy to be retired.
#[derive(Debug, InputObject)]
pub struct RetirePolicyInput {
    /// The policy.
    pub policy_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}

/// A draft to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawPolicyVersionInput {
    /// The version, a draft.
    pub version_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}
