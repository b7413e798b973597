//! Which messages of the feed an endpoint wants.

/// The longest topic, in characters.
const LONGEST: usize = 100;

/// Whether a text is a topic, `sla.breach`, or what topics begin with, `sla`: small letters, digits and `_`, parts joined by
/// points.
pub fn is_topic(text: &str) -> bool {
    let letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let part = |part: &str| !part.is_empty() && part.chars().all(letter);
    text.len() <= LONGEST && text.split('.').all(part)
}

/// Whether one of the topics is that of a message, or what it begins with up to a point; no topics at all stand for every one.
pub fn wants(topics: &[String], topic: &str) -> bool {
    let meets = |wanted: &String| {
        topic.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    topics.is_empty() || topics.iter().any(meets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(topics: &[&str]) -> Vec<String> {
        topics.iter().map(|topic| (*topic).to_owned()).collect()
    }

    #[test]
    fn an_endpoint_gets_what_it_chose_and_everything_when_it_chose_nothing() {
        assert!(wants(&[], "ticket.raised"));
        assert!(wants(&all(&["ticket.raised", "sla"]), "ticket.raised"));
        assert!(wants(&all(&["ticket.raised", "sla"]), "sla.breach"));
        assert!(!wants(&all(&["ticket.raised", "sla"]), "ticket.resolved"));
        assert!(!wants(&all(&["sla"]), "slander.told"), "only up to a point");
        assert!(!wants(&all(&["sla.breach"]), "sla"));
    }

    #[test]
    fn a_topic_is_words_joined_by_points() {
        for good in ["sla", "sla.breach", "ticket.raised", "sla.awaiting_calendar"] {
            assert!(is_topic(good), "{good}");
        }
        for bad in ["", ".", "sla.", ".breach", "sla..breach", "SLA.breach", "sla.*", "sla breach", "工单.提交"] {
            assert!(!is_topic(bad), "{bad}");
        }
        assert!(!is_topic(&"a".repeat(101)));
    }
}
