package io.callstream.kafka.connect.twilio.history.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The plan of a history: a seed, and the knobs that were set by hand instead of drawn from it.
 *
 * <p>Its text is what {@code -Dhistory} takes: {@code seed=27 past_calls=0}.
 */
public final class Plan {

    private final long seed;
    private final Map<Knob, Integer> set;
    private final int[] values;

    private Plan(long seed, Map<Knob, Integer> set) {
        this.seed = seed;
        this.set = set;
        this.values = Arrays.stream(Knob.values())
                .mapToInt(knob -> set.getOrDefault(knob, knob.draw(seed)))
                .toArray();
        if (values[Knob.PEACE.ordinal()] == 1) {
            Knob.TROUBLES.forEach(knob -> values[knob.ordinal()] = knob.simplest());
        }
    }

    public static Plan of(long seed) {
        return new Plan(seed, Map.of());
    }

    public static Plan parse(String text) {
        long seed = 0;
        Map<Knob, Integer> set = new EnumMap<>(Knob.class);
        for (String part : text.trim().split("\\s+")) {
            String[] setting = part.split("=", 2);
            if (setting[0].equals("seed")) {
                seed = Long.parseLong(setting[1]);
            } else {
                set.put(Knob.valueOf(setting[0].toUpperCase(Locale.ROOT)), Integer.valueOf(setting[1]));
            }
        }
        return new Plan(seed, set);
    }

    public long seed() {
        return seed;
    }

    public int get(Knob knob) {
        return values[knob.ordinal()];
    }

    public boolean has(Knob knob) {
        return get(knob) != knob.simplest();
    }

    Plan with(Knob knob, int value) {
        Map<Knob, Integer> more = new EnumMap<>(Knob.class);
        more.putAll(set);
        more.put(knob, value);
        return new Plan(seed, more);
    }

    /** Draws with the probability of a knob that is a percentage. */
    public boolean hits(Random random, Knob knob) {
        int percent = get(knob);
        return percent > 0 && random.nextInt(100) < percent;
    }

    /** Plans that are simpler by one knob. */
    List<Plan> simpler() {
        List<Plan> simpler = new ArrayList<>();
        for (Knob knob : Knob.values()) {
            if (has(knob)) {
                simpler.add(with(knob, knob.simplest()));
                int half = (get(knob) + knob.simplest()) / 2;
                if (half != get(knob) && half != knob.simplest()) {
                    simpler.add(with(knob, half));
                }
            }
        }
        return simpler;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed=" + seed);
        set.forEach((knob, value) -> text.append(' ')
                .append(knob.name().toLowerCase(Locale.ROOT))
                .append('=')
                .append(value));
        return text.toString();
    }
}
