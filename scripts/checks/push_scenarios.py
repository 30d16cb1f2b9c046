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

from push_engines import PUSH, Machine, Prometheus, StrictPrometheus, TlsPrometheus, engines, until


def compare(machine, engine, what, *instance):
    at = machine.sent_to()
    wanted = machine.sums(at)

    def present():
        return {key: pair for key, pair in engine.sums(at, *instance).items() if pair != [0, 0]}

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
    """A first push, a clock set back, kills of the engine and of netmon in the middle, two days offline, a purge."""
    days_ago = end - 2 * 86400
    machine.push(days_ago)
    compare(machine, engine, "after the first push")
    machine.push(days_ago + 300)
    machine.push(days_ago - 3600)
    kill_and_restart(engine)
    machine.push(days_ago + 600)
    compare(machine, engine, "after a kill")
    sent = machine.sent_to()
    run = machine.start(end - 86400, "push")
    until(lambda: machine.sent_to() > sent or run.poll() is not None, "netmon push does nothing")
    kill_and_restart(engine)
    run.communicate()
    sent = machine.sent_to()
    run = machine.start(end, "push")
    until(lambda: machine.sent_to() > sent or run.poll() is not None, "netmon push does nothing")
    run.kill()
    run.communicate()
    machine.push(end)
    machine.push(end + 300)
    count = compare(machine, engine, "after two days offline and a kill in the middle")
    if isinstance(engine, Prometheus):
        check_day(machine, engine)
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


def refusals(folder, netmon, history, end):
    """Another machine is ahead: Prometheus refuses what is older. It is told, once, and the sums are right at the end."""
    engine = StrictPrometheus(folder)
    try:
        engine.start()
        late, ahead = (Machine(netmon, history, folder, engine, name) for name in ("late", "ahead"))
        late.push(end - 2 * 86400)
        ahead.push(end)
        out = late.push(end)
        if "for good: status 400: out of bounds" not in out:
            raise SystemExit(f"FAILED: the refusals are not told: {out}")
        compare(late, engine, "after refusals", late.instance())
        refused = late.query("SELECT refused FROM push_destinations")
        again = late.push(end + 300)
        compare(late, engine, "after a push after refusals", late.instance())
        if late.query("SELECT refused FROM push_destinations") != refused or "refused" in again:
            raise SystemExit(f"FAILED: refusals are counted twice: {again}")
        status = late.start(end + 300, "push", "status").communicate()[0]
        if f"{refused[0][0]} requests for good" not in status or "out_of_order_time_window" not in status:
            raise SystemExit(f"FAILED: push status does not tell the refusals: {status}")
        print(f"ok: {engine.name}: {refused[0][0]} requests are refused, counted once, and told; no byte is lost")
    finally:
        engine.kill()


def certificates(folder, netmon, history, end):
    """TLS with an authority and a client certificate of its own, and what is said without them."""
    engine = TlsPrometheus(folder)
    engine.url = engine.url.replace("http:", "https:")
    try:
        engine.start()
        machine = Machine(netmon, history, folder, engine)
        url, protocol = f"url = {engine.url}{engine.path}", f"protocol = {engine.protocol}"
        authority = f"ca-file = {engine.folder}/authority.pem"
        for settings, why in (((), "no known authority has signed it"), ((authority,), "wants a client certificate")):
            machine.sets(url, protocol, *settings)
            run = machine.start(end, "push")
            out = run.communicate()[0]
            if run.returncode != 1 or why not in out:
                raise SystemExit(f"FAILED: {engine.name}: not said that {why}: {out}")
        machine.sets(url, protocol, authority, f"client-certificate = {engine.folder}/client.pem",
                     f"client-key = {engine.folder}/client.key")
        machine.push(end - 600)
        used = os.times()
        machine.push(end)
        now = os.times()
        cpu = now.children_user + now.children_system - used.children_user - used.children_system
        count = compare(machine, engine, "over TLS")
        print(f"ok: {engine.name}: {count} sums equal; a run over TLS took {cpu:.2f} s of CPU time", flush=True)
    finally:
        engine.kill()


def check_day(machine, engine):
    """The difference of totals, as PUSH.md shows it, is a day's bytes to the byte; increase() is not."""
    at = machine.sent_to()
    with open(os.path.join(PUSH, "../PUSH.md"), encoding="utf-8") as page:
        [query] = re.findall(r"bytes by application in a day \| `(.*?)`", page.read())
    for name, received, sent in machine.query(
            "SELECT app_name, sum(bytes_in), sum(bytes_out) FROM app_traffic_logs WHERE timestamp >= ? AND timestamp < ?"
            " GROUP BY 1", at - 86400, at):
        found = {each["metric"]["netmon_app_name"]: float(each["value"][1]) for each in engine.query(query, at)}
        if found.get(name) != received + sent:
            raise SystemExit(f"FAILED: {engine.name}: {name} has {received + sent} bytes in a day, not {found.get(name)}")
    print(f"ok: {engine.name}: the bytes of a day by application are exact", flush=True)


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
    if shutil.which("promtool"):
        subprocess.run(["promtool", "check", "rules", os.path.join(PUSH, "alerts.yml")], check=True,
                       stdout=subprocess.DEVNULL)
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
    if Prometheus in kinds:
        refusals(folder, netmon, history, end)
        if shutil.which("openssl"):
            certificates(folder, netmon, history, end)
    missing = {"prometheus", "victoria-metrics", "clickhouse-server"} - {each.program for each in kinds}
    note = f"; skipped, because they are not installed: {', '.join(sorted(missing))}" if missing else ""
    print(f"{len(kinds)} engines have the store's sums{note}")


main()
