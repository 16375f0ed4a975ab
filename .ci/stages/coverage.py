"""What the tests do not run of src/, held against docs/COVERAGE.md.

    coverage.py LIST LEAST <PROGRAMS

PROGRAMS are lines of a profile, what the programs of one run counted, and one of its programs. Lines of unit tests
are no lines of the library: those of files named tests.rs and of modules behind `#[cfg(test)]`, with a feature or
without, are not counted, nor examples in comments. All others are, whatever attribute stands over them. Fails where
less than LEAST in 100 lines run, where a line does not run that is in no listed function, and where a listed function
runs whole.

Each program is asked alone, and a line runs if it runs in one of them. Of all at once llvm-cov takes what the first
one says of a function, and a small function that is compiled into its callers is "not run" in each that does not
call it.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FUNCTION = re.compile(r"^( *)(?:pub(?:\([^)]*\))? )?(?:const )?(?:fn) (\w+|\$\w+)|^( *)macro_rules! (\w+)")
IMPL = re.compile(r"^( *)(?:impl|(?:pub(?:\([^)]*\))? )?trait)\b(.*)")
TESTS = re.compile(r"#\[cfg\((?:test|all\(test, .*\))\)\]")
LISTED = re.compile(r"^- (src/[^:]+): ([^ ]+): .")


def indent(line):
    return len(line) - len(line.lstrip(" "))


def closes(lines, start, width):
    """The line at which the item that begins at lines[start] ends, as rustfmt writes it."""
    for at in range(start, len(lines)):
        text = lines[at]
        if indent(text) == width and (text.lstrip().startswith("}") or text.endswith("}") or text.endswith(";")):
            return at
    return len(lines) - 1


def of_tests(lines):
    """The numbers of the lines that are unit tests."""
    found, at = set(), 0
    while at < len(lines):
        if TESTS.fullmatch(lines[at].strip()):
            end = closes(lines, at + 1, indent(lines[at]))
            found.update(range(at + 1, end + 2))
            at = end
        at += 1
    return found


def subject(text):
    """The name of the type that an `impl` is for."""
    text = text.split(" where ")[0].rstrip("{ ")
    text = text.split(" for ")[-1]
    while text.startswith("<"):
        depth = 0
        for at, c in enumerate(text):
            depth += {"<": 1, ">": -1}.get(c, 0)
            if depth == 0:
                break
        text = text[at + 1 :].lstrip()
    return re.sub(r"<.*|^&(?:'\w+ )?", "", text.strip()).strip()


def function(lines, number):
    """What holds the line: `function`, `Type::function`, or `macro!`."""
    at, name = number - 1, None
    for start in range(at, -1, -1):
        found = FUNCTION.match(lines[start])
        if found:
            width = len(found[1] or found[3] or "")
            if closes(lines, start, width) >= at and (start == at or indent(lines[at]) >= width):
                name = found[2] or found[4] + "!"
                break
    if name is None:
        return "-"
    for upper in range(start, -1, -1):
        found = IMPL.match(lines[upper])
        if found and len(found[1]) < width and closes(lines, upper, len(found[1])) >= start:
            return f"{subject(found[2])}::{name}"
    return name


def export(profile, program):
    """What llvm-cov says of a program's lines."""
    command = [os.environ["LLVM_COV"], "export", "-format=lcov", "-skip-functions", f"-instr-profile={profile}"]
    run = subprocess.run([*command, program, "src"], capture_output=True, text=True, check=False)
    # Of tests that need a feature which this run has not, nothing is left.
    if "no coverage data found" in run.stderr:
        return ""
    if run.returncode != 0:
        sys.exit(f"{program}: {run.stderr}")
    return run.stdout


def counts(programs):
    """How often each line ran in the program where it ran most, by file."""
    runs = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for lcov in pool.map(lambda line: export(*line.split()), programs):
            of_file = {}
            for line in lcov.splitlines():
                if line.startswith("SF:"):
                    of_file = runs.setdefault(Path(line[3:]), {})
                elif line.startswith("DA:"):
                    number, count = map(int, line[3:].split(",")[:2])
                    of_file[number] = max(count, of_file.get(number, 0))
    return runs


def main(listing, least):
    root = Path.cwd()
    listed = {match.groups() for match in map(LISTED.match, Path(listing).read_text().splitlines()) if match}
    used, failed, all_lines, missing, seen = set(), False, 0, 0, set()
    for path, runs in sorted(counts(sys.stdin.read().splitlines()).items()):
        if not path.is_relative_to(root / "src") or path.name == "tests.rs":
            continue
        name = str(path.relative_to(root))
        seen.add(name)
        lines = path.read_text().splitlines()
        tests = of_tests(lines)
        own = {
            number: count
            for number, count in runs.items()
            if number not in tests and not lines[number - 1].lstrip().startswith("//")
        }
        all_lines += len(own)
        for number in sorted(number for number, count in own.items() if count == 0):
            missing += 1
            entry = name, function(lines, number)
            used.add(entry)
            if entry not in listed:
                failed = True
                print(f"not run: {name}:{number}: {entry[1]}: {lines[number - 1].strip()}")
    for name, item in sorted(listed - used):
        failed = True
        print(f"listed, but runs whole or is no more: {name}: {item}")
    share = 100 * (all_lines - missing) / max(all_lines, 1)
    failed |= share < float(least) or not seen
    print(f"{share:.2f} % of lines, {missing} of {all_lines} not run, in {len(used & listed)} listed functions")
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
