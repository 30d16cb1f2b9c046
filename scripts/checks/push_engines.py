"""Starts real engines on the loopback interface, pushes to them, kills them, and compares their sums with the store.

usage: push_engines.py NETMON HISTORY END FOLDER
"""
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
PUSH = os.path.join(HERE, "../../netmon-cli/push")
FAMILIES = {
    "app": ("netmon_app_network_io_bytes_total", "netmon_app_name"),
    "estimated": ("netmon_app_network_io_estimated_bytes_total", "netmon_app_name"),
    "interface": ("system_network_io_bytes_total", "network_interface_name"),
}
STORE = {
    "app": "SELECT app_name, sum(bytes_in), sum(bytes_out) FROM app_traffic_logs WHERE timestamp < ? GROUP BY 1",
    "estimated": "SELECT app_name, sum(e.bytes_in), sum(e.bytes_out) FROM app_estimates e"
    " JOIN app_traffic_logs USING (id) WHERE timestamp < ? GROUP BY 1",
    "interface": "SELECT interface, sum(bytes_in), sum(bytes_out) FROM counted_traffic WHERE timestamp < ? GROUP BY 1",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url, content=None):
    try:
        with urllib.request.urlopen(url, data=content, timeout=30) as reply:
            return reply.read()
    except urllib.error.HTTPError as e:
        raise OSError(f"{url.split('?')[0]}: {e}: {e.read()[:300]}") from e


def until(condition, what, seconds=40):
    end = time.monotonic() + seconds
    while True:
        try:
            value = condition()
            if value:
                return value
        except OSError:
            pass
        if time.monotonic() > end:
            raise SystemExit(f"FAILED: {what}")
        time.sleep(0.2)


class Engine:
    """An engine as a process; it keeps its data when it is killed."""

    program = name = protocol = path = ""

    def __init__(self, folder):
        self.folder = os.path.join(folder, self.name)
        os.makedirs(self.folder)
        self.port = free_port()
        self.process = None
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        log = open(os.path.join(self.folder, "log"), "ab")
        self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd=self.folder)
        until(self.is_ready, f"{self.name} does not start, see {log.name}")

    def is_ready(self):
        return fetch(self.url + self.health)

    def kill(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


class Prometheus(Engine):
    program, name, protocol, path, health = "prometheus", "prometheus", "remote-write", "/api/v1/write", "/-/ready"

    def command(self):
        config = os.path.join(self.folder, "prometheus.yml")
        with open(config, "w", encoding="utf-8") as out:
            out.write("storage:\n  tsdb:\n    out_of_order_time_window: 60d\n")
        return [self.program, f"--config.file={config}", f"--storage.tsdb.path={self.folder}/data",
                f"--web.listen-address=127.0.0.1:{self.port}", "--web.enable-remote-write-receiver",
                "--storage.tsdb.retention.time=10y"]

    def query(self, expression, at):
        url = self.url + "/api/v1/query?" + urllib.parse.urlencode({"query": expression, "time": at})
        return json.loads(fetch(url))["data"]["result"]

    def sums(self, at):
        sums = {}
        for family, (metric, label) in FAMILIES.items():
            for each in self.query(f"last_over_time({metric}[90d])", at):
                pair = sums.setdefault((family, each["metric"][label]), [0, 0])
                pair[each["metric"]["network_io_direction"] == "transmit"] = int(float(each["value"][1]))
        return sums


class VictoriaMetrics(Prometheus):
    program, name, health = "victoria-metrics", "victoriametrics", "/health"

    def command(self):
        return [self.program, f"-storageDataPath={self.folder}/data", f"-httpListenAddr=127.0.0.1:{self.port}",
                "-retentionPeriod=10y", "-search.latencyOffset=0s"]


class VictoriaMetricsOtlp(VictoriaMetrics):
    name, protocol, path = "victoriametrics-otlp", "otlp", "/opentelemetry/v1/metrics"

    def command(self):
        return super().command() + ["-opentelemetry.usePrometheusNaming"]


class ClickHouse(Engine):
    program, name, protocol, health = "clickhouse-server", "clickhouse", "clickhouse", "/ping"
    path = "/?query=INSERT%20INTO%20netmon_totals%20FORMAT%20JSONEachRow"

    def start(self):
        super().start()
        with open(os.path.join(PUSH, "clickhouse.sql"), "rb") as table:
            fetch(self.url, re.sub(rb"--[^\n]*", b"", table.read()).strip().rstrip(b";"))

    def command(self):
        config = os.path.join(self.folder, "config.xml")
        with open(config, "w", encoding="utf-8") as out:
            out.write(f"""<yandex><logger><level>warning</level><console>1</console></logger>
              <listen_host>127.0.0.1</listen_host><http_port>{self.port}</http_port>
              <path>{self.folder}/data/</path><tmp_path>{self.folder}/tmp/</tmp_path>
              <mark_cache_size>5000000</mark_cache_size><default_database>default</default_database>
              <default_profile>default</default_profile><users_config>{config}</users_config>
              <profiles><default/></profiles><quotas><default/></quotas>
              <users><default><password></password><networks><ip>127.0.0.1</ip></networks>
              <profile>default</profile><quota>default</quota></default></users></yandex>""")
        return [self.program, f"--config-file={config}"]

    def sums(self, at):
        query = ("SELECT family, name, max(bytes_in), max(bytes_out) FROM netmon_totals FINAL"
                 f" WHERE at <= toDateTime({at}) GROUP BY family, name FORMAT JSONCompact")
        rows = json.loads(fetch(self.url, query.encode()))["data"]
        return {(family, name): [int(received), int(sent)] for family, name, received, sent in rows}


class Machine:
    """A home with a copy of the history; its clock is that of the variable NETMON_NOW."""

    def __init__(self, netmon, history, folder, engine):
        self.netmon = netmon
        self.home = os.path.join(folder, "home-" + engine.name)
        os.makedirs(self.home + "/.netmon")
        self.database = self.home + "/.netmon/netmon.db"
        shutil.copy(history, self.database)
        with open(self.home + "/.netmon/netmon.properties", "w", encoding="utf-8") as out:
            out.write(f"push.it.url = {engine.url}{engine.path}\npush.it.protocol = {engine.protocol}\n")

    def push(self, now, wait=True):
        environment = dict(os.environ, HOME=self.home, NETMON_NOW=str(now), TZ="UTC")
        run = subprocess.Popen([self.netmon, "push"], env=environment, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
        if not wait:
            return run
        out = run.communicate()[0]
        if run.returncode:
            raise SystemExit(f"FAILED: netmon push: {out}")
        return out

    def query(self, sql, *values):
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def sums(self, at):
        sums = {}
        for family, sql in STORE.items():
            for name, received, sent in self.query(sql, at):
                if received or sent:
                    sums[family, name] = [received, sent]
        return sums

    def sent_to(self):
        return self.query("SELECT sent_to FROM push_destinations")[0][0]


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


def engines():
    found = [each for each in (Prometheus, VictoriaMetrics, ClickHouse) if shutil.which(each.program)]
    for name in (os.environ.get("NETMON_VICTORIA_METRICS", ""), shutil.which("victoria-metrics") or ""):
        # Versions before 1.93 have no OTLP.
        if name and b"opentelemetry.usePrometheusNaming" in subprocess.run(
                [name, "-help"], capture_output=True, check=False).stdout:
            VictoriaMetricsOtlp.program = name
            return found + [VictoriaMetricsOtlp]
    return found


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
