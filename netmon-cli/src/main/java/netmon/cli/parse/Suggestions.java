package netmon.cli.parse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import netmon.cli.session.Session;
import netmon.cli.text.TextCell;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** Finds what somebody may have meant who mistyped a name, or typed a part of it. */
public final class Suggestions {
    /** More would not be read. */
    private static final int MOST = 3;

    /** One letter in so many may be wrong, and one in any case; a guess. */
    private static final int LETTERS_PER_ERROR = 4;

    /** Nobody types longer ones, and the time to compare grows with the square. */
    private static final int LONGEST = 64;

    private static final int NOT_SIMILAR = Integer.MAX_VALUE;

    private record Match(String name, int errors) {}

    private Suggestions() {}

    /** The names, the most similar first; none if what was typed is one of them. */
    static List<String> of(String typed, Collection<String> names) {
        String plain = plain(typed);
        List<Match> matches = new ArrayList<>();
        for (String each : names) {
            if (plain(each).equals(plain)) {
                return List.of();
            }
            int errors = errors(plain, plain(each));
            if (errors != NOT_SIMILAR) {
                matches.add(new Match(each, errors));
            }
        }
        return matches.stream()
                .sorted(Comparator.comparingInt(Match::errors))
                .limit(MOST)
                .map(Match::name)
                .toList();
    }

    /** Whether one of the database's applications has that name, in letters of any case. */
    public static boolean isApp(Session session, String typed) throws StoreException {
        return apps(session).stream().anyMatch(each -> plain(each).equals(plain(typed)));
    }

    /** Asks whether one of the database's applications was meant; empty where none is similar. */
    public static String app(Session session, Collection<String> typed) throws StoreException {
        List<String> known = apps(session);
        List<String> meant = typed.stream()
                .flatMap(each -> of(each, known).stream())
                .map(TextCell::title)
                .distinct()
                .toList();
        return meant.isEmpty() ? "" : "Did you mean " + String.join(" or ", meant) + "?";
    }

    private static List<String> apps(Session session) throws StoreException {
        try (TrafficReader store = session.open()) {
            return store.apps(new Period(PeriodParser.FIRST, Long.MAX_VALUE, "")).stream()
                    .map(AppTraffic::app)
                    .toList();
        }
    }

    /** How far apart they are: a part counts as the whole, and a word of the name as the name. */
    private static int errors(String typed, String name) {
        if (typed.isBlank()) {
            return NOT_SIMILAR;
        }
        if (name.contains(typed)) {
            return 0;
        }
        int least = errorsWithin(typed, name);
        for (String word : name.split(" ", -1)) {
            least = Math.min(least, errorsWithin(typed, word));
        }
        return least;
    }

    private static int errorsWithin(String typed, String name) {
        int bearable = Math.max(1, typed.length() / LETTERS_PER_ERROR);
        if (Math.max(typed.length(), name.length()) > LONGEST || typed.length() <= bearable) {
            return NOT_SIMILAR;
        }
        int errors = distance(typed, name);
        return errors <= bearable ? errors : NOT_SIMILAR;
    }

    /** How many letters must be put in, left out, replaced, or swapped with the next one. */
    private static int distance(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : cheapest(least, one, i, other, j);
            }
        }
        return least[one.length()][other.length()];
    }

    private static int cheapest(int[][] least, String one, int i, String other, int j) {
        char last = one.charAt(i - 1);
        char otherLast = other.charAt(j - 1);
        int replaced = least[i - 1][j - 1] + (last == otherLast ? 0 : 1);
        int cheapest = Math.min(replaced, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && last == other.charAt(j - 2) && one.charAt(i - 2) == otherLast;
        return swapped ? Math.min(cheapest, least[i - 2][j - 2] + 1) : cheapest;
    }

    private static String plain(String name) {
        return PlainText.of(name).toLowerCase(Locale.ROOT);
    }
}
