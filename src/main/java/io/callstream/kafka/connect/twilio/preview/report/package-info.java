/**
 * The preview's report: the estimate and the advice that follow from the samples, and their output as text and JSON.
 *
 * <p>Computes and formats only; sends no request.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.preview.report;

import org.jspecify.annotations.NullMarked;
