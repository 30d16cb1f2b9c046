package netmon.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import netmon.model.App;
import netmon.model.OwnerProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AppNamesTest {
    /** The parts of paths that the rules read. */
    private static void assertNamed(String name, String rule, App app) {
        assertEquals(name + " by " + rule, app.name() + " by " + app.rule());
    }

    private static final String[] PIECES = {
        "/",
        "/",
        "/",
        ".app",
        ".APP",
        "Contents",
        "Developer",
        "Applications",
        "Wrapper",
        "PlugIns",
        ".appex",
        "X",
        "Foo",
        "versions",
        "1.2.3",
        "git-core",
        "git-remote-x",
        ".systemextension",
        "snap",
        "-",
        "(",
        ")",
        " (deleted)",
        "Total",
        "Unattributed",
        ".AppBundle",
        " ",
        "\u0000",
        "\u202E",
        "e\u0301",
        "\uD83D",
        "\uDE00",
        "\u3000",
        "é",
        ".mount_abcdefghi",
        "AppRun",
        ".-wrapped",
        "WebKit.framework",
        "\n"
    };

    static Stream<String> macosPaths() throws IOException {
        return lines("/apps/macos.tsv");
    }

    static Stream<String> cases() throws IOException {
        return lines("/apps/cases.tsv");
    }

    @ParameterizedTest
    @MethodSource("macosPaths")
    void pathsOfMacosHaveTheNamesThatPeopleExpect(String line) {
        String[] columns = line.split("\t", -1);
        assertEquals(columns[1], AppNames.ofPath(columns[0]).name());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachRuleNamesItsCasesAndNoOthers(String line) {
        String[] columns = line.split("\t", -1);
        String script = columns[3].isEmpty() ? null : columns[3];
        App app = AppNames.of(new OwnerProcess(1, 1, columns[0], null, script));
        assertNamed(columns[1], columns[2], app);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Google Chrome He  | Google Chrome He | command
                    'Antigravity IDE '| Antigravity IDE  | command
                    com.apple.WebKi   | com.apple.WebKi  | command
                    com.apple.WebKit.Networking | Safari | webkit
                    kworker/u8:2      | kworker/u8:2     | command
                    sshd: me@pts/0    | sshd: me@pts/0   | command
                    -zsh              | zsh              | command
                    (sd-pam)          | sd-pam           | command
                    git-remote-http   | git              | git
                    /usr/bin/ssh      | ssh              | file name
                    Total             | Total (application) | command
                    ' '               | Unattributed     | no name
                    """)
    void withoutAPathTheCommandIsTheNameAsTheToolPrintedIt(String command, String name, String rule) {
        assertNamed(name, rule, AppNames.of(OwnerProcess.unresolved(7, command)));
    }

    @Test
    void anUnknownProcessIsUnattributed() {
        assertEquals(
                App.UNATTRIBUTED, AppNames.of(OwnerProcess.unresolved(7, null)).name());
        assertEquals(App.UNATTRIBUTED, AppNames.ofPath("").name());
    }

    @Test
    void aScriptNamesTheApplicationEvenIfItsInterpreterHasNoPath() {
        App app = AppNames.of(new OwnerProcess(1, 1, null, "python3", "/srv/feed.py"));
        assertNamed("feed.py", "interpreter", app);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /usr/lib/wine/wine64-preloader | steam.exe       | steam.exe
            /bin/busybox                   | wget            | wget
            /run/rosetta/rosetta           | curl            | curl
            /usr/bin/qemu-x86_64-static    | agent           | agent
            /lib64/ld-linux-x86-64.so.2    | ld-linux-x86-64 | ld-linux-x86-64
            /bin/busybox                   | busybox         | busybox
            /usr/bin/.nfs000000000a1b2c3d00000007 | rsync    | rsync
            /#1234                         | agent           | agent
            /usr/bin/node                  | MainThread      | node
            """)
    void aLauncherOrANamelessFileGivesWayToTheNameOfTheProcess(String path, String command, String name) {
        assertEquals(
                name, AppNames.of(new OwnerProcess(7, 1, path, command, null)).name());
    }

    @Test
    void hostileNamesAreKeptAsTheyAreButCut() {
        String escape = "\u001B]52;c;aGk=\u0007\nroot\u202E";
        assertEquals(escape, AppNames.ofPath("/tmp/" + escape).name());
        String name = AppNames.ofPath("/tmp/" + "😀".repeat(4096)).name();
        assertEquals("😀".repeat(AppNames.LONGEST_NAME), name);
    }

    @Test
    void aPathOfAMegabyteIsReadInOneGo() {
        assertEquals("x", AppNames.ofPath("/a.app".repeat(200_000) + "/x").name());
        assertEquals(
                "a",
                AppNames.ofPath("/a.app/Contents/Applications".repeat(40_000) + "/x")
                        .name());
    }

    @Test
    void everyTextGetsAName() {
        Random random = new Random(20261123);
        for (int i = 0; i < 50_000; i++) {
            String path = random.nextInt(10) == 0 ? null : text(random);
            String script = random.nextInt(3) == 0 ? text(random) : null;
            String command = random.nextInt(3) == 0 ? text(random) : null;
            App app = AppNames.of(new OwnerProcess(1, 1, path, command, script));
            String all = path + "|" + command + "|" + script;
            assertFalse(app.name().isEmpty(), all);
            assertFalse(app.name().equals("Total"), all);
            assertEquals(app.name().equals(App.UNATTRIBUTED), app.rule().equals("no name"), all);
            assertTrue(app.name().length() <= 2 * AppNames.LONGEST_NAME + " (application)".length(), all);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(14); length > 0; length--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Stream<String> lines(String resource) throws IOException {
        @Nullable InputStream in = AppNamesTest.class.getResourceAsStream(resource);
        try (InputStream open = Objects.requireNonNull(in, resource)) {
            String text = new String(open.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("# "));
        }
    }

    /** Relatives of names that people reported: what an update, a wrapper or a collection leaves of a program's name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sshd              | /usr/sbin/sshd.#prelink#.Ab12Cd              | sshd            |
            sshd              | /usr/sbin/sshd;61a0c3f2 (deleted)            | sshd            |
            firefox           | /usr/lib/firefox/firefox.dpkg-new (deleted)  | firefox         |
            curl              | /usr/bin/curl.old                            | curl            |
            curl              | /usr/bin/curl.bak                            | curl            |
            curl              | /usr/bin/curl~                               | curl            |
            curl              | /usr/bin/curl.apk-new                        | curl            |
            curl              | /usr/bin/.apk.0123456789abcdef               | curl            |
            foo               | /snap/qt-common-core24/3/usr/bin/foo         | foo             |
            foo               | /snap/gpu-2404/3/usr/bin/foo                 | foo             |
            foo               | /snap/kf6-core24/3/usr/bin/foo               | foo             |
            foo               | /Library/Apple/usr/libexec/oah/libRosettaRuntime | foo         |
            tool              | /lib/ld-musl-x86_64.so.1                     | ld-musl-x86_64. | /opt/app/bin/tool
            tool              | /lib64/ld-2.31.so                            | tool            | /opt/app/bin/tool
            tool              | /usr/bin/qemu-aarch64-static                 | tool            | /opt/tool
            artisan (shop)    | /usr/bin/php8.2                              | php8.2          | /srv/shop/artisan
            console (blog)    | /usr/bin/php8.2                              | php8.2          | /srv/blog/bin/console
            index.php (a)     | /usr/bin/php                                 | php             | /var/www/a/public/index.php
            manage.py (site)  | /srv/site/venv/bin/python                    | python          | /srv/site/manage.py
            app.war (ci)      | /opt/java/bin/java                           | java            | /opt/ci/app.war
            main.ts (api)     | /root/.deno/bin/deno                         | deno            | /srv/api/main.ts
            """)
    void anUpdateOrAWrapperMakesNoOtherApplication(String name, String path, String command, @Nullable String script) {
        assertEquals(
                name, AppNames.of(new OwnerProcess(1, 1, path, command, script)).name());
    }
}
