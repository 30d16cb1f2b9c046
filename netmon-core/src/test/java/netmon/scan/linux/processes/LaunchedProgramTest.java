package netmon.scan.linux.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchedProgramTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /usr/lib/wine/wine64-preloader | C:\\Games\\game.exe -w                  | C:\\Games\\game.exe
            /usr/lib/wine/wine64-preloader | /usr/lib/wine/wine64 /home/me/Tool.EXE  | /home/me/Tool.EXE
            /usr/lib/wine/wine64-preloader | /usr/lib/wine/wine64 winecfg            |
            /bin/busybox                   | wget http://example.org                 | wget
            /bin/busybox                   | busybox nc -l                           | nc
            /bin/busybox                   | /bin/busybox sh /etc/update.sh          | /etc/update.sh
            /bin/busybox                   | -sh                                     | sh
            /bin/busybox                   | busybox                                 |
            /usr/lib/electron28/electron28 | electron /usr/lib/app/app.asar --x      | /usr/lib/app/app.asar
            /usr/lib/electron28/electron   | electron --type=utility --lang=en       |
            /usr/bin/mono-sgen             | mono --debug /usr/lib/k/KeePass.exe     | /usr/lib/k/KeePass.exe
            /usr/lib/dotnet/dotnet         | dotnet exec --depsfile d /srv/Shop.dll  | /srv/Shop.dll
            /usr/lib/dotnet/dotnet         | dotnet /srv/Shop.dll --urls x           | /srv/Shop.dll
            /usr/lib/dotnet/dotnet         | dotnet build                            |
            /usr/bin/deno                  | deno run -A main.ts                     | main.ts
            /run/rosetta/rosetta           | rosetta /usr/bin/curl curl -O x         | /usr/bin/curl
            /run/rosetta/rosetta           | rosetta /usr/bin/node node /srv/a/b.js  | /srv/a/b.js
            /usr/bin/qemu-x86_64-static    | qemu -L /sys /usr/bin/python3 /x/y.py   | /x/y.py
            /lib64/ld-linux-x86-64.so.2    | ld.so --library-path /l /opt/a/agent    | /opt/a/agent
            /lib/ld-musl-x86_64.so.1       | ld.so /opt/a/agent                      | /opt/a/agent
            /lib64/ld-linux-x86-64.so.2    | ld.so --help                            |
            /usr/bin/python3.11.dpkg-tmp   | python3 /opt/app/main.py                | /opt/app/main.py
            """)
    void theProgramThatRunsIsFound(String path, String commandLine, String expected) {
        assertEquals(expected, LaunchedProgram.of(path, List.of(commandLine.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/curl", "/usr/bin/wineserver", "/usr/bin/ldconfig", "/usr/lib/libc.so.6", "", "/"})
    void otherProgramsLaunchNothing(String path) {
        assertFalse(LaunchedProgram.isLauncher(path));
        assertEquals(null, LaunchedProgram.of(path, List.of(path, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rosetta", "busybox", "wine", "ld.so", "dotnet", "deno"})
    void circlesAndEmptyCommandLinesEnd(String launcher) {
        assertTrue(LaunchedProgram.isLauncher("/x/" + launcher));
        assertEquals(null, LaunchedProgram.of("/x/" + launcher, List.of()));
        LaunchedProgram.of("/x/" + launcher, Collections.nCopies(100, "/x/" + launcher));
    }
}
