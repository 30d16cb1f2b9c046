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
 * Rewrites a jar's classes of Java 5 as classes of Java 8, which differ in their version and in the stack maps for the
 * verifier. From Java 25 on a class archive holds no classes as old as picocli's, and netmon would load them one by one.
 * Run by scripts/build, with a Java that has this library (24 or newer).
 */
final class RaiseClassVersion {
    /** The last version without stack maps: Java 5. */
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
        // Each method's code is taken apart and put together, or it would be copied without a stack map.
        return CLASSES.transformClass(
                old, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
