package netmon.cli.push.wire;

/**
 * The machine whose totals are pushed.
 *
 * @param host its host name
 * @param instance a random identifier, which stays when the host name changes
 * @param id what the user calls the machine beside that; empty for nothing
 * @param os linux or darwin
 * @param version netmon's
 */
public record PushResource(String host, String instance, String id, String os, String version) {}
