#!/usr/bin/env python3
"""lab.py - an accuracy lab for per-application network accounting.

Two network namespaces joined by a veth pair: 'near' holds the applications and the monitor, 'far' holds the servers.
Every application counts its own payload bytes (labapp.c), and a frame counter in 'far' counts what each application
put on the wire, so there are two truths:

  payload  bytes the application read and wrote on sockets that leave the machine
  wire     frame bytes (Ethernet header included) of the application's packets on the interface;
           these add up to the interface counters

Usage (as root):
  lab.py list
  lab.py run [--scenarios a,b,rest] [--runs 3] [--out DIR] [--seconds 20] [--rate 200] [--summary FILE]
             [--monitor CMD --collect CMD [--name NAME]]...  [--app-user U] [--monitor-user U]
  lab.py score DIR                  scores again from the files in DIR
  lab.py table SUMMARY...           the table of the README, from what `run --summary` wrote

A monitor command is started in 'near' before the load and gets SIGTERM after it; then its collect command must print
JSON {"App": {"in": bytes, "out": bytes, "estimated": bytes}, ...}. Both run through `sh -c` with LAB_DIR (a directory
of the monitor's own, which is its HOME too), LAB_IFACE, LAB_COUNT (the interface to count, where the monitor would not
find out by itself), LAB_SCENARIO and LAB_NS in the environment. Names are compared by the last path component. Names
in scoring.UNATTRIBUTED and names that begin with '_' count as unattributed; every other name that is not a lab
application counts as misattribution.

  error = sum over applications of |estimate - truth|, divided by the sum of truth (in + out)

A scenario maps each far port to the application that talks to it; where several share one, the frames of the port are
divided among them by their payload, since their kind of traffic is the same. Beside the error it says whether the
monitor's sum, what it calls unattributed included, is the interface's own difference.

Needs: iproute2, gcc. The namespaces are removed at the end, also after a failure.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import readme
from monitors import Monitor
from namespaces import (FAR, FAR_IF, INNER, MB, NEAR, NEAR_IF, await_quiet, counters, drop_net, inside, make_inner,
                        make_net, sh)
from scenarios import SCENARIOS
from scoring import bar, median, misses, score

HERE = pathlib.Path(__file__).resolve().parent
REST_BEGINS = 5                                      # seconds until all is open and a monitor knows it


def run_scenario(name, args, out):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    os.chmod(out, 0o777)
    apps, ports = SCENARIOS[name](args.seconds)
    bin_dir = args.out / "apps"
    truth_file = out / "truth.jsonl"
    truth_file.touch()
    truth_file.chmod(0o666)
    near, far, monitors = [], [], []
    drop_net()
    try:
        make_net(args.rate, args.offloads, args.bridged)
        if any(app.side == "inner" for app in apps):
            make_inner()
        env = dict(os.environ, LAB_TRUTH=str(truth_file))
        for app in apps:
            if not (bin_dir / app.name).exists():
                shutil.copy2(args.out / "labapp", bin_dir / app.name)

        def start(app, *argv, ns=NEAR, quiet=False, privileged=False):
            return subprocess.Popen(inside(ns, None if privileged else args.app_user) + [str(bin_dir / app.name), *argv], env=os.environ if quiet else env,
                                    stdin=subprocess.DEVNULL)

        far.append(subprocess.Popen(inside(FAR) + [str(args.out / "labapp"), "server", "ports=5001-5009"]))
        wire = subprocess.Popen(inside(FAR) + [str(args.out / "labapp"), "wire", FAR_IF], stdout=subprocess.PIPE, text=True)
        time.sleep(0.3)
        # a server and idle processes are there before the monitor is, as in life
        for app in apps:
            if app.mode == "server":
                near.append(start(app, "server", *app.specs))
            elif app.mode == "tunnel":
                far.append(subprocess.Popen(inside(FAR) + [str(bin_dir / app.name), "tunnel", "0.0.0.0", app.specs[1], app.specs[2], "10.98.0.2"]))
                near.append(start(app, "tunnel", *app.specs, privileged=True))
            elif app.mode.startswith("sleep"):
                far += [start(app, "sleep", str(args.seconds + 60), quiet=True) for _ in range(int(app.mode[5:]))]
        await_quiet()
        first = counters()
        for i, (mname, command, collect) in enumerate(args.monitors):
            monitors.append(Monitor(mname, command, collect, out / mname, name, args.monitor_user, args.bridged))
        time.sleep(args.settle)
        before, t0 = counters(), time.time()
        for m in monitors:
            m.mark()
        clients, spawners = [], []
        for app in apps:
            if app.mode == "client":
                ns = {"near": NEAR, "far": FAR, "inner": INNER}[app.side]
                clients.append(start(app, "client", *app.specs, ns=ns, quiet=app.side != "near"))
            elif app.mode.startswith("spawn"):
                def spawn(app=app, per_second=int(app.mode[5:])):
                    begun, children = time.monotonic(), []
                    for i in range(int(args.seconds * per_second)):
                        time.sleep(max(0, begun + i / per_second - time.monotonic()))
                        children.append(start(app, "client", *app.specs))
                        children = [c for c in children if c.poll() is None]
                    for c in children:
                        c.wait(10)
                t = threading.Thread(target=spawn)
                t.start()
                spawners.append(t)
        if name.startswith("rest"):
            time.sleep(REST_BEGINS)                  # what it costs at rest, not what it costs to get there
            for m in monitors:
                m.marks.clear()
                m.mark()
        end = time.monotonic() + args.seconds + 25
        last = time.monotonic()
        while time.monotonic() < end and (any(c.poll() is None for c in clients) or any(t.is_alive() for t in spawners)):
            time.sleep(0.1)
            if time.monotonic() - last > 5:
                last = time.monotonic()
                for m in monitors:
                    m.mark()
        for m in monitors:
            m.mark()
        time.sleep(args.drain)                       # a poller gets two more rounds before it is stopped
        after, t1 = counters(), time.time()
        alive = {m.name: m.stop() for m in monitors}
        last = counters()
        for p in near:
            p.send_signal(signal.SIGTERM)
        for p in near:
            p.wait(5)
        wire.send_signal(signal.SIGTERM)
        frames = json.loads(wire.communicate(timeout=5)[0])

        payload = {a.name: {"in": 0, "out": 0, "processes": 0, "series": {}} for a in apps if a.side == "near" and a.mode != "sleep300"}
        for line in truth_file.read_text().splitlines():
            r = json.loads(line)
            p = payload.setdefault(r["app"], {"in": 0, "out": 0, "processes": 0, "series": {}})
            p["in"] += r["in"]
            p["out"] += r["out"]
            p["processes"] += 1
            for sec, i, o in r["series"]:
                s = p["series"].setdefault(str(sec), [0, 0])
                s[0] += i
                s[1] += o
        loopback = {n: payload.pop(n) for n in list(payload) if n.startswith("Loop")}
        on_wire = {n: {"in": 0, "out": 0} for n in payload}
        for port, sharing in ports.items():
            f = frames.get(str(port), {"in": 0, "out": 0})
            sharing = [sharing] if isinstance(sharing, str) else sharing
            whole = sum(payload[n]["in"] + payload[n]["out"] for n in sharing) or 1
            for app in sharing:
                part = (payload[app]["in"] + payload[app]["out"]) / whole if len(sharing) > 1 else 1
                on_wire[app]["in"] += round(f["in"] * part)
                on_wire[app]["out"] += round(f["out"] * part)
        truth = {"scenario": name, "what": SCENARIOS[name].__doc__, "seconds": args.seconds, "start": t0, "end": t1,
                 "interface": {"name": NEAR_IF, "before": before, "after": after, "in": after["in"] - before["in"], "out": after["out"] - before["out"]},
                 "frame_drops": frames["drops"], "payload": payload, "wire": on_wire, "loopback_payload": loopback}
        (out / "truth.json").write_text(json.dumps(truth, indent=1))
        results = {}
        for m in monitors:
            estimate = m.result()
            (m.dir / "estimate.json").write_text(json.dumps(estimate, indent=1))
            off = sum(v[d] for v in estimate.values() if isinstance(v, dict) for d in ("in", "out")) \
                - sum(last[d] - first[d] for d in ("in", "out"))
            results[m.name] = dict(score(estimate, truth), cost=m.cost(), died=not alive[m.name], sum_off_by=off)
        (out / "results.json").write_text(json.dumps(results, indent=1))
        return truth, results
    finally:
        for p in [m.process for m in monitors] + near + far:
            if p.returncode is None and p.poll() is None:
                p.kill()
                p.wait()
        for pid in sh("ip", "netns", "pids", NEAR, check=False).split() + sh("ip", "netns", "pids", FAR, check=False).split():
            if pid.isdigit():                        # only what lives in the namespaces made here
                try:
                    os.kill(int(pid), signal.SIGKILL)
                except OSError:
                    pass
        drop_net()


def show(name, truth, results):
    total = {k: sum(v["in"] + v["out"] for v in truth[k].values()) for k in ("payload", "wire")}
    print(f"== {name}: {truth['what']}")
    print(f"   interface in {truth['interface']['in'] / MB:.2f} MB, out {truth['interface']['out'] / MB:.2f} MB; "
          f"wire {total['wire'] / MB:.2f} MB, payload {total['payload'] / MB:.2f} MB; frame drops {truth['frame_drops']}")
    for n, p in truth["payload"].items():
        w = truth["wire"][n]
        print(f"   {n:10} payload in {p['in'] / MB:9.3f} out {p['out'] / MB:9.3f}   wire in {w['in'] / MB:9.3f} out {w['out'] / MB:9.3f} MB")
    for n, r in results.items():
        print(f"   [{n}] " + (f"FAILED {r['failed']}" if "failed" in r else figures(r)), flush=True)


def figures(r):
    percent = lambda x: "-" if x is None else f"{100 * x:.1f} %"
    wire, cost = r["wire"], r["cost"]
    return (f"error {percent(wire['total'])} (in {percent(wire['in'])}, out {percent(wire['out'])})"
            + (f", the worst counted application {percent(r['counted'])}" if r.get("counted") is not None else "")
            + f"; estimated {percent(r['estimated'])}, unattributed {sum(r['unattributed'].values()) / MB:.2f} MB, "
            f"sum off by {r.get('sum_off_by')} B; cpu {cost.get('cpu_percent')} %, rss {cost.get('rss_mb')} MB" + ("; DIED" if r["died"] else ""))


def arguments():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="do", required=True)
    sub.add_parser("list")
    s = sub.add_parser("score")
    s.add_argument("dir", type=pathlib.Path)
    t = sub.add_parser("table")
    t.add_argument("--into", type=pathlib.Path, help="put it between the accuracy markers of this file")
    t.add_argument("summaries", type=pathlib.Path, nargs="+")
    r = sub.add_parser("run")
    r.add_argument("--scenarios", default="a,b,c,d,e,f,g,h,i")
    r.add_argument("--runs", type=int, default=1, help="of each scenario; the medians are compared with the bars")
    r.add_argument("--out", type=pathlib.Path, help="a folder to keep all that comes out; without it nothing is kept")
    r.add_argument("--summary", type=pathlib.Path, help="where to write the medians")
    r.add_argument("--seconds", type=int, default=20)
    r.add_argument("--settle", type=float, default=4, help="seconds between the start of the monitor and the load")
    r.add_argument("--drain", type=float, default=2.5, help="seconds between the load and the end of the monitor")
    r.add_argument("--most-error", type=float, help="this bar in percent for all scenarios, in place of their own")
    r.add_argument("--no-bars", action="store_true", help="compare with no bar")
    r.add_argument("--offloads", action="store_true", help="leave segmentation and receive offloads on")
    r.add_argument("--bridged", action="store_true", help="put the interface into a bridge, and its addresses on that")
    r.add_argument("--rate", type=int, default=200, help="Mbit/s each way, 0 for no limit")
    r.add_argument("--monitor", action="append", default=[])
    r.add_argument("--collect", action="append", default=[])
    r.add_argument("--name", action="append", default=[])
    r.add_argument("--app-user")
    r.add_argument("--monitor-user")
    return ap.parse_args()


def main():
    args = arguments()
    if args.do == "list":
        for k, f in SCENARIOS.items():
            print(f"{k:8} {f.__doc__}")
    elif args.do == "score":
        for t in sorted(args.dir.glob("*/truth.json")):
            truth, old = json.loads(t.read_text()), json.loads((t.parent / "results.json").read_text())
            show(t.parent.name, truth, {n: dict(r, **score(json.loads((t.parent / n / "estimate.json").read_text()), truth)) for n, r in old.items()})
    elif args.do == "table":
        readme.write([json.loads(path.read_text()) for path in args.summaries], args.into)
    else:
        return run(args)
    return 0


def run(args):
    if os.geteuid() != 0:
        sys.exit("lab.py run needs root (network namespaces)")
    if len(args.monitor) != len(args.collect):
        sys.exit("each --monitor needs its --collect")
    names = args.name + [f"monitor{i + 1}" for i in range(len(args.name), len(args.monitor))]
    args.monitors = list(zip(names, args.monitor, args.collect))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="netmon-lab-") as scratch:
        args.out = (args.out or pathlib.Path(scratch)).resolve()
        os.chmod(scratch, 0o755)
        build(args.out)
        return run_all(args, names)


def run_all(args, names):
    medians, failed = {}, []
    for scenario in args.scenarios.split(","):
        results = {name: [] for name in names}
        for _ in range(args.runs):
            truth, once = run_scenario(scenario, args, args.out / scenario)
            show(scenario, truth, once)
            for name, result in once.items():
                results[name].append(result)
        medians[scenario] = {name: median(each) for name, each in results.items()}
        most = args.most_error if args.most_error is not None else bar(scenario, not args.monitor_user, args.offloads)
        for name, middle in medians[scenario].items():
            failed += [] if args.no_bars else [f"{scenario}, {name}: {miss}" for miss in misses(scenario, middle, most)]
    if args.summary:
        args.summary.write_text(json.dumps({"user": args.monitor_user or "root", "seconds": args.seconds, "runs": args.runs,
                                            "offloads": args.offloads, "scenarios": medians}, indent=1))
    if not args.no_bars:
        print(("missed: " + "; ".join(failed)) if failed else verdict(medians))
    return 1 if failed else 0


def verdict(medians):
    worst = max((m["error"] or 0 for each in medians.values() for m in each.values() if "error" in m), default=0)
    return f"{len(medians)} scenarios, the largest error {100 * worst:.1f} %, every sum exact"


def build(into):
    shutil.rmtree(into / "apps", ignore_errors=True)
    (into / "apps").mkdir(parents=True)
    subprocess.run(["gcc", "-O2", "-o", str(into / "labapp"), str(HERE / "labapp.c"), "-lpthread"], check=True)


if __name__ == "__main__":
    sys.exit(main())
