package io.callstream.kafka.connect.twilio.api.http;

import java.net.URI;
import okhttp3.HttpUrl;

/**
 * The URL of a list, and those of its pages: always on the configured host and path.
 *
 * @param base the configured URL, without a slash at its end
 * @param first the list without parameters
 */
public record ListUrl(String base, HttpUrl first) {

    private static final String ACCOUNTS_PATH = "/2010-04-01/Accounts";

    /** The list of accounts. */
    public static ListUrl accounts(URI baseUrl) {
        return of(baseUrl, ".json");
    }

    /** The list of an account's calls. */
    static ListUrl calls(URI baseUrl, String accountSid) {
        return of(baseUrl, "/" + accountSid + "/Calls.json");
    }

    private static ListUrl of(URI baseUrl, String path) {
        String base = baseUrl.toString().replaceAll("/+$", "");
        return new ListUrl(base, HttpUrl.get(base + ACCOUNTS_PATH + path));
    }

    /**
     * The URL of the page that a cursor, a path on the configured host, points to.
     *
     * @throws IllegalArgumentException if it does not point to this list
     */
    public HttpUrl page(String cursor) {
        HttpUrl url = cursor.startsWith("/") ? HttpUrl.parse(base + cursor) : null;
        if (url == null
                || !url.host().equals(first.host())
                || url.port() != first.port()
                || !url.scheme().equals(first.scheme())
                || !url.username().isEmpty()
                || !url.encodedPath().equals(first.encodedPath())) {
            throw new IllegalArgumentException(
                    "the page cursor '" + PrivateUrl.of(cursor) + "' does not point to " + first);
        }
        return url;
    }
}
