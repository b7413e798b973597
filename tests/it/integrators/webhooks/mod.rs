//! Webhooks: what the feed tells an organisation is posted to its other systems, signed, tried again, and kept in a log.

mod delivered;
mod desk;
mod managed;
mod receiver;
mod refused;
mod retried;
mod switched_off;
