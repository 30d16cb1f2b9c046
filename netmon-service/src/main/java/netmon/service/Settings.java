package netmon.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import netmon.scan.Scanner;
import netmon.store.Tiers;

/**
 * How the service runs.
 *
 * @param database the file it writes
 * @param interval from tick to tick
 * @param scanner which way of reading sockets was asked for
 * @param interfaces names of the interfaces that count; empty for the system's own rule
 * @param trackApps whether sockets are looked at at all
 * @param tiers how long rows stay fine
 */
record Settings(
        Path database, Duration interval, Scanner scanner, Set<String> interfaces, boolean trackApps, Tiers tiers) {}
