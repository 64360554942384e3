package io.callstream.kafka.connect.twilio.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** One key while it is being described. */
final class Key {

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

    Key(String name, Type type, @Nullable Object defaultValue, Importance importance, String displayName) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.importance = importance;
        this.displayName = displayName;
        this.width = type == Type.STRING || type == Type.PASSWORD ? Width.MEDIUM : Width.SHORT;
    }

    Key check(Validator newValidator) {
        validator = newValidator;
        return this;
    }

    Key recommend(Recommender newRecommender) {
        recommender = newRecommender;
        return this;
    }

    Key dependents(String... keys) {
        dependents = List.of(keys);
        return this;
    }

    Key width(Width newWidth) {
        width = newWidth;
        return this;
    }

    Key doc(String text) {
        documentation = text;
        return this;
    }

    void defineIn(ConfigDef def, String group, int order) {
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
