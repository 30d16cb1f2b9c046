package netmon.model;

/**
 * That an alert was told.
 *
 * @param alert its number
 * @param started the epoch second at which its period began
 * @param app who exceeded it; empty for the total
 * @param told when, epoch seconds
 */
public record AlertNotice(long alert, long started, String app, long told) {}
