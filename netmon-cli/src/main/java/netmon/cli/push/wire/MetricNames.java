package netmon.cli.push.wire;

import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;

/** The names of metrics and attributes, in the form of OpenTelemetry and in that of Prometheus. */
final class MetricNames {
    static final String DIRECTION = "network.io.direction";
    static final String RECEIVE = "receive";
    static final String TRANSMIT = "transmit";
    static final String UNIT = "By";
    static final String SERVICE = "netmon";

    private MetricNames() {}

    static String metric(SeriesFamily family) {
        return switch (family) {
            case APP -> "netmon.app.network.io";
            case ESTIMATED -> "netmon.app.network.io.estimated";
            case INTERFACE -> "system.network.io";
        };
    }

    static String description(SeriesFamily family) {
        return switch (family) {
            case APP -> "Bytes of an application since netmon's first record.";
            case ESTIMATED -> "The estimated part of netmon.app.network.io.";
            case INTERFACE -> "Bytes of a network interface since netmon's first record.";
        };
    }

    /** The attribute with the name of a series. */
    static String subject(SeriesKey key) {
        return key.family() == SeriesFamily.INTERFACE ? "network.interface.name" : "netmon.app.name";
    }

    static String prometheus(SeriesFamily family) {
        return label(metric(family)) + "_bytes_total";
    }

    static String label(String attribute) {
        return attribute.replace('.', '_');
    }
}
