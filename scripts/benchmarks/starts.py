"""How long commands take from start to end, in rounds: each command once a round, so that all see the same machine."""
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
REPORT = ROOT / "netmon-core/src/main/java/netmon/store/TrafficReport.java"
WARMING = 2                                          # rounds that nobody counts: files are read into memory


def query(begin):
    """The very statement that netmon asks for today's applications with."""
    found = re.search(r'String APPS = """\n(.*?)"""', REPORT.read_text(), re.DOTALL)
    if not found:
        sys.exit(f"{REPORT}: no statement APPS")
    return found[1].replace("?1", str(begin)).replace("?2", str(2**62))


def commands(args, served, scratch):
    """By name, with what the database is asked for; the first is what the others are compared with."""
    today = int(time.mktime((*time.localtime()[:3], 0, 0, 0, 0, 0, -1)))
    netmon, db = str(ROOT / "bin/netmon"), ["--db", args.history]
    asked = ["", "stats today", "stats interfaces", "stats apps --all", "stats apps --json", "history --by day",
             "explain ssh", "alert list", "alert check", "verify"]
    return {
        "java Hello": [os.environ["JAVA_HOME"] + "/bin/java", "-cp", args.classes, "Hello"],
        "sqlite3, the same query": ["sqlite3", "-readonly", args.history, query(today)],
        **{f"netmon {each}".strip(): [netmon, *each.split(), *db] for each in asked},
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
    """Of `netmon live`, which does not end, until its first frame."""
    if argv[1:2] == ["live"] and "--once" not in argv:
        return screen.milliseconds(argv)
    begun = time.perf_counter()
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    took = 1000 * (time.perf_counter() - begun)
    # 3: nothing moved in that period; of doctor, 1: it found something
    if done.returncode not in (0, 3) and argv[1:2] != ["doctor"]:
        sys.exit(f"{' '.join(argv[:3])}: exit status {done.returncode}: {done.stderr.strip()[-300:]}")
    return took


@contextlib.contextmanager
def service(database):
    """A service that writes this database, as soon as it does."""
    running = subprocess.Popen([ROOT / "bin/netmon-service", "--db", database], stderr=subprocess.PIPE, text=True)
    try:
        if not any("measuring into" in line for line in running.stderr):
            sys.exit("netmon-service ended at once")
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
        copy.unlink()                                # the next backup is refused where one is
    return took


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--rounds", type=int, default=20)
    ap.add_argument("--classes", required=True, help="where Hello.class is")
    ap.add_argument("--history", required=True, help="a database of a year")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HOME"] = scratch
        served = scratch + "/served.db"
        with service(served):
            took = measure(commands(args, served, scratch), args.rounds, pathlib.Path(scratch, "copy.db"))
    print(json.dumps(took))


main()
