package io.callstream.kafka.connect.twilio.window;

import java.time.LocalDate;

/** How far back the backfill goes. */
public sealed interface BackfillStart {

    /** To the account's first call. */
    record All() implements BackfillStart {}

    /** No backfill: only calls created or changed after the first start. */
    record None() implements BackfillStart {}

    /** To calls that started on or after midnight UTC of a day. */
    record From(LocalDate day) implements BackfillStart {}
}
