//! Another system on this machine: answers as it is told, and keeps what it got.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_util::task::AbortOnDropHandle;

/// How it answers a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A status, with further header lines.
    Status(u16, String),
    /// Never.
    Silence,
    /// It breaks the connection off.
    Reset,
}

impl Reply {
    pub fn status(status: u16) -> Self {
        Self::Status(status, String::new())
    }
}

/// What it got.
#[derive(Clone, Debug)]
pub struct Received {
    /// By names in small letters.
    pub headers: HashMap<String, String>,
    pub text: String,
}

impl Received {
    pub fn body(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no header {name}: {self:?}"))
    }
}

#[derive(Debug)]
struct Kept {
    /// For the next requests; then the usual one.
    next: VecDeque<Reply>,
    usual: Reply,
    received: Vec<Received>,
    /// Connections that get no answer stay open.
    silent: Vec<TcpStream>,
}

/// A receiver that listens until it is dropped.
pub struct Receiver {
    pub address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    count: watch::Receiver<usize>,
    _task: AbortOnDropHandle<()>,
}

impl Receiver {
    /// One that answers 204.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let kept = Kept { next: VecDeque::new(), usual: Reply::status(204), received: vec![], silent: vec![] };
        let kept = Arc::new(Mutex::new(kept));
        let (told, count) = watch::channel(0);
        let task = AbortOnDropHandle::new(tokio::spawn(listen(listener, kept.clone(), told)));
        Self { address, kept, count, _task: task }
    }

    pub fn url(&self) -> String {
        format!("http://{}/hooks", self.address)
    }

    /// From now on it answers so.
    pub fn answers(&self, usual: Reply) {
        self.kept.lock().expect("a lock").usual = usual;
    }

    /// The next request is answered so.
    pub fn answers_next(&self, reply: Reply) {
        self.kept.lock().expect("a lock").next.push_back(reply);
    }

    /// Everything that it got, in its order.
    pub fn received(&self) -> Vec<Received> {
        self.kept.lock().expect("a lock").received.clone()
    }

    /// Forgets what it got.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.kept.lock().expect("a lock").received)
    }

    /// Waits until it has got so many requests since it was opened.
    pub async fn has_got(&self, requests: usize) {
        let mut count = self.count.clone();
        count.wait_for(|got| *got >= requests).await.expect("it listens");
    }

    /// Breaks off the connections that it has not answered.
    pub fn lets_go(&self) {
        self.kept.lock().expect("a lock").silent.clear();
    }
}

async fn listen(listener: TcpListener, kept: Arc<Mutex<Kept>>, told: watch::Sender<usize>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { return };
        tokio::spawn(answer(stream, kept.clone(), told.clone()));
    }
}

async fn answer(mut stream: TcpStream, kept: Arc<Mutex<Kept>>, told: watch::Sender<usize>) {
    let Some(received) = read(&mut stream).await else { return };
    let reply = {
        let mut kept = kept.lock().expect("a lock");
        kept.received.push(received);
        kept.next.pop_front().unwrap_or_else(|| kept.usual.clone())
    };
    match reply {
        Reply::Status(status, more) => {
            let head = format!("HTTP/1.1 {status} Said\r\ncontent-length: 0\r\nconnection: close\r\n{more}\r\n");
            // Whoever asked may be gone.
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
        Reply::Silence => kept.lock().expect("a lock").silent.push(stream),
        Reply::Reset => drop(stream),
    }
    told.send_modify(|count| *count += 1);
}

async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).expect("a head of text");
    let headers: HashMap<String, String> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length: usize = headers["content-length"].parse().expect("a length");
    while bytes.len() < head + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let text = String::from_utf8(bytes[head + 4..].to_vec()).expect("a body of text");
    Some(Received { headers, text })
}
