package netmon.scan.linux.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import netmon.scan.linux.FakeProc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidNamespaceTest {
    private static final String FIRST = "pid:[4026531836]";
    private static final String OTHER = "pid:[4026532177]";

    @TempDir
    private Path root;

    @Test
    void aContainerIsToldHowItSeesTheProcessesOutside() throws IOException {
        String told = confinement(OTHER, "NSpid:\t7");
        assertTrue(told.contains("--pid=host"), told);
    }

    @Test
    void theFirstNamespaceSeesAllProcesses() throws IOException {
        assertEquals("", confinement(FIRST, "NSpid:\t4711"));
    }

    @Test
    void theProcOfAnOuterNamespaceShowsAllProcesses() throws IOException {
        assertEquals("", confinement(OTHER, "NSpid:\t4711\t7"));
    }

    @Test
    void aKernelWithoutNamespacesSeesAllProcesses() {
        assertEquals("", new LinuxProcesses(new FakeProc(root).root()).confinement());
    }

    private String confinement(String namespace, String numbers) throws IOException {
        FakeProc proc = new FakeProc(root);
        proc.link(proc.file("self/ns/pid"), namespace);
        Files.writeString(proc.file("self/status"), "Name:\tjava\n" + numbers + "\nNSpgid:\t1\n");
        return new LinuxProcesses(proc.root()).confinement();
    }
}
