"""Simulates a fleet for scripts/fleet-sim, which explains it.

usage: fleet_sim.py NETMON HISTORY END MACHINES PUSHES
"""
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

RESULT = re.compile(r"it: (\d+) values in (\d+) requests?, (\d+) bytes")


def engine(folder, port):
    address = f"127.0.0.1:{port}"
    if shutil.which("victoria-metrics"):
        return ["victoria-metrics", f"-storageDataPath={folder}/data", f"-httpListenAddr={address}",
                "-retentionPeriod=1y", "-search.latencyOffset=0s"]
    if shutil.which("prometheus"):
        config = f"{folder}/prometheus.yml"
        with open(config, "w", encoding="utf-8") as out:
            out.write("storage:\n  tsdb:\n    out_of_order_time_window: 30d\n")
        return ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder}/data",
                f"--web.listen-address={address}", "--web.enable-remote-write-receiver"]
    raise SystemExit("fleet-sim: it needs victoria-metrics or prometheus")


def series(port, at):
    url = f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode(
        {"query": 'count(last_over_time({job="netmon"}[3d]))', "time": at})
    with urllib.request.urlopen(url, timeout=30) as reply:
        result = json.load(reply)["data"]["result"]
    return int(result[0]["value"][1]) if result else 0


def push(netmon, home, now):
    run = subprocess.run([netmon, "push"], env=dict(os.environ, HOME=home, NETMON_NOW=str(now)), text=True,
                         capture_output=True, check=False)
    found = RESULT.search(run.stdout)
    if run.returncode or not found:
        raise SystemExit(f"fleet-sim: {run.stdout}{run.stderr}")
    return [int(each) for each in found.groups()]


def main():
    netmon, history, end = sys.argv[1], sys.argv[2], int(sys.argv[3])
    machines, pushes = int(sys.argv[4]), int(sys.argv[5])
    folder = tempfile.mkdtemp()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with open(folder + "/log", "wb") as log:
        process = subprocess.Popen(engine(folder, port), stdout=log, stderr=log)
    try:
        time.sleep(3)
        homes = []
        for number in range(machines):
            home = f"{folder}/machine-{number}"
            os.makedirs(home + "/.netmon")
            shutil.copy(history, home + "/.netmon/netmon.db")
            with open(home + "/.netmon/netmon.properties", "w", encoding="utf-8") as out:
                out.write(f"push.it.url = http://127.0.0.1:{port}/api/v1/write\npush.it.since = 1h\n")
            push(netmon, home, end - 300 * (pushes + 1))
            push(netmon, home, end - 300 * pushes)  # sends the points of the first push again: no usual run
            homes.append(home)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        sums = [0, 0, 0]
        for step in range(1, pushes + 1):
            for home in homes:
                sums = [a + b for a, b in zip(sums, push(netmon, home, end - 300 * (pushes - step)))]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        runs = machines * pushes
        time.sleep(5)
        held = series(port, end)
        print(f"{machines} machines, {pushes} pushes each; a machine and day (288 pushes):")
        print(f"  {sums[1] / runs * 288:.0f} requests, {sums[2] / runs * 288 / 1e6:.2f} MB, "
              f"{sums[0] / runs * 288:.0f} values, {cpu / runs * 288:.0f} s of CPU time ({cpu / runs:.2f} s a push)")
        print(f"  {held / machines:.0f} series")
        print(f"10,000 machines: {held / machines * 10_000 / 1e6:.1f} million series, "
              f"{sums[2] / runs * 10_000 / 300 / 1e6:.2f} MB and {10_000 / 300:.0f} requests a second")
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


main()
