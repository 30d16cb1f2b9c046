package netmon.scan.recording;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds paths below home folders in a sentence. Names may have blanks: a path is rather too long than too short. */
final class HomePaths {
    /** The usual folders of homes. macOS prints some paths with the volume that contains {@code /Users}. */
    static final String ROOTS = "(?:/System/Volumes/Data)?(?:/home|/Users|/var/home|/export/home)";

    private static final String HOME = ROOTS + "/[^/\\s\"';:,)]+";

    private static final Pattern NEVER_IN_PATH = Pattern.compile("[\t\"';]");

    /** The text that may follow a name. */
    private static final Pattern AFTER_NAME = Pattern.compile(" |: |, |[)]|$");

    private final Pattern home;
    private final Predicate<String> known;

    /**
     * @param homes home folders outside the usual places
     * @param known whether this is the full name of a file or folder, and not the start of a longer one
     */
    HomePaths(Set<String> homes, Predicate<String> known) {
        this.home =
                Pattern.compile(Stream.concat(Stream.of(HOME), homes.stream().map(Pattern::quote))
                        .collect(Collectors.joining("|")));
        this.known = known;
    }

    /** Replaces the paths in the sentence by {@code path}, and the text between them by {@code between}. */
    String replace(String sentence, UnaryOperator<String> path, UnaryOperator<String> between) {
        StringBuilder other = new StringBuilder();
        Matcher found = home.matcher(sentence);
        int at = 0;
        while (found.find()) {
            int start = found.start();
            int below = found.end();
            int next = found.find() ? found.start() : sentence.length();
            int end = end(sentence, below, next);
            other.append(between.apply(sentence.substring(at, start)))
                    .append(path.apply(sentence.substring(start, end)));
            at = end;
            found.region(end, sentence.length());
        }
        return other.append(between.apply(sentence.substring(at))).toString();
    }

    /** The end of the name after the last slash before the limit. */
    private int end(String sentence, int from, int limit) {
        Matcher forbidden = NEVER_IN_PATH.matcher(sentence).region(from, limit);
        int last = forbidden.find() ? forbidden.start() : limit;
        int name = sentence.lastIndexOf('/', last - 1) + 1;
        if (name <= from) {
            return from;
        }
        Matcher after = AFTER_NAME.matcher(sentence).region(name, last);
        while (after.find()) {
            if (known.test(sentence.substring(name, after.start()))) {
                return after.start();
            }
        }
        return last;
    }
}
