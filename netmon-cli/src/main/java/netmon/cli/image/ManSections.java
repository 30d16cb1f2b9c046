package netmon.cli.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import picocli.CommandLine;

/** The sections of man pages that the help does not have, and the page of the settings file. */
final class ManSections {
    static final String SERVICE = "netmon-service";
    static final String SETTINGS = "netmon.properties";

    /** The sections of the manual for services and for files. */
    static final int SERVICES = 8;

    static final int FILES = 5;

    private static final String COMMAND = "netmon";

    /** Options of the service that are no settings. */
    private static final Set<String> ACTIONS =
            Set.of("--db", "--help", "--version", "--record", "--replay", "--seconds", "--anonymise");

    private ManSections() {}

    static Map<String, String> files(String page) {
        Map<String, String> files = new LinkedHashMap<>();
        if (page.equals(COMMAND) || page.equals(SERVICE)) {
            files.put(
                    "~/.netmon/netmon.db",
                    "The database, in SQLite. Only its owner can read it. While the service runs, files with the"
                            + " endings -wal, -shm, .lock, .heartbeat and a socket stand beside it.");
            files.put("~/.netmon/netmon.properties", "The settings of the command and the service.");
            files.put("~/.netmon/netmon-service.log", "The log of the service, if setup or scripts/start started it.");
            files.put(
                    "/var/lib/netmon/, /Library/Application Support/netmon/",
                    "The same files of a service for all users, on Linux and on macOS.");
        }
        return files;
    }

    static Map<String, String> environment(String page) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (page.equals(COMMAND)) {
            variables.put("NO_COLOR", "If it is set, nothing is printed in colours or in bold.");
            variables.put("COLUMNS", "The width of the terminal, if the terminal does not report it.");
            variables.put("TERM", "If it is dumb, live prints a table each second instead of a screen.");
            variables.put("LC_ALL, LC_CTYPE, LANG", "If they name no UTF-8, bars and sparklines use ASCII.");
            variables.put("NETMON_SERVICE", "The service program that doctor runs.");
            variables.put("NETMON_NOW", "Epoch seconds that replace the clock, for tests.");
        }
        if (page.equals(COMMAND) || page.equals(SERVICE)) {
            variables.put("HOME", "The folder that contains the folder .netmon.");
            variables.put("TZ", "The time zone, which decides when a day begins.");
            variables.put("JAVA_HOME", "The Java to use, if netmon has none of its own.");
        }
        return variables;
    }

    /** Related pages, with their sections. */
    static Map<String, Integer> related(String page) {
        Map<String, Integer> related = new LinkedHashMap<>();
        if (!page.equals(COMMAND)) {
            related.put(COMMAND, 1);
        }
        if (!page.equals(SERVICE)) {
            related.put(SERVICE, SERVICES);
        }
        if (!page.equals(SETTINGS)) {
            related.put(SETTINGS, FILES);
        }
        return related;
    }

    /** The man page of the settings file, made of the options of the service. */
    static String settings(CommandLine service) {
        StringJoiner page = new StringJoiner("\n", "", "\n");
        page.add(ManPage.head(SETTINGS, FILES, "The settings of netmon"));
        page.add(".SH SYNOPSIS").add("\\fI~/.netmon/" + ManPage.escaped(SETTINGS) + "\\fR");
        page.add(".SH DESCRIPTION");
        page.add("Each line is a setting: a key, an equals sign and a value.");
        page.add("Empty lines and lines that start with # are left out.");
        page.add("The service does not start if a line is wrong, and names the line.");
        page.add("An option of a command line overrides the setting.");
        page.add(".SH SETTINGS OF THE COMMAND");
        page.add(ManPage.item("month-starts = DAY", "The first day of a month, 1 to 31. Default: 1."));
        page.add(ManPage.item("units = NAME", "Units of amounts: original, iec, si. Default: original."));
        page.add(".SH SETTINGS OF THE SERVICE");
        for (CompletionItem each : CompletionItem.of(service)) {
            String name = each.isOption() ? each.names().get(0) : "";
            if (name.startsWith("--") && !ACTIONS.contains(name)) {
                String value = each.value().isEmpty() ? "true" : each.value();
                page.add(ManPage.item(name.substring(2) + " = " + value, each.description()));
            }
        }
        page.add(".SH EXAMPLES")
                .add(".nf")
                .add("interval = 2s")
                .add("interfaces = en0,en7")
                .add("units = si")
                .add(".fi");
        StringJoiner pages = new StringJoiner(",\n");
        related(SETTINGS).forEach((name, section) -> pages.add(ManPage.reference(name, section)));
        return page.add(".SH SEE ALSO").add(pages.toString()).toString();
    }
}
