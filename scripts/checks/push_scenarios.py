"""Pushes to real engines that it starts, kills them, and compares their sums with the store.

usage: push_scenarios.py NETMON HISTORY END FOLDER
"""
import json
import os
import re
import shutil
import subprocess
import sys
import time

from push_engines import PUSH, Machine, Prometheus, engines, until


def compare(machine, engine, what):
    at = machine.sent_to()
    wanted = machine.sums(at)

    def present():
        return {key: pair for key, pair in engine.sums(at).items() if pair != [0, 0]}

    end = time.monotonic() + 30
    while present() != wanted:
        if time.monotonic() > end:
            found = present()
            wrong = [(key, wanted.get(key), found.get(key)) for key in set(wanted) | set(found)
                     if wanted.get(key) != found.get(key)]
            raise SystemExit(f"FAILED: {engine.name}, {what}: {len(wrong)} sums differ: {wrong[:3]}")
        time.sleep(0.5)
    return len(wanted)


def kill_and_restart(engine):
    engine.kill()
    engine.start()


def scenario(machine, engine, end):
    """A first push, a kill after a push, two days offline, a kill in the middle of a push, and a purge."""
    days_ago = end - 2 * 86400
    machine.push(days_ago)
    compare(machine, engine, "after the first push")
    machine.push(days_ago + 300)
    kill_and_restart(engine)
    machine.push(days_ago + 600)
    compare(machine, engine, "after a kill")
    sent = machine.sent_to()
    run = machine.push(end, wait=False)
    until(lambda: machine.sent_to() > sent or run.poll() is not None, "netmon push does nothing")
    kill_and_restart(engine)
    run.communicate()
    machine.push(end)
    machine.push(end + 300)
    count = compare(machine, engine, "after two days offline and a kill in the middle")
    before = engine.sums(machine.sent_to())
    purge = subprocess.run([machine.netmon, "purge", "--before", "yesterday", "--yes"], check=False,
                           env=dict(os.environ, HOME=machine.home, NETMON_NOW=str(end), TZ="UTC"),
                           capture_output=True, text=True)
    if purge.returncode:
        raise SystemExit(f"FAILED: purge: {purge.stderr}")
    machine.push(end + 900)
    after = until(lambda: engine.sums(machine.sent_to()), "no sums")
    fell = [key for key, pair in before.items() if any(a > b for a, b in zip(pair, after.get(key, [0, 0])))]
    if fell:
        raise SystemExit(f"FAILED: {engine.name}: a purge lowered {fell[:3]}")
    print(f"ok: {engine.name}: {count} sums equal the store to the byte", flush=True)


def check_queries(engine, at):
    """Each query of the dashboard and of the alert rules has a result, or at least is valid where it is an alert."""
    with open(os.path.join(PUSH, "grafana-dashboard.json"), encoding="utf-8") as source:
        panels = json.load(source)["panels"]
    for panel in panels:
        for target in panel["targets"]:
            expression = target["expr"].replace("$__range", "2d").replace("$host", ".*")
            until(lambda query=expression: engine.query(query, at), f"no result: {panel['title']}: {expression}", 15)
    with open(os.path.join(PUSH, "alerts.yml"), encoding="utf-8") as source:
        rules = re.findall(r"expr: (?:>-\n)?(.*?)\n        labels", source.read(), re.S)
    for rule in rules:
        for expression in (rule, re.sub(r"> [0-9e]+$", ">= 0", rule.strip())):
            result = engine.query(re.sub(r"\s+", " ", expression), at)
        if not result:
            raise SystemExit(f"FAILED: no result: {expression}")
    print(f"ok: {engine.name}: {len(panels)} panels and {len(rules)} alert rules have results", flush=True)


def main():
    netmon, history, end, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    kinds = engines()
    for kind in kinds:
        engine = kind(folder)
        try:
            engine.start()
            machine = Machine(netmon, history, folder, engine)
            scenario(machine, engine, end)
            if isinstance(engine, Prometheus):
                check_queries(engine, end)
        finally:
            engine.kill()
    missing = {"prometheus", "victoria-metrics", "clickhouse-server"} - {each.program for each in kinds}
    note = f"; skipped, because they are not installed: {', '.join(sorted(missing))}" if missing else ""
    print(f"{len(kinds)} engines have the store's sums{note}")


main()
