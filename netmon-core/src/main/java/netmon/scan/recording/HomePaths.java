package netmon.scan.recording;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the paths below homes in a sentence. Where one ends cannot be told for certain, since names may hold blanks: too
 * much is rather taken for a path than too little.
 */
final class HomePaths {
    /** Where homes are. macOS tells some paths by the volume that holds {@code /Users}. */
    static final String ROOTS = "(?:/System/Volumes/Data)?(?:/home|/Users|/var/home|/export/home)";

    private static final String HOME = ROOTS + "/[^/\\s\"';:,)]+";

    private static final Pattern NEVER_IN_PATH = Pattern.compile("[\t\"';]");

    /** What may follow a name. */
    private static final Pattern AFTER_NAME = Pattern.compile(" |: |, |[)]|$");

    private final Pattern home;
    private final Predicate<String> known;

    /**
     * @param homes those that are elsewhere than homes usually are
     * @param known whether this is the name of a file or a folder, and not the begin of a longer one
     */
    HomePaths(Set<String> homes, Predicate<String> known) {
        this.home =
                Pattern.compile(Stream.concat(Stream.of(HOME), homes.stream().map(Pattern::quote))
                        .collect(Collectors.joining("|")));
        this.known = known;
    }

    /** The sentence, with its paths replaced by the one and all between them by the other. */
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

    /** After the last slash before the limit, and the name behind it. */
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
