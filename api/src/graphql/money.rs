//! Amounts of money on the wire.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::money::Fen;

/// Whole fen, as the domain counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money(pub Fen);

/// An amount in yuan as a decimal string with at most two places, such as `"166500.00"`; never a float.
#[Scalar]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
