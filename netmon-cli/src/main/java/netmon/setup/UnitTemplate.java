package netmon.setup;


import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates of the unit files of launchd and systemd; scripts/install-launchd and install-systemd use them too. A
 * placeholder looks like {@code @PROGRAM@}, and its value is escaped for the format.
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

    private static final Pattern PLACEHOLDER = Pattern.compile("@([A-Z]+)@");

    private final String resource;

    UnitTemplate(String resource) {
        this.resource = resource;
    }

    abstract String escaped(String value);

    /** The text with these values; a placeholder without a value stays. */
    String filled(Map<String, String> values) {
        return PLACEHOLDER.matcher(text()).replaceAll(placeholder -> {
            String value = values.get(placeholder.group(1));
            return Matcher.quoteReplacement(value == null ? placeholder.group() : escaped(value));
        });
    }

    private String text() {
        try (InputStream in = UnitTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
