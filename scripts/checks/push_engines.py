"""Real engines on the loopback interface, and a machine that pushes to them, for push_scenarios.py."""
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
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


def fetch(url, content=None, context=None):
    try:
        with urllib.request.urlopen(url, data=content, timeout=30, context=context) as reply:
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
        return self.fetch(self.health)

    def fetch(self, path, content=None):
        return fetch(self.url + path, content, self.context())

    def context(self):
        return None

    def kill(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


class Prometheus(Engine):
    program, name, protocol, path, health = "prometheus", "prometheus", "remote-write", "/api/v1/write", "/-/ready"
    window = "storage:\n  tsdb:\n    out_of_order_time_window: 60d\n"

    def command(self):
        config = os.path.join(self.folder, "prometheus.yml")
        with open(config, "w", encoding="utf-8") as out:
            out.write(self.window)
        return [self.program, f"--config.file={config}", f"--storage.tsdb.path={self.folder}/data",
                f"--web.listen-address=127.0.0.1:{self.port}", "--web.enable-remote-write-receiver",
                "--storage.tsdb.retention.time=10y"]

    def query(self, expression, at):
        path = "/api/v1/query?" + urllib.parse.urlencode({"query": expression, "time": at})
        return json.loads(self.fetch(path))["data"]["result"]

    def sums(self, at, instance=".*"):
        sums = {}
        for family, (metric, label) in FAMILIES.items():
            for each in self.query(f'last_over_time({metric}{{instance=~"{instance}"}}[90d])', at):
                pair = sums.setdefault((family, each["metric"][label]), [0, 0])
                pair[each["metric"]["network_io_direction"] == "transmit"] = int(float(each["value"][1]))
        return sums


class StrictPrometheus(Prometheus):
    """As it is installed: it refuses what is an hour older than its newest sample."""

    name = "strict-prometheus"
    window = ""


class TlsPrometheus(Prometheus):
    """It speaks TLS only, and to clients only that have a certificate of its authority."""

    name = "tls-prometheus"

    def command(self):
        web = os.path.join(self.folder, "web.yml")
        with open(web, "w", encoding="utf-8") as out:
            out.write("tls_server_config:\n  cert_file: engine.pem\n  key_file: engine.key\n"
                      "  client_ca_file: authority.pem\n  client_auth_type: RequireAndVerifyClientCert\n")
        self.certificates()
        return super().command() + [f"--web.config.file={web}"]

    def certificates(self):
        def openssl(*words):
            subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        openssl("req", "-x509", *key, "-keyout", "authority.key", "-out", "authority.pem", "-subj", "/CN=authority")
        for name in ("engine", "client"):
            with open(os.path.join(self.folder, name + ".ext"), "w", encoding="utf-8") as out:
                out.write("subjectAltName=IP:127.0.0.1\n")
            openssl("req", *key, "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name)
            openssl("x509", "-req", "-in", name + ".csr", "-CA", "authority.pem", "-CAkey", "authority.key",
                    "-CAcreateserial", "-out", name + ".pem", "-extfile", name + ".ext")

    def context(self):
        context = ssl.create_default_context(cafile=f"{self.folder}/authority.pem")
        context.load_cert_chain(f"{self.folder}/client.pem", f"{self.folder}/client.key")
        return context


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
            self.fetch("", re.sub(rb"--[^\n]*", b"", table.read()).strip().rstrip(b";"))

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
        rows = json.loads(self.fetch("", query.encode()))["data"]
        return {(family, name): [int(received), int(sent)] for family, name, received, sent in rows}


class Machine:
    """A home with a copy of the history; its clock is that of the variable NETMON_NOW."""

    def __init__(self, netmon, history, folder, engine, name="home"):
        self.netmon = netmon
        self.home = os.path.join(folder, f"{name}-{engine.name}")
        os.makedirs(self.home + "/.netmon")
        self.database = self.home + "/.netmon/netmon.db"
        shutil.copy(history, self.database)
        self.sets(f"url = {engine.url}{engine.path}", f"protocol = {engine.protocol}")

    def sets(self, *settings):
        with open(self.home + "/.netmon/netmon.properties", "w", encoding="utf-8") as out:
            out.write("".join(f"push.it.{each}\n" for each in settings))

    def start(self, now, *words):
        environment = dict(os.environ, HOME=self.home, NETMON_NOW=str(now), TZ="UTC")
        return subprocess.Popen([self.netmon, *words], env=environment, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True)

    def push(self, now):
        run = self.start(now, "push")
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

    def instance(self):
        return self.query("SELECT instance FROM push_destinations")[0][0]

    def sent_to(self):
        return self.query("SELECT sent_to FROM push_destinations")[0][0]


def engines():
    found = [each for each in (Prometheus, VictoriaMetrics, ClickHouse) if shutil.which(each.program)]
    for name in (os.environ.get("NETMON_VICTORIA_METRICS", ""), shutil.which("victoria-metrics") or ""):
        # Versions before 1.93 have no OTLP.
        if name and b"opentelemetry.usePrometheusNaming" in subprocess.run(
                [name, "-help"], capture_output=True, check=False).stdout:
            VictoriaMetricsOtlp.program = name
            return found + [VictoriaMetricsOtlp]
    return found
