//! Between failed use cases and what a client reads: refusals go to the payload, everything else to the top level.

use app::Error;

use super::request::Language;
use crate::error::{ApiError, Code, UserError};

/// Refusals of input or state as payload errors.
///
/// # Errors
/// Authentication, limits and outages, which are nobody's input.
pub fn refusals(error: Error, language: Language) -> Result<Vec<UserError>, ApiError> {
    match error {
        Error::Invalid(violations) => Ok(violations
            .into_iter()
            .map(|violation| {
                let (code, field) = (violation.code, violation.field.map(str::to_owned));
                UserError { field, ..UserError::new(code, language.of_violation(violation)) }
            })
            .collect()),
        Error::NotFound(_) | Error::Forbidden(_) | Error::Conflict => Ok(vec![failure(error, language).into()]),
        Error::Stale(changes) => {
            let changes = changes.into_iter().map(Into::into).collect();
            Ok(vec![UserError { changes, ..failure(Error::Conflict, language).into() }])
        }
        Error::StaleObject(changes) => {
            let object_changes = changes.into_iter().map(Into::into).collect();
            Ok(vec![UserError { object_changes, ..failure(Error::Conflict, language).into() }])
        }
        error => Err(failure(error, language)),
    }
}

/// Any failure as a top-level error, for fields that have no payload.
pub fn failure(error: Error, language: Language) -> ApiError {
    match error {
        Error::Invalid(mut violations) => match violations.len() {
            0 => ApiError::internal(&"a refusal without a violation"),
            _ => {
                let first = violations.swap_remove(0);
                let (code, field) = (first.code, first.field);
                let refused = coded(code, language.of_violation(first));
                field.map_or(refused.clone(), |field| refused.with("field", field))
            }
        },
        Error::NotFound(what) => {
            let en = format!("no such {what}, or not for you to see");
            ApiError::new(Code::NotFound, language.choose(en, "对象不存在或无权查看".to_owned()))
        }
        Error::Forbidden(action) => {
            let en = format!("not allowed: needs {action}");
            ApiError::new(Code::Forbidden, language.choose(en, format!("没有权限：{action}")))
        }
        Error::Unauthenticated(why) => ApiError::new(Code::Unauthenticated, why),
        Error::Conflict | Error::Stale(_) | Error::StaleObject(_) => {
            let en = "somebody else changed it meanwhile; look again";
            ApiError::new(Code::Conflict, language.choose(en, "对象已被他人修改，请刷新后重试"))
        }
        Error::Repeated => super::once::in_progress(language),
        Error::KeyReused => super::once::reused(language),
        Error::RateLimited(seconds) => ApiError::rate_limited(seconds),
        Error::Busy(limit) => {
            let (en, zh) =
                (format!("{limit} at once and no more; try again"), format!("同时最多处理 {limit} 个，请稍后重试"));
            ApiError::new(Code::LimitAtOnce, language.choose(en, zh)).with("limit", limit)
        }
        Error::Unavailable(cause) => ApiError::unavailable(&cause),
        Error::Internal(cause) => ApiError::internal(&cause),
    }
}

/// A refused argument under a rule's own code; clients that know only the general codes may treat it as `INVALID`.
pub fn coded(code: &'static str, message: impl Into<String>) -> ApiError {
    ApiError::new(Code::of(code), message).with("code", code)
}
