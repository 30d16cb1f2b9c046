package netmon.cli.push.wire;

/**
 * The machine whose totals are pushed.
 *
 * @param host its host name
 * @param instance a random identifier, which stays when the host name changes
 * @param os linux or darwin
 * @param version netmon's
 */
public record PushResource(String host, String instance, String os, String version) {}
