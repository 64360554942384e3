/** Loggers and logging contexts for the tests of any package. */
package io.callstream.kafka.connect.twilio.log;
