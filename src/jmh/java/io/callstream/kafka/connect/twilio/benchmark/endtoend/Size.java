package io.callstream.kafka.connect.twilio.benchmark.endtoend;

/**
 * The size of the benchmark. Smaller than the default shows only that the benchmark works.
 *
 * @param calls of the account
 * @param runs of each variant
 * @param trackedCalls of the account in the small heap
 */
record Size(int calls, int runs, int trackedCalls) {

    static Size fromProperties() {
        int calls = Integer.getInteger("benchmark.calls", 200_000);
        return new Size(calls, Integer.getInteger("benchmark.runs", 5), 5 * calls);
    }
}
