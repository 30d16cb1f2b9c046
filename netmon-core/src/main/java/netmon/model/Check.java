package netmon.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be wrong with netmon or its surroundings, and whether it is.
 *
 * @param name what was looked at, such as {@code disk space}
 * @param seen what was found, in words
 * @param remedy what to do about it; empty where nothing need be done
 */
public record Check(String name, Verdict verdict, String seen, String remedy) {
    /** How it is. */
    public enum Verdict {
        OK,
        /** It works, less well than it could. */
        WARN,
        BAD,
        /** It could not be found out. */
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int CELLS = 4;

    public static Check ok(String name, String seen) {
        return new Check(name, Verdict.OK, seen, "");
    }

    public static Check warn(String name, String seen, String remedy) {
        return new Check(name, Verdict.WARN, seen, remedy);
    }

    public static Check bad(String name, String seen, String remedy) {
        return new Check(name, Verdict.BAD, seen, remedy);
    }

    public static Check unknown(String name, String seen) {
        return new Check(name, Verdict.UNKNOWN, seen, "");
    }

    /** One line, in which tabs divide the cells: {@code bad TAB disk space TAB 3 MB are left TAB make room}. */
    public String line() {
        return verdict.word() + '\t' + PlainText.of(name) + '\t' + PlainText.of(seen) + '\t' + PlainText.of(remedy);
    }

    /** Reads such a line; null where it is none. */
    public static @Nullable Check parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != CELLS) {
            return null;
        }
        for (Verdict each : Verdict.values()) {
            if (each.word().equals(cells[0])) {
                return new Check(cells[1], each, cells[2], cells[3]);
            }
        }
        return null;
    }
}
