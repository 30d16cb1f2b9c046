package netmon.cli.push;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.cli.parse.UsageException;
import netmon.cli.push.wire.PushProtocol;
import netmon.cli.session.CliSettings;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The destinations in {@code ~/.netmon/netmon.properties}.
 *
 * <pre>
 * push.corp.url = https://metrics.example.com/api/v1/write
 * push.corp.protocol = remote-write
 * push.corp.headers-file = /home/me/.netmon/corp.headers
 * </pre>
 */
final class PushSettings {
    static final int USUAL_APPS = 100;
    static final Duration USUAL_EVERY = Duration.ofMinutes(5);

    private static final Duration USUAL_SINCE = Duration.ofDays(30);
    private static final int MOST_APPS = 1000;
    private static final Pattern KEY = Pattern.compile("push\\.([A-Za-z0-9_-]{1,40})\\.([a-z-]+)");
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})(m|h|d)");

    /** Only these lengths divide, or are multiples of, a quarter of an hour, to which rows are compacted. */
    private static final List<Duration> GRIDS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

    private final Path file;
    private final Map<String, Map<String, String>> values = new TreeMap<>();

    private PushSettings(Path file) {
        this.file = file;
    }

    /** The destinations of the settings file, by name; none without a home. */
    static List<PushDestination> read(Session session) {
        Path file = session.settingsFile();
        return file == null ? List.of() : of(file, CliSettings.text(file));
    }

    /**
     * The text of the settings file with another destination, which replaces one of the same name.
     *
     * @throws UsageException if the destination is not valid
     */
    static String with(Path file, String text, String name, Map<String, String> keys) {
        if ((name + keys.values()).chars().anyMatch(Character::isISOControl)) {
            throw new UsageException("a setting must not contain a control character");
        }
        StringBuilder changed = new StringBuilder();
        text.lines()
                .filter(line -> !line.strip().startsWith("push." + name + "."))
                .forEach(line -> changed.append(line).append('\n'));
        keys.forEach((key, value) -> changed.append("push." + name + "." + key + " = " + value + "\n"));
        of(file, changed.toString());
        return changed.toString();
    }

    /** The destinations in the text of a settings file, by name. */
    static List<PushDestination> of(Path file, String text) {
        PushSettings settings = new PushSettings(file);
        settings.parse(text);
        List<PushDestination> destinations = new ArrayList<>();
        settings.values.keySet().forEach(name -> destinations.add(settings.destination(name)));
        return destinations;
    }

    private void parse(String text) {
        for (String each : text.lines().toList()) {
            String line = each.strip();
            int equals = line.indexOf('=');
            if (line.startsWith("push.") && equals > 0) {
                put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
    }

    private void put(String key, String value) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw wrong(key, "has not the form push.NAME.KEY");
        }
        Map<String, String> own = values.computeIfAbsent(parts.group(1), name -> new LinkedHashMap<>());
        if (own.put(parts.group(2), value) != null) {
            throw wrong(key, "is set twice");
        }
    }

    private PushDestination destination(String name) {
        Map<String, String> own = new LinkedHashMap<>(values.getOrDefault(name, Map.of()));
        String prefix = "push." + name + ".";
        String url = own.remove("url");
        if (url == null) {
            throw wrong(prefix + "url", "is missing");
        }
        PushProtocol protocol = protocol(prefix, own.remove("protocol"), url);
        if (!"off".equals(own.getOrDefault("detail", "off"))) {
            throw wrong(prefix + "detail", "must be off: only totals can be pushed");
        }
        own.remove("detail");
        PushDestination destination = new PushDestination(
                name,
                address(prefix, url, protocol),
                protocol,
                file(prefix + "headers-file", own.remove("headers-file")),
                tls(prefix, own, url),
                Objects.requireNonNullElse(own.remove("host-id"), ""),
                every(prefix, own.remove("every")),
                apps(prefix, own.remove("apps")),
                since(prefix, own.remove("since")));
        own.keySet().stream().findFirst().ifPresent(key -> {
            throw wrong(prefix + key, "is no setting");
        });
        return destination;
    }

    private URI address(String prefix, String url, PushProtocol protocol) {
        try {
            return PushDestination.address(url, protocol);
        } catch (UsageException e) {
            throw wrong(prefix + "url", "is refused: " + e.getMessage());
        }
    }

    private PushProtocol protocol(String prefix, @Nullable String value, String url) {
        PushProtocol known = value == null ? guess(url) : of(value);
        if (known == null) {
            throw wrong(prefix + "protocol", "must be otlp, remote-write or clickhouse");
        }
        return known;
    }

    private static @Nullable PushProtocol of(String word) {
        for (PushProtocol each : PushProtocol.values()) {
            if (each.toString().equals(word)) {
                return each;
            }
        }
        return null;
    }

    /** The protocol that an address shows by its path or by its usual port; null if it shows none. */
    static @Nullable PushProtocol guess(String url) {
        if (url.matches(".*(/write|/push)(\\?.*)?") || url.matches("https?://[^/]*:(9090|8428)/?")) {
            return PushProtocol.REMOTE_WRITE;
        }
        if (url.matches(".*/v1/metrics(\\?.*)?") || url.matches("https?://[^/]*:4318/?")) {
            return PushProtocol.OTLP;
        }
        return url.matches("https?://[^/]*:(8123|8443)/?.*") ? PushProtocol.CLICKHOUSE : null;
    }

    private PushTls tls(String prefix, Map<String, String> own, String url) {
        PushTls tls = new PushTls(
                file(prefix + "ca-file", own.remove("ca-file")),
                file(prefix + "client-certificate", own.remove("client-certificate")),
                file(prefix + "client-key", own.remove("client-key")));
        if (tls.key() != null && tls.certificate() == null) {
            throw wrong(prefix + "client-key", "needs " + prefix + "client-certificate");
        }
        if (!tls.isUsual() && !url.startsWith("https:")) {
            throw wrong(prefix + "url", "must begin with https:, since it has certificates");
        }
        return tls;
    }

    private @Nullable Path file(String key, @Nullable String path) {
        if (path != null && !path.startsWith("/")) {
            throw wrong(key, "must be an absolute path");
        }
        return path == null ? null : Path.of(path);
    }

    private Duration every(String prefix, @Nullable String value) {
        Duration every = value == null ? USUAL_EVERY : length(value);
        if (every == null || !GRIDS.contains(every)) {
            throw wrong(prefix + "every", "must be 1m, 5m, 15m or 1h");
        }
        return every;
    }

    private Duration since(String prefix, @Nullable String value) {
        Duration since = value == null ? USUAL_SINCE : length(value);
        if (since == null) {
            throw wrong(prefix + "since", "must be a length of time such as 12h or 30d");
        }
        return since;
    }

    static @Nullable Duration length(String value) {
        Matcher form = LENGTH.matcher(value);
        if (!form.matches()) {
            return null;
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private int apps(String prefix, @Nullable String value) {
        if (value == null) {
            return USUAL_APPS;
        }
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) > MOST_APPS) {
            throw wrong(prefix + "apps", "must be a number from 0 to " + MOST_APPS);
        }
        return Integer.parseInt(value);
    }

    private UsageException wrong(String key, String why) {
        return new UsageException(file + ": " + PlainText.of(key) + " " + why);
    }
}
