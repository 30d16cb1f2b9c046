package netmon.model;

/**
 * The traffic of an application or interface as the service wrote it.
 *
 * @param id the row id, higher than those of earlier rows
 * @param counted whether its bytes belong to applications; false for an interface such as loopback
 */
public record WrittenRow(long id, long at, String name, Traffic traffic, boolean counted) {}
