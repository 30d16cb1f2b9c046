package netmon.service.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers, with a fake Java that prints its arguments, one per line. */
class LauncherTest {
    @TempDir
    private Path temporary;

    private ScriptProject project;
    private Path lib;

    @BeforeEach
    void buildBin() throws IOException {
        project = ScriptProject.in(temporary);
        lib = project.root("bin/lib");
        for (String name : List.of("netmon", "netmon-service")) {
            Files.createDirectories(lib);
            Files.copy(
                    project.root("scripts/launcher"), project.root("bin/" + name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(project.root("scripts/find-java.sh"), lib.resolve("find-java.sh"));
        chosen(java("chosen", "25"), "25", "");
    }

    @Test
    void eachNameStartsItsOwnMainAndPassesTheArgumentsUnchanged() throws IOException {
        List<String> command = started("netmon", "stats", "two words", "", "*", "a'b\"c", "$HOME");
        int main = command.indexOf("netmon.cli.Main");
        assertEquals(
                List.of("stats", "two words", "", "*", "a'b\"c", "$HOME"), command.subList(main + 1, command.size()));
        assertTrue(started("netmon-service").contains("netmon.service.Main"));
    }

    @Test
    void theClassPathComesFirstSoThatAProcessListShowsTheName() throws IOException {
        assertEquals(
                List.of("chosen", "-cp", lib + "/netmon-service.jar"),
                started("netmon-service").subList(0, 3));
    }

    @Test
    void onlyAReplayHasMemoryForTheFilesOfALargerMachine() throws IOException {
        List<String> replay = started("netmon-service", "--db", "/a", "--replay", "/b");

        assertTrue(replay.indexOf("-Xmx640m") > replay.indexOf("-Xmx64m"), replay.toString());
        assertFalse(started("netmon-service", "--db", "/a").contains("-Xmx640m"));
    }

    @Test
    void theUsersOptionsForAllOfJavaDoNotReachNetmon() throws IOException {
        for (String name : List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")) {
            project.set(name, "-Xmx1m -Dfrom=" + name);
        }
        project.set("NETMON_JAVA_OPTIONS", "-Dfrom=netmon");
        chosen(script("shows", "echo \"$@\"; env"), "25", "");
        for (String name : List.of("netmon", "netmon-service")) {
            String out = String.join("\n", started(name));
            assertTrue(out.contains("-Dfrom=netmon"), out);
            assertFalse(out.contains("JAVA_TOOL_OPTIONS") || out.contains("_JAVA_OPTIONS=-Xmx"), out);
        }
    }

    @Test
    void theLauncherNeedsNoOtherProgram() throws IOException {
        project.set("PATH", "/nonexistent");
        assertTrue(started("netmon").contains("netmon.cli.Main"));
    }

    @Test
    void theLauncherWorksThroughChainsOfRelativeAndAbsoluteLinks() throws IOException {
        Path links = Files.createDirectories(project.root("links/deep"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("../../bin/netmon-service"));
        Files.createSymbolicLink(project.root("two"), links.resolve("one"));
        Files.createSymbolicLink(project.root("netmon"), Path.of("two"));
        for (Path folder : List.of(Path.of("/"), links, project.root("bin"))) {
            String out = project.runIn(folder, project.root("netmon")).out();
            assertTrue(out.contains("netmon.service.Main"), out);
        }
        project.set("PATH", project.root("bin") + ":/usr/bin:/bin");
        assertTrue(project.runIn(Path.of("/"), Path.of("/bin/sh"), "-c", "netmon")
                .out()
                .contains("netmon.cli.Main"));
        assertTrue(project.runIn(project.root("bin"), Path.of("/bin/sh"), "netmon")
                .out()
                .contains("netmon.cli.Main"));
    }

    @Test
    void aForeignLibFolderBesideTheLauncherIsIgnored() throws IOException {
        Path image = project.root("prefix/lib/netmon/lib");
        Files.createDirectories(image.getParent());
        Files.move(lib, image);
        Path command = project.root("prefix/bin/netmon");
        Files.createDirectories(project.root("prefix/bin/lib"));
        Files.copy(project.root("scripts/launcher"), command, StandardCopyOption.COPY_ATTRIBUTES);
        ScriptProject.ScriptResult result = project.runIn(temporary, command);
        assertTrue(result.out().contains(image + "/netmon.jar"), result.err());
    }

    @Test
    void anArchiveIsUsedOnlyWithItsJavaVersion() throws IOException {
        assertFalse(started("netmon").toString().contains("-XX:AOTCache"), "there is no archive yet");
        Files.createFile(lib.resolve("netmon.aot"));
        Files.createFile(lib.resolve("netmon.jsa"));
        assertTrue(started("netmon").contains("-XX:AOTCache=" + lib + "/netmon.aot"));
        chosen(java("old", "17"), "17", "");
        List<String> old = started("netmon");
        assertTrue(old.contains("-XX:SharedArchiveFile=" + lib + "/netmon.jsa"));
        assertFalse(old.toString().contains("AOTCache"), "Java 17 does not start with an unknown option");
    }

    @Test
    void theMostFrequentCommandLinesUseTheSmallArchive() throws IOException {
        Files.createFile(lib.resolve("netmon.aot"));
        Files.createFile(lib.resolve("netmon-quick.aot"));
        String small = "-XX:AOTCache=" + lib + "/netmon-quick.aot";

        assertTrue(started("netmon").contains(small));
        assertTrue(started("netmon", "stats", "today", "--db", "/a b").contains(small));
        assertTrue(started("netmon", "version").contains(small));
        assertTrue(started("netmon", "--help").contains(small));
        assertFalse(started("netmon", "stats", "--week").contains(small));
        assertFalse(started("netmon", "history").contains(small));
        assertFalse(started("netmon-service").contains(small));
    }

    @Test
    void pushesAndReportsUseAnArchiveOfTheirOwn() throws IOException {
        Files.createFile(lib.resolve("netmon.aot"));
        String usual = "-XX:AOTCache=" + lib + "/netmon.aot";
        assertTrue(started("netmon", "push").contains(usual), "a package has no other archive");
        Files.createFile(lib.resolve("netmon-rare.aot"));
        String rare = "-XX:AOTCache=" + lib + "/netmon-rare.aot";

        assertTrue(started("netmon", "push", "status").contains(rare));
        assertTrue(started("netmon", "report", "--week").contains(rare));
        assertTrue(started("netmon", "history", "--app", "push").contains(usual));
    }

    @Test
    void aJavaHomeThatChangedSinceTheBuildIsUsedIfItIsNewEnough() throws IOException {
        project.set("JAVA_HOME", home("seventeen", "17.0.15"));
        assertEquals("seventeen", started("netmon").get(0));
        project.set("JAVA_HOME", home("eight", "1.8.0_402"));
        assertEquals("chosen", started("netmon").get(0));
        project.set("JAVA_HOME", "/nonexistent");
        assertEquals("chosen", started("netmon").get(0));
    }

    @Test
    void theJavaHomeOfTheBuildIsNotReadAgain() throws IOException {
        String home = home("other", "21.0.1");
        chosen(java("chosen", "25"), "25", home);
        project.set("JAVA_HOME", home);
        assertEquals("chosen", started("netmon").get(0));
    }

    @Test
    void anotherJavaIsSearchedWhenTheChosenOneIsGone() throws IOException {
        Files.delete(lib.resolve("java"));
        Path home = Path.of(home("found", "21.0.1"));
        Files.delete(home.resolve("release"));
        project.set("JAVA_HOME", home.toString());
        assertEquals("found", started("netmon").get(0));
    }

    @Test
    void theJavaBehindAShimOnThePathIsFound() throws IOException {
        Path real = java("real", "21.0.1");
        Path finder = project.root("finder");
        project.script(project.root("shims/java"), "echo '    java.home = " + project.root("jdks/real") + "' >&2");
        project.script(
                finder,
                ". '" + project.root("scripts/find-java.sh") + "'",
                "java= major=0",
                "consider_java_on_path any",
                "echo \"$java $major\"");
        project.set("PATH", project.root("shims") + ":" + System.getenv("PATH"));

        assertEquals(real + " 21\n", project.runIn(temporary, finder).out());
        project.script(project.root("shims/uname"), "echo Darwin");
        assertEquals(real + " 21\n", project.runIn(temporary, finder).out());
    }

    @Test
    void aLocaleWithoutUtf8IsReplacedAndAnyOtherIsKept() throws IOException {
        chosen(script("shows", "echo \"LC_ALL=$LC_ALL\""), "25", "");
        assertEquals("LC_ALL=C.UTF-8", started("netmon").get(0));
        project.set("LC_ALL", "C");
        assertEquals("LC_ALL=C.UTF-8", started("netmon").get(0));
        project.set("LC_ALL", "de_DE.utf8");
        assertEquals("LC_ALL=de_DE.utf8", started("netmon").get(0));
    }

    @Test
    void theExitStatusIsThatOfTheProgram() throws IOException {
        chosen(script("fails", "exit 42"), "25", "");
        assertEquals(42, project.run("bin/netmon").status());
    }

    private List<String> started(String name, String... arguments) throws IOException {
        return project.run("bin/" + name, arguments).out().lines().toList();
    }

    /** Writes the file that scripts/build writes about its Java. */
    private void chosen(Path java, String major, String javaHome) throws IOException {
        Files.writeString(lib.resolve("java"), java + "\n" + major + "\n" + javaHome + "\n");
    }

    private String home(String name, String version) throws IOException {
        Path home = project.root("jdks/" + name);
        java(name, version);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS=\"y\"\n");
        return home.toString();
    }

    /** A fake Java: prints its name and its arguments, or its version among its properties. */
    private Path java(String name, String version) throws IOException {
        return script(
                name,
                "case $1 in -XshowSettings*) echo '    java.specification.version = " + version.replaceAll("\\..*", "")
                        + "' >&2; exit ;; esac",
                "printf '%s\\n' " + name + " \"$@\"");
    }

    private Path script(String name, String... lines) throws IOException {
        Path java = project.root("jdks/" + name + "/bin/java");
        project.script(java, lines);
        return java;
    }
}
