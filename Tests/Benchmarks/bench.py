#!/usr/bin/env python3
"""Measures doichieu beside DuckDB on the same work, as whole processes.

  bench.py [--sizes 100k,1m,5m] [--packed gz,zip] [--runs 5] [--doichieu PATH] [--data DIR] [--jobs N]
           [--vs 'NAME=COMMAND {data} {out}']…

The programs take turns (A B A B …), so that a busy neighbour slows both, and the ratio is taken run by run. The first
round warms the page cache, is not counted, and its results must be the same. Times never fail the bench: they are
printed beside their targets, and written to results.json.
"""
import argparse
import json
import os
import platform
import re
import shlex
import subprocess
import sys
import time
from importlib.metadata import version
from itertools import product
from pathlib import Path
from statistics import median
from zipfile import ZIP_DEFLATED, ZipFile

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# duckdb is not imported here: Linux counts the memory of the parent into the peak of a child that it forks.
MEASURES = {"wall": "wall s", "cpu": "CPU s", "memory": "memory MB"}


BOOKS = ("treasury", "agency", "allocations")


def target(rows, measure, packing):
    """The part of DuckDB's figure that doichieu may need; small inputs are mostly start-up, where Python is slow."""
    return 0.4 if measure == "memory" else 1 / 4 if packing else 1 / 7 if rows <= 100_000 else 1 / 5


def size(text):
    """100k → 100 000"""
    match = re.fullmatch(r"(\d+)([km]?)", text.strip().lower())
    if not match:
        raise argparse.ArgumentTypeError(f"{text}: a size is a number, with k or m for thousands or millions")
    return int(match[1]) * {"": 1, "k": 1000, "m": 1_000_000}[match[2]]


def generated(data, name, rows):
    """The books of this size, made anew when the generator has changed since."""
    folder = data / name
    done = folder / "truth.json"
    generator = HERE / "generate.py"
    if not done.exists() or done.stat().st_mtime < generator.stat().st_mtime:
        print(f"generating {rows:,} rows …", flush=True)
        done.unlink(missing_ok=True)
        subprocess.run([sys.executable, generator, "--rows", str(rows), "--out", folder], check=True)
    return folder


def packed(data, packing):
    """The same books as .gz or .zip files, and the rules that name them so."""
    folder = data.with_name(f"{data.name}-{packing}")
    folder.mkdir(exist_ok=True)
    rules = (HERE / "work.yaml").read_text(encoding="utf-8")
    for book in BOOKS:
        plain, file = data / f"{book}.csv", folder / f"{book}.{'zip' if packing == 'zip' else 'csv.gz'}"
        rules = rules.replace(f"files: {plain.name}\n", f"files: {file.name}\n")
        if file.exists() and file.stat().st_mtime >= plain.stat().st_mtime:
            continue
        print(f"packing {file} …", flush=True)
        if packing == "zip":
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as archive:
                archive.write(plain, plain.name)
        else:
            with open(file, "wb") as output:
                subprocess.run(["gzip", "-6", "--no-name", "--stdout", plain], stdout=output, check=True)
    (folder / "work.yaml").write_text(rules, encoding="utf-8")
    return folder


def duckdb_command(data, out, packing, jobs):
    """DuckDB reads .gz itself; .zip files have to be unpacked to the disk before."""
    work = [sys.executable, HERE / "duckdb_work.py"]
    if packing == "zip":
        unpacked = out.with_name("unpacked")
        script = f"unzip -oqq '{data}/*.zip' -d '{unpacked}' && exec \"$@\""
        return ["sh", "-c", script, "sh", *work, unpacked, out, "--threads", jobs]
    return [*work, data, out, "--threads", jobs, "--suffix", ".gz" if packing == "gz" else ""]


def stages(command, data, out, rows, log):
    """Prints what each stage of one more run takes, and how much that is for what it works on."""
    spoken = [part for part in command if part != "--quiet"]
    run([*spoken, "--timings", "--log-format", "json"], log)
    told = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    times = dict(re.fullmatch(r"(\w+): (\d+) ms", one["message"]).groups() for one in told if one["code"] == "stage-timed")
    with open(out / "discrepancies.csv", "rb") as file:
        findings = sum(1 for _ in file) - 1
    work = {
        "reading": (sum(os.path.getsize(one) for one in data.iterdir() if one.stem.split(".")[0] in BOOKS) / 1e6, "MB"),
        "reconciling": (2 * rows / 1000, "thousand rows"),
        "ordering": (findings / 1000, "thousand findings"),
        "writing": (sum(one.stat().st_size for one in out.rglob("*") if one.is_file()) / 1e6, "MB"),
    }
    print("stages: " + "; ".join(
        f"{stage} {int(times[stage]) / 1000:.2f} s ({amount / max(1, int(times[stage])) * 1000:,.0f} {unit}/s)"
        for stage, (amount, unit) in work.items()), flush=True)
    return {stage: int(time) for stage, time in times.items()}


def busy():
    """CPU seconds spent by everyone on this machine so far; the difference shows whether a run was alone."""
    user, nice, system = map(int, Path("/proc/stat").read_text().split(maxsplit=4)[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def run(command, log):
    """One whole process. wait4 gives the figures of this child and its threads alone."""
    with open(log, "w+", encoding="utf-8", errors="replace") as output:
        before, start = busy(), time.monotonic()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall, others = time.monotonic() - start, busy() - before
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            output.seek(0)
            sys.exit(f"{shlex.join(map(str, command))}\nended with status {child.returncode}:\n{output.read()[-4000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": wall, "cpu": cpu, "memory": usage.ru_maxrss / 1024, "others": max(0.0, others - cpu)}


def spread(values, digits):
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(rows, runs, packing=""):
    """The first program is ours; every other one gets a line with the ratio ours / it, pair by pair."""
    ours, *others = runs
    print(f"\n{rows:,} rows a side{packing and f', .{packing}'}; median (least–most) of {len(runs[ours])} runs")
    print(f"{'':24}" + "".join(f"{title:>24}" for title in MEASURES.values()) + f"{'CPU s of others':>18}")
    for name, measured in runs.items():
        cells = (spread([one[measure] for one in measured], 0 if measure == "memory" else 2) for measure in MEASURES)
        print(f"{name:24}" + "".join(f"{cell:>24}" for cell in cells)
              + f"{sum(one['others'] for one in measured):>18.1f}")
    for name in others:
        ratios = ([a[measure] / b[measure] for a, b in zip(runs[ours], runs[name])] for measure in MEASURES)
        print(f"{f'{ours} / {name}':24}" + "".join(f"{spread(ratio, 2):>24}" for ratio in ratios))
    print(f"{'target / DuckDB':24}" + "".join(f"{f'≤ {target(rows, measure, packing):.2f}':>24}" for measure in MEASURES), flush=True)


def machine(doichieu):
    """What a reader needs to judge the figures."""
    def first(path, key):
        return next(line.split(":", 1)[1].strip() for line in open(path, encoding="utf-8") if line.startswith(key))

    model = first("/proc/cpuinfo", "model name") if "model name" in Path("/proc/cpuinfo").read_text() else platform.machine()
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", "import duckdb"], check=True)
    return {
        "cpu": model,
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(int(first("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        "system": f"{platform.system()} {platform.release()}",
        "doichieu": subprocess.run([doichieu, "--version"], capture_output=True, text=True).stdout.strip(),
        "duckdb": version("duckdb"),
        "python": platform.python_version(),
        "start of Python with duckdb, s": round(time.monotonic() - start, 2),
        "load before": os.getloadavg()[0],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100k,1m,5m")
    parser.add_argument("--packed", default="", metavar="KINDS", help="gz, zip or gz,zip: the same work once more from such files")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--doichieu", type=Path, default=ROOT / ".build/release/doichieu")
    parser.add_argument("--data", type=Path, default=ROOT / ".bench")
    parser.add_argument("--jobs", type=int, default=2, help="threads of both programs")
    parser.add_argument("--vs", action="append", default=[], metavar="NAME=COMMAND", help="a further program; its results are checked where it writes A.csv and B.csv")
    options = parser.parse_args()
    try:
        sizes = {name.strip().lower(): size(name) for name in options.sizes.split(",")}
    except argparse.ArgumentTypeError as error:
        parser.error(str(error))
    if options.runs < 1:
        parser.error("--runs: at least 1")
    if not os.access(options.doichieu, os.X_OK):
        parser.error(f"{options.doichieu} is not built: swift build -c release, or name another with --doichieu")
    further = dict(one.split("=", 1) for one in options.vs if "=" in one)
    if len(further) < len(options.vs):
        parser.error("--vs: NAME=COMMAND, each name once; {data}, {out} and {jobs} in it are replaced")

    jobs = str(options.jobs)
    facts = machine(options.doichieu.resolve())
    print("\n".join(f"{key}: {value}" for key, value in facts.items()))
    results = {"machine": facts, "jobs": options.jobs, "sizes": {}}
    packings = ["", *filter(None, options.packed.split(","))]
    for (name, rows), packing in product(sizes.items(), packings):
        plain = generated(options.data, name, rows)
        data, rules = (packed(plain, packing), plain.with_name(f"{name}-{packing}") / "work.yaml") if packing \
            else (plain, HERE / "work.yaml")
        outputs = options.data / "out" / data.name
        out = {program: outputs / program for program in ("doichieu", "DuckDB", *further)}
        outputs.mkdir(parents=True, exist_ok=True)
        commands = {
            "doichieu": [options.doichieu.resolve(), "run", rules, "--input", data, "--output", out["doichieu"],
                         "--fail-on", "never", "--quiet", "--jobs", jobs],
            "DuckDB": duckdb_command(data, out["DuckDB"], packing, jobs),
        }
        for program, command in further.items():
            out[program].mkdir(exist_ok=True)
            filled = command.replace("{data}", str(data)).replace("{out}", str(out[program])).replace("{jobs}", jobs)
            commands[program] = shlex.split(filled)

        for program, command in commands.items():
            run(command, outputs / f"{program}.log")
        for program in ("DuckDB", *further):
            if program != "DuckDB" and not (out[program] / "A.csv").exists():
                continue
            checked = subprocess.run([sys.executable, HERE / "compare_results.py", out["doichieu"], out[program],
                                      "--truth", plain / "truth.json"], capture_output=True, text=True)
            if checked.returncode != 0:
                sys.exit(f"{rows:,} rows, {program}: the results are not the same\n{checked.stdout}{checked.stderr}")

        runs = {program: [] for program in commands}
        for _ in range(options.runs):
            for program, command in commands.items():
                runs[program].append(run(command, outputs / f"{program}.log"))
        table(rows, runs, packing)
        times = stages(commands["doichieu"], data, out["doichieu"], rows, outputs / "stages.log")
        results["sizes"][data.name] = {"rows": rows, "runs": runs, "stages_ms": times}
        # After each size: a long bench that is stopped keeps what it has measured.
        (options.data / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
