//! The schema as a client learns it by asking.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;
use tokio::sync::OnceCell;

use crate::support::client::Client;

const QUESTION: &str = "{ __schema { queryType { name } mutationType { name } subscriptionType { name }
  types { kind name isOneOf possibleTypes { name } enumValues(includeDeprecated: true) { name }
    fields(includeDeprecated: true) { name args { ...Input } type { ...Of } }
    inputFields { ...Input } } } }
fragment Input on __InputValue { name defaultValue type { ...Of } }
fragment Of on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }";

/// Every type by its name.
pub struct Schema {
    pub types: BTreeMap<String, Type>,
    query: String,
    mutation: String,
    subscription: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Type {
    pub kind: String,
    pub name: String,
    /// Of an input, whether it takes one of its fields alone.
    pub is_one_of: Option<bool>,
    pub possible_types: Option<Vec<Named>>,
    pub enum_values: Option<Vec<Named>>,
    pub fields: Option<Vec<Field>>,
    pub input_fields: Option<Vec<Input>>,
}

#[derive(Debug, Deserialize)]
pub struct Named {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Field {
    pub name: String,
    pub args: Vec<Input>,
    #[serde(rename = "type")]
    pub of: Of,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Input {
    pub name: String,
    #[serde(rename = "type")]
    pub of: Of,
    pub default_value: Option<String>,
}

/// A type with its wrappers: a list, something that is never null.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Of {
    pub kind: String,
    pub name: Option<String>,
    pub of_type: Option<Box<Of>>,
}

impl Schema {
    /// As somebody learns it; it is the same for everybody, so it is asked for once.
    pub async fn ask(client: &Client) -> &'static Self {
        static SCHEMA: OnceCell<Schema> = OnceCell::const_new();
        SCHEMA.get_or_init(|| Self::answered(client)).await
    }

    async fn answered(client: &Client) -> Self {
        let answer = client.gql(QUESTION, json!({})).await;
        let types: Vec<Type> = serde_json::from_value(answer.at("/__schema/types")).expect("types");
        let root = |kind: &str| answer.at(&format!("/__schema/{kind}Type/name")).as_str().expect("a name").to_owned();
        Self {
            types: types.into_iter().map(|of| (of.name.clone(), of)).collect(),
            query: root("query"),
            mutation: root("mutation"),
            subscription: root("subscription"),
        }
    }

    pub fn queries(&self) -> &[Field] {
        self.fields(&self.query)
    }

    pub fn mutations(&self) -> &[Field] {
        self.fields(&self.mutation)
    }

    pub fn mutation(&self, name: &str) -> &Field {
        self.mutations().iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no mutation {name}"))
    }

    pub fn subscriptions(&self) -> &[Field] {
        self.fields(&self.subscription)
    }

    /// The fields of an object or interface; none of any other type.
    pub fn fields(&self, name: &str) -> &[Field] {
        self.types[name].fields.as_deref().unwrap_or_default()
    }

    /// The types that have a global id.
    pub fn nodes(&self) -> Vec<&str> {
        let possible = self.types["Node"].possible_types.as_deref().unwrap_or_default();
        possible.iter().map(|of| of.name.as_str()).collect()
    }

    /// Whether a field of this type is asked for without saying which parts of it.
    pub fn is_leaf(&self, of: &Of) -> bool {
        matches!(self.types[of.named()].kind.as_str(), "SCALAR" | "ENUM")
    }
}

impl Of {
    pub fn named(&self) -> &str {
        match (&self.name, &self.of_type) {
            (Some(name), None) => name,
            (_, Some(inner)) => inner.named(),
            (None, None) => panic!("a type without a name: {self:?}"),
        }
    }

    pub fn required(&self) -> bool {
        self.kind == "NON_NULL"
    }

    /// The type of the items, if this is a list.
    pub fn items(&self) -> Option<&Self> {
        match self.kind.as_str() {
            "LIST" => self.of_type.as_deref(),
            "NON_NULL" => self.of_type.as_deref().and_then(Self::items),
            _ => None,
        }
    }

    /// As it is written in a document.
    pub fn written(&self) -> String {
        let inner = || self.of_type.as_deref().map(Self::written).unwrap_or_default();
        match self.kind.as_str() {
            "NON_NULL" => format!("{}!", inner()),
            "LIST" => format!("[{}]", inner()),
            _ => self.named().to_owned(),
        }
    }
}

impl Input {
    /// Whether a document must give it.
    pub fn needed(&self) -> bool {
        self.of.required() && self.default_value.is_none()
    }
}
