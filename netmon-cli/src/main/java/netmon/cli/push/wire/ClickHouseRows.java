package netmon.cli.push.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;

/**
 * Rows for the table {@code netmon_totals} of ClickHouse, as JSONEachRow. Its engine ReplacingMergeTree keeps one of
 * the rows with the same key, so that a repeated insert changes nothing. The file push/clickhouse.sql creates the
 * table.
 */
final class ClickHouseRows implements WireFormat {
    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/x-ndjson", "Content-Encoding", "gzip");
    }

    @Override
    public String path() {
        return "/?query=INSERT%20INTO%20netmon_totals%20FORMAT%20JSONEachRow";
    }

    @Override
    public byte[] encode(PushSlice slice, PushResource resource) {
        StringBuilder rows = new StringBuilder();
        for (SeriesPoints series : slice.series()) {
            for (TotalPoint each : series.points()) {
                rows.append(row(series, each, resource)).append('\n');
            }
        }
        return Gzip.compress(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String row(SeriesPoints series, TotalPoint point, PushResource resource) {
        return "{\"instance\":" + quoted(resource.instance())
                + ",\"host\":" + quoted(resource.host())
                + ",\"family\":\"" + series.key().family().word()
                + "\",\"name\":" + quoted(series.key().name())
                + ",\"at\":" + point.at()
                + ",\"bytes_in\":" + point.total().received()
                + ",\"bytes_out\":" + point.total().sent() + '}';
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
