import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Converts the Java 5 classes of a jar to Java 8 classes, which have another version and stack maps for the verifier.
 * The class archives of Java 25 and newer cannot hold classes as old as those of picocli, so netmon would load them one
 * by one. scripts/build runs this file with Java 25 or newer; the class-file API exists since Java 24.
 */
final class RaiseClassVersion {
    /** Java 5, the last version without stack maps. */
    private static final int OLD = ClassFile.JAVA_5_VERSION;

    private static final ClassFile CLASSES = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path raised = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(raised);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(entry.getName().endsWith(".class") ? raised(bytes) : bytes);
            }
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] raised(byte[] bytes) {
        ClassModel old = CLASSES.parse(bytes);
        if (old.majorVersion() > OLD) {
            return bytes;
        }
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        // The transformation rebuilds the code of each method; unchanged code would be copied without a stack map.
        return CLASSES.transformClass(
                old, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
