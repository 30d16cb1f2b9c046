package netmon.scan.linux.resolved;

import static netmon.scan.linux.resolved.FakeResolved.PATIENCE;
import static netmon.scan.linux.resolved.FakeResolved.a;
import static netmon.scan.linux.resolved.FakeResolved.cname;
import static netmon.scan.linux.resolved.FakeResolved.negative;
import static netmon.scan.linux.resolved.FakeResolved.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CachedRecordsTest {
    @TempDir
    private Path dir;

    private FakeResolved resolved;

    @BeforeEach
    void listen() throws IOException {
        resolved = new FakeResolved(dir);
    }

    @AfterEach
    void hangUp() throws IOException {
        resolved.close();
    }

    @Test
    void anAddressHasTheNameOfItsRecord() throws Exception {
        resolved.answer(
                reply(a("example.org", "192.0.2.1"), a("V6.example.org.", "2001:db8::1"), negative("gone.example")));

        assertEquals(
                Map.of("192.0.2.1", "example.org", "2001:db8:0:0:0:0:0:1", "v6.example.org"),
                resolved.names(PATIENCE, "192.0.2.1", "2001:db8::1", "192.0.2.2"));
        assertEquals("{\"method\":\"io.systemd.Resolve.Monitor.DumpCache\",\"parameters\":{}}\0", resolved.request);
    }

    @Test
    void anAddressHasTheNameThatWasAskedForAndNotThatOfTheServerBehindIt() throws Exception {
        resolved.answer(reply(
                a("e1.cdn.example", "192.0.2.1"),
                cname("www.shop.example", "shop.cdn.example"),
                cname("shop.cdn.example", "e1.cdn.example")));

        assertEquals(Map.of("192.0.2.1", "www.shop.example"), resolved.names(PATIENCE, "192.0.2.1"));
    }

    @Test
    void ofNamesBelowOneAnotherTheUpperOneIsShown() throws Exception {
        resolved.answer(reply(a("www.example.org", "192.0.2.1"), a("example.org", "192.0.2.1")));

        assertEquals(Map.of("192.0.2.1", "example.org"), resolved.names(PATIENCE, "192.0.2.1"));
    }

    @Test
    void anAddressOfDifferentHostsHasNoName() throws Exception {
        resolved.answer(reply(a("a.example", "192.0.2.1"), a("b.example", "192.0.2.1"), a("a.example", "192.0.2.2")));

        assertEquals(Map.of("192.0.2.2", "a.example"), resolved.names(PATIENCE, "192.0.2.1", "192.0.2.2"));
    }

    @Test
    void aServerOfDifferentHostsHasItsOwnName() throws Exception {
        resolved.answer(reply(
                a("e1.cdn.example", "192.0.2.1"),
                cname("a.example", "e1.cdn.example"),
                cname("b.example", "e1.cdn.example")));

        assertEquals(Map.of("192.0.2.1", "e1.cdn.example"), resolved.names(PATIENCE, "192.0.2.1"));
    }

    @Test
    void aCircleOfAliasesEnds() throws Exception {
        resolved.answer(
                reply(a("a.example", "192.0.2.1"), cname("a.example", "b.example"), cname("b.example", "a.example")));

        assertEquals(Map.of("192.0.2.1", "a.example"), resolved.names(PATIENCE, "192.0.2.1"));
    }

    @Test
    void aNetOfAliasesEnds() throws Exception {
        StringBuilder records = new StringBuilder(a("n0x0.example", "192.0.2.1"));
        for (int level = 0; level < 20; level++) {
            for (int i = 0; i < 16; i++) {
                for (int j = 0; j < 16; j++) {
                    records.append(',')
                            .append(cname(
                                    "n" + (level + 1) + "x" + i + ".example", "n" + level + "x" + j + ".example"));
                }
            }
        }
        resolved.answer(reply(records.toString()));

        assertEquals(Map.of("192.0.2.1", "n0x0.example"), resolved.names(PATIENCE, "192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a b", "a\\u001bb", "a\\\\032b", "a/b", "caf\u00e9.example", "a..b", "\u202eexe.example"
            })
    void whatIsNoNameOfAHostIsDropped(String name) throws Exception {
        resolved.answer(reply(a(name, "192.0.2.1"), a("good.example", "192.0.2.2")));

        assertEquals(Map.of("192.0.2.2", "good.example"), resolved.names(PATIENCE, "192.0.2.1", "192.0.2.2"));
    }

    @Test
    void aNameThatIsTooLongIsDropped() throws Exception {
        resolved.answer(reply(a("a.".repeat(130) + "example", "192.0.2.1"), a("x".repeat(3_000_000), "192.0.2.2")));

        assertEquals(Map.of(), resolved.names(PATIENCE, "192.0.2.1", "192.0.2.2"));
    }
}
