/**
 * The Twilio API over HTTP: requests, the streaming page parser, errors and their classification, retry, credentials.
 *
 * <p>The only package that knows URLs, JSON, status codes and OkHttp. Answers in the words of {@code sync.model}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.api;

import org.jspecify.annotations.NullMarked;
