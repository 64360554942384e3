package io.callstream.kafka.connect.twilio.call;

/**
 * Where a list goes on: the API's {@code next_page_uri}, a path with query relative to the configured base. Opaque to
 * everyone but {@code api}.
 */
public record PageCursor(String uri) {}
