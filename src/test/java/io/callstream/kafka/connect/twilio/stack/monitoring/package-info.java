/**
 * Metrics of a running stack: JMX, Prometheus, and the dashboard drawn from them. No assertions: those belong to the
 * tests.
 */
package io.callstream.kafka.connect.twilio.stack.monitoring;
