package netmon.model;

import org.jspecify.annotations.Nullable;

/** The starts of the quarters of an hour with the highest rates, epoch seconds; null where there is no rate. */
public record PeakTimes(@Nullable Long received, @Nullable Long sent) {}
