#!/usr/bin/env python3
"""lab.py - measures the accuracy of monitors that count network traffic per application.

A veth pair connects two network namespaces: 'near' contains the applications and the monitor, 'far' the servers. Each
application counts its own payload bytes (labapp.c), and a frame counter in 'far' counts the bytes of each application
on the wire. So there are two true values:

  payload  bytes that the application read and wrote on sockets that leave the machine
  wire     frame bytes (with the Ethernet header) of the application's packets on the interface;
           their sum equals the interface counters

Usage (as root):
  lab.py list
  lab.py run [--scenarios a,b,rest] [--runs 3] [--out DIR] [--seconds 20] [--rate 200] [--summary FILE]
             [--monitor CMD --collect CMD [--name NAME]]...  [--app-user U] [--monitor-user U]
  lab.py score DIR                  computes the scores again from the files in DIR
  lab.py table SUMMARY...           prints the table of netmon-core/ACCURACY.md, from the files of `run --summary`

A monitor command starts in 'near' before the load and gets SIGTERM after it; then its collect command must print
JSON {"App": {"in": bytes, "out": bytes, "estimated": bytes}, ...}. Both run with `sh -c` and these variables: LAB_DIR
(a folder for the monitor, also its HOME), LAB_IFACE, LAB_COUNT (the interface to count, if the monitor cannot find it
itself), LAB_SCENARIO and LAB_NS. Names are compared by the last path component. Names in scoring.UNATTRIBUTED and names
that start with '_' count as unattributed; any other name that is not a lab application counts as a wrong attribution.

  error = sum over applications of |estimate - truth|, divided by the sum of truth (in + out)

A scenario maps each far port to its application. If several applications share a port, the frames of an application are
those of the connections that it reports. The lab also checks that the monitor's sum, with its unattributed bytes,
equals the difference of the interface counters.

Needs iproute2 and gcc. The namespaces are removed at the end, also after a failure.
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

import readme
from namespaces import MB
from scenarios import SCENARIOS
from scoring import bars, median, misses, percent, score
from stage import Stage

HERE = pathlib.Path(__file__).resolve().parent


def run_scenario(name, args, out):
    stage = Stage(name, args, out)
    truth, alive = stage.run()
    (out / "truth.json").write_text(json.dumps(truth, indent=1))
    results = {}
    for monitor in stage.monitors:
        estimate = monitor.result()
        (monitor.dir / "estimate.json").write_text(json.dumps(estimate, indent=1))
        reported = sum(v[d] for v in estimate.values() if isinstance(v, dict) for d in ("in", "out"))
        moved = sum(stage.last[d] - stage.first[d] for d in ("in", "out"))
        results[monitor.name] = dict(score(estimate, truth), cost=monitor.cost(), died=not alive[monitor.name],
                                     sum_off_by=reported - moved)
    (out / "results.json").write_text(json.dumps(results, indent=1))
    return truth, results


def show(name, truth, results):
    total = {k: sum(v["in"] + v["out"] for v in truth[k].values()) for k in ("payload", "wire")}
    print(f"== {name}: {truth['what']}")
    print(f"   interface in {truth['interface']['in'] / MB:.2f} MB, out {truth['interface']['out'] / MB:.2f} MB; "
          f"wire {total['wire'] / MB:.2f} MB, payload {total['payload'] / MB:.2f} MB; "
          f"frame drops {truth['frame_drops']}")
    for n, p in truth["payload"].items():
        w = truth["wire"][n]
        print(f"   {n:10} payload in {p['in'] / MB:9.3f} out {p['out'] / MB:9.3f}   "
              f"wire in {w['in'] / MB:9.3f} out {w['out'] / MB:9.3f} MB")
    for n, r in results.items():
        print(f"   [{n}] " + (f"FAILED {r['failed']}" if "failed" in r else figures(r)), flush=True)


def figures(r):
    wire, cost = r["wire"], r["cost"]
    forwarded = f" ({percent(r['forwarded'])} of the forwarded bytes)" if "forwarded" in r else ""
    return (f"error {percent(wire['total'])} (in {percent(wire['in'])}, out {percent(wire['out'])}), "
            f"worst application {percent(r['worst'])}; "
            f"estimated {percent(r['estimated'])}, wrong but marked as measured {percent(r['silent'])}, "
            f"unattributed {(r['unattributed']['in'] + r['unattributed']['out']) / MB:.2f} MB{forwarded}, "
            f"sum off by {r.get('sum_off_by')} B; cpu {cost.get('cpu_percent')} %, rss {cost.get('rss_mb')} MB"
            + ("; DIED" if r["died"] else ""))


def arguments():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="do", required=True)
    sub.add_parser("list")
    s = sub.add_parser("score")
    s.add_argument("dir", type=pathlib.Path)
    t = sub.add_parser("table")
    t.add_argument("--into", type=pathlib.Path, help="write it between the accuracy markers of this file")
    t.add_argument("summaries", type=pathlib.Path, nargs="+")
    r = sub.add_parser("run")
    r.add_argument("--scenarios", default="a,b,c,d,e,f,g,h,i")
    r.add_argument("--runs", type=int, default=1, help="runs of each scenario; the limits apply to the medians")
    r.add_argument("--out", type=pathlib.Path, help="a folder for all output files; without it they are deleted")
    r.add_argument("--summary", type=pathlib.Path, help="a file for the medians")
    r.add_argument("--seconds", type=int, default=20)
    r.add_argument("--ready", default="",
                   help="the text that a monitor prints when it starts to count; the load waits for it")
    r.add_argument("--settle", type=float, default=4,
                   help="seconds between that text, or the start of the monitor, and the load")
    r.add_argument("--drain", type=float, default=2.5, help="seconds between the load and the end of the monitor")
    r.add_argument("--most-error", type=float, help="this limit in percent for all scenarios, instead of their own")
    r.add_argument("--no-bars", action="store_true", help="compare with no limits")
    r.add_argument("--offloads", action="store_true", help="leave segmentation and receive offloads on")
    r.add_argument("--bridged", action="store_true", help="put the interface into a bridge, which gets its addresses")
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
            estimates = {n: json.loads((t.parent / n / "estimate.json").read_text()) for n in old}
            show(t.parent.name, truth, {n: dict(r, **score(estimates[n], truth)) for n, r in old.items()})
    elif args.do == "table":
        readme.write([json.loads(path.read_text()) for path in args.summaries], args.into)
    else:
        return run(args)
    return 0


def run(args):
    if os.geteuid() != 0:
        sys.exit("lab.py run needs root, for network namespaces")
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
        medians[scenario] = {name: median(scenario, each, not args.monitor_user) for name, each in results.items()}
        bar = bars(scenario, not args.monitor_user, args.offloads, args.most_error)
        for name, middle in medians[scenario].items():
            failed += [] if args.no_bars else [f"{scenario}, {name}: {miss}" for miss in misses(middle, bar)]
    if args.summary:
        summary = {"user": args.monitor_user or "root", "seconds": args.seconds, "runs": args.runs,
                   "offloads": args.offloads, "scenarios": medians}
        args.summary.write_text(json.dumps(summary, indent=1))
    if not args.no_bars:
        print(("missed: " + "; ".join(failed)) if failed else verdict(medians))
    return 1 if failed else 0


def verdict(medians):
    worst = max((m["error"] or 0 for each in medians.values() for m in each.values() if "error" in m), default=0)
    scenarios = "1 scenario" if len(medians) == 1 else f"{len(medians)} scenarios"
    return f"{scenarios}, the largest error {100 * worst:.1f} %, every sum exact"


def build(into):
    shutil.rmtree(into / "apps", ignore_errors=True)
    (into / "apps").mkdir(parents=True)
    subprocess.run(["gcc", "-O2", "-o", str(into / "labapp"), str(HERE / "labapp.c"), "-lpthread"], check=True)


if __name__ == "__main__":
    sys.exit(main())
