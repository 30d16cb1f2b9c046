package netmon.store.rows;

import netmon.model.Sample;
import netmon.model.StoreException;

/** Writes its part of each sample into its table. */
public interface SampleRows {
    /** Called within the transaction that writes the whole sample. */
    void write(Sample sample) throws StoreException;

    /** Replaces all remembered values by those of the database, after a transaction has failed. */
    default void reload() throws StoreException {}
}
