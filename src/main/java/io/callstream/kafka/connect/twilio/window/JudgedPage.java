package io.callstream.kafka.connect.twilio.window;

import io.callstream.kafka.connect.twilio.call.Call;
import java.util.List;
import java.util.Optional;

/**
 * What is news on one page, with the state to store beside it: every record of the page carries {@code before}, its last
 * one {@code after}, so that any acknowledged record is a safe place to resume.
 *
 * @param window the source partition of the records
 * @param changes the calls to emit, in the order of the page
 * @param deleted SIDs of calls that are no more, to be told after the news
 * @param before the state as before this page
 * @param after the state once all of them are in the topic
 * @param requestId Twilio's id of the request that read the page
 */
public record JudgedPage(
        WindowId window,
        List<Call> changes,
        List<String> deleted,
        WindowState before,
        WindowState after,
        Optional<String> requestId) {}
