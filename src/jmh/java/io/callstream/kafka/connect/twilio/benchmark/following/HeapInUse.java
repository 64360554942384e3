package io.callstream.kafka.connect.twilio.benchmark.following;

/** The bytes of all reachable objects. */
final class HeapInUse {

    private static final int COLLECTIONS = 3;

    private HeapInUse() {}

    static long bytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
