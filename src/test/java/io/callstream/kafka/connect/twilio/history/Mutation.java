package io.callstream.kafka.connect.twilio.history;

/**
 * A way to write the sync wrong: a piece of its source, and what somebody could have written instead.
 *
 * @param name what is wrong then
 * @param file the class whose source it is in
 * @param original text that occurs there exactly once
 * @param wrong what stands there instead
 * @param where knobs to set for it, as {@link Plan} takes them: where the mistake matters; it is found faster
 */
record Mutation(String name, String file, String original, String wrong, String where) {

    Mutation(String name, String file, String original, String wrong) {
        this(name, file, original, wrong, "");
    }

    @Override
    public String toString() {
        return name;
    }
}
