//! Writes the public API as text, one item a line, sorted: `docs/api.txt`. Or lists the items that
//! are not told as users want them: each with a text and an example that asserts something, and a
//! function that may fail with its `# Errors`.
//!
//! ```text
//! listing RUSTDOC.json
//! listing --examples RUSTDOC.json
//! ```
//! As `main.rs` it reads rustdoc's JSON, where macros are expanded and re-exports followed. Each item
//! stands under its shortest public path; private fields, blanket and automatic implementations
//! (`Send`, `Sync` and their like) are left out. An unknown shape ends the run.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    process::ExitCode,
    sync::OnceLock,
};

use serde_json::{Map, Value};

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    match run() {
        Ok((text, good)) => {
            print!("{text}");
            if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Fallible<(String, bool)> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (examples, json) = match arguments.as_slice() {
        [json] => (false, json),
        ["--examples", json] => (true, json),
        _ => return Err("expected [--examples] RUSTDOC.json".into()),
    };
    let json = serde_json::from_slice(&fs::read(json)?)?;
    let listing = Listing::read(&json)?;
    Ok(match examples {
        false => (listing.lines.into_iter().map(|line| line + "\n").collect(), true),
        true => listing.untold(),
    })
}

struct Listing<'j> {
    index: &'j Map<String, Value>,
    paths: BTreeMap<String, String>,
    lines: BTreeSet<String>,
    /// How many items have an example, and how many variants and fields a text.
    shown: usize,
    parts: usize,
    /// What is missing: a line an item.
    untold: BTreeSet<String>,
}

impl<'j> Listing<'j> {
    fn read(json: &'j Value) -> Fallible<Self> {
        let index = json["index"].as_object().ok_or("expected rustdoc's JSON with an index")?;
        let mut listing = Self {
            index,
            paths: BTreeMap::new(),
            lines: BTreeSet::new(),
            shown: 0,
            parts: 0,
            untold: BTreeSet::new(),
        };
        listing.walk(&json["root"])?;
        for (id, path) in PATHS.get_or_init(|| listing.paths.clone()) {
            if let Some(item) = index.get(id) {
                listing.item(item, path)?;
            }
        }
        if listing.lines.len() < 100 {
            return Err("found next to nothing: has rustdoc's format changed?".into());
        }
        Ok(listing)
    }

    /// What is missing, and whether nothing is. The last line counts.
    fn untold(self) -> (String, bool) {
        let (shown, parts, good) = (self.shown, self.parts, self.untold.is_empty());
        let mut text: String = self.untold.into_iter().map(|line| line + "\n").collect();
        text +=
            &format!("{shown} public items with an example; {parts} variants and fields told\n");
        (text, good)
    }

    /// Holds an item to a text, an example and, where it may fail, its errors.
    fn tell(&mut self, item: &Value, path: &str) {
        let docs = item["docs"].as_str().unwrap_or_default();
        // What stands between the fences: every second stretch. A word after the opening fence says
        // that it is no example, but for `rust` itself.
        let shown = docs.split("```").skip(1).step_by(2).any(|block| {
            let (word, code) = block.split_once('\n').unwrap_or_default();
            matches!(word.trim(), "" | "rust") && code.contains("assert")
        });
        match shown {
            true => self.shown += 1,
            false => self.miss(path, "no example that asserts something"),
        }
        let output = &item["inner"]["function"]["sig"]["output"]["resolved_path"]["path"];
        if output == "Result" && !docs.contains("# Errors") {
            self.miss(path, "no `# Errors`");
        }
    }

    /// Holds a variant or a field, which its type's example shows, to a text.
    fn tell_part(&mut self, item: &Value, path: &str) {
        match item["docs"].as_str().unwrap_or_default().trim() {
            "" => self.miss(path, "no text"),
            _ => self.parts += 1,
        }
    }

    fn miss(&mut self, path: &str, what: &str) {
        self.untold.insert(format!("{path}: {what}"));
    }

    fn get(&self, id: &Value) -> Option<&'j Value> {
        self.index.get(&id.to_string())
    }

    /// Finds the shortest public path of every item.
    fn walk(&mut self, root: &Value) -> Fallible<()> {
        let mut queue = vec![(root.clone(), String::new())];
        while let Some((id, path)) = queue.pop() {
            let Some(module) = self.get(&id).and_then(|item| item["inner"].get("module")) else {
                continue;
            };
            for child in array(&module["items"])? {
                let Some(item) = self.get(child) else { continue };
                let (id, name) = match item["inner"].get("use") {
                    Some(of) if of["is_glob"] != false => {
                        return Err(format!("a glob re-export cannot be followed: {of}").into());
                    }
                    Some(of) => (of["id"].clone(), of["name"].as_str()),
                    None => (child.clone(), item["name"].as_str()),
                };
                let name = name.ok_or("expected an item with a name")?;
                let path = if path.is_empty() { name.into() } else { format!("{path}::{name}") };
                let depth = |path: &String| (path.matches("::").count(), path.clone());
                let best = self.paths.entry(id.to_string()).or_insert_with(|| path.clone());
                if depth(&path) < depth(best) {
                    best.clone_from(&path);
                }
                queue.push((id, path));
            }
        }
        Ok(())
    }

    fn add(&mut self, path: &str, text: impl AsRef<str>) {
        self.lines.insert(format!("{path}: {}", text.as_ref()));
    }

    fn item(&mut self, item: &Value, path: &str) -> Fallible<()> {
        let (shape, inner) = only(&item["inner"])?;
        self.tell(item, path);
        match shape {
            "module" => self.add(path, "mod"),
            "function" => self.add(path, function(inner)?),
            "constant" => {
                let value = inner["const"]["value"].as_str().or(inner["const"]["expr"].as_str());
                // What a table is made of is no promise; a number is.
                let value = match value.filter(|value| value.starts_with(|c: char| c.is_numeric()))
                {
                    Some(value) => format!(" = {value}"),
                    None => String::new(),
                };
                self.add(path, format!("const {}{value}", ty(&inner["type"])?));
            }
            "static" => self.add(path, format!("static {}", ty(&inner["type"])?)),
            "type_alias" => self.add(path, format!("type = {}", ty(&inner["type"])?)),
            "struct" => {
                self.add(path, format!("struct{}{}", generics(inner)?, attributes(item)));
                for field in self.children(&inner["kind"]["plain"]["fields"]) {
                    let name = field["name"].as_str().unwrap_or("?");
                    let of = ty(&field["inner"]["struct_field"])?;
                    let path = format!("{path}.{name}");
                    self.tell_part(field, &path);
                    self.add(&path, of);
                }
                self.impls(&inner["impls"], path)?;
            }
            "enum" => {
                self.add(path, format!("enum{}{}", generics(inner)?, attributes(item)));
                for variant in self.children(&inner["variants"]) {
                    let kind = &variant["inner"]["variant"]["kind"];
                    let mut of = Vec::new();
                    for field in self.children(&kind["tuple"]) {
                        of.push(ty(&field["inner"]["struct_field"])?);
                    }
                    for field in self.children(&kind["struct"]["fields"]) {
                        let name = field["name"].as_str().unwrap_or("?");
                        of.push(format!("{name}: {}", ty(&field["inner"]["struct_field"])?));
                    }
                    let name = variant["name"].as_str().ok_or("expected a variant's name")?;
                    let of =
                        if of.is_empty() { String::new() } else { format!("({})", of.join(", ")) };
                    let number = variant["inner"]["variant"]["discriminant"]["value"].as_str();
                    let number = number.map(|number| format!(" = {number}")).unwrap_or_default();
                    let path = format!("{path}::{name}");
                    self.tell_part(variant, &path);
                    self.add(&path, format!("variant{of}{number}"));
                }
                self.impls(&inner["impls"], path)?;
            }
            "trait" | "union" | "macro" | "proc_macro" | "trait_alias" => self.add(path, shape),
            other => return Err(format!("unknown shape of item: {other}").into()),
        }
        Ok(())
    }

    /// The items of a list of ids; none where there is no list.
    fn children(&self, ids: &Value) -> Vec<&'j Value> {
        ids.as_array().into_iter().flatten().filter_map(|id| self.get(id)).collect()
    }

    fn impls(&mut self, ids: &Value, path: &str) -> Fallible<()> {
        for found in self.children(ids) {
            let of = &found["inner"]["impl"];
            if of["is_synthetic"] == true || !of["blanket_impl"].is_null() {
                continue;
            }
            if of["trait"].is_null() {
                for item in self.children(&of["items"]) {
                    let name = item["name"].as_str().unwrap_or("?");
                    if item["visibility"] == "public" {
                        let (shape, inner) = only(&item["inner"])?;
                        let line = match shape {
                            "function" => function(inner)?,
                            "assoc_const" => format!("const {}", ty(&inner["type"])?),
                            other => return Err(format!("unknown item of a type: {other}").into()),
                        };
                        let path = format!("{path}::{name}");
                        self.tell(item, &path);
                        self.add(&path, line);
                    }
                }
                continue;
            }
            let name = named(&of["trait"])?;
            if !name.ends_with("StructuralPartialEq") {
                self.add(path, format!("impl {name} for {}", ty(&of["for"])?));
            }
        }
        Ok(())
    }
}

/// Marks that bind a user: what may not be matched in full, and how it lies in memory.
fn attributes(item: &Value) -> String {
    let mut marks: Vec<String> = item["attrs"]
        .as_array()
        .into_iter()
        .flatten()
        .map(Value::to_string)
        .filter(|attribute| attribute.contains("non_exhaustive"))
        .map(|_| " #[non_exhaustive]".to_owned())
        .collect();
    marks.dedup();
    marks.concat()
}

fn only(value: &Value) -> Fallible<(&str, &Value)> {
    let (shape, inner) = value
        .as_object()
        .and_then(|map| map.iter().next())
        .ok_or_else(|| format!("expected one shape: {value}"))?;
    Ok((shape, inner))
}

fn array(value: &Value) -> Fallible<&Vec<Value>> {
    value.as_array().ok_or_else(|| "expected an array; has rustdoc's format changed?".into())
}

fn list(values: &Value, each: impl Fn(&Value) -> Fallible<String>) -> Fallible<Vec<String>> {
    array(values)?.iter().map(each).collect()
}

/// `const fn(text: &str) -> Option<Self>`.
fn function(inner: &Value) -> Fallible<String> {
    let (header, sig) = (&inner["header"], &inner["sig"]);
    let mut text = String::new();
    for (mark, word) in [("is_const", "const "), ("is_unsafe", "unsafe "), ("is_async", "async ")] {
        if header[mark] == true {
            text.push_str(word);
        }
    }
    let inputs = list(&sig["inputs"], |input| {
        let name = input[0].as_str().unwrap_or("?");
        let of = ty(&input[1])?;
        Ok(match (name, of.as_str()) {
            ("self", "Self") => "self".into(),
            ("self", "&Self") => "&self".into(),
            ("self", "&mut Self") => "&mut self".into(),
            _ => format!("{name}: {of}"),
        })
    })?;
    text.push_str(&format!("fn{}({})", generics(inner)?, inputs.join(", ")));
    if !sig["output"].is_null() {
        text.push_str(&format!(" -> {}", ty(&sig["output"])?));
    }
    let wheres = array(&inner["generics"]["where_predicates"])?;
    if !wheres.is_empty() {
        let wheres = wheres.iter().map(|of| {
            if let Some(of) = of.get("bound_predicate") {
                return Ok(format!("{}: {}", ty(&of["type"])?, bounds(&of["bounds"])?));
            }
            if let Some(of) = of.get("lifetime_predicate") {
                let outlives = list(&of["outlives"], |of| Ok(of.as_str().unwrap_or("?").into()))?;
                let name = of["lifetime"].as_str().unwrap_or("?");
                return Ok(format!("{name}: {}", outlives.join(" + ")));
            }
            Err(format!("unknown bound: {of}").into())
        });
        text.push_str(&format!(" where {}", wheres.collect::<Fallible<Vec<_>>>()?.join(", ")));
    }
    Ok(text)
}

/// `<'a, const N: usize, T: Bound>`; empty for none.
fn generics(inner: &Value) -> Fallible<String> {
    let mut params = Vec::new();
    for param in array(&inner["generics"]["params"])? {
        let name = param["name"].as_str().unwrap_or("?");
        let (shape, of) = only(&param["kind"])?;
        match shape {
            "lifetime" => params.push(name.to_owned()),
            "const" => params.push(format!("const {name}: {}", ty(&of["type"])?)),
            // An `impl Trait` argument is written where it stands.
            "type" if of["is_synthetic"] == true => {}
            "type" => {
                let bounds = bounds(&of["bounds"])?;
                let colon = if bounds.is_empty() { "" } else { ": " };
                params.push(format!("{name}{colon}{bounds}"));
            }
            other => return Err(format!("unknown parameter: {other}").into()),
        }
    }
    Ok(if params.is_empty() { String::new() } else { format!("<{}>", params.join(", ")) })
}

fn bounds(values: &Value) -> Fallible<String> {
    let all = list(values, |bound| {
        if let Some(of) = bound.get("trait_bound") {
            let maybe = if of["modifier"] == "maybe" { "?" } else { "" };
            return Ok(format!("{maybe}{}", named(&of["trait"])?));
        }
        if let Some(of) = bound["outlives"].as_str() {
            return Ok(of.into());
        }
        if let Some(of) = bound.get("use") {
            let names = list(of, |of| {
                Ok(of
                    .as_str()
                    .or(of["lifetime"].as_str())
                    .or(of["param"].as_str())
                    .unwrap_or("?")
                    .into())
            })?;
            return Ok(format!("use<{}>", names.join(", ")));
        }
        Err(format!("unknown bound: {bound}").into())
    })?;
    Ok(all.join(" + "))
}

/// The public paths of this crate's items, by id; set once they are known.
static PATHS: OnceLock<BTreeMap<String, String>> = OnceLock::new();

/// A path, public where it is this crate's, else its last name; and its arguments.
fn named(of: &Value) -> Fallible<String> {
    let written = of["path"].as_str().ok_or_else(|| format!("expected a path: {of}"))?;
    let public = PATHS.get().and_then(|paths| paths.get(&of["id"].to_string()));
    let name = match public {
        Some(path) => path.as_str(),
        None => written.rsplit("::").next().unwrap_or(written),
    };
    Ok(format!("{name}{}", arguments(&of["args"])?))
}

fn arguments(args: &Value) -> Fallible<String> {
    if let Some(of) = args.get("parenthesized") {
        let inputs = list(&of["inputs"], ty)?.join(", ");
        let output = if of["output"].is_null() {
            String::new()
        } else {
            format!(" -> {}", ty(&of["output"])?)
        };
        return Ok(format!("({inputs}){output}"));
    }
    let Some(of) = args.get("angle_bracketed") else { return Ok(String::new()) };
    let mut all = list(&of["args"], |arg| match arg {
        Value::String(infer) => Ok(infer.clone()),
        _ => match only(arg)? {
            ("lifetime", name) => Ok(name.as_str().unwrap_or("?").into()),
            ("type", of) => ty(of),
            ("const", of) => Ok(of["expr"].as_str().unwrap_or("?").into()),
            (other, _) => Err(format!("unknown argument: {other}").into()),
        },
    })?;
    for constraint in array(&of["constraints"])? {
        let name = constraint["name"].as_str().unwrap_or("?");
        all.push(format!("{name} = {}", ty(&constraint["binding"]["equality"]["type"])?));
    }
    Ok(if all.is_empty() { String::new() } else { format!("<{}>", all.join(", ")) })
}

/// A type as it is written.
fn ty(of: &Value) -> Fallible<String> {
    let (shape, inner) = match of {
        Value::String(_) => return Ok("_".into()),
        _ => only(of)?,
    };
    Ok(match shape {
        "primitive" | "generic" => match inner.as_str().unwrap_or("?") {
            "never" => "!".into(),
            name => name.into(),
        },
        "resolved_path" => named(inner)?,
        "borrowed_ref" => {
            let lifetime = inner["lifetime"].as_str().map(|name| format!("{name} "));
            let mutable = if inner["is_mutable"] == true { "mut " } else { "" };
            format!("&{}{mutable}{}", lifetime.unwrap_or_default(), ty(&inner["type"])?)
        }
        "slice" => format!("[{}]", ty(inner)?),
        "array" => format!("[{}; {}]", ty(&inner["type"])?, inner["len"].as_str().unwrap_or("?")),
        "tuple" => format!("({})", list(inner, ty)?.join(", ")),
        "impl_trait" => format!("impl {}", bounds(inner)?),
        "dyn_trait" => {
            let traits = list(&inner["traits"], |of| named(&of["trait"]))?.join(" + ");
            let lifetime = inner["lifetime"].as_str().map(|name| format!(" + {name}"));
            format!("dyn {traits}{}", lifetime.unwrap_or_default())
        }
        "function_pointer" => {
            let inputs = list(&inner["sig"]["inputs"], |input| ty(&input[1]))?.join(", ");
            let output = &inner["sig"]["output"];
            let output =
                if output.is_null() { String::new() } else { format!(" -> {}", ty(output)?) };
            format!("fn({inputs}){output}")
        }
        "qualified_path" => {
            let name = inner["name"].as_str().unwrap_or("?");
            match inner["trait"].is_null() {
                true => format!("{}::{name}", ty(&inner["self_type"])?),
                false => {
                    format!("<{} as {}>::{name}", ty(&inner["self_type"])?, named(&inner["trait"])?)
                }
            }
        }
        other => return Err(format!("unknown type: {other}").into()),
    })
}
