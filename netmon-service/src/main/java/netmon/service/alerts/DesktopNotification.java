package netmon.service.alerts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Check;
import netmon.model.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * Builds the command that shows a notification on the desktop: {@code osascript} on macOS, {@code notify-send}
 * elsewhere. The text is an argument of the program and never part of a script.
 */
public final class DesktopNotification {
    private static final String TITLE = "netmon";

    private static final String INSTALL = "install it: the package is libnotify-bin (Debian, Ubuntu) or libnotify; or"
            + " let an alert run a program: netmon alert add --run";

    /** The variables by which a program finds the user's desktop. It gets no others of the service. */
    private static final List<String> VARIABLES =
            List.of("HOME", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS");

    private final boolean isMac;
    private final List<Path> places;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param places the only folders that are searched for the program
     * @param environment the environment of the service
     */
    public DesktopNotification(OperatingSystem system, List<Path> places, Map<String, String> environment) {
        this.isMac = system == OperatingSystem.MACOS;
        this.places = List.copyOf(places);
        for (String each : VARIABLES) {
            String value = environment.get(each);
            if (value != null) {
                this.environment.put(each, value);
            }
        }
        this.environment.put("LC_ALL", system.utf8Locale());
    }

    /** The command that shows a text, which must not start with a dash; null if the program is not installed. */
    @Nullable
    List<String> commandLine(String text) {
        for (Path place : places) {
            Path path = place.resolve(program());
            if (Files.isRegularFile(path) && Files.isExecutable(path)) {
                return isMac
                        ? List.of(
                                path.toString(),
                                "-e",
                                "on run argv",
                                "-e",
                                "display notification (item 2 of argv) with title (item 1 of argv)",
                                "-e",
                                "end run",
                                TITLE,
                                text)
                        : List.of(path.toString(), "--", TITLE, asMarkup(text));
            }
        }
        return null;
    }

    /**
     * Whether notifications can be shown, as far as it is known without showing one.
     *
     * @param needed whether an alert is reported by a notification
     */
    public Check check(boolean needed) {
        String name = "notifications";
        if (commandLine("") == null) {
            String seen = program() + " is not installed, so alerts are written to the log only";
            return needed ? Check.warn(name, seen, INSTALL) : Check.ok(name, seen);
        }
        return new Check(
                name,
                Check.Verdict.OK,
                "shown by " + program() + (isMac ? ", in the name of Script Editor" : ""),
                "'netmon alert test' shows one; if you see nothing: " + advice());
    }

    /** What to do if a notification does not appear. */
    String advice() {
        return isMac
                ? "macOS drops them silently until you allow them in System Settings > Notifications > Script Editor"
                        + " (open Script Editor once if it is not listed), and while a Focus is on"
                : "the service must run in your desktop session, with its DBUS_SESSION_BUS_ADDRESS, and a program"
                        + " that shows notifications must run there";
    }

    String program() {
        return isMac ? "osascript" : "notify-send";
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Notification servers parse markup, and notify-send parses escapes such as {@code \033}. */
    private static String asMarkup(String text) {
        return text.replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
