"""How long commands take from start to end, in rounds: each command once a round, so that all see the same machine."""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "netmon-core/src/main/java/netmon/store/TrafficReport.java"
WARMING = 2                                          # rounds that nobody counts: files are read into memory


def query(begin):
    """The very statement that netmon asks for today's applications with."""
    found = re.search(r'String APPS = """\n(.*?)"""', REPORT.read_text(), re.DOTALL)
    if not found:
        sys.exit(f"{REPORT}: no statement APPS")
    return found[1].replace("?1", str(begin)).replace("?2", str(2**62))


def commands(args):
    """By name, with what the database is asked for; the first is what the others are compared with."""
    today = int(time.mktime((*time.localtime()[:3], 0, 0, 0, 0, 0, -1)))
    netmon, db = str(ROOT / "bin/netmon"), ["--db", args.history]
    hello = [os.environ["JAVA_HOME"] + "/bin/java", "-cp", args.classes, "Hello"]
    return {
        "java Hello": hello,
        "sqlite3, the same query": ["sqlite3", "-readonly", args.history, query(today)],
        "netmon": [netmon, *db],
        "netmon stats today": [netmon, "stats", "today", *db],
        "netmon stats apps --all": [netmon, "stats", "apps", "--all", *db],
        "netmon history --by day": [netmon, "history", "--by", "day", *db],
        "netmon stats apps --json": [netmon, "stats", "apps", "--json", *db],
        "netmon explain --path PATH": [netmon, "explain", "--path", "/usr/bin/ssh"],
        "netmon --help": [netmon, "--help"],
    }


def milliseconds(argv):
    begun = time.perf_counter()
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    took = 1000 * (time.perf_counter() - begun)
    if done.returncode not in (0, 3):                # 3: nothing moved in that period
        sys.exit(f"{' '.join(argv[:3])}: exit status {done.returncode}: {done.stderr.strip()[-300:]}")
    return took


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--rounds", type=int, default=20)
    ap.add_argument("--classes", required=True, help="where Hello.class is")
    ap.add_argument("--history", required=True, help="a database of a year")
    args = ap.parse_args()
    all_commands = commands(args)
    took = {name: [] for name in all_commands}
    for i in range(WARMING + args.rounds):
        for name, argv in all_commands.items():
            one = milliseconds(argv)
            if i >= WARMING:
                took[name].append(one)
    print(json.dumps(took))


main()
