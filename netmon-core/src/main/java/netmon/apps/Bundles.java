package netmon.apps;

import java.util.Locale;
import java.util.Set;
import netmon.model.App;
import netmon.model.NameRule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outermost macOS or iOS application around an executable, such as {@code Google Chrome} around {@code
 * /Applications/Google Chrome.app/Contents/Frameworks/.../Google Chrome Helper.app/Contents/MacOS/...}. The ending of a
 * folder's name is not enough: the folder must have the inner structure of an application.
 */
final class Bundles {
    private static final String APP = ".app";

    /** Steam's own kind of bundle, {@code Steam.AppBundle/Steam/Contents/MacOS}. */
    private static final String APP_BUNDLE = ".appbundle";

    /** Xcode's folder, which contains programs and applications as if they were installed in /usr: git is not Xcode. */
    private static final String TOOL_CHAIN = "Developer";

    /** Applications inside another one that people know by their own names: Instruments is not Xcode. */
    private static final String APPLICATIONS = "Applications";

    /**
     * Folders of an iOS application that contain further programs. {@link #IOS_PART_KINDS} are the endings of those
     * programs' folders.
     */
    private static final Set<String> IOS_PARTS = Set.of("PlugIns", "Extensions", "XPCServices", "Watch", "AppClips");

    private static final Set<String> IOS_PART_KINDS = Set.of("appex", "xpc", "app");

    /** Macs with Apple silicon wrap an iOS application: {@code X.app/Wrapper/Y.app/Y}, and a link to it. */
    private static final Set<String> WRAPPERS = Set.of("Wrapper", "WrappedBundle");

    private Bundles() {}

    /**
     * The application that contains a path.
     *
     * @param parts the path's names, none of them empty
     * @return null if no application contains it
     */
    static @Nullable App of(String[] parts) {
        App around = null;
        for (int i = 0; i < parts.length - 1; i++) {
            String app = stem(parts[i], APP);
            if (app != null && parts[i + 1].equals("Contents")) {
                String inside = part(parts, i + 2);
                if (!inside.equals(TOOL_CHAIN) && !inside.equals(APPLICATIONS)) {
                    return new App(app, NameRule.BUNDLE);
                }
                around = inside.equals(APPLICATIONS) ? new App(app, NameRule.BUNDLE) : null;
            } else if (app != null && isIos(app, i, parts)) {
                return new App(app, NameRule.IOS);
            }
            String appBundle = stem(parts[i], APP_BUNDLE);
            if (appBundle != null && part(parts, i + 2).equals("Contents")) {
                return new App(appBundle, NameRule.BUNDLE);
            }
        }
        return around;
    }

    /** iOS applications are flat: {@code X.app/X}, {@code X.app/PlugIns/Y.appex/Y}. */
    private static boolean isIos(String app, int at, String[] parts) {
        String next = parts[at + 1];
        boolean last = at + 2 == parts.length;
        if (WRAPPERS.contains(next)) {
            return !last;
        }
        if (last) {
            return next.equalsIgnoreCase(app) || (at > 0 && WRAPPERS.contains(parts[at - 1]));
        }
        return IOS_PARTS.contains(next) && IOS_PART_KINDS.contains(ending(part(parts, at + 2)));
    }

    /** The name without this ending, upper or lower case; null if it has another ending, or nothing before it. */
    static @Nullable String stem(String name, String ending) {
        int length = name.length() - ending.length();
        boolean ends = length > 0 && name.regionMatches(true, length, ending, 0, ending.length());
        return ends && !name.substring(0, length).isBlank() ? name.substring(0, length) : null;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String part(String[] parts, int at) {
        return at < parts.length ? parts[at] : "";
    }
}
