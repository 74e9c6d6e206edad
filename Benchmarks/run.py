"""Measures the parser and the whole check against other tools, in one interleaved run, and writes the figures.

usage: run.py --bench BENCH --checker CHECKER-CLI [--zsv-peer FILE] [--megabytes N] [--rounds N] [--out FILE]

Peers from PyPI (requirements.txt) are used when this Python can import them; ripgrep, zsv, xsv (rust-csv) and wc when
they are on PATH; libzsv when `make bench-tools` found it and built peers/zsv.c. What is missing is named in the output.
Every tool uses one core, and files are in the page cache.
"""

import argparse, gzip, importlib.metadata, importlib.util, json, os, platform, shutil, statistics, subprocess, sys, tempfile, time

PEERS = {
    "polars typed": ("polars", "import polars as pl, time; t=time.process_time(); "
                     "n=pl.read_csv({path!r}).height; print(time.process_time()-t)"),
    "duckdb typed": ("duckdb", "import duckdb, time; c=duckdb.connect(); c.execute('set threads=1'); c.execute('set enable_progress_bar=false'); "
                     "t=time.process_time(); c.execute(\"create table t as select * from read_csv({path!r})\"); "
                     "print(time.process_time()-t)"),
    "pyarrow typed": ("pyarrow", "import pyarrow.csv as p, time; t=time.process_time(); "
                      "p.read_csv({path!r}, read_options=p.ReadOptions(use_threads=False), "
                      "parse_options=p.ParseOptions(newlines_in_values=True)); print(time.process_time()-t)"),
}

BUSY = "**The machine was busy with other work: even ratios are rough, and the clock's seconds say nothing.**"
SMALL = ("**The files were small: what a check costs once, for its start and for the first million cells, which it keeps and "
         "judges whole, weighs more than in large ones.**")

# Files that are scanned for patterns too.
SCANNED = ("a", "identifiers")

# What is looked for in text, as in scripts/compare_identifiers.py.
PATTERNS = [
    r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
    r"\b[0-3]\d[01]\d{3} ?\d{4}\b",
    r"\b[A-Za-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-Da-d]\b",
    r"\b[A-Za-z]{1,2}\d[A-Za-z0-9]? ?\d[A-Za-z]{2}\b",
    r"\b[A-Z9]{5}\d{6}[A-Z9]{2}[A-Z0-9][A-Z]{2}\b",
    r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
    r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}",
    r"(?:\+44 ?|\(?\b0)\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}\b",
    r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b",
    r"\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b",
    r"\b(?:\d{4}[ -]?){3}\d{4}\b",
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
    r"\b\d{7}[A-Z]{1,2}\b",
    r"\b\d{3}-\d{2}-\d{4}\b",
    r"\b[GC]\d{7}\b",
    r"https?://[^ ,]+",
]
# Each looks for all patterns in one pass and counts what it finds; {path} and {patterns} are filled in.
SCANS = {
    "RE2": ("re2", """
import re2, time
text = open({path!r}, "rb").read().decode("latin-1")
found = re2.compile("|".join("(?:" + p + ")" for p in {patterns!r}))
start = time.process_time()
count = sum(1 for _ in found.finditer(text))
print(time.process_time() - start)
"""),
    "Hyperscan": ("hyperscan", """
import hyperscan, time
text = open({path!r}, "rb").read()
patterns = [p.encode() for p in {patterns!r}]
base = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
base.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=[0] * len(patterns))
count = 0
def found(*_):
    global count
    count += 1
start = time.process_time()
base.scan(text, match_event_handler=found)
print(time.process_time() - start)
"""),
}

# Presidio without a language model, recogniser by recogniser on each field, over the first bytes only: it is slow.
PRESIDIO_BYTES = 30_000
PRESIDIO = """
import csv, time
from presidio_analyzer import predefined_recognizers as known
names = ["NhsRecognizer", "UkNinoRecognizer", "EmailRecognizer", "PhoneRecognizer", "IpRecognizer",
         "CreditCardRecognizer", "IbanRecognizer", "UsSsnRecognizer", "UrlRecognizer"]
engines = [getattr(known, name)() for name in names if hasattr(known, name)]
text = open({path!r}, "rb").read({bytes}).decode("latin-1")
rows = list(csv.reader(text.splitlines()))
start = time.process_time()
for row in rows:
    for cell in row:
        for engine in engines:
            engine.analyze(cell, engine.supported_entities, None)
print(time.process_time() - start)
"""


def run(command, allowed=(0,)):
    """Runs a command; the seconds of the clock and of the processor that it took."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            errors.seek(0)
            raise SystemExit(f"{command} ended with {process.returncode}: {errors.read().decode()[-500:]}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def wall(command, allowed=(0,)):
    return run(command, allowed)[0]


def cpu(command, allowed=(0,)):
    return run(command, allowed)[1]


def said(command, key=None, **variables):
    """What a command that measures itself says."""
    environment = dict(os.environ, POLARS_MAX_THREADS="1", OMP_NUM_THREADS="1", **variables)
    out = subprocess.run(command, capture_output=True, env=environment)
    if out.returncode != 0:
        return None
    text = out.stdout.decode()
    return json.loads(text)[key] if key else float(text)


def works(options, kind, path):
    """Every piece of work on a file, by name: a function that does it once and says how long it took."""
    bench, checker = options.bench, options.checker
    work = {"cat": lambda: cpu(["cat", path])}
    if shutil.which("wc"):
        work["wc -l"] = lambda: cpu(["wc", "-l", path])
    for name in ("index", "spans", "visit", "scan", "check", "check-unscanned"):
        work[f"ours: {name}"] = lambda name=name: said([bench, name, path], "cpu")
    check = [checker, "check", path, "--quiet", "--jobs"]
    work["ours: checker-cli, 1 job"] = lambda: cpu(check + ["1"], allowed=(0, 1, 3))
    if options.zsv_peer and os.path.exists(options.zsv_peer):
        for name in ("index", "spans", "typed"):
            work[f"libzsv, fast: {name}"] = lambda name=name: said([options.zsv_peer, name, path], "cpu")
    for tool, arguments in (("zsv", ["count"]), ("xsv", ["count"])):
        if shutil.which(tool):
            work[f"{tool} {arguments[0]}"] = lambda tool=tool, a=arguments: cpu([tool, *a, path])
    for name, (module, code) in PEERS.items():
        if importlib.util.find_spec(module):
            command = [sys.executable, "-c", code.format(path=path)]
            work[name] = lambda command=command: said(command)
    if kind not in SCANNED:
        return work
    if shutil.which("rg"):
        # As a pipeline would: the patterns together, on bytes, one thread.
        patterns = [part for pattern in PATTERNS for part in ("-e", pattern)]
        work["ripgrep"] = lambda: cpu(
            ["rg", "-j1", "--no-unicode", "--count-matches", *patterns, path], allowed=(0, 1))
    for name, (module, code) in SCANS.items():
        if importlib.util.find_spec(module):
            command = [sys.executable, "-c", code.format(patterns=PATTERNS, path=path)]
            work[name] = lambda command=command: said(command)
    return work


def measure(options, kind, path):
    work = works(options, kind, path)
    times = {name: [] for name in work}
    for _ in range(options.rounds):
        for name, function in work.items():
            seconds = function()
            if seconds is not None:
                times[name].append(seconds)
    return {name: statistics.median(t) for name, t in times.items() if t}


def many_files(options, folder):
    """`--jobs 2` against `--jobs 1` over many files."""
    results = {}
    for _ in range(options.rounds):
        for jobs in ("1", "2"):
            command = [options.checker, "check", folder, "--quiet", "--jobs", jobs]
            results.setdefault(jobs, []).append(wall(command, allowed=(0, 1, 2, 3)))
    return {jobs: statistics.median(t) for jobs, t in results.items()}


def machine():
    try:
        with open("/proc/cpuinfo") as info:
            lines = info.read().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
        flags = next(line.split(":", 1)[1].split() for line in lines if line.startswith("flags"))
    except (OSError, StopIteration):
        model, flags = platform.processor(), []
    vectors = "AVX-512" if "avx512_vbmi2" in flags else "AVX2" if "avx2" in flags else "neither AVX2 nor AVX-512"
    return f"{model}, {os.cpu_count()} cores, {vectors}, {platform.system()} {platform.machine()}"


def versions():
    modules = [module for module, _ in PEERS.values()] + ["google-re2", "hyperscan", "presidio-analyzer"]
    known = []
    for module in modules:
        try:
            known.append(f"{module} {importlib.metadata.version(module)}")
        except importlib.metadata.PackageNotFoundError:
            pass
    if shutil.which("rg"):
        known.append(subprocess.run(["rg", "--version"], capture_output=True, text=True).stdout.split("\n")[0].strip())
    return known


def missing(options):
    names = [m for m, _ in (*PEERS.values(), *SCANS.values()) if not importlib.util.find_spec(m)]
    names += [tool for tool in ("zsv", "xsv", "rg") if not shutil.which(tool)]
    if not (options.zsv_peer and os.path.exists(options.zsv_peer)):
        names.append("libzsv")
    if not importlib.util.find_spec("presidio_analyzer"):
        names.append("presidio-analyzer")
    return names


def goals(medians, gzip_times, jobs, each, small):
    """The lines of comparison that were set as goals before there was code, with what was measured."""
    lines = ["| comparison | goal | a | b | c |", "| --- | --- | --- | --- | --- |"]

    def add(what, goal, ours, theirs, kinds="abc"):
        cells = []
        for kind in "abc":
            of = medians[kind]
            cells.append(f"{of[theirs] / of[ours]:.2f}" if kind in kinds and ours in of and theirs in of else "")
        if any(cells):
            lines.append(f"| {what} | {goal} | {' | '.join(cells)} |")

    add("index, times as fast as libzsv's", "3.5 / 2.5 / 8 (AVX2: 2)", "ours: index", "libzsv, fast: index")
    add("touching every field, times libzsv's", "", "ours: spans", "libzsv, fast: spans")
    add("typed visit, times libzsv's", "4.5 / 3.5 / 8", "ours: visit", "libzsv, fast: typed")
    add("index, of the speed of `cat`", "0.5", "ours: index", "cat")
    add("typed visit, times DuckDB's", "15", "ours: visit", "duckdb typed")
    add("typed visit, times polars'", "10", "ours: visit", "polars typed")
    add("whole check, one core, times libzsv's typed visit", "1", "ours: checker-cli, 1 job", "libzsv, fast: typed")
    add("whole check, one core, times polars' typed read", "3", "ours: checker-cli, 1 job", "polars typed")
    add("scan, times ripgrep's", "8 (AVX2: 5)", "ours: scan", "ripgrep", "a")
    add("scan, times RE2's", "", "ours: scan", "RE2", "a")
    add("scan, times Hyperscan's", "25", "ours: scan", "Hyperscan", "a")
    add("check with the scan, times the check without", "at most 1.35", "ours: check-unscanned", "ours: check")
    lines.append(f"| inflating gzip, times zlib's | 2.5 | {gzip_times['zlib'] / gzip_times['inflate']:.2f} | | |")
    lines.append(f"| check of gzip, times `gzip -dc` | 2.5 | {gzip_times['gzip'] / gzip_times['check']:.2f} | | |")
    lines += ["", f"Forty files of {each // 1000} KB: `--jobs 1` {jobs['1']:.3f} s, `--jobs 2` {jobs['2']:.3f} s, "
              f"{jobs['1'] / jobs['2']:.2f} times as fast (goal: 1.7). A file of 1 KB, the whole process: "
              f"{small * 1000:.0f} ms (goal: 20).", ""]
    return lines


def gzip_medians(options, path, size):
    """Seconds by the clock of `gzip -dc`, of inflating with zlib and with what is fastest here, and of our check."""
    packed = path + ".gz"
    with open(path, "rb") as plain, gzip.open(packed, "wb", compresslevel=6) as out:
        out.write(plain.read(size))
    times = {"gzip": [], "zlib": [], "inflate": [], "check": []}
    for _ in range(options.rounds):
        times["gzip"].append(wall(["gzip", "-dc", packed]))
        times["zlib"].append(said([options.bench, "inflate", packed], "seconds", CHECKER_INFLATE="zlib"))
        times["inflate"].append(said([options.bench, "inflate", packed], "seconds"))
        times["check"].append(wall([options.checker, "check", packed, "--quiet"], allowed=(0, 1, 3)))
    os.remove(packed)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def small_file(options, folder):
    tiny = os.path.join(folder, "tiny.csv")
    with open(tiny, "w") as file:
        file.write("region,patients\n" + "North,120\n" * 100)
    return statistics.median(
        wall([options.checker, "check", tiny, "--quiet"], allowed=(0, 1, 3)) for _ in range(20))


def tables(options, folder, medians):
    """Measures every kind of file; fills `medians`; the lines of the report, and the times of gzip."""
    lines = []
    gzip_times = None
    for kind, share in (("a", 1.0), ("b", 0.5), ("c", 0.5), ("identifiers", 0.5)):
        size = int(options.megabytes * share * 1_000_000)
        path = os.path.join(folder, f"{kind}.csv")
        subprocess.run([options.bench, "generate", kind, str(size), path], check=True)
        medians[kind] = measure(options, kind, path)
        lines += [f"## File {kind}, {size // 1_000_000} MB", "", "| work | seconds | GB/s |", "| --- | --- | --- |"]
        for name, seconds in medians[kind].items():
            lines.append(f"| {name} | {seconds:.3f} | {size / seconds / 1e9:.2f} |")
        if kind == "identifiers" and importlib.util.find_spec("presidio_analyzer"):
            seconds = said([sys.executable, "-c", PRESIDIO.format(path=path, bytes=PRESIDIO_BYTES)])
            if seconds is not None:
                lines.append(f"| Presidio, the first {PRESIDIO_BYTES // 1000} KB | {seconds:.3f} | "
                             f"{PRESIDIO_BYTES / seconds / 1e9:.6f} |")
        lines.append("")
        if kind == "a":
            sample = min(size, 100_000_000)
            gzip_times = gzip_medians(options, path, sample)
            lines += [f"The first {sample // 1_000_000} MB of it in gzip: `gzip -dc` {gzip_times['gzip']:.3f} s; inflating "
                      f"with zlib {gzip_times['zlib']:.3f} s, with ISA-L where it is installed {gzip_times['inflate']:.3f} s; "
                      f"our check {gzip_times['check']:.3f} s.", ""]
        os.remove(path)
    return lines, gzip_times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--checker", required=True)
    parser.add_argument("--zsv-peer")
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    medians = {}
    with tempfile.TemporaryDirectory() as folder:
        found, gzip_times = tables(options, folder, medians)
        many = os.path.join(folder, "many")
        os.mkdir(many)
        each = min(1_000_000, options.megabytes * 4_000)
        for number in range(40):
            subprocess.run([options.bench, "generate", "a", str(each), f"{many}/{number}.csv"], check=True)
        jobs = many_files(options, many)
        small = small_file(options, folder)
    lines = [
        "# Performance", "",
        "Written by `make bench`: files from a fixed seed, in the page cache; every tool on one core; medians of",
        "interleaved rounds. Seconds are those of the processor, user and system, so that other work on the machine",
        "counts little; they are the clock's for many files, for gzip and for the small file. The ratios are what counts.", "",
        "What is ours: `index` finds records and fields, strictly; `spans` touches every field; `visit` profiles every",
        "column; `scan` looks for identifiers in the bytes; `check` does all that and judges, in one process, and",
        "`checker-cli` is the command, with its digest and report. File *a* is an aggregate table of ten columns; half the",
        "fields of *b* are quoted, with commas, newlines and doubled quotes; *c* is two small numbers a row; *identifiers* is",
        "*a* with an identifier in every thousandth row.", "",
        f"Machine: {machine()}. Rounds: {options.rounds}. Load when it began, from other work: {load:.1f}.",
        *([BUSY] if load > 1 else []),
        *([SMALL] if options.megabytes < 200 else []),
        f"Peers: {', '.join(versions())}; {len(PATTERNS)} patterns for those that search.", "",
    ]
    if missing(options):
        lines += [f"Not on this machine, so not measured: {', '.join(missing(options))}.", ""]
    lines += ["## Against the goals", ""] + goals(medians, gzip_times, jobs, each, small) + found
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if options.out:
        with open(options.out, "w") as file:
            file.write(text)


main()
