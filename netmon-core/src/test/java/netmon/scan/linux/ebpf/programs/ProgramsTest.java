package netmon.scan.linux.ebpf.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import netmon.scan.linux.ebpf.assembler.Assembler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs byte for byte, one instruction a line, as kernels have loaded and proven them. A change of the programs
 * changes these files: with {@code JAVA_TOOL_OPTIONS=-Dnetmon.golden=FOLDER} the test writes them anew.
 */
class ProgramsTest {
    private static final PathOffsets OFFSETS = new PathOffsets(0x900, 0x3a8, 0x48, 0x28, 0x18);

    @ParameterizedTest
    @ValueSource(strings = {"in", "out", "created", "created-path", "released"})
    void aProgramHasItsGoldenBytes(String name) throws IOException {
        String text = listing(program(name));
        String folder = System.getProperty("netmon.golden");
        if (folder != null) {
            Files.writeString(Path.of(folder, name + ".hex"), text);
        }
        assertEquals(golden(name + ".hex"), text);
    }

    private static Assembler program(String name) {
        return switch (name) {
            case "in" -> CountProgram.assemble(3, 4, 7, false);
            case "out" -> CountProgram.assemble(3, 4, 7, true);
            case "released" -> ReleasedProgram.assemble(4, 6);
            case "created" -> CreatedProgram.assemble(4, 5, 6, 7, null);
            default -> CreatedProgram.assemble(4, 5, 6, 7, OFFSETS);
        };
    }

    private static String listing(Assembler program) {
        return HexFormat.of().formatHex(program.bytes()).replaceAll("(..)(..)(....)(........)", "$1 $2 $3 $4\n");
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ProgramsTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
