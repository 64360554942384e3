/**
 * Benchmarks of more than one class, the table of goals and the pictures. Micro-benchmarks are in the package of the code
 * that they measure.
 */
package io.callstream.kafka.connect.twilio.benchmark;
