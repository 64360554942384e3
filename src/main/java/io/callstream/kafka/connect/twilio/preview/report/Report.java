package io.callstream.kafka.connect.twilio.preview.report;

import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import java.util.List;

/**
 * The result of a preview.
 *
 * @param url base URL of the API
 * @param accounts accounts that the connector would read
 * @param unread accounts that are configured but cannot be read
 * @param problems reasons why the connector would fail; empty if it would not
 * @param estimate for the accounts that would be read
 * @param requests requests that the preview sent
 */
public record Report(
        String url,
        List<AccountSample> accounts,
        List<UnreadAccount> unread,
        List<Problem> problems,
        Estimate estimate,
        List<Advice> advice,
        long requests) {}
