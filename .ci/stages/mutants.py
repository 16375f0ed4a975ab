"""Runs the mutants of `cargo mutants` from one build.

    mutants.py MUTANTS.json OUT SCRATCH [JOBS]

`cargo mutants` builds the crate and its tests anew for every mutant, which is nearly all of its time. Here a
function's body becomes a choice by number: its mutated bodies, and the one that is written. One build holds all
mutants, and each run of the tests names one in IOC_MUTANT. The mutants, and their names, are those of
`cargo mutants --list --json`.

What cannot be chosen while the program runs is built and run alone, with the file as `cargo mutants` would write it:
mutants outside of functions, those of functions that return an unnamed type, and those of `const fn` that live.
What lives in that build is asked for once more in a build for small machines, where the complete readers stand alone, then in
one without features, and what defmt writes by the program of proof/defmt, which has the logger.
Writes caught.txt, missed.txt, timeout.txt and unviable.txt into OUT.
"""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# What builds with a cargo of its own, and what takes long by intention, says nothing that others do not.
LEFT_OUT = ["readme", "lint_feed"]
SKIPPED = ["--skip", "time_is_linear", "--skip", "long_runs_of_marks_are_linear"]
CARGO = ["cargo", "test", "--quiet", "--locked", "--lib", "--tests", "--no-run"]
ALL, BARE = "--all-features", "--no-default-features"
FLAGS = "--cap-lints allow -Awarnings"
SMALL = [("RUSTFLAGS", FLAGS + " --cfg ioc_canon_small")]
ACTIVE = """
/// The mutant that runs, by its number.
#[allow(warnings)]
pub(crate) mod schema {
    extern crate std;
    pub const fn active() -> u32 {
        core::intrinsics::const_eval_select((), compiled, chosen)
    }
    const fn compiled() -> u32 {
        0
    }
    fn chosen() -> u32 {
        use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
        static CHOSEN: AtomicU32 = AtomicU32::new(u32::MAX);
        match CHOSEN.load(Relaxed) {
            u32::MAX => {
                let number = std::env::var("IOC_MUTANT").map_or(0, |n| n.parse().unwrap());
                CHOSEN.store(number, Relaxed);
                number
            }
            number => number,
        }
    }
}
"""


class Source:
    """A file's text, with places by line and column."""

    def __init__(self, path):
        self.text = path.read_text()
        self.starts = [0]
        for line in self.text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, span):
        at = lambda place: self.starts[place["line"] - 1] + place["column"] - 1
        return at(span["start"]), at(span["end"])


TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|b?r(\#*)".*?"\1|b?"(?:\\.|[^"\\])*"|b?'(?:\\(?:u\{[0-9a-fA-F_]+\}|x..|.)|[^'\\\n])'|'\w+|[{}()\[\]]""",
    re.S,
)


def body(text, start, end):
    """Where the body of the function that is text[start:end] begins and ends: within its last braces."""
    depth, opened, found = 0, None, None
    for token in TOKEN.finditer(text, start, end):
        if token[0] in ("{", "(", "["):
            if depth == 0 and token[0] == "{":
                opened = token.end()
            depth += 1
        elif token[0] in ("}", ")", "]"):
            depth -= 1
            if depth == 0 and token[0] == "}":
                found = opened, token.start()
    return found


class Function:
    def __init__(self, source, start, end):
        self.start, self.end = start, end
        self.body = body(source.text, start, end)
        head = source.text[start : self.body[0]] if self.body else ""
        head = re.sub(r"//[^\n]*", "", head)
        self.const = re.search(r"\bconst fn\b", head) is not None
        # Each arm's type would be another.
        self.unnamed = re.search(r"->\s*.*\bimpl\b", head, re.S) is not None
        self.mutants, self.inner = [], []


def mutated(mutant, span, text, start, end):
    """The text from start to end with the mutant in it."""
    return text[start : span[0]] + mutant["replacement"] + text[span[1] : end]


class Schema:
    """The tree with every mutant in it."""

    def __init__(self, tree, mutants):
        self.tree = tree
        self.sources, self.functions = {}, {}
        self.alone = []
        for number, mutant in enumerate(mutants, 1):
            mutant["number"] = number
            file = mutant["file"]
            if file not in self.sources:
                self.sources[file] = Source(tree / file)
            source = self.sources[file]
            if not mutant["function"]:
                self.alone.append(mutant)
                continue
            span = source.span(mutant["function"]["span"])
            functions = self.functions.setdefault(file, {})
            if span not in functions:
                functions[span] = Function(source, *span)
            function = functions[span]
            at = source.span(mutant["span"])
            inside = function.body and function.body[0] <= at[0] and at[1] <= function.body[1]
            mutant["const"] = function.const
            if not inside or function.unnamed:
                self.alone.append(mutant)
            else:
                function.mutants.append((mutant, at))
        for functions in self.functions.values():
            for one in functions.values():
                outer = [of for of in functions.values() if of is not one and of.start <= one.start and one.end <= of.end]
                if outer:
                    max(outer, key=lambda of: of.start).inner.append(one)
                    one.nested = True
                else:
                    one.nested = False

    def write(self, dropped):
        """Writes every file; returns which mutant each line belongs to."""
        lines = {}
        for file, source in self.sources.items():
            functions = [one for one in self.functions.get(file, {}).values() if not one.nested]
            self.out = []
            self.render(source, 0, len(source.text), functions, dropped)
            text, owners = "", []
            for piece, owner in self.out:
                owners += [owner] * piece.count("\n")
                text += piece
            # Inlined, arms that hold arms would multiply.
            text = re.sub(r"#\[inline(\(always\))?\]", "#[inline(never)]", text)
            if file == "src/lib.rs":
                text = self.root(text)
            (self.tree / file).write_text(text)
            lines[file] = owners
        root = self.tree / "src/lib.rs"
        if "src/lib.rs" not in self.sources:
            self.sources_root = getattr(self, "sources_root", None) or root.read_text()
            root.write_text(self.root(self.sources_root))
        return lines

    @staticmethod
    def root(text):
        text = text.replace("#![forbid(unsafe_code)]", "#![allow(warnings, internal_features)]", 1)
        # On the line of another attribute, so that no line moves.
        text = text.replace("#![no_std]", "#![no_std] #![feature(core_intrinsics, const_eval_select)]", 1)
        return text + ACTIVE

    def render(self, source, start, end, functions, dropped):
        at = start
        for function in sorted(functions, key=lambda one: one.start):
            arms = [(m, span) for m, span in function.mutants if m["number"] not in dropped]
            if not function.body or not (arms or function.inner):
                continue
            first, last = function.body
            self.out.append((source.text[at:first], None))
            self.out.append(("match crate::schema::active() {", None))
            for mutant, span in arms:
                self.out.append((f"\n{mutant['number']} => {{ ", mutant))
                self.out.append((mutated(mutant, span, source.text, first, last) + "\n}", mutant))
                # What ends on this line ends the mutant: the next piece begins with a line of its own.
            self.out.append(("\n_ => {", None))
            self.render(source, first, last, function.inner, dropped)
            self.out.append(("} }", None))
            at = last
        self.out.append((source.text[at:end], None))


def cargo(tree, target, *arguments, profile=()):
    environment = {
        **os.environ,
        "CARGO_TARGET_DIR": str(target),
        "RUSTC_BOOTSTRAP": "1",
        "CARGO_PROFILE_TEST_DEBUG": "0",
        "CARGO_PROFILE_DEV_DEBUG": "0",
        # What is built once and run thousands of times. Checks of overflow stay on.
        "CARGO_PROFILE_TEST_OPT_LEVEL": "1",
        "CARGO_PROFILE_DEV_OPT_LEVEL": "1",
        "RUSTFLAGS": FLAGS,
        **dict(profile),
    }
    return subprocess.run(arguments, cwd=tree, env=environment, capture_output=True, text=True)


def errors_of(output):
    """Places of errors of the compiler: file and line, all of one error's spans together."""
    for line in output.splitlines():
        if not line.startswith("{"):
            continue
        message = json.loads(line)
        if message.get("reason") != "compiler-message" or message["message"]["level"] != "error":
            continue
        spans = sorted(message["message"]["spans"], key=lambda span: not span["is_primary"])
        yield [place for span in spans for place in expanded(span)], message["message"]["rendered"]


def expanded(span):
    while span:
        yield span["file_name"], span["line_start"]
        span = span["expansion"] and span["expansion"]["span"]


def viable(schema, target, features, dropped=frozenset()):
    """Drops the mutants that do not compile as well; returns the numbers of all that are dropped."""
    dropped = set(dropped)
    while True:
        lines = schema.write(dropped)
        ran = cargo(schema.tree, target, "cargo", "check", "--locked", features, "--lib", "--message-format=json")
        if ran.returncode == 0:
            return dropped
        fresh = set()
        unknown = []
        for places, rendered in errors_of(ran.stdout):
            owner = None
            for file, line in places:
                owners = lines.get(file, [])
                if line - 1 < len(owners) and owners[line - 1]:
                    owner = owners[line - 1]
                    break
            if owner:
                fresh.add(owner["number"])
            else:
                unknown.append(rendered)
        if not fresh:
            sys.exit("the mutated crate does not compile, by no mutant that is known:\n" + "\n".join(unknown[:5]) + ran.stderr[-2000:])
        dropped |= fresh
        print(f"{len(dropped)} mutants do not compile", flush=True)


def binaries(tree, target, features, profile=()):
    """Builds the tests; returns name and path of each, or what the compiler says."""
    ran = cargo(tree, target, *CARGO, features, "--message-format=json", profile=profile)
    if ran.returncode != 0:
        return None, "\n".join(rendered for _, rendered in errors_of(ran.stdout)) + ran.stderr
    found = {}
    for line in ran.stdout.splitlines():
        if line.startswith("{"):
            message = json.loads(line)
            if message.get("reason") == "compiler-artifact" and message.get("executable") and message["profile"]["test"]:
                found[message["target"]["name"]] = message["executable"]
    return found, ""


def run(program, arguments, tree, number, limit):
    """Whether the tests pass: `pass`, `fail` or `time`."""
    child = subprocess.Popen(
        [program, "--quiet", "--test-threads=1", *arguments],
        cwd=tree,
        env=dict(os.environ, IOC_MUTANT=str(number), CARGO_MANIFEST_DIR=str(tree), RUST_BACKTRACE="0", CARGO="cargo"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # A program runs all of its tests whatever the first one says: its dots are read as they come.
    ends = time.monotonic() + limit
    verdict = "time"
    while time.monotonic() < ends:
        ready, _, _ = select.select([child.stdout], [], [], ends - time.monotonic())
        said = os.read(child.stdout.fileno(), 4096) if ready else None
        if said == b"":
            verdict = "pass" if child.wait() == 0 else "fail"
            break
        if said and any(FAILED.fullmatch(line) for line in said.split(b"\n")):
            verdict = "fail"
            break
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()
    child.stdout.close()
    return verdict


def order(found):
    """Names of test programs."""
    return [name for name in sorted(found) if name not in LEFT_OUT]


# What a program says of its tests: a dot for each that passes, `i` for one that is left out.
FAILED = re.compile(rb"[.i]*F[.iF]*( *\d+/\d+)?")


class Tests:
    """The test programs, each with its limit of time; first what kills most mutants of the file in a second."""

    def __init__(self, tree, found):
        self.tree = tree
        self.steps = []
        self.kills, self.runs = defaultdict(Counter), defaultdict(Counter)
        for name in order(found):
            start = time.monotonic()
            if run(found[name], SKIPPED, tree, 0, 600) != "pass":
                sys.exit(f"{name} fails without a mutant")
            took = time.monotonic() - start
            self.steps.append((took, name, found[name], max(5.0, took * 8)))
            print(f"{name}: {took:.2f} s", flush=True)
        self.steps.sort()

    def judge(self, mutant):
        """What became of a mutant, and by which tests."""
        file = mutant["file"]
        module = re.sub(r"^src/|(/mod)?\.rs$", "", file).replace("/", "::")
        [unit] = [step for step in self.steps if step[1] == "ioc_canon"]
        steps = [(step, []) for step in self.steps]
        # Tests of the module itself, whose time is not known.
        steps.append(((0.2, *unit[1:]), [module + "::"]))
        kills, runs = self.kills[file], self.runs[file]
        key = lambda step: (step[0][1], bool(step[1]))
        steps.sort(key=lambda step: -(kills[key(step)] + 0.5) / (runs[key(step)] + 1) / (step[0][0] + 0.02))
        for step in steps:
            (_, name, program, limit), only = step
            verdict = run(program, [*SKIPPED, *only], self.tree, mutant["number"], limit)
            runs[key(step)] += 1
            if verdict != "pass":
                kills[key(step)] += 1
                return verdict, " ".join([name, *only])
        return "pass", ""


def alone(mutant, tree, target, source):
    """Builds one mutant as `cargo mutants` would and runs it."""
    path = tree / mutant["file"]
    at = source.span(mutant["span"])
    path.write_text(mutated(mutant, at, source.text, 0, len(source.text)))
    try:
        profile = [("CARGO_INCREMENTAL", "1")]
        for only in (["--test", "vectors", "--test", "small_doors", "--test", "dialects"], None):
            arguments = [*CARGO, ALL, "--message-format=json"]
            if only:
                arguments = [a for a in arguments if a not in ("--tests",)] + only
            ran = cargo(tree, target, *arguments, profile=profile)
            if ran.returncode != 0:
                return "unviable", ""
            found = {}
            for line in ran.stdout.splitlines():
                message = json.loads(line) if line.startswith("{") else {}
                if message.get("executable") and message["profile"]["test"]:
                    found[message["target"]["name"]] = message["executable"]
            for name in order(found):
                verdict = run(found[name], SKIPPED, tree, 0, 90)
                if verdict != "pass":
                    return verdict, name
        return "pass", ""
    finally:
        path.write_text(source.text)


def logged(mutant, tree, target, source):
    """Builds and runs the program that reads what defmt writes, with one mutant in the crate."""
    path = tree / mutant["file"]
    path.write_text(mutated(mutant, source.span(mutant["span"]), source.text, 0, len(source.text)))
    try:
        program = ["cargo", "run", "--quiet", "--locked", "--manifest-path", "proof/defmt/Cargo.toml"]
        # Its argument is a text that is not to be found in it.
        ran = cargo(tree, target / "defmt", *program, "--", "no text of a code")
        return ("pass" if ran.returncode == 0 else "fail"), "proof/defmt"
    finally:
        path.write_text(source.text)


def main():
    listed, out, scratch = sys.argv[1:4]
    jobs = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    out, scratch = Path(out), Path(scratch)
    # Helpers of unit tests are none of the crate's code.
    mutants = [m for m in json.loads(Path(listed).read_text()) if "tests::" not in m["name"]]
    out.mkdir(parents=True, exist_ok=True)
    tree = scratch / "tree"
    plain = scratch / "plain"
    files = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True).stdout.split("\0")
    for copy in (tree, plain):
        shutil.rmtree(copy, ignore_errors=True)
        for file in filter(None, files):
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy / file)
    target = Path(os.environ.get("CARGO_TARGET_DIR", scratch / "target"))
    written = {name: open(out / f"{name}.txt", "a") for name in ("caught", "missed", "timeout", "unviable")}
    log = open(out / "log.txt", "a")
    # What lived in the first build, for a run that goes on from here.
    first = out / "lived.txt"
    before = set(first.read_text().splitlines()) if first.exists() else set()
    first = open(first, "a")
    verdicts = {"fail": "caught", "pass": "missed", "time": "timeout", "unviable": "unviable"}

    def note(mutant, verdict, by):
        print(mutant["name"], file=written[verdicts[verdict]], flush=True)
        print(f"{verdicts[verdict]}\t{mutant['name']}\t{by}", file=log, flush=True)

    schema = Schema(tree, mutants)
    dropped = viable(schema, target, ALL)
    late = list(schema.alone)
    for mutant in mutants:
        if mutant["number"] in dropped:
            note(mutant, "unviable", "")
    found, said = binaries(tree, target, ALL)
    if found is None:
        sys.exit(said[-4000:])
    tests = Tests(tree, found)
    lone = {mutant["number"] for mutant in late}
    chosen = [m for m in mutants if m["number"] not in dropped and m["number"] not in lone]
    done = 0
    lived = [m for m in chosen if m["name"] in before]
    chosen = [m for m in chosen if m["name"] not in before]

    def one(mutant):
        nonlocal done
        verdict, by = tests.judge(mutant)
        done += 1
        if done % 100 == 0:
            print(f"{done} of {len(chosen)} run, {len(lived)} live", flush=True)
        if verdict == "pass":
            lived.append(mutant)
            print(mutant["name"], file=first, flush=True)
            print(f"lives so far: {mutant['name']}", flush=True)
        else:
            note(mutant, verdict, by)

    def again(mutant, build, left):
        verdict, by = tests.judge(mutant)
        if verdict == "pass":
            left.append(mutant)
        else:
            note(mutant, verdict, f"{build} {by}")

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, chosen))
        wire = [mutant for mutant in lived if mutant["file"] == "src/defmt.rs"]
        for mutant in wire:
            lived.remove(mutant)
            note(mutant, *logged(mutant, plain, target, schema.sources[mutant["file"]]))
        for build, features, profile in (("small", ALL, SMALL), ("bare", BARE, ())):
            print(f"{len(lived)} live, and are asked for in the {build} build", flush=True)
            fewer = viable(schema, target, features, dropped)
            found, said = binaries(tree, target / build, features, profile)
            if found is None:
                sys.exit(said[-4000:])
            tests, left = Tests(tree, found), []
            list(pool.map(lambda mutant: again(mutant, build, left), (m for m in lived if m["number"] not in fewer)))
            lived = left + [m for m in lived if m["number"] in fewer]
    for mutant in lived:
        late.append(mutant) if mutant["const"] else note(mutant, "pass", "")
    print(f"{len(late)} are built alone", flush=True)
    for mutant in late:
        note(mutant, *alone(mutant, plain, target, schema.sources[mutant["file"]]))


main()
