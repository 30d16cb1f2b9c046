package netmon.scan.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import netmon.model.Address;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test plants addresses and names in every kind of file; none of them may remain in any form. */
class AnonymiserTest {
    private static final List<String> ADDRESSES =
            List.of("192.168.77.91", "10.99.88.77", "93.184.216.34", "2a02:1234:5678:9abc:0:0:beef:1");

    private static final List<String> NAMES = List.of(
            "alice",
            "wonderland",
            "secretproject",
            "hiddentool",
            "tea party",
            "white rabbit",
            "aa:bb:cc:dd:ee:0f",
            "aabbccddee0f");

    private static final String DOCTOR = """
            ok\tservice\tprocess 7 runs\t
            warn\tsettings\t/Users/alice/.netmon/netmon.properties: line 3, "secretproject"\tmend it
            bad\tinstallations\tprocess 9 writes to /Users/alice/Tea Party/netmon.db, not to /home/wonderland/White Rabbit\tstop it
            warn\tlines understood\t97 % of 1,234 lines of netstat understood; the first other: tcp4 192.168.77.91.52 93.184.216.34.443 hiddentool:7\t
            """;

    private static final String OTHER_DOCTOR = """
            ok\tservice\tprocess 7 runs\t
            warn\tsettings\t/Users/user1/.netmon/netmon.properties: line 3, "name1"\tmend it
            bad\tinstallations\tprocess 9 writes to /Users/user1/name5/netmon.db, not to /home/host1/name6\tstop it
            warn\tlines understood\t97 % of 1,234 lines of netstat understood; the first other: tcp4 192.168.0.1.52 198.18.0.1.443 name2:7\t
            """;

    private static final String LOG = """
            2026-11-23 14:05:09 INFO measuring into /Users/alice/.netmon/netmon.db as process 7
            2026-11-23 14:05:10 WARN cannot listen on /Users/alice/.netmon/netmon.db.socket: in use on wonderland
            2026-11-23 14:05:11 WARN alert 3: HiddenTool moved 2 GB
            2026-11-23 14:05:12 ERROR /Users/alice/secretproject/run.py is gone; see /var/log/wonderland
            2026-11-23 14:05:13 WARN trouble with the sockets: 2a02:1234:5678:9abc:0:0:beef:1 is no number
            """;

    private static final String OTHER_LOG = """
            2026-11-23 14:05:09 INFO measuring into /Users/user1/.netmon/netmon.db as process 7
            2026-11-23 14:05:10 WARN cannot listen on /Users/user1/.netmon/netmon.db.socket: in use on host1
            2026-11-23 14:05:11 WARN alert 3: ...
            2026-11-23 14:05:12 ERROR /Users/user1/name1/name7; see /var/log/host1
            2026-11-23 14:05:13 WARN trouble with the sockets: 2001:db8:0:0:0:0:0:1 is no number
            """;

    @TempDir
    private Path folder;

    @Test
    void anExistingFolderOrLinkIsRefused() throws Exception {
        Path from = Files.createDirectories(folder.resolve("raw"));
        Files.writeString(from.resolve("platform"), "macos");
        Path others = Files.createDirectories(folder.resolve("others"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), others);
        Anonymiser anonymiser = new Anonymiser(Set.of("/Users/alice"), Set.of(), Set.of());
        assertThrows(ScanException.class, () -> anonymiser.copy(from, others));
        assertThrows(ScanException.class, () -> anonymiser.copy(from, link));
        try (Stream<Path> files = Files.list(others)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void noPersonalDataAreLeft() throws Exception {
        Path from = folder.resolve("raw");
        Path tick = Files.createDirectories(from.resolve("0001"));
        Files.writeString(from.resolve("platform"), "macos");
        Files.writeString(tick.resolve("at"), "1795000000000");
        Files.writeString(tick.resolve("boot"), "b00tid");
        Files.writeString(
                tick.resolve("addresses.tsv"), "en0\t" + String.join("\nen0\t", ADDRESSES) + "\nlo0\t127.0.0.1\n");
        Files.writeString(tick.resolve("processes.tsv"), """
                7\t1\t/Users/alice/secretproject/bin/hiddentool
                8\t1\t/usr/bin/python3\t/Users/alice/secretproject/run.py
                9\t1\t/Users/alice/Applications/HiddenTool.app/Contents/MacOS/HiddenTool
                """);
        Files.writeString(tick.resolve("netstat -ibn"), """
                Name Mtu Network Address Ipkts
                en0 1500 <Link#4> aa:bb:cc:dd:ee:0f 5
                en0 1500 192.168.77 192.168.77.91 5
                """);
        Files.writeString(tick.resolve("netstat -anvbl -p tcp"), """
                tcp4 0 0  192.168.77.91.52344 93.184.216.34.443 ESTABLISHED 1 2 hiddentool:7
                tcp6 0 0  2a02:1234:5678:9abc::beef:1.5 fe80::aabb:ccff:fedd:ee0f%en0.443 ESTABLISHED 1 2
                """);
        Files.writeString(
                tick.resolve("lsof -nP -i"), "p7\nchiddentool\nLalice\nf3\nn10.99.88.77:1->93.184.216.34:2\n");
        Files.writeString(tick.resolve("proc net dev"), "enxaabbccddee0f: 1 2\nwonderland alice\n");
        Files.writeString(tick.resolve("stray"), "alice 10.99.88.77");
        Files.writeString(from.resolve("doctor.tsv"), DOCTOR);
        Files.writeString(from.resolve("netmon-service.log"), LOG);
        Files.write(tick.resolve("sock_diag tcp4"), row((byte) 2, ADDRESSES.get(0), ADDRESSES.get(2)));
        Files.write(tick.resolve("sock_diag tcp6"), row((byte) 10, ADDRESSES.get(3), ADDRESSES.get(1)));

        Path to = folder.resolve("told");
        new Anonymiser(Set.of("/Users/alice"), Set.of("alice"), Set.of("wonderland.example.org")).copy(from, to);

        assertFalse(Files.exists(to.resolve("0001/stray")));
        try (Stream<Path> files = Files.walk(to)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                requireClean(each);
            }
        }
        assertEquals(OTHER_DOCTOR, Files.readString(to.resolve("doctor.tsv")));
        assertEquals(OTHER_LOG, Files.readString(to.resolve("netmon-service.log")));
        String own = Files.readString(to.resolve("0001/addresses.tsv"))
                .lines()
                .findFirst()
                .orElse("")
                .substring(4);
        assertTrue(own.startsWith("192.168."), own);
        assertTrue(Files.readString(to.resolve("0001/addresses.tsv")).contains("lo0\t127.0.0.1"));
        assertTrue(Files.readString(to.resolve("0001/netstat -anvbl -p tcp")).contains(own + ".52344"));
        ByteBuffer dump = ByteBuffer.wrap(Files.readAllBytes(to.resolve("0001/sock_diag tcp4")));
        assertEquals(Address.parse(own), Address.of(dump.position(16 + 8), 4));
    }

    /** The recording itself shows its addresses and names; the bytes of its messages must hold none of them. */
    @Test
    void theMessagesOfNtstatAreRewritten() throws Exception {
        Path sample = Path.of("src/test/resources/macos/ntstat/mixed-11417");
        Path to = folder.resolve("told");
        new Anonymiser(Set.of("/Users/alice"), Set.of("slack"), Set.of("Antigravity")).copy(sample, to);

        byte[] before = Files.readAllBytes(sample.resolve("0001/ntstat"));
        byte[] after = Files.readAllBytes(to.resolve("0001/ntstat"));
        assertEquals(before.length, after.length);
        HexFormat hex = HexFormat.of();
        for (String secret : List.of("c0a8072a", "a04f680a", "260106468f8000000000123456789abc")) {
            assertTrue(hex.formatHex(before).contains(secret), secret);
            assertFalse(hex.formatHex(after).contains(secret), secret);
        }
        for (String name : List.of("slack", "antigravity")) {
            assertTrue(text(before).contains(name), name);
            assertFalse(text(after).contains(name), name);
        }
        assertEquals(Files.readString(sample.resolve("version")), Files.readString(to.resolve("version")));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    /**
     * Initials are too short to be replaced in all text; where only a user can stand they are replaced nevertheless.
     */
    @Test
    void aUserOfTwoLettersIsReplacedToo() throws Exception {
        Path tick = Files.createDirectories(folder.resolve("raw/0001"));
        Files.writeString(tick.resolve("processes.tsv"), "7\t1\t/Users/jo/bin/tool\n8\t1\t/Users/Shared/xy/tool\n");
        Files.writeString(tick.resolve("lsof -nP -i"), "p7\nctool\nLjo\nf3\nn10.9.8.7:1->1.2.3.4:2\n");

        Path to = folder.resolve("told");
        new Anonymiser(Set.of("/Users/jo"), Set.of("jo"), Set.of()).copy(folder.resolve("raw"), to);

        String processes = Files.readString(to.resolve("0001/processes.tsv"));
        assertTrue(processes.startsWith("7\t1\t/Users/user1/bin/"), processes);
        assertTrue(processes.contains("/Users/Shared/"), processes);
        String lsof = Files.readString(to.resolve("0001/lsof -nP -i"));
        assertTrue(lsof.contains("\nLuser1\n"), lsof);
    }

    @Test
    void aHomeFolderIsRecognisedByItsVolumesPathToo() throws Exception {
        Path tick = Files.createDirectories(folder.resolve("raw/0001"));
        Files.writeString(
                tick.resolve("processes.tsv"), "7\t1\t/System/Volumes/Data/Users/alice/Tea Party/bin/hiddentool\n");

        Path to = folder.resolve("told");
        new Anonymiser(Set.of(), Set.of(), Set.of()).copy(folder.resolve("raw"), to);

        assertEquals(
                "7\t1\t/System/Volumes/Data/Users/user1/name1/bin/name2\n",
                Files.readString(to.resolve("0001/processes.tsv")));
    }

    private static void requireClean(Path file) throws Exception {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String text = bytes.toLowerCase(Locale.ROOT);
        NAMES.forEach(each -> assertFalse(text.contains(each), file + " tells " + each));
        assertFalse(text.contains("2a02:1234") || text.contains("aabb:ccff"), file.toString());
        for (String each : ADDRESSES) {
            assertFalse(text.contains(each), file + " tells " + each);
            Address address = Address.parse(each);
            int length = address.isV4() ? 4 : 16;
            byte[] raw = ByteBuffer.allocate(16)
                    .putLong(address.high())
                    .putLong(address.low())
                    .array();
            byte[] big = Arrays.copyOfRange(raw, 16 - length, 16);
            byte[] little = new byte[length];
            for (int i = 0; i < length; i++) {
                little[i] = big[length - 1 - i];
            }
            for (byte[] form : List.of(big, little)) {
                assertFalse(bytes.contains(new String(form, StandardCharsets.ISO_8859_1)), file + " holds " + each);
                assertFalse(text.contains(HexFormat.of().formatHex(form)), file + " holds hex " + each);
            }
        }
    }

    /** One netlink message of one socket. */
    private static byte[] row(byte family, String local, String remote) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + 72 + 8).order(ByteOrder.nativeOrder());
        bytes.putInt(0, 96).putShort(4, (short) 20).put(16, family);
        put(bytes, 16 + 8, family, Address.parse(local));
        put(bytes, 16 + 24, family, Address.parse(remote));
        bytes.putShort(88, (short) 8).putShort(90, (short) 9).put(92, new byte[] {10, 99, 88, 77});
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, int at, byte family, Address address) {
        byte[] raw = ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .array();
        int length = family == 2 ? 4 : 16;
        bytes.put(at, raw, 16 - length, length);
    }
}
