package netmon.scan.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.Address;

/** Replaces the IP and hardware addresses in a text, each by the same other address every time. */
final class OtherAddressText {
    private static final String V4 = "(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d])";
    private static final String MAC = "(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{1,2}:){5}[0-9A-Fa-f]{1,2}(?![0-9A-Fa-f:])";
    private static final String V6 = "(?<![\\p{L}\\p{N}:])(?:[0-9A-Fa-f]{0,4}:){2,7}"
            + "(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]{0,4})(?![0-9A-Fa-f:])";

    /** An interface that is named after its hardware address. */
    private static final String NAMED_BY_MAC = "(?<=\\b(?:enx|wlx|wwx))[0-9a-f]{12}\\b";

    private static final Pattern PERSONAL =
            Pattern.compile("(?<mac>" + MAC + ")|(?<bare>" + NAMED_BY_MAC + ")|(?<v6>" + V6 + ")|(?<v4>" + V4 + ")");

    private static final long FIRST_MAC = 0x0200_0000_0000L;
    private static final String NO_MAC = "00:00:00:00:00:00";
    private static final String EVERYBODY = "ff:ff:ff:ff:ff:ff";

    /** The T2 chip has the same address in every Mac. */
    private static final Set<String> PUBLIC = Set.of(NO_MAC, EVERYBODY, "ac:de:48:00:11:22");

    private final OtherAddresses addresses;
    private final Map<String, Long> macs = new HashMap<>();

    OtherAddressText(OtherAddresses addresses) {
        this.addresses = addresses;
    }

    String replace(String text) {
        return PERSONAL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replaced(found)));
    }

    private String replaced(MatchResult found) {
        String text = found.group();
        if (text.indexOf(':') < 0 && text.indexOf('.') < 0) {
            return String.format(Locale.ROOT, "%012x", mac(text));
        }
        if (text.matches(MAC)) {
            return macText(text);
        }
        try {
            Address other = addresses.of(Address.parse(text));
            return other.isAny() ? text : other.toString();
        } catch (IllegalArgumentException e) {
            return text; // a time of day, or a version
        }
    }

    private String macText(String text) {
        StringBuilder full = new StringBuilder();
        for (String each : List.of(text.split(":", -1))) {
            full.append(full.length() == 0 ? "" : ":").append(each.length() == 1 ? "0" + each : each);
        }
        String whole = full.toString().toLowerCase(Locale.ROOT);
        if (PUBLIC.contains(whole)) {
            return text;
        }
        String digits = String.format(Locale.ROOT, "%012x", mac(whole.replace(":", "")));
        return digits.replaceAll("(..)(?!$)", "$1:");
    }

    private long mac(String digits) {
        return macs.computeIfAbsent(digits, key -> FIRST_MAC + macs.size() + 1);
    }
}
