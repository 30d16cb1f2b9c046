package netmon.cli.push.wire;

import java.util.Locale;

/** The protocols that engines take. */
public enum PushProtocol {
    REMOTE_WRITE,
    OTLP,
    CLICKHOUSE;

    public WireFormat format() {
        return switch (this) {
            case REMOTE_WRITE -> new RemoteWrite();
            case OTLP -> new OtlpMetrics();
            case CLICKHOUSE -> new ClickHouseRows();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
