//! Writing to somebody in particular: whoever is mentioned can read what is written to them.

use domain::ticket::Command;
use storage::entity::ticket;

use super::Reader;
use crate::{Error, Op, Result, Violation};

/// The most people that one comment mentions.
const MOST: usize = 20;

/// Refuses a comment that mentions somebody who could not read it, each of them named.
pub(in crate::ticket) fn check_mentions(op: &Op, row: &ticket::Model, command: &Command) -> Result<()> {
    let Command::Comment { visibility, mentions, .. } = command else { return Ok(()) };
    if mentions.len() > MOST {
        let en = format!("mentions: {} exceeds the limit of {MOST}", mentions.len());
        let zh = format!("提及 {} 人，超过上限 {MOST} 人", mentions.len());
        return Err(Error::invalid("LIMIT_MENTIONS", "mentionIds", en, zh));
    }
    let directory = op.directory();
    let mut violations = Vec::new();
    for user in mentions {
        let reader = Reader::find(&directory, *user, op.now()).filter(|of| of.sees(row.agency_id, row.vendor_id));
        let name = directory.users.get(user).map_or("", |user| user.name.as_str());
        let violation = match reader {
            // Whether there is such a person at all is nobody's business here (I7).
            None => {
                let en = format!("{user} is nobody who sees this ticket");
                Violation::new("NOT_FOUND", "mentionIds", en, format!("{user} 不是能查看本工单的人员"))
            }
            Some(reader) if !reader.reads(*visibility) => {
                let en = format!("{name} could not read this comment: it is internal to the other side");
                Violation::new("CANNOT_READ", "mentionIds", en, format!("{name} 无权阅读此内部评论，不能被提及"))
            }
            Some(_) => continue,
        };
        violations.push(violation);
    }
    if violations.is_empty() { Ok(()) } else { Err(Error::Invalid(violations)) }
}
