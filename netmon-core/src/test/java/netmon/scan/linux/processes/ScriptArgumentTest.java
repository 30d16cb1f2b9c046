package netmon.scan.linux.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptArgumentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /usr/bin/python3.11       | python3 /opt/app/main.py --port 80          | /opt/app/main.py
            /usr/bin/python3.11       | python3 -m http.server 80                   | http.server
            /usr/bin/python3.11       | python3 -mhttp.server                       | http.server
            /usr/bin/python3.11       | python3 -uBm http.server                    | http.server
            /usr/bin/python3.11       | python3 -W ignore -X dev -u app.py          | app.py
            /usr/bin/python3.11       | python3 -Wignore app.py                     | app.py
            /usr/bin/python3.11       | python3 -c print(1) app.py                  |
            /usr/bin/python3.11       | python3 -Ic print(1)                        |
            /usr/bin/python3.11       | python3 -                                   |
            /usr/bin/python3.11       | python3                                     |
            /usr/bin/python3.11       | python3 -- -odd.py                          | -odd.py
            /usr/bin/python           | /opt/venv/bin/python /opt/venv/bin/gunicorn | /opt/venv/bin/gunicorn
            /usr/bin/node             | node --max-old-space-size=9 -r x server.js  | server.js
            /usr/bin/node             | node --eval 1                               |
            /usr/bin/nodejs           | nodejs --import tsx src/app.ts              | src/app.ts
            /opt/jdk/bin/java         | java -Xmx1g -jar /srv/app.jar --x           | /srv/app.jar
            /opt/jdk/bin/java         | java -cp a.jar:b.jar -Dx=y com.example.Main | com.example.Main
            /opt/jdk/bin/java         | java -p mods -m app/com.example.Main        | app/com.example.Main
            /opt/jdk/bin/java         | java @args com.example.Main                 | com.example.Main
            /opt/jdk/bin/java         | java --version                              |
            /usr/bin/ruby3.1          | ruby -w -I lib -rjson bin/tool              | bin/tool
            /usr/bin/ruby             | ruby -e 1                                   |
            /usr/bin/perl             | perl -w -Mstrict -Ilib tool.pl              | tool.pl
            /usr/bin/perl             | perl -pe s/a/b/ file                        |
            /usr/bin/perl5.36.0       | perl -0777 -n tool.pl                       | tool.pl
            /usr/bin/bash             | bash -eu -o pipefail ./run.sh               | ./run.sh
            /usr/bin/bash             | bash -euo pipefail ./run.sh                 | ./run.sh
            /usr/bin/bash             | -bash                                       |
            /usr/bin/bash             | bash -lc curl                               |
            /usr/bin/dash             | /bin/sh /usr/bin/tool arg                   | /usr/bin/tool
            /usr/bin/zsh              | zsh +x tool.zsh                             | tool.zsh
            /usr/bin/php8.2           | php -d x=y -f tool.php                      | tool.php
            /usr/bin/curl             | curl http://example.org                     |
            """)
    void theScriptComesAfterTheOptions(String path, String commandLine, String expected) {
        assertEquals(expected, ScriptArgument.of(path, List.of(commandLine.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/python3", "/usr/bin/python3.11", "python", "/bin/sh", "/x/java", "/x/perl5.36.0"})
    void versionsAreNoPartOfAnInterpretersName(String path) {
        assertTrue(ScriptArgument.isInterpreter(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/pythonic", "/usr/bin/curl", "/python3/", "", "/", "3", "/usr/bin/7.0"})
    void otherProgramsAreNoInterpreters(String path) {
        assertFalse(ScriptArgument.isInterpreter(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--", "-m", "-\0", "-W"})
    void commandLinesWithoutAScriptHaveNone(String argument) {
        for (String path : List.of("python3", "node", "java", "ruby", "perl", "php", "sh")) {
            assertEquals(null, ScriptArgument.of(path, List.of(path, argument)), path);
        }
        assertEquals(null, ScriptArgument.of("sh", List.of()));
    }
}
