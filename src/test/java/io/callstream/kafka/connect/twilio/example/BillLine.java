package io.callstream.kafka.connect.twilio.example;

/**
 * The key by which costs are summed.
 *
 * @param day of the call's start, in UTC: {@code 2026-11-23}
 * @param number the account's own: called by an inbound call, or caller of an outbound one
 * @param unit currency, as {@code USD}
 */
public record BillLine(String day, String number, String unit) {}
