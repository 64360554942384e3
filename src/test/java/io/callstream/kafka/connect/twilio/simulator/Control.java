package io.callstream.kafka.connect.twilio.simulator;

import io.callstream.kafka.connect.twilio.simulator.list.BadParameterException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * The commands for a simulator in another process, below {@code /simulator}:
 *
 * <ul>
 *   <li>{@code truth?account=AC…}: the current state of all calls
 *   <li>{@code served}: the URLs of all requests so far
 *   <li>{@code freeze}: stops the world's clock
 *   <li>{@code advance?seconds=60}: advances it
 *   <li>{@code latency?ms=100}: delays every response by at least this time
 *   <li>{@code hang}: leaves every request without a response; {@code heal}: clears all faults
 * </ul>
 */
final class Control {

    private final TwilioSimulator simulator;

    Control(TwilioSimulator simulator) {
        this.simulator = simulator;
    }

    Response respond(HttpUrl url) {
        try {
            return act(url);
        } catch (BadParameterException e) {
            return TwilioApi.error(400, 20001, e.getMessage());
        }
    }

    private Response act(HttpUrl url) {
        String verb = url.encodedPath().substring("/simulator/".length());
        switch (verb) {
            case "truth":
                return simulator.truthResponse(parameter(url, "account", Function.identity()));
            case "served":
                return TwilioApi.texts(
                        "served",
                        simulator.served().stream()
                                .map(served -> served.url().toString())
                                .toList());
            case "freeze":
                simulator.clock().freeze();
                break;
            case "advance":
                simulator.clock().advance(Duration.ofSeconds(parameter(url, "seconds", Long::valueOf)));
                break;
            case "latency":
                simulator.latency(Duration.ofMillis(parameter(url, "ms", Long::valueOf)));
                break;
            case "hang":
                simulator.faults().next(Integer.MAX_VALUE, new Fault.NoResponse());
                break;
            case "heal":
                simulator.faults().clear();
                break;
            default:
                return TwilioApi.notFound(url.encodedPath());
        }
        return TwilioApi.texts("done", List.of(verb));
    }

    private static <T> T parameter(HttpUrl url, String name, Function<String, T> parse) {
        String value = url.queryParameter(name);
        try {
            if (value != null) {
                return parse.apply(value);
            }
        } catch (NumberFormatException e) {
            throw new BadParameterException(name + " is not a number: " + value);
        }
        throw new BadParameterException(name + " is missing");
    }
}
