package netmon.store;

import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link Verifier}.
 *
 * @param schema the version of the database's schema
 * @param buckets the number of compared buckets: seconds, minutes, quarters of an hour and hours
 * @param difference the first bucket with different sums; null if all agree
 * @param damage what SQLite found wrong with the file, or which rows netmon did not write, or which stored sums are
 *     wrong; null if nothing is
 */
public record Verification(
        int schema,
        long buckets,
        @Nullable Difference difference,
        @Nullable String damage) {
    /**
     * A bucket in which applications and counted interfaces moved different amounts.
     *
     * @param at its first second, epoch seconds
     * @param apps the bytes of the applications, with Unattributed
     * @param interfaces the bytes of the counted interfaces
     */
    public record Difference(long at, Traffic apps, Traffic interfaces) {}

    public boolean isSound() {
        return difference == null && damage == null;
    }
}
