package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.live.Update.StoredUpdate;
import netmon.cli.live.terminal.Key;
import netmon.cli.live.terminal.ScreenLine;
import netmon.cli.options.SortOrder;
import netmon.cli.text.AmountStyle;
import netmon.cli.text.DisplayWidth;
import netmon.cli.text.Units;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;
import netmon.model.Traffic;
import netmon.model.WrittenRow;
import netmon.protocol.RatesReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screen as golden files; {@code -Dgolden.update=true} rewrites them. */
class LiveScreenTest {
    private static final Path FOLDER = Path.of("src/test/resources/live");

    /** 2026-11-23 12:00:20 UTC. */
    private static final long NOW = 1_795_435_220;

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\u001b[2J\u001b]52;c;aGk=\u0007",
            "\u009b31mred",
            "\u202egnp.exe\u2066",
            "e\u0301\u0301\u0301" + "\u0301".repeat(300),
            "日本語アプリケーション日本語アプリケーション",
            "👩‍👩‍👧‍👦 🇩🇪🇩🇪 👍🏽",
            "x".repeat(4096),
            "a\nb\tc\rd\u2028e",
            "\ud800 unpaired",
            "=cmd|' /C calc'!A0",
            "한글 ᄒ\u1161\u11ab");

    private final LiveModel model = new LiveModel();

    private static WrittenRow row(long second, String name, long received, long sent) {
        return new WrittenRow(1, second, name, new Traffic(received, sent), !name.equals("lo"));
    }

    private void take(List<WrittenRow> apps, List<WrittenRow> interfaces) {
        TodayAmounts today = TodayAmounts.of(
                List.of(
                        new AppTraffic("Google Chrome", new Traffic(1_900_000_000, 100_000_000), Traffic.NONE),
                        new AppTraffic("日本語アプリ", new Traffic(3_000_000, 700_000), new Traffic(3_000_000, 0))),
                List.of(new InterfaceTotal("en0", new Traffic(1_903_000_000, 100_700_000), Traffic.NONE)));
        model.take(new Update(NOW, new StoredUpdate(apps, interfaces, List.of(), today), View.APPS, null, 0, ""));
    }

    /** Two minutes of a download that grows, a chat, and an application that has become silent. */
    private void takeUsual() {
        List<WrittenRow> apps = new ArrayList<>();
        List<WrittenRow> interfaces = new ArrayList<>();
        for (int i = 120; i >= 1; i--) {
            long download = (120 - i) * 20_000L;
            apps.add(row(NOW - i, "Google Chrome", download, 4_000));
            apps.add(new WrittenRow(1, NOW - i, "日本語アプリ", new Traffic(3_000, 70_000), true, new Traffic(100, 70_000)));
            if (i > 60) {
                apps.add(row(NOW - i, "Software Update", 500_000, 0));
            }
            apps.add(row(NOW - i, App.UNATTRIBUTED, 200, 0));
            interfaces.add(row(NOW - i, "en0", download + 3_200 + (i > 60 ? 500_000 : 0), 74_000));
            interfaces.add(row(NOW - i, "lo", 1_000_000, 1_000_000));
        }
        take(apps, interfaces);
        for (View view : List.of(View.PROCESSES, View.CONNECTIONS)) {
            model.take(new Update(NOW, StoredUpdate.NONE, view, read(view), 0, ""));
        }
    }

    private static Update.SocketReadUpdate read(View view) {
        boolean ends = view == View.CONNECTIONS;
        return new Update.SocketReadUpdate(
                NOW - 1,
                1,
                List.of(
                        moved(
                                "Google Chrome",
                                ends ? "142.250.185.78:443 tcp 10.0.0.2:50123 4711 chrome" : "4711 chrome",
                                2_380_000,
                                4_000,
                                false),
                        moved(
                                "日本語アプリ",
                                ends ? "[2001:db8::1234:5678]:5004 udp [2001:db8::2]:40000 99 app" : "99 app",
                                3_000,
                                70_000,
                                true),
                        moved(App.UNATTRIBUTED, "another user's", 200, 0, false)));
    }

    private static Update.Moved moved(String app, String detail, long received, long sent, boolean estimated) {
        return new Update.Moved(
                new RateKey(app, detail),
                new Traffic(received, sent),
                estimated ? new Traffic(received, sent) : Traffic.NONE);
    }

    private static ScreenState state(View view) {
        return ScreenState.start(view, SortOrder.TOTAL, new AmountStyle(Units.ORIGINAL, false), "");
    }

    private String drawn(ScreenState state, int width, int height, boolean ascii) {
        List<ScreenLine> lines = new LiveScreen(model, ZoneOffset.UTC, ascii).draw(state, width, height);
        assertEquals(height, lines.size());
        StringBuilder text = new StringBuilder();
        for (ScreenLine each : lines) {
            assertEquals(width, DisplayWidth.of(each.text()), each.text());
            text.append(each.text().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            apps-80x24,         APPS,        80, 24
            apps-40x10,         APPS,        40, 10
            apps-60x24,         APPS,        60, 24
            apps-120x40,        APPS,       120, 40
            apps-200x24,        APPS,       200, 24
            interfaces-80x24,   INTERFACES,  80, 24
            processes-80x24,    PROCESSES,   80, 24
            connections-80x24,  CONNECTIONS, 80, 24
            connections-40x10,  CONNECTIONS, 40, 10
            connections-120x40, CONNECTIONS, 120, 40
            """)
    void theScreenIsAsInItsGoldenFile(String name, View view, int width, int height) throws IOException {
        takeUsual();
        assertGolden(name, drawn(state(view), width, height, false));
    }

    /** The application's row becomes the total; connections to one address differ in their own ports. */
    @ParameterizedTest
    @CsvSource({"opened-80x24, 80, 24", "opened-40x10, 40, 10", "opened-120x40, 120, 40"})
    void enterShowsTheProcessesAndConnectionsOfAnApplication(String name, int width, int height) throws IOException {
        takeUsual();
        List<RatesReply.LiveRow> rows = new ArrayList<>();
        for (String each : List.of("142.250.185.78:443", "[2001:db8:85a3:8d3:1319:8a2e:370:7348]:443")) {
            for (int port = 50_123; port < 50_125; port++) {
                RatesReply.LiveConnection ends = new RatesReply.LiveConnection("tcp", "10.0.0.2:" + port, each);
                rows.add(
                        new RatesReply.LiveRow(new Traffic(port, 1_000), false, 4711, "Google Chrome", "chrome", ends));
            }
        }
        RatesReply.LiveConnection other = new RatesReply.LiveConnection("udp", "10.0.0.2:50200", "192.0.2.9:443");
        rows.add(new RatesReply.LiveRow(new Traffic(9_000_000, 1_000), true, 4720, "Google Chrome", "helper", other));
        rows.add(new RatesReply.LiveRow(new Traffic(70, 0), true, 4730, "Google Chrome", "crashpad", null));
        RatesReply reply = new RatesReply(NOW - 1, 1_000_000_000, rows, 0, Traffic.NONE);
        model.take(new Update(NOW, StoredUpdate.NONE, View.CONNECTIONS, null, 0, ""));
        model.open(View.CONNECTIONS);
        model.take(new Update(
                NOW, StoredUpdate.NONE, View.CONNECTIONS, Update.SocketReadUpdate.of(reply, address -> ""), 0, ""));
        ScreenState apps = state(View.APPS);
        List<RateKey> keys = new LiveScreen(model, ZoneOffset.UTC, false).rows(apps);

        assertGolden(name, drawn(apps.on(Key.of(Key.Name.ENTER), height, keys), width, height, false));
    }

    @Test
    void aTerminalWithoutUnicodeGetsAsciiOnly() throws IOException {
        takeUsual();
        String drawn = drawn(state(View.APPS), 80, 24, true);

        assertTrue(drawn.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), drawn);
        assertGolden("ascii-80x24", drawn);
    }

    @Test
    void keysChangeTheScreen() throws IOException {
        takeUsual();
        ScreenState state = state(View.APPS);
        for (int each : new int[] {'s', 's', 's', 'u', 'u', 'u', ' ', '/', 'o'}) {
            state = state.on(Key.typed(each), 5, List.of());
        }
        assertGolden("filtered-80x24", drawn(state, 80, 24, false));
        assertGolden("help-80x24", drawn(state(View.APPS).on(Key.typed('?'), 5, List.of()), 80, 24, false));
    }

    @Test
    void plainLinesHaveNoFrame() throws IOException {
        takeUsual();
        assertGolden(
                "plain-80",
                String.join("\n", new LiveScreen(model, ZoneOffset.UTC, false).plain(state(View.APPS), 80)) + "\n");
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "120, 40", "20, 5", "1, 1", "400, 100"})
    void hostileNamesNeitherReachTheTerminalNorMoveAColumn(int width, int height) {
        List<WrittenRow> apps = new ArrayList<>();
        List<Update.Moved> moved = new ArrayList<>();
        for (String each : HOSTILE) {
            apps.add(row(NOW - 1, each, 5000, 5000));
            moved.add(moved(each, each, 5000, 5000, true));
        }
        take(apps, apps);
        for (View view : View.values()) {
            model.take(new Update(
                    NOW, StoredUpdate.NONE, view, new Update.SocketReadUpdate(NOW - 1, 1, moved), 0, HOSTILE.get(2)));
            for (boolean ascii : new boolean[] {true, false}) {
                String drawn = drawn(state(view), width, height, ascii);
                assertTrue(
                        drawn.codePoints()
                                .allMatch(c -> c == '\n'
                                        || (c >= ' '
                                                && c != 0x7f
                                                && !(c >= 0x80 && c < 0xa0)
                                                && c != 0x202e
                                                && c != 0x2066)),
                        drawn);
            }
        }
    }

    @Test
    void withoutRowsTheScreenSaysThatNothingMoves() {
        take(List.of(), List.of());

        assertTrue(drawn(state(View.APPS), 80, 24, false).contains("\nnothing moves\n"));
        ScreenState filtered =
                ScreenState.start(View.APPS, SortOrder.TOTAL, new AmountStyle(Units.ORIGINAL, false), "zzz");
        assertTrue(drawn(filtered, 80, 24, false).contains("\nno row matches \"zzz\"\n"));
    }

    @Test
    void ratesThatAreOldHaveTheirTimeInTheTitle() {
        List<WrittenRow> rows = List.of(row(NOW - 1, "Safari", 9000, 0), row(NOW, "Safari", 9000, 0));
        model.take(new Update(NOW, StoredUpdate.of(rows, rows), View.APPS, null, 9, ""));
        model.take(new Update(NOW + 10, StoredUpdate.NONE, View.APPS, null, 9, ""));

        List<String> plain = new LiveScreen(model, ZoneOffset.UTC, false).plain(state(View.APPS), 80);

        assertEquals("12:00:20, 10 s ago  applications, per second", plain.get(0));
        assertTrue(plain.get(2).startsWith("Safari                  8.79 KB  "), plain.get(2));
        assertTrue(drawn(state(View.APPS), 40, 10, false).contains("12:00:20, 10 s ago\n"));
    }

    @Test
    void manyRowsCanBeScrolled() {
        List<WrittenRow> apps = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            apps.add(row(NOW - 1, "app " + i, 1000L * i, 0));
        }
        take(apps, List.of());
        LiveScreen screen = new LiveScreen(model, ZoneOffset.UTC, false);
        ScreenState state = state(View.APPS);

        assertEquals(6, screen.page(state, 10));
        assertEquals(30, screen.rows(state).size());
        String end = drawn(state.on(Key.of(Key.Name.END), 6, screen.rows(state)), 80, 10, false);
        assertTrue(end.contains("\n>app 10 "), end);
        assertTrue(end.contains("25-30 of 30") && end.contains("app 10") && !end.contains("app 16"), end);
    }

    private static void assertGolden(String name, String drawn) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, drawn);
        } else {
            assertEquals(Files.readString(file), drawn);
        }
    }
}
