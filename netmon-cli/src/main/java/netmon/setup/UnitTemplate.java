package netmon.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells launchd or systemd how to run the service: the files that the scripts install, too. A place in it is
 * {@code @PROGRAM@}, and its value is escaped as the format demands.
 */
enum UnitTemplate {
    PLIST("com.netmon.service.plist") {
        @Override
        String escaped(String value) {
            return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    UNIT("netmon.service") {
        @Override
        String escaped(String value) {
            return value.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("%", "%%")
                    .replace("$", "$$");
        }
    };

    private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

    private final String resource;

    UnitTemplate(String resource) {
        this.resource = resource;
    }

    abstract String escaped(String value);

    /** The text with these values; a place without one stays as it is. */
    String filled(Map<String, String> values) {
        return PLACE.matcher(text()).replaceAll(place -> {
            String value = values.get(place.group(1));
            return Matcher.quoteReplacement(value == null ? place.group() : escaped(value));
        });
    }

    private String text() {
        try (InputStream in = UnitTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
