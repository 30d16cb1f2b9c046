package netmon.cli.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import netmon.cli.parse.UsageException;
import netmon.cli.text.Units;

/**
 * The settings of the command in {@code ~/.netmon/netmon.properties}, one on a line ({@code units = iec}). The other
 * keys belong to the service, which checks them.
 */
public record CliSettings(int monthStarts, Units units) {
    static final CliSettings DEFAULT = new CliSettings(1, Units.ORIGINAL);

    /** The keys that the command reads. The service refuses other keys that are set twice. */
    private static final Set<String> KEYS = Set.of("month-starts", "units");

    /** A larger file is not a settings file. */
    private static final long MOST_BYTES = 64 * 1024;

    static CliSettings read(Path file) {
        return parse(text(file), file.toString());
    }

    /** The text of the settings file; empty if there is none. */
    public static String text(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would block for ever
                throw new UsageException(file + " is not a file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new UsageException(file + ": too large for a settings file");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        } catch (AccessDeniedException e) {
            throw new UsageException("cannot read " + file + ": permission denied");
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** @param name the name of the text in an error message */
    static CliSettings parse(String text, String name) {
        CliSettings settings = DEFAULT;
        Set<String> keys = new HashSet<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String where = name + ", line " + (i + 1) + ": ";
                String key = line.substring(0, equals).strip();
                if (!keys.add(key) && KEYS.contains(key)) {
                    throw new UsageException(where + "'" + key + "' is set twice");
                }
                settings = settings.with(key, line.substring(equals + 1).strip(), where);
            }
        }
        return settings;
    }

    private CliSettings with(String key, String value, String where) {
        return switch (key) {
            case "month-starts" -> new CliSettings(day(value, where), units);
            case "units" -> new CliSettings(monthStarts, units(value, where));
            default -> this;
        };
    }

    private static int day(String value, String where) {
        if (value.matches("[1-9]|[12][0-9]|3[01]")) {
            return Integer.parseInt(value);
        }
        throw new UsageException(where + "month-starts must be 1 to 31, not '" + value + "'");
    }

    private static Units units(String value, String where) {
        for (Units each : Units.values()) {
            if (each.toString().equals(value)) {
                return each;
            }
        }
        throw new UsageException(
                where + "units must be one of " + Arrays.toString(Units.values()) + ", not '" + value + "'");
    }
}
