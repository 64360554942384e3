package io.callstream.kafka.connect.twilio.example;

/**
 * What costs are added up by.
 *
 * @param day on which the call began, in UTC: {@code 2026-11-23}
 * @param number ours: whom an inbound call reached, or who made an outbound one
 * @param unit currency, as {@code USD}
 */
public record BillLine(String day, String number, String unit) {}
