"""The table of accuracy for the README, from the medians of several runs of the lab."""
import re
import sys

from scenarios import SCENARIOS, UNCOUNTED
from scoring import percent

MARKS = re.compile(r"(<!-- accuracy:[^\n]*-->\n)(.*?)(<!-- /accuracy -->)", re.DOTALL)

# Heading, who monitors, with offloads on, which monitor, which of its figures.
COLUMNS = [("error, root", "root", False, "netmon", "error"), ("error, nobody", "nobody", False, "netmon", "error"),
           ("error, offloads on", "root", True, "netmon", "error"), ("estimated", "root", False, "netmon", "estimated"),
           ("nethogs, root", "root", False, "nethogs", "error"), ("CPU", "root", False, "netmon", "cpu"),
           ("CPU of nethogs", "root", False, "nethogs", "cpu")]


def cell(summaries, scenario, column):
    _, user, offloads, monitor, key = column
    if scenario.startswith("rest") and key != "cpu":
        return ""                                    # next to nothing moves
    for summary in summaries:
        result = summary["scenarios"].get(scenario, {}).get(monitor)
        if result and summary["user"] == user and summary["offloads"] == offloads:
            return "failed" if "failed" in result else f"{result[key]:.1f} %" if key == "cpu" else percent(result[key])
    return ""


def measured(summaries):
    """For each scenario that was run its cells, by their headings."""
    rows = {scenario: {column[0]: cell(summaries, scenario, column) for column in COLUMNS} for scenario in SCENARIOS}
    return {scenario: cells for scenario, cells in rows.items() if any(cells.values())}


def written(text):
    """The same, out of a table that was written before."""
    lines = [[each.strip() for each in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    headings, rows = (lines[0], lines[2:]) if lines else ([], [])
    return {row[0].partition(":")[0]: dict(zip(headings[1:], row[1:])) for row in rows}


def table(rows):
    """A line for each scenario; columns where there is something to show."""
    shown = [heading for heading, *_ in COLUMNS if any(cells.get(heading) for cells in rows.values())]
    lines = ["| scenario | " + " | ".join(shown) + " |", "|---|" + "---:|" * len(shown)]
    return lines + [f"| {scenario}: {make.__doc__} | " + " | ".join(rows[scenario].get(heading, "") for heading in shown) + " |"
                    for scenario, make in SCENARIOS.items() if scenario in rows]


def notes(summaries):
    seconds, runs = summaries[0]["seconds"], summaries[0]["runs"]
    every = "single runs" if runs == 1 else f"the median of {runs} runs"
    exact = all(result.get("off") == 0 for summary in summaries for each in summary["scenarios"].values()
                for name, result in each.items() if name == "netmon")
    yield (f"{seconds} s a scenario, {every}. Error: the sum over applications of |said − true|, divided by the truth, in bytes on the "
           f"wire. In c and n it is that of the worst application; in c, of those that use TCP: {' and '.join(sorted(UNCOUNTED))} use UDP, "
           "which Linux counts for no socket, so netmon divides those bytes among them and marks them as estimated. Rates: "
           "200 Mbit/s at most. CPU: of one core, with all children.")
    if exact:
        yield "In every one of these runs netmon's applications and Unattributed added up to the interface's own difference, to the byte."


def text(summaries, before=""):
    return "\n".join(["", *table(written(before) | measured(summaries)), "", *notes(summaries), "", ""])


def write(summaries, into):
    """Prints the table, or puts it into a file; there the lines of scenarios that were not run stay as they are."""
    if into is None:
        sys.stdout.write(text(summaries))
        return
    new, found = MARKS.subn(lambda m: m.group(1) + text(summaries, m.group(2)) + m.group(3), into.read_text())
    if not found:
        sys.exit(f"{into}: there are no accuracy markers")
    into.write_text(new)
