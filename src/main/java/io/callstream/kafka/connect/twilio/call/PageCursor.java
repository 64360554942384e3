package io.callstream.kafka.connect.twilio.call;

/**
 * The position of a list's next page: the API's {@code next_page_uri}, a path with query relative to the configured base.
 * Opaque outside {@code api}.
 */
public record PageCursor(String uri) {}
