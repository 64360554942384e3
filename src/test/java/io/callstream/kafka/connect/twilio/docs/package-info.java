/**
 * Tests that hold {@code docs/} and all messages to the code; some generate a part of a page. No tests of behaviour.
 */
package io.callstream.kafka.connect.twilio.docs;
