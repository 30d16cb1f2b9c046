package netmon.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What a command line was understood to ask for, as a text to compare; and random command lines. */
public final class Request {
    static final String NOT_UNDERSTOOD = "not understood";

    private static final List<String> USUAL =
            List.of("stats", "stats", "stats", "--db", "-db", "--db", "-db", "/tmp/a b.db", "./x", "./x");

    private static final List<String> STRANGE = List.of(
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
            " /a",
            "help",
            "monday",
            "total");

    private static final List<String> VALUES = List.of(
            "5,12,+5,007,0x1,99999999999,6h,day,DAY,total,Total,si,never,apps,check,stats,14:00,a b,/usr/bin/ssh"
                    .split(","));

    private Request() {}

    public static Session session() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Session(Map.of("HOME", "/home/somebody"), nowhere, nowhere);
    }

    /** Up to five words: commands, options, values and what is none of these, the usual ones more often. */
    static Stream<List<String>> random(long seed) {
        List<String> words = Stream.of(USUAL.stream(), STRANGE.stream(), names(CommandTree.tree(session())))
                .flatMap(each -> each)
                .toList();
        Random random = new Random(seed);
        return Stream.generate(() -> Stream.generate(() -> words.get(random.nextInt(words.size())))
                .limit(random.nextInt(6))
                .toList());
    }

    /** A command's words, then up to five of its own options, values that fit one of them, and what fits none. */
    static Stream<List<String>> random(List<String> command, long seed) {
        List<String> own =
                List.copyOf(model(command).getCommandSpec().optionsMap().keySet());
        Random random = new Random(seed);
        return Stream.generate(() -> Stream.concat(
                        command.stream(),
                        IntStream.range(0, random.nextInt(6)).boxed().flatMap(i -> option(own, random)))
                .toList());
    }

    /** What picocli knows of a command; words behind its name are parameters. */
    static CommandLine model(List<String> command) {
        CommandLine model = CommandTree.tree(session());
        for (String word : command) {
            model = model.getSubcommands().getOrDefault(word, model);
        }
        return model;
    }

    private static Stream<String> option(List<String> own, Random random) {
        String option = own.get(random.nextInt(own.size()));
        List<String> values = random.nextInt(8) == 0 ? STRANGE : VALUES;
        String value = values.get(random.nextInt(values.size()));
        return random.nextBoolean() ? Stream.of(option) : Stream.of(option, value);
    }

    private static Stream<String> names(CommandLine command) {
        return Stream.of(
                        command.getSubcommands().keySet().stream(),
                        command.getCommandSpec().optionsMap().keySet().stream(),
                        command.getSubcommands().values().stream().flatMap(Request::names))
                .flatMap(each -> each);
    }

    /** What picocli understands; {@link #NOT_UNDERSTOOD} if it does not. */
    static String parsed(Function<Session, CommandLine> tree, List<String> line) {
        Session session = session();
        try {
            List<CommandLine> commands =
                    tree.apply(session).parseArgs(line.toArray(String[]::new)).asCommandLineList();
            return of(commands.get(commands.size() - 1).getCommand(), session);
        } catch (ParameterException e) {
            return NOT_UNDERSTOOD;
        }
    }

    /** What a command is about to do. */
    static String of(Object command, Session session) {
        return session.database() + " " + described(command);
    }

    /** An object's class and fields, down to those that are not of the command's own classes. */
    private static String described(@Nullable Object object) {
        if (object == null || object instanceof Session) {
            return "";
        }
        Class<?> type = object.getClass();
        if (!type.getName().startsWith("netmon.cli.") || object instanceof Enum) {
            return object.toString();
        }
        Map<String, String> fields = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
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
