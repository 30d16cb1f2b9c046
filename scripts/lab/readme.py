"""The table of netmon-core/ACCURACY.md, from the medians of several runs of the lab."""
import re
import sys

from scenarios import SCENARIOS, UNCOUNTED
from scoring import percent

MARKS = re.compile(r"(<!-- accuracy:[^\n]*-->\n)(.*?)(<!-- /accuracy -->)", re.DOTALL)

# Heading, user of the monitor, offloads on, monitor, figure.
COLUMNS = [("error, root", "root", False, "netmon", "error"), ("error, nobody", "nobody", False, "netmon", "error"),
           ("error, offloads on", "root", True, "netmon", "error"), ("estimated", "root", False, "netmon", "estimated"),
           ("nethogs, root", "root", False, "nethogs", "error"), ("CPU", "root", False, "netmon", "cpu"),
           ("CPU of nethogs", "root", False, "nethogs", "cpu")]


def cell(summaries, scenario, column):
    _, user, offloads, monitor, key = column
    if scenario.startswith("rest") and key != "cpu":
        return ""                                    # almost no traffic
    for summary in summaries:
        result = summary["scenarios"].get(scenario, {}).get(monitor)
        if result and summary["user"] == user and summary["offloads"] == offloads:
            if "failed" in result:
                return "failed"
            return f"{result[key]:.1f} %" if key == "cpu" else percent(result[key])
    return ""


def measured(summaries):
    """The cells of each scenario that ran, by heading."""
    rows = {scenario: {column[0]: cell(summaries, scenario, column) for column in COLUMNS} for scenario in SCENARIOS}
    return {scenario: cells for scenario, cells in rows.items() if any(cells.values())}


def written(text):
    """The cells of a table in the page, by scenario and heading."""
    lines = [[each.strip() for each in line.strip("|").split("|")]
             for line in text.splitlines() if line.startswith("|")]
    headings, rows = (lines[0], lines[2:]) if lines else ([], [])
    return {row[0].partition(":")[0]: dict(zip(headings[1:], row[1:])) for row in rows}


def table(rows):
    """A line for each scenario, without empty columns."""
    shown = [heading for heading, *_ in COLUMNS if any(cells.get(heading) for cells in rows.values())]
    lines = ["| scenario | " + " | ".join(shown) + " |", "|---|" + "---:|" * len(shown)]
    for scenario, make in SCENARIOS.items():
        if scenario in rows:
            cells = [f"{scenario}: {make.__doc__}", *(rows[scenario].get(heading, "") for heading in shown)]
            lines.append("| " + " | ".join(cells) + " |")
    return lines


def notes(summaries):
    seconds, runs = summaries[0]["seconds"], summaries[0]["runs"]
    every = "single runs" if runs == 1 else f"the median of {runs} runs"
    exact = all(result.get("off") == 0 for summary in summaries for each in summary["scenarios"].values()
                for name, result in each.items() if name == "netmon")
    yield (f"Each scenario takes {seconds} s; {every}. Error: the sum over applications of |reported − true|, divided "
           "by the sum of the true bytes on the wire. As nobody, in c and n it is the error of the worst "
           f"application; in c only of those with TCP: {' and '.join(sorted(UNCOUNTED))} use UDP, which only root may "
           "count per socket, so netmon divides their bytes among them and marks these as estimated. Rates: at most "
           "200 Mbit/s. CPU: of one core, "
           "with all children.")
    if not any("nethogs" in each for summary in summaries for each in summary["scenarios"].values()):
        yield "The figures of nethogs are those of an earlier run of the lab."
    if exact:
        yield ("In each of these runs netmon's applications plus Unattributed equal the difference of the interface "
               "counters, to the byte.")


def text(summaries, before=""):
    rows = written(before)
    for scenario, cells in measured(summaries).items():
        rows.setdefault(scenario, {}).update({heading: cell for heading, cell in cells.items() if cell})
    return "\n".join(["", *table(rows), "", *notes(summaries), "", ""])


def write(summaries, into):
    """Prints the table, or writes it into a file, where what was not measured again stays."""
    if into is None:
        sys.stdout.write(text(summaries))
        return
    new, found = MARKS.subn(lambda m: m.group(1) + text(summaries, m.group(2)) + m.group(3), into.read_text())
    if not found:
        sys.exit(f"{into}: the accuracy markers are missing")
    into.write_text(new)
