package netmon.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The products behind the bundle identifiers of macOS's network extensions, from {@code bundle-ids.tsv}. The path of a
 * system extension contains only such an identifier.
 */
final class BundleIds {
    private static final Map<String, String> NAMES = read();

    private BundleIds() {}

    /** The product's name; the identifier itself if it is unknown. */
    static String name(String id) {
        String known = id.toLowerCase(Locale.ROOT) + ".";
        for (Map.Entry<String, String> each : NAMES.entrySet()) {
            if (known.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return id;
    }

    private static Map<String, String> read() {
        Map<String, String> names = new LinkedHashMap<>();
        try (InputStream in = BundleIds.class.getResourceAsStream("bundle-ids.tsv")) {
            if (in == null) {
                throw new IllegalStateException("bundle-ids.tsv is not beside its class");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
            lines.filter(line -> !line.startsWith("#")).forEach(line -> {
                int tab = line.indexOf('\t');
                names.put(line.substring(0, tab).toLowerCase(Locale.ROOT) + ".", line.substring(tab + 1));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("reading bundle-ids.tsv", e);
        }
        return names;
    }
}
