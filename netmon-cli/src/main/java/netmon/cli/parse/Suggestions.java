package netmon.cli.parse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import netmon.model.PlainText;

/** Finds names that are similar to a mistyped or incomplete one. */
public final class Suggestions {
    /** Nobody reads a longer list. */
    private static final int MOST = 3;

    /** One letter of four may be wrong, and at least one; a guess. */
    private static final int LETTERS_PER_ERROR = 4;

    /** Longer names are not compared: nobody types them, and the time grows with the square of the length. */
    private static final int LONGEST = 64;

    private static final int NOT_SIMILAR = Integer.MAX_VALUE;

    private record Match(String name, int errors) {}

    private Suggestions() {}

    /** The similar names, the most similar first; none if the typed name is one of them. */
    public static List<String> of(String typed, Collection<String> names) {
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
                .sorted((one, other) -> Integer.compare(one.errors, other.errors))
                .limit(MOST)
                .map(Match::name)
                .toList();
    }

    /** The names that differ from the typed one by few typing errors, the most similar first. */
    public static List<String> near(String typed, Collection<String> names) {
        List<Match> matches = new ArrayList<>();
        for (String each : names) {
            int errors = errorsWithin(typed, each);
            if (errors != NOT_SIMILAR) {
                matches.add(new Match(each, errors));
            }
        }
        matches.sort((a, b) -> Integer.compare(a.errors, b.errors));
        List<String> near = new ArrayList<>();
        matches.forEach(each -> near.add(each.name));
        return near;
    }

    /** Whether two names are the same; upper and lower case are the same. */
    public static boolean isSame(String one, String other) {
        return plain(one).equals(plain(other));
    }

    /** The least typing errors from the text to the name or a word of it; 0 if the name contains the text. */
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
        int allowed = Math.max(1, typed.length() / LETTERS_PER_ERROR);
        if (Math.max(typed.length(), name.length()) > LONGEST || typed.length() <= allowed) {
            return NOT_SIMILAR;
        }
        int errors = distance(typed, name);
        return errors <= allowed ? errors : NOT_SIMILAR;
    }

    /** The edit distance: letters inserted, removed, replaced, or swapped with the next one. */
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
