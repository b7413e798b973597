//! When a delivery is tried again.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use crate::ids::WebhookDeliveryId;

/// What is waited before each attempt, in seconds: the schedule that Standard Webhooks gives as its example, 75 hours in all.
const WAITS: [i64; 10] = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// What is waited before the `attempt`-th attempt, 1 being the first; none when there is no such attempt. Up to a tenth is
/// added, another for each delivery and attempt: what failed together does not come again together.
pub fn wait_before(attempt: i32, delivery: WebhookDeliveryId) -> Option<TimeDelta> {
    let place = usize::try_from(attempt.checked_sub(1)?).ok()?;
    let seconds = WAITS.get(place)?;
    let digest = Sha256::new().chain_update(delivery.0.as_bytes()).chain_update(attempt.to_be_bytes()).finalize();
    let share = i64::from(u16::from_be_bytes([digest[0], digest[1]]));
    let most = seconds * 1_000 / 10;
    Some(TimeDelta::milliseconds(seconds * 1_000 + most * share / i64::from(u16::MAX)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::*;

    fn delivery(n: u128) -> WebhookDeliveryId {
        WebhookDeliveryId(Uuid::from_u128(n))
    }

    #[test]
    fn a_delivery_is_tried_ten_times_within_75_hours_and_a_tenth() {
        for n in 0..200 {
            let waits: Vec<TimeDelta> = (1..).map_while(|attempt| wait_before(attempt, delivery(n))).collect();
            assert_eq!(waits.len(), 10);
            assert_eq!(waits[0], TimeDelta::zero(), "the first at once");
            for (wait, seconds) in waits.iter().zip(WAITS) {
                assert!(*wait >= TimeDelta::seconds(seconds), "{wait}");
                assert!(*wait <= TimeDelta::milliseconds(seconds * 1_100), "{wait}");
            }
            let whole: TimeDelta = waits.iter().sum();
            assert!(whole >= TimeDelta::hours(72) && whole <= TimeDelta::hours(84), "{whole}");
        }
        assert_eq!(wait_before(0, delivery(1)), None);
        assert_eq!(wait_before(-1, delivery(1)), None);
        assert_eq!(wait_before(i32::MIN, delivery(1)), None);
    }

    #[test]
    fn the_same_attempt_waits_the_same_and_others_are_spread() {
        assert_eq!(wait_before(3, delivery(7)), wait_before(3, delivery(7)));
        let spread: BTreeSet<TimeDelta> = (0..100).filter_map(|n| wait_before(3, delivery(n))).collect();
        assert!(spread.len() > 90, "{}", spread.len());
        let (first, last) = (*spread.first().unwrap(), *spread.last().unwrap());
        assert!(last - first > TimeDelta::seconds(20), "over most of the tenth: {first} to {last}");
    }
}
