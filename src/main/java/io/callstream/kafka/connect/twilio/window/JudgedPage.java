package io.callstream.kafka.connect.twilio.window;

import io.callstream.kafka.connect.twilio.call.Call;
import java.util.List;
import java.util.Optional;

/**
 * The changes on one page, with the state to store beside them: every record of the page carries {@code before}, its last
 * one {@code after}, so that any acknowledged record is a safe place to resume.
 *
 * @param window the source partition of the records
 * @param changes the calls to emit, in the order of the page
 * @param deleted SIDs of deleted calls, whose tombstones follow the changes
 * @param before the state before this page
 * @param after the state once all of its records are in the topic
 * @param requestId Twilio's id of the request that read the page
 */
public record JudgedPage(
        WindowId window,
        List<Call> changes,
        List<String> deleted,
        WindowState before,
        WindowState after,
        Optional<String> requestId) {}
