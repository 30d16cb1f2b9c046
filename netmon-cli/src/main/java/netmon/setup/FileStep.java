package netmon.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an installation does to files. */
sealed interface FileStep extends Step {
    /** Copies what a folder holds. What holds for one place alone is left out. */
    record CopyTree(Path from, Path to) implements FileStep {
        @Override
        public String told() {
            return "copy " + from + " to " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.copyTree(from, to);
        }
    }

    /** Copies what a folder holds into a folder that others use, too. */
    record MergeFolder(Path from, Path to) implements FileStep {
        @Override
        public String told() {
            return "copy what is in " + from + " into " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.copyTree(from, to);
        }
    }

    /** Puts a folder into the place of another one, which is called {@code former} meanwhile. */
    record Replace(Path from, Path to, Path former) implements FileStep {
        @Override
        public String told() {
            return "move " + from + " to " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.replace(from, to, former);
        }
    }

    /** Copies a program. */
    record CopyProgram(Path from, Path to) implements FileStep {
        @Override
        public String told() {
            return "copy " + from + " to " + to;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.makeFolder(to.getParent(), "rwxr-xr-x");
            FileOperations.copyFile(from, to);
        }
    }

    /** Makes a folder where there is none. */
    record MakeFolder(Path folder, String mode) implements FileStep {
        @Override
        public String told() {
            return "make the folder " + folder + " (" + mode + ")";
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.makeFolder(folder, mode);
        }
    }

    /** Lets a group read a folder or a file, which is made where there is none. */
    record Share(Path path, String group, boolean folder) implements FileStep {
        @Override
        public String told() {
            return "let the group " + group + " read " + path;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException, SetupException {
            FileOperations.share(path, group, folder);
        }
    }

    /** Writes a file that everybody may read. */
    record Write(Path file, String text) implements FileStep {
        @Override
        public String told() {
            return "write " + file;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.write(file, text);
        }
    }

    /** Removes a file; it need not be there. */
    record Remove(Path file) implements FileStep {
        @Override
        public String told() {
            return "remove " + file;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.remove(file);
        }
    }

    /** Removes a folder with all that is in it; it need not be there. */
    record RemoveTree(Path folder) implements FileStep {
        @Override
        public String told() {
            return "remove " + folder + " and all that is in it";
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.removeTree(folder);
        }
    }

    /** Removes netmon's own files from its data folder, and the folder if nothing else is in it. */
    record RemoveData(Path folder) implements FileStep {
        /** The database with what stands beside it, damaged ones that were set aside, the log, and the settings. */
        private static final Pattern OWN = Pattern.compile(
                "netmon\\.db(\\.corrupt-\\d{8}T\\d{6}Z)?(-wal|-shm|-journal)?"
                        + "|netmon\\.db\\.(lock|heartbeat|socket)|netmon-service\\.(out|log|log\\.1)|netmon\\.properties");

        @Override
        public String told() {
            return "remove what was measured, and netmon's other files, from " + folder;
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            FileOperations.removeNamed(OWN, folder);
        }
    }

    /** Removes folders, as far as nothing is left in them; they need not be there. */
    record RemoveEmpty(List<Path> folders) implements FileStep {
        public RemoveEmpty {
            folders = List.copyOf(folders);
        }

        @Override
        public String told() {
            return "remove the folders that setup made, where they are empty";
        }

        @Override
        public void take(Map<String, String> environment) throws IOException {
            for (Path each : folders) {
                FileOperations.removeEmpty(each);
            }
        }
    }
}
