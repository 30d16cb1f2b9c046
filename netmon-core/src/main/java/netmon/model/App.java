package netmon.model;

/**
 * An application as a person knows it.
 *
 * @param name such as {@code Google Chrome}, in Unicode's NFC form
 * @param rule how it was named, such as {@code bundle}
 */
public record App(String name, String rule) {
    /** The name under which bytes without an owner are stored. No application bears it. */
    public static final String UNATTRIBUTED = "Unattributed";
}
