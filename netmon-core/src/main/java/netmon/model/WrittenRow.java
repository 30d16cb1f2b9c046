package netmon.model;

/**
 * A row of traffic as the service wrote it.
 *
 * @param id the row id, higher than those of earlier rows
 * @param at the epoch second of the reading
 * @param name the name of the application or of the interface
 * @param counted whether its bytes belong to applications; false for an interface such as loopback
 */
public record WrittenRow(long id, long at, String name, Traffic traffic, boolean counted) {}
