package netmon.cli.options;

import java.util.List;

/** What has options that {@code FastPath} may set, to exactly what picocli would set them to. */
public interface FastOptions {
    /** What has further options of this one. */
    default List<FastOptions> parts() {
        return List.of();
    }

    /** Sets an option that takes no value; false, and nothing was done, if there is none of this name. */
    default boolean set(String option) {
        for (FastOptions each : parts()) {
            if (each.set(option)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sets an option to a value; false, and nothing was done, if there is none of this name.
     *
     * @throws IllegalArgumentException if the value is none of its; picocli may know better, or complains
     */
    default boolean set(String option, String value) {
        for (FastOptions each : parts()) {
            if (each.set(option, value)) {
                return true;
            }
        }
        return false;
    }

    /** The one that is typed so. */
    static <E extends Enum<E>> E named(String word, E[] all) {
        for (E each : all) {
            if (each.toString().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException(word);
    }
}
