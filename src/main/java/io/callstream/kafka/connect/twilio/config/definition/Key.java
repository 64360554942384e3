package io.callstream.kafka.connect.twilio.config.definition;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** Builds the definition of one key. */
public final class Key {

    private final String name;
    private final Type type;
    private final @Nullable Object defaultValue;
    private final Importance importance;
    private final String displayName;

    private @Nullable Validator validator;
    private @Nullable Recommender recommender;
    private List<String> dependents = List.of();
    private Width width;
    private String documentation = "";

    /**
     * @param defaultValue {@code ConfigDef.NO_DEFAULT_VALUE} for a required key, {@code null} for a key without a value
     */
    public Key(String name, Type type, @Nullable Object defaultValue, Importance importance, String displayName) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.importance = importance;
        this.displayName = displayName;
        this.width = type == Type.STRING || type == Type.PASSWORD ? Width.MEDIUM : Width.SHORT;
    }

    /** Sets the validator of the value. */
    public Key check(Validator newValidator) {
        validator = newValidator;
        return this;
    }

    /** Sets the recommender, whose values a user interface offers. */
    public Key recommend(Recommender newRecommender) {
        recommender = newRecommender;
        return this;
    }

    /** Sets the keys that only have an effect together with this one. */
    public Key dependents(String... keys) {
        dependents = List.of(keys);
        return this;
    }

    /** Sets the width of the field in a user interface. */
    public Key width(Width newWidth) {
        width = newWidth;
        return this;
    }

    /** Sets the documentation. */
    public Key doc(String text) {
        documentation = text;
        return this;
    }

    /** Adds the key to a definition. */
    public void defineIn(ConfigDef def, String group, int order) {
        def.define(
                name,
                type,
                defaultValue,
                validator,
                importance,
                documentation,
                group,
                order,
                width,
                displayName,
                dependents,
                recommender);
    }
}
