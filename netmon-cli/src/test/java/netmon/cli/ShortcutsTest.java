package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Feeds the same command lines to both and compares what each understood. */
class ShortcutsTest {
    private static final int COMMAND_LINES = 20_000;

    /** Words that are options, commands, values, or nothing of the sort, the known ones more often. */
    private static final List<String> WORDS = Stream.concat(
                    Stream.of("stats", "stats", "stats", "--db", "-db", "--db", "-db", "/tmp/a b.db", "./x", "./x"),
                    Stream.of(
                            "apps",
                            "interfaces",
                            "totals",
                            "today",
                            "yesterday",
                            "week",
                            "month",
                            "year",
                            "all",
                            "version",
                            "explain",
                            "help",
                            "x.db",
                            "",
                            "--",
                            "-",
                            "-d",
                            "--d",
                            "--db=/a/b",
                            "-db=/a/b",
                            "-/a",
                            "@/tmp/none",
                            "--help",
                            "-h",
                            "-V",
                            "--week",
                            "--all",
                            "--top",
                            "3",
                            "stat",
                            "stats apps",
                            "STATS",
                            "'/a/b'",
                            "\"/a/b\"",
                            "${env:HOME}/x",
                            "/a=b",
                            "/a,b",
                            "stats/",
                            " /a"))
            .toList();

    @Test
    void whatAShortcutKnowsPicocliUnderstandsTheSame() {
        long seed = 5;
        Random random = new Random(seed);
        int known = 0;
        for (int i = 0; i < COMMAND_LINES; i++) {
            String[] args = Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
                    .limit(random.nextInt(6))
                    .toArray(String[]::new);
            Session session = session();
            Callable<Integer> command = Shortcuts.find(session, args);
            if (command != null) {
                known++;
                assertEquals(request(args), request(command, session), () -> List.of(args) + ", seed " + seed);
            }
        }
        assertTrue(known > COMMAND_LINES / 50, known + " were known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stats",
                "stats apps",
                "stats interfaces",
                "stats today",
                "stats week",
                "stats month",
                "stats all",
                "--db /a/b stats today",
                "stats --db /a/b today",
                "stats today -db /a/b"
            })
    void theUsualCommandLinesAreKnown(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        Session session = session();
        Callable<Integer> command = Shortcuts.find(session, args);

        assertEquals(request(args), command == null ? "not known" : request(command, session));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"version", "--week", "stats tody", "stats apps apps", "--db", "--db /a --db /b", "--db stats"})
    void everythingElseIsPicoclis(String line) {
        assertNull(Shortcuts.find(session(), line.split(" ")));
    }

    private static Session session() {
        return new Session(
                Map.of("HOME", "/home/somebody"),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()));
    }

    private static String request(String... args) {
        Session session = session();
        CommandLine parsed;
        try {
            List<CommandLine> commands = Commands.tree(session).parseArgs(args).asCommandLineList();
            parsed = commands.get(commands.size() - 1);
        } catch (ParameterException e) {
            return "not understood: " + e.getMessage();
        }
        return request(parsed.getCommand(), session);
    }

    private static String request(Object command, Session session) {
        return session.database() + " " + described(command);
    }

    /** An object's class and fields, down to those that are not the command's own classes. */
    private static String described(@Nullable Object object) {
        if (object == null || object instanceof Session) {
            return "";
        }
        Class<?> type = object.getClass();
        if (!type.getName().startsWith("netmon.cli") || type.isEnum()) {
            return object.toString();
        }
        Map<String, String> fields = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.put(field.getName(), described(value(field, object)));
            }
        }
        return type.getSimpleName() + fields;
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new LinkageError("cannot read " + field, e);
        }
    }
}
