package netmon.model;

/** The rule by which an application got its name. Reports show the word, so it is never renamed. */
public enum NameRule {
    BUNDLE("bundle"),
    IOS("ios"),
    WEBKIT("webkit"),
    GIT("git"),
    SYSTEM_EXTENSION("system extension"),
    SNAP("snap"),
    APPIMAGE("appimage"),
    WRAPPER("wrapper"),
    VERSION_FOLDER("version folder"),
    INTERPRETER("interpreter"),
    FILE_NAME("file name"),
    COMMAND("command"),
    NO_NAME("no name");

    private final String word;

    NameRule(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
