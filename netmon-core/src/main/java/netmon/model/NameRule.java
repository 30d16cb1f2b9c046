package netmon.model;

import java.util.Locale;

/** The rule by which an application got its name. Reports show the word, so it is never renamed. */
public enum NameRule {
    BUNDLE,
    IOS,
    WEBKIT,
    GIT,
    HELPER,
    SYSTEM_EXTENSION,
    SNAP,
    APPIMAGE,
    WRAPPER,
    VERSION_FOLDER,
    INTERPRETER,
    FILE_NAME,
    COMMAND,
    NO_NAME;

    /** The name in small letters, with blanks. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
