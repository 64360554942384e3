package io.callstream.kafka.connect.twilio.call;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the Calls list, as the API showed it at one moment.
 *
 * <p>An empty string in the API's answer is {@code null} here. Times have the API's resolution, one second. No value is
 * trusted to be of a known set: statuses and directions can be new tomorrow.
 *
 * @param sid the call's SID, never empty
 * @param accountSid the account that owns the call
 * @param status {@code queued}, {@code ringing}, {@code in-progress}, {@code completed}, {@code busy}, {@code failed},
 *     {@code no-answer}, {@code canceled}, or one that is new; {@code unknown} if the row had none
 * @param dateCreated when the call was created; {@code null} for a moment after it was
 * @param dateUpdated when the call last changed; does <em>not</em> move when the price arrives
 * @param startTime first equal to {@code dateCreated}, then moved to the moment of answer; {@code null} before dialling
 * @param duration seconds
 * @param queueTime milliseconds
 * @param price what the call cost, negative; arrives after {@code completed}, or never
 * @param subresourceUris empty if the row had none
 * @param additionalProperties keys this version does not know, and known keys whose value could not be read; the value
 *     as JSON text
 * @param fingerprint 64-bit hash of all that the row says, whatever the order of its keys: two rows with the same
 *     fingerprint are the same state
 */
public record Call(
        String sid,
        String accountSid,
        String status,
        @Nullable String direction,
        @Nullable String from,
        @Nullable String fromFormatted,
        @Nullable String to,
        @Nullable String toFormatted,
        @Nullable String forwardedFrom,
        @Nullable String callerName,
        @Nullable String answeredBy,
        @Nullable String parentCallSid,
        @Nullable String groupSid,
        @Nullable String phoneNumberSid,
        @Nullable String trunkSid,
        @Nullable String apiVersion,
        @Nullable String priceUnit,
        @Nullable String uri,
        @Nullable Instant dateCreated,
        @Nullable Instant dateUpdated,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Integer duration,
        @Nullable Long queueTime,
        @Nullable BigDecimal price,
        Map<String, String> subresourceUris,
        Map<String, String> additionalProperties,
        long fingerprint) {}
