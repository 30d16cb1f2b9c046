package netmon.scan.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import netmon.scan.linux.ebpf.programs.BirthLayout;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.OriginLayout;
import netmon.scan.linux.ebpf.records.Birth;
import netmon.scan.linux.ebpf.records.BirthEvents;
import netmon.scan.linux.ebpf.records.CountEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnonymousCountersTest {
    private static final int AF_INET = 2;

    @TempDir
    Path folder;

    @Test
    void programsBelowAHomeFolderLoseTheirNamesEverywhere() throws Exception {
        Path recording = Files.createDirectory(folder.resolve("raw"));
        Path tick = Files.createDirectory(recording.resolve("0001"));
        Files.writeString(tick.resolve("processes.tsv"), "7\t0\t/home/alice/work/secret/bin/tool\n");
        Files.write(tick.resolve("bpf births"), births("tool", "tool", "bin", "secret", "work"));
        Files.write(tick.resolve("bpf counts"), count("tool"));
        Files.writeString(tick.resolve("cgroups.tsv"), "7\t0::/user.slice/alice.service\n7\tvia 10.1.2.3\n");
        Files.writeString(tick.resolve("bpf own"), "1\t7\t7\n");

        new Anonymiser(Set.of(), Set.of(), Set.of()).copy(recording, folder.resolve("other"));

        Path other = folder.resolve("other/0001");
        String all = "";
        for (String name : List.of("bpf births", "bpf counts", "cgroups.tsv", "processes.tsv")) {
            all += Files.readString(other.resolve(name), StandardCharsets.ISO_8859_1);
        }
        for (String personal : List.of("alice", "secret", "tool", "work", "10.1.2.3", "\12\1\2\3", "\12\1\2\4")) {
            assertFalse(all.contains(personal), personal);
        }
        Birth birth = BirthEvents.parse(ByteBuffer.wrap(Files.readAllBytes(other.resolve("bpf births"))))
                .get(0);
        String path = Files.readString(other.resolve("processes.tsv")).strip().split("\t", -1)[2];
        assertEquals(path, "/home/user1/" + birth.path());
        assertEquals(path.substring(path.lastIndexOf('/') + 1), birth.comm());
        CountEntries counts = CountEntries.of(ByteBuffer.wrap(Files.readAllBytes(other.resolve("bpf counts"))));
        assertEquals(1500, counts.counter(0, 0));
        assertEquals("1\t7\t7\n", Files.readString(other.resolve("bpf own")));
    }

    @Test
    void programsOfTheSystemKeepTheirs() throws Exception {
        Path recording = Files.createDirectory(folder.resolve("raw"));
        Path tick = Files.createDirectory(recording.resolve("0001"));
        Files.writeString(tick.resolve("processes.tsv"), "7\t0\t/usr/lib/jvm/java/bin/java\n");
        byte[] births = births("java", "java", "bin", "java", "jvm");
        Files.write(tick.resolve("bpf births"), births);

        new Anonymiser(Set.of(), Set.of(), Set.of()).copy(recording, folder.resolve("other"));

        assertArrayEquals(births, Files.readAllBytes(folder.resolve("other/0001/bpf births")));
    }

    private static byte[] births(String comm, String... names) {
        ByteBuffer birth = ByteBuffer.allocate(BirthLayout.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        birth.put(BirthLayout.COMM, comm.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < names.length; i++) {
            birth.put(BirthLayout.NAMES + i * BirthLayout.NAME_LENGTH, names[i].getBytes(StandardCharsets.UTF_8));
        }
        return birth.array();
    }

    /** One socket that received 1500 bytes from 10.1.2.3. */
    private static byte[] count(String comm) {
        ByteBuffer entry =
                ByteBuffer.allocate(CountLayout.KEY + CountLayout.VALUE).order(ByteOrder.LITTLE_ENDIAN);
        int value = CountLayout.KEY;
        entry.putLong(value, 1500);
        entry.putInt(value + CountLayout.FAMILY_TYPE, AF_INET);
        entry.put(value + CountLayout.REMOTE_ADDRESS, new byte[] {10, 1, 2, 3});
        entry.put(value + CountLayout.LOCAL_V4, new byte[] {10, 1, 2, 4});
        entry.put(value + CountLayout.ORIGIN + OriginLayout.COMM, comm.getBytes(StandardCharsets.UTF_8));
        return entry.array();
    }
}
