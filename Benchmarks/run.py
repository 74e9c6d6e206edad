"""Measures the parser and the whole check against other tools, in one interleaved run, and writes the figures.

usage: run.py --bench BENCH --checker CHECKER-CLI [--megabytes N] [--rounds N] [--out FILE]

Peers from PyPI (polars, duckdb, pyarrow) are used when this Python can import them; zsv, xsv and wc when they are
on PATH. What is missing is named in the output. Every tool uses one core, and files are in the page cache.
"""

import argparse, gzip, importlib.util, json, os, platform, shutil, statistics, subprocess, sys, tempfile, time

PEERS = {
    "polars typed": ("polars", "import polars as pl, time; t=time.perf_counter(); "
                     "n=pl.read_csv({path!r}).height; print(time.perf_counter()-t)"),
    "duckdb typed": ("duckdb", "import duckdb, time; c=duckdb.connect(); c.execute('set threads=1'); "
                     "t=time.perf_counter(); c.execute(\"create table t as select * from read_csv({path!r})\"); "
                     "print(time.perf_counter()-t)"),
    "pyarrow typed": ("pyarrow", "import pyarrow.csv as p, time; t=time.perf_counter(); "
                      "p.read_csv({path!r}, read_options=p.ReadOptions(use_threads=False), "
                      "parse_options=p.ParseOptions(newlines_in_values=True)); print(time.perf_counter()-t)"),
}

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
RE2 = (
    "import re2, time\n"
    "text = open({path!r}, 'rb').read().decode('latin-1')\n"
    "found = re2.compile('|'.join('(?:' + p + ')' for p in {patterns!r}))\n"
    "t = time.perf_counter()\n"
    "n = sum(1 for _ in found.finditer(text))\n"
    "print(time.perf_counter() - t)"
)


def timed(command, allowed=(0,)):
    start = time.perf_counter()
    status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if status.returncode not in allowed:
        raise SystemExit(f"{command} ended with {status.returncode}: {status.stderr.decode()[-500:]}")
    return time.perf_counter() - start


def said(command, key=None):
    environment = dict(os.environ, POLARS_MAX_THREADS="1", OMP_NUM_THREADS="1")
    out = subprocess.run(command, capture_output=True, env=environment)
    if out.returncode != 0:
        return None
    text = out.stdout.decode()
    return json.loads(text)[key] if key else float(text)


def works(options, path):
    """Every piece of work on a file, by name: a function that does it once and says how long it took."""
    bench, checker = options.bench, options.checker
    work = {"cat": lambda: timed(["cat", path])}
    if shutil.which("wc"):
        work["wc -l"] = lambda: timed(["wc", "-l", path])
    for name in ("index", "spans", "visit", "scan", "check", "check-unscanned"):
        work[f"ours: {name}"] = lambda name=name: said([bench, name, path], "seconds")
    check = [checker, "check", path, "--quiet", "--jobs"]
    work["ours: check, 1 job"] = lambda: timed(check + ["1"], allowed=(0, 1, 3))
    work["ours: check, all cores"] = lambda: timed(check + [str(os.cpu_count())], allowed=(0, 1, 3))
    for tool, arguments in (("zsv", ["count"]), ("xsv", ["count"])):
        if shutil.which(tool):
            work[f"{tool} {arguments[0]}"] = lambda tool=tool, a=arguments: timed([tool, *a, path])
    if shutil.which("rg"):
        # As a pipeline would: the patterns together, on bytes, one thread.
        patterns = [part for pattern in PATTERNS for part in ("-e", pattern)]
        work[f"ripgrep, {len(PATTERNS)} patterns"] = lambda: timed(
            ["rg", "-j1", "--no-unicode", "--count-matches", *patterns, path], allowed=(0, 1))
    if importlib.util.find_spec("re2"):
        work[f"RE2, {len(PATTERNS)} patterns"] = lambda: said([sys.executable, "-c", RE2.format(patterns=PATTERNS, path=path)])
    for name, (module, code) in PEERS.items():
        if importlib.util.find_spec(module):
            command = [sys.executable, "-c", code.format(path=path)]
            work[name] = lambda command=command: said(command)
    return work


def measure(options, path):
    work = works(options, path)
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
            results.setdefault(jobs, []).append(timed(command, allowed=(0, 1, 2, 3)))
    return {jobs: statistics.median(t) for jobs, t in results.items()}


def machine():
    try:
        with open("/proc/cpuinfo") as info:
            model = next(line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--checker", required=True)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out")
    options = parser.parse_args()
    lines = [
        "# Performance", "",
        "Written by `make bench` (or `make bench-quick`): files from a fixed seed, in the page cache; every tool on",
        "one core unless it says otherwise; medians of interleaved rounds. The ratios are what counts: the seconds",
        "move with the machine and its neighbours.", "",
        f"Machine: {machine()}. Rounds: {options.rounds}.", "",
    ]
    missing = [m for m, _ in PEERS.values() if not importlib.util.find_spec(m)]
    missing += [tool for tool in ("zsv", "xsv") if not shutil.which(tool)]
    if missing:
        lines += [f"Not on this machine, so not measured: {', '.join(missing)}.", ""]
    with tempfile.TemporaryDirectory() as folder:
        for kind, share in (("a", 1.0), ("b", 0.5), ("c", 0.5), ("identifiers", 0.5)):
            size = int(options.megabytes * share * 1_000_000)
            path = os.path.join(folder, f"{kind}.csv")
            subprocess.run([options.bench, "generate", kind, str(size), path], check=True)
            medians = measure(options, path)
            lines += [f"## File {kind}, {size // 1_000_000} MB", "", "| work | seconds | GB/s | × check, 1 job |",
                      "| --- | --- | --- | --- |"]
            check = medians["ours: check, 1 job"]
            for name, seconds in medians.items():
                lines.append(f"| {name} | {seconds:.3f} | {size / seconds / 1e9:.2f} | {seconds / check:.2f} |")
            lines.append("")
            if kind == "a":
                packed = path + ".gz"
                with open(path, "rb") as plain, gzip.open(packed, "wb", compresslevel=6) as out:
                    out.write(plain.read(min(size, 100_000_000)))
                zlib, ours = [], []
                for _ in range(options.rounds):
                    zlib.append(timed(["gzip", "-dc", packed]))
                    ours.append(timed([options.checker, "check", packed, "--quiet"], allowed=(0, 1, 3)))
                lines += [f"The first {min(size, 100_000_000) // 1_000_000} MB of it in gzip: `gzip -dc` "
                          f"{statistics.median(zlib):.3f} s, our check {statistics.median(ours):.3f} s.", ""]
            os.remove(path)
        many = os.path.join(folder, "many")
        os.mkdir(many)
        for number in range(40):
            subprocess.run([options.bench, "generate", "a", str(1_000_000), f"{many}/{number}.csv"], check=True)
        jobs = many_files(options, many)
        lines += ["## Many files", "", f"40 files of 1 MB: `--jobs 1` {jobs['1']:.3f} s, `--jobs 2` {jobs['2']:.3f} s, "
                  f"{jobs['1'] / jobs['2']:.2f} × faster.", ""]
        tiny = os.path.join(folder, "tiny.csv")
        with open(tiny, "w") as file:
            file.write("region,patients\n" + "North,120\n" * 100)
        small = [timed([options.checker, "check", tiny, "--quiet"], allowed=(0, 1, 3)) for _ in range(20)]
        lines += ["## A small file", "", f"1 KB, the whole process: {statistics.median(small) * 1000:.0f} ms.", ""]
    text = "\n".join(lines)
    print(text)
    if options.out:
        with open(options.out, "w") as file:
            file.write(text)


main()
