package netmon.cli.push.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** What netmon writes by hand, parsed by the code of others: OpenTelemetry's schema, protobuf, snappy, Gson. */
class ForeignParserTest {
    private static final String NAME = "Größe \"quoted\" \\ \u0001 \uD83D\uDE00";
    private static final long HUGE = (1L << 53) - 1;
    private static final PushResource HERE = new PushResource("höst", "9e02b133", "asset 7", "linux", "0.1.0");
    private static final PushSlice SLICE = new PushSlice(
            1_795_000_000,
            1_795_000_600,
            List.of(
                    series(SeriesFamily.APP, NAME, new TotalPoint(1_795_000_300, new Traffic(0, HUGE))),
                    series(SeriesFamily.ESTIMATED, NAME, new TotalPoint(1_795_000_300, new Traffic(127, 128))),
                    series(
                            SeriesFamily.INTERFACE,
                            "en0",
                            new TotalPoint(1_795_000_300, new Traffic(1, 2)),
                            new TotalPoint(1_795_000_600, new Traffic(16_383, 16_384)))));

    private static SeriesPoints series(SeriesFamily family, String name, TotalPoint... points) {
        return new SeriesPoints(new SeriesKey(family, name), List.of(points));
    }

    private static byte[] unzipped(byte[] content) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
    }

    private static ResourceMetrics otlp() throws IOException {
        byte[] content = unzipped(PushProtocol.OTLP.format().encode(SLICE, HERE));
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(content);
        noFieldIsUnknown(request);
        assertEquals(1, request.getResourceMetricsCount());
        assertArrayEquals(content, request.toByteArray(), "the library writes other bytes");
        return request.getResourceMetrics(0);
    }

    private static void noFieldIsUnknown(Message message) {
        assertTrue(message.getUnknownFields().asMap().isEmpty(), message::toString);
        for (Object each : message.getAllFields().values()) {
            for (Object part : each instanceof Collection<?> list ? list : List.of(each)) {
                if (part instanceof Message inner) {
                    noFieldIsUnknown(inner);
                }
            }
        }
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(each -> attributes.put(each.getKey(), each.getValue().getStringValue()));
        return attributes;
    }

    @Test
    void openTelemetrysLibraryReadsTheResource() throws IOException {
        assertEquals(
                Map.of(
                        "service.name", "netmon",
                        "service.version", "0.1.0",
                        "service.instance.id", "9e02b133",
                        "host.name", "höst",
                        "host.id", "asset 7",
                        "os.type", "linux"),
                attributes(otlp().getResource().getAttributesList()));
    }

    @Test
    void openTelemetrysLibraryReadsEachPoint() throws IOException {
        List<String> seen = new ArrayList<>();
        for (Metric metric : otlp().getScopeMetrics(0).getMetricsList()) {
            assertTrue(metric.getSum().getIsMonotonic());
            assertEquals(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE,
                    metric.getSum().getAggregationTemporality());
            assertEquals("By", metric.getUnit());
            for (NumberDataPoint each : metric.getSum().getDataPointsList()) {
                seen.add(metric.getName() + " "
                        + attributes(each.getAttributesList()).values() + " " + each.getTimeUnixNano() / 1_000_000_000L
                        + " " + each.getAsInt());
            }
        }
        String app = "[" + NAME + ", ";
        assertEquals(
                List.of(
                        "netmon.app.network.io " + app + "receive] 1795000300 0",
                        "netmon.app.network.io " + app + "transmit] 1795000300 " + HUGE,
                        "netmon.app.network.io.estimated " + app + "receive] 1795000300 127",
                        "netmon.app.network.io.estimated " + app + "transmit] 1795000300 128",
                        "system.network.io [en0, receive] 1795000300 1",
                        "system.network.io [en0, transmit] 1795000300 2",
                        "system.network.io [en0, receive] 1795000600 16383",
                        "system.network.io [en0, transmit] 1795000600 16384"),
                seen);
    }

    @Test
    void aPartialSuccessThatTheLibraryWritesIsUnderstood() {
        byte[] reply = ExportMetricsServiceResponse.newBuilder()
                .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                        .setRejectedDataPoints(300)
                        .setErrorMessage("too old"))
                .build()
                .toByteArray();
        assertEquals(
                "300 points were rejected: too old", PushProtocol.OTLP.format().refusal(reply));
        byte[] all = ExportMetricsServiceResponse.getDefaultInstance().toByteArray();
        assertEquals("", PushProtocol.OTLP.format().refusal(all));
    }

    @Test
    void snappyAndProtobufReadARemoteWrite() throws IOException {
        byte[] content = Snappy.uncompress(PushProtocol.REMOTE_WRITE.format().encode(SLICE, HERE));
        List<UnknownFieldSet> series = messages(UnknownFieldSet.parseFrom(content), 1);
        assertEquals(6, series.size());
        List<String> labels = new ArrayList<>();
        for (UnknownFieldSet each : messages(series.get(1), 1)) {
            labels.add(text(each, 1) + "=" + text(each, 2));
        }
        assertEquals(
                List.of(
                        "__name__=netmon_app_network_io_bytes_total",
                        "host_id=asset 7",
                        "host_name=höst",
                        "instance=9e02b133",
                        "job=netmon",
                        "netmon_app_name=" + NAME,
                        "network_io_direction=transmit"),
                labels);
        UnknownFieldSet sample = messages(series.get(1), 2).get(0);
        assertEquals(
                (double) HUGE,
                Double.longBitsToDouble(sample.getField(1).getFixed64List().get(0)));
        assertEquals(1_795_000_300_000L, sample.getField(2).getVarintList().get(0));
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet from, int field) throws IOException {
        List<UnknownFieldSet> found = new ArrayList<>();
        for (var each : from.getField(field).getLengthDelimitedList()) {
            found.add(UnknownFieldSet.parseFrom(each));
        }
        return found;
    }

    private static String text(UnknownFieldSet from, int field) {
        return from.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
    }

    @Test
    void anIdentifierOfTheHostIsSentOnlyIfItIsSet() throws IOException {
        PushResource without = new PushResource("host", "9e02b133", "", "linux", "0.1.0");
        byte[] otlp = unzipped(PushProtocol.OTLP.format().encode(SLICE, without));
        byte[] written = Snappy.uncompress(PushProtocol.REMOTE_WRITE.format().encode(SLICE, without));
        assertFalse(new String(otlp, StandardCharsets.UTF_8).contains("host.id"));
        assertFalse(new String(written, StandardCharsets.UTF_8).contains("host_id"));
    }

    @Test
    void gsonReadsEachRowForClickHouse() throws IOException {
        String rows =
                new String(unzipped(PushProtocol.CLICKHOUSE.format().encode(SLICE, HERE)), StandardCharsets.UTF_8);
        List<JsonObject> read = rows.lines()
                .map(each -> new Gson().fromJson(each, JsonObject.class))
                .toList();
        assertEquals(4, read.size());
        assertFalse(rows.contains("\u0001"));
        assertEquals(NAME, read.get(0).get("name").getAsString());
        assertEquals(HUGE, read.get(0).get("bytes_out").getAsLong());
        assertEquals(1_795_000_600L, read.get(3).get("at").getAsLong());
    }
}
