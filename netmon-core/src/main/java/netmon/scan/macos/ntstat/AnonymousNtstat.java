package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import netmon.model.Address;
import netmon.scan.macos.ntstat.wire.DescriptorLayout;
import netmon.scan.macos.ntstat.wire.MessageCursor;
import netmon.scan.macos.ntstat.wire.Provider;
import netmon.scan.macos.ntstat.wire.Sockaddr;
import netmon.scan.macos.ntstat.wire.SourceMessage;
import netmon.scan.macos.ntstat.wire.UnknownLayoutException;
import netmon.scan.macos.ntstat.wire.Wire;
import netmon.scan.macos.ntstat.wire.ZeroFilled;

/**
 * Replaces addresses and process names in recorded ntstat messages, in place: every message keeps its position and
 * length. What netmon cannot read is overwritten with zeros, since it may hold an address or the name of a host:
 * messages of other types, descriptors of other providers, and what follows the fields of a layout that is not known.
 */
public final class AnonymousNtstat {
    private static final int AFTER_SRCREF = Wire.SRCREF_AT + Long.BYTES;

    private AnonymousNtstat() {}

    /**
     * Rewrites the messages from the buffer's position to its limit.
     *
     * @param addresses gives the replacement for each address
     * @param names gives the replacement for each process name; cut if it is longer than the field
     */
    public static void rewrite(ByteBuffer bytes, UnaryOperator<Address> addresses, UnaryOperator<String> names) {
        ByteBuffer messages = bytes.duplicate().order(Wire.ORDER);
        MessageCursor cursor = new MessageCursor().start(messages, messages.position(), messages.limit());
        SourceMessage source = new SourceMessage();
        while (cursor.next()) {
            if (SourceMessage.isOne(cursor.type())) {
                rewriteSource(cursor, source, addresses, names);
            } else if (!isHarmless(cursor.type())) {
                clear(messages, cursor.at() + Math.min(AFTER_SRCREF, cursor.length()), cursor.at() + cursor.length());
            }
        }
        clear(messages, cursor.at(), messages.limit()); // a torn rest
    }

    private static boolean isHarmless(int type) {
        return switch (type) {
            case Wire.SUCCESS, Wire.ERROR, Wire.SRC_ADDED, Wire.SRC_REMOVED -> true;
            default -> false;
        };
    }

    private static void rewriteSource(
            MessageCursor cursor, SourceMessage source, UnaryOperator<Address> addresses, UnaryOperator<String> names) {
        ByteBuffer bytes = cursor.bytes();
        int end = cursor.at() + cursor.length();
        Provider provider;
        try {
            source.read(cursor);
            provider = source.provider();
        } catch (UnknownLayoutException e) {
            clear(bytes, cursor.at() + Math.min(AFTER_SRCREF, cursor.length()), end);
            return;
        }
        if (provider == null) {
            return;
        }
        DescriptorLayout layout = provider.layout();
        if (source.descriptorBytes() < layout.leastBytes()) {
            clear(bytes, source.indexOf(0), end);
            return;
        }
        int ends = source.indexOf(layout.addressesAt());
        rewriteSockaddr(bytes, ends, addresses);
        rewriteSockaddr(bytes, ends + Sockaddr.BYTES, addresses);
        rewriteName(bytes, source.indexOf(layout.nameAt()), names);
        if (source.isExtended() || !layout.isKnown(source.descriptorBytes())) {
            clear(bytes, source.indexOf(layout.leastBytes()), end);
        }
    }

    private static void rewriteSockaddr(ByteBuffer bytes, int at, UnaryOperator<Address> addresses) {
        int family = bytes.get(at + 1);
        if (family == Sockaddr.FAMILY_V4) {
            Address other = addresses.apply(Sockaddr.v4(bytes, at));
            clear(bytes, at + Sockaddr.V4_AT, at + Sockaddr.BYTES);
            bytes.putInt(at + Sockaddr.V4_AT, Integer.reverseBytes((int) other.low()));
        } else if (family == Sockaddr.FAMILY_V6) {
            Address other = addresses.apply(Sockaddr.v6(bytes, at));
            clear(bytes, at + Sockaddr.PORT_END, at + Sockaddr.V6_END);
            bytes.putLong(at + Sockaddr.V6_AT, Long.reverseBytes(other.high()));
            bytes.putLong(at + Sockaddr.V6_AT + Long.BYTES, Long.reverseBytes(other.low()));
        } else {
            clear(bytes, at, at + Sockaddr.BYTES);
        }
    }

    private static void rewriteName(ByteBuffer bytes, int at, UnaryOperator<String> names) {
        byte[] field = new byte[DescriptorLayout.NAME_BYTES];
        bytes.get(at, field);
        String name = ZeroFilled.text(field);
        byte[] other = name.isEmpty() ? new byte[0] : names.apply(name).getBytes(StandardCharsets.UTF_8);
        clear(bytes, at, at + field.length);
        bytes.put(at, other, 0, Math.min(other.length, field.length - 1));
    }

    private static void clear(ByteBuffer bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            bytes.put(at, (byte) 0);
        }
    }
}
