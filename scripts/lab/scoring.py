"""Compares the figures of a monitor with the truth and with the limits."""
import statistics

from scenarios import CPU_BARS, DEAD, ERROR_BARS, FORWARDED_BARS, OFFLOAD_BARS, SILENT_BARS

UNATTRIBUTED = {"unknown", "unattributed", "other", "others", "unknown tcp", "unknown udp", "unidentified",
                "system/unknown", "(unknown)", "kernel"}
NOTHING = {"in": 0, "out": 0, "estimated": 0}
SMALL = 100                                          # less than 1/100 of the bytes has no significant error


def both(traffic):
    return traffic["in"] + traffic["out"]


def fold(estimate):
    """The bytes of an estimate by the last path component of each name, and the unattributed bytes."""
    apps, rest = {}, dict(NOTHING)
    for name, v in estimate.items():
        short = str(name).rstrip("/").split("/")[-1].strip()
        to = rest if short.startswith("_") or short.lower() in UNATTRIBUTED else apps.setdefault(short, dict(NOTHING))
        for key in NOTHING:
            to[key] += v.get(key, 0)
    return apps, rest


def error(apps, truth):
    total = sum(map(both, truth.values()))
    names = set(apps) | set(truth)
    diff = {d: sum(abs(apps.get(n, NOTHING)[d] - truth.get(n, NOTHING)[d]) for n in names) for d in ("in", "out")}
    whole = sum(abs(both(apps.get(n, NOTHING)) - both(truth.get(n, NOTHING))) for n in names)
    each = {d: sum(t[d] for t in truth.values()) for d in ("in", "out")}
    return {"total": round(whole / total, 4) if total else None,
            # a direction with almost no bytes has no significant error
            **{d: round(diff[d] / each[d], 4) if total and each[d] >= total / SMALL else None for d in ("in", "out")}}


def worst(apps, truth, uncounted):
    """The largest error of an application that the kernel counts, as a fraction of its own bytes."""
    least = sum(map(both, truth.values())) / SMALL or 1
    return max(round(abs(both(apps.get(n, NOTHING)) - both(t)) / max(both(t), least), 4)
               for n, t in truth.items() if n not in uncounted)


def silent(apps, truth, uncounted):
    """The wrongly attributed or guessed bytes that are marked as measured, as a fraction of all bytes."""
    total = sum(map(both, truth.values())) or 1
    mistaken = 0
    for name, v in apps.items():
        due = 0 if name in uncounted else both(truth.get(name, NOTHING))
        mistaken += max(0, both(v) - due - v["estimated"])
    return round(mistaken / total, 4)


def score(estimate, truth):
    if "_failed" in estimate:
        return {"failed": estimate["_failed"]}
    idle = [name for name, v in truth["wire"].items() if not both(v) and not both(truth["payload"][name])]
    if idle:
        return {"failed": f"the scenario failed: no traffic of {' and '.join(idle)}"}
    apps, rest = fold(estimate)
    moved = sum(map(both, apps.values())) + both(rest) or 1
    result = {"payload": error(apps, truth["payload"]), "wire": error(apps, truth["wire"]),
              "worst": worst(apps, truth["wire"], truth["uncounted"]),
              "silent": silent(apps, truth["wire"], truth["uncounted"]), "unattributed": rest,
              "estimated": round((sum(v["estimated"] for v in apps.values()) + rest["estimated"]) / moved, 4)}
    if truth["scenario"] in DEAD:
        dead = DEAD[truth["scenario"]]
        result["blamed"] = max(0, both(apps.get(dead, NOTHING)) - both(truth["wire"][dead]))
    if truth["forwarded"]:
        result["forwarded"] = round(min(1, both(rest) / truth["forwarded"]), 4)
    return result


def is_of_worst(scenario, as_root):
    """True if the limit is for the worst application: the kernel does not count all bytes, or most have no owner."""
    return not as_root and (scenario == "c" or scenario in FORWARDED_BARS)


def median(scenario, results, as_root):
    """Combines several results: the median of each figure, and the largest deviation of the sum."""
    good = [r for r in results if "failed" not in r and not r["died"]]
    if len(good) < len(results):
        return {"failed": next(r.get("failed", "died") for r in results if r not in good)}
    middle = lambda values: None if None in values else statistics.median(values)
    return {"error": middle([r["worst"] if is_of_worst(scenario, as_root) else r["wire"]["total"] for r in good]),
            **{key: middle([r.get(key) for r in good]) for key in ("estimated", "silent", "forwarded", "blamed")},
            "off": max((r["sum_off_by"] for r in good), key=abs),
            "cpu": middle([r["cost"].get("cpu_percent") for r in good]),
            "rss": middle([r["cost"].get("rss_mb") for r in good])}


def bars(scenario, as_root, offloads, most_error=None):
    """The limits of a scenario in percent; None for no limit."""
    plain_bar = ERROR_BARS.get(scenario, (None, None))[0 if as_root else 1]
    error_bar = OFFLOAD_BARS.get(scenario) if offloads and not as_root else plain_bar
    return {"error": error_bar if most_error is None else most_error, "silent": SILENT_BARS.get(scenario),
            "forwarded": None if as_root else FORWARDED_BARS.get(scenario), "cpu": CPU_BARS.get(scenario)}


def misses(middle, bar):
    """The exceeded limits, in words."""
    if "failed" in middle:
        return ["failed: " + (middle["failed"].strip().splitlines() or ["no output"])[-1]]
    missed = []
    if bar["error"] is not None and (middle["error"] is None or middle["error"] * 100 > bar["error"]):
        missed.append(f"error {percent(middle['error'])} above {bar['error']} %")
    if bar["silent"] is not None and middle["silent"] * 100 > bar["silent"]:
        missed.append(f"{percent(middle['silent'])} of the bytes are wrong and not marked as estimated, "
                      f"above {bar['silent']} %")
    if bar["forwarded"] is not None and (middle["forwarded"] or 0) * 100 < bar["forwarded"]:
        missed.append(f"{percent(middle['forwarded'])} of the forwarded bytes are unattributed, "
                      f"below {bar['forwarded']} %")
    if middle["blamed"]:
        missed.append(f"{middle['blamed']} bytes of others are a dead program's")
    if middle["off"] != 0:
        missed.append(f"its sum is {middle['off']} bytes off")
    if bar["cpu"] is not None and (middle["cpu"] is None or middle["cpu"] > bar["cpu"]):
        missed.append(f"{middle['cpu']} % of a core above {bar['cpu']} %")
    return missed


def percent(part):
    return "-" if part is None else f"{100 * part:.1f} %"
