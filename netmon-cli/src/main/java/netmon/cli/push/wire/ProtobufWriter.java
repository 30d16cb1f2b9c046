package netmon.cli.push.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes the fields of a protobuf message. Fields with the default value may be left out. */
final class ProtobufWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private byte[] buffer = new byte[256];
    private int size;

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    ProtobufWriter number(int field, long value) {
        varint(((long) field << 3) | VARINT);
        varint(value);
        return this;
    }

    ProtobufWriter fixed(int field, long value) {
        varint(((long) field << 3) | FIXED64);
        reserve(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            buffer[size++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    ProtobufWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufWriter bytes(int field, byte[] value) {
        varint(((long) field << 3) | BYTES);
        varint(value.length);
        append(value, value.length);
        return this;
    }

    ProtobufWriter message(int field, Consumer<ProtobufWriter> content) {
        ProtobufWriter inner = new ProtobufWriter();
        content.accept(inner);
        varint(((long) field << 3) | BYTES);
        varint(inner.size);
        append(inner.buffer, inner.size);
        return this;
    }

    private void append(byte[] from, int length) {
        reserve(length);
        System.arraycopy(from, 0, buffer, size, length);
        size += length;
    }

    private void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, 2 * buffer.length));
        }
    }
}
