package io.callstream.kafka.connect.twilio.log;

import java.lang.reflect.Field;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;

/** Gives a test a logger context (MDC), which the tests' logger does not have. */
public final class WithLoggerContext implements BeforeEachCallback, AfterEachCallback {

    private Object usual;

    @Override
    public void beforeEach(ExtensionContext context) throws ReflectiveOperationException {
        usual = adapter().get(null);
        adapter().set(null, new BasicMDCAdapter());
    }

    @Override
    public void afterEach(ExtensionContext context) throws ReflectiveOperationException {
        adapter().set(null, usual);
    }

    private static Field adapter() throws NoSuchFieldException {
        Field adapter = MDC.class.getDeclaredField("mdcAdapter");
        adapter.setAccessible(true);
        return adapter;
    }
}
