package netmon.model;

import java.util.Locale;

/**
 * The network that an interface is connected to.
 *
 * @param name empty if the kind is {@link LabelKind#NONE}
 */
public record NetworkLabel(LabelKind kind, String name) {
    public static final NetworkLabel UNKNOWN = new NetworkLabel(LabelKind.NONE, "");

    /** What names the network. */
    public enum LabelKind {
        /** The name of a wireless network. */
        WIFI,
        /** The hardware address of the router: a stand-in where the network has no name. */
        ROUTER,
        /** Nothing does. */
        NONE;

        /** The word in data; empty for {@link #NONE}. */
        public String word() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this word; {@link #NONE} for any other word. */
        public static LabelKind of(String word) {
            return word.equals("wifi") ? WIFI : word.equals("router") ? ROUTER : NONE;
        }
    }
}
