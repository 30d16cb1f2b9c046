package netmon.scan.linux.ebpf.containers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names the systemd unit of a cgroup's folder: services, and the scopes in which desktops start applications. */
final class UnitNames {
    private static final String SERVICE = ".service";
    private static final String SCOPE = ".scope";

    /** {@code app[-LAUNCHER]-ID-NUMBER.scope} of systemd's DESKTOP_ENVIRONMENTS.md; dashes within are escaped. */
    private static final Pattern APPLICATION_SCOPE = Pattern.compile("app-(?:[^-]+-)?([^-]+)-[^-]+\\.scope");

    /** {@code app[-LAUNCHER]-ID[@RANDOM].service}. */
    private static final Pattern APPLICATION_SERVICE = Pattern.compile("app-(?:[^-]+-)?([^-@]+)(?:@.*)?\\.service");

    /** A user's service manager: whatever a user runs is below it. */
    private static final Pattern MANAGER = Pattern.compile("user@[0-9]+\\.service");

    /** The form in which systemd-escape(1) writes all but letters, digits, colons, underscores and dots. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})");

    private UnitNames() {}

    /** The name without its kind: {@code nginx}, {@code postgresql@15-main}; null where the folder names no unit. */
    static @Nullable String of(String folder) {
        if (folder.endsWith(SCOPE)) {
            return application(APPLICATION_SCOPE, folder);
        }
        if (!folder.endsWith(SERVICE) || MANAGER.matcher(folder).matches()) {
            return null;
        }
        String application = application(APPLICATION_SERVICE, folder);
        return application != null ? application : unescaped(folder.substring(0, folder.length() - SERVICE.length()));
    }

    /** {@code my\x2dbox} becomes {@code my-box}; only ASCII, so that no bytes are torn. */
    static String unescaped(String name) {
        return ESCAPE.matcher(name).replaceAll(match -> {
            int letter = Integer.parseInt(match.group(1), 16);
            boolean isPrintable = letter >= ' ' && letter < 0x7f;
            return Matcher.quoteReplacement(isPrintable ? String.valueOf((char) letter) : match.group());
        });
    }

    private static @Nullable String application(Pattern pattern, String folder) {
        Matcher matcher = pattern.matcher(folder);
        return matcher.matches() ? unescaped(matcher.group(1)) : null;
    }
}
