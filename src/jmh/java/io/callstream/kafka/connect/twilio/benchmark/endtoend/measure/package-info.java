/**
 * Measurements of running processes over JMX and {@code /proc}, and the figures that come of them. Knows nothing of the
 * variants that are compared.
 */
package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;
