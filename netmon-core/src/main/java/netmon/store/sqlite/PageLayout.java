package netmon.store.sqlite;

import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;

/** Rewrites the file where that pays: with smaller pages, or without much free space from compaction. */
public final class PageLayout {
    /**
     * Each commit copies every touched page into the log: 512 bytes cost a fifth of 4096; reading slows by a tenth.
     */
    public static final int PAGE_BYTES = 512;

    /** A file with more content is not rewritten: a start may not take so long. Compaction shrinks it first. */
    private static final long MAX_CONTENT_BYTES = 64 << 20;

    /** Less free space than this stays: the next hours need it. */
    private static final long MIN_FREE_BYTES = 32 << 20;

    private PageLayout() {}

    /** Call it before WAL is switched on, or while no other program reads. A reader or a full disk postpones it. */
    static void improve(Database database) throws StoreException {
        if (!pays(database)) {
            return;
        }
        try {
            database.script("PRAGMA journal_mode = DELETE"); // in WAL mode the page size cannot change
            database.script("PRAGMA page_size = " + PAGE_BYTES);
            database.script("VACUUM");
        } catch (StoreException e) {
            if (e.kind() != Remedy.BUSY && e.kind() != Remedy.FULL) {
                throw e;
            }
        }
    }

    private static boolean pays(Database database) throws StoreException {
        long page = database.number("PRAGMA page_size");
        long free = database.number("PRAGMA freelist_count") * page;
        long content = database.number("PRAGMA page_count") * page - free;
        return content <= MAX_CONTENT_BYTES && (page != PAGE_BYTES || (free >= MIN_FREE_BYTES && free > content));
    }
}
