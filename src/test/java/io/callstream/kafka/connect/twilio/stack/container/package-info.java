/**
 * The stack as Docker containers, made of one Java image and the jars that Maven resolved. Tests that use it are
 * skipped without Docker.
 */
package io.callstream.kafka.connect.twilio.stack.container;
