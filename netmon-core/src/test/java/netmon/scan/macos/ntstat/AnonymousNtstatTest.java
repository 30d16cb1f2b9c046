package netmon.scan.macos.ntstat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import netmon.model.Address;
import netmon.scan.Resources;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.SyntheticSource.Release;
import netmon.scan.macos.ntstat.wire.MessageCursor;
import netmon.scan.macos.ntstat.wire.Wire;
import netmon.scan.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymousNtstatTest {
    private final Map<Address, Address> addresses = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"closing-8796", "epid-10063", "mixed-11417", "quic-12377"})
    void nothingOfTheOriginalsIsLeftInARecordingAndItsSumsStay(String name) throws ScanException {
        NtstatSample sample = new NtstatSample(name);
        Recording recording = sample.recording();
        List<byte[]> secrets = secrets(sample);
        NtstatSockets source = new NtstatSockets(
                () -> new RecordedControl(
                        () -> rewritten(recording.read("ntstat").bytes(), secrets)),
                UnknownLengths.REFUSE,
                () -> 0);
        assertEquals(sample.truth(), sample.sums(source, recording));
    }

    @ParameterizedTest
    @ValueSource(strings = {"macos27-tcp-update.bin", "macos27-udp-update.bin"})
    void theNamesOfRealMessagesAreReplaced(String file) {
        rewritten(Resources.bytes("macos/ntstat/" + file), List.of(utf8("ntstat-fixture")));
        assertEquals(Map.of("ntstat-fixture", "name1"), names);
    }

    @Test
    void whatCannotBeReadBecomesZero() {
        byte[] secret = utf8("secret.example.org");
        SyntheticSource odd = new SyntheticSource(1, SyntheticSource.TCP);
        odd.local[1] = 18;
        System.arraycopy(secret, 0, odd.local, 2, secret.length);
        byte[] extended =
                tailed(new SyntheticSource(2, SyntheticSource.UDP).update(new Release(400, 400), 0, 10007), secret);
        byte[] longer = tailed(new SyntheticSource(3, SyntheticSource.TCP).update(new Release(400, 400), 0), secret);
        byte[] shorter = tailed(new SyntheticSource(4, SyntheticSource.TCP).update(new Release(200, 180), 0), secret);
        byte[] provider = tailed(new SyntheticSource(5, 9).update(Release.MACOS_14, 0), secret);
        byte[] details = tailed(SyntheticSource.empty(10008, 200), secret);
        byte[] description = tailed(
                new SyntheticSource(6, SyntheticSource.TCP).descriptionMessage(new Release(400, 400), 0), secret);
        byte[] torn = tailed(new byte[100], secret);
        torn[12] = 120;
        ByteBuffer result = rewritten(
                ByteBuffer.wrap(join(
                        odd.update(Release.MACOS_14, 0),
                        extended,
                        longer,
                        shorter,
                        provider,
                        details,
                        description,
                        torn)),
                List.of(secret));
        MessageCursor cursor = new MessageCursor().start(result.order(Wire.ORDER), 0, result.limit());
        int messages = 0;
        while (cursor.next()) {
            messages++;
        }
        assertEquals(7, messages);
    }

    @Test
    void aLongNameIsCutToItsField() {
        SyntheticSource source = new SyntheticSource(1, SyntheticSource.TCP);
        byte[] message = source.update(Release.MACOS_14, 0);
        AnonymousNtstat.rewrite(ByteBuffer.wrap(message), address -> address, name -> "n".repeat(100));
        String field = new String(message, 152 + 196, 64, StandardCharsets.UTF_8);
        assertEquals("n".repeat(63) + "\0", field);
    }

    /** Makes a copy anonymous, and fails if it still contains one of the secrets. */
    private ByteBuffer rewritten(ByteBuffer original, List<byte[]> secrets) {
        byte[] bytes = new byte[original.remaining()];
        original.get(original.position(), bytes);
        AnonymousNtstat.rewrite(
                ByteBuffer.wrap(bytes),
                address -> address.isAny() ? address : addresses.computeIfAbsent(address, key -> other()),
                name -> names.computeIfAbsent(name, key -> "name" + (names.size() + 1)));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (byte[] secret : secrets) {
            assertFalse(
                    text.contains(new String(secret, StandardCharsets.ISO_8859_1)),
                    () -> "secret " + new String(secret, StandardCharsets.ISO_8859_1));
        }
        return ByteBuffer.wrap(bytes);
    }

    private Address other() {
        return Address.parse(String.format(Locale.ROOT, "198.18.0.%d", addresses.size() + 1));
    }

    /** The addresses and names that occur in the recording, as bytes. */
    private static List<byte[]> secrets(NtstatSample sample) throws ScanException {
        List<byte[]> secrets = new ArrayList<>();
        Recording recording = sample.recording();
        NtstatSockets source = new NtstatSockets(
                () -> new RecordedControl(() -> recording.read("ntstat").bytes()), UnknownLengths.REFUSE, () -> 0);
        while (recording.next()) {
            source.read();
            for (NtstatSource each : source.sources()) {
                secrets.add(utf8(each.name()));
                Stream.of(each.local().address(), each.remote().address())
                        .filter(address -> !address.isAny())
                        .forEach(address -> secrets.add(bytes(address)));
            }
        }
        return secrets;
    }

    private static byte[] bytes(Address address) {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).putLong(address.high()).putLong(address.low());
        return address.isV4() ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    private static byte[] tailed(byte[] message, byte[] tail) {
        System.arraycopy(tail, 0, message, message.length - tail.length, tail.length);
        return message;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] each : messages) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }
}
