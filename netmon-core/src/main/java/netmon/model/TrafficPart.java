package netmon.model;

import org.jspecify.annotations.Nullable;

/**
 * A part of an application's bytes. The parts of a sample add up to its applications.
 *
 * @param origin the owner and the destination of these bytes
 */
public record TrafficPart(PartOrigin origin, Traffic traffic) {
    public TrafficPart plus(TrafficPart other) {
        return new TrafficPart(origin, traffic.plus(other.traffic));
    }

    /**
     * Who moved bytes, and with whom. A text is empty, a port is 0 and the protocol null where it is unknown or not to
     * be stored.
     *
     * @param process the name of the program, script or container
     * @param destination the numeric address of the other end
     * @param port the port of the service, at whichever end it is
     */
    public record PartOrigin(
            String app,
            String process,
            String user,
            String destination,
            int port,
            @Nullable Protocol protocol,
            NetworkScope network) {
        /** The same application and network, without the rest. */
        public PartOrigin rest() {
            return new PartOrigin(app, "", "", "", 0, null, network);
        }
    }
}
