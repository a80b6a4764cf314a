//! The program in a terminal of its own: keys go in, and what is shown can be waited for.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::program::Program;

/// How long a slow machine may take to show something.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Terminal {
    child: Child,
    keys: ChildStdin,
    shown: Receiver<Vec<u8>>,
    bytes: Vec<u8>,
    /// Up to here, what is shown has been waited for.
    seen: usize,
}

impl Terminal {
    /// Starts the program in a terminal of that size; none, with a word about it, where there is no `script` of util-linux.
    pub fn open(program: &Program, columns: u16, rows: u16, arguments: &[&str]) -> Option<Self> {
        let version = Command::new("script").arg("--version").output();
        if !version.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).contains("util-linux")) {
            println!("skipped: no `script` of util-linux that could give a terminal");
            return None;
        }
        let quoted: Vec<String> = arguments.iter().map(|argument| format!("'{argument}'")).collect();
        let call = format!(
            "stty cols {columns} rows {rows}; echo pid=$$.; exec '{}' {}",
            env!("CARGO_BIN_EXE_socmark"),
            quoted.join(" ")
        );
        let mut child = Command::new("script")
            .args(["--quiet", "--return", "--command", &call, "/dev/null"])
            .current_dir(program.folder())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .env("SHELL", "/bin/sh")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("script starts");
        let keys = child.stdin.take().expect("it is piped");
        let mut out = child.stdout.take().expect("it is piped");
        let (sender, shown) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read) = out.read(&mut buffer) {
                if read == 0 || sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Some(Self { child, keys, shown, bytes: Vec::new(), seen: 0 })
    }

    /// Waits until this text is shown, after what was waited for before.
    #[track_caller]
    pub fn wait(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        loop {
            let shown = plain(&self.bytes);
            if let Some(at) = shown.get(self.seen..).and_then(|rest| rest.find(text)) {
                self.seen += at + text.len();
                return self;
            }
            match self.shown.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.bytes.extend(bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("`{text}` was not shown:\n{}", &shown[self.seen.min(shown.len())..])
                }
            }
        }
    }

    /// Presses keys; `\r` is Enter, `\x03` Ctrl-C, `\x1b` Esc.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the terminal listens");
        self
    }

    /// The process id of the program.
    pub fn pid(&mut self) -> String {
        self.wait("pid=");
        let shown = plain(&self.bytes);
        shown[self.seen..].split('.').next().expect("a number").to_owned()
    }

    /// Waits for the end: the exit code, and everything that was shown.
    pub fn end(mut self) -> (i32, String) {
        while let Ok(bytes) = self.shown.recv_timeout(PATIENCE) {
            self.bytes.extend(bytes);
        }
        let status = self.child.wait().expect("it ends");
        (status.code().unwrap_or(-1), plain(&self.bytes))
    }
}

/// What is shown, without the codes that move the cursor or colour the text.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' if chars.next() == Some('[') => {
                for c in chars.by_ref() {
                    if ('@'..='~').contains(&c) {
                        break;
                    }
                }
            }
            '\u{1b}' | '\r' => {}
            c => out.push(c),
        }
    }
    out
}
