package netmon.cli.stats;

import netmon.model.Traffic;

/**
 * What an interface moved while it counted, or while it did not.
 *
 * @param counted whether its bytes are in the total
 */
record InterfaceRow(String name, boolean counted, Traffic traffic) {}
