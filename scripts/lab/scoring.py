"""How far a monitor's figures are from the truth."""
import statistics

from scenarios import BARS, CPU_BARS, OFFLOAD_BAR, UNCOUNTED

UNATTRIBUTED = {"unknown", "unattributed", "other", "others", "unknown tcp", "unknown udp", "unidentified",
                "system/unknown", "(unknown)", "kernel"}
NOTHING = {"in": 0, "out": 0}


def fold(estimate):
    """An estimate by last path component; unattributed bytes apart."""
    apps, rest = {}, dict(NOTHING)
    for name, v in estimate.items():
        short = str(name).rstrip("/").split("/")[-1].strip()
        to = rest if short.startswith("_") or short.lower() in UNATTRIBUTED else apps.setdefault(short, dict(NOTHING))
        to["in"] += v.get("in", 0)
        to["out"] += v.get("out", 0)
    return apps, rest


def both(traffic):
    return traffic["in"] + traffic["out"]


def error(apps, truth):
    total = sum(map(both, truth.values()))
    names = set(apps) | set(truth)
    diff = {d: sum(abs(apps.get(n, NOTHING)[d] - truth.get(n, NOTHING)[d]) for n in names) for d in ("in", "out")}
    whole = sum(abs(both(apps.get(n, NOTHING)) - both(truth.get(n, NOTHING))) for n in names)
    each = {d: sum(t[d] for t in truth.values()) for d in ("in", "out")}
    return {"total": round(whole / total, 4) if total else None,
            # a direction that carries less than 1 % of the bytes has no meaningful error of its own
            **{d: round(diff[d] / each[d], 4) if total and each[d] >= total / 100 else None for d in ("in", "out")}}


def worst_counted(apps, truth):
    """The largest error of one application whose bytes the kernel counts, where there are others beside them."""
    if not UNCOUNTED & set(truth):
        return None
    return max(round(abs(both(apps.get(n, NOTHING)) - both(t)) / both(t), 4) for n, t in truth.items() if n not in UNCOUNTED)


def score(estimate, truth):
    if "_failed" in estimate:
        return {"failed": estimate["_failed"]}
    apps, rest = fold(estimate)
    moved = sum(map(both, estimate.values())) or 1
    return {"payload": error(apps, truth["payload"]), "wire": error(apps, truth["wire"]), "unattributed": rest,
            "counted": worst_counted(apps, truth["wire"]),
            "estimated": round(sum(v.get("estimated", 0) for v in estimate.values()) / moved, 4)}


def figure(result):
    """The one that the scenario's bar is for."""
    return result["wire"]["total"] if result.get("counted") is None else result["counted"]


def median(results):
    """One result of several: each figure is the median of its own."""
    good = [r for r in results if "failed" not in r and not r["died"]]
    if len(good) < len(results):
        return {"failed": next(r.get("failed", "died") for r in results if r not in good)}
    middle = lambda values: None if None in values else statistics.median(values)
    return {"error": middle([figure(r) for r in good]), "estimated": middle([r["estimated"] for r in good]),
            "off": max((r["sum_off_by"] for r in good), key=abs),
            "cpu": middle([r["cost"].get("cpu_percent") for r in good]), "rss": middle([r["cost"].get("rss_mb") for r in good])}


def bar(scenario, as_root, offloads):
    most = BARS[scenario][0 if as_root else 1]
    return OFFLOAD_BAR if offloads and most is not None else most


def misses(scenario, middle, most):
    """What a monitor misses, in words."""
    if "failed" in middle:
        return ["failed: " + middle["failed"].strip().splitlines()[-1]]
    missed = []
    if most is not None and middle["error"] * 100 > most:
        missed.append(f"error {middle['error'] * 100:.1f} % above {most} %")
    if middle["off"] != 0:
        missed.append(f"its sum is {middle['off']} bytes off")
    if middle["cpu"] is not None and middle["cpu"] > CPU_BARS.get(scenario, 100):
        missed.append(f"{middle['cpu']} % of a core above {CPU_BARS[scenario]} %")
    return missed
