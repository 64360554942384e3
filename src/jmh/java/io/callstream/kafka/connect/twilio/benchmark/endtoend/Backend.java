package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.measure.Run;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The common part of all variants: a stack without workers, and a simulated account. */
record Backend(ProcessStack stack, RemoteSimulator twilio, long simulatorPid) {

    /** The processes of a run by name, including the reading one. */
    Map<String, Long> pids(long reader) {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put(Run.READER, reader);
        pids.put("simulator", simulatorPid);
        pids.put("broker", stack.broker().pid());
        return pids;
    }
}
