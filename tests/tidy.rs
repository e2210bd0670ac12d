//! What the eye of a reviewer would have to check again and again.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Files below a folder with one of these endings.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() && !["pkg", "node_modules"].iter().any(|name| path.ends_with(name)) {
            files(&path, endings, found);
        } else if endings.iter().any(|ending| path.extension().is_some_and(|own| own == *ending)) {
            found.push(path);
        }
    }
}

fn production(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap());
    let mut found = Vec::new();
    for folder in ["src", "www", "python/core/src", "xtask/src"] {
        files(&root.join(folder), endings, &mut found);
    }
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn files_are_small() {
    let mut lengths: Vec<usize> = Vec::new();
    for (path, text) in production(&["rs", "js", "css"]) {
        let lines = text.lines().count();
        assert!(lines <= 350, "{} has {lines} lines: give some of them a room of their own", path.display());
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(lengths.len() > 150 && median < 110, "{} files, median {median}", lengths.len());
}

/// What a reader sets must never stop a figure: no way to panic outside of tests and of data that the program ships.
#[test]
fn nothing_gives_up() {
    for (path, text) in production(&["rs"]) {
        let own = text.split("#[cfg(test)]").next().unwrap_or_default();
        let shipped = path.ends_with("data.rs") || path.components().any(|part| part.as_os_str() == "xtask");
        let test = path.ends_with("tests.rs");
        for word in [".unwrap()", ".expect(", "unreachable!", "todo!", "panic!("] {
            let found = own.lines().find(|line| line.contains(word) && !line.trim_start().starts_with("//"));
            assert!(shipped || test || found.is_none(), "{}: {}", path.display(), found.unwrap_or_default());
        }
    }
}
