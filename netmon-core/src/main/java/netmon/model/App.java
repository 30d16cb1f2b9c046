package netmon.model;

/** An application as a person knows it; the name is in Unicode's NFC form. */
public record App(String name, NameRule namedBy) {
    /** The name under which bytes without an owner are stored. No application has it. */
    public static final String UNATTRIBUTED = "Unattributed";

    public String rule() {
        return namedBy.word();
    }
}
