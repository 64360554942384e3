/**
 * Measurements of running processes over JMX and {@code /proc}, and their results. It does not depend on the variants that
 * are compared.
 */
package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;
