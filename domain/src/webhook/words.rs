//! The vocabulary of webhooks.

use crate::text_enum;

text_enum! {
    /// Where a delivery stands.
    pub enum DeliveryState {
        /// It is tried, or will be.
        Pending = "PENDING",
        /// The receiver took it.
        Succeeded = "SUCCEEDED",
        /// It is not tried any more, unless somebody has it sent again.
        Failed = "FAILED",
    }
}

text_enum! {
    /// Why nothing is delivered to an endpoint.
    pub enum DisabledReason {
        /// Somebody switched it off.
        ByHand = "BY_HAND",
        /// The receiver answered 410: it is gone for good.
        Gone = "GONE",
        /// Every attempt of five days failed.
        Failing = "FAILING",
    }
}

text_enum! {
    /// Why an attempt got no answer.
    pub enum AttemptFailure {
        /// None came in time.
        Timeout = "TIMEOUT",
        /// The name is unknown, nobody listens there, TLS failed, or the connection broke off.
        Connection = "CONNECTION",
        /// The address lies in a network that must not be called.
        AddressRefused = "ADDRESS_REFUSED",
    }
}
