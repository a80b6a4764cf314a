//! The program as its users meet it: a folder of files, arguments, and what came out.
#![allow(dead_code, reason = "a builder serves modules that need more or less of it")]

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A temporary folder in which the program runs; gone when it is dropped.
pub struct Program {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
    input: Option<String>,
}

/// Exit code, stdout and stderr; shown as one text for a snapshot, with the temporary folder as `[DIR]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Program {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("socmark-it-").tempdir().expect("a temporary folder");
        Self { folder, variables: Vec::new(), input: None }
    }

    /// With a file of that text; folders on the way are made.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder"))
            .expect("folders can be made");
        std::fs::write(path, text).expect("the file can be written");
        self
    }

    /// With a copy of a file of this repository (`tests/fixtures/…`, `templates/…`).
    pub fn copy(self, from: &str, to: &str) -> Self {
        let bytes =
            std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(from)).expect("the file is there");
        self.file(to, bytes)
    }

    /// With a variable in its otherwise empty environment.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With text on stdin; nothing stands there otherwise.
    pub fn input(mut self, text: &str) -> Self {
        self.input = Some(text.to_owned());
        self
    }

    /// The path of something in the folder.
    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The text of a file in the folder.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file in the folder, in order, with `/` between the parts of its path.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
                let path = entry.expect("the entry can be read").path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let below = path.strip_prefix(self.folder.path()).expect("it stands in the folder");
                    found.push(below.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found.sort();
        found
    }

    /// Runs the program in the folder with these arguments.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_socmark"));
        command.current_dir(self.folder.path()).env_clear().timeout(Duration::from_secs(120));
        // Windows starts nothing without it
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        if let Some(input) = &self.input {
            command.write_stdin(input.as_str());
        }
        let output = command.args(arguments).output().expect("the program starts");
        Run {
            code: output.status.code().expect("the program ends by itself"),
            stdout: self.shown(&output.stdout),
            stderr: self.shown(&output.stderr),
        }
    }

    fn shown(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes);
        let folder = self.folder.path().to_string_lossy().into_owned();
        text.replace(&folder, "[DIR]")
    }
}

impl Run {
    /// The result as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("no JSON: {error}\n{self}"))
    }
}

/// Rule ids of everything said, in order, each once.
pub fn fired(stderr: &str) -> Vec<String> {
    let mut ids: Vec<String> = ["error[", "warning[", "note["]
        .iter()
        .flat_map(|start| stderr.split(start).skip(1))
        .filter_map(|rest| rest.split(']').next())
        .map(str::to_owned)
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit {}", self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(f, "\n--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}
