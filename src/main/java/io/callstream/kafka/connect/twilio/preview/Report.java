package io.callstream.kafka.connect.twilio.preview;

import java.time.Duration;
import java.util.List;

/**
 * What was found.
 *
 * @param url where it was asked
 * @param pollInterval as configured
 * @param accounts that would be read
 * @param unread accounts that would not, though they should
 * @param problems why the connector would fail with this configuration, if it would
 * @param estimate for those that would be read
 * @param requests that were sent to find this out
 */
record Report(
        String url,
        Duration pollInterval,
        List<AccountSample> accounts,
        List<UnreadAccount> unread,
        List<Problem> problems,
        Estimate estimate,
        List<Advice> advice,
        long requests) {}
