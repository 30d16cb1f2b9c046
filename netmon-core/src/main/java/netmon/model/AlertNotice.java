package netmon.model;

/**
 * A notice that a limit was exceeded.
 *
 * @param alert the number of the alert
 * @param started the first second of the alert's period
 * @param app the application that exceeded the limit; empty if the total did
 * @param told the second of the notice
 */
public record AlertNotice(long alert, long started, String app, long told) {}
