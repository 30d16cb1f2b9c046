package netmon.model;

/**
 * The traffic of an application or interface as the service wrote it.
 *
 * @param id the row id, higher than those of earlier rows
 * @param counted whether its bytes belong to applications; false for an interface such as loopback
 * @param estimated the part of the bytes that was not measured
 */
public record WrittenRow(long id, long at, String name, Traffic traffic, boolean counted, Traffic estimated) {

    /** A row whose bytes were all measured, or whose estimated part is of no interest. */
    public WrittenRow(long id, long at, String name, Traffic traffic, boolean counted) {
        this(id, at, name, traffic, counted, Traffic.NONE);
    }
}
