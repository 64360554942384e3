package io.callstream.kafka.connect.twilio.history.mutation;

/**
 * A way to write the sync wrong: a piece of its source, and a wrong replacement.
 *
 * @param name what is wrong with the replacement
 * @param file the class whose source contains the piece
 * @param original text that occurs there exactly once
 * @param wrong the replacement
 * @param where knobs, in the form that a plan parses, under which the mistake matters, so that it is found faster
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
