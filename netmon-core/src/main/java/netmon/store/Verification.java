package netmon.store;

import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database is what it should be.
 *
 * @param schema its schema's version
 * @param buckets how many seconds, minutes, quarters and hours were compared
 * @param difference the first bucket whose sums differ; null where all agree
 * @param damage what SQLite found wrong with the file, or what was found wrong with a block's sums; null where nothing
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
     * @param apps what the applications moved, with Unattributed
     * @param interfaces what the counted interfaces moved
     */
    public record Difference(long at, Traffic apps, Traffic interfaces) {}

    public boolean isSound() {
        return difference == null && damage == null;
    }
}
