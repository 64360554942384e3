package io.callstream.kafka.connect.twilio.benchmark.endtoend;

/**
 * How much is measured; less than the usual shows that the benchmark works, and little else.
 *
 * @param calls of the account
 * @param runs of each variant
 * @param trackedCalls of the account that a small heap is tried with
 */
record Size(int calls, int runs, int trackedCalls) {

    static Size fromProperties() {
        int calls = Integer.getInteger("benchmark.calls", 200_000);
        return new Size(calls, Integer.getInteger("benchmark.runs", 5), 5 * calls);
    }
}
