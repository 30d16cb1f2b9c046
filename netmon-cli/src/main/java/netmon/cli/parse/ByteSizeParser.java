package netmon.cli.parse;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.cli.text.Units;

/** Reads an amount of bytes as people write it: {@code 1GB}, {@code 1.5 GiB}, {@code 500 MB}, {@code 1048576}. */
public final class ByteSizeParser {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*(?:([kmgt])(i?))?b?");
    private static final String PREFIXES = "kmgt";
    private static final int BINARY = 1024;

    /** A smaller number without a unit is probably one of megabytes. */
    private static final BigDecimal LEAST_WITHOUT_UNIT = BigDecimal.valueOf(BINARY);

    private ByteSizeParser() {}

    /**
     * The number of bytes, rounded down.
     *
     * @param units the size of a KB; a KiB is always 1024 bytes
     */
    public static long parse(String text, Units units) {
        Matcher parts = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw wrong(text);
        }
        BigDecimal bytes = new BigDecimal(parts.group(1));
        if (parts.end(1) == parts.end() && bytes.signum() > 0 && bytes.compareTo(LEAST_WITHOUT_UNIT) < 0) {
            throw new UsageException("'" + text + "' has no unit; did you mean " + text.strip() + "MB?");
        }
        if (parts.group(2) != null) {
            boolean isBinary = !parts.group(3).isEmpty() || units == Units.ORIGINAL;
            int power = PREFIXES.indexOf(parts.group(2)) + 1;
            bytes = bytes.multiply(BigDecimal.valueOf(isBinary ? BINARY : 1000).pow(power));
        }
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw wrong(text);
        }
        return bytes.longValue();
    }

    private static UsageException wrong(String text) {
        return new UsageException("'" + text + "' is not an amount of bytes; examples: 500MB, 1GB, 1.5GiB, 1048576");
    }
}
