/** Tests of the code itself: which package may import which, and how large anything may grow. No tests of behaviour. */
package io.callstream.kafka.connect.twilio.architecture;
