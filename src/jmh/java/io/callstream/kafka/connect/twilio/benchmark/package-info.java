/**
 * Benchmarks of more than one class, the table of goals and the pictures. Micro-benchmarks lie beside what they measure, in
 * packages of the same name.
 */
package io.callstream.kafka.connect.twilio.benchmark;
