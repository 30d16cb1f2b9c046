package netmon.model;

/** The traffic of one application, or of {@link App#UNATTRIBUTED}, and the part of it that is not measured. */
public record AppTraffic(String app, Traffic traffic, Traffic estimated) {
    public AppTraffic {
        if (estimated.received() > traffic.received() || estimated.sent() > traffic.sent()) {
            throw new IllegalArgumentException(app + ": more estimated than moved: " + estimated + " of " + traffic);
        }
    }

    public AppTraffic plus(AppTraffic other) {
        return new AppTraffic(app, traffic.plus(other.traffic), estimated.plus(other.estimated));
    }
}
