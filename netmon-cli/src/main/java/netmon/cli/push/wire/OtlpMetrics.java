package netmon.cli.push.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;
import netmon.model.SeriesKey.SeriesFamily;

/**
 * OTLP over HTTP in protobuf, with gzip. By hand and not by OpenTelemetry's library: the library needs a tenth of a
 * second more of the processor for each run and nine jars on the class path of each command, and it hides what a
 * collector refuses in an accepted request.
 */
final class OtlpMetrics implements WireFormat {
    private static final int CUMULATIVE = 2;

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip");
    }

    @Override
    public String path() {
        return "/v1/metrics";
    }

    @Override
    public byte[] encode(PushSlice slice, PushResource resource) {
        return Gzip.compress(message(slice, resource));
    }

    static byte[] message(PushSlice slice, PushResource resource) {
        Map<SeriesFamily, List<SeriesPoints>> families = new EnumMap<>(SeriesFamily.class);
        for (SeriesPoints each : slice.series()) {
            families.computeIfAbsent(each.key().family(), family -> new ArrayList<>())
                    .add(each);
        }
        return new ProtobufWriter()
                .message(
                        1,
                        metrics -> metrics.message(1, of -> attributes(of, resource))
                                .message(2, scope -> {
                                    scope.message(
                                            1,
                                            by -> by.text(1, MetricNames.SERVICE)
                                                    .text(2, resource.version()));
                                    families.forEach(
                                            (family, series) -> scope.message(2, of -> metric(of, family, series)));
                                }))
                .toByteArray();
    }

    private static void attributes(ProtobufWriter to, PushResource resource) {
        attribute(to, 1, "service.name", MetricNames.SERVICE);
        attribute(to, 1, "service.version", resource.version());
        attribute(to, 1, "service.instance.id", resource.instance());
        attribute(to, 1, "host.name", resource.host());
        if (!resource.id().isEmpty()) {
            attribute(to, 1, "host.id", resource.id());
        }
        attribute(to, 1, "os.type", resource.os());
    }

    private static void metric(ProtobufWriter to, SeriesFamily family, List<SeriesPoints> series) {
        to.text(1, MetricNames.metric(family))
                .text(2, MetricNames.description(family))
                .text(3, MetricNames.UNIT)
                .message(7, sum -> {
                    series.forEach(each -> each.points().forEach(point -> points(sum, each, point)));
                    sum.number(2, CUMULATIVE).number(3, 1); // monotonic
                });
    }

    private static void points(ProtobufWriter sum, SeriesPoints series, TotalPoint point) {
        sum.message(
                1,
                to -> point(
                        to,
                        series,
                        point.at(),
                        MetricNames.RECEIVE,
                        point.total().received()));
        sum.message(
                1,
                to -> point(
                        to,
                        series,
                        point.at(),
                        MetricNames.TRANSMIT,
                        point.total().sent()));
    }

    private static void point(ProtobufWriter to, SeriesPoints series, long at, String direction, long bytes) {
        to.fixed(3, TimeUnit.SECONDS.toNanos(at)).fixed(6, bytes);
        attribute(to, 7, MetricNames.subject(series.key()), series.key().name());
        attribute(to, 7, MetricNames.DIRECTION, direction);
    }

    private static void attribute(ProtobufWriter to, int field, String key, String value) {
        to.message(field, pair -> pair.text(1, key).message(2, any -> any.text(1, value)));
    }

    /** The message and the number of a partial success. Both are in a message in field 1. */
    @Override
    public String refusal(byte[] reply) {
        ProtobufReader partial = new ProtobufReader(new ProtobufReader(reply).bytes(1));
        long rejected = partial.number(1);
        String why = new String(partial.bytes(2), StandardCharsets.UTF_8);
        return rejected == 0 ? "" : rejected + " points were rejected: " + why;
    }
}
