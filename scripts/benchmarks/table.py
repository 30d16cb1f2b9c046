"""Prints the table of scripts/bench from the files of one run: a row per measurement, a column per Java."""
import argparse
import json
import pathlib
import re
import statistics
import sys

MARKS = re.compile(r"(<!-- benchmarks:[^\n]*-->\n).*?(<!-- /benchmarks -->)", re.DOTALL)

# A note after a command. Without a service, doctor must start Java a second time.
ALONE = " without a service"

# Labels of the JMH benchmarks, by class and method.
CODE = {
    "TickBenchmark.tick2000SocketsOfWhich20Move": "a tick with 2,000 sockets, 20 with traffic",
    "TickBenchmark.tick2000SocketsThatAllMove": "a tick with 2,000 sockets, all with traffic",
    "ParserBenchmark.sockDiag": "sock_diag of 2,000 sockets, parsed",
    "ParserBenchmark.netstat": "netstat of 2,000 sockets, parsed",
    "ParserBenchmark.nettop": "nettop of 2,000 sockets, parsed",
    "NtstatBenchmark.ntstatIdle": "ntstat of 2,000 sources, none of which moved",
    "NtstatBenchmark.ntstatBusy": "ntstat of 2,000 sources that all moved",
    "ParserBenchmark.lsof": "lsof of 2,000 sockets, parsed",
    "AttributorBenchmark.differences": "the differences of 2,000 sockets",
    "AttributorBenchmark.split": "the attribution of 2,000 sockets",
    "QueryBenchmark.lastDay": "the query for a day in a database of a year",
    "QueryBenchmark.all": "the query for a year",
}
NOTES = {
    "netmon verify": ", which reads all rows",
    "netmon backup FILE": ", which copies the whole file",
    "netmon live": " until its first frame",
}
LOADS = {
    "rest": "at rest, 300 processes, 200 connections",
    "rest2k": "at rest, 2,000 connections",
    "f": "2,000 connections, all with traffic",
    "e": "100 new connections per second",
}


def quartiles(values):
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4)
    return low, high


def middle(values, unit, digits):
    low, high = quartiles(values)
    return f"{statistics.median(values):.{digits}f}{unit} ({low:.{digits}f}–{high:.{digits}f})"


def starts(took):
    """Milliseconds, which depend on the machine, and the ratio to the reference."""
    hello = took["java Hello"]
    for name, values in took.items():
        if name.startswith("netmon"):
            name, *alone = name.partition(ALONE)
            times = statistics.median(a / b for a, b in zip(values, hello))
            yield f"`{name}`" + "".join(alone) + NOTES.get(name, ""), f"{middle(values, ' ms', 0)}, {times:.2f} ×"
        else:
            yield f"`{name}`" if name == "java Hello" else name, middle(values, " ms", 1)
    beyond = [a - b for a, b in zip(took["netmon live"], hello)]
    yield "the first frame, beyond `java Hello`", middle(beyond, " ms", 0)
    yield "`netmon` / sqlite3", middle([a / b for a, b in zip(took["netmon"], took["sqlite3, the same query"])], "", 1)


def service(summary):
    for scenario, load in LOADS.items():
        cost = summary["scenarios"].get(scenario, {}).get("netmon", {})
        if cost.get("cpu") is not None:
            memory = f", {cost['rss']:.0f} MB" if cost.get("rss") else ""
            yield f"the service {load}", f"{cost['cpu']:.2f} % of a core" + memory


def code(results):
    """The results of JMH in the order of a tick."""
    by_name = {".".join(each["benchmark"].split(".")[-2:]): each for each in results}
    for name, label in CODE.items():
        if name in by_name:
            percentiles = by_name[name]["primaryMetric"]["scorePercentiles"]
            bytes_each = by_name[name]["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]
            yield label, (f"{percentiles['50.0']:.2f} ms (p90 {percentiles['90.0']:.2f}), "
                          f"{bytes_each / 1000:,.0f} kB allocated")


PARTS = {"starts.json": starts, "service.json": service, "code.json": code}


def rows(folder):
    found = {}
    for file, part in PARTS.items():
        path = folder / file
        if path.exists() and path.stat().st_size:
            found.update(part(json.loads(path.read_text())))
    return found


def table(folders):
    columns = [rows(folder) for folder in folders]
    names = list(dict.fromkeys(name for column in columns for name in column))
    heads = [f"Java {folder.name.split('-')[-1]}" for folder in folders]
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    return lines + ["| " + " | ".join([name, *(column.get(name, "–") for column in columns)]) + " |" for name in names]


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--into", type=pathlib.Path, help="also write it between the benchmarks markers of this file")
    ap.add_argument("folders", type=pathlib.Path, nargs="+", help="java-17 and so on, written by scripts/bench")
    args = ap.parse_args()
    loads = " and ".join((folder / "load").read_text().strip() for folder in args.folders)
    note = f"Medians, with the quartiles in brackets. Load of the machine at the start: {loads}."
    text = "\n".join(["", *table(args.folders), "", note, "", ""])
    sys.stdout.write(text)
    if args.into:
        new, found = MARKS.subn(lambda m: m[1] + text + m[2], args.into.read_text())
        if not found:
            sys.exit(f"{args.into}: the benchmarks markers are missing")
        args.into.write_text(new)


if __name__ == "__main__":
    main()
