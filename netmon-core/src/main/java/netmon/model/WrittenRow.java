package netmon.model;

/**
 * A row as it was written.
 *
 * @param id its number, higher than those of the rows before
 * @param at epoch second of the reading
 * @param name the application's or the interface's
 * @param counted whether its bytes are those that applications are given; false for an interface such as loopback
 */
public record WrittenRow(long id, long at, String name, Traffic traffic, boolean counted) {}
