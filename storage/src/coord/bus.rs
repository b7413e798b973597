//! Messages inside one process: one broadcast queue a channel, made when somebody listens.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::stream::BoxStream;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// How far a subscriber may fall behind before it is told that it missed something.
const QUEUE: usize = 1024;

/// What a subscriber receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A message.
    Message(Arc<str>),
    /// Messages before this point may have been missed: fetch again what they were about.
    Gap,
}

type Channels = HashMap<String, broadcast::Sender<Signal>>;

#[derive(Debug, Default)]
pub struct Bus {
    channels: Mutex<Channels>,
}

impl Bus {
    pub fn send(&self, channel: &str, payload: &str) {
        if let Some(sender) = self.channels().get(channel) {
            // An error says that nobody listens any more.
            let _ = sender.send(Signal::Message(payload.into()));
        }
    }

    /// Tells every subscriber of every channel.
    pub fn gap(&self) {
        for sender in self.channels().values() {
            let _ = sender.send(Signal::Gap);
        }
    }

    pub fn subscribe(&self, channel: &str) -> BoxStream<'static, Signal> {
        let mut channels = self.channels();
        channels.retain(|_, sender| sender.receiver_count() > 0);
        let receiver = channels.entry(channel.to_owned()).or_insert_with(|| broadcast::Sender::new(QUEUE)).subscribe();
        Box::pin(futures_util::stream::unfold(receiver, next))
    }

    fn channels(&self) -> std::sync::MutexGuard<'_, Channels> {
        // No code that can panic runs under this lock.
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn next(mut receiver: broadcast::Receiver<Signal>) -> Option<(Signal, broadcast::Receiver<Signal>)> {
    match receiver.recv().await {
        Ok(signal) => Some((signal, receiver)),
        Err(RecvError::Lagged(_)) => Some((Signal::Gap, receiver)),
        Err(RecvError::Closed) => None,
    }
}
