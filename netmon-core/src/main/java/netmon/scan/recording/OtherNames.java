package netmon.scan.recording;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Replaces users, hosts and names below homes, each by the same name. Extensions, versions and known folders stay. */
final class OtherNames {
    /** A home folder: its parent, and the user. */
    private static final Pattern HOME = Pattern.compile("^(" + HomePaths.ROOTS + ")/([^/]+)");

    /** System accounts, which are not personal. */
    private static final Set<String> SYSTEM = Set.of("root", "daemon", "nobody", "shared", "guest", "netmon");

    /** Names of folders in lower case that are not personal. */
    private static final Set<String> WELL_KNOWN = Set.of(
            ("applications contents macos frameworks helpers versions current resources xpcservices plugins library"
                            + " developer bin lib libexec share opt src node_modules site-packages .local .config")
                    .split(" ", -1));

    private static final Set<String> EXTENSIONS = Set.of(
            "app", "framework", "xpc", "appex", "bundle", "jar", "py", "js", "sh", "rb", "pl", "appimage", "appbundle");

    private static final Pattern VERSION = Pattern.compile("[v]?[0-9][0-9.]*");

    /** The lengths to which tools cut a program's name: nettop, netstat, lsof, ntstat, and Linux itself. */
    private static final int[] CUTS = {15, 16, 31, 32};

    /** Shorter words are parts of too many other words. */
    private static final int SHORTEST_WORD = 3;

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, String> parts = new HashMap<>();
    private final Set<String> homes =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(x -> x));
    /** Users by their names in lower case, even very short ones. */
    private final Map<String, String> users = new HashMap<>();

    private @Nullable Pattern pattern;
    private int hosts;

    /** Names of netmon's own files. */
    private static final Pattern OWN = Pattern.compile(
            "[.]?netmon(-service|-cli|-core)?([.](db|log|jar|properties|socket|lock|heartbeat|json|[0-9]+))*");

    /** Adds a home folder outside the usual places; most of them are named after their user. */
    void home(String path) {
        if (path.length() > 1) {
            homes.add(path);
            user(path.substring(path.lastIndexOf('/') + 1));
        }
    }

    void user(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!name.isBlank() && !name.startsWith("_") && !SYSTEM.contains(key) && !words.containsKey(key)) {
            word(name, users.computeIfAbsent(key, each -> "user" + (users.size() + 1)));
        }
    }

    /** The replacement where only a user's name can stand. */
    String otherUser(String name) {
        String known = users.get(name.toLowerCase(Locale.ROOT));
        return known == null ? text(name) : known;
    }

    void host(String name) {
        String brief = name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name;
        if (!name.isBlank()
                && !brief.equalsIgnoreCase("localhost")
                && !words.containsKey(name.toLowerCase(Locale.ROOT))) {
            hosts++;
            word(name, "host" + hosts);
            word(brief, "host" + hosts);
        }
    }

    /** Learns the user and the personal names of a path. */
    void learn(String path) {
        Matcher home = HOME.matcher(path);
        if (home.find()) {
            user(home.group(2));
        }
        path(path);
    }

    /** Replaces all learned names in a sentence, and the paths below home folders. */
    String sentence(String sentence) {
        UnaryOperator<String> other = path -> {
            learn(path);
            return path(path);
        };
        return new HomePaths(homes, name -> isPublicName(name) || parts.containsKey(name))
                .replace(sentence, other, this::text);
    }

    String path(String path) {
        Matcher home = HOME.matcher(path);
        if (home.find()) {
            return below(home.group(1) + "/" + otherUser(home.group(2)), path.substring(home.end()));
        }
        for (String each : homes) {
            if (isBelow(path, each)) {
                return below(text(each), path.substring(each.length()));
            }
        }
        return text(path);
    }

    private String below(String root, String rest) {
        StringBuilder other = new StringBuilder(root);
        for (String part : List.of(rest.split("/", -1))) {
            other.append(part.isEmpty() ? "" : "/" + part(part));
        }
        return other.toString();
    }

    String text(String text) {
        if (words.isEmpty()) {
            return text;
        }
        if (pattern == null) {
            pattern = Pattern.compile(
                    words.keySet().stream()
                            .sorted(Comparator.comparing(String::length).reversed())
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        words.getOrDefault(found.group().toLowerCase(Locale.ROOT), "name")));
    }

    /** The replacement of an interface's name, of the same length. */
    String sameLength(String name) {
        String other = text(name);
        return other.equals(name) ? name : (other + "x".repeat(name.length())).substring(0, name.length());
    }

    private static boolean isBelow(String path, String home) {
        return path.startsWith(home) && (path.length() == home.length() || path.charAt(home.length()) == '/');
    }

    private String part(String part) {
        if (isPublicName(part)) {
            return part;
        }
        String lower = part.toLowerCase(Locale.ROOT);
        int dot = part.lastIndexOf('.');
        boolean keeps = dot > 0 && EXTENSIONS.contains(lower.substring(dot + 1));
        String bare = keeps ? part.substring(0, dot) : part;
        String known = parts.get(bare);
        if (known == null) {
            known = "name" + (parts.size() + 1);
            parts.put(bare, known);
            word(bare, known);
        }
        return known + (keeps ? part.substring(dot) : "");
    }

    private static boolean isPublicName(String part) {
        return WELL_KNOWN.contains(part.toLowerCase(Locale.ROOT))
                || VERSION.matcher(part).matches()
                || OWN.matcher(part).matches();
    }

    private void word(String word, String other) {
        Set<String> forms = new HashSet<>(Set.of(word));
        for (int cut : CUTS) {
            forms.add(word.length() > cut ? word.substring(0, cut).strip() : word);
        }
        for (String each : forms) {
            if (each.length() >= SHORTEST_WORD) {
                words.putIfAbsent(each.toLowerCase(Locale.ROOT), other);
            }
        }
        pattern = null;
    }
}
