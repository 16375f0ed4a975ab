//! Fails when a public function of the library is neither proved nor excluded with a reason.
//!
//! ```text
//! ioc-canon-proof-api RUSTDOC.json PROOF-SOURCES-DIR EXCLUDED.txt
//! ```
//! rustdoc's JSON sees what a user sees: macros expanded, re-exports followed, derives written out.
//! Its format is unstable, so only a few fields are read, as plain JSON, and an unknown shape ends
//! the run.
//!
//! Names: `Asn::parse` for a method, `feed::entries` for a function, `Asn: TryFrom<&str>` for a
//! trait's implementation, each by its shortest public path. A row of the proof may name several:
//! `Asn::parse read`, `Asn: Ord Hash`. A row that names a method must also call it.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    process::ExitCode,
};

use serde_json::Value;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Traits without a function of their own, or whose functions this crate does not write.
const MARKERS: [&str; 4] = ["Copy", "Eq", "StructuralPartialEq", "FusedIterator"];

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Fallible<bool> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [json, sources, excluded] = arguments.as_slice() else {
        return Err("expected RUSTDOC.json PROOF-SOURCES-DIR EXCLUDED.txt".into());
    };
    let api = Api::read(&serde_json::from_slice(&fs::read(json)?)?)?;
    let (proved, mut wrong) = rows(sources)?;
    let excluded = exclusions(&fs::read_to_string(excluded)?)?;

    for name in proved.iter().filter(|name| !api.names.contains(*name)) {
        wrong.push(format!("proved, but not in the public API: {name}"));
    }
    let mut unused: BTreeSet<&str> = excluded.keys().map(String::as_str).collect();
    let mut left_out = 0usize;
    for name in &api.names {
        let by = excluding(&excluded, name);
        match (proved.contains(name), by) {
            (true, None) => {}
            (true, Some(by)) if by == name => {
                wrong.push(format!("proved and excluded: {name}"));
                unused.remove(by);
            }
            (true, Some(_)) => {}
            (false, Some(by)) => {
                unused.remove(by);
                left_out += 1;
            }
            (false, None) => wrong.push(format!("neither proved nor excluded: {name}")),
        }
    }
    wrong.extend(unused.iter().map(|name| format!("excluded, but nothing goes by it: {name}")));
    for line in &wrong {
        eprintln!("{line}");
    }
    println!(
        "{} public functions: {} proved, {left_out} excluded with a reason, {} wrong",
        api.names.len(),
        proved.len(),
        wrong.len()
    );
    Ok(wrong.is_empty())
}

/// The exclusion that covers `name`: its own, or `*: Trait` for every implementation of a trait.
fn excluding<'e>(excluded: &'e BTreeMap<String, String>, name: &str) -> Option<&'e str> {
    let all = name.split_once(": ").map(|(_, of)| format!("*: {of}"));
    [Some(name.to_owned()), all]
        .into_iter()
        .flatten()
        .find_map(|key| excluded.get_key_value(&key))
        .map(|(key, _)| key.as_str())
}

/// `name = reason` lines; blank lines and `#` comments are skipped.
fn exclusions(text: &str) -> Fallible<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, reason) = line
            .split_once(" = ")
            .filter(|(_, reason)| !reason.trim().is_empty())
            .ok_or_else(|| format!("expected `name = reason`: {line}"))?;
        if found.insert(name.to_owned(), reason.to_owned()).is_some() {
            return Err(format!("excluded twice: {name}").into());
        }
    }
    Ok(found)
}

/// The names that the proof's rows state, and what is wrong with the rows.
fn rows(sources: &str) -> Fallible<(BTreeSet<String>, Vec<String>)> {
    let (mut names, mut wrong) = (BTreeSet::new(), Vec::new());
    for entry in fs::read_dir(sources)? {
        let text = fs::read_to_string(entry?.path())?;
        let mut starts: Vec<(usize, &str)> = Vec::new();
        for (at, _) in text.match_indices("\" => {") {
            let start = text[..at].rfind('"').ok_or("expected a row's opening quote")?;
            starts.push((at, &text[start + 1..at]));
        }
        for (index, (at, title)) in starts.iter().enumerate() {
            let end = starts.get(index + 1).map_or(text.len(), |next| next.0);
            let body = &text[*at..end];
            for name in expand(title) {
                if let Some((_, method)) = name.rsplit_once("::").filter(|_| !name.contains(": "))
                    && !calls(body, method)
                {
                    wrong.push(format!("named by a row that does not call it: {name}"));
                }
                if !names.insert(name.clone()) {
                    wrong.push(format!("proved twice: {name}"));
                }
            }
        }
    }
    Ok((names, wrong))
}

/// `A::b c` is `A::b` and `A::c`; `A: B C` is `A: B` and `A: C`.
fn expand(title: &str) -> Vec<String> {
    let (prefix, list) = match title.split_once(": ") {
        Some((of, list)) => (format!("{of}: "), list),
        None => match title.split(' ').next().and_then(|first| first.rsplit_once("::")) {
            Some((of, _)) => (format!("{of}::"), &title[of.len() + 2..]),
            None => (String::new(), title),
        },
    };
    list.split(' ').map(|name| format!("{prefix}{name}")).collect()
}

/// Whether `method` stands in `body` as a word with an argument list.
fn calls(body: &str, method: &str) -> bool {
    body.match_indices(method).any(|(at, _)| {
        let before = body[..at].chars().next_back();
        let after = &body[at + method.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            && (after.starts_with('(') || after.starts_with("::<"))
    })
}

/// The public functions, by name.
struct Api {
    names: BTreeSet<String>,
}

impl Api {
    fn read(json: &Value) -> Fallible<Self> {
        let index = json["index"].as_object().ok_or("expected rustdoc's JSON with an index")?;
        let item = |id: &Value| index.get(&id.to_string());
        // The shortest public path of every item that a user can name.
        let mut paths: BTreeMap<String, String> = BTreeMap::new();
        let mut queue = vec![(json["root"].clone(), String::new())];
        while let Some((id, path)) = queue.pop() {
            let Some(found) = item(&id) else { continue };
            let Some(module) = found["inner"].get("module") else { continue };
            for child in array(&module["items"])? {
                let Some(found) = item(child) else { continue };
                let (id, name) = match found["inner"].get("use") {
                    Some(of) => {
                        if of["is_glob"].as_bool() != Some(false) {
                            return Err(format!("a glob re-export cannot be followed: {of}").into());
                        }
                        (of["id"].clone(), of["name"].as_str())
                    }
                    None => (child.clone(), found["name"].as_str()),
                };
                let name = name.ok_or("expected an item with a name")?;
                let path =
                    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") };
                let best = paths.entry(id.to_string()).or_insert_with(|| path.clone());
                if path.matches("::").count() < best.matches("::").count() {
                    *best = path.clone();
                }
                queue.push((id, path));
            }
        }
        let mut names = BTreeSet::new();
        for (id, path) in &paths {
            let Some(inner) = index.get(id).map(|found| &found["inner"]) else { continue };
            if inner.get("function").is_some() {
                names.insert(path.clone());
            }
            let Some(of) = inner.get("struct").or_else(|| inner.get("enum")) else { continue };
            let impls: Vec<&Value> = array(&of["impls"])?.iter().filter_map(item).collect();
            let traits: Vec<Option<String>> =
                impls.iter().map(|found| trait_name(&found["inner"]["impl"])).collect();
            let copy = traits.iter().flatten().any(|name| name == "Copy");
            for (found, name) in impls.iter().zip(&traits) {
                let of = &found["inner"]["impl"];
                if of["is_synthetic"] == true || !of["blanket_impl"].is_null() {
                    continue;
                }
                match name {
                    // A `Copy` type's clone is a copy.
                    Some(name) if MARKERS.contains(&name.as_str()) || (copy && name == "Clone") => {
                    }
                    // A trait of another type that names this one, such as `From<Asn> for u32`, is
                    // listed under both; the other type's name is the right one.
                    Some(name) => {
                        let target = paths.get(&of["for"]["resolved_path"]["id"].to_string());
                        let target = target.cloned().unwrap_or_else(|| type_name(&of["for"]));
                        names.insert(format!("{target}: {name}"));
                    }
                    None => {
                        for method in array(&of["items"])?.iter().filter_map(item) {
                            if method["inner"].get("function").is_some()
                                && method["visibility"] == "public"
                            {
                                let name = method["name"].as_str().unwrap_or("?");
                                names.insert(format!("{path}::{name}"));
                            }
                        }
                    }
                }
            }
        }
        if names.is_empty() {
            return Err("found no public function: has rustdoc's format changed?".into());
        }
        Ok(Self { names })
    }
}

fn array(value: &Value) -> Fallible<&Vec<Value>> {
    value.as_array().ok_or_else(|| "expected an array; has rustdoc's format changed?".into())
}

/// `TryFrom<&str>`; `None` for an inherent implementation.
fn trait_name(of: &Value) -> Option<String> {
    let path = of["trait"]["path"].as_str()?;
    let name = path.rsplit("::").next()?;
    Some(format!("{name}{}", arguments(&of["trait"]["args"])))
}

fn arguments(args: &Value) -> String {
    let types: Vec<String> = args["angle_bracketed"]["args"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|arg| arg.get("type").map(type_name))
        .collect();
    if types.is_empty() { String::new() } else { format!("<{}>", types.join(",")) }
}

/// A type as it is written, without lifetimes and blanks.
fn type_name(of: &Value) -> String {
    if let Some(name) = of["primitive"].as_str().or(of["generic"].as_str()) {
        name.to_owned()
    } else if let Some(path) = of["resolved_path"]["path"].as_str() {
        let name = path.rsplit("::").next().unwrap_or(path);
        format!("{name}{}", arguments(&of["resolved_path"]["args"]))
    } else if let Some(inner) = of.get("borrowed_ref") {
        format!("&{}", type_name(&inner["type"]))
    } else if let Some(inner) = of.get("slice") {
        format!("[{}]", type_name(inner))
    } else if let Some(inner) = of["tuple"].as_array() {
        format!("({})", inner.iter().map(type_name).collect::<Vec<_>>().join(","))
    } else {
        "?".to_owned()
    }
}
