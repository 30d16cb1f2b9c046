package netmon.model;

import java.util.Locale;

/**
 * One check of doctor and its result.
 *
 * @param seen the finding, in words
 * @param remedy what the user can do; empty where nothing is needed
 */
public record Check(String name, Verdict verdict, String seen, String remedy) {
    /** The result of a check. */
    public enum Verdict {
        OK,
        /** It works, but less well than it could. */
        WARN,
        BAD,
        /** The check could not be made. */
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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

    /** One line with cells separated by tabs: {@code bad TAB disk space TAB 3 MB are left TAB make room}. */
    public String line() {
        return verdict.word() + '\t' + PlainText.of(name) + '\t' + PlainText.of(seen) + '\t' + PlainText.of(remedy);
    }
}
