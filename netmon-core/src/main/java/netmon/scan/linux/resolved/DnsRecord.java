package netmon.scan.linux.resolved;

import java.io.IOException;
import java.nio.ByteBuffer;
import netmon.model.Address;
import org.jspecify.annotations.Nullable;

/**
 * One cached record, as far as it names a host.
 *
 * @param owner the name that the record is about; empty where there is none
 * @param address of a record of type A or AAAA; else null
 * @param target the name in a record of type CNAME; else empty
 */
record DnsRecord(String owner, @Nullable Address address, String target) {
    private static final int INTERNET = 1;
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int IPV6_BYTES = 16;

    /** The fields of a record, which come in any order. */
    private static final class RecordFields {
        private final byte[] address = new byte[IPV6_BYTES];
        private int length;
        private long type;
        private long network;
        private String owner = "";
        private String name = "";

        private void read(String field, JsonStream json) throws IOException {
            switch (field) {
                case "key" -> json.object(part -> readKey(part, json));
                case "address" -> json.array(() -> addByte(json.number()));
                case "name" -> name = json.text();
                default -> json.skip();
            }
        }

        private void readKey(String field, JsonStream json) throws IOException {
            switch (field) {
                case "class" -> network = json.number();
                case "type" -> type = json.number();
                case "name" -> owner = json.text();
                default -> json.skip();
            }
        }

        private void addByte(long number) {
            if (length < IPV6_BYTES) {
                address[length] = (byte) number;
            }
            length = Math.min(length + 1, IPV6_BYTES + 1);
        }

        private @Nullable Address address() {
            boolean isWhole = (type == A && length == 4) || (type == AAAA && length == IPV6_BYTES);
            return isWhole ? Address.of(ByteBuffer.wrap(address), length) : null;
        }
    }

    /** Reads the next value; one that is no record gives one without an address and a target. */
    static DnsRecord read(JsonStream json) throws IOException {
        RecordFields fields = new RecordFields();
        json.object(field -> fields.read(field, json));
        return fields.network == INTERNET
                ? new DnsRecord(fields.owner, fields.address(), fields.type == CNAME ? fields.name : "")
                : new DnsRecord("", null, "");
    }
}
