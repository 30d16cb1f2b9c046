package netmon.cli.push.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;
import netmon.model.Traffic;

/** Prometheus remote write, version 1. */
final class RemoteWrite implements WireFormat {
    @Override
    public Map<String, String> headers() {
        return Map.of(
                "Content-Type", "application/x-protobuf",
                "Content-Encoding", "snappy",
                "X-Prometheus-Remote-Write-Version", "0.1.0");
    }

    @Override
    public String path() {
        return "/api/v1/write";
    }

    @Override
    public byte[] encode(PushSlice slice, PushResource resource) {
        return SnappyBlock.compress(message(slice, resource));
    }

    static byte[] message(PushSlice slice, PushResource resource) {
        ProtobufWriter request = new ProtobufWriter();
        for (SeriesPoints each : slice.series()) {
            request.message(1, series -> write(series, each, resource, MetricNames.RECEIVE, Traffic::received));
            request.message(1, series -> write(series, each, resource, MetricNames.TRANSMIT, Traffic::sent));
        }
        return request.toByteArray();
    }

    private static void write(
            ProtobufWriter series,
            SeriesPoints points,
            PushResource resource,
            String direction,
            ToLongFunction<Traffic> bytes) {
        labels(points, resource, direction)
                .forEach((name, value) ->
                        series.message(1, label -> label.text(1, name).text(2, value)));
        for (TotalPoint each : points.points()) {
            long value = Double.doubleToRawLongBits((double) bytes.applyAsLong(each.total()));
            series.message(2, sample -> sample.fixed(1, value).number(2, each.at() * 1000));
        }
    }

    /** The labels in the order of their names, which the protocol demands. */
    private static Map<String, String> labels(SeriesPoints points, PushResource resource, String direction) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("__name__", MetricNames.prometheus(points.key().family()));
        labels.put("job", MetricNames.SERVICE);
        labels.put("instance", resource.instance());
        labels.put("host_name", resource.host());
        if (!resource.id().isEmpty()) {
            labels.put("host_id", resource.id());
        }
        labels.put(
                MetricNames.label(MetricNames.subject(points.key())),
                points.key().name());
        labels.put(MetricNames.label(MetricNames.DIRECTION), direction);
        return labels;
    }
}
