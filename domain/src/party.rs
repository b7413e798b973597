//! Parties: the codes by which agencies, vendors and systems are known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a code is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartyError {
    /// Not 18 characters of the alphabet, with a region code of digits in places 3 to 8.
    #[error("a unified social credit code has 18 digits or capital letters (no I, O, S, V, Z)")]
    CreditCodeShape,
    /// The last character does not follow from the others.
    #[error("the check character of the unified social credit code should be {expected}")]
    CreditCodeCheck { expected: char },
    /// A short code stands in ticket numbers.
    #[error("a short code has 2 to 10 capital letters or digits")]
    ShortCode,
    /// Classified protection has five levels (GB/T 22239-2019).
    #[error("a protection level is 1 to 5")]
    ProtectionLevel,
}

/// The unified social credit code of an organisation (统一社会信用代码, GB 32100-2015), checksum valid.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// The 31 characters of GB 32100-2015, in the order of their values.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

impl CreditCode {
    /// The code whose first 17 characters are `body`.
    pub fn complete(body: &str) -> Result<Self, PartyError> {
        let check = check_character(body).ok_or(PartyError::CreditCodeShape)?;
        Ok(Self(format!("{body}{check}")))
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The check character of 17 characters: weights are powers of 3 modulo 31; none when they are malformed.
fn check_character(body: &str) -> Option<char> {
    let region_is_digits = body.get(2..8)?.bytes().all(|byte| byte.is_ascii_digit());
    if body.len() != 17 || !region_is_digits {
        return None;
    }
    let (mut sum, mut weight) = (0, 1);
    for byte in body.bytes() {
        sum += weight * ALPHABET.iter().position(|known| *known == byte)?;
        weight = weight * 3 % 31;
    }
    Some(char::from(ALPHABET[(31 - sum % 31) % 31]))
}

impl FromStr for CreditCode {
    type Err = PartyError;

    fn from_str(text: &str) -> Result<Self, PartyError> {
        let (body, given) =
            text.char_indices().nth(17).map(|(at, _)| text.split_at(at)).ok_or(PartyError::CreditCodeShape)?;
        let expected = check_character(body).ok_or(PartyError::CreditCodeShape)?;
        match given {
            // Only a character of the alphabet can be a wrong check character.
            one if one.chars().eq([expected]) => Ok(Self(text.to_owned())),
            one if one.len() == 1 && ALPHABET.contains(&one.as_bytes()[0]) => {
                Err(PartyError::CreditCodeCheck { expected })
            }
            _ => Err(PartyError::CreditCodeShape),
        }
    }
}

/// An agency's short code, unique, 2 to 10 capital letters or digits: the beginning of its ticket numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShortCode(String);

impl ShortCode {
    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ShortCode {
    type Err = PartyError;

    fn from_str(text: &str) -> Result<Self, PartyError> {
        let plain = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if plain && (2..=10).contains(&text.len()) { Ok(Self(text.to_owned())) } else { Err(PartyError::ShortCode) }
    }
}

/// The level of classified protection of a system (等级保护), 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct ProtectionLevel(i32);

impl TryFrom<i32> for ProtectionLevel {
    type Error = PartyError;

    fn try_from(level: i32) -> Result<Self, PartyError> {
        if (1..=5).contains(&level) { Ok(Self(level)) } else { Err(PartyError::ProtectionLevel) }
    }
}

impl From<ProtectionLevel> for i32 {
    fn from(level: ProtectionLevel) -> Self {
        level.0
    }
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = PartyError;

            fn try_from(text: String) -> Result<Self, PartyError> {
                text.parse()
            }
        }
    )+};
}

as_text!(CreditCode, ShortCode);

#[cfg(test)]
mod tests {
    use super::*;

    // The published codes of four large companies.
    const REAL: [&str; 4] = ["91330100799655058B", "9144030071526726XG", "91110000802100433B", "914403001922038216"];

    #[test]
    fn real_credit_codes_pass_and_every_slip_of_one_character_fails() {
        for code in REAL {
            assert_eq!(code.parse::<CreditCode>().map(|code| code.to_string()).as_deref(), Ok(code));
            assert_eq!(CreditCode::complete(&code[..17]).map(String::from).as_deref(), Ok(code));
            for place in 0..18 {
                for other in
                    ALPHABET.iter().map(|byte| char::from(*byte)).filter(|other| !code[place..].starts_with(*other))
                {
                    let slip = format!("{}{other}{}", &code[..place], &code[place + 1..]);
                    assert!(slip.parse::<CreditCode>().is_err(), "{slip}");
                }
            }
        }
    }

    #[test]
    fn a_refused_credit_code_says_why() {
        let wrong = "91330100799655058C".parse::<CreditCode>();
        assert_eq!(wrong, Err(PartyError::CreditCodeCheck { expected: 'B' }));
        let shapeless = [
            "",
            "9133010079965505",
            "91330100799655058BB",
            "91330100799655058b",
            "9133010079965505ÄB",
            "91A30100799655058B",
            "服务商服务商服务商服务商服务商服务商",
        ];
        for text in shapeless {
            assert_eq!(text.parse::<CreditCode>(), Err(PartyError::CreditCodeShape), "{text}");
        }
    }

    #[test]
    fn short_codes_and_levels_have_bounds() {
        for code in ["NN", "NNDSJ", "A123456789"] {
            assert!(code.parse::<ShortCode>().is_ok(), "{code}");
        }
        for code in ["N", "A1234567890", "nndsj", "NN-1", "南宁"] {
            assert_eq!(code.parse::<ShortCode>(), Err(PartyError::ShortCode), "{code}");
        }
        let levels: Vec<i32> =
            (0..8).filter_map(|level| ProtectionLevel::try_from(level).ok()).map(i32::from).collect();
        assert_eq!(levels, [1, 2, 3, 4, 5]);
        assert!(serde_json::from_str::<ProtectionLevel>("6").is_err());
    }
}
