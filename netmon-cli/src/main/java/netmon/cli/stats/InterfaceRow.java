package netmon.cli.stats;

import netmon.model.Traffic;


/**
 * The bytes of an interface while it counted, or while it did not.
 *
 * @param counted whether the total includes them
 */
record InterfaceRow(String name, boolean counted, Traffic traffic) {}
