package netmon.scan.linux.ebpf.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import netmon.model.Address;
import org.junit.jupiter.api.Test;

class SharedValuesTest {
    private final SharedValues shared = new SharedValues();

    @Test
    void equalValuesBecomeTheFirstOfThem() {
        Address first = Address.parse("10.0.0.1");
        assertSame(first, shared.of(first));
        assertSame(first, shared.of(Address.parse("10.0.0.1")));
    }

    @Test
    void manyDifferentValuesAreNotKept() {
        Address first = shared.of(Address.parse("10.0.0.1"));
        for (int i = 0; i < 1000; i++) {
            assertEquals(new Address(1, i), shared.of(new Address(1, i)));
        }
        assertNotSame(first, shared.of(Address.parse("10.0.0.1")));
    }
}
