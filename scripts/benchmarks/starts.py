"""Measures the run time of commands in rounds: each command runs once per round, so that all share the same load."""
import argparse
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import screen
from table import ALONE

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STORE = ROOT / "netmon-core/src/main/java/netmon/store"
WARMING = 2                                          # uncounted rounds, which read the files into memory


def query(begin):
    """The statement with which netmon reads the applications of today, without its conditions about foreign rows."""
    sources = "".join(path.read_text() for path in sorted(STORE.rglob("*.java")))
    found = re.findall(r'"""\n(\s*SELECT app_name, sum[^"]*\?1[^"]*)"""', sources)
    if len(found) != 1:
        sys.exit(f"{STORE}: {len(found)} statements that sum applications instead of one")
    statement = re.sub(r" AND (ROWS|ESTIMATES)\b", "", found[0])
    return statement.replace("?1", str(begin)).replace("?2", str(2**62))


def commands(args, served, scratch):
    """Command lines by name. The first is the reference for the others."""
    today = int(time.mktime((*time.localtime()[:3], 0, 0, 0, 0, 0, -1)))
    netmon, db = str(ROOT / "bin/netmon"), ["--db", args.history]
    stored = ["", "stats today", "stats interfaces", "stats apps --all", "stats apps --json", "history --by day",
             "explain ssh", "alert list", "alert check", "verify"]
    return {
        "java Hello": [os.environ["JAVA_HOME"] + "/bin/java", "-cp", args.classes, "Hello"],
        "sqlite3, the same query": ["sqlite3", "-readonly", args.history, query(today)],
        **{f"netmon {each}".strip(): [netmon, *each.split(), *db] for each in stored},
        "netmon backup FILE": [netmon, "backup", scratch + "/copy.db", *db],
        "netmon status": [netmon, "status", "--db", served],
        "netmon doctor": [netmon, "doctor", "--db", served],
        f"netmon doctor{ALONE}": [netmon, "doctor", *db],
        "netmon live --once": [netmon, "live", "--once", "--db", served],
        "netmon explain --path PATH": [netmon, "explain", "--path", "/usr/bin/ssh"],
        "netmon setup --dry-run": [netmon, "setup", "--dry-run", "--yes", "--prefix", scratch],
        "netmon version": [netmon, "version"],
        "netmon --version": [netmon, "--version"],
        "netmon --help": [netmon, "--help"],
        "netmon live": [netmon, "live", "--db", served],
    }


def milliseconds(argv):
    """The run time of a command; of `netmon live`, the time until its first frame."""
    if argv[1:2] == ["live"] and "--once" not in argv:
        return screen.milliseconds(argv)
    start = time.perf_counter()
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    took = 1000 * (time.perf_counter() - start)
    # 3: no traffic in that period; doctor exits with 1 if it finds something
    if done.returncode not in (0, 3) and argv[1:2] != ["doctor"]:
        sys.exit(f"{' '.join(argv[:3])}: exit status {done.returncode}: {done.stderr.strip()[-300:]}")
    return took


@contextlib.contextmanager
def service(database):
    """Runs a service and waits until it writes this database."""
    running = subprocess.Popen([ROOT / "bin/netmon-service", "--db", database], stderr=subprocess.PIPE, text=True)
    try:
        if not any("measuring into" in line for line in running.stderr):
            sys.exit("netmon-service exited at once")
        yield
    finally:
        running.terminate()
        running.wait()


def measure(all_commands, rounds, copy):
    took = {name: [] for name in all_commands}
    for i in range(WARMING + rounds):
        for name, argv in all_commands.items():
            one = milliseconds(argv)
            if i >= WARMING:
                took[name].append(one)
        copy.unlink()                                # backup refuses an existing file
    return took


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--rounds", type=int, default=20)
    ap.add_argument("--classes", required=True, help="the folder of Hello.class")
    ap.add_argument("--history", required=True, help="a database of a year")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HOME"] = scratch
        served = scratch + "/served.db"
        with service(served):
            took = measure(commands(args, served, scratch), args.rounds, pathlib.Path(scratch, "copy.db"))
    print(json.dumps(took))


main()
