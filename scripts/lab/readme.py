"""The table of accuracy for the README, from the medians of several runs of the lab."""
import re
import sys

from scenarios import SCENARIOS, UNCOUNTED

MARKS = re.compile(r"(<!-- accuracy:[^\n]*-->\n).*?(<!-- /accuracy -->)", re.DOTALL)


def percent(result, key="error", factor=100):
    if result is None:
        return ""
    value = result.get(key)
    return "failed" if "failed" in result else "–" if value is None else f"{factor * value:.1f} %"


def table(summaries):
    """A line for each scenario that netmon was measured in; columns where there is something to show."""
    columns = [("error, root", "root", "netmon", "error"), ("error, nobody", "nobody", "netmon", "error"),
               ("estimated", "root", "netmon", "estimated"), ("nethogs, root", "root", "nethogs", "error"),
               ("CPU", "root", "netmon", "cpu"), ("CPU of nethogs", "root", "nethogs", "cpu")]
    rows = []
    for scenario, make in SCENARIOS.items():
        cells = []
        for _, user, monitor, key in columns:
            found = [s["scenarios"][scenario][monitor] for s in summaries
                     if s["user"] == user and not s["offloads"] and monitor in s["scenarios"].get(scenario, {})]
            resting = scenario.startswith("rest") and key != "cpu"
            cells.append("" if resting else percent(found[0] if found else None, key, 1 if key == "cpu" else 100))
        if any(cells):
            rows.append((f"{scenario}: {make.__doc__}", cells))
    shown = [i for i in range(len(columns)) if any(cells[i] for _, cells in rows)]
    lines = ["| scenario | " + " | ".join(columns[i][0] for i in shown) + " |", "|---|" + "---:|" * len(shown)]
    return lines + ["| " + what + " | " + " | ".join(cells[i] for i in shown) + " |" for what, cells in rows]


def text(summaries):
    seconds, runs = summaries[0]["seconds"], summaries[0]["runs"]
    notes = [f"{seconds} s a scenario, the median of {runs}. Error: the sum over applications of |netmon − truth|, divided by the",
             f"truth. In scenario c it is the worst of the applications that use TCP; {' and '.join(sorted(UNCOUNTED))} use UDP, which Linux",
             "counts for no socket, so netmon divides that among them and marks it as estimated. CPU: of one core."]
    return "\n".join(["", *table(summaries), "", *notes, "", ""])


def write(summaries, into):
    if into is None:
        sys.stdout.write(text(summaries))
        return
    old = into.read_text()
    new, found = MARKS.subn(lambda m: m.group(1) + text(summaries) + m.group(2), old)
    if not found:
        sys.exit(f"{into}: there are no accuracy markers")
    into.write_text(new)
