//! Evidence beside a file that is written elsewhere: the same document by another relative path.

use std::path::{Component, Path, PathBuf};

use crate::model::assessment::{Assessment, EvidenceSource};

/// Makes paths that are meant from the folder `from` mean the same from the folder `to`; both are absolute. The text of a
/// path stays as it is where the folders are the same, or where no relative path leads from one to the other.
pub fn moved(assessment: &mut Assessment, from: &Path, to: &Path) {
    let (from, to) = (plain(from), plain(to));
    if from == to {
        return;
    }
    for evidence in assessment.answers.values_mut().flat_map(|answer| &mut answer.evidence) {
        if let EvidenceSource::Path(path) = &mut evidence.source
            && Path::new(path).is_relative()
            && let Some(new) = relative(&plain(&from.join(&*path)), &to)
        {
            *path = new;
        }
    }
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// The way from a folder to a path, with `/` between its parts; none between two drives.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    let (path, folder): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (path.components().collect(), folder.components().collect());
    let common = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return None;
    }
    let up = folder[common..].iter().map(|_| Some(".."));
    let down = path[common..].iter().map(|part| part.as_os_str().to_str());
    up.chain(down).collect::<Option<Vec<&str>>>().map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_means_the_same_from_elsewhere() {
        let from_to = |path: &str, from: &str, to: &str| {
            relative(&plain(&Path::new(from).join(path)), &plain(Path::new(to)))
        };
        assert_eq!(from_to("docs/a.md", "/w/lead", "/w").as_deref(), Some("lead/docs/a.md"));
        assert_eq!(from_to("../docs/a.md", "/w/lead", "/w/out").as_deref(), Some("../docs/a.md"));
        assert_eq!(from_to("./a.md", "/w/x/y", "/w/./z/..").as_deref(), Some("x/y/a.md"));
    }
}
